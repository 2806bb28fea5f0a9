#include "pages/datum.h"

/* Deeper than any template can look (MUSTACHE_MAX_CONTEXTS and a dotted name on top). */
#define MAX_DEPTH 256

static struct datum *make(struct arena *arena, enum datum_kind kind) {
    struct datum *datum = ARENA_NEW(arena, struct datum);

    datum->kind = kind;
    return datum;
}

struct datum *datum_map(struct arena *arena) {
    return make(arena, DATUM_MAP);
}

struct datum *datum_list(struct arena *arena) {
    return make(arena, DATUM_LIST);
}

struct datum *datum_add(struct arena *arena, struct datum *list, enum datum_kind kind) {
    struct datum *child = make(arena, kind);

    if (list->last) {
        list->last->next = child;
    } else {
        list->first = child;
    }
    list->last = child;
    return child;
}

struct datum *datum_put(struct arena *arena, struct datum *map, struct str key,
                        enum datum_kind kind) {
    struct datum *child = datum_add(arena, map, kind);

    child->key = key;
    return child;
}

struct datum *datum_put_map(struct arena *arena, struct datum *map, struct str key) {
    return datum_put(arena, map, key, DATUM_MAP);
}

struct datum *datum_put_list(struct arena *arena, struct datum *map, struct str key) {
    return datum_put(arena, map, key, DATUM_LIST);
}

struct datum *datum_put_text(struct arena *arena, struct datum *map, struct str key,
                             struct str text) {
    struct datum *child = datum_put(arena, map, key, DATUM_TEXT);

    child->text = text;
    return child;
}

struct datum *datum_put_marked(struct arena *arena, struct datum *map, struct str key,
                               struct str text, struct str lang, struct str dir) {
    struct datum *child = datum_put_text(arena, map, key, text);
    struct datum_mark *mark = ARENA_NEW(arena, struct datum_mark);

    *mark = (struct datum_mark){lang, dir};
    child->mark = mark;
    return child;
}

struct datum *datum_put_html(struct arena *arena, struct datum *map, struct str key,
                             struct str html) {
    struct datum *child = datum_put(arena, map, key, DATUM_HTML);

    child->text = html;
    return child;
}

struct datum *datum_put_true(struct arena *arena, struct datum *map, struct str key) {
    return datum_put(arena, map, key, DATUM_TRUE);
}

struct datum *datum_put_null(struct arena *arena, struct datum *map, struct str key) {
    return datum_put(arena, map, key, DATUM_NULL);
}

struct datum *datum_add_map(struct arena *arena, struct datum *list) {
    return datum_add(arena, list, DATUM_MAP);
}

struct datum *datum_add_text(struct arena *arena, struct datum *list, struct str text) {
    struct datum *child = datum_add(arena, list, DATUM_TEXT);

    child->text = text;
    return child;
}

const struct datum *datum_get(const struct datum *map, struct str key) {
    if (!map || map->kind != DATUM_MAP) {
        return NULL;
    }
    for (const struct datum *child = map->first; child; child = child->next) {
        if (child->key.length == key.length &&
            (key.length == 0 || memcmp(child->key.data, key.data, key.length) == 0)) {
            return child;
        }
    }
    return NULL;
}

bool datum_is_true(const struct datum *datum) {
    if (!datum) {
        return false;
    }
    switch (datum->kind) {
    case DATUM_NULL:
    case DATUM_FALSE:
        return false;
    case DATUM_TEXT:
    case DATUM_HTML:
        return datum->text.length > 0;
    case DATUM_LIST:
        return datum->first != NULL;
    case DATUM_TRUE:
    case DATUM_MAP:
        break;
    }
    return true;
}

/* --- Digest ---------------------------------------------------------------------------------- */

/* No kind has these numbers, so no two trees give the same bytes. */
static const uint32_t mark = 253, end_of_children = 254, by_origin = 255;

static void add_tree(struct digester *digester, const struct datum *datum, unsigned depth) {
    uint32_t kind = datum->origin ? by_origin : (uint32_t)datum->kind;
    uint32_t head[] = {kind, (uint32_t)datum->key.length, (uint32_t)datum->text.length};

    if (datum->origin) {
        head[2] = sizeof *datum->origin;
    }
    digester_add_bytes(digester, head, sizeof head);
    digester_add_bytes(digester, datum->key.data, datum->key.length);
    if (datum->origin) {
        digester_add_bytes(digester, datum->origin, sizeof *datum->origin);
        return; /* a list has children only when it is rendered */
    }
    digester_add_bytes(digester, datum->text.data, datum->text.length);
    if (datum->mark) {
        digester_add_bytes(digester, &mark, sizeof mark);
        digester_add(digester, datum->mark->lang);
        digester_add(digester, datum->mark->dir);
    }
    if (depth < MAX_DEPTH) {
        for (const struct datum *child = datum->first; child; child = child->next) {
            add_tree(digester, child, depth + 1);
        }
    }
    if (datum->kind == DATUM_LIST || datum->kind == DATUM_MAP) {
        digester_add_bytes(digester, &end_of_children, sizeof end_of_children);
    }
}

struct digest datum_digest(const struct datum *datum) {
    struct digester digester = {0};

    if (datum) {
        add_tree(&digester, datum, 0);
    }
    return digester_end(&digester);
}

/* --- JSON ------------------------------------------------------------------------------------ */

static void print_string(struct strbuf *out, struct str text) {
    strbuf_add_char(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];

        if (c == '"' || c == '\\') {
            strbuf_add_char(out, '\\');
            strbuf_add_char(out, c);
        } else if (c == '\n') {
            strbuf_add(out, STR("\\n"));
        } else if ((unsigned char)c < 0x20 || c == 0x7F) {
            strbuf_add_format(out, "\\u%04x", (unsigned)(unsigned char)c);
        } else {
            strbuf_add_char(out, c);
        }
    }
    strbuf_add_char(out, '"');
}

static void print_line_start(struct strbuf *out, unsigned depth) {
    strbuf_add_char(out, '\n');
    for (unsigned i = 0; i < depth; i++) {
        strbuf_add(out, STR("  "));
    }
}

static void print_tree(struct strbuf *out, const struct datum *datum, unsigned depth);

static void print_children(struct strbuf *out, const struct datum *datum, unsigned depth) {
    bool is_map = datum->kind == DATUM_MAP;

    strbuf_add_char(out, is_map ? '{' : '[');
    for (const struct datum *child = datum->first; child; child = child->next) {
        print_line_start(out, depth + 1);
        if (is_map) {
            print_string(out, child->key);
            strbuf_add(out, STR(": "));
        }
        print_tree(out, child, depth + 1);
        if (child->next) {
            strbuf_add_char(out, ',');
        }
    }
    if (datum->first) {
        print_line_start(out, depth);
    }
    strbuf_add_char(out, is_map ? '}' : ']');
}

static void print_tree(struct strbuf *out, const struct datum *datum, unsigned depth) {
    switch (depth < MAX_DEPTH ? datum->kind : DATUM_NULL) {
    case DATUM_NULL:
        strbuf_add(out, STR("null"));
        break;
    case DATUM_FALSE:
        strbuf_add(out, STR("false"));
        break;
    case DATUM_TRUE:
        strbuf_add(out, STR("true"));
        break;
    case DATUM_TEXT:
    case DATUM_HTML:
        print_string(out, datum->text);
        break;
    case DATUM_LIST:
    case DATUM_MAP:
        print_children(out, datum, depth);
        break;
    }
}

void datum_print_json(const struct datum *datum, struct strbuf *out) {
    if (datum) {
        print_tree(out, datum, 0);
    } else {
        strbuf_add(out, STR("null"));
    }
    strbuf_add_char(out, '\n');
}
