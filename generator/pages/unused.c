#include "pages/unused.h"

#include "pages/messages.h"
#include "pages/pages.h"

#define MAX_REPORTED 5 /* one by one, in one catalog */

/* All texts that are translated, each once. */
struct known {
    struct map map;
    LIST(struct str) list;
    struct arena arena;
};

static void add(void *context, const struct interface_text *text) {
    static char mark;
    struct known *known = context;
    if (!map_get(&known->map, text->msgid)) {
        struct str copy = str_copy(&known->arena, text->msgid);
        map_put(&known->map, copy, &mark);
        *LIST_ADD(&known->list, &known->arena) = copy;
    }
}

static void collect(struct known *known, const struct site *site) {
    known->map = map_make(&known->arena);
    editions_each_text(site, add, known);
    theme_each_text(site->sources, add, known);
}

/* Names of languages and countries have a context, and any of them can be asked for. */
static bool is_used(const struct known *known, const struct catalog_message *message) {
    return message->context.length == 0 ? map_get(&known->map, message->msgid) != NULL
                                        : str_equal(message->context, STR("language")) ||
                                              str_equal(message->context, STR("country"));
}

static void report(const struct known *known, const struct catalog *catalog,
                   const struct catalog_message *message, struct diags *diags) {
    struct place place = catalog_place(catalog, message);
    struct diag *unused = diag(diags, &MSG_UNUSED_TEXT, place);
    if (message->context.length > 0) {
        return; /* it is the context that is wrong */
    }
    struct str nearest = str_nearest(message->msgid, known->list.items, known->list.count);
    if (nearest.length > 0) {
        diag_note(diags, unused, &MSG_NEAREST_TEXT, place, nearest);
    }
}

/* A few are slips of the pen, each of its own; many are what another site or an older theme had. */
static void report_many(const struct catalog *catalog, const struct catalog_message *first,
                        size_t count, struct diags *diags) {
    struct arena scratch = {0};
    diag(diags, &MSG_UNUSED_TEXTS, catalog_place(catalog, first),
         str_format(&scratch, "%zu", count), first->msgid);
    arena_release(&scratch);
}

static void report_catalog(const struct known *known, const struct catalog *catalog,
                           struct diags *diags) {
    const struct catalog_message *unused[MAX_REPORTED];
    size_t count = 0;
    for (size_t i = 0; i < catalog->messages.count; i++) {
        const struct catalog_message *message = &catalog->messages.items[i];
        if (!is_used(known, message) && count++ < MAX_REPORTED) {
            unused[count - 1] = message;
        }
    }
    if (count > MAX_REPORTED) {
        report_many(catalog, unused[0], count, diags);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        report(known, catalog, unused[i], diags);
    }
}

void unused_texts_report(const struct editions *editions, struct diags *diags) {
    struct known known = {0};
    collect(&known, editions->site);
    for (size_t i = 0; i < editions->count; i++) {
        if (editions->items[i].language->pseudo) {
            continue; /* it has that of English */
        }
        report_catalog(&known, editions->items[i].language->catalog, diags);
    }
    arena_release(&known.arena);
}
