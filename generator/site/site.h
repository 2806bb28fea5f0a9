/*
 * site.h - stage 2: struct sources -> struct site.
 *
 * Reads    parsed files.
 * Makes    what they mean: languages, taxonomies, declared collections, typed items with their
 *          versions, references resolved both ways.
 * Owns     everything on site->arena, until site_release(); points into sources.
 * Reports  unknown, missing and duplicate keys, wrong types, dangling references, originals and
 *          translations that do not fit together; see messages.def.
 * Threads  built by one thread, const afterwards.
 *
 * Nothing here is in any language: texts of the interface are English msgids, and a value knows
 * only which file said it.
 */
#ifndef ISOGLOSS_SITE_SITE_H
#define ISOGLOSS_SITE_SITE_H

#include "base/map.h"
#include "site/chart.h"
#include "site/clock.h"
#include "site/date.h"
#include "site/instant.h"
#include "site/life.h"
#include "site/match.h"
#include "site/pairs.h"
#include "site/pseudo.h"
#include "site/release.h"
#include "site/symbol.h"
#include "sources/sources.h"

/* A language of the site: one folder in locales/, or made for a trial. */
struct language {
    struct str tag; /* BCP 47, canonical case */
    size_t index;   /* in site->languages */
    bool is_official;
    enum pseudo pseudo;            /* PSEUDO_NONE: people speak it */
    const struct language *parent; /* pt for pt-BR, if the site has it; else NULL */
    const struct catalog *catalog; /* never NULL; of a pseudo-language that of English */
    /* What its readers read where an item is not in their language, nearest first; from
     * locale.yaml.
     */
    const struct language **fallbacks;
    size_t fallback_count;
    struct str name;      /* pins from locale.yaml, each empty if not pinned: its own name, */
    struct str direction; /*   "ltr" or "rtl", */
    struct str digits;    /*   a CLDR numbering system such as latn, */
    struct str calendar;  /*   a CLDR calendar such as gregory, */
    struct str collation; /*   a CLDR collation such as stroke */
};

/* Two languages to be read side by side, in the edition of the first. */
struct language_pair {
    const struct language *own, *other;
};

/* A closed list of names, from site.yaml. */
struct term {
    struct str id;
    struct str label; /* msgid */
    size_t index;
    const struct taxonomy *taxonomy;
};
struct taxonomy {
    struct str id;
    struct term *terms; /* in the order of site.yaml */
    size_t term_count;
};

enum field_type {
    FIELD_TEXT,
    FIELD_MARKDOWN,
    FIELD_DATE,
    FIELD_DATE_RANGE,
    FIELD_NUMBER,
    FIELD_COUNTRY,  /* ISO 3166-1 alpha-2, lower case */
    FIELD_LANGUAGE, /* BCP 47 */
    FIELD_URL,
    FIELD_EMAIL,
    FIELD_SYMBOL,    /* of a document; see site/symbol.h */
    FIELD_TERM,      /* of a taxonomy */
    FIELD_REFERENCE, /* to a collection */
    FIELD_LIST,
    FIELD_MAP
};

/* What a number counts. All empty: a bare number. */
struct unit {
    bool is_percent;
    struct str currency;              /* ISO 4217 */
    struct str count_one, count_many; /* msgid and msgid_plural with {n} */
};

/* What a field says in a citation of its item. */
enum cited_as {
    CITED_AS_NOTHING,
    CITED_AS_AUTHOR,
    CITED_AS_INSTITUTION,
    CITED_AS_NUMBER,
    CITED_AS_CONFERENCE,
    CITED_AS_PLACE
};

/* One field of a declared collection. */
struct field {
    struct str id;
    struct str label; /* msgid */
    enum field_type type;
    bool is_required, is_translatable;
    bool is_own;            /* each version states it for itself: none is shown what another says */
    bool is_parent;         /* a reference to its own collection that makes it a tree */
    struct str facet;       /* id of its index pages, by-FACET; empty: none */
    struct str facet_label; /* msgid */
    struct str reverse;     /* msgid: heading of the reverse list on the target's page; or empty */
    struct unit unit;       /* FIELD_NUMBER */
    struct str schema;      /* property of schema.org; or empty */
    enum cited_as cited_as;
    const struct field *facet_group; /* by whose values those pages are grouped; or NULL */
    const struct taxonomy *of;       /* FIELD_TERM */
    struct collection *to;           /* FIELD_REFERENCE */
    const struct field *element;     /* FIELD_LIST */
    const struct field *fields;      /* FIELD_MAP */
    size_t field_count;
    /* FIELD_MAP: the dates between which it holds, both included; NULL: not dated */
    const struct field *valid_from, *valid_until;
    const struct computation *compute; /* what its values follow from; NULL: files state them */
    struct place place;                /* in the schema */
};

/* One typed value. */
struct value {
    bool is_set;
    /* MARKDOWN, REFERENCE with an anchor: its place in the version's file; else NULL */
    const struct node *node;
    union {
        struct str
            text; /* TEXT MARKDOWN COUNTRY LANGUAGE URL EMAIL SYMBOL, NUMBER in canonical form */
        struct {
            struct date from, to;
        } dates; /* DATE (from = to) and DATE_RANGE */
        const struct term *term;
        struct {
            const struct item *item; /* REFERENCE; NULL if it leads to what is held */
            struct str anchor;       /* in the item's text, such as p5; or empty */
        };
        struct {
            const struct value *values; /* LIST: in order; MAP: parallel to field->fields */
            size_t count;
        } list;
    };
};

/* What a question is answered with. */
enum question_type { QUESTION_TEXT, QUESTION_NUMBER, QUESTION_CHOICE, QUESTION_DATE };

/* The key `form`: the items of a collection are questionnaires. Fields by their index. */
struct form_rule {
    size_t questions; /* a list of maps, and in these: */
    size_t id, text, type;
    size_t options, is_required, help; /* or FIELD_NONE */
    size_t addressees;                 /* a list of references, or FIELD_NONE */
    const struct collection *replies;
};

/* The key `reply`: the items of a collection answer questionnaires. */
struct reply_rule {
    size_t to, by;  /* references: the questionnaire, and who replied */
    size_t answers; /* a list of maps, and in these: */
    size_t question, answer;
};

enum body_rule { BODY_NONE, BODY_OPTIONAL, BODY_REQUIRED };
enum untranslated_rule { UNTRANSLATED_LINK, UNTRANSLATED_PAGE, UNTRANSLATED_HIDE };
enum citation_kind {
    CITATION_NONE,
    CITATION_REPORT,
    CITATION_ARTICLE,
    CITATION_BOOK,
    CITATION_PAPER,
    CITATION_WEB_PAGE
};
enum group_rule { GROUP_NONE, GROUP_YEAR, GROUP_LETTER, GROUP_FIELD };

/* Pages for what has a value of one facet and a value of another. */
struct combination {
    const struct field *within, *facet; /* facets, in this order in the address */
    const struct field *group;          /* by whose values the pages are grouped; or NULL */
};

/* Whether a build looks for what is wrong with the translations of a collection. */
enum translation_checks {
    TRANSLATION_CHECKS_OFF,
    TRANSLATION_CHECKS_WARNING,
    TRANSLATION_CHECKS_ERROR
};

/* `glossary`: the items of a collection are terms, each language with its own. */
struct glossary_rule {
    const struct field *term;         /* a text: what to write */
    const struct field *variants;     /* a list of maps: what else is written; or NULL */
    const struct field *text, *usage; /*   the fields of these maps that say what, and how */
    const struct term *avoid;         /*   a variant of this usage is not to be written; or NULL */
    const struct field *binding;    /* a field in which an item has the value `binds` if it must */
    const struct term *binds;       /*   be translated by its own term; or NULL: none must */
    const struct field *definition; /* what it means; or NULL */
    const struct field *subject;    /* what it belongs to; or NULL */
};

/* A kind of record, declared by _collection.yaml. */
struct collection {
    struct str id;
    size_t index;                            /* in site->collections */
    struct str label, singular, description; /* msgids */
    struct str count_one, count_many;        /* msgids with {n} */
    enum body_rule body;
    bool has_numbered_paragraphs;
    enum untranslated_rule untranslated;
    uint32_t translated_percent; /* how much of a PO file must be translated to be a version */
    uint32_t translation_weight; /* how much its items matter when one is to be translated next */
    struct str template;         /* theme template of its pages */
    const struct field *title_from; /* a COUNTRY or LANGUAGE field, or NULL */
    const struct field *sort_field; /* of the index */
    bool is_descending;
    enum group_rule group;
    const struct field *group_field; /* GROUP_FIELD */
    uint32_t page_size;
    struct release_settings release; /* of its items, where they say nothing else */
    bool needs_consent;

    bool has_data;                  /* is published as CSV and JSON too */
    struct str schema;              /* class of schema.org; or empty */
    enum citation_kind citation;    /* as what its items are cited */
    const struct field *calendar;   /* a date that makes them events, or NULL */
    const struct form_rule *form;   /* or NULL */
    const struct reply_rule *reply; /* or NULL */
    bool is_as_received;            /* texts of others, reproduced as received */
    bool is_side_by_side;           /* its items can be read in two languages at once */
    enum translation_checks translation_checks;
    const struct glossary_rule *glossary; /* or NULL */

    struct field *fields; /* in the order of the schema */
    size_t field_count;
    size_t title, summary, date; /* indices of the fields of these names, or FIELD_NONE */
    size_t parent;               /* index of the parent field, or FIELD_NONE */
    struct str children;         /* msgid: heading of what has an item as its parent; or empty */
    struct str cited_by;         /* msgid: heading on the pages that its texts link to; or empty */
    const struct field *expires; /* the date after which an item is out of date, or NULL */

    struct combination *combinations;
    size_t combination_count;

    struct match_rule *match_rules; /* whom its items may meet: match.h */
    size_t match_rule_count;

    struct chart_rule *chart_rules; /* pictures of its numbers: chart.h */
    size_t chart_rule_count;

    struct item **items; /* sorted by id; only what is released */
    size_t item_count;
    const struct source *source;
};
#define FIELD_NONE ((size_t)-1)
#define TRANSLATION_WEIGHT_MAX 100

/* A segment (sources/segments.h, sources/translation.h) that is not what the source says now. */
struct followed_segment {
    struct str id;
    enum segment_state state;
    enum change_weight weight; /* SEGMENT_STALE */
};
struct following {
    uint32_t segment_count, stale_count, missing_count;
    LIST(const struct followed_segment *) behind; /* stale or missing, in the order of the text */
    struct map by_id;                             /* the same, by id */
};

/* What a version may be relied on for. */
enum standing {
    STANDING_ORIGINAL,
    STANDING_OFFICIAL,        /* a translation that the body itself publishes */
    STANDING_COURTESY,        /* a translation for convenience: the original prevails */
    STANDING_MACHINE_ASSISTED /* the same, made with a machine and revised by a person */
};

/* One language version of an item: one file. */
struct version {
    struct item *item;
    const struct language *language;
    const struct source *source;
    const struct language *translates; /* NULL: the original */
    struct value *values;              /* parallel to collection->fields */
    struct str sort_key;               /* or empty */
    const struct life_texts *life;     /* or NULL */
    struct date updated;               /* its own key `updated`, or year 0 */
    /* Which of its texts follow an earlier one of the version it translates, or stand there in that
       language; NULL: nobody keeps count. */
    const struct following *following;
    enum standing standing;
    bool is_snapshot; /* of the text it was made from, as a whole: no single segment is told of */
};

/* Something that refers to an item: a field, or a link in a text. */
struct referrer {
    const struct item *item;
    const struct field *field; /* the reference field, or the list that holds it; NULL: a link */
    struct str paragraph;      /* where the link stands, such as p3; or empty */
    struct str anchor;         /* what is meant in the text that is referred to, or empty */
};

/* A record: all its versions that are released. */
struct item {
    struct collection *collection;
    struct str id;
    size_t index; /* over all collections, 0 .. site->item_count - 1 */
    bool is_sample;
    bool is_expired;          /* what it offers is over: it has its page, but stands in no list */
    struct version *versions; /* the original first, then by language index */
    size_t version_count;
    struct date date;           /* from the field `date` (its start), or year 0 */
    struct date updated;        /* the key `updated`, or the date */
    const struct item *parent;  /* in a tree */
    struct referrer *referrers; /* sorted by collection, then id */
    size_t referrer_count;
    struct candidate *candidates; /* whom it may meet: rule by rule, the best first */
    size_t candidate_count;
    const struct life *life; /* NULL: there is nothing to say */
};

/* A symbol that some item has or had. */
struct symbol {
    struct str text;         /* as content writes it */
    struct str address;      /* by symbol_address() */
    const struct item *item; /* the newest revision of what it names */
};

/* An entry of a menu. */
struct menu_entry {
    enum {
        MENU_COLLECTION,
        MENU_ITEM,
        MENU_A_Z,
        MENU_SITE_MAP,
        MENU_AVAILABILITY,
        MENU_TRANSLATIONS
    } kind;
    const struct collection *collection;
    const struct item *item;
};
struct menu {
    struct str id;
    struct menu_entry *entries;
    size_t count;
};

/* What a portal may have beside what the world is to see: a set of these. */
enum extra {
    EXTRA_DRAFTS = 1, /* texts that are not released yet; but see release_look_ahead() */
    EXTRA_PSEUDO = 2  /* the languages of pseudo.h */
};

/* How to look at the sources, decided by the command line. */
struct site_options {
    int64_t now_s; /* seconds since 1970 */
    unsigned extras;
};

struct site {
    struct arena arena;
    const struct sources *sources;
    unsigned extras;
    struct clock clock;            /* when it was read */
    struct str title, description; /* msgids */
    struct str base_url;           /* absolute, ends in '/'; or empty */
    struct str theme;
    struct language *languages; /* official ones in their order, then the others by tag */
    size_t language_count, official_count;
    struct language_pair *side_by_side; /* those that have pages, in the order of site.yaml */
    size_t side_by_side_count;
    struct taxonomy *taxonomies;
    size_t taxonomy_count;
    struct collection *collections; /* in the order of their paths */
    size_t collection_count;
    struct item **items; /* all, by index: collection by collection, each sorted by id */
    size_t item_count;
    struct map items_by_name; /* "collection/id" -> struct item */
    uint64_t match_steps;     /* what matching took, counted in comparisons */
    struct symbol *symbols;   /* by address */
    size_t symbol_count;
    /* Some item has a former id; was superseded; was withdrawn. */
    bool has_former_ids, has_superseded, has_withdrawn;
    const struct item *home; /* or NULL */
    struct menu *menus;
    size_t menu_count;
    struct release_settings release; /* of collections, where they say nothing else */
    struct held_list held;           /* what waits, and why */
    const bool *withheld;            /* parallel to the sources: see site_withholds() */
};

/* Builds the site of `sources`. After errors it holds what could be understood. */
void site_build(struct site *site, const struct sources *sources,
                const struct site_options *options, struct diags *diags);
void site_release(struct site *site);

/* Whether lists, counts, feeds and matches have it: it is neither over nor retired. */
bool item_is_listed(const struct item *item);

/* The field itself, or what a list holds; NULL if the schema does not say. */
const struct field *field_innermost(const struct field *field);
/* The index of the field with that id, or FIELD_NONE. */
size_t field_find(const struct field *fields, size_t count, struct str id);
/* Whether values of the one can be values of the other: of one type, and of the same taxonomy or
   collection. Neither is a list. */
bool field_is_like(const struct field *a, const struct field *b);

/* Is there something that no other list of the portal has: a symbol, an old text, a former id? */
bool site_has_archive(const struct site *site);

const struct language *site_language(const struct site *site, struct str tag);
const struct collection *site_collection(const struct site *site, struct str id);
const struct item *site_item(const struct site *site, struct str collection, struct str id);
const struct menu *site_menu(const struct site *site, struct str id);

/* The item that a link in a text names, `reports/2013-geneva#p7`; NULL if there is none. `*anchor`
   becomes what stands behind '#', or empty. */
const struct item *site_link(const struct site *site, struct str destination, struct str *anchor);

/* The version in that language, or NULL. */
const struct version *item_version(const struct item *item, const struct language *language);
/* The version in that language, else in its parent language, else in the first of its fallbacks
   that has one, else the original. */
const struct version *item_version_or_fallback(const struct item *item,
                                               const struct language *language);

/* What there is to say of a segment; NULL if it is current, or `following` is NULL. */
const struct followed_segment *following_find(const struct following *following, struct str id);

/* "original", "official", "courtesy" or "machine-assisted". */
struct str standing_code(enum standing standing);

/* Whether a file of content/media must not be copied: only texts that are not released show it. */
bool site_withholds(const struct site *site, const struct source *media);
/* Is the text a number as content writes it: a minus if need be, digits 0-9, a point? */
bool site_is_number(struct str text);

/* The type of question called `name`: "text", "number" ... False if there is none. */
bool question_type_find(struct str name, enum question_type *type);

/* Appends a readable picture of the stage. */
void site_dump(const struct site *site, struct strbuf *out);

#endif
