/*
 * release.h - the day's list: what waits for its release, why, and until when.
 */
#ifndef ISOGLOSS_COMMANDS_RELEASE_H
#define ISOGLOSS_COMMANDS_RELEASE_H

#include "commands/commands.h"

/* Puts the list of run's site as it is at run->now_s into run->output: a table in the reader's
   language, or with --json one object a line. That something waits is no error. */
void release_list(struct run *run);

#endif
