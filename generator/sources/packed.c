#include "sources/packed.h"

#include "base/path.h"
#include "sources/yaml.h"

/* Whether a style sheet is right depends on what it names. */
bool source_is_packable(const struct source *source) {
    switch (source->kind) {
    case SOURCE_RECORD:
    case SOURCE_TEXT:
    case SOURCE_TRANSLATION:
    case SOURCE_MADE_FROM:
    case SOURCE_MEDIA:
        return true;
    case SOURCE_ASSET:
        return !str_equal_ascii_case(path_extension(source->path), STR(".css"));
    default:
        return false;
    }
}

bool source_is_kept_packed(const struct source *source) {
    return source_is_version(source) || source->kind == SOURCE_MADE_FROM;
}

/* ---- YAML --------------------------------------------------------------------------------------
 */

static void pack_pieces(const struct node *node, struct strbuf *out) {
    pack_u64(out, node->piece_count);
    for (uint32_t i = 0; i < node->piece_count; i++) {
        pack_u64(out, node->pieces[i].at);
        pack_u64(out, node->pieces[i].line);
        pack_u64(out, node->pieces[i].column);
    }
}

/* As deep as the YAML reader lets it be. */
static void pack_node(const struct node *node, struct strbuf *out) {
    pack_u64(out, (uint64_t)node->kind);
    pack_u64(out, node->line);
    pack_u64(out, node->column);
    pack_u64(out, node->key_line);
    pack_u64(out, node->key_column);
    pack_str(out, node->key);
    if (node->kind == NODE_SCALAR) {
        pack_u64(out, (uint64_t)node->style);
        pack_str(out, node->text);
        pack_pieces(node, out);
        return;
    }
    pack_u64(out, node->count);
    for (const struct node *child = node->first; child; child = child->next) {
        pack_node(child, out);
    }
}

static void unpack_pieces(struct unpacker *unpacker, struct node *node, struct arena *arena) {
    size_t count = unpack_count(unpacker, 3);
    struct piece *pieces = ARENA_ARRAY(arena, struct piece, count);

    for (size_t i = 0; i < count; i++) {
        pieces[i].at = unpack_u32(unpacker);
        pieces[i].line = unpack_u32(unpacker);
        pieces[i].column = unpack_u32(unpacker);
    }
    node->pieces = count > 0 ? pieces : NULL;
    node->piece_count = (uint32_t)count;
}

static struct node *unpack_node(struct unpacker *unpacker, struct arena *arena, unsigned depth);

static void unpack_children(struct unpacker *unpacker, struct node *node, struct arena *arena,
                            unsigned depth) {
    size_t count = unpack_count(unpacker, 7);
    struct node **link = &node->first;

    for (size_t i = 0; i < count && !unpacker->is_bad; i++) {
        *link = unpack_node(unpacker, arena, depth + 1);
        link = &(*link)->next;
    }
    node->count = (uint32_t)count;
}

static struct node *unpack_node(struct unpacker *unpacker, struct arena *arena, unsigned depth) {
    struct node *node = ARENA_NEW(arena, struct node);
    uint32_t kind = unpack_u32(unpacker);

    unpacker->is_bad |= kind > NODE_MAP || depth > YAML_MAX_DEPTH;
    node->kind = (enum node_kind)kind;
    node->line = unpack_u32(unpacker);
    node->column = unpack_u32(unpacker);
    node->key_line = unpack_u32(unpacker);
    node->key_column = unpack_u32(unpacker);
    node->key = unpack_str(unpacker);
    if (unpacker->is_bad) {
        return node;
    }
    if (node->kind == NODE_SCALAR) {
        node->style = unpack_u32(unpacker);
        node->text = unpack_str(unpacker);
        unpack_pieces(unpacker, node, arena);
    } else {
        unpack_children(unpacker, node, arena, depth);
    }
    return node;
}

/* ---- Outline -----------------------------------------------------------------------------------
 */

static void pack_residues(const struct residues *residues, struct strbuf *out) {
    pack_u64(out, residues->count);
    for (size_t i = 0; i < residues->count; i++) {
        pack_u64(out, (uint64_t)residues->items[i].kind);
        pack_str(out, residues->items[i].text);
        pack_u64(out, residues->items[i].line);
        pack_u64(out, residues->items[i].column);
    }
}

static void unpack_residues(struct unpacker *unpacker, struct residues *residues,
                            struct arena *arena) {
    size_t count = unpack_count(unpacker, 4);

    residues->items = ARENA_ARRAY(arena, struct residue, count);
    residues->count = residues->capacity = count;
    for (size_t i = 0; i < count; i++) {
        struct residue *residue = &residues->items[i];

        residue->kind = unpack_u32(unpacker);
        residue->text = unpack_str(unpacker);
        residue->line = unpack_u32(unpacker);
        residue->column = unpack_u32(unpacker);
    }
}

static void pack_notes(const struct segment_notes *notes, struct strbuf *out) {
    pack_u64(out, notes->segment_count);
    pack_u64(out, notes->list.count);
    for (size_t i = 0; i < notes->list.count; i++) {
        pack_u64(out, (uint64_t)notes->list.items[i].state);
        pack_str(out, notes->list.items[i].id);
    }
}

static void unpack_notes(struct unpacker *unpacker, struct segment_notes *notes,
                         struct arena *arena) {
    notes->segment_count = unpack_u32(unpacker);
    size_t count = unpack_count(unpacker, 2);

    notes->list.items = ARENA_ARRAY(arena, struct segment_note, count);
    notes->list.count = notes->list.capacity = count;
    for (size_t i = 0; i < count; i++) {
        notes->list.items[i].state = unpack_u32(unpacker);
        notes->list.items[i].id = unpack_str(unpacker);
    }
}

static void pack_outline(const struct outline *outline, struct strbuf *out) {
    pack_u64(out, outline->anchors.count);
    for (size_t i = 0; i < outline->anchors.count; i++) {
        const struct anchor *anchor = &outline->anchors.items[i];

        pack_u64(out, (uint64_t)anchor->kind);
        pack_str(out, anchor->id);
        pack_str(out, anchor->text);
        pack_u64(out, anchor->level);
        pack_u64(out, anchor->line);
    }
    pack_u64(out, outline->references.count);
    for (size_t i = 0; i < outline->references.count; i++) {
        const struct reference *reference = &outline->references.items[i];

        pack_u64(out, (uint64_t)reference->kind);
        pack_str(out, reference->destination);
        pack_str(out, reference->paragraph);
        pack_u64(out, reference->line);
        pack_u64(out, reference->column);
    }
    pack_residues(&outline->residues, out);
    pack_u64(out, outline->paragraph_count);
    pack_u64(out, outline->table_count);
    pack_u64(out, outline->footnote_count);
    pack_notes(&outline->notes, out);
}

static struct outline *unpack_outline(struct unpacker *unpacker, struct arena *arena) {
    struct outline *outline = ARENA_NEW(arena, struct outline);
    size_t anchors = unpack_count(unpacker, 5), references;

    outline->anchors.items = ARENA_ARRAY(arena, struct anchor, anchors);
    outline->anchors.count = outline->anchors.capacity = anchors;
    for (size_t i = 0; i < anchors; i++) {
        struct anchor *anchor = &outline->anchors.items[i];

        anchor->kind = unpack_u32(unpacker);
        anchor->id = unpack_str(unpacker);
        anchor->text = unpack_str(unpacker);
        anchor->level = unpack_u32(unpacker);
        anchor->line = unpack_u32(unpacker);
    }
    references = unpack_count(unpacker, 5);
    outline->references.items = ARENA_ARRAY(arena, struct reference, references);
    outline->references.count = outline->references.capacity = references;
    for (size_t i = 0; i < references; i++) {
        struct reference *reference = &outline->references.items[i];

        reference->kind = unpack_u32(unpacker);
        reference->destination = unpack_str(unpacker);
        reference->paragraph = unpack_str(unpacker);
        reference->line = unpack_u32(unpacker);
        reference->column = unpack_u32(unpacker);
    }
    unpack_residues(unpacker, &outline->residues, arena);
    outline->paragraph_count = unpack_u32(unpacker);
    outline->table_count = unpack_u32(unpacker);
    outline->footnote_count = unpack_u32(unpacker);
    unpack_notes(unpacker, &outline->notes, arena);
    return outline;
}

/* ---- Shape -------------------------------------------------------------------------------------
 */

static void add_node(const struct node *node, struct digester *digester) {
    digester_add_u64(digester, (uint64_t)node->kind);
    digester_add(digester, node->key);
    digester_add(digester, node->text);
    digester_add_u64(digester, node->count);
    for (const struct node *child = node->first; child; child = child->next) {
        add_node(child, digester);
    }
}

/* Numbers of tables and footnotes, and what should not be there, are for whoever looks at the
   outline; pages do not show them. */
static void add_outline(const struct outline *outline, struct digester *digester) {
    digester_add_u64(digester, outline->anchors.count);
    for (size_t i = 0; i < outline->anchors.count; i++) {
        const struct anchor *anchor = &outline->anchors.items[i];

        digester_add_u64(digester, (uint64_t)anchor->kind);
        digester_add(digester, anchor->id);
        digester_add(digester, anchor->text);
        digester_add_u64(digester, anchor->level);
    }
    digester_add_u64(digester, outline->references.count);
    for (size_t i = 0; i < outline->references.count; i++) {
        const struct reference *reference = &outline->references.items[i];

        digester_add_u64(digester, (uint64_t)reference->kind);
        digester_add(digester, reference->destination);
        digester_add(digester, reference->paragraph);
    }
    digester_add_u64(digester, outline->paragraph_count);
    digester_add_u64(digester, outline->notes.segment_count);
    digester_add_u64(digester, outline->notes.list.count);
    for (size_t i = 0; i < outline->notes.list.count; i++) {
        digester_add_u64(digester, (uint64_t)outline->notes.list.items[i].state);
        digester_add(digester, outline->notes.list.items[i].id);
    }
}

struct digest source_shape(const struct source *source, const struct node *data,
                           const struct outline *outline) {
    struct digester digester = {0};

    bool has_body = source->kind == SOURCE_TEXT || source->kind == SOURCE_TRANSLATION;
    if ((!has_body || !data) && source->kind != SOURCE_MADE_FROM) {
        return source->digest;
    }
    if (!outline) {
        return source->digest;
    }
    digester_add_u64(&digester, source->body_line > 0);
    if (data) {
        add_node(data, &digester);
    }
    add_outline(outline, &digester);
    return digester_end(&digester);
}

/* ---- The file ----------------------------------------------------------------------------------
 */

/* How long the packed tree is, and tree and outline together. */
struct lengths {
    uint32_t data_bytes, all_bytes; /* a text has at most YAML_MAX_FILE_BYTES */
};

size_t source_pack(struct source *source, const struct node *data, const struct outline *outline,
                   struct str settings, struct strbuf *out) {
    struct lengths lengths = {0};
    size_t lengths_at, start;

    pack_digest(out, source->digest);
    pack_str(out, settings);
    pack_u64(out, source->is_verbatim);
    pack_u64(out, source->width);
    pack_u64(out, source->height);
    pack_u64(out, source->body_line);
    pack_u64(out, source->body_bytes);
    lengths_at = out->length;
    strbuf_add(out, (struct str){(const char *)&lengths, sizeof lengths});
    start = out->length;
    if (data) {
        pack_node(data, out);
    }
    lengths.data_bytes = (uint32_t)(out->length - start);
    if (outline) {
        pack_outline(outline, out);
    }
    lengths.all_bytes = (uint32_t)(out->length - start);
    memcpy(out->data + lengths_at, &lengths, sizeof lengths);
    source->data_bytes = lengths.data_bytes;
    return lengths.all_bytes;
}

bool source_unpack(struct source *source, struct str settings, struct str bytes) {
    struct unpacker unpacker = {bytes, false};
    struct source found = *source;
    bool is_of_it = digest_equal(unpack_digest(&unpacker), source->digest);

    is_of_it = str_equal(unpack_str(&unpacker), settings) && is_of_it;
    found.is_verbatim = unpack_u64(&unpacker) != 0;
    found.width = unpack_u32(&unpacker);
    found.height = unpack_u32(&unpacker);
    found.body_line = unpack_u32(&unpacker);
    found.body_bytes = (size_t)unpack_u64(&unpacker);
    struct lengths lengths;
    struct str lengths_bytes = unpack_bytes(&unpacker, sizeof lengths);

    if (!is_of_it || unpacker.is_bad) {
        return false;
    }
    memcpy(&lengths, lengths_bytes.data, sizeof lengths);
    if (lengths.all_bytes != unpacker.rest.length) {
        return false;
    }
    found.data_bytes = lengths.data_bytes;
    found.parsed = unpacker.rest;
    *source = found;
    return true;
}

static bool is_used_up(const struct unpacker *unpacker) {
    return !unpacker->is_bad && unpacker->rest.length == 0;
}

const struct node *source_data(const struct source *source, struct arena *arena) {
    struct unpacker unpacker = {str_slice(source->parsed, 0, source->data_bytes), false};

    if (source->data_bytes == 0) {
        return source->data;
    }
    const struct node *data = unpack_node(&unpacker, arena, 0);

    return is_used_up(&unpacker) ? data : NULL;
}

const struct outline *source_outline(const struct source *source, struct arena *arena) {
    struct unpacker unpacker = {str_from_byte(source->parsed, source->data_bytes), false};

    if (unpacker.rest.length == 0) {
        return NULL;
    }
    const struct outline *outline = unpack_outline(&unpacker, arena);

    return is_used_up(&unpacker) ? outline : NULL;
}
