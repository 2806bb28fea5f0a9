#include "file_box.h"

#include <sys/socket.h>
#include <sys/un.h>

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
    assert_int_equal(file_read(box, (struct str){longest, 4096}, 99, &arena, &text), FILE_FAILED);
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

/* --- folders--- */

static void a_folder_below_opens_without_links(void **state) {
    static const struct {
        struct str path;
        enum file_result result;
    } cases[] = {
        {STR_INIT("a"), FILE_OK},
        {STR_INIT("a/b"), FILE_OK},
        {STR_INIT(""), FILE_OK},
        {STR_INIT("gone"), FILE_MISSING},
        {STR_INIT("a/gone"), FILE_MISSING},
        {STR_INIT("link"), FILE_IS_LINK},
        {STR_INIT("link/b"), FILE_IS_LINK},
        {STR_INIT("file"), FILE_FAILED}, /* ENOTDIR */
        {STR_INIT("a/.."), FILE_FAILED},
        {STR_INIT("/tmp"), FILE_FAILED},
    };

    (void)state;
    assert_int_equal(folder_make(box, STR("a/b")), FILE_OK);
    put("file", "x");
    put_link("link", "a");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int opened = 0;

        if (folder_open_below(box, cases[i].path, &opened) != cases[i].result) {
            fail_msg("\"%.*s\": another result", STR_ARG(cases[i].path));
        }
        assert_int_equal(opened >= 0, cases[i].result == FILE_OK);
        if (opened >= 0) {
            struct stat there, wanted;
            const char *name = *cases[i].path.data ? cases[i].path.data : ".";

            assert_int_equal(fstat(opened, &there), 0);
            assert_int_equal(fstatat(box, name, &wanted, 0), 0);
            assert_int_equal(there.st_ino, wanted.st_ino);
            assert_true(fcntl(opened, F_GETFD) & FD_CLOEXEC);
        }
        folder_close(opened);
    }
}

static bool is_inside(int folder, int outer) {
    bool is_found = false;

    assert_int_equal(folder_is_inside(folder, outer, &is_found), FILE_OK);
    return is_found;
}

static void inside_is_the_folder_itself_or_any_below(void **state) {
    int a, b, twin, through_link, slash = folder_open("/");
    bool is_found = true;

    (void)state;
    assert_int_equal(folder_make(box, STR("a/b")), FILE_OK);
    assert_int_equal(folder_make(box, STR("a-twin")), FILE_OK);
    put_link("link", "a/b");
    assert_int_equal(folder_open_below(box, STR("a"), &a), FILE_OK);
    assert_int_equal(folder_open_below(box, STR("a/b"), &b), FILE_OK);
    assert_int_equal(folder_open_below(box, STR("a-twin"), &twin), FILE_OK);
    through_link = folder_open(outside("box/link"));
    assert_true(is_inside(a, a));
    assert_true(is_inside(b, a));
    assert_true(is_inside(b, box));
    assert_true(is_inside(b, slash));
    assert_true(is_inside(slash, slash));
    assert_true(is_inside(through_link, a));
    assert_false(is_inside(a, b));
    assert_false(is_inside(twin, a));
    assert_false(is_inside(slash, box));
    assert_int_equal(folder_is_inside(-1, a, &is_found), FILE_FAILED);
    assert_false(is_found);
    assert_int_equal(folder_is_inside(a, -1, &is_found), FILE_FAILED);
    folder_close(a);
    folder_close(b);
    folder_close(twin);
    folder_close(through_link);
    folder_close(slash);
}

static void a_folder_stays_open_until_another_is_entered(void **state) {
    struct open_folder open = {.descriptor = -1};
    struct stat first, second;
    int kept;

    (void)state;
    assert_int_equal(folder_enter(&open, box, STR("later")), FILE_MISSING);
    assert_int_equal(open.descriptor, -1);
    assert_int_equal(folder_make(box, STR("later")), FILE_OK);
    assert_int_equal(folder_enter(&open, box, STR("later")), FILE_OK);
    kept = open.descriptor;
    assert_int_equal(fstat(kept, &first), 0);
    assert_int_equal(folder_enter(&open, box, STR("later")), FILE_OK);
    assert_int_equal(open.descriptor, kept);
    assert_int_equal(folder_enter(&open, box, STR("")), FILE_OK);
    assert_int_equal(fstat(open.descriptor, &second), 0);
    assert_true(first.st_ino != second.st_ino);
    /* The same path below another folder is another folder. */
    assert_int_equal(folder_make(box, STR("later/later")), FILE_OK);
    int inner;
    assert_int_equal(folder_open_below(box, STR("later"), &inner), FILE_OK);
    assert_int_equal(folder_enter(&open, box, STR("later")), FILE_OK);
    assert_int_equal(folder_enter(&open, inner, STR("later")), FILE_OK);
    assert_int_equal(fstat(open.descriptor, &second), 0);
    assert_true(first.st_ino != second.st_ino);
    folder_close(inner);
    folder_close(open.descriptor);
}

/* A change in the same tick of the clock would not show. */
static void a_file_settles_when_the_clock_ticks(void **state) {
    const int64_t second = 1000000000;
    struct file_stat fine = {.modified_ns = 7 * second + 5, .changed_ns = 9 * second + 5};
    struct file_stat coarse = {.modified_ns = 8 * second, .changed_ns = 10 * second};

    (void)state;
    assert_false(file_stat_is_settled(&fine, 9 * second));
    assert_false(file_stat_is_settled(&fine, 9 * second + 5));
    assert_true(file_stat_is_settled(&fine, 9 * second + 6));
    fine.modified_ns = 20 * second + 5; /* the future */
    assert_false(file_stat_is_settled(&fine, 9 * second + 6));
    assert_false(file_stat_is_settled(&coarse, 12 * second));
    assert_true(file_stat_is_settled(&coarse, 12 * second + 1));
}

int main(void) {
    const struct CMUnitTest with_openat2[] = {
        cmocka_unit_test(a_file_settles_when_the_clock_ticks),
        IN_A_BOX(a_folder_stays_open_until_another_is_entered),
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
        IN_A_BOX(a_folder_below_opens_without_links),
        IN_A_BOX(inside_is_the_folder_itself_or_any_below),
    };
    /* Again by the way that older kernels need. */
    const struct CMUnitTest without_openat2[] = {
        IN_A_BOX(read_gives_all_bytes_and_a_nul),
        IN_A_BOX(only_regular_files_are_read_and_nothing_blocks),
        IN_A_BOX(links_are_never_followed),
        IN_A_BOX(no_path_leaves_its_folder),
        IN_A_BOX(odd_paths_fail_with_a_reason),
        IN_A_BOX(stat_says_kind_size_and_times),
        IN_A_BOX(a_listing_is_in_byte_order_with_kinds),
        IN_A_BOX(a_folder_below_opens_without_links),
    };
    int failed = cmocka_run_group_tests(with_openat2, NULL, NULL);

    return failed + cmocka_run_group_tests(without_openat2, forbid_openat2, NULL);
}
