#include "publish/compare.h"

#include "base/path.h"
#include "publish/messages.h"

#include <errno.h>

static void report_foreign(const struct target *target, struct str path, struct diags *diags) {
    struct arena scratch = {0};
    struct str shown = target_path(target, path, &scratch);

    diag(diags, &MSG_FOREIGN_FILE, place_file(shown), shown);
    arena_release(&scratch);
}

/* ---- The folder --------------------------------------------------------------------------------
 */

/* A folder cannot be opened because something else stands in its path. Fine if that is a file of
   ours: no page of the plan can be there, so the commit removes it. */
static bool check_obstacle(struct ground *ground, struct diags *diags) {
    const struct target *target = ground->target;
    struct file_stat stat;
    size_t end = 0;

    while (end < ground->path.length) {
        size_t slash = str_find_char(ground->path, '/', end + 1);

        end = slash == STR_NONE ? ground->path.length : slash;
        struct str above = str_slice(ground->path, 0, end);

        if (file_stat_at(target->out, above, &stat) != FILE_OK) {
            return true; /* gone meanwhile */
        }
        if (stat.kind != FILE_KIND_FOLDER) {
            if (manifest_has(ground->old, above)) {
                return true;
            }
            report_foreign(target, above, diags);
            return false;
        }
    }
    return true;
}

/* A folder on another disk, or on the same one mounted a second time, takes no file by a rename. */
static bool check_mount(const struct target *target, int folder, struct str path,
                        struct diags *diags) {
    struct arena scratch = {0};
    bool can_move = folder_can_move(target->work, folder);

    if (!can_move) {
        diag(diags, &MSG_OUT_DEVICE, place_file((struct str){0}),
             target_path(target, path, &scratch));
        arena_release(&scratch);
    }
    return can_move;
}

/* A folder that is not there yet comes into the innermost one that is. */
static bool check_mount_above(const struct target *target, struct str path, struct diags *diags) {
    enum file_result result = FILE_MISSING;
    bool is_fine = true;
    int folder;

    while (result == FILE_MISSING && path.length > 0) {
        path = path_folder(path);
        result = folder_open_below(target->out, path, &folder);
    }
    if (result == FILE_OK) {
        is_fine = check_mount(target, folder, path, diags);
        folder_close(folder);
    }
    return is_fine;
}

bool ground_open(struct ground *ground, const struct target *target, const struct manifest *old,
                 struct str path, struct diags *diags) {
    *ground = (struct ground){.target = target, .old = old, .path = path, .folder = NO_FOLDER};
    if (target->out == NO_FOLDER) {
        return true;
    }
    enum file_result result = folder_open_below(target->out, path, &ground->folder);

    switch (result) {
    case FILE_OK:
        return check_mount(target, ground->folder, path, diags);
    case FILE_MISSING:
        return check_mount_above(target, path, diags);
    default:
        if (result == FILE_IS_LINK || (result == FILE_FAILED && errno == ENOTDIR)) {
            return check_obstacle(ground, diags);
        }
        target_report(target, &MSG_OUT_READ, path, result, diags);
        return false;
    }
}

void ground_close(struct ground *ground) {
    folder_close(ground->folder);
    ground->folder = NO_FOLDER;
}

/* ---- A folder where a file is to go ------------------------------------------------------------
 */

static bool is_folder_of(const struct manifest *old, struct str path) {
    struct arena scratch = {0};
    struct str inside = str_join(&scratch, path, STR("/"));
    size_t low = 0, high = old->count;

    /* The first path that is not less than "path/" begins with it, if any does. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (str_compare(old->entries[middle].path, inside) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_ours = low < old->count && str_starts(old->entries[low].path, inside);

    arena_release(&scratch);
    return is_ours;
}

/* Is all below `path` ours? Then the commit empties it first. */
static bool holds_only_ours(const struct ground *ground, struct str path) {
    struct arena arena = {0};
    LIST(struct str) folders = {0};
    bool is_ours = true;

    *LIST_ADD(&folders, &arena) = path;
    for (size_t i = 0; i < folders.count && is_ours; i++) {
        struct str folder = folders.items[i];
        struct file_listing listing;

        is_ours = is_folder_of(ground->old, folder) &&
                  folder_list(ground->target->out, folder, &arena, &listing) == FILE_OK;
        for (size_t j = 0; is_ours && j < listing.entries.count; j++) {
            const struct file_entry *entry = &listing.entries.items[j];
            struct str below = path_join(&arena, folder, entry->name);

            if (entry->kind == FILE_KIND_FOLDER) {
                *LIST_ADD(&folders, &arena) = below;
            } else {
                is_ours = manifest_has(ground->old, below);
            }
        }
    }
    arena_release(&arena);
    return is_ours;
}

/* ---- The file ----------------------------------------------------------------------------------
 */

static enum comparison may_replace(const struct ground *ground, struct str path,
                                   struct diags *diags) {
    struct file_stat stat;
    bool is_folder = file_stat_at(ground->folder, path_name(path), &stat) == FILE_OK &&
                     stat.kind == FILE_KIND_FOLDER;

    if (is_folder ? holds_only_ours(ground, path) : manifest_has(ground->old, path)) {
        return COMPARISON_REPLACE;
    }
    report_foreign(ground->target, path, diags);
    return COMPARISON_REFUSED;
}

enum comparison ground_compare(const struct ground *ground, const struct wanted *wanted,
                               struct strbuf *bytes, struct diags *diags) {
    if (ground->folder == NO_FOLDER) {
        return COMPARISON_REPLACE;
    }
    /* One that is larger need not be read. */
    enum file_result result =
        file_read_into(ground->folder, path_name(wanted->path), wanted->size_bytes, bytes);

    switch (result) {
    case FILE_OK:
        if (digest_equal(digest_of(strbuf_view(bytes)), wanted->digest)) {
            return COMPARISON_EQUAL;
        }
        return may_replace(ground, wanted->path, diags);
    case FILE_MISSING:
        return COMPARISON_REPLACE;
    case FILE_FAILED:
        target_report(ground->target, &MSG_OUT_READ, wanted->path, result, diags);
        return COMPARISON_REFUSED;
    default:
        return may_replace(ground, wanted->path, diags);
    }
}
