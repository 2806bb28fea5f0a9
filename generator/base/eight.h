/*
 * eight.h - looking at eight bytes of text at once, to pass quickly over what needs no look.
 *
 *     while (length - at >= 8 && !eight_have(eight_at(bytes + at), '&')) {
 *         at += 8;
 *     }
 */
#ifndef ISOGLOSS_BASE_EIGHT_H
#define ISOGLOSS_BASE_EIGHT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Eight times the same byte. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

static inline uint64_t eight_at(const void *bytes) {
    uint64_t eight;

    memcpy(&eight, bytes, sizeof eight);
    return eight;
}

/* Whether one of the bytes is below `limit`, which is at most 0x80: that one borrows. */
static inline bool eight_have_below(uint64_t eight, unsigned char limit) {
    return ((eight - EIGHT(limit)) & ~eight & EIGHT(0x80)) != 0;
}

/* Whether one of the bytes is `byte`. */
static inline bool eight_have(uint64_t eight, unsigned char byte) {
    return eight_have_below(eight ^ EIGHT(byte), 1);
}

#endif
