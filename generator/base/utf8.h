/*
 * utf8.h - characters.
 *
 * Everything inside the program is valid UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing
 * above U+10FFFF); sources/ checks it at the door with utf8_find_invalid().
 * A code point is a `uint32_t rune`; positions are byte offsets called `at`.
 */
#ifndef ISOGLOSS_BASE_UTF8_H
#define ISOGLOSS_BASE_UTF8_H

#include "base/str.h"

/* The offset of the first byte that is not part of valid UTF-8, or STR_NONE. */
size_t utf8_find_invalid(struct str text);

/* Decodes the character at `*at` and moves `*at` behind it. The text must be valid and `*at`
 * inside. */
static inline uint32_t utf8_next(struct str text, size_t *at);

/* Line and column of byte `at`, both 1-based; columns count code points, CRLF ends one line. */
struct utf8_position {
    uint32_t line, column;
};
struct utf8_position utf8_position(struct str text, size_t at);

size_t utf8_count(struct str text);  /* code points */
bool utf8_is_blank(struct str text); /* empty, or nothing but spaces of any kind and invisibles */

static inline bool rune_is_control(uint32_t rune); /* C0 but tab, LF, CR; DEL; C1 */
static inline bool
rune_is_bidi_override(uint32_t rune);                   /* U+202A..202E: embeddings and overrides */
static inline bool rune_is_bidi_isolate(uint32_t rune); /* U+2066..2069 */
bool rune_is_invisible(uint32_t rune);                  /* U+200B, U+FEFF, U+2060 and the like */

/* Appends text for a terminal or a log: controls, bidi controls and ESC become <U+202E>,
   invalid bytes become <0xFF>. */
void strbuf_add_visible(struct strbuf *buf, struct str text);
/* Appends text as a JSON string, quotes included; what a terminal may not show is escaped, and a
   byte that is no UTF-8 becomes U+FFFD, for JSON cannot carry it. */
void strbuf_add_json(struct strbuf *buf, struct str text);

/* ---- Bodies of what runs for each character ---- */

/* What utf8_next() does with two bytes or more. */
uint32_t utf8_next_wide(struct str text, size_t *at);

static inline uint32_t utf8_next(struct str text, size_t *at) {
    unsigned char byte = (unsigned char)text.data[*at];

    if (byte >= 0x80) {
        return utf8_next_wide(text, at);
    }
    *at += 1;
    return byte;
}

static inline bool rune_is_control(uint32_t rune) {
    bool is_layout = rune == '\t' || rune == '\n' || rune == '\r';

    return (rune < 0x20 && !is_layout) || (rune >= 0x7F && rune <= 0x9F);
}

static inline bool rune_is_bidi_override(uint32_t rune) {
    return rune >= 0x202A && rune <= 0x202E;
}

static inline bool rune_is_bidi_isolate(uint32_t rune) {
    return rune >= 0x2066 && rune <= 0x2069;
}

#endif
