#include "base/diag.h"
#include "base/file_open.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>

struct str file_result_text(enum file_result result) {
    static const char *const texts[] = {
        [FILE_OK] = N_("no error"),
        [FILE_MISSING] = N_("no such file"),
        [FILE_IS_LINK] = N_("a symbolic link"),
        [FILE_NOT_REGULAR] = N_("not a regular file"),
        [FILE_TOO_LARGE] = N_("too large"),
        [FILE_CHANGED] = N_("changed while it was read"),
        [FILE_EXISTS] = N_("exists already"),
    };

    if (result == FILE_FAILED) {
        return str_from(strerror(errno));
    }
    return str_from(message_translated(texts[result]));
}

int folder_open(const char *path) {
    return RETRY(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOCTTY));
}

void folder_close(int folder) {
    close_quietly(folder);
}

enum file_result folder_open_below(int folder, struct str path, int *opened) {
    *opened = open_below(folder, path, O_RDONLY | O_DIRECTORY);
    return *opened < 0 ? result_of_errno() : FILE_OK;
}

enum file_result folder_enter(struct open_folder *open, int root, struct str path) {
    if (open->descriptor >= 0 && open->root == root && str_equal(open->path, path)) {
        return FILE_OK;
    }
    folder_close(open->descriptor);
    open->root = root;
    open->path = path;
    return folder_open_below(root, path, &open->descriptor);
}

static bool is_same(const struct stat *a, const struct stat *b) {
    return a->st_ino == b->st_ino && a->st_dev == b->st_dev;
}

/* From `*here` up until `wanted` or the root. */
static enum file_result climb(int *here, const struct stat *wanted, bool *is_found) {
    struct stat below, seen;

    if (fstat(*here, &seen) != 0) {
        return FILE_FAILED;
    }
    while (!is_same(&seen, wanted)) {
        int above = RETRY(openat(*here, "..", O_PATH | O_DIRECTORY | O_CLOEXEC));

        close_quietly(*here);
        *here = above;
        below = seen;
        if (above < 0 || fstat(above, &seen) != 0) {
            return FILE_FAILED;
        }
        if (is_same(&below, &seen)) {
            return FILE_OK; /* the root is its own parent */
        }
    }
    *is_found = true;
    return FILE_OK;
}

enum file_result folder_is_inside(int folder, int outer, bool *is_inside) {
    struct stat wanted;
    int here = RETRY(openat(folder, ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
    enum file_result result = FILE_FAILED;

    *is_inside = false;
    if (here >= 0 && fstat(outer, &wanted) == 0) {
        result = climb(&here, &wanted, is_inside);
    }
    close_quietly(here);
    return result;
}

/* --- stat ------------------------------------------------------------------------------------ */

static enum file_kind kind_of_mode(mode_t mode) {
    if (S_ISREG(mode)) {
        return FILE_KIND_REGULAR;
    }
    if (S_ISDIR(mode)) {
        return FILE_KIND_FOLDER;
    }
    return S_ISLNK(mode) ? FILE_KIND_LINK : FILE_KIND_OTHER;
}

/* Years after 2262 do not fit; they stay at the end of time, and are the same there each run. */
static int64_t nanoseconds(struct timespec time) {
    int64_t sum;

    if (__builtin_mul_overflow((int64_t)time.tv_sec, INT64_C(1000000000), &sum) ||
        __builtin_add_overflow(sum, (int64_t)time.tv_nsec, &sum)) {
        return time.tv_sec < 0 ? INT64_MIN : INT64_MAX;
    }
    return sum;
}

static struct file_stat from_stat(const struct stat *seen) {
    return (struct file_stat){
        .kind = kind_of_mode(seen->st_mode),
        .size_bytes = (uint64_t)seen->st_size,
        .inode = seen->st_ino,
        .device = seen->st_dev,
        .modified_ns = nanoseconds(seen->st_mtim),
        .changed_ns = nanoseconds(seen->st_ctim),
    };
}

bool file_stat_equal(const struct file_stat *a, const struct file_stat *b) {
    return a->kind == b->kind && a->size_bytes == b->size_bytes && a->inode == b->inode &&
           a->device == b->device && a->modified_ns == b->modified_ns &&
           a->changed_ns == b->changed_ns;
}

int64_t file_clock_ns(void) {
    struct timespec now = {0};

    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    return nanoseconds(now);
}

/* FAT counts in two seconds, others in one; there both times are whole. */
static int64_t tick_ns(const struct file_stat *stat) {
    const int64_t second_ns = 1000000000;
    bool is_coarse = stat->modified_ns % second_ns == 0 && stat->changed_ns % second_ns == 0;

    return is_coarse ? 2 * second_ns : 0;
}

bool file_stat_is_settled(const struct file_stat *stat, int64_t seen_ns) {
    int64_t before_ns = seen_ns - tick_ns(stat);

    return stat->modified_ns < before_ns && stat->changed_ns < before_ns;
}

enum file_result file_stat_at(int folder, struct str path, struct file_stat *stat) {
    struct parent parent;
    struct stat seen;
    enum file_result result;
    int failed;

    *stat = (struct file_stat){0};
    if (str_is_empty(path) || str_equal(path, STR("."))) {
        failed = fstat(folder, &seen);
    } else {
        result = parent_open(folder, path, &parent);
        if (result != FILE_OK) {
            return result;
        }
        failed = fstatat(parent.folder, parent.name, &seen, AT_SYMLINK_NOFOLLOW);
        parent_close(&parent);
    }
    if (failed) {
        return result_of_errno();
    }
    *stat = from_stat(&seen);
    return FILE_OK;
}

/* --- reading --------------------------------------------------------------------------------- */

/* Reads `size_bytes` and, if the file has grown, one more; -1 with errno set. A regular file gives
   less than it is asked for only at its end, so there is no need to ask once more for nothing. */
static ssize_t read_whole(int descriptor, char *room, size_t size_bytes) {
    size_t done = 0;

    do {
        ssize_t got = RETRY(read(descriptor, room + done, size_bytes + 1 - done));

        if (got < 0) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        done += (size_t)got;
    } while (done < size_bytes);
    return (ssize_t)done;
}

/* Fills `room`, which has one byte more than the file: if that one is used, the file has grown. */
static enum file_result read_exactly(int descriptor, const struct stat *stat, char *room) {
    size_t size_bytes = (size_t)stat->st_size;
    ssize_t got = read_whole(descriptor, room, size_bytes);
    struct stat after;

    if (got < 0 || fstat(descriptor, &after) != 0) {
        return got < 0 ? result_of_errno() : FILE_FAILED;
    }
    room[size_bytes] = '\0';
    return (size_t)got == size_bytes && same_moment(stat, &after) ? FILE_OK : FILE_CHANGED;
}

static bool is_too_large(const struct stat *stat, size_t limit_bytes) {
    return (uint64_t)stat->st_size > limit_bytes || (uint64_t)stat->st_size >= PTRDIFF_MAX / 2;
}

static enum file_result read_into_arena(int descriptor, const struct stat *stat, size_t limit_bytes,
                                        struct arena *arena, struct str *text) {
    enum file_result result;
    char *room;

    if (is_too_large(stat, limit_bytes)) {
        return FILE_TOO_LARGE;
    }
    room = arena_alloc(arena, (size_t)stat->st_size + 1);
    result = read_exactly(descriptor, stat, room);
    if (result == FILE_OK) {
        *text = (struct str){room, (size_t)stat->st_size};
    }
    return result;
}

enum file_result file_read(int folder, struct str path, size_t limit_bytes, struct arena *arena,
                           struct str *text) {
    struct stat stat;
    int descriptor;
    enum file_result result = open_regular(folder, path, O_RDONLY, &descriptor, &stat);

    *text = (struct str){0};
    if (result == FILE_OK) {
        result = read_into_arena(descriptor, &stat, limit_bytes, arena, text);
        close_quietly(descriptor);
    }
    return result;
}

enum file_result file_read_into(int folder, struct str path, size_t limit_bytes,
                                struct strbuf *text) {
    struct file_stat seen;

    return file_read_with_stat(folder, path, limit_bytes, text, &seen);
}

enum file_result file_read_with_stat(int folder, struct str path, size_t limit_bytes,
                                     struct strbuf *text, struct file_stat *seen) {
    struct stat stat;
    int descriptor;
    enum file_result result = open_regular(folder, path, O_RDONLY, &descriptor, &stat);

    *seen = (struct file_stat){0};
    strbuf_clear(text);
    if (result != FILE_OK) {
        return result;
    }
    if (is_too_large(&stat, limit_bytes)) {
        result = FILE_TOO_LARGE;
    } else {
        char *room = strbuf_reserve(text, (size_t)stat.st_size + 1);

        result = read_exactly(descriptor, &stat, room);
        text->length = result == FILE_OK ? (size_t)stat.st_size : 0;
        text->data[text->length] = '\0';
    }
    if (result == FILE_OK) {
        *seen = from_stat(&stat);
    }
    close_quietly(descriptor);
    return result;
}

enum file_result file_read_named(const char *path, size_t limit_bytes, struct arena *arena,
                                 struct str *text) {
    struct stat stat;
    enum file_result result;
    int descriptor = RETRY(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));

    *text = (struct str){0};
    if (descriptor < 0) {
        /* A chain of links without end is a failure here, for single ones are followed. */
        return errno == ELOOP ? FILE_FAILED : result_of_errno();
    }
    if (fstat(descriptor, &stat) != 0) {
        result = FILE_FAILED;
    } else if (!S_ISREG(stat.st_mode)) {
        result = FILE_NOT_REGULAR;
    } else {
        result = read_into_arena(descriptor, &stat, limit_bytes, arena, text);
    }
    close_quietly(descriptor);
    return result;
}

/* --- folders --------------------------------------------------------------------------------- */

/* Not every file system says the kind in its listing. */
static enum file_kind kind_of_entry(int folder, const struct dirent *entry) {
    struct stat seen;

    switch (entry->d_type) {
    case DT_REG:
        return FILE_KIND_REGULAR;
    case DT_DIR:
        return FILE_KIND_FOLDER;
    case DT_LNK:
        return FILE_KIND_LINK;
    case DT_UNKNOWN:
        if (fstatat(folder, entry->d_name, &seen, AT_SYMLINK_NOFOLLOW) == 0) {
            return kind_of_mode(seen.st_mode);
        }
        return FILE_KIND_OTHER;
    default:
        return FILE_KIND_OTHER;
    }
}

static int compare_entries(const void *a, const void *b) {
    const struct file_entry *entry_a = a;
    const struct file_entry *entry_b = b;

    return str_compare(entry_a->name, entry_b->name);
}

static enum file_result read_entries(DIR *stream, struct arena *arena,
                                     struct file_listing *listing) {
    for (;;) {
        struct file_entry *added;
        const struct dirent *entry;
        struct str name;

        errno = 0;
        entry = readdir(stream);
        if (!entry) {
            return errno ? FILE_FAILED : FILE_OK;
        }
        name = str_from(entry->d_name);
        if (str_equal(name, STR(".")) || str_equal(name, STR(".."))) {
            continue;
        }
        added = LIST_ADD(&listing->entries, arena);
        added->name = str_copy(arena, name);
        added->kind = kind_of_entry(dirfd(stream), entry);
    }
}

enum file_result folder_list(int folder, struct str path, struct arena *arena,
                             struct file_listing *listing) {
    int descriptor = open_below(folder, path, O_RDONLY | O_DIRECTORY);
    enum file_result result;
    DIR *stream;
    int kept;

    *listing = (struct file_listing){0};
    if (descriptor < 0) {
        return result_of_errno();
    }
    stream = fdopendir(descriptor);
    if (!stream) {
        close_quietly(descriptor);
        return FILE_FAILED;
    }
    result = read_entries(stream, arena, listing);
    kept = errno;
    closedir(stream);
    errno = kept;
    if (result != FILE_OK) {
        *listing = (struct file_listing){0};
    }
    if (listing->entries.count > 1) {
        qsort(listing->entries.items, listing->entries.count, sizeof *listing->entries.items,
              compare_entries);
    }
    return result;
}
