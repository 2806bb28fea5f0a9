#include "editions/build.h"

#include "base/workers.h"

#include <stdlib.h>

/* What the two rounds of workers leave for each other and for the report. */
struct draft {
    struct culture *culture;
    struct text_count texts;
};
struct building {
    struct editions *editions;
    struct draft *drafts; /* parallel to editions->items */
};

/* Every edition names all the others, so these names come first. */
static void open_edition(void *context, unsigned worker, size_t index) {
    struct building *building = context;
    struct edition *edition = &building->editions->items[index];
    (void)worker;
    building->drafts[index].culture = culture_open(edition->language, &edition->arena);
    edition->autonym = culture_autonym(building->drafts[index].culture, &edition->arena);
}

/* A name that this language does not know is the other's own: "in français" says more than "in fr".
 */
static struct text name_of(struct edition_builder *b, const struct language *other) {
    struct str name = culture_language_name(b->culture, other->tag, b->arena);
    const struct edition *edition = &b->edition->editions->items[other->index];
    if (!str_equal(name, other->tag)) {
        return (struct text){name, NULL};
    }
    return (struct text){edition->autonym, edition == b->edition ? NULL : other};
}

/* The names of all languages are needed before any entry can say "(in French)". */
static void build_names(struct edition_builder *b) {
    const struct site *site = b->site;
    struct edition *edition = b->edition;
    edition->language_names = ARENA_ARRAY(b->arena, struct text, site->language_count);
    for (size_t i = 0; i < site->language_count; i++) {
        edition->language_names[i] = name_of(b, &site->languages[i]);
    }
    edition->digits = culture_digits(b->culture, b->arena);
}

static void build_edition(void *context, unsigned worker, size_t index) {
    struct building *building = context;
    (void)worker;
    struct editions *editions = building->editions;
    struct edition *edition = &editions->items[index];
    struct culture *culture = building->drafts[index].culture;
    struct edition_builder b = {
        .edition = edition, .site = editions->site, .culture = culture, .arena = &edition->arena};
    make_pseudo_texts(edition);
    edition->title = edition_text(edition, editions->site->title);
    edition->description = edition_text(edition, editions->site->description);
    build_phrases(&b);
    build_names(&b);
    build_entries(&b);
    build_words(&b);
    build_following(&b);
    build_shelves(&b);
    build_charts(&b);
    build_letters(&b);
    build_latest(&b);
    build_reverse(&b);
    build_trees(&b);
    build_responses(&b);
    build_availability(&b);
    build_translations(&b);
    build_translation_news(&b);
    if (b.english) {
        culture_release(b.english);
    }
    arena_release(&b.keys);
    arena_release(&b.scratch);
    building->drafts[index].texts = count_texts(edition);
    edition->missing_text_count = building->drafts[index].texts.missing;
}

/* Official languages in their order, the others by their own names. */
static int compare_bar(const void *left, const void *right) {
    const struct edition *a = *(const struct edition *const *)left;
    const struct edition *b = *(const struct edition *const *)right;
    if (a->language->is_official || b->language->is_official) {
        return a->language->index < b->language->index ? -1 : 1;
    }
    int order = str_compare(a->autonym, b->autonym);
    return order != 0 ? order : str_compare(a->tag, b->tag);
}

static void report(const struct edition *edition, const struct draft *draft, struct diags *diags) {
    struct str tag = edition->tag;
    struct arena scratch = {0};
    struct str pin = culture_unknown_pin(draft->culture);
    struct str catalog = str_join(&scratch, STR("locales/"), tag, STR("/portal.po"));
    if (!culture_is_known(draft->culture)) {
        bool is_official = edition->language->is_official;
        diag(diags, is_official ? &MSG_NO_OFFICIAL_LANGUAGE_DATA : &MSG_NO_LANGUAGE_DATA,
             place_file(catalog), tag);
    }
    if (pin.length > 0) {
        diag(diags, &MSG_UNKNOWN_PIN,
             place_file(str_join(&scratch, STR("locales/"), tag, STR("/locale.yaml"))), pin);
    }
    if (draft->texts.missing > 0) {
        diag(diags, &MSG_MISSING_TEXTS, place_file(catalog),
             str_format(&scratch, "%zu", draft->texts.missing),
             str_format(&scratch, "%zu", draft->texts.total));
    }
    arena_release(&scratch);
}

void editions_build(struct editions *editions, const struct site *site, unsigned workers,
                    struct diags *diags) {
    *editions = (struct editions){.site = site, .count = site->language_count};
    if (site->language_count == 0) {
        return; /* said by site/ */
    }
    editions->items = ARENA_ARRAY(&editions->arena, struct edition, editions->count);
    editions->bar = ARENA_ARRAY(&editions->arena, const struct edition *, editions->count);
    for (size_t i = 0; i < editions->count; i++) {
        struct edition *edition = &editions->items[i];
        edition->editions = editions;
        edition->language = &site->languages[i];
        edition->tag = edition->language->tag;
        edition->direction = language_direction(edition->language);
        editions->bar[i] = edition;
    }
    struct building building = {editions,
                                ARENA_ARRAY(&editions->arena, struct draft, editions->count)};
    workers_run(workers, editions->count, open_edition, &building);
    workers_run(workers, editions->count, build_edition, &building);
    for (size_t i = 0; i < editions->count; i++) {
        report(&editions->items[i], &building.drafts[i], diags);
        culture_release(building.drafts[i].culture);
    }
    qsort(editions->bar, editions->count, sizeof *editions->bar, compare_bar);
}

void editions_release(struct editions *editions) {
    for (size_t i = 0; i < editions->count; i++) {
        arena_release(&editions->items[i].arena);
    }
    arena_release(&editions->arena);
    *editions = (struct editions){0};
}
