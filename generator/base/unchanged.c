#include "base/unchanged.h"

#include "base/path.h"
#include "base/workers.h"

#include <stdatomic.h>

/* Files a worker looks at in one go. */
#define STRETCH_FILES 512
#define NO_FOLDER (-1)

struct look {
    int root;
    size_t count;
    struct stood (*stood_at)(const void *context, size_t index);
    const void *context;
    atomic_bool is_changed;
};

/* The folder that the file before was in stays open. */
struct here {
    struct str path;
    int folder;
};

static bool enter(struct here *here, int root, struct str path) {
    if (here->folder != NO_FOLDER && str_equal(here->path, path)) {
        return true;
    }
    folder_close(here->folder);
    here->path = path;
    if (folder_open_below(root, path, &here->folder) != FILE_OK) {
        here->folder = NO_FOLDER;
    }
    return here->folder != NO_FOLDER;
}

static void look_at_stretch(void *context, unsigned worker, size_t number) {
    struct look *look = context;
    struct here here = {.folder = NO_FOLDER};
    size_t end = (number + 1) * STRETCH_FILES;

    (void)worker;
    for (size_t i = number * STRETCH_FILES;
         i < end && i < look->count && !atomic_load(&look->is_changed); i++) {
        struct stood file = look->stood_at(look->context, i);
        struct file_stat stat;
        bool is_same = enter(&here, look->root, path_folder(file.path)) &&
                       file_stat_at(here.folder, path_name(file.path), &stat) == FILE_OK &&
                       file_stat_equal(&stat, &file.stat);

        if (!is_same) {
            atomic_store(&look->is_changed, true);
        }
    }
    folder_close(here.folder);
}

bool files_are_unchanged(int folder, unsigned workers, size_t count,
                         struct stood (*stood_at)(const void *context, size_t index),
                         const void *context) {
    struct look look = {folder, count, stood_at, context, false};

    workers_run(workers, (count + STRETCH_FILES - 1) / STRETCH_FILES, look_at_stretch, &look);
    return !atomic_load(&look.is_changed);
}
