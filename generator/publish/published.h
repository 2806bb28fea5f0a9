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
 * It has what people and programs link to: items, what remains of them, symbols, pictures, data
 * files of collections, indexes, facets, charts, A to Z, site maps, feeds, lists of languages
 * and home pages. What only counts how much there is just now has no promise: second
 * pages of lists, single letters, the values of facets; nor what goes with an item that is
 * withdrawn, as its form; nor what a build of a moment to come shows.
 *
 * Reads    the file, among the sources of the site.
 * Makes    the file anew, if addresses came to it.
 * Reports  each address that the plan lacks, with its line.
 */
#ifndef ISOGLOSS_PUBLISH_PUBLISHED_H
#define ISOGLOSS_PUBLISH_PUBLISHED_H

#include "pages/pages.h"

void published_check(const struct plan *plan, struct diags *diags);
/* Whether the file has all that published_write() would put there. */
bool published_is_complete(const struct plan *plan);
/* After everything stands in OUT. */
void published_write(const struct plan *plan, struct diags *diags);

#endif
