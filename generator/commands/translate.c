/*
 * isogloss translate: what translators do beside a build. Each word is a task; what it does is in
 * translate/.
 */
#include "base/utf8.h"
#include "base/wording.h"
#include "commands/messages.h"
#include "commands/pipeline.h"
#include "commands/translate_status.h"

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

/* ---- update, ack ------------------------------------------------------------------------------
 */

static bool is_worth_a_line(const struct run *run, const struct written_file *file) {
    return file->what != FILE_KEPT || run->is_verbose;
}

static void say_update(struct run *run, const struct written_file *file) {
    const struct str arguments[] = {
        file->path,
        str_format(&run->arena, "%zu", file->added),
        str_format(&run->arena, "%zu", file->changed),
        str_format(&run->arena, "%zu", file->removed),
    };
    /* TRANSLATORS: {1} is a file, {2} to {4} numbers of texts */
    wording_fill(&run->output,
                 message_translated(N_("{1}: {2} new, {3} changed, {4} no longer needed\n")),
                 arguments, 4);
}

static void say_acknowledged(struct run *run, const struct written_file *file) {
    /* TRANSLATORS: {1} is a file, {2} the number of texts */
    say(run,
        wording_counted(
            P_("{1}: {2} text is up to date now\n", "{1}: {2} texts are up to date now\n"),
            file->changed),
        file->path, file->changed);
}

/* A line a file; or that there was nothing to do. */
static void say_files(struct run *run, const struct written *written,
                      void (*say_file)(struct run *run, const struct written_file *file)) {
    size_t line_count = 0;
    for (size_t i = 0; i < written->files.count; i++) {
        const struct written_file *file = &written->files.items[i];
        if (is_worth_a_line(run, file)) {
            line_count++;
            (run->format == DIAG_JSON ? say_json : say_file)(run, file);
        }
    }
    if (line_count == 0 && run->format == DIAG_TEXT) {
        wording_add_counted(&run->output,
                            P_("{1} file, which is up to date\n", "{1} files, all up to date\n"),
                            written->files.count);
    }
}

static void update(struct run *run, const struct site *site, const struct selection *selection) {
    struct written written = {.arena = &run->arena};
    update_write(site, selection, run->line.values[OPTION_NEW] ? UPDATE_NEW : UPDATE_THERE,
                 &written, &run->diags);
    if (written.files.count > 0 || !diags_have_errors(&run->diags)) {
        say_files(run, &written, say_update);
    }
}

/* Words behind the item are segments. */
static size_t ack_names(const struct run *run) {
    size_t count = run->argument_count - 1;
    return run->line.values[OPTION_ALL] || count < 2 ? count : 2;
}

static void ack(struct run *run, const struct site *site, const struct selection *selection) {
    struct written written = {.arena = &run->arena};
    bool is_one = selection->languages.count == 1 && selection->items.count == 1;
    bool is_good = false;
    if (run->line.values[OPTION_ALL]) {
        is_good = acknowledge_all(site, selection, &written, &run->diags);
    } else if (!is_one) {
        diag(&run->diags, &MSG_ACK_WHAT, COMMAND_LINE);
    } else {
        size_t count = run->argument_count - 3;
        struct str *segments = ARENA_ARRAY(&run->arena, struct str, count + 1);
        for (size_t i = 0; i < count; i++) {
            segments[i] = str_from(run->arguments[i + 3]);
        }
        is_good = acknowledge_item(site, selection->items.items[0], selection->languages.items[0],
                                   segments, count, &written, &run->diags);
    }
    if (is_good) {
        say_files(run, &written, say_acknowledged);
    }
}

/* ---- The command ------------------------------------------------------------------------------
 */

/* All words are names of languages, collections and items. */
static size_t all_names(const struct run *run) {
    return run->argument_count - 1;
}

static const struct task {
    struct str name;
    void (*execute)(struct run *run, const struct site *site, const struct selection *selection);
    size_t (*count_names)(const struct run *run); /* of the words behind it */
    unsigned options;                             /* of the command's, its own */
} tasks[] = {
    {STR_INIT("extract"), extract, all_names, 0},
    {STR_INIT("update"), update, all_names, OPTION_BIT(OPTION_NEW)},
    {STR_INIT("ack"), ack, ack_names, OPTION_BIT(OPTION_ALL)},
    {STR_INIT("status"), translate_status, all_names, 0},
};
#define TASK_COUNT (sizeof tasks / sizeof tasks[0])
#define TASKS "extract, update, ack, status"

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
        selection_read(&selection, &pipeline.site, run->arguments + 1, task->count_names(run),
                       &run->arena, &run->diags)) {
        task->execute(run, &pipeline.site, &selection);
    }
    pipeline_release(&pipeline);
}

const struct command command_translate = {
    .name = "translate",
    .arguments = "TASK [LANG…] [COLLECTION[/ID]…]",
    .summary = N_("what translators work on, and how far they are"),
    .description =
        N_("extract  write templates of all that is to be translated (POT)\n"
           "update   bring PO files up to date with the site\n"
           "ack      say that a translation still fits the text there is now:\n"
           "         translate ack LANG COLLECTION/ID [SEGMENT…]\n"
           "status   show how far translations are; of an item that is named, each segment\n"),
    .options = OPTIONS_OF_SITE | OPTION_BIT(OPTION_NEW) | OPTION_BIT(OPTION_ALL),
    .arguments_min = 1,
    .arguments_max = SIZE_MAX,
    .execute = execute,
};
