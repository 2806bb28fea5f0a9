/*
 * isogloss serve: builds, shows the portal in a browser, and builds again whenever a file is saved.
 */
#include "base/wording.h"
#include "commands/build.h"
#include "commands/messages.h"
#include "preview/preview.h"

#define PORT_FIRST 8000
#define PORT_LAST 8099
#define BUSY_RETRY_MS 250

/* ---- What to say --------------------------------------------------------------------------- */

static bool read_ports(struct run *run, struct preview_options *options) {
    const char *text = run->line.values[OPTION_PORT];
    uint32_t port = PORT_FIRST;

    if (text && (!str_to_u32(str_from(text), &port) || port > UINT16_MAX)) {
        diag(&run->diags, &MSG_BAD_PORT, (struct place){0}, str_from(text));
        return false;
    }
    options->port_first = (uint16_t)port;
    options->port_last = text ? (uint16_t)port : PORT_LAST;
    return true;
}

static struct str to_text(struct run *run, uint16_t number) {
    return str_format(&run->arena, "%u", (unsigned)number);
}

static void say_address(struct run *run, const struct preview_options *options, uint16_t port) {
    struct str first = to_text(run, options->port_first);
    struct str address =
        str_join(&run->arena, STR("http://localhost:"), to_text(run, port), STR("/"));

    if (run->format == DIAG_JSON) {
        strbuf_add_format(&run->output, "{\"address\":\"%.*s\"}\n", STR_ARG(address));
    } else {
        if (options->port_first && port != options->port_first) {
            wording_fill(&run->output,
                         message_translated(N_("port {1} is in use by another program\n")), &first,
                         1);
        }
        /* TRANSLATORS: {1} is the address, http://localhost:8000/ */
        wording_fill(&run->output,
                     message_translated(N_("the portal is at {1} and follows what you save; "
                                           "Ctrl-C ends this\n")),
                     &address, 1);
    }
    run_report(run);
}

/* ---- The builds ---------------------------------------------------------------------------- */

/* Another build of the same portal will end soon; that is no fault of the content. */
static bool is_busy(const struct diags *diags) {
    for (size_t i = 0; i < diags->list.count; i++) {
        if (strcmp(diags->list.items[i]->message->code, "out-busy") == 0) {
            return true;
        }
    }
    return false;
}

enum result { RESULT_SHOWN, RESULT_BUSY, RESULT_STILL_BUSY };

static enum result build_and_show(struct run *run, struct preview *preview, enum result before) {
    struct publish_report report = {0};

    if (!run->is_now_given) {
        run->now_s = time(NULL);
    }
    if (build_once(run, &report)) {
        /* The build that was busy may have written it all. */
        bool is_changed =
            report.written || report.removed || report.recovered || before != RESULT_SHOWN;

        preview_show_portal(preview, is_changed ? LIVE_NEW_PORTAL : LIVE_SAME_PORTAL);
        return RESULT_SHOWN;
    }
    if (is_busy(&run->diags)) {
        return before == RESULT_SHOWN ? RESULT_BUSY : RESULT_STILL_BUSY;
    }
    preview_show_problems(preview, &run->diags);
    return RESULT_SHOWN;
}

/* Until a signal comes; or the command line proves wrong, which no saved file will mend. */
static void build_and_wait(struct run *run, struct preview *preview) {
    enum result result = RESULT_SHOWN;
    enum preview_event event;
    bool is_first = true;

    do {
        result = build_and_show(run, preview, result);
        if (is_first && diags_exit_status(&run->diags) == 2) {
            return;
        }
        is_first = false;
        if (result == RESULT_STILL_BUSY) {
            diags_release(&run->diags); /* told already */
        }
        run_report(run);
        event = preview_wait(preview, result == RESULT_SHOWN ? PREVIEW_FOREVER : BUSY_RETRY_MS,
                             &run->diags);
        run_report(run); /* what the wait has reported is no error of the next build */
    } while (event != PREVIEW_STOPPED);
}

static void serve(struct run *run) {
    struct preview_options options = {.site_folder = run->site_folder,
                                      .out_folder = str_to_c(&run->arena, build_folder(run))};
    struct preview preview;

    if (read_ports(run, &options) && preview_open(&preview, &options, &run->diags)) {
        say_address(run, &options, preview.listening.port);
        build_and_wait(run, &preview);
        preview_close(&preview);
    }
}

const struct command command_serve = {
    .name = "serve",
    .arguments = "",
    .summary = N_("show the portal in a browser while you write"),
    .description =
        N_("Builds the portal, then shows it on this machine, to nobody else. Whenever a\n"
           "file is saved, it builds again, and the pages in the browser follow. What is\n"
           "wrong stands in the page until it is mended. Ctrl-C ends it.\n"),
    .options = OPTIONS_OF_SITE | OPTION_BIT(OPTION_OUT) | OPTION_BIT(OPTION_PORT) |
               OPTION_BIT(OPTION_DRAFTS) | OPTION_BIT(OPTION_PSEUDO),
    .execute = serve,
};
