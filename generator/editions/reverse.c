/* What refers to each entry, and the trees that parents make. */
#include "editions/build.h"

#include <stdlib.h>

/* A referring entry under the heading it will stand. */
struct mention {
    struct text label;
    size_t collection;
    size_t position; /* in the order of its shelf */
    const struct entry *entry;
};

static int compare_mentions(const void *left, const void *right) {
    const struct mention *a = left, *b = right;
    if (a->collection != b->collection) {
        return a->collection < b->collection ? -1 : 1;
    }
    int order = str_compare(a->label.text, b->label.text);
    return order != 0 ? order : (a->position > b->position) - (a->position < b->position);
}

static size_t collect_mentions(struct edition_builder *b, const struct item *item,
                               const size_t *positions, struct mention *mentions) {
    size_t count = 0;
    for (size_t i = 0; i < item->referrer_count; i++) {
        const struct referrer *referrer = &item->referrers[i];
        const struct entry *entry = &b->edition->entries[referrer->item->index];
        if (referrer->field->reverse.length > 0 && entry->state != ENTRY_HIDDEN) {
            mentions[count++] = (struct mention){edition_text(b->edition, referrer->field->reverse),
                                                 referrer->item->collection->index,
                                                 positions[referrer->item->index], entry};
        }
    }
    return count;
}

/* Two fields with one heading share a list; an entry that is in both stands there once. */
static void build_lists(struct edition_builder *b, const struct mention *mentions, size_t count,
                        struct entry *entry) {
    const struct entry **entries = ARENA_ARRAY(b->arena, const struct entry *, count);
    entry->reverse = ARENA_ARRAY(b->arena, struct reverse_list, count);
    for (size_t i = 0, next; i < count; i = next) {
        struct reverse_list *list = &entry->reverse[entry->reverse_count++];
        *list = (struct reverse_list){.label = mentions[i].label, .entries = &entries[i]};
        for (next = i; next < count && mentions[next].collection == mentions[i].collection &&
                       str_equal(mentions[next].label.text, mentions[i].label.text);
             next++) {
            if (next == i || mentions[next].entry != mentions[next - 1].entry) {
                entries[i + list->count++] = mentions[next].entry;
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
        struct mention *mentions = ARENA_ARRAY(&b->scratch, struct mention, item->referrer_count);
        size_t count = collect_mentions(b, item, positions, mentions);
        if (count > 1) {
            qsort(mentions, count, sizeof *mentions, compare_mentions);
        }
        build_lists(b, mentions, count, &b->edition->entries[i]);
    }
}

/* Children in the order of the shelf: counted first, so that each parent gets one array. */
static void build_tree(struct edition_builder *b, struct shelf *shelf) {
    struct entry *entries = b->edition->entries;
    shelf->roots = ARENA_ARRAY(b->arena, const struct entry *, shelf->count + 1);
    for (size_t i = 0; i < shelf->count; i++) {
        const struct item *parent = shelf->entries[i]->item->parent;
        if (parent && entries[parent->index].state != ENTRY_HIDDEN) {
            entries[parent->index].child_count++;
        }
    }
    for (size_t i = 0; i < shelf->count; i++) {
        struct entry *entry = &entries[shelf->entries[i]->item->index];
        entry->children = ARENA_ARRAY(b->arena, const struct entry *, entry->child_count);
        entry->child_count = 0;
    }
    for (size_t i = 0; i < shelf->count; i++) {
        const struct item *parent = shelf->entries[i]->item->parent;
        if (parent && entries[parent->index].state != ENTRY_HIDDEN) {
            struct entry *above = &entries[parent->index];
            above->children[above->child_count++] = shelf->entries[i];
        } else {
            shelf->roots[shelf->root_count++] = shelf->entries[i];
        }
    }
}

void build_trees(struct edition_builder *b) {
    for (size_t i = 0; i < b->site->collection_count; i++) {
        if (b->site->collections[i].parent != FIELD_NONE) {
            build_tree(b, &b->edition->shelves[i]);
        }
    }
}
