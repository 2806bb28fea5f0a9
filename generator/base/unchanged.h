/*
 * unchanged.h - are many files what they were, by stat(2)? No file is opened.
 *
 * Reads    names below an open folder; each folder is opened once, if neighbours in the list are
 *          neighbours on the disk.
 * Threads  looks with as many as asked for, and stops at the first file that is not what it was.
 */
#ifndef ISOGLOSS_BASE_UNCHANGED_H
#define ISOGLOSS_BASE_UNCHANGED_H

#include "base/file.h"

/* A file and what stat(2) said of it. */
struct stood {
    struct str path;
    struct file_stat stat;
};

/* `stood_at` gives the file with that index, below `count`. */
bool files_are_unchanged(int folder, unsigned workers, size_t count,
                         struct stood (*stood_at)(const void *context, size_t index),
                         const void *context);

#endif
