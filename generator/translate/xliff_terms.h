/*
 * xliff_terms.h - the words that export and import of XLIFF share.
 *
 * A segment is a unit. Its id is that of the segment; what an id of XLIFF may not have is written
 * as a colon and two hexadecimal digits a byte. Under XLIFF_CATEGORY its metadata has the digest of
 * the translation that was exported, so that an import knows newer work.
 */
#ifndef ISOGLOSS_TRANSLATE_XLIFF_TERMS_H
#define ISOGLOSS_TRANSLATE_XLIFF_TERMS_H

#include "base/str.h"

#define XLIFF_NAMESPACE "urn:oasis:names:tc:xliff:document:2.0"
#define XLIFF_METADATA_NAMESPACE "urn:oasis:names:tc:xliff:metadata:2.0"
#define XLIFF_VERSION "2.0"
#define XLIFF_CATEGORY "isogloss"
#define XLIFF_TARGET_DIGEST "target-digest"

struct str xliff_unit_id(struct arena *arena, struct str segment);
/* The segment of a unit; what is no such id comes back as it is. */
struct str xliff_segment_id(struct arena *arena, struct str unit);

#endif
