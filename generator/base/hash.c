#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

static struct digest from_xxh(XXH128_hash_t hash) {
    return (struct digest){.high = hash.high64, .low = hash.low64};
}

struct digest digest_of(struct str text) {
    return from_xxh(XXH3_128bits(text.length ? text.data : "", text.length));
}

bool digest_equal(struct digest a, struct digest b) {
    return a.high == b.high && a.low == b.low;
}

/* Big-endian bytes, so that a mix is the same on every machine. */
static void put_bytes(unsigned char *bytes, uint64_t number) {
    for (int i = 7; i >= 0; i--) {
        bytes[i] = (unsigned char)(number & 0xFF);
        number >>= 8;
    }
}

struct digest digest_mix(struct digest digest, struct digest more) {
    unsigned char bytes[32];

    put_bytes(bytes, digest.high);
    put_bytes(bytes + 8, digest.low);
    put_bytes(bytes + 16, more.high);
    put_bytes(bytes + 24, more.low);
    return from_xxh(XXH3_128bits(bytes, sizeof bytes));
}

/* ---- Many pieces -------------------------------------------------------------------------------
 * Small ones are gathered, so that the hash is called for a few kilobytes at a time.
 */

static void flush(struct digester *digester) {
    digester->digest =
        digest_mix(digester->digest, digest_of((struct str){digester->bytes, digester->count}));
    digester->count = 0;
}

static void gather(struct digester *digester, const void *data, size_t length) {
    if (length > sizeof digester->bytes - digester->count) {
        flush(digester);
        if (length > sizeof digester->bytes) {
            digester->digest = digest_mix(digester->digest, digest_of((struct str){data, length}));
            return;
        }
    }
    if (length > 0) {
        memcpy(digester->bytes + digester->count, data, length);
        digester->count += length;
    }
}

void digester_add_u64(struct digester *digester, uint64_t number) {
    unsigned char bytes[8];

    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)(number >> (8 * i) & 0xFF);
    }
    gather(digester, bytes, sizeof bytes);
}

void digester_add(struct digester *digester, struct str piece) {
    digester_add_u64(digester, piece.length);
    gather(digester, piece.data, piece.length);
}

void digester_add_digest(struct digester *digester, struct digest digest) {
    digester_add_u64(digester, digest.high);
    digester_add_u64(digester, digest.low);
}

struct digest digester_end(struct digester *digester) {
    flush(digester);
    return digester->digest;
}

struct str digest_hex(struct arena *arena, struct digest digest) {
    return str_format(arena, "%016llx%016llx", (unsigned long long)digest.high,
                      (unsigned long long)digest.low);
}

static bool parse_u64(struct str hex, uint64_t *number) {
    uint64_t sum = 0;

    for (size_t i = 0; i < hex.length; i++) {
        char c = hex.data[i];
        uint64_t value;

        if (char_is_digit(c)) {
            value = (uint64_t)(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            value = (uint64_t)(c - 'a') + 10;
        } else {
            return false;
        }
        sum = sum << 4 | value;
    }
    *number = sum;
    return true;
}

bool digest_parse(struct str hex, struct digest *digest) {
    struct digest parsed;

    if (hex.length != 32 || !parse_u64(str_slice(hex, 0, 16), &parsed.high) ||
        !parse_u64(str_from_byte(hex, 16), &parsed.low)) {
        return false;
    }
    *digest = parsed;
    return true;
}
