/* Is there anything to do at all? A walk and stat(2), and no file is opened. */
#include "base/unchanged.h"
#include "base/said.h"
#include "sources/state.h"
#include "sources/walk.h"

static struct stood stood_at(const void *context, size_t index) {
    const struct sources_state *state = context;
    return (struct stood){state->files[index].path, state->files[index].stat};
}

/* Did the walk find the files of the state, and no others? */
static bool are_the_same_files(const struct walk *walk, const struct sources_state *state) {
    bool is_same = walk->files.count == state->count;
    for (size_t i = 0; is_same && i < state->count; i++) {
        is_same = str_equal(walk->files.items[i].path, state->files[i].path);
    }
    return is_same;
}

static void walk_site(struct walk *walk, struct str theme) {
    walk_content(walk);
    if (theme.length > 0) {
        walk_theme(walk, theme, place_file((struct str){0}));
    }
    walk_sort(walk);
}

bool sources_are_unchanged(const char *folder, unsigned workers, struct digest *inputs) {
    struct arena arena = {0};
    struct diags silent = {0};
    struct sources_state state;
    struct walk walk = {
        .folder = folder_open(folder), .arena = &arena, .listing = &arena, .diags = &silent};
    bool is_same = walk.folder >= 0 &&
                   sources_state_read(&state, walk.folder, STATE_FILES_ONLY, &arena, &arena) &&
                   state.count > 0;
    if (is_same) {
        walk_site(&walk, state.theme);
        is_same = are_the_same_files(&walk, &state) && !diags_have_errors(&silent) &&
                  digest_equal(said_digest(&silent), state.walk) &&
                  files_are_unchanged(walk.folder, workers, state.count, stood_at, &state);
        *inputs = state.inputs;
    }
    folder_close(walk.folder);
    diags_release(&silent);
    arena_release(&arena);
    return is_same;
}
