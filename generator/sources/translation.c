#include "sources/translation.h"

#include "base/path.h"
#include "base/word_diff.h"
#include "sources/messages.h"
#include "sources/sources.h"

/* ---- Segments of the YAML ----------------------------------------------------------------------
 */

/* Keys that say something about the file, not the item. */
static bool is_of_file(struct str key) {
    static const struct str keys[] = {STR_INIT("translates"),
                                      STR_INIT("lang"),
                                      STR_INIT("status"),
                                      STR_INIT("sort_key"),
                                      STR_INIT("machine_assisted"),
                                      STR_INIT("reviser"),
                                      STR_INIT("publish_at"),
                                      STR_INIT("changes"),
                                      STR_INIT("legal_status"),
                                      STR_INIT("snapshot"),
                                      STR_INIT("allow")};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (str_equal(keys[i], key)) {
            return true;
        }
    }
    return false;
}

/* As deep as the YAML reader lets it be. */
static void find_below(const struct node *node, struct str id, struct arena *arena,
                       struct field_segments *fields) {
    size_t number = 0;
    if (node->kind == NODE_SCALAR) {
        *LIST_ADD(&fields->list, arena) = (struct field_segment){id, node};
        return;
    }
    for (const struct node *child = node->first; child; child = child->next) {
        struct str name = node->kind == NODE_MAP ? child->key : str_format(arena, "%zu", ++number);
        if (!str_is_empty(id)) {
            find_below(child, str_join(arena, id, STR("."), name), arena, fields);
        } else if (!is_of_file(name)) {
            find_below(child, name, arena, fields);
        }
    }
}

void field_segments_find(const struct node *tree, struct arena *arena,
                         struct field_segments *fields) {
    *fields = (struct field_segments){0};
    if (tree && tree->kind == NODE_MAP) {
        find_below(tree, (struct str){0}, arena, fields);
    }
}

/* ---- What a PO file says -----------------------------------------------------------------------
 */

/* How alike the text now and the text it was made from must be for a fuzzy translation to be one of
   an earlier version: a guess of msgmerge from another place must not be shown as if it were. */
#define LIKENESS_OF_VERSIONS 600

struct po_reader po_reader_make(const struct catalog *catalog, struct arena *arena) {
    struct po_reader reader = {.catalog = catalog,
                               .by_segment = map_make(arena),
                               .current = map_make(arena),
                               .arena = arena};
    for (size_t i = 0; i < catalog->messages.count; i++) {
        struct catalog_message *message = &catalog->messages.items[i];
        struct str rest = message->references;
        while (rest.length > 0) {
            struct str reference = str_cut(&rest, ' ');
            size_t hash = str_find_char(reference, '#', 0);
            if (hash != STR_NONE) {
                map_put(&reader.by_segment, str_from_byte(reference, hash + 1), message);
            }
        }
    }
    return reader;
}

void po_reader_add_texts(struct po_reader *reader, const struct field_segments *fields,
                         const struct segments *segments) {
    for (size_t i = 0; i < fields->list.count; i++) {
        map_put(&reader->current, fields->list.items[i].node->text, reader);
    }
    for (size_t i = 0; i < segments->list.count; i++) {
        map_put(&reader->current, segments->list.items[i].text, reader);
    }
}

static bool is_earlier_version(const struct po_reader *reader, struct str earlier,
                               struct str text) {
    struct arena scratch = {0};
    bool is_it = !str_is_empty(earlier) && !map_get(&reader->current, earlier) &&
                 word_likeness(earlier, text, &scratch) >= LIKENESS_OF_VERSIONS;
    arena_release(&scratch);
    return is_it;
}

/* The message whose msgid is the text: the one of that segment, if there are several. */
static const struct catalog_message *message_of_text(const struct po_reader *reader,
                                                     const struct catalog_message *of_segment,
                                                     struct str text) {
    if (of_segment && str_equal(of_segment->msgid, text)) {
        return of_segment;
    }
    return map_get(&reader->catalog->by_msgid, text);
}

struct po_segment po_reader_find(const struct po_reader *reader, struct str id, struct str text) {
    const struct catalog_message *of_segment = map_get(&reader->by_segment, id);
    const struct catalog_message *message = message_of_text(reader, of_segment, text);
    struct po_segment found = {.message = message ? message : of_segment};
    if (message && !str_is_empty(message->forms[0])) {
        found.text = message->forms[0];
    } else if (message && is_earlier_version(reader, message->previous, text)) {
        found.text = message->fuzzy;
        found.earlier = message->previous;
    } else if (!message && of_segment && !map_get(&reader->current, of_segment->msgid)) {
        found.text = of_segment->forms[0];
        found.earlier = of_segment->msgid;
    }
    if (str_is_empty(found.text)) {
        found.earlier = (struct str){0};
    }
    return found;
}

enum segment_state po_segment_state(const struct po_segment *segment) {
    return str_is_empty(segment->text)      ? SEGMENT_MISSING
           : str_is_empty(segment->earlier) ? SEGMENT_CURRENT
                                            : SEGMENT_STALE;
}

/* ---- What it follows ---------------------------------------------------------------------------
 */

static bool is_version(const struct source *source, const struct source *translation) {
    return (source->kind == SOURCE_RECORD || source->kind == SOURCE_TEXT) &&
           str_equal(source->collection, translation->collection) &&
           str_equal(source->id, translation->id);
}

static bool is_original(const struct source *source) {
    struct arena scratch = {0};
    const struct node *tree = source_data(source, &scratch);
    bool is_it = tree && !node_get(tree, STR("translates"));
    arena_release(&scratch);
    return is_it;
}

/* The index of the first file of content/ whose path is not before `path`. */
static size_t find_first(const struct sources *sources, struct str path) {
    size_t low = 0, high = sources->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(sources->files[middle].path, path) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct source *translation_followed(const struct sources *sources,
                                          const struct source *translation, struct str lang,
                                          struct diags *diags) {
    struct arena scratch = {0};
    struct str start = str_join(&scratch, STR("content/"), translation->collection, STR("/"),
                                translation->id, STR("."));
    const struct source *found = NULL;
    bool has_any = false;
    for (size_t i = find_first(sources, start);
         i < sources->count && !found && str_starts(sources->files[i].path, start); i++) {
        const struct source *source = &sources->files[i];
        if (is_version(source, translation)) {
            has_any = true;
            found = (str_is_empty(lang) ? is_original(source) : str_equal(source->lang, lang))
                        ? source
                        : NULL;
        }
    }
    if (!has_any) {
        diag(diags, &MSG_TRANSLATION_NO_ITEM, place_file(translation->path),
             translation->collection, translation->id);
    } else if (!found && !str_is_empty(lang)) {
        diag(diags, &MSG_TRANSLATION_NO_SOURCE, place_file(translation->path), lang);
    }
    arena_release(&scratch);
    return found;
}

struct digest translation_digest_of_item(const struct sources *sources,
                                         const struct source *translation) {
    struct arena scratch = {0};
    struct str start = str_join(&scratch, STR("content/"), translation->collection, STR("/"),
                                translation->id, STR("."));
    struct digest digest = {0};
    for (size_t i = find_first(sources, start);
         i < sources->count && str_starts(sources->files[i].path, start); i++) {
        if (is_version(&sources->files[i], translation)) {
            digest = digest_mix(digest, sources->files[i].digest);
        }
    }
    arena_release(&scratch);
    return digest;
}

bool translation_read_segments(const struct sources *sources, const struct source *version,
                               const struct source *original, struct arena *arena, struct str *body,
                               struct segments *segments, struct diags *diags) {
    struct strbuf text = {0};
    *segments = (struct segments){0};
    *body = (struct str){0};
    if (version->body_line == 0) {
        return true;
    }
    bool is_read = source_read_body(sources, version, &text, diags);
    if (is_read) {
        const struct outline *outline = source_outline(version, arena);
        enum markdown_numbering numbering =
            outline && outline->paragraph_count > 0 ? MARKDOWN_NUMBERED : MARKDOWN_PLAIN;
        *body = str_copy(arena, strbuf_view(&text));
        segments_read(*body, numbering, original ? source_outline(original, arena) : NULL, arena,
                      segments);
    }
    strbuf_release(&text);
    return is_read;
}

/* All texts of what is followed; its body is empty if it has none. */
static bool read_followed(const struct sources *sources, const struct source *followed,
                          struct arena *arena, struct str *body, struct segments *segments,
                          struct diags *diags) {
    const struct source *original =
        followed->body_line > 0 ? translation_followed(sources, followed, (struct str){0}, diags)
                                : NULL;
    return translation_read_segments(sources, followed, original, arena, body, segments, diags);
}

static void note(struct segment_notes *notes, struct arena *arena, struct str id,
                 enum segment_state state) {
    notes->segment_count++;
    if (state != SEGMENT_CURRENT) {
        *LIST_ADD(&notes->list, arena) = (struct segment_note){id, state};
    }
}

/* ---- A version from a PO file ------------------------------------------------------------------
 */

struct composer {
    const struct source *translation;
    struct po_reader reader;
    struct arena *arena;
    struct composed *composed;
};

static struct node *add_child(struct composer *composer, struct node *parent, struct node **last,
                              enum node_kind kind) {
    struct node *node = ARENA_NEW(composer->arena, struct node);
    node->kind = kind;
    node->line = node->column = node->key_line = node->key_column = 1;
    if (*last) {
        (*last)->next = node;
    } else {
        parent->first = node;
    }
    *last = node;
    parent->count++;
    return node;
}

static struct node *add_text(struct composer *composer, struct node *parent, struct node **last,
                             struct str key, struct str text) {
    struct node *node = add_child(composer, parent, last, NODE_SCALAR);
    node->key = key;
    node->text = text;
    node->style = NODE_QUOTED;
    return node;
}

/* In a list every place counts. */
static bool is_in_list(struct str id) {
    size_t dot = str_find_last_char(id, '.');
    return dot != STR_NONE && char_is_digit(id.data[dot + 1]);
}

/* Whether some text below has a message, and each of those a translation. */
struct coverage {
    bool has_any, has_gap;
};

static void cover(struct composer *composer, const struct node *node, struct str id,
                  struct coverage *coverage) {
    struct segment_notes *notes = &composer->composed->notes;
    struct field_segments fields = {0};
    find_below(node, id, composer->arena, &fields);
    for (size_t i = 0; i < fields.list.count; i++) {
        const struct field_segment *field = &fields.list.items[i];
        struct po_segment said = po_reader_find(&composer->reader, field->id, field->node->text);
        coverage->has_gap |= !said.message && is_in_list(field->id);
        if (said.message) {
            note(notes, composer->arena, field->id, po_segment_state(&said));
            coverage->has_any = true;
            coverage->has_gap |= str_is_empty(said.text);
        }
    }
}

/* A copy with what is translated; in a map, what has no message stays with the source. */
static void restate(struct composer *composer, const struct node *node, struct str id,
                    struct node *parent, struct node **last) {
    size_t number = 0;
    if (node->kind == NODE_SCALAR) {
        struct po_segment said = po_reader_find(&composer->reader, id, node->text);
        if (!str_is_empty(said.text)) {
            struct node *text = add_text(composer, parent, last, node->key, said.text);
            text->line = text->key_line = said.message->line;
        }
        return;
    }
    struct node *copy = add_child(composer, parent, last, node->kind), *last_of_copy = NULL;
    copy->key = node->key;
    for (const struct node *child = node->first; child; child = child->next) {
        struct str name =
            node->kind == NODE_MAP ? child->key : str_format(composer->arena, "%zu", ++number);
        restate(composer, child, str_join(composer->arena, id, STR("."), name), copy,
                &last_of_copy);
    }
}

/* "X-Isogloss-Status: reviewed" is the key `status` of a file in content/. */
static void add_header_keys(struct composer *composer, struct node *tree, struct node **last) {
    struct str rest = composer->reader.catalog->header, prefix = STR("X-Isogloss-");
    while (rest.length > 0) {
        struct str value = str_cut(&rest, '\n');
        struct str name = str_cut(&value, ':');
        if (str_starts(name, prefix)) {
            struct str key =
                str_to_ascii_lower(composer->arena, str_from_byte(name, prefix.length));
            for (size_t i = 0; i < key.length; i++) {
                char *c = (char *)(uintptr_t)key.data + i;
                *c = *c == '-' ? '_' : *c;
            }
            add_text(composer, tree, last, key, str_trim(value));
        }
    }
}

static void compose_tree(struct composer *composer, const struct node *source_tree) {
    struct node *tree = ARENA_NEW(composer->arena, struct node), *last = NULL;
    tree->kind = NODE_MAP;
    tree->line = tree->column = 1;
    add_text(composer, tree, &last, STR("translates"), composer->composed->followed->lang);
    add_header_keys(composer, tree, &last);
    for (const struct node *child = source_tree->first; child; child = child->next) {
        struct coverage coverage = {0};
        if (is_of_file(child->key)) {
            continue;
        }
        cover(composer, child, child->key, &coverage);
        if (coverage.has_any && !coverage.has_gap) {
            restate(composer, child, child->key, tree, &last);
        }
    }
    composer->composed->tree = tree;
}

/* The body as the value of a key, whose pieces are the messages. */
static void compose_body(struct composer *composer, struct str body,
                         const struct segments *segments) {
    struct arena *arena = composer->arena;
    size_t count = segments->list.count;
    struct str *texts = ARENA_ARRAY(arena, struct str, count + 1);
    struct segment_spot *spots = ARENA_ARRAY(arena, struct segment_spot, count + 1);
    struct piece *pieces = ARENA_ARRAY(arena, struct piece, count + 1);
    struct node *node = ARENA_NEW(arena, struct node);
    uint32_t *lines = ARENA_ARRAY(arena, uint32_t, count + 1);
    struct strbuf text = {0};
    for (size_t i = 0; i < count; i++) {
        const struct segment *segment = &segments->list.items[i];
        struct po_segment said = po_reader_find(&composer->reader, segment->id, segment->text);
        texts[i] = said.text;
        lines[i] = said.message ? said.message->line : 1;
        note(&composer->composed->notes, arena, segment->id, po_segment_state(&said));
    }
    segments_compose(body, segments, texts, &text, spots);
    pieces[0] = (struct piece){0, 1, 1};
    for (size_t i = 0; i < count; i++) {
        pieces[i + 1] = (struct piece){(uint32_t)spots[i].at, lines[spots[i].index], 1};
    }
    composer->composed->body = str_copy(arena, strbuf_view(&text));
    strbuf_release(&text);
    *node = (struct node){.kind = NODE_SCALAR,
                          .line = 1,
                          .column = 1,
                          .text = composer->composed->body,
                          .pieces = pieces,
                          .piece_count = (uint32_t)count + 1};
    composer->composed->body_node = node;
}

bool translation_compose(const struct sources *sources, const struct source *translation,
                         const struct catalog *catalog, struct arena *arena,
                         struct composed *composed, struct diags *diags) {
    struct composer composer = {.translation = translation,
                                .reader = po_reader_make(catalog, arena),
                                .arena = arena,
                                .composed = composed};
    struct field_segments fields;
    struct segments segments;
    struct str body;
    *composed = (struct composed){0};
    composed->followed = translation_followed(sources, translation, catalog->source_lang, diags);
    const struct node *tree = composed->followed ? source_data(composed->followed, arena) : NULL;
    if (!tree || !read_followed(sources, composed->followed, arena, &body, &segments, diags)) {
        return false;
    }
    field_segments_find(tree, arena, &fields);
    po_reader_add_texts(&composer.reader, &fields, &segments);
    compose_tree(&composer, tree);
    if (body.length > 0) {
        compose_body(&composer, body, &segments);
    }
    return true;
}

/* ---- What a file was made from -----------------------------------------------------------------
 */

/* A segment is current if its text is one that was noted, be it at another place now. */
static void compare(const struct map *texts, struct str id, struct str text, struct arena *arena,
                    struct segment_notes *notes) {
    note(notes, arena, id, map_get(texts, text) ? SEGMENT_CURRENT : SEGMENT_STALE);
}

bool translation_compare(const struct sources *sources, const struct source *translation,
                         const struct node *record, struct arena *arena,
                         struct segment_notes *notes, struct diags *diags) {
    const struct node *noted = node_get(record, STR("segments"));
    const struct source *followed =
        translation_followed(sources, translation, node_text(record, STR("translates")), diags);
    const struct node *tree = followed ? source_data(followed, arena) : NULL;
    struct field_segments fields;
    struct segments segments;
    struct str body;
    *notes = (struct segment_notes){0};
    if (!tree || !noted || !read_followed(sources, followed, arena, &body, &segments, diags)) {
        return false;
    }
    struct map ids = map_make(arena), texts = map_make(arena);
    for (struct node *child = noted->first; child; child = child->next) {
        map_put(&ids, child->key, child);
        map_put(&texts, child->text, child);
    }
    field_segments_find(tree, arena, &fields);
    for (size_t i = 0; i < fields.list.count; i++) {
        const struct field_segment *field = &fields.list.items[i];
        if (map_get(&ids, field->id)) {
            compare(&texts, field->id, field->node->text, arena, notes);
        }
    }
    for (size_t i = 0; i < segments.list.count; i++) {
        compare(&texts, segments.list.items[i].id, segments.list.items[i].text, arena, notes);
    }
    return true;
}
