/* Dates of the Gregorian calendar, by pattern: no call of ICU, no time zone, no reform of 1582. */
#include "base/utf8.h"
#include "editions/culture_build.h"

#define THIN_SPACE 0x2009

static void add_number(const struct culture *culture, unsigned number, size_t min_digits,
                       struct strbuf *out) {
    char digits[12];
    int length = snprintf(digits, sizeof digits, "%0*u", (int)min_digits, number);
    for (int i = 0; i < length; i++) {
        struct str digit = culture->digits[digits[i] - '0'];
        strbuf_add(out, digit.length > 0 ? digit : (struct str){&digits[i], 1});
    }
}

static void add_day(const struct culture *culture, unsigned day, size_t letters,
                    struct strbuf *out) {
    if (day == 1 && culture->forms && culture->forms->first_of_month.length > 0) {
        strbuf_add(out, culture->forms->first_of_month);
    } else {
        add_number(culture, day, letters > 2 ? 2 : letters, out);
    }
}

static void add_month(const struct culture *culture, struct str name, struct strbuf *out) {
    enum pseudo pseudo = culture->language->pseudo;
    strbuf_add(out, pseudo ? pseudo_letters(pseudo, name, culture->arena) : name);
}

/* One run of a pattern letter. The era is left out: all dates are of ours. */
static void add_part(const struct culture *culture, char letter, size_t letters, struct date date,
                     struct strbuf *out) {
    switch (letter) {
    case 'd':
        add_day(culture, date.day, letters, out);
        break;
    case 'M':
    case 'L':
        if (letters < 3 || date.month == 0) {
            add_number(culture, date.month, letters > 2 ? 2 : letters, out);
        } else {
            add_month(culture,
                      letter == 'M' ? culture->names.months[date.month - 1]
                                    : culture->names.months_alone[date.month - 1],
                      out);
        }
        break;
    case 'y':
        add_number(culture, (unsigned)date.year, 1, out);
        break;
    default:
        break;
    }
}

/* The text between apostrophes; `''` is one apostrophe. Returns the position behind it. */
static size_t add_quoted(struct str pattern, size_t at, struct strbuf *out) {
    if (at + 1 < pattern.length && pattern.data[at + 1] == '\'') {
        strbuf_add_char(out, '\'');
        return at + 2;
    }
    size_t end = str_find_char(pattern, '\'', at + 1);
    end = end == STR_NONE ? pattern.length : end;
    strbuf_add(out, str_slice(pattern, at + 1, end));
    return end + 1;
}

static void add_pattern(const struct culture *culture, struct str pattern, struct date date,
                        struct strbuf *out) {
    for (size_t at = 0; at < pattern.length;) {
        char c = pattern.data[at];
        size_t start = at;
        if (c == '\'') {
            at = add_quoted(pattern, at, out);
        } else if (char_is_ascii_letter(c)) {
            while (at < pattern.length && pattern.data[at] == c) {
                at++;
            }
            add_part(culture, c, at - start, date, out);
        } else {
            strbuf_add_char(out, c);
            at++;
        }
    }
}

/* Milliseconds since 1970 in the proleptic Gregorian calendar (days_from_civil by H. Hinnant). */
static double moment(struct date date) {
    int year = date.month <= 2 ? date.year - 1 : date.year;
    int era = year / 400, of_era = year - era * 400;
    int month = date.month > 2 ? date.month - 3 : date.month + 9;
    int day = (153 * month + 2) / 5 + date.day - 1;
    int days = of_era * 365 + of_era / 4 - of_era / 100 + day + era * 146097 - 719468;
    return (double)days * 86400000.0;
}

/* ICU's calendar was reformed in 1582; before that its days are not ours. */
static bool is_safe(struct date date) {
    return date.day > 0 && date.year > 1582;
}

static struct str taken(struct strbuf *text, struct arena *arena) {
    struct str copy = str_copy(arena, str_trim(strbuf_view(text)));
    strbuf_release(text);
    return copy;
}

static struct str pattern_of(const struct culture *culture, struct date date) {
    const struct date_forms *forms = culture->forms;
    const struct date_names *names = &culture->names;
    return date.day > 0     ? forms ? forms->day : names->day
           : date.month > 0 ? forms ? forms->month : names->month
           : forms          ? forms->year
                            : names->year;
}

struct str culture_date(const struct culture *culture, struct date date, struct arena *arena) {
    if (!culture->is_known) {
        return date_iso(arena, date);
    }
    /* Months of other calendars begin on other days, so a month or year alone stays Gregorian. */
    struct str other = !culture->is_gregorian && date.day > 0
                           ? icu_day(culture, moment(date), arena)
                           : (struct str){0};
    if (other.length > 0) {
        return other;
    }
    struct strbuf text = {0};
    add_pattern(culture, pattern_of(culture, date), date, &text);
    return taken(&text, arena);
}

/* The form for two dates of the same precision; NULL if one is less precise than the other. */
static const struct range_form *range_form_of(const struct date_forms *forms, struct date from,
                                              struct date to) {
    if ((from.day > 0) != (to.day > 0) || (from.month > 0) != (to.month > 0)) {
        return NULL;
    }
    bool is_same_year = from.year == to.year;
    if (from.day > 0) {
        return is_same_year && from.month == to.month ? &forms->days_in_month
               : is_same_year                         ? &forms->days_in_year
                                                      : &forms->days;
    }
    if (from.month > 0) {
        return is_same_year ? &forms->months_in_year : &forms->months;
    }
    return &forms->years;
}

static struct str joined(const struct culture *culture, struct date from, struct date to,
                         struct arena *arena) {
    return str_join(arena, culture_date(culture, from, arena), STR(" – "),
                    culture_date(culture, to, arena));
}

/* CLDR has thin spaces round its dashes in some years and plain ones in others. */
static struct str plain_spaces(struct str text, struct arena *arena) {
    struct strbuf plain = {0};
    for (size_t at = 0; at < text.length;) {
        uint32_t rune = utf8_next(text, &at);
        strbuf_add_rune(&plain, rune == THIN_SPACE ? ' ' : rune);
    }
    return taken(&plain, arena);
}

struct str culture_date_range(const struct culture *culture, struct date from, struct date to,
                              struct arena *arena) {
    if (date_compare(from, to) == 0 && from.month == to.month && from.day == to.day) {
        return culture_date(culture, from, arena);
    }
    const struct range_form *form = culture->is_known && culture->is_gregorian && culture->forms
                                        ? range_form_of(culture->forms, from, to)
                                        : NULL;
    if (form) {
        struct strbuf text = {0};
        add_pattern(culture, form->from, from, &text);
        strbuf_add(&text, form->separator);
        add_pattern(culture, form->to, to, &text);
        return taken(&text, arena);
    }
    struct str other = culture->is_known && is_safe(from) && is_safe(to)
                           ? icu_range(culture, moment(from), moment(to), arena)
                           : (struct str){0};
    return other.length > 0 ? plain_spaces(other, arena) : joined(culture, from, to, arena);
}
