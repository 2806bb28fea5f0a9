/*
 * word_diff.h - which words two texts share, in order.
 *
 * A word is what stands between blanks; a Chinese character, kana or the like is one by itself.
 * Texts of more than WORD_DIFF_MAX_WORDS words are compared up to there; the rest counts as
 * changed.
 */
#ifndef ISOGLOSS_BASE_WORD_DIFF_H
#define ISOGLOSS_BASE_WORD_DIFF_H

#include "base/list.h"
#include "base/str.h"

#define WORD_DIFF_MAX_WORDS 1500

/* A run of words, with the blanks behind them. */
struct word_change {
    enum { WORDS_SAME, WORDS_REMOVED, WORDS_ADDED } kind;
    struct str text; /* a view of one of the two texts */
};
struct word_diff {
    LIST(struct word_change) list; /* what was removed stands before what was added for it */
};

/* Some of one text, all of the other: the longest common sequence of words. */
void word_diff(struct str before, struct str after, struct arena *arena, struct word_diff *diff);

/* How much of all their words is common to both, from 0 to 1000. */
unsigned word_likeness(struct str a, struct str b, struct arena *scratch);

size_t word_count(struct str text);

#endif
