/* Does OUT stand as the last build left it? Nothing is rendered, and no file of OUT is opened. */
#include "publish/publish.h"

#include "base/path.h"
#include "base/workers.h"
#include "publish/manifest.h"
#include "publish/state.h"
#include "publish/target.h"

#include <stdatomic.h>

/* Pages a worker looks at in one go: neighbours, so mostly of one folder. */
#define STRETCH_PAGES 512

struct look {
    const struct publish_state *state;
    int out;
    atomic_bool is_changed;
};

static void look_at_stretch(void *context, unsigned worker, size_t number) {
    struct look *look = context;
    const struct publish_state *state = look->state;
    size_t first = number * STRETCH_PAGES;
    size_t end = first + STRETCH_PAGES < state->count ? first + STRETCH_PAGES : state->count;
    struct str path = {0};
    int folder = NO_FOLDER;

    (void)worker;
    for (size_t i = first; i < end && !atomic_load(&look->is_changed); i++) {
        const struct page_state *page = &state->pages[i];
        struct str here = path_folder(page->path);
        struct file_stat stat;

        if (folder == NO_FOLDER || !str_equal(path, here)) {
            folder_close(folder);
            path = here;
            if (folder_open_below(look->out, here, &folder) != FILE_OK) {
                folder = NO_FOLDER;
            }
        }
        if (folder == NO_FOLDER || file_stat_at(folder, path_name(page->path), &stat) != FILE_OK ||
            !file_stat_equal(&stat, &page->stat)) {
            atomic_store(&look->is_changed, true);
        }
    }
    folder_close(folder);
}

/* A build that was cut off, or is at work, leaves a folder beside OUT. */
static bool has_work_folder(const struct target *target) {
    struct file_stat stat;

    return file_stat_at(target->parent, target->work_name, &stat) != FILE_MISSING;
}

static bool stands(const struct target *target, const struct publish_state *state,
                   unsigned workers) {
    struct look look = {state, target->out, false};
    struct file_stat manifest;

    if (target->out == NO_FOLDER || has_work_folder(target) ||
        file_stat_at(target->out, STR(MANIFEST_NAME), &manifest) != FILE_OK ||
        !file_stat_equal(&manifest, &state->manifest)) {
        return false;
    }
    workers_run(workers, (state->count + STRETCH_PAGES - 1) / STRETCH_PAGES, look_at_stretch,
                &look);
    return !look.is_changed;
}

bool publish_is_current(const char *out_folder, int site_folder, struct digest inputs,
                        unsigned workers, struct publish_report *report) {
    struct publish_state state = {0};
    struct target target;
    struct diags silent = {0};
    struct arena arena = {0};
    bool is_current = state_read(&state, site_folder, &arena) && state.is_clean &&
                      digest_equal(state.inputs, inputs) &&
                      target_find(&target, out_folder, site_folder, &arena, &silent);

    if (is_current) {
        is_current = stands(&target, &state, workers);
        target_release(&target);
    }
    if (is_current) {
        *report = (struct publish_report){.pages = state.count,
                                          .unchanged = state.count,
                                          .languages = state.languages,
                                          .links = state.links};
    }
    diags_release(&silent);
    arena_release(&arena);
    return is_current;
}
