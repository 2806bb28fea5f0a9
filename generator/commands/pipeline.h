/*
 * pipeline.h - the first four stages in their order: what build, check and dump begin with.
 *
 * Makes    the artefacts up to the stage asked for, each pointing back to the one before it.
 * Owns     all of them, until pipeline_release().
 * Reports  what the stages report, into run->diags.
 */
#ifndef ISOGLOSS_COMMANDS_PIPELINE_H
#define ISOGLOSS_COMMANDS_PIPELINE_H

#include "commands/commands.h"
#include "pages/pages.h"

enum stage { STAGE_SOURCES, STAGE_SITE, STAGE_EDITIONS, STAGE_PLAN };

struct pipeline {
    struct sources sources;
    struct site site;
    struct editions editions;
    struct plan plan;
    enum stage reached;
    bool has_sources;
};

/* Runs the stages from the first to `last`. False if there is no site folder to start from, or no
   data of ICU; wrong content only leaves diagnostics. */
bool pipeline_run(struct pipeline *pipeline, struct run *run, enum stage last);
void pipeline_release(struct pipeline *pipeline);

#endif
