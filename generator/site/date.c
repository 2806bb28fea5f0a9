#include "site/date.h"

static bool parse_digits(struct str text, size_t from, size_t count, unsigned *number) {
    if (from + count > text.length) {
        return false;
    }
    unsigned total = 0;
    for (size_t i = from; i < from + count; i++) {
        if (!char_is_digit(text.data[i])) {
            return false;
        }
        total = total * 10 + (unsigned)(text.data[i] - '0');
    }
    *number = total;
    return true;
}

static bool has_other_digits(struct str text) {
    /* Arabic-Indic D9 A0..A9, extended DB B0..B9: what an Arabic or Persian keyboard gives. */
    for (size_t i = 0; i + 1 < text.length; i++) {
        unsigned char lead = (unsigned char)text.data[i], next = (unsigned char)text.data[i + 1];
        if ((lead == 0xD9 && next >= 0xA0 && next <= 0xA9) ||
            (lead == 0xDB && next >= 0xB0 && next <= 0xB9)) {
            return true;
        }
    }
    return false;
}

static unsigned days_in_month(unsigned year, unsigned month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

/* The shape alone: YYYY, YYYY-MM or YYYY-MM-DD. */
static bool read_parts(struct str text, unsigned *year, unsigned *month, unsigned *day) {
    *month = *day = 0;
    if (text.length != 4 && text.length != 7 && text.length != 10) {
        return false;
    }
    if (!parse_digits(text, 0, 4, year)) {
        return false;
    }
    if (text.length >= 7 && (text.data[4] != '-' || !parse_digits(text, 5, 2, month))) {
        return false;
    }
    return text.length < 10 || (text.data[7] == '-' && parse_digits(text, 8, 2, day));
}

enum date_problem date_parse(struct str text, struct date *date) {
    unsigned year, month, day;
    if (!read_parts(text, &year, &month, &day)) {
        return has_other_digits(text) ? DATE_OTHER_DIGITS : DATE_NOT_ISO;
    }
    bool month_is_good = text.length < 7 || (month >= 1 && month <= 12);
    bool day_is_good =
        text.length < 10 || (month_is_good && day >= 1 && day <= days_in_month(year, month));
    if (year == 0 || !month_is_good || !day_is_good) {
        return DATE_NOT_IN_CALENDAR;
    }
    *date = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return DATE_OK;
}

enum date_problem date_range_parse(struct str text, struct date *from, struct date *to) {
    size_t slash = str_find_char(text, '/', 0);
    if (slash == STR_NONE) {
        enum date_problem problem = date_parse(text, from);
        *to = *from;
        return problem;
    }
    enum date_problem first = date_parse(str_slice(text, 0, slash), from);
    enum date_problem second = date_parse(str_from_byte(text, slash + 1), to);
    if (first != DATE_OK || second != DATE_OK) {
        return first != DATE_OK ? first : second;
    }
    return date_compare(*from, *to) <= 0 ? DATE_OK : DATE_REVERSED;
}

int date_compare(struct date a, struct date b) {
    int left = a.year * 512 + a.month * 32 + a.day;
    int right = b.year * 512 + b.month * 32 + b.day;
    return (left > right) - (left < right);
}

/* `digits` of a number that is not negative, from `text` on. */
static void write_digits(char *text, unsigned number, size_t digits) {
    while (digits > 0) {
        text[--digits] = (char)('0' + number % 10);
        number /= 10;
    }
}

/* Each list of entries has their dates, so this is no work for printf(). */
struct str date_iso(struct arena *arena, struct date date) {
    char text[] = "YYYY-MM-DD";
    size_t length = date.month == 0 ? 4 : date.day == 0 ? 7 : 10;
    write_digits(text, (unsigned)date.year, 4);
    write_digits(text + 5, date.month, 2);
    write_digits(text + 8, date.day, 2);
    return str_copy(arena, (struct str){text, length});
}
