/*
 * commit.h - puts what is staged into place, so that OUT is never half of anything for good.
 *
 * Order    the union manifest, if there are new files; out of the way what stands where a folder
 *          must be, or a folder where a file must be; pages in the plan's order: assets, media,
 *          items, lists, home, feeds, site map, chooser; removals; empty folders; the final
 *          manifest; then others that it replaces go.
 * Disk     everything staged is on the disk (syncfs) before the journal is, and the journal before
 *          the first step; everything is on the disk again before the journal goes. So a power cut
 *          is no worse than kill -9.
 * Reports  what the disk says. Before the journal is complete OUT is untouched; afterwards the next
 *          build finishes.
 */
#ifndef ISOGLOSS_PUBLISH_COMMIT_H
#define ISOGLOSS_PUBLISH_COMMIT_H

#include "publish/stage.h"

/* Finishes or discards what a build before this one left in the work folder. */
bool commit_recover(struct target *target, struct publish_report *report, struct diags *diags);

/* Commits the outcomes of stage_pages(), which had no errors. */
bool commit_stage(const struct stage *stage, struct target *target, struct publish_report *report,
                  struct diags *diags);

/* Empties the work folder but for the lock. */
enum file_result commit_clear(struct target *target);

#endif
