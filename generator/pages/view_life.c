/* What became of an item: the history on its page, and the pages of what is gone or has moved. */
#include "pages/route.h"
#include "pages/view.h"

#include <stdlib.h>

void view_put_item_link(const struct view *view, struct datum *map, const struct item *item) {
    const struct entry *entry = &view->edition->entries[item->index];
    if (entry->state != ENTRY_HIDDEN) {
        view_put_entry(view, map, entry);
        return;
    }
    const struct language *language = entry->version->language;
    const struct edition *other = &view->edition->editions->items[language->index];
    struct datum *link = map;
    view_put_text(view, link, entry->title);
    datum_put_text(view->arena, link, STR("href"),
                   view_href(view, other->entries[item->index].path));
    datum_put_text(view->arena, link, STR("hreflang"), language->tag);
    view_put_label(view, link, "note", view->edition->language_names[language->index]);
    view_put_flag(view, link, "current", false);
    view_put_date(view, link, entry);
    view_put_summary(view, link, entry);
    view_put_flag(view, link, "sample", item->is_sample);
}

struct str view_symbol_href(const struct view *view, struct str symbol) {
    struct str path = route_symbol(view->arena, symbol_address(view->arena, symbol));
    return view_href(view, path);
}

static void put_life_date(const struct view *view, struct datum *map, const char *key,
                          struct date date) {
    struct shown shown = entry_life_date(view->page->entry, date, view->arena);
    view_put_shown_date(view, map, key, &shown);
}

/* ---- History -----------------------------------------------------------------------------------
 */

/* An entry of the history as a page shows it: what the content lists, an earlier text, or both. */
struct chapter {
    const struct event *event;
    size_t index; /* of the event */
    const struct item *earlier;
    struct date date;
    size_t at; /* keeps the order of what has one date */
};
struct chapters {
    struct chapter *items;
    size_t count;
};

/* A longer chain of revisions is told by its members together. */
#define MAX_EARLIER 200

static void collect_earlier(const struct item *item, const struct item **found, size_t *count) {
    const struct life *life = item->life;
    for (size_t i = 0; life && i < life->earlier_count && *count < MAX_EARLIER; i++) {
        found[(*count)++] = life->earlier[i];
    }
}

static bool value_has_symbol(const struct field *field, const struct value *value,
                             struct str symbol) {
    bool has_it = value->is_set && field->type == FIELD_SYMBOL && str_equal(value->text, symbol);
    bool is_list = value->is_set && field->type == FIELD_LIST && field->element;
    for (size_t i = 0; is_list && !has_it && i < value->list.count; i++) {
        has_it = value_has_symbol(field->element, &value->list.values[i], symbol);
    }
    return has_it;
}

static bool has_symbol(const struct item *item, struct str symbol) {
    bool has_it = false;
    for (size_t i = 0; !has_it && i < item->collection->field_count; i++) {
        has_it =
            value_has_symbol(&item->collection->fields[i], &item->versions[0].values[i], symbol);
    }
    return has_it && symbol.length > 0;
}

/* Where an entry names the symbol of an earlier text that none before it has, it tells of that. */
static struct chapter *chapter_of(const struct chapters *chapters, const struct item *earlier,
                                  const struct item *item) {
    for (size_t i = 0; i < chapters->count; i++) {
        struct chapter *chapter = &chapters->items[i];
        if (chapter->event && !chapter->earlier && has_symbol(earlier, chapter->event->symbol) &&
            !has_symbol(item, chapter->event->symbol)) {
            return chapter;
        }
    }
    return NULL;
}

static bool limits_language(const struct life *life, const struct language *language) {
    for (size_t i = 0; i < life->event_count; i++) {
        if (life->events[i].language_count > 0 && event_concerns(&life->events[i], language)) {
            return true;
        }
    }
    return false;
}

/* The old text of a correction in some languages only exists in these, and concerns no other. */
static bool earlier_concerns(const struct item *item, const struct item *earlier,
                             const struct language *language) {
    bool is_limited = true;
    for (size_t i = 0; is_limited && i < earlier->version_count; i++) {
        is_limited = limits_language(item->life, earlier->versions[i].language);
    }
    return !is_limited || item_version(earlier, language);
}

static int compare_chapters(const void *left, const void *right) {
    const struct chapter *a = left, *b = right;
    int order = date_compare(a->date, b->date);
    return order != 0 ? order : (a->at > b->at) - (a->at < b->at);
}

static struct chapters list_chapters(const struct view *view) {
    const struct item *item = view->page->entry->item;
    const struct language *language = view->page->entry->version->language;
    const struct life *life = item->life;
    const struct item **earlier = ARENA_ARRAY(view->arena, const struct item *, MAX_EARLIER);
    struct chapters chapters = {
        ARENA_ARRAY(view->arena, struct chapter, life->event_count + MAX_EARLIER), 0};
    size_t count = 0;
    for (size_t i = 0; i < life->event_count; i++) {
        const struct event *event = &life->events[i];
        if (event_concerns(event, language)) {
            chapters.items[chapters.count++] =
                (struct chapter){.event = event, .index = i, .date = event->date, .at = i};
        }
    }
    collect_earlier(item, earlier, &count);
    for (size_t i = 0; i < count; i++) {
        collect_earlier(earlier[i], earlier, &count);
        struct chapter *told = chapter_of(&chapters, earlier[i], item);
        if (told) {
            told->earlier = earlier[i];
        } else if (earlier_concerns(item, earlier[i], language)) {
            chapters.items[chapters.count++] = (struct chapter){
                .earlier = earlier[i], .date = earlier[i]->date, .at = life->event_count + i};
        }
    }
    if (chapters.count > 1) {
        qsort(chapters.items, chapters.count, sizeof *chapters.items, compare_chapters);
    }
    return chapters;
}

/* "Corr.1": suffixes of symbols are the same in all languages. */
static struct str event_mark(const struct view *view, const struct event *event) {
    static const struct str suffixes[EVENT_TYPE_COUNT] = {[EVENT_PROV] = STR_INIT("Prov."),
                                                          [EVENT_REV] = STR_INIT("Rev."),
                                                          [EVENT_CORR] = STR_INIT("Corr."),
                                                          [EVENT_ADD] = STR_INIT("Add."),
                                                          [EVENT_AMEND] = STR_INIT("Amend.")};
    struct str suffix = suffixes[event->type];
    return suffix.length > 0 ? str_join(view->arena, suffix, event->revision) : suffix;
}

struct str view_item_symbol(const struct item *item) {
    for (size_t i = 0; i < item->collection->field_count; i++) {
        const struct value *value = &item->versions[0].values[i];
        if (item->collection->fields[i].type == FIELD_SYMBOL && value->is_set) {
            return value->text;
        }
    }
    return (struct str){0};
}

static void put_event_languages(const struct view *view, struct datum *map,
                                const struct event *event) {
    struct datum *list = datum_put_list(view->arena, map, STR("languages"));
    for (size_t i = 0; event && i < event->language_count; i++) {
        const struct language *language = event->languages[i];
        view_put_text(view, datum_add_map(view->arena, list),
                      view->edition->language_names[language->index]);
    }
}

static void put_note(const struct view *view, struct datum *map, const struct chapter *chapter) {
    struct text note =
        chapter->event ? entry_event_note(view->page->entry, chapter->index) : (struct text){0};
    if (note.text.length > 0) {
        view_put_text(view, datum_put_map(view->arena, map, STR("note")), note);
    } else {
        datum_put_null(view->arena, map, STR("note"));
    }
}

static void put_chapter(const struct view *view, struct datum *list,
                        const struct chapter *chapter) {
    struct datum *map = datum_add_map(view->arena, list);
    const struct event *event = chapter->event;
    struct str kind = event ? event_type_name(event->type) : STR("earlier");
    struct str symbol = event && event->symbol.length > 0 ? event->symbol
                        : chapter->earlier                ? view_item_symbol(chapter->earlier)
                                                          : (struct str){0};
    struct shown date =
        event ? entry_life_date(view->page->entry, event->date, view->arena)
              : entry_date(&view->edition->entries[chapter->earlier->index], view->arena);
    datum_put_true(view->arena, datum_put_map(view->arena, map, STR("is")), kind);
    view_put_if(view, map, "mark", event ? event_mark(view, event) : (struct str){0});
    view_put_if(view, map, "symbol", symbol);
    view_put_if(view, map, "symbol_href",
                symbol.length > 0 ? view_symbol_href(view, symbol) : symbol);
    view_put_shown_date(view, map, "date", &date);
    put_note(view, map, chapter);
    put_event_languages(view, map, event);
    if (chapter->earlier) {
        view_put_item_link(view, datum_put_map(view->arena, map, STR("entry")), chapter->earlier);
    } else {
        datum_put_null(view->arena, map, STR("entry"));
    }
}

/* ---- An item's page ----------------------------------------------------------------------------
 */

static void put_corrections(const struct view *view, struct datum *item,
                            const struct chapters *chapters) {
    struct datum *list = datum_put_list(view->arena, item, STR("corrections"));
    for (size_t i = 0; i < chapters->count; i++) {
        if (chapters->items[i].event && chapters->items[i].event->type == EVENT_CORR) {
            put_chapter(view, list, &chapters->items[i]);
        }
    }
}

static void put_history(const struct view *view, struct datum *item,
                        const struct chapters *chapters) {
    if (chapters->count == 0) {
        datum_put_null(view->arena, item, STR("history"));
        return;
    }
    struct datum *history = datum_put_map(view->arena, item, STR("history"));
    struct datum *events = datum_put_list(view->arena, history, STR("events"));
    for (size_t i = 0; i < chapters->count; i++) {
        put_chapter(view, events, &chapters->items[i]);
    }
}

static void put_superseded(const struct view *view, struct datum *item, const struct life *life) {
    if (life && life->superseded_by) {
        struct datum *map = datum_put_map(view->arena, item, STR("superseded_by"));
        view_put_item_link(view, map, life->newest);
    } else {
        datum_put_null(view->arena, item, STR("superseded_by"));
    }
}

void view_put_life(const struct view *view, struct datum *item) {
    const struct life *life = view->page->entry->item->life;
    struct chapters chapters = life ? list_chapters(view) : (struct chapters){0};
    put_corrections(view, item, &chapters);
    put_history(view, item, &chapters);
    put_superseded(view, item, life);
}

void view_put_standing(const struct view *view, struct datum *masthead) {
    const struct life *life = view->page->entry->item->life;
    put_life_date(view, masthead, "adopted", life ? life->adopted : (struct date){0});
    view_put_flag(view, masthead, "provisional", life && life->is_provisional);
    if (life && life->distribution != DISTRIBUTION_UNSAID) {
        struct datum *map = datum_put_map(view->arena, masthead, STR("distribution"));
        datum_put_true(view->arena, map, distribution_name(life->distribution));
    } else {
        datum_put_null(view->arena, masthead, STR("distribution"));
    }
}

/* ---- Pages of what is gone ---------------------------------------------------------------------
 */

static void put_heading(const struct view *view, struct datum *item) {
    const struct entry *entry = view->page->entry;
    datum_put_text(view->arena, item, STR("id"), entry->item->id);
    view_put_text(view, datum_put_map(view->arena, item, STR("heading")), entry->title);
    view_put_flag(view, item, "sample", entry->item->is_sample);
    view_put_own_collection(view, item);
}

void view_put_withdrawn(const struct view *view, struct datum *root) {
    const struct life *life = view->page->entry->item->life;
    struct datum *item = datum_put_map(view->arena, root, STR("item"));
    put_heading(view, item);
    put_life_date(view, item, "date", life->withdrawn);
    struct text reason = entry_reason(view->page->entry);
    view_put_text(view, datum_put_map(view->arena, item, STR("reason")), reason);
    if (life->successor) {
        struct datum *map = datum_put_map(view->arena, item, STR("successor"));
        view_put_item_link(view, map, item_newest(life->successor));
    } else {
        datum_put_null(view->arena, item, STR("successor"));
    }
}

void view_put_moved(const struct view *view, struct datum *root) {
    view_put_entry(view, datum_put_map(view->arena, root, STR("target")), view->page->entry);
}
