/*
 * _collection.yaml -> struct collection, in two passes: first every collection by its name, so that
 * references between collections can be resolved in any order, then their fields and settings.
 */
#include "base/path.h"
#include "site/build.h"

#include <stdlib.h>

static const struct str type_names[] = {
    [FIELD_TEXT] = STR_INIT("text"),         [FIELD_MARKDOWN] = STR_INIT("markdown"),
    [FIELD_DATE] = STR_INIT("date"),         [FIELD_DATE_RANGE] = STR_INIT("date_range"),
    [FIELD_NUMBER] = STR_INIT("number"),     [FIELD_COUNTRY] = STR_INIT("country"),
    [FIELD_LANGUAGE] = STR_INIT("language"), [FIELD_URL] = STR_INIT("url"),
    [FIELD_EMAIL] = STR_INIT("email"),       [FIELD_SYMBOL] = STR_INIT("symbol"),
    [FIELD_TERM] = STR_INIT("term"),         [FIELD_REFERENCE] = STR_INIT("reference"),
    [FIELD_LIST] = STR_INIT("list"),         [FIELD_MAP] = STR_INIT("map"),
};
#define TYPE_COUNT (sizeof type_names / sizeof *type_names)

/* Nesting of list and map in a schema; YAML itself ends at YAML_MAX_DEPTH. */
#define SCHEMA_MAX_DEPTH 4

struct str field_type_name(enum field_type type) {
    return type_names[type];
}

static struct str text_or(const struct node *map, const char *key, struct str fallback) {
    const struct node *node = read_scalar(map, str_from(key));
    return node ? node->text : fallback;
}

static void read_count(struct builder *b, struct str path, const struct node *node, struct str *one,
                       struct str *many) {
    static const struct key_rule rules[] = {
        {STR_INIT("one"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("many"), NODE_SCALAR, KEY_REQUIRED},
    };
    if (check_keys(b, path, node, node->key, rules, 2)) {
        *one = node_text(node, STR("one"));
        *many = node_text(node, STR("many"));
    }
}

static bool is_currency(struct str text) {
    bool is_upper = text.length == 3;
    for (size_t i = 0; is_upper && i < 3; i++) {
        is_upper = text.data[i] >= 'A' && text.data[i] <= 'Z';
    }
    return is_upper;
}

static void read_unit(struct builder *b, struct str path, const struct node *node,
                      struct unit *unit) {
    if (node->kind == NODE_MAP) {
        read_count(b, path, node, &unit->count_one, &unit->count_many);
    } else if (node->kind == NODE_SCALAR && str_equal(node->text, STR("percent"))) {
        unit->is_percent = true;
    } else if (node->kind == NODE_SCALAR && is_currency(node->text)) {
        unit->currency = node->text;
    } else {
        diag(b->diags, &MSG_BAD_UNIT, node_place(path, node), node->text);
    }
}

static const struct taxonomy *find_taxonomy(const struct site *site, struct str id) {
    for (size_t i = 0; i < site->taxonomy_count; i++) {
        if (str_equal(site->taxonomies[i].id, id)) {
            return &site->taxonomies[i];
        }
    }
    return NULL;
}

static struct collection *find_collection(struct site *site, struct str id) {
    for (size_t i = 0; i < site->collection_count; i++) {
        if (str_equal(site->collections[i].id, id)) {
            return &site->collections[i];
        }
    }
    return NULL;
}

const struct collection *site_collection(const struct site *site, struct str id) {
    return find_collection((struct site *)site, id); /* changes nothing itself */
}

static void report_missing(struct builder *b, struct str path, const struct node *node,
                           const char *key) {
    diag(b->diags, &MSG_MISSING_KEY, node_place(path, node), str_from(key));
}

static void resolve_term(struct builder *b, struct str path, const struct node *node,
                         struct field *field) {
    const struct node *of = read_scalar(node, STR("of"));
    field->of = of ? find_taxonomy(b->site, of->text) : NULL;
    if (!of) {
        report_missing(b, path, node, "of");
    } else if (!field->of) {
        diag(b->diags, &MSG_UNKNOWN_TAXONOMY, node_place(path, of), of->text);
    }
}

static void resolve_reference(struct builder *b, struct str path, const struct node *node,
                              struct field *field) {
    const struct node *to = read_scalar(node, STR("to"));
    field->to = to ? find_collection(b->site, to->text) : NULL;
    if (!to) {
        report_missing(b, path, node, "to");
    } else if (!field->to) {
        struct str *names = ARENA_ARRAY(b->arena, struct str, b->site->collection_count);
        for (size_t i = 0; i < b->site->collection_count; i++) {
            names[i] = b->site->collections[i].id;
        }
        struct place place = node_place(path, to);
        struct diag *problem = diag(b->diags, &MSG_UNKNOWN_COLLECTION, place, to->text);
        note_nearest(b, problem, place, to->text, names, b->site->collection_count);
    }
}

bool read_field_path(struct builder *b, struct str schema, const struct collection *from,
                     const struct node *node, struct field_path *path) {
    struct str missing = {0};
    *path = field_path_read(from, node->text, &missing);
    if (!path->end) {
        diag(b->diags, &MSG_PATH_LEADS_NOWHERE, node_place(schema, node), node->text, missing);
    }
    return path->end != NULL;
}

const struct term *taxonomy_term(const struct taxonomy *taxonomy, struct str id) {
    for (size_t i = 0; i < taxonomy->term_count; i++) {
        if (str_equal(taxonomy->terms[i].id, id)) {
            return &taxonomy->terms[i];
        }
    }
    return NULL;
}

bool field_has_index_values(const struct field *field) {
    switch (field_innermost(field)->type) {
    case FIELD_DATE:
    case FIELD_DATE_RANGE:
    case FIELD_TERM:
    case FIELD_REFERENCE:
    case FIELD_COUNTRY:
    case FIELD_LANGUAGE:
        return true;
    default:
        return false;
    }
}

static bool can_be_translated(const struct field *field) {
    if (field->type == FIELD_MAP) {
        for (size_t i = 0; i < field->field_count; i++) {
            if (can_be_translated(&field->fields[i])) {
                return true;
            }
        }
        return false;
    }
    enum field_type type = field_innermost(field)->type;
    return type == FIELD_TEXT || type == FIELD_MARKDOWN || type == FIELD_MAP;
}

static void read_facet(struct builder *b, struct str path, const struct node *node,
                       struct field *field) {
    static const struct key_rule rules[] = {
        {STR_INIT("id"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("label"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("group"), NODE_SCALAR, KEY_OPTIONAL}, /* combinations.c */
    };
    if (node->kind != NODE_MAP || !check_keys(b, path, node, STR("facet"), rules, 3)) {
        return;
    }
    if (!field_has_index_values(field)) {
        diag(b->diags, &MSG_NOT_A_FACET_TYPE, node_place(path, node),
             type_names[field_innermost(field)->type]);
    } else if (!path_is_id(node_text(node, STR("id")))) {
        diag(b->diags, &MSG_BAD_FIELD_NAME, node_place(path, node), node_text(node, STR("id")));
    } else {
        field->facet = node_text(node, STR("id"));
        field->facet_label = node_text(node, STR("label"));
    }
}

/* One end of the time in which a map holds: the field of the map that dates it. */
static const struct field *valid_end(struct builder *b, struct str path, const struct node *valid,
                                     const char *key, const struct field *map) {
    const struct node *name = read_scalar(valid, str_from(key));
    size_t index = name ? field_find(map->fields, map->field_count, name->text) : FIELD_NONE;
    if (index != FIELD_NONE && map->fields[index].type == FIELD_DATE) {
        return &map->fields[index];
    }
    if (name) {
        diag(b->diags, &MSG_UNKNOWN_FIELD, node_place(path, name), name->text);
    }
    return NULL;
}

static void read_valid(struct builder *b, struct str path, const struct node *valid,
                       struct field *map) {
    static const struct key_rule rules[] = {
        {STR_INIT("from"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("to"), NODE_SCALAR, KEY_OPTIONAL},
    };
    if (check_keys(b, path, valid, STR("valid"), rules, 2)) {
        map->valid_from = valid_end(b, path, valid, "from", map);
        map->valid_until = valid_end(b, path, valid, "to", map);
    }
}

static void read_field(struct builder *b, struct str path, const struct node *node,
                       struct field *field, unsigned depth);

static void read_nested(struct builder *b, struct str path, const struct node *node,
                        struct field *field, unsigned depth) {
    const struct node *of = node_get(node, STR("of"));
    const struct node *fields = node_get(node, STR("fields"));
    if (field->type == FIELD_LIST) {
        struct field *element = ARENA_NEW(b->arena, struct field);
        field->element = element;
        if (!of || of->kind != NODE_MAP || depth >= SCHEMA_MAX_DEPTH) {
            report_missing(b, path, node, "of");
        } else {
            element->is_own = field->is_own;
            read_field(b, path, of, element, depth + 1);
            element->id = field->id;
            field->is_translatable = field->is_translatable || element->is_translatable;
            element->is_translatable = field->is_translatable;
        }
    } else if (!fields || fields->kind != NODE_MAP || depth >= SCHEMA_MAX_DEPTH) {
        report_missing(b, path, node, "fields");
    } else {
        struct field *nested = ARENA_ARRAY(b->arena, struct field, fields->count);
        field->fields = nested;
        for (const struct node *child = fields->first; child; child = child->next) {
            struct field *next = &nested[field->field_count++];
            next->is_own = field->is_own;
            read_field(b, path, child, next, depth + 1);
            field->is_translatable = field->is_translatable || next->is_translatable;
        }
        if (node_get(node, STR("valid"))) {
            read_valid(b, path, node_get(node, STR("valid")), field);
        }
    }
}

static void read_type_details(struct builder *b, struct str path, const struct node *node,
                              struct field *field, unsigned depth) {
    const struct node *unit = node_get(node, STR("unit"));
    switch (field->type) {
    case FIELD_TERM:
        resolve_term(b, path, node, field);
        break;
    case FIELD_REFERENCE:
        resolve_reference(b, path, node, field);
        break;
    case FIELD_NUMBER:
        if (unit) {
            read_unit(b, path, unit, &field->unit);
        }
        break;
    case FIELD_LIST:
    case FIELD_MAP:
        read_nested(b, path, node, field, depth);
        break;
    default:
        break;
    }
}

/* `of` is a map in a list and a name in a term, and a unit is a name or a map: their kind is
   checked where they are read, so the table leaves them to KEY_ANY here. */
static bool check_field_keys(struct builder *b, struct str path, const struct node *node) {
    const struct node *of = node_get(node, STR("of"));
    const struct node *unit = node_get(node, STR("unit"));
    const struct key_rule rules[] = {
        {STR("type"), NODE_SCALAR, KEY_REQUIRED},
        {STR("label"), NODE_SCALAR, KEY_OPTIONAL},
        {STR("required"), NODE_SCALAR, KEY_OPTIONAL},
        {STR("translatable"), NODE_SCALAR, KEY_OPTIONAL},
        {STR("parent"), NODE_SCALAR, KEY_OPTIONAL},
        {STR("reverse"), NODE_SCALAR, KEY_OPTIONAL},
        {STR("facet"), NODE_MAP, KEY_OPTIONAL},
        {STR("to"), NODE_SCALAR, KEY_OPTIONAL},
        {STR("of"), of ? of->kind : NODE_SCALAR, KEY_OPTIONAL},
        {STR("unit"), unit ? unit->kind : NODE_SCALAR, KEY_OPTIONAL},
        {STR("fields"), NODE_MAP, KEY_OPTIONAL},
        {STR("valid"), NODE_MAP, KEY_OPTIONAL},
        {STR("compute"), NODE_MAP, KEY_OPTIONAL}, /* compute.c */
        {STR("schema"), NODE_SCALAR, KEY_OPTIONAL},
        {STR("citation"), NODE_SCALAR, KEY_OPTIONAL},
    };
    return check_keys(b, path, node, node->key, rules, sizeof rules / sizeof *rules);
}

/* A list or map has told its fields already whether each version has its own. */
static void read_field(struct builder *b, struct str path, const struct node *node,
                       struct field *field, unsigned depth) {
    static const struct str translatable_names[] = {STR_INIT("no"), STR_INIT("yes"),
                                                    STR_INIT("own")};
    field->id = node->key;
    field->place = node->key.length > 0 ? node_key_place(path, node) : node_place(path, node);
    if (!check_field_keys(b, path, node)) {
        return;
    }
    field->type = (enum field_type)read_choice(b, path, node, STR("type"), type_names, TYPE_COUNT,
                                               FIELD_TEXT);
    field->label = text_or(node, "label", field->id);
    field->is_required = read_flag(b, path, node, STR("required"), false);
    size_t translatable = read_choice(b, path, node, STR("translatable"), translatable_names, 3, 0);
    field->is_own = field->is_own || translatable == 2;
    field->is_translatable = translatable > 0 || field->is_own;
    field->is_parent = read_flag(b, path, node, STR("parent"), false);
    field->reverse = text_or(node, "reverse", (struct str){0});
    read_type_details(b, path, node, field, depth);
    read_field_meaning(b, path, node, field);
    if (field->is_translatable && !can_be_translated(field)) {
        if (translatable > 0) {
            diag(b->diags, &MSG_NOT_TRANSLATABLE_TYPE, field->place, type_names[field->type]);
        }
        field->is_translatable = false;
    }
    const struct node *facet = node_get(node, STR("facet"));
    if (facet) {
        read_facet(b, path, facet, field);
    }
}

static bool is_field_name(struct str name) {
    bool is_good = name.length > 0 && char_is_ascii_lower(name.data[0]) && !is_header_key(name);
    for (size_t i = 0; is_good && i < name.length; i++) {
        char c = name.data[i];
        is_good = char_is_ascii_lower(c) || char_is_digit(c) || c == '_';
    }
    return is_good;
}

static void check_facets(struct builder *b, const struct collection *collection) {
    for (size_t i = 0; i < collection->field_count; i++) {
        const struct field *field = &collection->fields[i];
        for (size_t j = 0; field->facet.length > 0 && j < i; j++) {
            if (str_equal(field->facet, collection->fields[j].facet)) {
                diag(b->diags, &MSG_DUPLICATE_FACET, field->place, field->facet);
            }
        }
    }
}

static void read_fields(struct builder *b, struct collection *collection, const struct node *map) {
    struct str path = collection->source->path;
    collection->fields = ARENA_ARRAY(b->arena, struct field, map->count);
    for (const struct node *node = map->first; node; node = node->next) {
        if (!is_field_name(node->key)) {
            diag(b->diags, &MSG_BAD_FIELD_NAME, node_key_place(path, node), node->key);
            continue;
        }
        read_field(b, path, node, &collection->fields[collection->field_count++], 0);
    }
    check_facets(b, collection);
    for (size_t i = 0; i < collection->field_count; i++) {
        const struct field *field = &collection->fields[i];
        if (field->is_parent && field->type == FIELD_REFERENCE && field->to == collection) {
            collection->parent = i;
        }
    }
}

static size_t named_field(const struct collection *collection, const char *id, enum field_type type,
                          enum field_type or_type) {
    size_t index = field_find(collection->fields, collection->field_count, str_from(id));
    if (index == FIELD_NONE) {
        return FIELD_NONE;
    }
    enum field_type actual = collection->fields[index].type;
    return actual == type || actual == or_type ? index : FIELD_NONE;
}

static const struct field *setting_field(struct builder *b, struct collection *collection,
                                         const struct node *map, const char *key) {
    const struct node *node = read_scalar(map, str_from(key));
    if (!node) {
        return NULL;
    }
    size_t index = field_find(collection->fields, collection->field_count, node->text);
    if (index == FIELD_NONE) {
        diag(b->diags, &MSG_UNKNOWN_FIELD, node_place(collection->source->path, node), node->text);
        return NULL;
    }
    return &collection->fields[index];
}

static void read_group(struct builder *b, struct collection *collection, const struct node *index) {
    struct str name = node_text(index, STR("group"));
    if (name.length == 0 || str_equal(name, STR("none"))) {
        collection->group = GROUP_NONE;
    } else if (str_equal(name, STR("year"))) {
        collection->group = GROUP_YEAR;
    } else if (str_equal(name, STR("letter"))) {
        collection->group = GROUP_LETTER;
    } else {
        collection->group_field = setting_field(b, collection, index, "group");
        collection->group = collection->group_field ? GROUP_FIELD : GROUP_NONE;
    }
}

static void read_index(struct builder *b, struct collection *collection, const struct node *index) {
    static const struct key_rule rules[] = {
        {STR_INIT("sort"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("order"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("group"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("page_size"), NODE_SCALAR, KEY_OPTIONAL},
    };
    static const struct str orders[] = {STR_INIT("ascending"), STR_INIT("descending")};
    struct str path = collection->source->path;
    if (!check_keys(b, path, index, STR("index"), rules, 4)) {
        return;
    }
    const struct field *sort = setting_field(b, collection, index, "sort");
    collection->sort_field = sort ? sort : collection->sort_field;
    collection->is_descending = read_choice(b, path, index, STR("order"), orders, 2, 0) == 1;
    read_group(b, collection, index);
    const struct node *size = read_scalar(index, STR("page_size"));
    uint32_t number;
    if (size && (!str_to_u32(size->text, &number) || number < 1 || number > 1000)) {
        diag(b->diags, &MSG_BAD_NUMBER, node_place(path, size), size->text);
    } else if (size) {
        collection->page_size = number;
    }
}

static void check_collection_keys(struct builder *b, const struct collection *collection) {
    static const struct key_rule rules[] = {
        {STR_INIT("label"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("singular"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("count"), NODE_MAP, KEY_OPTIONAL},
        {STR_INIT("description"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("body"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("numbered_paragraphs"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("untranslated"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("translated_from"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("translation_weight"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("template"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("title_from"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("index"), NODE_MAP, KEY_OPTIONAL},
        {STR_INIT("children"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("cited_by"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("expires"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("matches"), NODE_LIST, KEY_OPTIONAL},      /* match_rules.c */
        {STR_INIT("charts"), NODE_LIST, KEY_OPTIONAL},       /* chart_rules.c */
        {STR_INIT("combinations"), NODE_LIST, KEY_OPTIONAL}, /* combinations.c */
        {STR_INIT("release"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("required_languages"), NODE_SCALAR_OR_LIST, KEY_OPTIONAL},
        {STR_INIT("consent"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("data"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("schema"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("citation"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("calendar"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("form"), NODE_MAP, KEY_OPTIONAL},
        {STR_INIT("reply"), NODE_MAP, KEY_OPTIONAL},
        {STR_INIT("as_received"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("side_by_side"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("translation_checks"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("glossary"), NODE_MAP, KEY_OPTIONAL}, /* glossary_rules.c */
        {STR_INIT("fields"), NODE_MAP, KEY_REQUIRED},
    };
    check_keys(b, collection->source->path, collection->source->data, STR("_collection.yaml"),
               rules, sizeof rules / sizeof *rules);
}

static void read_release(struct builder *b, struct collection *collection) {
    static const struct str consents[] = {STR_INIT("optional"), STR_INIT("required")};
    const struct node *data = collection->source->data;
    struct str path = collection->source->path;
    collection->release = b->site->release;
    read_release_settings(b, path, data, &collection->release);
    collection->needs_consent = read_choice(b, path, data, STR("consent"), consents, 2, 0) == 1;
}

/* "80 %", "80%" or "80": from which share on a PO file is a translation. */
static void read_translated_from(struct builder *b, struct collection *collection) {
    const struct node *node = read_scalar(collection->source->data, STR("translated_from"));
    uint32_t number;
    if (!node) {
        return;
    }
    struct str text = str_ends(node->text, STR("%"))
                          ? str_trim(str_slice(node->text, 0, node->text.length - 1))
                          : node->text;
    if (str_to_u32(text, &number) && number >= 1 && number <= 100) {
        collection->translated_percent = number;
    } else {
        diag(b->diags, &MSG_BAD_SHARE, node_place(collection->source->path, node), node->text);
    }
}

/* How much its items matter to whoever chooses what to translate next. */
static void read_translation_weight(struct builder *b, struct collection *collection) {
    const struct node *node = read_scalar(collection->source->data, STR("translation_weight"));
    uint32_t weight;
    if (node && str_to_u32(node->text, &weight) && weight <= TRANSLATION_WEIGHT_MAX) {
        collection->translation_weight = weight;
    } else if (node) {
        diag(b->diags, &MSG_BAD_TRANSLATION_WEIGHT, node_place(collection->source->path, node),
             node->text);
    }
}

static void read_settings(struct builder *b, struct collection *collection) {
    static const struct str bodies[] = {STR_INIT("none"), STR_INIT("optional"),
                                        STR_INIT("required")};
    static const struct str rules[] = {STR_INIT("link"), STR_INIT("page"), STR_INIT("hide")};
    static const struct str checks[] = {STR_INIT("off"), STR_INIT("warning"), STR_INIT("error")};
    const struct node *data = collection->source->data;
    struct str path = collection->source->path;
    collection->label = text_or(data, "label", collection->id);
    collection->singular = text_or(data, "singular", collection->label);
    collection->description = text_or(data, "description", (struct str){0});
    collection->template = text_or(data, "template", STR("item"));
    collection->children = text_or(data, "children", (struct str){0});
    collection->cited_by = text_or(data, "cited_by", (struct str){0});
    collection->body = (enum body_rule)read_choice(b, path, data, STR("body"), bodies, 3, 0);
    collection->untranslated =
        (enum untranslated_rule)read_choice(b, path, data, STR("untranslated"), rules, 3, 0);
    collection->has_numbered_paragraphs =
        read_flag(b, path, data, STR("numbered_paragraphs"), false);
    collection->is_as_received = read_flag(b, path, data, STR("as_received"), false);
    collection->is_side_by_side = read_flag(b, path, data, STR("side_by_side"), false);
    collection->translation_checks = (enum translation_checks)read_choice(
        b, path, data, STR("translation_checks"), checks, 3, 0);
    read_translated_from(b, collection);
    read_translation_weight(b, collection);
    const struct node *count = node_get(data, STR("count"));
    if (count && count->kind == NODE_MAP) {
        read_count(b, path, count, &collection->count_one, &collection->count_many);
    }
}

static void read_collection(struct builder *b, struct collection *collection) {
    const struct node *data = collection->source->data;
    check_collection_keys(b, collection);
    read_settings(b, collection);
    read_release(b, collection);
    const struct node *fields = node_get(data, STR("fields"));
    if (fields && fields->kind == NODE_MAP) {
        read_fields(b, collection, fields);
        read_combinations(b, collection);
        read_glossary(b, collection);
    }
    collection->title = named_field(collection, "title", FIELD_TEXT, FIELD_TEXT);
    collection->summary = named_field(collection, "summary", FIELD_TEXT, FIELD_MARKDOWN);
    collection->date = named_field(collection, "date", FIELD_DATE, FIELD_DATE_RANGE);
    if (collection->title == FIELD_NONE) {
        diag(b->diags, &MSG_NO_TITLE_FIELD, place_file(collection->source->path), collection->id);
    } else {
        collection->sort_field = &collection->fields[collection->title];
    }
    const struct node *index = node_get(data, STR("index"));
    if (index && index->kind == NODE_MAP) {
        read_index(b, collection, index);
    }
    collection->title_from = setting_field(b, collection, data, "title_from");
    collection->expires = setting_field(b, collection, data, "expires");
    if (collection->expires && collection->expires->type != FIELD_DATE) {
        diag(b->diags, &MSG_UNKNOWN_FIELD,
             node_place(collection->source->path, node_get(data, STR("expires"))),
             collection->expires->id);
        collection->expires = NULL;
    }
    collection->calendar = setting_field(b, collection, data, "calendar");
    read_open_data(b, collection);
}

void build_collections(struct builder *b) {
    struct site *site = b->site;
    site->collections =
        ARENA_ARRAY(b->arena, struct collection, sources_count_kind(b->sources, SOURCE_COLLECTION));
    for (size_t i = 0; i < b->sources->count; i++) {
        const struct source *source = &b->sources->files[i];
        if (source->kind == SOURCE_COLLECTION && source->data && source->data->kind == NODE_MAP) {
            struct collection *collection = &site->collections[site->collection_count];
            collection->id = source->collection;
            collection->index = site->collection_count++;
            collection->source = source;
            collection->page_size = 50;
            collection->translated_percent = 80;
            collection->translation_weight = 1;
            collection->title = collection->summary = collection->date = FIELD_NONE;
            collection->parent = FIELD_NONE;
        }
    }
    for (size_t i = 0; i < site->collection_count; i++) {
        read_collection(b, &site->collections[i]);
    }
}
