#include "base/utf8.h"

#include "base/eight.h"

static unsigned char byte_at(struct str text, size_t at) {
    return (unsigned char)text.data[at];
}

static bool is_continuation(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

/* How many bytes a character takes by its first byte; 0 where no character starts. */
static size_t length_by_lead(unsigned char lead) {
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The second byte is where overlong forms, surrogates and numbers above U+10FFFF are kept out
   (RFC 3629, section 4). */
static bool second_is_allowed(unsigned char lead, unsigned char second) {
    switch (lead) {
    case 0xE0:
        return second >= 0xA0;
    case 0xED:
        return second <= 0x9F;
    case 0xF0:
        return second >= 0x90;
    case 0xF4:
        return second <= 0x8F;
    default:
        return true;
    }
}

/* The length of the valid character at `at`, or 0. */
static size_t valid_length(struct str text, size_t at) {
    unsigned char lead = byte_at(text, at);
    size_t length = length_by_lead(lead);

    if (length == 0 || length > text.length - at) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if (!is_continuation(byte_at(text, at + i))) {
            return 0;
        }
    }
    return length > 1 && !second_is_allowed(lead, byte_at(text, at + 1)) ? 0 : length;
}

/* Most text of the web is ASCII; eight bytes at a time keep the check below the cost of reading. */
static size_t skip_ascii(struct str text, size_t at) {
    while (text.length - at >= 8 && (eight_at(text.data + at) & EIGHT(0x80)) == 0) {
        at += 8;
    }
    return at;
}

size_t utf8_find_invalid(struct str text) {
    size_t at = 0;

    while (at < text.length) {
        size_t length;

        if (byte_at(text, at) < 0x80) {
            at = skip_ascii(text, at);
            while (at < text.length && byte_at(text, at) < 0x80) {
                at++;
            }
            continue;
        }
        length = valid_length(text, at);
        if (length == 0) {
            return at;
        }
        at += length;
    }
    return STR_NONE;
}

uint32_t utf8_next_wide(struct str text, size_t *at) {
    static const unsigned char lead_mask[] = {0xFF, 0x7F, 0x1F, 0x0F, 0x07};
    unsigned char lead = byte_at(text, *at);
    size_t length = length_by_lead(lead);
    uint32_t rune;

    if (length == 0 || length > text.length - *at) {
        /* The text was not valid after all: never read past its end, never stand still. */
        *at += 1;
        return 0xFFFD;
    }
    rune = lead & lead_mask[length];
    for (size_t i = 1; i < length; i++) {
        rune = rune << 6 | (byte_at(text, *at + i) & 0x3F);
    }
    *at += length;
    return rune;
}

static bool line_ends_at(struct str text, size_t at) {
    unsigned char byte = byte_at(text, at);
    bool before_lf = at + 1 < text.length && byte_at(text, at + 1) == '\n';

    return byte == '\n' || (byte == '\r' && !before_lf);
}

struct utf8_position utf8_position(struct str text, size_t at) {
    struct utf8_position position = {.line = 1, .column = 1};
    size_t i = 0;

    while (i < at && i < text.length) {
        /* A stray byte is a column too: this is asked for the place of an invalid byte. */
        size_t length = valid_length(text, i);

        if (length > at - i) {
            break;
        }
        position.column++;
        if (line_ends_at(text, i)) {
            position.line++;
            position.column = 1;
        }
        i += length ? length : 1;
    }
    return position;
}

size_t utf8_count(struct str text) {
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++) {
        count += !is_continuation(byte_at(text, i));
    }
    return count;
}

bool rune_is_invisible(uint32_t rune) {
    /* U+200C and U+200D are not here: Persian and the scripts of India write with them. */
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x115F, 0x1160},   /* Hangul fillers */
        {0x180E, 0x180E},   /* Mongolian vowel separator */
        {0x200B, 0x200B},   /* zero width space */
        {0x2060, 0x2064},   /* word joiner, invisible operators */
        {0x206A, 0x206F},   /* deprecated format characters */
        {0x3164, 0x3164},   /* Hangul filler */
        {0xFEFF, 0xFEFF},   /* byte order mark */
        {0xFFA0, 0xFFA0},   /* half-width Hangul filler */
        {0xFFF9, 0xFFFB},   /* interlinear annotation */
        {0xE0000, 0xE007F}, /* tags */
    };

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (rune >= ranges[i].first && rune <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

static bool rune_is_space(uint32_t rune) {
    return (rune >= 0x09 && rune <= 0x0D) || rune == 0x20 || rune == 0x85 || rune == 0xA0 ||
           rune == 0x1680 || (rune >= 0x2000 && rune <= 0x200A) || rune == 0x2028 ||
           rune == 0x2029 || rune == 0x202F || rune == 0x205F || rune == 0x3000;
}

bool utf8_is_blank(struct str text) {
    size_t at = 0;

    while (at < text.length) {
        uint32_t rune = utf8_next(text, &at);

        if (!rune_is_space(rune) && !rune_is_invisible(rune)) {
            return false;
        }
    }
    return true;
}

/* Marks of direction are lawful in Arabic text, but in a message they would hide. */
static bool is_bidi_mark(uint32_t rune) {
    return rune == 0x061C || rune == 0x200E || rune == 0x200F;
}

static bool is_line_end_or_tab(uint32_t rune) {
    return rune == '\t' || rune == '\n' || rune == '\r' || rune == 0x2028 || rune == 0x2029;
}

static bool must_be_spelled_out(uint32_t rune) {
    return rune_is_control(rune) || is_line_end_or_tab(rune) || rune_is_bidi_override(rune) ||
           rune_is_bidi_isolate(rune) || is_bidi_mark(rune) || rune_is_invisible(rune);
}

void strbuf_add_visible(struct strbuf *buf, struct str text) {
    size_t at = 0;

    while (at < text.length) {
        size_t start = at;
        size_t length = valid_length(text, at);
        uint32_t rune;

        if (length == 0) {
            strbuf_add_format(buf, "<0x%02X>", (unsigned)byte_at(text, at));
            at++;
            continue;
        }
        rune = utf8_next(text, &at);
        if (must_be_spelled_out(rune)) {
            strbuf_add_format(buf, "<U+%04X>", (unsigned)rune);
        } else {
            strbuf_add(buf, str_slice(text, start, at));
        }
    }
}

void strbuf_add_json(struct strbuf *buf, struct str text) {
    size_t at = 0;

    strbuf_add_char(buf, '"');
    while (at < text.length) {
        size_t start = at;
        uint32_t rune = utf8_next(text, &at);

        if (utf8_find_invalid(str_slice(text, start, at)) != STR_NONE) {
            strbuf_add(buf, STR("\\ufffd"));
            at = start + 1;
        } else if (rune == '"' || rune == '\\') {
            strbuf_add_format(buf, "\\%c", (char)rune);
        } else if (rune < 0x20 || rune_is_control(rune) || rune_is_bidi_override(rune) ||
                   rune_is_bidi_isolate(rune) || rune == 0x2028 || rune == 0x2029) {
            strbuf_add_format(buf, "\\u%04x", (unsigned)rune);
        } else {
            strbuf_add(buf, str_slice(text, start, at));
        }
    }
    strbuf_add_char(buf, '"');
}
