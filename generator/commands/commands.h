/*
 * commands.h - one function a command; thin: options in, stages called in order, status out.
 *
 * run_begin() has understood the options. A command records diagnostics in `run->diags`, puts its
 * results into `run->output` and returns; run_report() writes both and chooses the exit status:
 * 0 clean, 1 content errors with out/ untouched, 2 bad usage, 3 system error.
 */
#ifndef ISOGLOSS_COMMANDS_COMMANDS_H
#define ISOGLOSS_COMMANDS_COMMANDS_H

#include "commands/options.h"
#include "publish/publish.h"

#define ISOGLOSS_VERSION "0.1.0"

/* What main.c passes to every command. */
struct run {
    const char *site_folder; /* -C, or "." */
    unsigned workers;        /* -j, or all processors */
    bool is_verbose;         /* -v */
    enum diag_format format; /* --json */
    enum run_memory memory;  /* decided by the command */
    bool is_now_given;       /* --now or SOURCE_DATE_EPOCH */
    int64_t now_s;           /* --now, SOURCE_DATE_EPOCH or the clock; seconds since 1970, UTC */
    struct shard shard;      /* --shard */
    unsigned extras;         /* --drafts, --pseudo */
    struct command_line line;
    const struct command *command;
    const char **arguments; /* of the command, as many as it takes */
    size_t argument_count;
    struct strbuf output; /* for standard output */
    /* Where diagnostics go: `check --json` is asked for nothing else, so there they are the result.
     */
    enum { DIAGS_TO_STDERR, DIAGS_TO_STDOUT } diags_to;
    struct diags diags;
    struct arena arena; /* lives as long as the run */
};

struct command {
    const char *name;
    const char *arguments;   /* as the synopsis shows them: "TEMPLATE"; "" if there are none */
    const char *summary;     /* msgid, one line for the list of commands */
    const char *description; /* msgid, at most 79 columns */
    unsigned options;        /* OPTION_BITs beside OPTIONS_OF_PROGRAM */
    size_t arguments_min, arguments_max;
    void (*execute)(struct run *run);
};

extern const struct command command_build, command_check, command_serve, command_dump,
    command_render, command_import, command_export, command_locale, command_translate,
    command_version, command_help;

/* All commands, in the order of the help, ended by NULL. */
extern const struct command *const commands[];

/* The command `name`, or NULL. */
const struct command *command_find(const char *name);
/* Reports that there is no command `name`. */
void command_report_unknown(struct run *run, const char *name);

/* Reads the command line and the environment into `run`. False after a diagnostic. */
bool run_begin(struct run *run, int argc, char **argv);
/* Writes diagnostics and output, empties both and returns the exit status of what they held: 3 also
   if they cannot be written. */
int run_report(struct run *run);
void run_release(struct run *run);

/* Appends the help of a command, or of the program for NULL. */
void help_add(struct strbuf *out, const struct command *command);

#endif
