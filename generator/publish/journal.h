/*
 * journal.h - what is left to do once everything is staged, written down before the first step.
 *
 *     isogloss-journal 1
 *     claim .isogloss-manifest   stage/manifest-first becomes the manifest
 *     bring fr/reports           stage/tree/fr/reports, with all in it, becomes this folder of OUT
 *     write fr/index.html        stage/tree/fr/index.html becomes this file of OUT
 *     remove fr/old.html
 *     folder fr/old              goes if it is empty
 *     settle .isogloss-manifest  stage/manifest-last becomes the manifest
 *     end DIGEST                 of all lines above
 *
 * Reads    its own text. One without the right last line was not finished, and nothing of it was
 *          done yet.
 * Makes    the steps. Each can be done again: what is gone from stage/ has been moved before, and
 *          what is to be removed may be gone already.
 * Reports  the step that failed; the journal stays then.
 */
#ifndef ISOGLOSS_PUBLISH_JOURNAL_H
#define ISOGLOSS_PUBLISH_JOURNAL_H

#include "publish/target.h"

/* Names in the work folder. */
#define JOURNAL_NAME "journal"
#define STAGE_NAME "stage"
/* Names in the work folder, and below. */
#define STAGED_TREE STAGE_NAME "/tree"
#define STAGED_FIRST_MANIFEST "manifest-first"
#define STAGED_LAST_MANIFEST "manifest-last"

enum journal_step {
    JOURNAL_CLAIM,
    JOURNAL_BRING,
    JOURNAL_WRITE,
    JOURNAL_REMOVE,
    JOURNAL_FOLDER,
    JOURNAL_SETTLE
};

void journal_begin(struct strbuf *journal);
/* `path` is a file or folder of OUT; of JOURNAL_CLAIM and _SETTLE the name of a manifest. */
void journal_add(struct strbuf *journal, enum journal_step step, struct str path);
void journal_end(struct strbuf *journal);

/* Is it all there? */
bool journal_is_complete(struct str text);

/* Does all steps of a complete journal. In the second case steps may have been done before. */
enum journal_run { JOURNAL_FIRST_RUN, JOURNAL_AGAIN };
bool journal_run(struct str text, enum journal_run run, struct target *target, struct diags *diags);

#endif
