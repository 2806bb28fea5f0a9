/*
 * build.h - what the files of editions/ share while one edition is being built; private to
 * editions/.
 *
 * An edition is built in two rounds. The first looks at each item alone (entries.c, shown.c); it
 * needs no other entry. The second joins entries of all editions (shelves.c): lists, facets,
 * reverse lists.
 */
#ifndef ISOGLOSS_EDITIONS_BUILD_H
#define ISOGLOSS_EDITIONS_BUILD_H

#include "editions/culture.h"
#include "editions/editions.h"
#include "editions/messages.h"

struct edition_builder {
    struct edition *edition;
    const struct site *site;
    struct culture *culture;
    struct arena *arena;     /* the edition's */
    struct arena keys;       /* what entries are sorted by, until all lists are made */
    struct arena scratch;    /* for one list or entry */
    struct filing *filings;  /* parallel to the entries, on `keys` */
    struct culture *english; /* opened when first needed, or NULL */
};

/* How an entry is sorted and filed. The keys are long, and once entries know their ranks and lists
   are in order, nobody needs them. */
struct filing {
    struct str key;       /* in its collection: of the version's sort_key, else of the title */
    struct str title_key; /* in A to Z: the same, unless that sort_key is a number */
    struct str letter;
    uint32_t letter_rank;
};

/* texts.c: phrases and counts. */
/* Before any text is asked for: those of a pseudo-language. */
void make_pseudo_texts(struct edition *edition);
void build_phrases(struct edition_builder *b);
/* missing.c: how many texts of the interface there are, and how many the edition lacks. */
struct text_count {
    size_t total, missing;
};
struct text_count count_texts(const struct edition *edition);
/* "12 reports": the collection's own plural forms, or the general one. */
struct text count_text(struct edition_builder *b, struct str one, struct str many, size_t count);
/* The same of a phrase with plural forms. */
struct text count_phrase(struct edition_builder *b, enum phrase phrase, size_t count);
/* English, which the texts of the interface are written in, also where the site has no edition in
 * it.
 */
const struct language *english_of(const struct site *site);
/* Whether readers of the language read English, as those of en-GB do. */
bool reads_english(const struct language *language);
/* The English name of a language, and of a country. */
struct text english_name(struct edition_builder *b, struct str tag);
struct text english_country(struct edition_builder *b, struct str code);

/* entries.c: the version, title, date, letter and rank of every item. */
/* The version that is read where `version` says nothing; NULL behind the original. */
const struct version *version_behind(const struct version *version);
void build_entries(struct edition_builder *b);

/* following.c: what readers are told of translations that are behind. */
void build_following(struct edition_builder *b);

/* shown.c: the words for the values of every entry. */
void build_words(struct edition_builder *b);
/* The code of a country as ISO 3166 writes it. */
struct str country_capitals(struct arena *arena, struct str code);
/* entry_field() while the edition is being built; on scratch. */
struct shown show_field(struct edition_builder *b, const struct entry *entry, size_t field);

/* life.c: the dates of an entry's life, for show_life_date() later. */
void learn_life(struct edition_builder *b, const struct entry *entry);
/* shown.c: learns the word for a date. */
void learn_life_date(struct edition_builder *b, struct date date);

/* shelves.c: the index of every collection, its groups and trees; A to Z; the latest. */
void build_shelves(struct edition_builder *b);
void build_letters(struct edition_builder *b);
void build_latest(struct edition_builder *b);
int compare_entries(const void *left, const void *right); /* by rank, then id */

/* forms.c: what came back of each questionnaire. */
void build_responses(struct edition_builder *b);

/* facets.c */
void build_facets(struct edition_builder *b, struct shelf *shelf);

/* charts.c: of all collections, once their facets are there. */
void build_charts(struct edition_builder *b);
/* availability.c: how much there is in each language. */
void build_availability(struct edition_builder *b);
/* Writes out a count and its share of a total. */
void name_available(struct edition_builder *b, struct available *available, size_t total);
/* translations.c: what of that follows its source, item by item and segment by segment. */
void build_translations(struct edition_builder *b);
/* translation_news.c: what became of them; when the counts are there. */
void build_translation_news(struct edition_builder *b);

/* reverse.c: what refers to each entry, and trees. */
void build_reverse(struct edition_builder *b);
void build_trees(struct edition_builder *b);
/* Has the entry a parent that this edition lists? */
bool is_below_another(const struct edition_builder *b, const struct entry *entry);

#endif
