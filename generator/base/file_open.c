#include "base/file_open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdatomic.h>
#include <sys/syscall.h>

/* openat2 gives up with EAGAIN when somebody renames folders meanwhile. */
#define MOVED_RETRIES 100

enum file_result result_of_errno(void) {
    switch (errno) {
    case ENOENT:
        return FILE_MISSING;
    case ELOOP:
        return FILE_IS_LINK;
    case EISDIR:
    case ENXIO: /* a FIFO that nobody reads, or a socket */
        return FILE_NOT_REGULAR;
    case EEXIST:
        return FILE_EXISTS;
    default:
        return FILE_FAILED;
    }
}

void close_quietly(int descriptor) {
    int kept = errno;

    if (descriptor >= 0) {
        close(descriptor);
    }
    errno = kept;
}

bool same_moment(const struct stat *before, const struct stat *after) {
    return after->st_size == before->st_size && after->st_mtim.tv_sec == before->st_mtim.tv_sec &&
           after->st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

static bool has_dot_dot(struct str path) {
    struct str rest = path;

    while (rest.data) {
        if (str_equal(str_cut(&rest, '/'), STR(".."))) {
            return true;
        }
    }
    return false;
}

/* Copies to a C string of `room_bytes`; false with errno set where the path cannot be one of ours.
 */
static bool copy_path(struct str path, char *text, size_t room_bytes) {
    if (path.length >= room_bytes) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (str_find_char(path, '\0', 0) != STR_NONE) {
        errno = EINVAL;
        return false;
    }
    if (str_starts(path, STR("/")) || has_dot_dot(path)) {
        errno = EXDEV; /* what openat2 says of a path that leaves the folder */
        return false;
    }
    if (path.length) {
        memcpy(text, path.data, path.length);
    }
    text[path.length] = '\0';
    return true;
}

/* O_NOFOLLOW with O_DIRECTORY or O_PATH hides that it was a link; tell it as openat2 does. */
static int open_component(int folder, const char *name, int flags) {
    struct stat seen;
    int descriptor = RETRY(openat(folder, name, flags | O_NOFOLLOW));
    bool failed = descriptor < 0 && errno == ENOTDIR;

    if (failed && fstatat(folder, name, &seen, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = S_ISLNK(seen.st_mode) ? ELOOP : ENOTDIR;
    }
    return descriptor;
}

/* For kernels before 5.6 and sandboxes that know no openat2. */
static int open_by_components(int folder, char *path, int flags) {
    int here = folder;
    int descriptor;
    char *name = path;
    char *slash;

    while ((slash = strchr(name, '/')) != NULL) {
        int next;

        *slash = '\0';
        next = open_component(here, *name ? name : ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (here != folder) {
            close_quietly(here);
        }
        if (next < 0) {
            return -1;
        }
        here = next;
        name = slash + 1;
    }
    descriptor = open_component(here, *name ? name : ".", flags);
    if (here != folder) {
        close_quietly(here);
    }
    return descriptor;
}

static int call_openat2(int folder, const char *path, int flags) {
    struct open_how how = {
        .flags = (unsigned)flags,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    int descriptor = -1;

    for (int i = 0; i < MOVED_RETRIES; i++) {
        descriptor = (int)RETRY(syscall(SYS_openat2, folder, path, &how, sizeof how));
        if (descriptor >= 0 || errno != EAGAIN) {
            break;
        }
    }
    return descriptor;
}

int open_below(int folder, struct str path, int flags) {
    static atomic_bool has_no_openat2;
    char text[PATH_MAX];

    if (!copy_path(path.length ? path : STR("."), text, sizeof text)) {
        return -1;
    }
    flags |= O_CLOEXEC;
    /* openat2 takes nothing beside O_PATH that it would ignore. */
    flags |= flags & O_PATH ? 0 : O_NOCTTY;
    if (!atomic_load_explicit(&has_no_openat2, memory_order_relaxed)) {
        int descriptor = call_openat2(folder, text, flags);

        /* Some sandboxes say EPERM for every call that is younger than they are. */
        if (descriptor >= 0 || (errno != ENOSYS && errno != EPERM)) {
            return descriptor;
        }
        if (errno == ENOSYS) {
            atomic_store_explicit(&has_no_openat2, true, memory_order_relaxed);
        }
    }
    return open_by_components(folder, text, flags);
}

enum file_result open_regular(int folder, struct str path, int flags, int *descriptor,
                              struct stat *stat) {
    enum file_result result = FILE_OK;

    /* O_NONBLOCK: opening a FIFO must not wait for its other end. */
    *descriptor = open_below(folder, path, flags | O_NONBLOCK);
    if (*descriptor < 0) {
        return errno == ENOTDIR ? FILE_MISSING : result_of_errno();
    }
    if (fstat(*descriptor, stat) != 0) {
        result = FILE_FAILED;
    } else if (!S_ISREG(stat->st_mode)) {
        result = FILE_NOT_REGULAR;
    }
    if (result != FILE_OK) {
        close_quietly(*descriptor);
        *descriptor = -1;
    }
    return result;
}

enum file_result parent_open(int folder, struct str path, struct parent *parent) {
    size_t slash = str_find_last_char(path, '/');
    struct str name = slash == STR_NONE ? path : str_from_byte(path, slash + 1);

    *parent = (struct parent){.folder = -1};
    if (str_is_empty(name) || str_equal(name, STR("."))) {
        errno = EINVAL;
        return FILE_FAILED;
    }
    if (!copy_path(name, parent->name, sizeof parent->name)) {
        return FILE_FAILED;
    }
    if (slash == STR_NONE) {
        parent->folder = folder;
        parent->is_borrowed = true;
        return FILE_OK;
    }
    parent->folder =
        open_below(folder, str_slice(path, 0, slash ? slash : 1), O_PATH | O_DIRECTORY);
    if (parent->folder < 0) {
        return errno == ENOTDIR ? FILE_MISSING : result_of_errno();
    }
    return FILE_OK;
}

void parent_close(struct parent *parent) {
    if (!parent->is_borrowed) {
        close_quietly(parent->folder);
    }
    parent->folder = -1;
}
