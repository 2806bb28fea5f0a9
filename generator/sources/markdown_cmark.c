#include "sources/markdown_document.h"

#include <cmark.h>
#include <setjmp.h>

/* For the whole document: what cmark takes and never gives back, and our tree. */
#define MEMORY_MAX_BYTES ((size_t)256 * 1024 * 1024)
#define INLINE_MAX_DEPTH 32

/* cmark's allocator gets no context, so it finds its arena here. */
static _Thread_local struct {
    struct arena *arena;
    size_t limit_bytes; /* of what the arena has handed out */
    jmp_buf *give_up;
} memory;

/* Before each allocation: cmark's realloc does not tell the old size. */
union allocation {
    size_t size_bytes;
    max_align_t align;
};

static void check_memory(size_t more_bytes) {
    if (memory.arena->total_bytes > memory.limit_bytes ||
        more_bytes > memory.limit_bytes - memory.arena->total_bytes) {
        longjmp(*memory.give_up, 1);
    }
}

static void *allocate(size_t size_bytes) {
    union allocation *allocation;

    check_memory(size_bytes);
    allocation = arena_alloc_uncleared(memory.arena, sizeof *allocation + size_bytes);
    allocation->size_bytes = size_bytes;
    return allocation + 1;
}

static void *allocate_zeroed(size_t count, size_t each_bytes) {
    size_t size_bytes;

    if (__builtin_mul_overflow(count, each_bytes, &size_bytes)) {
        longjmp(*memory.give_up, 1);
    }
    return memset(allocate(size_bytes), 0, size_bytes);
}

static void *reallocate(void *old, size_t size_bytes) {
    union allocation *before = old;
    void *grown;

    if (!old) {
        return allocate(size_bytes);
    }
    before--;
    if (size_bytes <= before->size_bytes) {
        return old;
    }
    grown = allocate(size_bytes);
    memcpy(grown, old, before->size_bytes);
    return grown;
}

static void forget(void *pointer) {
    (void)pointer; /* it goes with the arena */
}

/* cmark never writes to it, but its functions want it so. */
static cmark_mem arena_memory = {allocate_zeroed, reallocate, forget};

static enum mark_kind kind_of(cmark_node_type type) {
    static const unsigned char kinds[] = {
        [CMARK_NODE_DOCUMENT] = MARK_DOCUMENT,
        [CMARK_NODE_BLOCK_QUOTE] = MARK_QUOTE,
        [CMARK_NODE_LIST] = MARK_LIST,
        [CMARK_NODE_ITEM] = MARK_ITEM,
        [CMARK_NODE_CODE_BLOCK] = MARK_CODE_BLOCK,
        [CMARK_NODE_HTML_BLOCK] = MARK_HTML_BLOCK,
        [CMARK_NODE_PARAGRAPH] = MARK_PARAGRAPH,
        [CMARK_NODE_HEADING] = MARK_HEADING,
        [CMARK_NODE_THEMATIC_BREAK] = MARK_RULE,
        [CMARK_NODE_TEXT] = MARK_TEXT,
        [CMARK_NODE_SOFTBREAK] = MARK_SOFT_BREAK,
        [CMARK_NODE_LINEBREAK] = MARK_HARD_BREAK,
        [CMARK_NODE_CODE] = MARK_CODE,
        [CMARK_NODE_HTML_INLINE] = MARK_HTML,
        [CMARK_NODE_EMPH] = MARK_EMPHASIS,
        [CMARK_NODE_STRONG] = MARK_STRONG,
        [CMARK_NODE_LINK] = MARK_LINK,
        [CMARK_NODE_IMAGE] = MARK_IMAGE,
    };

    return (size_t)type < sizeof kinds ? (enum mark_kind)kinds[type] : MARK_TEXT;
}

/* Text that is not ours to interpret gets its brackets back. */
static struct str restored(const struct document *document, const char *text) {
    struct str view = str_from(text);

    return document->has_tokens ? tokens_restore(document->arena, view) : view;
}

static void copy_texts(const struct document *document, struct mark *mark, cmark_node *node) {
    switch (mark->kind) {
    case MARK_TEXT:
        mark->text = str_from(cmark_node_get_literal(node));
        break;
    case MARK_CODE_BLOCK:
        mark->title = restored(document, cmark_node_get_fence_info(node));
        mark->text = restored(document, cmark_node_get_literal(node));
        break;
    case MARK_CODE:
    case MARK_HTML:
    case MARK_HTML_BLOCK:
        mark->text = restored(document, cmark_node_get_literal(node));
        break;
    case MARK_LINK:
    case MARK_IMAGE:
        mark->text = restored(document, cmark_node_get_url(node));
        mark->title = restored(document, cmark_node_get_title(node));
        break;
    case MARK_HEADING:
        mark->number = (uint32_t)cmark_node_get_heading_level(node);
        break;
    case MARK_LIST:
        mark->is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        mark->is_tight = cmark_node_get_list_tight(node) != 0;
        mark->number = (uint32_t)cmark_node_get_list_start(node);
        break;
    case MARK_ITEM:
        mark->number = mark->parent->number + mark->parent->count++;
        break;
    default:
        break;
    }
}

static void set_depth(const struct document *document, struct mark *mark) {
    const struct mark *parent = mark->parent;
    bool is_footnote = !parent->parent && mark->line <= document->moved_line_count;

    mark->block_depth = parent->block_depth;
    mark->inline_depth = parent->inline_depth;
    if ((mark->kind == MARK_QUOTE && !is_footnote) || mark->kind == MARK_ITEM) {
        mark->block_depth++;
    } else if (mark->kind >= MARK_EMPHASIS) {
        mark->inline_depth++;
    }
}

static bool is_too_deep(struct document *document, const struct mark *mark) {
    if (mark->block_depth > MARKDOWN_MAX_DEPTH) {
        REPORT(document, &MSG_MARKDOWN_DEPTH, document_place(document, mark));
        return true;
    }
    if (mark->inline_depth > INLINE_MAX_DEPTH) {
        REPORT(document, &MSG_MARKDOWN_EMPHASIS_DEPTH, document_place(document, mark));
        return true;
    }
    return false;
}

static struct mark *copy(const struct document *document, struct mark *parent, cmark_node *node,
                         uint32_t line_flag) {
    struct mark *mark;

    check_memory(sizeof *mark);
    mark = mark_add(document->arena, parent, kind_of(cmark_node_get_type(node)));
    mark->line = (uint32_t)cmark_node_get_start_line(node) | line_flag;
    mark->column = (uint32_t)cmark_node_get_start_column(node);
    mark->end_line = (uint32_t)cmark_node_get_end_line(node) | line_flag;
    copy_texts(document, mark, node);
    set_depth(document, mark);
    return mark;
}

static struct mark *copy_tree(struct document *document, cmark_node *top, uint32_t line_flag) {
    struct mark *root = ARENA_NEW(document->arena, struct mark);
    struct mark *parent = root;
    cmark_node *node = cmark_node_first_child(top);

    while (node) {
        struct mark *mark = copy(document, parent, node, line_flag);
        cmark_node *child = cmark_node_first_child(node);

        if (child && !is_too_deep(document, mark)) {
            parent = mark;
            node = child;
            continue;
        }
        while (node != top && !cmark_node_next(node)) {
            node = cmark_node_parent(node);
            parent = parent->parent;
        }
        node = node == top ? NULL : cmark_node_next(node);
    }
    return root;
}

static cmark_node *parse(struct str text) {
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &arena_memory);

    cmark_parser_feed(parser, text.data ? text.data : "", text.length);
    return cmark_parser_finish(parser);
}

struct mark *markdown_parse(struct document *document, struct str text, uint32_t line_flag) {
    jmp_buf give_up;

    memory.arena = document->arena;
    memory.limit_bytes = document->start_bytes + MEMORY_MAX_BYTES;
    memory.give_up = &give_up;
    if (setjmp(give_up)) {
        memory.give_up = NULL;
        REPORT(document, &MSG_MARKDOWN_MEMORY, source_place(document, 1, 0));
        return NULL;
    }
    return copy_tree(document, parse(text), line_flag);
}
