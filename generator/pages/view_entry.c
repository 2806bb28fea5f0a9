#include "pages/route.h"
#include "pages/view.h"

#include "base/path.h"

struct str view_href(const struct view *view, struct str path) {
    struct str base = view->plan->editions->site->base_url;
    if (view->page->kind == PAGE_NOT_FOUND && base.length > 0) {
        return str_join(view->arena, base, path);
    }
    return path_relative(view->arena, view->page->path, path);
}

struct str view_href_anchor(const struct view *view, struct str path, struct str anchor) {
    bool is_here = str_equal(path, view->page->path);
    struct str href = is_here ? (struct str){0} : view_href(view, path);
    return anchor.length > 0 ? str_join(view->arena, href, STR("#"), anchor)
           : is_here         ? view_href(view, path)
                             : href;
}

void view_put_if(const struct view *view, struct datum *map, const char *key, struct str text) {
    if (text.length > 0) {
        datum_put_text(view->arena, map, str_from(key), text);
    } else {
        datum_put_null(view->arena, map, str_from(key));
    }
}

void view_put_flag(const struct view *view, struct datum *map, const char *key, bool holds) {
    if (holds) {
        datum_put_true(view->arena, map, str_from(key));
    } else {
        datum_put_null(view->arena, map, str_from(key));
    }
}

/* An edition's own language stands on the page's root; only others are marked. */
static bool is_foreign(const struct view *view, const struct language *language) {
    return language && (!view->edition || language != view->edition->language);
}

static void put_language(const struct view *view, struct datum *map,
                         const struct language *language) {
    bool is_marked = is_foreign(view, language);
    view_put_if(view, map, "lang", is_marked ? language->tag : (struct str){0});
    view_put_if(view, map, "dir", is_marked ? language_direction(language) : (struct str){0});
}

void view_put_text(const struct view *view, struct datum *map, struct text text) {
    datum_put_text(view->arena, map, STR("text"), text.text);
    put_language(view, map, text.language);
}

void view_put_label(const struct view *view, struct datum *map, const char *key, struct text text) {
    if (text.text.length > 0 && is_foreign(view, text.language)) {
        datum_put_marked(view->arena, map, str_from(key), text.text, text.language->tag,
                         language_direction(text.language));
    } else {
        view_put_if(view, map, key, text.text);
    }
}

static void put_address(const struct view *view, struct datum *map, struct str path,
                        struct text note, struct str hreflang) {
    datum_put_text(view->arena, map, STR("href"), view_href(view, path));
    view_put_label(view, map, "note", note);
    view_put_if(view, map, "hreflang", hreflang);
    view_put_flag(view, map, "current", str_equal(path, view->page->path));
}

void view_put_link(const struct view *view, struct datum *map, struct text label, struct str path) {
    view_put_text(view, map, label);
    put_address(view, map, path, (struct text){0}, (struct str){0});
}

void view_put_shown_date(const struct view *view, struct datum *map, const char *key,
                         const struct shown *shown) {
    if (shown->text.text.length == 0) {
        datum_put_null(view->arena, map, str_from(key));
        return;
    }
    struct datum *date = datum_put_map(view->arena, map, str_from(key));
    datum_put_text(view->arena, date, STR("text"), shown->text.text);
    view_put_if(view, date, "datetime",
                str_find_char(shown->code, '/', 0) == STR_NONE ? shown->code : (struct str){0});
}

void view_put_date(const struct view *view, struct datum *map, const struct entry *entry) {
    struct shown shown =
        item_is_withdrawn(entry->item) ? (struct shown){0} : entry_date(entry, view->arena);
    view_put_shown_date(view, map, "date", &shown);
}

void view_put_own_collection(const struct view *view, struct datum *item) {
    const struct shelf *shelf = view->page->shelf;
    struct datum *collection = datum_put_map(view->arena, item, STR("collection"));
    view_put_label(view, collection, "label", shelf->label);
    view_put_label(view, collection, "singular", shelf->singular);
    datum_put_text(view->arena, collection, STR("href"),
                   view_href(view, route_index(view->arena, view->edition, shelf->collection, 1)));
}

int view_compare_titles(const void *left, const void *right) {
    const struct entry *a = *(const struct entry *const *)left;
    const struct entry *b = *(const struct entry *const *)right;
    int order = (a->rank > b->rank) - (a->rank < b->rank);
    return order != 0 ? order : str_compare(a->path, b->path);
}

void view_put_summary(const struct view *view, struct datum *map, const struct entry *entry) {
    struct text summary = entry_summary(entry);
    if (summary.text.length == 0 || item_is_withdrawn(entry->item)) {
        datum_put_null(view->arena, map, STR("summary"));
        return;
    }
    view_put_text(view, datum_put_map(view->arena, map, STR("summary")), summary);
}

static void put_titled(const struct view *view, struct datum *map, const struct entry *entry,
                       struct text title) {
    const struct shelf *shelf = &entry->edition->shelves[entry->item->collection->index];
    bool is_elsewhere = entry->note.text.length > 0;
    view_put_text(view, map, title);
    put_address(view, map, entry->path, entry->note,
                is_elsewhere ? entry->version->language->tag : (struct str){0});
    view_put_date(view, map, entry);
    view_put_summary(view, map, entry);
    struct datum *collection = datum_put_map(view->arena, map, STR("collection"));
    view_put_label(view, collection, "label", shelf->label);
    view_put_label(view, collection, "singular", shelf->singular);
    view_put_flag(view, map, "sample", entry->item->is_sample);
    view_put_flag(view, map, "over", entry->item->is_expired);
}

void view_put_entry(const struct view *view, struct datum *map, const struct entry *entry) {
    put_titled(view, map, entry, entry->title);
}

void view_put_short_entry(const struct view *view, struct datum *map, const struct entry *entry) {
    const struct collection *collection = entry->item->collection;
    struct text title = entry->title;
    for (size_t i = 0; i < collection->field_count; i++) {
        bool is_short_title = str_equal(collection->fields[i].id, STR("short_title"));
        struct shown shown =
            is_short_title ? entry_field(entry, i, view->arena) : (struct shown){0};
        if (shown.kind == SHOWN_TEXT) {
            title = shown.text;
        }
    }
    put_titled(view, map, entry, title);
}

void view_put_entries(const struct view *view, struct datum *map,
                      const struct entry *const *entries, size_t count) {
    struct datum *list = datum_put_list(view->arena, map, STR("entries"));
    for (size_t i = 0; i < count; i++) {
        view_put_entry(view, datum_add_map(view->arena, list), entries[i]);
    }
}

bool view_is_visible(const struct shown *shown) {
    return shown->kind != SHOWN_NOTHING &&
           (shown->kind != SHOWN_ENTRY || shown->entry->state != ENTRY_HIDDEN);
}

bool view_has_values(const struct shown *shown) {
    if (shown->kind != SHOWN_LIST) {
        return view_is_visible(shown);
    }
    for (size_t i = 0; i < shown->count; i++) {
        if (view_is_visible(&shown->values[i])) {
            return true;
        }
    }
    return false;
}
