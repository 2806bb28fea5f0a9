#include "base/heap.h"

#include "base/arena.h"

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
