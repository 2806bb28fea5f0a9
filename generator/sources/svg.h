/*
 * svg.h - drawings that cannot do anything.
 *
 * An SVG runs scripts when it is opened on its own, so one with any is refused, not cleaned: nobody
 * maintains a cleaner for it that has never failed. This is a search for words, stricter than a
 * parser would be.
 */
#ifndef ISOGLOSS_SOURCES_SVG_H
#define ISOGLOSS_SOURCES_SVG_H

#include "base/diag.h"

/* Reports the first thing in `text` (decoded) that could run code, or reach out of the file. */
void svg_check(struct str text, struct str path, struct arena *scratch, struct diags *diags);

#endif
