/*
 * linkcheck.h - does every link of the portal lead somewhere?
 *
 * Reads    the bytes of each page once, right after they were made.
 * Makes    what a page offers and where it leads, in a few bytes a link; no text is kept.
 * Reports  links to files that the plan does not have (a folder is none), to anchors that the page
 *          does not have, and to places outside. Only a page that is found to be wrong is looked at
 *          a second time, to say which link it is.
 * Threads  linkcheck_page() and linkcheck_explain() by many at once, each with its own worker.
 *
 * Links are relative, or absolute below base_url; others lead away from the portal and are not
 * looked at. Two ids with the same 32 bits of digest count as one: a wrong anchor goes unnoticed
 * once in some ten million.
 */
#ifndef ISOGLOSS_PUBLISH_LINKCHECK_H
#define ISOGLOSS_PUBLISH_LINKCHECK_H

#include "pages/pages.h"

/* What a page offers to be linked to, and where it leads. */
struct page_links {
    struct str anchors;  /* the hashes of its ids: sorted uint32_t, not aligned */
    struct str targets;  /* links to anchors of other pages, packed, until they are judged */
    struct str reach;    /* a Bloom filter of all places in the portal that it leads to */
    uint32_t link_count; /* internal links, also those that lead nowhere */
    bool is_known;       /* the page was looked at */
    bool leads_nowhere;  /* to a file that the plan does not have, or an anchor of its own */
};

struct linkcheck_worker;

struct linkcheck {
    const struct plan *plan;
    struct str base_url;      /* ends in '/', or empty */
    struct page_links *pages; /* by index in the plan; may be filled by who knows them already */
    uint32_t *path_hashes;    /* by index in the plan */
    struct linkcheck_worker *workers;
    unsigned worker_count;
    struct arena arena;
};

void linkcheck_begin(struct linkcheck *check, const struct plan *plan, unsigned workers);

/* Looks at the bytes of the page with that index and fills check->pages[index]. */
void linkcheck_page(struct linkcheck *check, unsigned worker, size_t index, struct str text);

/* The places that the portal had and has no more: a page, or an anchor of one. */
struct lost_places {
    struct arena *arena;
    LIST(uint32_t) places;
};
void lost_page(struct lost_places *lost, struct str path);
/* The anchors that the page had and has no more. */
void lost_anchors(struct lost_places *lost, struct str path, const struct page_links *before,
                  const struct page_links *after);
/* May the page lead to one of them? Surely not, or probably. */
bool links_may_reach(const struct page_links *links, const struct lost_places *lost);

/* After all pages: does the page with that index lead nowhere? Pages that were not looked at have
   all anchors: they have been complained of already, or are another shard's. */
bool linkcheck_is_broken(const struct linkcheck *check, size_t index);

/* Reports each link of that page which leads nowhere; `text` are its bytes once more. */
void linkcheck_explain(struct linkcheck *check, unsigned worker, size_t index, struct str text,
                       struct diags *diags);

void linkcheck_release(struct linkcheck *check);

#endif
