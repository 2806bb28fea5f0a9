/* One page of the plan -> its bytes. */
#include "pages/messages.h"
#include "pages/view.h"

void page_scratch_release(struct page_scratch *scratch) {
    arena_release(&scratch->arena);
    arena_release(&scratch->text_arena);
    strbuf_release(&scratch->body);
    strbuf_release(&scratch->html);
}

static void put_kind(const struct view *view, struct datum *root) {
    switch (view->page->kind) {
    case PAGE_ITEM:
        view_put_item(view, root);
        break;
    case PAGE_INDEX:
        view_put_index(view, root);
        break;
    case PAGE_FACET:
        view_put_facet(view, root);
        break;
    case PAGE_FACET_VALUE:
        view_put_facet_value(view, root);
        break;
    case PAGE_A_Z:
        view_put_letters(view, root);
        break;
    case PAGE_SITE_MAP:
        view_put_site_map(view, root);
        break;
    case PAGE_HOME:
        view_put_home(view, root);
        break;
    case PAGE_CHOOSER:
        view_put_chooser(view, root);
        break;
    default: /* PAGE_NOT_FOUND has what every page has; the others have no tree */
        break;
    }
}

static struct view open_view(const struct plan *plan, const struct page *page,
                             struct page_scratch *scratch, struct diags *diags) {
    arena_reset(&scratch->arena);
    return (struct view){plan, page, page->edition, scratch, &scratch->arena, diags};
}

const struct datum *page_view(const struct plan *plan, const struct page *page,
                              struct page_scratch *scratch, struct diags *diags) {
    if (!theme_template(plan->theme, page)) {
        return NULL;
    }
    struct view view = open_view(plan, page, scratch, diags);
    struct datum *root = datum_map(view.arena);
    if (page->edition) {
        view_put_page(&view, root);
    }
    put_kind(&view, root);
    return root;
}

static bool report_result(const struct page *page, enum mustache_result result,
                          struct diags *diags) {
    if (result == MUSTACHE_TOO_LARGE) {
        diag(diags, &MSG_PAGE_TOO_LARGE, place_file(page->path));
    } else if (result == MUSTACHE_TOO_DEEP) {
        diag(diags, &MSG_PAGE_TOO_DEEP, place_file(page->path));
    }
    return result == MUSTACHE_OK;
}

bool page_render(const struct plan *plan, const struct page *page, struct page_scratch *scratch,
                 struct strbuf *out, struct diags *diags) {
    if (page->kind == PAGE_FEED || page->kind == PAGE_SITEMAP_XML) {
        struct view view = open_view(plan, page, scratch, diags);
        if (page->kind == PAGE_FEED) {
            feed_render(&view, out);
        } else {
            sitemap_render(&view, out);
        }
        return true;
    }
    const struct mustache *template = theme_template(plan->theme, page);
    if (!template) {
        return false; /* the theme's error, reported when it was loaded */
    }
    const struct datum *data = page_view(plan, page, scratch, diags);
    return report_result(page, mustache_render(template, data, out), diags);
}
