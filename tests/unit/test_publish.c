/* Whole publications of small plans: what is written, kept, removed, refused and recovered. */
#include "small_plan.h"

#include <setjmp.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#define MANIFEST "out/.isogloss-manifest"
#define WORK ".out.isogloss"

static void start(struct small *small) {
    small_start(small);
    small_put(small, "media/a.png", "aaa");
    small_put(small, "media/deep/er/b.png", "bbb");
    small_put(small, "index.png", "top");
}

static void start_published(struct small *small) {
    start(small);
    assert_true(small_publish(small));
}

static void assert_text(struct small *small, const char *path, const char *text) {
    struct str read = small_read(small, path);

    if (!str_equal(read, str_from(text))) {
        fail_msg("%s holds \"%.*s\", not \"%s\"", path, STR_ARG(read), text);
    }
}

static void assert_published(struct small *small) {
    assert_text(small, "out/media/a.png", "aaa");
    assert_text(small, "out/media/deep/er/b.png", "bbb");
    assert_text(small, "out/index.png", "top");
    assert_true(small_has(small, MANIFEST));
    assert_false(small_has(small, WORK));
}

/* Publishing is refused for this reason, and nothing is left of the attempt. */
static void assert_refused(struct small *small, const char *code, int exit_status) {
    assert_false(small_publish(small));
    if (!small_said(small, code)) {
        struct strbuf out = {0};

        diags_print(&small->diags, DIAG_TEXT, &out);
        fail_msg("no %s but: %s", code, out.data);
    }
    assert_int_equal(diags_exit_status(&small->diags), exit_status);
    assert_false(small_has(small, WORK));
}

/* ---- What is written ---------------------------------------------------------------------------
 */

static void a_first_build_writes_everything(void **state) {
    struct small small;

    (void)state;
    start_published(&small);
    assert_published(&small);
    assert_int_equal(small.report.pages, 3);
    assert_int_equal(small.report.written, 3);
    assert_int_equal(small.report.bytes_written, 9);
    assert_int_equal(small.report.removed, 0);
    small_end(&small);
}

static void a_second_build_touches_nothing(void **state) {
    struct small small;
    struct file_stat before, after, folder_before, folder_after;

    (void)state;
    start_published(&small);
    file_stat_at(small.folder.descriptor, STR("out/media/a.png"), &before);
    file_stat_at(small.folder.descriptor, STR("out"), &folder_before);
    assert_true(small_publish(&small));
    file_stat_at(small.folder.descriptor, STR("out/media/a.png"), &after);
    file_stat_at(small.folder.descriptor, STR("out"), &folder_after);
    assert_int_equal(small.report.written, 0);
    assert_int_equal(small.report.unchanged, 3);
    assert_memory_equal(&before, &after, sizeof before);
    assert_memory_equal(&folder_before, &folder_after, sizeof folder_before);
    small_end(&small);
}

static void a_change_writes_what_changed(void **state) {
    struct small small;
    struct file_stat before, after;

    (void)state;
    start_published(&small);
    file_stat_at(small.folder.descriptor, STR("out/index.png"), &before);
    small_forget(&small);
    small_put(&small, "media/a.png", "changed");
    small_put(&small, "media/new.png", "new");
    small_put(&small, "index.png", "top");
    assert_true(small_publish(&small));
    file_stat_at(small.folder.descriptor, STR("out/index.png"), &after);
    assert_int_equal(small.report.written, 2);
    assert_int_equal(small.report.unchanged, 1);
    assert_int_equal(small.report.removed, 1);
    assert_memory_equal(&before, &after, sizeof before);
    assert_text(&small, "out/media/a.png", "changed");
    assert_text(&small, "out/media/new.png", "new");
    assert_false(small_has(&small, "out/media/deep"));
    assert_false(small_has(&small, WORK));
    small_end(&small);
}

static void files_of_others_stay(void **state) {
    struct small small;

    (void)state;
    start_published(&small);
    folder_put(&small.folder, "out/media/deep/mine.txt", "mine");
    folder_put(&small.folder, "out/CNAME", "example.org");
    small_forget(&small);
    small_put(&small, "index.png", "top");
    assert_true(small_publish(&small));
    assert_text(&small, "out/media/deep/mine.txt", "mine");
    assert_text(&small, "out/CNAME", "example.org");
    assert_false(small_has(&small, "out/media/deep/er"));
    assert_false(small_has(&small, "out/media/a.png"));
    small_end(&small);
}

static void changed_and_lost_files_are_restored(void **state) {
    struct small small;

    (void)state;
    start_published(&small);
    folder_put(&small.folder, "out/media/a.png", "edited by hand, and longer");
    assert_int_equal(file_remove(small.folder.descriptor, STR("out/index.png")), FILE_OK);
    assert_true(small_publish(&small));
    assert_published(&small);
    assert_int_equal(small.report.written, 2);
    small_end(&small);
}

static void modes_do_not_depend_on_the_umask(void **state) {
    struct small small;
    struct stat seen;
    mode_t before = umask(0777);

    (void)state;
    start(&small);
    bool is_done = small_publish(&small);
    umask(before);
    assert_true(is_done);
    assert_int_equal(fstatat(small.folder.descriptor, "out/media/a.png", &seen, 0), 0);
    assert_int_equal(seen.st_mode & 07777, 0644);
    assert_int_equal(fstatat(small.folder.descriptor, MANIFEST, &seen, 0), 0);
    assert_int_equal(seen.st_mode & 07777, 0644);
    assert_int_equal(fstatat(small.folder.descriptor, "out/media/deep", &seen, 0), 0);
    assert_int_equal(seen.st_mode & 07777, 0755);
    small_end(&small);
}

static void a_file_may_become_a_folder_and_back(void **state) {
    struct small small;

    (void)state;
    start_published(&small);
    small_forget(&small);
    small_put(&small, "media/a.png/inner/x.png", "in a folder");
    small_put(&small, "media/deep", "a file now");
    assert_true(small_publish(&small));
    assert_text(&small, "out/media/a.png/inner/x.png", "in a folder");
    assert_text(&small, "out/media/deep", "a file now");
    small_forget(&small);
    small_put(&small, "media/a.png", "aaa");
    small_put(&small, "media/deep/er/b.png", "bbb");
    small_put(&small, "index.png", "top");
    assert_true(small_publish(&small));
    assert_published(&small);
    small_end(&small);
}

static void progress_ends_at_the_total(void *context, size_t done, size_t total) {
    *(size_t *)context = done == total ? total : 0;
}

static void progress_is_told(void **state) {
    struct small small;
    size_t seen = 0;

    (void)state;
    start(&small);
    small.options.progress = progress_ends_at_the_total;
    small.options.progress_context = &seen;
    assert_true(small_publish(&small));
    assert_int_equal(seen, 3);
    small_end(&small);
}

static void a_check_writes_nothing(void **state) {
    struct small small;

    (void)state;
    start(&small);
    small.options.mode = PUBLISH_CHECK_ONLY;
    small.options.out_folder = NULL;
    assert_true(small_publish(&small));
    assert_false(small_has(&small, "out"));
    assert_false(small_has(&small, WORK));
    small_end(&small);
}

/* ---- What is refused ---------------------------------------------------------------------------
 */

static void folders_of_others_are_refused(void **state) {
    struct small small;

    (void)state;
    start(&small);
    folder_put(&small.folder, "out/thesis.txt", "mine");
    assert_refused(&small, "out-foreign", 2);
    assert_text(&small, "out/thesis.txt", "mine");
    assert_false(small_has(&small, MANIFEST));
    small_end(&small);
}

static void a_lone_gitignore_is_fine(void **state) {
    struct small small;

    (void)state;
    start(&small);
    folder_put(&small.folder, "out/.gitignore", "*\n");
    assert_true(small_publish(&small));
    assert_published(&small);
    assert_text(&small, "out/.gitignore", "*\n");
    small_end(&small);
}

static void files_of_others_in_the_way_are_kept(void **state) {
    struct small small;

    (void)state;
    start_published(&small);
    folder_put(&small.folder, "out/media/new.png", "mine");
    small_put(&small, "media/new.png", "portal");
    small_put(&small, "media/other.png", "portal");
    assert_refused(&small, "foreign-file", 1);
    assert_text(&small, "out/media/new.png", "mine");
    assert_false(small_has(&small, "out/media/other.png"));
    /* With the same bytes there is nothing to lose. */
    folder_put(&small.folder, "out/media/new.png", "portal");
    assert_true(small_publish(&small));
    assert_int_equal(small.report.written, 1);
    small_forget(&small);
    small_put(&small, "index.png", "top");
    assert_true(small_publish(&small));
    assert_false(small_has(&small, "out/media/new.png"));
    small_end(&small);
}

static void folders_and_links_of_others_in_the_way_are_kept(void **state) {
    struct small small;
    int folder;

    (void)state;
    start_published(&small);
    folder = small.folder.descriptor;
    /* A folder with something of theirs, where a file of ours was. */
    assert_int_equal(file_remove(folder, STR("out/media/a.png")), FILE_OK);
    folder_put(&small.folder, "out/media/a.png/mine", "mine");
    assert_refused(&small, "foreign-file", 1);
    assert_text(&small, "out/media/a.png/mine", "mine");
    folder_remove_tree(folder, STR("out/media/a.png"));
    /* A link where a folder of ours was. */
    folder_remove_tree(folder, STR("out/media/deep"));
    folder_put(&small.folder, "elsewhere/er/b.png", "not to be touched");
    assert_int_equal(symlinkat("../../elsewhere", folder, "out/media/deep"), 0);
    assert_refused(&small, "foreign-file", 1);
    assert_text(&small, "elsewhere/er/b.png", "not to be touched");
    assert_int_equal(file_remove(folder, STR("out/media/deep")), FILE_OK);
    /* A link where a file of ours was: the link goes, what it leads to stays. */
    assert_int_equal(symlinkat("../elsewhere/er/b.png", folder, "out/media/../index.link"), 0);
    assert_int_equal(file_remove(folder, STR("out/index.png")), FILE_OK);
    assert_int_equal(symlinkat("../elsewhere/er/b.png", folder, "out/index.png"), 0);
    assert_true(small_publish(&small));
    assert_published(&small);
    assert_text(&small, "elsewhere/er/b.png", "not to be touched");
    small_end(&small);
}

static void a_damaged_manifest_is_not_believed(void **state) {
    struct small small;

    (void)state;
    start_published(&small);
    folder_put(&small.folder, MANIFEST, "isogloss-manifest 1 0 00\n");
    small_forget(&small);
    small_put(&small, "index.png", "new");
    assert_refused(&small, "out-manifest", 2);
    assert_text(&small, "out/media/a.png", "aaa");
    assert_text(&small, "out/index.png", "top");
    small_end(&small);
}

/* Publishing into this folder, named from small.folder, is refused. */
static void assert_place_refused(struct small *small, const char *place, const char *code) {
    char path[6000];

    snprintf(path, sizeof path, "%s/%s", small->folder.path, place);
    small->options.out_folder = place[0] == '/' ? place : path;
    assert_refused(small, code, 2);
}

static void places_that_end_in_tears_are_refused(void **state) {
    struct small small;
    const char *home = getenv("HOME");

    (void)state;
    start(&small);
    folder_put(&small.folder, "site/locales/fr/portal.po", "");
    folder_put(&small.folder, "file", "text");
    folder_put(&small.folder, "home/me/x", "");
    setenv("HOME",
           str_to_c(&small.plan.arena,
                    str_join(&small.plan.arena, str_from(small.folder.path), STR("/home/me"))),
           1);
    assert_place_refused(&small, "/", "out-forbidden");
    assert_place_refused(&small, "//", "out-forbidden");
    assert_place_refused(&small, "/tmp/..", "out-forbidden");
    assert_place_refused(&small, "", "out-forbidden");
    assert_place_refused(&small, "site", "out-forbidden");
    assert_place_refused(&small, "site/content/..", "out-forbidden");
    assert_place_refused(&small, "site/content", "out-forbidden");
    assert_place_refused(&small, "site/content/new", "out-forbidden");
    assert_place_refused(&small, "site/locales/fr", "out-forbidden");
    assert_place_refused(&small, "home", "out-forbidden");
    assert_place_refused(&small, "home/me", "out-forbidden");
    assert_place_refused(&small, "file", "out-unusable");
    assert_place_refused(&small, "file/out", "out-unusable");
    assert_place_refused(&small, "no/such/parent", "out-unusable");
    assert_place_refused(&small, "no/..", "out-unusable");
    small.options.out_folder = "";
    assert_refused(&small, "out-unusable", 2);
    home ? setenv("HOME", home, 1) : unsetenv("HOME");
    small_end(&small);
}

static void long_paths_are_refused(void **state) {
    struct small small;
    char name[5000];

    (void)state;
    start(&small);
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_place_refused(&small, name, "out-unusable");
    name[0] = '/';
    assert_place_refused(&small, name, "out-unusable");
    small_end(&small);
}

static void a_link_at_out_is_followed(void **state) {
    struct small small;

    (void)state;
    start(&small);
    folder_put(&small.folder, "disk/real/.gitignore", "");
    assert_int_equal(symlinkat("disk/real", small.folder.descriptor, "out"), 0);
    assert_true(small_publish(&small));
    assert_text(&small, "disk/real/index.png", "top");
    assert_false(small_has(&small, "disk/.real.isogloss"));
    char link[32];
    assert_true(readlinkat(small.folder.descriptor, "out", link, sizeof link) > 0);
    /* One that leads nowhere is not replaced by a folder. */
    folder_remove_tree(small.folder.descriptor, STR("disk"));
    assert_refused(&small, "out-unusable", 2);
    small_end(&small);
}

static void paths_of_all_kinds_work(void **state) {
    static const char *const names[] = {"-o", "with space", "\xD8\xA8\xD9\x88\xD8\xA7", "slash///",
                                        "./dot/../dot2"};
    struct small small;

    (void)state;
    start(&small);
    folder_put(&small.folder, "dot/x", "");
    int before = open(".", O_RDONLY | O_DIRECTORY);
    assert_int_equal(fchdir(small.folder.descriptor), 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        small.options.out_folder = names[i];
        assert_true(small_publish(&small));
    }
    assert_int_equal(fchdir(before), 0);
    close(before);
    assert_text(&small, "-o/index.png", "top");
    assert_text(&small, "slash/index.png", "top");
    assert_text(&small, "dot2/index.png", "top");
    small_end(&small);
}

static void errors_before_leave_out_alone(void **state) {
    static const struct message broken = {"broken", SEVERITY_ERROR, "broken"};
    struct small small;

    (void)state;
    start_published(&small);
    small_put(&small, "new.png", "new");
    diag(&small.diags, &broken, place_file(STR("x")));
    assert_false(publish(&small.plan, &small.options, &small.report, &small.diags));
    assert_false(small_has(&small, "out/new.png"));
    small_end(&small);
}

static void a_source_that_changed_is_not_published(void **state) {
    struct small small;

    (void)state;
    start_published(&small);
    small_put(&small, "new.png", "checked");
    folder_put(&small.folder, "site/content/3.png", "another");
    assert_refused(&small, "source-changed", 3);
    assert_false(small_has(&small, "out/new.png"));
    assert_int_equal(file_remove(small.folder.descriptor, STR("site/content/3.png")), FILE_OK);
    assert_refused(&small, "source-changed", 3);
    assert_published(&small);
    small_end(&small);
}

static void two_builds_at_once_are_one_too_many(void **state) {
    struct small small;
    struct file_lock lock;
    int64_t holder;

    (void)state;
    start(&small);
    folder_put(&small.folder, WORK "/lock", "");
    assert_int_equal(file_lock(small.folder.descriptor, STR(WORK "/lock"), &lock, &holder),
                     FILE_OK);
    assert_false(small_publish(&small));
    assert_true(small_said(&small, "out-busy"));
    assert_int_equal(diags_exit_status(&small.diags), 3);
    struct str number = str_format(&small.plan.arena, "%ld", (long)getpid());
    assert_true(str_find(small.diags.list.items[0]->text, number, 0) != STR_NONE);
    assert_false(small_has(&small, "out"));
    file_unlock(&lock);
    /* A lock file that nobody holds means nothing. */
    assert_true(small_publish(&small));
    assert_published(&small);
    small_end(&small);
}

/* Ends 0 if each of many builds was done or told that another is at work. */
static int build_often(struct small *small) {
    for (int i = 0; i < 40; i++) {
        if (!small_publish(small) &&
            !(small_said(small, "out-busy") && small->diags.list.count == 1)) {
            return 1;
        }
    }
    return 0;
}

/* The lock file comes and goes with each build: nobody may hold one that was removed. */
static void many_builds_at_once_do_no_harm(void **state) {
    struct small small;
    pid_t children[4];

    (void)state;
    start(&small);
    small.options.workers = 1;
    for (size_t i = 0; i < 4; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            _exit(build_often(&small));
        }
    }
    for (size_t i = 0; i < 4; i++) {
        int status = 1;

        waitpid(children[i], &status, 0);
        assert_int_equal(status, 0);
    }
    assert_published(&small);
    small_end(&small);
}

/* ---- What a dead build leaves ------------------------------------------------------------------
 */

static void a_stage_without_journal_is_discarded(void **state) {
    struct small small;

    (void)state;
    start_published(&small);
    folder_put(&small.folder, WORK "/lock", "4711\n");
    folder_put(&small.folder, WORK "/stage/tree/index.png", "half");
    assert_true(small_publish(&small));
    assert_published(&small);
    assert_false(small.report.recovered);
    assert_true(small_said(&small, "discarded"));
    small_end(&small);
}

static void half_a_journal_is_discarded(void **state) {
    struct small small;

    (void)state;
    start_published(&small);
    folder_put(&small.folder, WORK "/stage/tree/index.png", "new");
    folder_put(&small.folder, WORK "/journal", "isogloss-journal 1\nwrite index.png\n");
    assert_true(small_publish(&small));
    assert_published(&small);
    assert_false(small.report.recovered);
    small_end(&small);
}

/* Leaves what a build leaves that died after its journal: a new index.png, nothing moved yet. */
static void leave_journal(struct small *small) {
    struct strbuf journal = {0};
    struct arena arena = {0};

    strbuf_add(&journal, STR("isogloss-journal 1\nwrite index.png\nremove media/a.png\n"));
    struct str hex = digest_hex(&arena, digest_of(strbuf_view(&journal)));
    strbuf_add(&journal, STR("end "));
    strbuf_add(&journal, hex);
    strbuf_add_char(&journal, '\n');
    folder_put(&small->folder, WORK "/stage/tree/index.png", "new");
    folder_put(&small->folder, WORK "/journal", journal.data);
    strbuf_release(&journal);
    arena_release(&arena);
}

static void a_complete_journal_is_finished_first(void **state) {
    struct small small;

    (void)state;
    start_published(&small);
    leave_journal(&small);
    /* Even if the next build cannot be published, the last one is. */
    small_put(&small, "foreign.png", "portal");
    folder_put(&small.folder, "out/foreign.png", "mine");
    assert_refused(&small, "foreign-file", 1);
    assert_true(small.report.recovered);
    assert_true(small_said(&small, "recovered"));
    assert_text(&small, "out/index.png", "new");
    assert_false(small_has(&small, "out/media/a.png"));
    assert_int_equal(file_remove(small.folder.descriptor, STR("out/foreign.png")), FILE_OK);
    assert_true(small_publish(&small));
    assert_false(small.report.recovered);
    assert_published(&small);
    small_end(&small);
}

static void a_journal_that_cannot_be_finished_stays(void **state) {
    struct small small;

    (void)state;
    start_published(&small);
    leave_journal(&small);
    assert_int_equal(file_remove(small.folder.descriptor, STR("out/index.png")), FILE_OK);
    folder_put(&small.folder, "out/index.png/mine", "mine");
    assert_false(small_publish(&small));
    assert_true(small_said(&small, "commit-stopped"));
    assert_int_equal(diags_exit_status(&small.diags), 3);
    assert_true(small_has(&small, WORK "/journal"));
    folder_remove_tree(small.folder.descriptor, STR("out/index.png"));
    assert_true(small_publish(&small));
    assert_true(small.report.recovered);
    assert_published(&small);
    small_end(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_build_writes_everything),
        cmocka_unit_test(a_second_build_touches_nothing),
        cmocka_unit_test(a_change_writes_what_changed),
        cmocka_unit_test(files_of_others_stay),
        cmocka_unit_test(changed_and_lost_files_are_restored),
        cmocka_unit_test(modes_do_not_depend_on_the_umask),
        cmocka_unit_test(a_file_may_become_a_folder_and_back),
        cmocka_unit_test(progress_is_told),
        cmocka_unit_test(a_check_writes_nothing),
        cmocka_unit_test(folders_of_others_are_refused),
        cmocka_unit_test(a_lone_gitignore_is_fine),
        cmocka_unit_test(files_of_others_in_the_way_are_kept),
        cmocka_unit_test(folders_and_links_of_others_in_the_way_are_kept),
        cmocka_unit_test(a_damaged_manifest_is_not_believed),
        cmocka_unit_test(places_that_end_in_tears_are_refused),
        cmocka_unit_test(long_paths_are_refused),
        cmocka_unit_test(a_link_at_out_is_followed),
        cmocka_unit_test(paths_of_all_kinds_work),
        cmocka_unit_test(errors_before_leave_out_alone),
        cmocka_unit_test(a_source_that_changed_is_not_published),
        cmocka_unit_test(two_builds_at_once_are_one_too_many),
        cmocka_unit_test(many_builds_at_once_do_no_harm),
        cmocka_unit_test(a_stage_without_journal_is_discarded),
        cmocka_unit_test(half_a_journal_is_discarded),
        cmocka_unit_test(a_complete_journal_is_finished_first),
        cmocka_unit_test(a_journal_that_cannot_be_finished_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
