#include "sources/walk.h"

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "sources/media.h"
#include "sources/messages.h"
#include "sources/name.h"
#include "sources/normalize.h"

/* A kind of folder: what may stand in it. `take` reads a file's name and may add a source; `enter`
   says what a folder in it is, or NULL to pass it by. */
struct zone {
    void (*take)(struct walk *walk, struct str folder, struct str path, struct str name);
    const struct zone *(*enter)(struct walk *walk, struct str path, struct str name);
};

static struct source *add(struct walk *walk, enum source_kind kind, struct str path) {
    struct source *source = LIST_ADD(&walk->files, walk->listing);
    source->kind = kind;
    source->path = path;
    return source;
}

static void report(struct walk *walk, const struct message *message, struct str path) {
    diag(walk->diags, message, place_file(path), path_name(path));
}

static const struct zone *enter_unexpected(struct walk *walk, struct str path, struct str name) {
    (void)name;
    report(walk, &MSG_FILE_UNEXPECTED_FOLDER, path);
    return NULL;
}

/* ---- content/media/ ----------------------------------------------------------------------------
 */

static struct str below(struct str path, struct str top) {
    return str_from_byte(path, top.length);
}

static void take_media(struct walk *walk, struct str folder, struct str path, struct str name) {
    (void)folder;
    if (!name_is_portable(name, path, walk->arena, walk->diags)) {
        return;
    }
    if (!media_extension_is_image(path_extension(name))) {
        report(walk, &MSG_MEDIA_TYPE, path);
        return;
    }
    add(walk, SOURCE_MEDIA, path)->id = below(path, STR("content/media/"));
}

static const struct zone *enter_media(struct walk *walk, struct str path, struct str name);
static const struct zone media_zone = {take_media, enter_media};

static const struct zone *enter_media(struct walk *walk, struct str path, struct str name) {
    return name_is_portable(name, path, walk->arena, walk->diags) ? &media_zone : NULL;
}

/* ---- content/COLLECTION/ -----------------------------------------------------------------------
 */

/* Extensions that mean well but are not the ones isogloss reads. */
static bool has_near_extension(struct str name) {
    static const struct str near[] = {STR_INIT(".yml"), STR_INIT(".markdown"), STR_INIT(".mdown"),
                                      STR_INIT(".mkd"), STR_INIT(".txt"),      STR_INIT(".json"),
                                      STR_INIT(".md"),  STR_INIT(".yaml")};
    for (size_t i = 0; i < sizeof near / sizeof near[0]; i++) {
        if (str_equal_ascii_case(path_extension(name), near[i])) {
            return true;
        }
    }
    return false;
}

static void take_item(struct walk *walk, struct str folder, struct str path, struct str name) {
    struct source source = {.path = path, .collection = path_name(folder)};
    struct str extension = path_extension(name);
    if (str_equal(name, STR("_collection.yaml"))) {
        source.kind = SOURCE_COLLECTION;
        *LIST_ADD(&walk->files, walk->listing) = source;
    } else if (str_equal(extension, STR(".md")) || str_equal(extension, STR(".yaml"))) {
        if (name_read_item(&source, name, walk->arena, walk->diags)) {
            *LIST_ADD(&walk->files, walk->listing) = source;
        }
    } else {
        bool is_near = has_near_extension(name);
        report(walk, is_near ? &MSG_NAME_EXTENSION : &MSG_FILE_UNEXPECTED, path);
    }
}

static const struct zone collection_zone = {take_item, enter_unexpected};

/* ---- content/ ----------------------------------------------------------------------------------
 */

static void take_content(struct walk *walk, struct str folder, struct str path, struct str name) {
    (void)folder;
    if (str_equal(name, STR("site.yaml"))) {
        add(walk, SOURCE_SITE, path);
    } else if (str_equal(path, STR(PUBLISHED_PATH))) {
        add(walk, SOURCE_PUBLISHED, path);
    } else {
        report(walk, &MSG_FILE_UNEXPECTED, path);
    }
}

static const struct zone *enter_content(struct walk *walk, struct str path, struct str name) {
    if (str_equal(name, STR("media"))) {
        return &media_zone;
    }
    if (!path_is_id(name)) {
        report(walk, &MSG_NAME_COLLECTION, path);
        return NULL;
    }
    return &collection_zone;
}

static const struct zone content_zone = {take_content, enter_content};

/* ---- locales/ ----------------------------------------------------------------------------------
 */

static void take_locale(struct walk *walk, struct str folder, struct str path, struct str name) {
    if (str_equal(name, STR("portal.po"))) {
        add(walk, SOURCE_CATALOG, path)->lang = path_name(folder);
    } else if (str_equal(name, STR("locale.yaml"))) {
        add(walk, SOURCE_PINS, path)->lang = path_name(folder);
    } else {
        report(walk, &MSG_FILE_UNEXPECTED, path);
    }
}

/* ---- locales/TAG/content/COLLECTION/
 * --------------------------------------------------------------
 */

static struct str part_of_path(struct str path, size_t number) {
    struct str part = str_cut(&path, '/');
    while (number-- > 0) {
        part = str_cut(&path, '/');
    }
    return part;
}

static void take_translation(struct walk *walk, struct str folder, struct str path,
                             struct str name) {
    static const struct str record = STR_INIT(".source.yaml"), catalog = STR_INIT(".po");
    bool is_record = str_ends(name, record);
    if (!is_record && !str_ends(name, catalog)) {
        report(walk, &MSG_FILE_UNEXPECTED, path);
        return;
    }
    if (!name_is_portable(name, path, walk->arena, walk->diags)) {
        return;
    }
    struct source *source = add(walk, is_record ? SOURCE_MADE_FROM : SOURCE_TRANSLATION, path);
    source->lang = part_of_path(path, 1);
    source->collection = path_name(folder);
    source->id = str_slice(name, 0, name.length - (is_record ? record : catalog).length);
}

static const struct zone translations_zone = {take_translation, enter_unexpected};

static void take_unexpected(struct walk *walk, struct str folder, struct str path,
                            struct str name) {
    (void)folder;
    (void)name;
    report(walk, &MSG_FILE_UNEXPECTED, path);
}

static const struct zone *enter_translations(struct walk *walk, struct str path, struct str name) {
    (void)walk;
    (void)path;
    return path_is_id(name) ? &translations_zone : enter_unexpected(walk, path, name);
}

static const struct zone locale_content_zone = {take_unexpected, enter_translations};

static const struct zone *enter_locale(struct walk *walk, struct str path, struct str name) {
    return str_equal(name, STR("content")) ? &locale_content_zone
                                           : enter_unexpected(walk, path, name);
}

static const struct zone locale_zone = {take_locale, enter_locale};

/* Templates for translators (*.pot) are output of translate/, not input. They stand in the folder
   locales/templates, whose name is too long for a language. */
static void take_locales(struct walk *walk, struct str folder, struct str path, struct str name) {
    (void)folder;
    if (!str_equal(path_extension(name), STR(".pot"))) {
        report(walk, &MSG_FILE_UNEXPECTED, path);
    }
}

static const struct zone *enter_templates(struct walk *walk, struct str path, struct str name);
static const struct zone pot_zone = {take_locales, enter_templates};

static const struct zone *enter_templates(struct walk *walk, struct str path, struct str name) {
    (void)walk;
    (void)path;
    (void)name;
    return &pot_zone;
}

static const struct zone *enter_locales(struct walk *walk, struct str path, struct str name) {
    if (str_equal(name, STR("templates"))) {
        return &pot_zone;
    }
    return name_is_lang(name, path, walk->arena, walk->diags) ? &locale_zone : NULL;
}

static const struct zone locales_zone = {take_locales, enter_locales};

/* ---- themes/THEME/ -----------------------------------------------------------------------------
 */

/* What follows "themes/THEME/assets/". */
static struct str below_assets(struct str path) {
    str_cut(&path, '/');
    str_cut(&path, '/');
    str_cut(&path, '/');
    return path;
}

static void take_asset(struct walk *walk, struct str folder, struct str path, struct str name) {
    (void)folder;
    if (!name_is_portable(name, path, walk->arena, walk->diags)) {
        return;
    }
    if (!media_extension_is_asset(path_extension(name))) {
        report(walk, &MSG_FILE_UNEXPECTED_ASSET, path);
        return;
    }
    add(walk, SOURCE_ASSET, path)->id = below_assets(path);
}

static const struct zone *enter_assets(struct walk *walk, struct str path, struct str name);
static const struct zone assets_zone = {take_asset, enter_assets};

static const struct zone *enter_assets(struct walk *walk, struct str path, struct str name) {
    return name_is_portable(name, path, walk->arena, walk->diags) ? &assets_zone : NULL;
}

static void take_template(struct walk *walk, struct str folder, struct str path, struct str name) {
    (void)folder;
    struct str extension = path_extension(name);
    struct str stem = str_slice(name, 0, name.length - extension.length);
    if (!str_equal(extension, STR(".mustache"))) {
        report(walk, &MSG_FILE_UNEXPECTED, path);
    } else if (name_is_portable(name, path, walk->arena, walk->diags)) {
        add(walk, SOURCE_TEMPLATE, path)->id = stem;
    }
}

static const struct zone templates_zone = {take_template, enter_unexpected};

static void take_theme(struct walk *walk, struct str folder, struct str path, struct str name) {
    (void)folder;
    if (str_equal(name, STR("theme.yaml"))) {
        add(walk, SOURCE_THEME, path);
    } else {
        report(walk, &MSG_FILE_UNEXPECTED, path);
    }
}

static const struct zone *enter_theme(struct walk *walk, struct str path, struct str name) {
    if (str_equal(name, STR("templates"))) {
        return &templates_zone;
    }
    return str_equal(name, STR("assets")) ? &assets_zone : enter_unexpected(walk, path, name);
}

static const struct zone theme_zone = {take_theme, enter_theme};

/* ---- The walk ----------------------------------------------------------------------------------
 */

/* Reports names that FAT or macOS would take for one. */
static void check_twins(struct walk *walk, struct str folder, const struct file_listing *listing) {
    struct arena scratch = {0};
    struct map seen = map_make(&scratch);
    for (size_t i = 0; i < listing->entries.count; i++) {
        struct str *name = &listing->entries.items[i].name;
        if (name_is_ignored(*name)) {
            continue;
        }
        struct str *first = map_put(&seen, name_fold(&scratch, *name), name);
        if (first != name) {
            diag(walk->diags, &MSG_NAME_TWINS, place_file(folder), *first, *name);
        }
    }
    arena_release(&scratch);
}

static size_t depth_of(struct str path) {
    size_t depth = 1;
    for (size_t i = 0; i < path.length; i++) {
        depth += path.data[i] == '/';
    }
    return depth;
}

static bool check_path(struct walk *walk, struct str path) {
    struct place place = {.path = path_folder(path)};
    if (path.length > PATH_MAX_BYTES) {
        diag(walk->diags, &MSG_NAME_PATH_TOO_LONG, place, path_name(path),
             str_format(walk->arena, "%d", PATH_MAX_BYTES));
        return false;
    }
    if (depth_of(path) > WALK_MAX_DEPTH) {
        diag(walk->diags, &MSG_NAME_TOO_DEEP, place, path_name(path),
             str_format(walk->arena, "%d", WALK_MAX_DEPTH));
        return false;
    }
    return true;
}

static bool check_count(struct walk *walk, struct str folder) {
    if (walk->seen_count++ < WALK_MAX_FILES) {
        return true;
    }
    if (!walk->is_full) {
        diag(walk->diags, &MSG_FILE_TOO_MANY, place_file(folder),
             str_format(walk->arena, "%d", WALK_MAX_FILES));
        walk->is_full = true;
    }
    return false;
}

static void walk_zone(struct walk *walk, const struct zone *zone, struct str folder);

static void visit(struct walk *walk, const struct zone *zone, struct str folder,
                  const struct file_entry *entry) {
    if (name_is_ignored(entry->name)) {
        diag(walk->diags, &MSG_FILE_IGNORED, place_file(folder), entry->name);
        return;
    }
    if (!name_is_sound(entry->name, folder, walk->arena, walk->diags)) {
        return;
    }
    struct str path = path_join(walk->arena, folder, entry->name);
    if (!check_path(walk, path)) {
        return;
    }
    struct str name = path_name(path);
    switch (entry->kind) {
    case FILE_KIND_REGULAR:
        zone->take(walk, folder, path, name);
        break;
    case FILE_KIND_FOLDER: {
        const struct zone *inner = zone->enter(walk, path, name);
        if (inner != NULL) {
            walk_zone(walk, inner, path);
        }
        break;
    }
    case FILE_KIND_LINK:
        report(walk, &MSG_FILE_LINK, path);
        walk->has_gap = walk->has_gap || zone == &theme_zone; /* templates/ or assets/ in whole */
        break;
    case FILE_KIND_OTHER:
        report(walk, &MSG_FILE_NOT_REGULAR, path);
        break;
    }
}

/* Calls itself for folders, at most WALK_MAX_DEPTH deep. */
static void walk_zone(struct walk *walk, const struct zone *zone, struct str folder) {
    struct arena listing_arena = {0};
    struct file_listing listing = {0};
    enum file_result result = folder_list(walk->folder, folder, &listing_arena, &listing);
    if (result != FILE_OK) {
        diag(walk->diags, &MSG_FILE_UNREADABLE, place_file(folder), file_result_text(result));
        walk->has_gap = true;
    } else {
        check_twins(walk, folder, &listing);
        for (size_t i = 0; i < listing.entries.count && check_count(walk, folder); i++) {
            visit(walk, zone, folder, &listing.entries.items[i]);
        }
    }
    arena_release(&listing_arena);
}

/* Starts at a folder of the site, after a look at what it is. False if there is none. */
static bool walk_top(struct walk *walk, const struct zone *zone, struct str folder) {
    struct file_stat stat;
    enum file_result result = file_stat_at(walk->folder, folder, &stat);
    if (result == FILE_MISSING) {
        return false;
    }
    if (result == FILE_IS_LINK || (result == FILE_OK && stat.kind == FILE_KIND_LINK)) {
        report(walk, &MSG_FILE_LINK, folder);
        walk->has_gap = true;
    } else if (result == FILE_OK && stat.kind != FILE_KIND_FOLDER) {
        report(walk, &MSG_FILE_NOT_FOLDER, folder);
        walk->has_gap = true;
    } else {
        walk_zone(walk, zone, folder);
    }
    return true;
}

void walk_content(struct walk *walk) {
    if (!walk_top(walk, &content_zone, STR("content"))) {
        report(walk, &MSG_FILE_NO_CONTENT, STR("content"));
    }
    walk_top(walk, &locales_zone, STR("locales"));
}

bool walk_theme(struct walk *walk, struct str theme, struct place place) {
    struct str path = path_join(walk->arena, STR("themes"), theme);
    walk->has_gap = false;
    if (!path_is_id(theme)) {
        diag(walk->diags, &MSG_THEME_NAME, place, theme);
        return false;
    }
    if (!walk_top(walk, &theme_zone, path)) {
        diag(walk->diags, &MSG_THEME_MISSING, place, theme);
        return false;
    }
    return !walk->has_gap && !walk->is_full;
}

int source_compare_paths(const void *left, const void *right) {
    const struct source *a = left, *b = right;
    return str_compare(a->path, b->path);
}

void walk_sort(struct walk *walk) {
    if (walk->files.count > 1) {
        qsort(walk->files.items, walk->files.count, sizeof walk->files.items[0],
              source_compare_paths);
    }
}
