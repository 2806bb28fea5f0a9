#include "sources/sources.h"

#include "base/utf8.h"

static const struct str kind_names[] = {
    [SOURCE_SITE] = STR_INIT("site"),           [SOURCE_COLLECTION] = STR_INIT("collection"),
    [SOURCE_RECORD] = STR_INIT("record"),       [SOURCE_TEXT] = STR_INIT("text"),
    [SOURCE_MEDIA] = STR_INIT("media"),         [SOURCE_CATALOG] = STR_INIT("catalog"),
    [SOURCE_PINS] = STR_INIT("pins"),           [SOURCE_THEME] = STR_INIT("theme"),
    [SOURCE_TEMPLATE] = STR_INIT("template"),   [SOURCE_ASSET] = STR_INIT("asset"),
    [SOURCE_PUBLISHED] = STR_INIT("published"),
};

static const struct str anchor_names[] = {
    [ANCHOR_HEADING] = STR_INIT("heading"),
    [ANCHOR_PARAGRAPH] = STR_INIT("paragraph"),
    [ANCHOR_SUB_PARAGRAPH] = STR_INIT("sub-paragraph"),
};

static const struct str reference_names[] = {
    [REFERENCE_ITEM] = STR_INIT("item"),
    [REFERENCE_IMAGE] = STR_INIT("image"),
    [REFERENCE_EXTERNAL] = STR_INIT("external"),
    [REFERENCE_SAME_PAGE] = STR_INIT("same-page"),
};

static void indent(struct strbuf *out, unsigned depth) {
    for (unsigned i = 0; i < depth; i++) {
        strbuf_add_c(out, "  ");
    }
}

static void add_pair(struct strbuf *out, const char *name, struct str value) {
    if (!str_is_empty(value)) {
        strbuf_add_char(out, ' ');
        strbuf_add_c(out, name);
        strbuf_add_char(out, '=');
        strbuf_add_visible(out, value);
    }
}

/* On one line and in quotes, so that white space shows. */
static void add_quoted(struct strbuf *out, struct str text) {
    struct str rest = text;
    strbuf_add_char(out, '"');
    while (rest.data != NULL) {
        strbuf_add_visible(out, str_cut(&rest, '\n'));
        if (rest.data != NULL) {
            strbuf_add_c(out, "\\n");
        }
    }
    strbuf_add_char(out, '"');
}

static void add_node(struct strbuf *out, const struct node *node, unsigned depth);

static void add_children(struct strbuf *out, const struct node *node, unsigned depth) {
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        indent(out, depth);
        if (node->kind == NODE_MAP) {
            strbuf_add_visible(out, child->key);
            strbuf_add_c(out, ": ");
        } else {
            strbuf_add_c(out, "- ");
        }
        add_node(out, child, depth);
    }
}

/* Calls itself no deeper than YAML_MAX_DEPTH. */
static void add_node(struct strbuf *out, const struct node *node, unsigned depth) {
    if (node->kind == NODE_SCALAR) {
        add_quoted(out, node->text);
        strbuf_add_char(out, '\n');
    } else {
        strbuf_add_format(out, "%s (%u)\n", node->kind == NODE_MAP ? "map" : "list",
                          (unsigned)node->count);
        add_children(out, node, depth + 1);
    }
}

static void add_residues(struct strbuf *out, const struct residues *residues) {
    for (size_t i = 0; i < residues->count; i++) {
        const struct residue *residue = &residues->items[i];
        strbuf_add_format(out, "    %u:%u residue ", (unsigned)residue->line,
                          (unsigned)residue->column);
        add_quoted(out, residue->text);
        strbuf_add_char(out, '\n');
    }
}

static void add_outline(struct strbuf *out, const struct source *source,
                        const struct outline *outline) {
    strbuf_add_format(out, "  body from line %u: %u paragraphs, %u tables, %u footnotes\n",
                      (unsigned)source->body_line, (unsigned)outline->paragraph_count,
                      (unsigned)outline->table_count, (unsigned)outline->footnote_count);
    for (size_t i = 0; i < outline->anchors.count; i++) {
        const struct anchor *anchor = &outline->anchors.items[i];
        strbuf_add_format(out, "    %u %s #", (unsigned)anchor->line,
                          anchor_names[anchor->kind].data);
        strbuf_add_visible(out, anchor->id);
        if (anchor->kind == ANCHOR_HEADING) {
            strbuf_add_format(out, " h%u ", (unsigned)anchor->level);
            add_quoted(out, anchor->text);
        }
        strbuf_add_char(out, '\n');
    }
    for (size_t i = 0; i < outline->references.count; i++) {
        const struct reference *reference = &outline->references.items[i];
        strbuf_add_format(out, "    %u:%u -> %s ", (unsigned)reference->line,
                          (unsigned)reference->column, reference_names[reference->kind].data);
        strbuf_add_visible(out, reference->destination);
        if (reference->paragraph.length > 0) {
            strbuf_add_format(out, " in #%.*s", STR_ARG(reference->paragraph));
        }
        strbuf_add_char(out, '\n');
    }
    add_residues(out, &outline->residues);
}

static void add_catalog(struct strbuf *out, const struct catalog *catalog) {
    strbuf_add_format(out, "  %zu messages, %zu translated, %u plural forms\n",
                      catalog->messages.count, catalog->translated_count,
                      (unsigned)catalog->plural_count);
}

static void add_source(struct strbuf *out, const struct source *source, struct arena *scratch) {
    const struct node *data = source_data(source, scratch);
    const struct outline *outline = source_outline(source, scratch);
    strbuf_add(out, kind_names[source->kind]);
    strbuf_add_char(out, ' ');
    strbuf_add_visible(out, source->path);
    add_pair(out, "collection", source->collection);
    add_pair(out, "id", source->id);
    add_pair(out, "lang", source->lang);
    add_pair(out, "encoding", source->encoding);
    if (source->width > 0) {
        strbuf_add_format(out, " size=%ux%u", (unsigned)source->width, (unsigned)source->height);
    }
    strbuf_add_char(out, '\n');
    if (data != NULL) {
        add_children(out, data, 1);
    }
    if (outline != NULL && source->body_line > 0) {
        add_outline(out, source, outline);
    }
    if (source->catalog != NULL) {
        add_catalog(out, source->catalog);
    }
}

void sources_dump(const struct sources *sources, struct strbuf *out) {
    struct arena scratch = {0};
    for (size_t i = 0; i < sources->count; i++) {
        add_source(out, &sources->files[i], &scratch);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
}
