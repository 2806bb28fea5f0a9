/* messages.h - the diagnostics of preview/; the rows are in messages.def. */
#ifndef ISOGLOSS_PREVIEW_MESSAGES_H
#define ISOGLOSS_PREVIEW_MESSAGES_H

#include "base/diag.h"

#define MESSAGE(name, code, severity, text) extern const struct message name;
#include "preview/messages.def"
#undef MESSAGE

#endif
