#include "sources/markdown_escape.h"

enum { PASS, AMPERSAND, LESS, GREATER, QUOTE, CONTROL };

static const unsigned char classes[256] = {
    [0x01 ... 0x08] = CONTROL,
    [0x0B] = CONTROL,
    [0x0C] = CONTROL,
    [0x0E ... 0x1F] = CONTROL,
    [0x00] = CONTROL,
    ['&'] = AMPERSAND,
    ['<'] = LESS,
    ['>'] = GREATER,
    ['"'] = QUOTE,
};

static const struct str replacements[] = {
    [AMPERSAND] = STR_INIT("&amp;"),      [LESS] = STR_INIT("&lt;"),
    [GREATER] = STR_INIT("&gt;"),         [QUOTE] = STR_INIT("&quot;"),
    [CONTROL] = STR_INIT("\xEF\xBF\xBD"),
};

void escape_html(struct strbuf *out, struct str text) {
    size_t start = 0;

    for (size_t at = str_find_special(text, 0); at < text.length;
         at = str_find_special(text, at + 1)) {
        unsigned char class = classes[(unsigned char)text.data[at]];

        if (class != PASS) {
            strbuf_add(out, str_slice(text, start, at));
            strbuf_add(out, replacements[class]);
            start = at + 1;
        }
    }
    strbuf_add(out, str_slice(text, start, text.length));
}

static bool is_url_char(char c) {
    return char_is_ascii_letter(c) || char_is_digit(c) ||
           (c != '\0' && strchr("!#$%()*+,-./:;=?@_~", c));
}

void escape_href(struct strbuf *out, struct str url) {
    static const char hex[] = "0123456789ABCDEF";
    size_t start = 0;

    for (size_t at = 0; at < url.length; at++) {
        unsigned char byte = (unsigned char)url.data[at];

        if (is_url_char(url.data[at])) {
            continue;
        }
        strbuf_add(out, str_slice(url, start, at));
        start = at + 1;
        if (byte == '&') {
            strbuf_add(out, STR("&amp;"));
        } else if (byte == '\'') {
            strbuf_add(out, STR("&#x27;"));
        } else {
            strbuf_add(out, ((struct str){(const char[]){'%', hex[byte >> 4], hex[byte & 15]}, 3}));
        }
    }
    strbuf_add(out, str_slice(url, start, url.length));
}
