/*
 * update.h - PO files brought up to date with the site: those of items, and of the interface.
 *
 * Makes    locales/TAG/content/COLLECTION/ID.po and locales/TAG/portal.po again where something
 *          changed, by po_merge(). A file that is up to date is not touched.
 * Reports  files that cannot be relied on, which stay as they are.
 */
#ifndef ISOGLOSS_TRANSLATE_UPDATE_H
#define ISOGLOSS_TRANSLATE_UPDATE_H

#include "translate/selection.h"
#include "translate/written.h"

/* UPDATE_NEW also makes the files of items that are named and not in the language yet. */
enum update_extent { UPDATE_THERE, UPDATE_NEW };

/* False after a report; the other files are brought up to date all the same. */
bool update_write(const struct site *site, const struct selection *selection,
                  enum update_extent extent, struct written *written, struct diags *diags);

#endif
