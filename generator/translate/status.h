/*
 * status.h - how far the translations of a site are: segments and words, by language, collection
 * and item.
 *
 * Reads    the site, and the texts of its items again.
 * Owns     all of it, on the arena given; as much as there are languages times items.
 * Threads  items are read in parallel.
 * Units    words are those of the source.
 */
#ifndef ISOGLOSS_TRANSLATE_STATUS_H
#define ISOGLOSS_TRANSLATE_STATUS_H

#include "translate/selection.h"

/* What is no longer missing, but not good either, is fuzzy: its translator has to look at it. */
enum work_state { WORK_CURRENT, WORK_STALE, WORK_MISSING, WORK_FUZZY };
#define WORK_STATE_COUNT (WORK_FUZZY + 1)
enum work_state work_state_of(const struct pair *pair);

struct work_counts {
    uint32_t segments[WORK_STATE_COUNT], words[WORK_STATE_COUNT];
};
/* How many there are in all, or are not current. */
uint32_t work_counts_segments(const struct work_counts *counts);
uint32_t work_counts_words(const struct work_counts *counts);
uint32_t work_counts_due(const struct work_counts *counts);

/* An item in a language that is not that of its original. */
struct item_status {
    const struct item *item;
    struct work_counts counts;
    bool is_there;    /* in the language, as far as it goes */
    bool is_recorded; /* it is known what it was made from */
};
struct language_status {
    const struct language *language;
    struct work_counts counts;
    struct work_counts *collections; /* parallel to those of the site */
    struct item_status *items; /* the most valuable first: by the weight of their collection, */
    size_t item_count;         /*   then the most recent */
};
struct status {
    struct language_status *languages; /* those selected */
    size_t count;
};

/* False after a report. */
bool status_read(struct status *status, const struct site *site, const struct selection *selection,
                 unsigned workers, struct arena *arena, struct diags *diags);

/* What changed behind a stale segment. */
struct stale_text {
    struct str earlier, now;
    const struct version
        *of; /* the one whose text changed: the source, or what that was made from */
};
/* False if nobody knows. */
bool status_find_change(const struct site *site, const struct pairs *pairs, const struct pair *pair,
                        struct arena *arena, struct stale_text *change);

#endif
