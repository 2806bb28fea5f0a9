#include "base/arena.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stdint.h>

#if ARENA_HIDES
#include <sanitizer/asan_interface.h>
/* Hiding fresh memory reads none of it, but the compiler cannot know. */
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#define HIDE(start, size_bytes) __asan_poison_memory_region((start), (size_bytes))
#define SHOW(start, size_bytes) __asan_unpoison_memory_region((start), (size_bytes))
#define GAP_BYTES 16 /* so that a write past one allocation does not land in the next */
#else
#define HIDE(start, size_bytes) ((void)(start), (void)(size_bytes))
#define SHOW(start, size_bytes) ((void)(start), (void)(size_bytes))
#define GAP_BYTES 0
#endif

#define FIRST_BLOCK_BYTES ((size_t)4096)
#define LAST_BLOCK_BYTES ((size_t)1 << 20)

struct arena_block {
    struct arena_block *older;
    size_t capacity_bytes;
    alignas(max_align_t) unsigned char bytes[];
};

void out_of_memory(void) {
    static const char line[] = "isogloss: not enough memory; nothing was published\n";
    static atomic_flag is_told = ATOMIC_FLAG_INIT;

    /* It runs out for all threads at once; the first one ends them all. */
    while (atomic_flag_test_and_set(&is_told)) {
        pause();
    }
    /* stdio may need memory itself, and there is nobody left to tell if the write fails. */
    if (write(STDERR_FILENO, line, sizeof line - 1) < 0) {
        _exit(3);
    }
    _exit(3);
}

static struct arena_block *block_make(size_t capacity_bytes) {
    struct arena_block *block;

    if (capacity_bytes > PTRDIFF_MAX - sizeof *block) {
        out_of_memory();
    }
    block = malloc(sizeof *block + capacity_bytes);
    if (!block) {
        out_of_memory();
    }
    block->older = NULL;
    block->capacity_bytes = capacity_bytes;
    HIDE(block->bytes, capacity_bytes);
    return block;
}

static void block_free(struct arena_block *block) {
    SHOW(block->bytes, block->capacity_bytes);
    free(block);
}

static size_t next_capacity(const struct arena *arena) {
    size_t capacity_bytes = FIRST_BLOCK_BYTES;

    if (arena->newest && arena->newest->capacity_bytes >= FIRST_BLOCK_BYTES) {
        capacity_bytes = arena->newest->capacity_bytes * 2;
    }
    return capacity_bytes < LAST_BLOCK_BYTES ? capacity_bytes : LAST_BLOCK_BYTES;
}

/* Returns `need_bytes` from a block of its own or from a new block that serves later calls too. */
static unsigned char *take_from_new_block(struct arena *arena, size_t need_bytes) {
    size_t capacity_bytes = next_capacity(arena);
    struct arena_block *block;

    if (need_bytes > capacity_bytes / 4 && arena->newest) {
        /* Behind the newest, so that what is left in the newest is not lost. */
        block = block_make(need_bytes);
        block->older = arena->newest->older;
        arena->newest->older = block;
        return block->bytes;
    }
    block = block_make(need_bytes > capacity_bytes ? need_bytes : capacity_bytes);
    block->older = arena->newest;
    arena->newest = block;
    arena->free = block->bytes + need_bytes;
    arena->free_bytes = block->capacity_bytes - need_bytes;
    return block->bytes;
}

void *arena_alloc_anywhere(struct arena *arena, size_t size_bytes) {
    size_t need_bytes;
    unsigned char *start;

    if (size_bytes > PTRDIFF_MAX - ARENA_ALIGN_BYTES - GAP_BYTES) {
        out_of_memory();
    }
    size_bytes = size_bytes ? size_bytes : 1;
    need_bytes =
        (size_bytes + GAP_BYTES + ARENA_ALIGN_BYTES - 1) / ARENA_ALIGN_BYTES * ARENA_ALIGN_BYTES;
    if (need_bytes <= arena->free_bytes) {
        start = arena->free;
        arena->free += need_bytes;
        arena->free_bytes -= need_bytes;
    } else {
        start = take_from_new_block(arena, need_bytes);
    }
    arena->total_bytes += need_bytes;
    SHOW(start, size_bytes);
    return start;
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t each_bytes) {
    size_t size_bytes;

    if (__builtin_mul_overflow(count, each_bytes, &size_bytes)) {
        out_of_memory();
    }
    return arena_alloc(arena, size_bytes);
}

static void free_chain(struct arena_block *block) {
    while (block) {
        struct arena_block *older = block->older;

        block_free(block);
        block = older;
    }
}

void arena_reset(struct arena *arena) {
    if (arena->newest) {
        free_chain(arena->newest->older);
        arena->newest->older = NULL;
        HIDE(arena->newest->bytes, arena->newest->capacity_bytes);
        arena->free = arena->newest->bytes;
        arena->free_bytes = arena->newest->capacity_bytes;
    }
    arena->total_bytes = 0;
}

void arena_release(struct arena *arena) {
    free_chain(arena->newest);
    *arena = (struct arena){0};
}

void arena_join(struct arena *into, struct arena *from) {
    struct arena_block *oldest = from->newest;

    if (into == from || !oldest) {
        return;
    }
    if (!into->newest) {
        *into = *from;
    } else {
        while (oldest->older) {
            oldest = oldest->older;
        }
        oldest->older = into->newest->older;
        into->newest->older = from->newest;
        into->total_bytes += from->total_bytes;
    }
    *from = (struct arena){0};
}
