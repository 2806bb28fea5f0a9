#include "base/file.h"

#include "ending.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>

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

static char *outside(const char *name) {
    static char path[300];

    snprintf(path, sizeof path, "%s/%s", root, name);
    return path;
}

static int make_box(void **state) {
    (void)state;
    memcpy(root + sizeof root - 7, "XXXXXX", 6);
    memset(&fault, 0, sizeof fault);
    if (!mkdtemp(root) || mkdir(outside("box"), 0700) != 0) {
        return -1;
    }
    box = folder_open(outside("box"));
    return box < 0 ? -1 : 0;
}

static int drop_box(void **state) {
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
static void put(const char *name, const char *text) {
    int descriptor = openat(box, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(descriptor >= 0);
    assert_int_equal(syscall(SYS_write, descriptor, text, strlen(text)), strlen(text));
    syscall(SYS_close, descriptor);
}

static void put_link(const char *name, const char *target) {
    assert_int_equal(symlinkat(target, box, name), 0);
}

static void assert_holds(const char *name, struct str expected) {
    struct str text;

    memset(&fault, 0, sizeof fault);
    assert_int_equal(file_read(box, str_from(name), 1 << 20, &arena, &text), FILE_OK);
    if (!str_equal(text, expected)) {
        fail_msg("%s holds \"%.*s\"", name, STR_ARG(text));
    }
}

static unsigned mode_of(const char *name) {
    struct stat seen;

    assert_int_equal(fstatat(box, name, &seen, AT_SYMLINK_NOFOLLOW), 0);
    return seen.st_mode & 07777;
}

static size_t count_entries(void) {
    struct file_listing listing;

    memset(&fault, 0, sizeof fault);
    assert_int_equal(folder_list(box, STR(""), &arena, &listing), FILE_OK);
    return listing.entries.count;
}

static enum file_result try_read(const char *path) {
    struct str text;

    return file_read(box, str_from(path), 1 << 20, &arena, &text);
}

/* --- reading -----------------------------------------------------------------------------------
 */

static void read_gives_all_bytes_and_a_nul(void **state) {
    struct str text;

    (void)state;
    assert_int_equal(file_write_new(box, STR("a"), STR("one\0two\n")), FILE_OK);
    assert_int_equal(file_read(box, STR("a"), 100, &arena, &text), FILE_OK);
    assert_true(str_equal(text, STR("one\0two\n")));
    assert_int_equal(text.data[text.length], '\0');
    put("empty", "");
    assert_int_equal(file_read(box, STR("empty"), 0, &arena, &text), FILE_OK);
    assert_int_equal(text.length, 0);
}

static void read_stops_at_its_limit(void **state) {
    struct strbuf buffer = {0};
    struct str text;

    (void)state;
    put("a", "12345");
    assert_int_equal(file_read(box, STR("a"), 5, &arena, &text), FILE_OK);
    assert_int_equal(text.length, 5);
    assert_int_equal(file_read(box, STR("a"), 4, &arena, &text), FILE_TOO_LARGE);
    assert_int_equal(text.length, 0);
    assert_int_equal(file_read_into(box, STR("a"), 5, &buffer), FILE_OK);
    assert_int_equal(file_read_into(box, STR("a"), 4, &buffer), FILE_TOO_LARGE);
    assert_int_equal(buffer.length, 0);
    assert_int_equal(file_read_named(outside("box/a"), 5, &arena, &text), FILE_OK);
    assert_int_equal(file_read_named(outside("box/a"), 4, &arena, &text), FILE_TOO_LARGE);
    assert_int_equal(file_read(box, STR("a"), SIZE_MAX, &arena, &text), FILE_OK);
    strbuf_release(&buffer);
}

static void read_into_replaces_what_was_there(void **state) {
    struct strbuf buffer = {0};

    (void)state;
    put("long", "a long text");
    put("short", "x");
    assert_int_equal(file_read_into(box, STR("long"), 100, &buffer), FILE_OK);
    assert_int_equal(file_read_into(box, STR("short"), 100, &buffer), FILE_OK);
    assert_true(str_equal(strbuf_view(&buffer), STR("x")));
    assert_int_equal(buffer.data[1], '\0');
    assert_int_equal(file_read_into(box, STR("gone"), 100, &buffer), FILE_MISSING);
    assert_int_equal(buffer.length, 0);
    strbuf_release(&buffer);
}

static void read_goes_on_after_signals_and_short_reads(void **state) {
    struct str text;

    (void)state;
    put("a", "12345");
    fault.is_short = true;
    fault.interruptions = 3;
    assert_int_equal(file_read(box, STR("a"), 100, &arena, &text), FILE_OK);
    assert_true(str_equal(text, STR("12345")));
}

static void grow(void) {
    put("a", "1234567890");
}

static void shrink(void) {
    put("a", "12");
}

static void rewrite(void) {
    /* Later than the clock tick of the first writing. */
    const struct timespec times[2] = {{1000000000, 0}, {2000000000, 0}};

    put("a", "abcde");
    utimensat(box, "a", times, 0);
}

static void read_never_gives_half_of_two_contents(void **state) {
    void (*const changes[])(void) = {grow, shrink, rewrite};
    struct strbuf buffer = {0};
    struct str text;

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        put("a", "12345");
        fault.is_short = true;
        fault.after_read = changes[i];
        assert_int_equal(file_read(box, STR("a"), 100, &arena, &text), FILE_CHANGED);
        assert_int_equal(text.length, 0);
        put("a", "12345");
        fault.after_read = changes[i];
        assert_int_equal(file_read_into(box, STR("a"), 100, &buffer), FILE_CHANGED);
        assert_int_equal(buffer.length, 0);
    }
    strbuf_release(&buffer);
}

static void only_regular_files_are_read_and_nothing_blocks(void **state) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int end = socket(AF_UNIX, SOCK_STREAM, 0);
    struct str text;

    (void)state;
    alarm(20);
    assert_int_equal(mkfifoat(box, "fifo", 0600), 0);
    assert_int_equal(mkdirat(box, "folder", 0700), 0);
    const char *socket_path = outside("box/socket");
    assert_true(strlen(socket_path) < sizeof address.sun_path);
    memcpy(address.sun_path, socket_path, strlen(socket_path) + 1);
    assert_int_equal(bind(end, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(try_read("fifo"), FILE_NOT_REGULAR);
    assert_int_equal(try_read("folder"), FILE_NOT_REGULAR);
    assert_int_equal(try_read(""), FILE_NOT_REGULAR);
    assert_int_equal(try_read("socket"), FILE_NOT_REGULAR);
    assert_int_equal(file_read_named(outside("box/fifo"), 100, &arena, &text), FILE_NOT_REGULAR);
    assert_int_equal(file_read_named("/dev/zero", 100, &arena, &text), FILE_NOT_REGULAR);
    assert_int_equal(file_append_synced(box, STR("fifo"), STR("x")), FILE_NOT_REGULAR);
    assert_int_equal(file_copy_new(box, STR("fifo"), box, STR("copy")), FILE_NOT_REGULAR);
    alarm(0);
    close(end);
}

static void links_are_never_followed(void **state) {
    struct file_listing listing;
    struct file_stat stat;

    (void)state;
    put("a", "inside");
    mkdirat(box, "folder", 0700);
    put("folder/b", "inside");
    put_link("link", "a");
    put_link("folder-link", "folder");
    put_link("etc", "/etc");
    put_link("loop", "loop");
    assert_int_equal(try_read("a"), FILE_OK);
    assert_int_equal(try_read("link"), FILE_IS_LINK);
    assert_int_equal(try_read("folder-link/b"), FILE_IS_LINK);
    assert_int_equal(try_read("etc/passwd"), FILE_IS_LINK);
    assert_int_equal(try_read("loop"), FILE_IS_LINK);
    assert_int_equal(folder_list(box, STR("folder-link"), &arena, &listing), FILE_IS_LINK);
    assert_int_equal(file_stat_at(box, STR("folder-link/b"), &stat), FILE_IS_LINK);
    assert_int_equal(file_stat_at(box, STR("link"), &stat), FILE_OK);
    assert_int_equal(stat.kind, FILE_KIND_LINK);
    assert_int_equal(folder_make(box, STR("folder-link")), FILE_IS_LINK);
    assert_int_equal(folder_make(box, STR("folder-link/new")), FILE_IS_LINK);
    assert_int_equal(file_write_new(box, STR("folder-link/new"), STR("x")), FILE_IS_LINK);
    assert_int_equal(file_write_new(box, STR("link"), STR("x")), FILE_EXISTS);
    assert_int_equal(file_append_synced(box, STR("link"), STR("x")), FILE_IS_LINK);
    assert_int_equal(file_copy_new(box, STR("link"), box, STR("c")), FILE_IS_LINK);
    assert_int_equal(file_rename(box, STR("a"), box, STR("folder-link/a")), FILE_IS_LINK);
    assert_int_equal(file_remove(box, STR("folder-link/b")), FILE_IS_LINK);
    assert_int_equal(folder_remove_tree(box, STR("folder-link")), FILE_IS_LINK);
    assert_holds("folder/b", STR("inside"));
    /* The link itself is replaced and removed, not what it points to. */
    assert_int_equal(file_replace(box, STR("link"), STR("new")), FILE_OK);
    assert_holds("a", STR("inside"));
    assert_holds("link", STR("new"));
    assert_int_equal(file_remove(box, STR("folder-link")), FILE_OK);
    assert_holds("folder/b", STR("inside"));
}

static void no_path_leaves_its_folder(void **state) {
    static const struct str paths[] = {STR_INIT("../secret"), STR_INIT("/etc/passwd"),
                                       STR_INIT("sub/../../secret"), STR_INIT("sub/.."),
                                       STR_INIT("..")};
    struct file_listing listing;
    struct file_stat stat;
    struct str text;
    int descriptor = open(outside("secret"), O_WRONLY | O_CREAT, 0600);

    (void)state;
    syscall(SYS_close, descriptor);
    mkdirat(box, "sub", 0700);
    put("a", "x");
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        assert_int_equal(file_read(box, paths[i], 9999, &arena, &text), FILE_FAILED);
        assert_int_equal(errno, EXDEV);
        assert_int_equal(folder_list(box, paths[i], &arena, &listing), FILE_FAILED);
        assert_int_equal(file_stat_at(box, paths[i], &stat), FILE_FAILED);
        assert_int_equal(file_write_new(box, paths[i], STR("x")), FILE_FAILED);
        assert_int_equal(file_replace(box, paths[i], STR("x")), FILE_FAILED);
        assert_int_equal(file_append_synced(box, paths[i], STR("x")), FILE_FAILED);
        assert_int_equal(file_remove(box, paths[i]), FILE_FAILED);
        assert_int_equal(folder_make(box, paths[i]), FILE_FAILED);
        assert_int_equal(folder_remove_tree(box, paths[i]), FILE_FAILED);
        assert_int_equal(file_rename(box, STR("a"), box, paths[i]), FILE_FAILED);
        assert_int_equal(file_rename(box, paths[i], box, STR("b")), FILE_FAILED);
        assert_int_equal(file_copy_new(box, STR("a"), box, paths[i]), FILE_FAILED);
    }
    assert_int_equal(access(outside("secret"), F_OK), 0);
    assert_int_equal(mode_of("../secret"), 0600);
}

static void odd_paths_fail_with_a_reason(void **state) {
    char longest[5000];
    struct str text;

    (void)state;
    put("a", "x");
    memset(longest, 'n', sizeof longest);
    assert_int_equal(file_read(box, STR("a\0b"), 99, &arena, &text), FILE_FAILED);
    assert_int_equal(errno, EINVAL);
    assert_int_equal(file_remove(box, STR("a\0b")), FILE_FAILED);
    assert_int_equal(file_read(box, (struct str){longest, 5000}, 99, &arena, &text), FILE_FAILED);
    assert_int_equal(errno, ENAMETOOLONG);
    assert_int_equal(file_write_new(box, (struct str){longest, 256}, STR("x")), FILE_FAILED);
    assert_int_equal(file_write_new(box, (struct str){longest, 255}, STR("x")), FILE_OK);
    assert_int_equal(file_write_new(box, STR(""), STR("x")), FILE_FAILED);
    assert_int_equal(file_remove(box, STR("")), FILE_FAILED);
    assert_int_equal(folder_remove_tree(box, STR("")), FILE_FAILED);
    assert_int_equal(folder_remove_tree(box, STR(".")), FILE_FAILED);
    assert_int_equal(try_read("gone"), FILE_MISSING);
    assert_int_equal(try_read("gone/too"), FILE_MISSING);
    assert_int_equal(try_read("a/b"), FILE_MISSING); /* below a file there is nothing */
    assert_int_equal(folder_open(outside("gone")), -1);
    assert_int_equal(errno, ENOENT);
}

static void named_files_may_be_links(void **state) {
    struct str text;

    (void)state;
    put("a", "text");
    put_link("link", "a");
    put_link("loop", "loop");
    assert_int_equal(file_read_named(outside("box/link"), 99, &arena, &text), FILE_OK);
    assert_true(str_equal(text, STR("text")));
    assert_int_equal(file_read_named(outside("box/gone"), 99, &arena, &text), FILE_MISSING);
    assert_int_equal(file_read_named(outside("box"), 99, &arena, &text), FILE_NOT_REGULAR);
    assert_int_equal(file_read_named(outside("box/loop"), 99, &arena, &text), FILE_FAILED);
    assert_int_equal(errno, ELOOP);
}

static void stat_says_kind_size_and_times(void **state) {
    const struct timespec times[2] = {{1, 0}, {1000000000, 123456789}};
    struct file_stat stat;

    (void)state;
    put("a", "12345");
    mkdirat(box, "folder", 0700);
    mkfifoat(box, "fifo", 0600);
    utimensat(box, "a", times, 0);
    assert_int_equal(file_stat_at(box, STR("a"), &stat), FILE_OK);
    assert_int_equal(stat.kind, FILE_KIND_REGULAR);
    assert_int_equal(stat.size_bytes, 5);
    assert_true(stat.modified_ns == INT64_C(1000000000123456789));
    assert_true(stat.changed_ns > stat.modified_ns);
    assert_true(stat.inode != 0);
    assert_int_equal(file_stat_at(box, STR("folder"), &stat), FILE_OK);
    assert_int_equal(stat.kind, FILE_KIND_FOLDER);
    assert_int_equal(file_stat_at(box, STR("fifo"), &stat), FILE_OK);
    assert_int_equal(stat.kind, FILE_KIND_OTHER);
    assert_int_equal(file_stat_at(box, STR(""), &stat), FILE_OK);
    assert_int_equal(stat.kind, FILE_KIND_FOLDER);
    assert_int_equal(file_stat_at(box, STR("gone"), &stat), FILE_MISSING);
}

static void a_listing_is_in_byte_order_with_kinds(void **state) {
    static const char *const names[] = {"B", "\xFF", "a", ".hidden", "Z\n", "\xC3\xA9"};
    static const char *const sorted[] = {".hidden", "B",    "Z\n",      "a",
                                         "folder",  "link", "\xC3\xA9", "\xFF"};
    struct file_listing listing;

    (void)state;
    for (size_t i = 0; i < 6; i++) {
        put(names[i], "");
    }
    mkdirat(box, "folder", 0700);
    put_link("link", "a");
    assert_int_equal(folder_list(box, STR(""), &arena, &listing), FILE_OK);
    assert_int_equal(listing.entries.count, 8);
    for (size_t i = 0; i < 8; i++) {
        assert_string_equal(listing.entries.items[i].name.data, sorted[i]);
    }
    assert_int_equal(listing.entries.items[3].kind, FILE_KIND_REGULAR);
    assert_int_equal(listing.entries.items[4].kind, FILE_KIND_FOLDER);
    assert_int_equal(listing.entries.items[5].kind, FILE_KIND_LINK);
    assert_int_equal(folder_list(box, STR("folder"), &arena, &listing), FILE_OK);
    assert_int_equal(listing.entries.count, 0);
    assert_int_equal(folder_list(box, STR("gone"), &arena, &listing), FILE_MISSING);
    assert_int_equal(folder_list(box, STR("a"), &arena, &listing), FILE_FAILED);
    assert_int_equal(errno, ENOTDIR);
}

/* --- writing -----------------------------------------------------------------------------------
 */

static void modes_do_not_depend_on_the_umask(void **state) {
    static const mode_t masks[] = {0, 022, 077, 0777};
    char name[20];

    (void)state;
    put("source", "x");
    for (size_t i = 0; i < 4; i++) {
        umask(masks[i]);
        snprintf(name, sizeof name, "new%zu", i);
        assert_int_equal(file_write_new(box, str_from(name), STR("x")), FILE_OK);
        assert_int_equal(mode_of(name), 0644);
        snprintf(name, sizeof name, "replaced%zu", i);
        assert_int_equal(file_replace(box, str_from(name), STR("x")), FILE_OK);
        assert_int_equal(mode_of(name), 0644);
        snprintf(name, sizeof name, "appended%zu", i);
        assert_int_equal(file_append_synced(box, str_from(name), STR("x")), FILE_OK);
        assert_int_equal(mode_of(name), 0644);
        snprintf(name, sizeof name, "copied%zu", i);
        assert_int_equal(file_copy_new(box, STR("source"), box, str_from(name)), FILE_OK);
        assert_int_equal(mode_of(name), 0644);
        snprintf(name, sizeof name, "folder%zu/a/b", i);
        assert_int_equal(folder_make(box, str_from(name)), FILE_OK);
        assert_int_equal(mode_of(name), 0755);
        name[strlen(name) - 4] = '\0';
        assert_int_equal(mode_of(name), 0755);
    }
}

static void a_new_file_never_replaces(void **state) {
    (void)state;
    put("a", "old");
    mkdirat(box, "folder", 0700);
    assert_int_equal(file_write_new(box, STR("a"), STR("new")), FILE_EXISTS);
    assert_int_equal(file_write_new(box, STR("folder"), STR("new")), FILE_EXISTS);
    assert_int_equal(file_copy_new(box, STR("a"), box, STR("folder")), FILE_EXISTS);
    assert_int_equal(file_write_new(box, STR("gone/a"), STR("new")), FILE_MISSING);
    assert_holds("a", STR("old"));
    assert_int_equal(file_write_new(box, STR("folder/a"), STR("new\0")), FILE_OK);
    assert_holds("folder/a", STR("new\0"));
}

static void a_failed_write_leaves_no_file_and_its_errno(void **state) {
    static const int reasons[] = {ENOSPC, EDQUOT, EIO};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        fault.write_errno = reasons[i];
        fault.is_short = true;
        fault.writes_before_fault = 2;
        assert_int_equal(file_write_new(box, STR("new"), STR("12345")), FILE_FAILED);
        assert_int_equal(errno, reasons[i]);
        assert_string_equal(file_result_text(FILE_FAILED).data, strerror(reasons[i]));
        fault.writes_before_fault = 2;
        assert_int_equal(file_replace(box, STR("new"), STR("12345")), FILE_FAILED);
        assert_int_equal(errno, reasons[i]);
        assert_int_equal(count_entries(), 0);
    }
}

static void a_failed_close_is_a_failed_write(void **state) {
    (void)state;
    fault.close_errno = EDQUOT;
    assert_int_equal(file_write_new(box, STR("new"), STR("x")), FILE_FAILED);
    assert_int_equal(errno, EDQUOT);
    assert_int_equal(file_replace(box, STR("new"), STR("x")), FILE_FAILED);
    assert_int_equal(file_append_synced(box, STR("new"), STR("x")), FILE_FAILED);
    assert_int_equal(count_entries(), 0);
    put("a", "x");
    fault.close_errno = EIO;
    assert_int_equal(file_copy_new(box, STR("a"), box, STR("new")), FILE_FAILED);
    assert_int_equal(count_entries(), 1);
    fault.close_errno = EINTR; /* Linux has closed it */
    assert_int_equal(file_write_new(box, STR("new"), STR("x")), FILE_OK);
}

static void writing_goes_on_after_signals_and_short_writes(void **state) {
    (void)state;
    fault.is_short = true;
    fault.interruptions = 3;
    assert_int_equal(file_write_new(box, STR("a"), STR("12345")), FILE_OK);
    assert_holds("a", STR("12345"));
}

static void replace_swaps_in_one_step_and_leaves_nothing_else(void **state) {
    (void)state;
    put("a", "old");
    mkdirat(box, "folder", 0700);
    assert_int_equal(file_replace(box, STR("a"), STR("new")), FILE_OK);
    assert_holds("a", STR("new"));
    assert_int_equal(file_replace(box, STR("folder/b"), STR("b")), FILE_OK);
    assert_holds("folder/b", STR("b"));
    assert_int_equal(file_replace(box, STR("folder"), STR("new")), FILE_NOT_REGULAR);
    assert_int_equal(count_entries(), 2);
    fault.sync_errno = EIO;
    assert_int_equal(file_replace(box, STR("a"), STR("newer")), FILE_FAILED);
    assert_holds("a", STR("new"));
    assert_int_equal(count_entries(), 2);
}

/* Returns a pointer to `failures` if a call failed. */
static void *replace_often(void *failures) {
    for (int i = 0; i < 50; i++) {
        if (file_replace(box, STR("shared"), STR("text")) != FILE_OK) {
            return failures;
        }
    }
    return NULL;
}

static void replacing_in_parallel_never_meets(void **state) {
    pthread_t threads[4];
    int failures = 0;
    void *failed;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        pthread_create(&threads[i], NULL, replace_often, &failures);
    }
    for (size_t i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
    }
    assert_false(atomic_load(&failed));
    assert_int_equal(count_entries(), 1);
}

static void a_stale_temporary_name_is_no_obstacle(void **state) {
    char name[64];

    (void)state;
    /* The names of a process with our number that died long ago. */
    for (unsigned i = 0; i < 900; i++) {
        snprintf(name, sizeof name, ".isogloss-%x-%x", (unsigned)getpid(), i);
        put(name, "stale");
    }
    assert_int_equal(file_replace(box, STR("a"), STR("new")), FILE_OK);
    assert_holds("a", STR("new"));
    assert_int_equal(count_entries(), 901);
}

static void append_adds_whole_texts_or_nothing(void **state) {
    (void)state;
    assert_int_equal(file_append_synced(box, STR("log"), STR("one\n")), FILE_OK);
    assert_int_equal(file_append_synced(box, STR("log"), STR("two\n")), FILE_OK);
    assert_holds("log", STR("one\ntwo\n"));
    fault.write_errno = ENOSPC;
    fault.is_short = true;
    fault.writes_before_fault = 2;
    assert_int_equal(file_append_synced(box, STR("log"), STR("three\n")), FILE_FAILED);
    assert_int_equal(errno, ENOSPC);
    assert_holds("log", STR("one\ntwo\n"));
    fault.sync_errno = EIO;
    assert_int_equal(file_append_synced(box, STR("log"), STR("four\n")), FILE_FAILED);
    assert_holds("log", STR("one\ntwo\n"));
    assert_int_equal(file_append_synced(box, STR("gone/log"), STR("x")), FILE_MISSING);
}

static void a_copy_has_the_same_bytes_however_it_is_made(void **state) {
    enum { LENGTH = 100000 };
    static const int reasons[] = {0, EXDEV, ENOSYS, EOPNOTSUPP};
    char *bytes = arena_alloc(&arena, LENGTH);
    char name[20];

    (void)state;
    for (size_t i = 0; i < LENGTH; i++) {
        bytes[i] = (char)(i * 7 % 251);
    }
    assert_int_equal(file_write_new(box, STR("a"), (struct str){bytes, LENGTH}), FILE_OK);
    for (size_t i = 0; i < 4; i++) {
        fault.copy_errno = reasons[i];
        snprintf(name, sizeof name, "copy%zu", i);
        assert_int_equal(file_copy_new(box, STR("a"), box, str_from(name)), FILE_OK);
        assert_holds(name, (struct str){bytes, LENGTH});
    }
    put("empty", "");
    assert_int_equal(file_copy_new(box, STR("empty"), box, STR("empty2")), FILE_OK);
    assert_holds("empty2", STR(""));
    assert_int_equal(file_copy_new(box, STR("gone"), box, STR("x")), FILE_MISSING);
    assert_int_equal(file_copy_new(box, STR("a"), box, STR("copy0")), FILE_EXISTS);
    fault.copy_errno = ENOSYS;
    fault.write_errno = ENOSPC;
    assert_int_equal(file_copy_new(box, STR("a"), box, STR("x")), FILE_FAILED);
    assert_int_equal(errno, ENOSPC);
    assert_int_equal(count_entries(), 7);
}

static void a_copy_of_a_changing_file_is_refused(void **state) {
    void (*const changes[])(void) = {grow, shrink, rewrite};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        put("a", "12345");
        fault.copy_errno = ENOSYS;
        fault.is_short = true;
        fault.after_read = changes[i];
        assert_int_equal(file_copy_new(box, STR("a"), box, STR("b")), FILE_CHANGED);
        assert_int_equal(count_entries(), 1);
    }
}

/* --- names -------------------------------------------------------------------------------------
 */

static void rename_moves_over_what_stands_there(void **state) {
    (void)state;
    put("a", "a");
    put("b", "b");
    mkdirat(box, "folder", 0700);
    assert_int_equal(file_rename(box, STR("a"), box, STR("b")), FILE_OK);
    assert_holds("b", STR("a"));
    assert_int_equal(file_rename(box, STR("b"), box, STR("folder/c")), FILE_OK);
    assert_holds("folder/c", STR("a"));
    assert_int_equal(file_rename(box, STR("b"), box, STR("d")), FILE_MISSING);
    assert_int_equal(file_rename(box, STR("folder/c"), box, STR("gone/d")), FILE_MISSING);
    assert_int_equal(file_rename(box, STR("folder"), box, STR("moved")), FILE_OK);
    assert_holds("moved/c", STR("a"));
}

static void remove_takes_files_and_only_files(void **state) {
    (void)state;
    put("a", "a");
    mkdirat(box, "folder", 0700);
    assert_int_equal(file_remove(box, STR("folder")), FILE_NOT_REGULAR);
    assert_int_equal(file_remove(box, STR("a")), FILE_OK);
    assert_int_equal(file_remove(box, STR("a")), FILE_MISSING);
    assert_int_equal(count_entries(), 1);
}

static void remove_empty_keeps_what_is_not_empty(void **state) {
    (void)state;
    assert_int_equal(folder_make(box, STR("full/empty")), FILE_OK);
    put("a", "a");
    assert_int_equal(folder_remove_empty(box, STR("full")), FILE_OK);
    assert_int_equal(folder_remove_empty(box, STR("full/empty")), FILE_OK);
    assert_int_equal(folder_remove_empty(box, STR("full")), FILE_OK);
    assert_int_equal(folder_remove_empty(box, STR("full")), FILE_OK); /* missing */
    assert_int_equal(folder_remove_empty(box, STR("full/empty")), FILE_OK);
    assert_int_equal(folder_remove_empty(box, STR("a")), FILE_FAILED);
    assert_int_equal(count_entries(), 1);
}

static void make_makes_parents_and_minds_files(void **state) {
    (void)state;
    put("file", "x");
    assert_int_equal(folder_make(box, STR("a/b/c")), FILE_OK);
    assert_int_equal(folder_make(box, STR("a/b/c")), FILE_OK);
    assert_int_equal(folder_make(box, STR("a/b/d")), FILE_OK);
    assert_int_equal(folder_make(box, STR("")), FILE_OK);
    assert_int_equal(folder_make(box, STR("file")), FILE_EXISTS);
    assert_int_equal(folder_make(box, STR("file/a")), FILE_EXISTS);
    assert_int_equal(faccessat(box, "a/b/d", F_OK, 0), 0);
    assert_int_equal(count_entries(), 2);
}

static void a_tree_goes_whole_whatever_is_in_it(void **state) {
    char name[20];

    (void)state;
    put("keep", "kept");
    assert_int_equal(folder_make(box, STR("tree/a/b/c")), FILE_OK);
    assert_int_equal(folder_make(box, STR("tree/d/b")), FILE_OK);
    for (int i = 0; i < 300; i++) {
        snprintf(name, sizeof name, "tree/a/b/%d", i);
        put(name, "");
    }
    put("tree/a/b/c/deep", "");
    put("tree/d/b/deep", "");
    put("tree/.lifted-0", "");
    assert_int_equal(folder_make(box, STR("tree/.lifted-1/x")), FILE_OK);
    put_link("tree/link", "../keep");
    put_link("tree/a/up", "../../..");
    mkfifoat(box, "tree/a/fifo", 0600);
    assert_int_equal(folder_remove_tree(box, STR("tree")), FILE_OK);
    assert_int_equal(count_entries(), 1);
    assert_holds("keep", STR("kept"));
    assert_int_equal(folder_remove_tree(box, STR("tree")), FILE_MISSING);
    assert_int_equal(folder_remove_tree(box, STR("keep")), FILE_FAILED);
    assert_int_equal(errno, ENOTDIR);
    assert_holds("keep", STR("kept"));
}

/* Deeper than a path may be long, or than a process may have files open. */
static void depth_costs_neither_stack_nor_descriptors(void **state) {
    int here = dup(box);

    (void)state;
    for (int i = 0; i < 3000; i++) {
        int next;

        assert_int_equal(mkdirat(here, "deep", 0700), 0);
        next = openat(here, "deep", O_PATH | O_DIRECTORY);
        close(here);
        here = next;
    }
    close(here);
    assert_int_equal(folder_remove_tree(box, STR("deep")), FILE_OK);
    assert_int_equal(count_entries(), 0);
}

static void no_call_leaves_a_descriptor_open(void **state) {
    struct file_listing listing;
    struct file_stat stat;
    struct strbuf buffer = {0};
    struct str text;
    int lowest = dup(box);

    (void)state;
    close(lowest);
    assert_int_equal(folder_make(box, STR("a/b")), FILE_OK);
    assert_int_equal(file_write_new(box, STR("a/b/c"), STR("x")), FILE_OK);
    put_link("link", "a");
    for (int i = 0; i < 2; i++) {
        static const struct str paths[] = {STR_INIT("a/b/c"), STR_INIT("a/b"), STR_INIT("link/b"),
                                           STR_INIT("a/gone/x"), STR_INIT("a/b/c/d")};

        for (size_t j = 0; j < sizeof paths / sizeof paths[0]; j++) {
            file_read(box, paths[j], i ? 0 : 99, &arena, &text);
            file_read_into(box, paths[j], i ? 0 : 99, &buffer);
            file_stat_at(box, paths[j], &stat);
            folder_list(box, paths[j], &arena, &listing);
            file_write_new(box, paths[j], STR("x"));
            file_copy_new(box, paths[j], box, STR("a/copy"));
            file_copy_new(box, STR("a/b/c"), box, paths[j]);
            file_append_synced(box, paths[j], STR("x"));
            folder_make(box, paths[j]);
            file_rename(box, paths[j], box, STR("gone/x"));
            folder_remove_empty(box, paths[j]);
            folder_remove_tree(box, STR("a/b/none"));
            fault.write_errno = ENOSPC;
            file_write_new(box, STR("a/full"), STR("x"));
            file_replace(box, STR("a/full"), STR("x"));
            file_append_synced(box, STR("a/b/c"), STR("x"));
            memset(&fault, 0, sizeof fault);
        }
    }
    assert_int_equal(folder_sync(box), FILE_OK);
    assert_int_equal(dup(box), lowest);
    close(lowest);
    strbuf_release(&buffer);
}

/* --- lock --------------------------------------------------------------------------------------
 */

static void one_process_holds_the_lock(void **state) {
    struct file_lock lock = {0};
    struct file_lock second = {0};
    int64_t holder = 7;
    int status;
    pid_t child;

    (void)state;
    file_unlock(&second); /* never locked: must not close standard input */
    assert_true(fcntl(0, F_GETFD) >= 0 || errno != EBADF);
    put("lock", "123456789 and what a dead process left\n");
    assert_int_equal(file_lock(box, STR("lock"), &lock, &holder), FILE_OK);
    assert_int_equal(holder, 0);
    child = fork();
    if (child == 0) {
        struct file_lock theirs;
        int64_t pid;
        enum file_result result = file_lock(box, STR("lock"), &theirs, &pid);

        _exit(result == FILE_EXISTS && pid == getppid() && theirs.descriptor == -1 ? 0 : 1);
    }
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_int_equal(file_lock(box, STR("lock"), &second, &holder), FILE_EXISTS);
    assert_int_equal(holder, getpid());
    file_unlock(&lock);
    file_unlock(&lock); /* twice does no harm */
    assert_int_equal(file_lock(box, STR("lock"), &second, &holder), FILE_OK);
    file_unlock(&second);
    assert_holds("lock", STR(""));
    assert_int_equal(file_lock(box, STR("gone/lock"), &lock, &holder), FILE_MISSING);
    put_link("link", "lock");
    assert_int_equal(file_lock(box, STR("link"), &lock, &holder), FILE_IS_LINK);
    mkdirat(box, "folder", 0700);
    assert_int_equal(file_lock(box, STR("folder"), &lock, &holder), FILE_NOT_REGULAR);
}

static void a_lock_ends_with_its_process(void **state) {
    struct file_lock lock;
    int64_t holder;
    int status;
    pid_t child = fork();

    (void)state;
    if (child == 0) {
        _exit(file_lock(box, STR("lock"), &lock, &holder) == FILE_OK ? 0 : 1);
    }
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_int_equal(file_lock(box, STR("lock"), &lock, &holder), FILE_OK);
    file_unlock(&lock);
}

/* --- descriptors -------------------------------------------------------------------------------
 */

static void *drain(void *argument) {
    char bytes[4096];
    size_t *sum = argument;
    ssize_t got;

    usleep(50000); /* let the pipe fill up */
    while ((got = syscall(SYS_read, (int)sum[1], bytes, sizeof bytes)) > 0) {
        sum[0] += (size_t)got;
    }
    return NULL;
}

static void a_full_pipe_is_waited_for(void **state) {
    enum { LENGTH = 1 << 20 };
    int ends[2];
    size_t sum[2] = {0, 0};
    pthread_t thread;

    (void)state;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    sum[1] = (size_t)ends[0];
    pthread_create(&thread, NULL, drain, sum);
    assert_true(descriptor_write(ends[1], (struct str){arena_alloc(&arena, LENGTH), LENGTH}));
    close(ends[1]);
    pthread_join(thread, NULL);
    assert_int_equal(sum[0], LENGTH);
    close(ends[0]);
}

static void a_closed_pipe_and_a_full_disk_are_reported(void **state) {
    int full = open("/dev/full", O_WRONLY);
    int ends[2];

    (void)state;
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    assert_false(descriptor_write(ends[1], STR("x")));
    assert_int_equal(errno, EPIPE);
    assert_false(descriptor_write(full, STR("x")));
    assert_int_equal(errno, ENOSPC);
    assert_true(descriptor_write(full, STR("")));
    assert_false(descriptor_write(-1, STR("x")));
    close(ends[1]);
    close(full);
    signal(SIGPIPE, SIG_DFL);
}

/* The exit status says what was wrong. */
static void close_all_and_reserve(void) {
    struct stat seen;

    syscall(SYS_close, 0);
    syscall(SYS_close, 1);
    syscall(SYS_close, 2);
    descriptors_reserve_standard();
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        if (fstat(descriptor, &seen) != 0 || !S_ISCHR(seen.st_mode)) {
            _exit(1);
        }
    }
    if (descriptor_write(1, STR("lost")) || descriptor_write(2, STR("lost"))) {
        _exit(2); /* the words went nowhere and nobody was told */
    }
    if (open("/dev/null", O_RDONLY) <= 2) {
        _exit(3);
    }
    _exit(0);
}

static void reserve_when_all_are_open(void) {
    struct stat before, after;

    fstat(2, &before);
    descriptors_reserve_standard();
    fstat(2, &after);
    _exit(before.st_ino == after.st_ino ? 0 : 1);
}

static void closed_standard_descriptors_are_taken_but_still_fail(void **state) {
    char said[100];

    (void)state;
    assert_int_equal(ending_of(close_all_and_reserve, said, sizeof said), 0);
    assert_int_equal(ending_of(reserve_when_all_are_open, said, sizeof said), 0);
}

static void results_have_words(void **state) {
    (void)state;
    for (int result = FILE_OK; result < FILE_FAILED; result++) {
        assert_true(file_result_text((enum file_result)result).length > 0);
    }
    errno = ENOSPC;
    assert_string_equal(file_result_text(FILE_FAILED).data, strerror(ENOSPC));
}

/* --- run ----------------------------------------------------------------------------------------
 */

/* From here on openat2() does not exist, as on a kernel before 5.6. */
static int forbid_openat2(void **state) {
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

int main(void) {
    const struct CMUnitTest with_openat2[] = {
        IN_A_BOX(read_gives_all_bytes_and_a_nul),
        IN_A_BOX(read_stops_at_its_limit),
        IN_A_BOX(read_into_replaces_what_was_there),
        IN_A_BOX(read_goes_on_after_signals_and_short_reads),
        IN_A_BOX(read_never_gives_half_of_two_contents),
        IN_A_BOX(only_regular_files_are_read_and_nothing_blocks),
        IN_A_BOX(links_are_never_followed),
        IN_A_BOX(no_path_leaves_its_folder),
        IN_A_BOX(odd_paths_fail_with_a_reason),
        IN_A_BOX(named_files_may_be_links),
        IN_A_BOX(stat_says_kind_size_and_times),
        IN_A_BOX(a_listing_is_in_byte_order_with_kinds),
        IN_A_BOX(modes_do_not_depend_on_the_umask),
        IN_A_BOX(a_new_file_never_replaces),
        IN_A_BOX(a_failed_write_leaves_no_file_and_its_errno),
        IN_A_BOX(a_failed_close_is_a_failed_write),
        IN_A_BOX(writing_goes_on_after_signals_and_short_writes),
        IN_A_BOX(replace_swaps_in_one_step_and_leaves_nothing_else),
        IN_A_BOX(replacing_in_parallel_never_meets),
        IN_A_BOX(a_stale_temporary_name_is_no_obstacle),
        IN_A_BOX(append_adds_whole_texts_or_nothing),
        IN_A_BOX(a_copy_has_the_same_bytes_however_it_is_made),
        IN_A_BOX(a_copy_of_a_changing_file_is_refused),
        IN_A_BOX(rename_moves_over_what_stands_there),
        IN_A_BOX(remove_takes_files_and_only_files),
        IN_A_BOX(remove_empty_keeps_what_is_not_empty),
        IN_A_BOX(make_makes_parents_and_minds_files),
        IN_A_BOX(a_tree_goes_whole_whatever_is_in_it),
        IN_A_BOX(depth_costs_neither_stack_nor_descriptors),
        IN_A_BOX(no_call_leaves_a_descriptor_open),
        IN_A_BOX(one_process_holds_the_lock),
        IN_A_BOX(a_lock_ends_with_its_process),
        IN_A_BOX(a_full_pipe_is_waited_for),
        IN_A_BOX(a_closed_pipe_and_a_full_disk_are_reported),
        IN_A_BOX(closed_standard_descriptors_are_taken_but_still_fail),
        IN_A_BOX(results_have_words),
    };
    const struct CMUnitTest without_openat2[] = {
        IN_A_BOX(read_gives_all_bytes_and_a_nul),
        IN_A_BOX(only_regular_files_are_read_and_nothing_blocks),
        IN_A_BOX(links_are_never_followed),
        IN_A_BOX(no_path_leaves_its_folder),
        IN_A_BOX(odd_paths_fail_with_a_reason),
        IN_A_BOX(stat_says_kind_size_and_times),
        IN_A_BOX(a_listing_is_in_byte_order_with_kinds),
        IN_A_BOX(modes_do_not_depend_on_the_umask),
        IN_A_BOX(a_new_file_never_replaces),
        IN_A_BOX(rename_moves_over_what_stands_there),
        IN_A_BOX(make_makes_parents_and_minds_files),
        IN_A_BOX(a_tree_goes_whole_whatever_is_in_it),
        IN_A_BOX(no_call_leaves_a_descriptor_open),
    };
    int failed = cmocka_run_group_tests(with_openat2, NULL, NULL);

    return failed + cmocka_run_group_tests(without_openat2, forbid_openat2, NULL);
}
