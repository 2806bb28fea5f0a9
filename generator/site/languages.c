#include "base/path.h"
#include "site/build.h"

#include <stdlib.h>

/* Official languages keep the order of site.yaml (set as index beforehand), the others follow by
 * tag. */
static int compare_languages(const void *left, const void *right) {
    const struct language *a = left, *b = right;
    if (a->is_official != b->is_official) {
        return a->is_official ? -1 : 1;
    }
    if (a->is_official) {
        return a->index < b->index ? -1 : 1;
    }
    return str_compare(a->tag, b->tag);
}

static struct str read_pin(struct builder *b, const struct source *pins, const char *key,
                           const struct str *choices, size_t count) {
    struct str name = str_from(key);
    const struct node *node = read_scalar(pins->data, name);
    if (!node) {
        return (struct str){0};
    }
    for (size_t i = 0; i < count; i++) {
        if (str_equal(node->text, choices[i])) {
            return node->text;
        }
    }
    if (count == 0 && path_is_id(node->text)) {
        return node->text;
    }
    struct str hint = count == 2 ? str_join(b->arena, choices[0], STR(", "), choices[1])
                                 : STR("a CLDR name, such as latn, gregory or stroke");
    diag(b->diags, &MSG_BAD_PIN, node_place(pins->path, node), name, node->text, hint);
    return (struct str){0};
}

static void read_pins(struct builder *b, struct language *language, const struct source *pins) {
    static const struct key_rule rules[] = {
        {STR_INIT("name"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("direction"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("digits"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("calendar"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("collation"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("fallback"), NODE_LIST, KEY_OPTIONAL},
    };
    static const struct str directions[] = {STR_INIT("ltr"), STR_INIT("rtl")};
    if (!pins->data || !check_keys(b, pins->path, pins->data, STR("locale.yaml"), rules, 6)) {
        return;
    }
    const struct node *name = read_scalar(pins->data, STR("name"));
    language->name = name ? name->text : (struct str){0};
    language->direction = read_pin(b, pins, "direction", directions, 2);
    language->digits = read_pin(b, pins, "digits", NULL, 0);
    language->calendar = read_pin(b, pins, "calendar", NULL, 0);
    language->collation = read_pin(b, pins, "collation", NULL, 0);
}

static struct language *find(struct site *site, struct str tag) {
    for (size_t i = 0; i < site->language_count; i++) {
        if (str_equal(site->languages[i].tag, tag)) {
            return &site->languages[i];
        }
    }
    return NULL;
}

const struct language *site_language(const struct site *site, struct str tag) {
    return find((struct site *)site, tag); /* find() changes nothing itself */
}

/* All its texts are made of what English readers see. A folder of that name wins: there somebody
   has made the language. */
static void add_pseudo(struct builder *b, enum pseudo pseudo, struct str tag,
                       struct str direction) {
    struct site *site = b->site;
    if (find(site, tag)) {
        return;
    }
    const struct language *english = find(site, STR("en"));
    struct language *language = &site->languages[site->language_count++];
    language->tag = tag;
    language->pseudo = pseudo;
    language->catalog = english ? english->catalog : catalog_empty(tag, tag, b->arena);
    language->name = pseudo_text(pseudo, STR("English"), b->arena);
    language->direction = direction;
}

static void collect(struct builder *b) {
    const struct sources *sources = b->sources;
    struct site *site = b->site;
    site->languages = ARENA_ARRAY(b->arena, struct language,
                                  sources_count_kind(sources, SOURCE_CATALOG) + PSEUDO_COUNT);
    for (size_t i = 0; i < sources->count; i++) {
        const struct source *source = &sources->files[i];
        if (source->kind == SOURCE_CATALOG) {
            struct language *language = &site->languages[site->language_count++];
            language->tag = source->lang;
            language->catalog = source->catalog;
        }
    }
    for (size_t i = 0; i < sources->count; i++) {
        struct language *language = find(site, sources->files[i].lang);
        if (sources->files[i].kind == SOURCE_PINS && language) {
            read_pins(b, language, &sources->files[i]);
        }
    }
}

/* `node` says a second time what an earlier one in the list says. */
static void report_listed_twice(struct builder *b, const struct node *tags, const struct node *node,
                                struct str tag) {
    const struct node *first = tags->first;
    while (!str_equal(lang_tag_canonical(b->arena, first->text), tag)) {
        first = first->next;
    }
    struct diag *twice =
        diag(b->diags, &MSG_OFFICIAL_TWICE, node_place(b->config->path, node), tag);
    diag_note(b->diags, twice, &MSG_LISTED_FIRST, node_place(b->config->path, first));
}

static void mark_official(struct builder *b, const struct node *tags) {
    for (const struct node *node = tags->first; node; node = node->next) {
        struct place place = node_place(b->config->path, node);
        struct str tag =
            node->kind == NODE_SCALAR ? lang_tag_canonical(b->arena, node->text) : (struct str){0};
        if (tag.length == 0) {
            diag(b->diags, &MSG_BAD_LANGUAGE_TAG, place, node->text);
            continue;
        }
        if (!str_equal(node->text, tag)) {
            diag(b->diags, &MSG_LANGUAGE_TAG_FORM, place, node->text, tag);
        }
        struct language *language = find(b->site, tag);
        if (!language) {
            diag(b->diags, &MSG_OFFICIAL_WITHOUT_LOCALE, place, tag);
        } else if (language->is_official) {
            report_listed_twice(b, tags, node, tag);
        } else {
            language->is_official = true;
            language->index = b->site->official_count++;
        }
    }
}

/* The longest prefix of the tag that is a language of the site: pt for pt-BR. */
static const struct language *find_parent(const struct site *site, struct str tag) {
    size_t hyphen;
    while ((hyphen = str_find_last_char(tag, '-')) != STR_NONE) {
        tag = str_slice(tag, 0, hyphen);
        const struct language *parent = site_language(site, tag);
        if (parent) {
            return parent;
        }
    }
    return NULL;
}

static void read_fallback(struct builder *b, struct language *language, const struct source *pins) {
    const struct node *tags = node_get(pins->data, STR("fallback"));
    if (!tags || tags->kind != NODE_LIST) {
        return; /* said by check_keys() */
    }
    language->fallbacks = ARENA_ARRAY(b->arena, const struct language *, b->site->language_count);
    for (const struct node *node = tags->first; node; node = node->next) {
        const struct language *other =
            node->kind == NODE_SCALAR ? site_language(b->site, node->text) : NULL;
        if (!other || other == language) {
            diag(b->diags, &MSG_BAD_PIN, node_place(pins->path, node), STR("fallback"), node->text,
                 STR("the tag of another language of the site"));
        } else if (language->fallback_count < b->site->language_count) {
            language->fallbacks[language->fallback_count++] = other;
        }
    }
}

/* Where a pseudo-language has no text, its readers read English. */
static void fall_back_on_english(struct builder *b, struct language *language) {
    const struct language *english = site_language(b->site, STR("en"));
    if (english) {
        language->fallbacks = ARENA_NEW(b->arena, const struct language *);
        language->fallbacks[language->fallback_count++] = english;
    }
}

/* When every language has its place. */
static void read_fallbacks(struct builder *b) {
    for (size_t i = 0; i < b->sources->count; i++) {
        const struct source *source = &b->sources->files[i];
        struct language *language = find(b->site, source->lang);
        if (source->kind == SOURCE_PINS && source->data && language) {
            read_fallback(b, language, source);
        }
    }
}

void build_languages(struct builder *b) {
    struct site *site = b->site;
    collect(b);
    if (site->language_count == 0) {
        diag(b->diags, &MSG_NO_LANGUAGE, place_file(STR("locales")));
    }
    if (site->extras & EXTRA_PSEUDO) {
        add_pseudo(b, PSEUDO_ACCENTED, STR("en-XA"), STR("ltr"));
        add_pseudo(b, PSEUDO_ARABIC, STR("ar-XB"), STR("rtl"));
    }
    const struct node *languages = node_get(b->config->data, STR("languages"));
    static const struct key_rule rules[] = {{STR_INIT("official"), NODE_LIST, KEY_OPTIONAL}};
    if (languages && languages->kind == NODE_MAP &&
        check_keys(b, b->config->path, languages, STR("languages"), rules, 1)) {
        const struct node *official = node_get(languages, STR("official"));
        if (official && official->kind == NODE_LIST) {
            mark_official(b, official);
        }
    }
    if (site->language_count > 1) {
        qsort(site->languages, site->language_count, sizeof *site->languages, compare_languages);
    }
    for (size_t i = 0; i < site->language_count; i++) {
        struct language *language = &site->languages[i];
        language->index = i;
        language->parent = language->pseudo ? NULL : find_parent(site, language->tag);
        if (language->pseudo) {
            fall_back_on_english(b, language);
        }
    }
    read_fallbacks(b);
}
