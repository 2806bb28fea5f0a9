/*
 * map.h - from text to pointer.
 *
 * Owns     its table, on the arena it was made with; keys and values are borrowed.
 * Threads  any number of readers once nobody adds.
 *
 * The order of entries is not defined: whoever needs an order keeps a list beside the map.
 */
#ifndef ISOGLOSS_BASE_MAP_H
#define ISOGLOSS_BASE_MAP_H

#include "base/str.h"

struct map_slot;

struct map {
    struct arena *arena;
    struct map_slot *slots;
    size_t count, slot_count;
    uint64_t seed; /* of the hashes of this run */
};

/* An empty map that grows on `arena`. */
struct map map_make(struct arena *arena);

/* Makes room for that many keys at once, where it is known how many there will be. */
void map_reserve(struct map *map, size_t count);

/* The value under `key`, or NULL. */
void *map_get(const struct map *map, struct str key);

/* Puts `value` (not NULL) under `key` unless the key is taken; returns the value that stands there.
 */
void *map_put(struct map *map, struct str key, void *value);

/* Replaces or adds. */
void map_set(struct map *map, struct str key, void *value);

#endif
