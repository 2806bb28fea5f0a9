/* The index of every collection in the order and groups its readers expect. */
#include "base/utf8.h"
#include "editions/build.h"

#include <stdlib.h>
#include <string.h>

int compare_entries(const void *left, const void *right) {
    const struct entry *a = *(const struct entry *const *)left;
    const struct entry *b = *(const struct entry *const *)right;
    int order = (a->rank > b->rank) - (a->rank < b->rank);
    return order != 0 ? order : str_compare(a->item->id, b->item->id);
}

/* An entry under the value it is sorted by. */
struct sorted {
    const struct entry *entry;
    struct str key;    /* of texts and names; else empty */
    struct str number; /* canonical */
    int64_t rank;      /* of dates, terms and entries */
};

static int64_t date_rank(struct date date) {
    return (int64_t)date.year * 10000 + date.month * 100 + date.day;
}

static struct sorted sorted_by(struct edition_builder *b, const struct entry *entry,
                               const struct field *field) {
    size_t index = (size_t)(field - entry->item->collection->fields);
    const struct value *value = &entry->item->versions[0].values[index];
    struct shown shown = show_field(b, entry, index);
    struct sorted sorted = {.entry = entry};
    if (index == entry->item->collection->title || shown.kind == SHOWN_NOTHING) {
        return sorted;
    }
    switch (shown.kind) {
    case SHOWN_DATE:
        sorted.rank = date_rank(value->dates.from);
        break;
    case SHOWN_NUMBER:
        sorted.number = value->text;
        break;
    case SHOWN_ENTRY:
        sorted.rank = shown.entry->rank;
        break;
    default:
        if (field->type == FIELD_TERM) {
            sorted.rank = (int64_t)value->term->index;
        } else {
            sorted.key = culture_sort_key(b->culture, shown.text.text, &b->scratch);
        }
    }
    return sorted;
}

/* Canonical numbers by value: the sign, then the length of the whole part, then the digits. */
static int compare_numbers(struct str a, struct str b) {
    bool a_is_negative = str_starts(a, STR("-")), b_is_negative = str_starts(b, STR("-"));
    if (a.length == 0 || b.length == 0 || a_is_negative != b_is_negative) {
        return a.length == 0 || b.length == 0 ? (a.length > 0) - (b.length > 0)
               : a_is_negative                ? -1
                                              : 1;
    }
    if (a_is_negative) {
        return compare_numbers(str_from_byte(b, 1), str_from_byte(a, 1));
    }
    struct str a_rest = a, b_rest = b;
    struct str a_whole = str_cut(&a_rest, '.'), b_whole = str_cut(&b_rest, '.');
    while (a_whole.length > 1 && a_whole.data[0] == '0') {
        a_whole = str_from_byte(a_whole, 1);
    }
    while (b_whole.length > 1 && b_whole.data[0] == '0') {
        b_whole = str_from_byte(b_whole, 1);
    }
    if (a_whole.length != b_whole.length) {
        return a_whole.length < b_whole.length ? -1 : 1;
    }
    int order = str_compare(a_whole, b_whole);
    return order != 0 ? order : str_compare(a_rest, b_rest);
}

/* Equal values stay in the order of their titles, whichever way the field runs. */
static int compare_sorted(const void *left, const void *right, void *context) {
    const struct sorted *a = left, *b = right;
    const struct collection *collection = context;
    int order = a->rank != b->rank ? (a->rank < b->rank ? -1 : 1) : 0;
    order = order != 0 ? order : compare_numbers(a->number, b->number);
    order = order != 0 ? order : str_compare(a->key, b->key);
    if (order != 0) {
        return collection->is_descending ? -order : order;
    }
    order = compare_entries(&a->entry, &b->entry);
    bool is_by_title = collection->sort_field == &collection->fields[collection->title];
    return is_by_title && collection->is_descending ? -order : order;
}

static void sort(struct edition_builder *b, struct shelf *shelf) {
    const struct collection *collection = shelf->collection;
    struct sorted *sorted = ARENA_ARRAY(&b->scratch, struct sorted, shelf->count);
    for (size_t i = 0; i < shelf->count; i++) {
        sorted[i] = sorted_by(b, shelf->entries[i], collection->sort_field);
    }
    if (shelf->count > 1) {
        qsort_r(sorted, shelf->count, sizeof *sorted, compare_sorted, (void *)collection);
    }
    for (size_t i = 0; i < shelf->count; i++) {
        shelf->entries[i] = sorted[i].entry;
    }
    arena_reset(&b->scratch);
}

static void fill_expired(struct edition_builder *b, struct shelf *shelf) {
    const struct collection *collection = shelf->collection;
    if (!collection->expires) {
        return;
    }
    shelf->expired = ARENA_ARRAY(b->arena, const struct entry *, collection->item_count);
    for (size_t i = 0; i < collection->item_count; i++) {
        const struct entry *entry = &b->edition->entries[collection->items[i]->index];
        if (entry->state != ENTRY_HIDDEN && entry->item->is_expired &&
            !item_is_retired(entry->item)) {
            shelf->expired[shelf->expired_count++] = entry;
        }
    }
    if (shelf->expired_count > 1) {
        qsort(shelf->expired, shelf->expired_count, sizeof *shelf->expired, compare_entries);
    }
}

static void fill(struct edition_builder *b, struct shelf *shelf) {
    const struct collection *collection = shelf->collection;
    shelf->entries = ARENA_ARRAY(b->arena, const struct entry *, collection->item_count);
    for (size_t i = 0; i < collection->item_count; i++) {
        const struct item *item = collection->items[i];
        const struct entry *entry = &b->edition->entries[item->index];
        if (entry->state != ENTRY_HIDDEN && item != b->site->home && item_is_listed(item)) {
            shelf->entries[shelf->count++] = entry;
        }
    }
    fill_expired(b, shelf);
    if (collection->sort_field) {
        sort(b, shelf);
    }
}

/* The group an entry belongs to: an id, a label, and what orders groups: the rank, then the key.
   All on scratch. */
struct heading {
    struct str id;
    struct text label;
    int64_t rank;
    struct str key;
};

static struct heading heading_of_year(struct edition_builder *b, int16_t year) {
    struct heading heading = {.id = STR("undated"), .rank = -(int64_t)year};
    heading.label = b->edition->phrases[PHRASE_UNDATED];
    if (year > 0) {
        heading.id = str_format(&b->scratch, "year-%04d", year);
        heading.label =
            (struct text){culture_date(b->culture, (struct date){year, 0, 0}, &b->scratch), NULL};
    }
    return heading;
}

static struct heading heading_of_value(struct edition_builder *b, const struct entry *entry,
                                       const struct field *field) {
    size_t index = (size_t)(field - entry->item->collection->fields);
    struct shown shown = show_field(b, entry, index);
    if (shown.kind != SHOWN_NAME && shown.kind != SHOWN_ENTRY) {
        return (struct heading){.id = STR("other"),
                                .label = b->edition->phrases[PHRASE_UNCLASSIFIED],
                                .rank = INT64_MAX};
    }
    struct heading heading = {.id = str_join(&b->scratch, STR("group-"), shown.code),
                              .label = shown.text};
    if (field->type == FIELD_TERM) {
        heading.rank = (int64_t)entry->item->versions[0].values[index].term->index;
    } else if (shown.kind == SHOWN_ENTRY) {
        heading.rank = shown.entry->rank;
    } else {
        heading.key = culture_sort_key(b->culture, shown.text.text, &b->scratch);
    }
    return heading;
}

/* Named after the letter itself, not its place: people keep links, and alphabets may grow. */
static struct str letter_id(const struct filing *filing, struct arena *arena) {
    struct strbuf id = {0};
    strbuf_add_c(&id, filing->letter_rank == UINT32_MAX ? "letter-other" : "letter");
    for (size_t at = 0; at < filing->letter.length && filing->letter_rank != UINT32_MAX;) {
        uint32_t rune = utf8_next(filing->letter, &at);
        if (rune < 0x80) {
            strbuf_add_format(&id, "-%c", char_to_ascii_lower((char)rune));
        } else {
            strbuf_add_format(&id, "-%04x", rune);
        }
    }
    struct str copy = str_copy(arena, strbuf_view(&id));
    strbuf_release(&id);
    return copy;
}

static struct heading heading_of(struct edition_builder *b, const struct shelf *shelf,
                                 const struct entry *entry) {
    const struct filing *filing = &b->filings[entry->item->index];
    switch (shelf->collection->group) {
    case GROUP_YEAR:
        return heading_of_year(b, entry->item->date.year);
    case GROUP_LETTER:
        return (struct heading){.id = letter_id(filing, &b->scratch),
                                .label = {filing->letter, NULL},
                                .rank = filing->letter_rank};
    default:
        return heading_of_value(b, entry, shelf->collection->group_field);
    }
}

struct headed {
    struct heading heading;
    const struct entry *entry;
    size_t at; /* keeps the order of the index inside a group */
};

static int compare_headed(const void *left, const void *right) {
    const struct headed *a = left, *b = right;
    if (a->heading.rank != b->heading.rank) {
        return a->heading.rank < b->heading.rank ? -1 : 1;
    }
    int order = str_compare(a->heading.key, b->heading.key);
    order = order != 0 ? order : str_compare(a->heading.id, b->heading.id);
    return order != 0 ? order : (a->at > b->at) - (a->at < b->at);
}

static void add_group(struct edition_builder *b, const struct shelf *shelf,
                      const struct heading *heading, const struct entry **entries, size_t count,
                      struct group *group) {
    const struct collection *collection = shelf->collection;
    *group = (struct group){str_copy(b->arena, heading->id),
                            {str_copy(b->arena, heading->label.text), heading->label.language},
                            entries,
                            count,
                            count_text(b, collection->count_one, collection->count_many, count)};
}

static bool is_same_group(const struct headed *a, const struct headed *b) {
    return str_equal(a->heading.id, b->heading.id);
}

static size_t count_groups(const struct headed *headed, size_t count) {
    size_t groups = count > 0;
    for (size_t i = 1; i < count; i++) {
        groups += !is_same_group(&headed[i - 1], &headed[i]);
    }
    return groups;
}

/* A group that has nothing to show, for all of it stands below other entries, is none. */
static void add_stretch(struct edition_builder *b, struct shelf *shelf, const struct headed *headed,
                        size_t count, const struct entry **entries) {
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_below_another(b, headed[i].entry)) {
            entries[shown++] = headed[i].entry;
        }
    }
    if (shown > 0) {
        add_group(b, shelf, &headed->heading, entries, shown, &shelf->groups[shelf->group_count++]);
    }
}

/* The index shows its entries group by group, so the entries are put into that order too. */
static void group(struct edition_builder *b, struct shelf *shelf) {
    struct headed *headed = ARENA_ARRAY(&b->scratch, struct headed, shelf->count);
    for (size_t i = 0; i < shelf->count; i++) {
        headed[i] = (struct headed){heading_of(b, shelf, shelf->entries[i]), shelf->entries[i], i};
    }
    if (shelf->count > 1) {
        qsort(headed, shelf->count, sizeof *headed, compare_headed);
    }
    bool is_tree = shelf->collection->parent != FIELD_NONE;
    const struct entry **shown =
        is_tree ? ARENA_ARRAY(b->arena, const struct entry *, shelf->count) : shelf->entries;
    shelf->groups = ARENA_ARRAY(b->arena, struct group, count_groups(headed, shelf->count));
    for (size_t i = 0, next; i < shelf->count; i = next) {
        for (next = i; next < shelf->count && is_same_group(&headed[i], &headed[next]); next++) {
            shelf->entries[next] = headed[next].entry;
        }
        add_stretch(b, shelf, &headed[i], next - i, &shown[i]);
    }
    arena_reset(&b->scratch);
}

static void build_shelf(struct edition_builder *b, const struct collection *collection,
                        struct shelf *shelf) {
    shelf->collection = collection;
    shelf->label = edition_text(b->edition, collection->label);
    shelf->singular = edition_text(b->edition, collection->singular);
    shelf->description = edition_text(b->edition, collection->description);
    fill(b, shelf);
    shelf->count_text = count_text(b, collection->count_one, collection->count_many, shelf->count);
    if (collection->group == GROUP_NONE) {
        shelf->groups = ARENA_NEW(b->arena, struct group);
        shelf->groups[0] =
            (struct group){.id = STR("all"), .entries = shelf->entries, .count = shelf->count};
        shelf->group_count = shelf->count > 0;
    } else {
        group(b, shelf);
    }
    build_facets(b, shelf);
}

void build_shelves(struct edition_builder *b) {
    b->edition->shelves = ARENA_ARRAY(b->arena, struct shelf, b->site->collection_count);
    for (size_t i = 0; i < b->site->collection_count; i++) {
        build_shelf(b, &b->site->collections[i], &b->edition->shelves[i]);
    }
}

/* By letter, then by title: the order of A to Z. */
static int compare_letters(const void *left, const void *right, void *filings) {
    const struct entry *a_entry = *(const struct entry *const *)left;
    const struct entry *b_entry = *(const struct entry *const *)right;
    const struct filing *a = (const struct filing *)filings + a_entry->item->index;
    const struct filing *b = (const struct filing *)filings + b_entry->item->index;
    if (a->letter_rank != b->letter_rank) {
        return a->letter_rank < b->letter_rank ? -1 : 1;
    }
    int order = str_compare(a->title_key, b->title_key);
    return order != 0 ? order : compare_entries(left, right);
}

static size_t count_letters(const struct edition_builder *b, const struct entry *const *all,
                            size_t count) {
    size_t letters = count > 0;
    for (size_t i = 1; i < count; i++) {
        letters += b->filings[all[i - 1]->item->index].letter_rank !=
                   b->filings[all[i]->item->index].letter_rank;
    }
    return letters;
}

void build_letters(struct edition_builder *b) {
    struct edition *edition = b->edition;
    const struct entry **all = ARENA_ARRAY(b->arena, const struct entry *, b->site->item_count);
    size_t count = 0;
    for (size_t i = 0; i < b->site->collection_count; i++) {
        const struct shelf *shelf = &edition->shelves[i];
        for (size_t j = 0; j < shelf->count; j++) {
            all[count++] = shelf->entries[j];
        }
    }
    if (count > 1) {
        qsort_r(all, count, sizeof *all, compare_letters, b->filings);
    }
    edition->letters = ARENA_ARRAY(b->arena, struct group, count_letters(b, all, count));
    for (size_t i = 0, next; i < count; i = next) {
        const struct filing *filing = &b->filings[all[i]->item->index];
        for (next = i;
             next < count && b->filings[all[next]->item->index].letter_rank == filing->letter_rank;
             next++) {
        }
        edition->letters[edition->letter_count++] =
            (struct group){letter_id(filing, b->arena),
                           {str_copy(b->arena, filing->letter), NULL},
                           &all[i],
                           next - i,
                           count_text(b, (struct str){0}, (struct str){0}, next - i)};
    }
}

/* What is made up does not stand before what is real, however new it is. */
static int compare_latest(const void *left, const void *right) {
    const struct entry *a = *(const struct entry *const *)left;
    const struct entry *b = *(const struct entry *const *)right;
    if (a->item->is_sample != b->item->is_sample) {
        return a->item->is_sample ? 1 : -1;
    }
    int order = date_compare(entry_updated(b), entry_updated(a));
    return order != 0 ? order : compare_entries(left, right);
}

void build_latest(struct edition_builder *b) {
    struct edition *edition = b->edition;
    const struct entry **all = ARENA_ARRAY(&b->scratch, const struct entry *, b->site->item_count);
    size_t count = 0;
    for (size_t i = 0; i < b->site->item_count; i++) {
        const struct entry *entry = &edition->entries[i];
        if (entry->state != ENTRY_HIDDEN && item_is_listed(entry->item) &&
            entry_updated(entry).year > 0) {
            all[count++] = entry;
        }
    }
    if (count > 1) {
        qsort(all, count, sizeof *all, compare_latest);
    }
    edition->latest_count = count < EDITION_LATEST ? count : EDITION_LATEST;
    edition->latest = ARENA_ARRAY(b->arena, const struct entry *, EDITION_LATEST);
    for (size_t i = 0; i < edition->latest_count; i++) {
        edition->latest[i] = all[i];
    }
    arena_reset(&b->scratch);
}
