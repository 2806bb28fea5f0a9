/* How index pages are divided: `group` of a facet, and `combinations` of two facets. */
#include "site/build.h"

/* The field that `group` of a map names, or NULL. */
static const struct field *read_group(struct builder *b, const struct collection *collection,
                                      const struct node *map) {
    struct str path = collection->source->path;
    const struct node *node = read_scalar(map, STR("group"));
    size_t index =
        node ? field_find(collection->fields, collection->field_count, node->text) : FIELD_NONE;
    const struct field *field = index == FIELD_NONE ? NULL : &collection->fields[index];
    if (node && !field) {
        diag(b->diags, &MSG_UNKNOWN_FIELD, node_place(path, node), node->text);
    } else if (field && !field_has_index_values(field)) {
        diag(b->diags, &MSG_NOT_A_GROUP_TYPE, node_place(path, node),
             field_type_name(field_innermost(field)->type));
        return NULL;
    }
    return field;
}

static const struct field *read_facet(struct builder *b, const struct collection *collection,
                                      const struct node *node) {
    struct str *ids = ARENA_ARRAY(b->arena, struct str, collection->field_count);
    size_t count = 0;
    for (size_t i = 0; i < collection->field_count; i++) {
        const struct field *field = &collection->fields[i];
        if (field->facet.length > 0 && str_equal(field->facet, node->text)) {
            return field;
        }
        if (field->facet.length > 0) {
            ids[count++] = field->facet;
        }
    }
    struct place place = node_place(collection->source->path, node);
    struct diag *problem = diag(b->diags, &MSG_UNKNOWN_FACET, place, node->text);
    note_nearest(b, problem, place, node->text, ids, count);
    return NULL;
}

static bool is_declared(const struct collection *collection, const struct combination *wanted) {
    for (size_t i = 0; i < collection->combination_count; i++) {
        const struct combination *other = &collection->combinations[i];
        if (other->facet == wanted->facet && other->within == wanted->within) {
            return true;
        }
    }
    return false;
}

static void read_combination(struct builder *b, struct collection *collection,
                             const struct node *node) {
    static const struct key_rule rules[] = {
        {STR_INIT("facets"), NODE_LIST, KEY_REQUIRED},
        {STR_INIT("group"), NODE_SCALAR, KEY_OPTIONAL},
    };
    struct str path = collection->source->path;
    if (!check_keys(b, path, node, STR("combinations"), rules, 2)) {
        return;
    }
    const struct node *facets = node_get(node, STR("facets"));
    if (!facets || facets->kind != NODE_LIST) {
        return; /* said by check_keys() */
    }
    const struct node *first = facets->first, *second = first ? first->next : NULL;
    if (facets->count != 2 || first->kind != NODE_SCALAR || second->kind != NODE_SCALAR) {
        diag(b->diags, &MSG_BAD_COMBINATION, node_place(path, facets));
        return;
    }
    struct combination combination = {.within = read_facet(b, collection, first),
                                      .facet = read_facet(b, collection, second),
                                      .group = read_group(b, collection, node)};
    if (!combination.within || !combination.facet) {
        return;
    }
    if (combination.within == combination.facet || is_declared(collection, &combination)) {
        diag(b->diags, &MSG_BAD_COMBINATION, node_place(path, facets));
        return;
    }
    collection->combinations[collection->combination_count++] = combination;
}

void read_combinations(struct builder *b, struct collection *collection) {
    const struct node *data = collection->source->data;
    const struct node *fields = node_get(data, STR("fields"));
    for (size_t i = 0; i < collection->field_count; i++) {
        struct field *field = &collection->fields[i];
        if (field->facet.length > 0) {
            field->facet_group =
                read_group(b, collection, node_get(node_get(fields, field->id), STR("facet")));
        }
    }
    const struct node *list = node_get(data, STR("combinations"));
    if (!list || list->kind != NODE_LIST) {
        return;
    }
    collection->combinations = ARENA_ARRAY(b->arena, struct combination, list->count);
    for (const struct node *node = list->first; node; node = node->next) {
        read_combination(b, collection, node);
    }
}
