#include "base/utf8.h"
#include "sources/markdown_html.h"

/* ---- numbers and letters of the reader's language ---- */

/* The character with index `index` of `text`, or the empty view. */
static struct str character(struct str text, size_t index) {
    size_t at = 0, start;

    while (at < text.length) {
        start = at;
        utf8_next(text, &at);
        if (index-- == 0) {
            return str_slice(text, start, at);
        }
    }
    return (struct str){0};
}

struct str html_number(const struct renderer *renderer, uint32_t number) {
    struct arena *arena = renderer->document->arena;
    struct str ascii = text_of_number(arena, number);
    struct strbuf local = {0};
    struct str text;

    if (str_is_empty(renderer->setting->digits)) {
        return ascii;
    }
    for (size_t i = 0; i < ascii.length; i++) {
        strbuf_add(&local, character(renderer->setting->digits, (size_t)(ascii.data[i] - '0')));
    }
    text = str_copy(arena, strbuf_view(&local));
    strbuf_release(&local);
    return text;
}

/* `form` with `value` in the place of `name`. */
static struct str fill_in(const struct renderer *renderer, struct str form, struct str name,
                          struct str value) {
    size_t at = str_find(form, name, 0);

    return at == STR_NONE ? form
                          : str_join(renderer->document->arena, str_slice(form, 0, at), value,
                                     str_from_byte(form, at + name.length));
}

/* 1 -> the first letter; beyond the last letter two are written, and so on. */
static struct str letters(const struct renderer *renderer, uint32_t number) {
    struct str alphabet = renderer->setting->sub_paragraph_alphabet, text = {0};
    uint32_t count;

    if (str_is_empty(alphabet)) {
        alphabet = STR("abcdefghijklmnopqrstuvwxyz");
    }
    count = (uint32_t)utf8_count(alphabet);
    while (number > 0) {
        text = str_join(renderer->document->arena, character(alphabet, (number - 1) % count), text);
        number = count > 1 ? (number - 1) / count : 0;
    }
    return text;
}

static struct str marker_text(const struct renderer *renderer, const struct mark *item) {
    struct str form = renderer->setting->sub_paragraph_form;

    return fill_in(renderer, str_is_empty(form) ? STR("({letter})") : form, STR("{letter}"),
                   letters(renderer, item->number));
}

/* ---- numbered paragraphs ---- */

void html_marker(struct renderer *renderer, const struct mark *item) {
    if (item->parent->numbering != NUMBERING_SUB_PARAGRAPHS) {
        return;
    }
    put(renderer, STR("<span class=\"marker\">"));
    put_text(renderer, marker_text(renderer, item));
    put(renderer, STR("</span> "));
}

static struct str item_name(const struct renderer *renderer, const struct mark *item) {
    if (item->parent->numbering == NUMBERING_PARAGRAPHS) {
        return html_number(renderer, item->number);
    }
    return str_join(renderer->document->arena, html_number(renderer, item->parent->parent->number),
                    STR(" "), marker_text(renderer, item));
}

struct str html_item_marker(const struct renderer *renderer, const struct mark *item) {
    return item->parent->numbering == NUMBERING_PARAGRAPHS ? html_number(renderer, item->number)
                                                           : marker_text(renderer, item);
}

struct str html_item_label(const struct renderer *renderer, const struct mark *item) {
    struct str label = renderer->setting->paragraph_label;

    return fill_in(renderer, str_is_empty(label) ? STR("{n}") : label, STR("{n}"),
                   item_name(renderer, item));
}

static struct html_version make_version(struct arena *arena,
                                        const struct markdown_version *version) {
    struct strbuf text = {0};
    struct renderer renderer = {.out = &text};
    struct html_version made;

    put(&renderer, STR(" <a href=\""));
    put_text(&renderer, version->href);
    put(&renderer, STR("#"));
    made.before = str_copy(arena, strbuf_view(&text));
    strbuf_clear(&text);
    put(&renderer, STR("\""));
    put_attribute(&renderer, STR("hreflang"), version->lang);
    put(&renderer, STR(">"));
    put_text(&renderer, version->lang);
    put(&renderer, STR("</a>"));
    made.after = str_copy(arena, strbuf_view(&text));
    strbuf_release(&text);
    return made;
}

/* A report has hundreds of paragraphs, and their links differ in the id only. */
static const struct html_version *make_versions(const struct renderer *renderer) {
    const struct markdown_setting *setting = renderer->setting;
    struct arena *arena = renderer->document->arena;
    struct html_version *versions = ARENA_ARRAY(arena, struct html_version, setting->version_count);

    for (size_t i = 0; i < setting->version_count; i++) {
        versions[i] = make_version(arena, &setting->versions[i]);
    }
    return versions;
}

static void put_versions(struct renderer *renderer, const struct mark *item) {
    size_t count = renderer->setting->version_count;

    if (count == 0) {
        return;
    }
    if (!renderer->versions) {
        renderer->versions = make_versions(renderer);
    }
    for (size_t i = 0; i < count; i++) {
        put(renderer, renderer->versions[i].before);
        put_text(renderer, item->id);
        put(renderer, renderer->versions[i].after);
    }
}

void html_permalink(struct renderer *renderer, const struct mark *item) {
    put(renderer, STR("<a class=\"permalink\" href=\"#"));
    put_text(renderer, item->id);
    put(renderer, STR("\""));
    put_attribute(renderer, STR("aria-label"), html_item_label(renderer, item));
    put(renderer, STR(">\u00B6</a>"));
    put_versions(renderer, item);
}

/* ---- footnotes ---- */

/* fn-1, fnref-1, fnref-1-2, with the prefix of the text. */
static void put_footnote_id(struct renderer *renderer, struct str kind, uint32_t number,
                            uint32_t reference) {
    put_text(renderer, renderer->setting->id_prefix);
    put(renderer, kind);
    strbuf_add_u64(renderer->out, number);
    if (reference > 1) {
        put(renderer, STR("-"));
        strbuf_add_u64(renderer->out, reference);
    }
}

struct str html_footnote_id(const struct renderer *renderer, const struct footnote *footnote) {
    struct arena *arena = renderer->document->arena;

    return str_join(arena, renderer->setting->id_prefix, STR("fn-"),
                    text_of_number(arena, footnote->number));
}

void html_footnote_reference(struct renderer *renderer, const struct mark *mark) {
    if (mark->number == 0) {
        /* There is no such footnote: an error, shown as it was written. */
        put(renderer, STR("[^"));
        put_text(renderer, mark->text);
        put(renderer, STR("]"));
        return;
    }
    put(renderer, STR("<sup class=\"footnote\"><a href=\"#"));
    put_footnote_id(renderer, STR("fn-"), mark->number, 0);
    put(renderer, STR("\" id=\""));
    put_footnote_id(renderer, STR("fnref-"), mark->number, mark->count);
    put(renderer, STR("\" role=\"doc-noteref\">"));
    put_text(renderer, html_number(renderer, mark->number));
    put(renderer, STR("</a></sup>"));
}

static void put_back_link(struct renderer *renderer, const struct footnote *footnote,
                          uint32_t reference) {
    struct str label = renderer->setting->back_label;
    struct str name = html_number(renderer, footnote->number);

    if (reference > 1) {
        name =
            str_join(renderer->document->arena, name, STR("-"), html_number(renderer, reference));
    }
    put(renderer, STR(" <a class=\"back\" href=\"#"));
    put_footnote_id(renderer, STR("fnref-"), footnote->number, reference);
    put(renderer, STR("\" role=\"doc-backlink\""));
    put_attribute(renderer, STR("aria-label"),
                  fill_in(renderer, str_is_empty(label) ? STR("{n}") : label, STR("{n}"), name));
    /* U+FE0E asks for the plain arrow, not the coloured picture. */
    put(renderer, STR(">\u21A9\uFE0E"));
    if (footnote->reference_count > 1) {
        put(renderer, STR("<sup>"));
        put_text(renderer, html_number(renderer, reference));
        put(renderer, STR("</sup>"));
    }
    put(renderer, STR("</a>"));
}

void html_back_links(struct renderer *renderer, const struct footnote *footnote) {
    for (uint32_t i = 1; i <= footnote->reference_count; i++) {
        put_back_link(renderer, footnote, i);
    }
}

static void put_footnote(struct renderer *renderer, const struct footnote *footnote) {
    const struct mark *last = footnote->body->last;
    bool ends_in_paragraph = last && last->kind == MARK_PARAGRAPH && !mark_is_figure(last);

    put(renderer, STR("<li id=\""));
    put_footnote_id(renderer, STR("fn-"), footnote->number, 0);
    put(renderer, STR("\">\n"));
    renderer->footnote = footnote;
    renderer->back_link_after = ends_in_paragraph ? last : NULL;
    html_below(renderer, footnote->body);
    if (!ends_in_paragraph) {
        put(renderer, STR("<p>"));
        html_back_links(renderer, footnote);
        put(renderer, STR("</p>\n"));
    }
    put(renderer, STR("</li>\n"));
}

void html_footnotes(struct renderer *renderer) {
    const struct document *document = renderer->document;
    struct str title = renderer->setting->footnotes_title;

    if (document->shown_footnotes.count == 0) {
        return;
    }
    put(renderer, STR("<section class=\"footnotes\" role=\"doc-endnotes\""));
    if (!str_is_empty(title)) {
        put_attribute(renderer, STR("aria-label"), title);
    }
    put(renderer, STR(">\n<ol>\n"));
    for (size_t i = 0; i < document->shown_footnotes.count; i++) {
        put_footnote(renderer, document->shown_footnotes.items[i]);
    }
    put(renderer, STR("</ol>\n</section>\n"));
}
