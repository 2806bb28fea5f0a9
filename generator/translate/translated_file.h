/*
 * translated_file.h - a translation in content/ of which some segments get other texts.
 *
 * The rest of the file stays byte for byte: segments of the body are put in their places
 * (sources/segments.h), values of fields in the lines that they have. A value that cannot be
 * written so is refused; what is written is read again, and must say what was asked for and nothing
 * else.
 *
 * Reads    the file once more from the disk.
 * Owns     nothing; the result lives on the arena given.
 * Reports  what it refuses, at its place in the file.
 */
#ifndef ISOGLOSS_TRANSLATE_TRANSLATED_FILE_H
#define ISOGLOSS_TRANSLATE_TRANSLATED_FILE_H

#include "site/site.h"

/* The text of the file with texts[i] for pairs->list.items[i]; empty: that stays. False after a
   report. */
bool translated_file_edit(const struct site *site, const struct pairs *pairs,
                          const struct str *texts, struct arena *arena, struct str *edited,
                          struct diags *diags);

/* The text of ID.source.yaml with the sources of those segments as they are now; empty if there is
   no such file. */
struct str translated_file_record(const struct site *site, const struct pairs *pairs,
                                  const struct str *texts, struct arena *arena, struct str *path);

#endif
