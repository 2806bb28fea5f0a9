/*
 * datum.h - what a template can see: a tree of texts, lists and maps, like a JSON value.
 *
 * A page's tree is built on scratch memory just before the page is rendered, and nothing else
 * reaches the template: so a digest of the tree and of the template is the page's fingerprint. A
 * fingerprint needs no Markdown rendered: HTML, and a list of such, may be told by what it is made
 * of.
 */
#ifndef ISOGLOSS_PAGES_DATUM_H
#define ISOGLOSS_PAGES_DATUM_H

#include "base/hash.h"
#include "base/str.h"

enum datum_kind {
    DATUM_NULL,
    DATUM_FALSE,
    DATUM_TRUE,
    DATUM_TEXT, /* escaped where it is shown; empty text is false in a section */
    DATUM_HTML, /* rendered Markdown: the only thing that is shown as it is */
    DATUM_LIST,
    DATUM_MAP
};

/* The language of a text that is not in that of its page. */
struct datum_mark {
    struct str lang, dir;
};

struct datum {
    enum datum_kind kind;
    struct str key;                /* as a child of a map */
    struct str text;               /* DATUM_TEXT, DATUM_HTML */
    const struct digest *origin;   /* of HTML or a list: of all it is made of; NULL: not known */
    const struct datum_mark *mark; /* of DATUM_TEXT, or NULL */
    struct datum *first, *last;    /* children of a list or map, linked by `next` */
    struct datum *next;
};

struct datum *datum_map(struct arena *arena);
struct datum *datum_list(struct arena *arena);

/* Adding to a map under `key` (a literal or text that outlives the tree). Each returns the child.
 */
struct datum *datum_put_map(struct arena *arena, struct datum *map, struct str key);
struct datum *datum_put_list(struct arena *arena, struct datum *map, struct str key);
struct datum *datum_put_text(struct arena *arena, struct datum *map, struct str key,
                             struct str text);
/* The same in another language than the page: where it is shown, it carries `lang` and `dir`. */
struct datum *datum_put_marked(struct arena *arena, struct datum *map, struct str key,
                               struct str text, struct str lang, struct str dir);
struct datum *datum_put_html(struct arena *arena, struct datum *map, struct str key,
                             struct str html);
struct datum *datum_put_true(struct arena *arena, struct datum *map, struct str key);
/* Says that there is nothing under `key`, so that a look-up does not go on to an outer map. */
struct datum *datum_put_null(struct arena *arena, struct datum *map, struct str key);

/* A child of any kind. */
struct datum *datum_put(struct arena *arena, struct datum *map, struct str key,
                        enum datum_kind kind);

/* Adding to a list. */
struct datum *datum_add(struct arena *arena, struct datum *list, enum datum_kind kind);
struct datum *datum_add_map(struct arena *arena, struct datum *list);
struct datum *datum_add_text(struct arena *arena, struct datum *list, struct str text);

/* The child of a map under `key`, or NULL. */
const struct datum *datum_get(const struct datum *map, struct str key);

/* False: NULL, false, the empty list, the empty text. */
bool datum_is_true(const struct datum *datum);

/* The digest of a tree: kinds, keys, texts and order; in the place of these an origin, where one is
   known. */
struct digest datum_digest(const struct datum *datum);

/* Appends the tree as JSON, indented by two spaces, for `isogloss dump` and theme authors. */
void datum_print_json(const struct datum *datum, struct strbuf *out);

#endif
