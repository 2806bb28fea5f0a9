#include "publish/target.h"

#include "base/path.h"
#include "publish/messages.h"

#include <errno.h>
#include <limits.h>

#define LOCK_TRIES 1000

/* ---- Messages ----------------------------------------------------------------------------------
 */

struct str target_path(const struct target *target, struct str path, struct arena *arena) {
    struct str shown = target->shown;

    while (shown.length > 1 && shown.data[shown.length - 1] == '/') {
        shown.length--;
    }
    return str_is_empty(path) ? str_copy(arena, shown) : path_join(arena, shown, path);
}

void target_report(const struct target *target, const struct message *message, struct str path,
                   enum file_result result, struct diags *diags) {
    struct str reason = file_result_text(result);
    struct arena scratch = {0};

    diag(diags, message, place_file(target_path(target, path, &scratch)), reason);
    arena_release(&scratch);
}

static bool refuse(const struct target *target, const struct message *message, struct str reason,
                   struct diags *diags) {
    diag(diags, message, place_file((struct str){0}), target->shown, reason);
    return false;
}

/* What the user can mend by another name is bad usage; the rest is the machine's fault. */
static bool report_unusable(const struct target *target, enum file_result result,
                            struct diags *diags) {
    bool is_machine = result == FILE_FAILED && errno != ENOTDIR && errno != ENAMETOOLONG &&
                      errno != EINVAL && errno != ELOOP;

    if (is_machine) {
        target_report(target, &MSG_OUT_READ, (struct str){0}, result, diags);
        return false;
    }
    return refuse(target, &MSG_OUT_UNUSABLE, file_result_text(result), diags);
}

/* ---- Where is it? ------------------------------------------------------------------------------
 */

/* Writes the folder that holds `path` to `parent` and returns the last name. */
static struct str split(struct str path, struct arena *arena, const char **parent) {
    while (path.length > 1 && path.data[path.length - 1] == '/') {
        path.length--;
    }
    struct str folder = path_folder(path);
    bool is_absolute = str_starts(path, STR("/"));

    *parent = str_to_c(arena, !str_is_empty(folder) ? folder : is_absolute ? STR("/") : STR("."));
    return path_name(path);
}

/* An existing folder is taken by its real name, so that a link to it stays and the work folder
   stands beside what the link leads to. */
static bool find_parent(struct target *target, const char *out_folder, struct arena *arena,
                        struct diags *diags) {
    char resolved[PATH_MAX];
    struct str path = str_from(out_folder);
    const char *parent;

    if (realpath(out_folder, resolved)) {
        path = str_from(resolved);
    } else if (errno != ENOENT) {
        return report_unusable(target, FILE_FAILED, diags);
    }
    if (str_equal(path, STR("/"))) {
        struct str reason = str_from(message_translated(N_("it is the root of all files")));

        return refuse(target, &MSG_OUT_FORBIDDEN, reason, diags);
    }
    target->name = str_copy(arena, split(path, arena, &parent));
    target->work_name = str_join(arena, STR("."), target->name, STR(".isogloss"));
    if (str_is_empty(target->name) || str_equal(target->name, STR(".")) ||
        str_equal(target->name, STR(".."))) {
        return report_unusable(target, FILE_MISSING, diags);
    }
    target->parent = folder_open(parent);
    if (target->parent < 0) {
        return report_unusable(target, errno == ENOENT ? FILE_MISSING : FILE_FAILED, diags);
    }
    return true;
}

bool target_open_out(struct target *target, struct diags *diags) {
    enum file_result result;

    folder_close(target->out);
    result = folder_open_below(target->parent, target->name, &target->out);
    if (result == FILE_MISSING) {
        target->out = NO_FOLDER;
        return true;
    }
    if (result != FILE_OK) {
        return report_unusable(target, result, diags);
    }
    return target->work == NO_FOLDER || folder_can_move(target->work, target->out) ||
           refuse(target, &MSG_OUT_DEVICE, (struct str){0}, diags);
}

/* ---- May it be used? ---------------------------------------------------------------------------
 */

/* Refuses for `reason` if `folder` is `outer` or below it. */
static bool check_outside(const struct target *target, int folder, int outer, const char *reason,
                          struct diags *diags) {
    bool is_inside;
    enum file_result result = folder_is_inside(folder, outer, &is_inside);

    if (result != FILE_OK) {
        target_report(target, &MSG_OUT_READ, (struct str){0}, result, diags);
        return false;
    }
    return !is_inside ||
           refuse(target, &MSG_OUT_FORBIDDEN, str_from(message_translated(reason)), diags);
}

static bool check_not_source(const struct target *target, int site_folder, struct diags *diags) {
    static const struct str sources[] = {STR_INIT("content"), STR_INIT("locales"),
                                         STR_INIT("themes")};
    int here = target->out == NO_FOLDER ? target->parent : target->out;

    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        int source;

        if (folder_open_below(site_folder, sources[i], &source) == FILE_OK) {
            bool is_fine = check_outside(target, here, source,
                                         N_("it is inside content/, locales/ or themes/"), diags);

            folder_close(source);
            if (!is_fine) {
                return false;
            }
        }
    }
    return true;
}

/* A folder that does not exist holds nothing. */
static bool check_holds_nothing(const struct target *target, int site_folder, struct diags *diags) {
    const char *home = getenv("HOME");
    int home_folder = home && home[0] == '/' ? folder_open(home) : NO_FOLDER;
    bool is_fine = check_outside(target, site_folder, target->out, N_("it holds the site"), diags);

    if (is_fine && home_folder >= 0) {
        is_fine = check_outside(target, home_folder, target->out,
                                N_("it is or holds your home folder"), diags);
    }
    folder_close(home_folder);
    return is_fine;
}

bool target_find(struct target *target, const char *out_folder, int site_folder,
                 struct arena *arena, struct diags *diags) {
    *target = (struct target){.shown = str_from(out_folder),
                              .parent = NO_FOLDER,
                              .work = NO_FOLDER,
                              .out = NO_FOLDER,
                              .lock = {NO_FOLDER}};
    return find_parent(target, out_folder, arena, diags) && target_open_out(target, diags) &&
           check_not_source(target, site_folder, diags) &&
           (target->out == NO_FOLDER || check_holds_nothing(target, site_folder, diags));
}

/* Where there is no out/ yet, its place counts. */
static bool is_public(const struct target *target, int site_folder) {
    bool is_below_site = false, holds_site = false, is_inside = false;
    int out;

    if (folder_open_below(site_folder, STR(OUT_OF_SITE), &out) == FILE_OK) {
        int here = target->out == NO_FOLDER ? target->parent : target->out;
        bool is_known = folder_is_inside(here, out, &is_inside) == FILE_OK;

        folder_close(out);
        return is_inside || !is_known;
    }
    return str_equal(target->name, STR(OUT_OF_SITE)) &&
           folder_is_inside(target->parent, site_folder, &is_below_site) == FILE_OK &&
           folder_is_inside(site_folder, target->parent, &holds_site) == FILE_OK && is_below_site &&
           holds_site;
}

bool target_is_not_public(const struct target *target, int site_folder, struct diags *diags) {
    return !is_public(target, site_folder) ||
           refuse(target, &MSG_OUT_PORTAL, (struct str){0}, diags);
}

/* ---- Lock --------------------------------------------------------------------------------------
 */

/* FILE_MISSING where the build before us has just removed the work folder: once more. */
static enum file_result try_lock(struct target *target, int64_t *holder) {
    enum file_result result = folder_make_private(target->parent, target->work_name);

    if (result == FILE_OK) {
        result = folder_open_below(target->parent, target->work_name, &target->work);
    }
    if (result == FILE_OK) {
        result = file_lock(target->work, STR("lock"), &target->lock, holder);
    }
    if (result != FILE_OK) {
        folder_close(target->work);
        target->work = NO_FOLDER;
        /* Not empty, and so not removed, while it is somebody else's. */
        int kept = errno;
        (void)folder_remove_empty(target->parent, target->work_name);
        errno = kept;
    }
    return result;
}

bool target_lock(struct target *target, struct diags *diags) {
    enum file_result result = FILE_MISSING;
    int64_t holder = 0;

    for (int i = 0; i < LOCK_TRIES && result == FILE_MISSING; i++) {
        result = try_lock(target, &holder);
    }
    if (result == FILE_EXISTS) {
        struct arena scratch = {0};

        refuse(target, &MSG_OUT_BUSY, str_format(&scratch, "%lld", (long long)holder), diags);
        arena_release(&scratch);
    } else if (result != FILE_OK) {
        target_report(target, &MSG_OUT_WRITE, (struct str){0}, result, diags);
    }
    return result == FILE_OK;
}

void target_release(struct target *target) {
    if (target->lock.descriptor != NO_FOLDER) {
        /* What cannot be removed is found, and tried again, by the next build. Nothing may follow
           the removal of the lock file but the end: see file_lock(). */
        (void)file_remove(target->work, STR("lock"));
        (void)folder_remove_empty(target->parent, target->work_name);
        file_unlock(&target->lock);
    }
    folder_close(target->out);
    folder_close(target->work);
    folder_close(target->parent);
}
