/* Where a symbol leads, in no language and so in all; and the list of all symbols and old texts. */
#include "pages/route.h"
#include "pages/view.h"

#include <stdlib.h>

/* ---- s/SYMBOL.html -----------------------------------------------------------------------------
 */

/* Both texts are in no language: the symbol, unless the page has just said it, and the date as ISO
   8601 has it. */
static void put_name(const struct view *view, struct datum *map, const struct item *item) {
    struct str symbol = view_item_symbol(item), asked = view->page->symbol->text;
    bool is_newest = item == view->page->symbol->item;
    bool is_withdrawn = item_is_withdrawn(item);
    view_put_if(view, map, "symbol",
                is_newest && str_equal(symbol, asked) ? (struct str){0} : symbol);
    view_put_if(view, map, "date",
                item->date.year > 0 && !is_withdrawn ? date_iso(view->arena, item->date)
                                                     : (struct str){0});
}

/* The pages of the item: one in each language that has it. */
static void put_revision(const struct view *view, struct datum *list, const struct item *item) {
    const struct editions *editions = view->plan->editions;
    struct datum *map = datum_add_map(view->arena, list);
    put_name(view, map, item);
    struct datum *languages = datum_put_list(view->arena, map, STR("languages"));
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *edition = editions->bar[i];
        const struct entry *entry = &edition->entries[item->index];
        if (entry->state != ENTRY_OWN) {
            continue;
        }
        struct datum *link = datum_add_map(view->arena, languages);
        datum_put_text(view->arena, link, STR("tag"), edition->tag);
        datum_put_text(view->arena, link, STR("name"), edition->autonym);
        datum_put_text(view->arena, link, STR("dir"), edition->direction);
        datum_put_text(view->arena, link, STR("href"), view_href(view, entry->path));
        datum_put_text(view->arena, link, STR("title"), entry->title.text);
    }
}

/* Nearest revisions first; the whole chain where it is of a length that people make. */
#define MAX_REVISIONS 200

static void put_revisions(const struct view *view, struct datum *root, const struct item *newest) {
    const struct item **found = ARENA_ARRAY(view->arena, const struct item *, MAX_REVISIONS);
    size_t count = 0;
    found[count++] = newest;
    struct datum *list = datum_put_list(view->arena, root, STR("earlier"));
    for (size_t i = 0; i < count; i++) {
        const struct life *life = found[i]->life;
        for (size_t j = life ? life->earlier_count : 0; j > 0 && count < MAX_REVISIONS; j--) {
            found[count] = life->earlier[j - 1];
            put_revision(view, list, found[count++]);
        }
    }
}

void view_put_symbol(const struct view *view, struct datum *root) {
    const struct symbol *symbol = view->page->symbol;
    const struct site *site = view->plan->editions->site;
    datum_put_text(view->arena, root, STR("title"), symbol->text);
    datum_put_text(view->arena, root, STR("symbol"), symbol->text);
    datum_put_true(view->arena, root, STR("noindex")); /* of use to people who have the symbol */
    put_revision(view, datum_put_list(view->arena, root, STR("newest")), symbol->item);
    put_revisions(view, root, symbol->item);
    view_put_assets(view, root);
    datum_put_text(view->arena, datum_put_map(view->arena, root, STR("site")), STR("title"),
                   site->title);
    datum_put_text(view->arena, root, STR("chooser"), view_href(view, STR("index.html")));
    view_put_if(view, root, "canonical",
                site->base_url.length > 0 ? str_join(view->arena, site->base_url, view->page->path)
                                          : (struct str){0});
}

/* ---- LANG/archive.html -------------------------------------------------------------------------
 */

/* A list in a map, so that a section without one has no heading; NULL after a null. */
static struct datum *put_section(const struct view *view, struct datum *root, const char *key,
                                 size_t count) {
    if (count == 0) {
        datum_put_null(view->arena, root, str_from(key));
        return NULL;
    }
    return datum_put_list(view->arena, datum_put_map(view->arena, root, str_from(key)),
                          STR("entries"));
}

static void put_symbols(const struct view *view, struct datum *root) {
    const struct site *site = view->edition->editions->site;
    struct datum *list = put_section(view, root, "symbols", site->symbol_count);
    for (size_t i = 0; i < site->symbol_count; i++) {
        const struct symbol *symbol = &site->symbols[i];
        struct datum *map = datum_add_map(view->arena, list);
        view_put_text(view, map, view->edition->entries[symbol->item->index].title);
        datum_put_text(view->arena, map, STR("symbol"), symbol->text);
        datum_put_text(view->arena, map, STR("href"), view_symbol_href(view, symbol->text));
    }
}

static void put_unlisted(const struct view *view, struct datum *root, const char *key,
                         bool (*belongs)(const struct item *item)) {
    const struct site *site = view->edition->editions->site;
    bool has_any = site->has_superseded || site->has_withdrawn;
    size_t item_count = has_any ? site->item_count : 0, count = 0;
    const struct entry **entries = ARENA_ARRAY(view->arena, const struct entry *, item_count);
    for (size_t i = 0; i < item_count; i++) {
        const struct entry *entry = &view->edition->entries[i];
        if (entry->state != ENTRY_HIDDEN && belongs(entry->item)) {
            entries[count++] = entry;
        }
    }
    if (count > 1) {
        qsort(entries, count, sizeof *entries, view_compare_titles);
    }
    if (count > 0) {
        view_put_entries(view, datum_put_map(view->arena, root, str_from(key)), entries, count);
    } else {
        datum_put_null(view->arena, root, str_from(key));
    }
}

static bool is_superseded(const struct item *item) {
    return item_is_retired(item) && !item_is_withdrawn(item);
}

static bool is_moved_here(const struct view *view, const struct page *page) {
    return page->kind == PAGE_MOVED && page->edition == view->edition;
}

static void put_moved(const struct view *view, struct datum *root) {
    const struct plan *plan = view->plan;
    size_t count = 0;
    for (size_t i = 0; i < plan->count; i++) {
        count += is_moved_here(view, &plan->pages[i]);
    }
    struct datum *list = put_section(view, root, "moved", count);
    for (size_t i = 0; list && i < plan->count; i++) {
        const struct page *page = &plan->pages[i];
        if (is_moved_here(view, page)) {
            struct datum *map = datum_add_map(view->arena, list);
            view_put_text(view, map, page->entry->title);
            datum_put_text(view->arena, map, STR("href"), view_href(view, page->path));
            datum_put_text(view->arena, map, STR("name"), page->path);
        }
    }
}

void view_put_archive(const struct view *view, struct datum *root) {
    put_symbols(view, root);
    put_unlisted(view, root, "superseded", is_superseded);
    put_unlisted(view, root, "withdrawn", item_is_withdrawn);
    put_moved(view, root);
}
