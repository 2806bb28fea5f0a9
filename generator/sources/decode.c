#include "sources/decode.h"

#include "sources/charset.h"
#include "sources/messages.h"
#include "sources/normalize.h"
#include "sources/sources.h"

#include <errno.h>
#include <iconv.h>

/* One text on its way through the steps. */
struct decoding {
    struct str text;
    struct str path;
    struct str encoding;
    struct arena *arena;
    struct diags *diags;
    size_t mark_bytes; /* cut off the start of the file */
};

static unsigned char byte_at(struct str text, size_t at) {
    return (unsigned char)text.data[at];
}

struct utf8_position position_before_decoding(struct str text, size_t at) {
    struct utf8_position position = {1, 1};
    for (size_t i = 0; i < at; i++) {
        unsigned char byte = byte_at(text, i);
        bool is_end = byte == '\n' || (byte == '\r' && (i + 1 == at || text.data[i + 1] != '\n'));
        if (is_end) {
            position.line++;
            position.column = 1;
        } else if ((byte & 0xC0) != 0x80 && byte != '\r') {
            position.column++;
        }
    }
    return position;
}

struct str rune_name(struct arena *arena, uint32_t rune) {
    return str_format(arena, "U+%04X", (unsigned)rune);
}

static struct place place_of(const struct decoding *decoding, struct utf8_position position) {
    return place_at(decoding->path, position.line, position.column);
}

/* ---- The mark at the start ------------------------------------------------------------------- */

/* Longer marks first: that of UTF-32LE starts with that of UTF-16LE. Two zero bytes tell the same
   of files without a mark, for no text starts with NUL. */
static const struct {
    struct str bytes, name;
} wide_marks[] = {
    {STR_INIT("\xFF\xFE\0\0"), STR_INIT("UTF-32LE")},
    {STR_INIT("\0\0\xFE\xFF"), STR_INIT("UTF-32BE")},
    {STR_INIT("\xFF\xFE"), STR_INIT("UTF-16LE")},
    {STR_INIT("\xFE\xFF"), STR_INIT("UTF-16BE")},
    {STR_INIT("\x2B/v8"), STR_INIT("UTF-7")},
};

static bool refuse_wide_text(struct decoding *decoding) {
    for (size_t i = 0; i < sizeof wide_marks / sizeof wide_marks[0]; i++) {
        if (str_starts(decoding->text, wide_marks[i].bytes)) {
            diag(decoding->diags, &MSG_ENCODING_WIDE, place_at(decoding->path, 1, 1),
                 wide_marks[i].name);
            return true;
        }
    }
    return false;
}

#define UTF8_MARK STR("\xEF\xBB\xBF")

static bool read_mark(struct decoding *decoding) {
    if (refuse_wide_text(decoding)) {
        return false;
    }
    if (!str_starts(decoding->text, UTF8_MARK)) {
        return true;
    }
    if (!str_is_empty(decoding->encoding)) {
        diag(decoding->diags, &MSG_ENCODING_CONTRADICTED, place_at(decoding->path, 1, 1),
             decoding->encoding);
        return false;
    }
    decoding->text = str_from_byte(decoding->text, UTF8_MARK.length);
    decoding->mark_bytes = UTF8_MARK.length;
    return true;
}

/* ---- Charsets ---------------------------------------------------------------------------------
 */

/* "E9 74": the bytes of `text` from `at`, `count` of them. */
static struct str hex_of(struct arena *arena, struct str text, size_t at, size_t count) {
    struct strbuf hex = {0};
    for (size_t i = at; i < at + count && i < text.length; i++) {
        strbuf_add_format(&hex, "%s%02X", i == at ? "" : " ", (unsigned)byte_at(text, i));
    }
    struct str copy = str_copy(arena, strbuf_view(&hex));
    strbuf_release(&hex);
    return copy;
}

/* Reports the bytes at `at` of `source`; `before` is what was decoded up to there. */
static void report_bytes(struct decoding *decoding, const struct message *message,
                         struct str source, size_t at, size_t count, struct str before) {
    struct place place = place_of(decoding, position_before_decoding(before, before.length));
    diag(decoding->diags, message, place, hex_of(decoding->arena, source, at, count),
         str_format(decoding->arena, "%zu", decoding->mark_bytes + at), decoding->encoding);
}

/* iconv stops exactly at the first byte that is wrong (EILSEQ) or cut off (EINVAL). */
static bool convert(struct decoding *decoding, iconv_t converter, struct strbuf *out) {
    struct str source = decoding->text;
    char *from = (char *)(uintptr_t)source.data; /* iconv reads only */
    size_t left = source.length;
    while (left > 0) {
        size_t room = 4 * left + 16;
        char *to = strbuf_reserve(out, room);
        size_t before = room;
        size_t done = iconv(converter, &from, &left, &to, &room);
        out->length += before - room;
        if (done == (size_t)-1 && errno != E2BIG) {
            size_t at = source.length - left;
            report_bytes(decoding, &MSG_ENCODING_BYTES, source, at,
                         charset_is_multibyte(decoding->encoding) ? 2 : 1, strbuf_view(out));
            return false;
        }
    }
    /* Charsets with combining letters hold back the last one until they are asked for it. */
    size_t room = 64;
    char *to = strbuf_reserve(out, room);
    iconv(converter, NULL, NULL, &to, &room);
    out->length += 64 - room;
    return true;
}

static bool decode_charset(struct decoding *decoding) {
    if (str_is_empty(decoding->encoding)) {
        return true;
    }
    struct str charset = charset_find(decoding->encoding);
    iconv_t converter = (iconv_t)-1;
    if (!str_is_empty(charset)) {
        converter = iconv_open("UTF-8", charset.data);
    }
    if (converter == (iconv_t)-1) {
        diag(decoding->diags, &MSG_ENCODING_NOT_INSTALLED, place_file(decoding->path),
             decoding->encoding);
        return false;
    }
    struct strbuf out = {0};
    bool is_done = convert(decoding, converter, &out);
    if (is_done) {
        decoding->text = str_copy(decoding->arena, strbuf_view(&out));
        if (str_starts(decoding->text, UTF8_MARK)) { /* GB18030 can carry the mark too */
            decoding->text = str_from_byte(decoding->text, UTF8_MARK.length);
        }
    }
    strbuf_release(&out);
    iconv_close(converter);
    return is_done;
}

/* ---- UTF-8 ------------------------------------------------------------------------------------
 */

/* The bytes worth showing: the bad one and those that belong to it. */
static size_t count_bad_bytes(struct str text, size_t at) {
    unsigned char lead = byte_at(text, at);
    size_t longest = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF8 ? 4 : 1;
    size_t count = 1;
    while (count < longest && at + count < text.length &&
           (byte_at(text, at + count) & 0xC0) == 0x80) {
        count++;
    }
    return count;
}

static bool check_utf8(struct decoding *decoding) {
    size_t at = utf8_find_invalid(decoding->text);
    if (at == STR_NONE) {
        return true;
    }
    report_bytes(decoding, &MSG_ENCODING_UTF8, decoding->text, at,
                 count_bad_bytes(decoding->text, at), str_slice(decoding->text, 0, at));
    return false;
}

/* ---- Line ends and control characters ----------------------------------------------------------
 */

static bool is_separator(struct str text, size_t at) {
    return byte_at(text, at) == 0xE2 && text.length - at >= 3 && byte_at(text, at + 1) == 0x80 &&
           (byte_at(text, at + 2) & 0xFE) == 0xA8;
}

static bool has_foreign_line_ends(struct str text) {
    if (text.length > 0 && memchr(text.data, '\r', text.length) != NULL) {
        return true;
    }
    size_t at = str_find(text, STR("\xE2\x80\xA8"), 0);
    return at != STR_NONE || str_find(text, STR("\xE2\x80\xA9"), 0) != STR_NONE;
}

static void unify_line_ends(struct decoding *decoding) {
    struct str text = decoding->text;
    if (!has_foreign_line_ends(text)) {
        return;
    }
    char *out = arena_alloc(decoding->arena, text.length + 1);
    size_t length = 0;
    for (size_t at = 0; at < text.length; at++) {
        char c = text.data[at];
        if (c == '\r') {
            at += at + 1 < text.length && text.data[at + 1] == '\n';
            c = '\n';
        } else if (is_separator(text, at)) {
            at += 2;
            c = '\n';
        }
        out[length++] = c;
    }
    decoding->text = (struct str){out, length};
}

/* The first control character, or STR_NONE. C1 (C2 80 to C2 9F) mostly means that the charset was
   declared wrong. */
static size_t find_control(struct str text) {
    for (size_t at = 0; at < text.length; at++) {
        unsigned char byte = byte_at(text, at);
        if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F) {
            return at;
        }
        if (byte == 0xC2 && byte_at(text, at + 1) < 0xA0) {
            return at;
        }
    }
    return STR_NONE;
}

static bool check_controls(struct decoding *decoding) {
    size_t at = find_control(decoding->text);
    if (at == STR_NONE) {
        return true;
    }
    struct place place = place_of(decoding, utf8_position(decoding->text, at));
    uint32_t rune = utf8_next(decoding->text, &at);
    diag(decoding->diags, rune == 0 ? &MSG_ENCODING_NUL : &MSG_ENCODING_CONTROL, place,
         rune_name(decoding->arena, rune));
    return false;
}

struct str source_decode(struct str bytes, struct str encoding, struct str path,
                         struct arena *arena, struct diags *diags) {
    struct decoding decoding = {bytes, path, encoding, arena, diags, 0};
    if (str_equal_ascii_case(encoding, STR("UTF-8"))) {
        decoding.encoding = (struct str){0};
    }
    if (!read_mark(&decoding)) {
        return (struct str){0};
    }
    if (str_is_empty(decoding.encoding) && text_is_settled(decoding.text)) {
        return decoding.text.data == NULL ? STR("") : decoding.text;
    }
    if (!decode_charset(&decoding) || !check_utf8(&decoding)) {
        return (struct str){0};
    }
    unify_line_ends(&decoding);
    if (!check_controls(&decoding)) {
        return (struct str){0};
    }
    struct str text = text_to_nfc(arena, decoding.text);
    return text.data == NULL ? STR("") : text;
}
