/* Is there anything to do at all? A walk and stat(2), and no file is opened. */
#include "base/path.h"
#include "base/workers.h"
#include "sources/state.h"
#include "sources/walk.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Files a worker looks at in one go: neighbours, so mostly of one folder. */
#define STRETCH_FILES 512

struct look {
    int folder; /* of the site */
    const struct source *files;
    const struct source_state *states; /* of the same files */
    size_t count;
    atomic_bool is_changed;
};

static int compare_paths(const void *a, const void *b) {
    const struct source *left = a, *right = b;
    return str_compare(left->path, right->path);
}

static bool is_unchanged(int folder, const struct source_state *state) {
    struct file_stat stat;
    return file_stat_at(folder, path_name(state->path), &stat) == FILE_OK &&
           file_stat_equal(&stat, &state->stat);
}

static void look_at_stretch(void *context, unsigned worker, size_t number) {
    struct look *look = context;
    size_t first = number * STRETCH_FILES;
    size_t end = first + STRETCH_FILES < look->count ? first + STRETCH_FILES : look->count;
    struct str path = {0};
    int folder = -1;
    (void)worker;
    for (size_t i = first; i < end && !atomic_load(&look->is_changed); i++) {
        const struct source_state *state = &look->states[i];
        struct str here = path_folder(state->path);
        if (folder < 0 || !str_equal(path, here)) {
            folder_close(folder);
            path = here;
            if (folder_open_below(look->folder, here, &folder) != FILE_OK) {
                folder = -1;
            }
        }
        if (folder < 0 || !str_equal(look->files[i].path, state->path) ||
            !is_unchanged(folder, state)) {
            atomic_store(&look->is_changed, true);
        }
    }
    folder_close(folder);
}

static void walk_site(struct walk *walk, struct str theme) {
    walk_content(walk);
    if (theme.length > 0) {
        walk_theme(walk, theme, place_file((struct str){0}));
    }
    if (walk->files.count > 1) {
        qsort(walk->files.items, walk->files.count, sizeof walk->files.items[0], compare_paths);
    }
}

/* Notes are told with --verbose only, and then nobody asks whether anything changed. */
static bool has_findings(const struct diags *diags) {
    return diags->count_by_severity[SEVERITY_WARNING] > 0 || diags_have_errors(diags);
}

static struct digest digest_states(const struct sources_state *state) {
    struct digester digester = {0};
    for (size_t i = 0; i < state->count; i++) {
        digester_add(&digester, state->files[i].path);
        digester_add_digest(&digester, state->files[i].digest);
    }
    return digester_end(&digester);
}

bool sources_are_unchanged(const char *folder, unsigned workers, struct digest *inputs) {
    struct arena arena = {0};
    struct diags silent = {0};
    struct sources_state state;
    struct walk walk = {.folder = folder_open(folder), .arena = &arena, .diags = &silent};
    bool is_same = walk.folder >= 0 &&
                   sources_state_read(&state, walk.folder, STATE_FILES_ONLY, &arena) &&
                   state.count > 0;
    if (is_same) {
        walk_site(&walk, state.theme);
        is_same = walk.files.count == state.count && !has_findings(&silent);
    }
    if (is_same) {
        struct look look = {walk.folder, walk.files.items, state.files, state.count, false};
        workers_run(workers, (state.count + STRETCH_FILES - 1) / STRETCH_FILES, look_at_stretch,
                    &look);
        is_same = !look.is_changed;
        *inputs = digest_states(&state);
    }
    folder_close(walk.folder);
    diags_release(&silent);
    arena_release(&arena);
    return is_same;
}
