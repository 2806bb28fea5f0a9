/*
 * arena.h - memory that lives and dies together.
 *
 * Owns     everything it hands out, until arena_reset() or arena_release(). Nothing is freed
 * singly. Reports  nothing: when the machine has no memory left, the program ends with exit status
 * 3 and one line on standard error. out/ is untouched at that moment by construction. Threads  one
 * arena belongs to one thread at a time; arena_join() hands its blocks over. Units    bytes.
 *
 * Memory comes zeroed and aligned for any type.
 */
#ifndef ISOGLOSS_BASE_ARENA_H
#define ISOGLOSS_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

/* An arena is ready when all its bytes are zero: `struct arena scratch = {0};` */
struct arena {
    struct arena_block *newest; /* the block that allocations come from, linked to the older ones */
    size_t used_bytes;          /* in `newest` */
    size_t total_bytes;         /* handed out since the last reset, for figures and budgets */
};

/* Returns `size_bytes` zeroed bytes; never NULL, also for zero bytes. */
void *arena_alloc(struct arena *arena, size_t size_bytes) __attribute__((malloc, returns_nonnull));

/* Returns room for `count` things of `each_bytes`; a product that overflows ends the program. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t each_bytes)
    __attribute__((malloc, returns_nonnull));

/* Makes all memory of the arena available again, keeping one block for reuse. */
void arena_reset(struct arena *arena);

/* Gives all memory back; the arena is empty and usable afterwards. */
void arena_release(struct arena *arena);

/* Moves every block of `from` into `into`, in O(blocks). Pointers stay valid; `from` is empty. */
void arena_join(struct arena *into, struct arena *from);

/* Ends the program because memory ran out: one line on standard error, exit status 3. */
void out_of_memory(void) __attribute__((noreturn));

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

#endif
