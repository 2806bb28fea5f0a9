/*
 * small_plan.h - a plan of a few copied files, and a folder to publish it into.
 *
 *     struct small small;
 *     small_start(&small);
 *     small_put(&small, "media/a.png", "picture");
 *     assert_true(small_publish(&small));          // into small.out, beside the site folder
 *     small_forget(&small);                        // an empty plan again
 *     small_end(&small);
 */
#ifndef ISOGLOSS_TESTS_SMALL_PLAN_H
#define ISOGLOSS_TESTS_SMALL_PLAN_H

#include "base/hash.h"
#include "folder.h"
#include "publish/publish.h"

#define SMALL_MAX_PAGES 64

struct small {
    struct folder folder; /* holds site/ and out/ */
    char out[128];
    struct sources sources;
    struct site site;
    struct editions editions;
    struct plan plan;
    struct page pages[SMALL_MAX_PAGES];
    struct source files[SMALL_MAX_PAGES];
    struct publish_options options;
    struct publish_report report;
    struct diags diags;
};

static inline void small_start(struct small *small) {
    *small = (struct small){0};
    folder_make_temporary(&small->folder);
    folder_put(&small->folder, "site/content/site.yaml", "");
    if (folder_open_below(small->folder.descriptor, STR("site"), &small->sources.folder) !=
        FILE_OK) {
        abort();
    }
    snprintf(small->out, sizeof small->out, "%s/out", small->folder.path);
    small->site.sources = &small->sources;
    small->editions.site = &small->site;
    small->plan.editions = &small->editions;
    small->plan.pages = small->pages;
    small->plan.by_path = map_make(&small->plan.arena);
    small->options = (struct publish_options){.out_folder = small->out, .workers = 2};
}

/* Adds a file to the plan. Calls come in the order of the plan. */
static inline void small_put(struct small *small, const char *path, const char *text) {
    size_t index = small->plan.count++;
    struct source *source = &small->files[index];
    struct page *page = &small->pages[index];
    struct str name = str_format(&small->plan.arena, "site/content/%zu.png", index);

    assert(index < SMALL_MAX_PAGES);
    folder_put(&small->folder, name.data, text);
    *source = (struct source){.kind = SOURCE_MEDIA,
                              .path = str_from_byte(name, sizeof "site/" - 1),
                              .digest = digest_of(str_from(text)),
                              .size_bytes = strlen(text)};
    *page = (struct page){.kind = PAGE_MEDIA, .path = str_from(path), .source = source};
    map_put(&small->plan.by_path, page->path, page);
}

static inline void small_forget(struct small *small) {
    small->plan.count = 0;
    small->plan.by_path = map_make(&small->plan.arena);
}

/* Publishes with diagnostics of its own; they stay in small->diags. */
static inline bool small_publish(struct small *small) {
    diags_release(&small->diags);
    return publish(&small->plan, &small->options, &small->report, &small->diags);
}

/* Was there a diagnostic with this code? */
static inline bool small_said(const struct small *small, const char *code) {
    for (size_t i = 0; i < small->diags.list.count; i++) {
        if (strcmp(small->diags.list.items[i]->message->code, code) == 0) {
            return true;
        }
    }
    return false;
}

static inline void small_end(struct small *small) {
    close(small->sources.folder);
    arena_release(&small->plan.arena);
    diags_release(&small->diags);
    folder_remove(&small->folder);
}

/* The text of a file below small->folder; data NULL if there is none. */
static inline struct str small_read(struct small *small, const char *path) {
    struct str text;

    return file_read(small->folder.descriptor, str_from(path), 1 << 20, &small->plan.arena,
                     &text) == FILE_OK
               ? text
               : (struct str){0};
}

static inline bool small_has(struct small *small, const char *path) {
    struct file_stat stat;

    return file_stat_at(small->folder.descriptor, str_from(path), &stat) == FILE_OK;
}

#endif
