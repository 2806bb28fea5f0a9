/* What readers are told of a translation that is behind its source. */
#include "editions/build.h"

void build_following(struct edition_builder *b) {
    const struct site *site = b->edition->editions->site;
    for (size_t i = 0; i < site->item_count; i++) {
        struct entry *entry = &b->edition->entries[i];
        const struct following *following = entry->version ? entry->version->following : NULL;
        if (!following || following->behind.count == 0) {
            continue;
        }
        struct entry_following *told = ARENA_NEW(b->arena, struct entry_following);
        if (following->stale_count > 0) {
            told->stale = count_phrase(b, PHRASE_STALE_COUNT, following->stale_count);
        }
        if (following->missing_count > 0) {
            told->missing = count_phrase(b, PHRASE_MISSING_COUNT, following->missing_count);
        }
        entry->following = told;
    }
}
