/*
 * culture_data.h - what we know of languages beyond ICU, or must know for certain; private to
 * editions/.
 *
 * Usage of the United Nations where it differs from that of CLDR, and what an index needs.
 */
#ifndef ISOGLOSS_EDITIONS_CULTURE_DATA_H
#define ISOGLOSS_EDITIONS_CULTURE_DATA_H

#include "base/str.h"

/* A date or a stretch of time in CLDR's pattern letters: d, M (with the day) and L (alone), y, and
   text between apostrophes. */
struct range_form {
    struct str from, separator, to;
};

/* How a language writes dates. */
struct date_forms {
    struct str tag;
    enum { FORMS_FOR_LANGUAGE, FORMS_FOR_TAG } scope; /* of any region, or of this tag alone */
    struct str day, month, year;
    struct str first_of_month; /* instead of 1, or empty */
    struct range_form days_in_month, days_in_year, days;
    struct range_form months_in_year, months, years;
};

/* The row of the table for a tag, or NULL: then ICU's forms do. */
const struct date_forms *date_forms_find(struct str tag);

/* The months as the Arabic texts of the United Nations write them, in both traditions; for "ar". */
extern const struct str arabic_months[12];

/* Letters that stand in the order of their code points. */
struct letter_range {
    uint32_t first, last;
    uint32_t step; /* 8 in Ethiopic, where every letter has eight forms; else 1 */
};
extern const struct letter_range letter_ranges[];
extern const size_t letter_range_count;

/* A Chinese word whose first character has another reading than the usual one, and a spelling that
   sorts as the word is read. */
struct reading {
    struct str word, sorted_as;
};
extern const struct reading chinese_readings[];
extern const size_t chinese_reading_count;

/* The text without the Arabic article, by which no Arabic index sorts; words that only begin with
   the same letters stay whole. */
struct str arabic_article_skip(struct str text);

#endif
