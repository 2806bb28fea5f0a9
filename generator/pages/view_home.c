/* The pages that lead to all others: home, the site map, the chooser of languages. */
#include "pages/route.h"
#include "pages/view.h"

#include <stdlib.h>

/* The site map lists entries while there are few in all; else it links the indexes only. */
#define SITE_MAP_MAX_ENTRIES 200

static struct datum *add_section(const struct view *view, struct datum *list,
                                 const struct shelf *shelf) {
    struct datum *map = datum_add_map(view->arena, list);
    view_put_link(view, map, shelf->label,
                  route_index(view->arena, view->edition, shelf->collection, 1));
    view_put_label(view, map, "label", shelf->label);
    view_put_label(view, map, "count_text", shelf->count_text);
    view_put_label(view, map, "description", shelf->description);
    return map;
}

/* The sections of the home page are the collections of the menu "home", in its order; where there
   is none, of the main menu, which has room for few. */
static void put_sections(const struct view *view, struct datum *root) {
    const struct site *site = view->edition->editions->site;
    const struct menu *own = site_menu(site, STR("home"));
    const struct menu *menu = own ? own : site_menu(site, STR("main"));
    struct datum *list = datum_put_list(view->arena, root, STR("sections"));
    for (size_t i = 0; menu && i < menu->count; i++) {
        if (menu->entries[i].kind == MENU_COLLECTION) {
            add_section(view, list, &view->edition->shelves[menu->entries[i].collection->index]);
        }
    }
}

void view_put_home(const struct view *view, struct datum *root) {
    const struct edition *edition = view->edition;
    const struct item *home = edition->editions->site->home;
    view_put_label(view, root, "tagline", edition->description);
    put_sections(view, root);
    struct datum *list = datum_put_list(view->arena, root, STR("latest"));
    for (size_t i = 0; i < edition->latest_count; i++) {
        view_put_entry(view, datum_add_map(view->arena, list), edition->latest[i]);
    }
    if (home) {
        view_put_fallback(view, root, &edition->entries[home->index]);
        view_put_body(view, root, &edition->entries[home->index]);
    } else {
        datum_put_null(view->arena, root, STR("body"));
    }
}

static void put_section_facets(const struct view *view, struct datum *section,
                               const struct shelf *shelf) {
    struct datum *list = datum_put_list(view->arena, section, STR("facets"));
    for (size_t i = 0; i < shelf->facet_count; i++) {
        if (shelf->facets[i].count > 0) {
            view_put_link(
                view, datum_add_map(view->arena, list), shelf->facets[i].label,
                route_facet(view->arena, view->edition, shelf->collection, &shelf->facets[i]));
        }
    }
}

/* In the order of the index; but its groups have no headings here, so terms, which have an order of
   their own, would leave readers without any. */
static void put_section_entries(const struct view *view, struct datum *section,
                                const struct shelf *shelf, size_t count) {
    const struct entry **entries = ARENA_ARRAY(view->arena, const struct entry *, count);
    for (size_t i = 0; i < count; i++) {
        entries[i] = shelf->entries[i];
    }
    if (shelf->collection->group == GROUP_FIELD && count > 1) {
        qsort(entries, count, sizeof *entries, view_compare_titles);
    }
    view_put_entries(view, section, entries, count);
}

static bool has_few_entries(const struct edition *edition) {
    size_t total = 0;
    for (size_t i = 0; i < edition->editions->site->collection_count; i++) {
        total += edition->shelves[i].count;
    }
    return total <= SITE_MAP_MAX_ENTRIES;
}

void view_add_other(const struct view *view, struct datum *others, enum phrase label,
                    const char *name) {
    view_put_link(view, datum_add_map(view->arena, others), view->edition->phrases[label],
                  route_fixed(view->arena, view->edition, name, ".html"));
}

void view_put_site_map(const struct view *view, struct datum *root) {
    const struct edition *edition = view->edition;
    bool lists_entries = has_few_entries(edition);
    struct datum *sections = datum_put_list(view->arena, root, STR("sections"));
    for (size_t i = 0; i < edition->editions->site->collection_count; i++) {
        const struct shelf *shelf = &edition->shelves[i];
        struct datum *section = add_section(view, sections, shelf);
        put_section_facets(view, section, shelf);
        put_section_entries(view, section, shelf, lists_entries ? shelf->count : 0);
    }
    struct datum *others = datum_put_list(view->arena, root, STR("others"));
    view_put_link(view, datum_add_map(view->arena, others), edition->phrases[PHRASE_HOME],
                  route_home(view->arena, edition));
    view_add_other(view, others, PHRASE_A_Z, "a-z");
    view_add_other(view, others, PHRASE_AVAILABILITY, "languages");
    view_add_other(view, others, PHRASE_TRANSLATIONS, "translations");
    if (site_has_archive(edition->editions->site)) {
        view_add_other(view, others, PHRASE_ARCHIVE, "archive");
    }
}

static void put_available(const struct view *view, struct datum *map,
                          const struct available *available) {
    datum_put_text(view->arena, map, STR("count_text"), available->count_text);
    datum_put_text(view->arena, map, STR("percent_text"), available->percent_text);
}

/* A theme without a template for it shows this as it shows the site map. */
static void put_availability(const struct view *view, struct datum *section,
                             const struct availability *availability) {
    const struct editions *editions = view->edition->editions;
    datum_put_list(view->arena, section, STR("facets"));
    datum_put_list(view->arena, section, STR("entries"));
    struct datum *cells = datum_put_list(view->arena, section, STR("cells"));
    for (size_t i = 0; i < editions->count; i++) {
        struct datum *cell = datum_add_map(view->arena, cells);
        put_available(view, cell, &availability->languages[editions->bar[i]->language->index]);
        view_put_flag(view, cell, "current", editions->bar[i] == view->edition);
    }
}

void view_put_availability(const struct view *view, struct datum *root) {
    const struct edition *edition = view->edition;
    const struct editions *editions = edition->editions;
    struct datum *columns = datum_put_list(view->arena, root, STR("columns"));
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *other = editions->bar[i];
        struct datum *column = datum_add_map(view->arena, columns);
        view_put_text(view, column, edition->language_names[other->language->index]);
        datum_put_text(view->arena, column, STR("tag"), other->tag);
        view_put_flag(view, column, "current", other == edition);
    }
    struct datum *sections = datum_put_list(view->arena, root, STR("sections"));
    for (size_t i = 0; i < editions->site->collection_count; i++) {
        const struct shelf *shelf = &edition->shelves[i];
        put_availability(view, add_section(view, sections, shelf), &edition->availability[i]);
    }
    view_add_other(view, datum_put_list(view->arena, root, STR("others")), PHRASE_TRANSLATIONS,
                   "translations");
}

static void add_language(const struct view *view, struct datum *list,
                         const struct edition *edition) {
    struct datum *map = datum_add_map(view->arena, list);
    datum_put_text(view->arena, map, STR("tag"), edition->tag);
    datum_put_text(view->arena, map, STR("name"), edition->autonym);
    datum_put_text(view->arena, map, STR("dir"), edition->direction);
    datum_put_text(view->arena, map, STR("href"),
                   view_href(view, route_home(view->arena, edition)));
    view_put_label(view, map, "welcome", edition->title);
}

void view_put_chooser_alternates(const struct view *view, struct datum *root) {
    const struct editions *editions = view->plan->editions;
    struct str base = editions->site->base_url;
    struct datum *list = datum_put_list(view->arena, root, STR("alternates"));
    for (size_t i = 0; base.length > 0 && i <= editions->count; i++) {
        const struct edition *edition = i < editions->count ? editions->bar[i] : NULL;
        if (edition && edition->language->pseudo) {
            continue;
        }
        struct datum *map = datum_add_map(view->arena, list);
        datum_put_text(view->arena, map, STR("hreflang"),
                       edition ? edition->tag : STR("x-default"));
        datum_put_text(view->arena, map, STR("href"),
                       edition ? str_join(view->arena, base, route_home(view->arena, edition))
                               : base);
    }
}

void view_put_chooser(const struct view *view, struct datum *root) {
    const struct editions *editions = view->plan->editions;
    struct datum *languages = datum_put_list(view->arena, root, STR("languages"));
    struct datum *others = datum_put_list(view->arena, root, STR("others"));
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *edition = editions->bar[i];
        bool is_main = edition->language->is_official || editions->site->official_count == 0;
        add_language(view, is_main ? languages : others, edition);
    }
    view_put_assets(view, root);
    struct datum *site = datum_put_map(view->arena, root, STR("site"));
    datum_put_text(view->arena, site, STR("title"), editions->site->title);
    view_put_chooser_alternates(view, root);
    view_put_if(view, root, "canonical", editions->site->base_url);
}
