/* The order of the steps. */
#include "publish/publish.h"

#include "publish/commit.h"
#include "publish/messages.h"
#include "publish/published.h"
#include "publish/remember.h"
#include "publish/shard.h"

struct publishing {
    struct stage stage;
    struct publish_state before;
    struct target target;
    struct ours ours;
    struct arena arena;
    struct publish_report *report;
    struct diags *diags;
};

/* ---- The steps ---------------------------------------------------------------------------------
 */

static bool prepare(struct publishing *p) {
    struct target *target = &p->target;

    return target_lock(target, p->diags) && target_open_out(target, p->diags) &&
           commit_recover(target, p->report, p->diags) &&
           ours_read(&p->ours, target, p->stage.options, &p->arena, p->diags);
}

/* Whatever happened, nothing of this build stays but a journal that says what is left to do. */
static void clear(struct publishing *p, bool is_committed) {
    enum file_result result = commit_clear(&p->target);

    if (result != FILE_OK && is_committed) {
        struct str reason = file_result_text(result);

        diag(p->diags, &MSG_CLEAN_UP, place_file(p->target.work_name), reason);
    }
}

/* What the last build knew, unless it is not to be trusted. */
static void recall(struct publishing *p) {
    const struct plan *plan = p->stage.plan;
    const struct site *site = plan->editions->site;
    bool is_known =
        memory_recalls(p->stage.options->memory) &&
        state_read(&p->before, p->stage.options->shard, site->sources->folder, &p->arena);

    if (is_known) {
        struct state_match match = state_match(&p->before, plan, &p->arena);

        p->stage.known = match.known;
        p->stage.is_same_shape = p->before.extras == site->extras &&
                                 digest_equal(p->before.shape, site->sources->shape) &&
                                 clock_holds(&p->before.clock, site->clock.now);
        p->stage.gone = match.gone;
        p->stage.gone_count = match.gone_count;
    }
}

static bool write_portal(struct publishing *p) {
    const struct publish_options *options = p->stage.options;
    struct remembering remembering;
    bool is_done = false;

    if (!prepare(p)) {
        return false;
    }
    p->stage.target = &p->target;
    recall(p);
    stage_pages(&p->stage, &p->arena, p->report, p->diags);
    if (diags_have_errors(p->diags)) {
        clear(p, false);
        return false;
    }
    remember_begin(&remembering, &p->stage, p->diags);
    is_done = commit_stage(&p->stage, &p->target, p->report, p->diags);
    if (is_done) {
        clear(p, true);
        if (memory_writes(options->memory) &&
            (options->addresses != ADDRESSES_LATER || published_is_complete(p->stage.plan))) {
            remember_end(&remembering, &p->stage, &p->before);
        }
    }
    remember_release(&remembering);
    return is_done;
}

static bool may_be_written(const struct publishing *p, int site_folder) {
    return !(p->stage.options->extras & EXTRA_DRAFTS) ||
           target_is_not_public(&p->target, site_folder, p->diags);
}

bool publish(const struct plan *plan, const struct publish_options *options,
             struct publish_report *report, struct diags *diags) {
    struct publishing p = {.report = report, .diags = diags};
    int site_folder = plan->editions->site->sources->folder;
    bool is_done;

    *report = (struct publish_report){.plan_pages = plan->count,
                                      .pages = shard_count_pages(options->shard, plan),
                                      .languages = plan->editions->count};
    if (!diags_have_errors(diags)) {
        published_check(plan, diags); /* what is broken elsewhere may be what is missing */
    }
    p.stage = (struct stage){.plan = plan, .options = options, .ours = &p.ours};
    if (options->mode == PUBLISH_CHECK_ONLY || diags_have_errors(diags)) {
        if (!diags_have_errors(diags)) {
            recall(&p);
        }
        stage_pages(&p.stage, &p.arena, report, diags);
        is_done = !diags_have_errors(diags);
    } else {
        is_done = target_find(&p.target, options->out_folder, site_folder, &p.arena, diags) &&
                  may_be_written(&p, site_folder) && write_portal(&p);
        target_release(&p.target);
        if (is_done && options->addresses == ADDRESSES_RECORD) {
            published_write(plan, diags);
        }
    }
    stage_release(&p.stage);
    arena_release(&p.arena);
    return is_done;
}
