#include "preview/server.h"

#include "base/file.h"
#include "base/path.h"
#include "base/wording.h"
#include "preview/messages.h"
#include "preview/request.h"
#include "preview/served_page.h"

#include <microhttpd.h>

#define FILE_LIMIT_BYTES ((size_t)256 << 20)
#define CONNECTIONS_MAX 256
#define IDLE_SECONDS 60

/* The bytes of reload.js, put into the program by the Makefile. */
extern const char _binary_reload_js_start[], _binary_reload_js_end[];

/* One request on its way to an answer. */
struct exchange {
    struct server *server;
    struct MHD_Connection *connection;
    const char *url;
    struct str path; /* below OUT */
    int out;
    struct strbuf version, bytes, body;
    struct arena arena;
};

/* ---- Answers ------------------------------------------------------------------------------- */

/* The portal may change at any moment, so nothing may be used twice unasked ("no-store" would say
   more, but makes Firefox forget the place on a page); and no other site has any business with it.
 */
static enum MHD_Result finish(struct exchange *exchange, unsigned status, const char *type,
                              struct MHD_Response *response) {
    enum MHD_Result sent;

    if (!response) {
        return MHD_NO;
    }
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-cache");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED) {
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
    }
    sent = MHD_queue_response(exchange->connection, status, response);
    MHD_destroy_response(response);
    return sent;
}

static enum MHD_Result send_bytes(struct exchange *exchange, unsigned status, const char *type,
                                  struct str bytes) {
    return finish(exchange, status, type,
                  MHD_create_response_from_buffer(bytes.length, (void *)(uintptr_t)bytes.data,
                                                  MHD_RESPMEM_MUST_COPY));
}

static enum MHD_Result send_words(struct exchange *exchange, unsigned status, const char *text) {
    strbuf_add_c(&exchange->body, message_translated(text));
    strbuf_add_char(&exchange->body, '\n');
    return send_bytes(exchange, status, "text/plain; charset=utf-8", strbuf_view(&exchange->body));
}

static enum MHD_Result send_page(struct exchange *exchange, unsigned status) {
    return send_bytes(exchange, status, "text/html; charset=utf-8", strbuf_view(&exchange->body));
}

static enum MHD_Result send_notice(struct exchange *exchange, unsigned status, struct str title,
                                   struct str text) {
    served_page_add_notice(title, text, strbuf_view(&exchange->version), &exchange->body);
    return send_page(exchange, status);
}

/* ---- Files --------------------------------------------------------------------------------- */

static bool is_page(struct str path) {
    return str_equal_ascii_case(path_extension(path), STR(".html"));
}

static enum MHD_Result send_file(struct exchange *exchange, unsigned status, struct str path) {
    if (!is_page(path)) {
        return send_bytes(exchange, status, request_content_type(path),
                          strbuf_view(&exchange->bytes));
    }
    served_page_add(strbuf_view(&exchange->bytes), strbuf_view(&exchange->version),
                    &exchange->body);
    return send_page(exchange, status);
}

static enum file_result read_file(struct exchange *exchange, struct str path) {
    return file_read_into(exchange->out, path, FILE_LIMIT_BYTES, &exchange->bytes);
}

/* The page that the language has for this, as a real server would be told to use. */
static enum MHD_Result send_not_found(struct exchange *exchange) {
    struct str rest = exchange->path;
    struct str own = path_join(&exchange->arena, str_cut(&rest, '/'), STR("404.html"));

    /* The "language" may be a hidden folder. */
    if (!str_starts(own, STR(".")) && read_file(exchange, own) == FILE_OK) {
        return send_file(exchange, MHD_HTTP_NOT_FOUND, own);
    }
    return send_notice(exchange, MHD_HTTP_NOT_FOUND,
                       str_from(message_translated(N_("The portal has no such page"))),
                       exchange->path);
}

static enum MHD_Result send_missing(struct exchange *exchange) {
    struct strbuf title = {0};
    struct strbuf text = {0};
    enum MHD_Result sent;

    if (live_is_waiting(exchange->server->live, &title, &text)) {
        sent = send_notice(exchange, MHD_HTTP_SERVICE_UNAVAILABLE, strbuf_view(&title),
                           strbuf_view(&text));
    } else {
        sent = send_not_found(exchange);
    }
    strbuf_release(&title);
    strbuf_release(&text);
    return sent;
}

/* With a slash behind it, relative links of the page lead to where they do from a file. */
static enum MHD_Result send_to_folder(struct exchange *exchange) {
    struct str location = str_join(&exchange->arena, str_from(exchange->url), STR("/"));
    struct MHD_Response *response =
        MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);

    if (response) {
        MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, location.data);
    }
    return finish(exchange, MHD_HTTP_FOUND, "text/plain; charset=utf-8", response);
}

static enum MHD_Result send_from_out(struct exchange *exchange) {
    struct file_stat stat;
    enum file_result result = read_file(exchange, exchange->path);

    switch (result) {
    case FILE_OK:
        return send_file(exchange, MHD_HTTP_OK, exchange->path);
    case FILE_MISSING:
    case FILE_IS_LINK:
        return send_missing(exchange);
    case FILE_NOT_REGULAR:
        if (file_stat_at(exchange->out, exchange->path, &stat) == FILE_OK &&
            stat.kind == FILE_KIND_FOLDER) {
            return send_to_folder(exchange);
        }
        return send_missing(exchange);
    default:
        return send_notice(exchange, MHD_HTTP_INTERNAL_SERVER_ERROR, file_result_text(result),
                           exchange->path);
    }
}

static enum MHD_Result answer_path(struct exchange *exchange) {
    enum request_kind kind =
        request_read(str_from(exchange->url), &exchange->arena, &exchange->path);
    enum MHD_Result sent;

    if (kind == REQUEST_MALFORMED) {
        return send_words(exchange, MHD_HTTP_BAD_REQUEST, N_("This is no address of a portal."));
    }
    live_add_version(exchange->server->live, &exchange->version);
    /* Each time anew: OUT need not be there yet, and may be moved away. */
    exchange->out = folder_open(exchange->server->out_folder);
    if (kind == REQUEST_HIDDEN || exchange->out < 0) {
        sent = send_missing(exchange);
    } else {
        sent = send_from_out(exchange);
    }
    folder_close(exchange->out);
    return sent;
}

static enum MHD_Result answer_events(struct exchange *exchange) {
    struct MHD_Response *response = live_stream(exchange->server->live, exchange->connection);

    if (!response) {
        return send_words(exchange, MHD_HTTP_SERVICE_UNAVAILABLE,
                          N_("Too many pages are open; close some."));
    }
    return finish(exchange, MHD_HTTP_OK, "text/event-stream", response);
}

static enum MHD_Result answer_address(struct exchange *exchange) {
    struct str script = {_binary_reload_js_start,
                         (size_t)(_binary_reload_js_end - _binary_reload_js_start)};

    if (strcmp(exchange->url, SERVED_SCRIPT_PATH) == 0) {
        return send_bytes(exchange, MHD_HTTP_OK, "text/javascript; charset=utf-8", script);
    }
    if (strcmp(exchange->url, SERVED_EVENTS_PATH) == 0) {
        return answer_events(exchange);
    }
    return answer_path(exchange);
}

/* ---- Requests ------------------------------------------------------------------------------ */

struct hosts {
    size_t count, local_count;
};

static enum MHD_Result count_host(void *context, enum MHD_ValueKind kind, const char *name,
                                  const char *value) {
    struct hosts *hosts = context;

    (void)kind;
    if (str_equal_ascii_case(str_from(name), STR(MHD_HTTP_HEADER_HOST))) {
        hosts->count++;
        hosts->local_count += request_host_is_local(str_from(value));
    }
    return MHD_YES;
}

/* Exactly one, for two may be understood in two ways. */
static bool is_host_local(struct MHD_Connection *connection) {
    struct hosts hosts = {0};

    MHD_get_connection_values(connection, MHD_HEADER_KIND, count_host, &hosts);
    return hosts.count == 1 && hosts.local_count == 1;
}

static enum MHD_Result answer_request(struct exchange *exchange, const char *method) {
    if (!is_host_local(exchange->connection)) {
        return send_words(exchange, MHD_HTTP_FORBIDDEN,
                          N_("This is the preview of a portal on this machine; its name is "
                             "localhost."));
    }
    if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0) {
        return send_words(exchange, MHD_HTTP_METHOD_NOT_ALLOWED,
                          N_("Only GET and HEAD work here."));
    }
    return answer_address(exchange);
}

/* Called when the head is there, then for pieces of a body, then once more; only a request that may
   not be is answered at once. */
static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *body,
                              size_t *body_bytes, void **state) {
    static char head_is_read;
    struct exchange exchange = {.server = context, .connection = connection, .url = url, .out = -1};
    enum MHD_Result sent;

    (void)version;
    (void)body;
    if (*body_bytes) {
        *body_bytes = 0;
        return MHD_YES;
    }
    if (!*state &&
        (strcmp(method, MHD_HTTP_METHOD_GET) == 0 || strcmp(method, MHD_HTTP_METHOD_HEAD) == 0)) {
        *state = &head_is_read;
        return MHD_YES;
    }
    sent = answer_request(&exchange, method);
    strbuf_release(&exchange.version);
    strbuf_release(&exchange.bytes);
    strbuf_release(&exchange.body);
    arena_release(&exchange.arena);
    return sent;
}

/* Leaves a target as it came: request_read() decodes it, and sees what %00 would hide. */
static size_t keep_escapes(void *context, struct MHD_Connection *connection, char *text) {
    (void)context;
    (void)connection;
    return strlen(text);
}

/* ---- Start and end ------------------------------------------------------------------------- */

static struct MHD_Daemon *start_daemon(struct server *server, int socket) {
    return MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
        answer, server, MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
        MHD_OPTION_END);
}

bool server_start(struct server *server, struct listening *listening, struct diags *diags) {
    while (listening->count) {
        struct MHD_Daemon *daemon = start_daemon(server, listening->sockets[listening->count - 1]);

        if (!daemon) {
            diag(diags, &MSG_SERVER, (struct place){0}, file_result_text(FILE_FAILED));
            return false;
        }
        listening->count--;
        server->daemons[server->count++] = daemon;
    }
    return true;
}

void server_stop(struct server *server) {
    live_close(server->live);
    while (server->count) {
        MHD_stop_daemon(server->daemons[--server->count]);
    }
}
