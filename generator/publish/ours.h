/*
 * ours.h - which files of OUT isogloss wrote.
 *
 * Reads    OUT/.isogloss-manifest, and OUT/.isogloss-manifest-K-of-N, which shards wrote; with
 *          drafts OUT/.isogloss-manifest-drafts, and the like.
 * Makes    one manifest of them all, and the names of those that the one of this run replaces.
 * Reports  a folder that nobody knows to be ours; a list that is damaged; lists that do not fit.
 *
 * A build of all takes the lists of N merged shards for its own if none of them is missing. A shard
 * takes no list but its own: in a folder with more than its share it would remove what is not.
 *
 * A portal with drafts and one without never take each other's folder: else one slip of the pen
 * would put drafts where the world looks.
 */
#ifndef ISOGLOSS_PUBLISH_OURS_H
#define ISOGLOSS_PUBLISH_OURS_H

#include "publish/manifest.h"
#include "publish/publish.h"
#include "publish/target.h"

struct ours {
    struct manifest files;
    struct str name;    /* of the list that this run leaves in OUT */
    struct str text;    /* what stands there under this name; data NULL: nothing does */
    struct str *others; /* names of other lists */
    size_t other_count;
};

/* The name of the list that such a build leaves in OUT. */
struct str ours_name(const struct publish_options *options, struct arena *arena);

/* False after a diagnostic: OUT is not to be touched. */
bool ours_read(struct ours *ours, const struct target *target,
               const struct publish_options *options, struct arena *arena, struct diags *diags);

/* Does OUT have lists beside that of such a build, or is it not to be read? */
bool ours_has_others(const struct target *target, const struct publish_options *options);

#endif
