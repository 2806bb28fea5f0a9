#include "site/pairs.h"

#include "base/file.h"
#include "site/site.h"

struct pairing {
    const struct site *site;
    struct pairs *pairs;
    struct arena *arena;
    struct diags *diags;
    struct po_reader *po;      /* the translation is a PO file; or NULL */
    const struct node *tree;   /* the translation is a file in content/; or NULL */
    struct map body;           /*   and its segments: id -> struct segment */
    const struct node *record; /* the source texts it was made from, by id; or NULL */
};

/* ---- What is to be translated ---------------------------------------------------------------- */

const struct field *pair_field(const struct collection *collection, struct str id) {
    const struct field *fields = collection->fields, *field = NULL;
    size_t count = collection->field_count;
    struct str rest = id;
    while (rest.length > 0) {
        struct str name = str_cut(&rest, '.');
        if (field && char_is_digit(name.data[0])) {
            continue; /* a place in a list */
        }
        size_t found = field_find(fields, count, name);
        if (found == FIELD_NONE || !fields[found].is_translatable || fields[found].compute) {
            return NULL;
        }
        field = &fields[found];
        const struct field *inner = field_innermost(field);
        fields = inner->fields;
        count = inner->type == FIELD_MAP ? inner->field_count : 0;
    }
    const struct field *inner = field_innermost(field);
    return inner && inner->type != FIELD_MAP ? inner : NULL;
}

/* ---- Files ----------------------------------------------------------------------------------- */

static struct str follower_path(struct arena *arena, const struct item *item,
                                const struct language *language, const char *ending) {
    return str_join(arena, STR("locales/"), language->tag, STR("/content/"), item->collection->id,
                    STR("/"), item->id, str_from(ending));
}

/* A file of locales/ once more; empty after a report. */
static struct str read_again(struct pairing *p, const struct source *source, size_t limit_bytes) {
    struct strbuf bytes = {0};
    struct str text = {0};
    if (file_read_into(p->site->sources->folder, source->path, limit_bytes, &bytes) == FILE_OK) {
        text =
            source_decode(strbuf_view(&bytes), source->encoding, source->path, p->arena, p->diags);
        text = str_copy(p->arena, text);
    }
    strbuf_release(&bytes);
    return text;
}

static void read_po(struct pairing *p, const struct source *file) {
    struct diags told = {0}; /* when the site was read */
    struct str text = read_again(p, file, CATALOG_MAX_FILE_BYTES);
    const struct catalog *catalog =
        catalog_parse(text, file->path, file->lang, CATALOG_OF_ITEM, p->arena, &told);
    p->po = ARENA_NEW(p->arena, struct po_reader);
    *p->po = po_reader_make(catalog, p->arena);
    if (p->pairs->version == NULL && !str_is_empty(catalog->source_lang)) {
        const struct language *language = site_language(p->site, catalog->source_lang);
        const struct version *source = language ? item_version(p->pairs->item, language) : NULL;
        p->pairs->source = source ? source : p->pairs->source;
    }
    diags_release(&told);
}

static void read_record(struct pairing *p) {
    struct diags told = {0};
    const struct source *file =
        sources_find(p->site->sources,
                     follower_path(p->arena, p->pairs->item, p->pairs->language, ".source.yaml"));
    if (file) {
        struct str text = read_again(p, file, 2 * MARKDOWN_MAX_FILE_BYTES);
        const struct node *tree = yaml_parse(text, file->path, 1, p->arena, &told);
        p->record = node_get(tree, STR("segments"));
    }
    diags_release(&told);
}

static bool read_body(struct pairing *p, const struct version *version, struct segments *segments) {
    struct str body;
    return translation_read_segments(p->site->sources, version->source,
                                     version->item->versions[0].source, p->arena, &body, segments,
                                     p->diags);
}

/* ---- Pairs ----------------------------------------------------------------------------------- */

static void take_from_po(struct pairing *p, struct pair *pair) {
    struct po_segment said = po_reader_find(p->po, pair->id, pair->source);
    pair->text = said.text;
    pair->earlier = said.earlier;
    pair->state = po_segment_state(&said);
    if (said.message) {
        pair->is_fuzzy = !str_is_empty(said.message->fuzzy);
        pair->place = place_at(p->pairs->file->path, said.message->line, said.message->column);
        pair->allowed = said.message->allowed;
        pair->allowed_place = pair->place;
    }
}

/* The scalar of a path, such as lessons.2. */
static const struct node *node_at(const struct node *tree, struct str id) {
    const struct node *node = tree;
    struct str rest = id;
    while (node && rest.length > 0) {
        struct str name = str_cut(&rest, '.');
        uint32_t number = 0;
        if (node->kind == NODE_MAP) {
            node = node_get(node, name);
        } else if (node->kind == NODE_LIST && str_to_u32(name, &number) && number > 0) {
            for (node = node->first; node && --number > 0;) {
                node = node->next;
            }
        } else {
            return NULL;
        }
    }
    return node && node->kind == NODE_SCALAR ? node : NULL;
}

/* What the header of the translation allows: {p5: [number, term]}, or one as {p5: number}. */
static void take_allowed(struct pairing *p, struct pair *pair) {
    const struct node *kinds = node_get(node_get(p->tree, STR("allow")), pair->id);
    if (!kinds) {
        return;
    }
    pair->allowed = kinds->text;
    pair->allowed_place = node_place(p->pairs->file->path, kinds);
    for (const struct node *kind = kinds->first; kind; kind = kind->next) {
        pair->allowed = str_is_empty(pair->allowed)
                            ? kind->text
                            : str_join(p->arena, pair->allowed, STR(", "), kind->text);
    }
}

static void take_from_file(struct pairing *p, struct pair *pair) {
    const struct version *version = p->pairs->version;
    struct place place = place_file(p->pairs->file->path);
    if (pair->form == PAIR_SEGMENT) {
        const struct segment *segment = map_get(&p->body, pair->id);
        pair->text = segment ? segment->text : (struct str){0};
        place = segment ? place_at(place.path, version->source->body_line + segment->line - 1, 1)
                        : place;
    } else {
        const struct node *node = node_at(p->tree, pair->id);
        pair->text = node ? node->text : (struct str){0};
        place = node ? node_place(place.path, node) : place;
        pair->node = node;
    }
    pair->place = place;
    pair->state = str_is_empty(pair->text) ? SEGMENT_MISSING : SEGMENT_CURRENT;
    take_allowed(p, pair);
    const struct node *earlier = node_get(p->record, pair->id);
    if (earlier && !str_equal(earlier->text, pair->source)) {
        pair->earlier = earlier->text;
    }
}

/* What the site found of all versions, chains of them too, decides. */
static void take_state(struct pairing *p, struct pair *pair) {
    const struct version *version = p->pairs->version;
    const struct followed_segment *segment =
        version ? following_find(version->following, pair->id) : NULL;
    if (segment && pair->state != SEGMENT_MISSING) {
        pair->state = segment->state;
        pair->weight = segment->weight;
    }
    if (pair->state != SEGMENT_STALE) {
        pair->earlier = (struct str){0};
    }
}

static void add(struct pairing *p, struct str id, enum pair_form form, struct str source,
                uint32_t source_line) {
    struct pair *pair = LIST_ADD(&p->pairs->list, p->arena);
    *pair = (struct pair){.id = id,
                          .form = form,
                          .source = source,
                          .source_line = source_line,
                          .state = SEGMENT_MISSING};
    if (p->pairs->file) {
        pair->place = place_file(p->pairs->file->path);
    }
    if (p->po) {
        take_from_po(p, pair);
    } else if (p->tree) {
        take_from_file(p, pair);
    }
    take_state(p, pair);
}

static void pair_all(struct pairing *p, const struct field_segments *fields,
                     const struct segments *segments) {
    for (size_t i = 0; i < fields->list.count; i++) {
        const struct field_segment *segment = &fields->list.items[i];
        const struct field *field = pair_field(p->pairs->item->collection, segment->id);
        if (field) {
            add(p, segment->id, field->type == FIELD_MARKDOWN ? PAIR_MARKDOWN : PAIR_TEXT,
                segment->node->text, segment->node->line);
        }
    }
    uint32_t body_line = p->pairs->source->source->body_line;
    for (size_t i = 0; i < segments->list.count; i++) {
        const struct segment *segment = &segments->list.items[i];
        add(p, segment->id, PAIR_SEGMENT, segment->text, body_line + segment->line - 1);
    }
}

/* The translation: its file, and what it says. */
static bool read_translation(struct pairing *p) {
    struct pairs *pairs = p->pairs;
    struct segments segments;
    pairs->file = pairs->version
                      ? pairs->version->source
                      : sources_find(p->site->sources,
                                     follower_path(p->arena, pairs->item, pairs->language, ".po"));
    if (!pairs->file) {
        return true;
    }
    if (pairs->file->kind == SOURCE_TRANSLATION) {
        read_po(p, pairs->file);
        pairs->is_recorded = true;
        return true;
    }
    p->tree = source_data(pairs->file, p->arena);
    read_record(p);
    pairs->is_recorded = p->record != NULL;
    if (!read_body(p, pairs->version, &segments)) {
        return false;
    }
    p->body = map_make(p->arena);
    for (size_t i = 0; i < segments.list.count; i++) {
        map_put(&p->body, segments.list.items[i].id, &segments.list.items[i]);
    }
    return true;
}

/* What is translated, and with it the pairs. */
static bool read_source(struct pairing *p) {
    struct field_segments fields;
    struct segments segments;
    if (!read_body(p, p->pairs->source, &segments)) {
        return false;
    }
    field_segments_find(source_data(p->pairs->source->source, p->arena), p->arena, &fields);
    if (p->po) {
        po_reader_add_texts(p->po, &fields, &segments);
    }
    pair_all(p, &fields, &segments);
    return true;
}

bool pairs_read(const struct site *site, const struct item *item, const struct language *language,
                struct arena *arena, struct pairs *pairs, struct diags *diags) {
    struct pairing p = {.site = site, .pairs = pairs, .arena = arena, .diags = diags};
    *pairs = (struct pairs){.item = item, .language = language, .source = &item->versions[0]};
    pairs->version = item_version(item, language);
    if (pairs->version && pairs->version->translates) {
        const struct version *source = item_version(item, pairs->version->translates);
        pairs->source = source ? source : pairs->source;
    }
    return read_translation(&p) && read_source(&p);
}

bool pairs_read_source(const struct site *site, const struct version *version, struct arena *arena,
                       struct pairs *pairs, struct diags *diags) {
    struct pairing p = {.site = site, .pairs = pairs, .arena = arena, .diags = diags};
    *pairs = (struct pairs){.item = version->item, .source = version};
    return read_source(&p);
}
