#include "base/str.h"

#include "base/eight.h"

struct str str_from(const char *text) {
    return text ? (struct str){text, strlen(text)} : (struct str){0};
}

bool str_equal_ascii_case(struct str a, struct str b) {
    if (a.length != b.length) {
        return false;
    }
    for (size_t i = 0; i < a.length; i++) {
        if (char_to_ascii_lower(a.data[i]) != char_to_ascii_lower(b.data[i])) {
            return false;
        }
    }
    return true;
}

int str_compare(struct str a, struct str b) {
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.data, b.data, shorter) : 0;

    return order ? order : (a.length > b.length) - (a.length < b.length);
}

bool str_ends(struct str s, struct str suffix) {
    return s.length >= suffix.length &&
           str_equal(str_from_byte(s, s.length - suffix.length), suffix);
}

size_t str_find(struct str s, struct str needle, size_t from) {
    const char *found;

    if (from > s.length || needle.length > s.length - from) {
        return STR_NONE;
    }
    if (needle.length == 0) {
        return from;
    }
    found = memmem(s.data + from, s.length - from, needle.data, needle.length);
    return found ? (size_t)(found - s.data) : STR_NONE;
}

size_t str_find_last_char(struct str s, char needle) {
    const char *found = s.length ? memrchr(s.data, needle, s.length) : NULL;

    return found ? (size_t)(found - s.data) : STR_NONE;
}

static const bool specials[256] = {
    [0 ... ' ' - 1] = true, ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true,
};

/* Two questions for five signs: < and > differ in one bit, & " and ' in two. (A '#' looks like them
   too; the table knows better.) */
static bool may_have_special(uint64_t eight) {
    return eight_have_below(eight, ' ') || eight_have(eight | EIGHT('<' ^ '>'), '>') ||
           eight_have(eight | EIGHT('"' ^ '\''), '\'');
}

size_t str_find_special(struct str s, size_t from) {
    size_t at = from;

    while (at + 8 <= s.length && !may_have_special(eight_at(s.data + at))) {
        at += 8;
    }
    while (at < s.length && !specials[(unsigned char)s.data[at]]) {
        at++;
    }
    return at;
}

struct str str_trim(struct str s) {
    size_t from = 0;
    size_t to = s.length;

    while (from < to && char_is_blank(s.data[from])) {
        from++;
    }
    while (to > from && char_is_blank(s.data[to - 1])) {
        to--;
    }
    return str_slice(s, from, to);
}

struct str str_cut(struct str *rest, char separator) {
    struct str whole = *rest;
    size_t at = str_find_char(whole, separator, 0);

    if (at == STR_NONE) {
        *rest = (struct str){0};
        return whole;
    }
    *rest = str_from_byte(whole, at + 1);
    return str_slice(whole, 0, at);
}

static bool digits_to_u64(struct str s, uint64_t *value) {
    uint64_t sum = 0;

    if (s.length == 0) {
        return false;
    }
    for (size_t i = 0; i < s.length; i++) {
        if (!char_is_digit(s.data[i]) || __builtin_mul_overflow(sum, (uint64_t)10, &sum) ||
            __builtin_add_overflow(sum, (uint64_t)(s.data[i] - '0'), &sum)) {
            return false;
        }
    }
    *value = sum;
    return true;
}

bool str_to_u32(struct str s, uint32_t *value) {
    uint64_t number;

    if (!digits_to_u64(s, &number) || number > UINT32_MAX) {
        return false;
    }
    *value = (uint32_t)number;
    return true;
}

bool str_to_i64(struct str s, int64_t *value) {
    bool negative = str_starts(s, STR("-"));
    uint64_t number;

    if (!digits_to_u64(str_from_byte(s, negative ? 1 : 0), &number) ||
        number > (uint64_t)INT64_MAX + (negative ? 1 : 0)) {
        return false;
    }
    if (!negative) {
        *value = (int64_t)number;
    } else {
        /* In two steps, for the magnitude of INT64_MIN does not fit an int64_t. */
        *value = number ? -(int64_t)(number - 1) - 1 : 0;
    }
    return true;
}

/* Room for `length` bytes, and the NUL behind them. */
static char *make_room(struct arena *arena, size_t length) {
    char *room;

    if (length == SIZE_MAX) {
        out_of_memory();
    }
    room = arena_alloc_uncleared(arena, length + 1);
    room[length] = '\0';
    return room;
}

struct str str_copy(struct arena *arena, struct str s) {
    char *copy = make_room(arena, s.length);

    if (s.length) {
        memcpy(copy, s.data, s.length);
    }
    return (struct str){copy, s.length};
}

const char *str_to_c(struct arena *arena, struct str s) {
    return str_copy(arena, s).data;
}

struct str str_concat(struct arena *arena, const struct str *parts, size_t count) {
    size_t length = 0;
    size_t at = 0;
    char *copy;

    for (size_t i = 0; i < count; i++) {
        if (__builtin_add_overflow(length, parts[i].length, &length)) {
            out_of_memory();
        }
    }
    copy = make_room(arena, length);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].length) {
            memcpy(copy + at, parts[i].data, parts[i].length);
        }
        at += parts[i].length;
    }
    return (struct str){copy, length};
}

struct str str_format(struct arena *arena, const char *format, ...) {
    struct strbuf buf = {0};
    struct str text;
    va_list args;

    va_start(args, format);
    strbuf_add_vformat(&buf, format, args);
    va_end(args);
    text = str_copy(arena, strbuf_view(&buf));
    strbuf_release(&buf);
    return text;
}

struct str str_to_ascii_lower(struct arena *arena, struct str s) {
    char *copy = make_room(arena, s.length);

    for (size_t i = 0; i < s.length; i++) {
        copy[i] = char_to_ascii_lower(s.data[i]);
    }
    return (struct str){copy, s.length};
}
