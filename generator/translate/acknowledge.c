#include "translate/acknowledge.h"

#include "base/file.h"
#include "translate/item_messages.h"
#include "translate/messages.h"
#include "translate/record_text.h"

struct acknowledging {
    const struct site *site;
    struct pairs pairs;
    const struct str *segments; /* those looked at; none: all that are stale */
    size_t segment_count;
    struct written *written;
    struct arena scratch;
    struct diags *diags;
};

static bool is_looked_at(const struct acknowledging *a, const struct pair *pair) {
    bool is_it = false;
    for (size_t i = 0; i < a->segment_count && !is_it; i++) {
        is_it = str_equal(a->segments[i], pair->id);
    }
    return is_it;
}

/* ---- What cannot be ---------------------------------------------------------------------------
 */

static bool check_segment(struct acknowledging *a, struct str segment) {
    size_t count = a->pairs.list.count;
    struct str *names = ARENA_ARRAY(&a->scratch, struct str, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct pair *pair = &a->pairs.list.items[i];
        names[i] = pair->id;
        if (str_equal(pair->id, segment) && pair->text.length == 0 && !pair->is_fuzzy) {
            diag(a->diags, &MSG_ACK_MISSING, pair->place, segment);
            return false;
        }
        if (str_equal(pair->id, segment)) {
            return true;
        }
    }
    struct diag *added =
        diag(a->diags, &MSG_ACK_NO_SEGMENT, place_file(a->pairs.file->path), segment);
    struct str nearest = str_nearest(segment, names, count);
    if (nearest.length > 0) {
        diag_note(a->diags, added, &MSG_TRANSLATE_NEAREST, (struct place){0}, nearest);
    }
    return false;
}

static bool check(struct acknowledging *a) {
    bool is_good = true;
    if (!a->pairs.file) {
        diag(a->diags, &MSG_ACK_NO_TRANSLATION, (struct place){0},
             str_join(&a->scratch, a->pairs.item->collection->id, STR("/"), a->pairs.item->id),
             a->pairs.language->tag);
        return false;
    }
    for (size_t i = 0; i < a->segment_count; i++) {
        is_good &= check_segment(a, a->segments[i]);
    }
    return is_good;
}

/* Whoever translated a translation cannot mend that. */
static void warn_of_chain(struct acknowledging *a) {
    const struct following *source = a->pairs.source->following;
    if (source && source->stale_count > 0) {
        diag(a->diags, &MSG_ACK_CHAIN, place_file(a->pairs.file->path),
             a->pairs.source->language->tag);
    }
}

/* ---- PO ---------------------------------------------------------------------------------------
 */

static bool is_meant(const struct acknowledging *a, const struct pair *pair) {
    return a->segment_count > 0 ? is_looked_at(a, pair) : pair->state == SEGMENT_STALE;
}

static void collect_wishes(struct acknowledging *a, struct item_messages *messages) {
    *messages = (struct item_messages){0};
    for (size_t i = 0; i < a->pairs.list.count; i++) {
        const struct pair *pair = &a->pairs.list.items[i];
        if (is_meant(a, pair)) {
            struct po_entry *entry = LIST_ADD(&messages->entries, &a->scratch);
            *entry = (struct po_entry){.msgid = pair->source};
            *LIST_ADD(&entry->paths, &a->scratch) =
                item_place(a->pairs.item, pair->id, &a->scratch);
        }
    }
}

static bool settle_po(struct acknowledging *a) {
    struct item_messages messages;
    struct po_document document;
    struct str before, path = a->pairs.file->path;
    size_t missing;
    if (!po_document_open(&document, a->site->sources, path, a->pairs.language->tag,
                          CATALOG_OF_ITEM, &before, &a->scratch, a->diags)) {
        return false;
    }
    collect_wishes(a, &messages);
    struct po_wishes wishes = item_messages_wishes(&messages);
    size_t count = po_acknowledge(&document, &wishes, &missing);
    struct strbuf out = {0};
    po_document_add_text(&document, &out);
    struct written_file *file = NULL;
    if (count > 0) {
        file = written_put(a->written, a->site, path, strbuf_view(&out), a->diags);
    } else {
        file = LIST_ADD(&a->written->files, a->written->arena);
        file->path = path;
    }
    if (file) {
        file->changed = count;
    }
    strbuf_release(&out);
    return file != NULL;
}

/* ---- Files ------------------------------------------------------------------------------------
 */

static void add_segment(struct strbuf *out, struct str id, struct str text) {
    strbuf_add_c(out, "  ");
    yaml_add_key(out, id);
    yaml_add_quoted(out, text);
    strbuf_add_char(out, '\n');
}

static void begin_record(struct strbuf *out, const struct pairs *pairs) {
    strbuf_add_format(out, "translates: %.*s\nsegments:\n", STR_ARG(pairs->source->language->tag));
}

/* A field that the translation does not restate follows nothing. */
static bool is_recorded(const struct pair *pair) {
    return pair->form == PAIR_SEGMENT || pair->text.length > 0;
}

void acknowledge_add_record(struct strbuf *out, const struct pairs *pairs) {
    begin_record(out, pairs);
    for (size_t i = 0; i < pairs->list.count; i++) {
        const struct pair *pair = &pairs->list.items[i];
        if (is_recorded(pair)) {
            add_segment(out, pair->id, pair->earlier.length > 0 ? pair->earlier : pair->source);
        }
    }
}

/* The texts that a file was made from, as they stand in its record; NULL if it has none. */
static const struct node *read_record(struct acknowledging *a, struct str path) {
    struct strbuf bytes = {0};
    struct diags told = {0};
    const struct node *tree = NULL;
    if (file_read_into(a->site->sources->folder, path, YAML_MAX_FILE_BYTES, &bytes) == FILE_OK) {
        struct str text =
            source_decode(strbuf_view(&bytes), (struct str){0}, path, &a->scratch, &told);
        tree = yaml_parse(str_copy(&a->scratch, text), path, 1, &a->scratch, &told);
    }
    diags_release(&told);
    strbuf_release(&bytes);
    return node_get(tree, STR("segments"));
}

static size_t add_renewed_record(struct acknowledging *a, const struct node *record,
                                 struct strbuf *out) {
    size_t changed_count = 0;
    struct map ids = map_make(&a->scratch);
    begin_record(out, &a->pairs);
    for (size_t i = 0; i < a->pairs.list.count; i++) {
        struct pair *pair = &a->pairs.list.items[i];
        const struct node *noted = node_get(record, pair->id);
        bool is_new = a->segment_count == 0 ? is_recorded(pair) : is_looked_at(a, pair);
        map_put(&ids, pair->id, pair);
        if (is_new || noted) {
            add_segment(out, pair->id, is_new ? pair->source : noted->text);
        }
        changed_count += is_new && (!noted || !str_equal(noted->text, pair->source));
    }
    /* Texts whose place is gone are of use where they stand now. */
    for (const struct node *noted = record ? record->first : NULL; noted; noted = noted->next) {
        if (a->segment_count > 0 && noted->kind == NODE_SCALAR && !map_get(&ids, noted->key)) {
            add_segment(out, noted->key, noted->text);
        }
    }
    return changed_count;
}

static bool settle_record(struct acknowledging *a) {
    struct str path =
        item_locale_path(a->pairs.item, a->pairs.language->tag, ".source.yaml", a->written->arena);
    const struct node *record = read_record(a, path);
    struct strbuf out = {0};
    struct written_file *file = NULL;
    if (!record && a->segment_count > 0) {
        diag(a->diags, &MSG_ACK_NO_RECORD, place_file(a->pairs.file->path));
        return false;
    }
    size_t changed_count = add_renewed_record(a, record, &out);
    if (out.length > YAML_MAX_FILE_BYTES) {
        diag(a->diags, &MSG_ACK_TOO_LONG, place_file(path), STR("256 KiB"));
    } else {
        file = written_put(a->written, a->site, path, strbuf_view(&out), a->diags);
    }
    if (file) {
        file->changed = changed_count;
    }
    strbuf_release(&out);
    return file != NULL;
}

/* ---- All of it --------------------------------------------------------------------------------
 */

static bool settle(struct acknowledging *a) {
    bool is_done = a->pairs.file->kind == SOURCE_TRANSLATION ? settle_po(a) : settle_record(a);
    if (is_done) {
        warn_of_chain(a);
    }
    return is_done;
}

bool acknowledge_item(const struct site *site, const struct item *item,
                      const struct language *language, const struct str *segments,
                      size_t segment_count, struct written *written, struct diags *diags) {
    struct acknowledging a = {.site = site,
                              .segments = segments,
                              .segment_count = segment_count,
                              .written = written,
                              .diags = diags};
    bool is_good = false;
    if (item->versions[0].language == language) {
        diag(diags, &MSG_ACK_ORIGINAL, place_file(item->versions[0].source->path), language->tag);
    } else {
        is_good = pairs_read(site, item, language, &a.scratch, &a.pairs, diags) && check(&a) &&
                  settle(&a);
    }
    arena_release(&a.scratch);
    return is_good;
}

static bool has_translation(const struct site *site, const struct item *item,
                            const struct language *language, struct arena *scratch) {
    return item_version(item, language) ||
           sources_find(site->sources, item_locale_path(item, language->tag, ".po", scratch));
}

bool acknowledge_all(const struct site *site, const struct selection *selection,
                     struct written *written, struct diags *diags) {
    struct arena scratch = {0};
    bool is_good = true;
    for (size_t i = 0; i < site->item_count; i++) {
        const struct item *item = site->items[i];
        for (size_t l = 0; l < site->language_count && selection_has_item(selection, item); l++) {
            const struct language *language = &site->languages[l];
            if (selection_has_language(selection, language) &&
                item->versions[0].language != language &&
                has_translation(site, item, language, &scratch)) {
                is_good &= acknowledge_item(site, item, language, NULL, 0, written, diags);
            }
        }
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    return is_good;
}
