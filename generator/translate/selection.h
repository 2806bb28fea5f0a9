/*
 * selection.h - which languages and items a command is about: the words fr, reports or
 * reports/2013-geneva behind it.
 *
 * Reports  words that name nothing, with the nearest that does.
 */
#ifndef ISOGLOSS_TRANSLATE_SELECTION_H
#define ISOGLOSS_TRANSLATE_SELECTION_H

#include "site/site.h"

struct selection {
    LIST(const struct language *) languages; /* none: all */
    LIST(const struct collection *) collections;
    LIST(const struct item *) items; /* neither collections nor items: all */
};

/* False after a report. */
bool selection_read(struct selection *selection, const struct site *site, const char *const *words,
                    size_t count, struct arena *arena, struct diags *diags);
bool selection_has_language(const struct selection *selection, const struct language *language);
bool selection_has_item(const struct selection *selection, const struct item *item);
/* Are items or collections named? */
bool selection_is_narrow(const struct selection *selection);

#endif
