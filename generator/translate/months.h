/*
 * months.h - the names of months, as a language writes them in dates.
 */
#ifndef ISOGLOSS_TRANSLATE_MONTHS_H
#define ISOGLOSS_TRANSLATE_MONTHS_H

#include "site/site.h"
#include "translate/words.h"

/* The word that tells a month from the others, in a date with a day and in one without. */
struct months {
    struct word names[12][2];
    struct str written[12]; /* the first of these, with its capital */
};

void months_read(const struct language *language, struct arena *arena, struct months *months);

/* 1 to 12, or 0 if the word is no name of a month. In figures it is none. */
unsigned month_of(const struct months *months, const struct word *word);

#endif
