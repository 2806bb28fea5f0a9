/*
 * pseudo.h - languages that nobody speaks, with which a theme is tried out.
 *
 *     en-XA   ⟦Šîîîţééé ṁáááṗ⟧    accents, and more room than English takes
 *     ar-XB   ⟦سيييتععع ماااپ⟧    the same in Arabic letters, from right to left
 *
 * Their texts are made of the English ones. What shows without accents or in Latin letters is no
 * text that can be translated; what shows without its last bracket is clipped. The tags are those
 * of CLDR.
 *
 * Other makers of such texts turn Latin letters round with bidi controls. These have none: a
 * control round each word would stand in titles, attributes and data files, where our own checks
 * forbid it, and would try out neither fonts nor joined letters. One Arabic letter for each Latin
 * one, by its sound, is strong by itself, and whoever reads the script can still tell the words.
 */
#ifndef ISOGLOSS_SITE_PSEUDO_H
#define ISOGLOSS_SITE_PSEUDO_H

#include "base/str.h"

enum pseudo { PSEUDO_NONE, PSEUDO_ACCENTED, PSEUDO_ARABIC };
#define PSEUDO_COUNT PSEUDO_ARABIC

/* The text remade: each letter replaced, each vowel twice (three times where the text is short), in
   brackets. What is no language stays as it is: {placeholders} and {{tags}}, <tags>, &references;,
   destinations of links, addresses. So does a text without letters. */
struct str pseudo_text(enum pseudo pseudo, struct str text, struct arena *arena);
/* Only the letters replaced, one by one: for an alphabet, or words among numbers. */
struct str pseudo_letters(enum pseudo pseudo, struct str text, struct arena *arena);

#endif
