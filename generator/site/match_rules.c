/* `matches:` of a schema -> struct match_rule. */
#include "site/build.h"

#define DEFAULT_LIMIT 20
#define MAX_LIMIT 200

struct rule_reading {
    struct builder *b;
    struct str path; /* of the schema */
    struct match_rule *rule;
};

static struct str text_of(const struct node *map, const char *key) {
    const struct node *node = read_scalar(map, str_from(key));
    return node ? node->text : (struct str){0};
}

/* One path, or a list of them. */
static size_t read_paths(struct rule_reading *r, const struct collection *from,
                         const struct node *node, struct field_path *paths) {
    size_t count = 0;
    if (!node) {
        return 0;
    }
    if (node->kind == NODE_SCALAR) {
        return read_field_path(r->b, r->path, from, node, &paths[0]) ? 1 : 0;
    }
    for (const struct node *child = node->first; child && count < MATCH_MAX_PATHS;
         child = child->next) {
        if (!read_field_path(r->b, r->path, from, child, &paths[count])) {
            return 0;
        }
        count++;
    }
    return count;
}

static void check_pairs(struct rule_reading *r, const struct node *node,
                        struct match_criterion *criterion) {
    bool is_good = criterion->theirs_count == criterion->path_count;
    for (size_t i = 0; is_good && i < criterion->path_count; i++) {
        is_good = field_is_like(criterion->ours[i].end, criterion->theirs[i].end);
    }
    if (!is_good) {
        diag(r->b->diags, &MSG_MATCH_TYPES, node_place(r->path, node));
        criterion->path_count = 0;
    }
}

static void read_of(struct rule_reading *r, const struct node *node,
                    struct match_criterion *criterion) {
    const struct node *of = read_scalar(node, STR("of"));
    const struct taxonomy *taxonomy = criterion->path_count > 0 ? criterion->ours[0].end->of : NULL;
    criterion->of = of && taxonomy ? taxonomy_term(taxonomy, of->text) : NULL;
    if (of && !criterion->of && criterion->path_count > 0) {
        diag(r->b->diags, &MSG_UNKNOWN_TERM, node_place(r->path, of), of->text,
             taxonomy ? taxonomy->id : criterion->ours[0].text);
    }
}

static void read_criterion(struct rule_reading *r, const struct node *node,
                           struct match_criterion *criterion) {
    const struct node *ours = node_get(node, STR("ours")), *theirs = node_get(node, STR("theirs"));
    const struct key_rule rules[] = {
        {STR("ours"), ours ? ours->kind : NODE_SCALAR, KEY_REQUIRED},
        {STR("theirs"), theirs ? theirs->kind : NODE_SCALAR, KEY_OPTIONAL},
        {STR("tree"), NODE_SCALAR, KEY_OPTIONAL},
        {STR("of"), NODE_SCALAR, KEY_OPTIONAL},
        {STR("empty"), NODE_SCALAR, KEY_OPTIONAL},
        {STR("reason"), NODE_SCALAR, KEY_OPTIONAL},
        {STR("reason_any"), NODE_SCALAR, KEY_OPTIONAL},
    };
    static const struct str empties[] = {STR_INIT("fails"), STR_INIT("matches")};
    if (!check_keys(r->b, r->path, node, STR("matches"), rules, sizeof rules / sizeof *rules)) {
        return;
    }
    criterion->path_count = read_paths(r, r->rule->ours, ours, criterion->ours);
    criterion->theirs_count = read_paths(r, r->rule->theirs, theirs, criterion->theirs);
    criterion->is_tree = read_flag(r->b, r->path, node, STR("tree"), false);
    criterion->empty_matches = read_choice(r->b, r->path, node, STR("empty"), empties, 2, 0) == 1;
    criterion->reason = text_of(node, "reason");
    criterion->reason_any = text_of(node, "reason_any");
    if (theirs && criterion->path_count > 0) {
        check_pairs(r, node, criterion);
    }
    read_of(r, node, criterion);
}

static size_t read_criteria(struct rule_reading *r, const struct node *list,
                            struct match_criterion *criteria, size_t most) {
    size_t count = 0;
    for (const struct node *node = list ? list->first : NULL; node; node = node->next) {
        if (count == most) {
            diag(r->b->diags, &MSG_TOO_MANY_CRITERIA, node_place(r->path, node),
                 str_format(r->b->arena, "%zu", most));
            return count;
        }
        read_criterion(r, node, &criteria[count]);
        count += criteria[count].path_count > 0;
    }
    return count;
}

static void read_limit(struct rule_reading *r, const struct node *node) {
    const struct node *limit = read_scalar(node, STR("limit"));
    r->rule->limit = DEFAULT_LIMIT;
    if (limit && (!str_to_u32(limit->text, &r->rule->limit) || r->rule->limit < 1 ||
                  r->rule->limit > MAX_LIMIT)) {
        diag(r->b->diags, &MSG_BAD_NUMBER, node_place(r->path, limit), limit->text);
        r->rule->limit = DEFAULT_LIMIT;
    }
}

static bool read_rule(struct rule_reading *r, const struct collection *ours,
                      const struct node *node) {
    static const struct key_rule rules[] = {
        {STR_INIT("with"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("label"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("reverse"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("limit"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("require"), NODE_LIST, KEY_REQUIRED},
        {STR_INIT("prefer"), NODE_LIST, KEY_OPTIONAL},
    };
    if (!check_keys(r->b, r->path, node, STR("matches"), rules, sizeof rules / sizeof *rules)) {
        return false;
    }
    const struct node *with = read_scalar(node, STR("with"));
    r->rule->ours = ours;
    r->rule->theirs = with ? site_collection(r->b->site, with->text) : NULL;
    if (with && !r->rule->theirs) {
        diag(r->b->diags, &MSG_UNKNOWN_COLLECTION, node_place(r->path, with), with->text);
    }
    if (!r->rule->theirs) {
        return false;
    }
    r->rule->label = text_of(node, "label");
    r->rule->reverse = text_of(node, "reverse");
    read_limit(r, node);
    r->rule->required_count =
        read_criteria(r, node_get(node, STR("require")), r->rule->required, MATCH_MAX_REQUIRED);
    r->rule->preferred_count =
        read_criteria(r, node_get(node, STR("prefer")), r->rule->preferred, MATCH_MAX_PREFERRED);
    return r->rule->required_count > 0;
}

void build_match_rules(struct builder *b) {
    for (size_t i = 0; i < b->site->collection_count; i++) {
        struct collection *collection = &b->site->collections[i];
        const struct node *list = node_get(collection->source->data, STR("matches"));
        size_t most = list && list->kind == NODE_LIST ? list->count : 0;
        struct match_rule *rules = ARENA_ARRAY(b->arena, struct match_rule, most);
        for (const struct node *node = most > 0 ? list->first : NULL; node; node = node->next) {
            struct rule_reading r = {b, collection->source->path,
                                     &rules[collection->match_rule_count]};
            collection->match_rule_count += read_rule(&r, collection, node);
        }
        collection->match_rules = rules;
    }
}
