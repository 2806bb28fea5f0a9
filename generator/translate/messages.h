/* messages.h - the diagnostics of translate/; the rows are in messages.def. */
#ifndef ISOGLOSS_TRANSLATE_MESSAGES_H
#define ISOGLOSS_TRANSLATE_MESSAGES_H

#include "base/diag.h"

#define MESSAGE(name, code, severity, text) extern const struct message name;
#include "translate/messages.def"
#undef MESSAGE

#endif
