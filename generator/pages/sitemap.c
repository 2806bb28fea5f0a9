/*
 * sitemap.xml (sitemaps.org): every page with its translations. The same translations as in the
 * pages' own hreflang links; dates come from content, never from the build.
 */
#include "pages/route.h"
#include "pages/view.h"
#include "pages/xml.h"

/* Nothing that is not for the world is for search engines. */
static bool is_listed(const struct plan *plan, const struct page *page) {
    bool is_pseudo = page->edition && page->edition->language->pseudo;
    if (is_pseudo || plan->editions->site->extras & EXTRA_DRAFTS) {
        return false;
    }
    switch (page->kind) {
    case PAGE_ITEM:
    case PAGE_FORM:
        return page->entry->state == ENTRY_OWN && item_is_listed(page->entry->item);
    case PAGE_INDEX:
    case PAGE_EXPIRED:
    case PAGE_CHARTS:
    case PAGE_FACET:
    case PAGE_FACET_VALUE:
    case PAGE_A_Z:
    case PAGE_SITE_MAP:
    case PAGE_ARCHIVE:
    case PAGE_AVAILABILITY:
    case PAGE_TRANSLATIONS:
    case PAGE_HOME:
    case PAGE_CHOOSER:
        return true;
    default:
        return false;
    }
}

static void add_location(const struct view *view, struct strbuf *out, struct str path) {
    struct str base = view->plan->editions->site->base_url;
    bool is_root = str_equal(path, STR("index.html"));
    xml_add_element(out, "loc", is_root ? base : str_join(view->arena, base, path));
}

/* The alternates are those that the page itself shows: the same code makes both. */
static void add_alternates(const struct view *view, struct strbuf *out, const struct page *page) {
    struct view other = *view;
    other.page = page;
    other.edition = page->edition;
    struct datum *root = datum_map(view->arena);
    if (page->edition) {
        view_put_languages(&other, root);
    } else {
        view_put_chooser_alternates(&other, root);
    }
    const struct datum *alternates = datum_get(root, STR("alternates"));
    for (const struct datum *link = alternates->first; link; link = link->next) {
        strbuf_add_c(out, "<xhtml:link rel=\"alternate\" hreflang=\"");
        xml_add_text(out, datum_get(link, STR("hreflang"))->text);
        strbuf_add_c(out, "\" href=\"");
        xml_add_text(out, datum_get(link, STR("href"))->text);
        strbuf_add_c(out, "\"/>\n");
    }
}

static void add_url(const struct view *view, struct strbuf *out, const struct page *page) {
    strbuf_add_c(out, "<url>\n");
    add_location(view, out, page->path);
    if (page->kind == PAGE_ITEM && entry_updated(page->entry).year > 0) {
        xml_add_element(out, "lastmod", date_iso(view->arena, entry_updated(page->entry)));
    }
    add_alternates(view, out, page);
    strbuf_add_c(out, "</url>\n");
}

static void add_parts(const struct view *view, struct strbuf *out) {
    strbuf_add_c(out, "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (uint32_t i = 1; i <= view->page->number_of; i++) {
        strbuf_add_c(out, "<sitemap>\n");
        add_location(view, out, route_sitemap(view->arena, i));
        strbuf_add_c(out, "</sitemap>\n");
    }
    strbuf_add_c(out, "</sitemapindex>\n");
}

/* A link takes some 100 bytes; beside those to all languages stand the address and x-default. */
#define MAX_LINKS ((size_t)80000)

size_t sitemap_max_addresses(const struct editions *editions) {
    size_t addresses = MAX_LINKS / (editions->count + 2);
    return addresses > 0 ? addresses : 1;
}

void sitemap_render(const struct view *view, struct strbuf *out) {
    const struct plan *plan = view->plan;
    uint32_t number = view->page->number;
    strbuf_add_c(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    if (number == 0 && view->page->number_of > 1) {
        add_parts(view, out);
        return;
    }
    size_t most = sitemap_max_addresses(plan->editions);
    size_t first = number == 0 ? 0 : (number - 1) * most;
    size_t seen = 0;
    struct view address = *view; /* one at a time: there may be 10,000 */
    address.arena = &view->scratch->text_arena;
    strbuf_add_c(out, "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
                      "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for (size_t i = 0; i < plan->count && seen < first + most; i++) {
        if (is_listed(plan, &plan->pages[i]) && seen++ >= first) {
            arena_reset(address.arena);
            add_url(&address, out, &plan->pages[i]);
        }
    }
    strbuf_add_c(out, "</urlset>\n");
}

/* Alternates follow from which pages there are, by their paths, and from which of them are real
   translations. */
struct digest sitemap_fingerprint(const struct view *view) {
    const struct plan *plan = view->plan;
    const struct editions *editions = plan->editions;
    struct digester digester = {0};
    digester_add(&digester, editions->site->base_url);
    digester_add_u64(&digester, view->page->number_of);
    for (size_t i = 0; i < editions->count; i++) {
        digester_add(&digester, editions->bar[i]->tag);
    }
    for (size_t i = 0; i < plan->count; i++) {
        const struct page *page = &plan->pages[i];
        digester_add(&digester, page->path);
        digester_add_u64(&digester, is_listed(plan, page) ? (uint64_t)page->kind + 1 : 0);
        if (page->kind == PAGE_ITEM) {
            struct date date = entry_updated(page->entry);
            digester_add_u64(&digester, (uint64_t)date.year * 10000 + (uint64_t)date.month * 100 +
                                            (uint64_t)date.day);
        }
    }
    return digester_end(&digester);
}
