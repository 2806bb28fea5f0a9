/*
 * build.h - what the files of site/ share while the site is being built; private to site/.
 *
 * site_build() calls the steps below in this order. Each step reads what the ones before made.
 */
#ifndef ISOGLOSS_SITE_BUILD_H
#define ISOGLOSS_SITE_BUILD_H

#include "site/messages.h"
#include "site/site.h"

struct builder {
    struct site *site;
    const struct sources *sources;
    struct diags *diags;
    struct arena *arena;         /* the site's */
    struct arena scratch;        /* of one item or version */
    const struct source *config; /* site.yaml */
    struct map drafts;           /* "collection/id" of items that are not published */
    const struct source *files;  /* of the item being read, */
    const struct node **trees;   /*   and what they say, on scratch */
};

/* languages.c: locales/ and `languages:` of site.yaml. */
void build_languages(struct builder *b);
/* config.c: title, base_url, theme, taxonomies ... */
void build_config(struct builder *b);
/* schema.c: the collections and their fields. */
void build_collections(struct builder *b);
/* compute.c: what computed fields follow from; all collections are declared. */
void build_computations(struct builder *b);
/* match_rules.c: whom the items of a collection may meet. */
void build_match_rules(struct builder *b);
/* items.c: the files of each item, its original and translations; values still empty. */
void build_items(struct builder *b);
/* values.c: the typed values of every version. */
void build_values(struct builder *b);
/* compute.c: the values of computed fields, and what has expired. */
void build_computed(struct builder *b);
/* references.c: reverse references and trees. */
void build_references(struct builder *b);
/* matching.c: the candidates of each item. */
void build_matches(struct builder *b);
/* texts.c: links in texts, and translations against their originals. */
void check_texts(struct builder *b);
/* config.c: home and menus, which name items. */
void build_menus(struct builder *b);

/* keys.c: reading maps with known keys. */
struct key_rule {
    struct str name;
    enum node_kind kind;
    enum { KEY_OPTIONAL, KEY_REQUIRED } need;
};
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

/* codes.c: fixed lists. */
bool country_code_exists(struct str code);
struct str country_code_nearest(struct str code);
bool language_code_exists(struct str code); /* two letters: ISO 639-1; three letters: any */

/* values.c: the keys of the header that every item can have. */
bool is_header_key(struct str key);

/* The name of a type as schemas write it: "date_range". */
struct str field_type_name(enum field_type type);

#endif
