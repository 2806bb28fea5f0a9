/*
 * shard.h - which files of the plan a shard makes.
 *
 * A file belongs to the shard that the digest of its path says. So every run, wherever it is,
 * agrees without talking to the others; shares are equal but for chance, also of what is long to
 * make, for neighbours are torn apart; and a new report moves no other file. Whole folders would
 * keep neighbours together, but one collection in one language may be a third of a portal.
 *
 * The plan is always whole, so that pages of all shards are linked to each other.
 */
#ifndef ISOGLOSS_PUBLISH_SHARD_H
#define ISOGLOSS_PUBLISH_SHARD_H

#include "publish/publish.h"

/* Does the file with that path belong to the shard? All do if there are no shards. */
bool shard_has(struct shard shard, struct str path);
/* How many files of the plan do? */
size_t shard_count_pages(struct shard shard, const struct plan *plan);

/* "NAME-2-of-3", or NAME if there are no shards: where a shard keeps what others keep in NAME. */
struct str shard_name(struct shard shard, struct str name, struct arena *arena);
/* Is `text` what shard_name() makes of NAME for some shard, or for none? */
bool shard_parse_name(struct str text, struct str name, struct shard *shard);

#endif
