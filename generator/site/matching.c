/*
 * Which items meet which, without looking at every pair.
 *
 * A value on the way to a criterion becomes a token; an item has a set of tokens for each
 * criterion, and a criterion holds if two sets meet. Items that share one token for every required
 * criterion share a key, and a list of keys, sorted, brings them together: a bucket. Inside a large
 * bucket the same is done with the preferences: for each combination of preferences that may hold,
 * the best first, items are found by the tokens of that combination, in the order of their ids, and
 * the search ends with as many as are wanted. So the work grows as sorting does.
 */
#include "site/build.h"

#include <stdlib.h>

/* Keys that one item may have in one rule; beyond, its lists are too long to be meant. */
#define MAX_KEYS 4096
/* A bucket is small if to compare all pairs costs at most this much a member. */
#define PAIRS_A_MEMBER 64

typedef uint64_t token;

struct tokens {
    token *items;
    size_t count;
};

/* An item in one rule, on one of its sides. */
struct party {
    const struct item *item;
    struct tokens required[MATCH_MAX_REQUIRED], preferred[MATCH_MAX_PREFERRED];
    struct kept {
        uint32_t score, other; /* index of the other party */
    } * kept;                  /* the best so far, the best first; room for the limit */
    uint32_t kept_count;
};

enum side { OURS, THEIRS };

struct posting {
    token key;
    uint32_t side, party;
};

struct couple {
    uint32_t ours, theirs, score;
};

struct matcher {
    struct builder *b;
    const struct match_rule *rule;
    struct arena arena; /* of one rule */
    struct party *parties[2];
    size_t counts[2];
    uint32_t *seen[2]; /* by party: the search that found it last */
    uint32_t searches;
    uint64_t *steps;
};

/* ---- Tokens -------------------------------------------------------------------------------- */

#define WELCOME ((token)1)

static token mix(token a, token b) {
    a ^= b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2);
    a ^= a >> 31;
    return a * 0xBF58476D1CE4E5B9u;
}

struct collecting {
    struct matcher *m;
    const struct match_criterion *criterion;
    const struct field *field;
    size_t path;
    bool is_wide; /* what is above and below as well */
    LIST(token) found;
};

static void add_token(struct collecting *c, token value) {
    token next = mix(value, c->path + 2);
    for (size_t i = 0; i < c->found.count; i++) {
        if (c->found.items[i] == next) {
            return;
        }
    }
    *LIST_ADD(&c->found, &c->m->arena) = next;
}

/* Trees are small: the vocabulary, not the records. */
static void add_relatives(struct collecting *c, const struct item *item) {
    const struct collection *collection = item->collection;
    size_t steps = 0;
    for (const struct item *at = item->parent; at && steps < collection->item_count; steps++) {
        add_token(c, (token)(uintptr_t)at);
        at = at->parent;
    }
    for (size_t i = 0; i < collection->item_count; i++) {
        const struct item *at = collection->items[i]->parent;
        for (steps = 0; at && at != item && steps < collection->item_count; steps++) {
            at = at->parent;
        }
        if (at == item) {
            add_token(c, (token)(uintptr_t)collection->items[i]);
        }
    }
}

static void collect(void *context, const struct value *value) {
    struct collecting *c = context;
    if (c->field->type == FIELD_TERM) {
        if (!c->criterion->of || c->criterion->of == value->term) {
            add_token(c, (token)(uintptr_t)value->term);
        }
    } else if (c->field->type == FIELD_REFERENCE) {
        if (value->item) {
            add_token(c, (token)(uintptr_t)value->item);
            if (c->is_wide) {
                add_relatives(c, value->item);
            }
        }
    } else {
        add_token(c, digest_of(value->text).low);
    }
}

static struct held_at held_now(int64_t now_s) {
    return (struct held_at){HELD_AT, NULL, now_s};
}

/* Ours are wide in a tree, theirs welcome all where they are empty: so one look from either side
   finds the same. */
static struct tokens tokens_of(struct matcher *m, const struct match_criterion *criterion,
                               const struct item *item, enum side side) {
    struct held_at held = held_now(m->b->site->clock.now);
    const struct field_path *paths = side == OURS ? criterion->ours : criterion->theirs;
    struct collecting c = {
        .m = m, .criterion = criterion, .is_wide = side == OURS && criterion->is_tree};
    if (side == THEIRS && criterion->theirs_count == 0) {
        *LIST_ADD(&c.found, &m->arena) = WELCOME;
        return (struct tokens){c.found.items, c.found.count};
    }
    for (c.path = 0; c.path < criterion->path_count; c.path++) {
        c.field = paths[c.path].end;
        field_path_walk(&paths[c.path], item, &held, collect, &c);
    }
    bool is_one_sided = criterion->theirs_count == 0;
    if (is_one_sided ? c.found.count > 0
                     : criterion->empty_matches && (side == OURS || c.found.count == 0)) {
        *LIST_ADD(&c.found, &m->arena) = WELCOME;
    }
    return (struct tokens){c.found.items, c.found.count};
}

static bool meet(struct matcher *m, struct tokens a, struct tokens b) {
    for (size_t i = 0; i < a.count; i++) {
        for (size_t j = 0; j < b.count; j++) {
            ++*m->steps;
            if (a.items[i] == b.items[j]) {
                return true;
            }
        }
    }
    return false;
}

/* ---- Keys: one token of each set ----------------------------------------------------------- */

typedef LIST(struct posting) postings;

/* How many keys the sets make; 0 if one of them is empty. `wanted` picks sets by its bits. */
static size_t count_keys(const struct tokens *sets, size_t count, uint32_t wanted) {
    size_t keys = 1;
    for (size_t i = 0; i < count && keys <= MAX_KEYS; i++) {
        keys *= wanted >> i & 1 ? sets[i].count : 1;
    }
    return keys;
}

static token key_at(const struct tokens *sets, size_t count, uint32_t wanted, size_t index) {
    token key = wanted;
    for (size_t i = 0; i < count; i++) {
        if (wanted >> i & 1) {
            key = mix(key, sets[i].items[index % sets[i].count]);
            index /= sets[i].count;
        }
    }
    return key;
}

static void add_postings(struct matcher *m, postings *list, struct arena *arena,
                         const struct tokens *sets, size_t count, uint32_t wanted,
                         struct posting posting) {
    size_t keys = count_keys(sets, count, wanted);
    for (size_t i = 0; i < keys && keys <= MAX_KEYS; i++) {
        posting.key = key_at(sets, count, wanted, i);
        *LIST_ADD(list, arena) = posting;
        ++*m->steps;
    }
}

static int compare_postings(const void *left, const void *right) {
    const struct posting *a = left, *b = right;
    if (a->key != b->key) {
        return a->key < b->key ? -1 : 1;
    }
    if (a->side != b->side) {
        return a->side < b->side ? -1 : 1;
    }
    return (a->party > b->party) - (a->party < b->party);
}

static void sort_postings(postings *list) {
    if (list->count > 1) {
        qsort(list->items, list->count, sizeof *list->items, compare_postings);
    }
}

/* ---- Keeping the best ---------------------------------------------------------------------- */

/* Parties are in the order of their ids, so the lower index is the earlier id. */
static bool is_better(struct kept a, struct kept b) {
    return a.score != b.score ? a.score > b.score : a.other < b.other;
}

static void keep(struct matcher *m, struct party *party, struct kept next) {
    size_t at = party->kept_count;
    for (size_t i = 0; i < party->kept_count; i++) {
        ++*m->steps;
        if (party->kept[i].other == next.other) {
            return;
        }
    }
    if (at == m->rule->limit) {
        if (!is_better(next, party->kept[at - 1])) {
            return;
        }
        at--;
    } else {
        party->kept_count++;
    }
    for (; at > 0 && is_better(next, party->kept[at - 1]); at--) {
        party->kept[at] = party->kept[at - 1];
    }
    party->kept[at] = next;
}

/* The first preference is the highest bit. */
static uint32_t score(struct matcher *m, const struct party *ours, const struct party *theirs) {
    uint32_t bits = 0;
    for (size_t i = 0; i < m->rule->preferred_count; i++) {
        bits = bits << 1 | (uint32_t)meet(m, ours->preferred[i], theirs->preferred[i]);
    }
    return bits;
}

static void consider(struct matcher *m, uint32_t ours, uint32_t theirs, enum side keeper) {
    struct party *a = &m->parties[OURS][ours], *b = &m->parties[THEIRS][theirs];
    if (a->item == b->item) {
        return;
    }
    uint32_t bits = score(m, a, b);
    if (keeper == OURS) {
        keep(m, a, (struct kept){bits, theirs});
    } else {
        keep(m, b, (struct kept){bits, ours});
    }
}

/* ---- Buckets ------------------------------------------------------------------------------- */

/* The members of one bucket: postings of one key, ours before theirs. */
struct bucket {
    const struct posting *members[2];
    size_t counts[2];
};

static void match_all(struct matcher *m, const struct bucket *bucket) {
    for (size_t i = 0; i < bucket->counts[OURS]; i++) {
        for (size_t j = 0; j < bucket->counts[THEIRS]; j++) {
            uint32_t ours = bucket->members[OURS][i].party;
            uint32_t theirs = bucket->members[THEIRS][j].party;
            consider(m, ours, theirs, OURS);
            consider(m, ours, theirs, THEIRS);
        }
    }
}

/* Bits of preferences from the first to the last, as count_keys() wants them from the last. */
static uint32_t wanted_sets(uint32_t bits, size_t count) {
    uint32_t wanted = 0;
    for (size_t i = 0; i < count; i++) {
        wanted |= (bits >> (count - 1 - i) & 1) << i;
    }
    return wanted;
}

static size_t first_with_key(const postings *index, token key) {
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->items[middle].key < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* All that are found before fewer preferences are tried hold more of them, so those that were
   kept already are passed over, and no more than the limit is looked at beside them. */
static void search(struct matcher *m, const postings *index, uint32_t seeker, enum side side) {
    struct party *party = &m->parties[side][seeker];
    size_t count = m->rule->preferred_count;
    enum side other_side = side == OURS ? THEIRS : OURS;
    uint32_t found = 0, this = ++m->searches;
    for (uint32_t left = 1u << count; left > 0 && found < m->rule->limit; left--) {
        uint32_t wanted = wanted_sets(left - 1, count), before = found;
        size_t keys = count_keys(party->preferred, count, wanted);
        for (size_t i = 0; i < keys && keys <= MAX_KEYS; i++) {
            token key = key_at(party->preferred, count, wanted, i);
            size_t at = first_with_key(index, key), end = at + before + m->rule->limit;
            for (; at < end && at < index->count && index->items[at].key == key; at++) {
                uint32_t other = index->items[at].party;
                if (m->seen[other_side][other] != this) {
                    m->seen[other_side][other] = this;
                    consider(m, side == OURS ? seeker : other, side == OURS ? other : seeker, side);
                    found++;
                }
            }
        }
    }
}

static void match_by_preference(struct matcher *m, const struct bucket *bucket, enum side side) {
    enum side other = side == OURS ? THEIRS : OURS;
    struct arena scratch = {0};
    postings index = {0};
    size_t count = m->rule->preferred_count;
    for (size_t i = 0; i < bucket->counts[other]; i++) {
        uint32_t party = bucket->members[other][i].party;
        for (uint32_t bits = 0; bits < 1u << count; bits++) {
            add_postings(m, &index, &scratch, m->parties[other][party].preferred, count,
                         wanted_sets(bits, count), (struct posting){.party = party});
        }
    }
    sort_postings(&index);
    for (size_t i = 0; i < bucket->counts[side]; i++) {
        search(m, &index, bucket->members[side][i].party, side);
    }
    arena_release(&scratch);
}

static void match_bucket(struct matcher *m, const struct bucket *bucket) {
    size_t ours = bucket->counts[OURS], theirs = bucket->counts[THEIRS];
    if (ours == 0 || theirs == 0) {
        return;
    }
    if (ours <= PAIRS_A_MEMBER || theirs <= PAIRS_A_MEMBER) {
        match_all(m, bucket);
    } else {
        match_by_preference(m, bucket, OURS);
        match_by_preference(m, bucket, THEIRS);
    }
}

static void match_buckets(struct matcher *m, const postings *list) {
    for (size_t i = 0, next; i < list->count; i = next) {
        struct bucket bucket = {0};
        for (next = i; next < list->count && list->items[next].key == list->items[i].key; next++) {
            enum side side = list->items[next].side;
            bucket.members[side] =
                bucket.counts[side]++ == 0 ? &list->items[next] : bucket.members[side];
        }
        match_bucket(m, &bucket);
    }
}

/* ---- One rule ------------------------------------------------------------------------------ */

static void fill_party(struct matcher *m, struct party *party, const struct item *item,
                       enum side side) {
    const struct match_rule *rule = m->rule;
    party->item = item;
    party->kept = ARENA_ARRAY(&m->arena, struct kept, rule->limit);
    for (size_t i = 0; i < rule->required_count; i++) {
        party->required[i] = tokens_of(m, &rule->required[i], item, side);
    }
    for (size_t i = 0; i < rule->preferred_count; i++) {
        party->preferred[i] = tokens_of(m, &rule->preferred[i], item, side);
    }
    if (count_keys(party->required, rule->required_count, UINT32_MAX) > MAX_KEYS) {
        diag(m->b->diags, &MSG_MATCH_TOO_WIDE, place_file(item->versions[0].source->path));
    }
}

static void fill_side(struct matcher *m, enum side side, postings *list) {
    const struct collection *collection = side == OURS ? m->rule->ours : m->rule->theirs;
    m->parties[side] = ARENA_ARRAY(&m->arena, struct party, collection->item_count);
    m->seen[side] = ARENA_ARRAY(&m->arena, uint32_t, collection->item_count);
    for (size_t i = 0; i < collection->item_count; i++) {
        const struct item *item = collection->items[i];
        if (item_is_listed(item)) {
            uint32_t index = (uint32_t)m->counts[side]++;
            struct party *party = &m->parties[side][index];
            fill_party(m, party, item, side);
            add_postings(m, list, &m->arena, party->required, m->rule->required_count, UINT32_MAX,
                         (struct posting){.side = side, .party = index});
        }
    }
}

static int compare_pairs(const void *left, const void *right) {
    const struct couple *a = left, *b = right;
    if (a->ours != b->ours) {
        return a->ours < b->ours ? -1 : 1;
    }
    return (a->theirs > b->theirs) - (a->theirs < b->theirs);
}

/* What either side keeps. */
static struct couple *gather(struct matcher *m, size_t *count) {
    LIST(struct couple) pairs = {0};
    for (enum side side = OURS; side <= THEIRS; side++) {
        for (uint32_t i = 0; i < m->counts[side]; i++) {
            const struct party *party = &m->parties[side][i];
            for (size_t j = 0; j < party->kept_count; j++) {
                struct kept kept = party->kept[j];
                *LIST_ADD(&pairs, &m->arena) = side == OURS
                                                   ? (struct couple){i, kept.other, kept.score}
                                                   : (struct couple){kept.other, i, kept.score};
            }
        }
    }
    if (pairs.count > 1) {
        qsort(pairs.items, pairs.count, sizeof *pairs.items, compare_pairs);
    }
    *count = pairs.count;
    return pairs.items;
}

/* An item and a candidate of it; of all rules, before each item gets its own. */
struct finding {
    const struct item *item;
    struct candidate candidate;
};
typedef LIST(struct finding) findings;

static void match_rule(struct builder *b, const struct match_rule *rule, findings *all,
                       struct arena *arena) {
    struct matcher m = {.b = b, .rule = rule, .steps = &b->site->match_steps};
    postings list = {0};
    size_t count;
    fill_side(&m, OURS, &list);
    fill_side(&m, THEIRS, &list);
    sort_postings(&list);
    match_buckets(&m, &list);
    const struct couple *pairs = gather(&m, &count);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && compare_pairs(&pairs[i - 1], &pairs[i]) == 0) {
            continue;
        }
        const struct item *ours = m.parties[OURS][pairs[i].ours].item;
        const struct item *theirs = m.parties[THEIRS][pairs[i].theirs].item;
        *LIST_ADD(all, arena) = (struct finding){ours, {rule, theirs, false, pairs[i].score}};
        *LIST_ADD(all, arena) = (struct finding){theirs, {rule, ours, true, pairs[i].score}};
    }
    arena_release(&m.arena);
}

/* ---- All rules ----------------------------------------------------------------------------- */

static int compare_findings(const void *left, const void *right) {
    const struct finding *a = left, *b = right;
    const struct candidate *x = &a->candidate, *y = &b->candidate;
    if (a->item != b->item) {
        return a->item->index < b->item->index ? -1 : 1;
    }
    if (x->is_reverse != y->is_reverse) {
        return x->is_reverse ? 1 : -1;
    }
    if (x->rule != y->rule) {
        bool is_same = x->rule->ours == y->rule->ours;
        return (is_same ? x->rule < y->rule : x->rule->ours->index < y->rule->ours->index) ? -1 : 1;
    }
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return str_compare(x->item->id, y->item->id);
}

static void give_out(struct builder *b, const findings *all) {
    for (size_t i = 0, next; i < all->count; i = next) {
        struct item *item = b->site->items[all->items[i].item->index];
        for (next = i; next < all->count && all->items[next].item == item; next++) {
        }
        item->candidate_count = next - i;
        item->candidates = ARENA_ARRAY(b->arena, struct candidate, item->candidate_count);
        for (size_t j = 0; j < item->candidate_count; j++) {
            item->candidates[j] = all->items[i + j].candidate;
        }
    }
}

void build_matches(struct builder *b) {
    struct arena arena = {0};
    findings all = {0};
    for (size_t i = 0; i < b->site->collection_count; i++) {
        const struct collection *collection = &b->site->collections[i];
        for (size_t j = 0; j < collection->match_rule_count; j++) {
            match_rule(b, &collection->match_rules[j], &all, &arena);
        }
    }
    if (all.count > 1) {
        qsort(all.items, all.count, sizeof *all.items, compare_findings);
    }
    give_out(b, &all);
    arena_release(&arena);
}

/* ---- Why ----------------------------------------------------------------------------------- */

/* Values of one path, to be held against those of the other side. */
struct listing {
    LIST(const struct value *) values;
    struct arena *arena;
};

static void list_value(void *context, const struct value *value) {
    struct listing *listing = context;
    *LIST_ADD(&listing->values, listing->arena) = value;
}

static bool is_above(const struct item *high, const struct item *low) {
    size_t steps = 0;
    for (const struct item *at = low; at && steps <= low->collection->item_count; at = at->parent) {
        if (at == high) {
            return true;
        }
        steps++;
    }
    return false;
}

static bool values_meet(const struct match_criterion *criterion, const struct field *field,
                        const struct value *ours, const struct value *theirs) {
    switch (field->type) {
    case FIELD_TERM:
        return ours->term == theirs->term && (!criterion->of || criterion->of == ours->term);
    case FIELD_REFERENCE:
        return ours->item && theirs->item &&
               (ours->item == theirs->item ||
                (criterion->is_tree &&
                 (is_above(ours->item, theirs->item) || is_above(theirs->item, ours->item))));
    default:
        return str_equal(ours->text, theirs->text);
    }
}

static bool is_counted(const struct match_criterion *criterion, const struct value *value) {
    return !criterion->of || value->term == criterion->of;
}

void match_shared(const struct match_criterion *criterion, const struct item *ours,
                  const struct item *theirs, int64_t now_s, struct arena *scratch,
                  void (*each)(void *context, const struct field *field, const struct value *value),
                  void *context) {
    struct held_at held = held_now(now_s);
    size_t total = 0;
    for (size_t i = 0; i < criterion->path_count; i++) {
        struct listing a = {.arena = scratch}, b = {.arena = scratch};
        const struct field *field = criterion->ours[i].end;
        field_path_walk(&criterion->ours[i], ours, &held, list_value, &a);
        if (criterion->theirs_count > 0) {
            field_path_walk(&criterion->theirs[i], theirs, &held, list_value, &b);
        }
        total += b.values.count;
        for (size_t j = 0; criterion->theirs_count == 0 && j < a.values.count; j++) {
            if (is_counted(criterion, a.values.items[j])) {
                each(context, field, a.values.items[j]);
            }
        }
        for (size_t k = 0; k < b.values.count; k++) {
            bool is_shared = false;
            for (size_t j = 0; !is_shared && j < a.values.count; j++) {
                is_shared = values_meet(criterion, field, a.values.items[j], b.values.items[k]);
            }
            if (is_shared) {
                each(context, field, b.values.items[k]);
            }
        }
    }
    if (criterion->theirs_count > 0 && total == 0 && criterion->empty_matches) {
        each(context, NULL, NULL);
    }
}
