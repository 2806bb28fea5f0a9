#include "translate/interface_messages.h"

#include "pages/pages.h"

#include <stdlib.h>

struct collecting {
    struct interface_messages *messages;
    struct map places; /* msgctxt U+0004 msgid -> size_t: the number of the entry */
    struct arena *arena;
};

static bool is_listed(const struct po_entry *entry, struct str path) {
    for (size_t i = 0; i < entry->paths.count; i++) {
        if (str_equal(entry->paths.items[i], path)) {
            return true;
        }
    }
    return path.length == 0;
}

static struct po_entry *entry_of(struct collecting *c, const struct interface_text *text) {
    struct str key = str_join(c->arena, text->context, STR("\004"), text->msgid);
    size_t *place = map_get(&c->places, key);
    if (!place) {
        *LIST_ADD(&c->messages->entries, c->arena) = (struct po_entry){
            .context = str_copy(c->arena, text->context),
            .msgid = str_copy(c->arena, text->msgid),
            .comment = str_copy(c->arena, text->english),
        };
        place = ARENA_NEW(c->arena, size_t);
        *place = c->messages->entries.count - 1;
        map_put(&c->places, key, place);
    }
    return &c->messages->entries.items[*place];
}

/* A text that is counted in one place and not in another is one entry with plural forms: a catalog
   cannot hold both. */
static void take(void *context, const struct interface_text *text) {
    struct collecting *c = context;
    struct po_entry *entry = entry_of(c, text);
    if (entry->msgid_plural.length == 0) {
        entry->msgid_plural = str_copy(c->arena, text->msgid_plural);
    }
    if (!is_listed(entry, text->path)) {
        *LIST_ADD(&entry->paths, c->arena) = str_copy(c->arena, text->path);
    }
}

void interface_messages_collect(struct interface_messages *messages, const struct site *site,
                                struct arena *arena) {
    struct collecting c = {.messages = messages, .places = map_make(arena), .arena = arena};
    theme_each_text(site->sources, take, &c);
    editions_each_text(site, take, &c);
}

/* Languages before countries, each by code. */
static int compare_names(const void *left, const void *right) {
    const struct po_entry *a = left, *b = right;
    int order = str_compare(b->context, a->context);
    return order != 0 ? order : str_compare(a->msgid, b->msgid);
}

void interface_messages_add_names(struct interface_messages *messages, const struct site *site,
                                  struct arena *arena) {
    struct collecting c = {.messages = messages, .places = map_make(arena), .arena = arena};
    size_t first = messages->entries.count;
    editions_each_name(site, take, &c);
    qsort(&messages->entries.items[first], messages->entries.count - first,
          sizeof *messages->entries.items, compare_names);
}
