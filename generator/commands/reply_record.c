/* A reply as a record of the site: YAML that reads back as exactly what was received. */
#include "commands/messages.h"
#include "commands/reply_file.h"

#include <time.h>

/* ---- Plain text as Markdown -------------------------------------------------------------------
 */

/* What begins or ends a span wherever it stands. */
static bool is_mark(char c) {
    return str_find_char(STR("\\`*_[]<&"), c, 0) != STR_NONE;
}

/* At the beginning of a line these make headings, lists, quotations, captions and tables. */
static bool begins_block(struct str line) {
    return line.length > 0 && str_find_char(STR("#+-=>:|~"), line.data[0], 0) != STR_NONE;
}

/* The digits of an ordered list, whose point or bracket is then escaped. */
static size_t count_digits(struct str line) {
    size_t count = 0;
    while (count < line.length && char_is_digit(line.data[count])) {
        count++;
    }
    bool is_list = count > 0 && count < line.length &&
                   (line.data[count] == '.' || line.data[count] == ')') &&
                   (count + 1 == line.length || char_is_blank(line.data[count + 1]));
    return is_list ? count : 0;
}

static void add_escaped_line(struct strbuf *out, struct str line) {
    size_t digits = count_digits(line);
    for (size_t i = 0; i < line.length; i++) {
        bool is_first = i == 0 && begins_block(line);
        if (is_first || (digits > 0 && i == digits) || is_mark(line.data[i])) {
            strbuf_add_char(out, '\\');
        }
        strbuf_add_char(out, line.data[i]);
    }
}

/* The same text in Markdown: each line stays one, and nothing in it is more than text. */
static struct str as_markdown(struct arena *arena, struct str text) {
    struct strbuf out = {0};
    while (text.data) {
        struct str line = str_trim(str_cut(&text, '\n'));
        struct str rest = text;
        add_escaped_line(&out, line);
        /* A hard break, unless the paragraph ends. */
        bool goes_on = line.length > 0 && rest.data && str_trim(str_cut(&rest, '\n')).length > 0;
        strbuf_add_c(&out, goes_on ? "\\" : "");
        strbuf_add_c(&out, text.data ? "\n" : "");
    }
    struct str copy = str_copy(arena, strbuf_view(&out));
    strbuf_release(&out);
    return copy;
}

/* ---- The record -------------------------------------------------------------------------------
 */

static void add_quoted(struct strbuf *out, struct str text) {
    strbuf_add_char(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '"' || text.data[i] == '\\') {
            strbuf_add_char(out, '\\');
        }
        strbuf_add_char(out, text.data[i] == '\n' ? ' ' : text.data[i]);
    }
    strbuf_add_c(out, "\"\n");
}

/* Lines as they are; no text of ours begins with a space, so none needs to be counted. */
static void add_block(struct strbuf *out, struct str text) {
    strbuf_add_c(out, "|-\n");
    while (text.data) {
        struct str line = str_cut(&text, '\n');
        strbuf_add_c(out, line.length > 0 ? "      " : "");
        strbuf_add(out, line);
        strbuf_add_char(out, '\n');
    }
}

static void add_key(struct strbuf *out, const struct collection *collection, size_t field) {
    strbuf_add(out, collection->fields[field].id);
    strbuf_add_c(out, ": ");
}

/* The day on which it came: today, in UTC. */
static void add_date(struct strbuf *out, const struct collection *replies, int64_t now_s) {
    time_t moment = (time_t)now_s;
    struct tm day;
    if (replies->date != FIELD_NONE && gmtime_r(&moment, &day)) {
        add_key(out, replies, replies->date);
        strbuf_add_format(out, "%04d-%02d-%02d\n", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
    }
}

static void add_answers(const struct reply *reply, struct run *run,
                        const struct collection *replies, struct strbuf *out) {
    const struct field *maps = replies->fields[replies->reply->answers].element;
    const struct field *answer = &maps->fields[replies->reply->answer];
    strbuf_add(out, replies->fields[replies->reply->answers].id);
    strbuf_add_c(out, ":\n");
    for (size_t i = 0; i < reply->answer_count; i++) {
        struct str text = reply->answers[i].text;
        strbuf_add_format(out,
                          "  - question: %.*s\n    answer: ", STR_ARG(reply->answers[i].question));
        add_block(out, answer->type == FIELD_MARKDOWN ? as_markdown(&run->arena, text) : text);
    }
}

/* What else the collection requires is for people to add. */
static void check_fields(const struct collection *replies, struct run *run) {
    const struct reply_rule *rule = replies->reply;
    for (size_t i = 0; i < replies->field_count; i++) {
        bool is_there = i == replies->title || i == replies->date || i == rule->to ||
                        i == rule->by || i == rule->answers;
        if (replies->fields[i].is_required && !is_there) {
            diag(&run->diags, &MSG_IMPORT_FIELD, (struct place){0}, replies->fields[i].id);
        }
    }
}

void reply_add_record(const struct reply *reply, struct run *run, struct strbuf *out) {
    const struct item *form = reply->form->item, *by = reply->by->item;
    const struct collection *replies = form->collection->form->replies;
    const struct reply_rule *rule = replies->reply;
    struct text title = phrase_fill(&run->arena, reply->edition->phrases[PHRASE_REPLY_TITLE],
                                    STR("name"), reply->by->title.text);
    strbuf_add_c(out, form->is_sample ? "status: draft\nsample: yes\n" : "status: draft\n");
    if (replies->title != FIELD_NONE) {
        add_key(out, replies, replies->title);
        add_quoted(out, title.text);
    }
    add_key(out, replies, rule->to);
    strbuf_add_format(out, "%.*s\n", STR_ARG(form->id));
    add_key(out, replies, rule->by);
    strbuf_add_format(out, "%.*s\n", STR_ARG(by->id));
    add_date(out, replies, run->now_s);
    add_answers(reply, run, replies, out);
    check_fields(replies, run);
}
