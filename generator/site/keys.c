#include "base/utf8.h"
#include "site/build.h"

void report_wrong_kind(struct builder *b, struct str path, const struct node *node, struct str name,
                       enum node_kind wanted) {
    diag(b->diags, &MSG_WRONG_KIND, node_place(path, node), name, node_kind_name(wanted),
         node_kind_name(node->kind));
}

void note_nearest(struct builder *b, struct diag *parent, struct place place, struct str wanted,
                  const struct str *candidates, size_t count) {
    struct str nearest = str_nearest(wanted, candidates, count);
    if (nearest.length > 0) {
        diag_note(b->diags, parent, &MSG_DID_YOU_MEAN, place, nearest);
    }
}

static struct str list_names(struct arena *arena, const struct str *names, size_t count) {
    struct str text = {0};
    for (size_t i = 0; i < count; i++) {
        text = i == 0 ? names[0] : str_join(arena, text, STR(", "), names[i]);
    }
    return text;
}

static void report_unknown_key(struct builder *b, struct str path, const struct node *child,
                               const struct key_rule *rules, size_t count) {
    struct str *names = ARENA_ARRAY(b->arena, struct str, count);
    for (size_t i = 0; i < count; i++) {
        names[i] = rules[i].name;
    }
    struct place place = node_key_place(path, child);
    struct diag *problem =
        diag(b->diags, &MSG_UNKNOWN_KEY, place, child->key, list_names(b->arena, names, count));
    note_nearest(b, problem, place, child->key, names, count);
}

static const struct key_rule *find_rule(const struct key_rule *rules, size_t count,
                                        struct str key) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(rules[i].name, key)) {
            return &rules[i];
        }
    }
    return NULL;
}

static bool fits(const struct key_rule *rule, const struct node *node) {
    return rule->kind == NODE_SCALAR_OR_LIST ? node->kind != NODE_MAP : node->kind == rule->kind;
}

static void check_required(struct builder *b, struct str path, const struct node *map,
                           struct str key) {
    const struct node *node = node_get(map, key);
    if (!node) {
        diag(b->diags, &MSG_MISSING_KEY, node_place(path, map), key);
    } else if (node->kind == NODE_SCALAR && utf8_is_blank(node->text)) {
        diag(b->diags, &MSG_EMPTY_VALUE, node_place(path, node), key);
    }
}

bool check_keys(struct builder *b, struct str path, const struct node *map, struct str name,
                const struct key_rule *rules, size_t count) {
    if (map->kind != NODE_MAP) {
        report_wrong_kind(b, path, map, name, NODE_MAP);
        return false;
    }
    for (const struct node *child = map->first; child; child = child->next) {
        const struct key_rule *rule = find_rule(rules, count, child->key);
        if (!rule) {
            report_unknown_key(b, path, child, rules, count);
        } else if (!fits(rule, child)) {
            report_wrong_kind(b, path, child, child->key,
                              rule->kind == NODE_SCALAR_OR_LIST ? NODE_LIST : rule->kind);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (rules[i].need == KEY_REQUIRED) {
            check_required(b, path, map, rules[i].name);
        }
    }
    return true;
}

size_t read_choice(struct builder *b, struct str path, const struct node *map, struct str key,
                   const struct str *choices, size_t count, size_t fallback) {
    const struct node *node = node_get(map, key);
    if (!node || node->kind != NODE_SCALAR) {
        return fallback;
    }
    for (size_t i = 0; i < count; i++) {
        if (str_equal(node->text, choices[i])) {
            return i;
        }
    }
    struct place place = node_place(path, node);
    struct diag *problem = diag(b->diags, &MSG_WRONG_CHOICE, place, key, node->text,
                                list_names(b->arena, choices, count));
    note_nearest(b, problem, place, node->text, choices, count);
    return fallback;
}

bool read_flag(struct builder *b, struct str path, const struct node *map, struct str key,
               bool fallback) {
    static const struct str choices[] = {STR_INIT("no"), STR_INIT("yes")};
    return read_choice(b, path, map, key, choices, 2, fallback ? 1 : 0) == 1;
}

const struct node *read_scalar(const struct node *map, struct str key) {
    const struct node *node = node_get(map, key);
    bool is_text = node && node->kind == NODE_SCALAR && node->text.length > 0;
    return is_text ? node : NULL;
}
