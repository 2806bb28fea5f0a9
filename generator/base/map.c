#include "base/map.h"

#include "base/hash.h"

#include <assert.h>
#include <sys/auxv.h>

#define FIRST_SLOT_COUNT ((size_t)16)

struct map_slot {
    struct str key;
    void *value; /* NULL: the slot is free */
    uint64_t hash;
};

/* Differs from run to run, so that no file can be written whose keys all meet in one slot. The
   order of slots is never seen, so results do not depend on it. */
static uint64_t run_seed(void) {
    const void *random = (const void *)getauxval(AT_RANDOM);
    uint64_t seed = 0;

    if (random) {
        memcpy(&seed, random, sizeof seed);
    }
    return seed;
}

static uint64_t hash_key(const struct map *map, struct str key) {
    struct digest digest = digest_of(key);
    unsigned __int128 product =
        (unsigned __int128)(digest.low ^ map->seed) * (digest.high ^ UINT64_C(0x9E3779B97F4A7C15));

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The slot that holds `key`, or the free one where it belongs. */
static struct map_slot *find_slot(struct map_slot *slots, size_t slot_count, struct str key,
                                  uint64_t hash) {
    size_t mask = slot_count - 1;
    size_t at = (size_t)hash & mask;

    while (slots[at].value && (slots[at].hash != hash || !str_equal(slots[at].key, key))) {
        at = (at + 1) & mask;
    }
    return &slots[at];
}

static size_t twice(size_t count) {
    size_t product;

    if (__builtin_mul_overflow(count, (size_t)2, &product)) {
        out_of_memory();
    }
    return product;
}

static void move_to_larger(struct map *map, size_t larger) {
    struct map_slot *slots;

    slots = ARENA_ARRAY(map->arena, struct map_slot, larger);
    for (size_t i = 0; i < map->slot_count; i++) {
        const struct map_slot *old = &map->slots[i];

        if (old->value) {
            *find_slot(slots, larger, old->key, old->hash) = *old;
        }
    }
    map->slots = slots;
    map->slot_count = larger;
}

/* A quarter stays free, so that look-ups end soon. */
static bool has_room(size_t slot_count, size_t count) {
    return slot_count - slot_count / 4 > count;
}

void map_reserve(struct map *map, size_t count) {
    size_t larger = map->slot_count ? map->slot_count : FIRST_SLOT_COUNT;

    while (!has_room(larger, count)) {
        larger = twice(larger);
    }
    if (larger > map->slot_count) {
        move_to_larger(map, larger);
    }
}

struct map map_make(struct arena *arena) {
    return (struct map){.arena = arena, .seed = run_seed()};
}

void *map_get(const struct map *map, struct str key) {
    if (map->count == 0) {
        return NULL;
    }
    return find_slot(map->slots, map->slot_count, key, hash_key(map, key))->value;
}

/* The slot for `key`, with the key in it; its value is NULL if the key is new. */
static struct map_slot *claim_slot(struct map *map, struct str key) {
    uint64_t hash = hash_key(map, key);
    struct map_slot *slot;

    if (!has_room(map->slot_count, map->count)) {
        map_reserve(map, map->count + 1);
    }
    slot = find_slot(map->slots, map->slot_count, key, hash);
    if (!slot->value) {
        slot->key = key;
        slot->hash = hash;
        map->count++;
    }
    return slot;
}

void *map_put(struct map *map, struct str key, void *value) {
    struct map_slot *slot = claim_slot(map, key);

    assert(value);
    if (!slot->value) {
        slot->value = value;
    }
    return slot->value;
}

void map_set(struct map *map, struct str key, void *value) {
    assert(value);
    claim_slot(map, key)->value = value;
}
