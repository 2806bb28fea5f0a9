/*
 * Atom (RFC 4287): one feed for a language, one for each of its collections that has dates, and one
 * of what became of translations.
 * A feed holds what is in its own language only; ids never change, whatever the address of the
 * site.
 */
#include "pages/data.h"
#include "pages/messages.h"
#include "pages/route.h"
#include "pages/view.h"
#include "pages/xml.h"

#include <stdlib.h>

#define FEED_MAX_ENTRIES 50

/* Of the path: the same on every machine and at every address. */
static void add_id(const struct view *view, struct strbuf *out, struct str path) {
    xml_add_element(out, "id", data_uuid(view->arena, path));
}

static void add_updated(const struct view *view, struct strbuf *out, struct date date) {
    struct date full = {date.year, date.month ? date.month : 1, date.day ? date.day : 1};
    xml_add_element(out, "updated",
                    str_join(view->arena, date_iso(view->arena, full), STR("T00:00:00Z")));
}

static void add_link(const struct view *view, struct strbuf *out, const char *rel, const char *type,
                     struct str path, struct str hreflang) {
    strbuf_add_format(out, "<link rel=\"%s\" type=\"%s\"", rel, type);
    if (hreflang.length > 0) {
        strbuf_add_c(out, " hreflang=\"");
        xml_add_text(out, hreflang);
        strbuf_add_char(out, '"');
    }
    strbuf_add_c(out, " href=\"");
    xml_add_text(out, data_address(view, path));
    strbuf_add_c(out, "\"/>\n");
}

static void add_text(struct strbuf *out, const char *name, struct text text) {
    if (!text.language) {
        xml_add_element(out, name, text.text);
        return;
    }
    strbuf_add_format(out, "<%s xml:lang=\"", name);
    xml_add_text(out, text.language->tag);
    strbuf_add_c(out, "\">");
    xml_add_text(out, text.text);
    strbuf_add_format(out, "</%s>\n", name);
}

static void add_translations(const struct view *view, struct strbuf *out, const struct item *item) {
    const struct editions *editions = view->plan->editions;
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *other = editions->bar[i];
        const struct entry *entry = &other->entries[item->index];
        if (other != view->edition && entry->state == ENTRY_OWN) {
            add_link(view, out, "alternate", "text/html", entry->path, other->tag);
        }
    }
}

static void add_entry(const struct view *view, struct strbuf *out, const struct entry *entry) {
    strbuf_add_c(out, "<entry>\n");
    xml_add_element(out, "title", entry->title.text);
    add_id(view, out, entry->path);
    add_updated(view, out, entry_updated(entry));
    add_link(view, out, "alternate", "text/html", entry->path, view->edition->tag);
    add_translations(view, out, entry->item);
    struct text summary = entry_summary(entry);
    if (summary.text.length > 0 && !summary.language) {
        xml_add_element(out, "summary", summary.text);
    }
    strbuf_add_c(out, "</entry>\n");
}

/* Newest first; equal dates by path, so that the order is total. */
static int compare_entries(const void *left, const void *right) {
    const struct entry *a = *(const struct entry *const *)left;
    const struct entry *b = *(const struct entry *const *)right;
    int order = date_compare(entry_updated(b), entry_updated(a));
    return order != 0 ? order : str_compare(a->path, b->path);
}

struct entries {
    const struct entry **items;
    size_t count;
};

static void collect(struct entries *entries, const struct shelf *shelf) {
    for (size_t i = 0; i < shelf->count; i++) {
        const struct entry *entry = shelf->entries[i];
        if (entry->state == ENTRY_OWN && entry_updated(entry).year > 0) {
            entries->items[entries->count++] = entry;
        }
    }
}

static struct entries collect_all(const struct view *view) {
    const struct site *site = view->plan->editions->site;
    struct entries entries = {ARENA_ARRAY(view->arena, const struct entry *, site->item_count), 0};
    if (view->page->shelf) {
        collect(&entries, view->page->shelf);
    } else {
        for (size_t i = 0; i < site->collection_count; i++) {
            collect(&entries, &view->edition->shelves[i]);
        }
    }
    if (entries.count > 1) {
        qsort(entries.items, entries.count, sizeof *entries.items, compare_entries);
    }
    return entries;
}

/* All before the entries. A feed is that of a page, `home`. */
static void begin_feed(const struct view *view, struct strbuf *out, struct text title,
                       struct date updated, struct str home) {
    strbuf_add_c(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    xml_add_text(out, view->edition->tag);
    strbuf_add_c(out, "\">\n");
    add_text(out, "title", title);
    add_id(view, out, view->page->path);
    add_updated(view, out, updated.year > 0 ? updated : (struct date){1970, 1, 1});
    strbuf_add_c(out, "<author>\n");
    add_text(out, "name", view->edition->title);
    strbuf_add_c(out, "</author>\n");
    add_link(view, out, "self", "application/atom+xml", view->page->path, (struct str){0});
    add_link(view, out, "alternate", "text/html", home, view->edition->tag);
}

/* The title of the site, and of what the feed is of. */
static struct text join_titles(const struct view *view, struct text part) {
    return (struct text){str_join(view->arena, view->edition->title.text, STR(" – "), part.text),
                         part.language};
}

void feed_render(const struct view *view, struct strbuf *out) {
    const struct edition *edition = view->edition;
    const struct shelf *shelf = view->page->shelf;
    struct entries entries = collect_all(view);
    begin_feed(view, out, shelf ? join_titles(view, shelf->label) : edition->title,
               entries.count > 0 ? entry_updated(entries.items[0]) : (struct date){0},
               shelf ? route_index(view->arena, edition, shelf->collection, 1)
                     : route_home(view->arena, edition));
    for (size_t i = 0; i < entries.count && i < FEED_MAX_ENTRIES; i++) {
        add_entry(view, out, entries.items[i]);
    }
    strbuf_add_c(out, "</feed>\n");
}

/* ---- What became of translations ------------------------------------------------------------- */

/* Each event is an entry of its own, which a reader sees also if the item was in the feed before:
   its id is of the page, of what happened and when. */
static void add_news(const struct view *view, struct strbuf *out, const struct news *news) {
    static const struct str terms[] = {[NEWS_NEW] = STR_INIT("new"),
                                       [NEWS_UPDATED] = STR_INIT("updated"),
                                       [NEWS_STALE] = STR_INIT("stale")};
    struct str term = terms[news->kind], path = news->entry->path;
    struct text summary = news->text;
    if (news->count_text.text.length > 0) {
        summary.text = str_join(view->arena, summary.text, STR(" – "), news->count_text.text);
    }
    strbuf_add_c(out, "<entry>\n");
    xml_add_element(out, "title", news->entry->title.text);
    add_id(
        view, out,
        str_join(view->arena, path, STR(" "), term, STR(" "), date_iso(view->arena, news->date)));
    add_updated(view, out, news->date);
    add_link(view, out, "alternate", "text/html", path, view->edition->tag);
    add_translations(view, out, news->entry->item);
    strbuf_add_format(out, "<category term=\"%.*s\"/>\n", STR_ARG(term));
    add_text(out, "summary", summary);
    strbuf_add_c(out, "</entry>\n");
}

void feed_render_translations(const struct view *view, struct strbuf *out) {
    const struct edition *edition = view->edition;
    const struct translations *all = &edition->translations;
    begin_feed(view, out, join_titles(view, edition->phrases[PHRASE_TRANSLATIONS]),
               all->news_count > 0 ? all->news[0].date : (struct date){0},
               route_fixed(view->arena, edition, "translations", ".html"));
    for (size_t i = 0; i < all->news_count; i++) {
        add_news(view, out, &all->news[i]);
    }
    strbuf_add_c(out, "</feed>\n");
}
