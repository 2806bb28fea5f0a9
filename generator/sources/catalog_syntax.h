/*
 * catalog_syntax.h - a PO file before libgettextpo sees it.
 *
 * libgettextpo accepts half-broken files, counts on the machine's idea of charsets, and leaks when
 * it gives up; so what it is given has been read once by us, which also makes for better advice.
 */
#ifndef ISOGLOSS_SOURCES_CATALOG_SYNTAX_H
#define ISOGLOSS_SOURCES_CATALOG_SYNTAX_H

#include "base/diag.h"

/* Where the msgid of an entry stands. */
struct catalog_entry {
    uint32_t line, column;
};

/* What libgettextpo does not tell. */
struct catalog_layout {
    LIST(struct catalog_entry) entries; /* in file order, obsolete ones left out */
    LIST(size_t) active_comments; /* offsets of #~ and #|, which are more than comments to it */
};

/* Looks at the bytes on disk: is this a PO file, is it whole, is it UTF-8? False: do not read on.
 */
bool catalog_check_bytes(struct str bytes, struct str path, struct diags *diags);

/* Checks every token of decoded text and fills `layout`. False after an error. */
bool catalog_check_syntax(struct str text, struct str path, struct arena *arena,
                          struct catalog_layout *layout, struct diags *diags);

#endif
