/*
 * Entries as events (iCalendar, RFC 5545): whole days, in the time of wherever they are. An event
 * has the same UID in every language, so that a calendar that takes two of them shows one.
 */
#include "pages/data.h"
#include "pages/meaning.h"

#define LINE_MAX_OCTETS 75

/* ---- Lines ------------------------------------------------------------------------------------
 */

/* A long line goes on behind a line end and a blank, and no character is cut. */
static void add_line(struct strbuf *out, struct str line) {
    size_t room = LINE_MAX_OCTETS;
    while (line.length > room) {
        size_t end = room;
        while (((unsigned char)line.data[end] & 0xC0) == 0x80) {
            end--;
        }
        strbuf_add(out, str_slice(line, 0, end));
        strbuf_add(out, STR("\r\n "));
        line = str_from_byte(line, end);
        room = LINE_MAX_OCTETS - 1;
    }
    strbuf_add(out, line);
    strbuf_add(out, STR("\r\n"));
}

static void add_escaped(struct strbuf *line, struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == '\n') {
            strbuf_add(line, STR("\\n"));
        } else if (c == '\\' || c == ';' || c == ',') {
            strbuf_add_char(line, '\\');
            strbuf_add_char(line, c);
        } else if ((unsigned char)c >= ' ' && c != 0x7F) {
            strbuf_add_char(line, c);
        }
    }
}

static void add_text(const struct view *view, struct strbuf *out, const char *name,
                     struct text text) {
    struct strbuf *line = &view->scratch->body;
    const struct language *language = text.language ? text.language : view->edition->language;
    if (text.text.length == 0) {
        return;
    }
    strbuf_clear(line);
    strbuf_add_format(line, "%s;LANGUAGE=%.*s:", name, STR_ARG(language->tag));
    add_escaped(line, text.text);
    add_line(out, strbuf_view(line));
}

/* ---- Days -------------------------------------------------------------------------------------
 */

static uint8_t days_in_month(struct date date) {
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
    return (uint8_t)(days[date.month - 1] + (date.month == 2 && is_leap));
}

static struct date first_day(struct date date) {
    return (struct date){date.year, date.month ? date.month : 1, date.day ? date.day : 1};
}

/* The day behind the last one that `date` names: of a year or a month alone that is the next. */
static struct date day_behind(struct date date) {
    if (date.month == 0) {
        return (struct date){(int16_t)(date.year + 1), 1, 1};
    }
    if (date.day > 0 && date.day < days_in_month(date)) {
        return (struct date){date.year, date.month, (uint8_t)(date.day + 1)};
    }
    return date.month < 12 ? (struct date){date.year, (uint8_t)(date.month + 1), 1}
                           : (struct date){(int16_t)(date.year + 1), 1, 1};
}

static struct str compact(const struct view *view, struct date date) {
    return str_format(view->arena, "%04d%02u%02u", date.year, date.month, date.day);
}

static void add_date(const struct view *view, struct strbuf *out, const char *name,
                     struct date date) {
    add_line(out, str_join(view->arena, str_from(name), STR(";VALUE=DATE:"), compact(view, date)));
}

/* ---- Events -----------------------------------------------------------------------------------
 */

/* All that the schema calls a location. What is in several languages cannot say so in one line. */
static struct text location_of(const struct view *view, const struct entry *entry) {
    struct meanings meanings = meanings_of(view, entry);
    struct text location = {0};
    for (size_t i = 0; i < meanings.count; i++) {
        if (!str_equal(meanings.items[i].property, STR("location"))) {
            continue;
        }
        struct text text = meaning_text(view, meanings.items[i].shown);
        struct str separator = view->edition->phrases[PHRASE_LIST_SEPARATOR].text;
        location.language = location.text.length > 0 ? location.language : text.language;
        location.text = location.text.length > 0
                            ? str_join(view->arena, location.text, separator, text.text)
                            : text.text;
    }
    return location;
}

static void add_event(const struct view *view, struct strbuf *out, const struct entry *entry,
                      const struct shown *days) {
    const struct item *item = entry->item;
    struct date from = {0}, to = {0};
    date_parse(data_first_day(days), &from);
    date_parse(data_last_day(days), &to);
    struct str name = str_join(view->arena, item->collection->id, STR("/"), item->id);
    struct str uid = str_from_byte(data_uuid(view->arena, name), sizeof "urn:uuid:" - 1);
    struct date stamp = first_day(item->updated.year > 0 ? item->updated : from);
    add_line(out, STR("BEGIN:VEVENT"));
    add_line(out, str_join(view->arena, STR("UID:"), uid));
    add_line(out, str_join(view->arena, STR("DTSTAMP:"), compact(view, stamp), STR("T000000Z")));
    add_date(view, out, "DTSTART", first_day(from));
    add_date(view, out, "DTEND", day_behind(to));
    add_text(view, out, "SUMMARY", entry->title);
    add_text(view, out, "DESCRIPTION", meaning_summary(view, entry));
    add_text(view, out, "LOCATION", location_of(view, entry));
    if (item->is_sample) {
        add_text(view, out, "COMMENT", view->edition->phrases[PHRASE_SAMPLE]);
    }
    if (view->plan->editions->site->base_url.length > 0) {
        add_line(out, str_join(view->arena, STR("URL:"), data_address(view, entry->path)));
    }
    add_line(out, STR("TRANSP:TRANSPARENT"));
    add_line(out, STR("END:VEVENT"));
}

static void add_entry(const struct view *view, struct strbuf *out, const struct entry *entry) {
    const struct collection *collection = entry->item->collection;
    struct shown days =
        data_field(entry, (size_t)(collection->calendar - collection->fields), view->arena);
    if (days.kind == SHOWN_DATE) {
        add_event(view, out, entry, &days);
    }
}

void calendar_render(const struct view *view, struct strbuf *out) {
    const struct shelf *shelf = view->page->shelf;
    struct arena arena = {0}; /* of one at a time: there may be 10,000 */
    struct view row = *view;
    row.arena = &arena;
    add_line(out, STR("BEGIN:VCALENDAR"));
    add_line(out, STR("VERSION:2.0"));
    add_line(out, STR("PRODID:-//Isogloss//Isogloss//EN"));
    add_line(out, STR("CALSCALE:GREGORIAN"));
    if (view->page->entry) {
        add_entry(view, out, view->page->entry);
    } else {
        add_text(view, out, "NAME", shelf->label);
        add_text(view, out, "X-WR-CALNAME", shelf->label);
        for (size_t i = 0; i < shelf->count; i++) {
            arena_reset(row.arena);
            add_entry(&row, out, shelf->entries[i]);
        }
        arena_release(&arena);
    }
    add_line(out, STR("END:VCALENDAR"));
}
