/*
 * list.h - a growing array on an arena.
 *
 * Declare with LIST(type), zero it, add with LIST_ADD. Items are contiguous, so readers index
 * `items[i]` for i < count. Growing moves the items: keep indices, not pointers, while adding.
 */
#ifndef ISOGLOSS_BASE_LIST_H
#define ISOGLOSS_BASE_LIST_H

#include "base/arena.h"

#define LIST(type)                                                                                 \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }

/* Makes room for one more item at the end of `list` and evaluates to a pointer to it (zeroed). */
#define LIST_ADD(list, arena)                                                                      \
    ((list)->items = list_grow((arena), (list)->items, (list)->count, &(list)->capacity,           \
                               sizeof *(list)->items),                                             \
     &(list)->items[(list)->count++])

/* Returns an array with room for at least `count + 1` things; used by LIST_ADD only. */
void *list_grow(struct arena *arena, void *items, size_t count, size_t *capacity,
                size_t each_bytes);

#endif
