#include "pages/theme.h"

#include "pages/route.h"
#include "pages/unused.h"
#include "pages/view.h"

/* Pages without a template here are copied or written as XML. A theme that lacks a template with a
   stand-in uses that, so that a theme need not know what only few sites have. */
static const struct {
    enum page_kind kind;
    const char *name, *stand_in;
} templates[] = {
    {PAGE_ITEM, "item", NULL},
    {PAGE_INDEX, "index", NULL},
    {PAGE_FACET, "facet", NULL},
    {PAGE_FACET_VALUE, "facet-value", NULL},
    {PAGE_EXPIRED, "expired", "index"},
    {PAGE_A_Z, "a-z", NULL},
    {PAGE_SITE_MAP, "site-map", NULL},
    {PAGE_HOME, "home", NULL},
    {PAGE_NOT_FOUND, "not-found", NULL},
    {PAGE_MOVED, "moved", NULL},
    {PAGE_WITHDRAWN, "withdrawn", NULL},
    {PAGE_ARCHIVE, "archive", NULL},
    {PAGE_CHARTS, "charts", "index"},
    {PAGE_FORM, "form", "item"},
    {PAGE_PAIR, "side-by-side", NULL},
    {PAGE_AVAILABILITY, "languages", "site-map"},
    {PAGE_TRANSLATIONS, "translations", "site-map"},
};
#define TEMPLATE_COUNT (sizeof templates / sizeof *templates)

/* What the template compiler asks for, in one edition. `edition` is NULL for the chooser. */
struct lookup {
    const struct sources *sources;
    struct str theme;
    const struct edition *edition;
    struct arena *arena;
    const struct str *names; /* of all templates of the theme */
    size_t name_count;
    const struct str *keys; /* that a template may ask for */
    size_t key_count;
};

static bool find_template(void *context, struct str name, struct str *text, struct str *path) {
    struct lookup *lookup = context;
    *path = str_join(lookup->arena, STR("themes/"), lookup->theme, STR("/templates/"), name,
                     STR(".mustache"));
    const struct source *source = sources_find(lookup->sources, *path);
    if (!source || source->kind != SOURCE_TEMPLATE) {
        return false;
    }
    *text = source->text;
    return true;
}

static struct mustache_translation translate(void *context, struct str msgid) {
    struct lookup *lookup = context;
    if (!lookup->edition) {
        return (struct mustache_translation){.text = msgid};
    }
    struct text text = edition_theme_text(lookup->edition, msgid, lookup->arena);
    return text.language ? (struct mustache_translation){text.text, text.language->tag,
                                                         language_direction(text.language)}
                         : (struct mustache_translation){.text = text.text};
}

static struct mustache_library *open_library(struct lookup *lookup) {
    const struct edition *edition = lookup->edition;
    struct mustache_source source = {.find = find_template,
                                     .translate = translate,
                                     .lang = edition ? edition->tag : STR("en"),
                                     .dir = edition ? edition->direction : STR("ltr"),
                                     .context = lookup,
                                     .names = lookup->names,
                                     .name_count = lookup->name_count,
                                     .keys = lookup->keys,
                                     .key_count = lookup->key_count};
    return mustache_library_make(lookup->arena, MUSTACHE_THEME, &source);
}

/* A look-up for no edition yet; each edition copies it. */
static struct lookup make_lookup(const struct site *site, struct arena *arena) {
    const struct sources *sources = site->sources;
    struct str *names =
        ARENA_ARRAY(arena, struct str, sources_count_kind(sources, SOURCE_TEMPLATE));
    struct lookup lookup = {
        .sources = sources, .theme = site->theme, .arena = arena, .names = names};
    for (size_t i = 0; i < sources->count; i++) {
        if (sources->files[i].kind == SOURCE_TEMPLATE) {
            names[lookup.name_count++] = sources->files[i].id;
        }
    }
    return lookup;
}

/* Those of the views, and the names of the theme's assets. */
static void list_keys(struct lookup *lookup, const struct theme *theme) {
    size_t count = view_key_count + theme->asset_count;
    struct str *keys = ARENA_ARRAY(lookup->arena, struct str, count);
    memcpy(keys, view_keys, view_key_count * sizeof *keys);
    for (size_t i = 0; i < theme->asset_count; i++) {
        keys[view_key_count + i] = theme->assets[i].key;
    }
    lookup->keys = keys;
    lookup->key_count = count;
}

static struct lookup *copy_lookup(const struct lookup *from, const struct edition *edition) {
    struct lookup *lookup = ARENA_NEW(from->arena, struct lookup);
    *lookup = *from;
    lookup->edition = edition;
    return lookup;
}

/* Kinds that only some sites have; a theme need not know them before. */
static bool is_needed(const struct site *site, enum page_kind kind) {
    switch (kind) {
    case PAGE_PAIR:
        return site->side_by_side_count > 0;
    case PAGE_WITHDRAWN:
        return site->has_withdrawn;
    case PAGE_MOVED:
        return site->has_former_ids;
    case PAGE_ARCHIVE:
        return site_has_archive(site);
    default:
        return true;
    }
}

static bool has_template(struct lookup *lookup, struct str name) {
    struct str text, path;
    return find_template(lookup, name, &text, &path);
}

static const struct mustache *compile(struct lookup *lookup, struct mustache_library *library,
                                      struct str name, struct diags *diags) {
    bool is_whole = lookup->sources->has_theme; /* if not, sources/ has said why */
    return is_whole ? mustache_compile(library, name, diags) : NULL;
}

static void compile_edition(struct theme_edition *theme, struct lookup *lookup,
                            const struct site *site, struct diags *diags) {
    struct mustache_library *library = open_library(lookup);
    for (size_t i = 0; i < TEMPLATE_COUNT; i++) {
        if (!is_needed(site, templates[i].kind)) {
            continue;
        }
        const char *stand_in = templates[i].stand_in;
        bool is_there = !stand_in || has_template(lookup, str_from(templates[i].name));
        theme->by_kind[templates[i].kind] =
            compile(lookup, library, str_from(is_there ? templates[i].name : stand_in), diags);
    }
    theme->by_collection =
        ARENA_ARRAY(lookup->arena, const struct mustache *, site->collection_count);
    for (size_t i = 0; i < site->collection_count; i++) {
        struct str name = site->collections[i].template;
        theme->by_collection[i] = has_template(lookup, name) ? compile(lookup, library, name, diags)
                                                             : theme->by_kind[PAGE_ITEM];
    }
}

/* portal.css -> portal-css: a key that a template can name. */
static struct str asset_key(struct arena *arena, struct str name) {
    struct str copy = str_copy(arena, name);
    char *data = (char *)copy.data; /* our own copy */
    for (size_t i = 0; i < copy.length; i++) {
        if (data[i] == '.' || data[i] == '/') {
            data[i] = '-';
        }
    }
    return copy;
}

static void load_assets(struct theme *theme, const struct sources *sources, struct arena *arena) {
    theme->assets =
        ARENA_ARRAY(arena, struct theme_asset, sources_count_kind(sources, SOURCE_ASSET));
    for (size_t i = 0; i < sources->count; i++) {
        const struct source *source = &sources->files[i];
        if (source->kind == SOURCE_ASSET) {
            theme->assets[theme->asset_count++] = (struct theme_asset){
                asset_key(arena, source->id), route_asset(arena, source), source};
        }
    }
}

const struct theme *theme_load(const struct editions *editions, struct arena *arena,
                               struct diags *diags) {
    struct theme *theme = ARENA_NEW(arena, struct theme);
    theme->editions = ARENA_ARRAY(arena, struct theme_edition, editions->count);
    struct lookup lookup = make_lookup(editions->site, arena);
    load_assets(theme, editions->site->sources, arena);
    list_keys(&lookup, theme);
    for (size_t i = 0; i < editions->count; i++) {
        compile_edition(&theme->editions[i], copy_lookup(&lookup, &editions->items[i]),
                        editions->site, diags);
    }
    struct lookup *chooser = copy_lookup(&lookup, NULL);
    theme->chooser = compile(chooser, open_library(chooser), STR("chooser"), diags);
    if (editions->site->symbol_count > 0) {
        theme->symbol = compile(chooser, open_library(chooser), STR("symbol"), diags);
    }
    if (!diags_have_errors(diags)) {
        unused_texts_report(editions, diags);
    }
    return theme;
}

const struct mustache *theme_template(const struct theme *theme, const struct page *page) {
    if (page->kind == PAGE_CHOOSER) {
        return theme->chooser;
    }
    if (page->kind == PAGE_SYMBOL) {
        return theme->symbol;
    }
    if (!page->edition) {
        return NULL;
    }
    const struct theme_edition *edition =
        &theme->editions[page->edition - page->edition->editions->items];
    return page->kind == PAGE_ITEM ? edition->by_collection[page->entry->item->collection->index]
                                   : edition->by_kind[page->kind];
}

/* ---- Its texts --------------------------------------------------------------------------------
 */

struct text_listener {
    interface_text_taker *take;
    void *context;
};

static void tell(void *context, struct str msgid, struct place place) {
    const struct text_listener *listener = context;
    listener->take(listener->context, &(struct interface_text){.msgid = msgid, .path = place.path});
}

void theme_each_text(const struct sources *sources, interface_text_taker *take, void *context) {
    struct text_listener listener = {take, context};
    for (size_t i = 0; i < sources->count; i++) {
        const struct source *source = &sources->files[i];
        if (source->kind == SOURCE_TEMPLATE) {
            mustache_each_text(source->text, source->path, tell, &listener);
        }
    }
}
