/*
 * watch.h - notices when a file of the site is saved, made, moved or removed.
 *
 * Reads    inotify: content/, locales/ and themes/ of the site with all folders below.
 * Owns     a descriptor that poll(2) finds readable when there is something to take.
 * Reports  that nothing can be watched.
 */
#ifndef ISOGLOSS_PREVIEW_WATCH_H
#define ISOGLOSS_PREVIEW_WATCH_H

#include "base/diag.h"

struct watch {
    const char *site_folder;
    int descriptor; /* -1: closed */
    int site;       /* the watch on the site folder itself, in which only three names matter */
    bool is_outdated;
};

bool watch_open(struct watch *watch, const char *site_folder, struct diags *diags);
void watch_close(struct watch *watch);

/* Takes all events that are there. Was one of them about a file that a build reads? */
bool watch_take(struct watch *watch);

/* Watches the folders there are now, if they may have become others. To be called before a build,
   so that this build or an event after it sees whatever happened in a new folder. */
void watch_renew(struct watch *watch, struct diags *diags);

#endif
