/* messages.h - the diagnostics of publish/; the rows are in messages.def. */
#ifndef ISOGLOSS_PUBLISH_MESSAGES_H
#define ISOGLOSS_PUBLISH_MESSAGES_H

#include "base/diag.h"

#define MESSAGE(name, code, severity, text) extern const struct message name;
#include "publish/messages.def"
#undef MESSAGE

#endif
