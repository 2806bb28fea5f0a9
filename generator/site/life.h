/*
 * life.h - what became of an item: its revisions and corrections, its adoption, its withdrawal.
 *
 * An item keeps its id and so its address through its whole life. The text of before lives on as an
 * item of its own that says `superseded_by`. Both it and what was withdrawn keep their pages but
 * are in no list, count or feed: item_is_retired().
 */
#ifndef ISOGLOSS_SITE_LIFE_H
#define ISOGLOSS_SITE_LIFE_H

#include "site/date.h"

#include <stddef.h>

struct item;
struct language;
struct version;

enum event_type {
    EVENT_PROV,
    EVENT_ADOPTED,
    EVENT_REV,
    EVENT_CORR,
    EVENT_ADD,
    EVENT_AMEND,
    EVENT_REISSUE
};
#define EVENT_TYPE_COUNT (EVENT_REISSUE + 1)

/* An entry of `history`. */
struct event {
    struct date date;
    enum event_type type;
    struct str revision;               /* "1" of Rev.1; or empty */
    struct str symbol;                 /* that it had from then on; or empty */
    const struct language **languages; /* that it concerns; none: all */
    size_t language_count;
};

enum distribution {
    DISTRIBUTION_UNSAID,
    DISTRIBUTION_GENERAL,
    DISTRIBUTION_LIMITED,
    DISTRIBUTION_RESTRICTED
};

struct life {
    struct event *events; /* as the original lists them */
    size_t event_count;
    struct date adopted; /* or year 0 */
    bool is_provisional;
    enum distribution distribution;
    const struct item *superseded_by; /* of the same collection; or NULL */
    const struct item *newest;        /* at the end of that chain; never NULL */
    const struct item **earlier;      /* the items whose superseded_by this is, by id */
    size_t earlier_count;
    bool is_withdrawn;
    struct date withdrawn;
    const struct item *successor; /* of what was withdrawn: any item, or NULL */
    struct str *former_ids;
    size_t former_id_count;
};

/* What one language version says of it; each text may be empty. */
struct life_texts {
    struct str *notes; /* parallel to life->events */
    struct str reason; /* of the withdrawal */
};

/* The newest revision of the item: mostly itself. */
const struct item *item_newest(const struct item *item);
/* Was it superseded or withdrawn? */
bool item_is_retired(const struct item *item);
bool item_is_withdrawn(const struct item *item);
/* Does the entry concern that language version? */
bool event_concerns(const struct event *event, const struct language *language);

/* When that version last changed, by what its own file and the history say: of the original also by
   its date and what concerns all languages, of a translation by what names its language only. Year
   0: nobody says. */
struct date version_changed(const struct version *version);

/* "corr": as content writes a type. */
struct str event_type_name(enum event_type type);
/* "general"; empty for what is unsaid. */
struct str distribution_name(enum distribution distribution);

#endif
