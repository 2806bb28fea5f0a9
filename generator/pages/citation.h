/*
 * citation.h - how an item is cited; private to pages/. See `citation` in isogloss-content(5).
 */
#ifndef ISOGLOSS_PAGES_CITATION_H
#define ISOGLOSS_PAGES_CITATION_H

#include "pages/view.h"

/* Appends a BibTeX or RIS file. */
void citation_render(const struct view *view, struct strbuf *out);

/* The <meta> elements that reference managers read, under "citation"; null where nothing is cited.
 */
void view_put_citation(const struct view *view, struct datum *root);

#endif
