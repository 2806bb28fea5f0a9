#include "pages/unused.h"

#include "pages/messages.h"
#include "pages/mustache.h"

/* All texts that are translated, each once. */
struct known {
    struct map map;
    LIST(struct str) list;
    struct arena arena;
};

static void add(void *context, struct str msgid) {
    static char mark;
    struct known *known = context;
    if (!map_get(&known->map, msgid)) {
        struct str copy = str_copy(&known->arena, msgid);
        map_put(&known->map, copy, &mark);
        *LIST_ADD(&known->list, &known->arena) = copy;
    }
}

static void add_of_template(void *context, struct str msgid, struct place place) {
    (void)place;
    add(context, msgid);
}

static void collect(struct known *known, const struct site *site) {
    known->map = map_make(&known->arena);
    editions_each_text(site, add, known);
    for (size_t i = 0; i < site->sources->count; i++) {
        const struct source *source = &site->sources->files[i];
        if (source->kind == SOURCE_TEMPLATE) {
            mustache_each_text(source->text, source->path, add_of_template, known);
        }
    }
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

/* To search for the nearest is slow, and no more than DIAG_MAX_PER_FILE are shown. */
static void report_catalog(const struct known *known, const struct catalog *catalog,
                           struct diags *diags) {
    size_t count = 0;
    for (size_t i = 0; i < catalog->messages.count && count <= DIAG_MAX_PER_FILE; i++) {
        if (!is_used(known, &catalog->messages.items[i])) {
            report(known, catalog, &catalog->messages.items[i], diags);
            count++;
        }
    }
}

void unused_texts_report(const struct editions *editions, struct diags *diags) {
    struct known known = {0};
    collect(&known, editions->site);
    for (size_t i = 0; i < editions->count; i++) {
        report_catalog(&known, editions->items[i].language->catalog, diags);
    }
    arena_release(&known.arena);
}
