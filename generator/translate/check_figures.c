/* Numbers, months of dates and symbols of documents: all that the source has is in the translation.
   More may be there, for what one language says in a word another writes in figures. */
#include "translate/check.h"
#include "translate/figures.h"
#include "translate/messages.h"

/* ---- Symbols of documents: CDIP/12/2 Rev.1 -----------------------------------------------------
 */

static bool is_of_symbol(char c) {
    return (c >= 'A' && c <= 'Z') || char_is_digit(c) || c == '/' || c == '-' || c == '_' ||
           c == '.' || c == '*';
}

/* Behind the symbol at `at`, or `at` if there is none. */
static size_t symbol_end(struct str text, size_t at) {
    size_t end = at;
    bool has_digit = false, has_slash = false;
    while (end < text.length && is_of_symbol(text.data[end])) {
        has_digit |= char_is_digit(text.data[end]);
        has_slash |= text.data[end] == '/';
        end++;
    }
    while (end > at && strchr(".-/_", text.data[end - 1])) {
        end--;
    }
    bool is_one = has_digit && has_slash && text.data[at] >= 'A' && text.data[at] <= 'Z';
    return is_one ? end : at;
}

/* " Rev.1", " Add.", behind a symbol. */
static size_t suffix_end(struct str text, size_t at) {
    static const struct str suffixes[] = {STR_INIT("Rev."), STR_INIT("Add."), STR_INIT("Corr."),
                                          STR_INIT("Prov.")};
    size_t begin = at;
    begin += str_starts(str_from_byte(text, at), STR("\xC2\xA0")) ? 2 : 1;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (str_starts(str_from_byte(text, begin), suffixes[i])) {
            size_t end = begin + suffixes[i].length;
            while (end < text.length && char_is_digit(text.data[end])) {
                end++;
            }
            return end;
        }
    }
    return at;
}

static struct str plain_blanks(struct str text, struct arena *arena) {
    struct strbuf plain = {0};
    for (size_t at = 0; at < text.length;) {
        bool is_no_break = str_starts(str_from_byte(text, at), STR("\xC2\xA0"));
        strbuf_add_char(&plain, is_no_break || text.data[at] == '\n' ? ' ' : text.data[at]);
        at += is_no_break ? 2 : 1;
    }
    struct str copy = str_copy(arena, strbuf_view(&plain));
    strbuf_release(&plain);
    return copy;
}

struct symbols {
    LIST(struct str) list; /* with plain blanks */
    struct str rest;       /* the text without them: their figures belong to them */
};

static void read_symbols(struct str text, struct arena *arena, struct symbols *symbols) {
    char *rest = arena_alloc(arena, text.length);
    *symbols = (struct symbols){.rest = {rest, text.length}};
    memcpy(rest, text.data, text.length);
    for (size_t at = 0; at < text.length;) {
        size_t end = symbol_end(text, at), behind;
        if (end == at) {
            while (at < text.length && is_of_symbol(text.data[at])) {
                at++;
            }
            at += at < text.length;
            continue;
        }
        while ((behind = suffix_end(text, end)) > end) {
            end = behind;
        }
        *LIST_ADD(&symbols->list, arena) = plain_blanks(str_slice(text, at, end), arena);
        memset(rest + at, PROSE_BLOT, end - at);
        at = end;
    }
}

static bool has_symbol(const struct symbols *symbols, struct str wanted) {
    for (size_t i = 0; i < symbols->list.count; i++) {
        if (str_equal(symbols->list.items[i], wanted)) {
            return true;
        }
    }
    return false;
}

static void check_symbols(struct check *check, const struct symbols *source,
                          const struct symbols *text) {
    for (size_t i = 0; i < source->list.count; i++) {
        if (!has_symbol(text, source->list.items[i])) {
            check_found(check, CHECK_SYMBOL, &MSG_TRANSLATION_SYMBOL, source->list.items[i]);
        }
    }
}

/* ---- Numbers ----------------------------------------------------------------------------------
 */

static unsigned roman_value(char c) {
    static const char letters[] = "IVXLCDM";
    static const unsigned values[] = {1, 5, 10, 50, 100, 500, 1000};
    const char *found = c ? strchr(letters, c) : NULL;
    return found ? values[found - letters] : 0;
}

/* XXI and XXIe are 21; 0: it is no Roman number. */
static unsigned roman_number(struct str word) {
    unsigned number = 0;
    size_t end = 0;
    while (end < word.length && roman_value(word.data[end]) > 0) {
        end++;
    }
    for (size_t i = 0; i < end; i++) {
        unsigned value = roman_value(word.data[i]);
        unsigned next = i + 1 < end ? roman_value(word.data[i + 1]) : 0;
        number = value < next ? number - value : number + value;
    }
    return word.length == end || (end > 1 && word.length - end <= 3) ? number : 0;
}

/* How often a text has each number. */
static void count_number(struct map *numbers, struct str number, struct arena *arena) {
    size_t *count = map_get(numbers, number);
    if (!count) {
        count = ARENA_NEW(arena, size_t);
        map_put(numbers, number, count);
    }
    ++*count;
}

static size_t count_of(const struct map *numbers, struct str number) {
    const size_t *count = str_is_empty(number) ? NULL : map_get(numbers, number);
    return count ? *count : 0;
}

/* All figures, and Roman numbers. */
static struct map read_numbers(const struct check *check, struct str text) {
    struct map numbers = map_make(check->arena);
    struct figures figures;
    figures_read(text, check->arena, &figures);
    for (size_t i = 0; i < figures.list.count; i++) {
        count_number(&numbers, figures.list.items[i].number, check->arena);
        if (!str_is_empty(figures.list.items[i].scaled)) {
            count_number(&numbers, figures.list.items[i].scaled, check->arena);
        }
    }
    for (size_t i = 0; i < check->words.list.count; i++) {
        const struct word *word = &check->words.list.items[i];
        unsigned value = roman_number(str_slice(check->text.text, word->at, word->end));
        if (value > 0) {
            count_number(&numbers, str_format(check->arena, "%u", value), check->arena);
        }
    }
    return numbers;
}

static size_t count_figure(const struct map *numbers, const struct figure *figure) {
    return count_of(numbers, figure->number) + count_of(numbers, figure->scaled);
}

/* "5 000" may be 5000, or two numbers side by side: then both parts are there. */
static bool has_parts(const struct map *numbers, const struct figures *source, size_t at) {
    bool has_all = true;
    size_t part = at + 1;
    for (; part < source->list.count && source->list.items[part].is_part; part++) {
        has_all = has_all && count_figure(numbers, &source->list.items[part]) > 0;
    }
    bool is_decimal = str_find_char(source->list.items[at].number, '.', 0) != STR_NONE;
    return part > at + 1 && has_all && !is_decimal;
}

/* A number that the source has several times, the translation has as often. */
static void check_numbers(struct check *check, const struct figures *source,
                          const struct map *numbers) {
    struct map seen = map_make(check->arena);
    for (size_t i = 0; i < source->list.count; i++) {
        const struct figure *figure = &source->list.items[i];
        if (figure->is_part || figure->is_month) {
            continue;
        }
        count_number(&seen, figure->number, check->arena);
        if (count_of(&seen, figure->number) == count_figure(numbers, figure) + 1 &&
            !has_parts(numbers, source, i)) {
            check_found(check, CHECK_NUMBER, &MSG_TRANSLATION_NUMBER, figure->text);
        }
    }
}

/* ---- Months -----------------------------------------------------------------------------------
 */

static const struct months *months_of(const struct check *check, const struct language *language) {
    return &check->facts->months[language->index];
}

static bool is_number(const struct words *words, size_t at) {
    return at < words->list.count && words->list.items[at].script == SCRIPT_OTHER &&
           digit_value((unsigned char)words->list.items[at].text.data[0]) >= 0;
}

/* A name of a month is one of a date only beside a figure: May may. */
static bool stands_in_date(const struct words *words, size_t at) {
    return (at >= 1 && is_number(words, at - 1)) || (at >= 2 && is_number(words, at - 2)) ||
           is_number(words, at + 1) || is_number(words, at + 2);
}

/* Russian declines them: "в ноябре". */
static bool is_month(const struct months *months, const struct word *word, unsigned month) {
    const struct word *name = &months->names[month - 1][0];
    return month_of(months, word) == month ||
           (name->script == SCRIPT_CYRILLIC && word_is_form_of(word, name, WORD_SAME)) ||
           (name->script == SCRIPT_CYRILLIC && name->text.length == 6 && word->text.length == 6 &&
            memcmp(name->text.data, word->text.data, 4) == 0); /* май, мая, мае */
}

/* By its name or as a number. */
static bool has_month(const struct check *check, const struct map *numbers, unsigned month) {
    const struct months *months = months_of(check, check->to);
    for (size_t i = 0; i < check->words.list.count; i++) {
        if (is_month(months, &check->words.list.items[i], month)) {
            return true;
        }
    }
    return count_of(numbers, str_format(check->arena, "%u", month)) > 0;
}

/* The months of the source's dates: a set of bits. */
static unsigned find_months(const struct check *check, const struct figures *source) {
    const struct words *words = &check->source_words;
    unsigned found = 0;
    for (size_t i = 0; i < words->list.count; i++) {
        unsigned month = month_of(months_of(check, check->from), &words->list.items[i]);
        found |= month > 0 && stands_in_date(words, i) ? 1u << month : 0;
    }
    for (size_t i = 0; i < source->list.count; i++) {
        uint32_t month;
        if (source->list.items[i].is_month && str_to_u32(source->list.items[i].number, &month)) {
            found |= month <= 12 ? 1u << month : 0;
        }
    }
    return found;
}

static void check_months(struct check *check, const struct figures *source,
                         const struct map *numbers) {
    unsigned found = find_months(check, source);
    for (unsigned month = 1; month <= 12; month++) {
        if ((found & 1u << month) != 0 && !has_month(check, numbers, month)) {
            check_found(check, CHECK_DATE, &MSG_TRANSLATION_DATE,
                        months_of(check, check->from)->written[month - 1],
                        months_of(check, check->to)->written[month - 1]);
        }
    }
}

void check_figures(struct check *check) {
    struct symbols source, text;
    struct figures figures;
    read_symbols(check->source.text, check->arena, &source);
    read_symbols(check->text.text, check->arena, &text);
    check_symbols(check, &source, &text);
    figures_read(source.rest, check->arena, &figures);
    struct map numbers = read_numbers(check, text.rest);
    check_numbers(check, &figures, &numbers);
    check_months(check, &figures, &numbers);
}
