#include "sources/svg.h"

#include "base/utf8.h"
#include "sources/messages.h"

/* Elements and attributes by which a drawing could run code, pull in another file or hide one. */
static const struct str svg_elements[] = {
    STR_INIT("script"), STR_INIT("foreignobject"), STR_INIT("iframe"),  STR_INIT("object"),
    STR_INIT("embed"),  STR_INIT("handler"),       STR_INIT("listener")};

static bool has_at(struct str text, size_t at, struct str wanted) {
    return str_starts(str_from_byte(text, at), wanted);
}

static bool is_refused_element(struct str lower, size_t at) {
    size_t start = at + 1;
    size_t end = start;
    while (end < lower.length && (char_is_ascii_lower(lower.data[end]) || lower.data[end] == ':' ||
                                  char_is_digit(lower.data[end]))) {
        if (lower.data[end++] == ':') { /* svg:script */
            start = end;
        }
    }
    for (size_t i = 0; i < sizeof svg_elements / sizeof svg_elements[0]; i++) {
        if (str_equal(str_slice(lower, start, end), svg_elements[i])) {
            return true;
        }
    }
    return str_starts(str_from_byte(lower, at), STR("<!entity"));
}

/* onload="...", after white space or a quotation mark. */
static bool is_event_attribute(struct str lower, size_t at) {
    size_t end = at + 2;
    if (!has_at(lower, at, STR("on")) || at == 0 ||
        !(char_is_blank(lower.data[at - 1]) || strchr("\"'/", lower.data[at - 1]) != NULL)) {
        return false;
    }
    while (end < lower.length && char_is_ascii_lower(lower.data[end])) {
        end++;
    }
    if (end == at + 2) {
        return false;
    }
    while (end < lower.length && char_is_blank(lower.data[end])) {
        end++;
    }
    return end < lower.length && lower.data[end] == '=';
}

/* A reference out of the file: href="http...", href="//...", javascript: anywhere. */
static bool is_outside_reference(struct str lower, size_t at) {
    struct str rest = str_from_byte(lower, at);
    if (str_starts(rest, STR("javascript:"))) {
        return true;
    }
    if (!str_starts(rest, STR("href"))) {
        return false;
    }
    struct str value = str_trim(str_slice(rest, 4, 40));
    if (!str_starts(value, STR("="))) {
        return false;
    }
    value = str_trim(str_from_byte(value, 1));
    if (value.length > 0 && (value.data[0] == '"' || value.data[0] == '\'')) {
        value = str_trim(str_from_byte(value, 1));
    }
    return value.length > 0 && value.data[0] != '#' && !str_starts(value, STR("data:image/"));
}

static bool is_refused(struct str lower, size_t at) {
    switch (lower.data[at]) {
    case '<':
        return is_refused_element(lower, at);
    case 'o':
        return is_event_attribute(lower, at);
    case 'h':
    case 'j':
        return is_outside_reference(lower, at);
    default:
        return false;
    }
}

/* What to quote: the character that matters and the word it begins. */
static struct str word_at(struct str text, size_t at) {
    size_t end = at + 1;
    while (end < text.length && (char_is_ascii_letter(text.data[end]) || text.data[end] == '!')) {
        end++;
    }
    return str_slice(text, at, end);
}

void svg_check(struct str text, struct str path, struct arena *scratch, struct diags *diags) {
    struct str lower = str_to_ascii_lower(scratch, text);
    struct place whole = {.path = path};
    if (str_find(lower, STR("svg"), 0) == STR_NONE) {
        diag(diags, &MSG_MEDIA_FORMAT, whole, STR("svg"));
        return;
    }
    if (str_find(lower, STR("</svg"), 0) == STR_NONE &&
        str_find(lower, STR(":svg>"), 0) == STR_NONE) {
        diag(diags, &MSG_MEDIA_CUT_OFF, whole, STR("svg"));
        return;
    }
    for (size_t at = 0; at < lower.length; at++) {
        if (is_refused(lower, at)) {
            struct utf8_position position = utf8_position(text, at);
            diag(diags, &MSG_MEDIA_SVG, place_at(path, position.line, position.column),
                 word_at(text, at));
            return;
        }
    }
}
