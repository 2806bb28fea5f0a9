#include "sources/tree.h"

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

struct place node_key_place(struct str path, const struct node *node) {
    return node == NULL ? place_file(path) : place_at(path, node->key_line, node->key_column);
}
