#include "preview/content_policy.h"

/* ---- The policy ---------------------------------------------------------------------------- */

struct directive {
    struct str name, sources; /* data of `name` is NULL: there is none */
};

static struct directive read_directive(struct str text) {
    struct str rest = str_trim(text);
    size_t end = 0;

    while (end < rest.length && !char_is_blank(rest.data[end])) {
        end++;
    }
    return (struct directive){str_slice(rest, 0, end), str_trim(str_from_byte(rest, end))};
}

/* The first counts if a directive is repeated. */
static struct directive find_directive(struct str policy, struct str name) {
    struct str rest = policy;

    while (rest.data) {
        struct directive directive = read_directive(str_cut(&rest, ';'));

        if (str_equal_ascii_case(directive.name, name)) {
            return directive;
        }
    }
    return (struct directive){0};
}

static bool is_none(struct str sources) {
    return str_is_empty(sources) || str_equal_ascii_case(sources, STR("'none'"));
}

static void add_directive(struct strbuf *out, struct str name, struct str sources) {
    strbuf_add(out, name);
    strbuf_add_char(out, ' ');
    if (!is_none(sources)) {
        strbuf_add(out, sources);
        strbuf_add_char(out, ' ');
    }
    strbuf_add(out, STR("'self'"));
}

static bool is_needed(struct str name) {
    return str_equal_ascii_case(name, STR("script-src")) ||
           str_equal_ascii_case(name, STR("script-src-elem")) ||
           str_equal_ascii_case(name, STR("connect-src"));
}

/* Where default-src has spoken for a directive that is missing, that one now speaks for itself. */
static void add_missing(struct strbuf *out, struct str policy, struct str name) {
    struct directive standard = find_directive(policy, STR("default-src"));

    if (standard.name.data && !find_directive(policy, name).name.data) {
        strbuf_add(out, STR("; "));
        add_directive(out, name, standard.sources);
    }
}

void content_policy_relax(struct str policy, struct strbuf *out) {
    struct str rest = policy;

    while (rest.data) {
        struct str text = str_cut(&rest, ';');
        struct directive directive = read_directive(text);

        if (is_needed(directive.name)) {
            strbuf_add_char(out, ' ');
            add_directive(out, directive.name, directive.sources);
        } else {
            strbuf_add(out, text);
        }
        strbuf_add(out, rest.data ? STR(";") : STR(""));
    }
    add_missing(out, policy, STR("script-src"));
    add_missing(out, policy, STR("connect-src"));
}

/* ---- Its place in a page ------------------------------------------------------------------- */

static size_t skip_blanks(struct str page, size_t at) {
    while (at < page.length && char_is_blank(page.data[at])) {
        at++;
    }
    return at;
}

static bool ends_name(char c) {
    return char_is_blank(c) || c == '=' || c == '>' || c == '/';
}

struct attribute {
    struct str name;
    size_t start, end; /* of the value in the page; equal if it has none */
};

/* Reads the attribute at `*at` in a tag; false at its end. */
static bool next_attribute(struct str page, size_t *at, struct attribute *attribute) {
    size_t name = skip_blanks(page, *at);
    size_t end = name;

    while (end < page.length && !ends_name(page.data[end])) {
        end++;
    }
    *attribute = (struct attribute){.name = str_slice(page, name, end)};
    *at = skip_blanks(page, end);
    if (end == name || *at >= page.length || page.data[*at] != '=') {
        return end > name;
    }
    *at = skip_blanks(page, *at + 1);
    if (*at < page.length && (page.data[*at] == '"' || page.data[*at] == '\'')) {
        attribute->start = *at + 1;
        attribute->end = str_find_char(page, page.data[*at], attribute->start);
        *at = attribute->end + 1;
        return attribute->end != STR_NONE;
    }
    attribute->start = *at;
    while (*at < page.length && !char_is_blank(page.data[*at]) && page.data[*at] != '>') {
        ++*at;
    }
    attribute->end = *at;
    return true;
}

/* Reads the attributes of the <meta> behind whose name `at` is. */
static bool is_policy(struct str page, size_t at, size_t *start, size_t *end) {
    struct attribute attribute;
    bool is_ours = false;
    bool has_content = false;

    while (next_attribute(page, &at, &attribute)) {
        struct str value = str_slice(page, attribute.start, attribute.end);

        if (str_equal_ascii_case(attribute.name, STR("http-equiv"))) {
            is_ours = str_equal_ascii_case(str_trim(value), STR("Content-Security-Policy"));
        } else if (str_equal_ascii_case(attribute.name, STR("content"))) {
            has_content = true;
            *start = attribute.start;
            *end = attribute.end;
        }
    }
    return is_ours && has_content;
}

bool content_policy_find(struct str page, size_t from, size_t *start, size_t *end) {
    static const struct str tag = STR_INIT("<meta");

    for (size_t at = str_find_char(page, '<', from); at != STR_NONE;
         at = str_find_char(page, '<', at + 1)) {
        size_t behind = at + tag.length;

        if (str_equal_ascii_case(str_slice(page, at, behind), tag) && behind < page.length &&
            ends_name(page.data[behind]) && is_policy(page, behind, start, end)) {
            return true;
        }
    }
    return false;
}
