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

void digester_add_overflowing(struct digester *digester, const void *data, size_t length) {
    flush(digester);
    if (length > sizeof digester->bytes) {
        digester->digest = digest_mix(digester->digest, digest_of((struct str){data, length}));
    } else {
        digester_add_bytes(digester, data, length);
    }
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
