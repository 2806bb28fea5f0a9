/* messages.h - the diagnostics of pages/; the rows are in messages.def. */
#ifndef ISOGLOSS_PAGES_MESSAGES_H
#define ISOGLOSS_PAGES_MESSAGES_H

#include "base/diag.h"

#define MESSAGE(name, code, severity, text) extern const struct message name;
#include "pages/messages.def"
#undef MESSAGE

#endif
