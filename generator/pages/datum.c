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

/* Small pieces are gathered, so that the hash is called for a few kilobytes at a time. */
struct gatherer {
    struct digest digest;
    size_t count;
    char bytes[2048];
};

static void flush(struct gatherer *gatherer) {
    gatherer->digest =
        digest_mix(gatherer->digest, digest_of((struct str){gatherer->bytes, gatherer->count}));
    gatherer->count = 0;
}

static void gather(struct gatherer *gatherer, struct str piece) {
    if (piece.length > sizeof gatherer->bytes - gatherer->count) {
        flush(gatherer);
        if (piece.length > sizeof gatherer->bytes) {
            gatherer->digest = digest_mix(gatherer->digest, digest_of(piece));
            return;
        }
    }
    if (piece.length) {
        memcpy(gatherer->bytes + gatherer->count, piece.data, piece.length);
        gatherer->count += piece.length;
    }
}

static void gather_number(struct gatherer *gatherer, uint64_t number) {
    char bytes[8];

    for (int i = 0; i < 8; i++) {
        bytes[i] = (char)(number >> (8 * i) & 0xFF);
    }
    gather(gatherer, (struct str){bytes, sizeof bytes});
}

/* Lengths stand before texts and a mark behind the children, so no two trees gather the same. */
static void gather_tree(struct gatherer *gatherer, const struct datum *datum, unsigned depth) {
    gather(gatherer, (struct str){&"nftxhlm"[datum->kind], 1});
    gather_number(gatherer, datum->key.length);
    gather(gatherer, datum->key);
    gather_number(gatherer, datum->text.length);
    gather(gatherer, datum->text);
    if (depth < MAX_DEPTH) {
        for (const struct datum *child = datum->first; child; child = child->next) {
            gather_tree(gatherer, child, depth + 1);
        }
    }
    gather(gatherer, STR("."));
}

struct digest datum_digest(const struct datum *datum) {
    struct gatherer gatherer;

    gatherer.digest = (struct digest){0};
    gatherer.count = 0;
    if (datum) {
        gather_tree(&gatherer, datum, 0);
    }
    flush(&gatherer);
    return gatherer.digest;
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
