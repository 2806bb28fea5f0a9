#include "translate/xliff_terms.h"

static const char HEX_DIGITS[] = "0123456789ABCDEF";

static bool is_plain(char c) {
    return char_is_ascii_letter(c) || char_is_digit(c) || c == '.' || c == '_' || c == '-';
}

struct str xliff_unit_id(struct arena *arena, struct str segment) {
    struct strbuf id = {0};
    for (size_t i = 0; i < segment.length; i++) {
        unsigned char byte = (unsigned char)segment.data[i];
        if (is_plain(segment.data[i])) {
            strbuf_add_char(&id, segment.data[i]);
        } else {
            strbuf_add_format(&id, ":%02X", (unsigned)byte);
        }
    }
    struct str copy = str_copy(arena, strbuf_view(&id));
    strbuf_release(&id);
    return copy;
}

static unsigned hex_value(char c) {
    const char *found = c ? strchr(HEX_DIGITS, c) : NULL;
    return found ? (unsigned)(found - HEX_DIGITS) : 16;
}

struct str xliff_segment_id(struct arena *arena, struct str unit) {
    struct strbuf id = {0};
    for (size_t i = 0; i < unit.length; i++) {
        unsigned high = i + 2 < unit.length ? hex_value(unit.data[i + 1]) : 16;
        unsigned low = high < 16 ? hex_value(unit.data[i + 2]) : 16;
        if (unit.data[i] == ':' && low < 16) {
            strbuf_add_char(&id, (char)(high * 16 + low));
            i += 2;
        } else {
            strbuf_add_char(&id, unit.data[i]);
        }
    }
    struct str copy = str_copy(arena, strbuf_view(&id));
    strbuf_release(&id);
    return copy;
}
