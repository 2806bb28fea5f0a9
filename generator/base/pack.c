#include "base/pack.h"

#define MAX_NUMBER_BYTES 10

void pack_u64(struct strbuf *out, uint64_t number) {
    char *room = strbuf_reserve(out, MAX_NUMBER_BYTES);
    size_t count = 0;

    while (number >= 0x80) {
        room[count++] = (char)(unsigned char)(number | 0x80);
        number >>= 7;
    }
    room[count++] = (char)number;
    out->length += count;
}

void pack_str(struct strbuf *out, struct str text) {
    pack_u64(out, text.length);
    strbuf_add(out, text);
}

void pack_digest(struct strbuf *out, struct digest digest) {
    strbuf_add(out, (struct str){(const char *)&digest, sizeof digest});
}

void pack_stat(struct strbuf *out, const struct file_stat *stat) {
    pack_u64(out, (uint64_t)stat->kind);
    pack_u64(out, stat->size_bytes);
    pack_u64(out, stat->inode);
    pack_u64(out, stat->device);
    pack_u64(out, (uint64_t)stat->modified_ns);
    pack_u64(out, (uint64_t)stat->changed_ns);
}

static uint64_t fail(struct unpacker *unpacker) {
    unpacker->is_bad = true;
    unpacker->rest = (struct str){0};
    return 0;
}

uint64_t unpack_u64(struct unpacker *unpacker) {
    struct str rest = unpacker->rest;
    uint64_t number = 0;

    /* Most numbers are small. */
    if (rest.length > 0 && (unsigned char)rest.data[0] < 0x80) {
        unpacker->rest = (struct str){rest.data + 1, rest.length - 1};
        return (unsigned char)rest.data[0];
    }
    for (size_t i = 0; i < rest.length && i < MAX_NUMBER_BYTES; i++) {
        unsigned char byte = (unsigned char)rest.data[i];

        number |= (uint64_t)(byte & 0x7F) << (7 * i);
        if (byte < 0x80) {
            unpacker->rest = str_from_byte(rest, i + 1);
            return number;
        }
    }
    return fail(unpacker);
}

uint32_t unpack_u32(struct unpacker *unpacker) {
    uint64_t number = unpack_u64(unpacker);

    return number <= UINT32_MAX ? (uint32_t)number : (uint32_t)fail(unpacker);
}

struct str unpack_bytes(struct unpacker *unpacker, uint64_t length) {
    struct str rest = unpacker->rest;

    if (length > rest.length) {
        fail(unpacker);
        return (struct str){0};
    }
    unpacker->rest = str_from_byte(rest, (size_t)length);
    return (struct str){rest.data, (size_t)length};
}

struct str unpack_str(struct unpacker *unpacker) {
    return unpack_bytes(unpacker, unpack_u64(unpacker));
}

struct digest unpack_digest(struct unpacker *unpacker) {
    struct digest digest = {0};
    struct str bytes = unpack_bytes(unpacker, sizeof digest);

    if (bytes.length == sizeof digest) {
        memcpy(&digest, bytes.data, sizeof digest);
    }
    return digest;
}

size_t unpack_count(struct unpacker *unpacker, size_t each_bytes) {
    uint64_t count = unpack_u64(unpacker);

    return count <= unpacker->rest.length / each_bytes ? (size_t)count : (size_t)fail(unpacker);
}

struct file_stat unpack_stat(struct unpacker *unpacker) {
    struct file_stat stat;

    stat.kind = (enum file_kind)unpack_u32(unpacker);
    stat.size_bytes = unpack_u64(unpacker);
    stat.inode = unpack_u64(unpacker);
    stat.device = unpack_u64(unpacker);
    stat.modified_ns = (int64_t)unpack_u64(unpacker);
    stat.changed_ns = (int64_t)unpack_u64(unpacker);
    return stat;
}
