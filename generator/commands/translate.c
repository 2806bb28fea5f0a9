/*
 * isogloss translate: what translators do beside a build. Each word is a task; what it does is in
 * translate/.
 */
#include "translate/translate.h"
#include "base/utf8.h"
#include "base/wording.h"
#include "commands/messages.h"
#include "commands/pipeline.h"

static const struct place COMMAND_LINE = {0};

/* ---- What to say ------------------------------------------------------------------------------
 */

static void say(struct run *run, const char *text, struct str first, size_t number) {
    const struct str arguments[] = {first, str_format(&run->arena, "%zu", number)};
    wording_fill(&run->output, text, arguments, 2);
}

static void say_json(struct run *run, const struct written_file *file) {
    static const char *const names[] = {"kept", "made", "updated", "removed"};
    struct strbuf *out = &run->output;
    strbuf_add_c(out, "{\"path\":");
    strbuf_add_json(out, file->path);
    strbuf_add_format(out,
                      ",\"what\":\"%s\",\"texts\":%zu,\"new\":%zu,\"changed\":%zu,"
                      "\"obsolete\":%zu}\n",
                      names[file->what], file->message_count, file->added, file->changed,
                      file->removed);
}

/* ---- extract ----------------------------------------------------------------------------------
 */

static void say_templates(struct run *run, const struct written *written) {
    size_t text_count = 0, change_count = 0, removal_count = 0;
    for (size_t i = 0; i < written->files.count; i++) {
        const struct written_file *file = &written->files.items[i];
        text_count += file->message_count;
        change_count += file->what == FILE_MADE || file->what == FILE_UPDATED;
        removal_count += file->what == FILE_REMOVED;
        if (run->format == DIAG_JSON && (file->what != FILE_KEPT || run->is_verbose)) {
            say_json(run, file);
        }
    }
    if (run->format == DIAG_JSON) {
        return;
    }
    /* TRANSLATORS: {1} is a folder, {2} the number of texts */
    say(run, wording_counted(P_("{1}: {2} text; ", "{1}: {2} texts; "), text_count),
        STR(TEMPLATES_FOLDER), text_count);
    wording_add_counted(&run->output, P_("{1} file written", "{1} files written"), change_count);
    if (removal_count > 0) {
        strbuf_add_c(&run->output, ", ");
        wording_add_counted(&run->output, P_("{1} removed", "{1} removed"), removal_count);
    }
    strbuf_add_char(&run->output, '\n');
}

static void extract(struct run *run, const struct site *site, const struct selection *selection) {
    struct written written = {.arena = &run->arena};
    if (templates_write(site, selection, &written, &run->diags)) {
        say_templates(run, &written);
    }
}

/* ---- The command ------------------------------------------------------------------------------
 */

static const struct task {
    struct str name;
    void (*execute)(struct run *run, const struct site *site, const struct selection *selection);
    unsigned options; /* of those that the command knows, its own */
} tasks[] = {
    {STR_INIT("extract"), extract, 0},
};
#define TASK_COUNT (sizeof tasks / sizeof tasks[0])
#define TASKS "extract"

static const struct task *find_task(struct run *run, struct str word) {
    struct str names[TASK_COUNT];
    for (size_t i = 0; i < TASK_COUNT; i++) {
        names[i] = tasks[i].name;
        if (str_equal(word, tasks[i].name)) {
            return &tasks[i];
        }
    }
    struct diag *added =
        diag(&run->diags, &MSG_UNKNOWN_TRANSLATE_WORD, COMMAND_LINE, word, STR(TASKS));
    struct str nearest = str_nearest(word, names, TASK_COUNT);
    if (nearest.length > 0) {
        diag_note(&run->diags, added, &MSG_NEAREST, COMMAND_LINE, nearest);
    }
    return NULL;
}

/* A translation may be what the content lacks: what is wrong in it is for the next build to say. */
static bool read_site(struct run *run, struct pipeline *pipeline) {
    if (!pipeline_run(pipeline, run, STAGE_SITE)) {
        return false;
    }
    diags_release(&run->diags);
    run->diags = (struct diags){0};
    return true;
}

static void execute(struct run *run) {
    struct pipeline pipeline = {0};
    struct selection selection;
    const struct task *task = find_task(run, str_from(run->arguments[0]));

    if (!task ||
        !command_line_allows(&run->line, OPTIONS_OF_SITE | OPTIONS_OF_PROGRAM | task->options,
                             str_join(&run->arena, STR("translate "), task->name).data, &run->arena,
                             &run->diags)) {
        return;
    }
    if (read_site(run, &pipeline) &&
        selection_read(&selection, &pipeline.site, run->arguments + 1, run->argument_count - 1,
                       &run->arena, &run->diags)) {
        task->execute(run, &pipeline.site, &selection);
    }
    pipeline_release(&pipeline);
}

const struct command command_translate = {
    .name = "translate",
    .arguments = TASKS " [COLLECTION[/ID]…]",
    .summary = N_("what translators work on, and how far they are"),
    .description =
        N_("extract writes templates of all that is to be translated (POT) for translators'\n"
           "tools: locales/templates/.\n"),
    .options = OPTIONS_OF_SITE,
    .arguments_min = 1,
    .arguments_max = SIZE_MAX,
    .execute = execute,
};
