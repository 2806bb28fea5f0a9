/*
 * po_merge.h - a PO file brought up to date with the texts that there are now.
 *
 * A message is found again by its text, then by what "#:" says it is of, then by likeness. One
 * whose text changed becomes fuzzy, with the former text behind "#|"; one whose text is as it was
 * when it was translated is no longer; one that nothing needs becomes obsolete and stays. Remarks,
 * flags, contexts and the order of the translator stay. What is up to date is not touched.
 */
#ifndef ISOGLOSS_TRANSLATE_PO_MERGE_H
#define ISOGLOSS_TRANSLATE_PO_MERGE_H

#include "translate/po_document.h"
#include "translate/po_text.h"

/* What "#:" says of a message: the one place that its text is of (an entry has one path), or files
   that have other texts too. */
enum po_places { PO_PLACE_OF_TEXT, PO_PLACES_OF_MANY };

struct po_wishes {
    const struct po_entry *entries; /* in the order of the text; several may have one text */
    size_t count;
    enum po_places places;
    uint32_t form_count; /* of what is counted */
};

struct po_changes {
    size_t added, changed, removed;
};

void po_merge(struct po_document *document, const struct po_wishes *wishes,
              struct po_changes *changes);

/* Says of these places, each in one entry, that their translation fits the text there is now.
   Returns of how many that was news; `missing` becomes how many have no translation. */
size_t po_acknowledge(struct po_document *document, const struct po_wishes *wishes,
                      size_t *missing);

#endif
