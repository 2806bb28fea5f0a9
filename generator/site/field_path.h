/*
 * field_path.h - the way from an item to values, as schemas write it: beneficiaries.country.region.
 *
 * Each step names a field: of the item's collection, of a map, or of the collection that the
 * reference before it leads to. Lists are walked through, so a path may reach many values.
 */
#ifndef ISOGLOSS_SITE_FIELD_PATH_H
#define ISOGLOSS_SITE_FIELD_PATH_H

#include "base/str.h"
#include "site/clock.h"

struct collection;
struct field;
struct item;
struct value;

#define FIELD_PATH_MAX_STEPS 6

struct field_path {
    struct str text;
    size_t steps[FIELD_PATH_MAX_STEPS]; /* indices among the fields where the step is taken */
    size_t step_count;
    const struct field *end; /* what is reached, never a list; NULL if the path is broken */
    bool has_computed;       /* a step leads through a computed field */
};

/* Reads `text` from the fields of `from`. Where it leads nowhere, `end` is NULL and `*missing` the
   name of the step that is no field there. */
struct field_path field_path_read(const struct collection *from, struct str text,
                                  struct str *missing);

/* Values on the way that count: all of them, or of dated maps only those that hold at a moment. */
struct held_at {
    enum { HELD_EVER, HELD_NOW, HELD_AT } when;
    struct clock *clock; /* HELD_NOW */
    int64_t instant;     /* HELD_AT */
};

/* Calls `each` with every value that `path` reaches from the original of `item`, in order. */
void field_path_walk(const struct field_path *path, const struct item *item,
                     const struct held_at *held, void (*each)(void *context, const struct value *),
                     void *context);

#endif
