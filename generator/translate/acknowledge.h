/*
 * acknowledge.h - a translator has looked, and nothing needs to change: the translation is from now
 * on one of the text there is now.
 *
 * Makes    of a translation that is a file, locales/TAG/content/COLLECTION/ID.source.yaml, the
 *          texts it was made from; of a PO file, its messages again. Nothing else.
 * Reports  what is not translated, segments that there are not, and what stays out of date because
 *          the text it was made from is.
 */
#ifndef ISOGLOSS_TRANSLATE_ACKNOWLEDGE_H
#define ISOGLOSS_TRANSLATE_ACKNOWLEDGE_H

#include "translate/selection.h"
#include "translate/written.h"

/* One translation; `segments` none: all that is stale. False after a report. */
bool acknowledge_item(const struct site *site, const struct item *item,
                      const struct language *language, const struct str *segments,
                      size_t segment_count, struct written *written, struct diags *diags);
/* All translations that are selected. */
bool acknowledge_all(const struct site *site, const struct selection *selection,
                     struct written *written, struct diags *diags);
/* Appends the record of a file: the texts that its segments were made from, where it is known. */
void acknowledge_add_record(struct strbuf *out, const struct pairs *pairs);

#endif
