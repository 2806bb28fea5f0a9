/*
 * packed.h - what a file was parsed into, as bytes for later and for the next run.
 *
 * Knows    the files that there are many of: records, texts, pictures. The others are soon parsed.
 * Makes    bytes that say all that parsing found in the file, and nothing that the site around it
 *          decides. They take a quarter of the room of the tree and outline they say.
 */
#ifndef ISOGLOSS_SOURCES_PACKED_H
#define ISOGLOSS_SOURCES_PACKED_H

#include "base/pack.h"
#include "sources/sources.h"

bool source_is_packable(const struct source *source);
/* Whether `parsed` is where its tree is kept. */
bool source_is_kept_packed(const struct source *source);

/* The digest of what the rest of the program can learn from the file, parsed into these two, but
   its body: while it stays, no other page changes. Places of findings do not count. */
struct digest source_shape(const struct source *source, const struct node *data,
                           const struct outline *outline);

/* Appends what `source` knows, the tree and the outline, either of which may be NULL; sets
   source->data_bytes. `settings` is what decides beside the bytes how the file is parsed. Returns
   how many bytes at the end are what source->parsed wants. */
size_t source_pack(struct source *source, const struct node *data, const struct outline *outline,
                   struct str settings, struct strbuf *out);

/* Fills what parsing would fill; source->parsed points into `bytes`. False, and `source` as it was,
   if the bytes were not made by source_pack() of a file with source->digest and these settings, or
   are less or more than it made. */
bool source_unpack(struct source *source, struct str settings, struct str bytes);

#endif
