/* The fields of every entry, ready to be shown. */
#include "editions/build.h"

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

static struct shown show(struct edition_builder *b, const struct field *field,
                         const struct sources_of_value *sources);

static struct text text_of(const struct source_value *source) {
    return (struct text){source->value->text, source->language};
}

static struct text plain(struct str text) {
    return (struct text){text, NULL};
}

static struct shown show_date(struct edition_builder *b, const struct value *value) {
    struct date from = value->dates.from, to = value->dates.to;
    struct str code = date_iso(b->arena, from);
    if (date_compare(from, to) == 0) {
        return (struct shown){.kind = SHOWN_DATE,
                              .text = plain(culture_date(b->culture, from, b->arena)),
                              .code = code};
    }
    return (struct shown){.kind = SHOWN_DATE,
                          .text = plain(culture_date_range(b->culture, from, to, b->arena)),
                          .code = str_join(b->arena, code, STR("/"), date_iso(b->arena, to))};
}

static bool is_whole(struct str number, uint64_t *whole) {
    int64_t signed_number;
    bool is_good = str_to_i64(number, &signed_number) && signed_number >= 0;
    *whole = is_good ? (uint64_t)signed_number : 0;
    return is_good;
}

static struct shown show_number(struct edition_builder *b, const struct field *field,
                                struct str number) {
    const struct unit *unit = &field->unit;
    struct text text;
    uint64_t whole;
    if (unit->is_percent) {
        text = plain(culture_percent(b->culture, number, b->arena));
    } else if (unit->currency.length > 0) {
        text = plain(culture_currency(b->culture, number, unit->currency, b->arena));
    } else if (unit->count_one.length > 0 && is_whole(number, &whole)) {
        text = count_text(b, unit->count_one, unit->count_many, whole);
    } else {
        text = plain(culture_number(b->culture, number, b->arena));
    }
    return (struct shown){.kind = SHOWN_NUMBER, .text = text, .code = number};
}

/* ISO 3166 writes its codes in capitals. */
static struct str country_capitals(struct arena *arena, struct str code) {
    char capitals[2] = {(char)(code.data[0] - 'a' + 'A'), (char)(code.data[1] - 'a' + 'A')};
    return str_copy(arena, (struct str){capitals, 2});
}

/* The code that a record is named after stands beside that name, so it is shown as a code. */
static struct shown show_code(struct edition_builder *b, const struct field *field, struct str code,
                              struct str name) {
    if (field == b->title_from) {
        name = field->type == FIELD_COUNTRY ? country_capitals(b->arena, code) : code;
    }
    return (struct shown){.kind = SHOWN_NAME, .text = plain(name), .code = code};
}

static struct shown show_language(struct edition_builder *b, const struct field *field,
                                  struct str tag) {
    struct str name = culture_language_name(b->culture, tag, b->arena);
    struct shown shown = show_code(b, field, tag, name);
    /* The smallest languages have a name in English only. */
    if (field != b->title_from && str_equal(name, tag)) {
        shown.text = english_name(b, tag);
    }
    return shown;
}

static struct shown show_item(struct edition_builder *b, const struct item *item) {
    if (!item) {
        return (struct shown){0};
    }
    const struct entry *entry = &b->edition->entries[item->index];
    return (struct shown){
        .kind = SHOWN_ENTRY, .text = entry->title, .code = item->id, .entry = entry};
}

/* A list is restated whole. */
static struct shown show_list(struct edition_builder *b, const struct field *field,
                              const struct source_value *list) {
    size_t count = list->value->list.count;
    struct shown *values = ARENA_ARRAY(b->arena, struct shown, count);
    for (size_t i = 0; i < count; i++) {
        struct sources_of_value one = {{{&list->value->list.values[i], list->language}}, 1};
        values[i] = show(b, field->element, &one);
    }
    return (struct shown){.kind = SHOWN_LIST, .values = values, .count = count};
}

/* A map is restated field by field, so each field falls back alone. */
static struct shown show_map(struct edition_builder *b, const struct field *field,
                             const struct sources_of_value *maps) {
    struct shown *values = ARENA_ARRAY(b->arena, struct shown, field->field_count);
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
            values[i] = show(b, &field->fields[i], &inner);
        }
    }
    return (struct shown){.kind = SHOWN_MAP, .values = values, .count = field->field_count};
}

static struct shown show_email(struct edition_builder *b, struct str address) {
    return (struct shown){.kind = SHOWN_LINK,
                          .text = plain(address),
                          .code = str_join(b->arena, STR("mailto:"), address)};
}

static struct shown show(struct edition_builder *b, const struct field *field,
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
        return show_date(b, value);
    case FIELD_NUMBER:
        return show_number(b, field, value->text);
    case FIELD_COUNTRY:
        return show_code(b, field, value->text,
                         culture_country_name(b->culture, value->text, b->arena));
    case FIELD_LANGUAGE:
        return show_language(b, field, value->text);
    case FIELD_URL:
        return (struct shown){.kind = SHOWN_LINK, .text = plain(value->text), .code = value->text};
    case FIELD_EMAIL:
        return show_email(b, value->text);
    case FIELD_TERM:
        return (struct shown){.kind = SHOWN_NAME,
                              .text = edition_text(b->edition, value->term->label),
                              .code = value->term->id};
    case FIELD_REFERENCE:
        return show_item(b, value->item);
    case FIELD_LIST:
        return show_list(b, field, first);
    case FIELD_MAP:
        return show_map(b, field, sources);
    }
    return (struct shown){0};
}

/* What each version on the way to the original says. */
static struct sources_of_value find_sources(const struct edition_builder *b,
                                            const struct version *version, size_t field) {
    struct sources_of_value sources = {.count = 0};
    const struct version *original = &version->item->versions[0];
    for (size_t steps = 0; version; steps++) {
        const struct value *value = &version->values[field];
        bool is_own = version->language == b->edition->language;
        if (value->is_set) {
            sources.items[sources.count++] =
                (struct source_value){value, is_own ? NULL : version->language};
        }
        const struct version *next = version_behind(version);
        bool is_far = steps + 2 >= MAX_SOURCES && next;
        version = is_far && version != original ? original : next;
    }
    return sources;
}

void build_shown(struct edition_builder *b) {
    for (size_t i = 0; i < b->site->item_count; i++) {
        struct entry *entry = &b->edition->entries[i];
        const struct collection *collection = entry->item->collection;
        struct shown *fields = ARENA_ARRAY(b->arena, struct shown, collection->field_count);
        b->title_from = collection->title_from;
        for (size_t j = 0; j < collection->field_count; j++) {
            struct sources_of_value sources = find_sources(b, entry->version, j);
            if (sources.count > 0) {
                fields[j] = show(b, &collection->fields[j], &sources);
            }
        }
        entry->fields = fields;
    }
}
