/* All calls that change the disk are in this file, and nowhere else in the program. */
#include "base/file_open.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/file.h>

#define FILE_MODE 0644
#define FOLDER_MODE 0755
#define PRIVATE_FOLDER_MODE 0700
#define TEMPORARY_NAME_TRIES 1000

/* --- bytes ----------------------------------------------------------------------------------- */

/* Standard output may be a terminal or pipe that somebody made non-blocking. */
static void wait_until_writable(int descriptor) {
    struct pollfd watched = {.fd = descriptor, .events = POLLOUT};

    (void)RETRY(poll(&watched, 1, -1));
}

bool descriptor_write(int descriptor, struct str text) {
    size_t done = 0;

    while (done < text.length) {
        ssize_t written = RETRY(write(descriptor, text.data + done, text.length - done));

        if (written < 0 && errno == EAGAIN) {
            wait_until_writable(descriptor);
        } else if (written < 0) {
            return false;
        } else if (written == 0) {
            errno = EIO; /* no progress and no reason: do not turn in circles */
            return false;
        } else {
            done += (size_t)written;
        }
    }
    return true;
}

void descriptors_reserve_standard(void) {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        /* Opened the wrong way round, so that writing to a closed output still fails and is
           noticed. The lowest free number is `descriptor`, as all below it are taken. */
        int flags = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;

        if (fcntl(descriptor, F_GETFD) < 0 && RETRY(open("/dev/null", flags)) < 0) {
            (void)RETRY(open("/", O_PATH)); /* no /dev here; any reservation will do */
        }
    }
}

static bool is_umask_settled;

void umask_settle(void) {
    umask(S_IWGRP | S_IWOTH);
    is_umask_settled = true;
}

/* --- new files ------------------------------------------------------------------------------- */

enum durability { WRITTEN, ON_DISK };

/* Makes `name`, which must not exist; -1 with errno set. */
static int create(int folder, const char *name) {
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY;
    int descriptor = RETRY(openat(folder, name, flags, FILE_MODE));

    /* The umask must not decide what a web server can read. */
    if (descriptor >= 0 && !is_umask_settled && RETRY(fchmod(descriptor, FILE_MODE)) != 0) {
        close_quietly(descriptor);
        descriptor = -1;
        unlinkat(folder, name, 0);
    }
    return descriptor;
}

static void unlink_quietly(int folder, const char *name) {
    int kept = errno;

    unlinkat(folder, name, 0);
    errno = kept;
}

/* Some file systems (NFS, quotas) say only here that the bytes did not fit. */
static bool close_checked(int descriptor) {
    /* Linux has closed it even when it says EINTR; a second close could hit another file. */
    return close(descriptor) == 0 || errno == EINTR;
}

/* Ends what create() began: closes, and takes the file away again if anything went wrong. */
static enum file_result finish(int folder, const char *name, int descriptor,
                               enum file_result result, enum durability durability) {
    if (result == FILE_OK && durability == ON_DISK && RETRY(fdatasync(descriptor)) != 0) {
        result = FILE_FAILED;
    }
    if (result != FILE_OK) {
        close_quietly(descriptor);
    } else if (!close_checked(descriptor)) {
        result = FILE_FAILED;
    }
    if (result != FILE_OK) {
        unlink_quietly(folder, name);
    }
    return result;
}

static enum file_result write_new(int folder, const char *name, struct str text,
                                  enum durability durability) {
    int descriptor = create(folder, name);
    enum file_result result;

    if (descriptor < 0) {
        return result_of_errno();
    }
    result = descriptor_write(descriptor, text) ? FILE_OK : FILE_FAILED;
    return finish(folder, name, descriptor, result, durability);
}

enum file_result file_write_new(int folder, struct str path, struct str text) {
    struct parent parent;
    enum file_result result = parent_open(folder, path, &parent);

    if (result == FILE_OK) {
        result = write_new(parent.folder, parent.name, text, WRITTEN);
        parent_close(&parent);
    }
    return result;
}

/* --- replacing and appending ----------------------------------------------------------------- */

static enum file_result write_temporary(int folder, struct str text, enum durability durability,
                                        char *name, size_t room_bytes) {
    static atomic_uint counter;
    enum file_result result = FILE_EXISTS;

    for (int i = 0; i < TEMPORARY_NAME_TRIES && result == FILE_EXISTS; i++) {
        unsigned number = atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed);

        snprintf(name, room_bytes, ".isogloss-%x-%x", (unsigned)getpid(), number);
        result = write_new(folder, name, text, durability);
    }
    return result;
}

static enum file_result replace(int folder, struct str path, struct str text,
                                enum durability durability) {
    struct parent parent;
    char name[64];
    enum file_result result = parent_open(folder, path, &parent);

    if (result != FILE_OK) {
        return result;
    }
    result = write_temporary(parent.folder, text, durability, name, sizeof name);
    if (result == FILE_OK && renameat(parent.folder, name, parent.folder, parent.name) != 0) {
        result = result_of_errno();
        unlink_quietly(parent.folder, name);
    }
    parent_close(&parent);
    return result;
}

/* On the disk before the rename, or a power cut could leave an empty file at `path`. */
enum file_result file_replace(int folder, struct str path, struct str text) {
    return replace(folder, path, text, ON_DISK);
}

enum file_result file_replace_unsynced(int folder, struct str path, struct str text) {
    return replace(folder, path, text, WRITTEN);
}

/* Appends all or, as far as the disk lets us, nothing. */
static enum file_result append(int descriptor, off_t size_before, struct str text) {
    int kept;

    if (descriptor_write(descriptor, text) && RETRY(fdatasync(descriptor)) == 0) {
        return FILE_OK;
    }
    kept = errno;
    if (RETRY(ftruncate(descriptor, size_before)) != 0) {
        /* Half a line stays; readers of a journal expect that after a crash anyway. */
    }
    errno = kept;
    return FILE_FAILED;
}

/* A new name is on the disk when its folder is. */
static enum file_result sync_parent(const struct parent *parent) {
    /* parent->folder may be an O_PATH descriptor, which cannot be synced. */
    int folder = RETRY(openat(parent->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    enum file_result result;

    if (folder < 0) {
        return result_of_errno();
    }
    result = RETRY(fsync(folder)) == 0 ? FILE_OK : FILE_FAILED;
    close_quietly(folder);
    return result;
}

static enum file_result make_empty_synced(int folder, struct str path) {
    struct parent parent;
    enum file_result result = parent_open(folder, path, &parent);

    if (result == FILE_OK) {
        result = write_new(parent.folder, parent.name, (struct str){0}, ON_DISK);
        result = result == FILE_OK ? sync_parent(&parent) : result;
        parent_close(&parent);
    }
    return result;
}

enum file_result file_append_synced(int folder, struct str path, struct str text) {
    struct stat stat;
    int descriptor;
    enum file_result result = open_regular(folder, path, O_WRONLY | O_APPEND, &descriptor, &stat);

    if (result == FILE_MISSING) {
        result = make_empty_synced(folder, path);
        if (result == FILE_OK) {
            result = open_regular(folder, path, O_WRONLY | O_APPEND, &descriptor, &stat);
        }
    }
    if (result != FILE_OK) {
        return result;
    }
    result = append(descriptor, stat.st_size, text);
    if (result != FILE_OK) {
        close_quietly(descriptor);
    } else if (!close_checked(descriptor)) {
        result = FILE_FAILED;
    }
    return result;
}

/* --- copying --------------------------------------------------------------------------------- */

/* Lets the kernel copy, at best without moving a byte. Stops where it can do no more: at the end,
   or where the file systems do not support it, and then read and write go on from there. */
static void copy_in_kernel(int from, int to, uint64_t *done) {
    for (;;) {
        ssize_t copied = RETRY(copy_file_range(from, NULL, to, NULL, (size_t)1 << 30, 0));

        if (copied <= 0) {
            return;
        }
        *done += (uint64_t)copied;
    }
}

static enum file_result copy_by_hand(int from, int to, uint64_t *done) {
    char bytes[32768];

    for (;;) {
        ssize_t got = RETRY(read(from, bytes, sizeof bytes));

        if (got < 0) {
            return FILE_FAILED;
        }
        if (got == 0) {
            return FILE_OK;
        }
        if (!descriptor_write(to, (struct str){bytes, (size_t)got})) {
            return FILE_FAILED;
        }
        *done += (uint64_t)got;
    }
}

static enum file_result copy_bytes(int from, int to, const struct stat *before) {
    uint64_t done = 0;
    struct stat after;
    enum file_result result;

    copy_in_kernel(from, to, &done);
    result = copy_by_hand(from, to, &done);
    if (result != FILE_OK) {
        return result;
    }
    if (fstat(from, &after) != 0) {
        return FILE_FAILED;
    }
    return done == (uint64_t)before->st_size && same_moment(before, &after) ? FILE_OK
                                                                            : FILE_CHANGED;
}

enum file_result file_copy_new(int from_folder, struct str from, int to_folder, struct str to) {
    struct parent parent;
    struct stat stat;
    int source, target;
    enum file_result result = open_regular(from_folder, from, O_RDONLY, &source, &stat);

    if (result != FILE_OK) {
        return result;
    }
    result = parent_open(to_folder, to, &parent);
    if (result == FILE_OK) {
        target = create(parent.folder, parent.name);
        if (target < 0) {
            result = result_of_errno();
        } else {
            result = finish(parent.folder, parent.name, target, copy_bytes(source, target, &stat),
                            WRITTEN);
        }
        parent_close(&parent);
    }
    close_quietly(source);
    return result;
}

/* --- names ----------------------------------------------------------------------------------- */

enum file_result file_rename(int from_folder, struct str from, int to_folder, struct str to) {
    struct parent old, new;
    enum file_result result = parent_open(from_folder, from, &old);

    if (result != FILE_OK) {
        return result;
    }
    result = parent_open(to_folder, to, &new);
    if (result == FILE_OK) {
        if (renameat(old.folder, old.name, new.folder, new.name) != 0) {
            result = result_of_errno();
        }
        parent_close(&new);
    }
    parent_close(&old);
    return result;
}

/* The kernel compares the mounts before it looks for any name, and "." it never renames. */
bool folder_can_move(int from_folder, int to_folder) {
    return renameat(from_folder, ".", to_folder, ".") == 0 || errno != EXDEV;
}

/* unlinkat() with the parent looked up; the flags are its own. */
static enum file_result remove_name(int folder, struct str path, int flags) {
    struct parent parent;
    enum file_result result = parent_open(folder, path, &parent);

    if (result == FILE_OK) {
        if (unlinkat(parent.folder, parent.name, flags) != 0) {
            result = result_of_errno();
        }
        parent_close(&parent);
    }
    return result;
}

enum file_result file_remove(int folder, struct str path) {
    return remove_name(folder, path, 0);
}

enum file_result folder_remove_empty(int folder, struct str path) {
    enum file_result result = remove_name(folder, path, AT_REMOVEDIR);
    bool is_left = result == FILE_EXISTS || (result == FILE_FAILED && errno == ENOTEMPTY);

    return is_left || result == FILE_MISSING ? FILE_OK : result;
}

/* --- folders --------------------------------------------------------------------------------- */

static enum file_result make_one(int folder, struct str path, mode_t mode) {
    struct parent parent;
    enum file_result result = parent_open(folder, path, &parent);

    if (result != FILE_OK) {
        return result;
    }
    if (mkdirat(parent.folder, parent.name, mode) == 0) {
        if (fchmodat(parent.folder, parent.name, mode, 0) != 0) {
            result = FILE_FAILED;
        }
    } else if (errno != EEXIST) {
        result = result_of_errno();
    }
    parent_close(&parent);
    return result;
}

enum file_result folder_make(int folder, struct str path) {
    enum file_result result = FILE_OK;
    size_t end = 0;
    int existing = open_below(folder, path, O_PATH | O_DIRECTORY);

    if (existing >= 0) {
        close_quietly(existing);
        return FILE_OK;
    }
    if (errno != ENOENT) {
        return errno == ENOTDIR ? FILE_EXISTS : result_of_errno();
    }
    while (result == FILE_OK && end < path.length) {
        size_t slash = str_find_char(path, '/', end + 1);

        end = slash == STR_NONE ? path.length : slash;
        result = make_one(folder, str_slice(path, 0, end), FOLDER_MODE);
    }
    return result;
}

enum file_result folder_make_private(int folder, struct str path) {
    return make_one(folder, path, PRIVATE_FOLDER_MODE);
}

enum file_result folder_sync(int folder) {
    return RETRY(syncfs(folder)) == 0 ? FILE_OK : FILE_FAILED;
}

/* --- removing a tree ------------------------------------------------------------------------- */

/* A folder to be emptied. Sub-folders of sub-folders are first lifted to its top, so that any depth
   is removed with three open descriptors and no recursion. */
struct felling {
    int tree;
    size_t lifted_count;
    struct arena arena;
};

/* Removes `name`, or says with FILE_EXISTS that it is a folder with something in it. */
static enum file_result remove_entry(int folder, struct str name, enum file_kind kind) {
    enum file_result result =
        remove_name(folder, name, kind == FILE_KIND_FOLDER ? AT_REMOVEDIR : 0);

    if (result == FILE_FAILED && errno == ENOTEMPTY) {
        return FILE_EXISTS;
    }
    return result == FILE_MISSING ? FILE_OK : result;
}

static enum file_result lift(struct felling *felling, int folder, struct str name) {
    for (;;) {
        struct str lifted = str_format(&felling->arena, ".lifted-%zu", felling->lifted_count++);
        enum file_result result = file_rename(folder, name, felling->tree, lifted);
        bool is_taken = result == FILE_EXISTS ||
                        (result == FILE_FAILED && (errno == ENOTEMPTY || errno == ENOTDIR));

        if (!is_taken) {
            return result;
        }
    }
}

/* Removes the sub-folder `name` of the tree; what is deeper in it is at the top afterwards. */
static enum file_result fell_branch(struct felling *felling, struct str name) {
    struct file_listing listing;
    enum file_result result = folder_list(felling->tree, name, &felling->arena, &listing);
    int branch;

    if (result != FILE_OK) {
        return result;
    }
    branch = open_below(felling->tree, name, O_PATH | O_DIRECTORY);
    if (branch < 0) {
        return result_of_errno();
    }
    for (size_t i = 0; i < listing.entries.count && result == FILE_OK; i++) {
        const struct file_entry *entry = &listing.entries.items[i];

        result = remove_entry(branch, entry->name, entry->kind);
        if (result == FILE_EXISTS) {
            result = lift(felling, branch, entry->name);
        }
    }
    close_quietly(branch);
    return result == FILE_OK ? remove_name(felling->tree, name, AT_REMOVEDIR) : result;
}

/* Removes what is at the top of the tree now; `*is_empty` says whether nothing was there. */
static enum file_result fell_top(struct felling *felling, bool *is_empty) {
    struct file_listing listing;
    enum file_result result =
        folder_list(felling->tree, (struct str){0}, &felling->arena, &listing);

    *is_empty = listing.entries.count == 0;
    for (size_t i = 0; i < listing.entries.count && result == FILE_OK; i++) {
        const struct file_entry *entry = &listing.entries.items[i];

        result = remove_entry(felling->tree, entry->name, entry->kind);
        if (result == FILE_EXISTS) {
            result = fell_branch(felling, entry->name);
        }
    }
    arena_reset(&felling->arena);
    return result;
}

enum file_result folder_remove_tree(int folder, struct str path) {
    struct parent parent;
    struct felling felling = {0};
    bool is_empty = false;
    enum file_result result = parent_open(folder, path, &parent);

    if (result != FILE_OK) {
        return result;
    }
    felling.tree = open_below(parent.folder, str_from(parent.name), O_RDONLY | O_DIRECTORY);
    if (felling.tree < 0) {
        result = result_of_errno();
    }
    while (result == FILE_OK && !is_empty) {
        result = fell_top(&felling, &is_empty);
    }
    close_quietly(felling.tree);
    arena_release(&felling.arena);
    if (result == FILE_OK && unlinkat(parent.folder, parent.name, AT_REMOVEDIR) != 0) {
        result = result_of_errno();
    }
    parent_close(&parent);
    return result;
}

/* --- lock ------------------------------------------------------------------------------------ */

/* The process id in a lock file, or 0. */
static int64_t read_holder(int descriptor) {
    char digits[24];
    ssize_t got = RETRY(pread(descriptor, digits, sizeof digits, 0));
    int64_t holder = 0;

    if (got > 0) {
        str_to_i64(str_trim((struct str){digits, (size_t)got}), &holder);
    }
    return holder;
}

/* Only a help for whoever finds the lock taken; the lock holds without it. */
static void write_holder(int descriptor) {
    char line[24];
    int length = snprintf(line, sizeof line, "%ld\n", (long)getpid());

    if (ftruncate(descriptor, 0) == 0 && length > 0) {
        (void)descriptor_write(descriptor, (struct str){line, (size_t)length});
    }
}

/* Is the locked file still the one that others find under its name? */
static bool is_named(int descriptor, const struct parent *parent) {
    struct stat locked, named;

    return fstat(descriptor, &locked) == 0 &&
           fstatat(parent->folder, parent->name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
           locked.st_ino == named.st_ino && locked.st_dev == named.st_dev;
}

/* FILE_CHANGED where the holder before us has just removed the file. */
static enum file_result take_lock(const struct parent *parent, struct file_lock *lock,
                                  int64_t *holder) {
    int flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    int descriptor = RETRY(openat(parent->folder, parent->name, flags, FILE_MODE));
    enum file_result result = FILE_OK;

    if (descriptor < 0) {
        return result_of_errno();
    }
    if (RETRY(flock(descriptor, LOCK_EX | LOCK_NB)) != 0) {
        result = errno == EWOULDBLOCK ? FILE_EXISTS : FILE_FAILED;
        *holder = result == FILE_EXISTS ? read_holder(descriptor) : 0;
    } else if (!is_named(descriptor, parent)) {
        result = FILE_CHANGED;
    }
    if (result != FILE_OK) {
        close_quietly(descriptor);
        return result;
    }
    write_holder(descriptor);
    lock->descriptor = descriptor;
    return FILE_OK;
}

enum file_result file_lock(int folder, struct str path, struct file_lock *lock, int64_t *holder) {
    struct parent parent;
    enum file_result result = parent_open(folder, path, &parent);

    lock->descriptor = -1;
    *holder = 0;
    if (result != FILE_OK) {
        return result;
    }
    do {
        result = take_lock(&parent, lock, holder);
    } while (result == FILE_CHANGED);
    parent_close(&parent);
    return result;
}

void file_unlock(struct file_lock *lock) {
    /* Numbers up to 2 are never locks, but a zeroed struct that was never locked has one. */
    if (lock->descriptor > STDERR_FILENO) {
        /* The file itself stays, unless its holder removed it: only while it is locked is that
           safe. */
        if (ftruncate(lock->descriptor, 0) != 0) {
            /* A stale number only misleads a message. */
        }
        close_quietly(lock->descriptor);
    }
    lock->descriptor = -1;
}
