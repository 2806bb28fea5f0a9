/*
 * release.h - which versions of an item go out at a moment, and why the others wait.
 *
 * A version waits by its own header: it is a draft, not final, made by a machine and revised by
 * nobody, or its moment has not come. What makes the original wait, and what the item as a whole
 * lacks, holds it in every language. With RELEASE_SIMULTANEOUS it also waits until every language
 * that it requires is ready; with RELEASE_ROLLING each version goes when it is.
 *
 * What is not released is no part of struct site but for these lists: later stages cannot show it.
 */
#ifndef ISOGLOSS_SITE_RELEASE_H
#define ISOGLOSS_SITE_RELEASE_H

#include "site/clock.h"
#include "site/instant.h"

struct language;

enum release_rule { RELEASE_ROLLING, RELEASE_SIMULTANEOUS };

/* What site.yaml, a collection or an item says of it, each in place of the one before. */
struct release_settings {
    enum release_rule rule;
    const struct language **required; /* counts with RELEASE_SIMULTANEOUS only */
    size_t required_count;
};

/* How far a version is. */
enum text_state {
    TEXT_FINAL,
    TEXT_REVIEWED,
    TEXT_DRAFT,
    TEXT_MISSING /* there is no such version */
};

/* What holds a version; a set of them is made of HOLD_BITs. */
enum hold {
    HOLD_DRAFT,
    HOLD_NOT_FINAL,  /* a translation that is reviewed, and not final */
    HOLD_NO_REVISER, /* a machine had its hand in it, and nobody has revised it */
    HOLD_EMBARGO,
    HOLD_RESTRICTED,
    HOLD_NO_CONSENT,
    HOLD_LANGUAGES, /* a required language is missing or waits */
    HOLD_MISSING    /* of a required language: there is no such version */
};
#define HOLD_COUNT (HOLD_MISSING + 1)
#define HOLD_BIT(hold) (1u << (hold))

/* What the header of a version says of its release, and what follows from that. */
struct version_terms {
    const struct language *language;
    enum text_state state;
    bool lacks_reviser;
    struct instant publish_at;
    unsigned holds; /* found by release_decide(): its own */
};

/* The same of an item; the original stands first. */
struct item_terms {
    struct release_settings settings;
    bool is_restricted, lacks_consent;
    struct version_terms *versions;
    size_t version_count;
    unsigned holds; /* found by release_decide(): of every version */
};

/* Fills `holds`. A version is released if neither the item nor itself is held. */
void release_decide(struct item_terms *item, struct clock *clock);
/* After that, for a look ahead: takes back whatever holds that is only a matter of time or work.
   What is restricted, or lacks the consent of those whom it is about, stays held. */
void release_look_ahead(struct item_terms *item);
/* The version in that language, or NULL. */
const struct version_terms *terms_in(const struct item_terms *item,
                                     const struct language *language);

/* A language that an item waits for. */
struct awaited {
    const struct language *language;
    unsigned holds;
};

/* A line of the day's list: something that waits, or a released text that refers to it. */
struct held {
    struct str item;                 /* "reports/2013-geneva" */
    const struct language *language; /* NULL: in every language */
    struct str path;                 /* the file; empty if there is none */
    enum text_state state;
    unsigned holds;
    struct instant opens;          /* not before; no text: nothing waits for the clock */
    const struct awaited *awaited; /* for HOLD_LANGUAGES */
    size_t awaited_count;
    struct str refers_to; /* the item that waits, if this one is released; else empty */
};
struct held_list {
    struct held *items; /* by item, then language, the whole item first */
    size_t count, capacity;
};

#endif
