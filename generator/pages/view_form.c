/*
 * Questionnaires and replies, as the pages of items and of forms show them: what is asked, who was
 * asked, what came back; and what one reply answers.
 */
#include "base/utf8.h"
#include "pages/route.h"
#include "pages/view.h"

#include <stdlib.h>

bool view_form_shows(const struct collection *collection, size_t field) {
    const struct form_rule *form = collection->form;
    const struct reply_rule *reply = collection->reply;
    return (form && (field == form->questions || field == form->addressees)) ||
           (reply && field == reply->answers);
}

struct str view_number(const struct view *view, size_t number) {
    struct str text = str_format(view->arena, "%zu", number);
    struct str digits = view->edition->digits, result = {0};
    for (size_t i = 0; digits.length > 0 && i < text.length; i++) {
        size_t at = 0;
        for (int skip = text.data[i] - '0'; skip > 0; skip--) {
            utf8_next(digits, &at);
        }
        size_t from = at;
        utf8_next(digits, &at);
        result = str_join(view->arena, result, str_slice(digits, from, at));
    }
    return digits.length > 0 ? result : text;
}

static void put_text_map(const struct view *view, struct datum *map, const char *key,
                         struct text text) {
    if (text.text.length > 0) {
        view_put_text(view, datum_put_map(view->arena, map, str_from(key)), text);
    } else {
        datum_put_null(view->arena, map, str_from(key));
    }
}

/* ---- What is asked -------------------------------------------------------------------------- */

/* For `is`: as schemas write them. */
static const char *kind_of(const struct question *question) {
    switch (question->type) {
    case QUESTION_NUMBER:
        return "number";
    case QUESTION_CHOICE:
        return "choice";
    case QUESTION_DATE:
        return "date";
    default:
        return "text";
    }
}

static void put_question(const struct view *view, struct datum *map,
                         const struct question *question, size_t number) {
    datum_put_text(view->arena, map, STR("id"), question->id);
    datum_put_text(view->arena, map, STR("number"), view_number(view, number));
    view_put_text(view, map, question->text);
    put_text_map(view, map, "help", question->help);
    view_put_flag(view, map, "required", question->is_required);
    datum_put_true(view->arena, datum_put_map(view->arena, map, STR("is")),
                   str_from(kind_of(question)));
    struct datum *options = datum_put_list(view->arena, map, STR("options"));
    for (size_t i = 0; i < question->option_count; i++) {
        view_put_text(view, datum_add_map(view->arena, options), question->options[i]);
    }
}

static void put_questions(const struct view *view, struct datum *form) {
    size_t count;
    const struct question *questions = entry_questions(view->page->entry, view->arena, &count);
    struct datum *list = datum_put_list(view->arena, form, STR("questions"));
    for (size_t i = 0; i < count; i++) {
        put_question(view, datum_add_map(view->arena, list), &questions[i], i + 1);
    }
}

/* ---- Who may reply, and in which language --------------------------------------------------- */

static int compare_names(const void *left, const void *right) {
    const struct entry *a = *(const struct entry *const *)left;
    const struct entry *b = *(const struct entry *const *)right;
    return a->rank != b->rank ? (a->rank < b->rank ? -1 : 1)
                              : str_compare(a->item->id, b->item->id);
}

size_t view_senders(const struct view *view, const struct entry ***entries) {
    const struct collection *replies = view->page->shelf->collection->form->replies;
    const struct collection *to = replies->fields[replies->reply->by].to;
    const struct shelf *shelf = &view->edition->shelves[to->index];
    *entries = ARENA_ARRAY(view->arena, const struct entry *, shelf->count);
    if (shelf->count > 0) {
        memcpy(*entries, shelf->entries, shelf->count * sizeof **entries);
        qsort(*entries, shelf->count, sizeof **entries, compare_names);
    }
    return shelf->count;
}

static void put_senders(const struct view *view, struct datum *form) {
    const struct collection *replies = view->page->shelf->collection->form->replies;
    const struct field *by = &replies->fields[replies->reply->by];
    struct datum *map = datum_put_map(view->arena, form, STR("senders"));
    view_put_label(view, map, "label", edition_text(view->edition, by->label));
    struct datum *list = datum_put_list(view->arena, map, STR("values"));
    const struct entry **entries;
    size_t count = view_senders(view, &entries);
    for (size_t i = 0; i < count; i++) {
        struct datum *sender = datum_add_map(view->arena, list);
        datum_put_text(view->arena, sender, STR("id"), entries[i]->item->id);
        view_put_text(view, sender, entries[i]->title);
    }
}

/* ---- What came back ------------------------------------------------------------------------- */

static void put_reply(const struct view *view, struct datum *row, const struct entry *reply) {
    if (!reply || reply->state == ENTRY_HIDDEN) {
        datum_put_null(view->arena, row, STR("reply"));
        return;
    }
    size_t original = reply->item->versions[0].language->index;
    struct datum *map = datum_put_map(view->arena, row, STR("reply"));
    view_put_entry(view, map, reply);
    view_put_label(view, map, "received_in", view->edition->language_names[original]);
}

static void put_responses(const struct view *view, struct datum *form) {
    const struct responses *responses = entry_responses(view->page->entry);
    const struct collection *replies = view->page->shelf->collection->form->replies;
    if (responses->count == 0) {
        datum_put_null(view->arena, form, STR("responses"));
        return;
    }
    struct datum *map = datum_put_map(view->arena, form, STR("responses"));
    view_put_label(view, map, "label", view->edition->shelves[replies->index].label);
    view_put_label(view, map, "singular", view->edition->shelves[replies->index].singular);
    view_put_label(view, map, "by",
                   edition_text(view->edition, replies->fields[replies->reply->by].label));
    view_put_flag(view, map, "as_received", replies->is_as_received);
    view_put_label(view, map, "asked", responses->asked);
    view_put_label(view, map, "replied", responses->replied);
    view_put_label(view, map, "rate", responses->rate);
    struct datum *rows = datum_put_list(view->arena, map, STR("rows"));
    for (size_t i = 0; i < responses->count; i++) {
        struct datum *row = datum_add_map(view->arena, rows);
        view_put_entry(view, datum_put_map(view->arena, row, STR("by")), responses->rows[i].by);
        put_reply(view, row, responses->rows[i].reply);
        view_put_flag(view, row, "unasked", !responses->rows[i].was_asked);
    }
}

void view_put_form(const struct view *view, struct datum *item) {
    const struct collection *collection = view->page->shelf->collection;
    const struct item *source = view->page->entry->item;
    if (!collection->form) {
        datum_put_null(view->arena, item, STR("form"));
        return;
    }
    struct datum *form = datum_put_map(view->arena, item, STR("form"));
    datum_put_text(view->arena, form, STR("name"),
                   str_join(view->arena, collection->id, STR("/"), source->id));
    datum_put_text(view->arena, form, STR("href"),
                   view_href(view, route_form(view->arena, view->edition, source, ".html")));
    datum_put_text(view->arena, form, STR("file"),
                   view_href(view, route_form(view->arena, view->edition, source, ".yaml")));
    view_put_label(
        view, form, "label",
        edition_text(view->edition, collection->fields[collection->form->questions].label));
    put_questions(view, form);
    if (view->page->kind == PAGE_FORM) {
        put_senders(view, form);
    } else {
        put_responses(view, form);
    }
}

/* ---- One reply ------------------------------------------------------------------------------ */

/* The answer to a question, or NULL. */
static const struct shown *find_answer(const struct reply_rule *rule, const struct shown *answers,
                                       struct str question) {
    for (size_t i = 0; i < answers->count; i++) {
        if (str_equal(answers->values[i].values[rule->question].text.text, question)) {
            return &answers->values[i];
        }
    }
    return NULL;
}

static void put_answer(const struct view *view, struct datum *list, const struct question *question,
                       size_t number, const struct shown *answer) {
    const struct collection *collection = view->page->shelf->collection;
    const struct reply_rule *rule = collection->reply;
    const struct field *maps = collection->fields[rule->answers].element;
    struct datum *map = datum_add_map(view->arena, list);
    struct datum *asked = datum_put_map(view->arena, map, STR("question"));
    put_question(view, asked, question, number);
    view_put_value(view, datum_put_map(view->arena, map, STR("answer")),
                   &maps->fields[rule->answer], &answer->values[rule->answer]);
}

void view_put_answers(const struct view *view, struct datum *item) {
    const struct collection *collection = view->page->shelf->collection;
    const struct reply_rule *rule = collection->reply;
    const struct item *form =
        rule ? view->page->entry->item->versions[0].values[rule->to].item : NULL;
    if (!form || !form->collection->form) {
        datum_put_null(view->arena, item, STR("answers"));
        return;
    }
    struct shown answers = entry_field(view->page->entry, rule->answers, view->arena);
    struct datum *map = datum_put_map(view->arena, item, STR("answers"));
    view_put_label(view, map, "label",
                   edition_text(view->edition, collection->fields[rule->answers].label));
    struct datum *list = datum_put_list(view->arena, map, STR("values"));
    size_t count;
    const struct question *questions =
        entry_questions(&view->edition->entries[form->index], view->arena, &count);
    for (size_t i = 0; i < count; i++) {
        const struct shown *answer = find_answer(rule, &answers, questions[i].id);
        if (answer && answer->values[rule->answer].kind != SHOWN_NOTHING) {
            put_answer(view, list, &questions[i], i + 1, answer);
        }
    }
}
