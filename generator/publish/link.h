/*
 * link.h - what a link written in a page means, before anybody asks whether it is right.
 *
 * Reads    text of attributes, character references replaced.
 * Makes    paths from out/ and the ids they name.
 */
#ifndef ISOGLOSS_PUBLISH_LINK_H
#define ISOGLOSS_PUBLISH_LINK_H

#include "base/str.h"

/* The parts of a link of the portal. */
struct link {
    struct str path;     /* from the page's folder, or from out/; as written */
    struct str fragment; /* as written, without '#' */
    bool is_from_out;
};

/* Takes a link apart. False if it leads away from the portal, whose address is `base_url` (ends in
   '/') or unknown (empty). */
bool link_split(struct str text, struct str base_url, struct link *link);

/* Makes `out` the path from out/ of the file that link->path names on a page in `folder`. False if
   it leads outside out/; `out` is the path as written then. */
bool link_resolve(const struct link *link, struct str folder, struct strbuf *out);

/* Appends with %41 replaced by A. */
void link_unescape(struct str text, struct strbuf *out);

/* Does the fragment name the top of any page? */
bool link_is_top(struct str fragment);

#endif
