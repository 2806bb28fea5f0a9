#include "base/unchanged.h"

#include "base/path.h"
#include "base/workers.h"

#include <stdatomic.h>

/* Files a worker looks at in one go. */
#define STRETCH_FILES 512

struct look {
    int root;
    size_t count;
    struct stood (*stood_at)(const void *context, size_t index);
    const void *context;
    atomic_bool is_changed;
};

static void look_at_stretch(void *context, unsigned worker, size_t number) {
    struct look *look = context;
    struct open_folder folder = {.descriptor = -1};
    size_t end = (number + 1) * STRETCH_FILES;

    (void)worker;
    for (size_t i = number * STRETCH_FILES;
         i < end && i < look->count && !atomic_load(&look->is_changed); i++) {
        struct stood file = look->stood_at(look->context, i);
        struct file_stat stat;
        bool is_same = folder_enter(&folder, look->root, path_folder(file.path)) == FILE_OK &&
                       file_stat_at(folder.descriptor, path_name(file.path), &stat) == FILE_OK &&
                       file_stat_equal(&stat, &file.stat);

        if (!is_same) {
            atomic_store(&look->is_changed, true);
        }
    }
    folder_close(folder.descriptor);
}

bool files_are_unchanged(int folder, unsigned workers, size_t count,
                         struct stood (*stood_at)(const void *context, size_t index),
                         const void *context) {
    struct look look = {folder, count, stood_at, context, false};

    workers_run(workers, (count + STRETCH_FILES - 1) / STRETCH_FILES, look_at_stretch, &look);
    return !atomic_load(&look.is_changed);
}
