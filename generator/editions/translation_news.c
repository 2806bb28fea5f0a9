/*
 * What became of translations: new, updated, or behind their source.
 *
 * A build has no memory of the last one, so dates are those that files state (version_changed()). A
 * translation is dated by itself, and becomes stale when a text changed that it was made from, but
 * not before there was a translation.
 */
#include "editions/build.h"

#include <stdlib.h>

/* On scratch, until it is known which are shown. */
struct happening {
    const struct item *item;
    enum news_kind kind;
    struct date date;
};
struct happenings {
    struct edition_builder *b;
    LIST(struct happening) list;
};

static void add(struct happenings *happenings, const struct item *item, enum news_kind kind,
                struct date date) {
    if (date.year > 0) {
        *LIST_ADD(&happenings->list, &happenings->b->scratch) =
            (struct happening){item, kind, date};
    }
}

/* The last change of what a version was made from, and of what that was made from. */
static struct date source_changed(const struct version *version) {
    struct date changed = {0};
    for (size_t steps = 0; version && steps < version->item->version_count; steps++) {
        version = version->translates ? item_version(version->item, version->translates) : NULL;
        struct date date = version ? version_changed(version) : changed;
        changed = date_compare(date, changed) > 0 ? date : changed;
    }
    return changed;
}

static void add_item(struct happenings *happenings, const struct item *item) {
    const struct edition *edition = happenings->b->edition;
    enum translation_state state = translation_state_of(edition, item);
    if (state == TRANSLATION_NONE || state == TRANSLATION_ORIGINAL) {
        return;
    }
    const struct version *version = item_version(item, edition->language);
    struct date own = version_changed(version), source = source_changed(version);
    bool is_corrected = date_compare(own, version->updated) > 0; /* the history says so */
    bool has_original_changed = date_compare(version_changed(&item->versions[0]), item->date) > 0;
    bool has_followed = has_original_changed && date_compare(own, source) >= 0;
    add(happenings, item, is_corrected || has_followed ? NEWS_UPDATED : NEWS_NEW, own);
    if (state == TRANSLATION_STALE) {
        add(happenings, item, NEWS_STALE, date_compare(own, source) > 0 ? own : source);
    }
}

/* The newest first; of one day and item, what it is now. */
static int compare(const void *left, const void *right) {
    const struct happening *a = left, *b = right;
    int order = date_compare(b->date, a->date);
    if (order != 0) {
        return order;
    }
    return a->item != b->item ? (a->item->index < b->item->index ? -1 : 1)
                              : (a->kind < b->kind) - (a->kind > b->kind);
}

static struct news describe(struct edition_builder *b, const struct happening *happening) {
    static const enum phrase names[] = {[NEWS_NEW] = PHRASE_NEW_TRANSLATION,
                                        [NEWS_UPDATED] = PHRASE_UPDATED_TRANSLATION,
                                        [NEWS_STALE] = PHRASE_STATE_STALE};
    struct news news = {.entry = &b->edition->entries[happening->item->index],
                        .kind = happening->kind,
                        .date = happening->date,
                        .text = b->edition->phrases[names[happening->kind]]};
    if (news.kind == NEWS_STALE) {
        const struct version *version = item_version(happening->item, b->edition->language);
        news.count_text = count_phrase(b, PHRASE_PARAGRAPH_COUNT, version->following->stale_count);
    }
    return news;
}

void build_translation_news(struct edition_builder *b) {
    struct translations *all = &b->edition->translations;
    struct happenings happenings = {.b = b};
    for (size_t i = 0; i < all->chart.rows.count; i++) {
        const struct collection *collection = all->collections[i].shelf->collection;
        for (size_t j = 0; j < collection->item_count; j++) {
            if (item_is_listed(collection->items[j])) {
                add_item(&happenings, collection->items[j]);
            }
        }
    }
    size_t count = happenings.list.count;
    if (count > 1) {
        qsort(happenings.list.items, count, sizeof *happenings.list.items, compare);
    }
    all->news_count = count < EDITION_NEWS ? count : EDITION_NEWS;
    struct news *news = ARENA_ARRAY(b->arena, struct news, all->news_count);
    for (size_t i = 0; i < all->news_count; i++) {
        news[i] = describe(b, &happenings.list.items[i]);
    }
    all->news = news;
    arena_reset(&b->scratch);
}
