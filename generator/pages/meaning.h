/*
 * meaning.h - what the fields of an entry mean to others than this portal: the values of those
 * whose schema says `schema` or `citation`, out of all lists and maps; private to pages/.
 */
#ifndef ISOGLOSS_PAGES_MEANING_H
#define ISOGLOSS_PAGES_MEANING_H

#include "pages/view.h"

struct meaning {
    struct str property; /* of schema.org; or empty */
    enum cited_as cited_as;
    const struct field *field; /* neither list nor map */
    const struct shown *shown; /* visible */
};
struct meanings {
    const struct meaning *items;
    size_t count;
};

/* In the order of the fields. A map passes its own meaning on to fields that have none. */
struct meanings meanings_of(const struct view *view, const struct entry *entry);

/* The value in words, in one line; Markdown without its marks. */
struct text meaning_text(const struct view *view, const struct shown *shown);

/* The summary in one line, or empty. */
struct text meaning_summary(const struct view *view, const struct entry *entry);

/* view_jsonld.c: a description of the page in terms of schema.org, under "structured_data": a whole
   <script> element that holds data only. */
void view_put_structured_data(const struct view *view, struct datum *root);

#endif
