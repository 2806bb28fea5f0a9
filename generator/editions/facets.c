/* The values of each facet and the entries that have them. */
#include "editions/build.h"

#include <stdlib.h>

/* One value of one entry, before equal values are put together; on scratch. */
struct facet_pair {
    struct str id;
    struct text label;
    const struct entry *target; /* for references */
    struct str sort_key;
    int64_t rank; /* before the sort key: years, terms and entries in their own order */
    const struct entry *entry;
    size_t at; /* keeps the order of the index */
};

struct facet_builder {
    struct edition_builder *b;
    LIST(struct facet_pair) pairs;
};

static struct facet_pair *add_pair(struct facet_builder *f, const struct entry *entry, size_t at) {
    struct facet_pair *pair = LIST_ADD(&f->pairs, &f->b->scratch);
    pair->entry = entry;
    pair->at = at;
    return pair;
}

static void add_years(struct facet_builder *f, const struct value *value, const struct entry *entry,
                      size_t at) {
    for (int year = value->dates.from.year; year <= value->dates.to.year; year++) {
        struct facet_pair *pair = add_pair(f, entry, at);
        pair->id = str_format(&f->b->scratch, "%04d", year);
        pair->label.text =
            culture_date(f->b->culture, (struct date){(int16_t)year, 0, 0}, &f->b->scratch);
        pair->rank = -(int64_t)year;
    }
}

/* Ids become part of a file name: a language tag is lower-cased, other codes are so already. */
static void add_name(struct facet_builder *f, const struct field *field, const struct value *value,
                     const struct shown *shown, const struct entry *entry, size_t at) {
    struct facet_pair *pair = add_pair(f, entry, at);
    pair->id = str_to_ascii_lower(&f->b->scratch, shown->code);
    pair->label = shown->text;
    pair->target = shown->entry;
    if (field->type == FIELD_TERM) {
        pair->rank = (int64_t)value->term->index;
    } else if (shown->entry) {
        pair->rank = shown->entry->rank;
    } else {
        pair->sort_key = culture_sort_key(f->b->culture, shown->text.text, &f->b->scratch);
    }
}

static void add_value(struct facet_builder *f, const struct field *field, const struct value *value,
                      const struct shown *shown, const struct entry *entry, size_t at) {
    if (!value->is_set) {
        return;
    }
    if (field->type == FIELD_LIST) {
        for (size_t i = 0; i < value->list.count && i < shown->count; i++) {
            add_value(f, field->element, &value->list.values[i], &shown->values[i], entry, at);
        }
    } else if (field->type == FIELD_DATE || field->type == FIELD_DATE_RANGE) {
        add_years(f, value, entry, at);
    } else if (shown->kind == SHOWN_NAME ||
               (shown->kind == SHOWN_ENTRY && shown->entry->state != ENTRY_HIDDEN)) {
        add_name(f, field, value, shown, entry, at);
    }
}

static int compare_pairs(const void *left, const void *right) {
    const struct facet_pair *a = left, *b = right;
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    int order = str_compare(a->sort_key, b->sort_key);
    order = order != 0 ? order : str_compare(a->id, b->id);
    return order != 0 ? order : (a->at > b->at) - (a->at < b->at);
}

static bool is_same_value(const struct facet_pair *a, const struct facet_pair *b) {
    return str_equal(a->id, b->id);
}

static size_t count_values(const struct facet_builder *f) {
    size_t count = f->pairs.count > 0;
    for (size_t i = 1; i < f->pairs.count; i++) {
        count += !is_same_value(&f->pairs.items[i - 1], &f->pairs.items[i]);
    }
    return count;
}

static struct text keep_text(struct facet_builder *f, struct text text) {
    return (struct text){str_copy(f->b->arena, text.text), text.language};
}

static void collect_values(struct facet_builder *f, const struct collection *collection,
                           struct facet *facet) {
    struct arena *arena = f->b->arena;
    const struct entry **entries = ARENA_ARRAY(arena, const struct entry *, f->pairs.count);
    facet->values = ARENA_ARRAY(arena, struct facet_value, count_values(f));
    for (size_t i = 0, next; i < f->pairs.count; i = next) {
        const struct facet_pair *first = &f->pairs.items[i];
        struct facet_value *value = &facet->values[facet->count++];
        *value = (struct facet_value){.facet = facet,
                                      .id = str_copy(arena, first->id),
                                      .label = keep_text(f, first->label),
                                      .entry = first->target,
                                      .entries = &entries[i]};
        for (next = i; next < f->pairs.count && is_same_value(first, &f->pairs.items[next]);
             next++) {
            entries[i + value->count++] = f->pairs.items[next].entry;
        }
        value->count_text =
            count_text(f->b, collection->count_one, collection->count_many, value->count);
    }
}

/* The entries that have no value come last, under no id. */
enum lacking { LACKING_LEFT_OUT, LACKING_LAST };

/* What `entries` have of a field, sorted; on scratch. */
static struct facet_builder collect_pairs(struct edition_builder *b, const struct field *field,
                                          const struct entry *const *entries, size_t count,
                                          enum lacking lacking) {
    struct facet_builder f = {.b = b};
    for (size_t i = 0; i < count; i++) {
        const struct entry *entry = entries[i];
        size_t index = (size_t)(field - entry->item->collection->fields);
        size_t before = f.pairs.count;
        struct shown shown = show_field(b, entry, index);
        add_value(&f, field, &entry->item->versions[0].values[index], &shown, entry, i);
        if (f.pairs.count == before && lacking == LACKING_LAST) {
            add_pair(&f, entry, i)->rank = INT64_MAX;
        }
    }
    if (f.pairs.count > 1) {
        qsort(f.pairs.items, f.pairs.count, sizeof *f.pairs.items, compare_pairs);
    }
    return f;
}

static bool is_dated(const struct field *field) {
    enum field_type type = field_innermost(field)->type;
    return type == FIELD_DATE || type == FIELD_DATE_RANGE;
}

/* Named as the groups of an index are. */
static void name_group(struct facet_builder *f, const struct field *field,
                       const struct facet_pair *first, struct group *group) {
    bool is_date = is_dated(field);
    if (first->id.length == 0) {
        group->id = is_date ? STR("undated") : STR("other");
        group->label = f->b->edition->phrases[is_date ? PHRASE_UNDATED : PHRASE_UNCLASSIFIED];
        return;
    }
    group->id = str_join(f->b->arena, is_date ? STR("year-") : STR("group-"), first->id);
    group->label = keep_text(f, first->label);
}

/* The pages of a value show its entries under each of the values that they have of `field`. */
static void build_groups(struct edition_builder *b, const struct collection *collection,
                         const struct field *field, struct facet_value *value) {
    struct facet_builder f = collect_pairs(b, field, value->entries, value->count, LACKING_LAST);
    const struct entry **entries = ARENA_ARRAY(b->arena, const struct entry *, f.pairs.count);
    value->groups = ARENA_ARRAY(b->arena, struct group, count_values(&f));
    value->place_count = f.pairs.count;
    for (size_t i = 0, next; i < f.pairs.count; i = next) {
        struct group *group = &value->groups[value->group_count++];
        *group = (struct group){.entries = &entries[i]};
        name_group(&f, field, &f.pairs.items[i], group);
        for (next = i;
             next < f.pairs.count && is_same_value(&f.pairs.items[i], &f.pairs.items[next]);
             next++) {
            entries[i + group->count++] = f.pairs.items[next].entry;
        }
        group->count_text =
            count_text(b, collection->count_one, collection->count_many, group->count);
    }
    arena_reset(&b->scratch);
}

static void build_one_group(struct edition_builder *b, struct facet_value *value) {
    value->groups = ARENA_NEW(b->arena, struct group);
    value->groups[0] =
        (struct group){.id = STR("all"), .entries = value->entries, .count = value->count};
    value->group_count = 1;
    value->place_count = value->count;
}

/* What `entries` have of the facet of `field`, each value in the groups of its pages. */
static void build_facet(struct edition_builder *b, const struct collection *collection,
                        const struct field *field, const struct field *group,
                        const struct entry *const *entries, size_t count, struct facet *facet) {
    struct facet_builder f = collect_pairs(b, field, entries, count, LACKING_LEFT_OUT);
    facet->field = field;
    facet->id = field->facet;
    facet->label = edition_text(b->edition, field->facet_label);
    collect_values(&f, collection, facet);
    arena_reset(&b->scratch);
    for (size_t i = 0; i < facet->count; i++) {
        if (group) {
            build_groups(b, collection, group, &facet->values[i]);
        } else {
            build_one_group(b, &facet->values[i]);
        }
    }
}

static void build_narrower(struct edition_builder *b, const struct collection *collection,
                           struct facet_value *value) {
    value->narrower = ARENA_ARRAY(b->arena, struct facet, collection->combination_count);
    for (size_t i = 0; i < collection->combination_count; i++) {
        const struct combination *combination = &collection->combinations[i];
        if (combination->within != value->facet->field) {
            continue;
        }
        struct facet *facet = &value->narrower[value->narrower_count++];
        build_facet(b, collection, combination->facet, combination->group, value->entries,
                    value->count, facet);
        for (size_t j = 0; j < facet->count; j++) {
            facet->values[j].within = value;
        }
    }
}

const struct facet_value *facet_find_value(const struct facet *facet, struct str id) {
    for (size_t i = 0; i < facet->count; i++) {
        if (str_equal(facet->values[i].id, id)) {
            return &facet->values[i];
        }
    }
    return NULL;
}

void build_facets(struct edition_builder *b, struct shelf *shelf) {
    const struct collection *collection = shelf->collection;
    shelf->facets = ARENA_ARRAY(b->arena, struct facet, collection->field_count);
    for (size_t i = 0; i < collection->field_count; i++) {
        const struct field *field = &collection->fields[i];
        if (field->facet.length == 0) {
            continue;
        }
        struct facet *facet = &shelf->facets[shelf->facet_count++];
        build_facet(b, collection, field, field->facet_group, shelf->entries, shelf->count, facet);
        for (size_t j = 0; j < facet->count; j++) {
            build_narrower(b, collection, &facet->values[j]);
        }
    }
}
