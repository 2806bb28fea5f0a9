/* messages.h - the diagnostics of commands/; the rows are in messages.def. */
#ifndef ISOGLOSS_COMMANDS_MESSAGES_H
#define ISOGLOSS_COMMANDS_MESSAGES_H

#include "base/diag.h"

#define MESSAGE(name, code, severity, text) extern const struct message name;
#include "commands/messages.def"
#undef MESSAGE

#endif
