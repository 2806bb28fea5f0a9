/*
 * manifest.h - the list of the files isogloss wrote, OUT/.isogloss-manifest; of a shard,
 * OUT/.isogloss-manifest-K-of-N.
 *
 *     isogloss-manifest 1 COUNT DIGEST
 *     DIGEST  PATH
 *     ...
 *
 * One line a file, sorted by the bytes of the path; the digest of the first line is that of all
 * lines below it, so that half a list, or one that a human edited, is never believed.
 *
 * The list decides one thing: which files may be replaced or removed. Therefore a commit first puts
 * the union of old and new in place, and the final list last: wherever it is cut off, no file of
 * ours looks foreign. The digests are for whoever wants to verify a copy of the portal; files are
 * compared by their bytes.
 */
#ifndef ISOGLOSS_PUBLISH_MANIFEST_H
#define ISOGLOSS_PUBLISH_MANIFEST_H

#include "base/hash.h"
#include "base/list.h"
#include "base/map.h"

#define MANIFEST_NAME ".isogloss-manifest"
/* Of a portal with drafts: nothing that looks for the list of one finds that of the other. */
#define MANIFEST_OF_DRAFTS MANIFEST_NAME "-drafts"

struct manifest_entry {
    struct str path;
    struct digest digest;
};

/* A manifest without files is one whose bytes are all zero. */
struct manifest {
    struct manifest_entry *entries; /* sorted by path */
    size_t count;
    struct map by_path; /* only if read or joined; path -> struct manifest_entry */
};

/* Understands the text of a manifest; keeps pointing into it. False if it is not exactly what
   manifest_write() writes, or names a path that leaves the folder. */
bool manifest_parse(struct manifest *manifest, struct str text, struct arena *arena);

/* Does the manifest list `path`? */
bool manifest_has(const struct manifest *manifest, struct str path);

/* Sorts the entries, which come in any order without a path twice. */
void manifest_sort(struct manifest *manifest);

/* All paths of both, with the digests of `fresh` where both know one. */
struct manifest manifest_union(const struct manifest *old, const struct manifest *fresh,
                               struct arena *arena);

/* Makes one manifest of several that were read. */
struct manifest manifest_join(const struct manifest *parts, size_t count, struct arena *arena);

void manifest_write(const struct manifest *manifest, struct strbuf *out);

#endif
