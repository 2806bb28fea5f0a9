/* `charts:` of a schema -> struct chart_rule. */
#include "base/path.h"
#include "site/build.h"

struct chart_reading {
    struct builder *b;
    struct str path; /* of the schema */
    const struct collection *collection;
};

/* The label of the last field of a path. */
static struct str label_of(const struct field_path *path, const struct collection *from) {
    const struct field *fields = from->fields, *field = NULL;
    for (size_t i = 0; i < path->step_count; i++) {
        field = &fields[path->steps[i]];
        const struct field *inner = field_innermost(field);
        fields = inner->type == FIELD_REFERENCE && inner->to ? inner->to->fields : inner->fields;
    }
    return field ? field->label : (struct str){0};
}

static bool read_axis(const struct chart_reading *r, const struct collection *from,
                      const struct node *node, struct field_path *path) {
    if (!read_field_path(r->b, r->path, from, node, path)) {
        return false;
    }
    if (!field_has_index_values(path->end)) {
        diag(r->b->diags, &MSG_CHART_TYPE, node_place(r->path, node), node->text,
             field_type_name(path->end->type));
        return false;
    }
    return true;
}

static bool is_date(const struct field *field) {
    return field->type == FIELD_DATE || field->type == FIELD_DATE_RANGE;
}

static bool is_same_kind(const struct field *a, const struct field *b) {
    return a && b && ((is_date(a) && is_date(b)) || field_is_like(a, b));
}

static bool read_series(const struct chart_reading *r, const struct collection *of,
                        const struct node *map, struct chart_rule *rule) {
    const struct node *rows = read_scalar(map, STR("rows"));
    const struct node *columns = read_scalar(map, STR("columns"));
    struct chart_series *series = &rule->series[rule->series_count];
    series->of = of;
    bool is_good = rows && read_axis(r, of, rows, &series->rows);
    if (columns) {
        is_good = read_axis(r, of, columns, &series->columns) && is_good;
    }
    rule->series_count += is_good;
    return is_good;
}

static void read_second(const struct chart_reading *r, const struct node *map,
                        struct chart_rule *rule) {
    const struct node *with = read_scalar(map, STR("with"));
    const struct collection *other = with ? site_collection(r->b->site, with->text) : NULL;
    if (with && !other) {
        diag(r->b->diags, &MSG_UNKNOWN_COLLECTION, node_place(r->path, with), with->text);
    }
    if (!other || !read_series(r, other, map, rule)) {
        return;
    }
    const struct chart_series *a = &rule->series[0], *b = &rule->series[1];
    bool is_good = is_same_kind(a->rows.end, b->rows.end) &&
                   (!a->columns.end || is_same_kind(a->columns.end, b->columns.end));
    if (!is_good) {
        diag(r->b->diags, &MSG_CHART_SERIES, node_place(r->path, with), with->text);
        rule->series_count = 1;
    }
}

static void read_kind(const struct chart_reading *r, const struct node *map,
                      struct chart_rule *rule) {
    static const struct str kinds[] = {STR_INIT("bars"), STR_INIT("matrix"), STR_INIT("stacked")};
    bool has_columns = rule->series[0].columns.end;
    rule->kind = (enum chart_kind)read_choice(r->b, r->path, map, STR("kind"), kinds, 3,
                                              has_columns ? CHART_MATRIX : CHART_BARS);
    bool is_good = (rule->kind != CHART_BARS) == has_columns &&
                   (rule->kind != CHART_STACKED || rule->series_count == 1);
    if (!is_good) {
        diag(r->b->diags, &MSG_CHART_KIND, node_place(r->path, map), rule->id);
        rule->kind = has_columns ? CHART_MATRIX : CHART_BARS;
    }
}

static void check_id(const struct chart_reading *r, const struct node *map,
                     const struct chart_rule *rule) {
    const struct node *id = read_scalar(map, STR("id"));
    if (id && !path_is_id(id->text)) {
        diag(r->b->diags, &MSG_BAD_FIELD_NAME, node_place(r->path, id), id->text);
    }
    for (size_t i = 0; id && i < r->collection->chart_rule_count; i++) {
        if (str_equal(r->collection->chart_rules[i].id, rule->id)) {
            diag(r->b->diags, &MSG_DUPLICATE_CHART, node_place(r->path, id), rule->id);
        }
    }
}

static bool read_rule(const struct chart_reading *r, const struct node *map,
                      struct chart_rule *rule) {
    static const struct key_rule rules[] = {
        {STR_INIT("id"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("title"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("rows"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("columns"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("kind"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("with"), NODE_SCALAR, KEY_OPTIONAL},
    };
    if (!check_keys(r->b, r->path, map, STR("charts"), rules, sizeof rules / sizeof *rules)) {
        return false;
    }
    const struct node *id = read_scalar(map, STR("id")), *title = read_scalar(map, STR("title"));
    if (!id || !title || !read_series(r, r->collection, map, rule)) {
        return false;
    }
    rule->id = id->text;
    rule->title = title->text;
    rule->rows_label = label_of(&rule->series[0].rows, r->collection);
    rule->columns_label = label_of(&rule->series[0].columns, r->collection);
    read_second(r, map, rule);
    read_kind(r, map, rule);
    check_id(r, map, rule);
    return true;
}

void build_chart_rules(struct builder *b) {
    for (size_t i = 0; i < b->site->collection_count; i++) {
        struct collection *collection = &b->site->collections[i];
        const struct node *list = node_get(collection->source->data, STR("charts"));
        size_t most = list && list->kind == NODE_LIST ? list->count : 0;
        const struct chart_reading r = {b, collection->source->path, collection};
        collection->chart_rules = ARENA_ARRAY(b->arena, struct chart_rule, most);
        for (const struct node *node = most > 0 ? list->first : NULL; node; node = node->next) {
            struct chart_rule *rule = &collection->chart_rules[collection->chart_rule_count];
            collection->chart_rule_count += read_rule(&r, node, rule);
        }
    }
}
