/*
 * file.h - the only door to the disk.
 *
 * Reads    regular files below an open folder; never follows a symbolic link below it, never blocks
 *          on a FIFO or device.
 * Makes    new files (0644) and folders (0755) whatever the umask says; call umask_settle() first,
 * and a file costs a call less. Reports  every call returns an `enum file_result`; FILE_OK is 0.
 * errno stays set after FILE_FAILED, and file_result_text() puts it into words. Threads  all calls
 * may run in parallel on different files.
 */
#ifndef ISOGLOSS_BASE_FILE_H
#define ISOGLOSS_BASE_FILE_H

#include "base/list.h"
#include "base/str.h"

#include <stdint.h>

enum file_result {
    FILE_OK,
    FILE_MISSING,
    FILE_IS_LINK,     /* a symbolic link somewhere in the path */
    FILE_NOT_REGULAR, /* folder, FIFO, socket or device */
    FILE_TOO_LARGE,   /* over the limit that was given */
    FILE_CHANGED,     /* grew or shrank while it was read */
    FILE_EXISTS,
    FILE_FAILED /* see errno */
};

/* In words, for a diagnostic: strerror(errno) for FILE_FAILED. */
struct str file_result_text(enum file_result result);

/* What a file is, as stat(2) saw it. */
enum file_kind { FILE_KIND_REGULAR, FILE_KIND_FOLDER, FILE_KIND_LINK, FILE_KIND_OTHER };
struct file_stat {
    enum file_kind kind;
    uint64_t size_bytes, inode, device;
    int64_t modified_ns, changed_ns;
};

/* Opens a folder to work below; -1 with errno set. The path may be absolute and is followed as the
   user wrote it. */
int folder_open(const char *path);
void folder_close(int folder);
/* Opens the folder `path` below `folder`; the empty path opens `folder` once more. */
enum file_result folder_open_below(int folder, struct str path, int *opened);
/* The folder of the file before, which is often that of the next. Nothing is open while
   `descriptor` is -1; close it with folder_close(). */
struct open_folder {
    int root;
    struct str path; /* below `root`; borrowed */
    int descriptor;
};
/* Opens `path` below `root`, unless it is the folder that is open. */
enum file_result folder_enter(struct open_folder *open, int root, struct str path);
/* Is `folder` the same folder as `outer`, or somewhere below it? Climbs by "..", so it sees through
   links and other spellings of a path. */
enum file_result folder_is_inside(int folder, int outer, bool *is_inside);

enum file_result file_stat_at(int folder, struct str path, struct file_stat *stat);
bool file_stat_equal(const struct file_stat *a, const struct file_stat *b);
/* The clock that the file system writes down in stat(2). */
int64_t file_clock_ns(void);
/* Would a change after the moment `seen_ns` of that clock show in the times? Not if the file
   changed in the same tick: then equal times mean nothing (git calls such an entry racily clean).
 */
bool file_stat_is_settled(const struct file_stat *stat, int64_t seen_ns);

/* Reads a whole regular file into `arena` (NUL-terminated behind its length). */
enum file_result file_read(int folder, struct str path, size_t limit_bytes, struct arena *arena,
                           struct str *text);
/* The same into a buffer that is reused; replaces what it held. */
enum file_result file_read_into(int folder, struct str path, size_t limit_bytes,
                                struct strbuf *text);
/* The same, and what stat(2) saw when it was opened; zeros unless FILE_OK. */
enum file_result file_read_with_stat(int folder, struct str path, size_t limit_bytes,
                                     struct strbuf *text, struct file_stat *stat);
/* Reads a file the user named on the command line: links and absolute paths are fine. */
enum file_result file_read_named(const char *path, size_t limit_bytes, struct arena *arena,
                                 struct str *text);

/* One name in a folder. */
struct file_entry {
    struct str name; /* bytes as they are on disk */
    enum file_kind kind;
};
struct file_listing {
    LIST(struct file_entry) entries; /* sorted by bytes; "." and ".." left out */
};
enum file_result folder_list(int folder, struct str path, struct arena *arena,
                             struct file_listing *listing);

/* Makes the folder and its parents; existing ones are fine. */
enum file_result folder_make(int folder, struct str path);
/* Makes one folder that only its owner may enter (0700); an existing one is fine. */
enum file_result folder_make_private(int folder, struct str path);

/* Writes a new file in one go: O_EXCL, mode 0644, checks write and close. FILE_EXISTS if present.
 */
enum file_result file_write_new(int folder, struct str path, struct str text);
/* Writes `path` by a temporary name beside it and a rename, so that readers see old or new, also
   after a power cut. */
enum file_result file_replace(int folder, struct str path, struct str text);
/* The same without waiting for the disk: a power cut may leave `path` empty or damaged. */
enum file_result file_replace_unsynced(int folder, struct str path, struct str text);
/* Appends and does not return before the text is on the disk (journal). */
enum file_result file_append_synced(int folder, struct str path, struct str text);
/* Copies a regular file (copy_file_range where the kernel can); `to` must not exist. */
enum file_result file_copy_new(int from_folder, struct str from, int to_folder, struct str to);

/* Renames over whatever stands at `to`. */
enum file_result file_rename(int from_folder, struct str from, int to_folder, struct str to);
/* Can files be renamed from one folder into the other? Not to another file system, nor to another
   mount of the same one, which has the same device number. */
bool folder_can_move(int from_folder, int to_folder);
enum file_result file_remove(int folder, struct str path);
/* Removes an empty folder; FILE_OK too if it is not empty or missing. */
enum file_result folder_remove_empty(int folder, struct str path);
/* Removes a folder and all below it; links are removed, not followed. */
enum file_result folder_remove_tree(int folder, struct str path);

/* Flushes the file system that holds `folder` (syncfs). */
enum file_result folder_sync(int folder);

/* Takes the lock file `path` (made if missing); FILE_EXISTS if another process holds it, with its
   process id in `*holder` (0 if unknown). The lock ends with file_unlock() or the process. The
   holder may remove the lock file before it unlocks: whoever opened it meanwhile starts anew. */
struct file_lock {
    int descriptor;
};
enum file_result file_lock(int folder, struct str path, struct file_lock *lock, int64_t *holder);
void file_unlock(struct file_lock *lock);

/* Sets the umask of the process, once and for all, to one that agrees with the modes we give. */
void umask_settle(void);

/* Writes everything to a descriptor, through short writes and EINTR; false with errno set. */
bool descriptor_write(int descriptor, struct str text);
/* Gives 0, 1 and 2 to /dev/null where they are closed, so that no data file gets their number.
   Writing to them, or reading, fails as before. */
void descriptors_reserve_standard(void);

#endif
