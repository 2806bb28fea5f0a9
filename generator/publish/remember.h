/*
 * remember.h - writes down, once everything stands in OUT, what the next build may rely on.
 *
 * Reads    the stage that was committed; stat(2) of what it put into OUT.
 * Makes    .isogloss/pages, or that of the shard, if it would say anything new.
 * Reports  nothing: a site folder that cannot be written to only makes the next build slower.
 */
#ifndef ISOGLOSS_PUBLISH_REMEMBER_H
#define ISOGLOSS_PUBLISH_REMEMBER_H

#include "publish/stage.h"

struct remembering {
    struct publish_state now;
    struct strbuf said;
    struct strbuf file;
};

/* Before the commit: takes all the memory that will be needed, so that none runs out behind it.
   `diags` is all that was said so far. */
void remember_begin(struct remembering *remembering, const struct stage *stage,
                    const struct diags *diags);
/* After it. `before` is what the last build wrote down. */
void remember_end(struct remembering *remembering, const struct stage *stage,
                  const struct publish_state *before);
void remember_release(struct remembering *remembering);

#endif
