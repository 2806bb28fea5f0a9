/*
 * build.h - one build: what isogloss build does once, and isogloss serve whenever a file is saved.
 *
 * Reads    the site of the run.
 * Makes    the portal, and the line of run->output that says so.
 * Reports  what the stages report, into run->diags.
 */
#ifndef ISOGLOSS_COMMANDS_BUILD_H
#define ISOGLOSS_COMMANDS_BUILD_H

#include "commands/commands.h"
#include "publish/publish.h"

/* The output folder: -o is named from where the user stands, the default from the site. */
struct str build_folder(struct run *run);

/* False if nothing, or not all, was published; run->diags says why. */
bool build_once(struct run *run, struct publish_report *report);

#endif
