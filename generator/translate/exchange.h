/*
 * exchange.h - what translators' programs take: XLIFF 2.0 to translate in, TMX 1.4b as a memory of
 * what was translated, TBX (ISO 30042:2019) of the terms.
 *
 * Reads    the site, and texts once more from the disk (site/pairs.h).
 * Makes    one document, whole in memory; of XLIFF that came back, files in locales/ and content/.
 * Reports  what cannot be exported, and of an import all that is not taken, at its place.
 */
#ifndef ISOGLOSS_TRANSLATE_EXCHANGE_H
#define ISOGLOSS_TRANSLATE_EXCHANGE_H

#include "publish/publish.h"
#include "translate/selection.h"

/* What is to be translated. */
struct xliff_job {
    const struct edition *edition; /* in the language to translate into */
    const struct language *from;   /* NULL: what all items are translated from */
    const struct selection *items;
    enum { XLIFF_ALL, XLIFF_STALE } what; /* all segments, or those that need work */
};

/* Appends the document. An item that has nothing to translate is left out. False after a report. */
bool xliff_export(const struct xliff_job *job, struct strbuf *out, struct diags *diags);

#endif
