/* Names in a theme that no data has. Mustache shows nothing for them; mostly they are misspelt. */
#include "pages/messages.h"
#include "pages/mustache_tree.h"

/* What may stand below a key. */
enum below { BELOW_KEYS, BELOW_ANYTHING };

void mustache_add_keys(struct mustache_library *library) {
    static enum below below_keys = BELOW_KEYS, below_anything = BELOW_ANYTHING;

    library->keys = map_make(library->arena);
    for (size_t i = 0; i < library->source.key_count; i++) {
        struct str key = library->source.keys[i];
        bool is_open = str_ends(key, STR(".*"));

        map_set(&library->keys, is_open ? str_slice(key, 0, key.length - 2) : key,
                is_open ? &below_anything : &below_keys);
    }
}

static bool is_open(const struct mustache_library *library, struct str key) {
    const enum below *below = map_get(&library->keys, key);

    return below && *below == BELOW_ANYTHING;
}

static void report(const struct mustache_library *library, const struct mustache_text *text,
                   struct str name, size_t at) {
    struct place place = mustache_place(text, at);
    struct diag *added = diag(text->diags, &MSG_TEMPLATE_UNKNOWN_NAME, place, name);
    struct str nearest = str_nearest(name, library->source.keys, library->source.key_count);

    if (!str_is_empty(nearest)) {
        diag_note(text->diags, added, &MSG_TEMPLATE_NEAREST_NAME, place, nearest);
    }
}

/* Each part of a dotted name, up to one below which anything may stand. */
static void check(const struct mustache_library *library, const struct mustache_text *text,
                  const struct token *token) {
    struct dotted dotted = mustache_dotted(text->arena, token->name);

    for (uint32_t i = 0; i < dotted.count; i++) {
        if (!map_get(&library->keys, dotted.parts[i])) {
            report(library, text, dotted.parts[i], token->from);
            return;
        }
        if (is_open(library, dotted.parts[i])) {
            return;
        }
    }
}

static bool is_below_anything(const struct mustache_library *library, const struct tokens *tokens,
                              const struct token *token) {
    for (uint32_t i = token->around; i != TOKEN_NONE; i = tokens->items[i].around) {
        struct str name = tokens->items[i].name;
        size_t dot = str_find_last_char(name, '.');

        if (is_open(library, dot == STR_NONE ? name : str_from_byte(name, dot + 1))) {
            return true;
        }
    }
    return false;
}

static bool is_looked_up(const struct token *token) {
    switch (token->kind) {
    case TOKEN_VALUE:
    case TOKEN_RAW:
    case TOKEN_INVERTED:
        return true;
    case TOKEN_SECTION:
        return !token->is_message;
    case TOKEN_PARTIAL:
        return token->is_dynamic;
    default:
        return false;
    }
}

void mustache_check_names(const struct mustache_library *library, const struct mustache_text *text,
                          const struct tokens *tokens) {
    if (library->keys.count == 0 || !text->diags) {
        return;
    }
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];

        if (is_looked_up(token) && !is_below_anything(library, tokens, token)) {
            check(library, text, token);
        }
    }
}
