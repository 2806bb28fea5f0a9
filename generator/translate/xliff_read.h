/*
 * xliff_read.h - XLIFF 2.0 that came back from a translator's program.
 *
 * Reads    <xliff>, <file>, <group>, <unit>, <segment>, <ignorable>, the metadata of the export,
 *          and texts, also within <mrk>; all else that the standard allows is passed over.
 * Makes    the units of each file, with the pieces of a text put together again.
 * Reports  what is no XLIFF 2.0, codes in texts, for the export writes none, and pieces in another
 *          order.
 */
#ifndef ISOGLOSS_TRANSLATE_XLIFF_READ_H
#define ISOGLOSS_TRANSLATE_XLIFF_READ_H

#include "base/diag.h"
#include "base/hash.h"

struct xliff_unit {
    struct str segment; /* its id */
    struct str source, target;
    bool is_begun; /* its state is not "initial" */
    bool has_exported;
    struct digest exported; /* of the translation when it was exported, if known */
    struct place place, place_of_target;
};
struct xliff_file {
    struct str original; /* COLLECTION/ID */
    struct place place;
    LIST(struct xliff_unit) units;
};
struct xliff {
    struct str source_lang, target_lang;
    struct place place;
    LIST(struct xliff_file) files;
};

/* False after a report. */
bool xliff_read(struct str bytes, struct str path, struct arena *arena, struct xliff *xliff,
                struct diags *diags);

#endif
