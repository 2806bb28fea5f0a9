/*
 * culture_build.h - what the files behind culture.h share; private to editions/.
 *
 * culture.c speaks with ICU and knows nothing of usage; alphabet.c (order and letters), date_text.c
 * and name_text.c (names and numbers) know usage and nothing of ICU.
 */
#ifndef ISOGLOSS_EDITIONS_CULTURE_BUILD_H
#define ISOGLOSS_EDITIONS_CULTURE_BUILD_H

#include "editions/culture.h"
#include "editions/culture_data.h"
#include "editions/editions.h"

struct icu; /* culture.c: the open objects */

/* How ICU writes dates of the Gregorian calendar. */
struct date_names {
    struct str months[12];       /* beside a day */
    struct str months_alone[12]; /* alone */
    struct str day, month, year; /* patterns */
};

/* A letter of an index, in one script. Two may share a rank: A of pinyin and Latin A. */
struct letter {
    struct str text;
    struct str key; /* of the text, primary weights only */
    struct str whole_key;
    int script;
    bool is_fixed; /* from our own table, not from CLDR */
    uint32_t rank;
};
struct alphabet {
    struct letter *letters; /* by script, then key */
    size_t count;
    int script; /* of the language */
    enum { SPELLING_PLAIN, SPELLING_ARABIC, SPELLING_PINYIN } spelling;
};

/* Where a text stands in the alphabet. */
struct spot {
    struct str letter;
    uint32_t rank;
};

struct culture {
    const struct language *language;
    const char *tag;
    bool is_known;
    bool is_gregorian;
    struct str digits[10]; /* each digit, if they are not 0-9; else empty */
    const struct date_forms *forms;
    struct date_names names;
    struct alphabet alphabet;
    struct arena *arena;
    struct icu *icu;
};

/* ---- culture.c --------------------------------------------------------------------------------
 */

enum weights { PRIMARY_WEIGHTS, ALL_WEIGHTS };
/* The collator's key; no byte of it is zero. */
struct str collate(const struct culture *culture, struct str text, enum weights weights,
                   struct arena *arena);
/* Whether the collator takes the text for one letter: "ch" in Czech, a boundary of pinyin. */
bool is_one_letter(const struct culture *culture, struct str text);
/* The letters CLDR puts into an index of the language; `*count` may become 0. */
struct str *index_letters(const struct culture *culture, size_t *count, struct arena *arena);

enum rune_kind { RUNE_LETTER, RUNE_SIGN, RUNE_LEADING };
/* LEADING is what a reader overlooks in front of a title: spaces, quotation marks, brackets. */
enum rune_kind rune_kind(uint32_t rune);
/* A number for the script; Katakana counts as Hiragana. */
int rune_script(uint32_t rune);
bool is_han(int script);
/* The first letter in upper case and without accents. */
uint32_t rune_base(uint32_t rune);

uint32_t rune_title(uint32_t rune);
bool rune_is_right_to_left(uint32_t rune);

/* Direction, digits and calendar of the facts. */
void icu_read_usage(const struct culture *culture, struct language_facts *facts,
                    struct arena *arena);

/* Each of these is empty where ICU has nothing to say. */
struct str icu_language_name(const struct culture *culture, struct str tag, struct arena *arena);
struct str icu_country_name(const struct culture *culture, const char *code, struct arena *arena);

enum number_style { NUMBER_PLAIN, NUMBER_PERCENT, NUMBER_CURRENCY };
/* With the decimals that are written, all of them and no others. */
struct str icu_number(const struct culture *culture, enum number_style style, struct str number,
                      struct arena *arena);
void icu_set_currency(const struct culture *culture, struct str currency);

/* A day in the pinned calendar, and two days; in milliseconds since 1970. */
struct str icu_day(const struct culture *culture, double moment, struct arena *arena);
struct str icu_range(const struct culture *culture, double from, double to, struct arena *arena);

/* ---- alphabet.c -------------------------------------------------------------------------------
 */

void alphabet_build(struct culture *culture);

#endif
