/*
 * Fields that no file states: `compute:` in a schema says what they follow from. They are read once
 * all collections are declared, since a path may lead through any of them, and valued once all
 * items have their values and references.
 */
#include "site/build.h"

enum compute_kind { COMPUTE_PATH, COMPUTE_SUM, COMPUTE_VERSIONS, COMPUTE_PARTIES };

/* One line of `cases`: how many of the parties must be members of the group, and how many not. */
struct compute_case {
    const struct term *is;
    bool are_all_members;
    uint32_t members, others;
};

struct computation {
    enum compute_kind kind;
    struct field_path path;                   /* PATH, SUM */
    enum { AT_ANY_TIME, AT_NOW, AT_DATE } at; /* dated maps that count */
    size_t at_field;                          /* AT_DATE: a date of the item */
    LIST(struct field_path) parties;          /* PARTIES: references */
    struct field_path member;                 /*   from a party to terms, */
    const struct term *of;                    /*   which say that it is a member */
    LIST(struct compute_case) cases;
};

struct schema_reading {
    struct builder *b;
    const struct collection *collection;
    const struct field *field;
    struct computation *computation;
};

static struct str schema_path(const struct schema_reading *r) {
    return r->collection->source->path;
}

static bool read_path(struct schema_reading *r, const struct collection *from,
                      const struct node *node, struct field_path *path) {
    *path = (struct field_path){0};
    if (!node || node->kind != NODE_SCALAR) {
        return false; /* check_keys() said why */
    }
    if (!read_field_path(r->b, schema_path(r), from, node, path)) {
        return false;
    }
    if (path->has_computed) {
        diag(r->b->diags, &MSG_PATH_TO_COMPUTED, node_place(schema_path(r), node), node->text);
        return false;
    }
    return true;
}

static void read_at(struct schema_reading *r, const struct node *map) {
    const struct node *at = read_scalar(map, STR("at"));
    if (!at) {
        return;
    }
    if (str_equal(at->text, STR("now"))) {
        r->computation->at = AT_NOW;
        return;
    }
    const struct field *fields = r->collection->fields;
    size_t index = field_find(fields, r->collection->field_count, at->text);
    bool is_date = index != FIELD_NONE &&
                   (fields[index].type == FIELD_DATE || fields[index].type == FIELD_DATE_RANGE);
    if (is_date) {
        r->computation->at = AT_DATE;
        r->computation->at_field = index;
        return;
    }
    diag(r->b->diags, &MSG_UNKNOWN_FIELD, node_place(schema_path(r), at), at->text);
}

static const struct term *find_term(struct schema_reading *r, const struct taxonomy *of,
                                    const struct node *node) {
    const struct term *term = of && node ? taxonomy_term(of, node->text) : NULL;
    if (of && node && !term) {
        diag(r->b->diags, &MSG_UNKNOWN_TERM, node_place(schema_path(r), node), node->text, of->id);
    }
    return term;
}

static void read_case(struct schema_reading *r, const struct node *node) {
    static const struct key_rule rules[] = {
        {STR_INIT("is"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("members"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("others"), NODE_SCALAR, KEY_OPTIONAL},
    };
    if (!check_keys(r->b, schema_path(r), node, STR("cases"), rules, 3)) {
        return;
    }
    struct compute_case *next = LIST_ADD(&r->computation->cases, r->b->arena);
    next->is = find_term(r, r->field->of, read_scalar(node, STR("is")));
    const struct node *members = read_scalar(node, STR("members"));
    const struct node *others = read_scalar(node, STR("others"));
    next->are_all_members = members && str_equal(members->text, STR("all"));
    if (members && !next->are_all_members && !str_to_u32(members->text, &next->members)) {
        diag(r->b->diags, &MSG_BAD_NUMBER, node_place(schema_path(r), members), members->text);
    }
    if (others && !str_to_u32(others->text, &next->others)) {
        diag(r->b->diags, &MSG_BAD_NUMBER, node_place(schema_path(r), others), others->text);
    }
}

static void report_type(struct schema_reading *r, const struct node *node) {
    diag(r->b->diags, &MSG_COMPUTED_TYPE, node_place(schema_path(r), node), r->field->id,
         field_type_name(field_innermost(r->field)->type));
}

/* Parties are items of one collection, where `member` starts. */
static void read_parties(struct schema_reading *r, const struct node *map) {
    struct computation *c = r->computation;
    const struct collection *parties = NULL;
    const struct node *list = node_get(map, STR("parties"));
    for (const struct node *node = list->first; node; node = node->next) {
        struct field_path path;
        if (!read_path(r, r->collection, node, &path)) {
            return;
        }
        if (path.end->type != FIELD_REFERENCE || (parties && path.end->to != parties)) {
            report_type(r, node);
            return;
        }
        parties = path.end->to;
        *LIST_ADD(&c->parties, r->b->arena) = path;
    }
    const struct node *member = read_scalar(map, STR("member"));
    if (!parties || !read_path(r, parties, member, &c->member)) {
        return;
    }
    if (c->member.end->type != FIELD_TERM || r->field->type != FIELD_TERM) {
        report_type(r, member);
        return;
    }
    c->of = find_term(r, c->member.end->of, read_scalar(map, STR("of")));
    const struct node *cases = node_get(map, STR("cases"));
    for (const struct node *node = cases ? cases->first : NULL; node; node = node->next) {
        read_case(r, node);
    }
}

static void read_values_of_path(struct schema_reading *r, const struct node *node) {
    struct computation *c = r->computation;
    bool is_sum = c->kind == COMPUTE_SUM;
    if (!read_path(r, r->collection, node, &c->path)) {
        return;
    }
    bool is_good = is_sum ? r->field->type == FIELD_NUMBER && c->path.end->type == FIELD_NUMBER
                          : field_is_like(field_innermost(r->field), c->path.end);
    if (!is_good) {
        report_type(r, node);
        c->path.end = NULL;
    }
}

static void read_computation(struct builder *b, const struct collection *collection,
                             struct field *field, const struct node *map) {
    static const struct key_rule rules[] = {
        {STR_INIT("path"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("sum"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("languages"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("parties"), NODE_LIST, KEY_OPTIONAL},
        {STR_INIT("member"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("of"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("at"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("cases"), NODE_LIST, KEY_OPTIONAL},
    };
    struct schema_reading r = {b, collection, field, (struct computation *)field->compute};
    if (!check_keys(b, collection->source->path, map, STR("compute"), rules,
                    sizeof rules / sizeof *rules)) {
        return;
    }
    read_at(&r, map);
    const struct node *path = node_get(map, STR("path")), *sum = node_get(map, STR("sum"));
    if (path || sum) {
        r.computation->kind = path ? COMPUTE_PATH : COMPUTE_SUM;
        read_values_of_path(&r, path ? path : sum);
    } else if (node_get(map, STR("languages"))) {
        r.computation->kind = COMPUTE_VERSIONS;
        if (field_innermost(field)->type != FIELD_LANGUAGE) {
            report_type(&r, map);
        }
    } else if (node_get(map, STR("parties"))) {
        r.computation->kind = COMPUTE_PARTIES;
        read_parties(&r, map);
    } else {
        diag(b->diags, &MSG_MISSING_KEY, node_place(schema_path(&r), map), STR("path"));
    }
}

static const struct node *compute_key(const struct collection *collection,
                                      const struct field *field) {
    const struct node *fields = node_get(collection->source->data, STR("fields"));
    return node_get(node_get(fields, field->id), STR("compute"));
}

void build_computations(struct builder *b) {
    struct site *site = b->site;
    for (size_t i = 0; i < site->collection_count; i++) {
        struct collection *collection = &site->collections[i];
        for (size_t j = 0; j < collection->field_count; j++) {
            if (compute_key(collection, &collection->fields[j])) {
                collection->fields[j].compute = ARENA_NEW(b->arena, struct computation);
            }
        }
    }
    for (size_t i = 0; i < site->collection_count; i++) {
        struct collection *collection = &site->collections[i];
        for (size_t j = 0; j < collection->field_count; j++) {
            if (collection->fields[j].compute) {
                read_computation(b, collection, &collection->fields[j],
                                 compute_key(collection, &collection->fields[j]));
            }
        }
    }
}

/* ---- Values -------------------------------------------------------------------------------- */

struct computing {
    struct builder *b;
    const struct item *item;
    const struct field *field;
    struct held_at held;
    LIST(struct value) found; /* without repetitions; on the site's arena */
    int64_t sum;
};

static bool is_same_value(const struct field *field, const struct value *a, const struct value *b) {
    switch (field->type) {
    case FIELD_TERM:
        return a->term == b->term;
    case FIELD_REFERENCE:
        return a->item == b->item;
    case FIELD_DATE:
    case FIELD_DATE_RANGE:
        return date_compare(a->dates.from, b->dates.from) == 0 &&
               date_compare(a->dates.to, b->dates.to) == 0;
    case FIELD_MAP:
        return false;
    default:
        return str_equal(a->text, b->text);
    }
}

static void add_value(struct computing *c, const struct field *field, const struct value *value) {
    for (size_t i = 0; i < c->found.count; i++) {
        if (is_same_value(field, &c->found.items[i], value)) {
            return;
        }
    }
    *LIST_ADD(&c->found, c->b->arena) = *value;
}

static void found_value(void *context, const struct value *value) {
    struct computing *c = context;
    add_value(c, field_innermost(c->field), value);
}

static void found_addend(void *context, const struct value *value) {
    struct computing *c = context;
    int64_t number;
    if (!str_to_i64(value->text, &number) || __builtin_add_overflow(c->sum, number, &c->sum)) {
        diag(c->b->diags, &MSG_SUM_NOT_WHOLE, place_file(c->item->versions[0].source->path),
             c->field->id, value->text);
    } else {
        *LIST_ADD(&c->found, c->b->arena) = *value;
    }
}

static void found_party(void *context, const struct value *value) {
    static const struct field reference = {.type = FIELD_REFERENCE};
    struct computing *c = context;
    if (value->item) {
        add_value(c, &reference, value);
    }
}

struct membership {
    const struct term *of;
    bool holds;
};

static void found_term(void *context, const struct value *value) {
    struct membership *membership = context;
    membership->holds = membership->holds || value->term == membership->of;
}

static const struct term *choose_case(const struct computation *computation, size_t members,
                                      size_t others) {
    for (size_t i = 0; i < computation->cases.count; i++) {
        const struct compute_case *one = &computation->cases.items[i];
        bool fits = one->are_all_members ? others == 0 : members >= one->members;
        if (fits && others >= one->others) {
            return one->is;
        }
    }
    return NULL;
}

/* Who cooperates alone does not cooperate: two parties at least. */
static void compute_parties(struct computing *c, const struct computation *computation,
                            struct value *value) {
    size_t members = 0;
    for (size_t i = 0; i < computation->parties.count; i++) {
        field_path_walk(&computation->parties.items[i], c->item, &c->held, found_party, c);
    }
    for (size_t i = 0; i < c->found.count; i++) {
        struct membership membership = {computation->of, false};
        field_path_walk(&computation->member, c->found.items[i].item, &c->held, found_term,
                        &membership);
        members += membership.holds;
    }
    value->term = choose_case(computation, members, c->found.count - members);
    value->is_set = c->found.count >= 2 && value->term;
}

static void add_versions(struct computing *c) {
    for (size_t i = 0; i < c->item->version_count; i++) {
        struct value *value = LIST_ADD(&c->found, c->b->arena);
        value->is_set = true;
        value->text = c->item->versions[i].language->tag;
    }
}

static void keep_found(const struct computing *c, struct value *value) {
    value->is_set = c->found.count > 0;
    if (c->field->type == FIELD_LIST) {
        value->list.values = c->found.items;
        value->list.count = c->found.count;
    } else if (value->is_set) {
        *value = c->found.items[0];
    }
}

/* Dated maps count as they were on the item's own date; where it has none, as they are now. */
static struct held_at held_for(struct builder *b, const struct computation *computation,
                               const struct item *item) {
    const struct value *date = &item->versions[0].values[computation->at_field];
    if (computation->at == AT_DATE && date->is_set) {
        return (struct held_at){HELD_AT, NULL, date_begin(date->dates.from)};
    }
    return (struct held_at){computation->at == AT_ANY_TIME ? HELD_EVER : HELD_NOW, &b->site->clock,
                            0};
}

static void compute_value(struct builder *b, const struct item *item, const struct field *field,
                          struct value *value) {
    const struct computation *computation = field->compute;
    struct computing c = {
        .b = b, .item = item, .field = field, .held = held_for(b, computation, item)};
    switch (computation->kind) {
    case COMPUTE_PATH:
        if (computation->path.end) {
            field_path_walk(&computation->path, item, &c.held, found_value, &c);
            keep_found(&c, value);
        }
        break;
    case COMPUTE_SUM:
        if (computation->path.end) {
            field_path_walk(&computation->path, item, &c.held, found_addend, &c);
            value->is_set = c.found.count > 0;
            value->text = str_format(b->arena, "%lld", (long long)c.sum);
        }
        break;
    case COMPUTE_VERSIONS:
        add_versions(&c);
        keep_found(&c, value);
        break;
    case COMPUTE_PARTIES:
        compute_parties(&c, computation, value);
        break;
    }
}

/* The date itself is still part of the time. */
static void note_expiry(struct builder *b, struct item *item) {
    const struct collection *collection = item->collection;
    if (collection->expires) {
        const struct value *date =
            &item->versions[0].values[collection->expires - collection->fields];
        item->is_expired =
            date->is_set && clock_has_passed(&b->site->clock, date_end(date->dates.to));
    }
}

void build_computed(struct builder *b) {
    for (size_t i = 0; i < b->site->item_count; i++) {
        const struct item *item = b->site->items[i];
        for (size_t j = 0; j < item->collection->field_count; j++) {
            if (item->collection->fields[j].compute) {
                compute_value(b, item, &item->collection->fields[j], &item->versions[0].values[j]);
            }
        }
        note_expiry(b, b->site->items[i]);
    }
}
