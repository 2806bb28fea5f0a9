/*
 * compare.h - what stands in OUT where a page is to go.
 *
 * Reads    folders and files of OUT.
 * Reports  what isogloss did not write and would have to replace, and what cannot be read.
 * Threads  any number; each with its own buffers.
 */
#ifndef ISOGLOSS_PUBLISH_COMPARE_H
#define ISOGLOSS_PUBLISH_COMPARE_H

#include "publish/manifest.h"
#include "publish/target.h"

/* OUT as the pages of one folder see it. */
struct ground {
    const struct target *target;
    const struct manifest *old;
    struct str path; /* of the folder, from OUT */
    int folder;      /* NO_FOLDER: does not exist, so everything is new */
};

/* Opens the folder `path` of OUT. False after a diagnostic. */
bool ground_open(struct ground *ground, const struct target *target, const struct manifest *old,
                 struct str path, struct diags *diags);
void ground_close(struct ground *ground);

/* What a page must be like to be left alone. */
struct wanted {
    struct str path; /* of the page, from OUT */
    struct digest digest;
    uint64_t size_bytes;
};

enum comparison { COMPARISON_EQUAL, COMPARISON_REPLACE, COMPARISON_REFUSED };

/* Compares the file that stands at `wanted->path`, using `bytes` for it. */
enum comparison ground_compare(const struct ground *ground, const struct wanted *wanted,
                               struct strbuf *bytes, struct diags *diags);

#endif
