/*
 * prose.h - the words of a segment, without the signs of Markdown.
 *
 * What is no prose is blotted out byte by byte, so that positions stay those of the segment:
 * destinations of links and pictures, addresses, code, references to footnotes, {lang=…}.
 */
#ifndef ISOGLOSS_TRANSLATE_PROSE_H
#define ISOGLOSS_TRANSLATE_PROSE_H

#include "site/site.h"

/* Stands for each byte that is no prose. */
#define PROSE_BLOT '\x01'

struct prose_marks {
    LIST(struct str) list; /* as written, in the order of the text */
};

struct prose {
    struct str text;   /* blotted */
    struct str native; /* blotted, and what is marked as another language too */
    struct prose_marks links, images, footnotes, placeholders;
    struct prose_marks titles; /* those of the links that have no text, so that a title is shown */
};

/* `form` says whether the text is Markdown. */
void prose_read(struct str text, enum pair_form form, struct arena *arena, struct prose *prose);

#endif
