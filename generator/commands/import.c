/*
 * isogloss import: what came back from outside becomes content for review. `import reply` takes a
 * questionnaire that somebody has filled in, in a browser or an editor, `import xliff`
 * translations.
 */
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "base/wording.h"
#include "commands/messages.h"
#include "commands/pipeline.h"
#include "commands/reply_file.h"
#include "translate/translate.h"

#define WORD_REPLY "reply"
#define WORD_XLIFF "xliff"
#define WORDS WORD_REPLY ", " WORD_XLIFF
#define MAX_NUMBER 999

static const struct place COMMAND_LINE = {0};

/* ---- Where to ---------------------------------------------------------------------------------
 */

/* A file in any language takes the id: two originals would be one too many. */
static bool is_taken(const struct sources *sources, struct str collection, struct str id) {
    for (size_t i = 0; i < sources->count; i++) {
        const struct source *file = &sources->files[i];
        bool is_item = file->kind == SOURCE_RECORD || file->kind == SOURCE_TEXT;
        if (is_item && str_equal(file->collection, collection) && str_equal(file->id, id)) {
            return true;
        }
    }
    return false;
}

/* FORM-SENDER, then FORM-SENDER-2 and on. */
static struct str numbered(struct arena *arena, struct str name, unsigned number) {
    return number == 1 ? name : str_format(arena, "%.*s-%u", STR_ARG(name), number);
}

/* The path of a record with that id, from the site folder. */
static struct str path_of(struct arena *arena, const struct reply *reply, struct str id) {
    const struct collection *replies = reply->form->item->collection->form->replies;
    return str_join(arena, STR("content/"), replies->id, STR("/"), id, STR("."),
                    reply->edition->tag, STR(".yaml"));
}

/* Writes under the first name that is free, and never over a file. False after a diagnostic. */
static bool write_record(struct run *run, const struct sources *sources, const struct reply *reply,
                         struct str record, struct str *path) {
    const struct collection *replies = reply->form->item->collection->form->replies;
    struct str name = str_join(&run->arena, reply->form->item->id, STR("-"), reply->by->item->id);
    bool is_dry = run->line.values[OPTION_DRY_RUN] != NULL;

    for (unsigned number = 1; number <= MAX_NUMBER; number++) {
        struct str id = numbered(&run->arena, name, number);
        enum file_result result = FILE_OK;

        *path = path_of(&run->arena, reply, id);
        if (!path_is_id(id) || path_name(*path).length > NAME_MAX_BYTES ||
            path->length > PATH_MAX_BYTES) {
            break;
        }
        if (is_taken(sources, replies->id, id)) {
            continue;
        }
        if (!is_dry) {
            result = file_write_new(sources->folder, *path, record);
        }
        if (result == FILE_OK) {
            return true;
        }
        if (result != FILE_EXISTS) {
            diag(&run->diags, &MSG_IMPORT_WRITE, place_file(*path), file_result_text(result));
            return false;
        }
    }
    diag(&run->diags, &MSG_IMPORT_NAMES, COMMAND_LINE, name);
    return false;
}

/* ---- What to say ------------------------------------------------------------------------------
 */

static void say(struct run *run, const struct reply *reply, struct str path) {
    const struct str arguments[] = {
        path,
        str_format(&run->arena, "%zu", reply->answer_count),
        str_format(&run->arena, "%zu", reply->question_count),
    };

    if (run->format == DIAG_JSON) {
        strbuf_add_format(&run->output, "{\"path\":\"%.*s\",\"answers\":%zu,\"questions\":%zu}\n",
                          STR_ARG(path), reply->answer_count, reply->question_count);
        return;
    }
    /* TRANSLATORS: {1} is a file; {2} of {3} questions: "9 of 12" */
    wording_fill(&run->output,
                 message_translated(N_("{1}: a draft, in which {2} of {3} questions are answered; "
                                       "read it, then take status: draft away\n")),
                 arguments, sizeof arguments / sizeof arguments[0]);
}

static void import_reply(struct run *run, const struct pipeline *pipeline) {
    struct strbuf record = {0};
    struct reply reply;
    struct str path;

    if (!reply_read(&reply, run, &pipeline->editions, run->arguments[1])) {
        return;
    }
    reply_add_record(&reply, run, &record);
    if (write_record(run, &pipeline->sources, &reply, strbuf_view(&record), &path)) {
        if (run->line.values[OPTION_DRY_RUN]) {
            strbuf_add(&run->output, strbuf_view(&record));
        } else {
            say(run, &reply, path);
        }
    }
    strbuf_release(&record);
}

/* ---- Translations -----------------------------------------------------------------------------
 */

static void say_taken(struct run *run, const struct xliff_import *import) {
    for (size_t i = 0; i < import->files.count; i++) {
        const struct xliff_file_taken *file = &import->files.items[i];
        const struct str arguments[] = {str_format(&run->arena, "%zu", file->segment_count),
                                        file->path};
        if (run->format == DIAG_JSON) {
            strbuf_add_format(&run->output, "{\"path\":\"%.*s\",\"segments\":%zu}\n",
                              STR_ARG(file->path), file->segment_count);
        } else {
            wording_fill(&run->output,
                         /* TRANSLATORS: {1} is a number, {2} a file */
                         wording_counted(P_("{2}: {1} segment\n", "{2}: {1} segments\n"),
                                         file->segment_count),
                         arguments, 2);
        }
    }
    if (import->files.count == 0 && run->format != DIAG_JSON) {
        strbuf_add_c(&run->output, message_translated(N_("there is nothing new to take in\n")));
    }
}

static void import_xliff(struct run *run, const struct pipeline *pipeline) {
    const char *path = run->arguments[1];
    struct xliff_import import = {.site = &pipeline->site,
                                  .arena = &run->arena,
                                  .what = run->line.values[OPTION_DRY_RUN] ? XLIFF_DRY_RUN
                                                                           : XLIFF_WRITE};
    struct str bytes;
    enum file_result result = file_read_named(path, XLIFF_MAX_FILE_BYTES, &run->arena, &bytes);

    if (result == FILE_TOO_LARGE) {
        diag(&run->diags, &MSG_IMPORT_XLIFF_TOO_LARGE, place_file(str_from(path)));
    } else if (result != FILE_OK) {
        diag(&run->diags, &MSG_IMPORT_UNREADABLE, place_file(str_from(path)),
             file_result_text(result));
    } else if (xliff_import(&import, bytes, str_from(path), &run->diags)) {
        say_taken(run, &import);
    }
}

/* ---- The command ------------------------------------------------------------------------------
 */

/* Warnings about the rest of the site are not what this is about; its errors are, for then a
   questionnaire or an item may not be what it should. */
static bool read_site(struct run *run, struct pipeline *pipeline, enum stage stage) {
    if (!pipeline_run(pipeline, run, stage) || diags_have_errors(&run->diags)) {
        return false;
    }
    diags_release(&run->diags);
    run->diags = (struct diags){0};
    return true;
}

static const struct import_kind {
    const char *word;
    void (*import)(struct run *run, const struct pipeline *pipeline);
    enum stage stage; /* that it needs */
} kinds[] = {{WORD_REPLY, import_reply, STAGE_EDITIONS}, {WORD_XLIFF, import_xliff, STAGE_SITE}};

static const struct import_kind *find_kind(struct str word) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (str_equal(word, str_from(kinds[i].word))) {
            return &kinds[i];
        }
    }
    return NULL;
}

static void execute(struct run *run) {
    struct pipeline pipeline = {0};
    struct str word = str_from(run->arguments[0]);
    const struct import_kind *kind = find_kind(word);

    if (!kind) {
        diag(&run->diags, &MSG_UNKNOWN_IMPORT, COMMAND_LINE, word, STR(WORDS));
        return;
    }
    if (run->argument_count < 2) {
        diag(&run->diags, &MSG_MISSING_ARGUMENT, COMMAND_LINE, STR("import"),
             str_join(&run->arena, word, STR(" FILE")));
        return;
    }
    if (read_site(run, &pipeline, kind->stage)) {
        kind->import(run, &pipeline);
    }
    pipeline_release(&pipeline);
}

const struct command command_import = {
    .name = "import",
    .arguments = WORD_REPLY "|" WORD_XLIFF " FILE",
    .summary = N_("take in what was filled in or translated"),
    .description = N_("import reply reads a questionnaire that somebody has filled in, checks it\n"
                      "against the one that the site asks, and writes it as a draft for review:\n"
                      "content/REPLIES/ID.LANG.yaml. It never writes over a file.\n"
                      "import xliff writes translations that came back into the files of their\n"
                      "versions, or into PO files, and lists what it does not take: sources and\n"
                      "translations that have changed since the export.\n"),
    .options = OPTIONS_OF_SITE | OPTION_BIT(OPTION_DRY_RUN),
    .arguments_min = 1,
    .arguments_max = 2,
    .execute = execute,
};
