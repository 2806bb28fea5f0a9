#include "editions/messages.h"

#define MESSAGE(name, code, severity, text) const struct message name = {code, severity, text};
#include "editions/messages.def"
