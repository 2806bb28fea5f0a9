#include "preview/live.h"

#include "base/utf8.h"
#include "base/wording.h"

#include <microhttpd.h>

#define STREAM_BLOCK_BYTES 4096
#define PROBLEMS_MAX 50

/* How long a browser waits before it looks whether the server is back. */
#define STREAM_BEGIN "retry: 500\n"
#define STREAM_BEAT ": still here\n\n"

/* ---- The state ----------------------------------------------------------------------------- */

static void add_member(struct strbuf *out, const char *key, struct str text) {
    strbuf_add_format(out, "\"%s\":", key);
    strbuf_add_json(out, text);
    strbuf_add_char(out, ',');
}

static void add_translated(struct strbuf *out, const char *key, const char *text) {
    add_member(out, key, str_from(message_translated(text)));
}

/* The first of the lines of JSON that diags_print() makes, as a list: nobody mends more at once. */
static void add_list(struct strbuf *out, struct str lines) {
    struct str rest = lines;

    strbuf_add_char(out, '[');
    for (size_t i = 0; i < PROBLEMS_MAX && !str_is_empty(rest); i++) {
        strbuf_add(out, i ? STR(",") : STR(""));
        strbuf_add(out, str_cut(&rest, '\n'));
    }
    strbuf_add_char(out, ']');
}

/* Every stream that waits for news is to ask again. */
static void wake(struct live *live) {
    for (size_t i = 0; i < LIVE_STREAMS_MAX; i++) {
        struct live_stream *stream = &live->streams[i];

        if (stream->is_suspended) {
            stream->is_suspended = false;
            MHD_resume_connection(stream->connection);
        }
    }
}

/* Writes the event: one line of JSON. */
static void tell(struct live *live, struct str problems) {
    struct strbuf *message = &live->message;

    strbuf_clear(message);
    strbuf_add(message, STR(STREAM_BEGIN "data: {"));
    add_member(message, "version", strbuf_view(&live->version));
    add_translated(message, "lang", N_("en"));
    add_translated(message, "hide", N_("Hide"));
    add_member(message, "title", strbuf_view(&live->title));
    strbuf_add(message, STR("\"problems\":"));
    add_list(message, problems);
    strbuf_add(message, STR("}\n\n"));
    live->event++;
    wake(live);
}

static void name_version(struct live *live) {
    strbuf_clear(&live->version);
    strbuf_add_format(&live->version, "%llx-%llu", (unsigned long long)live->started_ns,
                      (unsigned long long)live->portal);
}

void live_init(struct live *live) {
    struct timespec now = {0};

    *live = (struct live){0};
    pthread_mutex_init(&live->mutex, NULL);
    clock_gettime(CLOCK_REALTIME, &now);
    live->started_ns = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
    name_version(live);
    tell(live, STR(""));
}

void live_release(struct live *live) {
    strbuf_release(&live->version);
    strbuf_release(&live->message);
    strbuf_release(&live->title);
    strbuf_release(&live->text);
    pthread_mutex_destroy(&live->mutex);
}

void live_show_portal(struct live *live, enum live_portal portal) {
    pthread_mutex_lock(&live->mutex);
    if (portal == LIVE_NEW_PORTAL || !live->has_portal) {
        live->portal++;
        name_version(live);
    }
    live->has_portal = true;
    strbuf_clear(&live->title);
    strbuf_clear(&live->text);
    tell(live, STR(""));
    pthread_mutex_unlock(&live->mutex);
}

/* Warnings do not keep a portal from being made. */
static void choose_errors(const struct diags *diags, struct diags *errors) {
    for (size_t i = 0; i < diags->list.count; i++) {
        enum severity severity = diags->list.items[i]->message->severity;

        if (severity >= SEVERITY_ERROR) {
            *LIST_ADD(&errors->list, &errors->arena) = diags->list.items[i];
            errors->count_by_severity[severity]++;
        }
    }
}

void live_show_problems(struct live *live, const struct diags *diags) {
    struct diags errors = {0};
    struct strbuf problems = {0};

    choose_errors(diags, &errors);
    diags_print(&errors, DIAG_JSON, &problems);
    pthread_mutex_lock(&live->mutex);
    strbuf_clear(&live->text);
    diags_print(&errors, DIAG_TEXT, &live->text);
    strbuf_clear(&live->title);
    wording_add_counted(
        &live->title,
        P_("{1} error; the portal is as it was", "{1} errors; the portal is as it was"),
        errors.list.count);
    tell(live, strbuf_view(&problems));
    pthread_mutex_unlock(&live->mutex);
    strbuf_release(&problems);
    diags_release(&errors);
}

void live_beat(struct live *live) {
    pthread_mutex_lock(&live->mutex);
    for (size_t i = 0; i < LIVE_STREAMS_MAX; i++) {
        live->streams[i].is_beat_due = true;
    }
    wake(live);
    pthread_mutex_unlock(&live->mutex);
}

void live_close(struct live *live) {
    pthread_mutex_lock(&live->mutex);
    live->is_closing = true;
    wake(live);
    pthread_mutex_unlock(&live->mutex);
}

/* ---- What pages need to know --------------------------------------------------------------- */

void live_add_version(struct live *live, struct strbuf *version) {
    pthread_mutex_lock(&live->mutex);
    strbuf_add(version, strbuf_view(&live->version));
    pthread_mutex_unlock(&live->mutex);
}

bool live_is_waiting(struct live *live, struct strbuf *title, struct strbuf *text) {
    bool is_waiting;

    pthread_mutex_lock(&live->mutex);
    is_waiting = !live->has_portal;
    if (is_waiting && live->title.length) {
        strbuf_add(title, strbuf_view(&live->title));
        strbuf_add(text, strbuf_view(&live->text));
    } else if (is_waiting) {
        strbuf_add_c(title, message_translated(N_("The portal is being built")));
    }
    pthread_mutex_unlock(&live->mutex);
    return is_waiting;
}

/* ---- Streams ------------------------------------------------------------------------------- */

/* Chooses what is sent next; false if there is nothing to say. */
static bool refill(struct live_stream *stream) {
    struct live *live = stream->live;

    strbuf_clear(&stream->message);
    stream->sent = 0;
    if (stream->event_seen != live->event) {
        stream->event_seen = live->event;
        strbuf_add(&stream->message, strbuf_view(&live->message));
    } else if (stream->is_beat_due) {
        strbuf_add(&stream->message, STR(STREAM_BEAT));
    }
    stream->is_beat_due = false;
    return stream->message.length > 0;
}

static ssize_t read_stream(void *context, uint64_t position, char *room, size_t room_bytes) {
    struct live_stream *stream = context;
    struct live *live = stream->live;
    ssize_t got = 0;

    (void)position;
    pthread_mutex_lock(&live->mutex);
    if (live->is_closing) {
        got = MHD_CONTENT_READER_END_OF_STREAM;
    } else if (stream->sent < stream->message.length || refill(stream)) {
        struct str rest =
            str_slice(strbuf_view(&stream->message), stream->sent, stream->sent + room_bytes);

        memcpy(room, rest.data, rest.length);
        stream->sent += rest.length;
        got = (ssize_t)rest.length;
    } else {
        /* Under the mutex, so that whoever has news finds it suspended or not yet asking. */
        stream->is_suspended = true;
        MHD_suspend_connection(stream->connection);
    }
    pthread_mutex_unlock(&live->mutex);
    return got;
}

static void end_stream(void *context) {
    struct live_stream *stream = context;
    struct live *live = stream->live;

    pthread_mutex_lock(&live->mutex);
    strbuf_release(&stream->message);
    *stream = (struct live_stream){0};
    pthread_mutex_unlock(&live->mutex);
}

static struct live_stream *begin_stream(struct live *live, struct MHD_Connection *connection) {
    struct live_stream *found = NULL;

    pthread_mutex_lock(&live->mutex);
    for (size_t i = 0; i < LIVE_STREAMS_MAX && !found; i++) {
        if (!live->streams[i].connection) {
            found = &live->streams[i];
            *found = (struct live_stream){.live = live, .connection = connection};
        }
    }
    pthread_mutex_unlock(&live->mutex);
    return found;
}

struct MHD_Response *live_stream(struct live *live, struct MHD_Connection *connection) {
    struct live_stream *stream = begin_stream(live, connection);
    struct MHD_Response *response = NULL;

    if (!stream) {
        live_beat(live); /* somebody may have gone without a word; the browser asks again */
    } else {
        response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK_BYTES,
                                                     read_stream, stream, end_stream);
        if (!response) {
            end_stream(stream);
        }
    }
    return response;
}
