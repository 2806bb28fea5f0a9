/* The keys of the header that tell of an item's life -> struct life. */
#include "base/path.h"
#include "site/build.h"

static const struct str event_types[] = {
    [EVENT_PROV] = STR_INIT("prov"),       [EVENT_ADOPTED] = STR_INIT("adopted"),
    [EVENT_REV] = STR_INIT("rev"),         [EVENT_CORR] = STR_INIT("corr"),
    [EVENT_ADD] = STR_INIT("add"),         [EVENT_AMEND] = STR_INIT("amend"),
    [EVENT_REISSUE] = STR_INIT("reissue"),
};

/* In the order of enum distribution, from its second on. */
static const struct str distributions[] = {STR_INIT("general"), STR_INIT("limited"),
                                           STR_INIT("restricted")};

struct str event_type_name(enum event_type type) {
    return event_types[type];
}

struct str distribution_name(enum distribution distribution) {
    return distribution == DISTRIBUTION_UNSAID ? (struct str){0} : distributions[distribution - 1];
}

const struct item *item_newest(const struct item *item) {
    return item->life ? item->life->newest : item;
}

bool item_is_withdrawn(const struct item *item) {
    return item->life && item->life->is_withdrawn;
}

bool item_is_retired(const struct item *item) {
    return item->life && (item->life->is_withdrawn || item->life->superseded_by);
}

bool event_concerns(const struct event *event, const struct language *language) {
    bool concerns = event->language_count == 0;
    for (size_t i = 0; i < event->language_count; i++) {
        concerns = concerns || event->languages[i] == language;
    }
    return concerns;
}

struct date item_changed(const struct item *item, struct date date) {
    const struct life *life = item->life;
    struct date last = life && date_compare(life->adopted, date) > 0 ? life->adopted : date;
    for (size_t i = 0; life && i < life->event_count; i++) {
        const struct event *event = &life->events[i];
        bool is_later = event->language_count == 0 && date_compare(event->date, last) > 0;
        last = is_later ? event->date : last;
    }
    return last;
}

struct date version_changed(const struct version *version) {
    const struct item *item = version->item;
    struct date changed = version->translates ? (struct date){0} : item_changed(item, item->date);
    for (size_t i = 0; item->life && i < item->life->event_count; i++) {
        const struct event *event = &item->life->events[i];
        bool is_named = event->language_count > 0 && event_concerns(event, version->language);
        changed = is_named && date_compare(event->date, changed) > 0 ? event->date : changed;
    }
    return date_compare(version->updated, changed) > 0 ? version->updated : changed;
}

/* The header of one version. */
struct header {
    struct builder *b;
    struct item *item;
    struct version *version;
    const struct node *data;
    struct str path;
    struct life *life; /* of the item, or an empty one */
    struct life_texts *texts;
    bool is_held; /* the version is not released, and may refer to others that are not */
};

static struct str scalar_text(const struct node *map, struct str key) {
    const struct node *node = read_scalar(map, key);
    return node ? node->text : (struct str){0};
}

/* The list or map under `key`; one of another kind is reported with the names of the keys. */
static const struct node *child_of(const struct header *h, const char *key, enum node_kind kind) {
    const struct node *node = node_get(h->data, str_from(key));
    return node && node->kind == kind ? node : NULL;
}

static struct date date_of(const struct header *h, const struct node *map, const char *key) {
    const struct node *node = read_scalar(map, str_from(key));
    struct date date = {0};
    return node && read_date_node(h->b, h->path, node, &date) ? date : (struct date){0};
}

/* ---- The original ------------------------------------------------------------------------------
 */

static struct str symbol_of(const struct header *h, const struct node *map, const char *key) {
    const struct node *node = read_scalar(map, str_from(key));
    if (node && !symbol_is_valid(node->text)) {
        diag(h->b->diags, &MSG_BAD_SYMBOL, node_place(h->path, node), node->text);
        return (struct str){0};
    }
    return node ? node->text : (struct str){0};
}

static void read_event_languages(const struct header *h, const struct node *list,
                                 struct event *event) {
    event->languages = ARENA_ARRAY(h->b->arena, const struct language *, list->count);
    for (const struct node *node = list->first; node; node = node->next) {
        struct str tag = node->kind == NODE_SCALAR ? node->text : (struct str){0};
        const struct language *language = site_language(h->b->site, tag);
        if (language) {
            event->languages[event->language_count++] = language;
        } else {
            diag(h->b->diags, &MSG_EVENT_LANGUAGE, node_place(h->path, node), tag);
        }
    }
}

static void read_event(const struct header *h, const struct node *node) {
    static const struct key_rule rules[] = {
        {STR_INIT("date"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("type"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("revision"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("symbol"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("note"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("languages"), NODE_LIST, KEY_OPTIONAL},
    };
    if (!check_keys(h->b, h->path, node, STR("history"), rules, sizeof rules / sizeof *rules)) {
        return;
    }
    size_t index = h->life->event_count++;
    struct event *event = &h->life->events[index];
    event->date = date_of(h, node, "date");
    event->type = (enum event_type)read_choice(h->b, h->path, node, STR("type"), event_types,
                                               EVENT_TYPE_COUNT, EVENT_REV);
    event->revision = symbol_of(h, node, "revision");
    event->symbol = symbol_of(h, node, "symbol");
    h->texts->notes[index] = scalar_text(node, STR("note"));
    const struct node *languages = node_get(node, STR("languages"));
    if (languages && languages->kind == NODE_LIST) {
        read_event_languages(h, languages, event);
    }
    bool is_adoption = event->type == EVENT_ADOPTED;
    h->life->adopted = is_adoption ? event->date : h->life->adopted;
}

static void read_history(const struct header *h) {
    const struct node *list = child_of(h, "history", NODE_LIST);
    size_t count = list ? list->count : 0;
    h->life->events = ARENA_ARRAY(h->b->arena, struct event, count);
    h->texts->notes = ARENA_ARRAY(h->b->arena, struct str, count);
    for (const struct node *node = list ? list->first : NULL; node; node = node->next) {
        read_event(h, node);
    }
}

static void read_adoption(const struct header *h) {
    const struct node *node = read_scalar(h->data, STR("provisional"));
    struct date adopted = date_of(h, h->data, "adopted");
    h->life->adopted = adopted.year > 0 ? adopted : h->life->adopted;
    h->life->is_provisional = read_flag(h->b, h->path, h->data, STR("provisional"), false);
    if (h->life->is_provisional && h->life->adopted.year > 0) {
        diag(h->b->diags, &MSG_ADOPTED_PROVISIONAL, node_key_place(h->path, node));
    }
}

/* Says that another item is not released, and has that in the day's list. */
static bool is_held(const struct header *h, struct str name, const struct node *node) {
    const struct held_item *held = map_get(&h->b->held, name);
    if (held && !h->is_held) {
        diag(h->b->diags, held->item ? &MSG_REFERENCE_TO_HELD : &MSG_REFERENCE_TO_DRAFT,
             node_place(h->path, node), node->text);
        note_reference_to_held(h->b, h->version, str_copy(h->b->arena, name));
    }
    return held != NULL;
}

static void report_no_revision(const struct header *h, const struct node *node) {
    const struct collection *collection = h->item->collection;
    struct str name = str_join(h->b->arena, collection->id, STR("/"), node->text);
    struct place place = node_place(h->path, node);
    if (is_held(h, name, node)) {
        return;
    }
    struct diag *problem =
        diag(h->b->diags, &MSG_DANGLING_REFERENCE, place, node->text, collection->id);
    struct str *ids = ARENA_ARRAY(&h->b->scratch, struct str, collection->item_count);
    for (size_t i = 0; i < collection->item_count; i++) {
        ids[i] = collection->items[i]->id;
    }
    note_nearest(h->b, problem, place, node->text, ids, collection->item_count);
}

/* The newer item may not be released yet: until it is, this one is not superseded. */
static void read_superseded(const struct header *h) {
    const struct node *node = read_scalar(h->data, STR("superseded_by"));
    if (!node) {
        return;
    }
    h->life->superseded_by = site_item(h->b->site, h->item->collection->id, node->text);
    if (!h->life->superseded_by) {
        report_no_revision(h, node);
    }
}

static void read_successor(const struct header *h, const struct node *map) {
    const struct node *node = read_scalar(map, STR("successor"));
    struct str anchor;
    h->life->successor = node ? site_link(h->b->site, node->text, &anchor) : NULL;
    if (node && !h->life->successor && !is_held(h, node->text, node)) {
        diag(h->b->diags, &MSG_DANGLING_LINK, node_place(h->path, node), node->text);
    }
}

static void read_withdrawal(const struct header *h) {
    static const struct key_rule rules[] = {
        {STR_INIT("date"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("reason"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("successor"), NODE_SCALAR, KEY_OPTIONAL},
    };
    const struct node *map = child_of(h, "withdrawn", NODE_MAP);
    h->life->is_withdrawn = str_equal(scalar_text(h->data, STR("status")), STR("withdrawn"));
    if (!h->life->is_withdrawn && map) {
        diag(h->b->diags, &MSG_NOT_WITHDRAWN, node_key_place(h->path, map));
    } else if (h->life->is_withdrawn && !map) {
        diag(h->b->diags, &MSG_MISSING_KEY, node_place(h->path, h->data), STR("withdrawn"));
    } else if (map) {
        check_keys(h->b, h->path, map, STR("withdrawn"), rules, sizeof rules / sizeof *rules);
        h->life->withdrawn = date_of(h, map, "date");
        h->texts->reason = scalar_text(map, STR("reason"));
        read_successor(h, map);
    }
}

/* One that a living item has, or that another one had, would lead two ways. */
static bool claim_former_id(const struct header *h, struct str id) {
    struct str name = str_join(h->b->arena, h->item->collection->id, STR("/"), id);
    return !map_get(&h->b->site->items_by_name, name) &&
           map_put(&h->b->former, name, h->item) == h->item;
}

static void read_former_ids(const struct header *h) {
    const struct node *list = child_of(h, "former_ids", NODE_LIST);
    h->life->former_ids = ARENA_ARRAY(h->b->arena, struct str, list ? list->count : 0);
    for (const struct node *node = list ? list->first : NULL; node; node = node->next) {
        struct str id = node->kind == NODE_SCALAR ? node->text : (struct str){0};
        if (!path_is_id(id)) {
            diag(h->b->diags, &MSG_BAD_FORMER_ID, node_place(h->path, node), id);
        } else if (!claim_former_id(h, id)) {
            diag(h->b->diags, &MSG_FORMER_ID_TAKEN, node_place(h->path, node), id);
        } else {
            h->life->former_ids[h->life->former_id_count++] = id;
        }
    }
}

static void read_distribution(const struct header *h) {
    size_t count = sizeof distributions / sizeof *distributions;
    size_t choice =
        read_choice(h->b, h->path, h->data, STR("distribution"), distributions, count, count);
    h->life->distribution = choice < count ? (enum distribution)(choice + 1) : DISTRIBUTION_UNSAID;
}

static void read_original(struct header *h) {
    h->life = ARENA_NEW(h->b->arena, struct life);
    h->life->newest = h->item;
    h->item->life = h->life;
    read_history(h);
    read_adoption(h);
    read_distribution(h);
    read_superseded(h);
    read_withdrawal(h);
    read_former_ids(h);
}

/* ---- Translations ------------------------------------------------------------------------------
 */

/* Entries of one date are restated in their order, or with their types. */
static size_t find_event(const struct header *h, const struct node *node, struct date date) {
    struct str type = scalar_text(node, STR("type"));
    for (size_t i = 0; i < h->life->event_count; i++) {
        const struct event *event = &h->life->events[i];
        bool is_type = type.length == 0 || str_equal(type, event_types[event->type]);
        if (is_type && date_compare(event->date, date) == 0 && h->texts->notes[i].length == 0) {
            return i;
        }
    }
    return FIELD_NONE;
}

static void read_note(const struct header *h, const struct node *node) {
    static const struct key_rule rules[] = {
        {STR_INIT("date"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("type"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("note"), NODE_SCALAR, KEY_REQUIRED},
    };
    if (!check_keys(h->b, h->path, node, STR("history"), rules, sizeof rules / sizeof *rules)) {
        return;
    }
    struct date date = date_of(h, node, "date");
    if (date.year == 0) {
        return;
    }
    size_t index = find_event(h, node, date);
    if (index == FIELD_NONE) {
        diag(h->b->diags, &MSG_NO_EVENT, node_place(h->path, node), date_iso(h->b->arena, date));
    } else {
        h->texts->notes[index] = scalar_text(node, STR("note"));
    }
}

static void read_reason(const struct header *h) {
    static const struct key_rule rules[] = {{STR_INIT("reason"), NODE_SCALAR, KEY_REQUIRED}};
    const struct node *map = child_of(h, "withdrawn", NODE_MAP);
    if (map && !h->life->is_withdrawn) {
        diag(h->b->diags, &MSG_NOT_WITHDRAWN, node_key_place(h->path, map));
    } else if (map) {
        check_keys(h->b, h->path, map, STR("withdrawn"), rules, 1);
        h->texts->reason = scalar_text(map, STR("reason"));
    }
}

static void refuse_keys_of_original(const struct header *h) {
    static const struct str keys[] = {STR_INIT("adopted"), STR_INIT("provisional"),
                                      STR_INIT("distribution"), STR_INIT("superseded_by"),
                                      STR_INIT("former_ids")};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct node *node = node_get(h->data, keys[i]);
        if (node) {
            diag(h->b->diags, &MSG_NOT_TRANSLATABLE, node_key_place(h->path, node), keys[i]);
        }
    }
}

static void read_translation(struct header *h) {
    const struct node *list = child_of(h, "history", NODE_LIST);
    h->texts->notes = ARENA_ARRAY(h->b->arena, struct str, h->life->event_count);
    for (const struct node *node = list ? list->first : NULL; node; node = node->next) {
        read_note(h, node);
    }
    read_reason(h);
    refuse_keys_of_original(h);
}

/* Most headers have none of these keys. */
static bool says_something(const struct node *data) {
    static const struct str keys[] = {
        STR_INIT("history"),      STR_INIT("adopted"),   STR_INIT("provisional"),
        STR_INIT("distribution"), STR_INIT("withdrawn"), STR_INIT("superseded_by"),
        STR_INIT("former_ids"),
    };
    bool does = str_equal(scalar_text(data, STR("status")), STR("withdrawn"));
    for (size_t i = 0; !does && i < sizeof keys / sizeof *keys; i++) {
        does = node_get(data, keys[i]) != NULL;
    }
    return does;
}

void read_life(struct builder *b, struct item *item, struct version *version,
               const struct node *data, bool is_held) {
    struct header h = {.b = b,
                       .item = item,
                       .version = version,
                       .data = data,
                       .path = version->source->path,
                       .is_held = is_held};
    if (!says_something(data)) {
        return;
    }
    h.texts = ARENA_NEW(b->arena, struct life_texts);
    version->life = h.texts;
    if (version->translates) {
        h.life = item->life ? (struct life *)item->life : ARENA_NEW(b->arena, struct life);
        read_translation(&h);
    } else {
        read_original(&h);
    }
}
