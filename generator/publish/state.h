/*
 * state.h - what the last build knew of each page, so that this one need not make it again.
 *
 * Reads    .isogloss/pages in the site folder, of a shard .isogloss/pages-K-of-N: several may be
 *          at work on one site; one that is damaged, of another program or of another format is as
 *          good as none.
 * Makes    one record a page of the plan, or of its share: its fingerprint, its bytes' digest, what
 * stat(2) said of the file in OUT once it stood there, and what the link check found. Owns nothing:
 * all is on the caller's arena. Threads  read and written by one thread; const between.
 *
 * A record is believed only while the file in OUT is, by stat(2), the one that was put there. So a
 * state that is older than OUT, because a build was cut off between the two, costs time and nothing
 * else.
 */
#ifndef ISOGLOSS_PUBLISH_STATE_H
#define ISOGLOSS_PUBLISH_STATE_H

#include "base/file.h"
#include "publish/linkcheck.h"
#include "publish/publish.h"

/* What is known of one page. */
struct page_state {
    enum page_kind kind;
    struct str path;
    struct digest fingerprint; /* zeros for copied files */
    struct digest text;        /* of the text whose body it shows */
    struct digest digest;      /* of its bytes */
    struct file_stat stat;     /* of the file in OUT */
    struct page_links links;
};

struct publish_state {
    struct digest inputs, shape; /* of all that was built from: see struct sources */
    struct clock clock;          /* when, and how long what was decided by it holds */
    struct file_stat manifest;   /* in OUT */
    struct str said;             /* the warnings of that build: see base/said.h */
    uint32_t extras;             /* of the site that was built */
    uint32_t languages;
    uint64_t plan_pages; /* of all shards */
    uint64_t links;
    struct page_state *pages; /* in the order of the plan that made them: by kind, then path */
    size_t count;
};

/* False, and no pages, if there is none to be believed. */
bool state_read(struct publish_state *state, struct shard shard, int site_folder,
                struct arena *arena);
/* Takes the room that is needed to write down so many pages, with so many bytes of other texts. */
void state_reserve(struct strbuf *file, size_t count, size_t bytes);
/* Writing it: what is known of all, then each page in the order of the plan, so that they need not
   all be there at once; `state->pages` is not looked at. */
void state_begin(const struct publish_state *state, struct strbuf *file);
void state_add(struct strbuf *file, const struct page_state *page);
enum file_result state_end(struct shard shard, int site_folder, struct strbuf *file);

/* What a state knows of the pages of a plan, and of those that are no more. */
struct state_match {
    const struct page_state **known; /* by index in the plan; NULL: nothing */
    const struct page_state **gone;
    size_t gone_count;
};
struct state_match state_match(const struct publish_state *state, const struct plan *plan,
                               struct arena *arena);

#endif
