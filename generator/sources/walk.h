/*
 * walk.h - which files there are.
 *
 * Makes    a `struct source` with kind, path, collection, id and lang for each file isogloss reads;
 * in no particular order. Reports  links, devices, names that cannot travel, names alike but for
 * case or normalization, files nobody reads, trees too large or too deep, folders that cannot be
 * listed.
 */
#ifndef ISOGLOSS_SOURCES_WALK_H
#define ISOGLOSS_SOURCES_WALK_H

#include "sources/sources.h"

#define WALK_MAX_DEPTH 8 /* names in a path */
#define WALK_MAX_FILES 500000

struct walk {
    int folder;                /* of the site */
    LIST(struct source) files; /* on `listing` */
    size_t seen_count;         /* entries of folders, read or not */
    bool is_full;              /* WALK_MAX_FILES is reached and reported */
    bool has_gap;              /* a folder could not be read, which is reported */
    struct arena *arena;       /* paths */
    struct arena *listing;
    struct diags *diags;
};

/* content/ and locales/. */
void walk_content(struct walk *walk);
/* themes/THEME/; `place` is where the theme was named. False, after a report, if it could not be
   read in full. */
bool walk_theme(struct walk *walk, struct str theme, struct place place);

/* By path, when all is walked. */
void walk_sort(struct walk *walk);
/* For qsort(3) and bsearch(3) of `struct source`. */
int source_compare_paths(const void *left, const void *right);

#endif
