#include "publish/published.h"

#include "base/file.h"
#include "base/path.h"
#include "publish/messages.h"

#include <stdlib.h>

static const struct source *list_of(const struct plan *plan) {
    return sources_find(plan->editions->site->sources, STR(PUBLISHED_PATH));
}

static bool is_promised(const struct page *page) {
    switch (page->kind) {
    case PAGE_MEDIA:
    case PAGE_ITEM:
    case PAGE_WITHDRAWN:
    case PAGE_MOVED:
    case PAGE_SYMBOL:
    case PAGE_FACET:
    case PAGE_CHARTS:
    case PAGE_SITE_MAP:
    case PAGE_AVAILABILITY:
    case PAGE_TRANSLATIONS:
    case PAGE_HOME:
    case PAGE_FEED:
    case PAGE_TRANSLATION_FEED:
    case PAGE_CHOOSER:
        return true;
    case PAGE_DATA:
        return !page->entry;
    case PAGE_INDEX:
        return page->number <= 1;
    case PAGE_A_Z:
        return !page->letter;
    case PAGE_SITEMAP_XML:
        return page->number == 0;
    default:
        return false;
    }
}

void published_check(const struct plan *plan, struct diags *diags) {
    const struct source *list = list_of(plan);
    struct str rest = list ? list->text : (struct str){0};
    for (uint32_t line = 1; rest.length > 0; line++) {
        struct str path = str_cut(&rest, '\n');
        struct place place = place_at(STR(PUBLISHED_PATH), line, 1);
        if (path.length == 0) {
            continue;
        }
        if (!path_is_clean(path)) {
            diag(diags, &MSG_PUBLISHED_LINE, place, path);
        } else if (!map_get(&plan->by_path, path)) {
            diag(diags, &MSG_PUBLISHED_GONE, place, path);
        }
    }
}

static int compare_paths(const void *left, const void *right) {
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

struct paths {
    struct arena arena;
    LIST(struct str) list;
};

static void collect(struct paths *paths, const struct plan *plan, struct str listed) {
    for (size_t i = 0; i < plan->count; i++) {
        if (is_promised(&plan->pages[i])) {
            *LIST_ADD(&paths->list, &paths->arena) = plan->pages[i].path;
        }
    }
    while (listed.length > 0) {
        *LIST_ADD(&paths->list, &paths->arena) = str_cut(&listed, '\n');
    }
    if (paths->list.count > 1) {
        qsort(paths->list.items, paths->list.count, sizeof *paths->list.items, compare_paths);
    }
}

static void add_lines(const struct paths *paths, struct strbuf *out) {
    for (size_t i = 0; i < paths->list.count; i++) {
        struct str path = paths->list.items[i];
        bool is_repeated = i > 0 && str_equal(path, paths->list.items[i - 1]);
        if (path.length > 0 && !is_repeated) {
            strbuf_add(out, path);
            strbuf_add_char(out, '\n');
        }
    }
}

/* The list with what the plan promises. */
static void compose(const struct plan *plan, const struct source *list, struct strbuf *out) {
    struct paths paths = {0};
    collect(&paths, plan, list->text);
    add_lines(&paths, out);
    arena_release(&paths.arena);
}

bool published_is_complete(const struct plan *plan) {
    const struct source *list = list_of(plan);
    struct strbuf text = {0};
    if (!list) {
        return true;
    }
    compose(plan, list, &text);
    bool is_complete = str_equal(strbuf_view(&text), list->text);
    strbuf_release(&text);
    return is_complete;
}

void published_write(const struct plan *plan, struct diags *diags) {
    const struct source *list = list_of(plan);
    struct strbuf text = {0};
    if (!list) {
        return;
    }
    compose(plan, list, &text);
    if (!str_equal(strbuf_view(&text), list->text)) {
        enum file_result result = file_replace(plan->editions->site->sources->folder,
                                               STR(PUBLISHED_PATH), strbuf_view(&text));
        if (result != FILE_OK) {
            diag(diags, &MSG_PUBLISHED_WRITE, place_file(STR(PUBLISHED_PATH)),
                 file_result_text(result));
        }
    }
    strbuf_release(&text);
}
