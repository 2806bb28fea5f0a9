/*
 * All of ICU's language data. No function here knows usage; see culture_build.h.
 *
 * ICU falls back to the language of the machine where it has none of the one asked for. The output
 * must not: such a language counts as unknown, and only its collator, which falls back to the root,
 * is asked anything.
 */
#include "base/heap.h"
#include "base/utf8.h"
#include "editions/culture_build.h"
#include "editions/editions.h"
#include "editions/messages.h"

#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/ucol.h>
#include <unicode/ucoleitr.h>
#include <unicode/udat.h>
#include <unicode/udateintervalformat.h>
#include <unicode/udatpg.h>
#include <unicode/uenum.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/unorm2.h>
#include <unicode/unum.h>
#include <unicode/unumsys.h>
#include <unicode/ures.h>
#include <unicode/uscript.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

#define LOCALE_ROOM 192
/* More of a text than this changes no order; the bytes behind break ties. */
#define COLLATED_MAX_BYTES 2048
#define NAME_ROOM 256

struct icu {
    char asked[LOCALE_ROOM];  /* what the tag says */
    char locale[LOCALE_ROOM]; /* for formats: with digits and calendar */
    UCollator *collator, *primary;
    ULocaleDisplayNames *names;
    UNumberFormat *numbers[NUMBER_CURRENCY + 1];
    UDateFormat *days;
    UDateIntervalFormat *ranges;
    struct str unknown_pin;
};

/* ---- Text -------------------------------------------------------------------------------------
 */

struct wide {
    UChar *units;
    int32_t length;
};

static struct str clipped(struct str text, size_t max_bytes) {
    size_t length = text.length < max_bytes ? text.length : max_bytes;
    while (length < text.length && length > 0 && (text.data[length] & 0xC0) == 0x80) {
        length--;
    }
    return str_slice(text, 0, length);
}

static struct wide widen(struct arena *arena, struct str text) {
    UErrorCode status = U_ZERO_ERROR;
    struct wide wide = {ARENA_ARRAY(arena, UChar, text.length + 1), 0};
    u_strFromUTF8WithSub(wide.units, (int32_t)text.length + 1, &wide.length,
                         text.length > 0 ? text.data : "", (int32_t)text.length, 0xFFFD, NULL,
                         &status);
    return wide;
}

static struct str narrow(struct arena *arena, const UChar *units, int32_t length) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = 3 * length + 1, written = 0;
    char *bytes = ARENA_ARRAY(arena, char, (size_t)room);
    u_strToUTF8WithSub(bytes, room, &written, units, length, 0xFFFD, NULL, &status);
    return U_SUCCESS(status) ? (struct str){bytes, (size_t)written} : (struct str){0};
}

/* What a formatter wrote into a room of NAME_ROOM units; empty after an error. */
static struct str result(struct arena *arena, const UChar *units, int32_t length,
                         UErrorCode status) {
    return U_SUCCESS(status) && length <= NAME_ROOM ? narrow(arena, units, length)
                                                    : (struct str){0};
}

/* ---- The locale -------------------------------------------------------------------------------
 */

static void read_tag(struct str tag, char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    char text[LOCALE_ROOM] = {0};
    memcpy(text, tag.data, tag.length < LOCALE_ROOM - 1 ? tag.length : LOCALE_ROOM - 1);
    uloc_forLanguageTag(text, locale, LOCALE_ROOM, NULL, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) {
        locale[0] = '\0';
    }
}

/* Whether ICU has data for the language itself, under this name or another, not only for a
   neighbour: it serves Haitian Creole in French. */
static bool has_data(const char *locale) {
    UErrorCode status = U_ZERO_ERROR, ignored = U_ZERO_ERROR;
    char asked[ULOC_LANG_CAPACITY] = {0}, found[ULOC_LANG_CAPACITY] = {0};
    uloc_getLanguage(locale, asked, sizeof asked, &ignored);
    UResourceBundle *bundle = ures_open(NULL, locale, &status);
    if (U_SUCCESS(status)) {
        const char *valid = ures_getLocaleByType(bundle, ULOC_VALID_LOCALE, &ignored);
        uloc_getLanguage(valid ? valid : "", found, sizeof found, &ignored);
    }
    ures_close(bundle);
    bool is_exact = status == U_ZERO_ERROR && strcmp(found, "root") != 0 && found[0] != '\0';
    return asked[0] != '\0' && U_SUCCESS(status) && (is_exact || strcmp(asked, found) == 0);
}

static bool enumeration_holds(UEnumeration *values, const char *wanted, UErrorCode status) {
    bool is_found = false;
    const char *value;
    while (U_SUCCESS(status) && !is_found && (value = uenum_next(values, NULL, &status))) {
        is_found = strcmp(value, wanted) == 0;
    }
    uenum_close(values);
    return is_found;
}

static bool is_known_value(const char *keyword, const char *value) {
    UErrorCode status = U_ZERO_ERROR;
    if (strcmp(keyword, "numbers") == 0) {
        UNumberingSystem *digit_system = unumsys_openByName(value, &status);
        bool is_plain = U_SUCCESS(status) && !unumsys_isAlgorithmic(digit_system);
        unumsys_close(digit_system);
        return is_plain;
    }
    UEnumeration *values = strcmp(keyword, "calendar") == 0
                               ? ucal_getKeywordValuesForLocale(keyword, "und", false, &status)
                               : ucol_getKeywordValues(keyword, &status);
    return enumeration_holds(values, value, status);
}

/* Pins win over what the tag says (-u-nu-...), that over the default. */
static void set_keyword(struct icu *icu, char *locale, const char *keyword, struct str pin,
                        const char *fallback) {
    UErrorCode status = U_ZERO_ERROR;
    char text[32] = {0}, present[64];
    if (pin.length > 0) {
        memcpy(text, pin.data, pin.length < sizeof text ? pin.length : sizeof text - 1);
        const char *value = uloc_toLegacyType(keyword, text);
        if (value && is_known_value(keyword, value)) {
            uloc_setKeywordValue(keyword, value, locale, LOCALE_ROOM, &status);
            return;
        }
        icu->unknown_pin = pin;
    }
    if (fallback && uloc_getKeywordValue(locale, keyword, present, sizeof present, &status) == 0) {
        status = U_ZERO_ERROR;
        uloc_setKeywordValue(keyword, fallback, locale, LOCALE_ROOM, &status);
    }
}

/* English is the English of the world, not of the United States: 22 November, US$. Whatever a
   pseudo-language shows is made of that. */
static void set_locale(struct icu *icu, const struct language *language) {
    read_tag(language->pseudo ? STR("en") : language->tag, icu->asked);
    const char *locale = strcmp(icu->asked, "en") == 0 ? "en_001" : icu->asked;
    memcpy(icu->locale, locale, strlen(locale) + 1);
    set_keyword(icu, icu->locale, "numbers", language->digits, "latn");
    set_keyword(icu, icu->locale, "calendar", language->calendar, "gregorian");
}

/* By its four letters; empty if nothing is known. */
static void read_script(const char *locale, char script[static ULOC_SCRIPT_CAPACITY]) {
    UErrorCode status = U_ZERO_ERROR;
    char full[LOCALE_ROOM] = {0}, language[16] = {0};
    uloc_getLanguage(locale, language, sizeof language, &status);
    uloc_addLikelySubtags(locale, full, sizeof full, &status);
    uloc_getScript(language[0] ? full : locale, script, ULOC_SCRIPT_CAPACITY, &status);
    if (U_FAILURE(status)) {
        script[0] = '\0';
    }
}

static int likely_script(const char *locale) {
    char script[ULOC_SCRIPT_CAPACITY] = {0};
    read_script(locale, script);
    switch (u_getPropertyValueEnum(UCHAR_SCRIPT, script)) {
    case USCRIPT_SIMPLIFIED_HAN:
    case USCRIPT_TRADITIONAL_HAN:
        return USCRIPT_HAN;
    case USCRIPT_JAPANESE:
    case USCRIPT_KATAKANA:
        return USCRIPT_HIRAGANA;
    case USCRIPT_KOREAN:
        return USCRIPT_HANGUL;
    case UCHAR_INVALID_CODE:
        return USCRIPT_LATIN;
    default:
        return u_getPropertyValueEnum(UCHAR_SCRIPT, script);
    }
}

struct str language_direction(const struct language *language) {
    char locale[LOCALE_ROOM];
    if (language->direction.length > 0) {
        return language->direction;
    }
    read_tag(language->tag, locale);
    return uloc_isRightToLeft(locale) ? STR("rtl") : STR("ltr");
}

bool rune_is_right_to_left(uint32_t rune) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_isRightToLeft(uscript_getScript((UChar32)rune, &status));
}

/* ---- What its readers are used to -------------------------------------------------------------
 */

static struct str usual_digits(const char *locale, const char *which, struct arena *arena) {
    UErrorCode status = U_ZERO_ERROR;
    char asked[LOCALE_ROOM] = {0};
    memcpy(asked, locale, strlen(locale));
    uloc_setKeywordValue("numbers", which, asked, sizeof asked, &status);
    UNumberingSystem *digit_system = unumsys_open(asked, &status);
    bool has_digits = U_SUCCESS(status) && !unumsys_isAlgorithmic(digit_system);
    struct str name =
        has_digits ? str_copy(arena, str_from(unumsys_getName(digit_system))) : STR("");
    unumsys_close(digit_system);
    return name;
}

/* The first of those in use, by its name in tags: gregory, not gregorian. */
static struct str usual_calendar(const char *locale, struct arena *arena) {
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *calendars = ucal_getKeywordValuesForLocale("calendar", locale, true, &status);
    const char *first = U_SUCCESS(status) ? uenum_next(calendars, NULL, &status) : NULL;
    const char *name = first ? uloc_toUnicodeLocaleType("calendar", first) : NULL;
    struct str copy = str_copy(arena, str_from(name));
    uenum_close(calendars);
    return copy;
}

void icu_read_usage(const struct culture *culture, struct language_facts *facts,
                    struct arena *arena) {
    const char *locale = culture->icu->asked;
    char script[ULOC_SCRIPT_CAPACITY] = {0};
    read_script(locale, script);
    if (script[0] != '\0') {
        facts->direction = uloc_isRightToLeft(locale) ? STR("rtl") : STR("ltr");
    }
    if (culture->is_known) {
        facts->digits = usual_digits(locale, "default", arena);
        facts->native_digits = usual_digits(locale, "native", arena);
        facts->calendar = usual_calendar(locale, arena);
    }
}

/* ---- Order ------------------------------------------------------------------------------------
 */

/* Numbers sort by value: report 2 stands before report 10. */
static void open_collators(struct icu *icu, const struct language *language) {
    char locale[LOCALE_ROOM];
    memcpy(locale, icu->asked, sizeof locale);
    set_keyword(icu, locale, "collation", language->collation, NULL);
    UErrorCode status = U_ZERO_ERROR;
    icu->collator = ucol_open(locale, &status);
    ucol_setAttribute(icu->collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
    status = U_ZERO_ERROR;
    icu->primary = ucol_open(locale, &status);
    if (!icu->collator || !icu->primary) {
        out_of_memory(); /* the root collation is part of the library */
    }
    ucol_setStrength(icu->primary, UCOL_PRIMARY);
}

struct str collate(const struct culture *culture, struct str text, enum weights weights,
                   struct arena *arena) {
    const struct icu *icu = culture->icu;
    const UCollator *collator = weights == PRIMARY_WEIGHTS ? icu->primary : icu->collator;
    struct arena scratch = {0};
    struct wide wide = widen(&scratch, clipped(text, COLLATED_MAX_BYTES));
    uint8_t first[512];
    int32_t length = ucol_getSortKey(collator, wide.units, wide.length, first, sizeof first);
    uint8_t *key = ARENA_ARRAY(arena, uint8_t, length > 0 ? (size_t)length : 1);
    if (length <= (int32_t)sizeof first) {
        memcpy(key, first, length > 0 ? (size_t)length : 0);
    } else {
        ucol_getSortKey(collator, wide.units, wide.length, key, length);
    }
    arena_release(&scratch);
    return (struct str){(const char *)key, length > 0 ? (size_t)length - 1 : 0};
}

/* A collation element with these bits goes on with the primary weight of the one before. */
#define CONTINUATION_BITS 0xC0

bool is_one_letter(const struct culture *culture, struct str text) {
    struct arena scratch = {0};
    UErrorCode status = U_ZERO_ERROR;
    struct wide wide = widen(&scratch, text);
    UCollationElements *elements =
        ucol_openElements(culture->icu->collator, wide.units, wide.length, &status);
    size_t count = 0;
    for (int32_t element; U_SUCCESS(status);) {
        element = ucol_next(elements, &status);
        if (element == UCOL_NULLORDER) {
            break;
        }
        count +=
            ucol_primaryOrder(element) != 0 && (element & CONTINUATION_BITS) != CONTINUATION_BITS;
    }
    ucol_closeElements(elements);
    arena_release(&scratch);
    return count == 1;
}

static struct str set_item(const USet *set, int32_t index, UChar32 *first, UChar32 *last,
                           struct arena *arena) {
    UErrorCode status = U_ZERO_ERROR;
    UChar units[NAME_ROOM];
    int32_t length = uset_getItem(set, index, first, last, units, NAME_ROOM, &status);
    return length > 1 ? result(arena, units, length, status) : (struct str){0};
}

struct str *index_letters(const struct culture *culture, size_t *count, struct arena *arena) {
    UErrorCode status = U_ZERO_ERROR;
    LIST(struct str) letters = {0};
    ULocaleData *data = culture->is_known ? ulocdata_open(culture->icu->asked, &status) : NULL;
    USet *set = data ? ulocdata_getExemplarSet(data, NULL, 0, ULOCDATA_ES_INDEX, &status) : NULL;
    int32_t item_count = U_SUCCESS(status) && set ? uset_getItemCount(set) : 0;
    for (int32_t i = 0; i < item_count; i++) {
        UChar32 first = 0, last = -1;
        struct str pair = set_item(set, i, &first, &last, arena);
        if (pair.length > 0) {
            *LIST_ADD(&letters, arena) = pair;
            continue;
        }
        for (UChar32 rune = first; rune <= last; rune++) {
            UChar units[2];
            int32_t length = 0;
            U16_APPEND_UNSAFE(units, length, rune);
            *LIST_ADD(&letters, arena) = narrow(arena, units, length);
        }
    }
    uset_close(set);
    ulocdata_close(data);
    *count = letters.count;
    return letters.items;
}

/* ---- Characters -------------------------------------------------------------------------------
 */

enum rune_kind rune_kind(uint32_t rune) {
    UChar32 c = (UChar32)rune;
    uint32_t mask = U_GET_GC_MASK(c);
    if (mask & (U_GC_P_MASK | U_GC_Z_MASK | U_GC_CC_MASK | U_GC_CF_MASK)) {
        return RUNE_LEADING;
    }
    bool is_shared = rune_script(rune) == USCRIPT_COMMON || rune_script(rune) == USCRIPT_INHERITED;
    if (mask & U_GC_L_MASK && !is_shared) {
        return RUNE_LETTER;
    }
    /* The turned comma of Polynesian languages is a letter that no index has. */
    return mask & U_GC_LM_MASK ? RUNE_LEADING : RUNE_SIGN;
}

int rune_script(uint32_t rune) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)rune, &status);
    return script == USCRIPT_KATAKANA ? USCRIPT_HIRAGANA : script;
}

bool is_han(int script) {
    return script == USCRIPT_HAN;
}

uint32_t rune_base(uint32_t rune) {
    UErrorCode status = U_ZERO_ERROR;
    UChar units[64];
    UChar32 base = (UChar32)rune;
    const UNormalizer2 *normalizer = unorm2_getNFDInstance(&status);
    if (U_SUCCESS(status) && unorm2_getDecomposition(normalizer, base, units, 64, &status) > 0 &&
        U_SUCCESS(status) && U16_IS_SINGLE(units[0])) {
        base = units[0];
    }
    return (uint32_t)u_toupper(base);
}

uint32_t rune_title(uint32_t rune) {
    return (uint32_t)u_totitle((UChar32)rune);
}

/* ---- Names ------------------------------------------------------------------------------------
 */

static void open_names(struct icu *icu) {
    UDisplayContext contexts[] = {UDISPCTX_STANDARD_NAMES,
                                  UDISPCTX_CAPITALIZATION_FOR_MIDDLE_OF_SENTENCE};
    UErrorCode status = U_ZERO_ERROR;
    icu->names = uldn_openForContext(icu->asked, contexts, 2, &status);
}

struct str icu_language_name(const struct culture *culture, struct str tag, struct arena *arena) {
    char locale[LOCALE_ROOM], code[ULOC_LANG_CAPACITY] = {0};
    UChar units[NAME_ROOM];
    UErrorCode status = U_ZERO_ERROR;
    read_tag(tag, locale);
    uloc_getLanguage(locale, code, sizeof code, &status);
    if (!culture->icu->names || U_FAILURE(status) || code[0] == '\0') {
        return (struct str){0};
    }
    int32_t length = uldn_languageDisplayName(culture->icu->names, code, units, NAME_ROOM, &status);
    struct str name = result(arena, units, length, status);
    if (name.length == 0 || str_equal(name, str_from(code))) {
        return (struct str){0};
    }
    length = uldn_localeDisplayName(culture->icu->names, locale, units, NAME_ROOM, &status);
    return result(arena, units, length, status);
}

struct str icu_country_name(const struct culture *culture, const char *code, struct arena *arena) {
    UChar units[NAME_ROOM];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = culture->icu->names ? uldn_regionDisplayName(culture->icu->names, code, units,
                                                                  NAME_ROOM, &status)
                                         : 0;
    return result(arena, units, length, status);
}

/* ---- Numbers ----------------------------------------------------------------------------------
 */

static UNumberFormat *open_numbers(struct icu *icu, UNumberFormatStyle style) {
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *format = unum_open(style, NULL, 0, icu->locale, NULL, &status);
    if (U_FAILURE(status)) {
        unum_close(format);
        return NULL;
    }
    return format;
}

/* In right-to-left text "US$ 1,000" comes out as "$US 1,000"; there the currency has its name. */
static UNumberFormatStyle amounts_of(const struct language *language) {
    return str_equal(language_direction(language), STR("rtl")) ? UNUM_CURRENCY_PLURAL
                                                               : UNUM_CURRENCY;
}

static void read_digits(struct culture *culture) {
    UErrorCode status = U_ZERO_ERROR;
    UChar units[NAME_ROOM];
    UNumberingSystem *digit_system = unumsys_open(culture->icu->locale, &status);
    int32_t length = U_SUCCESS(status) && !unumsys_isAlgorithmic(digit_system)
                         ? unumsys_getDescription(digit_system, units, NAME_ROOM, &status)
                         : 0;
    struct str all = result(culture->arena, units, length, status);
    unumsys_close(digit_system);
    size_t at = 0;
    for (int i = 0; i < 10 && at < all.length && all.data[0] != '0'; i++) {
        size_t start = at;
        utf8_next(all, &at);
        culture->digits[i] = str_slice(all, start, at);
    }
}

struct str icu_number(const struct culture *culture, enum number_style style, struct str number,
                      struct arena *arena) {
    UErrorCode status = U_ZERO_ERROR;
    UChar units[NAME_ROOM];
    UNumberFormat *format = culture->icu->numbers[style];
    size_t point = str_find_char(number, '.', 0);
    int32_t decimals = point == STR_NONE ? 0 : (int32_t)(number.length - point - 1);
    if (!format) {
        return (struct str){0};
    }
    unum_setAttribute(format, UNUM_MIN_FRACTION_DIGITS, decimals);
    unum_setAttribute(format, UNUM_MAX_FRACTION_DIGITS, decimals);
    int32_t length = unum_formatDecimal(format, number.data, (int32_t)number.length, units,
                                        NAME_ROOM, NULL, &status);
    return result(arena, units, length, status);
}

void icu_set_currency(const struct culture *culture, struct str currency) {
    UErrorCode status = U_ZERO_ERROR;
    UChar units[3];
    if (culture->icu->numbers[NUMBER_CURRENCY] && currency.length == 3) {
        u_charsToUChars(currency.data, units, 3);
        unum_setTextAttribute(culture->icu->numbers[NUMBER_CURRENCY], UNUM_CURRENCY_CODE, units, 3,
                              &status);
    }
}

/* ---- Dates ------------------------------------------------------------------------------------
 */

static void make_gregorian(const struct icu *icu, char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    memcpy(locale, icu->locale, LOCALE_ROOM);
    uloc_setKeywordValue("calendar", "gregorian", locale, LOCALE_ROOM, &status);
}

static struct str best_pattern(UDateTimePatternGenerator *generator, const UChar *skeleton,
                               struct arena *arena) {
    UErrorCode status = U_ZERO_ERROR;
    UChar units[NAME_ROOM];
    int32_t length = udatpg_getBestPattern(generator, skeleton, -1, units, NAME_ROOM, &status);
    return result(arena, units, length, status);
}

static void read_months(const char *locale, UDateFormatSymbolType type, struct str *months,
                        struct arena *arena) {
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_LONG, UDAT_LONG, locale, u"UTC", 3, NULL, 0, &status);
    for (int32_t i = 0; U_SUCCESS(status) && i < 12; i++) {
        UChar units[NAME_ROOM];
        int32_t length = udat_getSymbols(format, type, i, units, NAME_ROOM, &status);
        months[i] = result(arena, units, length, status);
    }
    if (format) {
        udat_close(format);
    }
}

static void read_dates(struct culture *culture) {
    struct date_names *names = &culture->names;
    UErrorCode status = U_ZERO_ERROR;
    char locale[LOCALE_ROOM];
    make_gregorian(culture->icu, locale);
    UDateTimePatternGenerator *generator = udatpg_open(locale, &status);
    if (U_SUCCESS(status)) {
        names->day = best_pattern(generator, u"yMMMMd", culture->arena);
        names->month = best_pattern(generator, u"yMMMM", culture->arena);
        names->year = best_pattern(generator, u"y", culture->arena);
    }
    udatpg_close(generator);
    read_months(locale, UDAT_MONTHS, names->months, culture->arena);
    read_months(locale, UDAT_STANDALONE_MONTHS, names->months_alone, culture->arena);
    if (strcmp(culture->tag, "ar") == 0) {
        memcpy(names->months, arabic_months, sizeof names->months);
        memcpy(names->months_alone, arabic_months, sizeof names->months_alone);
    }
}

/* Formats of another calendar, and of ranges that no row of our table covers; opened when first
   needed, which is never in most editions. */
static UDateFormat *open_days(struct icu *icu) {
    UErrorCode status = U_ZERO_ERROR;
    UChar pattern[NAME_ROOM];
    UDateTimePatternGenerator *generator = udatpg_open(icu->locale, &status);
    int32_t length = udatpg_getBestPattern(generator, u"yMMMMd", -1, pattern, NAME_ROOM, &status);
    UDateFormat *format =
        udat_open(UDAT_PATTERN, UDAT_PATTERN, icu->locale, u"UTC", 3, pattern, length, &status);
    udatpg_close(generator);
    return U_SUCCESS(status) ? format : NULL;
}

struct str icu_day(const struct culture *culture, double moment, struct arena *arena) {
    struct icu *icu = culture->icu;
    UErrorCode status = U_ZERO_ERROR;
    UChar units[NAME_ROOM];
    icu->days = icu->days ? icu->days : open_days(icu);
    if (!icu->days) {
        return (struct str){0};
    }
    int32_t length = udat_format(icu->days, moment, units, NAME_ROOM, NULL, &status);
    return result(arena, units, length, status);
}

struct str icu_range(const struct culture *culture, double from, double to, struct arena *arena) {
    struct icu *icu = culture->icu;
    UErrorCode status = U_ZERO_ERROR;
    UChar units[NAME_ROOM];
    if (!icu->ranges) {
        icu->ranges = udtitvfmt_open(icu->locale, u"yMMMMd", 6, u"UTC", 3, &status);
    }
    int32_t length = udtitvfmt_format(icu->ranges, from, to, units, NAME_ROOM, NULL, &status);
    return result(arena, units, length, status);
}

/* ---- Open and close ---------------------------------------------------------------------------
 */

static void open_formats(struct culture *culture) {
    struct icu *icu = culture->icu;
    char calendar[64] = {0};
    UErrorCode status = U_ZERO_ERROR;
    open_names(icu);
    icu->numbers[NUMBER_PLAIN] = open_numbers(icu, UNUM_DECIMAL);
    icu->numbers[NUMBER_CURRENCY] = open_numbers(icu, amounts_of(culture->language));
    icu->numbers[NUMBER_PERCENT] = open_numbers(icu, UNUM_PERCENT);
    if (icu->numbers[NUMBER_PERCENT]) {
        unum_setAttribute(icu->numbers[NUMBER_PERCENT], UNUM_MULTIPLIER, 1);
    }
    uloc_getKeywordValue(icu->locale, "calendar", calendar, sizeof calendar, &status);
    culture->is_gregorian = strcmp(calendar, "gregorian") == 0;
    culture->forms =
        date_forms_find(culture->language->pseudo ? STR("en") : culture->language->tag);
    read_dates(culture);
}

/* Many functions of ICU 72 crash when memory runs out, and say nothing when their data is gone.
   Files in ICU_DATA would go before the data of the library, and change the portal. */
bool editions_prepare(struct diags *diags) {
    UErrorCode status = U_ZERO_ERROR;
    unsetenv("ICU_DATA");
    u_setMemoryFunctions(NULL, heap_alloc, heap_resize, heap_free, &status);
    ucol_close(ucol_open("", &status));
    ures_close(ures_open(NULL, "", &status));
    if (U_FAILURE(status)) {
        diag(diags, &MSG_ICU_DATA, (struct place){0}, str_from(u_errorName(status)),
             STR(U_ICU_VERSION));
    }
    return U_SUCCESS(status);
}

struct culture *culture_open(const struct language *language, struct arena *arena) {
    struct culture *culture = ARENA_NEW(arena, struct culture);
    culture->language = language;
    culture->tag = str_to_c(arena, language->tag);
    culture->arena = arena;
    culture->icu = ARENA_NEW(arena, struct icu);
    set_locale(culture->icu, language);
    culture->is_known = has_data(culture->icu->asked);
    open_collators(culture->icu, language);
    read_digits(culture);
    if (culture->is_known) {
        open_formats(culture);
    }
    culture->alphabet.script = likely_script(culture->icu->asked);
    alphabet_build(culture);
    return culture;
}

void culture_release(struct culture *culture) {
    struct icu *icu = culture->icu;
    ucol_close(icu->collator);
    ucol_close(icu->primary);
    uldn_close(icu->names);
    for (size_t i = 0; i <= NUMBER_CURRENCY; i++) {
        unum_close(icu->numbers[i]);
    }
    udtitvfmt_close(icu->ranges);
    if (icu->days) {
        udat_close(icu->days);
    }
    *icu = (struct icu){0};
}

bool culture_is_known(const struct culture *culture) {
    return culture->is_known;
}

struct str culture_unknown_pin(const struct culture *culture) {
    return culture->icu->unknown_pin;
}
