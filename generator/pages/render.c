/* One page of the plan -> its bytes. */
#include "pages/citation.h"
#include "pages/data.h"
#include "pages/meaning.h"
#include "pages/messages.h"
#include "pages/stamp.h"
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
    case PAGE_FORM:
        view_put_item(view, root);
        break;
    case PAGE_PAIR:
        view_put_pair(view, root);
        break;
    case PAGE_WITHDRAWN:
        view_put_withdrawn(view, root);
        break;
    case PAGE_MOVED:
        view_put_moved(view, root);
        break;
    case PAGE_SYMBOL:
        view_put_symbol(view, root);
        break;
    case PAGE_ARCHIVE:
        view_put_archive(view, root);
        break;
    case PAGE_INDEX:
        view_put_index(view, root);
        break;
    case PAGE_EXPIRED:
        view_put_expired(view, root);
        break;
    case PAGE_CHARTS:
        view_put_charts(view, root);
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
    case PAGE_AVAILABILITY:
        view_put_availability(view, root);
        break;
    case PAGE_TRANSLATIONS:
        view_put_translations(view, root);
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
    return (struct view){.plan = plan,
                         .page = page,
                         .edition = page->edition,
                         .scratch = scratch,
                         .arena = &scratch->arena,
                         .diags = diags};
}

static const struct datum *build_tree(const struct view *view) {
    struct datum *root = datum_map(view->arena);
    if (view->edition) {
        view_put_page(view, root);
    }
    put_kind(view, root);
    if (view->edition) {
        view_put_downloads(view, root);
        view_put_citation(view, root);
        view_put_structured_data(view, root);
    }
    return root;
}

const struct datum *page_view(const struct plan *plan, const struct page *page,
                              struct page_scratch *scratch, struct diags *diags) {
    if (!theme_template(plan->theme, page)) {
        return NULL;
    }
    struct view view = open_view(plan, page, scratch, diags);
    return build_tree(&view);
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

/* Written without a template. */
static bool is_written(const struct page *page) {
    return page->kind == PAGE_DATA || page->kind == PAGE_FORM_FILE || page->kind == PAGE_FEED ||
           page->kind == PAGE_TRANSLATION_FEED || page->kind == PAGE_SITEMAP_XML;
}

static void write_text(const struct view *view, struct strbuf *out) {
    switch (view->page->kind) {
    case PAGE_DATA:
        data_render(view, out);
        break;
    case PAGE_FORM_FILE:
        form_file_render(view, out);
        break;
    case PAGE_FEED:
        feed_render(view, out);
        break;
    case PAGE_TRANSLATION_FEED:
        feed_render_translations(view, out);
        break;
    default:
        sitemap_render(view, out);
        break;
    }
}

/* Data and feeds are soon made, and their bytes are the digest of all that they show. */
static struct digest write_and_digest(const struct view *view, struct strbuf *out) {
    size_t start = out->length;
    write_text(view, out);
    return view->page->kind == PAGE_SITEMAP_XML ? sitemap_fingerprint(view)
                                                : digest_of(str_from_byte(strbuf_view(out), start));
}

static struct digest fingerprint_written(const struct view *view) {
    struct strbuf text = {0}; /* not of the scratch memory, which writing uses */
    struct digest digest = view->page->kind == PAGE_SITEMAP_XML ? sitemap_fingerprint(view)
                                                                : write_and_digest(view, &text);
    strbuf_release(&text);
    return digest;
}

static struct digest fingerprint_tree(const struct view *view, const struct mustache *template,
                                      const struct datum *tree) {
    struct digest digest = digest_mix(datum_digest(tree), mustache_digest(template));
    return digest_mix(digest, stamp_digest(stamp_text(view->plan, view->page)));
}

struct digest page_fingerprint(const struct plan *plan, const struct page *page,
                               struct page_scratch *scratch, struct diags *diags) {
    const struct mustache *template = theme_template(plan->theme, page);
    struct view view = open_view(plan, page, scratch, diags);
    view.purpose = VIEW_TO_FINGERPRINT;
    if (is_written(page)) {
        return fingerprint_written(&view);
    }
    return template ? fingerprint_tree(&view, template, build_tree(&view)) : (struct digest){0};
}

static bool render_stamped(const struct view *view, const struct mustache *template,
                           const struct datum *tree, struct text stamp, struct strbuf *out) {
    struct strbuf html = {0};
    enum mustache_result result = mustache_render(template, tree, &html);
    bool is_made = report_result(view->page, result, view->diags);
    bool is_stamped = is_made && stamp_add(stamp, strbuf_view(&html), out);
    strbuf_release(&html);
    if (is_made && !is_stamped) {
        diag(view->diags, &MSG_UNSTAMPED, place_file(view->page->path));
    }
    return is_stamped;
}

bool page_render(const struct plan *plan, const struct page *page, struct page_scratch *scratch,
                 struct strbuf *out, struct digest *fingerprint, struct diags *diags) {
    const struct mustache *template = theme_template(plan->theme, page);
    struct view view = open_view(plan, page, scratch, diags);
    if (is_written(page)) {
        *fingerprint = write_and_digest(&view, out);
        return true;
    }
    if (!template) {
        return false; /* the theme's error, reported when it was loaded */
    }
    const struct datum *tree = build_tree(&view);
    *fingerprint = fingerprint_tree(&view, template, tree);
    struct text stamp = stamp_text(plan, page);
    if (stamp.text.length > 0) {
        return render_stamped(&view, template, tree, stamp, out);
    }
    return report_result(page, mustache_render(template, tree, out), diags);
}
