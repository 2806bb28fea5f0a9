#include "base/workers.h"

#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cmocka.h>

enum { JOB_COUNT = 5000 };

struct tally {
    unsigned done[JOB_COUNT];          /* by index: plain memory, so a second writer is a race */
    size_t by_worker[WORKERS_MAX + 1]; /* by worker */
    atomic_uint highest_worker;
    atomic_uint blocked_signals;
};

static void count_job(void *context, unsigned worker, size_t index) {
    struct tally *tally = context;
    unsigned highest = atomic_load(&tally->highest_worker);

    tally->done[index]++;
    tally->by_worker[worker <= WORKERS_MAX ? worker : WORKERS_MAX]++;
    while (worker > highest &&
           !atomic_compare_exchange_weak(&tally->highest_worker, &highest, worker)) {
    }
}

static void assert_each_once(unsigned workers, size_t count) {
    struct tally *tally = test_calloc(1, sizeof *tally);
    size_t sum = 0;

    workers_run(workers, count, count_job, tally);
    for (size_t i = 0; i < JOB_COUNT; i++) {
        assert_int_equal(tally->done[i], i < count);
    }
    for (size_t i = 0; i <= WORKERS_MAX; i++) {
        sum += tally->by_worker[i];
    }
    assert_int_equal(sum, count);
    assert_true(atomic_load(&tally->highest_worker) < (workers ? workers : 1));
    assert_true(atomic_load(&tally->highest_worker) < WORKERS_MAX);
    test_free(tally);
}

static void every_index_is_done_once_by_a_worker_in_range(void **state) {
    static const unsigned workers[] = {0, 1, 2, 3, 8, WORKERS_MAX, WORKERS_MAX + 1, UINT32_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof workers / sizeof workers[0]; i++) {
        assert_each_once(workers[i], 0);
        assert_each_once(workers[i], 1);
        assert_each_once(workers[i], 2);
        assert_each_once(workers[i], JOB_COUNT);
    }
}

/* Two jobs that wait for each other end only if two threads run them. */
static void meet_job(void *context, unsigned worker, size_t index) {
    (void)worker;
    (void)index;
    pthread_barrier_wait(context);
}

static void workers_run_at_the_same_time(void **state) {
    pthread_barrier_t barrier;

    (void)state;
    pthread_barrier_init(&barrier, NULL, 3);
    alarm(20);
    workers_run(3, 3, meet_job, &barrier);
    alarm(0);
    pthread_barrier_destroy(&barrier);
}

static void signal_job(void *context, unsigned worker, size_t index) {
    struct tally *tally = context;
    sigset_t mask;

    (void)index;
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    if (worker > 0 && sigismember(&mask, SIGTERM)) {
        atomic_fetch_or(&tally->blocked_signals, 2);
    }
    if (worker > 0 && !sigismember(&mask, SIGTERM)) {
        atomic_fetch_or(&tally->blocked_signals, 4);
    }
    while (worker == 0 && !(atomic_load(&tally->blocked_signals) & 6)) {
        sched_yield();
    }
}

static void signals_stay_with_the_calling_thread(void **state) {
    struct tally *tally = test_calloc(1, sizeof *tally);
    sigset_t mask;

    (void)state;
    alarm(20);
    workers_run(2, 2, signal_job, tally);
    alarm(0);
    assert_int_equal(atomic_load(&tally->blocked_signals), 2);
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    assert_false(sigismember(&mask, SIGTERM));
    test_free(tally);
}

/* No thread can be made when the address space is used up: the calling thread does all. */
static void work_is_done_without_threads(void **state) {
    int status;
    pid_t child;

    (void)state;
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    skip(); /* the sanitizers need the address space themselves */
#endif
    child = fork();
    if (child == 0) {
        static struct tally tally;
        struct rlimit limit = {1 << 20, 1 << 20};
        bool all = setrlimit(RLIMIT_AS, &limit) == 0;

        workers_run(4, JOB_COUNT, count_job, &tally);
        for (size_t i = 0; i < JOB_COUNT; i++) {
            all = all && tally.done[i] == 1;
        }
        _exit(all && atomic_load(&tally.highest_worker) == 0 ? 0 : 1);
    }
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void available_processors_follow_the_affinity(void **state) {
    cpu_set_t all, single;
    size_t cpu = 0;

    (void)state;
    assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
    assert_int_equal(workers_available(),
                     CPU_COUNT(&all) < WORKERS_MAX ? CPU_COUNT(&all) : WORKERS_MAX);
    while (!CPU_ISSET(cpu, &all)) {
        cpu++;
    }
    CPU_ZERO(&single);
    CPU_SET(cpu, &single);
    assert_int_equal(sched_setaffinity(0, sizeof single, &single), 0);
    assert_int_equal(workers_available(), 1);
    sched_setaffinity(0, sizeof all, &all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        /* First: later on glibc has stacks of ended threads to give out. */
        cmocka_unit_test(work_is_done_without_threads),
        cmocka_unit_test(every_index_is_done_once_by_a_worker_in_range),
        cmocka_unit_test(workers_run_at_the_same_time),
        cmocka_unit_test(signals_stay_with_the_calling_thread),
        cmocka_unit_test(available_processors_follow_the_affinity),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
