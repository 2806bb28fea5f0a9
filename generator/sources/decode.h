/*
 * decode.h - from bytes on disk to text: source_decode() of sources.h, and where a byte stands.
 *
 * In order: the mark at the start (BOM), the charset, the strict check of UTF-8, line ends (CRLF,
 * CR, U+2028 and U+2029 become LF), control characters, NFC.
 *
 * Most files are ASCII or clean UTF-8 already: then the result is a view of `bytes`, not a copy.
 */
#ifndef ISOGLOSS_SOURCES_DECODE_H
#define ISOGLOSS_SOURCES_DECODE_H

#include "base/diag.h"
#include "base/utf8.h"

/* Line and column of byte `at` in text whose line ends may still be CR, LF or CRLF. */
struct utf8_position position_before_decoding(struct str text, size_t at);

/* "U+200B", as a diagnostic names a character. */
struct str rune_name(struct arena *arena, uint32_t rune);

#endif
