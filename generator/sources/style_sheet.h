/*
 * style_sheet.h - what a style sheet points at.
 */
#ifndef ISOGLOSS_SOURCES_STYLE_SHEET_H
#define ISOGLOSS_SOURCES_STYLE_SHEET_H

#include "base/diag.h"
#include "sources/sources.h"

/* Checks each url(...) and @import in `text` (decoded): it must name an asset of the theme by its
   relative path. Readers' browsers never ask another host. */
void style_sheet_check(const struct sources *sources, struct str text, struct str path,
                       struct arena *scratch, struct diags *diags);

#endif
