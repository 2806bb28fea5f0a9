/* Pages that list entries: an index, a facet, one of its values, A to Z. */
#include "pages/route.h"
#include "pages/view.h"

static void put_collection(const struct view *view, struct datum *root) {
    const struct shelf *shelf = view->page->shelf;
    struct datum *map = datum_put_map(view->arena, root, STR("collection"));
    view_put_label(view, map, "label", shelf->label);
    view_put_label(view, map, "singular", shelf->singular);
    view_put_label(view, map, "description", shelf->description);
    view_put_label(view, map, "count_text", shelf->count_text);
    view_put_flag(view, map, "as_received", shelf->collection->is_as_received);
    datum_put_text(view->arena, map, STR("href"),
                   view_href(view, route_index(view->arena, view->edition, shelf->collection, 1)));
}

static void put_facets(const struct view *view, struct datum *root) {
    const struct shelf *shelf = view->page->shelf;
    struct datum *list = datum_put_list(view->arena, root, STR("facets"));
    for (size_t i = 0; i < shelf->facet_count; i++) {
        const struct facet *facet = &shelf->facets[i];
        if (facet->count > 0) {
            struct datum *map = datum_add_map(view->arena, list);
            view_put_link(view, map, facet->label,
                          route_facet(view->arena, view->edition, shelf->collection, facet));
            view_put_label(view, map, "label", facet->label);
        }
    }
}

/* One group, or the part of it that this page shows. */
static void put_group(const struct view *view, struct datum *list, const struct group *group,
                      size_t from, size_t to) {
    struct datum *map = datum_add_map(view->arena, list);
    datum_put_text(view->arena, map, STR("id"), group->id);
    if (group->label.text.length > 0) {
        view_put_text(view, datum_put_map(view->arena, map, STR("label")), group->label);
    } else {
        datum_put_null(view->arena, map, STR("label"));
    }
    view_put_label(view, map, "count_text", group->count_text);
    view_put_entries(view, map, group->entries + from, to - from);
}

/* The stretch of the entries that page `number` shows: groups are cut where the page ends. */
static void put_groups(const struct view *view, struct datum *root, const struct group *groups,
                       size_t group_count, size_t page_size) {
    struct datum *list = datum_put_list(view->arena, root, STR("groups"));
    size_t start = (view->page->number - 1) * page_size, end = start + page_size;
    for (size_t i = 0, at = 0; i < group_count; at += groups[i].count, i++) {
        size_t from = start > at ? start - at : 0;
        size_t to = end > at ? end - at : 0;
        to = to < groups[i].count ? to : groups[i].count;
        if (from < to) {
            put_group(view, list, &groups[i], from, to);
        }
    }
}

static struct str numbered_path(const struct view *view, uint32_t number) {
    const struct page *page = view->page;
    if (page->kind == PAGE_INDEX) {
        return route_index(view->arena, view->edition, page->shelf->collection, number);
    }
    if (page->kind == PAGE_EXPIRED) {
        return route_expired(view->arena, view->edition, page->shelf->collection, number);
    }
    if (page->kind == PAGE_A_Z) {
        return route_letter(view->arena, view->edition, page->letter, number);
    }
    return route_facet_value(view->arena, view->edition, page->shelf->collection, page->value,
                             number);
}

static void put_pager(const struct view *view, struct datum *root) {
    const struct page *page = view->page;
    if (page->number_of <= 1) {
        datum_put_null(view->arena, root, STR("pager"));
        return;
    }
    struct datum *pager = datum_put_map(view->arena, root, STR("pager"));
    struct datum *pages = datum_put_list(view->arena, pager, STR("pages"));
    for (uint32_t i = 1; i <= page->number_of; i++) {
        struct datum *map = datum_add_map(view->arena, pages);
        datum_put_text(view->arena, map, STR("number"), str_format(view->arena, "%u", i));
        datum_put_text(view->arena, map, STR("href"), view_href(view, numbered_path(view, i)));
        view_put_flag(view, map, "current", i == page->number);
    }
    struct str none = {0};
    view_put_if(view, pager, "previous",
                page->number > 1 ? view_href(view, numbered_path(view, page->number - 1)) : none);
    view_put_if(view, pager, "next",
                page->number < page->number_of
                    ? view_href(view, numbered_path(view, page->number + 1))
                    : none);
    struct text text = phrase_fill(view->arena, view->edition->phrases[PHRASE_PAGE_OF], STR("page"),
                                   str_format(view->arena, "%u", page->number));
    view_put_label(view, pager, "text",
                   phrase_fill(view->arena, text, STR("pages"),
                               str_format(view->arena, "%u", page->number_of)));
}

/* A link to each group, on whichever page it begins. */
static void put_jumps(const struct view *view, struct datum *list, const struct group *groups,
                      size_t group_count) {
    for (size_t i = 0, at = 0; i < group_count; at += groups[i].count, i++) {
        uint32_t number = (uint32_t)(at / view->page->shelf->collection->page_size) + 1;
        struct datum *map = datum_add_map(view->arena, list);
        view_put_text(view, map, groups[i].label);
        view_put_label(view, map, "label", groups[i].label);
        datum_put_text(view->arena, map, STR("href"),
                       view_href_anchor(view, numbered_path(view, number), groups[i].id));
    }
}

/* A tree is shown as a tree, without letters. */
static void put_letter_bar(const struct view *view, struct datum *root) {
    const struct shelf *shelf = view->page->shelf;
    bool has_letters = shelf->collection->group == GROUP_LETTER && !shelf->roots;
    put_jumps(view, datum_put_list(view->arena, root, STR("letters")), shelf->groups,
              has_letters ? shelf->group_count : 0);
}

/* YAML's parents may nest as deep as they like; a page shows this many levels. */
#define TREE_MAX_DEPTH 8

static void put_tree(const struct view *view, struct datum *map, const char *key,
                     const struct entry *const *entries, size_t count, unsigned depth) {
    struct datum *list = datum_put_list(view->arena, map, str_from(key));
    for (size_t i = 0; i < count && depth < TREE_MAX_DEPTH; i++) {
        struct datum *child = datum_add_map(view->arena, list);
        view_put_entry(view, child, entries[i]);
        put_tree(view, child, "children", entries[i]->children, entries[i]->child_count, depth + 1);
    }
}

/* The way from the index to what is over. */
static void put_expired_link(const struct view *view, struct datum *root) {
    const struct shelf *shelf = view->page->shelf;
    if (shelf->expired_count == 0) {
        datum_put_null(view->arena, root, STR("expired"));
        return;
    }
    view_put_link(view, datum_put_map(view->arena, root, STR("expired")),
                  view->edition->phrases[PHRASE_EXPIRED],
                  route_expired(view->arena, view->edition, shelf->collection, 1));
}

static void put_charts_link(const struct view *view, struct datum *root) {
    const struct shelf *shelf = view->page->shelf;
    if (shelf->chart_count == 0) {
        datum_put_null(view->arena, root, STR("charts"));
        return;
    }
    view_put_link(view, datum_put_map(view->arena, root, STR("charts")),
                  view->edition->phrases[PHRASE_CHARTS],
                  route_charts(view->arena, view->edition, shelf->collection));
}

void view_put_collection(const struct view *view, struct datum *root) {
    put_collection(view, root);
    put_facets(view, root);
}

void view_put_expired(const struct view *view, struct datum *root) {
    const struct shelf *shelf = view->page->shelf;
    put_collection(view, root);
    put_facets(view, root);
    view_put_label(view, root, "heading", view->edition->phrases[PHRASE_EXPIRED]);
    struct group all = {.id = STR("all"), .entries = shelf->expired, .count = shelf->expired_count};
    put_groups(view, root, &all, 1, shelf->collection->page_size);
    put_pager(view, root);
}

void view_put_index(const struct view *view, struct datum *root) {
    const struct shelf *shelf = view->page->shelf;
    put_collection(view, root);
    put_facets(view, root);
    put_tree(view, root, "tree", shelf->roots, shelf->roots ? shelf->root_count : 0, 0);
    if (!shelf->roots) {
        put_groups(view, root, shelf->groups, shelf->group_count, shelf->collection->page_size);
    }
    put_letter_bar(view, root);
    put_pager(view, root);
    put_expired_link(view, root);
    put_charts_link(view, root);
}

static void put_value(const struct view *view, struct datum *list,
                      const struct facet_value *value) {
    struct datum *map = datum_add_map(view->arena, list);
    view_put_link(
        view, map, value->label,
        route_facet_value(view->arena, view->edition, view->page->shelf->collection, value, 1));
    view_put_label(view, map, "count_text", value->count_text);
    datum_put_text(view->arena, map, STR("count"), str_format(view->arena, "%zu", value->count));
}

static void put_values(const struct view *view, struct datum *map, const struct facet *facet) {
    struct datum *values = datum_put_list(view->arena, map, STR("values"));
    for (size_t i = 0; i < facet->count; i++) {
        put_value(view, values, &facet->values[i]);
    }
}

void view_put_facet(const struct view *view, struct datum *root) {
    const struct page *page = view->page;
    put_collection(view, root);
    put_facets(view, root);
    struct datum *facet = datum_put_map(view->arena, root, STR("facet"));
    datum_put_text(view->arena, facet, STR("id"), page->facet->id);
    view_put_label(view, facet, "label", page->facet->label);
    put_values(view, root, page->facet);
}

/* Each facet by which this list can be narrowed down. On a page that is narrow already, null: those
   below one value are not those below another. */
static void put_narrower(const struct view *view, struct datum *root) {
    const struct facet_value *value = view->page->value;
    struct datum *list = datum_put_list(view->arena, root, STR("narrower"));
    for (size_t i = 0; i < value->narrower_count; i++) {
        if (value->narrower[i].count > 0) {
            struct datum *map = datum_add_map(view->arena, list);
            datum_put_text(view->arena, map, STR("id"), value->narrower[i].id);
            view_put_label(view, map, "label", value->narrower[i].label);
            put_values(view, map, &value->narrower[i]);
        }
    }
}

static void put_within(const struct view *view, struct datum *root) {
    const struct facet_value *within = view->page->value->within;
    if (!within) {
        datum_put_null(view->arena, root, STR("within"));
        return;
    }
    view_put_link(
        view, datum_put_map(view->arena, root, STR("within")), within->label,
        route_facet_value(view->arena, view->edition, view->page->shelf->collection, within, 1));
}

void view_put_facet_value(const struct view *view, struct datum *root) {
    const struct page *page = view->page;
    const struct facet_value *value = page->value;
    put_collection(view, root);
    put_facets(view, root);
    struct datum *facet = datum_put_map(view->arena, root, STR("facet"));
    view_put_label(view, facet, "label", value->facet->label);
    datum_put_text(view->arena, facet, STR("href"),
                   view_href(view, route_facet(view->arena, view->edition, page->shelf->collection,
                                               page->facet)));
    view_put_text(view, datum_put_map(view->arena, root, STR("value")), value->label);
    put_within(view, root);
    if (value->entry && value->entry->state != ENTRY_HIDDEN) {
        view_put_entry(view, datum_put_map(view->arena, root, STR("item")), value->entry);
    } else {
        datum_put_null(view->arena, root, STR("item"));
    }
    view_put_label(view, root, "count_text", value->count_text);
    put_narrower(view, root);
    if (value->group_count > 1) {
        struct datum *jumps = datum_put_map(view->arena, root, STR("jumps"));
        put_jumps(view, datum_put_list(view->arena, jumps, STR("values")), value->groups,
                  value->group_count);
    } else {
        datum_put_null(view->arena, root, STR("jumps"));
    }
    put_groups(view, root, value->groups, value->group_count, page->shelf->collection->page_size);
    put_pager(view, root);
}

/* A to Z is one page with all letters, or an overview and pages of each letter. */
void view_put_letters(const struct view *view, struct datum *root) {
    const struct edition *edition = view->edition;
    const struct page *page = view->page;
    view_put_label(view, root, "heading", edition->phrases[PHRASE_A_Z]);
    struct datum *bar = datum_put_list(view->arena, root, STR("letters"));
    for (size_t i = 0; i < edition->letter_count; i++) {
        const struct group *letter = &edition->letters[i];
        struct str path =
            page->is_overview ? route_letter(view->arena, edition, letter, 1) : page->path;
        struct datum *map = datum_add_map(view->arena, bar);
        view_put_text(view, map, letter->label);
        view_put_label(view, map, "label", letter->label);
        datum_put_text(view->arena, map, STR("href"), view_href_anchor(view, path, letter->id));
        view_put_label(view, map, "count_text", letter->count_text);
        view_put_flag(view, map, "current", letter == page->letter);
    }
    size_t shown = page->letter ? 1 : page->is_overview ? 0 : edition->letter_count;
    put_groups(view, root, page->letter ? page->letter : edition->letters, shown, PAGE_A_Z_SIZE);
    put_pager(view, root);
}
