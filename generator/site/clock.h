/*
 * clock.h - the one moment at which a build reads the site, and how long its answers hold.
 *
 * What is released, has expired or belonged to a group depends on the time of the build. Whoever
 * decides by it asks clock_has_passed(), which remembers the nearest instants asked about on either
 * side of now: between them every answer is the same, so a build at another moment of that stretch
 * has nothing new to find. No page may print the time itself.
 *
 * Units    seconds since 1970-01-01, UTC.
 */
#ifndef ISOGLOSS_SITE_CLOCK_H
#define ISOGLOSS_SITE_CLOCK_H

#include "site/date.h"

#include <stdint.h>

struct clock {
    int64_t now;
    int64_t changed_at; /* the latest instant asked about that has passed; or INT64_MIN */
    int64_t changes_at; /* the earliest that has not; or INT64_MAX */
};

struct clock clock_at(int64_t now);

/* Whether `instant` is now or earlier. */
bool clock_has_passed(struct clock *clock, int64_t instant);

/* Whether all that a clock said would be said again at `now_s`. */
bool clock_holds(const struct clock *clock, int64_t now_s);

/* When a date begins and when it is over, in UTC: a year or month has all its days. */
int64_t date_begin(struct date date);
int64_t date_end(struct date date);

#endif
