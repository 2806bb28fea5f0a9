/*
 * build.h - what the files of site/ share while the site is being built; private to site/.
 *
 * site_build() calls the steps below in this order. Each step reads what the ones before made.
 */
#ifndef ISOGLOSS_SITE_BUILD_H
#define ISOGLOSS_SITE_BUILD_H

#include "base/list.h"
#include "site/messages.h"
#include "site/site.h"

/* What is not released, but checked as if it were: at the moment of its release nothing shall be
   wrong with it. */
struct checked_item {
    struct item *item;
    size_t first;                /* version to check; those before it are released */
    const struct item *released; /* the same item, with the versions that are; or NULL */
};

/* An item that is not released. */
struct held_item {
    unsigned holds;
    struct instant opens;
    const struct item *item; /* as it will be; NULL for a draft, which is not read */
};

/* A reference to an anchor of an item that is not released. */
struct held_reference {
    const struct held_item *to;
    struct place place;
    struct str anchor;
};

struct builder {
    struct site *site;
    const struct sources *sources;
    struct diags *diags;
    struct arena *arena;         /* the site's */
    struct arena scratch;        /* of one item or version */
    const struct source *config; /* site.yaml */
    struct map held;             /* "collection/id" of items not released -> struct held_item */
    struct map former;           /* "collection/id" that items had -> the item */
    LIST(struct checked_item) checked;
    LIST(struct held_reference) held_references;
    LIST(const struct source *) drafts;
    unsigned char *media_seen;   /* parallel to the sources: SEEN_BITs */
    const struct source **files; /* of the item being read, */
    const struct node **trees;   /*   and what they say, on scratch */
    struct map followers;        /* "collection/id" -> struct follower, the first */
};

/* A file below locales/ that follows an item; those of one item by language. */
struct follower {
    const struct source *source;
    struct follower *next;
};

/* languages.c: locales/ and `languages:` of site.yaml. */
void build_languages(struct builder *b);
/* side_by_side.c: which languages are read side by side. */
void build_side_by_side(struct builder *b);
/* config.c: title, base_url, theme, taxonomies ... */
void build_config(struct builder *b);
/* schema.c: the collections and their fields. */
void build_collections(struct builder *b);
/* schema.c: what several keys of a schema name. */
/* The path that `node` says, from the fields of `from`; false after a diagnostic. */
bool read_field_path(struct builder *b, struct str schema, const struct collection *from,
                     const struct node *node, struct field_path *path);
/* The term with that id, or NULL. */
const struct term *taxonomy_term(const struct taxonomy *taxonomy, struct str id);
/* compute.c: what computed fields follow from; all collections are declared. */
void build_computations(struct builder *b);
/* match_rules.c: whom the items of a collection may meet. */
void build_match_rules(struct builder *b);
/* chart_rules.c: which charts a collection has. */
void build_chart_rules(struct builder *b);
/* forms.c: which collections are questionnaires, and which their replies. */
void build_forms(struct builder *b);
/* following.c: which files below locales/ follow which item. */
void build_followers(struct builder *b);
/* following.c: whether so much of a PO file is translated that it is a version. */
bool is_translated_enough(struct builder *b, const struct collection *collection,
                          const struct source *translation);
/* following.c: the key `changes` of a header. */
void check_changes(struct builder *b, struct str path, const struct node *changes);
/* following.c: which segments of which version follow an earlier text; chains are followed. */
void build_notes(struct builder *b);
/* items.c: the files of each item, its original and translations; values still empty. */
void build_items(struct builder *b);
/* release_terms.c: what headers and settings say of the release. */
/* The keys `release` and `required_languages` of a map, over what is set already. */
void read_release_settings(struct builder *b, struct str path, const struct node *map,
                           struct release_settings *settings);
/* `tree` is what the version's file says. */
void read_version_terms(struct builder *b, const struct version *version, const struct node *tree,
                        struct version_terms *terms);
void read_item_terms(struct builder *b, const struct item *item, const struct node *original,
                     struct item_terms *terms);

/* held.c: the versions of an item that are released stay in it, the others are noted. False if none
   is. */
bool release_item(struct builder *b, struct item *item, struct item_terms *terms);
/* Notes that a released version refers to an item that is held. */
void note_reference_to_held(struct builder *b, const struct version *version, struct str name);
/* After all: the list in its order. */
void finish_held(struct builder *b);
/* Whose text shows a picture. */
enum { SEEN_RELEASED = 1, SEEN_HELD = 2 };
void withhold_media(struct builder *b);

/* texts.c: says what is left in a text that was not meant for readers. `scalar` is the text if it
   is a value, else NULL. */
void report_residues(struct builder *b, struct str path, const struct node *scalar,
                     const struct residues *residues);
/* values.c: the typed values of every version. */
void build_values(struct builder *b);
/* compute.c: the values of computed fields, and what has expired. */
void build_computed(struct builder *b);
/* references.c: reverse references and trees. */
void build_references(struct builder *b);
/* life_links.c: revisions seen from both ends, and the addresses of symbols. */
void build_lives(struct builder *b);
void build_symbols(struct builder *b);
/* matching.c: the candidates of each item. */
void build_matches(struct builder *b);
/* forms.c: questions, and answers against them. */
void check_forms(struct builder *b);
/* texts.c: links in texts, and translations against their originals. */
void check_texts(struct builder *b);
/* config.c: home and menus, which name items. */
void build_menus(struct builder *b);

/* keys.c: reading maps with known keys. */
#define NODE_SCALAR_OR_LIST ((enum node_kind)(NODE_MAP + 1)) /* of a rule */
struct key_rule {
    struct str name;
    enum node_kind kind;
    enum { KEY_OPTIONAL, KEY_REQUIRED } need;
};
/* release_terms.c: those of headers that concern the release. */
extern const struct key_rule release_header_keys[];
extern const size_t release_header_key_count;
/* Reports unknown keys (with the nearest known one), missing keys and wrong kinds of a map. True if
   `map` is a map; the trouble with single keys is theirs alone. */
bool check_keys(struct builder *b, struct str path, const struct node *map, struct str name,
                const struct key_rule *rules, size_t count);
/* A yes/no key; `fallback` if it is absent or reported. */
bool read_flag(struct builder *b, struct str path, const struct node *map, struct str key,
               bool fallback);
/* A key with fixed choices: the index of the choice; `fallback` if it is absent or reported. */
size_t read_choice(struct builder *b, struct str path, const struct node *map, struct str key,
                   const struct str *choices, size_t count, size_t fallback);
/* The scalar under `key`, or NULL if it is absent, empty or no scalar. */
const struct node *read_scalar(const struct node *map, struct str key);

void report_wrong_kind(struct builder *b, struct str path, const struct node *node, struct str name,
                       enum node_kind wanted);
/* A note with the candidate nearest to `wanted`, if one is near. */
void note_nearest(struct builder *b, struct diag *parent, struct place place, struct str wanted,
                  const struct str *candidates, size_t count);

/* open_data.c: what schemas say to the world outside: `data`, `schema`, `citation`, `calendar`. */
void read_field_meaning(struct builder *b, struct str path, const struct node *map,
                        struct field *field);
void read_open_data(struct builder *b, struct collection *collection);

/* codes.c: fixed lists. */
bool country_code_exists(struct str code);
struct str country_code_nearest(struct str code);
bool language_code_exists(struct str code); /* two letters: ISO 639-1; three letters: any */

/* values.c: the keys of the header that every item can have. */
bool is_header_key(struct str key);

/* values.c: a scalar that is a date; false after a diagnostic. */
bool read_date_node(struct builder *b, struct str path, const struct node *node, struct date *date);
/* life.c: what the header of a version says of the life of its item; the original comes first. */
void read_life(struct builder *b, struct item *item, struct version *version,
               const struct node *data, bool is_held);
/* life.c: the later of `date` and the last event that concerns all languages. */
struct date item_changed(const struct item *item, struct date date);
/* glossary_rules.c: whether the items of a collection are terms; its fields are read. */
void read_glossary(struct builder *b, struct collection *collection);
/* combinations.c: how the index pages of a collection are divided; its fields are read. */
void read_combinations(struct builder *b, struct collection *collection);
/* schema.c: whether the values of a field can stand for pages or headings. */
bool field_has_index_values(const struct field *field);

/* The name of a type as schemas write it: "date_range". */
struct str field_type_name(enum field_type type);

#endif
