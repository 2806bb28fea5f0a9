/* Every reference seen from its other end, and the trees that parents make. */
#include "site/build.h"

/* Referrers are first counted, then written into arrays of the right size. */
enum pass { PASS_COUNT, PASS_WRITE };

static void add_referrer(const struct item *target, struct referrer referrer, enum pass pass) {
    struct item *item = (struct item *)target; /* the builder's to fill */
    if (pass == PASS_WRITE) {
        item->referrers[item->referrer_count] = referrer;
    }
    item->referrer_count++;
}

/* `referrer.field` is the field that has the heading for the other end: a reference or a list of
   them; in a map each nested field has its own. */
static void walk_value(const struct field *field, const struct value *value,
                       struct referrer referrer, enum pass pass) {
    if (!value->is_set) {
        return;
    }
    if (field->type == FIELD_REFERENCE && value->item) {
        referrer.anchor = value->anchor;
        add_referrer(value->item, referrer, pass);
    } else if (field->type == FIELD_LIST) {
        for (size_t i = 0; i < value->list.count; i++) {
            walk_value(field->element, &value->list.values[i], referrer, pass);
        }
    } else if (field->type == FIELD_MAP) {
        for (size_t i = 0; i < value->list.count; i++) {
            referrer.field = &field->fields[i];
            walk_value(&field->fields[i], &value->list.values[i], referrer, pass);
        }
    }
}

/* The links of the original's text, where the collection wants to be found by them. */
static void walk_text(struct builder *b, const struct item *item, enum pass pass) {
    const struct outline *outline = item->collection->cited_by.length > 0
                                        ? source_outline(item->versions[0].source, &b->scratch)
                                        : NULL;
    for (size_t i = 0; outline && i < outline->references.count; i++) {
        const struct reference *reference = &outline->references.items[i];
        struct referrer referrer = {.item = item, .paragraph = reference->paragraph};
        const struct item *target =
            reference->kind == REFERENCE_ITEM
                ? site_link(b->site, reference->destination, &referrer.anchor)
                : NULL;
        if (target && target != item) {
            add_referrer(target, referrer, pass);
        }
    }
    arena_reset(&b->scratch);
}

static void walk_site(struct builder *b, enum pass pass) {
    for (size_t i = 0; i < b->site->item_count; i++) {
        const struct item *item = b->site->items[i];
        const struct collection *collection = item->collection;
        for (size_t j = 0; j < collection->field_count; j++) {
            struct referrer referrer = {.item = item, .field = &collection->fields[j]};
            walk_value(referrer.field, &item->versions[0].values[j], referrer, pass);
        }
        walk_text(b, item, pass);
    }
}

static void read_parents(struct builder *b) {
    for (size_t i = 0; i < b->site->item_count; i++) {
        struct item *item = b->site->items[i];
        size_t parent = item->collection->parent;
        if (parent != FIELD_NONE && item->versions[0].values[parent].is_set) {
            item->parent = item->versions[0].values[parent].item;
        }
    }
}

/* Follows the parents of `item`; a walk longer than the collection has gone round. */
static void break_circle(struct builder *b, struct item *item) {
    size_t steps = 0;
    const struct item *at = item->parent;
    while (at && at != item && steps++ <= item->collection->item_count) {
        at = at->parent;
    }
    if (at != item) {
        return;
    }
    struct str chain = item->id;
    for (at = item->parent; at != item; at = at->parent) {
        chain = str_join(b->arena, chain, STR(" → "), at->id);
    }
    chain = str_join(b->arena, chain, STR(" → "), item->id);
    const struct version *original = &item->versions[0];
    const struct field *field = &item->collection->fields[item->collection->parent];
    const struct node *node = node_get(source_data(original->source, &b->scratch), field->id);
    diag(b->diags, &MSG_CIRCULAR_PARENT, node_place(original->source->path, node), chain);
    item->parent = NULL;
}

void build_references(struct builder *b) {
    walk_site(b, PASS_COUNT);
    for (size_t i = 0; i < b->site->item_count; i++) {
        struct item *item = b->site->items[i];
        item->referrers = ARENA_ARRAY(b->arena, struct referrer, item->referrer_count);
        item->referrer_count = 0;
    }
    walk_site(b, PASS_WRITE);
    read_parents(b);
    for (size_t i = 0; i < b->site->item_count; i++) {
        if (b->site->items[i]->parent) {
            break_circle(b, b->site->items[i]);
        }
    }
}
