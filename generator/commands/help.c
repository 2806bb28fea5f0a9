/*
 * isogloss help: made from the tables of commands and options, so that it cannot fall behind them.
 */
#include "base/wording.h"
#include "commands/commands.h"

#define OPTION_COLUMN 26
#define COMMAND_COLUMN 12

static void add_translated(struct strbuf *out, const char *text) {
    strbuf_add_c(out, message_translated(text));
}

/* At least one space, up to `column`; the line holds only ASCII before it. */
static void add_padding(struct strbuf *out, size_t line_start, size_t column) {
    do {
        strbuf_add_char(out, ' ');
    } while (out->length - line_start < column);
}

/* A text of several lines, those after the first indented to `column`. */
static void add_hanging(struct strbuf *out, const char *text, size_t column) {
    struct str rest = str_from(message_translated(text));

    strbuf_add(out, str_cut(&rest, '\n'));
    strbuf_add_char(out, '\n');
    while (rest.data) {
        struct str line = str_cut(&rest, '\n');

        for (size_t i = 0; i < column; i++) {
            strbuf_add_char(out, ' ');
        }
        strbuf_add(out, line);
        strbuf_add_char(out, '\n');
    }
}

static void add_option(struct strbuf *out, const struct option_rule *rule) {
    size_t start = out->length;

    if (rule->letter) {
        strbuf_add_format(out, "  -%c, --%s", rule->letter, rule->name);
    } else {
        strbuf_add_format(out, "      --%s", rule->name);
    }
    if (rule->value_name) {
        strbuf_add_format(out, "=%s", rule->value_name);
    }
    add_padding(out, start, OPTION_COLUMN);
    add_hanging(out, rule->help, OPTION_COLUMN);
}

static void add_options(struct strbuf *out, unsigned options) {
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (options & OPTION_BIT(i)) {
            add_option(out, &option_rules[i]);
        }
    }
}

static void add_command_help(struct strbuf *out, const struct command *command) {
    add_translated(out, N_("Usage:"));
    strbuf_add_format(out, " isogloss %s", command->name);
    strbuf_add_format(out, *command->arguments ? " %s" : "%s", command->arguments);
    add_translated(out, N_(" [OPTION]..."));
    strbuf_add_c(out, "\n\n");
    add_translated(out, command->description);
    strbuf_add_c(out, "\n");
    add_translated(out, N_("Options:"));
    strbuf_add_c(out, "\n");
    add_options(out, command->options | OPTIONS_OF_PROGRAM);
}

static void add_program_help(struct strbuf *out) {
    add_translated(out, N_("Usage:"));
    strbuf_add_c(out, " isogloss ");
    add_translated(out, N_("COMMAND [ARGUMENT]... [OPTION]..."));
    strbuf_add_c(out, "\n\n");
    add_translated(out,
                   N_("Makes one linked, static portal in many languages from Markdown texts and\n"
                      "YAML records.\n"));
    strbuf_add_c(out, "\n");
    add_translated(out, N_("Commands:"));
    strbuf_add_c(out, "\n");
    for (size_t i = 0; commands[i]; i++) {
        size_t start = out->length;

        strbuf_add_format(out, "  %s", commands[i]->name);
        add_padding(out, start, COMMAND_COLUMN);
        add_hanging(out, commands[i]->summary, COMMAND_COLUMN);
    }
    strbuf_add_c(out, "\n");
    add_translated(out, N_("Options:"));
    strbuf_add_c(out, "\n");
    add_options(out, OPTIONS_OF_PROGRAM | OPTIONS_OF_SITE);
    strbuf_add_c(out, "\n");
    add_translated(out,
                   N_("Exit status: 0 all is well or there are only warnings; 1 the content has\n"
                      "errors and nothing was published; 2 the command line is wrong; 3 the\n"
                      "machine failed.\n"));
    add_translated(out, N_("More: isogloss help COMMAND; man isogloss, isogloss-content,\n"
                           "isogloss-theme, isogloss-locale\n"));
}

void help_add(struct strbuf *out, const struct command *command) {
    if (command) {
        add_command_help(out, command);
    } else {
        add_program_help(out);
    }
}

/* `isogloss help build`, `isogloss build --help` and `isogloss --help build` are the same. */
static void execute(struct run *run) {
    const char *name = run->argument_count ? run->arguments[0] : NULL;
    const struct command *command = name ? command_find(name) : NULL;

    if (name && !command) {
        command_report_unknown(run, name);
    } else {
        help_add(&run->output, command);
    }
}

const struct command command_help = {
    .name = "help",
    .arguments = "[COMMAND]",
    .summary = N_("show help, on one command or on all"),
    .description = N_("Shows what a command does and its options; without COMMAND, what commands\n"
                      "there are.\n"),
    .arguments_max = 1,
    .execute = execute,
};
