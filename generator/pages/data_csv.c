/*
 * The table (RFC 4180): a record a line, lines end with CRLF, the first line names the columns.
 *
 * Many open such files in a spreadsheet, which takes some texts for formulas and runs them. A text
 * that begins like one, or with an apostrophe, has an apostrophe before it: so it can be undone.
 */
#include "pages/data.h"

/* ---- One cell ---------------------------------------------------------------------------------
 */

static bool is_formula_start(struct str text) {
    static const struct str wide[] = {STR_INIT("\xEF\xBC\x8B"), STR_INIT("\xEF\xBC\x8D"),
                                      STR_INIT("\xEF\xBC\x9D"), STR_INIT("\xEF\xBC\xA0")};
    if (text.length == 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (str_starts(text, wide[i])) {
            return true;
        }
    }
    return str_find_char(STR("=+-@'\t\r\n"), text.data[0], 0) != STR_NONE;
}

/* A negative number is no formula. */
static bool is_plain(const struct column *column) {
    return column->list_depth == 0 && column->leaf && column->leaf->type == FIELD_NUMBER;
}

static void add_cell(struct strbuf *out, const struct column *column, struct str text) {
    bool is_escaped = !is_plain(column) && is_formula_start(text);
    bool is_quoted = false;
    for (size_t i = 0; i < text.length && !is_quoted; i++) {
        is_quoted = strchr("\",\r\n", text.data[i]) != NULL;
    }
    if (is_quoted) {
        strbuf_add_char(out, '"');
    }
    if (is_escaped) {
        strbuf_add_char(out, '\'');
    }
    while (text.data) {
        struct str piece = str_cut(&text, '"');
        strbuf_add(out, piece);
        if (text.data) {
            strbuf_add(out, STR("\"\""));
        }
    }
    if (is_quoted) {
        strbuf_add_char(out, '"');
    }
}

/* ---- The value of a cell ----------------------------------------------------------------------
 */

/* The characters that HTML writes by name, as our own does. */
static size_t add_reference(struct strbuf *out, struct str html, size_t at) {
    static const struct {
        struct str name;
        char c;
    } references[] = {{STR_INIT("&amp;"), '&'},
                      {STR_INIT("&lt;"), '<'},
                      {STR_INIT("&gt;"), '>'},
                      {STR_INIT("&quot;"), '"'},
                      {STR_INIT("&#39;"), '\''}};
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        if (str_starts(str_from_byte(html, at), references[i].name)) {
            strbuf_add_char(out, references[i].c);
            return references[i].name.length;
        }
    }
    strbuf_add_char(out, '&');
    return 1;
}

static void add_blank(struct strbuf *out) {
    if (out->length > 0 && out->data[out->length - 1] != ' ') {
        strbuf_add_char(out, ' ');
    }
}

/* Tags within a line leave nothing behind; those of blocks a blank. */
static bool is_inline(struct str tag) {
    static const struct str names[] = {STR_INIT("a"),   STR_INIT("em"),   STR_INIT("strong"),
                                       STR_INIT("bdi"), STR_INIT("code"), STR_INIT("span"),
                                       STR_INIT("sup")};
    struct str name = str_starts(tag, STR("/")) ? str_from_byte(tag, 1) : tag;
    size_t blank = str_find_char(name, ' ', 0);
    name = blank == STR_NONE ? name : str_slice(name, 0, blank);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_equal(names[i], name)) {
            return true;
        }
    }
    return false;
}

/* What readers see of a Markdown text, in one line. The source would not do: it names what is not
   published yet, and its links may have no text of their own. */
static struct str text_of(const struct view *view, const struct field *field,
                          const struct shown *shown) {
    struct str html = view_markdown(view, shown->text, field->id);
    struct strbuf text = {0};
    for (size_t at = 0; at < html.length;) {
        char c = html.data[at];
        size_t end = c == '<' ? str_find_char(html, '>', at) : STR_NONE;
        if (end != STR_NONE) {
            if (!is_inline(str_slice(html, at + 1, end))) {
                add_blank(&text);
            }
            at = end + 1;
        } else if (c == '&') {
            at += add_reference(&text, html, at);
        } else if (char_is_blank(c)) {
            add_blank(&text);
            at++;
        } else {
            strbuf_add_char(&text, c);
            at++;
        }
    }
    struct str plain = str_copy(view->arena, str_trim(strbuf_view(&text)));
    strbuf_release(&text);
    return plain;
}

static struct str part_of(const struct view *view, const struct column *column,
                          const struct shown *shown) {
    switch (column->part) {
    case COLUMN_NAME:
        return shown->text.text;
    case COLUMN_LANG:
        return shown->text.language ? shown->text.language->tag : (struct str){0};
    case COLUMN_FROM:
        return data_first_day(shown);
    case COLUMN_TO:
        return data_last_day(shown);
    default:
        break;
    }
    switch (shown->kind) {
    case SHOWN_MARKDOWN:
        return text_of(view, column->leaf, shown);
    case SHOWN_DATE:
    case SHOWN_NUMBER:
    case SHOWN_NAME:
    case SHOWN_ENTRY:
        return shown->code;
    default:
        return shown->text.text;
    }
}

/* A value on the way to the leaf of a column. */
struct step {
    const struct view *view;
    const struct column *column;
    const struct field *field;
    const struct shown *shown;
    size_t map_depth, list_depth;
};

/* In a list the marks between values may not stand in a value: others that look like them do. */
static void add_part(struct strbuf *cell, struct step step) {
    const struct column *column = step.column;
    struct str text = part_of(step.view, column, step.shown);
    size_t start = 0;
    for (size_t i = 0; column->list_depth > 0 && i < text.length; i++) {
        bool is_outer = text.data[i] == CELL_SEPARATOR;
        bool is_inner = text.data[i] == CELL_INNER_SEPARATOR && column->list_depth > 1;
        if (is_outer || is_inner) {
            strbuf_add(cell, str_slice(text, start, i));
            strbuf_add(cell, is_outer ? STR("\xC2\xA6") : STR(","));
            start = i + 1;
        }
    }
    strbuf_add(cell, str_from_byte(text, start));
}

static void add_value(struct strbuf *cell, struct step step);

/* Columns of one list of maps stay side by side, so a missing value leaves its place empty; but if
   all are missing, so is the list. */
static void add_list(struct strbuf *cell, struct step step) {
    const struct shown *list = step.shown;
    const struct field *element = step.field->element;
    size_t start = cell->length, marks = 0;
    char separator = step.list_depth == 0 ? CELL_SEPARATOR : CELL_INNER_SEPARATOR;
    for (size_t i = 0, shown = 0; i < list->count; i++) {
        if (element->type != FIELD_MAP && !view_is_visible(&list->values[i])) {
            continue;
        }
        if (shown++ > 0) {
            strbuf_add_char(cell, separator);
            marks++;
        }
        struct step inner = step;
        inner.field = element;
        inner.shown = &list->values[i];
        inner.list_depth++;
        add_value(cell, inner);
    }
    if (cell->length == start + marks) {
        cell->length = start;
    }
}

static void add_value(struct strbuf *cell, struct step step) {
    if (!view_is_visible(step.shown)) {
        return;
    }
    switch (step.shown->kind) {
    case SHOWN_LIST:
        add_list(cell, step);
        break;
    case SHOWN_MAP: {
        size_t index = step.column->steps[step.map_depth++];
        step.shown = &step.shown->values[index];
        step.field = &step.field->fields[index];
        add_value(cell, step);
        break;
    }
    default:
        add_part(cell, step);
        break;
    }
}

static void add_languages(struct strbuf *cell, const struct entry *entry) {
    const struct editions *editions = entry->edition->editions;
    for (size_t i = 0, count = 0; i < editions->count; i++) {
        if (editions->bar[i]->entries[entry->item->index].state == ENTRY_OWN) {
            if (count++ > 0) {
                strbuf_add_char(cell, CELL_SEPARATOR);
            }
            strbuf_add(cell, editions->bar[i]->tag);
        }
    }
}

static void add_of_entry(const struct view *view, struct strbuf *cell, const struct column *column,
                         const struct entry *entry) {
    switch (column->part) {
    case COLUMN_ID:
        strbuf_add(cell, entry->item->id);
        break;
    case COLUMN_ENTRY_LANG:
        strbuf_add(cell, entry->version->language->tag);
        break;
    case COLUMN_ORIGINAL:
        strbuf_add(cell, entry->item->versions[0].language->tag);
        break;
    case COLUMN_LANGUAGES:
        add_languages(cell, entry);
        break;
    case COLUMN_UPDATED:
        if (entry->item->updated.year > 0) {
            strbuf_add(cell, date_iso(view->arena, entry->item->updated));
        }
        break;
    case COLUMN_SAMPLE:
        strbuf_add(cell, entry->item->is_sample ? STR("true") : STR("false"));
        break;
    default:
        strbuf_add(cell, data_address(view, entry->path));
        break;
    }
}

/* ---- The table --------------------------------------------------------------------------------
 */

static void add_names(struct strbuf *out, const struct columns *columns) {
    for (size_t i = 0; i < columns->count; i++) {
        strbuf_add(out, i > 0 ? STR(",") : (struct str){0});
        add_cell(out, &columns->items[i], columns->items[i].name);
    }
    strbuf_add(out, STR("\r\n"));
}

static void add_row(const struct view *view, struct strbuf *out, const struct columns *columns,
                    const struct entry *entry) {
    const struct collection *collection = entry->item->collection;
    struct shown *fields = ARENA_ARRAY(view->arena, struct shown, collection->field_count);
    struct strbuf *cell = &view->scratch->body;
    for (size_t i = 0; i < collection->field_count; i++) {
        fields[i] = data_field(entry, i, view->arena);
    }
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->items[i];
        strbuf_clear(cell);
        if (column->field == FIELD_NONE) {
            add_of_entry(view, cell, column, entry);
        } else {
            add_value(cell, (struct step){.view = view,
                                          .column = column,
                                          .field = &collection->fields[column->field],
                                          .shown = &fields[column->field]});
        }
        strbuf_add(out, i > 0 ? STR(",") : (struct str){0});
        add_cell(out, column, strbuf_view(cell));
    }
    strbuf_add(out, STR("\r\n"));
}

void data_csv_render(const struct view *view, struct strbuf *out) {
    const struct shelf *shelf = view->page->shelf;
    struct columns columns = data_columns(view->arena, shelf->collection);
    struct arena arena = {0}; /* of one at a time: there may be 10,000 */
    struct view row = *view;
    row.arena = &arena;
    add_names(out, &columns);
    for (size_t i = 0; i < shelf->count; i++) {
        arena_reset(row.arena);
        add_row(&row, out, &columns, shelf->entries[i]);
    }
    arena_release(&arena);
}
