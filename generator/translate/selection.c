#include "translate/selection.h"

#include "translate/messages.h"

static const struct place COMMAND_LINE = {0};

static void report_unknown(const struct site *site, struct str word, struct arena *arena,
                           struct diags *diags) {
    size_t count = 0;
    struct str *names = ARENA_ARRAY(
        arena, struct str, site->language_count + site->collection_count + site->item_count + 1);
    for (size_t i = 0; i < site->language_count; i++) {
        names[count++] = site->languages[i].tag;
    }
    for (size_t i = 0; i < site->collection_count; i++) {
        names[count++] = site->collections[i].id;
    }
    bool is_of_item = str_find_char(word, '/', 0) != STR_NONE;
    for (size_t i = 0; i < site->item_count && is_of_item; i++) {
        const struct item *item = site->items[i];
        names[count++] = str_join(arena, item->collection->id, STR("/"), item->id);
    }
    struct diag *added = diag(diags, &MSG_TRANSLATE_UNKNOWN, COMMAND_LINE, word);
    struct str nearest = str_nearest(word, names, count);
    if (nearest.length > 0) {
        diag_note(diags, added, &MSG_TRANSLATE_NEAREST, COMMAND_LINE, nearest);
    }
}

static bool take(struct selection *selection, const struct site *site, struct str word,
                 struct arena *arena) {
    struct str id = word;
    struct str name = str_cut(&id, '/');
    if (id.data) {
        const struct item *item = site_item(site, name, id);
        if (item) {
            *LIST_ADD(&selection->items, arena) = item;
        }
        return item != NULL;
    }
    const struct language *language = site_language(site, word);
    const struct collection *collection = site_collection(site, word);
    if (language) {
        *LIST_ADD(&selection->languages, arena) = language;
    } else if (collection) {
        *LIST_ADD(&selection->collections, arena) = collection;
    }
    return language || collection;
}

bool selection_read(struct selection *selection, const struct site *site, const char *const *words,
                    size_t count, struct arena *arena, struct diags *diags) {
    bool is_good = true;
    *selection = (struct selection){0};
    for (size_t i = 0; i < count; i++) {
        if (!take(selection, site, str_from(words[i]), arena)) {
            report_unknown(site, str_from(words[i]), arena, diags);
            is_good = false;
        }
    }
    return is_good;
}

bool selection_has_language(const struct selection *selection, const struct language *language) {
    bool is_in = selection->languages.count == 0;
    for (size_t i = 0; i < selection->languages.count && !is_in; i++) {
        is_in = selection->languages.items[i] == language;
    }
    return is_in;
}

bool selection_is_narrow(const struct selection *selection) {
    return selection->collections.count > 0 || selection->items.count > 0;
}

bool selection_has_item(const struct selection *selection, const struct item *item) {
    bool is_in = !selection_is_narrow(selection);
    for (size_t i = 0; i < selection->collections.count && !is_in; i++) {
        is_in = selection->collections.items[i] == item->collection;
    }
    for (size_t i = 0; i < selection->items.count && !is_in; i++) {
        is_in = selection->items.items[i] == item;
    }
    return is_in;
}
