/*
 * normalize.h - one spelling for one text: Unicode normalization form C.
 */
#ifndef ISOGLOSS_SOURCES_NORMALIZE_H
#define ISOGLOSS_SOURCES_NORMALIZE_H

#include "base/str.h"

/* `text` in NFC: the same view if it is so already, else a copy on `arena`. Valid UTF-8 only. */
struct str text_to_nfc(struct arena *arena, struct str text);

/* Whether nothing is to be done to a text: valid UTF-8 in NFC, lines that end with LF alone, no
   control characters. One quick pass; false may also mean that only a closer look could tell. */
bool text_is_settled(struct str text);

/* What two names have in common if a file system that ignores case or normalization (FAT, macOS)
   would take them for one. */
struct str name_fold(struct arena *arena, struct str name);

#endif
