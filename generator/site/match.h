/*
 * match.h - items that may meet each other: needs with offers, offers with needs.
 *
 * A schema declares what pairs of items of two collections must share (`require`) and what makes
 * one pair better than another (`prefer`), each as two sets of values: those that `ours` lead to
 * from an item of the declaring collection, and those that `theirs` lead to from the other one.
 * A criterion holds if the sets meet. The order of the preferences is their weight: a pair that
 * holds the first is better than one that holds all the others.
 *
 * Each item keeps the best candidates it has, and every pair that either side keeps is on both.
 */
#ifndef ISOGLOSS_SITE_MATCH_H
#define ISOGLOSS_SITE_MATCH_H

#include "site/field_path.h"

#define MATCH_MAX_PATHS 4
#define MATCH_MAX_REQUIRED 8
#define MATCH_MAX_PREFERRED 6

struct match_criterion {
    /* Side by side: values of ours[i] are compared with those of theirs[i] alone. */
    struct field_path ours[MATCH_MAX_PATHS], theirs[MATCH_MAX_PATHS];
    size_t path_count;     /* theirs_count 0: only `ours` counts */
    size_t theirs_count;   /* 0 or path_count */
    bool is_tree;          /* items meet what is above and below them as well */
    bool empty_matches;    /* where theirs lead to nothing, everything is welcome */
    const struct term *of; /* only this term counts; or NULL */
    struct str reason;     /* msgid with {value}; empty: not said */
    struct str reason_any; /* msgid, for empty_matches */
};

/* One declaration. */
struct match_rule {
    const struct collection *ours, *theirs;
    struct str label, reverse; /* msgids: headings on our page and on theirs */
    uint32_t limit;            /* candidates that an item keeps for itself */
    struct match_criterion required[MATCH_MAX_REQUIRED], preferred[MATCH_MAX_PREFERRED];
    size_t required_count, preferred_count;
};

/* One pair, seen from one of its items. */
struct candidate {
    const struct match_rule *rule;
    const struct item *item; /* the other one */
    bool is_reverse;         /* the other one is ours, of the rule */
    uint32_t score;          /* a bit for each preference that holds, the first the highest */
};

/* Calls `each` with every value that makes `criterion` hold between two items, and with NULL if it
   holds because theirs leads to nothing. */
void match_shared(const struct match_criterion *criterion, const struct item *ours,
                  const struct item *theirs, int64_t now_s, struct arena *scratch,
                  void (*each)(void *context, const struct field *field, const struct value *value),
                  void *context);

#endif
