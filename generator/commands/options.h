/*
 * options.h - the command line, read by one table.
 *
 * Reads    argv, in the manner of GNU: options stand before, between or behind the arguments, long
 *          ones take =VALUE or the next word, short ones may be joined, -- ends them.
 * Makes    struct command_line: what was said, not yet what it means.
 * Reports  unknown, repeated, valueless and empty options, with the nearest name as a note.
 */
#ifndef ISOGLOSS_COMMANDS_OPTIONS_H
#define ISOGLOSS_COMMANDS_OPTIONS_H

#include "base/diag.h"

/* In the order of the help. */
enum option {
    OPTION_OUT,
    OPTION_FULL,
    OPTION_DRAFTS,
    OPTION_PSEUDO,
    OPTION_PORT,
    OPTION_SHARD,
    OPTION_RELEASE,
    OPTION_DATA,
    OPTION_PARTIALS,
    OPTION_THEME,
    OPTION_NAME,
    OPTION_PLURALS,
    OPTION_NEW,
    OPTION_ALL,
    OPTION_DRY_RUN,
    OPTION_TRANSLATIONS,
    OPTION_FROM,
    OPTION_STALE,
    OPTION_DIRECTORY,
    OPTION_JOBS,
    OPTION_NOW,
    OPTION_JSON,
    OPTION_VERBOSE,
    OPTION_HELP,
    OPTION_VERSION
};
#define OPTION_COUNT (OPTION_VERSION + 1)

/* A set of options: OPTION_BIT(OPTION_OUT) | ... */
#define OPTION_BIT(option) (1u << (option))
/* Those that stand for the program and not for one command. */
#define OPTIONS_OF_PROGRAM                                                                         \
    (OPTION_BIT(OPTION_VERBOSE) | OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_HELP) |              \
     OPTION_BIT(OPTION_VERSION))
/* Those of every command that reads a site. */
#define OPTIONS_OF_SITE                                                                            \
    (OPTION_BIT(OPTION_DIRECTORY) | OPTION_BIT(OPTION_JOBS) | OPTION_BIT(OPTION_NOW))

struct option_rule {
    const char *name;       /* out, for --out */
    char letter;            /* o, for -o; 0: has none */
    const char *value_name; /* OUT; NULL: takes no value */
    const char *help;       /* msgid; lines end in \n where they must break */
};
extern const struct option_rule option_rules[OPTION_COUNT];

/* The longest argument that can be meant: as long as a path may be. */
#define ARGUMENT_MAX_BYTES 4095

struct command_line {
    const char *values[OPTION_COUNT]; /* NULL: not given; "" for an option without value */
    const char **operands;            /* all that are no options; the first is the command */
    size_t operand_count;
};

/* False after a diagnostic; what could be read is there all the same. */
bool command_line_read(struct command_line *line, int argc, char **argv, struct arena *arena,
                       struct diags *diags);

/* Reports options that were given but are not in the set `allowed` of the command `name`. */
bool command_line_allows(const struct command_line *line, unsigned allowed, const char *name,
                         struct arena *arena, struct diags *diags);

/* "--out", as a message names it. */
struct str option_spelling(enum option option, struct arena *arena);

#endif
