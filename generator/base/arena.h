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
#include <string.h>

struct arena_block;

/* An arena is ready when all its bytes are zero: `struct arena scratch = {0};` */
struct arena {
    struct arena_block *newest; /* the block that allocations come from, linked to the older ones */
    unsigned char *free;        /* what is left of `newest` */
    size_t free_bytes;
    size_t total_bytes; /* handed out since the last reset, for figures and budgets */
};

/* Returns `size_bytes` zeroed bytes; never NULL, also for zero bytes. */
static inline void *arena_alloc(struct arena *arena, size_t size_bytes)
    __attribute__((malloc, returns_nonnull));

/* The same with anything in it, for a caller who writes to every byte at once. */
static inline void *arena_alloc_uncleared(struct arena *arena, size_t size_bytes)
    __attribute__((malloc, returns_nonnull));

/* Returns zeroed room for `count` things of `each_bytes`; a product that overflows ends the
   program. */
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

/* ---- Bodies of what is called too often for a call ---- */

/* Under the sanitizer each allocation takes the long way, which hides the memory around it. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_HIDES 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) /* clang's name for the same */
#define ARENA_HIDES 1
#endif
#endif
#ifndef ARENA_HIDES
#define ARENA_HIDES 0
#endif

#define ARENA_ALIGN_BYTES _Alignof(max_align_t)

/* The long way: also with a new block, and for zero bytes. */
void *arena_alloc_anywhere(struct arena *arena, size_t size_bytes)
    __attribute__((malloc, returns_nonnull));

static inline void *arena_alloc_uncleared(struct arena *arena, size_t size_bytes) {
    /* Cannot overflow: free_bytes is a multiple of the alignment. */
    size_t need_bytes =
        (size_bytes + ARENA_ALIGN_BYTES - 1) / ARENA_ALIGN_BYTES * ARENA_ALIGN_BYTES;
    unsigned char *start = arena->free;

    if (ARENA_HIDES || size_bytes == 0 || size_bytes > arena->free_bytes) {
        return arena_alloc_anywhere(arena, size_bytes);
    }
    arena->free += need_bytes;
    arena->free_bytes -= need_bytes;
    arena->total_bytes += need_bytes;
    return start;
}

static inline void *arena_alloc(struct arena *arena, size_t size_bytes) {
    return memset(arena_alloc_uncleared(arena, size_bytes), 0, size_bytes);
}

#endif
