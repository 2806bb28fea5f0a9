/*
 * checks.h - translations beside their sources, segment by segment: is anything lost, altered, left
 * in the source's language or against the customs of the translation's?
 *
 * Reads    the site, and the texts again, from the disk.
 * Reports  what is wrong, each with its kind, at the place of the translation. A translator may
 *          allow a kind for a segment ("# isogloss: allow number" in PO, `allow: {p5: [number]}` in
 *          the header of a file); what is allowed and does not occur is reported too.
 * Threads  checks items on `workers` threads.
 *
 * Segments that follow an earlier text of the source are held to that text; where it is not known,
 * and in fields that each version has of its own, only the translation by itself is checked.
 */
#ifndef ISOGLOSS_TRANSLATE_CHECKS_H
#define ISOGLOSS_TRANSLATE_CHECKS_H

#include "site/site.h"

/* All collections; or those that ask for it by `translation_checks`, as a build does. */
enum checks_scope { CHECKS_OF_ALL, CHECKS_AS_DECLARED };

/* In a collection with `translation_checks: error` all findings are errors. */
void translations_check(const struct site *site, enum checks_scope scope, unsigned workers,
                        struct diags *diags);

#endif
