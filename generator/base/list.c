#include "base/list.h"

#define FIRST_CAPACITY ((size_t)8)

static void *move_to_larger(struct arena *arena, void *items, size_t count, size_t *capacity,
                            size_t each_bytes) {
    size_t larger = FIRST_CAPACITY;
    void *moved;

    if (*capacity && __builtin_mul_overflow(*capacity, (size_t)2, &larger)) {
        out_of_memory();
    }
    moved = arena_alloc_array(arena, larger, each_bytes);
    if (count) {
        memcpy(moved, items, count * each_bytes);
    }
    *capacity = larger;
    return moved;
}

void *list_grow(struct arena *arena, void *items, size_t count, size_t *capacity,
                size_t each_bytes) {
    if (count >= *capacity) {
        items = move_to_larger(arena, items, count, capacity, each_bytes);
    }
    /* Fresh room is zero already, but a caller may have shortened the list before. */
    memset((char *)items + count * each_bytes, 0, each_bytes);
    return items;
}
