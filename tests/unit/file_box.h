/*
 * A folder for one test of base/file.h, and faults for the calls below it.
 *
 * The calls defined here stand before the C library's calls of the same name, so that what the
 * disk does only on a bad day happens when a test says so.
 */
#ifndef ISOGLOSS_TESTS_FILE_BOX_H
#define ISOGLOSS_TESTS_FILE_BOX_H

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cmocka.h>

/* --- faults: these stand before the C library's calls of the same name -------------------------
 */

static struct {
    int interruptions; /* this many calls fail with EINTR first */
    bool is_short;     /* one byte at a time */
    int write_errno, sync_errno, close_errno, copy_errno;
    int writes_before_fault;
    void (*after_read)(void);
} fault;

static bool interrupt(void) {
    if (fault.interruptions > 0) {
        fault.interruptions--;
        errno = EINTR;
        return true;
    }
    return false;
}

ssize_t read(int descriptor, void *room, size_t room_bytes) {
    ssize_t got;

    if (interrupt()) {
        return -1;
    }
    got = syscall(SYS_read, descriptor, room, fault.is_short && room_bytes ? 1 : room_bytes);
    if (fault.after_read) {
        fault.after_read();
        fault.after_read = NULL;
    }
    return got;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    if (descriptor > 2 && interrupt()) {
        return -1;
    }
    if (descriptor > 2 && fault.write_errno && fault.writes_before_fault-- <= 0) {
        errno = fault.write_errno;
        return -1;
    }
    return syscall(SYS_write, descriptor, bytes,
                   descriptor > 2 && fault.is_short && length ? 1 : length);
}

int fdatasync(int descriptor) {
    if (fault.sync_errno) {
        errno = fault.sync_errno;
        return -1;
    }
    return (int)syscall(SYS_fdatasync, descriptor);
}

int close(int descriptor) {
    int result = (int)syscall(SYS_close, descriptor);

    if (fault.close_errno) {
        errno = fault.close_errno;
        return -1;
    }
    return result;
}

ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length,
                        unsigned flags) {
    if (fault.copy_errno) {
        errno = fault.copy_errno;
        return -1;
    }
    return syscall(SYS_copy_file_range, from, from_at, to, to_at, length, flags);
}

/* --- a folder of its own for each test ---------------------------------------------------------
 */

static char root[] = "/tmp/isogloss-file-XXXXXX";
static int box = -1; /* the folder that tests work in: root/box */
static struct arena arena;

static inline char *outside(const char *name) {
    static char path[300];

    snprintf(path, sizeof path, "%s/%s", root, name);
    return path;
}

static inline int make_box(void **state) {
    (void)state;
    memcpy(root + sizeof root - 7, "XXXXXX", 6);
    memset(&fault, 0, sizeof fault);
    if (!mkdtemp(root) || mkdir(outside("box"), 0700) != 0) {
        return -1;
    }
    box = folder_open(outside("box"));
    return box < 0 ? -1 : 0;
}

static inline int drop_box(void **state) {
    int parent;

    (void)state;
    memset(&fault, 0, sizeof fault);
    umask(022);
    folder_close(box);
    arena_release(&arena);
    parent = folder_open("/tmp");
    folder_remove_tree(parent, str_from(root + 5));
    folder_close(parent);
    return 0;
}

/* Makes a file in the box by plain system calls. */
static inline void put(const char *name, const char *text) {
    int descriptor = openat(box, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(descriptor >= 0);
    assert_int_equal(syscall(SYS_write, descriptor, text, strlen(text)), strlen(text));
    syscall(SYS_close, descriptor);
}

static inline void put_link(const char *name, const char *target) {
    assert_int_equal(symlinkat(target, box, name), 0);
}

static inline void assert_holds(const char *name, struct str expected) {
    struct str text;

    memset(&fault, 0, sizeof fault);
    assert_int_equal(file_read(box, str_from(name), 1 << 20, &arena, &text), FILE_OK);
    if (!str_equal(text, expected)) {
        fail_msg("%s holds \"%.*s\"", name, STR_ARG(text));
    }
}

static inline unsigned mode_of(const char *name) {
    struct stat seen;

    assert_int_equal(fstatat(box, name, &seen, AT_SYMLINK_NOFOLLOW), 0);
    return seen.st_mode & 07777;
}

static inline size_t count_entries(void) {
    struct file_listing listing;

    memset(&fault, 0, sizeof fault);
    assert_int_equal(folder_list(box, STR(""), &arena, &listing), FILE_OK);
    return listing.entries.count;
}

static inline enum file_result try_read(const char *path) {
    struct str text;

    return file_read(box, str_from(path), 1 << 20, &arena, &text);
}

/* What somebody else does to the file "a" between two calls; for fault.after_read. */
static inline void grow(void) {
    put("a", "1234567890");
}

static inline void shrink(void) {
    put("a", "12");
}

static inline void rewrite(void) {
    /* Later than the clock tick of the first writing. */
    const struct timespec times[2] = {{1000000000, 0}, {2000000000, 0}};

    put("a", "abcde");
    utimensat(box, "a", times, 0);
}

/* From here on openat2() does not exist, as on a kernel before 5.6. */
static inline int forbid_openat2(void **state) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof code / sizeof code[0], code};

    (void)state;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
        return -1;
    }
    return syscall(SYS_openat2, AT_FDCWD, ".", NULL, 0) == -1 && errno == ENOSYS ? 0 : -1;
}

#define IN_A_BOX(test) cmocka_unit_test_setup_teardown(test, make_box, drop_box)

#endif
