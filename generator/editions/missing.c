/* Texts of the interface that stand in English because nobody has translated them. */
#include "editions/build.h"

struct counting {
    const struct edition *edition;
    struct arena arena;
    struct map seen;
    struct text_count count;
};

static bool is_translated(const struct edition *edition, struct str context, struct str msgid) {
    for (const struct language *at = edition->language; at; at = at->parent) {
        if (catalog_text(at->catalog, context, msgid).length > 0) {
            return true;
        }
    }
    return false;
}

static void count_text_once(struct counting *c, struct str context, struct str msgid) {
    static char mark;
    struct str key = str_join(&c->arena, context, STR("\004"), msgid);
    if (msgid.length == 0 || map_get(&c->seen, key)) {
        return;
    }
    map_put(&c->seen, key, &mark);
    c->count.total++;
    c->count.missing += !is_translated(c->edition, context, msgid);
}

static void count_plain(void *context, const struct interface_text *text) {
    count_text_once(context, (struct str){0}, text->msgid);
}

/* Texts of the theme's templates are known by the catalog only, once they have been put there. */
static void count_catalog(struct counting *c, const struct catalog *catalog) {
    for (size_t i = 0; i < catalog->messages.count; i++) {
        count_text_once(c, catalog->messages.items[i].context, catalog->messages.items[i].msgid);
    }
}

struct text_count count_texts(const struct edition *edition) {
    struct counting c = {.edition = edition};
    if (reads_english(edition->language) || edition->language->pseudo) {
        return c.count; /* the texts are English as they stand, or made of that */
    }
    c.seen = map_make(&c.arena);
    editions_each_text(edition->editions->site, count_plain, &c);
    count_catalog(&c, edition->language->catalog);
    arena_release(&c.arena);
    return c.count;
}
