#include "sources/normalize.h"

#include "base/eight.h"
#include "base/utf8.h"

#include <stdatomic.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Text as ICU wants it. */
struct wide {
    UChar *units;
    int32_t length;
};

static void demand_memory(UErrorCode status) {
    if (status == U_MEMORY_ALLOCATION_ERROR) {
        out_of_memory();
    }
}

/* ---- A quick look ------------------------------------------------------------------------------
 */

/* What a character from U+0080 to U+FFFF does to a text that is to be settled. */
enum role {
    ROLE_UNKNOWN,
    ROLE_BASE,  /* nothing, whatever stands around it */
    ROLE_MARK,  /* nothing behind a base; but several marks have an order */
    ROLE_OTHER, /* may change in NFC, or should not be there */
};

/* Found out when a character is first seen. Two threads may do so at a time; both find the same. */
static _Atomic unsigned char roles[0x10000];

static bool is_unsettling(uint32_t rune) {
    bool is_surrogate = rune >= 0xD800 && rune <= 0xDFFF;
    bool ends_line = rune == 0x2028 || rune == 0x2029;
    return rune < 0xA0 || is_surrogate || ends_line; /* below U+0080: an overlong form */
}

static enum role find_role(uint32_t rune) {
    UErrorCode status = U_ZERO_ERROR;
    UChar unit = (UChar)rune;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    demand_memory(status);
    if (is_unsettling(rune) || U_FAILURE(status) ||
        unorm2_quickCheck(nfc, &unit, 1, &status) != UNORM_YES) {
        return ROLE_OTHER;
    }
    return unorm2_getCombiningClass(nfc, (UChar32)rune) == 0 ? ROLE_BASE : ROLE_MARK;
}

static enum role role_of(uint32_t rune) {
    enum role role = atomic_load_explicit(&roles[rune], memory_order_relaxed);
    if (role == ROLE_UNKNOWN) {
        role = find_role(rune);
        atomic_store_explicit(&roles[rune], (unsigned char)role, memory_order_relaxed);
    }
    return role;
}

/* Eight bytes from U+0020 to U+007E: none has or gets its highest bit. */
static bool are_eight_plain(const unsigned char *bytes) {
    uint64_t eight = eight_at(bytes);
    return ((eight | (eight + EIGHT(0x01)) | (eight - EIGHT(0x20))) & EIGHT(0x80)) == 0;
}

static bool is_plain(unsigned char byte) {
    return (byte >= ' ' && byte < 0x7F) || byte == '\n' || byte == '\t';
}

/* Where plain ASCII ends that starts at `at`. */
static size_t skip_plain(const unsigned char *bytes, size_t at, size_t length) {
    while (length - at >= 8 && are_eight_plain(bytes + at)) {
        at += 8;
    }
    while (at < length && is_plain(bytes[at])) {
        at++;
    }
    return at;
}

static bool is_continuation(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

/* Reads a character of two or three bytes and moves `*at` behind it; 0 if there is none. */
static uint32_t read_wide(const unsigned char *bytes, size_t *at, size_t length) {
    const unsigned char *next = bytes + *at;
    uint32_t rune = 0;
    if (next[0] < 0xE0 && next[0] >= 0xC0) {
        if (length - *at >= 2 && is_continuation(next[1])) {
            rune = (next[0] & 0x1Fu) << 6 | (next[1] & 0x3Fu);
            *at += 2;
        }
    } else if (next[0] < 0xF0 && next[0] >= 0xE0) {
        if (length - *at >= 3 && is_continuation(next[1]) && is_continuation(next[2])) {
            rune = (next[0] & 0x0Fu) << 12 | (next[1] & 0x3Fu) << 6 | (next[2] & 0x3Fu);
            *at += 3;
        }
        rune = rune >= 0x800 ? rune : 0; /* an overlong form */
    }
    return rune;
}

bool text_is_settled(struct str text) {
    const unsigned char *bytes = (const unsigned char *)text.data;
    size_t at = skip_plain(bytes, 0, text.length);
    enum role before = ROLE_BASE;
    while (at < text.length) {
        enum role role = role_of(read_wide(bytes, &at, text.length));
        if (role != ROLE_BASE && (role == ROLE_OTHER || before == ROLE_MARK)) {
            return false;
        }
        before = role;
        if (at < text.length && bytes[at] < 0x80) {
            at = skip_plain(bytes, at, text.length);
            before = ROLE_BASE;
        }
    }
    return true;
}

/* ---- NFC by ICU --------------------------------------------------------------------------------
 */

/* UTF-8 of n bytes never has more than n units of UTF-16. */
static bool widen(struct arena *arena, struct str text, struct wide *wide) {
    UErrorCode status = U_ZERO_ERROR;
    if (text.length >= INT32_MAX / 4) {
        return false;
    }
    int32_t room = (int32_t)text.length + 1;
    wide->units = ARENA_ARRAY(arena, UChar, (size_t)room);
    u_strFromUTF8(wide->units, room, &wide->length, text.data, (int32_t)text.length, &status);
    demand_memory(status);
    return U_SUCCESS(status);
}

static bool narrow(struct arena *arena, struct wide wide, struct str *text) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = 3 * wide.length + 1;
    int32_t length = 0;
    char *bytes = arena_alloc(arena, (size_t)room);
    u_strToUTF8(bytes, room, &length, wide.units, wide.length, &status);
    demand_memory(status);
    *text = (struct str){bytes, (size_t)length};
    return U_SUCCESS(status);
}

static bool is_composed(const UNormalizer2 *nfc, struct wide wide) {
    UErrorCode status = U_ZERO_ERROR;
    return unorm2_quickCheck(nfc, wide.units, wide.length, &status) == UNORM_YES &&
           U_SUCCESS(status);
}

/* The first call only asks for the length. */
static bool compose(struct arena *arena, const UNormalizer2 *nfc, struct wide from,
                    struct wide *to) {
    UErrorCode status = U_ZERO_ERROR;
    to->length = unorm2_normalize(nfc, from.units, from.length, NULL, 0, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR || to->length > INT32_MAX / 4) {
        demand_memory(status);
        return false;
    }
    status = U_ZERO_ERROR;
    to->units = ARENA_ARRAY(arena, UChar, (size_t)to->length + 1);
    unorm2_normalize(nfc, from.units, from.length, to->units, to->length + 1, &status);
    demand_memory(status);
    return U_SUCCESS(status);
}

struct str text_to_nfc(struct arena *arena, struct str text) {
    UErrorCode status = U_ZERO_ERROR;
    struct wide wide, composed;
    struct str result;
    if (text_is_settled(text)) {
        return text;
    }
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    demand_memory(status);
    if (U_FAILURE(status) || !widen(arena, text, &wide) || is_composed(nfc, wide)) {
        return text;
    }
    if (!compose(arena, nfc, wide, &composed) || !narrow(arena, composed, &result)) {
        return text;
    }
    return str_equal(result, text) ? text : result;
}

/* Full case folding: "ß" meets "SS". */
static struct str fold_case(struct arena *arena, struct str text) {
    UErrorCode status = U_ZERO_ERROR;
    struct wide wide, folded;
    struct str result;
    if (!widen(arena, text, &wide)) {
        return text;
    }
    int32_t room = 3 * wide.length + 1;
    folded.units = ARENA_ARRAY(arena, UChar, (size_t)room);
    folded.length =
        u_strFoldCase(folded.units, room, wide.units, wide.length, U_FOLD_CASE_DEFAULT, &status);
    demand_memory(status);
    return U_SUCCESS(status) && narrow(arena, folded, &result) ? result : text;
}

static bool is_ascii(struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.data[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

struct str name_fold(struct arena *arena, struct str name) {
    if (is_ascii(name)) {
        return str_to_ascii_lower(arena, name);
    }
    if (utf8_find_invalid(name) != STR_NONE) {
        return name;
    }
    return text_to_nfc(arena, fold_case(arena, text_to_nfc(arena, name)));
}
