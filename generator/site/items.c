/*
 * Files -> items: which files are one item, which of them is the original, which are released.
 * Sources are sorted by path, so the files of one item in content/ stand side by side; PO files are
 * found by its name.
 */
#include "site/build.h"

#include <stdlib.h>

static bool is_item_file(const struct source *source) {
    return source_is_version(source) && source->kind != SOURCE_TRANSLATION;
}

static bool same_item(const struct source *a, const struct source *b) {
    return is_item_file(a) && is_item_file(b) && str_equal(a->collection, b->collection) &&
           str_equal(a->id, b->id);
}

/* What a file of the item being read says. */
static const struct node *tree_of(const struct builder *b, const struct source *source) {
    size_t i = 0;
    while (b->files[i] != source) {
        i++;
    }
    return b->trees[i];
}

static void check_lang_key(struct builder *b, const struct source *source) {
    const struct node *lang = read_scalar(tree_of(b, source), STR("lang"));
    if (lang && !str_equal(lang->text, source->lang)) {
        diag(b->diags, &MSG_LANG_DIFFERS, node_place(source->path, lang), lang->text, source->lang);
    }
}

/* One file as a version; false if it can be none. */
static bool read_version(struct builder *b, const struct source *source, struct version *version) {
    if (!tree_of(b, source)) {
        return false; /* sources/ said why */
    }
    check_lang_key(b, source);
    version->source = source;
    version->language = site_language(b->site, source->lang);
    if (!version->language) {
        diag(b->diags, &MSG_LANGUAGE_WITHOUT_LOCALE, place_file(source->path), source->lang);
        return false;
    }
    const struct node *sort_key = read_scalar(tree_of(b, source), STR("sort_key"));
    version->sort_key = sort_key ? sort_key->text : (struct str){0};
    return true;
}

static bool is_repeated(struct builder *b, const struct version *versions, size_t count,
                        const struct version *next) {
    for (size_t i = 0; i < count; i++) {
        if (versions[i].language == next->language) {
            struct diag *problem = diag(b->diags, &MSG_TWO_FILES, place_file(next->source->path),
                                        next->source->id, next->source->lang);
            diag_note(b->diags, problem, &MSG_OTHER_FILE, place_file(versions[i].source->path));
            return true;
        }
    }
    return false;
}

static const struct node *translates_key(const struct builder *b, const struct version *version) {
    return read_scalar(tree_of(b, version->source), STR("translates"));
}

/* The index of the only version that translates nothing, or FIELD_NONE after a diagnostic. */
static size_t find_original(struct builder *b, const struct version *versions, size_t count) {
    size_t original = FIELD_NONE;
    for (size_t i = 0; i < count; i++) {
        if (translates_key(b, &versions[i])) {
            continue;
        }
        if (original != FIELD_NONE) {
            struct diag *problem =
                diag(b->diags, &MSG_TWO_ORIGINALS, place_file(versions[i].source->path),
                     versions[i].source->id, versions[original].source->lang);
            diag_note(b->diags, problem, &MSG_OTHER_FILE,
                      place_file(versions[original].source->path));
            return FIELD_NONE;
        }
        original = i;
    }
    if (original == FIELD_NONE) {
        diag(b->diags, &MSG_NO_ORIGINAL, place_file(versions[0].source->path),
             versions[0].source->id);
    }
    return original;
}

/* The original first, then by language. */
static int compare_versions(const void *left, const void *right) {
    const struct version *a = left, *b = right;
    if (!a->translates != !b->translates) {
        return a->translates ? 1 : -1;
    }
    return a->language->index < b->language->index ? -1 : 1;
}

static void resolve_translates(struct builder *b, struct item *item) {
    for (size_t i = 0; i < item->version_count; i++) {
        struct version *version = &item->versions[i];
        const struct node *node = translates_key(b, version);
        if (!node) {
            continue;
        }
        const struct language *language = site_language(b->site, node->text);
        version->translates = language;
        if (!language || language == version->language || !item_version(item, language)) {
            diag(b->diags, &MSG_TRANSLATES_MISSING, node_place(version->source->path, node),
                 node->text);
            version->translates = item->versions[0].language; /* any: only NULL means original */
        }
    }
}

/* A translation is official in the official languages if it does not say otherwise. */
static enum standing read_standing(struct builder *b, const struct version *version) {
    static const struct str choices[] = {STR_INIT("official"), STR_INIT("courtesy")};
    const struct node *tree = tree_of(b, version->source);
    struct str path = version->source->path;
    if (!version->translates) {
        return STANDING_ORIGINAL;
    }
    if (str_equal(node_text(tree, STR("machine_assisted")), STR("yes"))) {
        return STANDING_MACHINE_ASSISTED;
    }
    size_t usual = version->language->is_official ? 0 : 1;
    return read_choice(b, path, tree, STR("legal_status"), choices, 2, usual) == 0
               ? STANDING_OFFICIAL
               : STANDING_COURTESY;
}

static void read_standings(struct builder *b, struct item *item) {
    for (size_t i = 0; i < item->version_count; i++) {
        struct version *version = &item->versions[i];
        version->standing = read_standing(b, version);
        version->is_snapshot =
            version->translates && read_flag(b, version->source->path, tree_of(b, version->source),
                                             STR("snapshot"), false);
    }
}

static struct item *add_item(struct builder *b, struct collection *collection,
                             struct version *versions, size_t count, size_t original) {
    struct item *item = ARENA_NEW(b->arena, struct item);
    item->collection = collection;
    item->id = versions[0].source->id;
    item->versions = versions;
    item->version_count = count;
    item->is_sample = read_flag(b, versions[original].source->path,
                                tree_of(b, versions[original].source), STR("sample"), false);
    resolve_translates(b, item);
    read_standings(b, item);
    qsort(versions, count, sizeof *versions, compare_versions);
    for (size_t i = 0; i < count; i++) {
        versions[i].item = item;
    }
    return item;
}

static struct str item_name(struct builder *b, const struct source *source) {
    return str_join(b->arena, source->collection, STR("/"), source->id);
}

static void read_trees(struct builder *b, const struct source **files, size_t count) {
    b->files = files;
    b->trees = ARENA_ARRAY(&b->scratch, const struct node *, count);
    for (size_t i = 0; i < count; i++) {
        b->trees[i] = source_data(files[i], &b->scratch);
    }
}

/* Those in content/, then those of translators who prefer PO. */
static const struct source **list_files(struct builder *b, const struct collection *collection,
                                        const struct source *first, size_t *count) {
    const struct follower *follower =
        map_get(&b->followers, str_join(&b->scratch, first->collection, STR("/"), first->id));
    const struct source **files =
        ARENA_ARRAY(&b->scratch, const struct source *, *count + b->site->language_count);
    size_t own = *count;
    for (size_t i = 0; i < own; i++) {
        files[i] = &first[i];
    }
    for (; follower; follower = follower->next) {
        if (follower->source->kind == SOURCE_TRANSLATION &&
            is_translated_enough(b, collection, follower->source)) {
            files[(*count)++] = follower->source;
        }
    }
    return files;
}

/* Leaves the versions that are released. */
static bool is_released(struct builder *b, struct item *item) {
    struct item_terms terms = {.version_count = item->version_count};
    terms.versions = ARENA_ARRAY(&b->scratch, struct version_terms, item->version_count);
    for (size_t i = 0; i < item->version_count; i++) {
        const struct version *version = &item->versions[i];
        read_version_terms(b, version, tree_of(b, version->source), &terms.versions[i]);
    }
    read_item_terms(b, item, tree_of(b, item->versions[0].source), &terms);
    return release_item(b, item, &terms);
}

/* Makes one item of first[0..count) and its PO files; returns it, or NULL if it is held or broken.
 */
static struct item *read_item(struct builder *b, struct collection *collection,
                              const struct source *first, size_t count) {
    arena_reset(&b->scratch);
    const struct source **files = list_files(b, collection, first, &count);
    struct version *versions = ARENA_ARRAY(b->arena, struct version, count);
    size_t kept = 0;
    read_trees(b, files, count);
    for (size_t i = 0; i < count; i++) {
        struct version *next = &versions[kept];
        if (read_version(b, files[i], next) && !is_repeated(b, versions, kept, next)) {
            kept++;
        }
    }
    size_t original = kept > 0 ? find_original(b, versions, kept) : FIELD_NONE;
    if (original == FIELD_NONE) {
        return NULL;
    }
    struct item *item = add_item(b, collection, versions, kept, original);
    return is_released(b, item) ? item : NULL;
}

static int compare_items(const void *left, const void *right) {
    const struct item *a = *(const struct item *const *)left;
    const struct item *b = *(const struct item *const *)right;
    if (a->collection != b->collection) {
        return a->collection->index < b->collection->index ? -1 : 1;
    }
    return str_compare(a->id, b->id);
}

static struct collection *collection_of(struct builder *b, const struct source *source) {
    struct collection *collection =
        (struct collection *)site_collection(b->site, source->collection); /* ours to fill */
    if (!collection) {
        struct str schema =
            str_join(b->arena, STR("content/"), source->collection, STR("/_collection.yaml"));
        if (!sources_find(b->sources, schema)) {
            diag(b->diags, &MSG_NO_SCHEMA,
                 place_file(str_join(b->arena, STR("content/"), source->collection)),
                 source->collection);
        }
    }
    return collection;
}

/* Items sorted as their collections are; each collection gets its stretch of the one array. */
static void index_items(struct builder *b) {
    struct site *site = b->site;
    if (site->item_count > 1) {
        qsort(site->items, site->item_count, sizeof *site->items, compare_items);
    }
    for (size_t i = 0; i < site->item_count; i++) {
        struct item *item = site->items[i];
        item->index = i;
        if (item->collection->item_count++ == 0) {
            item->collection->items = &site->items[i];
        }
        map_put(&site->items_by_name, item_name(b, item->versions[0].source), item);
    }
}

void build_items(struct builder *b) {
    const struct sources *sources = b->sources;
    b->site->items = ARENA_ARRAY(b->arena, struct item *, sources->count + 1);
    size_t next;
    for (size_t i = 0; i < sources->count; i = next) {
        const struct source *first = &sources->files[i];
        for (next = i + 1; next < sources->count && same_item(first, &sources->files[next]);) {
            next++;
        }
        struct collection *collection = is_item_file(first) ? collection_of(b, first) : NULL;
        struct item *item = collection ? read_item(b, collection, first, next - i) : NULL;
        if (item) {
            b->site->items[b->site->item_count++] = item;
        }
    }
    index_items(b);
}
