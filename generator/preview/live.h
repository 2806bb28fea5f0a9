/*
 * live.h - what the browsers are told: which portal is there now, and what is wrong.
 *
 * Makes    one event, which tells all of the present state; a stream (EventSource) gets it when it
 *          begins and again whenever it changes. So nothing is lost by who comes late or comes
 * back. Owns     the state and the streams, until live_release(). Threads  any; a mutex guards all
 * of it. Streams are read by the threads of the server.
 */
#ifndef ISOGLOSS_PREVIEW_LIVE_H
#define ISOGLOSS_PREVIEW_LIVE_H

#include "base/diag.h"

#include <pthread.h>

struct MHD_Connection;
struct MHD_Response;

/* Pages that are visible at the same time; those in hidden tabs hold no stream. */
#define LIVE_STREAMS_MAX 64

struct live_stream {
    struct live *live;
    struct MHD_Connection *connection; /* NULL: free */
    struct strbuf message;             /* what is being sent, `sent` bytes of it so far */
    size_t sent;
    uint64_t event_seen;
    bool is_suspended, is_beat_due;
};

struct live {
    pthread_mutex_t mutex;
    int64_t started_ns; /* tells the portals of this server from those of another one before it */
    uint64_t portal;    /* counts them */
    uint64_t event;     /* counts the states */
    struct strbuf version, message;
    struct strbuf title, text; /* of the problems; empty if there are none */
    bool has_portal, is_closing;
    struct live_stream streams[LIVE_STREAMS_MAX];
};

void live_init(struct live *live);
/* All streams must have ended: see live_close(). */
void live_release(struct live *live);

/* The portal is there and nothing is wrong; pages of an older one are to be loaded again. */
enum live_portal { LIVE_SAME_PORTAL, LIVE_NEW_PORTAL };
void live_show_portal(struct live *live, enum live_portal portal);
/* The portal could not be built: the errors among `diags`. */
void live_show_problems(struct live *live, const struct diags *diags);

/* Sends a sign of life, so that streams nobody reads any more are noticed. */
void live_beat(struct live *live);
/* Ends all streams, and those to come. */
void live_close(struct live *live);

/* Appends the version of the portal as it is now. Ask before you read a page. */
void live_add_version(struct live *live, struct strbuf *version);
/* Has there been no portal yet? Then appends what to say instead: a title and lines of text. */
bool live_is_waiting(struct live *live, struct strbuf *title, struct strbuf *text);

/* A new stream to `connection`; NULL if there are too many. */
struct MHD_Response *live_stream(struct live *live, struct MHD_Connection *connection);

#endif
