/* markdown_html_hint.h - what to write in Markdown instead of raw HTML. */
#ifndef ISOGLOSS_SOURCES_MARKDOWN_HTML_HINT_H
#define ISOGLOSS_SOURCES_MARKDOWN_HTML_HINT_H

#include "base/str.h"

/* For the start of raw HTML such as "<b class=...": "**text**". Empty if there is nothing like it.
 */
struct str html_hint(struct str html);

#endif
