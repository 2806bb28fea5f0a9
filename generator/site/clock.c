#include "site/clock.h"

#define SECONDS_A_DAY 86400

struct clock clock_at(int64_t now) {
    return (struct clock){.now = now, .changed_at = INT64_MIN, .changes_at = INT64_MAX};
}

bool clock_has_passed(struct clock *clock, int64_t instant) {
    if (instant <= clock->now) {
        clock->changed_at = instant > clock->changed_at ? instant : clock->changed_at;
        return true;
    }
    clock->changes_at = instant < clock->changes_at ? instant : clock->changes_at;
    return false;
}

bool clock_holds(const struct clock *clock, int64_t now_s) {
    return clock->changed_at <= now_s && now_s < clock->changes_at;
}

/* Days from 1970-01-01 in the Gregorian calendar. March comes first, so that the leap day is the
   last of its year. */
static int64_t days_since_1970(int64_t year, int64_t month, int64_t day) {
    year -= month <= 2;
    int64_t days_before_month = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5;
    return 365 * year + year / 4 - year / 100 + year / 400 + days_before_month + day - 1 - 719468;
}

int64_t date_begin(struct date date) {
    return SECONDS_A_DAY *
           days_since_1970(date.year, date.month > 0 ? date.month : 1, date.day > 0 ? date.day : 1);
}

int64_t date_end(struct date date) {
    if (date.day > 0) {
        return date_begin(date) + SECONDS_A_DAY;
    }
    bool is_whole_year = date.month == 0 || date.month == 12;
    return SECONDS_A_DAY *
           days_since_1970(date.year + is_whole_year, is_whole_year ? 1 : date.month + 1, 1);
}
