/*
 * The language bar and hreflang: the same page in every other edition.
 *
 * Where another edition lacks the page, its link leads to the nearest thing there is and says so;
 * hreflang names real translations only.
 */
#include "pages/route.h"
#include "pages/view.h"

/* The counterpart of a page in another edition. */
struct counterpart {
    struct str path;
    bool is_missing;    /* there is no such page; `path` is the nearest one */
    bool is_translated; /* the page says the same in the other language */
};

static struct counterpart nearest(struct str path) {
    return (struct counterpart){path, true, false};
}

static struct counterpart same(struct str path) {
    return (struct counterpart){path, false, true};
}

static struct counterpart find_item(const struct view *view, const struct edition *other) {
    const struct item *item = view->page->entry->item;
    const struct entry *entry = &other->entries[item->index];
    struct str path =
        view->page->kind == PAGE_FORM ? route_form(view->arena, other, item, ".html") : entry->path;
    if (entry->state == ENTRY_OWN) {
        return same(path);
    }
    return nearest(
        entry->state == ENTRY_PAGE ? path : route_index(view->arena, other, item->collection, 1));
}

static bool page_exists(const struct view *view, struct str path) {
    return map_get(&view->plan->by_path, path) != NULL;
}

/* Beside the same language, or else beside the one that the page is in; or the item alone. */
static struct counterpart find_pair(const struct view *view, const struct edition *other) {
    const struct page *page = view->page;
    const struct entry *entry = &other->entries[page->entry->item->index];
    const struct entry *candidates[] = {page->beside, page->entry};
    for (size_t i = 0; entry->state == ENTRY_OWN && i < 2; i++) {
        struct str path = route_pair(view->arena, entry, candidates[i]);
        if (page_exists(view, path)) {
            return same(path);
        }
    }
    struct counterpart item = find_item(view, other);
    item.is_translated = false;
    return item;
}

static const struct facet *find_facet(const struct edition *other, const struct page *page) {
    const struct shelf *shelf = &other->shelves[page->shelf->collection->index];
    for (size_t i = 0; i < shelf->facet_count; i++) {
        if (shelf->facets[i].field == page->facet->field) {
            return &shelf->facets[i];
        }
    }
    return NULL;
}

/* The facet of `value` within the same value in another edition; NULL if nothing there has both. */
static const struct facet *find_narrower(const struct facet_value *within,
                                         const struct facet_value *value) {
    for (size_t i = 0; i < within->narrower_count; i++) {
        if (within->narrower[i].field == value->facet->field) {
            return &within->narrower[i];
        }
    }
    return NULL;
}

/* The value, or the nearest there is on the way to it: that of the first facet, or NULL. */
static const struct facet_value *find_nearest_value(const struct facet *facet,
                                                    const struct facet_value *value) {
    const struct facet_value *within = value->within;
    if (!within) {
        return facet_find_value(facet, value->id);
    }
    const struct facet_value *other = facet_find_value(facet, within->id);
    const struct facet *narrower = other ? find_narrower(other, value) : NULL;
    const struct facet_value *both = narrower ? facet_find_value(narrower, value->id) : NULL;
    return both ? both : other;
}

static struct counterpart find_facet_page(const struct view *view, const struct edition *other) {
    const struct page *page = view->page;
    const struct collection *collection = page->shelf->collection;
    const struct facet *facet = find_facet(other, page);
    struct str facet_path =
        facet ? route_facet(view->arena, other, collection, facet) : (struct str){0};
    if (!facet || !page_exists(view, facet_path)) {
        return nearest(route_index(view->arena, other, collection, 1));
    }
    if (page->kind == PAGE_FACET) {
        return same(facet_path);
    }
    const struct facet_value *value = find_nearest_value(facet, page->value);
    if (!value) {
        return nearest(facet_path);
    }
    struct str first = route_facet_value(view->arena, other, collection, value, 1);
    if (!value->within != !page->value->within) {
        return nearest(first);
    }
    struct str path = route_facet_value(view->arena, other, collection, value, page->number);
    return same(page_exists(view, path) ? path : first);
}

/* The same letter, where the other alphabet has it. */
static struct counterpart find_letter(const struct view *view, const struct edition *other) {
    const struct group *letter = view->page->letter;
    struct str all = route_fixed(view->arena, other, "a-z", ".html");
    if (!letter) {
        return same(all);
    }
    struct str path = route_letter(view->arena, other, letter, 1);
    return page_exists(view, path) ? same(path) : nearest(all);
}

static struct counterpart find_counterpart(const struct view *view, const struct edition *other) {
    const struct page *page = view->page;
    struct arena *arena = view->arena;
    struct str path;
    switch (page->kind) {
    case PAGE_ITEM:
    case PAGE_WITHDRAWN:
    case PAGE_MOVED:
    case PAGE_FORM:
        return find_item(view, other);
    case PAGE_PAIR:
        return find_pair(view, other);
    case PAGE_ARCHIVE:
        return same(route_fixed(arena, other, "archive", ".html"));
    case PAGE_INDEX:
        path = route_index(arena, other, page->shelf->collection, page->number);
        return same(
            page_exists(view, path) ? path : route_index(arena, other, page->shelf->collection, 1));
    case PAGE_EXPIRED:
        path = route_expired(arena, other, page->shelf->collection, page->number);
        return page_exists(view, path)
                   ? same(path)
                   : nearest(route_index(arena, other, page->shelf->collection, 1));
    case PAGE_CHARTS:
        path = route_charts(arena, other, page->shelf->collection);
        return page_exists(view, path)
                   ? same(path)
                   : nearest(route_index(arena, other, page->shelf->collection, 1));
    case PAGE_FACET:
    case PAGE_FACET_VALUE:
        return find_facet_page(view, other);
    case PAGE_A_Z:
        return find_letter(view, other);
    case PAGE_SITE_MAP:
        return same(route_fixed(arena, other, "site-map", ".html"));
    case PAGE_AVAILABILITY:
        return same(route_fixed(arena, other, "languages", ".html"));
    case PAGE_TRANSLATIONS:
        return same(route_fixed(arena, other, "translations", ".html"));
    case PAGE_NOT_FOUND:
        return nearest(route_fixed(arena, other, "404", ".html"));
    default:
        return same(route_home(arena, other));
    }
}

static void put_language(const struct view *view, struct datum *map, const struct edition *other,
                         struct counterpart counterpart) {
    datum_put_text(view->arena, map, STR("tag"), other->tag);
    datum_put_text(view->arena, map, STR("name"), other->autonym);
    datum_put_text(view->arena, map, STR("dir"), other->direction);
    datum_put_text(view->arena, map, STR("href"), view_href(view, counterpart.path));
    view_put_flag(view, map, "current", other == view->edition);
    view_put_flag(view, map, "missing",
                  counterpart.is_missing && view->page->kind != PAGE_NOT_FOUND);
    view_put_flag(view, map, "official", other->language->is_official);
}

static void put_alternate(const struct view *view, struct datum *list, struct str hreflang,
                          struct str path) {
    struct str base = view->edition->editions->site->base_url;
    struct datum *map = datum_add_map(view->arena, list);
    datum_put_text(view->arena, map, STR("hreflang"), hreflang);
    datum_put_text(view->arena, map, STR("href"), str_join(view->arena, base, path));
}

/* A fallback page is no translation, so it is in nobody's list and has none. */
static bool has_alternates(const struct view *view) {
    enum page_kind kind = view->page->kind;
    bool is_fallback = page_is_of_item(view->page) && view->page->entry->state != ENTRY_OWN;
    bool is_gone = kind == PAGE_MOVED || kind == PAGE_PAIR || kind == PAGE_NOT_FOUND ||
                   (view->page->entry && !item_is_listed(view->page->entry->item));
    return view->edition->editions->site->base_url.length > 0 && !is_fallback && !is_gone &&
           !view->edition->language->pseudo;
}

void view_put_languages(const struct view *view, struct datum *root) {
    const struct editions *editions = view->edition->editions;
    struct datum *languages = datum_put_list(view->arena, root, STR("languages"));
    struct datum *alternates = datum_put_list(view->arena, root, STR("alternates"));
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *other = editions->bar[i];
        bool is_own = other == view->edition;
        struct counterpart counterpart =
            is_own ? same(view->page->path) : find_counterpart(view, other);
        put_language(view, datum_add_map(view->arena, languages), other, counterpart);
        if (counterpart.is_translated && has_alternates(view) && !other->language->pseudo) {
            put_alternate(view, alternates, other->tag, counterpart.path);
        }
    }
    if (has_alternates(view)) {
        put_alternate(view, alternates, STR("x-default"), (struct str){0});
    }
}
