/* How a piece of code ends the program: it runs in a child process. */
#ifndef ISOGLOSS_TESTS_ENDING_H
#define ISOGLOSS_TESTS_ENDING_H

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs `body` in a child and returns its exit status, or -1 if a signal killed it. What it writes
   to standard error goes to `said`, NUL-terminated. A body that returns ends with 99. */
static inline int ending_of(void (*body)(void), char *said, size_t room_bytes) {
    int ends[2];
    int status;
    size_t length = 0;
    pid_t child;

    if (pipe(ends) != 0 || (child = fork()) < 0) {
        return -1;
    }
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        body();
        _exit(99);
    }
    close(ends[1]);
    while (length + 1 < room_bytes) {
        ssize_t got = read(ends[0], said + length, room_bytes - 1 - length);

        if (got <= 0) {
            break;
        }
        length += (size_t)got;
    }
    said[length] = '\0';
    close(ends[0]);
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif
