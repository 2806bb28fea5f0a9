/*
 * charset.h - the closed list of charsets a site may declare.
 *
 * Only charsets in which the bytes of ASCII stand for ASCII line ends, and none that switches by
 * escape sequences (ISO-2022, HZ, UTF-7): in those a byte has no meaning of its own.
 */
#ifndef ISOGLOSS_SOURCES_CHARSET_H
#define ISOGLOSS_SOURCES_CHARSET_H

#include "base/str.h"

/* The charset by the name iconv knows, however its letters are cased; the empty view if it is not
   on the list. */
struct str charset_find(struct str name);

/* Whether a character of it can take more than one byte. */
bool charset_is_multibyte(struct str name);

/* The whole list, for messages and tests. */
const struct str *charset_list(size_t *count);

#endif
