/* The key `side_by_side` of site.yaml: which pairs of languages have pages of their own. */
#include "site/build.h"

static bool is_pair(const struct node *node) {
    return node->kind == NODE_LIST && node->count == 2 && node->first->kind == NODE_SCALAR &&
           node->first->next->kind == NODE_SCALAR;
}

/* NULL after a diagnostic. */
static const struct language *find_language(struct builder *b, const struct node *node) {
    const struct language *language = site_language(b->site, node->text);
    if (!language) {
        diag(b->diags, &MSG_PAIR_LANGUAGE, node_place(b->config->path, node), node->text);
    }
    return language;
}

static bool read_pair(struct builder *b, const struct node *node, struct language_pair *pair) {
    struct place place = node_place(b->config->path, node);
    if (!is_pair(node)) {
        diag(b->diags, &MSG_PAIR_FORM, place);
        return false;
    }
    pair->own = find_language(b, node->first);
    pair->other = find_language(b, node->first->next);
    if (pair->own && pair->own == pair->other) {
        diag(b->diags, &MSG_PAIR_OF_ONE, node_place(b->config->path, node->first->next),
             pair->own->tag);
    }
    return pair->own && pair->other && pair->own != pair->other;
}

/* Whether the pair stands there for the first time. */
static bool is_first(struct builder *b, struct map *seen, const struct language_pair *pair,
                     const struct node *node) {
    struct str name = str_join(&b->scratch, pair->own->tag, STR(", "), pair->other->tag);
    const struct node *first = map_put(seen, name, (void *)node);
    if (first != node) {
        struct diag *twice =
            diag(b->diags, &MSG_PAIR_TWICE, node_place(b->config->path, node), name);
        diag_note(b->diags, twice, &MSG_LISTED_FIRST, node_place(b->config->path, first));
    }
    return first == node;
}

void build_side_by_side(struct builder *b) {
    const struct node *list = node_get(b->config->data, STR("side_by_side"));
    struct site *site = b->site;
    if (!list || list->kind != NODE_LIST) {
        return; /* said by check_keys() */
    }
    struct map seen = map_make(&b->scratch);
    site->side_by_side = ARENA_ARRAY(b->arena, struct language_pair, list->count);
    for (const struct node *node = list->first; node; node = node->next) {
        struct language_pair *pair = &site->side_by_side[site->side_by_side_count];
        if (read_pair(b, node, pair) && is_first(b, &seen, pair, node)) {
            site->side_by_side_count++;
        }
    }
    arena_reset(&b->scratch);
}
