#include "pages/messages.h"
#include "pages/mustache_tree.h"

struct str mustache_msgid(struct arena *arena, struct str inner) {
    struct str trimmed = str_trim(inner);
    char *bytes = ARENA_ARRAY(arena, char, trimmed.length + 1);
    size_t length = 0;
    bool was_blank = false;

    for (size_t i = 0; i < trimmed.length; i++) {
        char c = trimmed.data[i];
        bool is_blank = char_is_blank(c);

        if (!is_blank) {
            bytes[length++] = c;
        } else if (!was_blank) {
            bytes[length++] = ' ';
        }
        was_blank = is_blank;
    }
    return (struct str){bytes, length};
}

/* Markup and character references would be shown as they stand, which nobody means. */
static bool has_markup(struct str text) {
    for (size_t i = 0; i + 1 < text.length; i++) {
        char c = text.data[i], next = text.data[i + 1];

        if (c == '<' && (char_is_ascii_letter(next) || next == '/' || next == '!')) {
            return true;
        }
        if (c == '&' && (char_is_ascii_letter(next) || next == '#')) {
            size_t end = str_find_char(text, ';', i);

            if (end != STR_NONE && end - i < 12 && str_find_char(text, ' ', i) > end) {
                return true;
            }
        }
    }
    return false;
}

static bool all_are_values(const struct tokens *tags) {
    for (size_t i = 0; i < tags->count; i++) {
        if (tags->items[i].kind != TOKEN_VALUE) {
            return false;
        }
    }
    return true;
}

/* A msgid is not where it was in the template: what is wrong with it is told at its {{#t}}. */
static bool find_tags(const struct mustache_text *text, const struct token *open, struct str inner,
                      struct tokens *tags) {
    struct mustache_text unheard = {.text = inner, .path = text->path, .arena = text->arena};

    return mustache_tokenize(&unheard, open->delimiters, tags) && all_are_values(tags);
}

bool mustache_check_msgid(const struct mustache_text *text, const struct token *open,
                          struct str msgid, struct tokens *tags) {
    if (msgid.length == 0) {
        mustache_report(text, &MSG_TEMPLATE_T_EMPTY, open->from, (struct str){0});
        return false;
    }
    if (!find_tags(text, open, msgid, tags)) {
        mustache_report(text, &MSG_TEMPLATE_T_TAG, open->from, msgid);
        return false;
    }
    if (has_markup(msgid)) {
        mustache_report(text, &MSG_TEMPLATE_T_MARKUP, open->from, msgid);
        return false;
    }
    return true;
}

static bool has_name(const struct tokens *tags, struct str name) {
    for (size_t i = 0; i < tags->count; i++) {
        if (str_equal(tags->items[i].name, name)) {
            return true;
        }
    }
    return false;
}

bool mustache_check_translation(const struct mustache_text *text, const struct token *open,
                                const struct tokens *msgid_tags, struct str translation,
                                struct tokens *tags) {
    bool is_good = find_tags(text, open, translation, tags);

    for (size_t i = 0; is_good && i < tags->count; i++) {
        is_good = has_name(msgid_tags, tags->items[i].name);
    }
    if (!is_good) {
        mustache_report(text, &MSG_TEMPLATE_TRANSLATION, open->from, translation);
    }
    return is_good;
}

void mustache_each_text(struct str text, struct str path,
                        void (*each)(void *context, struct str msgid, struct place place),
                        void *context) {
    struct arena arena = {0};
    struct mustache_text source = {
        .text = text, .path = path, .arena = &arena, .has_messages = true};
    struct tokens tokens = {0};

    /* After an error the tags that were paired before it still count. */
    mustache_tokenize(&source, mustache_default_delimiters, &tokens);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *open = &tokens.items[i];

        if (open->kind == TOKEN_SECTION && open->is_message && open->partner > i) {
            struct str inner = str_slice(text, open->to, tokens.items[open->partner].from);
            struct str msgid = mustache_msgid(&arena, inner);

            if (msgid.length) {
                each(context, msgid, mustache_place(&source, open->from));
            }
        }
    }
    arena_release(&arena);
}
