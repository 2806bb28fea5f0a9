/*
 * str.h - text: borrowed views and growing buffers.
 *
 * `struct str` borrows: a pointer and a length, never NUL-terminated by promise, NUL never special.
 * It is passed by value and lives as long as what it points into (an arena, a literal, a buffer).
 * `struct strbuf` owns: it grows on the heap and is released by strbuf_release().
 *
 * Text is bytes here; base/utf8.h knows characters.
 */
#ifndef ISOGLOSS_BASE_STR_H
#define ISOGLOSS_BASE_STR_H

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *data; /* may be NULL when length is 0 */
    size_t length;    /* bytes */
};

/* A view of a string literal. */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* The same where C wants a constant expression, as in static tables. */
#define STR_INIT(literal)                                                                          \
    { "" literal, sizeof(literal) - 1 }
/* For printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).length, ((s).data ? (s).data : "")

/* A view of a NUL-terminated string; NULL gives the empty view. */
struct str str_from(const char *text);

static inline bool str_is_empty(struct str s);
static inline bool str_equal(struct str a, struct str b);
bool str_equal_ascii_case(struct str a, struct str b);
/* Byte order: <0, 0, >0. */
int str_compare(struct str a, struct str b);
static inline bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* The position of the first `needle` at or after byte `from`, or STR_NONE. */
size_t str_find(struct str s, struct str needle, size_t from);
static inline size_t str_find_char(struct str s, char needle, size_t from);
size_t str_find_last_char(struct str s, char needle);
/* The position of the first byte at or after `from` that may not stand in HTML as it is: & < > " '
   or one below U+0020; the length of the text if there is none. */
size_t str_find_special(struct str s, size_t from);
#define STR_NONE ((size_t)-1)

/* Bytes from `from` up to, not including, `to`; both are clamped to the text. */
static inline struct str str_slice(struct str s, size_t from, size_t to);
/* Everything from byte `from` on. */
static inline struct str str_from_byte(struct str s, size_t from);
/* Without spaces, tabs and line ends at both ends. */
struct str str_trim(struct str s);
/* Cuts `*rest` at the first `separator`: returns what stands before, leaves what stands after.
   Without a separator everything is returned and `*rest` becomes empty with data NULL. */
struct str str_cut(struct str *rest, char separator);

/* Decimal ASCII digits only, whole text, in range; false leaves `*value` alone. */
bool str_to_u32(struct str s, uint32_t *value);
bool str_to_i64(struct str s, int64_t *value);

static inline bool char_is_digit(char c);
static inline bool char_is_ascii_letter(char c);
static inline bool char_is_ascii_lower(char c);
static inline bool char_is_blank(char c); /* space, tab, LF, CR */
static inline char char_to_ascii_lower(char c);

/* Copies into the arena. The copy is NUL-terminated after its length, for the sake of C libraries.
 */
struct str str_copy(struct arena *arena, struct str s);
/* The same as a C string; text behind an inner NUL is invisible to C. */
const char *str_to_c(struct arena *arena, struct str s);
struct str str_concat(struct arena *arena, const struct str *parts, size_t count);
/* str_join(arena, a, b, c): all parts in one text. */
#define str_join(arena, ...)                                                                       \
    str_concat((arena), (const struct str[]){__VA_ARGS__},                                         \
               sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))
struct str str_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str str_to_ascii_lower(struct arena *arena, struct str s);

/* The number of insertions, deletions, swaps and replacements between two short ids (bytes). */
size_t str_distance(struct str a, struct str b);
/* The candidate nearest to `wanted`, close enough to be a slip of the pen, or the empty view. */
struct str str_nearest(struct str wanted, const struct str *candidates, size_t count);

/* A growing buffer; ready when zeroed. `data` is NULL until the first byte, then NUL-terminated. */
struct strbuf {
    char *data;
    size_t length;
    size_t capacity_bytes; /* with the NUL */
};

static inline void strbuf_add(struct strbuf *buf, struct str s);
void strbuf_add_c(struct strbuf *buf, const char *text);
static inline void strbuf_add_char(struct strbuf *buf, char c);
void strbuf_add_u64(struct strbuf *buf, uint64_t number);
void strbuf_add_format(struct strbuf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void strbuf_add_vformat(struct strbuf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* A code point as UTF-8. */
void strbuf_add_rune(struct strbuf *buf, uint32_t rune);
/* Room for `more_bytes` beyond the length, so that a caller may write there and move `length`. */
char *strbuf_reserve(struct strbuf *buf, size_t more_bytes);
/* Keeps the memory, forgets the text. */
void strbuf_clear(struct strbuf *buf);
void strbuf_release(struct strbuf *buf);
/* A view that is valid until the buffer next changes. */
static inline struct str strbuf_view(const struct strbuf *buf);

/* ---- Bodies of what runs for each word or byte: a call would cost more than they do ---- */

static inline bool str_is_empty(struct str s) {
    return s.length == 0;
}

/* memcmp may not see NULL, not even with length 0. */
static inline bool str_equal(struct str a, struct str b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static inline bool str_starts(struct str s, struct str prefix) {
    return s.length >= prefix.length &&
           (prefix.length == 0 || memcmp(s.data, prefix.data, prefix.length) == 0);
}

static inline size_t str_find_char(struct str s, char needle, size_t from) {
    const char *found = from < s.length ? memchr(s.data + from, needle, s.length - from) : NULL;

    return found ? (size_t)(found - s.data) : STR_NONE;
}

static inline struct str str_slice(struct str s, size_t from, size_t to) {
    to = to < s.length ? to : s.length;
    from = from < to ? from : to;
    return s.length ? (struct str){s.data + from, to - from} : s;
}

static inline struct str str_from_byte(struct str s, size_t from) {
    return str_slice(s, from, s.length);
}

static inline bool char_is_digit(char c) {
    return c >= '0' && c <= '9';
}

static inline bool char_is_ascii_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static inline bool char_is_ascii_letter(char c) {
    return char_is_ascii_lower(c) || (c >= 'A' && c <= 'Z');
}

static inline bool char_is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline char char_to_ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* What strbuf_add() does when the buffer must grow first. */
void strbuf_add_growing(struct strbuf *buf, struct str s);

static inline void strbuf_add(struct strbuf *buf, struct str s) {
    if (s.length == 0) {
        return;
    }
    if (s.length >= buf->capacity_bytes - buf->length) {
        strbuf_add_growing(buf, s);
        return;
    }
    memmove(buf->data + buf->length, s.data, s.length); /* it may come from the buffer itself */
    buf->length += s.length;
    buf->data[buf->length] = '\0';
}

static inline void strbuf_add_char(struct strbuf *buf, char c) {
    strbuf_add(buf, (struct str){&c, 1});
}

static inline struct str strbuf_view(const struct strbuf *buf) {
    return (struct str){buf->data, buf->length};
}

#endif
