/*
 * preview.h - the portal in a browser while it is being written.
 *
 * Reads    OUT, which a build has made or will make; the folders of the site, for changes.
 * Makes    a web server that only this machine can reach. Pages come as they are in OUT, with one
 *          script of the server's own: it loads them again when a build has changed the portal, and
 *          shows what is wrong when one could not.
 * Owns     a port, threads and watches, until preview_close().
 * Reports  a port that is taken, a server or a watch that cannot be started.
 * Threads  those of the server; the functions here are called by one thread, which also builds.
 *
 *     preview_open(), then over and over: a build, preview_show_...(), preview_wait();
 * preview_close()
 */
#ifndef ISOGLOSS_PREVIEW_PREVIEW_H
#define ISOGLOSS_PREVIEW_PREVIEW_H

#include "preview/server.h"
#include "preview/watch.h"

struct preview_options {
    const char *site_folder, *out_folder; /* as the user named them; borrowed */
    uint16_t port_first, port_last;       /* the first free one of these; 0: any port */
};

struct preview {
    struct listening listening;
    struct live live;
    struct server server;
    struct watch watch;
    int signals;
};

/* False after a diagnostic, and then there is nothing to close. The struct must stay in place. */
bool preview_open(struct preview *preview, const struct preview_options *options,
                  struct diags *diags);
void preview_close(struct preview *preview);

/* A build has succeeded, and changed the portal or not. */
void preview_show_portal(struct preview *preview, enum live_portal portal);
/* A build has failed with these errors. */
void preview_show_problems(struct preview *preview, const struct diags *diags);

enum preview_event { PREVIEW_CHANGED, PREVIEW_TIME_UP, PREVIEW_STOPPED };
#define PREVIEW_FOREVER INT64_MAX

/* Waits for a change of the site, `limit_ms` at most, or SIGINT, SIGTERM or SIGHUP. Only here are
   these signals held back; during a build they end the program as they would end any build. */
enum preview_event preview_wait(struct preview *preview, int64_t limit_ms, struct diags *diags);

#endif
