/*
 * lang_tag.h - the form of a language tag (BCP 47, RFC 5646).
 *
 * Form only: whether a subtag is registered is not asked, so that a language too small for any
 * register can be published under a private tag (x-..., or en-x-...).
 */
#ifndef ISOGLOSS_SOURCES_LANG_TAG_H
#define ISOGLOSS_SOURCES_LANG_TAG_H

#include "base/str.h"

#define LANG_TAG_MAX_BYTES 40

/* The usual spelling of a tag: "PT_br" -> "pt-BR", "zh-hant" -> "zh-Hant". The empty view if `tag`
   cannot be one. */
struct str lang_tag_canonical(struct arena *arena, struct str tag);

/* Whether `tag` is a tag in its usual spelling. */
bool lang_tag_is_canonical(struct str tag);

#endif
