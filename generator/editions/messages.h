/* messages.h - the diagnostics of editions/; the rows are in messages.def. */
#ifndef ISOGLOSS_EDITIONS_MESSAGES_H
#define ISOGLOSS_EDITIONS_MESSAGES_H

#include "base/diag.h"

#define MESSAGE(name, code, severity, text) extern const struct message name;
#include "editions/messages.def"
#undef MESSAGE

#endif
