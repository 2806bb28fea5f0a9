/*
 * file_open.h - how file.c and file_read.c find things below a folder; nobody else needs this.
 *
 * Reports  -1 or an `enum file_result`, with errno set. No call changes errno when it succeeds in
 *          closing something after a failure.
 *
 * Every path is relative, has no ".." and is resolved without following a single symbolic link:
 * by openat2(2), or component by component where the kernel (or a sandbox) has no openat2.
 */
#ifndef ISOGLOSS_BASE_FILE_OPEN_H
#define ISOGLOSS_BASE_FILE_OPEN_H

#include "base/file.h"

#include <errno.h>
#include <sys/stat.h>

/* What errno means for the caller, after a call on a path failed. */
enum file_result result_of_errno(void);

/* Opens what `path` names below `folder`; the empty path is the folder itself. Takes the flags of
   open(2) but O_CREAT; close-on-exec is always on. */
int open_below(int folder, struct str path, int flags);

/* Opens a regular file for reading or writing and says what stat(2) saw. */
enum file_result open_regular(int folder, struct str path, int flags, int *descriptor,
                              struct stat *stat);

/* The folder in which the last name of a path stands. */
struct parent {
    int folder; /* -1 until parent_open() */
    bool is_borrowed;
    char name[256];
};
enum file_result parent_open(int folder, struct str path, struct parent *parent);
void parent_close(struct parent *parent);

/* Is a file what it was? The times betray one that was rewritten in place with as many bytes. */
bool same_moment(const struct stat *before, const struct stat *after);

/* Closes and keeps errno as it was. */
void close_quietly(int descriptor);

/* The same as calling until it is not interrupted by a signal. */
#define RETRY(call)                                                                                \
    __extension__({                                                                                \
        __typeof__(call) returned_;                                                                \
        do {                                                                                       \
            returned_ = (call);                                                                    \
        } while (returned_ == -1 && errno == EINTR);                                               \
        returned_;                                                                                 \
    })

#endif
