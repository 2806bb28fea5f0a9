#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "translate/exchange.h"
#include "translate/item_messages.h"
#include "translate/messages.h"
#include "translate/po_document.h"
#include "translate/po_merge.h"
#include "translate/translated_file.h"
#include "translate/xliff_read.h"

struct importer {
    struct xliff_import *import;
    const struct site *site;
    const struct xliff *xliff;
    const struct language *language; /* translated into */
    struct arena *arena;
    struct diags *diags;
    struct map items_seen; /* "reports/2013-geneva" -> struct xliff_file */
};

/* An item and its units. */
struct task {
    struct pairs pairs;
    struct map by_id;   /* "p5" -> struct pair */
    struct str *texts;  /* parallel to the pairs: what to write; empty: nothing */
    struct map seen;    /* "p5" -> struct xliff_unit */
    struct map meaning; /* source text -> struct str: its translation in PO */
    size_t count;
};

/* ---- Which segments --------------------------------------------------------------------------
 */

/* A text as the segment has it: programs may end it or break its lines otherwise. */
static struct str settle(struct importer *im, const struct pair *pair, struct str text) {
    if (pair->form == PAIR_SEGMENT) {
        return segment_one_line(str_trim(text), im->arena);
    }
    bool ends_line = str_ends(pair->source, STR("\n"));
    return str_join(im->arena, str_trim(text), ends_line ? STR("\n") : STR(""));
}

/* Whether the translation is another one than when it was exported. Without the digest, which a
   program may have dropped, any there is counts as newer. */
static bool is_newer(const struct xliff_unit *unit, const struct pair *pair) {
    return unit->has_exported ? !digest_equal(unit->exported, digest_of(pair->text))
                              : !str_is_empty(pair->text);
}

/* Nothing came back, or what was sent, or what is there already. A translation that was stale is
   confirmed if its state is not "initial" any more and its source is still the one exported. */
static bool is_nothing_new(const struct xliff_unit *unit, const struct pair *pair,
                           struct str target, bool has_same_source) {
    bool is_untouched = unit->has_exported && digest_equal(unit->exported, digest_of(target));
    if (str_is_empty(str_trim(target))) {
        return true;
    }
    if (str_equal(target, pair->text)) {
        return pair->state == SEGMENT_CURRENT || !unit->is_begun ||
               (is_untouched && !has_same_source);
    }
    return is_untouched;
}

/* Controls that turn the order of letters over: only who looks at the bytes sees them. */
static bool has_bidi_control(struct str text) {
    for (size_t at = 0; at < text.length;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune_is_bidi_override(rune) || rune_is_bidi_isolate(rune)) {
            return true;
        }
    }
    return false;
}

static void take_unit(struct importer *im, struct task *task, const struct xliff_unit *unit) {
    const struct pair *pair = map_get(&task->by_id, unit->segment);
    if (!pair) {
        diag(im->diags, &MSG_XLIFF_SEGMENT, unit->place, unit->segment);
        return;
    }
    struct str target = settle(im, pair, unit->target);
    bool has_same_source =
        str_equal(settle(im, pair, unit->source), settle(im, pair, pair->source));
    if (map_put(&task->seen, unit->segment, (void *)(uintptr_t)unit) != unit) {
        diag(im->diags, &MSG_XLIFF_TWICE, unit->place, unit->segment);
    } else if (is_nothing_new(unit, pair, target, has_same_source)) {
        return;
    } else if (!has_same_source) {
        diag(im->diags, &MSG_XLIFF_CHANGED_SOURCE, unit->place, unit->segment);
    } else if (!str_equal(target, pair->text) && is_newer(unit, pair)) {
        struct diag *added =
            diag(im->diags, &MSG_XLIFF_NEWER, unit->place_of_target, unit->segment);
        diag_note(im->diags, added, &MSG_XLIFF_NEWER_TEXT, pair->place, pair->text);
    } else if (has_bidi_control(target)) {
        diag(im->diags, &MSG_XLIFF_BIDI, unit->place_of_target, unit->segment);
    } else {
        task->texts[pair - task->pairs.list.items] = target;
        task->count++;
    }
}

static void take_units(struct importer *im, struct task *task, const struct xliff_file *file) {
    task->by_id = map_make(im->arena);
    task->seen = map_make(im->arena);
    task->texts = ARENA_ARRAY(im->arena, struct str, task->pairs.list.count);
    for (size_t i = 0; i < task->pairs.list.count; i++) {
        map_put(&task->by_id, task->pairs.list.items[i].id, &task->pairs.list.items[i]);
    }
    for (size_t i = 0; i < file->units.count; i++) {
        take_unit(im, task, &file->units.items[i]);
    }
}

/* ---- Writing ---------------------------------------------------------------------------------
 */

static bool write_file(struct importer *im, struct str path, struct str text) {
    int folder = im->site->sources->folder;
    if (im->import->what == XLIFF_DRY_RUN) {
        return true;
    }
    enum file_result result = folder_make(folder, path_folder(path));
    result = result == FILE_OK ? file_replace(folder, path, text) : result;
    if (result != FILE_OK) {
        diag(im->diags, &MSG_XLIFF_WRITE, place_file(path), file_result_text(result));
    }
    return result == FILE_OK;
}

static void note_file(struct importer *im, struct str path, size_t count) {
    *LIST_ADD(&im->import->files, im->arena) = (struct xliff_file_taken){path, count};
}

static void write_translation(struct importer *im, struct task *task) {
    struct str path = task->pairs.file->path, text, record_path;
    if (!translated_file_edit(im->site, &task->pairs, task->texts, im->arena, &text, im->diags)) {
        return;
    }
    struct str record =
        translated_file_record(im->site, &task->pairs, task->texts, im->arena, &record_path);
    /* The record last: what it calls current and is not would never be seen. */
    if (write_file(im, path, text) &&
        (str_is_empty(record) || write_file(im, record_path, record))) {
        note_file(im, path, task->count);
    }
}

/* ---- PO --------------------------------------------------------------------------------------
 */

/* The text of the PO file as it is, or the beginning of a new one. */
static bool read_po(struct importer *im, struct task *task, struct str path, struct str *text) {
    struct strbuf bytes = {0};
    const struct source *file = task->pairs.file;
    if (!file) {
        item_messages_add_header(&bytes, im->site, task->pairs.source, im->language->tag);
        *text = str_copy(im->arena, strbuf_view(&bytes));
        strbuf_release(&bytes);
        return true;
    }
    enum file_result result =
        file_read_into(im->site->sources->folder, path, CATALOG_MAX_FILE_BYTES, &bytes);
    struct str raw = str_copy(im->arena, strbuf_view(&bytes));
    strbuf_release(&bytes);
    if (result != FILE_OK) {
        diag(im->diags, &MSG_XLIFF_WRITE, place_file(path), file_result_text(result));
        return false;
    }
    *text = source_decode(raw, file->encoding, path, im->arena, im->diags);
    return text->data != NULL;
}

static struct po_message *find_message(struct po_document *document, struct str place,
                                       struct str msgid) {
    for (size_t i = 0; i < document->messages.count; i++) {
        struct po_message *message = &document->messages.items[i];
        for (size_t r = 0; !message->is_obsolete && r < message->references.count; r++) {
            if (str_equal(message->references.items[r], place) &&
                str_equal(message->msgid, msgid)) {
                return message;
            }
        }
    }
    return NULL;
}

/* Two segments with one text are one message, so one translation, unless a translator parts them.
 */
static bool set_message(struct importer *im, struct task *task, struct po_document *document,
                        size_t index) {
    const struct pair *pair = &task->pairs.list.items[index];
    struct str place = item_place(task->pairs.item, pair->id, im->arena);
    struct po_message *message = find_message(document, place, pair->source);
    const struct xliff_unit *unit = map_get(&task->seen, pair->id);
    if (!message) {
        diag(im->diags, &MSG_XLIFF_SEGMENT, unit->place, pair->id);
        return false;
    }
    struct str *first =
        map_put(&task->meaning, str_join(im->arena, message->context, STR("\004"), message->msgid),
                &task->texts[index]);
    if (!str_equal(*first, task->texts[index])) {
        diag(im->diags, &MSG_XLIFF_MEANINGS, unit->place_of_target, pair->id);
        return false;
    }
    message->forms[0] = task->texts[index];
    message->form_count = 1;
    message->is_fuzzy = message->has_previous_context = false;
    message->previous_context = message->previous = message->previous_plural = (struct str){0};
    message->is_changed = true;
    return true;
}

static bool set_messages(struct importer *im, struct task *task, struct po_document *document) {
    bool is_good = true;
    task->meaning = map_make(im->arena);
    for (size_t i = 0; i < task->pairs.list.count; i++) {
        if (!str_is_empty(task->texts[i])) {
            is_good &= set_message(im, task, document, i);
        }
    }
    return is_good;
}

/* Whether a PO file is what the next build takes; what is wrong is reported. */
static bool check_po(struct importer *im, struct str text, struct str path) {
    size_t error_count = im->diags->count_by_severity[SEVERITY_ERROR];
    catalog_parse(text, path, im->language->tag, CATALOG_OF_ITEM, im->arena, im->diags);
    return im->diags->count_by_severity[SEVERITY_ERROR] == error_count;
}

static void write_po(struct importer *im, struct task *task) {
    struct str path = item_locale_path(task->pairs.item, im->language->tag, ".po", im->arena);
    struct str text;
    struct po_document document;
    struct item_messages messages;
    struct po_changes changes = {0};
    struct strbuf out = {0};
    if (!read_po(im, task, path, &text)) {
        return;
    }
    po_document_read(&document, text, im->arena);
    item_messages_collect(&messages, im->site, &task->pairs, im->arena);
    struct po_wishes wishes = item_messages_wishes(&messages);
    po_merge(&document, &wishes, &changes);
    bool is_good = set_messages(im, task, &document);
    po_document_add_text(&document, &out);
    text = str_copy(im->arena, strbuf_view(&out));
    strbuf_release(&out);
    if (is_good && check_po(im, text, path) && write_file(im, path, text)) {
        note_file(im, path, task->count);
    }
}

/* ---- Items -----------------------------------------------------------------------------------
 */

static const struct item *find_item(struct importer *im, const struct xliff_file *file) {
    struct str id = file->original;
    struct str collection = str_cut(&id, '/');
    const struct item *item = id.data ? site_item(im->site, collection, id) : NULL;
    if (!item) {
        diag(im->diags, &MSG_XLIFF_ITEM, file->place, file->original);
    } else if (map_put(&im->items_seen, file->original, (void *)(uintptr_t)file) != file) {
        diag(im->diags, &MSG_XLIFF_TWICE, file->place, file->original);
        item = NULL;
    }
    return item;
}

/* A translation in content/ that waits for its release is not the program's to know. */
static bool is_held(struct importer *im, const struct task *task) {
    static const struct str endings[] = {STR_INIT(".md"), STR_INIT(".yaml")};
    const struct item *item = task->pairs.item;
    for (size_t i = 0; !task->pairs.file && i < 2; i++) {
        struct str path = str_join(im->arena, STR("content/"), item->collection->id, STR("/"),
                                   item->id, STR("."), im->language->tag, endings[i]);
        if (sources_find(im->site->sources, path)) {
            diag(im->diags, &MSG_XLIFF_HELD, place_file(path));
            return true;
        }
    }
    return false;
}

static bool check_source_lang(struct importer *im, const struct task *task,
                              const struct xliff_file *file) {
    struct str tag = task->pairs.source->language->tag;
    bool is_original = task->pairs.item->versions[0].language == im->language;
    if (is_original || !str_equal_ascii_case(tag, im->xliff->source_lang)) {
        diag(im->diags, is_original ? &MSG_XLIFF_ORIGINAL : &MSG_XLIFF_SOURCE_LANG, file->place,
             im->xliff->source_lang, tag);
        return false;
    }
    return true;
}

static void import_file(struct importer *im, const struct xliff_file *file) {
    const struct item *item = find_item(im, file);
    struct task task = {0};
    if (!item || !pairs_read(im->site, item, im->language, im->arena, &task.pairs, im->diags) ||
        !check_source_lang(im, &task, file) || is_held(im, &task)) {
        return;
    }
    take_units(im, &task, file);
    if (task.count == 0) {
        return;
    }
    if (task.pairs.file && task.pairs.file->kind != SOURCE_TRANSLATION) {
        write_translation(im, &task);
    } else {
        write_po(im, &task);
    }
}

bool xliff_import(struct xliff_import *import, struct str bytes, struct str path,
                  struct diags *diags) {
    struct xliff xliff;
    struct importer im = {.import = import,
                          .site = import->site,
                          .xliff = &xliff,
                          .arena = import->arena,
                          .diags = diags,
                          .items_seen = map_make(import->arena)};
    if (!xliff_read(bytes, path, import->arena, &xliff, diags)) {
        return false;
    }
    for (size_t i = 0; i < import->site->language_count && !im.language; i++) {
        const struct language *language = &import->site->languages[i];
        im.language = str_equal_ascii_case(language->tag, xliff.target_lang) ? language : NULL;
    }
    if (!im.language) {
        diag(diags, &MSG_XLIFF_TARGET_LANG, xliff.place, xliff.target_lang);
        return false;
    }
    for (size_t i = 0; i < xliff.files.count; i++) {
        import_file(&im, &xliff.files.items[i]);
    }
    return true;
}
