/*
 * small_site.h - a site of a few files on disk, as far as site/ understands it.
 *
 *     struct fixture f;
 *     begin(&f);
 *     folder_put(&f.folder, "content/site.yaml", "title: Test\n...");
 *     read_site(&f, 1700000000);
 *     finish(&f);
 */
#ifndef ISOGLOSS_TESTS_SMALL_SITE_H
#define ISOGLOSS_TESTS_SMALL_SITE_H

#include "folder.h"
#include "site/site.h"

#include <setjmp.h>

#include <cmocka.h>

struct fixture {
    struct folder folder;
    struct sources sources;
    struct site site;
    struct diags diags;
};

static inline void begin(struct fixture *f) {
    *f = (struct fixture){0};
    folder_make_temporary(&f->folder);
}

/* Reads the files and builds the site as it is at `now_s`. */
static inline void read_site(struct fixture *f, int64_t now_s) {
    struct sources_options options = {.workers = 1};
    assert_true(sources_read(&f->sources, f->folder.path, &options, &f->diags));
    site_build(&f->site, &f->sources, &(struct site_options){.now_s = now_s}, &f->diags);
}

static inline void finish(struct fixture *f) {
    site_release(&f->site);
    sources_release(&f->sources);
    diags_release(&f->diags);
    folder_remove(&f->folder);
}

#endif
