/*
 * Questionnaires and their replies: which collections are, by the keys `form` and `reply` of their
 * schemas; and whether questions can be asked, and answers were asked for.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "site/build.h"

static const struct str type_names[] = {
    [QUESTION_TEXT] = STR_INIT("text"),
    [QUESTION_NUMBER] = STR_INIT("number"),
    [QUESTION_CHOICE] = STR_INIT("choice"),
    [QUESTION_DATE] = STR_INIT("date"),
};
#define TYPE_COUNT (sizeof type_names / sizeof *type_names)

/* A choice has at least as many options. */
#define MIN_OPTIONS 2

bool question_type_find(struct str name, enum question_type *type) {
    for (size_t i = 0; i < TYPE_COUNT; i++) {
        if (str_equal(type_names[i], name)) {
            *type = (enum question_type)i;
            return true;
        }
    }
    return false;
}

/* ---- Schemas -------------------------------------------------------------------------------- */

/* The field of `collection` that `map` names under `key`; FIELD_NONE too if it names none. */
static size_t named_field(const struct collection *collection, const struct node *map,
                          const char *key) {
    return field_find(collection->fields, collection->field_count, node_text(map, str_from(key)));
}

static const struct field *field_at(const struct collection *collection, size_t index) {
    return index == FIELD_NONE ? NULL : &collection->fields[index];
}

static bool is_reference(const struct field *field) {
    return field && field->type == FIELD_REFERENCE && field->to;
}

/* What a list of maps holds, or NULL if the field is none. */
static const struct field *maps_of(const struct field *field) {
    bool is_list = field && field->type == FIELD_LIST && field->element;
    return is_list && field->element->type == FIELD_MAP ? field->element : NULL;
}

/* A text of the maps, required to be there. */
static size_t text_in(const struct field *maps, const char *id) {
    size_t index = maps ? field_find(maps->fields, maps->field_count, str_from(id)) : FIELD_NONE;
    bool is_text = index != FIELD_NONE && (maps->fields[index].type == FIELD_TEXT ||
                                           maps->fields[index].type == FIELD_MARKDOWN);
    return is_text ? index : FIELD_NONE;
}

static size_t options_in(const struct field *maps) {
    size_t index = maps ? field_find(maps->fields, maps->field_count, STR("options")) : FIELD_NONE;
    bool is_good = index != FIELD_NONE && maps->fields[index].type == FIELD_LIST &&
                   maps->fields[index].element && maps->fields[index].element->type == FIELD_TEXT;
    return is_good ? index : FIELD_NONE;
}

static struct place key_place(const struct collection *collection, const struct node *map,
                              const char *key) {
    const struct node *node = read_scalar(map, str_from(key));
    return node_place(collection->source->path, node ? node : map);
}

static bool read_questions(struct builder *b, const struct collection *collection,
                           const struct node *map, struct form_rule *form) {
    form->questions = named_field(collection, map, "questions");
    const struct field *maps = maps_of(field_at(collection, form->questions));
    form->id = text_in(maps, "id");
    form->text = text_in(maps, "text");
    form->type = text_in(maps, "type");
    form->options = options_in(maps);
    form->is_required = text_in(maps, "required");
    form->help = text_in(maps, "help");
    if (form->id == FIELD_NONE || form->text == FIELD_NONE || form->type == FIELD_NONE) {
        diag(b->diags, &MSG_FORM_QUESTIONS, key_place(collection, map, "questions"),
             node_text(map, STR("questions")));
        return false;
    }
    return true;
}

static bool read_addressees(struct builder *b, const struct collection *collection,
                            const struct node *map, struct form_rule *form) {
    form->addressees = FIELD_NONE;
    if (!node_get(map, STR("addressees"))) {
        return true;
    }
    form->addressees = named_field(collection, map, "addressees");
    const struct field *field = field_at(collection, form->addressees);
    if (!field || field->type != FIELD_LIST || !is_reference(field->element)) {
        diag(b->diags, &MSG_FORM_ADDRESSEES, key_place(collection, map, "addressees"),
             node_text(map, STR("addressees")));
        return false;
    }
    return true;
}

static void read_form(struct builder *b, struct collection *collection, const struct node *map) {
    static const struct key_rule rules[] = {
        {STR_INIT("questions"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("addressees"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("replies"), NODE_SCALAR, KEY_REQUIRED},
    };
    struct form_rule *form = ARENA_NEW(b->arena, struct form_rule);
    check_keys(b, collection->source->path, map, STR("form"), rules, sizeof rules / sizeof *rules);
    form->replies = site_collection(b->site, node_text(map, STR("replies")));
    if (!form->replies) {
        diag(b->diags, &MSG_UNKNOWN_COLLECTION, key_place(collection, map, "replies"),
             node_text(map, STR("replies")));
        return;
    }
    if (read_questions(b, collection, map, form) && read_addressees(b, collection, map, form)) {
        collection->form = form;
    }
}

static void read_reply(struct builder *b, struct collection *collection, const struct node *map) {
    static const struct key_rule rules[] = {
        {STR_INIT("to"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("by"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("answers"), NODE_SCALAR, KEY_REQUIRED},
    };
    struct reply_rule *reply = ARENA_NEW(b->arena, struct reply_rule);
    check_keys(b, collection->source->path, map, STR("reply"), rules, sizeof rules / sizeof *rules);
    reply->to = named_field(collection, map, "to");
    reply->by = named_field(collection, map, "by");
    reply->answers = named_field(collection, map, "answers");
    const struct field *maps = maps_of(field_at(collection, reply->answers));
    reply->question = text_in(maps, "question");
    reply->answer = text_in(maps, "answer");
    const char *wrong = !is_reference(field_at(collection, reply->to))                 ? "to"
                        : !is_reference(field_at(collection, reply->by))               ? "by"
                        : reply->question == FIELD_NONE || reply->answer == FIELD_NONE ? "answers"
                                                                                       : NULL;
    bool is_missing = wrong && node_text(map, str_from(wrong)).length == 0; /* said above */
    if (wrong && !is_missing) {
        diag(b->diags, &MSG_REPLY_FIELD, key_place(collection, map, wrong),
             node_text(map, str_from(wrong)), str_from(wrong));
    }
    collection->reply = wrong ? NULL : reply;
}

static const struct node *key_map(const struct collection *collection, const char *key) {
    const struct node *node = node_get(collection->source->data, str_from(key));
    return node && node->kind == NODE_MAP ? node : NULL;
}

/* Form and replies name each other; and what is asked and what replies are of one collection. */
static bool fits(const struct collection *collection) {
    const struct form_rule *form = collection->form;
    const struct reply_rule *reply = form->replies->reply;
    if (!reply || form->replies->fields[reply->to].to != collection) {
        return false;
    }
    return form->addressees == FIELD_NONE ||
           collection->fields[form->addressees].element->to == form->replies->fields[reply->by].to;
}

void build_forms(struct builder *b) {
    for (size_t i = 0; i < b->site->collection_count; i++) {
        struct collection *collection = &b->site->collections[i];
        const struct node *form = key_map(collection, "form");
        const struct node *reply = key_map(collection, "reply");
        if (form) {
            read_form(b, collection, form);
        }
        if (reply) {
            read_reply(b, collection, reply);
        }
    }
    for (size_t i = 0; i < b->site->collection_count; i++) {
        struct collection *collection = &b->site->collections[i];
        if (!collection->form || fits(collection)) {
            continue;
        }
        const struct collection *replies = collection->form->replies;
        if (replies->reply || !key_map(replies, "reply")) { /* else said where it is read */
            diag(b->diags, &MSG_FORM_REPLIES,
                 key_place(collection, key_map(collection, "form"), "replies"), replies->id,
                 collection->id);
        }
        collection->form = NULL;
    }
}

/* ---- Questions ------------------------------------------------------------------------------ */

/* The file of a version, open for a closer look. */
struct look {
    struct builder *b;
    struct str path;
    const struct node *list; /* of questions or answers, or NULL */
    const struct node *original;
};

static const struct node *read_list_of(struct builder *b, const struct version *version,
                                       size_t field) {
    struct str id = version->item->collection->fields[field].id;
    const struct node *list = node_get(source_data(version->source, &b->scratch), id);
    return list && list->kind == NODE_LIST ? list : NULL;
}

static const struct node *sibling_with(const struct node *first, const struct node *end,
                                       const char *key, struct str text) {
    for (const struct node *node = first; node && node != end; node = node->next) {
        if (str_equal(node_text(node, str_from(key)), text)) {
            return node;
        }
    }
    return NULL;
}

/* Like the id of a field or of an item. */
static bool is_question_id(struct str id) {
    bool is_good = id.length > 0 && id.length <= NAME_MAX_BYTES &&
                   (char_is_ascii_lower(id.data[0]) || char_is_digit(id.data[0]));
    for (size_t i = 0; is_good && i < id.length; i++) {
        char c = id.data[i];
        is_good = char_is_ascii_lower(c) || char_is_digit(c) || c == '_' || c == '-';
    }
    return is_good;
}

static void check_question_id(const struct look *look, const struct node *question) {
    const struct node *id = read_scalar(question, STR("id"));
    if (!id) {
        return; /* said where fields are read */
    }
    struct place place = node_place(look->path, id);
    if (!is_question_id(id->text)) {
        diag(look->b->diags, &MSG_BAD_QUESTION_ID, place, id->text);
    } else if (sibling_with(look->list->first, question, "id", id->text)) {
        diag(look->b->diags, &MSG_REPEATED_QUESTION, place, id->text);
    }
}

static size_t count_options(const struct node *question) {
    const struct node *options = node_get(question, STR("options"));
    return options && options->kind == NODE_LIST ? options->count : 0;
}

static void check_question_type(const struct look *look, const struct node *question) {
    const struct node *name = read_scalar(question, STR("type"));
    enum question_type type;
    if (!name) {
        return;
    }
    struct place place = node_place(look->path, name);
    if (!question_type_find(name->text, &type)) {
        struct diag *problem = diag(look->b->diags, &MSG_BAD_QUESTION_TYPE, place, name->text);
        note_nearest(look->b, problem, place, name->text, type_names, TYPE_COUNT);
        return;
    }
    bool is_choice = type == QUESTION_CHOICE;
    size_t count = count_options(question);
    if (is_choice ? count < MIN_OPTIONS : count > 0) {
        diag(look->b->diags, &MSG_QUESTION_OPTIONS, place, node_text(question, STR("id")));
    }
}

static void check_question(const struct look *look, const struct node *question) {
    if (question->kind != NODE_MAP) {
        return;
    }
    check_question_id(look, question);
    check_question_type(look, question);
    read_flag(look->b, look->path, question, STR("required"), false);
}

/* An answer in one language stands for the same option in all. */
static void check_same_options(const struct look *look) {
    const struct node *original = look->original ? look->original->first : NULL;
    const struct node *question = look->list->first;
    for (; original && question; original = original->next, question = question->next) {
        const struct node *options = node_get(question, STR("options"));
        size_t wanted = count_options(original), found = count_options(question);
        if (options && found != wanted) {
            diag(look->b->diags, &MSG_LIST_LENGTH, node_place(look->path, options), options->key,
                 str_format(&look->b->scratch, "%zu", found),
                 str_format(&look->b->scratch, "%zu", wanted));
        }
    }
}

static void check_form(struct builder *b, const struct item *item) {
    size_t field = item->collection->form->questions;
    const struct node *original = read_list_of(b, &item->versions[0], field);
    for (size_t i = 0; i < item->version_count; i++) {
        const struct version *version = &item->versions[i];
        struct look look = {b, version->source->path, read_list_of(b, version, field), original};
        const struct node *question = look.list && i == 0 ? look.list->first : NULL;
        for (; question; question = question->next) {
            check_question(&look, question);
        }
        if (look.list && i > 0) {
            check_same_options(&look);
        }
    }
}

/* ---- Replies -------------------------------------------------------------------------------- */

static void report_unknown(const struct look *look, const struct node *node,
                           const struct item *form, const struct node *questions) {
    struct str *ids = ARENA_ARRAY(&look->b->scratch, struct str, questions ? questions->count : 0);
    size_t count = 0;
    for (const struct node *at = questions ? questions->first : NULL; at; at = at->next) {
        ids[count++] = node_text(at, STR("id"));
    }
    struct place place = node_place(look->path, node);
    struct diag *problem = diag(look->b->diags, &MSG_UNKNOWN_QUESTION, place, node->text, form->id);
    note_nearest(look->b, problem, place, node->text, ids, count);
}

static void check_reply(struct builder *b, const struct item *item) {
    const struct reply_rule *reply = item->collection->reply;
    const struct version *version = &item->versions[0];
    const struct value *to = &version->values[reply->to];
    const struct item *form = to->is_set ? to->item : NULL;
    struct look look = {b, version->source->path, read_list_of(b, version, reply->answers), NULL};
    if (!form || !form->collection->form || !look.list) {
        return;
    }
    const struct node *questions =
        read_list_of(b, &form->versions[0], form->collection->form->questions);
    for (const struct node *answer = look.list->first; answer; answer = answer->next) {
        const struct node *id = read_scalar(answer, STR("question"));
        if (!id) {
            continue;
        }
        if (!questions || !sibling_with(questions->first, NULL, "id", id->text)) {
            report_unknown(&look, id, form, questions);
        } else if (sibling_with(look.list->first, answer, "question", id->text)) {
            diag(b->diags, &MSG_REPEATED_ANSWER, node_place(look.path, id), id->text);
        }
    }
}

void check_forms(struct builder *b) {
    for (size_t i = 0; i < b->site->item_count; i++) {
        const struct item *item = b->site->items[i];
        if (item->collection->form) {
            check_form(b, item);
        }
        if (item->collection->reply) {
            check_reply(b, item);
        }
        arena_reset(&b->scratch);
    }
}
