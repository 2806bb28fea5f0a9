/* Does OUT stand as the last build left it? Nothing is rendered, and no file of OUT is opened. */
#include "publish/publish.h"

#include "base/said.h"
#include "base/unchanged.h"
#include "publish/ours.h"
#include "publish/shard.h"
#include "publish/state.h"
#include "publish/target.h"

static struct stood stood_at(const void *context, size_t index) {
    const struct publish_state *state = context;

    return (struct stood){state->pages[index].path, state->pages[index].stat};
}

/* A build that was cut off, or is at work, leaves a folder beside OUT. */
static bool has_work_folder(const struct target *target) {
    struct file_stat stat;

    return file_stat_at(target->parent, target->work_name, &stat) != FILE_MISSING;
}

static bool is_manifest(const struct target *target, const struct publish_options *options,
                        const struct file_stat *known) {
    struct arena scratch = {0};
    struct str name = ours_name(options, &scratch);
    struct file_stat stat;
    bool is_it = file_stat_at(target->out, name, &stat) == FILE_OK && file_stat_equal(&stat, known);

    arena_release(&scratch);
    return is_it;
}

static bool stands(const struct target *target, const struct publish_state *state,
                   const struct publish_options *options) {
    return target->out != NO_FOLDER && !has_work_folder(target) &&
           is_manifest(target, options, &state->manifest) && !ours_has_others(target, options) &&
           files_are_unchanged(target->out, options->workers, state->count, stood_at, state);
}

bool publish_is_current(const struct publish_options *options, int site_folder,
                        struct digest inputs, int64_t now_s, struct publish_report *report,
                        struct diags *diags) {
    struct publish_state state = {0};
    struct target target;
    struct diags silent = {0};
    struct arena arena = {0};
    bool is_current = state_read(&state, options->shard, site_folder, &arena) &&
                      state.extras == options->extras && digest_equal(state.inputs, inputs) &&
                      clock_holds(&state.clock, now_s) &&
                      target_find(&target, options->out_folder, site_folder, &arena, &silent);

    if (is_current) {
        is_current = stands(&target, &state, options) && said_repeat(state.said, diags);
        target_release(&target);
    }
    if (is_current) {
        *report = (struct publish_report){.plan_pages = state.plan_pages,
                                          .pages = state.count,
                                          .unchanged = state.count,
                                          .languages = state.languages,
                                          .links = state.links};
    }
    diags_release(&silent);
    arena_release(&arena);
    return is_current;
}
