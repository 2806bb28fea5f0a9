#include "translate/item_messages.h"

struct str item_place(const struct item *item, struct str segment, struct arena *arena) {
    return str_join(arena, item->collection->id, STR("/"), item->id, STR("#"), segment);
}

struct str item_locale_path(const struct item *item, struct str tag, const char *ending,
                            struct arena *arena) {
    return str_join(arena, STR("locales/"), tag, STR("/content/"), item->collection->id, STR("/"),
                    item->id, str_from(ending));
}

void item_messages_add_header(struct strbuf *out, const struct site *site,
                              const struct version *source, struct str lang) {
    po_add_header(out, &(struct po_header){.project = site->title,
                                           .lang = lang,
                                           .source_lang = source->language->tag});
}

/* ---- What a text is, for its translator -------------------------------------------------------
 */

/* "r2c1" of a cell. */
static bool is_cell(struct str text) {
    size_t column = str_find_char(text, 'c', 0);
    uint32_t number;
    return str_starts(text, STR("r")) && column != STR_NONE &&
           str_to_u32(str_slice(text, 1, column), &number) &&
           str_to_u32(str_from_byte(text, column + 1), &number);
}

static void add_cell(struct strbuf *out, struct str cell) {
    struct str column = cell;
    struct str row = str_from_byte(str_cut(&column, 'c'), 1);
    if (str_equal(row, STR("0"))) {
        strbuf_add_c(out, ", head of column ");
    } else {
        strbuf_add_format(out, ", table row %.*s, column ", STR_ARG(row));
    }
    strbuf_add(out, column);
}

/* Cuts off "-caption" or "-r2c1", of a table that is the text before it. */
static struct str cut_table_part(struct str *id) {
    size_t dash = str_find_last_char(*id, '-');
    struct str part = dash == STR_NONE ? (struct str){0} : str_from_byte(*id, dash + 1);
    if (!str_equal(part, STR("caption")) && !is_cell(part)) {
        return (struct str){0};
    }
    *id = str_slice(*id, 0, dash);
    return part;
}

/* p7, p7-a, s-results, body, note-a: where in the text. */
static void add_spot(struct strbuf *out, struct str spot, struct str number) {
    struct str rest = spot;
    if (str_equal(spot, STR("body"))) {
        strbuf_add_c(out, "before the first heading");
    } else if (str_starts(spot, STR("s-"))) {
        strbuf_add_format(out, "%s%.*s", number.length == 0 ? "heading " : "below the heading ",
                          STR_ARG(spot));
    } else if (str_starts(spot, STR("note-"))) {
        strbuf_add_format(out, "footnote %.*s", STR_ARG(str_from_byte(spot, strlen("note-"))));
    } else {
        struct str paragraph = str_from_byte(str_cut(&rest, '-'), 1);
        strbuf_add_format(out, "¶ %.*s", STR_ARG(paragraph));
        if (rest.length > 0) {
            strbuf_add_format(out, " (%.*s)", STR_ARG(rest));
        }
    }
    if (number.length > 0) {
        strbuf_add_format(out, ", text %.*s", STR_ARG(number));
    }
}

/* An id of sources/segments.h in words. Without a number it can be the heading itself only if it is
   no part of a table. */
static void add_body_text(struct strbuf *out, struct str id) {
    struct str part = id.length > 0 ? cut_table_part(&id) : (struct str){0};
    struct str number = id;
    struct str spot = str_cut(&number, '.');
    add_spot(out, spot, number);
    if (str_equal(part, STR("caption"))) {
        strbuf_add_c(out, ", caption of the table");
    } else if (part.length > 0) {
        add_cell(out, part);
    }
}

/* Its path, and what readers know the whole field by. */
static void add_field(struct strbuf *out, const struct collection *collection,
                      const struct pair *pair) {
    struct str rest = pair->id;
    size_t field = field_find(collection->fields, collection->field_count, str_cut(&rest, '.'));
    strbuf_add_format(out, "field %.*s", STR_ARG(pair->id));
    if (field != FIELD_NONE && collection->fields[field].label.length > 0) {
        strbuf_add_c(out, ": ");
        strbuf_add(out, collection->fields[field].label);
    }
    strbuf_add_c(out, pair->form == PAIR_MARKDOWN ? " (Markdown)" : "");
}

/* Of the page in the language of the source, as far as its anchor goes. */
static void add_address(struct strbuf *out, const struct site *site, const struct pairs *pairs,
                        const struct pair *pair) {
    const struct item *item = pairs->item;
    struct str id = pair->id;
    strbuf_add_char(out, '\n');
    strbuf_add(out, site->base_url);
    strbuf_add(out, pairs->source->language->tag);
    if (item == site->home) {
        strbuf_add_c(out, "/index.html");
    } else {
        strbuf_add_format(out, "/%.*s/%.*s.html", STR_ARG(item->collection->id), STR_ARG(item->id));
    }
    if (pair->form == PAIR_SEGMENT) {
        cut_table_part(&id);
        id = str_cut(&id, '.');
        if (!str_equal(id, STR("body")) && !str_starts(id, STR("note-"))) {
            strbuf_add_format(out, "#%.*s", STR_ARG(id));
        }
    }
}

static struct str describe(const struct site *site, const struct pairs *pairs,
                           const struct pair *pair, struct arena *arena) {
    struct strbuf out = {0};
    if (pair->form == PAIR_SEGMENT) {
        add_body_text(&out, pair->id);
    } else {
        add_field(&out, pairs->item->collection, pair);
    }
    if (site->base_url.length > 0) {
        add_address(&out, site, pairs, pair);
    }
    struct str text = str_copy(arena, strbuf_view(&out));
    strbuf_release(&out);
    return text;
}

/* ---- All of it --------------------------------------------------------------------------------
 */

void item_messages_collect(struct item_messages *messages, const struct site *site,
                           const struct pairs *pairs, struct arena *arena) {
    *messages = (struct item_messages){0};
    for (size_t i = 0; i < pairs->list.count; i++) {
        const struct pair *pair = &pairs->list.items[i];
        if (pair->source.length == 0) {
            continue; /* to PO, the header */
        }
        struct po_entry *entry = LIST_ADD(&messages->entries, arena);
        *entry =
            (struct po_entry){.msgid = pair->source, .comment = describe(site, pairs, pair, arena)};
        *LIST_ADD(&entry->paths, arena) = item_place(pairs->item, pair->id, arena);
    }
}

struct po_wishes item_messages_wishes(const struct item_messages *messages) {
    return (struct po_wishes){messages->entries.items, messages->entries.count, PO_PLACE_OF_TEXT,
                              1};
}
