/* What headers, collections and site.yaml say of the release, as terms to decide by. */
#include "base/utf8.h"
#include "site/build.h"

const struct key_rule release_header_keys[] = {
    {STR_INIT("publish_at"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("release"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("required_languages"), NODE_SCALAR_OR_LIST, KEY_OPTIONAL},
    {STR_INIT("visibility"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("consent"), NODE_MAP, KEY_OPTIONAL},
    {STR_INIT("machine_assisted"), NODE_SCALAR, KEY_OPTIONAL},
    {STR_INIT("reviser"), NODE_SCALAR, KEY_OPTIONAL},
};
const size_t release_header_key_count = sizeof release_header_keys / sizeof *release_header_keys;

/* ---- Settings ------------------------------------------------------------------------------ */

static const struct language *read_required(struct builder *b, struct str path,
                                            const struct node *node) {
    if (node->kind != NODE_SCALAR) {
        report_wrong_kind(b, path, node, STR("required_languages"), NODE_SCALAR);
        return NULL;
    }
    struct str tag = lang_tag_canonical(&b->scratch, node->text);
    const struct language *language = tag.length > 0 ? site_language(b->site, tag) : NULL;
    if (!language) {
        diag(b->diags, &MSG_REQUIRED_LANGUAGE, node_place(path, node), node->text);
    }
    return language;
}

/* The official ones stand first among the languages. */
static void require_official(struct builder *b, struct release_settings *settings) {
    settings->required =
        ARENA_ARRAY(b->arena, const struct language *, b->site->official_count + 1);
    settings->required_count = b->site->official_count;
    for (size_t i = 0; i < settings->required_count; i++) {
        settings->required[i] = &b->site->languages[i];
    }
}

static void require(struct builder *b, struct str path, const struct node *list,
                    struct release_settings *settings) {
    settings->required = ARENA_ARRAY(b->arena, const struct language *, list->count + 1);
    settings->required_count = 0;
    for (const struct node *child = list->first; child; child = child->next) {
        const struct language *language = read_required(b, path, child);
        if (language) {
            settings->required[settings->required_count++] = language;
        }
    }
}

void read_release_settings(struct builder *b, struct str path, const struct node *map,
                           struct release_settings *settings) {
    static const struct str rules[] = {STR_INIT("rolling"), STR_INIT("simultaneous")};
    static const struct str names[] = {STR_INIT("official")};
    const struct node *required = node_get(map, STR("required_languages"));
    settings->rule = (enum release_rule)read_choice(b, path, map, STR("release"), rules, 2,
                                                    (size_t)settings->rule);
    if (required && required->kind == NODE_LIST) {
        require(b, path, required, settings);
    } else if (required) {
        (void)read_choice(b, path, map, STR("required_languages"), names, 1, 0);
        require_official(b, settings);
    } else if (!settings->required) {
        require_official(b, settings);
    }
}

/* ---- Versions ------------------------------------------------------------------------------ */

/* A key that must say something where it stands; NULL if it is absent or says nothing. */
static const struct node *read_told(struct builder *b, struct str path, const struct node *tree,
                                    struct str key) {
    const struct node *node = node_get(tree, key);
    if (!node || node->kind != NODE_SCALAR) {
        return NULL; /* another kind is reported where all keys are looked at */
    }
    if (utf8_is_blank(node->text)) {
        diag(b->diags, &MSG_EMPTY_VALUE, node_place(path, node), key);
        return NULL;
    }
    return node;
}

static void read_publish_at(struct builder *b, struct str path, const struct node *tree,
                            struct instant *instant) {
    static const struct message *const messages[] = {
        [INSTANT_NOT_RFC_3339] = &MSG_BAD_INSTANT,
        [INSTANT_NO_OFFSET] = &MSG_INSTANT_WITHOUT_OFFSET,
        [INSTANT_DOES_NOT_EXIST] = &MSG_NO_SUCH_INSTANT,
    };
    const struct node *node = read_told(b, path, tree, STR("publish_at"));
    enum instant_problem problem = node ? instant_parse(node->text, instant) : INSTANT_OK;
    if (problem != INSTANT_OK) {
        diag(b->diags, messages[problem], node_place(path, node), node->text);
    }
}

/* A translation is final if it does not say otherwise. What becomes of a document that is withdrawn
   is not the release's to decide: it has been released. */
static enum text_state read_state(struct builder *b, const struct version *version,
                                  const struct node *tree) {
    static const struct str of_original[] = {STR_INIT("published"), STR_INIT("draft"),
                                             STR_INIT("withdrawn")};
    static const struct str of_translation[] = {STR_INIT("final"), STR_INIT("published"),
                                                STR_INIT("reviewed"), STR_INIT("draft")};
    static const enum text_state states[] = {TEXT_FINAL, TEXT_FINAL, TEXT_REVIEWED, TEXT_DRAFT};
    struct str path = version->source->path;
    if (version->translates) {
        return states[read_choice(b, path, tree, STR("status"), of_translation, 4, 0)];
    }
    return read_choice(b, path, tree, STR("status"), of_original, 3, 0) == 1 ? TEXT_DRAFT
                                                                             : TEXT_FINAL;
}

/* A draft may be what a machine left; of all else its reader must know that a person stands for it.
 */
static bool lacks_reviser(struct builder *b, const struct version *version, const struct node *tree,
                          enum text_state state) {
    struct str path = version->source->path;
    const struct node *assisted = node_get(tree, STR("machine_assisted"));
    bool has_reviser = read_told(b, path, tree, STR("reviser")) != NULL;
    if (!read_flag(b, path, tree, STR("machine_assisted"), false) || has_reviser) {
        return false;
    }
    if (state != TEXT_DRAFT) {
        diag(b->diags, &MSG_NO_REVISER, node_key_place(path, assisted));
    }
    return true;
}

/* Keys that stand in originals, or in translations, only. */
static void check_keys_of(struct builder *b, const struct version *version,
                          const struct node *tree) {
    static const struct str of_original[] = {STR_INIT("release"),
                                             STR_INIT("required_languages"),
                                             STR_INIT("visibility"),
                                             STR_INIT("consent"),
                                             {0}};
    static const struct str of_translation[] = {
        STR_INIT("machine_assisted"), STR_INIT("reviser"), {0}};
    const struct message *message =
        version->translates ? &MSG_NOT_TRANSLATABLE : &MSG_ONLY_IN_TRANSLATION;
    const struct str *wrong = version->translates ? of_original : of_translation;
    for (; wrong->length > 0; wrong++) {
        const struct node *node = node_get(tree, *wrong);
        if (node) {
            diag(b->diags, message, node_key_place(version->source->path, node), *wrong);
        }
    }
}

void read_version_terms(struct builder *b, const struct version *version, const struct node *tree,
                        struct version_terms *terms) {
    *terms = (struct version_terms){.language = version->language};
    check_keys_of(b, version, tree);
    terms->state = read_state(b, version, tree);
    read_publish_at(b, version->source->path, tree, &terms->publish_at);
    if (version->translates) {
        terms->lacks_reviser = lacks_reviser(b, version, tree, terms->state);
    }
}

/* ---- Items --------------------------------------------------------------------------------- */

/* Consent that is refused counts also where nobody asks for it. */
static bool lacks_consent(struct builder *b, const struct item *item, const struct node *tree) {
    static const struct key_rule rules[] = {
        {STR_INIT("given"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("by"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("date"), NODE_SCALAR, KEY_OPTIONAL},
    };
    const struct node *consent = node_get(tree, STR("consent"));
    struct str path = item->versions[0].source->path;
    if (!consent || consent->kind != NODE_MAP ||
        !check_keys(b, path, consent, STR("consent"), rules, 3)) {
        return item->collection->needs_consent;
    }
    (void)read_told(b, path, consent, STR("by"));
    const struct node *date_node = read_told(b, path, consent, STR("date"));
    struct date date;
    if (date_node) {
        (void)read_date_node(b, path, date_node, &date); /* only its form matters */
    }
    return !read_flag(b, path, consent, STR("given"), false);
}

void read_item_terms(struct builder *b, const struct item *item, const struct node *original,
                     struct item_terms *terms) {
    static const struct str choices[] = {STR_INIT("public"), STR_INIT("restricted")};
    struct str path = item->versions[0].source->path;
    terms->settings = item->collection->release;
    read_release_settings(b, path, original, &terms->settings);
    terms->is_restricted = read_choice(b, path, original, STR("visibility"), choices, 2, 0) == 1;
    terms->lacks_consent = lacks_consent(b, item, original);
}
