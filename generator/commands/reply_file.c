#include "commands/reply_file.h"

#include "base/file.h"
#include "base/utf8.h"
#include "commands/messages.h"

/* A file being read. */
struct reading {
    struct run *run;
    const struct editions *editions;
    struct str path;
    const struct node *root;
    struct reply *reply;
    const struct question *questions; /* in the language of the reply */
};

static const struct str keys[] = {STR_INIT("form"), STR_INIT("lang"), STR_INIT("by"),
                                  STR_INIT("answers")};
#define KEY_COUNT (sizeof keys / sizeof *keys)

static struct str list_names(struct arena *arena, const struct str *names, size_t count) {
    struct str list = {0};
    for (size_t i = 0; i < count; i++) {
        list = i == 0 ? names[0] : str_join(arena, list, STR(", "), names[i]);
    }
    return list;
}

static void note_nearest(struct reading *r, struct diag *problem, struct place place,
                         struct str wanted, const struct str *names, size_t count) {
    struct str nearest = str_nearest(wanted, names, count);
    if (nearest.length > 0) {
        diag_note(&r->run->diags, problem, &MSG_NEAREST, place, nearest);
    }
}

/* ---- The file ------------------------------------------------------------------------------- */

static bool read_tree(struct reading *r, const char *name) {
    struct arena *arena = &r->run->arena;
    struct diags *diags = &r->run->diags;
    struct str bytes;
    enum file_result result = file_read_named(name, YAML_MAX_FILE_BYTES, arena, &bytes);
    if (result != FILE_OK) {
        diag(diags, result == FILE_TOO_LARGE ? &MSG_IMPORT_TOO_LARGE : &MSG_IMPORT_UNREADABLE,
             place_file(r->path), file_result_text(result));
        return false;
    }
    struct str text = source_decode(bytes, (struct str){0}, r->path, arena, diags);
    r->root = text.data ? yaml_parse(text, r->path, 1, arena, diags) : NULL;
    if (diags_have_errors(diags)) {
        return false;
    }
    if (!r->root || r->root->kind != NODE_MAP) {
        diag(diags, &MSG_IMPORT_NO_REPLY, place_file(r->path));
        return false;
    }
    return true;
}

static bool is_key(struct str name) {
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (str_equal(keys[i], name)) {
            return true;
        }
    }
    return false;
}

static void check_keys(struct reading *r) {
    for (const struct node *node = r->root->first; node; node = node->next) {
        if (is_key(node->key)) {
            continue;
        }
        struct place place = node_key_place(r->path, node);
        struct diag *problem = diag(&r->run->diags, &MSG_IMPORT_KEY, place, node->key,
                                    list_names(&r->run->arena, keys, KEY_COUNT));
        note_nearest(r, problem, place, node->key, keys, KEY_COUNT);
    }
}

/* What was written in place of the dots; empty if nothing was. */
static struct str written(const struct node *node) {
    struct str text = str_trim(node->text);
    bool is_empty = str_equal(text, REPLY_DOTS) || str_equal(text, STR("..."));
    return is_empty ? (struct str){0} : text;
}

static bool is_text(struct reading *r, const struct node *node) {
    if (node->kind == NODE_SCALAR) {
        return true;
    }
    diag(&r->run->diags, &MSG_IMPORT_KIND, node_place(r->path, node), node->key,
         node_kind_name(node->kind));
    return false;
}

/* The text under one of our keys; NULL after a report. */
static const struct node *read_key(struct reading *r, struct str key) {
    const struct node *node = node_get(r->root, key);
    if (node && !is_text(r, node)) {
        return NULL;
    }
    if (!node || written(node).length == 0) {
        diag(&r->run->diags, &MSG_IMPORT_MISSING, node_place(r->path, node ? node : r->root), key);
        return NULL;
    }
    return node;
}

/* ---- Who replies to what, in which language ---------------------------------------------------
 */

static void find_form(struct reading *r) {
    const struct site *site = r->editions->site;
    const struct node *node = read_key(r, STR("form"));
    if (!node) {
        return;
    }
    struct str anchor, name = written(node);
    const struct item *item = site_link(site, name, &anchor);
    if (item && item->collection->form && anchor.length == 0) {
        r->reply->form = &r->editions->items[0].entries[item->index];
        return;
    }
    struct str *names = ARENA_ARRAY(&r->run->arena, struct str, site->item_count);
    size_t count = 0;
    for (size_t i = 0; i < site->item_count; i++) {
        const struct item *other = site->items[i];
        if (other->collection->form) {
            names[count++] = str_join(&r->run->arena, other->collection->id, STR("/"), other->id);
        }
    }
    struct place place = node_place(r->path, node);
    note_nearest(r, diag(&r->run->diags, &MSG_IMPORT_FORM, place, name), place, name, names, count);
}

static void find_language(struct reading *r) {
    const struct editions *editions = r->editions;
    const struct node *node = read_key(r, STR("lang"));
    if (!node) {
        return;
    }
    struct str tag = lang_tag_canonical(&r->run->arena, written(node));
    struct str *tags = ARENA_ARRAY(&r->run->arena, struct str, editions->count);
    for (size_t i = 0; i < editions->count; i++) {
        tags[i] = editions->items[i].tag;
        if (str_equal(tags[i], tag)) {
            r->reply->edition = &editions->items[i];
            return;
        }
    }
    diag(&r->run->diags, &MSG_IMPORT_LANG, node_place(r->path, node), written(node),
         list_names(&r->run->arena, tags, editions->count));
}

static void find_sender(struct reading *r) {
    const struct node *node = read_key(r, STR("by"));
    if (!node || !r->reply->form || !r->reply->edition) {
        return;
    }
    const struct collection *replies = r->reply->form->item->collection->form->replies;
    const struct collection *to = replies->fields[replies->reply->by].to;
    struct str id = str_to_ascii_lower(&r->run->arena, written(node));
    const struct item *item = site_item(r->editions->site, to->id, id);
    if (item) {
        r->reply->by = &r->reply->edition->entries[item->index];
        return;
    }
    struct str *ids = ARENA_ARRAY(&r->run->arena, struct str, to->item_count);
    for (size_t i = 0; i < to->item_count; i++) {
        ids[i] = to->items[i]->id;
    }
    struct place place = node_place(r->path, node);
    note_nearest(r, diag(&r->run->diags, &MSG_IMPORT_BY, place, written(node), to->id), place, id,
                 ids, to->item_count);
}

/* ---- Answers ----------------------------------------------------------------------------------
 */

/* The digits of a keyboard in Arabic, Persian or full width as 0-9, and the Arabic point. */
static struct str plain_digits(struct arena *arena, struct str text) {
    static const uint32_t zeros[] = {0x0660, 0x06F0, 0xFF10};
    struct strbuf plain = {0};
    for (size_t at = 0; at < text.length;) {
        uint32_t rune = utf8_next(text, &at);
        for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
            if (rune >= zeros[i] && rune <= zeros[i] + 9) {
                rune = '0' + (rune - zeros[i]);
            }
        }
        strbuf_add_rune(&plain, rune == 0x066B ? '.' : rune);
    }
    struct str copy = str_copy(arena, strbuf_view(&plain));
    strbuf_release(&plain);
    return copy;
}

/* The number of the option that reads `text` in one of the languages; a reader may have answered
   in another one than the form was in. */
static size_t find_option(struct reading *r, size_t question, struct str text) {
    for (size_t i = 0; i < r->editions->count; i++) {
        const struct entry *entry = &r->editions->items[i].entries[r->reply->form->item->index];
        size_t count;
        const struct question *questions = entry_questions(entry, &r->run->arena, &count);
        for (size_t j = 0; question < count && j < questions[question].option_count; j++) {
            if (str_equal(questions[question].options[j].text, text)) {
                return j;
            }
        }
    }
    return FIELD_NONE;
}

static void read_option(struct reading *r, const struct node *node, size_t index,
                        struct reply_answer *answer) {
    const struct question *question = &r->questions[index];
    size_t option = find_option(r, index, answer->text);
    if (option < question->option_count) {
        answer->text = question->options[option].text;
        return;
    }
    struct str *texts = ARENA_ARRAY(&r->run->arena, struct str, question->option_count);
    for (size_t i = 0; i < question->option_count; i++) {
        texts[i] = question->options[i].text;
    }
    struct place place = node_place(r->path, node);
    struct diag *problem =
        diag(&r->run->diags, &MSG_IMPORT_OPTION, place, question->id, answer->text,
             list_names(&r->run->arena, texts, question->option_count));
    note_nearest(r, problem, place, answer->text, texts, question->option_count);
}

static void check_plain(struct reading *r, const struct node *node, const struct question *question,
                        struct reply_answer *answer) {
    struct date date;
    bool is_number = question->type == QUESTION_NUMBER;
    answer->text = plain_digits(&r->run->arena, answer->text);
    if (!(is_number ? site_is_number(answer->text) : date_parse(answer->text, &date) == DATE_OK)) {
        diag(&r->run->diags, is_number ? &MSG_IMPORT_NUMBER : &MSG_IMPORT_DATE,
             node_place(r->path, node), question->id, answer->text);
    }
}

/* True if the question is answered, rightly or not. */
static bool read_answer(struct reading *r, const struct node *answers, size_t index,
                        struct reply_answer *answer) {
    const struct question *question = &r->questions[index];
    const struct node *node = node_get(answers, question->id);
    struct str text = node && is_text(r, node) ? written(node) : (struct str){0};
    *answer = (struct reply_answer){question->id, text};
    if (text.length == 0) {
        if (question->is_required) {
            diag(&r->run->diags, &MSG_IMPORT_UNANSWERED, node_place(r->path, node ? node : answers),
                 question->id);
        }
        return false;
    }
    if (question->type == QUESTION_CHOICE) {
        read_option(r, node, index, answer);
    } else if (question->type != QUESTION_TEXT) {
        check_plain(r, node, question, answer);
    }
    return true;
}

static void check_questions(struct reading *r, const struct node *answers) {
    size_t count = r->reply->question_count;
    struct str *ids = ARENA_ARRAY(&r->run->arena, struct str, count);
    for (size_t i = 0; i < count; i++) {
        ids[i] = r->questions[i].id;
    }
    for (const struct node *node = answers->first; node; node = node->next) {
        bool is_asked = false;
        for (size_t i = 0; i < count && !is_asked; i++) {
            is_asked = str_equal(ids[i], node->key);
        }
        struct place place = node_key_place(r->path, node);
        if (!is_asked) {
            note_nearest(r, diag(&r->run->diags, &MSG_IMPORT_QUESTION, place, node->key), place,
                         node->key, ids, count);
        }
    }
}

static void read_answers(struct reading *r) {
    const struct node *answers = node_get(r->root, STR("answers"));
    if (!answers || answers->kind != NODE_MAP) {
        diag(&r->run->diags, &MSG_IMPORT_MISSING, node_place(r->path, answers ? answers : r->root),
             STR("answers"));
        return;
    }
    struct reply *reply = r->reply;
    r->questions = entry_questions(reply->form, &r->run->arena, &reply->question_count);
    struct reply_answer *given =
        ARENA_ARRAY(&r->run->arena, struct reply_answer, reply->question_count);
    check_questions(r, answers);
    for (size_t i = 0; i < reply->question_count; i++) {
        reply->answer_count += read_answer(r, answers, i, &given[reply->answer_count]);
    }
    reply->answers = given;
    if (reply->answer_count == 0) {
        diag(&r->run->diags, &MSG_IMPORT_NO_ANSWER, node_place(r->path, answers));
    }
}

/* Was the sender asked, and is there a reply of theirs already? */
static void check_sender(struct reading *r) {
    const struct responses *responses = entry_responses(r->reply->form);
    struct place place = node_place(r->path, node_get(r->root, STR("by")));
    bool was_asked = responses->asked.text.length == 0, has_replied = false;
    for (size_t i = 0; i < responses->count; i++) {
        const struct response *row = &responses->rows[i];
        if (row->by == r->reply->by) {
            was_asked = was_asked || row->was_asked;
            has_replied = has_replied || row->reply;
        }
    }
    if (!was_asked) {
        diag(&r->run->diags, &MSG_IMPORT_UNASKED, place, r->reply->by->item->id);
    }
    if (has_replied) {
        diag(&r->run->diags, &MSG_IMPORT_AGAIN, place, r->reply->by->item->id);
    }
}

bool reply_read(struct reply *reply, struct run *run, const struct editions *editions,
                const char *path) {
    struct reading r = {.run = run, .editions = editions, .path = str_from(path), .reply = reply};
    *reply = (struct reply){0};
    if (!read_tree(&r, path)) {
        return false;
    }
    check_keys(&r);
    find_form(&r);
    find_language(&r);
    find_sender(&r);
    if (reply->form && reply->edition) {
        reply->form = &reply->edition->entries[reply->form->item->index];
        read_answers(&r);
    }
    if (reply->by) {
        check_sender(&r);
    }
    return !diags_have_errors(&run->diags);
}
