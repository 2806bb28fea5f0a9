/* Which data files a page offers: an index those of its collection, an item its own. */
#include "pages/data.h"
#include "pages/route.h"

static void add(const struct view *view, struct datum *list, enum phrase label, struct str path,
                struct str type) {
    struct datum *map = datum_add_map(view->arena, list);
    view_put_label(view, map, "label", view->edition->phrases[label]);
    datum_put_text(view->arena, map, STR("href"), view_href(view, path));
    datum_put_text(view->arena, map, STR("type"), type);
    view_put_flag(view, map, "feed", label == PHRASE_DATA_FEED);
}

static void add_files(const struct view *view, struct datum *list) {
    static const enum phrase labels[DATA_FORMAT_COUNT] = {
        [DATA_CSV] = PHRASE_DATA_CSV,           [DATA_CSVW] = PHRASE_DATA_CSVW,
        [DATA_JSON] = PHRASE_DATA_JSON,         [DATA_SCHEMA] = PHRASE_DATA_SCHEMA,
        [DATA_CALENDAR] = PHRASE_DATA_CALENDAR, [DATA_EVENT] = PHRASE_DATA_CALENDAR,
        [DATA_BIBTEX] = PHRASE_DATA_BIBTEX,     [DATA_RIS] = PHRASE_DATA_RIS,
    };
    const struct page *page = view->page;
    for (enum data_format format = DATA_NONE + 1; format < DATA_FORMAT_COUNT; format++) {
        bool is_there = page->entry ? data_has_item_file(page->entry, format)
                                    : data_has_file(page->shelf, format);
        if (is_there) {
            struct str path = page->entry ? route_item_data(view->arena, page->entry, format)
                                          : route_data(view->arena, page->edition,
                                                       page->shelf->collection, format);
            add(view, list, labels[format], path, data_media_type(format));
        }
    }
}

void view_put_downloads(const struct view *view, struct datum *root) {
    const struct page *page = view->page;
    struct datum *list = datum_list(view->arena);
    if (page->kind == PAGE_ITEM || page->kind == PAGE_INDEX) {
        add_files(view, list);
    }
    if (page->kind == PAGE_INDEX) {
        struct str feed =
            route_collection_feed(view->arena, page->edition, page->shelf->collection);
        if (map_get(&view->plan->by_path, feed)) {
            add(view, list, PHRASE_DATA_FEED, feed, STR("application/atom+xml"));
        }
    }
    if (!list->first) {
        datum_put_null(view->arena, root, STR("downloads"));
        return;
    }
    struct datum *files = datum_put_list(
        view->arena, datum_put_map(view->arena, root, STR("downloads")), STR("files"));
    files->first = list->first;
    files->last = list->last;
}
