/* Names and numbers: what the language has for them, else what the source says. */
#include "base/utf8.h"
#include "editions/culture_build.h"

static struct str taken(struct strbuf *text, struct arena *arena) {
    struct str copy = str_copy(arena, strbuf_view(text));
    strbuf_release(text);
    return copy;
}

/* What ICU says in English, as readers of the language see it. */
static struct str read_by(const struct culture *culture, struct str name, struct arena *arena) {
    enum pseudo pseudo = culture->language->pseudo;
    return pseudo ? pseudo_text(pseudo, name, arena) : name;
}

struct str culture_language_name(const struct culture *culture, struct str tag,
                                 struct arena *arena) {
    /* A house name, or one that ICU lacks: msgctxt "language", msgid the tag. */
    struct str own = catalog_text(culture->language->catalog, STR("language"), tag);
    struct str name = own.length > 0 ? own : icu_language_name(culture, tag, arena);
    return name.length > 0 ? read_by(culture, name, arena) : tag;
}

struct str culture_autonym(const struct culture *culture, struct arena *arena) {
    if (culture->language->name.length > 0) {
        return culture->language->name;
    }
    struct str name = icu_language_name(culture, culture->language->tag, arena);
    if (name.length == 0) {
        return culture->language->tag;
    }
    size_t at = 0;
    struct strbuf text = {0};
    strbuf_add_rune(&text, rune_title(utf8_next(name, &at)));
    strbuf_add(&text, str_from_byte(name, at));
    return taken(&text, arena);
}

struct str culture_country_name(const struct culture *culture, struct str code,
                                struct arena *arena) {
    char capitals[8] = {0};
    for (size_t i = 0; i < code.length && i + 1 < sizeof capitals; i++) {
        bool is_lower = char_is_ascii_lower(code.data[i]);
        capitals[i] = (char)(is_lower ? code.data[i] - 'a' + 'A' : code.data[i]);
    }
    /* A house name: msgctxt "country", msgid the code in capitals. */
    struct str own = catalog_text(culture->language->catalog, STR("country"), str_from(capitals));
    struct str name = own.length > 0 ? own : icu_country_name(culture, capitals, arena);
    return name.length > 0 ? read_by(culture, name, arena) : str_copy(arena, str_from(capitals));
}

static struct str with_digits(const struct culture *culture, struct str number,
                              struct arena *arena) {
    struct strbuf text = {0};
    for (size_t i = 0; i < number.length; i++) {
        char c = number.data[i];
        struct str digit = char_is_digit(c) ? culture->digits[c - '0'] : (struct str){0};
        strbuf_add(&text, digit.length > 0 ? digit : (struct str){&c, 1});
    }
    return taken(&text, arena);
}

static bool is_direction_mark(uint32_t rune) {
    return rune == 0x200E || rune == 0x200F || rune == 0x061C;
}

/* The marks of direction that ICU puts round Arabic numbers are needed by a minus sign only: pages
   isolate every value in markup. */
static struct str number_text(const struct culture *culture, enum number_style style,
                              struct str number, struct arena *arena) {
    struct str text = icu_number(culture, style, number, arena);
    if (str_starts(number, STR("-"))) {
        return text;
    }
    struct strbuf kept = {0};
    for (size_t at = 0; at < text.length;) {
        uint32_t rune = utf8_next(text, &at);
        if (!is_direction_mark(rune)) {
            strbuf_add_rune(&kept, rune);
        }
    }
    return taken(&kept, arena);
}

struct str culture_number(const struct culture *culture, struct str number, struct arena *arena) {
    struct str text = number_text(culture, NUMBER_PLAIN, number, arena);
    return text.length > 0 ? text : with_digits(culture, number, arena);
}

struct str culture_percent(const struct culture *culture, struct str number, struct arena *arena) {
    struct str text = number_text(culture, NUMBER_PERCENT, number, arena);
    return text.length > 0 ? text : str_join(arena, with_digits(culture, number, arena), STR("%"));
}

struct str culture_currency(const struct culture *culture, struct str number, struct str currency,
                            struct arena *arena) {
    icu_set_currency(culture, currency);
    struct str text = number_text(culture, NUMBER_CURRENCY, number, arena);
    enum pseudo pseudo = culture->language->pseudo;
    return text.length > 0
               ? pseudo ? pseudo_letters(pseudo, text, arena) : text
               : str_join(arena, currency, STR("\u00A0"), with_digits(culture, number, arena));
}

struct str culture_count(const struct culture *culture, uint64_t n, struct arena *arena) {
    return culture_number(culture, str_format(arena, "%llu", (unsigned long long)n), arena);
}

struct str culture_digits(const struct culture *culture, struct arena *arena) {
    return str_concat(arena, culture->digits, 10);
}
