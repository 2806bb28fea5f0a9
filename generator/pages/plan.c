/* Which files the portal consists of. Their bytes are made in render.c. */
#include "pages/data.h"
#include "pages/messages.h"
#include "pages/route.h"
#include "pages/theme.h"
#include "pages/view.h"

#include <stdlib.h>

struct planner {
    struct plan *plan;
    struct arena *arena;
    struct diags *diags;
    struct map published; /* addresses of content/published.txt, on `listing` */
    struct arena listing;
    LIST(struct page) pages; /* on `listing` */
};

static struct page *add(struct planner *p, struct page page) {
    struct page *slot = LIST_ADD(&p->pages, &p->listing);
    *slot = page;
    return slot;
}

static void read_published(struct planner *p) {
    const struct source *list = sources_find(p->plan->editions->site->sources, STR(PUBLISHED_PATH));
    struct str rest = list ? list->text : (struct str){0};
    p->published = map_make(&p->listing);
    while (rest.length > 0) {
        map_put(&p->published, str_cut(&rest, '\n'), (void *)list);
    }
}

/* A list that was published stays, also when its last entry is gone. */
static bool was_published(const struct planner *p, struct str path) {
    return map_get(&p->published, path) != NULL;
}

static uint32_t count_pages(size_t entries, size_t page_size) {
    return entries == 0 ? 1 : (uint32_t)((entries + page_size - 1) / page_size);
}

static void add_form(struct planner *p, const struct edition *edition, const struct shelf *shelf,
                     const struct entry *entry) {
    struct page page = {.edition = edition, .shelf = shelf, .entry = entry};
    page.kind = PAGE_FORM;
    page.path = route_form(p->arena, edition, entry->item, ".html");
    add(p, page);
    page.kind = PAGE_FORM_FILE;
    page.path = route_form(p->arena, edition, entry->item, ".yaml");
    add(p, page);
}

/* In the pairs of languages that site.yaml names, where the item has both. */
static void add_pairs(struct planner *p, struct page page) {
    const struct editions *editions = p->plan->editions;
    const struct site *site = editions->site;
    page.kind = PAGE_PAIR;
    for (size_t i = 0; page.shelf->collection->is_side_by_side && i < site->side_by_side_count;
         i++) {
        const struct language_pair *pair = &site->side_by_side[i];
        page.beside = &editions->items[pair->other->index].entries[page.entry->item->index];
        if (pair->own == page.edition->language && page.entry->state == ENTRY_OWN &&
            page.beside->state == ENTRY_OWN) {
            page.path = route_pair(p->arena, page.entry, page.beside);
            add(p, page);
        }
    }
}

/* Former ids lead to the page wherever there is one. */
static void add_former(struct planner *p, struct page page) {
    const struct life *life = page.entry->item->life;
    page.kind = PAGE_MOVED;
    for (size_t i = 0; life && i < life->former_id_count; i++) {
        page.path =
            route_former(p->arena, page.edition, page.shelf->collection, life->former_ids[i]);
        add(p, page);
    }
}

/* The files beside an item's page: how to cite it, and its place in a calendar. */
static void add_item_data(struct planner *p, struct page page) {
    page.kind = PAGE_DATA;
    for (page.format = DATA_NONE + 1; page.format < DATA_FORMAT_COUNT; page.format++) {
        if (data_has_item_file(page.entry, page.format)) {
            page.path = route_item_data(p->arena, page.entry, page.format);
            add(p, page);
        }
    }
}

/* All of the collection, also what no list has any more. */
static void add_items(struct planner *p, const struct edition *edition, const struct shelf *shelf) {
    const struct collection *collection = shelf->collection;
    for (size_t i = 0; i < collection->item_count; i++) {
        const struct entry *entry = &edition->entries[collection->items[i]->index];
        bool has_page = entry->state == ENTRY_OWN || entry->state == ENTRY_PAGE;
        if (has_page && collection->form && !item_is_withdrawn(entry->item)) {
            add_form(p, edition, shelf, entry);
        }
        if (has_page && entry->item != edition->editions->site->home) {
            struct page page = {.kind = item_is_withdrawn(entry->item) ? PAGE_WITHDRAWN : PAGE_ITEM,
                                .path = entry->path,
                                .edition = edition,
                                .shelf = shelf,
                                .entry = entry};
            add(p, page);
            add_former(p, page);
            if (page.kind == PAGE_ITEM) {
                add_pairs(p, page);
                add_item_data(p, page);
            }
        }
    }
}

static void add_index(struct planner *p, const struct edition *edition, const struct shelf *shelf) {
    size_t shown = 0;
    for (size_t i = 0; i < shelf->group_count; i++) {
        shown += shelf->groups[i].count;
    }
    uint32_t total = shelf->roots ? 1 : count_pages(shown, shelf->collection->page_size);
    for (uint32_t number = 1; number <= total; number++) {
        add(p, (struct page){.kind = PAGE_INDEX,
                             .path = route_index(p->arena, edition, shelf->collection, number),
                             .edition = edition,
                             .shelf = shelf,
                             .number = number,
                             .number_of = total});
    }
}

static void add_expired(struct planner *p, const struct edition *edition,
                        const struct shelf *shelf) {
    uint32_t total = shelf->expired_count > 0
                         ? count_pages(shelf->expired_count, shelf->collection->page_size)
                         : 0;
    for (uint32_t number = 1; number <= total; number++) {
        add(p, (struct page){.kind = PAGE_EXPIRED,
                             .path = route_expired(p->arena, edition, shelf->collection, number),
                             .edition = edition,
                             .shelf = shelf,
                             .number = number,
                             .number_of = total});
    }
}

static void add_charts(struct planner *p, const struct edition *edition,
                       const struct shelf *shelf) {
    struct str path = route_charts(p->arena, edition, shelf->collection);
    bool is_declared = shelf->collection->chart_rule_count > 0;
    if (shelf->chart_count > 0 || (is_declared && was_published(p, path))) {
        add(p,
            (struct page){.kind = PAGE_CHARTS, .path = path, .edition = edition, .shelf = shelf});
    }
}

static void add_value(struct planner *p, struct page page, const struct facet_value *value) {
    const struct collection *collection = page.shelf->collection;
    page.kind = PAGE_FACET_VALUE;
    page.value = value;
    page.number_of = count_pages(value->place_count, collection->page_size);
    for (page.number = 1; page.number <= page.number_of; page.number++) {
        page.path = route_facet_value(p->arena, page.edition, collection, value, page.number);
        add(p, page);
    }
    for (size_t i = 0; i < value->narrower_count; i++) {
        for (size_t j = 0; j < value->narrower[i].count; j++) {
            add_value(p, page, &value->narrower[i].values[j]);
        }
    }
}

static void add_facets(struct planner *p, const struct edition *edition,
                       const struct shelf *shelf) {
    for (size_t i = 0; i < shelf->facet_count; i++) {
        const struct facet *facet = &shelf->facets[i];
        struct str path = route_facet(p->arena, edition, shelf->collection, facet);
        if (facet->count == 0 && !was_published(p, path)) {
            continue;
        }
        struct page page = {
            .kind = PAGE_FACET, .path = path, .edition = edition, .shelf = shelf, .facet = facet};
        add(p, page);
        for (size_t j = 0; j < facet->count; j++) {
            add_value(p, page, &facet->values[j]);
        }
    }
}

static void add_fixed(struct planner *p, const struct edition *edition, enum page_kind kind,
                      const char *name, const char *extension) {
    add(p, (struct page){.kind = kind,
                         .path = route_fixed(p->arena, edition, name, extension),
                         .edition = edition,
                         .number = 1,
                         .number_of = 1});
}

static void add_letter(struct planner *p, struct page page, const struct group *letter) {
    page.letter = letter;
    page.number_of = count_pages(letter->count, PAGE_A_Z_SIZE);
    for (page.number = 1; page.number <= page.number_of; page.number++) {
        page.path = route_letter(p->arena, page.edition, letter, page.number);
        add(p, page);
    }
}

static void add_letters(struct planner *p, const struct edition *edition) {
    size_t total = 0;
    for (size_t i = 0; i < edition->letter_count; i++) {
        total += edition->letters[i].count;
    }
    struct page page = {.kind = PAGE_A_Z,
                        .path = route_fixed(p->arena, edition, "a-z", ".html"),
                        .edition = edition,
                        .is_overview = total > PAGE_A_Z_SIZE,
                        .number = 1,
                        .number_of = 1};
    add(p, page);
    for (size_t i = 0; page.is_overview && i < edition->letter_count; i++) {
        add_letter(p, page, &edition->letters[i]);
    }
}

static void add_data(struct planner *p, const struct edition *edition, const struct shelf *shelf) {
    struct page page = {.kind = PAGE_DATA, .edition = edition, .shelf = shelf};
    for (page.format = DATA_NONE + 1; page.format < DATA_FORMAT_COUNT; page.format++) {
        bool is_empty = page.format == DATA_CALENDAR && shelf->collection->calendar;
        page.path = route_data(p->arena, edition, shelf->collection, page.format);
        if (data_has_file(shelf, page.format) || (is_empty && was_published(p, page.path))) {
            add(p, page);
        }
    }
}

/* A feed needs dates, and at least one entry that is in the feed's language. */
static bool has_feed(const struct shelf *shelf) {
    for (size_t i = 0; i < shelf->count; i++) {
        if (shelf->entries[i]->state == ENTRY_OWN && entry_updated(shelf->entries[i]).year > 0) {
            return true;
        }
    }
    return false;
}

static void add_edition(struct planner *p, const struct edition *edition) {
    bool has_any_feed = false;
    add(p, (struct page){
               .kind = PAGE_HOME, .path = route_home(p->arena, edition), .edition = edition});
    for (size_t i = 0; i < edition->editions->site->collection_count; i++) {
        const struct shelf *shelf = &edition->shelves[i];
        add_items(p, edition, shelf);
        add_index(p, edition, shelf);
        add_facets(p, edition, shelf);
        add_expired(p, edition, shelf);
        add_charts(p, edition, shelf);
        add_data(p, edition, shelf);
        struct str path = route_collection_feed(p->arena, edition, shelf->collection);
        if (has_feed(shelf) || was_published(p, path)) {
            add(p,
                (struct page){.kind = PAGE_FEED, .path = path, .edition = edition, .shelf = shelf});
            has_any_feed = true;
        }
    }
    add_letters(p, edition);
    if (site_has_archive(edition->editions->site)) {
        add_fixed(p, edition, PAGE_ARCHIVE, "archive", ".html");
    }
    add_fixed(p, edition, PAGE_SITE_MAP, "site-map", ".html");
    add_fixed(p, edition, PAGE_AVAILABILITY, "languages", ".html");
    add_fixed(p, edition, PAGE_TRANSLATIONS, "translations", ".html");
    struct str news = route_fixed(p->arena, edition, "translations", ".xml");
    if (edition->translations.news_count > 0 || was_published(p, news)) {
        add_fixed(p, edition, PAGE_TRANSLATION_FEED, "translations", ".xml");
    }
    add_fixed(p, edition, PAGE_NOT_FOUND, "404", ".html");
    if (has_any_feed) {
        add_fixed(p, edition, PAGE_FEED, "feed", ".xml");
    }
}

static void add_symbols(struct planner *p) {
    const struct site *site = p->plan->editions->site;
    for (size_t i = 0; i < site->symbol_count; i++) {
        const struct symbol *symbol = &site->symbols[i];
        add(p, (struct page){.kind = PAGE_SYMBOL,
                             .path = route_symbol(p->arena, symbol->address),
                             .symbol = symbol});
    }
}

static void add_copies(struct planner *p) {
    const struct sources *sources = p->plan->editions->site->sources;
    for (size_t i = 0; i < sources->count; i++) {
        const struct source *source = &sources->files[i];
        if (source->kind == SOURCE_ASSET) {
            add(p, (struct page){.kind = PAGE_ASSET,
                                 .path = route_asset(p->arena, source),
                                 .source = source});
        } else if (source->kind == SOURCE_MEDIA &&
                   !site_withholds(p->plan->editions->site, source)) {
            add(p, (struct page){.kind = PAGE_MEDIA,
                                 .path = route_media(p->arena, source),
                                 .source = source});
        }
    }
}

static void add_root(struct planner *p) {
    add(p, (struct page){.kind = PAGE_CHOOSER, .path = STR("index.html")});
    if (p->plan->editions->site->base_url.length == 0) {
        return; /* a sitemap has absolute addresses only */
    }
    /* Number 0 is sitemap.xml: all addresses, or the list of the parts 1, 2 ... */
    uint32_t parts = count_pages(p->pages.count, sitemap_max_addresses(p->plan->editions));
    for (uint32_t number = 0; number <= (parts > 1 ? parts : 0); number++) {
        add(p, (struct page){.kind = PAGE_SITEMAP_XML,
                             .path = route_sitemap(p->arena, number),
                             .number = number,
                             .number_of = parts});
    }
}

static int compare_pages(const void *left, const void *right) {
    const struct page *a = left, *b = right;
    return a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : str_compare(a->path, b->path);
}

/* The list had room for more, and grew. */
static void take_pages(struct planner *p) {
    size_t count = p->pages.count;
    struct page *pages = ARENA_ARRAY(p->arena, struct page, count);
    memcpy(pages, p->pages.items, count * sizeof *pages); /* an index.html is always there */
    arena_release(&p->listing);
    qsort(pages, count, sizeof *pages, compare_pages);
    p->plan->pages = pages;
    p->plan->count = count;
}

static void index_by_path(struct planner *p) {
    struct plan *plan = p->plan;
    plan->by_path = map_make(p->arena);
    map_reserve(&plan->by_path, plan->count);
    for (size_t i = 0; i < plan->count; i++) {
        const struct page *page = &plan->pages[i];
        if (map_put(&plan->by_path, page->path, (void *)page) != page) {
            diag(p->diags, &MSG_TWO_PAGES, place_file(page->path), page->path);
        }
    }
}

static void note_positions(struct planner *p) {
    const struct editions *editions = p->plan->editions;
    size_t items = editions->site->item_count;
    p->plan->positions = ARENA_ARRAY(p->arena, uint32_t *, editions->count);
    for (size_t i = 0; i < editions->count; i++) {
        p->plan->positions[i] = ARENA_ARRAY(p->arena, uint32_t, items);
        for (size_t j = 0; j < editions->site->collection_count; j++) {
            const struct shelf *shelf = &editions->items[i].shelves[j];
            for (size_t k = 0; k < shelf->count; k++) {
                p->plan->positions[i][shelf->entries[k]->item->index] = (uint32_t)k;
            }
        }
    }
}

void plan_build(struct plan *plan, const struct editions *editions, struct diags *diags) {
    *plan = (struct plan){.editions = editions};
    struct planner p = {.plan = plan, .arena = &plan->arena, .diags = diags};
    if (editions->count == 0) {
        return; /* said before: no language, or no site.yaml */
    }
    plan->theme = theme_load(editions, p.arena, diags);
    read_published(&p);
    for (size_t i = 0; i < editions->count; i++) {
        add_edition(&p, &editions->items[i]);
    }
    add_symbols(&p);
    add_root(&p);
    add_copies(&p);
    take_pages(&p);
    index_by_path(&p);
    note_positions(&p);
}

void plan_release(struct plan *plan) {
    arena_release(&plan->arena);
    *plan = (struct plan){0};
}

struct str page_kind_name(enum page_kind kind) {
    static const struct str names[PAGE_KIND_COUNT] = {
        [PAGE_ASSET] = STR_INIT("asset"),
        [PAGE_MEDIA] = STR_INIT("media"),
        [PAGE_DATA] = STR_INIT("data"),
        [PAGE_PAIR] = STR_INIT("side-by-side"),
        [PAGE_ITEM] = STR_INIT("item"),
        [PAGE_WITHDRAWN] = STR_INIT("withdrawn"),
        [PAGE_MOVED] = STR_INIT("moved"),
        [PAGE_SYMBOL] = STR_INIT("symbol"),
        [PAGE_INDEX] = STR_INIT("index"),
        [PAGE_FACET] = STR_INIT("facet"),
        [PAGE_FACET_VALUE] = STR_INIT("facet-value"),
        [PAGE_CHARTS] = STR_INIT("charts"),
        [PAGE_EXPIRED] = STR_INIT("expired"),
        [PAGE_A_Z] = STR_INIT("a-z"),
        [PAGE_ARCHIVE] = STR_INIT("archive"),
        [PAGE_SITE_MAP] = STR_INIT("site-map"),
        [PAGE_AVAILABILITY] = STR_INIT("languages"),
        [PAGE_TRANSLATIONS] = STR_INIT("translations"),
        [PAGE_HOME] = STR_INIT("home"),
        [PAGE_FEED] = STR_INIT("feed"),
        [PAGE_TRANSLATION_FEED] = STR_INIT("translation-feed"),
        [PAGE_NOT_FOUND] = STR_INIT("not-found"),
        [PAGE_SITEMAP_XML] = STR_INIT("sitemap"),
        [PAGE_FORM_FILE] = STR_INIT("form-file"),
        [PAGE_FORM] = STR_INIT("form"),
        [PAGE_CHOOSER] = STR_INIT("chooser"),
    };
    return names[kind];
}

void plan_dump(const struct plan *plan, struct strbuf *out) {
    for (size_t i = 0; i < plan->count; i++) {
        const struct page *page = &plan->pages[i];
        struct str kind = page_kind_name(page->kind);
        strbuf_add_format(out, "%.*s %.*s", STR_ARG(kind), STR_ARG(page->path));
        if (page->number_of > 1) {
            strbuf_add_format(out, " %u/%u", page->number, page->number_of);
        }
        if (page->source) {
            strbuf_add_format(out, " from %.*s", STR_ARG(page->source->path));
        }
        strbuf_add_char(out, '\n');
    }
}
