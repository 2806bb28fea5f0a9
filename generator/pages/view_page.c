#include "pages/route.h"
#include "pages/view.h"

#include "base/path.h"

static struct str root_href(const struct view *view) {
    struct str path = view->page->path, root = {0};
    if (view->page->kind == PAGE_NOT_FOUND) {
        return view_href(view, root);
    }
    for (size_t i = 0; i < path.length; i++) {
        if (path.data[i] == '/') {
            root = str_join(view->arena, root, STR("../"));
        }
    }
    return root;
}

/* Where an entry's page is, for menus; a hidden one has none. */
static void put_menu_entry(const struct view *view, struct datum *list,
                           const struct menu_entry *entry) {
    const struct edition *edition = view->edition;
    if (entry->kind == MENU_ITEM && edition->entries[entry->item->index].state == ENTRY_HIDDEN) {
        return;
    }
    struct datum *map = datum_add_map(view->arena, list);
    switch (entry->kind) {
    case MENU_COLLECTION:
        view_put_link(view, map, edition->shelves[entry->collection->index].label,
                      route_index(view->arena, edition, entry->collection, 1));
        break;
    case MENU_ITEM:
        view_put_short_entry(view, map, &edition->entries[entry->item->index]);
        break;
    case MENU_A_Z:
        view_put_link(view, map, edition->phrases[PHRASE_A_Z],
                      route_fixed(view->arena, edition, "a-z", ".html"));
        break;
    case MENU_AVAILABILITY:
        view_put_link(view, map, edition->phrases[PHRASE_AVAILABILITY],
                      route_fixed(view->arena, edition, "languages", ".html"));
        break;
    case MENU_TRANSLATIONS:
        view_put_link(view, map, edition->phrases[PHRASE_TRANSLATIONS],
                      route_fixed(view->arena, edition, "translations", ".html"));
        break;
    case MENU_SITE_MAP:
        view_put_link(view, map, edition->phrases[PHRASE_SITE_MAP],
                      route_fixed(view->arena, edition, "site-map", ".html"));
        break;
    }
}

static void put_menus(const struct view *view, struct datum *root) {
    const struct site *site = view->edition->editions->site;
    struct datum *menus = datum_put_map(view->arena, root, STR("menus"));
    for (size_t i = 0; i < site->menu_count; i++) {
        struct datum *list = datum_put_list(view->arena, menus, site->menus[i].id);
        for (size_t j = 0; j < site->menus[i].count; j++) {
            put_menu_entry(view, list, &site->menus[i].entries[j]);
        }
    }
}

void view_put_assets(const struct view *view, struct datum *root) {
    const struct theme *theme = view->plan->theme;
    struct datum *assets = datum_put_map(view->arena, root, STR("assets"));
    for (size_t i = 0; i < theme->asset_count; i++) {
        datum_put_text(view->arena, assets, theme->assets[i].key,
                       view_href(view, theme->assets[i].path));
    }
}

static void add_crumb(const struct view *view, struct datum *list, struct text label,
                      struct str path) {
    view_put_link(view, datum_add_map(view->arena, list), label, path);
}

/* The ancestors in a tree, outermost first; the depth of a tree is bounded by its items. */
static void add_parents(const struct view *view, struct datum *list, const struct item *parent) {
    if (!parent) {
        return;
    }
    const struct item *chain[16];
    size_t count = 0;
    for (; parent && count < sizeof chain / sizeof *chain; parent = parent->parent) {
        chain[count++] = parent;
    }
    while (count-- > 0) {
        const struct entry *entry = &view->edition->entries[chain[count]->index];
        if (entry->state != ENTRY_HIDDEN) {
            view_put_entry(view, datum_add_map(view->arena, list), entry);
        }
    }
}

static void put_breadcrumbs(const struct view *view, struct datum *root) {
    const struct edition *edition = view->edition;
    const struct page *page = view->page;
    struct datum *list = datum_put_list(view->arena, root, STR("breadcrumbs"));
    if (page->kind == PAGE_HOME) {
        return;
    }
    add_crumb(view, list, edition->phrases[PHRASE_HOME], route_home(view->arena, edition));
    bool is_below_index = page_is_of_item(page) || page->kind == PAGE_WITHDRAWN ||
                          page->kind == PAGE_MOVED || page->kind == PAGE_FACET ||
                          page->kind == PAGE_FACET_VALUE || page->kind == PAGE_EXPIRED ||
                          page->kind == PAGE_CHARTS;
    if (is_below_index) {
        add_crumb(view, list, page->shelf->label,
                  route_index(view->arena, edition, page->shelf->collection, 1));
    }
    if (page_is_of_item(page)) {
        add_parents(view, list, page->entry->item->parent);
    }
    if (page->kind == PAGE_FORM || page->kind == PAGE_PAIR) {
        view_put_entry(view, datum_add_map(view->arena, list), page->entry);
    }
    if (page->kind == PAGE_FACET_VALUE) {
        add_crumb(view, list, page->facet->label,
                  route_facet(view->arena, edition, page->shelf->collection, page->facet));
        const struct facet_value *within = page->value->within;
        if (within) {
            add_crumb(view, list, within->label,
                      route_facet_value(view->arena, edition, page->shelf->collection, within, 1));
        }
    }
    if (page->kind == PAGE_A_Z && page->letter) {
        add_crumb(view, list, edition->phrases[PHRASE_A_Z],
                  route_fixed(view->arena, edition, "a-z", ".html"));
    }
}

/* Two texts in one, so each foreign one is isolated by U+2068..2069. */
static struct str isolate(const struct view *view, struct text text) {
    return text.language
               ? str_join(view->arena, STR("\xE2\x81\xA8"), text.text, STR("\xE2\x81\xA9"))
               : text.text;
}

static struct text join(const struct view *view, struct text first, struct text second) {
    return (struct text){
        str_join(view->arena, isolate(view, first), STR(" – "), isolate(view, second)), NULL};
}

static struct text join_title(const struct view *view, struct text part) {
    return join(view, view->page->shelf->label, part);
}

static struct text value_title(const struct view *view) {
    const struct facet_value *value = view->page->value;
    return join_title(view, value->within ? join(view, value->within->label, value->label)
                                          : value->label);
}

static struct text form_title(const struct view *view) {
    struct text form = view->edition->phrases[PHRASE_REPLY_FORM];
    return (struct text){str_join(view->arena, isolate(view, form), STR(" – "),
                                  isolate(view, view->page->entry->title)),
                         NULL};
}

/* The title, and the languages that stand there side by side. */
static struct text pair_title(const struct view *view) {
    const struct page *page = view->page;
    const struct text *names = view->edition->language_names;
    struct text languages = join(view, names[page->entry->edition->language->index],
                                 names[page->beside->edition->language->index]);
    return join(view, page->entry->title, languages);
}

static struct text page_title(const struct view *view) {
    const struct page *page = view->page;
    const struct text *phrases = view->edition->phrases;
    switch (page->kind) {
    case PAGE_ITEM:
    case PAGE_WITHDRAWN:
    case PAGE_MOVED:
        return page->entry->title;
    case PAGE_ARCHIVE:
        return phrases[PHRASE_ARCHIVE];
    case PAGE_FORM:
        return form_title(view);
    case PAGE_PAIR:
        return pair_title(view);
    case PAGE_INDEX:
        return page->shelf->label;
    case PAGE_EXPIRED:
        return join_title(view, phrases[PHRASE_EXPIRED]);
    case PAGE_CHARTS:
        return join_title(view, phrases[PHRASE_CHARTS]);
    case PAGE_FACET:
        return join_title(view, page->facet->label);
    case PAGE_FACET_VALUE:
        return value_title(view);
    case PAGE_A_Z:
        return page->letter ? join(view, phrases[PHRASE_A_Z], page->letter->label)
                            : phrases[PHRASE_A_Z];
    case PAGE_AVAILABILITY:
        return phrases[PHRASE_AVAILABILITY];
    case PAGE_TRANSLATIONS:
        return phrases[PHRASE_TRANSLATIONS];
    case PAGE_SITE_MAP:
        return phrases[PHRASE_SITE_MAP];
    case PAGE_NOT_FOUND:
        return phrases[PHRASE_NOT_FOUND];
    default:
        return (struct text){0};
    }
}

static struct text page_description(const struct view *view) {
    const struct page *page = view->page;
    switch (page->kind) {
    case PAGE_ITEM:
    case PAGE_FORM:
    case PAGE_PAIR:
        return entry_summary(page->entry);
    case PAGE_INDEX:
        return page->shelf->description;
    case PAGE_HOME:
        return view->edition->description;
    default:
        return (struct text){0};
    }
}

static void put_canonical(const struct view *view, struct datum *root) {
    struct str base = view->edition->editions->site->base_url;
    const struct page *page = view->page;
    bool is_fallback = page_is_of_item(page) && page->entry->state == ENTRY_PAGE;
    bool is_gone = page->entry && !item_is_listed(page->entry->item) && page->kind != PAGE_MOVED;
    bool is_repeated = page->kind == PAGE_PAIR; /* all of it stands elsewhere too */
    bool is_for_nobody = page->kind == PAGE_NOT_FOUND || view->edition->language->pseudo;
    if (is_fallback || is_gone || is_repeated || is_for_nobody) {
        datum_put_true(view->arena, root, STR("noindex"));
    }
    if (base.length == 0 || page->kind == PAGE_NOT_FOUND) {
        return;
    }
    bool is_elsewhere = page->kind == PAGE_MOVED || is_repeated;
    struct str path = is_elsewhere ? page->entry->path : page->path;
    if (is_fallback) {
        const struct edition *other =
            &view->edition->editions->items[page->entry->version->language->index];
        path = page->kind == PAGE_FORM ? route_form(view->arena, other, page->entry->item, ".html")
                                       : other->entries[page->entry->item->index].path;
    }
    datum_put_text(view->arena, root, STR("canonical"), str_join(view->arena, base, path));
}

static void put_feed(const struct view *view, struct datum *root) {
    const struct page *page = view->page;
    const struct edition *edition = view->edition;
    struct str path = route_fixed(view->arena, edition, "feed", ".xml");
    struct text title = edition->title;
    if (page->shelf) {
        struct str own = route_collection_feed(view->arena, edition, page->shelf->collection);
        if (map_get(&view->plan->by_path, own)) {
            path = own;
            title = page->shelf->label;
        }
    }
    if (page->kind == PAGE_TRANSLATIONS) {
        struct str own = route_fixed(view->arena, edition, "translations", ".xml");
        if (map_get(&view->plan->by_path, own)) {
            path = own;
            title = edition->phrases[PHRASE_TRANSLATIONS];
        }
    }
    if (map_get(&view->plan->by_path, path)) {
        struct datum *feed = datum_put_map(view->arena, root, STR("feed"));
        datum_put_text(view->arena, feed, STR("href"), view_href(view, path));
        view_put_label(view, feed, "title", title);
    }
}

void view_put_page(const struct view *view, struct datum *root) {
    const struct edition *edition = view->edition;
    struct arena *arena = view->arena;
    struct str kind = page_kind_name(view->page->kind);
    datum_put_text(arena, root, STR("lang"), edition->tag);
    datum_put_text(arena, root, STR("dir"), edition->direction);
    datum_put_text(arena, root, STR("root"), root_href(view));
    datum_put_text(arena, root, STR("home"), view_href(view, route_home(arena, edition)));
    datum_put_text(arena, root, STR("chooser"), view_href(view, STR("index.html")));
    datum_put_text(arena, root, STR("kind"), kind);
    datum_put_true(arena, datum_put_map(arena, root, STR("is")), kind);
    struct datum *site = datum_put_map(arena, root, STR("site"));
    view_put_label(view, site, "title", edition->title);
    view_put_label(view, site, "description", edition->description);
    view_put_label(view, root, "title", page_title(view));
    view_put_label(view, root, "description", page_description(view));
    put_canonical(view, root);
    put_feed(view, root);
    view_put_assets(view, root);
    put_menus(view, root);
    put_breadcrumbs(view, root);
    view_put_languages(view, root);
}
