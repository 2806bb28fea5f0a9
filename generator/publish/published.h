/*
 * published.h - what was published once stays: content/published.txt.
 *
 *     ar/index.html
 *     ar/reports/2013-geneva.html
 *     ...
 *
 * One address a line, sorted. A site that wants this keeps the file, empty at first, with its
 * content; the build fills it. To let an address go all the same, remove its line.
 *
 * It has what people link to: items, what remains of them, symbols, pictures, indexes, facets, A to
 * Z, site maps, feeds, lists of languages and home pages. What only counts how much there is just
 * now has no promise: second pages of lists, single letters, the values of facets.
 *
 * Reads    the file, among the sources of the site.
 * Makes    the file anew, if addresses came to it.
 * Reports  each address that the plan lacks, with its line.
 */
#ifndef ISOGLOSS_PUBLISH_PUBLISHED_H
#define ISOGLOSS_PUBLISH_PUBLISHED_H

#include "pages/pages.h"

void published_check(const struct plan *plan, struct diags *diags);
/* After everything stands in OUT. */
void published_write(const struct plan *plan, struct diags *diags);

#endif
