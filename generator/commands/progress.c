#include "commands/progress.h"

#include "base/file.h"
#include "base/wording.h"

#define SHOWN_AFTER_MS 1000
#define REDRAWN_AFTER_MS 100

/* Back to the first column, and clear to the end of the line. */
#define ERASE "\r\033[K"

static int64_t now_ms(void) {
    struct timespec now = {0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool is_capable_terminal(void) {
    const char *terminal = getenv("TERM");

    return isatty(STDERR_FILENO) && terminal && *terminal && strcmp(terminal, "dumb") != 0;
}

void progress_begin(struct progress *progress, enum progress_wish wish) {
    *progress = (struct progress){
        .is_wanted = wish == PROGRESS_ON_TERMINAL && is_capable_terminal(), .started_ms = now_ms()};
}

static void draw(size_t done, size_t total) {
    struct strbuf line = {0};
    struct strbuf numbers = {0};
    size_t middle;

    strbuf_add_u64(&numbers, done);
    middle = numbers.length;
    strbuf_add_u64(&numbers, total);
    strbuf_add_c(&line, ERASE);
    wording_fill(&line, message_translated(N_("rendering: {1} of {2}")),
                 (const struct str[]){str_slice(strbuf_view(&numbers), 0, middle),
                                      str_from_byte(strbuf_view(&numbers), middle)},
                 2);
    descriptor_write(STDERR_FILENO, strbuf_view(&line)); /* only a picture: may fail */
    strbuf_release(&numbers);
    strbuf_release(&line);
}

void progress_report(void *context, size_t done, size_t total) {
    struct progress *progress = context;
    int64_t now;

    if (!progress->is_wanted) {
        return;
    }
    now = now_ms();
    if (now - progress->started_ms >= SHOWN_AFTER_MS &&
        now - progress->drawn_ms >= REDRAWN_AFTER_MS) {
        draw(done, total);
        progress->is_shown = true;
        progress->drawn_ms = now;
    }
}

void progress_end(struct progress *progress) {
    if (progress->is_shown) {
        descriptor_write(STDERR_FILENO, STR(ERASE));
        progress->is_shown = false;
    }
}
