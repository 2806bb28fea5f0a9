/*
 * content_policy.h - lets the preview's own script into a page whose policy knows nothing of it.
 *
 * Reads    the policy of a page, <meta http-equiv="Content-Security-Policy" content="…">.
 * Makes    the same, but scripts and connections of the page's own origin are allowed too.
 */
#ifndef ISOGLOSS_PREVIEW_CONTENT_POLICY_H
#define ISOGLOSS_PREVIEW_CONTENT_POLICY_H

#include "base/str.h"

/* Appends `policy`, its character references replaced, relaxed as far as needed and no further. */
void content_policy_relax(struct str policy, struct strbuf *out);

/* The place of the policy in a page, as it is written there. False if there is none behind byte
   `from`. */
bool content_policy_find(struct str page, size_t from, size_t *start, size_t *end);

#endif
