/*
 * pack.h - numbers and texts as bytes, for what one run remembers for the next.
 *
 * Makes    LEB128 numbers, and texts behind their length.
 * Reads    the same. Bytes that were not made here are noticed, not believed: unpacker.is_bad is
 *          set, and everything is 0 or empty from then on.
 * Owns     nothing: unpacked texts point into the bytes.
 */
#ifndef ISOGLOSS_BASE_PACK_H
#define ISOGLOSS_BASE_PACK_H

#include "base/file.h"
#include "base/hash.h"

void pack_u64(struct strbuf *out, uint64_t number);
void pack_str(struct strbuf *out, struct str text);
void pack_digest(struct strbuf *out, struct digest digest);
void pack_stat(struct strbuf *out, const struct file_stat *stat);

struct unpacker {
    struct str rest;
    bool is_bad;
};

uint64_t unpack_u64(struct unpacker *unpacker);
uint32_t unpack_u32(struct unpacker *unpacker); /* bad if it is larger */
struct str unpack_str(struct unpacker *unpacker);
struct digest unpack_digest(struct unpacker *unpacker);
struct file_stat unpack_stat(struct unpacker *unpacker);
/* The next `length` bytes. */
struct str unpack_bytes(struct unpacker *unpacker, uint64_t length);
/* A number of things to come, each of at least `each_bytes`; bad if the rest cannot hold them. */
size_t unpack_count(struct unpacker *unpacker, size_t each_bytes);

#endif
