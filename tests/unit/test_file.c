#include "file_box.h"

#include "ending.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

/* --- writing--- */

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

static void *replace_often(void *failed) {
    for (int i = 0; i < 50; i++) {
        if (file_replace(box, STR("shared"), STR("text")) != FILE_OK) {
            atomic_store((atomic_bool *)failed, true);
        }
    }
    return NULL;
}

static void replacing_in_parallel_never_meets(void **state) {
    pthread_t threads[4];
    atomic_bool failed = false;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        pthread_create(&threads[i], NULL, replace_often, &failed);
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

/* --- names--- */

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

static void what_can_be_renamed_is_known_beforehand(void **state) {
    int here, elsewhere = folder_open("/proc");

    (void)state;
    assert_int_equal(folder_make(box, STR("a")), FILE_OK);
    assert_int_equal(folder_open_below(box, STR("a"), &here), FILE_OK);
    assert_true(folder_can_move(box, here));
    assert_true(folder_can_move(here, box));
    assert_true(folder_can_move(box, box));
    assert_false(folder_can_move(box, elsewhere));
    assert_false(folder_can_move(elsewhere, box));
    assert_int_equal(count_entries(), 1);
    folder_close(here);
    folder_close(elsewhere);
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

static void a_private_folder_is_its_owners_alone(void **state) {
    (void)state;
    put("file", "x");
    put_link("link", "file");
    for (int i = 0; i < 2; i++) {
        umask(i ? 0777 : 0);
        assert_int_equal(folder_make_private(box, i ? STR("masked") : STR("open")), FILE_OK);
        assert_int_equal(mode_of(i ? "masked" : "open"), 0700);
    }
    assert_int_equal(fchmodat(box, "open", 0755, 0), 0);
    assert_int_equal(folder_make_private(box, STR("open")), FILE_OK);
    assert_int_equal(mode_of("open"), 0755); /* an existing one stays as it is */
    assert_int_equal(folder_make_private(box, STR("open/below")), FILE_OK);
    assert_int_equal(folder_make_private(box, STR("gone/below")), FILE_MISSING);
    assert_int_equal(folder_make_private(box, STR("link/below")), FILE_IS_LINK);
    assert_int_equal(folder_make_private(box, STR("")), FILE_FAILED);
    assert_int_equal(count_entries(), 4);
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
    char name[40];

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

/* --- lock--- */

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

/* --- descriptors--- */

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

int main(void) {
    const struct CMUnitTest with_openat2[] = {
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
        IN_A_BOX(what_can_be_renamed_is_known_beforehand),
        IN_A_BOX(remove_takes_files_and_only_files),
        IN_A_BOX(remove_empty_keeps_what_is_not_empty),
        IN_A_BOX(a_private_folder_is_its_owners_alone),
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
    /* Again by the way that older kernels need. */
    const struct CMUnitTest without_openat2[] = {
        IN_A_BOX(modes_do_not_depend_on_the_umask),    IN_A_BOX(a_new_file_never_replaces),
        IN_A_BOX(rename_moves_over_what_stands_there), IN_A_BOX(make_makes_parents_and_minds_files),
        IN_A_BOX(a_tree_goes_whole_whatever_is_in_it), IN_A_BOX(no_call_leaves_a_descriptor_open),
    };
    int failed = cmocka_run_group_tests(with_openat2, NULL, NULL);

    return failed + cmocka_run_group_tests(without_openat2, forbid_openat2, NULL);
}
