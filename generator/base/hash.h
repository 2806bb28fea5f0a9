/*
 * hash.h - digests of bytes (XXH3, 128 bits; not for security).
 *
 * The same bytes give the same digest on every machine. Used for fingerprints, change detection and
 * the names of assets.
 */
#ifndef ISOGLOSS_BASE_HASH_H
#define ISOGLOSS_BASE_HASH_H

#include "base/str.h"

struct digest {
    uint64_t high, low;
};

struct digest digest_of(struct str text);
bool digest_equal(struct digest a, struct digest b);
/* Mixes `more` into `digest`; order matters. */
struct digest digest_mix(struct digest digest, struct digest more);
/* The digest of many pieces, one after the other, each told from its neighbours: ("ab", "c") is not
   ("a", "bc"). Ready when zeroed. For this machine only: numbers are taken as they lie in memory.
 */
struct digester {
    struct digest digest; /* of what was flushed */
    size_t count;
    char bytes[2048];
};
struct digest digester_end(struct digester *digester);

/* Adds bytes that are not told from their neighbours. */
void digester_add_overflowing(struct digester *digester, const void *data, size_t length);
static inline void digester_add_bytes(struct digester *digester, const void *data, size_t length) {
    if (length > sizeof digester->bytes - digester->count) {
        digester_add_overflowing(digester, data, length);
    } else if (length > 0) {
        memcpy(digester->bytes + digester->count, data, length);
        digester->count += length;
    }
}

static inline void digester_add_u64(struct digester *digester, uint64_t number) {
    digester_add_bytes(digester, &number, sizeof number);
}
static inline void digester_add(struct digester *digester, struct str piece) {
    digester_add_u64(digester, piece.length);
    digester_add_bytes(digester, piece.data, piece.length);
}
static inline void digester_add_digest(struct digester *digester, struct digest digest) {
    digester_add_bytes(digester, &digest, sizeof digest);
}

/* 32 lower-case hexadecimal digits. */
struct str digest_hex(struct arena *arena, struct digest digest);
/* Parses what digest_hex() wrote. */
bool digest_parse(struct str hex, struct digest *digest);

#endif
