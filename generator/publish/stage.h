/*
 * stage.h - makes the bytes of every page, compares them with OUT, and stages what differs.
 *
 * Reads    the plan; the files of OUT that it names.
 * Makes    stage/tree/, which holds the pages that are new or different under their own paths.
 * Owns     the outcomes, on the arena given; no rendered page outlives its turn.
 * Reports  pages that cannot be made, broken links, foreign files in the way, a full disk.
 * Threads  as many as asked for; each takes stretches of pages of one folder.
 */
#ifndef ISOGLOSS_PUBLISH_STAGE_H
#define ISOGLOSS_PUBLISH_STAGE_H

#include "publish/linkcheck.h"
#include "publish/ours.h"
#include "publish/publish.h"
#include "publish/state.h"
#include "publish/target.h"

enum outcome_kind {
    OUTCOME_FAILED,    /* after a diagnostic */
    OUTCOME_ELSEWHERE, /* not looked at: it is another shard's */
    OUTCOME_KEPT,      /* not even made: it is made of what it was made of, and stands in OUT */
    OUTCOME_SAME,      /* made, and OUT has these bytes already */
    OUTCOME_STAGED
};

struct outcome {
    struct digest fingerprint, digest;
    enum outcome_kind kind;
};

struct stage {
    const struct plan *plan;
    const struct publish_options *options;
    const struct target *target; /* NULL: nothing is compared or staged */
    const struct ours *ours;
    const struct page_state *const *known; /* by index in the plan; NULL: nothing is known */
    bool is_same_shape;                    /* only bodies of texts changed, if anything */
    const struct page_state *const *gone;  /* pages that were and are no more */
    size_t gone_count;
    struct outcome *outcomes; /* by index in the plan */
    struct linkcheck links;
};

/* Goes through the plan, or the share of the shard, and fills `outcomes`, made on `arena`, and
   `links`. Counts into `report`. Afterwards `diags` has errors if anything was wrong. */
void stage_pages(struct stage *stage, struct arena *arena, struct publish_report *report,
                 struct diags *diags);
void stage_release(struct stage *stage);

#endif
