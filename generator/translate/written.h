/*
 * written.h - files below locales/ that a command writes, and what it did to them.
 *
 * A file is written whole, and only if it is not what it should be already.
 */
#ifndef ISOGLOSS_TRANSLATE_WRITTEN_H
#define ISOGLOSS_TRANSLATE_WRITTEN_H

#include "site/site.h"

struct written_file {
    struct str path;
    enum { FILE_KEPT, FILE_MADE, FILE_UPDATED, FILE_REMOVED } what;
    size_t message_count;           /* of a template: its texts */
    size_t added, changed, removed; /* of a PO file: its messages */
};
struct written {
    LIST(struct written_file) files;
    struct arena *arena;
};

/* Makes `text` the text of the file. NULL after a report. */
struct written_file *written_put(struct written *written, const struct site *site, struct str path,
                                 struct str text, struct diags *diags);
/* False after a report; a file that is not there is fine. */
bool written_remove(struct written *written, const struct site *site, struct str path,
                    struct diags *diags);

#endif
