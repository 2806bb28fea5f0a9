#include "translate/templates.h"

#include "base/file.h"
#include "base/path.h"
#include "translate/interface_messages.h"
#include "translate/item_messages.h"

static bool write_portal(const struct site *site, struct written *written, struct diags *diags) {
    struct interface_messages messages = {0};
    struct strbuf out = {0};
    interface_messages_collect(&messages, site, written->arena);
    po_add_header(&out, &(struct po_header){.project = site->title,
                                            .plurals = STR("nplurals=2; plural=(n != 1);"),
                                            .source_lang = STR("en")});
    for (size_t i = 0; i < messages.entries.count; i++) {
        po_add_entry(&out, &messages.entries.items[i], 2);
    }
    struct written_file *file =
        written_put(written, site, STR(TEMPLATES_FOLDER "/portal.pot"), strbuf_view(&out), diags);
    if (file) {
        file->message_count = messages.entries.count;
    }
    strbuf_release(&out);
    return file != NULL;
}

/* As a PO file is made when there is none. */
static size_t add_item(struct strbuf *out, const struct site *site, const struct pairs *pairs,
                       struct arena *scratch) {
    struct item_messages messages;
    struct po_document document;
    struct po_changes changes;
    struct strbuf header = {0};
    item_messages_collect(&messages, site, pairs, scratch);
    item_messages_add_header(&header, site, pairs->source, (struct str){0});
    po_document_read(&document, str_copy(scratch, strbuf_view(&header)), scratch);
    strbuf_release(&header);
    struct po_wishes wishes = item_messages_wishes(&messages);
    po_merge(&document, &wishes, &changes);
    po_document_add_text(&document, out);
    return changes.added;
}

static bool write_item(const struct site *site, const struct item *item, struct written *written,
                       struct diags *diags) {
    struct arena scratch = {0};
    struct strbuf out = {0};
    struct pairs pairs;
    struct written_file *file = NULL;
    bool is_read = pairs_read_source(site, &item->versions[0], &scratch, &pairs, diags);
    size_t count = is_read ? add_item(&out, site, &pairs, &scratch) : 0;
    struct str path = item_locale_path(item, STR("templates"), ".pot", written->arena);
    if (count > 0) {
        file = written_put(written, site, path, strbuf_view(&out), diags);
        if (file) {
            file->message_count = count;
        }
    } else if (is_read) {
        is_read = written_remove(written, site, path, diags);
    }
    strbuf_release(&out);
    arena_release(&scratch);
    return count > 0 ? file != NULL : is_read;
}

/* ---- Templates of what is no more -------------------------------------------------------------
 */

static bool clean_collection(const struct site *site, struct str folder, struct str collection,
                             struct written *written, struct diags *diags) {
    struct file_listing listing = {0};
    bool is_good = true;
    if (folder_list(site->sources->folder, folder, written->arena, &listing) != FILE_OK) {
        return true;
    }
    for (size_t i = 0; i < listing.entries.count; i++) {
        const struct file_entry *entry = &listing.entries.items[i];
        struct str id = str_slice(entry->name, 0, entry->name.length - strlen(".pot"));
        if (entry->kind == FILE_KIND_REGULAR && str_ends(entry->name, STR(".pot")) &&
            !site_item(site, collection, id)) {
            struct str path = path_join(written->arena, folder, entry->name);
            is_good &= written_remove(written, site, path, diags);
        }
    }
    return is_good;
}

static bool clean(const struct site *site, struct written *written, struct diags *diags) {
    struct str top = STR(TEMPLATES_FOLDER "/content");
    struct file_listing listing = {0};
    bool is_good = true;
    if (folder_list(site->sources->folder, top, written->arena, &listing) != FILE_OK) {
        return true;
    }
    for (size_t i = 0; i < listing.entries.count; i++) {
        const struct file_entry *entry = &listing.entries.items[i];
        struct str folder = path_join(written->arena, top, entry->name);
        if (entry->kind == FILE_KIND_FOLDER) {
            is_good &= clean_collection(site, folder, entry->name, written, diags);
            folder_remove_empty(site->sources->folder, folder);
        }
    }
    return is_good;
}

bool templates_write(const struct site *site, const struct selection *selection,
                     struct written *written, struct diags *diags) {
    bool is_narrow = selection_is_narrow(selection);
    bool is_good = is_narrow || write_portal(site, written, diags);
    for (size_t i = 0; i < site->item_count; i++) {
        if (selection_has_item(selection, site->items[i])) {
            is_good &= write_item(site, site->items[i], written, diags);
        }
    }
    return (is_narrow || clean(site, written, diags)) && is_good;
}
