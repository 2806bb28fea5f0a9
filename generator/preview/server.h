/*
 * server.h - the files of OUT over HTTP, to this machine only.
 *
 * Reads    files below OUT, never through a link; requests, of which no byte is trusted.
 * Makes    answers: the file as it is, but for a page, which gets the preview's script.
 * Reports  to the one who asks, by a status: 400, 403 (a Host that is not this machine), 404, 405
 *          (not GET or HEAD), 500, 503 (no portal yet).
 * Threads  one for each address it listens to.
 */
#ifndef ISOGLOSS_PREVIEW_SERVER_H
#define ISOGLOSS_PREVIEW_SERVER_H

#include "preview/listen.h"
#include "preview/live.h"

struct MHD_Daemon;

struct server {
    const char *out_folder;
    struct live *live;
    struct MHD_Daemon *daemons[LISTEN_ADDRESSES];
    size_t count;
};

/* Takes the sockets over. False after a diagnostic. */
bool server_start(struct server *server, struct listening *listening, struct diags *diags);
/* Ends the streams, then all else. */
void server_stop(struct server *server);

#endif
