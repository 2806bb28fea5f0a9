/*
 * catalog_check.h - is a translation a translation of its msgid?
 *
 * Reports  placeholders that differ, HTML the msgid does not have, bidi and control characters,
 * plural forms that are missing or too many, texts that are too long.
 */
#ifndef ISOGLOSS_SOURCES_CATALOG_CHECK_H
#define ISOGLOSS_SOURCES_CATALOG_CHECK_H

#include "sources/catalog.h"

/* Checks a message that has a translation. `form_count` is the number of msgstr[] in the file. */
void catalog_check_message(const struct catalog *catalog, const struct catalog_message *message,
                           uint32_t form_count, struct arena *scratch, struct diags *diags);

#endif
