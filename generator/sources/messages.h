/* messages.h - the diagnostics of sources/; the rows are in messages.def. */
#ifndef ISOGLOSS_SOURCES_MESSAGES_H
#define ISOGLOSS_SOURCES_MESSAGES_H

#include "base/diag.h"

#define MESSAGE(name, code, severity, text) extern const struct message name;
#include "sources/messages.def"
#undef MESSAGE

#endif
