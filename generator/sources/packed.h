/*
 * packed.h - what a file was parsed into, as bytes for the next run.
 *
 * Knows    the files that there are many of: records, texts, pictures. The others are soon parsed.
 * Makes    bytes that say all that parsing found in the file, and nothing that the site around it
 *          decides.
 */
#ifndef ISOGLOSS_SOURCES_PACKED_H
#define ISOGLOSS_SOURCES_PACKED_H

#include "base/pack.h"
#include "sources/sources.h"

bool source_is_packable(const struct source *source);

/* The digest of what the rest of the program can learn from the file but its body: while it stays,
   no other page changes. Places of findings do not count. */
struct digest source_shape(const struct source *source);

/* `settings` is what decides beside the bytes how the file is parsed. */
void source_pack(const struct source *source, struct str settings, struct strbuf *out);

/* Fills what parsing would fill; texts point into `bytes`. False, and `source` as it was, if the
   bytes were not made by source_pack() of a file with source->digest and these settings. */
bool source_unpack(struct source *source, struct str settings, struct str bytes,
                   struct arena *arena);

#endif
