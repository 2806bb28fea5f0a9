#include "translate/figures.h"

#include "base/utf8.h"
#include "translate/script.h"

/* ---- Runs of digits ---------------------------------------------------------------------------
 */

#define MAX_GROUPS 12

/* Digits and single separators between them: 1,000.5 */
struct run {
    struct str groups[MAX_GROUPS]; /* ASCII */
    uint32_t separators[MAX_GROUPS];
    size_t ends[MAX_GROUPS]; /* in the text */
    size_t begins[MAX_GROUPS];
    size_t count;
};

static bool is_separator(uint32_t rune) {
    switch (rune) {
    case '.':
    case ',':
    case '\'':
    case ' ':
    case 0xA0:   /* no-break space, */
    case 0x2009: /* thin, */
    case 0x202F: /* narrow */
    case 0x2019: /* apostrophe */
    case 0x66B:  /* Arabic decimal point */
    case 0x66C:  /* Arabic thousands */
    case 0xFF0C: /* full-width comma, */
    case 0xFF0E: /* full stop */
        return true;
    default:
        return false;
    }
}

static bool is_blank_rune(uint32_t rune) {
    return rune == ' ' || rune == 0xA0 || rune == 0x2009 || rune == 0x202F;
}

static struct str read_digits(struct str text, size_t *at, struct arena *arena) {
    struct strbuf digits = {0};
    while (*at < text.length) {
        size_t next = *at;
        int value = digit_value(utf8_next(text, &next));
        if (value < 0) {
            break;
        }
        strbuf_add_char(&digits, (char)('0' + value));
        *at = next;
    }
    struct str read = str_copy(arena, strbuf_view(&digits));
    strbuf_release(&digits);
    return read;
}

static size_t read_run(struct str text, size_t at, struct arena *arena, struct run *run) {
    run->count = 0;
    while (run->count < MAX_GROUPS) {
        run->begins[run->count] = at;
        run->groups[run->count] = read_digits(text, &at, arena);
        run->ends[run->count] = at;
        size_t next = at;
        uint32_t separator = next < text.length ? utf8_next(text, &next) : 0;
        size_t after = next;
        run->separators[run->count++] = separator;
        if (!is_separator(separator) || after >= text.length ||
            digit_value(utf8_next(text, &after)) < 0) {
            break;
        }
        at = next;
    }
    return run->ends[run->count - 1];
}

/* ---- Numbers ----------------------------------------------------------------------------------
 */

static struct str without_zeros(struct str digits) {
    size_t at = 0;
    while (at + 1 < digits.length && digits.data[at] == '0') {
        at++;
    }
    return str_from_byte(digits, at);
}

/* How many groups from `first` on make one number with thousands set off. */
static size_t count_thousands(const struct run *run, size_t first) {
    size_t end = first + 1;
    if (run->groups[first].length > 3 || run->groups[first].data[0] == '0') {
        return 1;
    }
    while (end < run->count && run->groups[end].length == 3 &&
           run->separators[end - 1] == run->separators[first]) {
        end++;
    }
    return end - first;
}

static const char *const scale_words[][2] = {
    {"千", "3"},       {"万", "4"},       {"萬", "4"},      {"百万", "6"},    {"亿", "8"},
    {"億", "8"},       {"thousand", "3"}, {"mille", "3"},   {"mil ", "3"},    {"тысяч", "3"},
    {"тыс.", "3"},     {"ألف", "3"},      {"آلاف", "3"},    {"million", "6"}, {"millón", "6"},
    {"millon", "6"},   {"milhão", "6"},   {"milhões", "6"}, {"milioni", "6"}, {"миллион", "6"},
    {"млн", "6"},      {"مليون", "6"},    {"ملايين", "6"},  {"billion", "9"}, {"milliard", "9"},
    {"миллиард", "9"}, {"млрд", "9"},     {"مليار", "9"},
};

/* The digits of the number times what the word behind it says. */
static struct str scale(struct str number, struct str behind, struct arena *arena) {
    size_t digits = 0, blank = 0;
    while (blank < behind.length) {
        size_t next = blank;
        if (!is_blank_rune(utf8_next(behind, &next))) {
            break;
        }
        blank = next;
    }
    for (size_t i = 0; i < sizeof scale_words / sizeof *scale_words; i++) {
        if (str_starts(str_from_byte(behind, blank), str_from(scale_words[i][0]))) {
            digits = (size_t)(scale_words[i][1][0] - '0');
        }
    }
    if (digits == 0) {
        return (struct str){0};
    }
    struct str rest = number;
    struct str whole = str_cut(&rest, '.');
    struct str zeros = str_slice(STR("000000000"), 0, digits);
    if (rest.length > digits) {
        return (struct str){0};
    }
    return without_zeros(str_join(arena, whole, rest, str_slice(zeros, 0, digits - rest.length)));
}

/* The second part of 2013-05-06, which other languages write as a word. */
static bool is_iso_month(struct str text, size_t begin, size_t end) {
    bool is_behind_year = begin >= 5 && text.data[begin - 1] == '-';
    for (size_t i = 2; is_behind_year && i <= 5; i++) {
        is_behind_year = char_is_digit(text.data[begin - i]);
    }
    return is_behind_year && end - begin == 2 && end + 1 < text.length && text.data[end] == '-' &&
           char_is_digit(text.data[end + 1]);
}

static void add(struct figures *figures, struct str text, const struct run *run, size_t from,
                size_t to, struct str number, struct arena *arena) {
    struct str behind = str_from_byte(text, run->ends[to - 1]);
    *LIST_ADD(&figures->list, arena) = (struct figure){
        .text = str_slice(text, run->begins[from], run->ends[to - 1]),
        .number = number,
        .scaled = scale(number, behind, arena),
        .is_month =
            number.length <= 2 && (str_starts(behind, STR("月")) ||
                                   is_iso_month(text, run->begins[from], run->ends[to - 1])),
    };
}

/* The number that begins with group `first`; returns the group behind it. */
static size_t add_number(struct figures *figures, struct str text, const struct run *run,
                         size_t first, struct arena *arena) {
    size_t end = first + count_thousands(run, first);
    struct str number = {0};
    for (size_t i = first; i < end; i++) {
        number = i == first ? run->groups[i] : str_join(arena, number, run->groups[i]);
    }
    number = without_zeros(number);
    /* What comes last, behind a point or comma, are decimals. 2.10.2013 is none of this. */
    bool has_decimals = end + 1 == run->count && !is_blank_rune(run->separators[end - 1]) &&
                        run->separators[end - 1] != '\'' && run->groups[end].length <= 6 &&
                        (end - first > 1 || first == 0) && run->groups[end - 1].length <= 12;
    if (has_decimals) {
        number = str_join(arena, number, STR("."), run->groups[end]);
        end++;
    }
    add(figures, text, run, first, end, number, arena);
    for (size_t i = first; end - first > 1 && i < end; i++) {
        add(figures, text, run, i, i + 1, without_zeros(run->groups[i]), arena);
        figures->list.items[figures->list.count - 1].is_part = true;
    }
    return end;
}

void figures_read(struct str text, struct arena *arena, struct figures *figures) {
    *figures = (struct figures){0};
    for (size_t at = 0; at < text.length;) {
        size_t next = at;
        if (digit_value(utf8_next(text, &next)) < 0) {
            at = next;
            continue;
        }
        struct run run;
        at = read_run(text, at, arena, &run);
        for (size_t group = 0; group < run.count;) {
            group = add_number(figures, text, &run, group, arena);
        }
    }
}
