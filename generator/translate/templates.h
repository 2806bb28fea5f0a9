/*
 * templates.h - what is to be translated, for translators' tools: POT files.
 *
 * Makes    locales/templates/portal.pot and locales/templates/content/COLLECTION/ID.pot, which are
 *          to PO files in locales/TAG/ what a mould is; nothing reads them back. Without a
 *          selection, templates of items that are no more go.
 */
#ifndef ISOGLOSS_TRANSLATE_TEMPLATES_H
#define ISOGLOSS_TRANSLATE_TEMPLATES_H

#include "translate/selection.h"
#include "translate/written.h"

#define TEMPLATES_FOLDER "locales/templates"

/* False after a report. */
bool templates_write(const struct site *site, const struct selection *selection,
                     struct written *written, struct diags *diags);

#endif
