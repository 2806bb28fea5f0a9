/* What refers to each entry, and the trees that parents make. */
#include "editions/build.h"

#include <stdlib.h>

/* A mention under the heading it will stand. */
struct headed {
    struct text label;
    const struct field *field;
    size_t position; /* of the entry, in the order of its shelf */
    struct mention mention;
};

static size_t collection_of(const struct headed *headed) {
    return headed->mention.entry->item->collection->index;
}

/* Paragraphs in their order: p2 before p10, and p2 before p2-a. */
static int compare_places(struct str a, struct str b) {
    size_t a_digits = str_find_char(a, '-', 0), b_digits = str_find_char(b, '-', 0);
    a_digits = a_digits == STR_NONE ? a.length : a_digits;
    b_digits = b_digits == STR_NONE ? b.length : b_digits;
    return a_digits != b_digits ? (a_digits < b_digits ? -1 : 1) : str_compare(a, b);
}

static int compare_headed(const void *left, const void *right) {
    const struct headed *a = left, *b = right;
    if (collection_of(a) != collection_of(b)) {
        return collection_of(a) < collection_of(b) ? -1 : 1;
    }
    int order = str_compare(a->label.text, b->label.text);
    order = order != 0 ? order : (a->position > b->position) - (a->position < b->position);
    order = order != 0 ? order : compare_places(a->mention.paragraph, b->mention.paragraph);
    return order != 0 ? order : compare_places(a->mention.anchor, b->mention.anchor);
}

static struct str heading_of(const struct referrer *referrer) {
    return referrer->field ? referrer->field->reverse : referrer->item->collection->cited_by;
}

static size_t collect_mentions(struct edition_builder *b, const struct item *item,
                               const size_t *positions, struct headed *mentions) {
    size_t count = 0;
    for (size_t i = 0; i < item->referrer_count; i++) {
        const struct referrer *referrer = &item->referrers[i];
        const struct entry *entry = &b->edition->entries[referrer->item->index];
        if (heading_of(referrer).length > 0 && entry->state != ENTRY_HIDDEN &&
            !item_is_retired(entry->item)) {
            mentions[count++] = (struct headed){edition_text(b->edition, heading_of(referrer)),
                                                referrer->field,
                                                positions[referrer->item->index],
                                                {entry, referrer->paragraph, referrer->anchor}};
        }
    }
    return count;
}

static bool is_same_mention(const struct mention *a, const struct mention *b) {
    return a->entry == b->entry && str_equal(a->paragraph, b->paragraph) &&
           str_equal(a->anchor, b->anchor);
}

/* Two fields with one heading share a list; what is in both stands there once. */
static void build_lists(struct edition_builder *b, const struct headed *headed, size_t count,
                        struct entry *entry) {
    struct mention *mentions = ARENA_ARRAY(b->arena, struct mention, count);
    entry->reverse = ARENA_ARRAY(b->arena, struct reverse_list, count);
    for (size_t i = 0, next; i < count; i = next) {
        struct reverse_list *list = &entry->reverse[entry->reverse_count++];
        *list = (struct reverse_list){
            .label = headed[i].label, .field = headed[i].field, .mentions = &mentions[i]};
        for (next = i; next < count && collection_of(&headed[next]) == collection_of(&headed[i]) &&
                       str_equal(headed[next].label.text, headed[i].label.text);
             next++) {
            list->field = headed[next].field == list->field ? list->field : NULL;
            if (next == i || !is_same_mention(&headed[next].mention, &headed[next - 1].mention)) {
                mentions[i + list->count++] = headed[next].mention;
            }
        }
    }
}

static const size_t *shelf_positions(struct edition_builder *b) {
    size_t *positions = ARENA_ARRAY(&b->keys, size_t, b->site->item_count);
    for (size_t i = 0; i < b->site->collection_count; i++) {
        const struct shelf *shelf = &b->edition->shelves[i];
        for (size_t j = 0; j < shelf->count; j++) {
            positions[shelf->entries[j]->item->index] = j;
        }
        for (size_t j = 0; j < shelf->expired_count; j++) {
            positions[shelf->expired[j]->item->index] = shelf->count + j;
        }
    }
    return positions;
}

void build_reverse(struct edition_builder *b) {
    const size_t *positions = shelf_positions(b);
    for (size_t i = 0; i < b->site->item_count; i++) {
        const struct item *item = b->site->items[i];
        if (item->referrer_count == 0) {
            continue;
        }
        arena_reset(&b->scratch);
        struct headed *mentions = ARENA_ARRAY(&b->scratch, struct headed, item->referrer_count);
        size_t count = collect_mentions(b, item, positions, mentions);
        if (count > 1) {
            qsort(mentions, count, sizeof *mentions, compare_headed);
        }
        build_lists(b, mentions, count, &b->edition->entries[i]);
    }
}

static bool is_shown_below(const struct edition_builder *b, const struct item *parent) {
    return parent && b->edition->entries[parent->index].state != ENTRY_HIDDEN;
}

/* What belongs to a superseded text stands on its page, and in the index too, for that is not. */
bool is_below_another(const struct edition_builder *b, const struct entry *entry) {
    const struct item *parent = entry->item->parent;
    return is_shown_below(b, parent) && item_is_listed(parent);
}

static void find_roots(struct edition_builder *b, struct shelf *shelf) {
    shelf->roots = ARENA_ARRAY(b->arena, const struct entry *, shelf->count + 1);
    for (size_t i = 0; i < shelf->count; i++) {
        if (!is_below_another(b, shelf->entries[i])) {
            shelf->roots[shelf->root_count++] = shelf->entries[i];
        }
    }
}

/* Children in the order of the shelf: counted first, so that each parent gets one array. */
static void build_children(struct edition_builder *b, struct shelf *shelf) {
    const struct collection *collection = shelf->collection;
    struct entry *entries = b->edition->entries;
    for (size_t i = 0; i < shelf->count; i++) {
        const struct item *parent = shelf->entries[i]->item->parent;
        if (is_shown_below(b, parent)) {
            entries[parent->index].child_count++;
        }
    }
    for (size_t i = 0; i < collection->item_count; i++) {
        struct entry *entry = &entries[collection->items[i]->index];
        entry->children = ARENA_ARRAY(b->arena, const struct entry *, entry->child_count);
        entry->child_count = 0;
    }
    for (size_t i = 0; i < shelf->count; i++) {
        const struct item *parent = shelf->entries[i]->item->parent;
        if (is_shown_below(b, parent)) {
            struct entry *above = &entries[parent->index];
            above->children[above->child_count++] = shelf->entries[i];
        }
    }
}

void build_trees(struct edition_builder *b) {
    for (size_t i = 0; i < b->site->collection_count; i++) {
        if (b->site->collections[i].parent != FIELD_NONE) {
            build_children(b, &b->edition->shelves[i]);
            if (b->site->collections[i].group == GROUP_NONE) {
                find_roots(b, &b->edition->shelves[i]);
            }
        }
    }
}
