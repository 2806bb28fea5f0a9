#include "translate/update.h"

#include "editions/editions.h"
#include "translate/interface_messages.h"
#include "translate/item_messages.h"
#include "translate/locale_plurals.h"
#include "translate/messages.h"

struct updating {
    const struct site *site;
    const struct language *language;
    struct written *written;
    struct arena scratch; /* of one file */
    struct diags *diags;
};

/* Writes the document, unless it says what the file says. */
static bool put(struct updating *u, const struct po_document *document, struct str path,
                struct str before, const struct po_changes *changes) {
    struct strbuf out = {0};
    po_document_add_text(document, &out);
    bool is_same = before.length > 0 && str_equal(strbuf_view(&out), before);
    struct written_file *file = NULL;
    if (is_same) {
        file = LIST_ADD(&u->written->files, u->written->arena);
        file->path = path;
    } else {
        file = written_put(u->written, u->site, path, strbuf_view(&out), u->diags);
    }
    if (file) {
        file->added = changes->added;
        file->changed = changes->changed;
        file->removed = changes->removed;
    }
    strbuf_release(&out);
    return file != NULL;
}

static void add_header(struct po_document *document, struct strbuf *header) {
    struct po_document made;
    po_document_read(&made, str_copy(document->arena, strbuf_view(header)), document->arena);
    LIST(struct po_message) all = {0};
    *LIST_ADD(&all, document->arena) = made.messages.items[0];
    for (size_t i = 0; i < document->messages.count; i++) {
        *LIST_ADD(&all, document->arena) = document->messages.items[i];
    }
    document->messages.items = all.items;
    document->messages.count = all.count;
    document->messages.capacity = all.capacity;
}

/* ---- The interface ----------------------------------------------------------------------------
 */

static uint32_t form_count_of(struct updating *u, const struct po_document *document) {
    struct diags told = {0};
    uint32_t count = 2;
    struct str rule = document->messages.count > 0
                          ? po_header_value(&document->messages.items[0], STR("Plural-Forms"))
                          : (struct str){0};
    if (rule.length > 0 && !plural_parse(rule, (struct place){0}, &count, &u->scratch, &told)) {
        count = 2;
    }
    diags_release(&told);
    return count;
}

/* A language may begin with an empty file. */
static void complete_header(struct updating *u, struct po_document *document) {
    struct strbuf header = {0};
    if (document->messages.count == 0 || !po_message_is_header(&document->messages.items[0])) {
        po_add_header(&header, &(struct po_header){.project = u->site->title,
                                                   .lang = u->language->tag,
                                                   .plurals = locale_plurals(u->language->tag)});
        add_header(document, &header);
    }
    strbuf_release(&header);
}

static bool update_portal(struct updating *u) {
    struct interface_messages messages = {0};
    struct po_document document;
    struct po_changes changes;
    struct str before,
        path = str_join(u->written->arena, STR("locales/"), u->language->tag, STR("/portal.po"));
    if (!sources_find(u->site->sources, path)) {
        return true; /* a language may have no more than pins */
    }
    if (!po_document_open(&document, u->site->sources, path, u->language->tag, CATALOG_OF_INTERFACE,
                          &before, &u->scratch, u->diags)) {
        return false;
    }
    complete_header(u, &document);
    interface_messages_collect(&messages, u->site, &u->scratch);
    if (!language_facts(u->language->tag, &u->scratch).is_known) {
        interface_messages_add_names(&messages, u->site, &u->scratch);
    }
    struct po_wishes wishes = {messages.entries.items, messages.entries.count, PO_PLACES_OF_MANY,
                               form_count_of(u, &document)};
    po_merge(&document, &wishes, &changes);
    return put(u, &document, path, before, &changes);
}

/* ---- Items ------------------------------------------------------------------------------------
 */

static bool merge_item(struct updating *u, const struct pairs *pairs, struct po_document *document,
                       struct str path, struct str before) {
    struct item_messages messages;
    struct po_changes changes;
    item_messages_collect(&messages, u->site, pairs, &u->scratch);
    struct po_wishes wishes = item_messages_wishes(&messages);
    po_merge(document, &wishes, &changes);
    return put(u, document, path, before, &changes);
}

static bool make_item(struct updating *u, const struct pairs *pairs, struct str path) {
    struct po_document document;
    struct strbuf header = {0};
    item_messages_add_header(&header, u->site, pairs->source, u->language->tag);
    po_document_read(&document, str_copy(&u->scratch, strbuf_view(&header)), &u->scratch);
    strbuf_release(&header);
    return merge_item(u, pairs, &document, path, (struct str){0});
}

static bool update_item(struct updating *u, const struct item *item, enum update_extent extent) {
    struct str before, path = item_locale_path(item, u->language->tag, ".po", u->written->arena);
    const struct source *file = sources_find(u->site->sources, path);
    const struct version *version = item_version(item, u->language);
    struct pairs pairs;
    struct po_document document;
    if (!file && extent == UPDATE_NEW && version) {
        diag(u->diags, &MSG_UPDATE_IS_FILE, place_file(version->source->path), path);
        return false;
    }
    if ((!file && extent != UPDATE_NEW) || (version && version->source != file)) {
        return true; /* it is translated by a file, or not at all */
    }
    if (!pairs_read(u->site, item, u->language, &u->scratch, &pairs, u->diags)) {
        return false;
    }
    if (!file) {
        return make_item(u, &pairs, path);
    }
    return po_document_open(&document, u->site->sources, path, u->language->tag, CATALOG_OF_ITEM,
                            &before, &u->scratch, u->diags) &&
           merge_item(u, &pairs, &document, path, before);
}

static bool update_language(struct updating *u, const struct selection *selection,
                            enum update_extent extent) {
    bool is_good = selection_is_narrow(selection) || update_portal(u);
    for (size_t i = 0; i < u->site->item_count; i++) {
        if (selection_has_item(selection, u->site->items[i])) {
            arena_reset(&u->scratch);
            is_good &= update_item(u, u->site->items[i], extent);
        }
    }
    return is_good;
}

bool update_write(const struct site *site, const struct selection *selection,
                  enum update_extent extent, struct written *written, struct diags *diags) {
    struct updating u = {.site = site, .written = written, .diags = diags};
    bool is_good = true;
    if (extent == UPDATE_NEW &&
        (selection->languages.count == 0 || !selection_is_narrow(selection))) {
        diag(diags, &MSG_UPDATE_NEW_WHAT, (struct place){0});
        return false;
    }
    for (size_t i = 0; i < site->language_count; i++) {
        if (selection_has_language(selection, &site->languages[i])) {
            u.language = &site->languages[i];
            is_good &= update_language(&u, selection, extent);
        }
    }
    arena_release(&u.scratch);
    return is_good;
}
