/*
 * publish.h - stage 5: struct plan -> out/.
 *
 * Reads    the plan; the manifest of the last build; files in out/ that the plan wants to write.
 * Makes    out/ equal to the plan: renders, compares, stages what differs beside out/, checks every
 *          link and anchor, commits by renames, removes what no page needs any more.
 * Owns     nothing afterwards.
 * Reports  broken links, foreign files in the way, a locked or foreign out/, what the disk says.
 * Threads  renders on `workers` threads.
 *
 * The promise: at any moment, also after kill -9, a full disk or a power cut, out/ is the old site
 * or becomes the new one on the next run. Beside OUT (where a link at OUT leads to) stands
 * .OUT.isogloss/ while a build runs:
 *
 *     lock       held while a build runs
 *     stage/     every changed file in full
 *     journal    the renames to do, complete with an end line or not valid at all; a later run
 *                finds it and does what is left before anything else
 *
 * OUT/.isogloss-manifest lists the files isogloss wrote, one line each: digest, two spaces, path.
 * It lists new files before the first of them is there, and old ones until the last of them is
 * gone, so that even without the journal no file of ours is ever taken for somebody else's.
 *
 * Every address that content/published.txt lists must be in the plan; see published.h.
 *
 * A folder that is not empty and has no manifest is never written to (a lone .gitignore is fine).
 * A file that the manifest does not list is never removed, and never replaced by other bytes.
 *
 * A shard does all this for its share of the plan only: see shard.h for which that is, and ours.h
 * for what becomes of its manifest. It checks links to files of the whole plan, but links to
 * anchors only of its own pages, for it does not know others; a build or a check without shards
 * does.
 */
#ifndef ISOGLOSS_PUBLISH_PUBLISH_H
#define ISOGLOSS_PUBLISH_PUBLISH_H

#include "base/store.h"
#include "pages/pages.h"

/* The `number`-th of `count` runs, from 1, that make the portal together; all zero: this run makes
   all of it. */
struct shard {
    uint32_t number, count;
};
/* More would each read the whole site for next to no pages. */
#define SHARDS_MAX 1000
static inline bool shard_is_valid(struct shard shard) {
    return shard.number >= 1 && shard.number <= shard.count && shard.count <= SHARDS_MAX;
}

struct publish_options {
    const char *out_folder; /* as the user gave it, resolved from the working folder */
    unsigned workers;
    /* CHECK_ONLY renders and checks the links, and does not look at out/. */
    enum { PUBLISH_WRITE, PUBLISH_CHECK_ONLY } mode;
    struct shard shard;
    unsigned extras; /* of the site */
    /* Whether this is the portal that the world sees: then published.txt learns its addresses. One
       of a moment to come is not yet; what it would add must not be taken for added later. */
    enum { ADDRESSES_CHECK, ADDRESSES_LATER, ADDRESSES_RECORD } addresses;
    enum run_memory memory; /* only MEMORY_RECALL and _UPDATE spare pages that did not change */
    /* Told now and then how far rendering is; may be NULL. Called from one thread at a time. */
    void (*progress)(void *context, size_t done, size_t total);
    void *progress_context;
};

struct publish_report {
    size_t plan_pages;
    size_t pages;     /* of them, those that this run makes: all, or its share */
    size_t written;   /* new or changed files in out/ */
    size_t unchanged; /* equal already, not touched */
    size_t removed;
    size_t languages;
    size_t links; /* internal links checked */
    uint64_t bytes_written;
    bool recovered; /* finished what a build before this one left */
};

/* Does the portal at options->out_folder stand as the last build left it, was that made from these
   `inputs`, and has nothing that depends on the time changed at `now_s`? Looks at stat(2) only.
   Then fills `report`, and warns as that build did. */
bool publish_is_current(const struct publish_options *options, int site_folder,
                        struct digest inputs, int64_t now_s, struct publish_report *report,
                        struct diags *diags);
/* Publishes the plan. With errors in `diags`, from here or before, out/ stays as it is. */
bool publish(const struct plan *plan, const struct publish_options *options,
             struct publish_report *report, struct diags *diags);

#endif
