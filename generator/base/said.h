/*
 * said.h - the warnings of a run, to be said again by one that has nothing else to do.
 *
 * Makes    bytes: places and texts as they were said, in the reader's language.
 * Reads    the same, and only if they were said in the language that is spoken now.
 */
#ifndef ISOGLOSS_BASE_SAID_H
#define ISOGLOSS_BASE_SAID_H

#include "base/diag.h"
#include "base/pack.h"

/* Packs the warnings with their notes. There must be nothing worse among `diags`; notes of the top
   level, which are for --verbose, stay out. */
void said_pack(const struct diags *diags, struct strbuf *out);

/* The digest of those bytes: were the same warnings given? */
struct digest said_digest(const struct diags *diags);

/* Says them again. False if the bytes are not to be believed or of another language. */
bool said_repeat(struct str bytes, struct diags *diags);

#endif
