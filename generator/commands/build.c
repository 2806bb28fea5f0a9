/*
 * isogloss build and isogloss check: all five stages, to the disk or only to see what is wrong.
 */
#include "commands/build.h"

#include "base/path.h"
#include "base/utf8.h"
#include "base/wording.h"
#include "commands/pipeline.h"
#include "commands/progress.h"
#include "commands/release.h"
#include "translate/translate.h"

#include <time.h>

/* ---- Where to ------------------------------------------------------------------------------ */

/* Slashes at the end say nothing. */
static struct str without_slashes(struct str path) {
    while (path.length > 1 && path.data[path.length - 1] == '/') {
        path.length--;
    }
    return path;
}

struct str build_folder(struct run *run) {
    const char *given = run->line.values[OPTION_OUT];

    if (given) {
        return without_slashes(str_from(given));
    }
    if (strcmp(run->site_folder, ".") == 0) {
        return STR("out");
    }
    return path_join(&run->arena, without_slashes(str_from(run->site_folder)), STR("out"));
}

/* ---- What to say at the end ---------------------------------------------------------------- */

static struct str counted(struct arena *arena, const char *one, const char *many, size_t n) {
    struct strbuf text = {0};
    struct str copy;

    wording_add_counted(&text, one, many, n);
    copy = str_copy(arena, strbuf_view(&text));
    strbuf_release(&text);
    return copy;
}

/* The path as a terminal may show it. */
static struct str visible(struct arena *arena, struct str path) {
    struct strbuf text = {0};
    struct str copy;

    strbuf_add_visible(&text, path);
    copy = str_copy(arena, strbuf_view(&text));
    strbuf_release(&text);
    return copy;
}

/* "412 files", or of a shard "137 of 412 files". */
static struct str count_files(struct run *run, const struct publish_report *report) {
    struct arena *arena = &run->arena;
    const struct str numbers[] = {str_format(arena, "%zu", report->pages),
                                  str_format(arena, "%zu", report->plan_pages)};
    struct strbuf text = {0};
    struct str copy;

    if (run->shard.count == 0) {
        return counted(arena, P_("{1} file", "{1} files"), report->pages);
    }
    /* TRANSLATORS: the number that counts is {2}: "137 of 412 files" */
    wording_fill(&text,
                 wording_counted(P_("{1} of {2} file", "{1} of {2} files"), report->plan_pages),
                 numbers, sizeof numbers / sizeof numbers[0]);
    copy = str_copy(arena, strbuf_view(&text));
    strbuf_release(&text);
    return copy;
}

static void say_built(struct run *run, struct str out, size_t languages,
                      const struct publish_report *report) {
    struct arena *arena = &run->arena;
    const struct str arguments[] = {
        visible(arena, out),
        count_files(run, report),
        counted(arena, P_("{1} language", "{1} languages"), languages),
        counted(arena, P_("{1} written", "{1} written"), report->written),
        counted(arena, P_("{1} unchanged", "{1} unchanged"), report->unchanged),
        counted(arena, P_("{1} removed", "{1} removed"), report->removed),
    };

    if (report->recovered) {
        strbuf_add_c(&run->output, message_translated(N_("finished what a build that was cut off "
                                                         "had left\n")));
    }
    /* TRANSLATORS: {1} is the folder, {2} "412 files", {3} "8 languages", {4} "3 written" ... */
    wording_fill(&run->output, message_translated(N_("{1}/: {2} in {3}; {4}, {5}, {6}\n")),
                 arguments, sizeof arguments / sizeof arguments[0]);
}

static void say_checked(struct run *run, size_t languages, const struct publish_report *report) {
    struct arena *arena = &run->arena;
    const struct str arguments[] = {
        counted(arena, P_("{1} file", "{1} files"), report->pages),
        counted(arena, P_("{1} language", "{1} languages"), languages),
        counted(arena, P_("{1} link", "{1} links"), report->links),
        counted(arena, P_("{1} warning", "{1} warnings"),
                run->diags.count_by_severity[SEVERITY_WARNING]),
    };

    /* TRANSLATORS: {1} "412 files", {2} "8 languages", {3} "9000 links", {4} "2 warnings" */
    wording_fill(&run->output, message_translated(N_("no errors: {1} in {2}, {3}; {4}\n")),
                 arguments, sizeof arguments / sizeof arguments[0]);
}

/* For programs, so never translated. */
static void say_json(struct run *run, size_t languages, const struct publish_report *report) {
    strbuf_add_format(&run->output,
                      "{\"files\":%zu,\"of\":%zu,\"languages\":%zu,\"written\":%zu,"
                      "\"unchanged\":%zu,\"removed\":%zu,\"recovered\":%s}\n",
                      report->pages, report->plan_pages, languages, report->written,
                      report->unchanged, report->removed, report->recovered ? "true" : "false");
}

/* ---- The commands -------------------------------------------------------------------------- */

static bool run_stages(struct run *run, struct publish_options *options,
                       struct publish_report *report) {
    struct pipeline pipeline = {0};
    struct progress progress;
    bool is_published = false;

    if (pipeline_run(&pipeline, run, STAGE_PLAN)) {
        translations_check(&pipeline.site,
                           run->line.values[OPTION_TRANSLATIONS] ? CHECKS_OF_ALL
                                                                 : CHECKS_AS_DECLARED,
                           run->workers, &run->diags);
        progress_begin(&progress,
                       run->format == DIAG_TEXT ? PROGRESS_ON_TERMINAL : PROGRESS_SILENT);
        options->progress = progress_report;
        options->progress_context = &progress;
        is_published = publish(&pipeline.plan, options, report, &run->diags);
        progress_end(&progress);
    }
    pipeline_release(&pipeline);
    return is_published && !diags_have_errors(&run->diags);
}

/* Nothing changed since the last build, neither in the site nor in the portal. Notes are made on
   the way, so who wants to see them has to go the whole way. */
static bool is_current(struct run *run, const struct publish_options *options,
                       struct publish_report *report) {
    struct digest inputs;
    bool is_it = false;

    if (run->memory == MEMORY_UPDATE && !run->is_verbose &&
        sources_are_unchanged(run->site_folder, run->workers, &inputs)) {
        int site_folder = folder_open(run->site_folder);

        is_it = site_folder >= 0 &&
                publish_is_current(options, site_folder, inputs, run->now_s, report, &run->diags);
        folder_close(site_folder);
    }
    return is_it;
}

bool build_once(struct run *run, struct publish_report *report) {
    struct str out = build_folder(run);
    struct publish_options options = {.out_folder = str_to_c(&run->arena, out),
                                      .workers = run->workers,
                                      .shard = run->shard,
                                      .extras = run->extras,
                                      .mode = PUBLISH_WRITE};

    /* A preview, a share, a copy elsewhere or one with more in it is not what the world sees. */
    if (run->command == &command_build && !run->line.values[OPTION_OUT] && run->shard.count == 0 &&
        run->extras == 0) {
        options.addresses = run->now_s > time(NULL) ? ADDRESSES_LATER : ADDRESSES_RECORD;
    }
    run->memory = run->line.values[OPTION_FULL] ? MEMORY_RENEW : MEMORY_UPDATE;
    options.memory = run->memory;
    if (!is_current(run, &options, report) && !run_stages(run, &options, report)) {
        return false;
    }
    if (run->format == DIAG_JSON) {
        say_json(run, report->languages, report);
    } else {
        say_built(run, out, report->languages, report);
    }
    return true;
}

static void build(struct run *run) {
    struct publish_report report = {0};

    build_once(run, &report);
}

static void check(struct run *run) {
    struct publish_options options = {.out_folder = str_to_c(&run->arena, build_folder(run)),
                                      .workers = run->workers,
                                      .mode = PUBLISH_CHECK_ONLY,
                                      .memory = MEMORY_RECALL};
    struct publish_report report = {0};

    run->memory = options.memory;
    if (run->line.values[OPTION_RELEASE]) {
        release_list(run);
        return;
    }
    run->diags_to = run->format == DIAG_JSON ? DIAGS_TO_STDOUT : DIAGS_TO_STDERR;
    if (run_stages(run, &options, &report) && run->format == DIAG_TEXT) {
        say_checked(run, report.languages, &report);
    }
}

const struct command command_build = {
    .name = "build",
    .arguments = "",
    .summary = N_("make the portal from content, locales and theme"),
    .description =
        N_("Reads content/, locales/ and themes/ of the site and makes its portal in\n"
           "out/. Only what differs is written, and nothing at all if there is an error.\n"
           "Files that isogloss did not write are left alone.\n"),
    .options = OPTIONS_OF_SITE | OPTION_BIT(OPTION_OUT) | OPTION_BIT(OPTION_FULL) |
               OPTION_BIT(OPTION_SHARD) | OPTION_BIT(OPTION_DRAFTS) | OPTION_BIT(OPTION_PSEUDO),
    .execute = build,
};

const struct command command_check = {
    .name = "check",
    .arguments = "",
    .summary = N_("say what is wrong with the site; write nothing"),
    .description =
        N_("Does all that a build does, the check of every link too, but writes nothing.\n"
           "With --json the messages go to standard output. With --release it only lists\n"
           "what waits for its release. With --translations it also holds translations\n"
           "against their sources: figures, links, names, terms, signs.\n"),
    .options = OPTIONS_OF_SITE | OPTION_BIT(OPTION_RELEASE) | OPTION_BIT(OPTION_TRANSLATIONS),
    .execute = check,
};
