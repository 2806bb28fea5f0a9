/* XLIFF 2.0: a file an item, a unit a segment. */
#include "base/word_diff.h"
#include "translate/exchange.h"
#include "translate/messages.h"
#include "translate/xliff_terms.h"
#include "translate/xml_write.h"

static const struct place COMMAND_LINE = {0};

/* An item with something to translate. */
struct job_file {
    struct pairs pairs;
    struct str *ids; /* of units, parallel to the pairs; empty: not to be done */
    enum text_state state;
    size_t word_count, work_count; /* words of all units; of those that need work */
};

struct exporter {
    const struct xliff_job *job;
    const struct site *site;
    struct diags *diags;
    struct arena arena;
    LIST(struct job_file) files;
    size_t word_count, work_count;
    struct xml_writer *xml;
};

/* ---- What is to be done ---------------------------------------------------------------------- */

static enum text_state state_of(const struct source *file, struct arena *arena) {
    const struct node *tree = file ? source_data(file, arena) : NULL;
    struct str status = node_text(tree, STR("status"));
    return str_equal(status, STR("draft"))      ? TEXT_DRAFT
           : str_equal(status, STR("reviewed")) ? TEXT_REVIEWED
                                                : TEXT_FINAL;
}

static void take_item(struct exporter *e, const struct pairs *pairs) {
    struct job_file file = {.pairs = *pairs, .state = state_of(pairs->file, &e->arena)};
    size_t unit_count = 0;
    file.ids = ARENA_ARRAY(&e->arena, struct str, pairs->list.count);
    for (size_t i = 0; i < pairs->list.count; i++) {
        const struct pair *pair = &pairs->list.items[i];
        bool is_work = pair->state != SEGMENT_CURRENT;
        size_t words = word_count(pair->source);
        if (words == 0 || !pair_is_translation(pairs, pair) ||
            (e->job->what == XLIFF_STALE && !is_work)) {
            continue;
        }
        file.ids[i] = xliff_unit_id(&e->arena, pair->id);
        file.word_count += words;
        file.work_count += is_work ? words : 0;
        unit_count++;
    }
    if (unit_count > 0) {
        *LIST_ADD(&e->files, &e->arena) = file;
        e->word_count += file.word_count;
        e->work_count += file.work_count;
    }
}

/* A document has one source language. */
static bool check_from(struct exporter *e) {
    const struct language *from = e->files.items[0].pairs.source->language;
    for (size_t i = 1; i < e->files.count; i++) {
        const struct language *other = e->files.items[i].pairs.source->language;
        if (other != from) {
            const struct item *item = e->files.items[i].pairs.item;
            diag(e->diags, &MSG_EXPORT_SOURCES, COMMAND_LINE, from->tag, other->tag,
                 str_join(&e->arena, item->collection->id, STR("/"), item->id));
            return false;
        }
    }
    return true;
}

static bool gather(struct exporter *e) {
    const struct language *language = e->job->edition->language;
    for (size_t i = 0; i < e->site->item_count; i++) {
        const struct item *item = e->site->items[i];
        struct pairs pairs;
        if (item->versions[0].language == language || !selection_has_item(e->job->items, item)) {
            continue;
        }
        if (!pairs_read(e->site, item, language, &e->arena, &pairs, e->diags)) {
            return false;
        }
        if (!e->job->from || e->job->from == pairs.source->language) {
            take_item(e, &pairs);
        }
    }
    if (e->files.count == 0) {
        diag(e->diags, &MSG_EXPORT_NOTHING, COMMAND_LINE, language->tag);
        return false;
    }
    return check_from(e);
}

/* ---- A unit ------------------------------------------------------------------------------------
 */

static const char *const weights[] = {[CHANGE_SUBSTANTIVE] = "stale-substantive",
                                      [CHANGE_MINOR] = "stale-minor",
                                      [CHANGE_LEGAL] = "stale-legal"};

static const char *state_name(const struct job_file *file, const struct pair *pair) {
    static const char *const names[] = {
        [TEXT_FINAL] = "final", [TEXT_REVIEWED] = "reviewed", [TEXT_DRAFT] = "translated"};
    return pair->state == SEGMENT_CURRENT ? names[file->state] : "initial";
}

static bool is_cell(struct str id) {
    size_t row = str_find(id, STR("-r"), 0);
    return row != STR_NONE && row + 2 < id.length && char_is_digit(id.data[row + 2]) &&
           str_find_char(id, 'c', row + 3) != STR_NONE;
}

/* What a segment of the body is, by its id; see sources/segments.h. */
static const char *kind_name(struct str id) {
    return str_ends(id, STR("-caption"))           ? "caption of a table"
           : is_cell(id)                           ? "cell of a table"
           : str_starts(id, STR("note-"))          ? "footnote"
           : str_find_char(id, '.', 0) != STR_NONE ? "further text"
           : str_starts(id, STR("s-"))             ? "heading"
           : str_starts(id, STR("p"))              ? "numbered paragraph"
                                                   : "text";
}

static void add_note(struct exporter *e, const char *category, struct str text) {
    xml_writer_leaf_with(e->xml, "note", "category", str_from(category), text);
}

static void add_notes(struct exporter *e, const struct job_file *file, const struct pair *pair) {
    const struct field *field = pair_field(file->pairs.item->collection, pair->id);
    struct str kind = str_from(kind_name(pair->id));
    if (pair->form != PAIR_SEGMENT && field) {
        kind = str_join(&e->arena, STR("field: "), field->label);
    }
    xml_writer_open(e->xml, "notes");
    add_note(e, "kind", kind);
    if (pair->form != PAIR_TEXT) {
        add_note(e, "format", STR("Markdown"));
    }
    if (!str_is_empty(pair->earlier)) {
        add_note(e, "earlier-source", pair->earlier);
    }
    xml_writer_close(e->xml);
}

static void add_digest(struct exporter *e, const struct pair *pair) {
    xml_writer_open(e->xml, "mda:metadata");
    xml_writer_open(e->xml, "mda:metaGroup");
    xml_writer_attribute(e->xml, "category", STR(XLIFF_CATEGORY));
    xml_writer_leaf_with(e->xml, "mda:meta", "type", STR(XLIFF_TARGET_DIGEST),
                         digest_hex(&e->arena, digest_of(pair->text)));
    xml_writer_close(e->xml);
    xml_writer_close(e->xml);
}

static void add_text(struct exporter *e, const char *name, struct str text) {
    xml_writer_leaf_with(e->xml, name, "xml:space", STR("preserve"), text);
}

static void add_segment(struct exporter *e, const struct job_file *file, const struct pair *pair) {
    xml_writer_open(e->xml, "segment");
    xml_writer_attribute(e->xml, "state", str_from(state_name(file, pair)));
    if (pair->state == SEGMENT_STALE || pair->is_fuzzy) {
        const char *name = pair->state == SEGMENT_STALE ? weights[pair->weight] : "fuzzy";
        xml_writer_attribute(e->xml, "subState",
                             str_join(&e->arena, STR(XLIFF_CATEGORY ":"), str_from(name)));
    }
    add_text(e, "source", pair->source);
    if (!str_is_empty(pair->text)) {
        add_text(e, "target", pair->text);
    }
    xml_writer_close(e->xml);
}

static void add_unit(struct exporter *e, const struct job_file *file, size_t index) {
    const struct pair *pair = &file->pairs.list.items[index];
    const struct item *item = file->pairs.item;
    xml_writer_open(e->xml, "unit");
    xml_writer_attribute(e->xml, "id", file->ids[index]);
    xml_writer_attribute(
        e->xml, "name",
        str_join(&e->arena, item->collection->id, STR("/"), item->id, STR("#"), pair->id));
    xml_writer_attribute(e->xml, "canResegment", STR("no"));
    add_digest(e, pair);
    add_notes(e, file, pair);
    add_segment(e, file, pair);
    xml_writer_close(e->xml);
}

/* ---- Files and the whole -----------------------------------------------------------------------
 */

static void add_count(struct exporter *e, const char *type, size_t count) {
    xml_writer_leaf_with(e->xml, "mda:meta", "type", str_from(type),
                         str_format(&e->arena, "%zu", count));
}

/* The whole can have no metadata of its own: what it counts stands with the first file. */
static void add_counts(struct exporter *e, const struct job_file *file) {
    xml_writer_open(e->xml, "mda:metadata");
    xml_writer_open(e->xml, "mda:metaGroup");
    xml_writer_attribute(e->xml, "category", STR("word-count"));
    add_count(e, "words", file->word_count);
    add_count(e, "words-to-do", file->work_count);
    xml_writer_close(e->xml);
    if (file == e->files.items) {
        xml_writer_open(e->xml, "mda:metaGroup");
        xml_writer_attribute(e->xml, "category", STR("word-count-of-job"));
        add_count(e, "files", e->files.count);
        add_count(e, "words", e->word_count);
        add_count(e, "words-to-do", e->work_count);
        xml_writer_close(e->xml);
    }
    xml_writer_close(e->xml);
}

static void add_file(struct exporter *e, size_t index) {
    const struct job_file *file = &e->files.items[index];
    const struct item *item = file->pairs.item;
    const struct entry *entry = &e->job->edition->entries[item->index];
    xml_writer_open(e->xml, "file");
    xml_writer_attribute(e->xml, "id", str_format(&e->arena, "f%zu", index + 1));
    xml_writer_attribute(e->xml, "original",
                         str_join(&e->arena, item->collection->id, STR("/"), item->id));
    xml_writer_attribute(e->xml, "srcDir", language_direction(file->pairs.source->language));
    xml_writer_attribute(e->xml, "trgDir", language_direction(file->pairs.language));
    add_counts(e, file);
    xml_writer_open(e->xml, "notes");
    add_note(e, "title", entry->title.text);
    add_note(e, "page", str_join(&e->arena, e->site->base_url, entry->path));
    xml_writer_close(e->xml);
    for (size_t i = 0; i < file->pairs.list.count; i++) {
        if (!str_is_empty(file->ids[i])) {
            add_unit(e, file, i);
        }
    }
    xml_writer_close(e->xml);
}

static void add_document(struct exporter *e, struct strbuf *out) {
    e->xml = xml_writer_begin();
    xml_writer_open(e->xml, "xliff");
    xml_writer_attribute(e->xml, "xmlns", STR(XLIFF_NAMESPACE));
    xml_writer_attribute(e->xml, "xmlns:mda", STR(XLIFF_METADATA_NAMESPACE));
    xml_writer_attribute(e->xml, "version", STR(XLIFF_VERSION));
    xml_writer_attribute(e->xml, "srcLang", e->files.items[0].pairs.source->language->tag);
    xml_writer_attribute(e->xml, "trgLang", e->job->edition->language->tag);
    for (size_t i = 0; i < e->files.count; i++) {
        add_file(e, i);
    }
    xml_writer_end(e->xml, out);
}

bool xliff_export(const struct xliff_job *job, struct strbuf *out, struct diags *diags) {
    struct exporter e = {.job = job, .site = job->edition->editions->site, .diags = diags};
    bool is_good = gather(&e);
    if (is_good) {
        add_document(&e, out);
    }
    arena_release(&e.arena);
    return is_good;
}
