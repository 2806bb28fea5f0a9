/* The entries as JSON: typed values, the words that pages show for them, and their languages. */
#include "pages/data.h"
#include "pages/route.h"

static void put_fields(const struct view *view, struct json *json, const struct field *fields,
                       const struct shown *values, size_t count);

static void put_value(const struct view *view, struct json *json, const struct field *field,
                      const struct shown *shown);

static void put_list(const struct view *view, struct json *json, const struct field *field,
                     const struct shown *shown) {
    json_open(json, '[');
    for (size_t i = 0; i < shown->count; i++) {
        if (view_is_visible(&shown->values[i])) {
            put_value(view, json, field->element, &shown->values[i]);
        }
    }
    json_close(json, ']');
}

static void put_date(struct json *json, const struct field *field, const struct shown *shown) {
    if (field->type == FIELD_DATE) {
        json_put(json, "date", shown->code);
    } else {
        json_put(json, "from", data_first_day(shown));
        json_put(json, "to", data_last_day(shown));
    }
    data_put_text(json, "text", shown->text);
}

static void put_reference(const struct view *view, struct json *json, const struct shown *shown) {
    json_put(json, "collection", shown->entry->item->collection->id);
    json_put(json, "id", shown->entry->item->id);
    data_put_text(json, "title", shown->entry->title);
    json_put(json, "url", data_address(view, shown->entry->path));
}

/* As pages show it: the source names what is not published yet. */
static void put_markdown(const struct view *view, struct json *json, const struct field *field,
                         const struct shown *shown) {
    struct str prefix = str_join(view->arena, field->id, STR("-"));
    struct text html = {view_markdown(view, shown->text, prefix), shown->text.language};
    data_put_text(json, "html", html);
}

/* What stands between the brackets of a single value. */
static void put_single(const struct view *view, struct json *json, const struct field *field,
                       const struct shown *shown) {
    switch (shown->kind) {
    case SHOWN_MARKDOWN:
        put_markdown(view, json, field, shown);
        break;
    case SHOWN_DATE:
        put_date(json, field, shown);
        break;
    case SHOWN_NUMBER:
        json_key(json, "number");
        json_number(json, shown->code);
        data_put_text(json, "text", shown->text);
        break;
    case SHOWN_LINK:
        json_put(json, "href", shown->code);
        data_put_text(json, "text", shown->text);
        break;
    case SHOWN_NAME:
        json_put(json, "code", shown->code);
        data_put_text(json, "text", shown->text);
        break;
    case SHOWN_ENTRY:
        put_reference(view, json, shown);
        break;
    case SHOWN_MAP:
        put_fields(view, json, field->fields, shown->values, shown->count);
        break;
    default:
        data_put_text(json, "text", shown->text);
        break;
    }
}

static void put_value(const struct view *view, struct json *json, const struct field *field,
                      const struct shown *shown) {
    if (shown->kind == SHOWN_LIST) {
        put_list(view, json, field, shown);
        return;
    }
    json_open(json, '{');
    put_single(view, json, field, shown);
    json_close(json, '}');
}

static void put_fields(const struct view *view, struct json *json, const struct field *fields,
                       const struct shown *values, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (view_has_values(&values[i])) {
            json_key_text(json, fields[i].id);
            put_value(view, json, &fields[i], &values[i]);
        }
    }
}

static void put_languages(struct json *json, const struct entry *entry) {
    const struct editions *editions = entry->edition->editions;
    json_key(json, "languages");
    json_open(json, '[');
    for (size_t i = 0; i < editions->count; i++) {
        if (editions->bar[i]->entries[entry->item->index].state == ENTRY_OWN) {
            json_text(json, editions->bar[i]->tag);
        }
    }
    json_close(json, ']');
}

static void put_entry(const struct view *view, struct json *json, const struct entry *entry) {
    const struct item *item = entry->item;
    const struct collection *collection = item->collection;
    struct shown *values = ARENA_ARRAY(view->arena, struct shown, collection->field_count);
    for (size_t i = 0; i < collection->field_count; i++) {
        values[i] = data_field(entry, i, view->arena);
    }
    json_open(json, '{');
    json_put(json, "id", item->id);
    json_put(json, "lang", entry->version->language->tag);
    json_put(json, "original", item->versions[0].language->tag);
    json_put(json, "standing", standing_code(entry->version->standing));
    put_languages(json, entry);
    if (item->updated.year > 0) {
        json_put(json, "updated", date_iso(view->arena, item->updated));
    }
    if (item->is_sample) {
        json_key(json, "sample");
        json_true(json);
    }
    json_put(json, "url", data_address(view, entry->path));
    json_key(json, "fields");
    json_open(json, '{');
    put_fields(view, json, collection->fields, values, collection->field_count);
    json_close(json, '}');
    json_close(json, '}');
}

static void put_head(const struct view *view, struct json *json) {
    const struct shelf *shelf = view->page->shelf;
    json_put(json, "$schema", STR("schema.json"));
    json_put(json, "lang", view->edition->tag);
    json_key(json, "collection");
    json_open(json, '{');
    json_put(json, "id", shelf->collection->id);
    data_put_text(json, "label", shelf->label);
    json_put(json, "url",
             data_address(view, route_index(view->arena, view->edition, shelf->collection, 1)));
    json_close(json, '}');
    json_key(json, "count");
    json_number(json, str_format(view->arena, "%zu", shelf->count));
}

void data_json_render(const struct view *view, struct strbuf *out) {
    const struct shelf *shelf = view->page->shelf;
    struct json json = {.out = out};
    struct arena arena = {0}; /* of one at a time: there may be 10,000 */
    struct view row = *view;
    row.arena = &arena;
    json_open(&json, '{');
    put_head(view, &json);
    json_key(&json, "entries");
    json_open(&json, '[');
    for (size_t i = 0; i < shelf->count; i++) {
        arena_reset(row.arena);
        json_line(&json);
        put_entry(&row, &json, shelf->entries[i]);
    }
    arena_release(&arena);
    json_close(&json, ']');
    json_close(&json, '}');
    strbuf_add_char(out, '\n');
}
