#include "base/workers.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

/* The same for every `ulimit -s`, so that a depth that fits here fits everywhere. */
#define STACK_BYTES ((size_t)4 << 20)

struct crew {
    atomic_size_t next;
    size_t count;
    void (*job)(void *, unsigned, size_t);
    void *context;
};

struct member {
    struct crew *crew;
    unsigned worker;
    pthread_t thread;
};

unsigned workers_available(void) {
    cpu_set_t set;
    long online;

    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        online = CPU_COUNT(&set);
    } else {
        online = sysconf(_SC_NPROCESSORS_ONLN); /* more processors than a cpu_set_t holds */
    }
    if (online < 1) {
        return 1;
    }
    return online > WORKERS_MAX ? WORKERS_MAX : (unsigned)online;
}

static void work(struct crew *crew, unsigned worker) {
    for (;;) {
        size_t index = atomic_fetch_add_explicit(&crew->next, 1, memory_order_relaxed);

        if (index >= crew->count) {
            return;
        }
        crew->job(crew->context, worker, index);
    }
}

static void *member_main(void *argument) {
    const struct member *member = argument;

    work(member->crew, member->worker);
    return NULL;
}

/* Starts up to `wanted` members and returns how many there are: none is fine. */
static unsigned start(struct member *members, unsigned wanted, struct crew *crew) {
    unsigned started = 0;
    pthread_attr_t attributes;
    sigset_t all, before;

    if (pthread_attr_init(&attributes) != 0) {
        return 0;
    }
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    /* Signals are for the main thread; the others inherit this mask. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (started < wanted) {
        struct member *member = &members[started];

        member->crew = crew;
        member->worker = started + 1; /* the calling thread is worker 0 */
        if (pthread_create(&member->thread, &attributes, member_main, member) != 0) {
            break;
        }
        started++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return started;
}

void workers_run(unsigned workers, size_t count, void (*job)(void *, unsigned, size_t),
                 void *context) {
    struct crew crew = {.count = count, .job = job, .context = context};
    struct member members[WORKERS_MAX];
    unsigned started = 0;

    if (workers > WORKERS_MAX) {
        workers = WORKERS_MAX;
    }
    if (workers > count) {
        workers = (unsigned)count;
    }
    if (workers > 1) {
        started = start(members, workers - 1, &crew);
    }
    work(&crew, 0);
    for (unsigned i = 0; i < started; i++) {
        pthread_join(members[i].thread, NULL);
    }
}
