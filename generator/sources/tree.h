/*
 * tree.h - what a YAML file said: scalars, lists and maps, each with its place.
 *
 * No implicit typing: every scalar is text; site/ decides what it means.
 */
#ifndef ISOGLOSS_SOURCES_TREE_H
#define ISOGLOSS_SOURCES_TREE_H

#include "base/diag.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

/* From byte `at` of a text on, up to the next piece, it stands in the file as it is, beginning at
   line:column. */
struct piece {
    uint32_t at;
    uint32_t line, column;
};

struct node {
    enum node_kind kind;
    uint32_t line, column;         /* of the value */
    uint32_t key_line, key_column; /* of the key, for children of a map */
    struct str key;                /* children of a map only */
    struct str text;               /* scalars only */
    const struct piece *pieces;    /* of the text; none: it stands at line:column as it is */
    uint32_t piece_count;
    struct node *first; /* the children of a list or map, linked by `next` */
    struct node *next;
    uint32_t count;                                     /* children */
    enum { NODE_PLAIN, NODE_QUOTED, NODE_BLOCK } style; /* how a scalar was written */
};

/* The child of a map under `key`, or NULL. `map` may be NULL. */
const struct node *node_get(const struct node *map, struct str key);
/* The text of that child if it is a scalar, or the empty view. */
struct str node_text(const struct node *map, struct str key);

/* A copy of a scalar that outlives its tree; its text is borrowed still. */
const struct node *node_copy_scalar(struct arena *arena, const struct node *scalar);

/* "scalar", "list" or "map" in words a secretary knows: "text", "a list", "a map of keys". */
struct str node_kind_name(enum node_kind kind);

struct place node_place(struct str path, const struct node *node);
/* Of byte `at` of a scalar's text. */
struct place node_text_place(struct str path, const struct node *scalar, size_t at);
struct place node_key_place(struct str path, const struct node *node);

#endif
