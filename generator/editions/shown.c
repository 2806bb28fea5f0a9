/*
 * The fields of an entry, ready to be shown. What takes ICU, dates and numbers and names, is made
 * once and kept as a word of the edition; all else is a view of what the site knows, made whenever
 * it is asked for, by any number of threads.
 */
#include "editions/build.h"

struct showing {
    const struct edition *edition;
    const struct field *title_from; /* of the entry's collection, or NULL */
    struct arena *arena;
    struct edition_builder *b; /* while words are being learnt; else NULL */
};

/* A value and, in a map of several versions, what the versions behind it say; the nearest first. */
struct source_value {
    const struct value *value;
    const struct language *language; /* NULL: the edition's own */
};
#define MAX_SOURCES 8 /* a longer chain of translations skips to the original */
struct sources_of_value {
    struct source_value items[MAX_SOURCES];
    size_t count;
};

static struct shown show(const struct showing *s, const struct field *field,
                         const struct sources_of_value *sources);

static struct text text_of(const struct source_value *source) {
    return (struct text){source->value->text, source->language};
}

static struct text plain(struct str text) {
    return (struct text){text, NULL};
}

/* The word under `key`; false if it is to be learnt first. */
static bool recall(const struct showing *s, struct str key, struct text *word) {
    const struct text *known = map_get(&s->edition->words, key);
    *word = known ? *known : (struct text){0};
    return known || !s->b;
}

static struct text learn(const struct showing *s, struct str key, struct text word) {
    struct text *kept = ARENA_NEW(s->b->arena, struct text);
    *kept = (struct text){str_copy(s->b->arena, word.text), word.language};
    map_put(&s->b->edition->words, str_copy(s->b->arena, key), kept);
    return *kept;
}

static struct shown show_date(const struct showing *s, const struct value *value) {
    struct date from = value->dates.from, to = value->dates.to;
    struct str code = date_iso(s->arena, from);
    bool is_range = date_compare(from, to) != 0;
    struct text text;
    if (is_range) {
        code = str_join(s->arena, code, STR("/"), date_iso(s->arena, to));
    }
    if (!recall(s, code, &text)) {
        const struct culture *culture = s->b->culture;
        text = learn(s, code,
                     plain(is_range ? culture_date_range(culture, from, to, s->arena)
                                    : culture_date(culture, from, s->arena)));
    }
    return (struct shown){.kind = SHOWN_DATE, .text = text, .code = code};
}

static bool is_whole(struct str number, uint64_t *whole) {
    int64_t signed_number;
    bool is_good = str_to_i64(number, &signed_number) && signed_number >= 0;
    *whole = is_good ? (uint64_t)signed_number : 0;
    return is_good;
}

static struct text number_text(struct edition_builder *b, const struct unit *unit,
                               struct str number) {
    uint64_t whole;
    if (unit->is_percent) {
        return plain(culture_percent(b->culture, number, &b->scratch));
    }
    if (unit->currency.length > 0) {
        return plain(culture_currency(b->culture, number, unit->currency, &b->scratch));
    }
    if (unit->count_one.length > 0 && is_whole(number, &whole)) {
        return count_text(b, unit->count_one, unit->count_many, whole);
    }
    return plain(culture_number(b->culture, number, &b->scratch));
}

static struct shown show_number(const struct showing *s, const struct field *field,
                                struct str number) {
    const struct unit *unit = &field->unit;
    struct str key = str_join(s->arena, STR("number "), number, STR(" "),
                              unit->is_percent ? STR("%") : unit->currency, unit->count_one,
                              STR(" "), unit->count_many);
    struct text text;
    if (!recall(s, key, &text)) {
        text = learn(s, key, number_text(s->b, unit, number));
    }
    return (struct shown){.kind = SHOWN_NUMBER, .text = text, .code = number};
}

struct str country_capitals(struct arena *arena, struct str code) {
    char capitals[2] = {(char)(code.data[0] - 'a' + 'A'), (char)(code.data[1] - 'a' + 'A')};
    return str_copy(arena, (struct str){capitals, 2});
}

static struct text country_name(const struct showing *s, struct str code) {
    struct str key = str_join(s->arena, STR("country "), code);
    struct text text;
    if (!recall(s, key, &text)) {
        text = plain(culture_country_name(s->b->culture, code, s->arena));
        bool is_code = str_equal_ascii_case(text.text, code);
        text = learn(s, key, is_code ? english_country(s->b, code) : text);
    }
    return text;
}

static struct text language_name(const struct showing *s, struct str tag) {
    struct str key = str_join(s->arena, STR("language "), tag);
    struct text text;
    if (!recall(s, key, &text)) {
        text = plain(culture_language_name(s->b->culture, tag, s->arena));
        /* The smallest languages have a name in English only. */
        text = learn(s, key, str_equal(text.text, tag) ? english_name(s->b, tag) : text);
    }
    return text;
}

/* The code that a record is named after stands beside that name, so it is shown as a code. */
static struct shown show_code(const struct showing *s, const struct field *field, struct str code) {
    bool is_country = field->type == FIELD_COUNTRY;
    struct text text;
    if (field == s->title_from) {
        text = plain(is_country ? country_capitals(s->arena, code) : code);
    } else {
        text = is_country ? country_name(s, code) : language_name(s, code);
    }
    return (struct shown){.kind = SHOWN_NAME, .text = text, .code = code};
}

static struct shown show_item(const struct showing *s, const struct item *item, struct str anchor) {
    if (!item) {
        return (struct shown){0};
    }
    const struct entry *entry = &s->edition->entries[item->index];
    return (struct shown){.kind = SHOWN_ENTRY,
                          .text = entry->title,
                          .code = item->id,
                          .entry = entry,
                          .anchor = anchor};
}

/* What each list says of its entry `index`. */
static struct sources_of_value entry_of_lists(const struct sources_of_value *lists, size_t index) {
    struct sources_of_value entry = {.count = 0};
    for (size_t i = 0; i < lists->count; i++) {
        const struct value *list = lists->items[i].value;
        if (list->list.count == lists->items[0].value->list.count) {
            entry.items[entry.count++] =
                (struct source_value){&list->list.values[index], lists->items[i].language};
        }
    }
    return entry;
}

/* A list is restated whole; of maps, map by map. */
static struct shown show_list(const struct showing *s, const struct field *field,
                              const struct sources_of_value *lists) {
    size_t count = lists->items[0].value->list.count;
    struct shown *values = ARENA_ARRAY(s->arena, struct shown, count);
    for (size_t i = 0; i < count; i++) {
        struct sources_of_value entry = entry_of_lists(lists, i);
        values[i] = show(s, field->element, &entry);
    }
    return (struct shown){.kind = SHOWN_LIST, .values = values, .count = count};
}

/* A map is restated field by field, so each field falls back alone. */
static struct shown show_map(const struct showing *s, const struct field *field,
                             const struct sources_of_value *maps) {
    struct shown *values = ARENA_ARRAY(s->arena, struct shown, field->field_count);
    for (size_t i = 0; i < field->field_count; i++) {
        struct sources_of_value inner = {.count = 0};
        for (size_t j = 0; j < maps->count; j++) {
            const struct value *map = maps->items[j].value;
            if (i < map->list.count && map->list.values[i].is_set) {
                inner.items[inner.count++] =
                    (struct source_value){&map->list.values[i], maps->items[j].language};
            }
        }
        if (inner.count > 0) {
            values[i] = show(s, &field->fields[i], &inner);
        }
    }
    return (struct shown){.kind = SHOWN_MAP, .values = values, .count = field->field_count};
}

static struct shown show_email(const struct showing *s, struct str address) {
    return (struct shown){.kind = SHOWN_LINK,
                          .text = plain(address),
                          .code = str_join(s->arena, STR("mailto:"), address)};
}

static struct shown show(const struct showing *s, const struct field *field,
                         const struct sources_of_value *sources) {
    const struct source_value *first = &sources->items[0];
    const struct value *value = first->value;
    switch (field->type) {
    case FIELD_TEXT:
        /* What is never translated, such as a symbol, is in no language. */
        return (struct shown){.kind = SHOWN_TEXT,
                              .text = field->is_translatable ? text_of(first) : plain(value->text)};
    case FIELD_MARKDOWN:
        return (struct shown){.kind = SHOWN_MARKDOWN, .text = text_of(first)};
    case FIELD_DATE:
    case FIELD_DATE_RANGE:
        return show_date(s, value);
    case FIELD_NUMBER:
        return show_number(s, field, value->text);
    case FIELD_COUNTRY:
    case FIELD_LANGUAGE:
        return show_code(s, field, value->text);
    case FIELD_URL:
        return (struct shown){.kind = SHOWN_LINK, .text = plain(value->text), .code = value->text};
    case FIELD_EMAIL:
        return show_email(s, value->text);
    case FIELD_SYMBOL:
        return (struct shown){
            .kind = SHOWN_SYMBOL, .text = plain(value->text), .code = value->text};
    case FIELD_TERM:
        return (struct shown){.kind = SHOWN_NAME,
                              .text = edition_text(s->edition, value->term->label),
                              .code = value->term->id};
    case FIELD_REFERENCE:
        return show_item(s, value->item, value->anchor);
    case FIELD_LIST:
        return show_list(s, field, sources);
    case FIELD_MAP:
        return show_map(s, field, sources);
    }
    return (struct shown){0};
}

/* What each version on the way to the original says; of its own fields, the first alone. */
static struct sources_of_value find_sources(const struct edition *edition,
                                            const struct version *version, size_t field) {
    struct sources_of_value sources = {.count = 0};
    const struct version *original = &version->item->versions[0];
    bool is_shared = !version->item->collection->fields[field].is_own;
    for (size_t steps = 0; version; steps++) {
        const struct value *value = &version->values[field];
        bool is_own = version->language == edition->language;
        if (value->is_set) {
            sources.items[sources.count++] =
                (struct source_value){value, is_own ? NULL : version->language};
        }
        const struct version *next = is_shared ? version_behind(version) : NULL;
        bool is_far = steps + 2 >= MAX_SOURCES && next;
        version = is_far && version != original ? original : next;
    }
    return sources;
}

static struct shown show_entry_field(const struct showing *s, const struct entry *entry,
                                     size_t field) {
    struct sources_of_value sources = find_sources(s->edition, entry->version, field);
    return sources.count > 0 ? show(s, &entry->item->collection->fields[field], &sources)
                             : (struct shown){0};
}

struct shown entry_field(const struct entry *entry, size_t field, struct arena *arena) {
    struct showing s = {entry->edition, entry->item->collection->title_from, arena, NULL};
    return show_entry_field(&s, entry, field);
}

struct shown edition_value(const struct edition *edition, const struct field *field,
                           const struct value *value, struct arena *arena) {
    struct showing s = {.edition = edition, .arena = arena};
    struct sources_of_value sources = {{{value, NULL}}, 1};
    return show(&s, field, &sources);
}

struct shown show_field(struct edition_builder *b, const struct entry *entry, size_t field) {
    struct showing s = {b->edition, entry->item->collection->title_from, &b->scratch, b};
    return show_entry_field(&s, entry, field);
}

struct shown entry_date(const struct entry *entry, struct arena *arena) {
    size_t field = entry->item->collection->date;
    const struct value *values = entry->item->versions[0].values;
    struct showing s = {.edition = entry->edition, .arena = arena};
    return field != FIELD_NONE && values[field].is_set ? show_date(&s, &values[field])
                                                       : (struct shown){0};
}

/* The date of the original is not a field that is shown where a translation has one of its own. */
static void learn_date(struct edition_builder *b, const struct entry *entry) {
    size_t field = entry->item->collection->date;
    const struct value *values = entry->item->versions[0].values;
    struct showing s = {b->edition, NULL, &b->scratch, b};
    if (field != FIELD_NONE && values[field].is_set) {
        show_date(&s, &values[field]);
    }
}

struct shown entry_life_date(const struct entry *entry, struct date date, struct arena *arena) {
    struct value value = {.is_set = true, .dates = {date, date}};
    struct showing s = {.edition = entry->edition, .arena = arena};
    return date.year > 0 ? show_date(&s, &value) : (struct shown){0};
}

void learn_life_date(struct edition_builder *b, struct date date) {
    struct value value = {.is_set = true, .dates = {date, date}};
    struct showing s = {b->edition, NULL, &b->scratch, b};
    if (date.year > 0) {
        show_date(&s, &value);
    }
}

void build_words(struct edition_builder *b) {
    b->edition->words = map_make(b->arena);
    for (size_t i = 0; i < b->site->item_count; i++) {
        const struct entry *entry = &b->edition->entries[i];
        for (size_t j = 0; j < entry->item->collection->field_count; j++) {
            show_field(b, entry, j);
        }
        learn_date(b, entry);
        learn_life(b, entry);
        arena_reset(&b->scratch);
    }
}
