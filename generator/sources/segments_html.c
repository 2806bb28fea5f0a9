/* Segments as HTML: each block of a text by itself, its notes and links as in the whole. */
#include "sources/markdown_html.h"
#include "sources/segments.h"

static bool is_numbered(const struct mark *item) {
    return item->parent->numbering != NUMBERING_NONE;
}

/* The item of a list that begins with this text, or NULL. */
static const struct mark *item_begun(const struct mark *mark) {
    const struct mark *item = mark->parent;

    return item && item->kind == MARK_ITEM && item->first == mark ? item : NULL;
}

static enum segment_role role_of(const struct segment *segment) {
    const struct mark *mark = segment->mark, *item = item_begun(mark);

    switch (mark->kind) {
    case MARK_HEADING:
        return ROLE_HEADING;
    case MARK_CAPTION:
        return ROLE_CAPTION;
    case MARK_CELL:
        return mark->cell == CELL_DATA ? ROLE_CELL : ROLE_HEADER_CELL;
    default:
        return segment->footnote            ? ROLE_NOTE
               : item && !is_numbered(item) ? ROLE_LIST_ITEM
                                            : ROLE_PARAGRAPH;
    }
}

static void name_item(const struct renderer *renderer, const struct mark *item,
                      struct segment_html *shown) {
    if (is_numbered(item)) {
        shown->anchor = item->id;
        shown->marker = html_item_marker(renderer, item);
        shown->label = html_item_label(renderer, item);
    } else if (item->parent->is_ordered) {
        shown->marker = html_number(renderer, item->number);
    }
}

static void name(const struct renderer *renderer, const struct segment *segment,
                 struct segment_html *shown) {
    const struct mark *mark = segment->mark, *item = item_begun(mark);

    if (mark->kind == MARK_HEADING) {
        shown->anchor = mark->id;
    } else if (segment->footnote && segment->footnote->body->first == mark) {
        shown->anchor = html_footnote_id(renderer, segment->footnote);
        shown->marker = html_number(renderer, segment->footnote->number);
    } else if (item) {
        name_item(renderer, item, shown);
    }
}

static void write_block(struct renderer *renderer, const struct segment *segment) {
    const struct mark *mark = segment->mark;

    if (mark_is_figure(mark)) {
        html_figure(renderer, mark);
    } else if (mark->kind == MARK_HEADING) {
        uint32_t level = html_heading_level(renderer, mark->number);
        strbuf_add_format(renderer->out, "<h%u>", level);
        html_below(renderer, mark);
        strbuf_add_format(renderer->out, "</h%u>", level);
    } else {
        html_below(renderer, mark);
    }
}

void segments_render(struct str text, const struct markdown_setting *setting, struct arena *arena,
                     struct segments_html *segments) {
    struct document document = {
        .arena = arena, .first_line = 1, .numbering = setting->numbering, .setting = setting};
    struct strbuf html = {0};
    struct renderer renderer = {.document = &document, .setting = setting, .out = &html};
    struct segments found;

    *segments = (struct segments_html){0};
    document_read(&document, text);
    segments_find(&document, &found);
    for (size_t i = 0; i < found.list.count; i++) {
        const struct segment *segment = &found.list.items[i];
        if (segment->footnote && segment->footnote->number == 0) {
            continue; /* nobody refers to it */
        }
        struct segment_html *shown = LIST_ADD(&segments->list, arena);
        *shown = (struct segment_html){.id = segment->id, .role = role_of(segment)};
        name(&renderer, segment, shown);
        strbuf_clear(&html);
        write_block(&renderer, segment);
        shown->html = str_copy(arena, strbuf_view(&html));
    }
    strbuf_release(&html);
}
