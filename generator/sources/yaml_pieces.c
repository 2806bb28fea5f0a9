#include "sources/yaml_pieces.h"

#include "base/list.h"
#include "base/utf8.h"

/* A scalar as it is followed in the file and, at the same time, in its text. */
struct follower {
    struct yaml_cursor *cursor;
    struct str text;
    size_t at;
    LIST(struct piece) pieces;
    struct arena *arena;
};

static bool is_at_end(const struct yaml_cursor *cursor) {
    return cursor->at >= cursor->yaml.length;
}

/* The byte under the cursor; a line end behind the last. */
static char byte_at(const struct yaml_cursor *cursor) {
    return is_at_end(cursor) ? '\n' : cursor->yaml.data[cursor->at];
}

static void step(struct yaml_cursor *cursor) {
    if (is_at_end(cursor)) {
        return;
    }
    if (utf8_next(cursor->yaml, &cursor->at) == '\n') {
        cursor->line++;
        cursor->column = 1;
    } else {
        cursor->column++;
    }
}

static void move_to(struct yaml_cursor *cursor, uint32_t line, uint32_t column) {
    while (!is_at_end(cursor) &&
           (cursor->line < line || (cursor->line == line && cursor->column < column))) {
        step(cursor);
    }
}

static void begin_piece(struct follower *f) {
    struct piece *last = f->pieces.count > 0 ? &f->pieces.items[f->pieces.count - 1] : NULL;
    if (last == NULL || last->at < f->at) {
        last = LIST_ADD(&f->pieces, f->arena);
    }
    *last = (struct piece){(uint32_t)f->at, f->cursor->line, f->cursor->column};
}

static void step_both(struct follower *f) {
    step(f->cursor);
    if (f->at < f->text.length) {
        utf8_next(f->text, &f->at);
    }
}

/* ---- Plain and quoted --------------------------------------------------------------------------
 */

static size_t skip_line_ends(struct yaml_cursor *cursor) {
    size_t count = 0;
    while (!is_at_end(cursor) && char_is_blank(byte_at(cursor))) {
        count += byte_at(cursor) == '\n';
        step(cursor);
    }
    return count;
}

/* One line end is a space, each further one a line end. */
static void follow_blanks(struct follower *f) {
    size_t end = f->cursor->at;
    while (end < f->cursor->yaml.length &&
           (f->cursor->yaml.data[end] == ' ' || f->cursor->yaml.data[end] == '\t')) {
        end++;
    }
    if (end < f->cursor->yaml.length && f->cursor->yaml.data[end] != '\n') {
        while (f->cursor->at < end) {
            step_both(f);
        }
        return;
    }
    size_t line_ends = skip_line_ends(f->cursor);
    f->at += line_ends > 1 ? line_ends - 1 : 1;
    begin_piece(f);
}

/* What stands for one character, or, at the end of a line, for none. */
static void follow_escape(struct follower *f) {
    step(f->cursor);
    char kind = byte_at(f->cursor);
    step(f->cursor);
    if (kind == '\n') {
        f->at += skip_line_ends(f->cursor);
    } else {
        for (int digits = kind == 'x'   ? 2
                          : kind == 'u' ? 4
                          : kind == 'U' ? 8
                                        : 0;
             digits > 0; digits--) {
            step(f->cursor);
        }
        if (f->at < f->text.length) {
            utf8_next(f->text, &f->at);
        }
    }
    begin_piece(f);
}

static void follow_flow(struct follower *f) {
    char quote = byte_at(f->cursor);
    if (quote == '\'' || quote == '"') {
        step(f->cursor);
    }
    begin_piece(f);
    while (f->at < f->text.length && !is_at_end(f->cursor)) {
        char c = byte_at(f->cursor);
        if (char_is_blank(c)) {
            follow_blanks(f);
        } else if (c == '\\' && quote == '"') {
            follow_escape(f);
        } else if (c == '\'' && quote == '\'') { /* two stand for one */
            step(f->cursor);
            step_both(f);
            begin_piece(f);
        } else {
            step_both(f);
        }
    }
}

/* ---- Blocks ------------------------------------------------------------------------------------
 */

static size_t count_spaces(struct str text) {
    size_t count = 0;
    while (count < text.length && text.data[count] == ' ') {
        count++;
    }
    return count;
}

static struct str rest_of_line(const struct yaml_cursor *cursor) {
    size_t end = str_find_char(cursor->yaml, '\n', cursor->at);
    return str_slice(cursor->yaml, cursor->at, end == STR_NONE ? cursor->yaml.length : end);
}

static void skip_line(struct yaml_cursor *cursor) {
    while (!is_at_end(cursor) && byte_at(cursor) != '\n') {
        step(cursor);
    }
    step(cursor);
}

static void skip_line_feeds(struct follower *f) {
    while (f->at < f->text.length && f->text.data[f->at] == '\n') {
        f->at++;
    }
}

/* What stands in the text between two lines: a space where they were folded, or line ends. */
static void skip_separator(struct follower *f) {
    if (f->at < f->text.length && f->text.data[f->at] == ' ') {
        f->at++;
    } else {
        skip_line_feeds(f);
    }
}

/* The first line that is not blank; returns the indentation of the block, which it tells. */
static size_t reach_first_line(struct follower *f, size_t spaces) {
    skip_line_feeds(f);
    size_t kept = count_spaces(str_from_byte(f->text, f->at));
    return spaces > kept ? spaces - kept : 0;
}

static void follow_line(struct follower *f, size_t indent, size_t length) {
    f->cursor->at += indent;
    f->cursor->column += (uint32_t)indent;
    begin_piece(f);
    f->at += length - indent;
}

static void follow_block(struct follower *f) {
    size_t indent = STR_NONE;
    skip_line(f->cursor);
    while (f->at < f->text.length && !is_at_end(f->cursor)) {
        struct str line = rest_of_line(f->cursor);
        size_t spaces = count_spaces(line);
        if (indent == STR_NONE && spaces < line.length) {
            indent = reach_first_line(f, spaces);
            follow_line(f, indent, line.length);
        } else if (indent < line.length) {
            skip_separator(f);
            if (f->at == f->text.length) {
                return; /* this line is not the block's */
            }
            follow_line(f, indent, line.length);
        }
        skip_line(f->cursor);
    }
}

/* An escape that NFC joins to the letter before it shifts the places behind it by one. */
void yaml_note_pieces(struct yaml_cursor *cursor, struct node *scalar, struct arena *arena) {
    struct follower follower = {.cursor = cursor, .text = scalar->text, .arena = arena};
    move_to(cursor, scalar->line, scalar->column);
    if (scalar->style == NODE_BLOCK) {
        follow_block(&follower);
    } else {
        follow_flow(&follower);
    }
    scalar->pieces = follower.pieces.items;
    scalar->piece_count = (uint32_t)follower.pieces.count;
}
