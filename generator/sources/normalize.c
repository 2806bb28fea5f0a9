#include "sources/normalize.h"

#include "base/utf8.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Text as ICU wants it. */
struct wide {
    UChar *units;
    int32_t length;
};

/* Nothing below U+0300 ever changes or combines, and no lead byte below this one reaches it. */
#define FIRST_LEAD_BYTE_THAT_MAY_COMBINE 0xCC

static bool may_change(struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.data[i] >= FIRST_LEAD_BYTE_THAT_MAY_COMBINE) {
            return true;
        }
    }
    return false;
}

static void demand_memory(UErrorCode status) {
    if (status == U_MEMORY_ALLOCATION_ERROR) {
        out_of_memory();
    }
}

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
    if (!may_change(text)) {
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
