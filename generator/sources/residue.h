/*
 * residue.h - what was meant for the office and stayed in the text: "TODO", "for your
 * consideration", "please find attached", marks of changes that nobody has accepted.
 *
 * Phrases are known in the six languages of the United Nations, each looked for in texts of its own
 * language; signs such as TODO in all texts. Code in fences is passed over.
 */
#ifndef ISOGLOSS_SOURCES_RESIDUE_H
#define ISOGLOSS_SOURCES_RESIDUE_H

#include "base/list.h"
#include "base/str.h"

struct residue {
    enum { RESIDUE_NOTE, RESIDUE_CHANGE } kind;
    struct str text; /* as it stands there, on one line */
    size_t at;
    uint32_t line, column; /* in the file */
};
struct residues {
    struct residue *items;
    size_t count, capacity;
};

/* More are not looked for: the first ones say enough. */
#define RESIDUES_MAX 20

/* Appends what is found in `text`, which is in the language `lang`. Lines count from `first_line`.
 */
void residue_find(struct str text, struct str lang, uint32_t first_line, struct arena *arena,
                  struct residues *found);

#endif
