/*
 * date.h - calendar dates as content writes them: 2013, 2013-11, 2013-11-22 (ISO 8601).
 */
#ifndef ISOGLOSS_SITE_DATE_H
#define ISOGLOSS_SITE_DATE_H

#include "base/str.h"

struct date {
    int16_t year;  /* 0: no date */
    uint8_t month; /* 1..12, 0: the year only */
    uint8_t day;   /* 1..31, 0: the month only */
};

enum date_problem {
    DATE_OK,
    DATE_NOT_ISO,         /* 13/05/2013, May 2013, 2013-5-1 */
    DATE_OTHER_DIGITS,    /* Arabic-Indic or other digits than 0-9 */
    DATE_NOT_IN_CALENDAR, /* 2013-02-30 */
    DATE_REVERSED         /* a range that ends before it begins */
};

enum date_problem date_parse(struct str text, struct date *date);
/* "2013-05-06/2013-05-08"; also one date alone. The end is not before the start. */
enum date_problem date_range_parse(struct str text, struct date *from, struct date *to);

/* <0, 0, >0; what is not given counts as the earliest. */
int date_compare(struct date a, struct date b);
/* The ISO form with the precision the date has. */
struct str date_iso(struct arena *arena, struct date date);

#endif
