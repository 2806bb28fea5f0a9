/*
 * locale.h - a new language for a site: locales/TAG/ with a catalog to translate, and pins.
 *
 * Reads    the site, for the texts of its interface; CLDR, for what is known of the language.
 * Makes    locales/TAG/portal.po and locale.yaml, both or neither, and nothing over a file.
 * Reports  what is no tag; a language that is there; what must be told because CLDR does not know.
 *
 * The same wishes make the same bytes: no date stands in them.
 */
#ifndef ISOGLOSS_TRANSLATE_LOCALE_H
#define ISOGLOSS_TRANSLATE_LOCALE_H

#include "editions/editions.h"

#define LOCALE_NAME_MAX_CHARACTERS 100

/* As somebody wrote them. */
struct locale_wishes {
    struct str tag;     /* in any case, with hyphens or underscores */
    struct str name;    /* what the language calls itself; empty: as in CLDR */
    struct str plurals; /* a value for Plural-Forms; empty: as in CLDR */
};

/* What was made. */
struct locale {
    struct str tag, folder;                       /* km, locales/km */
    struct str name, direction, digits, calendar; /* the pins; */
    struct str usual_digits, usual_calendar;      /* others to think of, or empty */
    bool is_direction_pinned;                     /* the tag does not tell it */
    struct str plurals;
    uint32_t plural_count;
    const struct language *parent; /* whose texts stand where the catalog has none, or NULL */
    bool is_known;                 /* to ICU */
    size_t message_count;
};

/* False after a diagnostic; then nothing was made. */
bool locale_add(struct locale *locale, const struct site *site, const struct locale_wishes *wishes,
                struct arena *arena, struct diags *diags);

#endif
