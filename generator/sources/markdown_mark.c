#include "sources/markdown_mark.h"

bool mark_is_inline(const struct mark *mark) {
    return mark->kind >= MARK_TEXT;
}

static void append(struct mark *parent, struct mark *child) {
    child->parent = parent;
    child->next = NULL;
    if (parent->last) {
        parent->last->next = child;
    } else {
        parent->first = child;
    }
    parent->last = child;
}

struct mark *mark_add(struct arena *arena, struct mark *parent, enum mark_kind kind) {
    struct mark *mark = ARENA_NEW(arena, struct mark);

    mark->kind = kind;
    append(parent, mark);
    return mark;
}

struct mark *mark_add_behind(struct arena *arena, struct mark *mark, enum mark_kind kind) {
    struct mark *added = ARENA_NEW(arena, struct mark);

    added->kind = kind;
    added->parent = mark->parent;
    added->line = mark->line;
    added->column = mark->column;
    added->end_line = mark->end_line;
    added->block_depth = mark->block_depth;
    added->inline_depth = mark->inline_depth;
    added->next = mark->next;
    mark->next = added;
    if (mark->parent->last == mark) {
        mark->parent->last = added;
    }
    return added;
}

void mark_move_children(struct mark *to, struct mark *from) {
    struct mark *child = from->first;

    from->first = NULL;
    from->last = NULL;
    while (child) {
        struct mark *next = child->next;

        append(to, child);
        child = next;
    }
}

struct mark *mark_after_all_of(const struct mark *mark, const struct mark *root) {
    while (mark && mark != root) {
        if (mark->next) {
            return mark->next;
        }
        mark = mark->parent;
    }
    return NULL;
}

struct mark *mark_after(const struct mark *mark, const struct mark *root) {
    return mark->first ? mark->first : mark_after_all_of(mark, root);
}

const struct mark *mark_block(const struct mark *mark) {
    while (mark_is_inline(mark) && mark->parent) {
        mark = mark->parent;
    }
    return mark;
}

struct str mark_info_word(const struct mark *code) {
    size_t at = 0;

    while (at < code->title.length && !char_is_blank(code->title.data[at])) {
        at++;
    }
    return str_slice(code->title, 0, at);
}

bool mark_is_figure(const struct mark *mark) {
    return mark->kind == MARK_PARAGRAPH && mark->first && mark->first == mark->last &&
           mark->first->kind == MARK_IMAGE && mark->first->title.length > 0;
}

void mark_plain(const struct mark *mark, struct strbuf *out) {
    for (const struct mark *at = mark; at; at = mark_after(at, mark)) {
        switch (at->kind) {
        case MARK_TEXT:
        case MARK_CODE:
            strbuf_add(out, at->text);
            break;
        case MARK_SOFT_BREAK:
        case MARK_HARD_BREAK:
            strbuf_add_char(out, ' ');
            break;
        default:
            break;
        }
    }
}

struct str mark_plain_text(struct arena *arena, const struct mark *mark) {
    struct strbuf plain = {0};
    struct str text;

    if (mark->first && mark->first == mark->last && mark->first->kind == MARK_TEXT) {
        return str_trim(mark->first->text);
    }
    mark_plain(mark, &plain);
    text = str_copy(arena, str_trim(strbuf_view(&plain)));
    strbuf_release(&plain);
    return text;
}
