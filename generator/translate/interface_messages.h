/*
 * interface_messages.h - every text that the catalog of a language translates, each once.
 *
 * Reads    the site: what this program, the templates of the theme, site.yaml and schemas say.
 * Owns     nothing: all is on the arena that is given.
 */
#ifndef ISOGLOSS_TRANSLATE_INTERFACE_MESSAGES_H
#define ISOGLOSS_TRANSLATE_INTERFACE_MESSAGES_H

#include "site/site.h"
#include "translate/po_text.h"

struct interface_messages {
    LIST(struct po_entry)
    entries; /* those of the theme first, then of the program, then content's */
};

void interface_messages_collect(struct interface_messages *messages, const struct site *site,
                                struct arena *arena);
/* Adds the names of languages and countries, for a language that ICU has none in. */
void interface_messages_add_names(struct interface_messages *messages, const struct site *site,
                                  struct arena *arena);

#endif
