/* Questionnaires as a language asks them, and what came back. */
#include "editions/build.h"

#include <stdlib.h>

/* ---- Questions ------------------------------------------------------------------------------ */

static struct text text_at(const struct shown *map, size_t field) {
    bool is_there = field != FIELD_NONE && field < map->count;
    return is_there ? map->values[field].text : (struct text){0};
}

static void take_options(const struct shown *list, struct question *question, struct arena *arena) {
    struct text *options = ARENA_ARRAY(arena, struct text, list->count);
    for (size_t i = 0; i < list->count; i++) {
        options[i] = list->values[i].text;
    }
    question->options = options;
    question->option_count = list->count;
}

static struct question question_of(const struct form_rule *form, const struct shown *map,
                                   struct arena *arena) {
    struct question question = {.id = text_at(map, form->id).text,
                                .text = text_at(map, form->text),
                                .help = text_at(map, form->help),
                                .is_required =
                                    str_equal(text_at(map, form->is_required).text, STR("yes"))};
    question_type_find(text_at(map, form->type).text, &question.type);
    if (form->options != FIELD_NONE && map->values[form->options].kind == SHOWN_LIST) {
        take_options(&map->values[form->options], &question, arena);
    }
    return question;
}

const struct question *entry_questions(const struct entry *entry, struct arena *arena,
                                       size_t *count) {
    const struct form_rule *form = entry->item->collection->form;
    struct shown list = entry_field(entry, form->questions, arena);
    struct question *questions = ARENA_ARRAY(arena, struct question, list.count);
    for (size_t i = 0; i < list.count; i++) {
        questions[i] = question_of(form, &list.values[i], arena);
    }
    *count = list.count;
    return questions;
}

/* ---- Responses ------------------------------------------------------------------------------ */

const struct responses *entry_responses(const struct entry *entry) {
    const struct collection *collection = entry->item->collection;
    const struct shelf *shelf = &entry->edition->shelves[collection->index];
    return shelf->responses ? &shelf->responses[entry->item->index - collection->items[0]->index]
                            : NULL;
}

/* Their names in order, then the replies by date and id. */
static int compare_responses(const void *left, const void *right) {
    const struct response *a = left, *b = right;
    int order = compare_entries(&a->by, &b->by);
    if (order != 0 || !a->reply || !b->reply) {
        return order;
    }
    order = date_compare(a->reply->item->date, b->reply->item->date);
    return order != 0 ? order : str_compare(a->reply->item->id, b->reply->item->id);
}

static const struct value *addressees_of(const struct item *item) {
    size_t field = item->collection->form->addressees;
    const struct value *value = field == FIELD_NONE ? NULL : &item->versions[0].values[field];
    return value && value->is_set ? value : NULL;
}

static bool was_asked(const struct value *addressees, const struct item *by) {
    for (size_t i = 0; addressees && i < addressees->list.count; i++) {
        if (addressees->list.values[i].item == by) {
            return true;
        }
    }
    return false;
}

/* Who replied, by what the reply says; NULL if it does not say. */
static const struct item *sender_of(const struct item *form, const struct referrer *referrer) {
    const struct collection *replies = form->collection->form->replies;
    const struct item *item = referrer->item;
    if (item->collection != replies || referrer->field != &replies->fields[replies->reply->to]) {
        return NULL;
    }
    const struct value *by = &item->versions[0].values[replies->reply->by];
    return by->is_set ? by->item : NULL;
}

/* Rows of an edition, being collected. */
struct collecting {
    struct edition_builder *b;
    struct response *rows;
    size_t count;
};

static void add(struct collecting *c, const struct item *by, const struct item *reply,
                bool is_asked) {
    const struct entry *entries = c->b->edition->entries;
    if (entries[by->index].state != ENTRY_HIDDEN) {
        c->rows[c->count++] =
            (struct response){&entries[by->index], reply ? &entries[reply->index] : NULL, is_asked};
    }
}

static bool has_replied(const struct item *form, const struct item *by) {
    for (size_t i = 0; i < form->referrer_count; i++) {
        if (sender_of(form, &form->referrers[i]) == by) {
            return true;
        }
    }
    return false;
}

static struct text number_text(struct edition_builder *b, size_t number) {
    return (struct text){culture_count(b->culture, number, b->arena), NULL};
}

/* Addressees are counted, not replies: some send two. */
static void count_replies(struct edition_builder *b, const struct item *form,
                          const struct value *addressees, struct responses *responses) {
    size_t asked = 0, replied = 0;
    for (size_t i = 0; i < addressees->list.count; i++) {
        const struct item *by = addressees->list.values[i].item;
        asked += by != NULL;
        replied += by && has_replied(form, by);
    }
    if (asked == 0) {
        return;
    }
    size_t percent = (replied * 200 + asked) / (asked * 2);
    responses->asked = number_text(b, asked);
    responses->replied = number_text(b, replied);
    responses->rate = (struct text){
        culture_percent(b->culture, str_format(&b->scratch, "%zu", percent), b->arena), NULL};
}

static void build_rows(struct edition_builder *b, const struct item *form,
                       struct responses *responses) {
    const struct value *addressees = addressees_of(form);
    size_t asked = addressees ? addressees->list.count : 0;
    struct collecting c = {b, ARENA_ARRAY(b->arena, struct response, asked + form->referrer_count),
                           0};
    for (size_t i = 0; i < asked; i++) {
        const struct item *by = addressees->list.values[i].item;
        if (by && !has_replied(form, by)) {
            add(&c, by, NULL, true);
        }
    }
    for (size_t i = 0; i < form->referrer_count; i++) {
        const struct item *by = sender_of(form, &form->referrers[i]);
        if (by) {
            add(&c, by, form->referrers[i].item, was_asked(addressees, by));
        }
    }
    if (c.count > 1) {
        qsort(c.rows, c.count, sizeof *c.rows, compare_responses);
    }
    responses->rows = c.rows;
    responses->count = c.count;
    if (asked > 0) {
        count_replies(b, form, addressees, responses);
    }
}

void build_responses(struct edition_builder *b) {
    for (size_t i = 0; i < b->site->collection_count; i++) {
        const struct collection *collection = &b->site->collections[i];
        if (!collection->form || collection->item_count == 0) {
            continue;
        }
        struct responses *responses =
            ARENA_ARRAY(b->arena, struct responses, collection->item_count);
        for (size_t j = 0; j < collection->item_count; j++) {
            build_rows(b, collection->items[j], &responses[j]);
            arena_reset(&b->scratch);
        }
        b->edition->shelves[i].responses = responses;
    }
}
