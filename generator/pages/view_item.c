/* An item's page: masthead, fields by their types, body, and what refers to it. */
#include "pages/route.h"
#include "pages/view.h"

#define CONTENTS_MIN_HEADINGS 3

static bool is_named(const struct field *field, const char *name) {
    return str_equal(field->id, str_from(name));
}

static const char *value_kind(const struct shown *shown) {
    switch (shown->kind) {
    case SHOWN_MARKDOWN:
        return "markdown";
    case SHOWN_DATE:
        return "date";
    case SHOWN_NUMBER:
        return "number";
    case SHOWN_LINK:
        return "link";
    case SHOWN_SYMBOL:
        return "symbol";
    case SHOWN_NAME:
        return "name";
    case SHOWN_ENTRY:
        return "entry";
    case SHOWN_MAP:
        return "map";
    default:
        return "text";
    }
}

/* The facet page that lists the other entries with this value; empty if there is none. */
static struct str value_page(const struct view *view, const struct field *field,
                             const struct shown *shown) {
    const struct shelf *shelf = view->page->shelf;
    for (size_t i = 0; field->facet.length > 0 && i < shelf->facet_count; i++) {
        const struct facet *facet = &shelf->facets[i];
        const struct facet_value *value =
            facet->field == field ? facet_find_value(facet, shown->code) : NULL;
        if (value) {
            return route_facet_value(view->arena, view->edition, shelf->collection, value, 1);
        }
    }
    return (struct str){0};
}

/* This item in a language that it names, such as a country in one of its own; NULL if it is not. */
static const struct entry *own_language_entry(const struct view *view, const struct field *field,
                                              const struct shown *shown) {
    const struct editions *editions = view->edition->editions;
    const struct language *language = field_innermost(field)->type == FIELD_LANGUAGE
                                          ? site_language(editions->site, shown->code)
                                          : NULL;
    if (!language || language == view->edition->language) {
        return NULL;
    }
    const struct entry *entry =
        &editions->items[language->index].entries[view->page->entry->item->index];
    return entry->state == ENTRY_OWN ? entry : NULL;
}

static void put_name_link(const struct view *view, struct datum *map, const struct field *field,
                          const struct shown *shown) {
    struct str page = value_page(view, field, shown);
    const struct entry *other = page.length == 0 ? own_language_entry(view, field, shown) : NULL;
    page = other ? other->path : page;
    view_put_if(view, map, "href", page.length > 0 ? view_href(view, page) : page);
    view_put_if(view, map, "hreflang", other ? shown->code : (struct str){0});
}

static void put_field(const struct view *view, struct datum *list, const struct field *field,
                      const struct shown *shown);

static void put_map_value(const struct view *view, struct datum *map, const struct field *field,
                          const struct shown *shown) {
    struct datum *fields = datum_put_list(view->arena, map, STR("fields"));
    for (size_t i = 0; i < shown->count; i++) {
        put_field(view, fields, &field->fields[i], &shown->values[i]);
    }
}

/* Keys that only some kinds of values have; null in the others. */
static void put_nothing(const struct view *view, struct datum *map) {
    static const char *const keys[] = {"href", "note", "hreflang", "datetime", "html", "fields"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!datum_get(map, str_from(keys[i]))) {
            datum_put_null(view->arena, map, str_from(keys[i]));
        }
    }
}

void view_put_value(const struct view *view, struct datum *map, const struct field *field,
                    const struct shown *shown) {
    switch (shown->kind) {
    case SHOWN_ENTRY:
        view_put_entry(view, map, shown->entry);
        view_put_place(view, datum_put_list(view->arena, map, STR("places")), shown->entry->path,
                       shown->entry->note.text.length > 0 ? (struct str){0} : shown->anchor);
        break;
    case SHOWN_MARKDOWN:
        view_put_text(view, map, (struct text){(struct str){0}, shown->text.language});
        datum_put_html(
            view->arena, map, STR("html"),
            view_markdown(view, shown->text, str_join(view->arena, field->id, STR("-"))));
        break;
    case SHOWN_LINK:
        view_put_text(view, map, shown->text);
        datum_put_text(view->arena, map, STR("href"), shown->code);
        break;
    case SHOWN_SYMBOL:
        view_put_text(view, map, shown->text);
        datum_put_text(view->arena, map, STR("href"), view_symbol_href(view, shown->text.text));
        break;
    case SHOWN_DATE:
        view_put_text(view, map, shown->text);
        view_put_if(view, map, "datetime",
                    str_find_char(shown->code, '/', 0) == STR_NONE ? shown->code : (struct str){0});
        break;
    case SHOWN_NAME:
        view_put_text(view, map, shown->text);
        put_name_link(view, map, field, shown);
        break;
    case SHOWN_MAP:
        view_put_text(view, map, (struct text){0});
        put_map_value(view, map, field, shown);
        break;
    default:
        view_put_text(view, map, shown->text);
        break;
    }
    put_nothing(view, map);
    datum_put_true(view->arena, datum_put_map(view->arena, map, STR("is")),
                   str_from(value_kind(shown)));
}

static bool is_block(const struct shown *shown) {
    return shown->kind == SHOWN_MARKDOWN || shown->kind == SHOWN_MAP ||
           (shown->kind == SHOWN_TEXT && shown->text.text.length > 160);
}

static void put_values(const struct view *view, struct datum *list, const struct field *field,
                       const struct shown *shown) {
    bool is_list = shown->kind == SHOWN_LIST;
    size_t count = is_list ? shown->count : 1;
    for (size_t i = 0; i < count; i++) {
        const struct shown *value = is_list ? &shown->values[i] : shown;
        if (view_is_visible(value)) {
            view_put_value(view, datum_add_map(view->arena, list), field, value);
        }
    }
}

static void put_field(const struct view *view, struct datum *list, const struct field *field,
                      const struct shown *shown) {
    if (!view_has_values(shown)) {
        return;
    }
    bool is_list = shown->kind == SHOWN_LIST;
    const struct shown *sample = is_list ? &shown->values[0] : shown;
    const struct field *inner = field->type == FIELD_LIST ? field->element : field;
    struct datum *map = datum_add_map(view->arena, list);
    datum_put_text(view->arena, map, STR("id"), field->id);
    view_put_label(view, map, "label", edition_text(view->edition, field->label));
    view_put_flag(view, map, "block", is_block(sample));
    view_put_flag(view, map, "inline", !is_block(sample));
    view_put_flag(view, map, "many", is_list && shown->count > 1);
    view_put_flag(view, map, "masthead",
                  is_named(field, "symbol") || is_named(field, "session") ||
                      is_named(field, "date"));
    view_put_flag(view, map, "sources", is_named(field, "sources"));
    struct datum *values = datum_put_list(view->arena, map, STR("values"));
    if (field->type == FIELD_LIST && inner->type == FIELD_MAP) {
        put_values(view, values, inner, shown);
    } else {
        put_values(view, values, field, shown);
    }
}

static void put_fields(const struct view *view, struct datum *item) {
    const struct entry *entry = view->page->entry;
    const struct collection *collection = entry->item->collection;
    struct datum *fields = datum_put_list(view->arena, item, STR("fields"));
    for (size_t i = 0; i < collection->field_count; i++) {
        bool is_shown_elsewhere =
            i == collection->title || i == collection->summary || i == collection->parent ||
            is_named(&collection->fields[i], "short_title") || view_form_shows(collection, i);
        if (!is_shown_elsewhere) {
            struct shown shown = entry_field(entry, i, view->arena);
            put_field(view, fields, &collection->fields[i], &shown);
        }
    }
}

/* Every version there is, also those of languages whose edition this is not. */
static void put_versions(const struct view *view, struct datum *masthead) {
    const struct item *item = view->page->entry->item;
    const struct editions *editions = view->edition->editions;
    struct datum *list = datum_put_list(view->arena, masthead, STR("languages"));
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *other = editions->bar[i];
        const struct entry *entry = &other->entries[item->index];
        if (entry->state != ENTRY_OWN) {
            continue;
        }
        struct datum *map = datum_add_map(view->arena, list);
        datum_put_text(view->arena, map, STR("tag"), other->tag);
        datum_put_text(view->arena, map, STR("dir"), other->direction);
        datum_put_text(view->arena, map, STR("name"), other->autonym);
        datum_put_text(view->arena, map, STR("href"), view_href(view, entry->path));
        view_put_flag(view, map, "current", other == view->edition);
        view_put_flag(view, map, "original", item->versions[0].language == other->language);
    }
}

/* What belongs to another says its language only where that is another one. */
static void put_original_language(const struct view *view, struct datum *masthead,
                                  const struct entry *entry) {
    const struct item *item = entry->item;
    const struct language *language = item->versions[0].language;
    bool is_said = !item->parent || item->parent->versions[0].language != language;
    view_put_label(view, masthead, "original_language",
                   is_said ? view->edition->language_names[language->index] : (struct text){0});
}

static void put_optional_text(const struct view *view, struct datum *map, const char *key,
                              struct text text) {
    if (text.text.length > 0) {
        view_put_text(view, datum_put_map(view->arena, map, str_from(key)), text);
    } else {
        datum_put_null(view->arena, map, str_from(key));
    }
}

static void put_masthead(const struct view *view, struct datum *item) {
    const struct entry *entry = view->page->entry;
    const struct collection *collection = entry->item->collection;
    struct datum *masthead = datum_put_map(view->arena, item, STR("masthead"));
    struct shown symbol = {0}, session = {0};
    for (size_t i = 0; i < collection->field_count; i++) {
        const struct field *field = &collection->fields[i];
        symbol = is_named(field, "symbol") ? entry_field(entry, i, view->arena) : symbol;
        session = is_named(field, "session") ? entry_field(entry, i, view->arena) : session;
    }
    view_put_if(view, masthead, "symbol", symbol.text.text);
    view_put_if(view, masthead, "symbol_href",
                symbol.kind == SHOWN_SYMBOL ? view_symbol_href(view, symbol.text.text)
                                            : (struct str){0});
    put_optional_text(view, masthead, "session", session.text);
    view_put_date(view, masthead, entry);
    view_put_standing(view, masthead);
    put_original_language(view, masthead, entry);
    size_t shown = entry->version->language->index;
    view_put_label(view, masthead, "language", view->edition->language_names[shown]);
    put_versions(view, masthead);
}

void view_put_fallback(const struct view *view, struct datum *map, const struct entry *entry) {
    const struct language *language = entry->version->language;
    if (language == view->edition->language) {
        datum_put_null(view->arena, map, STR("fallback"));
        return;
    }
    const struct edition *other = &view->edition->editions->items[language->index];
    struct datum *fallback = datum_put_map(view->arena, map, STR("fallback"));
    view_put_label(view, fallback, "language", view->edition->language_names[language->index]);
    struct datum *original = datum_put_map(view->arena, fallback, STR("original"));
    view_put_text(view, original, entry->title);
    datum_put_text(view->arena, original, STR("href"),
                   view_href(view, other->entries[entry->item->index].path));
    datum_put_text(view->arena, original, STR("hreflang"), language->tag);
}

static const struct outline *body_outline(const struct view *view, const struct version *version) {
    return version->source->body_line > 0 ? source_outline(version->source, view->arena) : NULL;
}

static size_t count_headings(const struct outline *outline) {
    size_t count = 0;
    for (size_t i = 0; outline && i < outline->anchors.count; i++) {
        count += outline->anchors.items[i].kind == ANCHOR_HEADING;
    }
    return count;
}

/* A heading that is not translated yet is in the language of the source. */
static const struct language *language_of_heading(const struct version *version, struct str id) {
    const struct followed_segment *segment = following_find(version->following, id);
    return segment && segment->state == SEGMENT_MISSING ? version->translates : NULL;
}

/* The headings of the shown version under the ids of the original. */
static void put_contents(const struct view *view, struct datum *item, const struct outline *shown) {
    const struct version *first = &view->page->entry->item->versions[0];
    const struct outline *original =
        first == view->page->entry->version ? shown : body_outline(view, first);
    struct datum *contents = datum_put_list(view->arena, item, STR("contents"));
    if (!original || count_headings(shown) < CONTENTS_MIN_HEADINGS ||
        count_headings(shown) != count_headings(original)) {
        return;
    }
    for (size_t i = 0, j = 0; i < shown->anchors.count; i++) {
        const struct anchor *anchor = &shown->anchors.items[i];
        if (anchor->kind != ANCHOR_HEADING) {
            continue;
        }
        while (original->anchors.items[j].kind != ANCHOR_HEADING) {
            j++;
        }
        struct str id = original->anchors.items[j++].id;
        struct datum *map = datum_add_map(view->arena, contents);
        datum_put_text(view->arena, map, STR("href"), str_join(view->arena, STR("#"), id));
        view_put_text(
            view, map,
            (struct text){anchor->text, language_of_heading(view->page->entry->version, id)});
    }
}

static void put_body(const struct view *view, struct datum *item) {
    if (!view_put_body(view, item, view->page->entry)) {
        return;
    }
    const struct outline *outline = body_outline(view, view->page->entry->version);
    put_contents(view, item, outline);
    view_put_if(view, item, "paragraphs",
                outline && outline->paragraph_count > 0
                    ? str_format(view->arena, "%u", outline->paragraph_count)
                    : (struct str){0});
}

/* The value of a facet that a reverse list shows all entries of, if its pages are more than a list:
   grouped, or leading to narrower ones. */
static const struct facet_value *facet_of_list(const struct view *view,
                                               const struct reverse_list *list) {
    const struct collection *collection = list->mentions[0].entry->item->collection;
    const struct shelf *shelf = &view->edition->shelves[collection->index];
    for (size_t i = 0; list->field && i < shelf->facet_count; i++) {
        const struct facet *facet = &shelf->facets[i];
        for (size_t j = 0; facet->field == list->field && j < facet->count; j++) {
            const struct facet_value *value = &facet->values[j];
            if (value->entry == view->page->entry) {
                return value->group_count > 1 || value->narrower_count > 0 ? value : NULL;
            }
        }
    }
    return NULL;
}

static void put_all(const struct view *view, struct datum *map, const struct reverse_list *list) {
    const struct facet_value *value = facet_of_list(view, list);
    if (!value) {
        datum_put_null(view->arena, map, STR("all"));
        return;
    }
    struct datum *all = datum_put_map(view->arena, map, STR("all"));
    view_put_link(view, all, value->count_text,
                  route_facet_value(view->arena, view->edition,
                                    list->mentions[0].entry->item->collection, value, 1));
}

static void put_reverse(const struct view *view, struct datum *item) {
    const struct entry *entry = view->page->entry;
    struct datum *reverse = datum_put_list(view->arena, item, STR("reverse"));
    for (size_t i = 0; i < entry->reverse_count; i++) {
        struct datum *map = datum_add_map(view->arena, reverse);
        view_put_label(view, map, "label", entry->reverse[i].label);
        put_all(view, map, &entry->reverse[i]);
        view_put_mentions(view, map, &entry->reverse[i]);
    }
}

static void put_neighbour(const struct view *view, struct datum *item, const char *key,
                          const struct entry *neighbour) {
    if (neighbour) {
        view_put_entry(view, datum_put_map(view->arena, item, str_from(key)), neighbour);
    } else {
        datum_put_null(view->arena, item, str_from(key));
    }
}

static void put_neighbours(const struct view *view, struct datum *item) {
    const struct shelf *shelf = view->page->shelf;
    const struct edition *edition = view->edition;
    size_t at = view->plan->positions[edition->language->index][view->page->entry->item->index];
    bool is_listed = at < shelf->count && shelf->entries[at] == view->page->entry;
    put_neighbour(view, item, "previous", is_listed && at > 0 ? shelf->entries[at - 1] : NULL);
    put_neighbour(view, item, "next",
                  is_listed && at + 1 < shelf->count ? shelf->entries[at + 1] : NULL);
}

struct text view_standing(const struct view *view, const struct version *version) {
    static const enum phrase standings[] = {
        [STANDING_OFFICIAL] = PHRASE_STANDING_OFFICIAL,
        [STANDING_COURTESY] = PHRASE_STANDING_COURTESY,
        [STANDING_MACHINE_ASSISTED] = PHRASE_STANDING_MACHINE,
    };
    return version->standing == STANDING_ORIGINAL
               ? (struct text){0}
               : view->edition->phrases[standings[version->standing]];
}

/* Is the version what its source says now? */
static void put_following(const struct view *view, struct datum *item) {
    const struct entry *entry = view->page->entry;
    const struct version *version = entry->version;
    const struct text *phrases = view->edition->phrases;
    view_put_label(view, item, "standing", view_standing(view, version));
    struct datum *following = datum_put_list(view->arena, item, STR("following"));
    if (entry->following && entry->following->stale.text.length > 0) {
        view_put_text(view, datum_add_map(view->arena, following),
                      version->is_snapshot ? phrases[PHRASE_SNAPSHOT] : entry->following->stale);
    }
    if (entry->following && entry->following->missing.text.length > 0) {
        view_put_text(view, datum_add_map(view->arena, following), entry->following->missing);
    }
}

void view_put_item(const struct view *view, struct datum *root) {
    const struct entry *entry = view->page->entry;
    struct datum *item = datum_put_map(view->arena, root, STR("item"));
    datum_put_text(view->arena, item, STR("id"), entry->item->id);
    view_put_text(view, datum_put_map(view->arena, item, STR("heading")), entry->title);
    view_put_summary(view, item, entry);
    view_put_flag(view, item, "sample", entry->item->is_sample);
    view_put_flag(view, item, "over", entry->item->is_expired);
    view_put_own_collection(view, item);
    put_masthead(view, item);
    view_put_life(view, item);
    view_put_fallback(view, item, entry);
    put_following(view, item);
    put_fields(view, item);
    view_put_form(view, item);
    view_put_answers(view, item);
    view_put_flag(view, item, "as_received", entry->item->collection->is_as_received);
    put_body(view, item);
    view_put_side_by_side(view, item);
    view_put_matches(view, item);
    put_reverse(view, item);
    if (entry->child_count > 0) {
        struct datum *children = datum_put_map(view->arena, item, STR("children"));
        view_put_label(view, children, "label",
                       edition_text(view->edition, entry->item->collection->children));
        view_put_entries(view, children, entry->children, entry->child_count);
    } else {
        datum_put_null(view->arena, item, STR("children"));
    }
    put_neighbours(view, item);
}
