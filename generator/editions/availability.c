/* How many items of each collection exist in each language: what is published there, not what is
   shown in its place. */
#include "editions/build.h"

void name_available(struct edition_builder *b, struct available *available, size_t total) {
    size_t percent = total > 0 ? (available->count * 100 + total / 2) / total : 0;
    /* Neither all nor nothing is said of what is nearly so. */
    percent = percent == 100 && available->count < total ? 99 : percent;
    percent = percent == 0 && available->count > 0 ? 1 : percent;
    available->count_text = culture_count(b->culture, available->count, b->arena);
    available->percent_text =
        culture_percent(b->culture, str_format(&b->scratch, "%zu", percent), b->arena);
}

static void count_collection(struct edition_builder *b, const struct collection *collection,
                             struct availability *availability) {
    availability->languages = ARENA_ARRAY(b->arena, struct available, b->site->language_count);
    for (size_t i = 0; i < collection->item_count; i++) {
        const struct item *item = collection->items[i];
        if (item == b->site->home || !item_is_listed(item)) {
            continue;
        }
        availability->total.count++;
        for (size_t j = 0; j < item->version_count; j++) {
            availability->languages[item->versions[j].language->index].count++;
        }
    }
    name_available(b, &availability->total, availability->total.count);
    for (size_t i = 0; i < b->site->language_count; i++) {
        name_available(b, &availability->languages[i], availability->total.count);
    }
}

void build_availability(struct edition_builder *b) {
    b->edition->availability =
        ARENA_ARRAY(b->arena, struct availability, b->site->collection_count);
    for (size_t i = 0; i < b->site->collection_count; i++) {
        count_collection(b, &b->site->collections[i], &b->edition->availability[i]);
    }
    arena_reset(&b->scratch);
}
