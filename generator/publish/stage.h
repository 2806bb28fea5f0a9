/*
 * stage.h - makes the bytes of every page, compares them with OUT, and stages what differs.
 *
 * Reads    the plan; the files of OUT that it names.
 * Makes    stage/WORKER/INDEX, one file for each page that is new or different; each worker has a
 *          folder of its own, so none waits for another.
 * Owns     the outcomes, on the arena given; no rendered page outlives its turn.
 * Reports  pages that cannot be made, broken links, foreign files in the way, a full disk.
 * Threads  as many as asked for; each takes stretches of pages of one folder.
 */
#ifndef ISOGLOSS_PUBLISH_STAGE_H
#define ISOGLOSS_PUBLISH_STAGE_H

#include "publish/linkcheck.h"
#include "publish/manifest.h"
#include "publish/publish.h"
#include "publish/target.h"

enum outcome_kind {
    OUTCOME_FAILED, /* after a diagnostic */
    OUTCOME_SAME,   /* OUT has these bytes already */
    OUTCOME_STAGED
};

struct outcome {
    struct digest digest;
    enum outcome_kind kind;
    unsigned worker; /* who staged it */
};

struct stage {
    const struct plan *plan;
    const struct publish_options *options;
    const struct target *target; /* NULL: nothing is compared or staged */
    const struct manifest *old;
    struct outcome *outcomes; /* by index in the plan */
};

/* Goes through the whole plan and fills `stage->outcomes`, made on `arena`. Counts into `report`.
   Afterwards `diags` has errors if anything was wrong. */
void stage_pages(struct stage *stage, struct arena *arena, struct publish_report *report,
                 struct diags *diags);

/* The name of a staged page in stage/. */
struct str stage_name(struct arena *arena, const struct outcome *outcome, size_t index);

#endif
