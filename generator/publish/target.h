/*
 * target.h - the output folder, and the work folder beside it.
 *
 * Reads    what stands at OUT and around it.
 * Makes    .OUT.isogloss/ with the lock in it; target_release() removes both.
 * Owns     open folders and the lock, until target_release(); texts are on the caller's arena.
 * Reports  folders that must not be written to, a lock that somebody holds.
 * Threads  one thread opens it; its folders may then be used by all.
 */
#ifndef ISOGLOSS_PUBLISH_TARGET_H
#define ISOGLOSS_PUBLISH_TARGET_H

#include "base/diag.h"
#include "base/file.h"

#define NO_FOLDER (-1)
/* Where a site has its portal if nobody says otherwise. */
#define OUT_OF_SITE "out"

struct target {
    struct str shown;     /* OUT as the user wrote it, for messages */
    struct str name;      /* of OUT in its parent, links followed */
    struct str work_name; /* of the work folder in the same parent */
    int parent, work;
    int out; /* NO_FOLDER while it does not exist */
    struct file_lock lock;
};

/* Finds the folder that `out_folder` names and refuses those that would end in tears: a file, the
   root, the home folder, one that holds the site or is part of it. Changes nothing. */
bool target_find(struct target *target, const char *out_folder, int site_folder,
                 struct arena *arena, struct diags *diags);

/* For what the world must not see: refuses the site's own out/, empty or not. */
bool target_is_not_public(const struct target *target, int site_folder, struct diags *diags);

/* Makes the work folder and takes the lock. */
bool target_lock(struct target *target, struct diags *diags);

/* Opens OUT if it is there; again after a recovery has made it. False after a diagnostic. */
bool target_open_out(struct target *target, struct diags *diags);

/* Ends the lock, removes the work folder if it is empty, closes everything. */
void target_release(struct target *target);

/* The path of a file of OUT as the user would write it. */
struct str target_path(const struct target *target, struct str path, struct arena *arena);

/* Records a message about `path` in OUT with {1} = what `result` and errno say. */
void target_report(const struct target *target, const struct message *message, struct str path,
                   enum file_result result, struct diags *diags);

#endif
