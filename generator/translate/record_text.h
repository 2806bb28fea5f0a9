/*
 * record_text.h - YAML that we write: what of the reader's rules it may break is quoted.
 *
 * What is written reads back as exactly what was given, whatever stands in it.
 */
#ifndef ISOGLOSS_TRANSLATE_RECORD_TEXT_H
#define ISOGLOSS_TRANSLATE_RECORD_TEXT_H

#include "base/str.h"

/* Appends a value in double quotes, or a key, which has them only if it needs them. */
void yaml_add_quoted(struct strbuf *out, struct str text);
void yaml_add_key(struct strbuf *out, struct str key);

#endif
