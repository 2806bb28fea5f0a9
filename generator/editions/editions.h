/*
 * editions.h - stage 3: site x language -> struct editions.
 *
 * Reads    the site.
 * Makes    for each language the whole site as its readers see it: every field chosen (own text or
 *          marked fallback), named, sorted, dated and counted. After this stage nobody asks
 *          "which language?". What only some pages show of an entry is made when it is asked for,
 *          by entry_field() and the like: words that take ICU are kept, all else is a view.
 * Owns     everything on the arena of its edition, until editions_release(); points into the site.
 * Reports  interface texts without a translation (one summary a language), languages ICU does not
 *          know, ICU without its data.
 * Threads  one edition a worker; const afterwards, and read by any number of threads.
 */
#ifndef ISOGLOSS_EDITIONS_EDITIONS_H
#define ISOGLOSS_EDITIONS_EDITIONS_H

#include "editions/culture.h"

enum phrase {
#define PHRASE(name, msgid) name,
#define PHRASES(name, msgid, msgid_plural) name,
#include "editions/phrases.def"
#undef PHRASE
#undef PHRASES
    PHRASE_COUNT
};

/* Text with its language. `language` is NULL for the edition's own. */
struct text {
    struct str text;
    const struct language *language;
};

/* A value ready to be shown. */
struct shown {
    enum {
        SHOWN_NOTHING,
        SHOWN_TEXT,     /* text */
        SHOWN_MARKDOWN, /* text is Markdown */
        SHOWN_DATE,   /* text for people, code for machines: 2013-11-22 or 2013-05-06/2013-05-08 */
        SHOWN_NUMBER, /* text for people, code canonical */
        SHOWN_LINK,   /* text and code: the URL or mailto: */
        SHOWN_SYMBOL, /* text: of a document, in no language */
        SHOWN_NAME,   /* of a term, country or language: text and code */
        SHOWN_ENTRY,  /* another item: entry, text is its title */
        SHOWN_LIST,   /* values */
        SHOWN_MAP     /* values, parallel to field->fields */
    } kind;
    struct text text;
    struct str code;
    const struct entry *entry;
    struct str anchor; /* SHOWN_ENTRY: a place in its text, or empty */
    const struct shown *values;
    size_t count;
};

/* A question of a questionnaire, as this language asks it. */
struct question {
    struct str id;
    enum question_type type;
    bool is_required;
    struct text text, help; /* `help` may be empty */
    const struct text *options;
    size_t option_count;
};

/* Somebody who was asked or has replied; once for each reply. */
struct response {
    const struct entry *by;
    const struct entry *reply; /* NULL: none came */
    bool was_asked;
};

/* What came back of a questionnaire. */
struct responses {
    const struct response *rows; /* in the order of the names, then of the replies */
    size_t count;
    /* How many were asked, how many of these replied, and their share: numbers; all empty where
       nobody is said to have been asked. */
    struct text asked, replied, rate;
};

enum entry_state {
    ENTRY_OWN,   /* has a version in this language and a page */
    ENTRY_PAGE,  /* fallback page here, with a notice */
    ENTRY_LINK,  /* listed here, the link leads to another edition's page */
    ENTRY_HIDDEN /* nowhere in this edition */
};

/* An entry that refers to another one. */
struct mention {
    const struct entry *entry;
    struct str paragraph; /* of its text, where it does; or empty */
    struct str anchor;    /* in the text of the other, what it means; or empty */
};

/* Entries of one collection that refer to an entry under one heading. */
struct reverse_list {
    struct text label;
    const struct field *field; /* that refers, if it is the same for all; else NULL */
    /* In the order of their collection's index; those of one entry side by side. */
    const struct mention *mentions;
    size_t count;
};

/* How much of a version is not what its source says now. */
struct entry_following {
    struct text stale, missing; /* "2 paragraphs follow ..."; or empty */
};

/* An item as this language sees it. */
struct entry {
    const struct item *item;
    const struct edition *edition;
    enum entry_state state;
    const struct version *version; /* what is shown: own, else the nearest, else the original */
    struct text title;
    struct str path;  /* of the page the links lead to, from out/: fr/reports/2013-geneva.html */
    struct text note; /* "(in French)" where that page is in another language; else empty */
    uint32_t rank;    /* among all entries by sort_key or title; the same where those are */
    struct reverse_list *reverse;
    size_t reverse_count;
    const struct entry **children; /* in a tree, sorted */
    size_t child_count;
    const struct entry_following *following; /* of the version that is shown; or NULL */
};

/* A heading and what stands under it. */
struct group {
    struct str id; /* ASCII, for an anchor: letter-a, letter-0627, year-2013, term id */
    struct text label;
    const struct entry **entries;
    size_t count;
    struct text count_text;
};

/* One value of a facet. */
struct facet_value {
    const struct facet *facet;
    const struct facet_value *within; /* the value of the other facet, in a combination; or NULL */
    struct str id;                    /* ASCII: 2013, pe, patents; part of the path */
    struct text label;
    const struct entry *entry; /* for references: the entry that is the value */
    const struct entry **entries;
    size_t count;
    struct text count_text;
    struct group *groups; /* of its pages, in order; one without label if ungrouped */
    size_t group_count;
    size_t place_count;     /* in all groups: an entry may stand in several */
    struct facet *narrower; /* what its entries have of other facets: values within this one */
    size_t narrower_count;
};
struct facet {
    const struct field *field;
    struct str id;
    struct text label;
    struct facet_value
        *values; /* those with entries only; sorted as readers expect, years newest first */
    size_t count;
};

/* One row or column of a chart. */
struct chart_mark {
    struct text label;
    const struct facet_value *value; /* whose page lists its entries, or NULL */
};
struct chart_axis {
    struct text label;
    const struct facet *facet; /* of the values, or NULL */
    struct chart_mark *marks;  /* as readers expect; "all others" is the last */
    size_t count;              /* 0: there are no columns */
};
struct chart_number {
    uint32_t count;
    struct str text;
};

/* How many entries have which values. */
struct chart {
    const struct chart_rule *rule;
    struct text title;
    struct text series[CHART_MAX_SERIES]; /* what is counted: labels of collections */
    struct chart_axis rows, columns;
    /* Row by row; in each, column by column (one where there are none), then series by series. */
    struct chart_number *cells;
    struct chart_number *totals; /* of each row, series by series: its entries, each once */
    bool is_overlapping;         /* an entry stands in several cells */
};

/* A collection as this language sees it. */
struct shelf {
    const struct collection *collection;
    struct text label, singular, description;
    struct text count_text;       /* "12 reports" */
    const struct entry **entries; /* shown ones, in the order of the index */
    size_t count;
    const struct entry **expired; /* those that are over, by title: they have pages, no places */
    size_t expired_count;
    struct group *groups; /* of the index, in order; one without label if ungrouped */
    size_t group_count;
    struct facet *facets;
    size_t facet_count;
    struct chart *charts; /* those with something to show */
    size_t chart_count;
    const struct entry **roots; /* a tree's entries without parent; NULL if the index shows none:
                                   its groups then have what stands below no other entry */
    size_t root_count;
    const struct responses *responses; /* parallel to collection->items; NULL: these ask nothing */
};

/* How much of a collection there is in one language. */
struct available {
    size_t count;
    struct str count_text, percent_text; /* 12, 40% */
};
struct availability {
    struct available total;
    struct available *languages; /* parallel to site->languages */
};

/* How an item stands in the language of an edition. */
enum translation_state {
    TRANSLATION_ORIGINAL,  /* it was written in that language */
    TRANSLATION_CURRENT,   /* follows what its source says now */
    TRANSLATION_STALE,     /* some of it follows an earlier text */
    TRANSLATION_PARTIAL,   /* some of it is missing, the rest is current */
    TRANSLATION_UNCOUNTED, /* translated, but nobody keeps count */
    TRANSLATION_NONE
};
#define TRANSLATION_STATE_COUNT (TRANSLATION_NONE + 1)

/* How the items of a collection stand, and where somebody keeps count, their segments. */
struct translation_counts {
    const struct shelf *shelf; /* NULL: of all collections */
    struct available items, states[TRANSLATION_STATE_COUNT];
    struct available segments, current, stale, missing; /* segments.count 0: nobody keeps count */
};

/* An entry that follows an earlier version, and what has changed there since. */
struct stale_entry {
    const struct entry *entry;
    struct text count_text; /* "3 paragraphs" */
    struct {
        enum change_weight weight;
        struct text text; /* "2 minor changes" */
    } changes[3];         /* the gravest first */
    size_t change_count;
};

/* What became of a translation, and when. */
enum news_kind { NEWS_NEW, NEWS_UPDATED, NEWS_STALE };
struct news {
    const struct entry *entry;
    enum news_kind kind;
    struct date date;
    struct text text, count_text; /* "New translation"; NEWS_STALE: "3 paragraphs", else empty */
};
#define EDITION_NEWS 50

/* How far translating into the language of an edition is. Collections without anything to
   translate, or whose texts stand as they were received, are left out. */
struct translations {
    struct chart chart;                     /* collections by state, counted in items */
    struct translation_counts *collections; /* parallel to chart.rows */
    struct translation_counts all;
    const struct stale_entry *stale; /* the gravest changes first, at most EDITION_STALE */
    size_t stale_count;
    struct text stale_text; /* how many there are in all: "70 entries" */
    bool has_more_stale;
    const struct news *news; /* of what is dated, the newest first, at most EDITION_NEWS */
    size_t news_count;
};
#define EDITION_STALE 20

/* How the item stands in the language of the edition. */
enum translation_state translation_state_of(const struct edition *edition, const struct item *item);

/* The site as one language sees it. */
struct edition {
    struct arena arena;
    const struct editions *editions;
    const struct language *language;
    struct str tag, direction, autonym;
    struct text title, description; /* of the site */
    struct text phrases[PHRASE_COUNT];
    struct map made;       /* of a pseudo-language: msgid -> struct str, what is shown for it */
    struct str digits;     /* ten characters, or empty for 0-9 */
    struct map words;      /* dates, numbers and names as the language writes them; shown.c */
    struct entry *entries; /* parallel to site->items */
    struct shelf *shelves; /* parallel to site->collections */
    struct group *letters; /* A to Z of everything shown */
    size_t letter_count;
    struct availability *availability; /* parallel to site->collections */
    struct translations translations;
    const struct entry *
        *latest; /* dated entries, newest first, samples last, at most EDITION_LATEST
                  */
    size_t latest_count;
    struct text *language_names; /* of each language of the site, in this one if it has a name */
    size_t missing_text_count;   /* interface texts without translation, seen so far */
};
#define EDITION_LATEST 10

struct editions {
    struct arena arena; /* of the array and the bar; each edition has its own */
    const struct site *site;
    struct edition *items; /* parallel to site->languages */
    size_t count;
    const struct edition **bar; /* in the order of the language bar: official, then by autonym */
};

/* Readies ICU: before anything is read, and before there are threads. False after a diagnostic if
   its data is not there. */
bool editions_prepare(struct diags *diags);

void editions_build(struct editions *editions, const struct site *site, unsigned workers,
                    struct diags *diags);
void editions_release(struct editions *editions);

/* The field with that index as it is shown. It is made when it is asked for, of values that the
   site keeps and words that the edition keeps; lists and maps are made on `arena`. */
struct shown entry_field(const struct entry *entry, size_t field, struct arena *arena);
/* One value of a field of that type, such as a reason for a match. */
struct shown edition_value(const struct edition *edition, const struct field *field,
                           const struct value *value, struct arena *arena);
/* The value of a facet with that id, or NULL. */
const struct facet_value *facet_find_value(const struct facet *facet, struct str id);
/* The field `date` of the original, or SHOWN_NOTHING. */
struct shown entry_date(const struct entry *entry, struct arena *arena);
/* The field `summary`, or empty. */
struct text entry_summary(const struct entry *entry);

/* life.c: what the edition shows of the life of an entry's item. */
/* A date of it, or SHOWN_NOTHING for none. */
struct shown entry_life_date(const struct entry *entry, struct date date, struct arena *arena);
/* The note of the event with that index, and the reason of the withdrawal; or empty. */
struct text entry_event_note(const struct entry *entry, size_t event);
struct text entry_reason(const struct entry *entry);
/* The last change of what the entry shows: that of its item, or of its own language. */
struct date entry_updated(const struct entry *entry);
/* The questions of an entry whose collection is a form, on `arena`. */
const struct question *entry_questions(const struct entry *entry, struct arena *arena,
                                       size_t *count);
/* What came back of it; NULL if its collection is no form. */
const struct responses *entry_responses(const struct entry *entry);

/* A text of the interface, which catalogs translate, and the file it stands in. */
struct interface_text {
    struct str msgid, msgid_plural; /* the second is empty unless it is counted */
    struct str path;
    struct str context, english; /* of a name: its msgctxt, and what its code stands for */
};
typedef void interface_text_taker(void *context, const struct interface_text *text);

/* Calls `take` with every text of the interface that this program, site.yaml and schemas put into
   pages; those of the theme are theme_each_text()'s. Some come more than once. */
void editions_each_text(const struct site *site, interface_text_taker *take, void *context);
/* Calls `take` with the code of every language and country that pages name: what the catalog of a
   language that ICU does not know must translate too. Some come more than once. */
void editions_each_name(const struct site *site, interface_text_taker *take, void *context);
/* The interface text in the edition's language, or the msgid, marked as English. */
struct text edition_text(const struct edition *edition, struct str msgid);
/* The same for a text that editions_each_text() does not know, as those of templates; it may be
   made on `arena`. */
struct text edition_theme_text(const struct edition *edition, struct str msgid,
                               struct arena *arena);
/* A phrase with {placeholder} filled in. */
struct text phrase_fill(struct arena *arena, struct text phrase, struct str placeholder,
                        struct str value);

/* "rtl" or "ltr": the language's pin, else from the likely script of its tag. */
struct str language_direction(const struct language *language);

/* What CLDR says of a language that need not be one of the site, by its tag; each is empty where it
   says nothing. Digits and calendar are those that its readers are used to, by their names in
   CLDR, which is more than pages take without a pin. */
struct language_facts {
    bool is_known; /* ICU has data for it: names, dates, numbers, order */
    struct str autonym, direction;
    struct str digits, native_digits; /* native: of its script; often the same */
    struct str calendar;
};
struct language_facts language_facts(struct str tag, struct arena *arena);
/* The direction of the script that the text begins in. */
struct str text_direction(struct str text);

/* Appends a readable picture of the stage. */
void editions_dump(const struct editions *editions, struct strbuf *out);

#endif
