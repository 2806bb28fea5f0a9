/*
 * reading.h - one file after the other, by many threads; private to sources/.
 *
 * Reads    a file, unless it is what it was when the last run looked at it (state.h).
 * Makes    its `struct source`, and what the next run may know of it.
 * Reports  into a list of its own for each file, so that the order never depends on threads.
 */
#ifndef ISOGLOSS_SOURCES_READING_H
#define ISOGLOSS_SOURCES_READING_H

#include "base/map.h"
#include "sources/encodings.h"
#include "sources/sources.h"
#include "sources/state.h"

#define SITE_FILE STR("content/site.yaml")

/* Some files decide how others are read, or are read beside them, so they are read first. Catalogs
   go last, by one thread: libgettextpo knows no second. */
enum phase { PHASE_SITE, PHASE_COLLECTIONS, PHASE_REST, PHASE_TRANSLATIONS, PHASE_CATALOGS };

/* What one thread works with. */
struct reader {
    struct arena results;   /* joined to sources->arena in the end */
    struct arena for_state; /* what is only written down of files, until that is done */
    struct arena scratch;   /* reset after each file */
    struct strbuf bytes, packed;
};

struct reading {
    struct sources *sources;
    struct encodings encodings;
    struct map numbered; /* names of collections whose texts have numbered paragraphs */
    enum phase phase;
    struct reader *readers;
    struct diags *diags_of_files;
    const struct source_state **known; /* of each file; NULL: nothing */
    struct source_state *found;        /* of each file; NULL: nobody wants to know */
    struct digest walk_said;
};

/* Reads the file with that index if it is its phase; for workers_run(). */
void reading_read(void *reading, unsigned worker, size_t index);

/* The tree of site.yaml, on `reader`, before anything else is read; NULL if it is absent or broken,
   which is told when it is read with all other files. */
const struct node *reading_peek_site(int site_folder, struct reader *reader);

/* Says why a file could not be read. */
void report_read(struct diags *diags, struct str path, enum file_result result, size_t limit_bytes);

#endif
