#include "commands/pipeline.h"

bool pipeline_run(struct pipeline *pipeline, struct run *run, enum stage last) {
    struct sources_options options = {.workers = run->workers, .memory = run->memory};

    *pipeline = (struct pipeline){.reached = STAGE_SOURCES};
    pipeline->has_sources =
        editions_prepare(&run->diags) &&
        sources_read(&pipeline->sources, run->site_folder, &options, &run->diags);
    if (!pipeline->has_sources) {
        return false;
    }
    if (last >= STAGE_SITE) {
        const struct site_options how = {.now_s = run->now_s, .extras = run->extras};

        site_build(&pipeline->site, &pipeline->sources, &how, &run->diags);
        pipeline->reached = STAGE_SITE;
    }
    if (last >= STAGE_EDITIONS) {
        editions_build(&pipeline->editions, &pipeline->site, run->workers, &run->diags);
        pipeline->reached = STAGE_EDITIONS;
    }
    if (last >= STAGE_PLAN) {
        plan_build(&pipeline->plan, &pipeline->editions, &run->diags);
        pipeline->reached = STAGE_PLAN;
    }
    return true;
}

/* Last made, first gone: each points into the one before it. */
void pipeline_release(struct pipeline *pipeline) {
    if (pipeline->reached >= STAGE_PLAN) {
        plan_release(&pipeline->plan);
    }
    if (pipeline->reached >= STAGE_EDITIONS) {
        editions_release(&pipeline->editions);
    }
    if (pipeline->reached >= STAGE_SITE) {
        site_release(&pipeline->site);
    }
    if (pipeline->has_sources) {
        sources_release(&pipeline->sources);
    }
}
