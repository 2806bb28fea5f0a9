/*
 * workers.h - the same job on many things, on all processors.
 *
 * Jobs write only to their own slot (by index) or to their worker's own memory (by worker number);
 * so no locks, and results do not depend on how many workers there are.
 */
#ifndef ISOGLOSS_BASE_WORKERS_H
#define ISOGLOSS_BASE_WORKERS_H

#include <stddef.h>

#define WORKERS_MAX 256

/* The processors this process may use, between 1 and WORKERS_MAX. */
unsigned workers_available(void);

/* Runs job(context, worker, index) once for each index below `count`; worker < `workers`.
   Returns when all are done. Falls back to the calling thread where no thread can be made. */
void workers_run(unsigned workers, size_t count, void (*job)(void *, unsigned, size_t),
                 void *context);

#endif
