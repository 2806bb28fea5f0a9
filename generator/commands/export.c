/*
 * isogloss export: what translators' programs take. `export xliff` is what they work in, `export
 * tmx` a memory of what was translated, `export tbx` the glossary.
 */
#include "base/file.h"
#include "base/path.h"
#include "commands/messages.h"
#include "commands/pipeline.h"
#include "translate/translate.h"

#define WORD_XLIFF "xliff"
#define WORD_TMX "tmx"
#define WORD_TBX "tbx"

static const struct place COMMAND_LINE = {0};

/* ---- Where to ---------------------------------------------------------------------------------
 */

static void write_file(struct run *run, const char *path, struct str document) {
    struct str name = path_name(str_from(path));
    struct str folder_name = str_slice(str_from(path), 0, strlen(path) - name.length);
    int folder = folder_open(folder_name.length > 0 ? str_to_c(&run->arena, folder_name) : ".");
    enum file_result result = folder < 0 ? FILE_FAILED : file_replace(folder, name, document);

    if (result != FILE_OK) {
        diag(&run->diags, &MSG_EXPORT_WRITE, place_file(str_from(path)), file_result_text(result));
    }
    if (folder >= 0) {
        folder_close(folder);
    }
}

static void hand_out(struct run *run, struct str document) {
    const char *path = run->line.values[OPTION_OUT];
    if (path) {
        write_file(run, path, document);
    } else {
        strbuf_add(&run->output, document);
    }
}

/* ---- What -------------------------------------------------------------------------------------
 */

static bool export_xliff(struct run *run, const struct pipeline *pipeline, struct strbuf *out) {
    const struct site *site = &pipeline->site;
    const char *from = run->line.values[OPTION_FROM];
    struct selection selection;
    struct xliff_job job = {.items = &selection,
                            .what = run->line.values[OPTION_STALE] ? XLIFF_STALE : XLIFF_ALL};

    if (!selection_read(&selection, site, run->arguments + 1, run->argument_count - 1, &run->arena,
                        &run->diags)) {
        return false;
    }
    if (selection.languages.count != 1) {
        diag(&run->diags, &MSG_EXPORT_LANGUAGES, COMMAND_LINE);
        return false;
    }
    job.edition = &pipeline->editions.items[selection.languages.items[0]->index];
    job.from = from ? site_language(site, str_from(from)) : NULL;
    if (from && !job.from) {
        diag(&run->diags, &MSG_EXPORT_FROM, COMMAND_LINE, str_from(from));
        return false;
    }
    return xliff_export(&job, out, &run->diags);
}

static bool export_tmx(struct run *run, const struct pipeline *pipeline, struct strbuf *out) {
    return tmx_export(&pipeline->site, STR(ISOGLOSS_VERSION), out, &run->diags);
}

static bool export_tbx(struct run *run, const struct pipeline *pipeline, struct strbuf *out) {
    return tbx_export(&pipeline->editions, out, &run->diags);
}

/* ---- The command ------------------------------------------------------------------------------
 */

static const struct format {
    const char *word;
    bool (*export)(struct run *run, const struct pipeline *pipeline, struct strbuf *out);
    size_t arguments_max; /* behind the word */
    unsigned options;     /* beside those of every format */
} formats[] = {
    {WORD_XLIFF, export_xliff, (size_t)-1, OPTION_BIT(OPTION_FROM) | OPTION_BIT(OPTION_STALE)},
    {WORD_TMX, export_tmx, 0, 0},
    {WORD_TBX, export_tbx, 0, 0},
};
#define FORMAT_COUNT (sizeof formats / sizeof formats[0])

/* NULL after a diagnostic. */
static const struct format *find_format(struct run *run) {
    struct str word = str_from(run->arguments[0]), words = {0};
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        struct str name = str_from(formats[i].word);
        if (str_equal(word, name)) {
            return &formats[i];
        }
        words = str_join(&run->arena, words, i > 0 ? STR(", ") : STR(""), name);
    }
    diag(&run->diags, &MSG_UNKNOWN_EXPORT, COMMAND_LINE, word, words);
    return NULL;
}

/* An option or a word that is of another format. */
static bool check_format(struct run *run, const struct format *format) {
    struct str name = str_join(&run->arena, STR("export "), str_from(format->word));
    unsigned allowed =
        OPTIONS_OF_PROGRAM | OPTIONS_OF_SITE | OPTION_BIT(OPTION_OUT) | format->options;
    if (run->argument_count - 1 > format->arguments_max) {
        diag(&run->diags, &MSG_EXTRA_ARGUMENT, COMMAND_LINE, name,
             str_from(run->arguments[format->arguments_max + 1]));
        return false;
    }
    return command_line_allows(&run->line, allowed, str_to_c(&run->arena, name), &run->arena,
                               &run->diags);
}

/* Warnings are for those who build. */
static bool read_site(struct run *run, struct pipeline *pipeline) {
    if (!pipeline_run(pipeline, run, STAGE_EDITIONS) || diags_have_errors(&run->diags)) {
        return false;
    }
    diags_release(&run->diags);
    run->diags = (struct diags){0};
    return true;
}

static void execute(struct run *run) {
    const struct format *format = find_format(run);
    struct pipeline pipeline = {0};
    struct strbuf document = {0};

    if (format && check_format(run, format) && read_site(run, &pipeline) &&
        format->export(run, &pipeline, &document)) {
        hand_out(run, strbuf_view(&document));
    }
    strbuf_release(&document);
    pipeline_release(&pipeline);
}

const struct command command_export = {
    .name = "export",
    .arguments = "FORMAT ...",
    .summary = N_("hand texts to translators' programs"),
    .description =
        N_("export xliff LANG [COLLECTION[/ID]...] writes what is to be translated into LANG\n"
           "as XLIFF 2.0. export tmx writes a memory of all that is published in two\n"
           "languages, export tbx the glossary.\n"),
    .options = OPTIONS_OF_SITE | OPTION_BIT(OPTION_OUT) | OPTION_BIT(OPTION_FROM) |
               OPTION_BIT(OPTION_STALE),
    .arguments_min = 1,
    .arguments_max = (size_t)-1,
    .execute = execute,
};
