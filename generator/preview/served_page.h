/*
 * served_page.h - pages as the preview shows them: those of OUT with its script in them, and its
 * own.
 *
 * Reads    the bytes of a page; diagnostics as text.
 * Makes    a HTML page. OUT itself never holds any of it.
 */
#ifndef ISOGLOSS_PREVIEW_SERVED_PAGE_H
#define ISOGLOSS_PREVIEW_SERVED_PAGE_H

#include "base/str.h"

/* Addresses of the preview's own; no page can have them, for its names begin with no dot. */
#define SERVED_SCRIPT_PATH "/.isogloss/reload.js"
#define SERVED_EVENTS_PATH "/.isogloss/events"

/* Appends `page` with the script in it. `version` tells the script which portal the page is of. */
void served_page_add(struct str page, struct str version, struct strbuf *out);

/* Appends a page that says `title`, a text already translated, and below it `text` as it is. */
void served_page_add_notice(struct str title, struct str text, struct str version,
                            struct strbuf *out);

#endif
