#include "sources/catalog_check.h"

#include "base/utf8.h"
#include "sources/messages.h"

/* Names without repeats, in order of appearance. */
struct names {
    LIST(struct str) list;
};

/* One msgstr and what it is compared with. */
struct pair {
    struct str source, target;
    struct place place;
    struct arena *scratch;
    struct diags *diags;
};

static bool has_name(const struct names *names, struct str name) {
    for (size_t i = 0; i < names->list.count; i++) {
        if (str_equal(names->list.items[i], name)) {
            return true;
        }
    }
    return false;
}

static void add_name(struct names *names, struct str name, struct arena *arena) {
    if (!has_name(names, name)) {
        *LIST_ADD(&names->list, arena) = name;
    }
}

/* ---- Placeholders ------------------------------------------------------------------------------
 */

static bool is_name_character(char c) {
    return char_is_ascii_letter(c) || char_is_digit(c) || c == '_' || c == '-' || c == '.';
}

/* The length of "{name}" or "{{name}}" at `at`, braces included, or 0. */
static size_t placeholder_length(struct str text, size_t at) {
    bool is_double = at + 1 < text.length && text.data[at + 1] == '{';
    size_t start = at + (is_double ? 2 : 1);
    size_t end = start;
    while (end < text.length && (is_name_character(text.data[end]) ||
                                 (is_double && strchr("#/^&>! ", text.data[end]) != NULL))) {
        end++;
    }
    struct str close = is_double ? STR("}}") : STR("}");
    bool is_closed = end > start && str_starts(str_from_byte(text, end), close);
    return is_closed ? end + close.length - at : 0;
}

static struct names find_placeholders(struct str text, struct arena *arena) {
    struct names names = {0};
    for (size_t at = str_find_char(text, '{', 0); at != STR_NONE;
         at = str_find_char(text, '{', at)) {
        size_t length = placeholder_length(text, at);
        if (length > 0) {
            add_name(&names, str_slice(text, at, at + length), arena);
        }
        at += length > 0 ? length : 1;
    }
    return names;
}

enum number { NUMBER_REQUIRED, NUMBER_OPTIONAL };

static void check_placeholders(const struct pair *pair, enum number number) {
    struct names wanted = find_placeholders(pair->source, pair->scratch);
    struct names found = find_placeholders(pair->target, pair->scratch);
    for (size_t i = 0; i < wanted.list.count; i++) {
        struct str name = wanted.list.items[i];
        bool is_optional = number == NUMBER_OPTIONAL && str_equal(name, STR("{n}"));
        if (!has_name(&found, name) && !is_optional) {
            diag(pair->diags, &MSG_CATALOG_PLACEHOLDER_MISSING, pair->place, name);
        }
    }
    for (size_t i = 0; i < found.list.count; i++) {
        if (!has_name(&wanted, found.list.items[i])) {
            diag(pair->diags, &MSG_CATALOG_PLACEHOLDER_UNKNOWN, pair->place, found.list.items[i]);
        }
    }
}

/* ---- Characters and tags -----------------------------------------------------------------------
 */

/* The length of what a browser would take for a tag or comment at `at`, or 0. */
static size_t tag_length(struct str text, size_t at) {
    size_t end = at + 1;
    if (end < text.length && (text.data[end] == '/' || text.data[end] == '!')) {
        end++;
    }
    if (end >= text.length || (!char_is_ascii_letter(text.data[end]) && text.data[end] != '-')) {
        return 0;
    }
    while (end < text.length &&
           (char_is_ascii_letter(text.data[end]) || char_is_digit(text.data[end]))) {
        end++;
    }
    return end - at;
}

static struct names find_tags(struct str text, struct arena *arena) {
    struct names names = {0};
    for (size_t at = str_find_char(text, '<', 0); at != STR_NONE;
         at = str_find_char(text, '<', at)) {
        size_t length = tag_length(text, at);
        if (length > 0) {
            add_name(&names, str_slice(text, at, at + length), arena);
        }
        at += length > 0 ? length : 1;
    }
    return names;
}

static void check_tags(const struct pair *pair) {
    struct names wanted = find_tags(pair->source, pair->scratch);
    struct names found = find_tags(pair->target, pair->scratch);
    for (size_t i = 0; i < found.list.count; i++) {
        if (!has_name(&wanted, found.list.items[i])) {
            diag(pair->diags, &MSG_CATALOG_HTML, pair->place, found.list.items[i]);
            return;
        }
    }
}

static void check_characters(const struct pair *pair) {
    size_t at = 0;
    while (at < pair->target.length) {
        uint32_t rune = utf8_next(pair->target, &at);
        const struct message *message = NULL;
        if (rune_is_bidi_override(rune) || rune_is_bidi_isolate(rune)) {
            message = &MSG_CATALOG_BIDI;
        } else if (rune == '\r' || rune_is_control(rune)) {
            message = &MSG_CATALOG_CONTROL;
        }
        if (message != NULL) {
            diag(pair->diags, message, pair->place,
                 str_format(pair->scratch, "U+%04X", (unsigned)rune));
            return;
        }
    }
}

static bool check_length(const struct pair *pair) {
    if (pair->source.length <= CATALOG_MAX_STRING_BYTES &&
        pair->target.length <= CATALOG_MAX_STRING_BYTES) {
        return true;
    }
    diag(pair->diags, &MSG_CATALOG_STRING_TOO_LONG, pair->place,
         str_format(pair->scratch, "%d", CATALOG_MAX_STRING_BYTES / 1024));
    return false;
}

static void check_pair(const struct pair *pair, enum number number) {
    if (check_length(pair)) {
        check_placeholders(pair, number);
        check_tags(pair);
        check_characters(pair);
    }
}

static bool check_form_count(const struct catalog *catalog, uint32_t form_count,
                             const struct pair *pair) {
    if (form_count == catalog->plural_count) {
        return true;
    }
    diag(pair->diags, &MSG_CATALOG_FORM_COUNT, pair->place,
         str_format(pair->scratch, "%u", (unsigned)form_count),
         str_format(pair->scratch, "%u", (unsigned)catalog->plural_count));
    return false;
}

static void check_forms(const struct catalog *catalog, const struct catalog_message *message,
                        struct pair *pair) {
    for (uint32_t form = 0; form < catalog->plural_count; form++) {
        pair->target = message->forms[form];
        if (str_is_empty(pair->target)) {
            diag(pair->diags, &MSG_CATALOG_FORM_EMPTY, pair->place,
                 str_format(pair->scratch, "%u", (unsigned)form));
            continue;
        }
        bool is_rare = plural_form_is_rare(catalog->plural_rule, form);
        check_pair(pair, is_rare ? NUMBER_OPTIONAL : NUMBER_REQUIRED);
    }
}

void catalog_check_message(const struct catalog *catalog, const struct catalog_message *message,
                           uint32_t form_count, struct arena *scratch, struct diags *diags) {
    struct pair pair = {message->msgid, message->forms[0], catalog_place(catalog, message), scratch,
                        diags};
    if (str_is_empty(message->msgid_plural)) {
        check_pair(&pair, NUMBER_REQUIRED);
        return;
    }
    pair.source = message->msgid_plural;
    if (check_form_count(catalog, form_count, &pair)) {
        check_forms(catalog, message, &pair);
    }
}
