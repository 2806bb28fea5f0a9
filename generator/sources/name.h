/*
 * name.h - what the names of files say: which to ignore, which cannot travel, which item in which
 * language.
 *
 * A site is copied to USB sticks and Windows machines, unpacked on macs and served from anywhere,
 * so a name has to mean the same file everywhere.
 */
#ifndef ISOGLOSS_SOURCES_NAME_H
#define ISOGLOSS_SOURCES_NAME_H

#include "base/diag.h"
#include "sources/sources.h"

/* Backups of editors, files of the operating system and of version control: not the site's. */
bool name_is_ignored(struct str name);

/* Reports a name that is not UTF-8, has control characters, is too long or names a device. `folder`
   is where it stands; false if it was reported. */
bool name_is_sound(struct str name, struct str folder, struct arena *scratch, struct diags *diags);

/* Whether a name fits in a URL as it is: [a-z0-9._-], beginning with a letter or digit. Reports it
   otherwise. */
bool name_is_portable(struct str name, struct str path, struct arena *scratch, struct diags *diags);

/* Reads "ID.LANG.md" or "ID.LANG.yaml" into `source`, whose path is set. False with a diagnostic if
   it is no such name. */
bool name_read_item(struct source *source, struct str name, struct arena *arena,
                    struct diags *diags);

/* Whether `name` of a folder is a language tag as it should be written. Reports it otherwise. */
bool name_is_lang(struct str name, struct str path, struct arena *scratch, struct diags *diags);

#endif
