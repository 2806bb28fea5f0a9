#include "base/str.h"

#define FIRST_CAPACITY_BYTES ((size_t)64)

char *strbuf_reserve(struct strbuf *buf, size_t more_bytes) {
    size_t need_bytes;

    if (__builtin_add_overflow(buf->length, more_bytes, &need_bytes) ||
        need_bytes >= PTRDIFF_MAX / 2) {
        out_of_memory();
    }
    need_bytes++; /* the NUL */
    if (need_bytes > buf->capacity_bytes) {
        size_t capacity_bytes = buf->capacity_bytes * 2;

        if (capacity_bytes < FIRST_CAPACITY_BYTES) {
            capacity_bytes = FIRST_CAPACITY_BYTES;
        }
        if (capacity_bytes < need_bytes) {
            capacity_bytes = need_bytes;
        }
        buf->data = realloc(buf->data, capacity_bytes);
        if (!buf->data) {
            out_of_memory();
        }
        buf->capacity_bytes = capacity_bytes;
    }
    buf->data[buf->length] = '\0';
    buf->data[buf->length + more_bytes] = '\0';
    return buf->data + buf->length;
}

/* The offset of `s` in the buffer's own memory, or STR_NONE: growing would pull it away. */
static size_t offset_inside(const struct strbuf *buf, struct str s) {
    uintptr_t start = (uintptr_t)buf->data;
    uintptr_t at = (uintptr_t)s.data;

    return buf->data && at >= start && at - start < buf->capacity_bytes ? at - start : STR_NONE;
}

void strbuf_add_growing(struct strbuf *buf, struct str s) {
    size_t inside = offset_inside(buf, s);
    char *end = strbuf_reserve(buf, s.length);

    memmove(end, inside == STR_NONE ? s.data : buf->data + inside, s.length);
    buf->length += s.length;
}

void strbuf_add_c(struct strbuf *buf, const char *text) {
    strbuf_add(buf, str_from(text));
}

void strbuf_add_u64(struct strbuf *buf, uint64_t number) {
    char digits[20];
    size_t at = sizeof digits;

    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    strbuf_add(buf, (struct str){digits + at, sizeof digits - at});
}

void strbuf_add_format(struct strbuf *buf, const char *format, ...) {
    va_list args;

    va_start(args, format);
    strbuf_add_vformat(buf, format, args);
    va_end(args);
}

void strbuf_add_vformat(struct strbuf *buf, const char *format, va_list args) {
    char text[256]; /* nearly always enough, and measured on the way */
    va_list again;
    int length;

    va_copy(again, args);
    length = vsnprintf(text, sizeof text, format, args);
    if (length > 0 && (size_t)length < sizeof text) {
        strbuf_add(buf, (struct str){text, (size_t)length});
    } else if (length > 0) {
        vsnprintf(strbuf_reserve(buf, (size_t)length), (size_t)length + 1, format, again);
        buf->length += (size_t)length;
    }
    va_end(again);
}

void strbuf_add_rune(struct strbuf *buf, uint32_t rune) {
    if (rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF)) {
        rune = 0xFFFD;
    }
    if (rune < 0x80) {
        strbuf_add_char(buf, (char)rune);
        return;
    }
    if (rune < 0x800) {
        strbuf_add_char(buf, (char)(0xC0 | rune >> 6));
    } else {
        if (rune < 0x10000) {
            strbuf_add_char(buf, (char)(0xE0 | rune >> 12));
        } else {
            strbuf_add_char(buf, (char)(0xF0 | rune >> 18));
            strbuf_add_char(buf, (char)(0x80 | (rune >> 12 & 0x3F)));
        }
        strbuf_add_char(buf, (char)(0x80 | (rune >> 6 & 0x3F)));
    }
    strbuf_add_char(buf, (char)(0x80 | (rune & 0x3F)));
}

void strbuf_clear(struct strbuf *buf) {
    buf->length = 0;
    if (buf->data) {
        buf->data[0] = '\0';
    }
}

void strbuf_release(struct strbuf *buf) {
    free(buf->data);
    *buf = (struct strbuf){0};
}
