/* messages.h - the diagnostics of site/; the rows are in messages.def. */
#ifndef ISOGLOSS_SITE_MESSAGES_H
#define ISOGLOSS_SITE_MESSAGES_H

#include "base/diag.h"

#define MESSAGE(name, code, severity, text) extern const struct message name;
#include "site/messages.def"
#undef MESSAGE

#endif
