/* Journals that were cut off at any byte, done in part, done twice, or written by nobody of ours.
 */
#include "publish/journal.h"
#include "small_plan.h"

#include "publish/manifest.h"

#include <errno.h>
#include <setjmp.h>
#include <sys/stat.h>

#include <cmocka.h>

struct fixture {
    struct folder folder;
    struct target target;
    struct strbuf journal;
    struct diags diags;
};

static void start(struct fixture *f) {
    *f = (struct fixture){0};
    folder_make_temporary(&f->folder);
    folder_put(&f->folder, "out/keep", "kept");
    folder_put(&f->folder, ".out.isogloss/lock", "");
    f->target = (struct target){.shown = STR("out"),
                                .name = STR("out"),
                                .parent = f->folder.descriptor,
                                .lock = {NO_FOLDER}};
    assert_int_equal(folder_open_below(f->target.parent, STR("out"), &f->target.out), FILE_OK);
    assert_int_equal(folder_open_below(f->target.parent, STR(".out.isogloss"), &f->target.work),
                     FILE_OK);
}

static void finish(struct fixture *f) {
    folder_close(f->target.out);
    folder_close(f->target.work);
    strbuf_release(&f->journal);
    diags_release(&f->diags);
    folder_remove(&f->folder);
}

/* Writes a and b/c, brings d/, removes old/x and the folder it leaves, with both manifests. */
static void stage_all(struct fixture *f) {
    folder_put(&f->folder, "out/old/x", "old");
    folder_put(&f->folder, "out/a", "old");
    folder_put(&f->folder, ".out.isogloss/stage/tree/a", "new a");
    folder_put(&f->folder, ".out.isogloss/stage/tree/b/c", "new c");
    folder_put(&f->folder, ".out.isogloss/stage/tree/d/e", "new e");
    folder_put(&f->folder, ".out.isogloss/stage/tree/d/f/g", "new g");
    folder_put(&f->folder, ".out.isogloss/stage/" STAGED_FIRST_MANIFEST, "first");
    folder_put(&f->folder, ".out.isogloss/stage/" STAGED_LAST_MANIFEST, "last");
    journal_begin(&f->journal);
    journal_add(&f->journal, JOURNAL_CLAIM, STR(MANIFEST_NAME));
    journal_add(&f->journal, JOURNAL_WRITE, STR("a"));
    journal_add(&f->journal, JOURNAL_BRING, STR("d"));
    journal_add(&f->journal, JOURNAL_WRITE, STR("b/c"));
    journal_add(&f->journal, JOURNAL_REMOVE, STR("old/x"));
    journal_add(&f->journal, JOURNAL_FOLDER, STR("old"));
    journal_add(&f->journal, JOURNAL_SETTLE, STR(MANIFEST_NAME));
    journal_end(&f->journal);
}

static void assert_file(struct fixture *f, const char *path, const char *text) {
    struct arena arena = {0};
    struct str read;

    assert_int_equal(file_read(f->folder.descriptor, str_from(path), 1000, &arena, &read), FILE_OK);
    assert_true(str_equal(read, str_from(text)));
    arena_release(&arena);
}

static void assert_none(struct fixture *f, const char *path) {
    struct file_stat stat;

    assert_int_equal(file_stat_at(f->folder.descriptor, str_from(path), &stat), FILE_MISSING);
}

static void assert_all_done(struct fixture *f) {
    assert_file(f, "out/keep", "kept");
    assert_file(f, "out/a", "new a");
    assert_file(f, "out/b/c", "new c");
    assert_file(f, "out/d/e", "new e");
    assert_file(f, "out/d/f/g", "new g");
    assert_file(f, "out/" MANIFEST_NAME, "last");
    assert_none(f, "out/old");
}

static void all_steps_are_done(void **state) {
    struct fixture f;

    (void)state;
    start(&f);
    stage_all(&f);
    assert_true(journal_run(strbuf_view(&f.journal), JOURNAL_FIRST_RUN, &f.target, &f.diags));
    assert_all_done(&f);
    finish(&f);
}

static void a_second_run_does_what_is_left(void **state) {
    (void)state;
    for (size_t done = 0; done <= 7; done++) {
        struct fixture f;
        struct strbuf part = {0};

        start(&f);
        stage_all(&f);
        /* The first `done` steps, as if the power had gone then. */
        struct str rest = strbuf_view(&f.journal);
        journal_begin(&part);
        str_cut(&rest, '\n');
        for (size_t i = 0; i < done; i++) {
            strbuf_add(&part, str_cut(&rest, '\n'));
            strbuf_add_char(&part, '\n');
        }
        journal_end(&part);
        assert_true(journal_run(strbuf_view(&part), JOURNAL_FIRST_RUN, &f.target, &f.diags));
        assert_true(journal_run(strbuf_view(&f.journal), JOURNAL_AGAIN, &f.target, &f.diags));
        assert_all_done(&f);
        strbuf_release(&part);
        finish(&f);
    }
}

static void a_run_without_stage_is_done_already(void **state) {
    struct fixture f;

    (void)state;
    start(&f);
    stage_all(&f);
    assert_true(journal_run(strbuf_view(&f.journal), JOURNAL_FIRST_RUN, &f.target, &f.diags));
    assert_int_equal(folder_remove_tree(f.target.work, STR("stage")), FILE_OK);
    assert_true(journal_run(strbuf_view(&f.journal), JOURNAL_AGAIN, &f.target, &f.diags));
    assert_all_done(&f);
    finish(&f);
}

static void a_first_run_misses_what_is_not_staged(void **state) {
    struct fixture f;

    (void)state;
    start(&f);
    stage_all(&f);
    assert_int_equal(file_remove(f.target.work, STR("stage/tree/b/c")), FILE_OK);
    assert_false(journal_run(strbuf_view(&f.journal), JOURNAL_FIRST_RUN, &f.target, &f.diags));
    assert_int_equal(diags_exit_status(&f.diags), 3);
    finish(&f);
}

static void half_a_journal_is_none(void **state) {
    struct fixture f;

    (void)state;
    start(&f);
    stage_all(&f);
    struct str text = strbuf_view(&f.journal);
    assert_true(journal_is_complete(text));
    for (size_t length = 0; length < text.length; length++) {
        assert_false(journal_is_complete(str_slice(text, 0, length)));
    }
    for (size_t i = 0; i < text.length; i++) {
        f.journal.data[i] ^= 1;
        assert_false(journal_is_complete(text));
        f.journal.data[i] ^= 1;
    }
    finish(&f);
}

static void steps_that_leave_out_are_not_done(void **state) {
    static const char *const wrong[] = {"remove ../.out.isogloss/lock",
                                        "write ../evil",
                                        "bring ../evil",
                                        "write /evil",
                                        "folder /tmp",
                                        "dance a",
                                        "claim evil",
                                        "settle ../evil"};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct fixture f;

        start(&f);
        journal_begin(&f.journal);
        strbuf_add_c(&f.journal, wrong[i]);
        strbuf_add_char(&f.journal, '\n');
        journal_end(&f.journal);
        folder_put(&f.folder, ".out.isogloss/stage/evil", "x");
        folder_put(&f.folder, ".out.isogloss/stage/" STAGED_FIRST_MANIFEST, "first");
        folder_put(&f.folder, ".out.isogloss/stage/" STAGED_LAST_MANIFEST, "last");
        assert_false(journal_run(strbuf_view(&f.journal), JOURNAL_AGAIN, &f.target, &f.diags));
        assert_none(&f, "evil");
        assert_none(&f, "out/evil");
        assert_file(&f, ".out.isogloss/lock", "");
        finish(&f);
    }
}

static void what_is_not_ours_any_more_is_not_removed(void **state) {
    struct fixture f;

    (void)state;
    start(&f);
    folder_put(&f.folder, "out/was-file/mine", "a human made a folder of it");
    folder_put(&f.folder, "out/was-folder", "a human made a file of it");
    folder_put(&f.folder, "elsewhere/x", "behind a link");
    assert_int_equal(symlinkat("../elsewhere", f.target.out, "link"), 0);
    folder_make(f.target.work, STR("stage/tree"));
    journal_begin(&f.journal);
    journal_add(&f.journal, JOURNAL_REMOVE, STR("was-file"));
    journal_add(&f.journal, JOURNAL_REMOVE, STR("link/x"));
    journal_add(&f.journal, JOURNAL_REMOVE, STR("never/was"));
    journal_add(&f.journal, JOURNAL_FOLDER, STR("was-folder"));
    journal_add(&f.journal, JOURNAL_FOLDER, STR("link"));
    journal_end(&f.journal);
    assert_true(journal_run(strbuf_view(&f.journal), JOURNAL_FIRST_RUN, &f.target, &f.diags));
    assert_file(&f, "out/was-file/mine", "a human made a folder of it");
    assert_file(&f, "out/was-folder", "a human made a file of it");
    assert_file(&f, "elsewhere/x", "behind a link");
    finish(&f);
}

static void out_is_made_if_missing(void **state) {
    struct fixture f;

    (void)state;
    start(&f);
    stage_all(&f);
    folder_close(f.target.out);
    f.target.out = NO_FOLDER;
    assert_int_equal(folder_remove_tree(f.target.parent, STR("out")), FILE_OK);
    assert_true(journal_run(strbuf_view(&f.journal), JOURNAL_FIRST_RUN, &f.target, &f.diags));
    assert_file(&f, "out/d/e", "new e");
    finish(&f);
}

/* Between the look at OUT and the commit, somebody made the folder that was to be brought. */
static void a_folder_that_somebody_made_is_filled(void **state) {
    (void)state;
    for (size_t run = 0; run < 2; run++) {
        struct fixture f;

        start(&f);
        stage_all(&f);
        folder_put(&f.folder, "out/d/mine", "mine");
        folder_put(&f.folder, "out/d/f/mine", "mine");
        assert_true(journal_run(strbuf_view(&f.journal), JOURNAL_FIRST_RUN, &f.target, &f.diags));
        assert_all_done(&f);
        if (run == 1) {
            assert_true(journal_run(strbuf_view(&f.journal), JOURNAL_AGAIN, &f.target, &f.diags));
            assert_all_done(&f);
        }
        assert_file(&f, "out/d/mine", "mine");
        assert_file(&f, "out/d/f/mine", "mine");
        finish(&f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_steps_are_done),
        cmocka_unit_test(a_second_run_does_what_is_left),
        cmocka_unit_test(a_run_without_stage_is_done_already),
        cmocka_unit_test(a_first_run_misses_what_is_not_staged),
        cmocka_unit_test(half_a_journal_is_none),
        cmocka_unit_test(steps_that_leave_out_are_not_done),
        cmocka_unit_test(what_is_not_ours_any_more_is_not_removed),
        cmocka_unit_test(out_is_made_if_missing),
        cmocka_unit_test(a_folder_that_somebody_made_is_filled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
