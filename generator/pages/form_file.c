/*
 * A questionnaire as a file that any text editor can fill in, and that `isogloss import reply`
 * reads: YAML, in which all answers stand in the same way, so that nobody has to know YAML. It
 * begins with a byte order mark, for without it a browser takes a file on this disk for another
 * charset, and so do some editors.
 */
#include "base/utf8.h"
#include "pages/view.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define DOTS "\xE2\x80\xA6"
#define LINE_MAX_RUNES 76

/* Appends up to LINE_MAX_RUNES of `text`, broken at a space, and returns what is left. */
static struct str add_line(struct strbuf *out, struct str text) {
    size_t at = 0, space = 0;
    for (size_t runes = 0; at < text.length && runes < LINE_MAX_RUNES; runes++) {
        utf8_next(text, &at);
        if (at < text.length && text.data[at] == ' ') {
            space = at;
        }
    }
    size_t end = at < text.length && space > 0 ? space : text.length;
    strbuf_add(out, str_slice(text, 0, end));
    strbuf_add_char(out, '\n');
    return str_trim(str_from_byte(text, end));
}

/* A text of one or more lines. */
static void add_comment(struct strbuf *out, const char *indent, struct str text) {
    do {
        struct str line = str_trim(str_cut(&text, '\n'));
        do {
            strbuf_add_c(out, indent);
            line = add_line(out, line);
        } while (line.length > 0);
    } while (text.length > 0);
}

static struct str phrase(const struct view *view, enum phrase index) {
    return view->edition->phrases[index].text;
}

static void add_head(const struct view *view, struct strbuf *out) {
    const struct entry *entry = view->page->entry;
    const struct item *item = entry->item;
    strbuf_add_c(out, BYTE_ORDER_MARK);
    add_comment(out, "# ", entry->title.text);
    strbuf_add_c(out, "#\n");
    add_comment(out, "# ", phrase(view, PHRASE_FORM_EDITOR));
    add_comment(out, "# ", phrase(view, PHRASE_FORM_DOTS));
    strbuf_add_format(out, "\nform: %.*s/%.*s\n", STR_ARG(item->collection->id), STR_ARG(item->id));
}

/* The codes stand first in a line, so that they do where the text runs from right to left, too. */
static void add_code(struct strbuf *out, struct str code, struct str name) {
    strbuf_add_format(out, "#   %-6.*s %.*s\n", STR_ARG(code), STR_ARG(name));
}

static void add_languages(const struct view *view, struct strbuf *out) {
    const struct editions *editions = view->edition->editions;
    strbuf_add_c(out, "\n");
    add_comment(out, "# ", phrase(view, PHRASE_FORM_LANGUAGE));
    add_comment(out, "# ", phrase(view, PHRASE_FORM_CODES));
    for (size_t i = 0; i < editions->count; i++) {
        add_code(out, editions->bar[i]->tag, editions->bar[i]->autonym);
    }
    strbuf_add_format(out, "lang: %.*s\n", STR_ARG(view->edition->tag));
}

static void add_senders(const struct view *view, struct strbuf *out) {
    const struct collection *replies = view->page->shelf->collection->form->replies;
    const struct entry **entries;
    size_t count = view_senders(view, &entries);
    strbuf_add_c(out, "\n");
    add_comment(out, "# ",
                edition_text(view->edition, replies->fields[replies->reply->by].label).text);
    add_comment(out, "# ", phrase(view, PHRASE_FORM_CODES));
    for (size_t i = 0; i < count; i++) {
        add_code(out, entries[i]->item->id, entries[i]->title.text);
    }
    strbuf_add_c(out, "by: " DOTS "\n");
}

static void add_hints(const struct view *view, struct strbuf *out,
                      const struct question *question) {
    if (question->help.text.length > 0) {
        add_comment(out, "  # ", question->help.text);
    }
    if (question->type == QUESTION_NUMBER || question->type == QUESTION_DATE) {
        add_comment(out, "  # ",
                    phrase(view, question->type == QUESTION_NUMBER ? PHRASE_FORM_NUMBER
                                                                   : PHRASE_FORM_DATE));
    }
    if (question->option_count > 0) {
        add_comment(out, "  # ", phrase(view, PHRASE_FORM_OPTIONS));
    }
    for (size_t i = 0; i < question->option_count; i++) {
        strbuf_add_format(out, "  #   %.*s\n", STR_ARG(question->options[i].text));
    }
}

static void add_question(const struct view *view, struct strbuf *out,
                         const struct question *question, size_t number) {
    struct str text =
        str_join(view->arena, view_number(view, number), STR(". "), question->text.text);
    if (question->is_required) {
        text = str_join(view->arena, text, STR(" "), phrase(view, PHRASE_FORM_REQUIRED));
    }
    strbuf_add_c(out, "\n");
    add_comment(out, "  # ", text);
    add_hints(view, out, question);
    strbuf_add_format(out, "  %.*s: |-\n    " DOTS "\n", STR_ARG(question->id));
}

void form_file_render(const struct view *view, struct strbuf *out) {
    size_t count;
    const struct question *questions = entry_questions(view->page->entry, view->arena, &count);
    add_head(view, out);
    add_languages(view, out);
    add_senders(view, out);
    strbuf_add_c(out, "\nanswers:\n");
    for (size_t i = 0; i < count; i++) {
        add_question(view, out, &questions[i], i + 1);
    }
}
