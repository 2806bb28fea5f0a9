#include "base/heap.h"

#include "base/arena.h"

#include <malloc.h>

/* Most memory is in the blocks of arenas, which double up to 1 MiB. */
#define LARGE_BYTES (64 * 1024)

/* Unless it is told, glibc raises this limit with each large block that is freed, up to 32 MiB, and
   keeps what is smaller. */
void heap_settle(void) {
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
}

void *heap_alloc(const void *unused, size_t size_bytes) {
    return heap_resize(unused, NULL, size_bytes);
}

void *heap_resize(const void *unused, void *old, size_t size_bytes) {
    void *memory = realloc(old, size_bytes ? size_bytes : 1);

    (void)unused;
    if (!memory) {
        out_of_memory();
    }
    return memory;
}

void heap_free(const void *unused, void *old) {
    (void)unused;
    free(old);
}
