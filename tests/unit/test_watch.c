/* What the preview notices of a site that is being written, and what it does not. */
#include "folder.h"
#include "preview/watch.h"

#include <poll.h>
#include <setjmp.h>
#include <sys/stat.h>

#include <cmocka.h>

struct fixture {
    struct folder folder;
    struct watch watch;
    struct diags diags;
};

static void start(struct fixture *f) {
    *f = (struct fixture){0};
    folder_make_temporary(&f->folder);
    folder_put(&f->folder, "content/reports/a.en.md", "a");
    folder_put(&f->folder, "themes/plain/assets/deep/a.css", "a");
    assert_true(watch_open(&f->watch, f->folder.path, &f->diags));
}

static void end(struct fixture *f) {
    assert_false(diags_have_errors(&f->diags));
    watch_close(&f->watch);
    diags_release(&f->diags);
    folder_remove(&f->folder);
}

/* inotify tells at once, so that there is no need to wait. */
static void assert_noticed(struct fixture *f, const char *what) {
    if (!watch_take(&f->watch)) {
        fail_msg("%s went unnoticed", what);
    }
    watch_renew(&f->watch, &f->diags);
}

static void assert_unnoticed(struct fixture *f, const char *what) {
    if (watch_take(&f->watch)) {
        fail_msg("%s is no change of the site", what);
    }
}

static int at(const struct fixture *f) {
    return f->folder.descriptor;
}

static void every_way_to_save_is_noticed(void **state) {
    struct fixture f;
    int file;

    (void)state;
    start(&f);
    assert_unnoticed(&f, "nothing");
    file = openat(at(&f), "content/reports/a.en.md", O_WRONLY | O_TRUNC);
    assert_int_equal(write(file, "b", 1), 1);
    close(file);
    assert_noticed(&f, "writing in place");
    folder_put(&f.folder, "content/reports/a.en.md", "c");
    assert_noticed(&f, "a rename over the file");
    assert_int_equal(unlinkat(at(&f), "content/reports/a.en.md", 0), 0);
    assert_noticed(&f, "a removal");
    assert_int_equal(symlinkat("x", at(&f), "content/reports/link.en.md"), 0);
    assert_noticed(&f, "a new link");
    folder_put(&f.folder, "themes/plain/assets/deep/a.css", "b");
    assert_noticed(&f, "a file far below");
    assert_int_equal(fchmodat(at(&f), "themes/plain/assets/deep/a.css", 0600, 0), 0);
    assert_noticed(&f, "a right taken away");
    end(&f);
}

static void new_folders_are_watched_too(void **state) {
    struct fixture f;

    (void)state;
    start(&f);
    folder_put(&f.folder, "locales/fr/portal.po", "");
    assert_noticed(&f, "locales/, which was not there");
    folder_put(&f.folder, "locales/fr/portal.po", "a");
    assert_noticed(&f, "a file in it");
    folder_put(&f.folder, "content/a/b/c/d.md", "");
    assert_noticed(&f, "folders in folders");
    folder_put(&f.folder, "content/a/b/c/d.md", "a");
    assert_noticed(&f, "a file in the innermost");
    end(&f);
}

static void moved_folders_are_watched_where_they_are(void **state) {
    struct fixture f;

    (void)state;
    start(&f);
    assert_int_equal(renameat(at(&f), "content/reports", at(&f), "content/meetings"), 0);
    assert_noticed(&f, "a folder with another name");
    folder_put(&f.folder, "content/meetings/b.en.md", "b");
    assert_noticed(&f, "a file in it");
    assert_int_equal(renameat(at(&f), "content/meetings", at(&f), "elsewhere"), 0);
    assert_noticed(&f, "a folder that was moved away");
    folder_put(&f.folder, "elsewhere/b.en.md", "c");
    assert_unnoticed(&f, "what happens there");
    assert_int_equal(renameat(at(&f), "elsewhere", at(&f), "content/reports"), 0);
    assert_noticed(&f, "a folder that was moved in");
    folder_put(&f.folder, "content/reports/b.en.md", "d");
    assert_noticed(&f, "a file in that");
    assert_int_equal(renameat(at(&f), "content", at(&f), "old"), 0);
    assert_noticed(&f, "no content/ any more");
    folder_put(&f.folder, "content/site.yaml", "");
    assert_noticed(&f, "a new content/");
    folder_put(&f.folder, "content/site.yaml", "a");
    assert_noticed(&f, "a file in the new one");
    end(&f);
}

static void what_is_beside_the_site_is_left_alone(void **state) {
    struct fixture f;

    (void)state;
    start(&f);
    folder_put(&f.folder, "out/index.html", "");
    folder_put(&f.folder, ".isogloss/state", "");
    folder_put(&f.folder, "README.md", "");
    assert_unnoticed(&f, "another folder of the site");
    end(&f);
}

static void what_editors_keep_beside_a_file_is_left_alone(void **state) {
    struct fixture f;
    int file;

    (void)state;
    start(&f);
    file = openat(at(&f), "content/reports/.a.en.md.swp", O_WRONLY | O_CREAT, 0600);
    close(file);
    file = openat(at(&f), "content/reports/a.en.md~", O_WRONLY | O_CREAT, 0600);
    close(file);
    assert_unnoticed(&f, "a swap file and a backup");
    end(&f);
}

static uint32_t queue_limit(void) {
    char text[32] = "";
    uint32_t limit = UINT32_MAX;
    FILE *file = fopen("/proc/sys/fs/inotify/max_queued_events", "r");

    if (file) {
        if (fgets(text, sizeof text, file)) {
            str_to_u32(str_trim(str_from(text)), &limit);
        }
        fclose(file);
    }
    return limit;
}

/* More events than the kernel keeps: some are lost, and with them the news of a new folder. */
static void an_overflow_is_a_change(void **state) {
    struct fixture f;
    uint32_t most = queue_limit();

    (void)state;
    if (most > 100000) {
        skip();
    }
    start(&f);
    for (uint32_t i = 0; i <= most; i++) { /* two by turns: equal events in a row are one */
        const char *path = i % 2 ? "content/reports/a.en.md" : "themes/plain/assets/deep/a.css";

        assert_int_equal(fchmodat(at(&f), path, 0644, 0), 0);
    }
    folder_put(&f.folder, "content/new/a.md", "");
    assert_noticed(&f, "an overflow");
    folder_put(&f.folder, "content/new/a.md", "b");
    assert_noticed(&f, "a file in a folder that was never told of");
    end(&f);
}

static void a_site_that_is_not_there_is_left_to_the_build(void **state) {
    struct watch watch;
    struct diags diags = {0};

    (void)state;
    assert_true(watch_open(&watch, "/nonexistent", &diags));
    assert_false(watch_take(&watch));
    assert_false(diags_have_errors(&diags));
    watch_close(&watch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_to_save_is_noticed),
        cmocka_unit_test(new_folders_are_watched_too),
        cmocka_unit_test(moved_folders_are_watched_where_they_are),
        cmocka_unit_test(what_is_beside_the_site_is_left_alone),
        cmocka_unit_test(what_editors_keep_beside_a_file_is_left_alone),
        cmocka_unit_test(an_overflow_is_a_change),
        cmocka_unit_test(a_site_that_is_not_there_is_left_to_the_build),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
