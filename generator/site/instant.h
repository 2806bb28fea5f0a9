/*
 * instant.h - moments as content writes them: 2026-05-06T09:00+02:00 (RFC 3339).
 *
 * The offset from UTC is part of it: without one the same text would be another moment on another
 * machine. Seconds may be left out; fractions of them are not read.
 *
 * Units    seconds since 1970-01-01, UTC.
 */
#ifndef ISOGLOSS_SITE_INSTANT_H
#define ISOGLOSS_SITE_INSTANT_H

#include "base/str.h"

#include <stdint.h>

struct instant {
    int64_t at;
    struct str text; /* as written; empty: no instant */
};

enum instant_problem {
    INSTANT_OK,
    INSTANT_NOT_RFC_3339,  /* a date alone, or anything else */
    INSTANT_NO_OFFSET,     /* 2026-05-06T09:00 */
    INSTANT_DOES_NOT_EXIST /* 2026-02-30T09:00Z, 2026-05-06T24:00Z, an offset of 25 hours */
};

/* `instant->text` is a view of `text`. */
enum instant_problem instant_parse(struct str text, struct instant *instant);

#endif
