#include "translate/messages.h"

#define MESSAGE(name, code, severity, text) const struct message name = {code, severity, text};
#include "translate/messages.def"
