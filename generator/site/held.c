/*
 * What waits: taken out of the items before anything looks at them, noted for the day's list, and
 * kept for the checks, so that at the moment of its release nothing is wrong with it.
 */
#include "site/build.h"

#include <stdlib.h>

/* ---- The day's list ------------------------------------------------------------------------ */

static struct str name_of(struct builder *b, const struct item *item) {
    return str_join(b->arena, item->collection->id, STR("/"), item->id);
}

static struct held *add_line(struct builder *b, struct held line) {
    struct held *slot = LIST_ADD(&b->site->held, b->arena);
    *slot = line;
    return slot;
}

static struct instant later(struct instant a, struct instant b) {
    return a.text.length == 0 || (b.text.length > 0 && b.at > a.at) ? b : a;
}

/* The moment before which a version that waits for one does not go out. */
static struct instant opening_of(const struct version_terms *version) {
    return version->holds & HOLD_BIT(HOLD_EMBARGO) ? version->publish_at : (struct instant){0};
}

static struct instant opening_of_item(const struct item_terms *terms) {
    struct instant opens = opening_of(&terms->versions[0]);
    if (terms->settings.rule == RELEASE_SIMULTANEOUS) {
        for (size_t i = 0; i < terms->settings.required_count; i++) {
            const struct version_terms *version = terms_in(terms, terms->settings.required[i]);
            opens = version ? later(opens, opening_of(version)) : opens;
        }
    }
    return opens;
}

static void note_awaited(struct builder *b, const struct item_terms *terms, struct held *line) {
    struct awaited *awaited = ARENA_ARRAY(b->arena, struct awaited, terms->settings.required_count);
    for (size_t i = 0; i < terms->settings.required_count; i++) {
        const struct language *language = terms->settings.required[i];
        const struct version_terms *version = terms_in(terms, language);
        unsigned holds = version ? version->holds : HOLD_BIT(HOLD_MISSING);
        if (holds != 0 && version != &terms->versions[0]) {
            awaited[line->awaited_count++] = (struct awaited){language, holds};
        }
    }
    line->awaited = awaited;
}

static void list_whole(struct builder *b, const struct item *item, const struct item_terms *terms) {
    struct held *line = add_line(b, (struct held){.item = name_of(b, item),
                                                  .path = item->versions[0].source->path,
                                                  .state = terms->versions[0].state,
                                                  .holds = terms->holds,
                                                  .opens = opening_of_item(terms)});
    if (terms->holds & HOLD_BIT(HOLD_LANGUAGES)) {
        note_awaited(b, terms, line);
    }
}

/* The original's own state is the item's. */
static void list_versions(struct builder *b, const struct item *item,
                          const struct item_terms *terms) {
    for (size_t i = 1; i < terms->version_count; i++) {
        const struct version_terms *version = &terms->versions[i];
        if (version->holds != 0) {
            add_line(b, (struct held){.item = name_of(b, item),
                                      .language = version->language,
                                      .path = item->versions[i].source->path,
                                      .state = version->state,
                                      .holds = version->holds,
                                      .opens = opening_of(version)});
        }
    }
}

static void list_missing(struct builder *b, const struct item *item,
                         const struct item_terms *terms) {
    for (size_t i = 0; i < terms->settings.required_count; i++) {
        const struct language *language = terms->settings.required[i];
        if (!terms_in(terms, language)) {
            add_line(b, (struct held){.item = name_of(b, item),
                                      .language = language,
                                      .state = TEXT_MISSING,
                                      .holds = HOLD_BIT(HOLD_MISSING)});
        }
    }
}

void note_reference_to_held(struct builder *b, const struct version *version, struct str name) {
    const struct held_item *held = map_get(&b->held, name);
    add_line(b, (struct held){.item = name_of(b, version->item),
                              .language = version->language,
                              .path = version->source->path,
                              .holds = held->holds,
                              .opens = held->opens,
                              .refers_to = name});
}

static int compare_lines(const void *left, const void *right) {
    const struct held *a = left, *b = right;
    int order = str_compare(a->item, b->item);
    if (order != 0 || !a->language != !b->language) {
        return order != 0 ? order : a->language ? 1 : -1;
    }
    if (a->language != b->language) {
        return a->language->index < b->language->index ? -1 : 1;
    }
    return str_compare(a->refers_to, b->refers_to);
}

/* A text may refer to one item many times. */
void finish_held(struct builder *b) {
    struct held_list *list = &b->site->held;
    size_t kept = 0;
    if (list->count > 1) {
        qsort(list->items, list->count, sizeof *list->items, compare_lines);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (i == 0 || compare_lines(&list->items[kept - 1], &list->items[i]) != 0) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

/* ---- Taking out ---------------------------------------------------------------------------- */

static bool is_in(const struct version *versions, size_t count, const struct language *language) {
    for (size_t i = 0; i < count; i++) {
        if (versions[i].language == language) {
            return true;
        }
    }
    return false;
}

/* What a version translates may itself wait. Then readers know it as a translation of what that
   translates. */
static const struct language *released_source(const struct version *all, size_t count,
                                              const struct version *released, size_t released_count,
                                              const struct language *language) {
    for (size_t steps = 0; steps < count && !is_in(released, released_count, language); steps++) {
        for (size_t i = 0; i < count; i++) {
            if (all[i].language == language) {
                language = all[i].translates;
                break;
            }
        }
    }
    return is_in(released, released_count, language) ? language : released[0].language;
}

/* The versions that wait, behind the original, as one item. */
static struct item *make_waiting(struct builder *b, const struct item *item,
                                 const struct version *all, const struct item_terms *terms) {
    struct item *waiting = ARENA_NEW(b->arena, struct item);
    *waiting = *item;
    waiting->versions = ARENA_ARRAY(b->arena, struct version, terms->version_count);
    waiting->version_count = 0;
    for (size_t i = 0; i < terms->version_count; i++) {
        bool waits = terms->holds != 0 || terms->versions[i].holds != 0;
        if (terms->versions[i].state == TEXT_DRAFT && i > 0) {
            *LIST_ADD(&b->drafts, b->arena) = all[i].source;
        } else if (waits || i == 0) {
            struct version *version = &waiting->versions[waiting->version_count++];
            *version = all[i];
            version->item = waiting;
        }
    }
    return waiting;
}

static void keep_released(struct builder *b, struct item *item, const struct item_terms *terms) {
    const struct version *all = item->versions;
    struct version *released = ARENA_ARRAY(b->arena, struct version, item->version_count);
    size_t count = 0;
    for (size_t i = 0; i < item->version_count; i++) {
        if (terms->versions[i].holds == 0) {
            released[count++] = all[i];
        }
    }
    for (size_t i = 1; i < count; i++) {
        released[i].translates =
            released_source(all, item->version_count, released, count, released[i].translates);
    }
    item->versions = released;
    item->version_count = count;
}

static void hold_item(struct builder *b, const struct item *item, const struct item_terms *terms) {
    bool is_draft = terms->versions[0].state == TEXT_DRAFT;
    struct item *waiting = NULL;
    if (is_draft) {
        for (size_t i = 0; i < item->version_count; i++) {
            *LIST_ADD(&b->drafts, b->arena) = item->versions[i].source;
        }
    } else {
        waiting = make_waiting(b, item, item->versions, terms);
        *LIST_ADD(&b->checked, b->arena) = (struct checked_item){.item = waiting};
    }
    struct held_item *held = ARENA_NEW(b->arena, struct held_item);
    *held = (struct held_item){terms->holds, opening_of_item(terms), waiting};
    map_put(&b->held, name_of(b, item), held);
}

bool release_item(struct builder *b, struct item *item, struct item_terms *terms) {
    release_decide(terms, &b->site->clock);
    if (b->site->extras & EXTRA_DRAFTS) {
        release_look_ahead(terms);
    }
    if (terms->holds != 0) {
        list_whole(b, item, terms);
    }
    list_versions(b, item, terms);
    if (terms->settings.rule == RELEASE_SIMULTANEOUS) {
        list_missing(b, item, terms);
    }
    if (terms->holds != 0) {
        hold_item(b, item, terms);
        return false;
    }
    const struct version *all = item->versions;
    size_t count = item->version_count;
    keep_released(b, item, terms);
    if (item->version_count < count) {
        struct item *waiting = make_waiting(b, item, all, terms);
        *LIST_ADD(&b->checked, b->arena) =
            (struct checked_item){.item = waiting, .first = 1, .released = item};
    }
    return true;
}

/* ---- Pictures ------------------------------------------------------------------------------ */

static void see(struct builder *b, struct str destination) {
    struct str path = str_join(&b->scratch, STR("content/"), destination);
    const struct source *source = sources_find(b->sources, path);
    if (source) {
        b->media_seen[source - b->sources->files] |= SEEN_HELD;
    }
}

static void see_outline(struct builder *b, const struct outline *outline) {
    for (size_t i = 0; outline && i < outline->references.count; i++) {
        if (outline->references.items[i].kind == REFERENCE_IMAGE) {
            see(b, outline->references.items[i].destination);
        }
    }
}

/* A draft is not checked against its schema, so any text in it may be Markdown. */
static void see_texts(struct builder *b, const struct node *node, struct str path,
                      struct diags *silent) {
    if (node->kind == NODE_SCALAR) {
        struct outline outline = {0};
        if (str_find(node->text, STR("media/"), 0) != STR_NONE) {
            markdown_scan_value(node, path, MARKDOWN_PLAIN, &b->scratch, &outline, silent);
            see_outline(b, &outline);
        }
        return;
    }
    for (const struct node *child = node->first; child; child = child->next) {
        see_texts(b, child, path, silent);
    }
}

static void see_draft(struct builder *b, const struct source *source) {
    struct diags silent = {0};
    const struct node *data = source_data(source, &b->scratch);
    see_outline(b, source_outline(source, &b->scratch));
    if (data) {
        see_texts(b, data, source->path, &silent);
    }
    diags_release(&silent);
    arena_reset(&b->scratch);
}

void withhold_media(struct builder *b) {
    bool *withheld = ARENA_ARRAY(b->arena, bool, b->sources->count);
    for (size_t i = 0; i < b->drafts.count; i++) {
        see_draft(b, b->drafts.items[i]);
    }
    for (size_t i = 0; i < b->sources->count; i++) {
        withheld[i] = b->media_seen[i] == SEEN_HELD;
    }
    b->site->withheld = withheld;
}
