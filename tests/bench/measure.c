/*
 * measure - runs a command and says what it took.
 *
 *     measure FILE COMMAND [ARGUMENT]...
 *
 * Appends one line to FILE: wall time and processor time in microseconds, the largest memory any
 * process of it held in KiB. They count the command and all processes it waited for. What the
 * command prints goes where measure's own output goes; its exit status is passed on.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now_us(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

static long long cpu_us(const struct rusage *usage) {
    return (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1000000LL + usage->ru_utime.tv_usec +
           usage->ru_stime.tv_usec;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: measure FILE COMMAND [ARGUMENT]...\n", stderr);
        return 2;
    }

    FILE *file = fopen(argv[1], "ae");
    if (file == NULL) {
        fprintf(stderr, "%s: %s\n", argv[1], strerror(errno));
        return 3;
    }

    pid_t child;
    long long start_us = now_us();
    int error = posix_spawnp(&child, argv[2], NULL, NULL, argv + 2, environ);
    if (error != 0) {
        fprintf(stderr, "%s: %s\n", argv[2], strerror(error));
        return 3;
    }

    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) < 0) {
        fprintf(stderr, "%s: %s\n", argv[2], strerror(errno));
        return 3;
    }
    fprintf(file, "%lld\t%lld\t%ld\n", now_us() - start_us, cpu_us(&usage), usage.ru_maxrss);
    if (fclose(file) != 0) {
        fprintf(stderr, "%s: %s\n", argv[1], strerror(errno));
        return 3;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
