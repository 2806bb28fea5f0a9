/*
 * template_text.h - characters that would make a template read differently from what it does.
 */
#ifndef ISOGLOSS_SOURCES_TEMPLATE_TEXT_H
#define ISOGLOSS_SOURCES_TEMPLATE_TEXT_H

#include "base/diag.h"

/* Reports the first bidi control in `text` (decoded). */
void template_text_check(struct str text, struct str path, struct diags *diags);

#endif
