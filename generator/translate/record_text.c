#include "translate/record_text.h"

#include "base/utf8.h"

/* Breaks of lines to YAML, which would fold them; and what no reader of text shows. */
static bool must_be_escaped(uint32_t rune) {
    return rune < 0x20 || (rune >= 0x7F && rune <= 0x9F) || rune == 0x2028 || rune == 0x2029 ||
           rune == 0xFEFF;
}

static void add_rune(struct strbuf *out, uint32_t rune) {
    if (rune == '\n') {
        strbuf_add_c(out, "\\n");
    } else if (rune == '\t') {
        strbuf_add_c(out, "\\t");
    } else if (must_be_escaped(rune)) {
        strbuf_add_format(out, "\\u%04X", (unsigned)rune);
    } else {
        strbuf_add_c(out, rune == '"' || rune == '\\' ? "\\" : "");
        strbuf_add_rune(out, rune);
    }
}

void yaml_add_quoted(struct strbuf *out, struct str text) {
    strbuf_add_char(out, '"');
    for (size_t at = 0; at < text.length;) {
        add_rune(out, utf8_next(text, &at));
    }
    strbuf_add_char(out, '"');
}

static bool is_plain(struct str key) {
    for (size_t i = 0; i < key.length; i++) {
        char c = key.data[i];
        bool is_inner = char_is_digit(c) || c == '-' || c == '.' || c == '_';
        if (!char_is_ascii_lower(c) && (i == 0 || !is_inner)) {
            return false;
        }
    }
    return key.length > 0;
}

void yaml_add_key(struct strbuf *out, struct str key) {
    if (is_plain(key)) {
        strbuf_add(out, key);
    } else {
        yaml_add_quoted(out, key);
    }
    strbuf_add_c(out, ": ");
}
