/*
 * figures.h - the numbers in a text, whatever digits and separators they are written with.
 *
 * 0.5, 0,5 and ٠٫٥ are one number, 1,000, 1 000 and 1.000 another: a separator before exactly three
 * digits sets off thousands. 2 million, 200万 and 2000000 are one number too.
 */
#ifndef ISOGLOSS_TRANSLATE_FIGURES_H
#define ISOGLOSS_TRANSLATE_FIGURES_H

#include "base/list.h"
#include "base/str.h"

struct figure {
    struct str text;   /* as written */
    struct str number; /* 0.5, 1000, without zeros in front */
    struct str scaled; /* of a number with a word such as million: all its digits; or empty */
    bool is_part;      /* of another, between its separators */
    bool is_month;     /* of a date in Chinese, Japanese or in figures */
};
struct figures {
    LIST(struct figure) list;
};

/* Of prose (prose.h). */
void figures_read(struct str text, struct arena *arena, struct figures *figures);

#endif
