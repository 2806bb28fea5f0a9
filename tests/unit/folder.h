/*
 * folder.h - a folder of a test's own: made empty, filled with files, removed again.
 *
 *     struct folder folder;
 *     folder_make_temporary(&folder);
 *     folder_put(&folder, "content/site.yaml", "title: Test\n");
 *     ...
 *     folder_remove(&folder);
 */
#ifndef ISOGLOSS_TESTS_FOLDER_H
#define ISOGLOSS_TESTS_FOLDER_H

#include "base/file.h"
#include "base/path.h"

#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct folder {
    char path[64];
    int descriptor;
};

static inline void folder_make_temporary(struct folder *folder) {
    memcpy(folder->path, "/tmp/isogloss-unit-XXXXXX", 26);
    char *made = mkdtemp(folder->path);
    assert(made);
    folder->descriptor = open(made, O_DIRECTORY | O_RDONLY | O_CLOEXEC);
    assert(folder->descriptor >= 0);
}

static inline void folder_put(struct folder *folder, const char *path, const char *text) {
    struct str parent = path_folder(str_from(path));
    enum file_result made = parent.length > 0 ? folder_make(folder->descriptor, parent) : FILE_OK;
    enum file_result written = file_replace(folder->descriptor, str_from(path), str_from(text));
    assert(made == FILE_OK && written == FILE_OK);
    (void)made;
    (void)written;
}

static inline void folder_remove(struct folder *folder) {
    close(folder->descriptor);
    int parent = folder_open("/tmp");
    folder_remove_tree(parent, str_from(folder->path + 5));
    folder_close(parent);
}

#endif
