/*
 * progress.h - one line on a terminal that tells how far a long work is.
 *
 * Shown only after a second, only if standard error is a terminal, and gone at the end.
 */
#ifndef ISOGLOSS_COMMANDS_PROGRESS_H
#define ISOGLOSS_COMMANDS_PROGRESS_H

#include "base/str.h"

struct progress {
    bool is_wanted, is_shown;
    int64_t started_ms, drawn_ms;
};

enum progress_wish { PROGRESS_SILENT, PROGRESS_ON_TERMINAL };

void progress_begin(struct progress *progress, enum progress_wish wish);
/* Fits publish_options.progress: `context` is the struct progress. */
void progress_report(void *context, size_t done, size_t total);
/* Erases the line. */
void progress_end(struct progress *progress);

#endif
