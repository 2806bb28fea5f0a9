/*
 * An item in two languages side by side: a row for each translated field, then one for each
 * segment of the body.
 *
 * Rows meet by the ids of segments, which come from the original. What only one language has
 * stands in its place there, beside an empty cell.
 */
#include "pages/route.h"
#include "pages/view.h"

/* One of the two languages. */
struct side {
    const struct view *view; /* of the page, in this edition */
    const struct entry *entry;
    struct segments_html body;
    struct map by_id; /* id -> struct segment_html of the body */
};
struct pairing {
    const struct view *view;
    struct side sides[2];
    struct datum *fields, *rows;
    uint32_t field_count;
};

/* ---- Rows and cells -------------------------------------------------------------------------- */

static enum segment_state state_of(const struct side *side, struct str id) {
    const struct followed_segment *found = following_find(side->entry->version->following, id);
    return found ? found->state : SEGMENT_CURRENT;
}

static struct datum *add_row(const struct pairing *p, struct datum *list, struct str kind) {
    struct datum *row = datum_add_map(p->view->arena, list);
    datum_put_true(p->view->arena, datum_put_map(p->view->arena, row, STR("is")), kind);
    return row;
}

/* `content` is text or HTML, by `kind`; it is empty where the language lacks it. */
static void add_cell(const struct side *side, struct datum *cells, struct str segment,
                     enum datum_kind kind, struct str content) {
    struct arena *arena = side->view->arena;
    struct datum *cell = datum_add_map(arena, cells);
    bool is_missing = content.length == 0 || state_of(side, segment) == SEGMENT_MISSING;
    bool is_html = kind == DATUM_HTML;
    view_put_flag(side->view, cell, "missing", is_missing);
    view_put_flag(side->view, cell, "stale",
                  !is_missing && state_of(side, segment) == SEGMENT_STALE);
    datum_put_text(arena, cell, STR("lang"), side->entry->edition->tag);
    datum_put_text(arena, cell, STR("dir"), side->entry->edition->direction);
    view_put_if(side->view, cell, "text", is_html || is_missing ? (struct str){0} : content);
    if (is_html && !is_missing) {
        datum_put_html(arena, cell, STR("html"), content);
    } else {
        datum_put_null(arena, cell, STR("html"));
    }
}

/* ---- Fields ---------------------------------------------------------------------------------- */

/* What the language itself says; what it shows of another one is missing here. */
static struct text own_text(const struct shown *shown) {
    bool is_text = shown->kind == SHOWN_TEXT || shown->kind == SHOWN_MARKDOWN;
    return is_text && !shown->text.language ? shown->text : (struct text){0};
}

static void add_field_cell(struct pairing *p, size_t at, struct datum *cells, struct str id,
                           const struct shown *shown) {
    const struct side *side = &p->sides[at];
    struct text text = own_text(shown);
    if (shown->kind != SHOWN_MARKDOWN || text.text.length == 0) {
        add_cell(side, cells, id, DATUM_TEXT, text.text);
        return;
    }
    struct str prefix =
        str_format(p->view->arena, "%.*s-f%u-", STR_ARG(side->entry->edition->tag), p->field_count);
    add_cell(side, cells, id, DATUM_HTML, view_markdown(side->view, text, prefix));
}

static void add_field_row(struct pairing *p, struct str id, struct text label,
                          const struct shown *const shown[2]) {
    if (own_text(shown[0]).text.length == 0 && own_text(shown[1]).text.length == 0) {
        return;
    }
    p->field_count++;
    struct datum *row = add_row(p, p->fields, STR("field"));
    view_put_label(p->view, row, "label", label);
    struct datum *cells = datum_put_list(p->view->arena, row, STR("cells"));
    add_field_cell(p, 0, cells, id, shown[0]);
    add_field_cell(p, 1, cells, id, shown[1]);
}

static const struct shown *nth(const struct shown *shown, enum field_type type, size_t at) {
    static const struct shown nothing;
    bool is_one = shown->kind == (type == FIELD_LIST ? SHOWN_LIST : SHOWN_MAP);
    return is_one && at < shown->count ? &shown->values[at] : &nothing;
}

static void add_field(struct pairing *p, const struct field *field, struct str id,
                      struct text label, const struct shown *const shown[2]) {
    struct arena *arena = p->view->arena;
    size_t count = field->type == FIELD_MAP            ? field->field_count
                   : shown[0]->count > shown[1]->count ? shown[0]->count
                                                       : shown[1]->count;
    if (field->type == FIELD_TEXT || field->type == FIELD_MARKDOWN) {
        add_field_row(p, id, label, shown);
    }
    for (size_t i = 0; i < count && (field->type == FIELD_LIST || field->type == FIELD_MAP); i++) {
        const struct shown *inner[2] = {nth(shown[0], field->type, i),
                                        nth(shown[1], field->type, i)};
        if (field->type == FIELD_LIST) {
            add_field(p, field->element, str_format(arena, "%.*s.%zu", STR_ARG(id), i + 1), label,
                      inner);
        } else if (field->fields[i].is_translatable) {
            add_field(p, &field->fields[i], str_join(arena, id, STR("."), field->fields[i].id),
                      edition_text(p->view->edition, field->fields[i].label), inner);
        }
    }
}

static void add_fields(struct pairing *p) {
    const struct collection *collection = p->view->page->entry->item->collection;
    for (size_t i = 0; i < collection->field_count; i++) {
        const struct field *field = &collection->fields[i];
        struct shown shown[2] = {entry_field(p->sides[0].entry, i, p->view->arena),
                                 entry_field(p->sides[1].entry, i, p->view->arena)};
        const struct shown *const both[2] = {&shown[0], &shown[1]};
        if (field->is_translatable && !field->compute && !view_form_shows(collection, i)) {
            add_field(p, field, field->id, edition_text(p->view->edition, field->label), both);
        }
    }
}

/* ---- The body -------------------------------------------------------------------------------- */

static struct str role_name(enum segment_role role) {
    static const struct str names[] = {
        [ROLE_PARAGRAPH] = STR_INIT("paragraph"),     [ROLE_HEADING] = STR_INIT("heading"),
        [ROLE_LIST_ITEM] = STR_INIT("list-item"),     [ROLE_CELL] = STR_INIT("cell"),
        [ROLE_HEADER_CELL] = STR_INIT("header-cell"), [ROLE_CAPTION] = STR_INIT("caption"),
        [ROLE_NOTE] = STR_INIT("footnote"),
    };
    return names[role];
}

/* Both sides may have an anchor; footnotes have one each. */
static void put_ids(const struct pairing *p, struct datum *row, struct datum *cells,
                    const struct segment_html *const both[2]) {
    struct str own = both[0] ? both[0]->anchor : (struct str){0};
    struct str other = both[1] ? both[1]->anchor : (struct str){0};
    struct str first = own.length > 0 ? own : other;
    view_put_if(p->view, row, "id", first);
    datum_put_null(p->view->arena, cells->first, STR("id"));
    view_put_if(p->view, cells->last, "id", str_equal(other, first) ? (struct str){0} : other);
}

static bool is_in(const struct side *side, const struct segment_html *segment) {
    return segment && state_of(side, segment->id) != SEGMENT_MISSING;
}

static void add_segment(struct pairing *p, const struct segment_html *own,
                        const struct segment_html *other) {
    const struct segment_html *first = own ? own : other, *const both[2] = {own, other};
    bool is_said = is_in(&p->sides[0], own) || is_in(&p->sides[1], other);
    if (!is_said && first->anchor.length == 0) {
        return; /* an anchor stays: texts may lead there */
    }
    struct arena *arena = p->view->arena;
    struct datum *row = add_row(p, p->rows, role_name(first->role));
    view_put_if(p->view, row, "marker", first->marker);
    view_put_if(p->view, row, "label", first->label);
    struct datum *cells = datum_put_list(arena, row, STR("cells"));
    for (size_t i = 0; i < 2; i++) {
        add_cell(&p->sides[i], cells, first->id, DATUM_HTML,
                 both[i] ? both[i]->html : (struct str){0});
    }
    put_ids(p, row, cells, both);
}

/* Segments of the other side that the own one lacks, from `*at` up to `end`. */
static void add_rest(struct pairing *p, size_t *at, size_t end) {
    for (; *at < end; ++*at) {
        const struct segment_html *other = &p->sides[1].body.list.items[*at];
        if (!map_get(&p->sides[0].by_id, other->id)) {
            add_segment(p, NULL, other);
        }
    }
}

static void add_body(struct pairing *p) {
    const struct segments_html *own = &p->sides[0].body, *others = &p->sides[1].body;
    size_t at = 0;
    for (size_t i = 0; i < own->list.count; i++) {
        const struct segment_html *segment = &own->list.items[i];
        const struct segment_html *other = map_get(&p->sides[1].by_id, segment->id);
        if (other) {
            add_rest(p, &at, (size_t)(other - others->list.items));
        }
        add_segment(p, segment, other);
    }
    add_rest(p, &at, others->list.count);
}

/* ---- The page -------------------------------------------------------------------------------- */

/* Reads one side; the digest of all that its rows of the body are made of. */
static struct digest read_side(struct side *side, struct view *own, const struct entry *entry) {
    const struct following *following = entry->version->following;
    struct digester digester = {0};
    own->edition = entry->edition;
    *side = (struct side){.view = own, .entry = entry, .by_id = map_make(own->arena)};
    for (size_t i = 0; following && i < following->behind.count; i++) {
        const struct followed_segment *segment = following->behind.items[i];
        digester_add(&digester, segment->id);
        digester_add_u64(&digester, segment->state);
    }
    struct str prefix = own->page->entry == entry
                            ? (struct str){0}
                            : str_join(own->arena, entry->edition->tag, STR("-"));
    digester_add_digest(&digester, view_body_segments(own, entry, prefix, &side->body));
    for (size_t i = 0; i < side->body.list.count; i++) {
        map_put(&side->by_id, side->body.list.items[i].id, &side->body.list.items[i]);
    }
    return digester_end(&digester);
}

static void put_version(const struct view *view, struct datum *list, const struct edition *edition,
                        struct str path) {
    struct datum *map = datum_add_map(view->arena, list);
    datum_put_text(view->arena, map, STR("tag"), edition->tag);
    datum_put_text(view->arena, map, STR("dir"), edition->direction);
    datum_put_text(view->arena, map, STR("name"), edition->autonym);
    datum_put_text(view->arena, map, STR("href"), view_href(view, path));
}

void view_put_pair(const struct view *view, struct datum *root) {
    const struct page *page = view->page;
    struct arena *arena = view->arena;
    struct view own = *view, other = *view;
    struct pairing pairing = {.view = view};
    struct digest *origin = ARENA_NEW(arena, struct digest);
    *origin = read_side(&pairing.sides[0], &own, page->entry);
    *origin = digest_mix(*origin, read_side(&pairing.sides[1], &other, page->beside));
    struct datum *item = datum_put_map(arena, root, STR("item"));
    datum_put_text(arena, item, STR("id"), page->entry->item->id);
    view_put_text(view, datum_put_map(arena, item, STR("heading")), page->entry->title);
    view_put_flag(view, item, "sample", page->entry->item->is_sample);
    view_put_flag(view, item, "over", page->entry->item->is_expired);
    view_put_flag(view, item, "as_received", page->entry->item->collection->is_as_received);
    view_put_fallback(view, item, page->entry);
    view_put_life(view, item);
    view_put_own_collection(view, item);
    view_put_side_by_side(view, item);
    struct datum *pair = datum_put_map(arena, root, STR("pair"));
    struct datum *columns = datum_put_list(arena, pair, STR("columns"));
    put_version(view, columns, page->entry->edition, page->entry->path);
    put_version(view, columns, page->beside->edition, page->beside->path);
    pairing.fields = datum_put_list(arena, pair, STR("fields"));
    pairing.rows = datum_put_list(arena, pair, STR("rows"));
    pairing.rows->origin = origin;
    add_fields(&pairing);
    add_body(&pairing);
}

void view_put_side_by_side(const struct view *view, struct datum *item) {
    const struct entry *entry = view->page->entry;
    const struct editions *editions = view->edition->editions;
    struct datum *pages = datum_list(view->arena), *others = datum_list(view->arena);
    for (size_t i = 0; entry->state == ENTRY_OWN && i < editions->count; i++) {
        const struct edition *other = editions->bar[i];
        const struct entry *beside = &other->entries[entry->item->index];
        if (other == view->edition || beside->state != ENTRY_OWN) {
            continue;
        }
        struct str path = route_pair(view->arena, entry, beside);
        bool is_page = map_get(&view->plan->by_path, path) != NULL;
        put_version(view, is_page ? pages : others, other, is_page ? path : beside->path);
        view_put_flag(view, is_page ? pages->last : others->last, "current",
                      str_equal(path, view->page->path));
    }
    if (!entry->item->collection->is_side_by_side || (!pages->first && !others->first)) {
        datum_put_null(view->arena, item, STR("side_by_side"));
        return;
    }
    struct datum *map = datum_put_map(view->arena, item, STR("side_by_side"));
    datum_put_list(view->arena, map, STR("pages"))->first = pages->first;
    datum_put_list(view->arena, map, STR("others"))->first = others->first;
}
