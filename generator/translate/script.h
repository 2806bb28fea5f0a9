/*
 * script.h - which script letters are of, and languages are written in.
 *
 * By ranges of Unicode, coarsely: enough to see that a text is in the wrong one. Digits have none.
 */
#ifndef ISOGLOSS_TRANSLATE_SCRIPT_H
#define ISOGLOSS_TRANSLATE_SCRIPT_H

#include "base/str.h"

enum script {
    SCRIPT_NONE, /* digits, signs, blanks, marks; of a language: not known */
    SCRIPT_LATIN,
    SCRIPT_GREEK,
    SCRIPT_CYRILLIC,
    SCRIPT_ARMENIAN,
    SCRIPT_HEBREW,
    SCRIPT_ARABIC,
    SCRIPT_THAANA,
    SCRIPT_INDIC, /* Devanagari to Sinhala */
    SCRIPT_THAI,
    SCRIPT_LAO,
    SCRIPT_TIBETAN,
    SCRIPT_MYANMAR,
    SCRIPT_GEORGIAN,
    SCRIPT_HANGUL,
    SCRIPT_ETHIOPIC,
    SCRIPT_KHMER,
    SCRIPT_KANA,
    SCRIPT_HAN,
    SCRIPT_OTHER
};

enum script script_of(uint32_t rune);
/* Of the script subtag, else the usual one of the language. */
enum script script_of_language(struct str tag);

/* The value of a decimal digit of any numbering system, or -1. */
int digit_value(uint32_t rune);

#endif
