/*
 * stamp.h - what a portal with drafts puts on each of its pages, whatever the theme.
 *
 * Whoever meets such a page, on a screen, on paper or in a tab, must see that it is a draft. So the
 * program writes that into the finished page itself:
 *
 *     <meta name="robots" content="noindex">          behind <head>
 *     [Draft]                                          first in <title>
 *     <aside class="draft-stamp"><strong>Draft</strong></aside>    first in <body>
 *
 * A theme may give it a look.
 */
#ifndef ISOGLOSS_PAGES_STAMP_H
#define ISOGLOSS_PAGES_STAMP_H

#include "pages/view.h"

/* What is stamped on the page; no text: nothing is. */
struct text stamp_text(const struct plan *plan, const struct page *page);

/* The digest of all that the stamp is made of. */
struct digest stamp_digest(struct text stamp);

/* Appends `html` with the stamp. False if it has no place for it. */
bool stamp_add(struct text stamp, struct str html, struct strbuf *out);

#endif
