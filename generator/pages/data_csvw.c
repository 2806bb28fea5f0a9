/* What the columns of the table mean (CSV on the Web, W3C): names in the language of the edition,
   types, the key. */
#include "pages/data.h"

/* A variable of a URI template (RFC 6570). */
static struct str variable_name(struct arena *arena, struct str name) {
    struct str safe = {0};
    for (size_t i = 0; i < name.length; i++) {
        char c = name.data[i];
        bool is_safe = char_is_ascii_letter(c) || char_is_digit(c) || c == '_' || c == '.';
        struct str piece = is_safe ? str_slice(name, i, i + 1)
                                   : str_format(arena, "%%%02X", (unsigned)(unsigned char)c);
        safe = str_join(arena, safe, piece);
    }
    return safe;
}

static const struct field *field_of(const struct view *view, const struct column *column) {
    return &view->page->shelf->collection->fields[column->field];
}

/* The label of a field, behind those of the maps around it. */
static struct text label_of(const struct view *view, const struct column *column) {
    const struct field *field = field_of(view, column);
    struct text label = edition_text(view->edition, field->label);
    for (size_t depth = 0;; depth++) {
        while (field->type == FIELD_LIST) {
            field = field->element;
        }
        if (field->type != FIELD_MAP) {
            return label;
        }
        field = &field->fields[column->steps[depth]];
        struct text inner = edition_text(view->edition, field->label);
        label.language = label.language ? label.language : inner.language;
        label.text = str_join(view->arena, label.text, STR(" – "), inner.text);
    }
}

/* A reader of the table knows a column by what stands in its first line, in whatever language. */
static void put_titles(const struct view *view, struct json *json, const struct column *column) {
    json_key(json, "titles");
    json_open(json, '{');
    json_put(json, "und", column->name);
    bool has_label = column->field != FIELD_NONE && column->part != COLUMN_LANG;
    struct text label = has_label ? label_of(view, column) : (struct text){0};
    if (data_is_own(&label)) {
        json_key_text(json, view->edition->tag);
        json_text(json, label.text);
    }
    json_close(json, '}');
}

#define DATE_PATTERN "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

static void put_date_type(struct json *json) {
    json_open(json, '{');
    json_put(json, "base", STR("string"));
    json_put(json, "format", STR(DATE_PATTERN));
    json_close(json, '}');
}

static void put_value_type(struct json *json, const struct field *leaf) {
    switch (leaf->type) {
    case FIELD_DATE:
        put_date_type(json);
        break;
    case FIELD_NUMBER:
        json_text(json, STR("decimal"));
        break;
    case FIELD_LANGUAGE:
        json_text(json, STR("language"));
        break;
    case FIELD_URL:
        json_text(json, STR("anyURI"));
        break;
    default:
        json_text(json, STR("string"));
        break;
    }
}

static void put_type(struct json *json, const struct column *column) {
    json_key(json, "datatype");
    if (column->list_depth > 1) {
        json_text(json, STR("string")); /* several values by the inner mark */
        return;
    }
    switch (column->part) {
    case COLUMN_ENTRY_LANG:
    case COLUMN_ORIGINAL:
    case COLUMN_LANGUAGES:
    case COLUMN_LANG:
        json_text(json, STR("language"));
        break;
    case COLUMN_UPDATED:
    case COLUMN_FROM:
    case COLUMN_TO:
        put_date_type(json);
        break;
    case COLUMN_SAMPLE:
        json_text(json, STR("boolean"));
        break;
    case COLUMN_ADDRESS:
        json_text(json, STR("anyURI"));
        break;
    case COLUMN_VALUE:
        put_value_type(json, column->leaf);
        break;
    default:
        json_text(json, STR("string"));
        break;
    }
}

static bool is_required(const struct view *view, const struct column *column) {
    if (column->field == FIELD_NONE) {
        return column->part != COLUMN_UPDATED && column->part != COLUMN_LANGUAGES;
    }
    const struct field *field = field_of(view, column);
    return field == column->leaf && field->is_required && field->type != FIELD_REFERENCE &&
           column->part != COLUMN_LANG;
}

static void put_column(const struct view *view, struct json *json, const struct column *column) {
    json_line(json);
    json_open(json, '{');
    json_put(json, "name", variable_name(view->arena, column->name));
    put_titles(view, json, column);
    put_type(json, column);
    if (column->list_depth > 0 || column->part == COLUMN_LANGUAGES) {
        const char separator[] = {CELL_SEPARATOR};
        json_put(json, "separator", (struct str){separator, 1});
    }
    if (is_required(view, column)) {
        json_key(json, "required");
        json_true(json);
    }
    bool has_meaning = column->field != FIELD_NONE && column->part == COLUMN_VALUE;
    struct str property = has_meaning ? field_of(view, column)->schema : (struct str){0};
    if (property.length > 0) {
        json_put(json, "propertyUrl", str_join(view->arena, STR("https://schema.org/"), property));
    }
    json_close(json, '}');
}

static void put_if_own(struct json *json, const char *key, struct text text) {
    if (data_is_own(&text)) {
        json_put(json, key, text.text);
    }
}

void data_csvw_render(const struct view *view, struct strbuf *out) {
    const struct shelf *shelf = view->page->shelf;
    struct json json = {.out = out};
    struct columns columns = data_columns(view->arena, shelf->collection);
    json_open(&json, '{');
    json_key(&json, "@context");
    json_open(&json, '[');
    json_text(&json, STR("http://www.w3.org/ns/csvw"));
    json_open(&json, '{');
    json_put(&json, "@language", view->edition->tag);
    json_close(&json, '}');
    json_close(&json, ']');
    json_put(&json, "url", STR("data.csv"));
    json_put(&json, "lang", view->edition->tag);
    put_if_own(&json, "dc:title", shelf->label);
    put_if_own(&json, "dc:description", shelf->description);
    put_if_own(&json, "dc:publisher", view->edition->title);
    json_put(&json, "dc:language", view->edition->tag);
    json_key(&json, "tableSchema");
    json_open(&json, '{');
    json_key(&json, "columns");
    json_open(&json, '[');
    for (size_t i = 0; i < columns.count; i++) {
        put_column(view, &json, &columns.items[i]);
    }
    json_close(&json, ']');
    json_put(&json, "primaryKey", STR("entry.id"));
    json_close(&json, '}');
    json_close(&json, '}');
    strbuf_add_char(out, '\n');
}
