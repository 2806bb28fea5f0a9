/* The form of data.json (JSON Schema, draft 2020-12), with labels in the language of the edition.
 */
#include "pages/data.h"

/* ---- What does not depend on the collection ---------------------------------------------------
 */

/* The key; with '?' behind it where it may be missing. The type: of JSON; or a definition, as
   "#lang"; or a list of one, as "[#lang". */
struct property {
    const char *key, *type;
};
struct object {
    const char *name;
    struct property properties[9];
};

/* A value of each kind; `lang` is there where a text is in another language than the file. */
static const struct object objects[] = {
    {"text", {{"text", "string"}, {"lang?", "#lang"}}},
    {"html", {{"html", "#html-text"}, {"lang?", "#lang"}}},
    {"date", {{"date", "#day"}, {"text", "string"}, {"lang?", "#lang"}}},
    {"date-range", {{"from", "#day"}, {"to", "#day"}, {"text", "string"}, {"lang?", "#lang"}}},
    {"number", {{"number", "number"}, {"text", "string"}, {"lang?", "#lang"}}},
    {"link", {{"href", "#address"}, {"text", "string"}, {"lang?", "#lang"}}},
    {"name", {{"code", "string"}, {"text", "string"}, {"lang?", "#lang"}}},
    {"reference",
     {{"collection", "string"},
      {"id", "string"},
      {"title", "string"},
      {"lang?", "#lang"},
      {"url", "#address"}}},
    {"collection",
     {{"id", "string"}, {"label", "string"}, {"lang?", "#lang"}, {"url", "#address"}}},
    {"entry",
     {{"id", "string"},
      {"lang", "#lang"},
      {"original", "#lang"},
      {"standing", "string"},
      {"languages", "[#lang"},
      {"updated?", "#day"},
      {"sample?", "boolean"},
      {"url", "#address"},
      {"fields", "#fields"}}},
};
static const struct object file = {"file",
                                   {{"$schema?", "string"},
                                    {"lang", "#lang"},
                                    {"collection", "#collection"},
                                    {"count", "integer"},
                                    {"entries", "[#entry"}}};

/* Texts of a certain form, by a key of JSON Schema and its value. */
static const struct {
    const char *name, *key, *value;
} texts[] = {
    {"lang", "pattern", "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
    {"day", "pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    {"address", "format", "uri-reference"},
    {"html-text", "contentMediaType", "text/html"},
};

static void put_reference(struct json *json, const char *name) {
    struct strbuf text = {0};
    strbuf_add_format(&text, "#/$defs/%s", name);
    json_put(json, "$ref", strbuf_view(&text));
    strbuf_release(&text);
}

static void put_type(struct json *json, const char *type) {
    json_open(json, '{');
    if (type[0] == '[') {
        json_put(json, "type", STR("array"));
        json_key(json, "items");
        json_open(json, '{');
        put_reference(json, type + 2);
        json_close(json, '}');
    } else if (type[0] == '#') {
        put_reference(json, type + 1);
    } else {
        json_put(json, "type", str_from(type));
    }
    json_close(json, '}');
}

static void put_false(struct json *json, const char *key) {
    json_key(json, key);
    json_false(json);
}

#define PROPERTY_COUNT (sizeof((struct object *)0)->properties / sizeof(struct property))

static bool is_optional(struct str key) {
    return str_ends(key, STR("?"));
}

static struct str key_of(const struct property *property) {
    struct str key = str_from(property->key);
    return is_optional(key) ? str_slice(key, 0, key.length - 1) : key;
}

static void put_object(struct json *json, const struct object *object) {
    json_put(json, "type", STR("object"));
    json_key(json, "properties");
    json_open(json, '{');
    for (size_t i = 0; i < PROPERTY_COUNT && object->properties[i].key; i++) {
        json_key_text(json, key_of(&object->properties[i]));
        put_type(json, object->properties[i].type);
    }
    json_close(json, '}');
    json_key(json, "required");
    json_open(json, '[');
    for (size_t i = 0; i < PROPERTY_COUNT && object->properties[i].key; i++) {
        if (!is_optional(str_from(object->properties[i].key))) {
            json_text(json, key_of(&object->properties[i]));
        }
    }
    json_close(json, ']');
    put_false(json, "additionalProperties");
}

static void put_definitions(struct json *json) {
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        json_line(json);
        json_key(json, texts[i].name);
        json_open(json, '{');
        json_put(json, "type", STR("string"));
        json_put(json, texts[i].key, str_from(texts[i].value));
        json_close(json, '}');
    }
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        json_line(json);
        json_key(json, objects[i].name);
        json_open(json, '{');
        put_object(json, &objects[i]);
        json_close(json, '}');
    }
}

/* ---- The fields -------------------------------------------------------------------------------
 */

static const char *definition_of(enum field_type type) {
    switch (type) {
    case FIELD_MARKDOWN:
        return "html";
    case FIELD_DATE:
        return "date";
    case FIELD_DATE_RANGE:
        return "date-range";
    case FIELD_NUMBER:
        return "number";
    case FIELD_URL:
    case FIELD_EMAIL:
        return "link";
    case FIELD_TERM:
    case FIELD_COUNTRY:
    case FIELD_LANGUAGE:
        return "name";
    case FIELD_REFERENCE:
        return "reference";
    default:
        return "text";
    }
}

/* Which terms or which collection: {"properties": {"code": {"enum": [...]}}} */
static void put_choice(struct json *json, const struct field *field) {
    if (!field->of && !field->to) {
        return;
    }
    json_key(json, "properties");
    json_open(json, '{');
    json_key(json, field->of ? "code" : "collection");
    json_open(json, '{');
    json_key(json, "enum");
    json_open(json, '[');
    for (size_t i = 0; field->of && i < field->of->term_count; i++) {
        json_text(json, field->of->terms[i].id);
    }
    if (field->to) {
        json_text(json, field->to->id);
    }
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, '}');
}

/* A translation restates a list as a whole, and in its maps may leave out even what is required. */
enum origin { FROM_ORIGINAL, FROM_TRANSLATION };

static void put_fields(const struct view *view, struct json *json, const struct field *fields,
                       size_t count, enum origin origin);

static void put_field(const struct view *view, struct json *json, const struct field *field,
                      enum origin origin) {
    json_open(json, '{');
    struct text label = edition_text(view->edition, field->label);
    if (data_is_own(&label)) {
        json_put(json, "title", label.text);
    }
    if (field->type == FIELD_LIST) {
        json_put(json, "type", STR("array"));
        json_key(json, "items");
        put_field(view, json, field->element, field->is_translatable ? FROM_TRANSLATION : origin);
    } else if (field->type == FIELD_MAP) {
        put_fields(view, json, field->fields, field->field_count, origin);
    } else {
        put_reference(json, definition_of(field->type));
        put_choice(json, field);
    }
    json_close(json, '}');
}

/* A required reference may lead to what a language does not show. */
static bool is_always_there(const struct field *field) {
    return field->is_required && field_innermost(field)->type != FIELD_REFERENCE;
}

static void put_fields(const struct view *view, struct json *json, const struct field *fields,
                       size_t count, enum origin origin) {
    json_put(json, "type", STR("object"));
    json_key(json, "properties");
    json_open(json, '{');
    for (size_t i = 0; i < count; i++) {
        json_line(json);
        json_key_text(json, fields[i].id);
        put_field(view, json, &fields[i], origin);
    }
    json_close(json, '}');
    json_key(json, "required");
    json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        if (origin == FROM_ORIGINAL && is_always_there(&fields[i])) {
            json_text(json, fields[i].id);
        }
    }
    json_close(json, ']');
    put_false(json, "additionalProperties");
}

/* ---- The file ---------------------------------------------------------------------------------
 */

void data_schema_render(const struct view *view, struct strbuf *out) {
    const struct shelf *shelf = view->page->shelf;
    const struct collection *collection = shelf->collection;
    struct json json = {.out = out};
    json_open(&json, '{');
    json_put(&json, "$schema", STR("https://json-schema.org/draft/2020-12/schema"));
    if (data_is_own(&shelf->label)) {
        json_put(&json, "title", shelf->label.text);
    }
    if (data_is_own(&shelf->description)) {
        json_put(&json, "description", shelf->description.text);
    }
    put_object(&json, &file);
    json_key(&json, "$defs");
    json_open(&json, '{');
    put_definitions(&json);
    json_line(&json);
    json_key(&json, "fields");
    json_open(&json, '{');
    put_fields(view, &json, collection->fields, collection->field_count, FROM_ORIGINAL);
    json_close(&json, '}');
    json_close(&json, '}');
    json_close(&json, '}');
    strbuf_add_char(out, '\n');
}
