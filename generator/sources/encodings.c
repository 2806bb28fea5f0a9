#include "sources/encodings.h"

#include "sources/charset.h"
#include "sources/messages.h"

static struct str charset_of_rule(const struct node *rule, struct str site_path,
                                  struct diags *diags) {
    const struct node *node = node_get(rule, STR("charset"));
    struct str charset = charset_find(node->text);
    if (str_is_empty(charset)) {
        size_t count;
        const struct str *list = charset_list(&count);
        struct str nearest = str_nearest(node->text, list, count);
        diag(diags, &MSG_ENCODINGS_CHARSET, node_place(site_path, node), node->text,
             str_is_empty(nearest) ? STR("windows-1252") : nearest);
    }
    return charset;
}

static void read_rule(struct encodings *encodings, const struct node *rule, struct str site_path,
                      struct arena *arena, struct diags *diags) {
    struct str path = node_text(rule, STR("path"));
    if (str_is_empty(path) || str_is_empty(node_text(rule, STR("charset"))) || rule->count != 2) {
        diag(diags, &MSG_ENCODINGS_ENTRY, node_place(site_path, rule));
        return;
    }
    struct str charset = charset_of_rule(rule, site_path, diags);
    if (!str_is_empty(charset)) {
        *LIST_ADD(&encodings->rules, arena) = (struct encoding_rule){path, charset, rule};
    }
}

void encodings_read(struct encodings *encodings, const struct node *site, struct str site_path,
                    struct arena *arena, struct diags *diags) {
    const struct node *list = node_get(site, STR("encodings"));
    if (list == NULL || (list->kind == NODE_SCALAR && str_is_empty(list->text))) {
        return;
    }
    if (list->kind != NODE_LIST) {
        diag(diags, &MSG_ENCODINGS_ENTRY, node_place(site_path, list));
        return;
    }
    for (const struct node *rule = list->first; rule != NULL; rule = rule->next) {
        read_rule(encodings, rule, site_path, arena, diags);
    }
}

/* Going back to the last star is enough: a star before the last slash cannot help behind it. */
static bool fits(struct str pattern, struct str path) {
    size_t p = 0, at = 0, star = STR_NONE, star_at = 0;
    while (at < path.length) {
        if (p < pattern.length && pattern.data[p] == '*') {
            star = p++;
            star_at = at;
        } else if (p < pattern.length && (pattern.data[p] == path.data[at] ||
                                          (pattern.data[p] == '?' && path.data[at] != '/'))) {
            p++;
            at++;
        } else if (star != STR_NONE && path.data[star_at] != '/') {
            p = star + 1;
            at = ++star_at;
        } else {
            return false;
        }
    }
    while (p < pattern.length && pattern.data[p] == '*') {
        p++;
    }
    return p == pattern.length;
}

static bool rule_fits(const struct encoding_rule *rule, const struct source *source) {
    struct str content = STR("content/");
    return (source->kind == SOURCE_RECORD || source->kind == SOURCE_TEXT) &&
           str_starts(source->path, content) &&
           fits(rule->path, str_from_byte(source->path, content.length));
}

struct str encodings_find(const struct encodings *encodings, const struct source *source) {
    for (size_t i = 0; i < encodings->rules.count; i++) {
        const struct encoding_rule *rule = &encodings->rules.items[i];
        if (rule_fits(rule, source)) {
            return str_equal(rule->charset, STR("UTF-8")) ? (struct str){0} : rule->charset;
        }
    }
    return (struct str){0};
}

void encodings_report_unused(const struct encodings *encodings, const struct sources *sources,
                             struct str site_path, struct diags *diags) {
    for (size_t i = 0; i < encodings->rules.count; i++) {
        const struct encoding_rule *rule = &encodings->rules.items[i];
        bool is_used = false;
        for (size_t f = 0; f < sources->count && !is_used; f++) {
            is_used = rule_fits(rule, &sources->files[f]);
        }
        if (!is_used) {
            diag(diags, &MSG_ENCODINGS_UNUSED, node_place(site_path, rule->node), rule->path);
        }
    }
}
