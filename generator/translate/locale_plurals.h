/*
 * locale_plurals.h - how languages count: the plural rules of CLDR as gettext writes them.
 *
 * Forms stand in the order of CLDR: zero, one, two, few, many, other. What CLDR has for fractions
 * is left out, for a catalog counts things; so is its form for whole millions in Romance languages
 * and Breton, which no catalog has.
 */
#ifndef ISOGLOSS_TRANSLATE_LOCALE_PLURALS_H
#define ISOGLOSS_TRANSLATE_LOCALE_PLURALS_H

#include "base/str.h"

/* The value of Plural-Forms for a tag in its usual spelling, that of pt for pt-AO; the empty view
   if nothing is known. */
struct str locale_plurals(struct str tag);

#endif
