#include "publish/markup.h"

#include "base/utf8.h"

static bool is_end(const struct markup *markup) {
    return markup->at >= markup->text.length;
}

static char here(const struct markup *markup) {
    return is_end(markup) ? '\0' : markup->text.data[markup->at];
}

static bool is_space(char c) {
    return char_is_blank(c) || c == '\f';
}

static void skip_spaces(struct markup *markup) {
    while (!is_end(markup) && is_space(here(markup))) {
        markup->at++;
    }
}

static bool stands_here(const struct markup *markup, struct str text) {
    return str_starts(str_from_byte(markup->text, markup->at), text);
}

/* Moves behind the next `mark`, or to the end. */
static void skip_past(struct markup *markup, struct str mark) {
    size_t found = str_find(markup->text, mark, markup->at);

    markup->at = found == STR_NONE ? markup->text.length : found + mark.length;
}

static void skip_past_char(struct markup *markup, char mark) {
    size_t found = str_find_char(markup->text, mark, markup->at);

    markup->at = found == STR_NONE ? markup->text.length : found + 1;
}

/* ---- Tags --------------------------------------------------------------------------------------
 */

/* In HTML the contents of these are text, whatever they look like. */
static bool holds_raw_text(struct str element) {
    return str_equal_ascii_case(element, STR("script")) ||
           str_equal_ascii_case(element, STR("style")) ||
           str_equal_ascii_case(element, STR("title")) ||
           str_equal_ascii_case(element, STR("textarea"));
}

/* Moves to the end tag of `element`. */
static void skip_raw_text(struct markup *markup, struct str element) {
    while (!is_end(markup)) {
        size_t found = str_find(markup->text, STR("</"), markup->at);

        if (found == STR_NONE) {
            markup->at = markup->text.length;
            return;
        }
        struct str name = str_slice(markup->text, found + 2, found + 2 + element.length);

        markup->at = found;
        if (str_equal_ascii_case(name, element)) {
            return;
        }
        markup->at = found + 2;
    }
}

static void skip_declaration(struct markup *markup) {
    if (stands_here(markup, STR("<!--"))) {
        markup->at += 4;
        skip_past(markup, STR("-->"));
    } else if (stands_here(markup, STR("<![CDATA["))) {
        skip_past(markup, STR("]]>"));
    } else {
        skip_past_char(markup, '>');
    }
}

/* By far the most often asked question of all. */
static const bool ends_name[256] = {[' '] = true,  ['\t'] = true, ['\n'] = true, ['\r'] = true,
                                    ['\f'] = true, ['>'] = true,  ['/'] = true,  ['='] = true};

static struct str read_name(struct markup *markup) {
    size_t start = markup->at;

    const char *data = markup->text.data;
    size_t at = start, length = markup->text.length;

    while (at < length && !ends_name[(unsigned char)data[at]]) {
        at++;
    }
    markup->at = at;
    return (struct str){data + start, at - start};
}

/* Moves behind the name of the next start tag; false at the end. */
static bool find_start_tag(struct markup *markup) {
    for (;;) {
        markup->at = str_find_char(markup->text, '<', markup->at);
        if (markup->at == STR_NONE) {
            markup->at = markup->text.length;
            return false;
        }
        markup->at++;
        switch (here(markup)) {
        case '/':
            skip_past_char(markup, '>');
            continue;
        case '!':
        case '?':
            markup->at--;
            skip_declaration(markup);
            continue;
        }
        if (char_is_ascii_letter(here(markup))) {
            markup->element = read_name(markup);
            return true;
        }
    }
}

/* ---- Attributes --------------------------------------------------------------------------------
 */

static struct str read_value(struct markup *markup) {
    char quote = here(markup);
    size_t start = markup->at;

    if (quote == '"' || quote == '\'') {
        size_t end = str_find_char(markup->text, quote, start + 1);

        end = end == STR_NONE ? markup->text.length : end;
        markup->at = end < markup->text.length ? end + 1 : end;
        return str_slice(markup->text, start + 1, end);
    }
    while (!is_end(markup) && !is_space(here(markup)) && here(markup) != '>') {
        markup->at++;
    }
    return str_slice(markup->text, start, markup->at);
}

/* Reads one attribute of the open tag; false at the end of the tag. */
static bool read_attribute(struct markup *markup, struct markup_attribute *attribute) {
    while (is_space(here(markup)) || here(markup) == '/') {
        markup->at++;
    }
    if (is_end(markup) || here(markup) == '>') {
        return false;
    }
    size_t start = markup->at;

    attribute->element = markup->element;
    attribute->name = read_name(markup);
    attribute->value = (struct str){0};
    skip_spaces(markup);
    if (here(markup) == '=') {
        markup->at++;
        skip_spaces(markup);
        attribute->value = read_value(markup);
    }
    if (markup->at == start) {
        markup->at++; /* never stand still */
    }
    return true;
}

/* Leaves the tag that read_attribute() has come to the end of. True with the text behind it, in
   XML. */
static bool leave_tag(struct markup *markup, struct markup_attribute *attribute) {
    struct str element = markup->element;
    bool is_empty = markup->at > 0 && markup->text.data[markup->at - 1] == '/';

    markup->element = (struct str){0};
    if (is_end(markup)) {
        return false;
    }
    markup->at++;
    if (markup->language == MARKUP_HTML) {
        if (holds_raw_text(element)) {
            skip_raw_text(markup, element);
        }
        return false;
    }
    size_t end = str_find_char(markup->text, '<', markup->at);

    attribute->element = element;
    attribute->name = (struct str){0};
    attribute->value =
        str_slice(markup->text, markup->at, end == STR_NONE ? markup->text.length : end);
    return !is_empty && attribute->value.length > 0;
}

bool markup_next(struct markup *markup, struct markup_attribute *attribute) {
    for (;;) {
        if (!markup->element.data && !find_start_tag(markup)) {
            return false;
        }
        if (read_attribute(markup, attribute) || leave_tag(markup, attribute)) {
            return true;
        }
    }
}

/* ---- Character references ----------------------------------------------------------------------
 */

static int digit_value(char c) {
    if (char_is_digit(c)) {
        return c - '0';
    }
    c = char_to_ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

/* The character behind "#", as in #x27; 0 if it is none. */
static uint32_t parse_number(struct str text) {
    int base = text.length > 1 && char_to_ascii_lower(text.data[1]) == 'x' ? 16 : 10;
    size_t at = base == 16 ? 2 : 1;
    uint32_t rune = 0;

    for (; at < text.length; at++) {
        int digit = digit_value(text.data[at]);

        if (digit >= base || rune > 0x10FFFF) {
            return 0;
        }
        rune = rune * (uint32_t)base + (uint32_t)digit;
    }
    return rune > 0x10FFFF || (rune >= 0xD800 && rune < 0xE000) ? 0 : rune;
}

/* `name` is what stands between & and ; */
static uint32_t reference_rune(struct str name) {
    static const struct {
        struct str name;
        uint32_t rune;
    } known[] = {{STR_INIT("amp"), '&'},
                 {STR_INIT("lt"), '<'},
                 {STR_INIT("gt"), '>'},
                 {STR_INIT("quot"), '"'},
                 {STR_INIT("apos"), '\''}};

    if (str_starts(name, STR("#"))) {
        return parse_number(name);
    }
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (str_equal(name, known[i].name)) {
            return known[i].rune;
        }
    }
    return 0;
}

void markup_decode(struct str value, struct strbuf *out) {
    struct str rest = value;

    while (rest.length > 0) {
        size_t ampersand = str_find_char(rest, '&', 0);
        size_t end = ampersand == STR_NONE ? STR_NONE : str_find_char(rest, ';', ampersand);
        uint32_t rune = end == STR_NONE ? 0 : reference_rune(str_slice(rest, ampersand + 1, end));

        if (ampersand == STR_NONE) {
            strbuf_add(out, rest);
            return;
        }
        strbuf_add(out, str_slice(rest, 0, ampersand));
        if (rune) {
            strbuf_add_rune(out, rune);
            rest = str_from_byte(rest, end + 1);
        } else {
            strbuf_add_char(out, '&');
            rest = str_from_byte(rest, ampersand + 1);
        }
    }
}
