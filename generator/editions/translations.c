/*
 * How far translating into the language of an edition is.
 *
 * Items are counted all; segments where a PO file or a record of source texts keeps count of them.
 */
#include "editions/build.h"

#include <stdlib.h>

static const enum phrase state_names[TRANSLATION_STATE_COUNT] = {
    [TRANSLATION_ORIGINAL] = PHRASE_STATE_ORIGINAL,   [TRANSLATION_CURRENT] = PHRASE_STATE_CURRENT,
    [TRANSLATION_STALE] = PHRASE_STATE_STALE,         [TRANSLATION_PARTIAL] = PHRASE_STATE_PARTIAL,
    [TRANSLATION_UNCOUNTED] = PHRASE_STATE_UNCOUNTED, [TRANSLATION_NONE] = PHRASE_STATE_NONE,
};

static const struct chart_rule rule = {
    .id = STR_INIT("translations"), .kind = CHART_STACKED, .series_count = 1};

enum translation_state translation_state_of(const struct edition *edition,
                                            const struct item *item) {
    const struct version *version = item_version(item, edition->language);
    if (!version) {
        return TRANSLATION_NONE;
    }
    const struct following *following = version->following;
    return !version->translates           ? TRANSLATION_ORIGINAL
           : !following                   ? TRANSLATION_UNCOUNTED
           : following->stale_count > 0   ? TRANSLATION_STALE
           : following->missing_count > 0 ? TRANSLATION_PARTIAL
                                          : TRANSLATION_CURRENT;
}

/* ---- Counts ---------------------------------------------------------------------------------- */

static bool has_something_to_translate(const struct collection *collection) {
    bool has_text = collection->body != BODY_NONE;
    for (size_t i = 0; i < collection->field_count; i++) {
        has_text = has_text || collection->fields[i].is_translatable;
    }
    return has_text && !collection->is_as_received;
}

static void count_segments(const struct following *following, struct translation_counts *counts) {
    size_t open = following->behind.count;
    counts->segments.count += following->segment_count;
    counts->stale.count += following->stale_count;
    counts->missing.count += following->missing_count;
    counts->current.count += following->segment_count > open ? following->segment_count - open : 0;
}

static void count_item(const struct edition *edition, const struct item *item,
                       struct translation_counts *counts) {
    const struct version *version = item_version(item, edition->language);
    counts->items.count++;
    counts->states[translation_state_of(edition, item)].count++;
    if (version && version->following) {
        count_segments(version->following, counts);
    }
}

static void add_counts(struct translation_counts *to, const struct translation_counts *from) {
    to->items.count += from->items.count;
    for (size_t i = 0; i < TRANSLATION_STATE_COUNT; i++) {
        to->states[i].count += from->states[i].count;
    }
    to->segments.count += from->segments.count;
    to->current.count += from->current.count;
    to->stale.count += from->stale.count;
    to->missing.count += from->missing.count;
}

static void name_counts(struct edition_builder *b, struct translation_counts *counts) {
    name_available(b, &counts->items, counts->items.count);
    for (size_t i = 0; i < TRANSLATION_STATE_COUNT; i++) {
        name_available(b, &counts->states[i], counts->items.count);
    }
    name_available(b, &counts->segments, counts->segments.count);
    name_available(b, &counts->current, counts->segments.count);
    name_available(b, &counts->stale, counts->segments.count);
    name_available(b, &counts->missing, counts->segments.count);
}

static void count_collection(struct edition_builder *b, const struct collection *collection) {
    struct translations *all = &b->edition->translations;
    struct translation_counts *counts = &all->collections[all->chart.rows.count];
    for (size_t i = 0; has_something_to_translate(collection) && i < collection->item_count; i++) {
        if (item_is_listed(collection->items[i])) {
            count_item(b->edition, collection->items[i], counts);
        }
    }
    if (counts->items.count > 0) {
        add_counts(&all->all, counts);
        name_counts(b, counts);
        counts->shelf = &b->edition->shelves[collection->index];
        all->chart.rows.marks[all->chart.rows.count++].label = counts->shelf->label;
    }
}

/* ---- The chart ------------------------------------------------------------------------------- */

static struct chart_number number_of(const struct available *available) {
    return (struct chart_number){(uint32_t)available->count, available->count_text};
}

static void fill_chart(struct edition_builder *b) {
    struct translations *all = &b->edition->translations;
    struct chart *chart = &all->chart;
    const size_t width = TRANSLATION_STATE_COUNT;
    chart->columns.marks = ARENA_ARRAY(b->arena, struct chart_mark, width);
    chart->columns.count = width;
    chart->cells = ARENA_ARRAY(b->arena, struct chart_number, chart->rows.count * width);
    chart->totals = ARENA_ARRAY(b->arena, struct chart_number, chart->rows.count);
    for (size_t i = 0; i < width; i++) {
        chart->columns.marks[i].label = b->edition->phrases[state_names[i]];
    }
    for (size_t i = 0; i < chart->rows.count; i++) {
        for (size_t j = 0; j < width; j++) {
            chart->cells[i * width + j] = number_of(&all->collections[i].states[j]);
        }
        chart->totals[i] = number_of(&all->collections[i].items);
    }
}

/* ---- What follows an earlier version --------------------------------------------------------- */

/* The gravest first. */
static const struct {
    enum change_weight weight;
    enum phrase phrase;
} weights[] = {{CHANGE_LEGAL, PHRASE_LEGAL_CHANGES},
               {CHANGE_SUBSTANTIVE, PHRASE_SUBSTANTIVE_CHANGES},
               {CHANGE_MINOR, PHRASE_MINOR_CHANGES}};
#define WEIGHT_COUNT (sizeof weights / sizeof *weights)

/* On scratch, until it is known which are shown. */
struct stale_item {
    const struct item *item;
    uint32_t changes[WEIGHT_COUNT];
};

static int compare_stale(const void *left, const void *right) {
    const struct stale_item *a = left, *b = right;
    for (size_t i = 0; i < WEIGHT_COUNT; i++) {
        if (a->changes[i] != b->changes[i]) {
            return a->changes[i] > b->changes[i] ? -1 : 1;
        }
    }
    return a->item->index < b->item->index ? -1 : 1;
}

static void weigh(const struct following *following, struct stale_item *stale) {
    for (size_t i = 0; i < following->behind.count; i++) {
        const struct followed_segment *segment = following->behind.items[i];
        for (size_t j = 0; segment->state == SEGMENT_STALE && j < WEIGHT_COUNT; j++) {
            stale->changes[j] += segment->weight == weights[j].weight;
        }
    }
}

static void describe(struct edition_builder *b, const struct stale_item *stale,
                     struct stale_entry *entry) {
    size_t total = 0;
    entry->entry = &b->edition->entries[stale->item->index];
    for (size_t i = 0; i < WEIGHT_COUNT; i++) {
        if (stale->changes[i] > 0) {
            entry->changes[entry->change_count].weight = weights[i].weight;
            entry->changes[entry->change_count++].text =
                count_phrase(b, weights[i].phrase, stale->changes[i]);
            total += stale->changes[i];
        }
    }
    entry->count_text = count_phrase(b, PHRASE_PARAGRAPH_COUNT, total);
}

static void find_stale(struct edition_builder *b) {
    struct translations *all = &b->edition->translations;
    size_t count = 0, total = all->all.states[TRANSLATION_STALE].count;
    struct stale_item *items = ARENA_ARRAY(&b->scratch, struct stale_item, total);
    for (size_t i = 0; i < all->chart.rows.count; i++) {
        const struct collection *collection = all->collections[i].shelf->collection;
        for (size_t j = 0; j < collection->item_count; j++) {
            const struct item *item = collection->items[j];
            if (item_is_listed(item) &&
                translation_state_of(b->edition, item) == TRANSLATION_STALE) {
                items[count].item = item;
                weigh(item_version(item, b->edition->language)->following, &items[count++]);
            }
        }
    }
    if (count > 1) {
        qsort(items, count, sizeof *items, compare_stale);
    }
    all->has_more_stale = count > EDITION_STALE;
    all->stale_count = all->has_more_stale ? EDITION_STALE : count;
    struct stale_entry *stale = ARENA_ARRAY(b->arena, struct stale_entry, all->stale_count);
    for (size_t i = 0; i < all->stale_count; i++) {
        describe(b, &items[i], &stale[i]);
    }
    all->stale = stale;
    all->stale_text = count_phrase(b, PHRASE_ITEM_COUNT, total);
}

void build_translations(struct edition_builder *b) {
    struct translations *all = &b->edition->translations;
    size_t most = b->site->collection_count;
    all->chart.rule = &rule;
    all->chart.title = b->edition->phrases[PHRASE_TRANSLATIONS];
    all->chart.rows.label = b->edition->phrases[PHRASE_COLLECTION];
    all->chart.rows.marks = ARENA_ARRAY(b->arena, struct chart_mark, most);
    all->collections = ARENA_ARRAY(b->arena, struct translation_counts, most);
    for (size_t i = 0; i < most; i++) {
        count_collection(b, &b->site->collections[i]);
    }
    name_counts(b, &all->all);
    fill_chart(b);
    find_stale(b);
    arena_reset(&b->scratch);
}
