/*
 * isogloss locale: the languages of a site. `locale add` makes the folder of a new one.
 */
#include "base/utf8.h"
#include "base/wording.h"
#include "commands/messages.h"
#include "commands/pipeline.h"
#include "translate/translate.h"

#define WORD_ADD "add"

static const struct place COMMAND_LINE = {0};

/* ---- What to say ------------------------------------------------------------------------------
 */

static void say_line(struct run *run, const char *text, struct str first, struct str second) {
    const struct str arguments[] = {first, second};
    wording_fill(&run->output, text, arguments, 2);
}

static void say_texts(struct run *run, const struct locale *locale, struct str catalog) {
    const struct str arguments[] = {
        str_format(&run->arena, "%zu", locale->message_count),
        catalog,
        locale->parent ? locale->parent->tag : STR("en"),
    };
    /* TRANSLATORS: {2} is a file, {3} the tag of a language */
    wording_fill(&run->output,
                 wording_counted(P_("- translate the text in {2}; it stands in “{3}” until then\n",
                                    "- translate the {1} texts in {2}; they stand in “{3}” until "
                                    "then\n"),
                                 locale->message_count),
                 arguments, 3);
}

static void say_tasks(struct run *run, const struct locale *locale) {
    struct str pins = str_join(&run->arena, locale->folder, STR("/locale.yaml"));
    struct str catalog = str_join(&run->arena, locale->folder, STR("/portal.po"));

    say_line(run,
             message_translated(N_("{1}: “{2}” is a language of the site from the next build "
                                   "on; to be done:\n")),
             locale->folder, locale->name);
    say_texts(run, locale, catalog);
    /* TRANSLATORS: {1} is a file */
    say_line(run,
             message_translated(N_("- see whether name, digits and calendar in {1} are what "
                                   "readers expect\n")),
             pins, (struct str){0});
    /* TRANSLATORS: fallback is a key of the file {1} */
    say_line(run,
             message_translated(N_("- name there, by fallback: [TAG], what they read where "
                                   "an item is not in their language, or leave it at the "
                                   "original\n")),
             pins, (struct str){0});
    if (!locale->is_known) {
        say_line(run,
                 message_translated(N_("- ICU has no data of this language: give a sort_key "
                                       "to records that are sorted wrong\n")),
                 pins, (struct str){0});
    }
}

static void add_member(struct strbuf *out, const char *key, struct str value) {
    strbuf_add_format(out, ",\"%s\":", key);
    strbuf_add_json(out, value);
}

static void say_json(struct run *run, const struct locale *locale) {
    struct strbuf *out = &run->output;
    strbuf_add_c(out, "{\"path\":");
    strbuf_add_json(out, locale->folder);
    add_member(out, "language", locale->tag);
    add_member(out, "name", locale->name);
    add_member(out, "direction", locale->direction);
    add_member(out, "digits", locale->digits);
    add_member(out, "calendar", locale->calendar);
    add_member(out, "plurals", locale->plurals);
    strbuf_add_format(out, ",\"texts\":%zu}\n", locale->message_count);
}

/* ---- The command ------------------------------------------------------------------------------
 */

/* A language may be what the content lacks: what is wrong in it is for the next build to say. */
static bool read_site(struct run *run, struct pipeline *pipeline) {
    if (!pipeline_run(pipeline, run, STAGE_SITE) ||
        run->diags.count_by_severity[SEVERITY_SYSTEM] > 0) {
        return false;
    }
    diags_release(&run->diags);
    run->diags = (struct diags){0};
    return true;
}

static struct str given(const struct run *run, enum option option) {
    return str_from(run->line.values[option]);
}

static void add(struct run *run) {
    struct pipeline pipeline = {0};
    struct locale_wishes wishes = {str_from(run->arguments[1]), given(run, OPTION_NAME),
                                   given(run, OPTION_PLURALS)};
    struct locale locale;

    if (read_site(run, &pipeline) &&
        locale_add(&locale, &pipeline.site, &wishes, &run->arena, &run->diags)) {
        if (run->format == DIAG_JSON) {
            say_json(run, &locale);
        } else {
            say_tasks(run, &locale);
        }
    }
    pipeline_release(&pipeline);
}

static void execute(struct run *run) {
    struct str word = str_from(run->arguments[0]);

    if (!str_equal(word, STR(WORD_ADD))) {
        diag(&run->diags, &MSG_UNKNOWN_LOCALE_WORD, COMMAND_LINE, word, STR(WORD_ADD));
    } else if (run->argument_count < 2) {
        diag(&run->diags, &MSG_MISSING_ARGUMENT, COMMAND_LINE, STR("locale"), STR(WORD_ADD " TAG"));
    } else {
        add(run);
    }
}

const struct command command_locale = {
    .name = "locale",
    .arguments = WORD_ADD " TAG",
    .summary = N_("add a language"),
    .description =
        N_("Makes the folder of a new language, locales/TAG, with a catalog of all texts\n"
           "to be translated, and says what is left to do. TAG is a language tag (BCP 47),\n"
           "such as km or pt-BR. The next build shows the language. Nothing that is there\n"
           "is written over.\n"),
    .options = OPTIONS_OF_SITE | OPTION_BIT(OPTION_NAME) | OPTION_BIT(OPTION_PLURALS),
    .arguments_min = 1,
    .arguments_max = 2,
    .execute = execute,
};
