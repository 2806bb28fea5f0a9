/*
 * culture.h - what a language does: order, letters, dates, numbers, names, direction.
 *
 * All of ICU's locale data stands behind this header. A tag ICU does not know works with the root
 * collation, ISO dates and plain numbers. Digits and calendar are those of the pins, else Western
 * digits and the Gregorian calendar, so that the output does not change with ICU's version.
 *
 * Owns     a struct culture owns its ICU objects until culture_release().
 * Threads  one culture belongs to one thread at a time.
 * Reports  nothing: what ICU cannot do falls back as said at each function.
 */
#ifndef ISOGLOSS_EDITIONS_CULTURE_H
#define ISOGLOSS_EDITIONS_CULTURE_H

#include "site/site.h"

struct culture;

/* Opens the language. `months` etc. come from ICU; never NULL. */
struct culture *culture_open(const struct language *language, struct arena *arena);
void culture_release(struct culture *culture);

/* True if ICU has data for the language; else everything below falls back. */
bool culture_is_known(const struct culture *culture);

/* A pin of locale.yaml that names no digits, calendar or collation, and so has no effect; or empty.
 */
struct str culture_unknown_pin(const struct culture *culture);

/* The name of the language in itself, for a language bar: "français" as "Français". */
struct str culture_autonym(const struct culture *culture, struct arena *arena);
/* The name of another language as this one writes it in running text: from the catalog (msgctxt
   "language"), else from ICU; the tag if unknown. */
struct str culture_language_name(const struct culture *culture, struct str tag,
                                 struct arena *arena);
/* The name of a country by its ISO code: from the catalog (msgctxt "country", the code in
   capitals), else from ICU; the upper-case code if unknown. */
struct str culture_country_name(const struct culture *culture, struct str code,
                                struct arena *arena);

/* Bytes that sort by memcmp as readers of the language expect. In Arabic the article is skipped. */
struct str culture_sort_key(const struct culture *culture, struct str text, struct arena *arena);
/* The letter the text is filed under, in the language's own alphabet (pinyin letters in Chinese),
   and the place of that letter in the alphabet; "#" for digits and signs. Texts in another script
   are filed under a letter of their own script, after the language's letters. */
struct str culture_index_letter(const struct culture *culture, struct str text, uint32_t *rank,
                                struct arena *arena);

/* 22 November 2013, November 2013, 2013: as precise as the date is. */
struct str culture_date(const struct culture *culture, struct date date, struct arena *arena);
/* 6-8 May 2013, in the language's own form. */
struct str culture_date_range(const struct culture *culture, struct date from, struct date to,
                              struct arena *arena);
/* `number` is canonical: digits, an optional '-', an optional '.' and digits. */
struct str culture_number(const struct culture *culture, struct str number, struct arena *arena);
struct str culture_percent(const struct culture *culture, struct str number, struct arena *arena);
struct str culture_currency(const struct culture *culture, struct str number, struct str currency,
                            struct arena *arena);
struct str culture_count(const struct culture *culture, uint64_t n, struct arena *arena);
/* The ten digits the language's numbers use, or empty for 0-9. */
struct str culture_digits(const struct culture *culture, struct arena *arena);

#endif
