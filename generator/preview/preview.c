#include "preview/preview.h"

#include "base/file.h"
#include "preview/messages.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>

/* An editor that saves, and a checkout of many files, are one change each: quiet for this long, but
   no more than that in all. */
#define QUIET_MS 30
#define UNREST_MAX_MS 500

#define BEAT_MS 10000

static int64_t now_ms(void) {
    struct timespec now = {0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- Start and end ------------------------------------------------------------------------- */

static bool is_ignored(int number) {
    struct sigaction action;

    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static sigset_t ending_signals(void) {
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    if (!is_ignored(SIGHUP)) { /* nohup(1) */
        sigaddset(&set, SIGHUP);
    }
    return set;
}

/* The threads of the server inherit that all signals are somebody else's. */
static bool start_server(struct preview *preview, struct diags *diags) {
    sigset_t all, old;
    bool is_started;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    is_started = server_start(&preview->server, &preview->listening, diags);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return is_started;
}

static bool open_signals(struct preview *preview, struct diags *diags) {
    sigset_t set = ending_signals();

    preview->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (preview->signals < 0) {
        diag(diags, &MSG_SERVER, (struct place){0}, file_result_text(FILE_FAILED));
    }
    return preview->signals >= 0;
}

bool preview_open(struct preview *preview, const struct preview_options *options,
                  struct diags *diags) {
    *preview = (struct preview){.watch = {.descriptor = -1}, .signals = -1};
    preview->server = (struct server){.out_folder = options->out_folder, .live = &preview->live};
    live_init(&preview->live);
    if (listen_open(&preview->listening, options->port_first, options->port_last, diags) &&
        watch_open(&preview->watch, options->site_folder, diags) && open_signals(preview, diags) &&
        start_server(preview, diags)) {
        return true;
    }
    preview_close(preview);
    return false;
}

void preview_close(struct preview *preview) {
    server_stop(&preview->server);
    listen_close(&preview->listening);
    watch_close(&preview->watch);
    folder_close(preview->signals);
    live_release(&preview->live);
}

/* ---- What there is to see ------------------------------------------------------------------ */

void preview_show_portal(struct preview *preview, enum live_portal portal) {
    live_show_portal(&preview->live, portal);
}

void preview_show_problems(struct preview *preview, const struct diags *diags) {
    live_show_problems(&preview->live, diags);
}

/* ---- Waiting ------------------------------------------------------------------------------- */

enum ready { READY_NOTHING, READY_WATCH, READY_SIGNAL };

static enum ready poll_both(const struct preview *preview, int64_t wait_ms) {
    struct pollfd polled[] = {{.fd = preview->signals, .events = POLLIN},
                              {.fd = preview->watch.descriptor, .events = POLLIN}};

    if (poll(polled, 2, (int)wait_ms) <= 0) {
        return READY_NOTHING;
    }
    return polled[0].revents ? READY_SIGNAL : READY_WATCH;
}

/* Waits until nobody changes anything more. */
static enum preview_event settle(struct preview *preview) {
    int64_t end_ms = now_ms() + UNREST_MAX_MS;

    while (now_ms() < end_ms) {
        enum ready ready = poll_both(preview, QUIET_MS);

        if (ready == READY_SIGNAL) {
            return PREVIEW_STOPPED;
        }
        if (ready == READY_NOTHING) {
            break;
        }
        watch_take(&preview->watch);
    }
    return PREVIEW_CHANGED;
}

static enum preview_event wait_for_event(struct preview *preview, int64_t limit_ms) {
    int64_t start_ms = now_ms();
    int64_t left_ms = limit_ms;

    while (left_ms > 0) {
        switch (poll_both(preview, left_ms < BEAT_MS ? left_ms : BEAT_MS)) {
        case READY_SIGNAL:
            return PREVIEW_STOPPED;
        case READY_WATCH:
            if (watch_take(&preview->watch)) {
                return settle(preview);
            }
            break;
        case READY_NOTHING:
            live_beat(&preview->live);
            break;
        }
        left_ms = limit_ms - (now_ms() - start_ms);
    }
    return PREVIEW_TIME_UP;
}

enum preview_event preview_wait(struct preview *preview, int64_t limit_ms, struct diags *diags) {
    sigset_t set = ending_signals();
    sigset_t old;
    enum preview_event event;

    pthread_sigmask(SIG_BLOCK, &set, &old);
    event = wait_for_event(preview, limit_ms);
    if (event == PREVIEW_STOPPED) {
        /* It stays blocked: it is pending yet, and would end us before all is closed. */
        return event;
    }
    watch_renew(&preview->watch, diags);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return event;
}
