/* YAML scalars, lists and maps -> typed values, each by the field that declares it. */
#include "base/path.h"
#include "base/utf8.h"
#include "site/build.h"

static const struct key_rule header_keys[] = {
    {STR_INIT("translates"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("status"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("sample"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("sort_key"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("lang"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("updated"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("history"), NODE_LIST, KEY_OPTIONAL}, /* this and what follows: life.c */
    {STR_INIT("adopted"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("provisional"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("distribution"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("superseded_by"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("withdrawn"), NODE_MAP, KEY_OPTIONAL},
    {STR_INIT("former_ids"), NODE_LIST, KEY_OPTIONAL},
    {STR_INIT("changes"), NODE_MAP, KEY_OPTIONAL},         /* following.c */
    {STR_INIT("legal_status"), NODE_SCALAR, KEY_OPTIONAL}, /* this and the next: items.c */
    {STR_INIT("snapshot"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("allow"), NODE_MAP, KEY_OPTIONAL}, /* pairs.c */
};
#define HEADER_KEY_COUNT (sizeof header_keys / sizeof *header_keys)

static const struct key_rule *header_key(size_t index) {
    return index < HEADER_KEY_COUNT ? &header_keys[index]
                                    : &release_header_keys[index - HEADER_KEY_COUNT];
}

static size_t header_key_count(void) {
    return HEADER_KEY_COUNT + release_header_key_count;
}

bool is_header_key(struct str key) {
    for (size_t i = 0; i < header_key_count(); i++) {
        if (str_equal(header_key(i)->name, key)) {
            return true;
        }
    }
    return false;
}

/* Where a value is read: the version's file, and whether it is a translation. */
struct reading {
    struct builder *b;
    const struct version *version;
    struct str path;
    bool is_held; /* the version is not released, and may refer to others that are not */
};

static void report_text(struct reading *r, const struct message *message, const struct node *node) {
    diag(r->b->diags, message, node_place(r->path, node), node->text);
}

static void report_date(struct reading *r, const struct node *node, enum date_problem problem,
                        const struct message *not_iso) {
    const struct message *message = problem == DATE_NOT_ISO        ? not_iso
                                    : problem == DATE_OTHER_DIGITS ? &MSG_BAD_DATE_DIGITS
                                                                   : &MSG_NO_SUCH_DATE;
    report_text(r, message, node);
}

bool read_date_node(struct builder *b, struct str path, const struct node *node,
                    struct date *date) {
    struct reading r = {.b = b, .path = path};
    enum date_problem problem = date_parse(node->text, date);
    if (problem != DATE_OK) {
        report_date(&r, node, problem, &MSG_BAD_DATE);
    }
    return problem == DATE_OK;
}

static void report_reversed(struct reading *r, const struct node *node, struct date from,
                            struct date to) {
    struct str corrected =
        str_join(r->b->arena, date_iso(r->b->arena, to), STR("/"), date_iso(r->b->arena, from));
    diag(r->b->diags, &MSG_DATE_RANGE_REVERSED, node_place(r->path, node), node->text, corrected);
}

static bool read_date(struct reading *r, const struct field *field, const struct node *node,
                      struct value *value) {
    struct date from = {0}, to = {0};
    if (field->type == FIELD_DATE) {
        enum date_problem problem = date_parse(node->text, &from);
        if (problem != DATE_OK) {
            report_date(r, node, problem, &MSG_BAD_DATE);
            return false;
        }
        to = from;
    } else {
        enum date_problem problem = date_range_parse(node->text, &from, &to);
        if (problem == DATE_REVERSED) {
            report_reversed(r, node, from, to);
            return false;
        }
        if (problem != DATE_OK) {
            report_date(r, node, problem, &MSG_BAD_DATE_RANGE);
            return false;
        }
    }
    value->dates.from = from;
    value->dates.to = to;
    return true;
}

#define NUMBER_MAX_DIGITS 18

/* An optional sign, digits, an optional point and digits: what every locale can be made from. */
bool site_is_number(struct str text) {
    struct str rest = str_starts(text, STR("-")) ? str_from_byte(text, 1) : text;
    struct str whole = str_cut(&rest, '.');
    bool is_good = whole.length > 0 && (!rest.data || rest.length > 0) &&
                   whole.length + rest.length <= NUMBER_MAX_DIGITS;
    for (size_t i = 0; is_good && i < whole.length; i++) {
        is_good = char_is_digit(whole.data[i]);
    }
    for (size_t i = 0; is_good && i < rest.length; i++) {
        is_good = char_is_digit(rest.data[i]);
    }
    return is_good;
}

static bool is_plain_ascii(struct str text, const char *refused) {
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c <= ' ' || c >= 0x7F || str_find_char(str_from(refused), (char)c, 0) != STR_NONE) {
            return false;
        }
    }
    return true;
}

static bool is_url(struct str text) {
    size_t host = str_starts(text, STR("https://")) ? 8 : str_starts(text, STR("http://")) ? 7 : 0;
    return host > 0 && text.length > host && text.data[host] != '/' &&
           is_plain_ascii(text, "\"<>\\^`{|}");
}

static bool is_email(struct str text) {
    size_t at = str_find_char(text, '@', 0);
    return at != STR_NONE && at > 0 && is_plain_ascii(text, "\"<>\\()[],:;") &&
           str_find_char(text, '@', at + 1) == STR_NONE &&
           str_find_char(text, '.', at + 2) != STR_NONE && !str_ends(text, STR("."));
}

static bool read_country(struct reading *r, const struct node *node, struct value *value) {
    value->text = str_to_ascii_lower(r->b->arena, node->text);
    if (country_code_exists(value->text)) {
        return true;
    }
    struct place place = node_place(r->path, node);
    struct diag *problem = diag(r->b->diags, &MSG_BAD_COUNTRY, place, node->text);
    struct str nearest = country_code_nearest(node->text);
    if (nearest.length > 0) {
        diag_note(r->b->diags, problem, &MSG_DID_YOU_MEAN, place, nearest);
    }
    return false;
}

static bool read_language(struct reading *r, const struct node *node, struct value *value) {
    value->text = lang_tag_canonical(r->b->arena, node->text);
    struct str rest = value->text;
    if (value->text.length > 0 && language_code_exists(str_cut(&rest, '-'))) {
        return true;
    }
    report_text(r, &MSG_BAD_LANGUAGE_TAG, node);
    return false;
}

static bool read_term(struct reading *r, const struct field *field, const struct node *node,
                      struct value *value) {
    const struct taxonomy *taxonomy = field->of;
    if (!taxonomy) {
        return false; /* the schema's own error */
    }
    value->term = taxonomy_term(taxonomy, node->text);
    if (value->term) {
        return true;
    }
    struct str *ids = ARENA_ARRAY(&r->b->scratch, struct str, taxonomy->term_count);
    for (size_t i = 0; i < taxonomy->term_count; i++) {
        ids[i] = taxonomy->terms[i].id;
    }
    struct place place = node_place(r->path, node);
    struct diag *problem = diag(r->b->diags, &MSG_UNKNOWN_TERM, place, node->text, taxonomy->id);
    note_nearest(r->b, problem, place, node->text, ids, taxonomy->term_count);
    return false;
}

static void report_dangling(struct reading *r, const struct field *field, const struct node *node,
                            struct str id) {
    struct place place = node_place(r->path, node);
    struct diag *problem = diag(r->b->diags, &MSG_DANGLING_REFERENCE, place, id, field->to->id);
    for (size_t i = 0; i < r->b->site->collection_count; i++) {
        struct str other = r->b->site->collections[i].id;
        if (site_item(r->b->site, other, id)) {
            diag_note(r->b->diags, problem, &MSG_IN_COLLECTION, place, id, other);
            return;
        }
    }
    struct str *ids = ARENA_ARRAY(r->b->arena, struct str, field->to->item_count);
    for (size_t i = 0; i < field->to->item_count; i++) {
        ids[i] = field->to->items[i]->id;
    }
    note_nearest(r->b, problem, place, id, ids, field->to->item_count);
    diag_note(r->b->diags, problem, &MSG_DECLARED_HERE, field->place, field->id);
}

static bool read_reference(struct reading *r, const struct field *field, const struct node *node,
                           struct value *value) {
    if (!field->to) {
        return false;
    }
    struct str anchor = node->text, id = str_cut(&anchor, '#');
    value->item = site_item(r->b->site, field->to->id, id);
    value->anchor = anchor;
    if (value->item) {
        value->node = anchor.length > 0 ? node_copy_scalar(r->b->arena, node) : NULL;
        return true;
    }
    struct str name = str_join(r->b->arena, field->to->id, STR("/"), id);
    const struct held_item *held = map_get(&r->b->held, name);
    if (!held) {
        report_dangling(r, field, node, id);
        return false;
    }
    if (!r->is_held) {
        diag(r->b->diags, held->item ? &MSG_REFERENCE_TO_HELD : &MSG_REFERENCE_TO_DRAFT,
             node_place(r->path, node), id);
        note_reference_to_held(r->b, r->version, name);
    }
    if (held->item && anchor.length > 0) {
        *LIST_ADD(&r->b->held_references, r->b->arena) =
            (struct held_reference){held, node_place(r->path, node), anchor};
    }
    return false;
}

static void check_residue(struct reading *r, const struct node *node) {
    struct residues residues = {0};
    residue_find(node->text, r->version->language->tag, 1, &r->b->scratch, &residues);
    report_residues(r->b, r->path, node, &residues);
}

static bool read_scalar_value(struct reading *r, const struct field *field, const struct node *node,
                              struct value *value) {
    value->text = node->text;
    const struct message *problem = NULL;
    switch (field->type) {
    case FIELD_DATE:
    case FIELD_DATE_RANGE:
        return read_date(r, field, node, value);
    case FIELD_COUNTRY:
        return read_country(r, node, value);
    case FIELD_LANGUAGE:
        return read_language(r, node, value);
    case FIELD_TERM:
        return read_term(r, field, node, value);
    case FIELD_REFERENCE:
        return read_reference(r, field, node, value);
    case FIELD_NUMBER:
        problem = site_is_number(node->text) ? NULL : &MSG_BAD_NUMBER;
        break;
    case FIELD_URL:
        problem = is_url(node->text) ? NULL : &MSG_BAD_URL;
        break;
    case FIELD_EMAIL:
        problem = is_email(node->text) ? NULL : &MSG_BAD_EMAIL;
        break;
    case FIELD_SYMBOL:
        problem = symbol_is_valid(node->text) ? NULL : &MSG_BAD_SYMBOL;
        break;
    case FIELD_TEXT:
    case FIELD_MARKDOWN: /* text is as it is; Markdown is checked with the texts */
        check_residue(r, node);
        break;
    default:
        break;
    }
    if (problem) {
        report_text(r, problem, node);
    }
    return problem == NULL;
}

static bool read_value(struct reading *r, const struct field *field, const struct node *node,
                       struct value *value);

static bool is_same_reference(const struct field *field, const struct value *a,
                              const struct value *b) {
    return (field->type == FIELD_REFERENCE && a->item == b->item &&
            str_equal(a->anchor, b->anchor)) ||
           (field->type == FIELD_TERM && a->term == b->term);
}

static bool read_list(struct reading *r, const struct field *field, const struct node *node,
                      struct value *value) {
    struct value *values = ARENA_ARRAY(r->b->arena, struct value, node->count);
    size_t count = 0;
    for (const struct node *child = node->first; child; child = child->next) {
        if (!read_value(r, field->element, child, &values[count])) {
            continue;
        }
        bool is_new = true;
        for (size_t i = 0; is_new && i < count; i++) {
            is_new = !is_same_reference(field->element, &values[i], &values[count]);
        }
        if (!is_new) {
            report_text(r, &MSG_REPEATED_VALUE, child);
        }
        count += is_new;
    }
    value->list.values = values;
    value->list.count = count;
    return count > 0;
}

/* The keys that may stand where `fields` are read: a translation sees translatable ones only, the
   others have a message of their own. */
static void check_field_names(struct reading *r, const struct field *fields, size_t count,
                              const struct node *map, struct str name, bool is_top) {
    size_t total = count + (is_top ? header_key_count() : 0);
    struct key_rule *rules = ARENA_ARRAY(&r->b->scratch, struct key_rule, total);
    for (size_t i = 0; i < count; i++) {
        const struct node *child = node_get(map, fields[i].id);
        rules[i] = (struct key_rule){fields[i].id, child ? child->kind : NODE_SCALAR,
                                     KEY_OPTIONAL}; /* kinds and needs: read_fields() */
    }
    for (size_t i = count; i < total; i++) {
        rules[i] = *header_key(i - count);
    }
    check_keys(r->b, r->path, map, name, rules, total);
}

/* A value that follows from others, computed later, could only contradict them. */
static void report_computed(struct reading *r, const struct field *field, const struct node *node) {
    if (node) {
        struct diag *problem =
            diag(r->b->diags, &MSG_COMPUTED_FIELD, node_key_place(r->path, node), field->id);
        diag_note(r->b->diags, problem, &MSG_DECLARED_HERE, field->place, field->id);
    }
}

/* Of what was withdrawn, only the title need stay. */
static bool may_lack(const struct reading *r, const struct field *field) {
    const struct collection *collection = r->version->item->collection;
    return item_is_withdrawn(r->version->item) &&
           (collection->title == FIELD_NONE || field != &collection->fields[collection->title]);
}

/* A translation states what is translatable, and in full what each version has of its own. */
static void read_fields(struct reading *r, const struct field *fields, size_t count,
                        const struct node *map, struct value *values) {
    bool is_translation = r->version->translates != NULL;
    for (size_t i = 0; i < count; i++) {
        const struct field *field = &fields[i];
        const struct node *node = node_get(map, field->id);
        if (field->compute) {
            report_computed(r, field, node);
        } else if (node && is_translation && !field->is_translatable && !field->is_own) {
            struct diag *problem =
                diag(r->b->diags, &MSG_NOT_TRANSLATABLE, node_key_place(r->path, node), field->id);
            diag_note(r->b->diags, problem, &MSG_DECLARED_HERE, field->place, field->id);
        } else if (node) {
            values[i].is_set = read_value(r, field, node, &values[i]);
        } else if (field->is_required && (!is_translation || field->is_own) &&
                   !may_lack(r, field)) {
            struct diag *problem =
                diag(r->b->diags, &MSG_MISSING_KEY, node_place(r->path, map), field->id);
            diag_note(r->b->diags, problem, &MSG_DECLARED_HERE, field->place, field->id);
        }
    }
}

static bool read_map(struct reading *r, const struct field *field, const struct node *node,
                     struct value *value) {
    struct value *values = ARENA_ARRAY(r->b->arena, struct value, field->field_count);
    check_field_names(r, field->fields, field->field_count, node, field->id, false);
    read_fields(r, field->fields, field->field_count, node, values);
    value->list.values = values;
    value->list.count = field->field_count;
    return true;
}

static bool read_value(struct reading *r, const struct field *field, const struct node *node,
                       struct value *value) {
    enum node_kind wanted = field->type == FIELD_LIST  ? NODE_LIST
                            : field->type == FIELD_MAP ? NODE_MAP
                                                       : NODE_SCALAR;
    *value = (struct value){0};
    if (field->type == FIELD_MARKDOWN) {
        value->node = node_copy_scalar(r->b->arena, node); /* its links are checked later */
    }
    if (node->kind != wanted) {
        struct diag *problem = diag(r->b->diags, &MSG_WRONG_KIND, node_place(r->path, node),
                                    field->id, node_kind_name(wanted), node_kind_name(node->kind));
        diag_note(r->b->diags, problem, &MSG_DECLARED_HERE, field->place, field->id);
        return false;
    }
    if (wanted == NODE_SCALAR && utf8_is_blank(node->text)) {
        diag(r->b->diags, &MSG_EMPTY_VALUE, node_place(r->path, node), field->id);
        return false;
    }
    value->is_set = wanted == NODE_LIST  ? read_list(r, field, node, value)
                    : wanted == NODE_MAP ? read_map(r, field, node, value)
                                         : read_scalar_value(r, field, node, value);
    return value->is_set;
}

/* A translation restates a list of maps map by map: the n-th there is the n-th here. */
static void check_length(struct reading *r, const struct node *data, size_t field) {
    const struct field *list = &r->version->item->collection->fields[field];
    const struct value *original = &r->version->item->versions[0].values[field];
    const struct node *node = node_get(data, list->id);
    if (!node || node->kind != NODE_LIST || list->is_own || list->type != FIELD_LIST ||
        list->element->type != FIELD_MAP || !original->is_set ||
        node->count == original->list.count) {
        return;
    }
    diag(r->b->diags, &MSG_LIST_LENGTH, node_place(r->path, node), list->id,
         str_format(&r->b->scratch, "%u", node->count),
         str_format(&r->b->scratch, "%zu", original->list.count));
}

static void check_body(struct reading *r) {
    const struct collection *collection = r->version->item->collection;
    const struct source *source = r->version->source;
    bool has_body = source->body_line > 0;
    if (collection->body == BODY_REQUIRED && !has_body && !item_is_withdrawn(r->version->item)) {
        diag(r->b->diags, &MSG_NO_BODY, place_file(r->path), collection->id);
    } else if (collection->body == BODY_NONE && has_body) {
        diag(r->b->diags, &MSG_UNWANTED_BODY, place_at(r->path, source->body_line, 1),
             collection->id);
    }
}

/* The date of an item and of its last change, which sort lists and feed readers. */
static void read_updated(struct reading *r, const struct node *data, struct version *version) {
    const struct node *node = read_scalar(data, STR("updated"));
    struct item *item = version->item;
    struct date date;
    if (!node || !read_date_node(r->b, r->path, node, &date)) {
        return;
    }
    version->updated = date;
    if (date_compare(date, item->updated) > 0) {
        item->updated = date;
    }
}

static void read_date_of_original(const struct version *original, struct item *item) {
    size_t field = item->collection->date;
    if (field != FIELD_NONE && original->values[field].is_set) {
        item->date = original->values[field].dates.from;
    }
    item->updated = item_changed(item, item->date);
}

static void read_version_values(struct builder *b, struct item *item, struct version *version,
                                bool is_held) {
    const struct collection *collection = item->collection;
    const struct node *data = source_data(version->source, &b->scratch);
    struct reading r = {b, version, version->source->path, is_held};
    version->values = ARENA_ARRAY(b->arena, struct value, collection->field_count);
    read_life(b, item, version, data, is_held);
    check_changes(b, version->source->path, node_get(data, STR("changes")));
    check_field_names(&r, collection->fields, collection->field_count, data, item->id, true);
    read_fields(&r, collection->fields, collection->field_count, data, version->values);
    for (size_t i = 0; version->translates && i < collection->field_count; i++) {
        check_length(&r, data, i);
    }
    check_body(&r);
    if (version == &item->versions[0]) {
        read_date_of_original(version, item);
    }
    read_updated(&r, data, version);
    arena_reset(&b->scratch);
}

void build_values(struct builder *b) {
    for (size_t i = 0; i < b->site->item_count; i++) {
        struct item *item = b->site->items[i];
        for (size_t j = 0; j < item->version_count; j++) {
            read_version_values(b, item, &item->versions[j], false);
        }
    }
    for (size_t i = 0; i < b->checked.count; i++) {
        const struct checked_item *checked = &b->checked.items[i];
        if (checked->released) {
            checked->item->versions[0].values = checked->released->versions[0].values;
            checked->item->life = checked->released->life;
        }
        for (size_t j = checked->first; j < checked->item->version_count; j++) {
            read_version_values(b, checked->item, &checked->item->versions[j], true);
        }
    }
}
