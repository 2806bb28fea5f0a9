#include "sources/tree.h"

#include "base/utf8.h"

const struct node *node_get(const struct node *map, struct str key) {
    if (map == NULL || map->kind != NODE_MAP) {
        return NULL;
    }
    for (const struct node *child = map->first; child != NULL; child = child->next) {
        if (str_equal(child->key, key)) {
            return child;
        }
    }
    return NULL;
}

struct str node_text(const struct node *map, struct str key) {
    const struct node *child = node_get(map, key);
    return child != NULL && child->kind == NODE_SCALAR ? child->text : (struct str){0};
}

const struct node *node_copy_scalar(struct arena *arena, const struct node *scalar) {
    struct node *copy = ARENA_NEW(arena, struct node);
    struct piece *pieces = ARENA_ARRAY(arena, struct piece, scalar->piece_count);
    *copy = *scalar;
    copy->next = NULL;
    if (scalar->piece_count > 0) {
        memcpy(pieces, scalar->pieces, scalar->piece_count * sizeof *pieces);
    }
    copy->pieces = pieces;
    return copy;
}

struct str node_kind_name(enum node_kind kind) {
    switch (kind) {
    case NODE_SCALAR:
        return str_from(message_translated(N_("text")));
    case NODE_LIST:
        return str_from(message_translated(N_("a list")));
    case NODE_MAP:
        return str_from(message_translated(N_("a map of keys")));
    }
    return (struct str){0};
}

struct place node_place(struct str path, const struct node *node) {
    return node == NULL ? place_file(path) : place_at(path, node->line, node->column);
}

/* The last piece that begins at or before `at`. */
static struct piece piece_at(const struct node *scalar, size_t at) {
    size_t low = 0, high = scalar->piece_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (scalar->pieces[middle].at <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 ? scalar->pieces[low - 1] : (struct piece){0, scalar->line, scalar->column};
}

struct place node_text_place(struct str path, const struct node *scalar, size_t at) {
    struct piece piece = piece_at(scalar, at);
    size_t before = utf8_count(str_slice(scalar->text, piece.at, at));
    return place_at(path, piece.line, piece.column + (uint32_t)before);
}

struct place node_key_place(struct str path, const struct node *node) {
    return node == NULL ? place_file(path) : place_at(path, node->key_line, node->key_column);
}
