/*
 * markdown_url.h - what a destination in Markdown may be: an allow-list.
 *
 * The destination is as cmark gives it: entities and backslashes are read. Percent signs are looked
 * through, so that nothing hides behind them.
 *
 * Threads  any.
 */
#ifndef ISOGLOSS_SOURCES_MARKDOWN_URL_H
#define ISOGLOSS_SOURCES_MARKDOWN_URL_H

#include "base/str.h"

enum url_kind {
    URL_EXTERNAL,  /* http: https: mailto: tel: */
    URL_ITEM,      /* collection/id or collection/id#anchor */
    URL_SAME_PAGE, /* #anchor */
    URL_MEDIA,     /* a clean path below content/ */
    URL_EMPTY,     /* from here on: refused */
    URL_TOO_LONG,
    URL_CONTROL,      /* control or invisible characters */
    URL_DOUBLE_SLASH, /* //host */
    URL_SCHEME,       /* any other scheme */
    URL_OUTSIDE,      /* absolute, "..", or with backslashes */
    URL_OTHER
};

struct url {
    enum url_kind kind;
    struct str destination; /* allowed ones: percent signs decoded, but not in external ones */
    struct str scheme;      /* of an external or refused one */
};

struct url url_read_link(struct arena *arena, struct str destination);
/* Images: URL_MEDIA, or else not allowed. */
struct url url_read_image(struct arena *arena, struct str destination);

#endif
