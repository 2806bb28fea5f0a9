/* How translations follow their sources: PO files that are versions, and segments that are stale.
 */
#include "site/build.h"

/* ---- Which files follow which item ----------------------------------------------------------- */

void build_followers(struct builder *b) {
    b->followers = map_make(b->arena);
    for (size_t i = b->sources->count; i-- > 0;) { /* so that the first language comes first */
        const struct source *source = &b->sources->files[i];
        if (!source_follows(source)) {
            continue;
        }
        struct follower *follower = ARENA_NEW(b->arena, struct follower);
        struct str name = str_join(b->arena, source->collection, STR("/"), source->id);
        *follower = (struct follower){source, map_get(&b->followers, name)};
        map_set(&b->followers, name, follower);
    }
}

static struct follower *followers_of(const struct builder *b, const struct item *item) {
    struct arena scratch = {0};
    struct follower *first =
        map_get(&b->followers, str_join(&scratch, item->collection->id, STR("/"), item->id));
    arena_release(&scratch);
    return first;
}

static uint32_t count_state(const struct segment_notes *notes, enum segment_state state) {
    uint32_t count = 0;
    for (size_t i = 0; i < notes->list.count; i++) {
        count += notes->list.items[i].state == state;
    }
    return count;
}

bool is_translated_enough(struct builder *b, const struct collection *collection,
                          const struct source *translation) {
    const struct outline *outline = source_outline(translation, &b->scratch);
    if (!outline || outline->notes.segment_count == 0) {
        return false;
    }
    uint64_t all = outline->notes.segment_count;
    uint64_t missing = count_state(&outline->notes, SEGMENT_MISSING);
    return (all - missing) * 100 >= all * collection->translated_percent;
}

/* ---- What authors say of their changes --------------------------------------------------------
 */

static bool read_weight(struct str text, enum change_weight *weight) {
    static const struct str names[] = {[CHANGE_SUBSTANTIVE] = STR_INIT("substantive"),
                                       [CHANGE_MINOR] = STR_INIT("minor"),
                                       [CHANGE_LEGAL] = STR_INIT("legal")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_equal(text, names[i])) {
            *weight = (enum change_weight)i;
            return true;
        }
    }
    return false;
}

/* What the header of the source says under `changes`: {p5: minor, title: legal}. */
static enum change_weight weight_of(const struct node *changes, struct str id) {
    enum change_weight weight = CHANGE_SUBSTANTIVE;
    read_weight(node_text(changes, id), &weight);
    return weight;
}

void check_changes(struct builder *b, struct str path, const struct node *changes) {
    enum change_weight weight;
    if (!changes || changes->kind != NODE_MAP) {
        return; /* told where all keys are */
    }
    for (const struct node *change = changes->first; change; change = change->next) {
        if (change->kind != NODE_SCALAR || !read_weight(change->text, &weight)) {
            diag(b->diags, &MSG_CHANGE_WEIGHT, node_place(path, change),
                 change->kind == NODE_SCALAR ? change->text : node_kind_name(change->kind));
        }
    }
}

/* ---- Segments that follow an earlier text ------------------------------------------------------
 */

/* The file that keeps count: the PO file itself, or the record beside a file in content/. */
static const struct source *counting_file(const struct version *version,
                                          const struct follower *follower) {
    if (version->source->kind == SOURCE_TRANSLATION) {
        return version->source;
    }
    for (; follower; follower = follower->next) {
        if (follower->source->kind == SOURCE_MADE_FROM &&
            str_equal(follower->source->lang, version->language->tag)) {
            return follower->source;
        }
    }
    return NULL;
}

const struct followed_segment *following_find(const struct following *following, struct str id) {
    return following ? map_get(&following->by_id, id) : NULL;
}

static struct following *make_following(struct builder *b, uint32_t segment_count) {
    struct following *following = ARENA_NEW(b->arena, struct following);
    following->segment_count = segment_count;
    following->by_id = map_make(b->arena);
    return following;
}

/* False if something is said of the segment already. */
static bool add(struct builder *b, struct following *following, struct followed_segment segment) {
    if (following_find(following, segment.id)) {
        return false;
    }
    struct followed_segment *added = ARENA_NEW(b->arena, struct followed_segment);
    *added = segment;
    added->id = str_copy(b->arena, segment.id);
    *LIST_ADD(&following->behind, b->arena) = added;
    map_put(&following->by_id, added->id, added);
    following->stale_count += segment.state == SEGMENT_STALE;
    following->missing_count += segment.state == SEGMENT_MISSING;
    return true;
}

static struct following *read_notes(struct builder *b, const struct version *version,
                                    const struct source *counting) {
    const struct outline *outline = source_outline(counting, &b->scratch);
    const struct version *source = item_version(version->item, version->translates);
    const struct node *changes =
        source ? node_get(source_data(source->source, &b->scratch), STR("changes")) : NULL;
    if (!outline || outline->notes.segment_count == 0) {
        return NULL;
    }
    struct following *following = make_following(b, outline->notes.segment_count);
    for (size_t i = 0; i < outline->notes.list.count; i++) {
        const struct segment_note *note = &outline->notes.list.items[i];
        add(b, following,
            (struct followed_segment){note->id, note->state, weight_of(changes, note->id)});
    }
    return following;
}

/* What is stale in the version that this one was made from, is stale here. True if that was news.
 */
static bool inherit(struct builder *b, struct version *version) {
    const struct version *source =
        version->translates ? item_version(version->item, version->translates) : NULL;
    const struct following *from = source ? source->following : NULL;
    struct following *to = (struct following *)version->following; /* ours to fill */
    if (!from || from->stale_count == 0) {
        return false;
    }
    if (!to) {
        to = make_following(b, from->segment_count);
        version->following = to;
    }
    bool has_news = false;
    for (size_t i = 0; i < from->behind.count; i++) {
        const struct followed_segment *segment = from->behind.items[i];
        has_news |= segment->state == SEGMENT_STALE && add(b, to, *segment);
    }
    return has_news;
}

static void build_notes_of(struct builder *b, struct item *item) {
    const struct follower *followers = followers_of(b, item);
    bool has_news = followers != NULL;
    arena_reset(&b->scratch);
    for (size_t i = 0; followers && i < item->version_count; i++) {
        struct version *version = &item->versions[i];
        const struct source *counting =
            version->translates ? counting_file(version, followers) : NULL;
        version->following = counting ? read_notes(b, version, counting) : NULL;
    }
    for (size_t round = 0; has_news && round < item->version_count; round++) {
        has_news = false;
        for (size_t i = 1; i < item->version_count; i++) {
            has_news |= inherit(b, &item->versions[i]);
        }
    }
}

static void report_unused_records(struct builder *b) {
    for (size_t i = 0; i < b->sources->count; i++) {
        const struct source *record = &b->sources->files[i];
        if (record->kind != SOURCE_MADE_FROM) {
            continue;
        }
        struct str text = str_join(&b->scratch, STR("content/"), record->collection, STR("/"),
                                   record->id, STR("."), record->lang, STR(".md"));
        struct str data = str_join(&b->scratch, str_slice(text, 0, text.length - 2), STR("yaml"));
        if (!sources_find(b->sources, text) && !sources_find(b->sources, data)) {
            diag(b->diags, &MSG_SOURCE_RECORD_UNUSED, place_file(record->path), data);
        }
    }
    arena_reset(&b->scratch);
}

void build_notes(struct builder *b) {
    for (size_t i = 0; i < b->site->item_count; i++) {
        build_notes_of(b, b->site->items[i]);
    }
    report_unused_records(b);
}
