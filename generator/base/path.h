/*
 * path.h - paths as text; nothing here touches a disk.
 *
 * Inside the program a path is relative, uses '/', has no empty, "." or ".." component, and is
 * named from the site folder (sources) or from out/ (pages).
 */
#ifndef ISOGLOSS_BASE_PATH_H
#define ISOGLOSS_BASE_PATH_H

#include "base/str.h"

#define PATH_MAX_BYTES 240 /* what a FAT stick and Windows can still carry below a drive letter */
#define NAME_MAX_BYTES 120

/* `folder/name`; an empty folder gives `name`. */
struct str path_join(struct arena *arena, struct str folder, struct str name);
/* What stands before the last '/', or empty. */
struct str path_folder(struct str path);
/* What stands after the last '/'. */
struct str path_name(struct str path);
/* The last '.' of the name and what follows, or empty. */
struct str path_extension(struct str path);

/* The relative link from the file `from` to the file `to`, both named from the same root:
   ("fr/reports/a.html", "fr/index.html") -> "../index.html". */
struct str path_relative(struct arena *arena, struct str from, struct str to);

/* Relative, clean, no component ".", ".." or empty, no backslash, no control character. */
bool path_is_clean(struct str path);

/* An id: [a-z0-9-], starts with a letter or digit, at most NAME_MAX_BYTES, not a device name of
   Windows (con, nul, com1 ...). */
bool path_is_id(struct str name);

#endif
