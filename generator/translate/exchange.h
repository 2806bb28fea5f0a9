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

/* Whether the texts of a pair say the same in two languages: not where each version has its own,
   such as variants of a term. */
bool pair_is_translation(const struct pairs *pairs, const struct pair *pair);

/* What is to be translated. */
struct xliff_job {
    const struct edition *edition; /* in the language to translate into */
    const struct language *from;   /* NULL: what all items are translated from */
    const struct selection *items;
    enum { XLIFF_ALL, XLIFF_STALE } what; /* all segments, or those that need work */
};

/* Appends the document. An item that has nothing to translate is left out. False after a report. */
bool xliff_export(const struct xliff_job *job, struct strbuf *out, struct diags *diags);

#define XLIFF_MAX_FILE_BYTES (64 * 1024 * 1024)

/* What an import did, or would do, to a file. */
struct xliff_file_taken {
    struct str path;
    size_t segment_count;
};
struct xliff_import {
    const struct site *site;
    struct arena *arena;
    enum { XLIFF_WRITE, XLIFF_DRY_RUN } what;
    LIST(struct xliff_file_taken) files;
};

/* Takes in what came back: `bytes` of the file that the user calls `path`. A translation goes into
   the file of the version, or into a PO file, new if need be. What is not taken is reported:
   unknown items and segments, sources that changed since the export, translations that did. False
   if nothing could be taken. */
bool xliff_import(struct xliff_import *import, struct str bytes, struct str path,
                  struct diags *diags);

/* Appends the memory of all that is published in two languages or more and up to date: a unit a
   segment, in the language of the original and in those that it is translated into; each text once.
   `version` is that of the program. False after a report. */
bool tmx_export(const struct site *site, struct str version, struct strbuf *out,
                struct diags *diags);

/* Appends the terms of the collections that schemas call glossaries, with their definitions and how
   each is to be used. False after a report. */
bool tbx_export(const struct editions *editions, struct strbuf *out, struct diags *diags);

#endif
