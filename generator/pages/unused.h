/*
 * unused.h - entries of catalogs that translate nothing.
 */
#ifndef ISOGLOSS_PAGES_UNUSED_H
#define ISOGLOSS_PAGES_UNUSED_H

#include "editions/editions.h"

/* Reports the entries of every catalog whose text is neither in a template nor of the site nor of
   this program. Not to be asked after an error: what is broken may be what uses them. */
void unused_texts_report(const struct editions *editions, struct diags *diags);

#endif
