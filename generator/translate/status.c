#include "translate/status.h"

#include "base/word_diff.h"
#include "base/workers.h"
#include "translate/item_messages.h"

#include <stdlib.h>

enum work_state work_state_of(const struct pair *pair) {
    switch (pair->state) {
    case SEGMENT_CURRENT:
        return WORK_CURRENT;
    case SEGMENT_STALE:
        return WORK_STALE;
    default:
        return pair->is_fuzzy ? WORK_FUZZY : WORK_MISSING;
    }
}

static uint32_t sum(const uint32_t *numbers, enum work_state first) {
    uint32_t sum = 0;
    for (size_t state = first; state < WORK_STATE_COUNT; state++) {
        sum += numbers[state];
    }
    return sum;
}

uint32_t work_counts_segments(const struct work_counts *counts) {
    return sum(counts->segments, WORK_CURRENT);
}
uint32_t work_counts_words(const struct work_counts *counts) {
    return sum(counts->words, WORK_CURRENT);
}
uint32_t work_counts_due(const struct work_counts *counts) {
    return sum(counts->segments, WORK_STALE);
}

static void add(struct work_counts *to, const struct work_counts *from) {
    for (size_t state = 0; state < WORK_STATE_COUNT; state++) {
        to->segments[state] += from->segments[state];
        to->words[state] += from->words[state];
    }
}

/* ---- One item, in all languages ---------------------------------------------------------------
 */

struct counting {
    const struct site *site;
    const struct selection *selection;
    struct item_status *all; /* by item, then language */
    struct arena *scratches; /* by worker */
    struct diags *diags;     /* by worker */
    bool *is_bad;            /* by worker */
};

static void count(const struct pairs *pairs, struct work_counts *counts) {
    for (size_t i = 0; i < pairs->list.count; i++) {
        const struct pair *pair = &pairs->list.items[i];
        enum work_state state = work_state_of(pair);
        if (pair->source.length > 0) {
            counts->segments[state]++;
            counts->words[state] += (uint32_t)word_count(pair->source);
        }
    }
}

/* What is not translated at all is the same in every language, and is read once. */
static bool count_item(struct counting *c, unsigned worker, const struct item *item) {
    const struct site *site = c->site;
    struct arena *scratch = &c->scratches[worker];
    struct diags *diags = &c->diags[worker];
    struct pairs pairs;
    struct work_counts missing = {0};
    bool is_good = pairs_read_source(site, &item->versions[0], scratch, &pairs, diags);
    count(&pairs, &missing);
    for (size_t l = 0; l < site->language_count; l++) {
        const struct language *language = &site->languages[l];
        struct item_status *status = &c->all[item->index * site->language_count + l];
        if (language == item->versions[0].language ||
            !selection_has_language(c->selection, language)) {
            continue;
        }
        arena_reset(scratch);
        status->item = item;
        status->is_there =
            item_version(item, language) ||
            sources_find(site->sources, item_locale_path(item, language->tag, ".po", scratch));
        status->is_recorded = true;
        if (!status->is_there) {
            status->counts = missing;
        } else if (pairs_read(site, item, language, scratch, &pairs, diags)) {
            status->is_recorded = pairs.is_recorded;
            count(&pairs, &status->counts);
        } else {
            is_good = false;
        }
    }
    arena_reset(scratch);
    return is_good;
}

static void count_job(void *context, unsigned worker, size_t index) {
    struct counting *c = context;
    const struct item *item = c->site->items[index];
    if (selection_has_item(c->selection, item) && !count_item(c, worker, item)) {
        c->is_bad[worker] = true;
    }
}

static bool count_all(struct counting *c, unsigned workers, struct arena *arena,
                      struct diags *diags) {
    bool is_good = true;
    c->scratches = ARENA_ARRAY(arena, struct arena, workers);
    c->diags = ARENA_ARRAY(arena, struct diags, workers);
    c->is_bad = ARENA_ARRAY(arena, bool, workers);
    workers_run(workers, c->site->item_count, count_job, c);
    for (unsigned i = 0; i < workers; i++) {
        arena_release(&c->scratches[i]);
        diags_join(diags, &c->diags[i]);
        is_good &= !c->is_bad[i];
    }
    return is_good;
}

/* ---- One language -----------------------------------------------------------------------------
 */

static int compare_value(const void *left, const void *right) {
    const struct item *a = ((const struct item_status *)left)->item;
    const struct item *b = ((const struct item_status *)right)->item;
    uint32_t a_weight = a->collection->translation_weight;
    uint32_t b_weight = b->collection->translation_weight;
    int order = (a_weight < b_weight) - (a_weight > b_weight);
    order = order != 0 ? order : date_compare(b->updated, a->updated);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static void gather(struct language_status *status, const struct counting *c,
                   const struct language *language, struct arena *arena) {
    const struct site *site = c->site;
    *status = (struct language_status){
        .language = language,
        .collections = ARENA_ARRAY(arena, struct work_counts, site->collection_count + 1),
        .items = ARENA_ARRAY(arena, struct item_status, site->item_count + 1),
    };
    for (size_t i = 0; i < site->item_count; i++) {
        const struct item_status *item = &c->all[i * site->language_count + language->index];
        if (item->item && work_counts_segments(&item->counts) > 0) {
            status->items[status->item_count++] = *item;
            add(&status->collections[item->item->collection->index], &item->counts);
            add(&status->counts, &item->counts);
        }
    }
    qsort(status->items, status->item_count, sizeof *status->items, compare_value);
}

bool status_read(struct status *status, const struct site *site, const struct selection *selection,
                 unsigned workers, struct arena *arena, struct diags *diags) {
    struct arena scratch = {0};
    struct counting c = {
        .site = site,
        .selection = selection,
        .all = arena_alloc_array(&scratch, site->item_count + 1,
                                 (site->language_count + 1) * sizeof(struct item_status)),
    };
    bool is_good = count_all(&c, workers, &scratch, diags);
    *status = (struct status){
        .languages = ARENA_ARRAY(arena, struct language_status, site->language_count + 1)};
    for (size_t l = 0; l < site->language_count; l++) {
        if (selection_has_language(selection, &site->languages[l])) {
            gather(&status->languages[status->count++], &c, &site->languages[l], arena);
        }
    }
    arena_release(&scratch);
    return is_good;
}

/* ---- Where a text changed ---------------------------------------------------------------------
 */

static const struct pair *find_pair(const struct pairs *pairs, struct str id) {
    for (size_t i = 0; i < pairs->list.count; i++) {
        if (str_equal(pairs->list.items[i].id, id)) {
            return &pairs->list.items[i];
        }
    }
    return NULL;
}

bool status_find_change(const struct site *site, const struct pairs *pairs, const struct pair *pair,
                        struct arena *arena, struct stale_text *change) {
    struct diags told = {0};
    struct pairs *step = ARENA_ARRAY(arena, struct pairs, site->language_count + 1);
    step[0] = *pairs;
    for (size_t i = 0; i < site->language_count && pair && pair->earlier.length == 0; i++) {
        const struct version *source = step[i].source;
        bool is_read = source->translates &&
                       pairs_read(site, source->item, source->language, arena, &step[i + 1], &told);
        pair = is_read ? find_pair(&step[i + 1], pair->id) : NULL;
        pairs = &step[i + 1];
    }
    diags_release(&told);
    bool is_known = pair && pair->earlier.length > 0;
    if (is_known) {
        *change = (struct stale_text){pair->earlier, pair->source, pairs->source};
    }
    return is_known;
}
