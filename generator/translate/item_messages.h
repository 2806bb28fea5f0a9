/*
 * item_messages.h - what a PO file of one item is asked to say: a message for each of its texts.
 *
 * Reads    pairs of the item: their source texts.
 * Owns     nothing; all of it lives on the arena given.
 */
#ifndef ISOGLOSS_TRANSLATE_ITEM_MESSAGES_H
#define ISOGLOSS_TRANSLATE_ITEM_MESSAGES_H

#include "site/site.h"
#include "translate/po_merge.h"
#include "translate/po_text.h"

struct item_messages {
    LIST(struct po_entry) entries; /* one a pair, in their order: place, text, comment */
};
void item_messages_collect(struct item_messages *messages, const struct site *site,
                           const struct pairs *pairs, struct arena *arena);
/* As wishes of a merge. */
struct po_wishes item_messages_wishes(const struct item_messages *messages);

/* "reports/2013-geneva#p7": what "#:" says of a text. */
struct str item_place(const struct item *item, struct str segment, struct arena *arena);
/* locales/TAG/content/COLLECTION/ID.po and the like. */
struct str item_locale_path(const struct item *item, struct str tag, const char *ending,
                            struct arena *arena);
/* The header of a PO file of the site, with nothing behind it; `lang` empty: of a template. */
void item_messages_add_header(struct strbuf *out, const struct site *site,
                              const struct version *source, struct str lang);

#endif
