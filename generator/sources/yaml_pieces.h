/*
 * yaml_pieces.h - where the text of a scalar stands in the file.
 *
 * YAML takes quotation marks, escapes, the indentation of blocks and folded lines out of a text. To
 * tell the place of something in the text, what is left in one piece is noted as a piece.
 */
#ifndef ISOGLOSS_SOURCES_YAML_PIECES_H
#define ISOGLOSS_SOURCES_YAML_PIECES_H

#include "sources/tree.h"

/* A place in the YAML text; it only moves on, so that a file is walked over once. */
struct yaml_cursor {
    struct str yaml;
    size_t at;
    uint32_t line, column; /* in the file */
};

/* Notes the pieces of a scalar whose place and text are known; `cursor` stands before it, and
   moves. */
void yaml_note_pieces(struct yaml_cursor *cursor, struct node *scalar, struct arena *arena);

#endif
