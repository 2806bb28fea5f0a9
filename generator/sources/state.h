/*
 * state.h - what the last run found in each file, so that this one need not read it again.
 *
 * Reads    .isogloss/sources: each file by path, stat(2) and digest; .isogloss/parsed and
 *          .isogloss/parsed-more: what files were parsed into (packed.h). What is damaged, or of
 *          another program, is as good as none.
 * Makes    the same. What changed since the large file was written stands in the small one, until
 *          that has a quarter of its size: so writing costs what changed.
 * Owns     nothing: all is on the caller's arenas.
 *
 * A file is what it was if its size, inode and times are; unless it changed in the tick of the
 * clock in which it was read, for then a later change might not show. Such a file is read again,
 * and its digest decides.
 */
#ifndef ISOGLOSS_SOURCES_STATE_H
#define ISOGLOSS_SOURCES_STATE_H

#include "base/file.h"
#include "sources/sources.h"

/* What is known of a file. */
struct source_state {
    struct str path;
    struct file_stat stat; /* zeros if it may not be relied on */
    struct digest digest, shape;
    struct str packed; /* empty: it has to be parsed */
    bool is_in_large;  /* `packed` stands in the large file */
};

struct sources_state {
    struct str theme;           /* whose files were read */
    struct digest walk;         /* what the walk had to warn of: said_digest() */
    struct digest inputs;       /* see struct sources */
    struct source_state *files; /* sorted by path */
    size_t count;
    const char *large;  /* the payload of the large file, with what is out of date in it, */
    size_t large_bytes; /*   or 0 bytes */
};

enum state_parts { STATE_FILES_ONLY, STATE_WITH_PARSED };

/* False, and no files, if there is none to be believed. What files were parsed into is on `parsed`,
   where it may stay; all else on `arena`. */
bool sources_state_read(struct sources_state *state, int site_folder, enum state_parts parts,
                        struct arena *arena, struct arena *parsed);
/* Writes what differs from `before`. */
void sources_state_write(const struct sources_state *state, const struct sources_state *before,
                         int site_folder);

/* For each file of `sources` what `state` knows of it, or NULL. */
const struct source_state **sources_state_match(const struct sources_state *state,
                                                const struct sources *sources, struct arena *arena);

#endif
