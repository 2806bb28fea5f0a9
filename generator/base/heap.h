/*
 * heap.h - where memory comes from: one setting for the program, and functions for libraries that
 * take an allocator and fall over when it fails.
 *
 * Owns     nothing: the library frees what it took.
 * Reports  nothing: where memory runs out the program ends, as with an arena.
 * Threads  any number.
 *
 * The signatures are those that ICU wants; the first argument means nothing.
 */
#ifndef ISOGLOSS_BASE_HEAP_H
#define ISOGLOSS_BASE_HEAP_H

#include <stddef.h>

/* Lets large blocks go back to the system when they are freed, so that the next stage can have what
   one stage needed for a while. Before there are threads. */
void heap_settle(void);

void *heap_alloc(const void *unused, size_t size_bytes);
void *heap_resize(const void *unused, void *old, size_t size_bytes);
void heap_free(const void *unused, void *old);

#endif
