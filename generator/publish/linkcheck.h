/*
 * linkcheck.h - does every link of the portal lead somewhere?
 *
 * Reads    each rendered page once, right after it was made.
 * Makes    nothing but diagnostics; keeps four bytes an anchor, and the few links that lead to an
 *          anchor of another page.
 * Reports  links to files that the plan does not have (a folder is none), to anchors that the page
 *          does not have, and to places outside.
 * Threads  linkcheck_page() by many at once, each with its own worker number.
 *
 * Links are relative, or absolute below base_url; others lead away from the portal and are not
 * looked at. Two ids with the same 32 bits of digest count as one: a wrong anchor goes unnoticed
 * once in some ten million.
 */
#ifndef ISOGLOSS_PUBLISH_LINKCHECK_H
#define ISOGLOSS_PUBLISH_LINKCHECK_H

#include "pages/pages.h"

struct linkcheck_worker;

/* What a page offers to be linked to. */
struct linkcheck_anchors {
    const uint32_t *hashes; /* sorted */
    uint32_t count;
    bool is_known; /* the page was looked at */
};

struct linkcheck {
    const struct plan *plan;
    struct str base_url;               /* ends in '/', or empty */
    struct linkcheck_anchors *anchors; /* by index in the plan */
    struct linkcheck_worker *workers;
    unsigned worker_count;
    struct arena arena;
};

void linkcheck_begin(struct linkcheck *check, const struct plan *plan, unsigned workers);

/* Looks at the bytes of the page with that index. */
void linkcheck_page(struct linkcheck *check, unsigned worker, size_t index, struct str text,
                    struct diags *diags);

/* After all pages: the links to anchors of other pages. Returns how many internal links there are.
 */
size_t linkcheck_finish(struct linkcheck *check, struct diags *diags);

void linkcheck_release(struct linkcheck *check);

#endif
