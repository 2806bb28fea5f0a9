/*
 * store.h - a file of what one run remembers for the next, believed whole or not at all.
 *
 *     "isogloss-memory\n"  KEY  DIGEST  payload
 *
 * KEY says for whom it is: this program with these libraries (program_digest()), and whatever else
 * the caller mixes in. DIGEST is that of the payload. A file that is cut off, changed, foreign or
 * of another program is as good as none; so is one that cannot be written.
 */
#ifndef ISOGLOSS_BASE_STORE_H
#define ISOGLOSS_BASE_STORE_H

#include "base/file.h"
#include "base/hash.h"

/* What a run does with such files. */
enum run_memory {
    MEMORY_UNUSED, /* nothing */
    MEMORY_RECALL, /* relies on them */
    MEMORY_UPDATE, /* relies on them, and writes down what it found */
    MEMORY_RENEW   /* writes down what it found, and relies on nothing */
};
static inline bool memory_recalls(enum run_memory memory) {
    return memory == MEMORY_RECALL || memory == MEMORY_UPDATE;
}
static inline bool memory_writes(enum run_memory memory) {
    return memory == MEMORY_UPDATE || memory == MEMORY_RENEW;
}

/* The folder in the site where such files stand; nobody else has business there. */
#define STORE_FOLDER STR(".isogloss")

/* The payload of the file `name` in the STORE_FOLDER of `site_folder`, on `arena`. False if there
   is none to be believed. */
bool store_read(int site_folder, struct str name, struct digest key, struct arena *arena,
                struct str *payload);

/* Starts a payload: leaves room for what stands before it. Then append it to `file`. */
void store_begin(struct strbuf *file);
/* Replaces the file `name` by one with that payload. */
enum file_result store_write(int site_folder, struct str name, struct digest key,
                             struct strbuf *file);

/* Which program this is: itself and each library it is linked with, by path, size and time. The
   same during all of a run. */
struct digest program_digest(void);

#endif
