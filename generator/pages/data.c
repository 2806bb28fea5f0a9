#include "pages/data.h"

#include "pages/citation.h"
#include "pages/route.h"

static bool has_events(const struct shelf *shelf) {
    const struct collection *collection = shelf->collection;
    size_t field = collection->calendar ? (size_t)(collection->calendar - collection->fields) : 0;
    for (size_t i = 0; collection->calendar && i < shelf->count; i++) {
        if (shelf->entries[i]->item->versions[0].values[field].is_set) {
            return true;
        }
    }
    return false;
}

bool data_has_file(const struct shelf *shelf, enum data_format format) {
    switch (format) {
    case DATA_CSV:
    case DATA_CSVW:
    case DATA_JSON:
    case DATA_SCHEMA:
        return shelf->collection->has_data;
    case DATA_CALENDAR:
        return has_events(shelf);
    default:
        return false;
    }
}

bool data_has_item_file(const struct entry *entry, enum data_format format) {
    const struct collection *collection = entry->item->collection;
    if (entry->state != ENTRY_OWN || entry->item == entry->edition->editions->site->home) {
        return false;
    }
    switch (format) {
    case DATA_EVENT:
        return collection->calendar &&
               entry->item->versions[0].values[collection->calendar - collection->fields].is_set;
    case DATA_BIBTEX:
    case DATA_RIS:
        return collection->citation != CITATION_NONE;
    default:
        return false;
    }
}

struct str data_media_type(enum data_format format) {
    static const struct str types[DATA_FORMAT_COUNT] = {
        [DATA_CSV] = STR_INIT("text/csv"),
        [DATA_CSVW] = STR_INIT("application/csvm+json"),
        [DATA_JSON] = STR_INIT("application/json"),
        [DATA_SCHEMA] = STR_INIT("application/schema+json"),
        [DATA_CALENDAR] = STR_INIT("text/calendar"),
        [DATA_EVENT] = STR_INIT("text/calendar"),
        [DATA_BIBTEX] = STR_INIT("application/x-bibtex"),
        [DATA_RIS] = STR_INIT("application/x-research-info-systems"),
    };
    return types[format];
}

void data_render(const struct view *view, struct strbuf *out) {
    static void (*const renderers[DATA_FORMAT_COUNT])(const struct view *, struct strbuf *) = {
        [DATA_CSV] = data_csv_render,      [DATA_CSVW] = data_csvw_render,
        [DATA_JSON] = data_json_render,    [DATA_SCHEMA] = data_schema_render,
        [DATA_CALENDAR] = calendar_render, [DATA_EVENT] = calendar_render,
        [DATA_BIBTEX] = citation_render,   [DATA_RIS] = citation_render,
    };
    renderers[view->page->format](view, out);
}

struct str data_address(const struct view *view, struct str path) {
    struct str base = view->plan->editions->site->base_url;
    return base.length > 0 ? str_join(view->arena, base, path) : view_href(view, path);
}

struct shown data_field(const struct entry *entry, size_t field, struct arena *arena) {
    if (field == entry->item->collection->title) {
        return (struct shown){.kind = SHOWN_TEXT, .text = entry->title};
    }
    return entry_field(entry, field, arena);
}

struct str data_first_day(const struct shown *date) {
    struct str rest = date->code;
    return str_cut(&rest, '/');
}

struct str data_last_day(const struct shown *date) {
    struct str rest = date->code, first = str_cut(&rest, '/');
    return rest.length > 0 ? rest : first;
}

void data_put_text(struct json *json, const char *key, struct text text) {
    json_put(json, key, text.text);
    if (text.language) {
        json_put(json, "lang", text.language->tag);
    }
}

bool data_is_own(const struct text *text) {
    return text->text.length > 0 && !text->language;
}

/* Version 8 (RFC 9562): made by our own rule; variant 10. */
struct str data_uuid(struct arena *arena, struct str name) {
    struct str hex = digest_hex(arena, digest_of(name));
    return str_join(arena, STR("urn:uuid:"), str_slice(hex, 0, 8), STR("-"), str_slice(hex, 8, 12),
                    STR("-8"), str_slice(hex, 13, 16), STR("-a"), str_slice(hex, 17, 20), STR("-"),
                    str_from_byte(hex, 20));
}
