/*
 * isogloss dump: the artefact of a stage as text, for whoever wants to see what the program sees.
 */
#include "base/path.h"
#include "commands/commands.h"
#include "commands/messages.h"
#include "commands/pipeline.h"

static const struct place COMMAND_LINE = {0};

static void dump_sources(const struct pipeline *pipeline, struct strbuf *out) {
    sources_dump(&pipeline->sources, out);
}
static void dump_site(const struct pipeline *pipeline, struct strbuf *out) {
    site_dump(&pipeline->site, out);
}
static void dump_editions(const struct pipeline *pipeline, struct strbuf *out) {
    editions_dump(&pipeline->editions, out);
}
static void dump_plan(const struct pipeline *pipeline, struct strbuf *out) {
    plan_dump(&pipeline->plan, out);
}

static const struct {
    struct str name;
    enum stage stage;
    void (*dump)(const struct pipeline *pipeline, struct strbuf *out);
} stages[] = {
    {STR_INIT("sources"), STAGE_SOURCES, dump_sources},
    {STR_INIT("site"), STAGE_SITE, dump_site},
    {STR_INIT("editions"), STAGE_EDITIONS, dump_editions},
    {STR_INIT("plan"), STAGE_PLAN, dump_plan},
};
#define STAGE_COUNT (sizeof stages / sizeof stages[0])

#define PAGE_WORD "page"
#define WORDS "sources, site, editions, plan, page"

/* ---- A page -------------------------------------------------------------------------------- */

static void report_no_page(struct run *run, const struct plan *plan, struct str path) {
    struct str *paths = ARENA_ARRAY(&run->arena, struct str, plan->count);
    struct diag *added = diag(&run->diags, &MSG_NO_SUCH_PAGE, COMMAND_LINE, path);
    struct str nearest;

    for (size_t i = 0; i < plan->count; i++) {
        paths[i] = plan->pages[i].path;
    }
    nearest = str_nearest(path, paths, plan->count);
    if (!str_is_empty(nearest)) {
        diag_note(&run->diags, added, &MSG_NEAREST, COMMAND_LINE, nearest);
    }
}

static void dump_page(struct run *run, const struct plan *plan, struct str path) {
    const struct page *page = map_get(&plan->by_path, path);
    struct page_scratch scratch = {0};
    const struct datum *view;

    if (!page) {
        report_no_page(run, plan, path);
        return;
    }
    view = page_view(plan, page, &scratch, &run->diags);
    if (view) {
        datum_print_json(view, &run->output);
    } else if (!diags_have_errors(&run->diags)) {
        diag(&run->diags, &MSG_PAGE_WITHOUT_TEMPLATE, COMMAND_LINE, path);
    }
    page_scratch_release(&scratch);
}

/* ---- The command --------------------------------------------------------------------------- */

static void report_unknown_stage(struct run *run, struct str word) {
    struct str names[STAGE_COUNT + 1];
    struct diag *added = diag(&run->diags, &MSG_UNKNOWN_STAGE, COMMAND_LINE, word, STR(WORDS));
    struct str nearest;

    for (size_t i = 0; i < STAGE_COUNT; i++) {
        names[i] = stages[i].name;
    }
    names[STAGE_COUNT] = STR(PAGE_WORD);
    nearest = str_nearest(word, names, STAGE_COUNT + 1);
    if (!str_is_empty(nearest)) {
        diag_note(&run->diags, added, &MSG_NEAREST, COMMAND_LINE, nearest);
    }
}

static void execute_page(struct run *run) {
    struct pipeline pipeline = {0};

    if (run->argument_count < 2) {
        diag(&run->diags, &MSG_MISSING_ARGUMENT, COMMAND_LINE, STR("dump"), STR("page PATH"));
        return;
    }
    if (pipeline_run(&pipeline, run, STAGE_PLAN)) {
        dump_page(run, &pipeline.plan, str_from(run->arguments[1]));
    }
    pipeline_release(&pipeline);
}

static void execute_stage(struct run *run, size_t index) {
    struct pipeline pipeline = {0};

    if (run->argument_count > 1) {
        diag(&run->diags, &MSG_EXTRA_ARGUMENT, COMMAND_LINE, STR("dump"),
             str_from(run->arguments[1]));
        return;
    }
    if (pipeline_run(&pipeline, run, stages[index].stage)) {
        stages[index].dump(&pipeline, &run->output);
    }
    pipeline_release(&pipeline);
}

static void execute(struct run *run) {
    struct str word = str_from(run->arguments[0]);

    if (str_equal(word, STR(PAGE_WORD))) {
        execute_page(run);
        return;
    }
    for (size_t i = 0; i < STAGE_COUNT; i++) {
        if (str_equal(word, stages[i].name)) {
            execute_stage(run, i);
            return;
        }
    }
    report_unknown_stage(run, word);
}

const struct command command_dump = {
    .name = "dump",
    .arguments = "sources|site|editions|plan|page [PATH]",
    .summary = N_("show what a stage makes of the site"),
    .description = N_("Shows what the stages of a build see: the files (sources), what they mean\n"
                      "(site), the site in each language (editions), the files of the portal\n"
                      "(plan); or as JSON what the template of one page sees, named from out/:\n"
                      "isogloss dump page fr/index.html\n"),
    .options = OPTIONS_OF_SITE,
    .arguments_min = 1,
    .arguments_max = 2,
    .execute = execute,
};
