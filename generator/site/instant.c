#include "site/instant.h"

#include "site/clock.h"

#define DATE_BYTES 10
#define MINUTE_BYTES 16 /* of 2026-05-06T09:00 */
#define SECOND_BYTES 19

/* Whether `pattern`, with 0 for any digit, stands at `at`. */
static bool has_pattern(struct str text, size_t at, const char *pattern) {
    for (; *pattern; pattern++, at++) {
        if (at >= text.length ||
            (*pattern == '0' ? !char_is_digit(text.data[at]) : text.data[at] != *pattern)) {
            return false;
        }
    }
    return true;
}

static int64_t two_digits(struct str text, size_t at) {
    return (text.data[at] - '0') * 10 + (text.data[at + 1] - '0');
}

/* Hours and minutes as minutes, or -1 if no clock shows them. */
static int64_t minutes_at(struct str text, size_t at) {
    int64_t hours = two_digits(text, at), minutes = two_digits(text, at + 3);
    return hours < 24 && minutes < 60 ? hours * 60 + minutes : -1;
}

static enum instant_problem read_offset(struct str text, size_t at, int64_t *minutes) {
    bool is_utc = has_pattern(text, at, "Z") && text.length == at + 1;
    bool is_offset = has_pattern(text, at, "+00:00") || has_pattern(text, at, "-00:00");
    if (at == text.length) {
        return INSTANT_NO_OFFSET;
    }
    if (!is_utc && !(is_offset && text.length == at + 6)) {
        return INSTANT_NOT_RFC_3339;
    }
    int64_t size = is_utc ? 0 : minutes_at(text, at + 1);
    *minutes = text.data[at] == '-' ? -size : size;
    return size >= 0 ? INSTANT_OK : INSTANT_DOES_NOT_EXIST;
}

enum instant_problem instant_parse(struct str text, struct instant *instant) {
    if (!has_pattern(text, 0, "0000-00-00T00:00")) {
        return INSTANT_NOT_RFC_3339;
    }
    bool has_seconds = has_pattern(text, MINUTE_BYTES, ":00");
    int64_t offset = 0, seconds = has_seconds ? two_digits(text, MINUTE_BYTES + 1) : 0;
    enum instant_problem problem =
        read_offset(text, has_seconds ? SECOND_BYTES : MINUTE_BYTES, &offset);
    if (problem != INSTANT_OK) {
        return problem;
    }
    struct date date;
    int64_t minutes = minutes_at(text, DATE_BYTES + 1);
    if (date_parse(str_slice(text, 0, DATE_BYTES), &date) != DATE_OK || minutes < 0 ||
        seconds > 59) {
        return INSTANT_DOES_NOT_EXIST;
    }
    *instant = (struct instant){date_begin(date) + (minutes - offset) * 60 + seconds, text};
    return INSTANT_OK;
}
