/* Lives seen together: revisions from both ends, and which symbol leads where. */
#include "site/build.h"

#include <stdlib.h>

/* ---- Revisions ---------------------------------------------------------------------------------
 */

static struct life *life_of(struct builder *b, const struct item *item) {
    struct item *own = (struct item *)item; /* the builder's to fill */
    if (!own->life) {
        struct life *life = ARENA_NEW(b->arena, struct life);
        life->newest = item;
        own->life = life;
    }
    return (struct life *)own->life;
}

static const struct item *superseding(const struct item *item) {
    return item->life ? item->life->superseded_by : NULL;
}

/* The end of the chain; NULL if it goes round. Ends that are known shorten the way. */
static const struct item *find_newest(const struct item *item) {
    const struct item *at = item;
    for (size_t steps = 0; steps <= item->collection->item_count; steps++) {
        if (at->life && at->life->newest != at) {
            return at->life->newest;
        }
        if (!superseding(at)) {
            return at;
        }
        at = superseding(at);
    }
    return NULL;
}

static void break_circle(struct builder *b, const struct item *item) {
    const struct source *source = item->versions[0].source;
    const struct node *node = node_get(source_data(source, &b->scratch), STR("superseded_by"));
    struct str chain = item->id;
    const struct item *at = superseding(item);
    for (size_t steps = 0; at != item && steps < 20; steps++, at = superseding(at)) {
        chain = str_join(b->arena, chain, STR(" → "), at->id);
    }
    chain = str_join(b->arena, chain, STR(" → "), item->id);
    diag(b->diags, &MSG_SUPERSEDED_CIRCLE, node_place(source->path, node), chain);
    life_of(b, item)->superseded_by = NULL;
}

/* Is the item itself on the circle, or does it only lead into one? */
static bool is_on_circle(const struct item *item) {
    const struct item *at = superseding(item);
    for (size_t steps = 0; at && at != item && steps <= item->collection->item_count; steps++) {
        at = superseding(at);
    }
    return at == item;
}

static void break_circles(struct builder *b) {
    for (size_t i = 0; i < b->site->item_count; i++) {
        const struct item *item = b->site->items[i];
        if (superseding(item) && !find_newest(item) && is_on_circle(item)) {
            break_circle(b, item);
        }
    }
}

/* All of a chain learn its end at once, so no chain is walked twice. */
static void note_newest(struct builder *b, const struct item *item) {
    const struct item *newest = find_newest(item);
    for (const struct item *at = item; at != newest; at = superseding(at)) {
        if (life_of(b, at)->newest == newest) {
            return;
        }
        life_of(b, at)->newest = newest;
    }
}

static bool has_former_id(const struct item *item) {
    return item->life && item->life->former_id_count > 0;
}

void build_lives(struct builder *b) {
    const struct site *site = b->site;
    break_circles(b);
    for (size_t i = 0; i < site->item_count; i++) {
        const struct item *by = superseding(site->items[i]);
        b->site->has_withdrawn = site->has_withdrawn || item_is_withdrawn(site->items[i]);
        b->site->has_superseded = site->has_superseded || by;
        b->site->has_former_ids = site->has_former_ids || has_former_id(site->items[i]);
        if (by) {
            note_newest(b, site->items[i]);
            life_of(b, by)->earlier_count++;
        }
    }
    for (size_t i = 0; i < site->item_count; i++) {
        struct life *life = (struct life *)site->items[i]->life;
        if (life && life->earlier_count > 0) {
            life->earlier = ARENA_ARRAY(b->arena, const struct item *, life->earlier_count);
            life->earlier_count = 0;
        }
    }
    for (size_t i = 0; i < site->item_count; i++) {
        const struct item *by = superseding(site->items[i]);
        if (by) {
            struct life *life = life_of(b, by);
            life->earlier[life->earlier_count++] = site->items[i];
        }
    }
}

/* ---- Symbols -----------------------------------------------------------------------------------
 */

/* A symbol, who has or had it, and the key under which it stands. */
struct claim {
    struct symbol symbol;
    const struct item *owner;
    struct str key;
};
struct claims {
    struct builder *b;
    struct arena listing;
    LIST(struct claim) list;
};

static void add_claim(struct claims *claims, const struct item *owner, struct str text,
                      struct str key) {
    struct claim *claim = LIST_ADD(&claims->list, &claims->listing);
    *claim = (struct claim){
        {text, symbol_address(claims->b->arena, text), item_newest(owner)}, owner, key};
}

static void claim_value(struct claims *claims, const struct item *owner, const struct field *field,
                        const struct value *value, struct str key) {
    if (!value->is_set) {
        return;
    }
    if (field->type == FIELD_SYMBOL) {
        add_claim(claims, owner, value->text, key);
    } else if (field->type == FIELD_LIST || field->type == FIELD_MAP) {
        for (size_t i = 0; i < value->list.count; i++) {
            claim_value(claims, owner,
                        field->type == FIELD_LIST ? field->element : &field->fields[i],
                        &value->list.values[i], key);
        }
    }
}

static void claim_all(struct claims *claims, const struct item *item) {
    const struct collection *collection = item->collection;
    for (size_t i = 0; i < collection->field_count; i++) {
        claim_value(claims, item, &collection->fields[i], &item->versions[0].values[i],
                    collection->fields[i].id);
    }
    for (size_t i = 0; item->life && i < item->life->event_count; i++) {
        if (item->life->events[i].symbol.length > 0) {
            add_claim(claims, item, item->life->events[i].symbol, STR("history"));
        }
    }
}

static int compare_claims(const void *left, const void *right) {
    const struct claim *a = left, *b = right;
    int order = str_compare(a->symbol.address, b->symbol.address);
    order = order != 0 ? order
                       : (a->owner->index > b->owner->index) - (a->owner->index < b->owner->index);
    return order != 0 ? order : str_compare(a->symbol.text, b->symbol.text);
}

static struct place claim_place(struct builder *b, const struct claim *claim) {
    const struct source *source = claim->owner->versions[0].source;
    const struct node *node = node_get(source_data(source, &b->scratch), claim->key);
    return node ? node_place(source->path, node) : place_file(source->path);
}

static void check_pair(struct builder *b, const struct claim *first, const struct claim *second) {
    struct diag *problem = NULL;
    if (!str_equal(first->symbol.text, second->symbol.text)) {
        problem = diag(b->diags, &MSG_SYMBOL_ADDRESS, claim_place(b, second), second->symbol.text,
                       first->symbol.text, first->symbol.address);
    } else if (first->symbol.item != second->symbol.item) {
        problem = diag(b->diags, &MSG_SYMBOL_TWICE, claim_place(b, second), second->symbol.text,
                       first->owner->id, second->owner->id);
    }
    if (problem && first->owner != second->owner) {
        diag_note(b->diags, problem, &MSG_OTHER_FILE, claim_place(b, first));
    }
    arena_reset(&b->scratch);
}

void build_symbols(struct builder *b) {
    struct claims claims = {.b = b};
    struct site *site = b->site;
    for (size_t i = 0; i < site->item_count; i++) {
        claim_all(&claims, site->items[i]);
    }
    size_t count = claims.list.count;
    if (count > 1) {
        qsort(claims.list.items, count, sizeof *claims.list.items, compare_claims);
    }
    site->symbols = ARENA_ARRAY(b->arena, struct symbol, count);
    for (size_t i = 0, next; i < count; i = next) {
        const struct claim *first = &claims.list.items[i];
        site->symbols[site->symbol_count++] = first->symbol;
        for (next = i + 1; next < count &&
                           str_equal(claims.list.items[next].symbol.address, first->symbol.address);
             next++) {
            check_pair(b, first, &claims.list.items[next]);
        }
    }
    arena_release(&claims.listing);
}
