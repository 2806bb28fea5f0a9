#include "base/workers.h"
#include "commands/commands.h"
#include "commands/messages.h"

#include <sys/auxv.h>

const struct command *const commands[] = {&command_build,   &command_check,     &command_serve,
                                          &command_locale,  &command_translate, &command_dump,
                                          &command_render,  &command_import,    &command_export,
                                          &command_version, &command_help,      NULL};
#define COMMAND_COUNT (sizeof commands / sizeof commands[0] - 1)

#define LAST_SECOND 253402300799 /* of the year 9999, the last one that dates can write */

static const struct place COMMAND_LINE = {0};

/* ---- Commands ------------------------------------------------------------------------------ */

const struct command *command_find(const char *name) {
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i]->name, name) == 0) {
            return commands[i];
        }
    }
    return NULL;
}

static struct str list_commands(struct arena *arena) {
    struct str list = str_from(commands[0]->name);

    for (size_t i = 1; i < COMMAND_COUNT; i++) {
        list = str_join(arena, list, STR(", "), str_from(commands[i]->name));
    }
    return list;
}

void command_report_unknown(struct run *run, const char *name) {
    struct str names[COMMAND_COUNT];
    struct str nearest;
    struct diag *added = diag(&run->diags, &MSG_UNKNOWN_COMMAND, COMMAND_LINE, str_from(name),
                              list_commands(&run->arena));

    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        names[i] = str_from(commands[i]->name);
    }
    nearest = str_nearest(str_from(name), names, COMMAND_COUNT);
    if (!str_is_empty(nearest)) {
        diag_note(&run->diags, added, &MSG_NEAREST, COMMAND_LINE, nearest);
    }
}

/* --help and --version are commands in disguise. */
static const struct command *choose(struct run *run) {
    struct command_line *line = &run->line;
    const struct command *command;

    if (line->values[OPTION_HELP]) {
        return &command_help;
    }
    if (line->values[OPTION_VERSION]) {
        return &command_version;
    }
    if (line->operand_count == 0) {
        diag(&run->diags, &MSG_NO_COMMAND, COMMAND_LINE, list_commands(&run->arena));
        return NULL;
    }
    command = command_find(line->operands[0]);
    if (!command) {
        command_report_unknown(run, line->operands[0]);
        return NULL;
    }
    line->operands++;
    line->operand_count--;
    return command;
}

static bool check_arguments(struct run *run) {
    const struct command *command = run->command;
    struct str name = str_from(command->name);

    if (run->argument_count < command->arguments_min) {
        diag(&run->diags, &MSG_MISSING_ARGUMENT, COMMAND_LINE, name, str_from(command->arguments));
        return false;
    }
    if (run->argument_count > command->arguments_max) {
        diag(&run->diags, &MSG_EXTRA_ARGUMENT, COMMAND_LINE, name,
             str_from(run->arguments[command->arguments_max]));
        return false;
    }
    return true;
}

static bool check_options(struct run *run) {
    /* `build --help -o x` is not worth a quarrel. */
    if (run->line.values[OPTION_HELP] || run->line.values[OPTION_VERSION]) {
        return true;
    }
    return command_line_allows(&run->line, run->command->options | OPTIONS_OF_PROGRAM,
                               run->command->name, &run->arena, &run->diags);
}

/* ---- Values -------------------------------------------------------------------------------- */

static bool read_jobs(struct run *run) {
    const char *text = run->line.values[OPTION_JOBS];
    uint32_t jobs;

    run->workers = workers_available();
    if (!text) {
        return true;
    }
    if (!str_to_u32(str_from(text), &jobs) || jobs < 1 || jobs > WORKERS_MAX) {
        diag(&run->diags, &MSG_BAD_JOBS, COMMAND_LINE, str_from(text));
        return false;
    }
    run->workers = jobs;
    return true;
}

static bool read_shard(struct run *run) {
    const char *text = run->line.values[OPTION_SHARD];
    struct str count = str_from(text ? text : "");
    struct str number = str_cut(&count, '/');
    struct shard shard;

    if (!text) {
        return true;
    }
    if (!str_to_u32(number, &shard.number) || !str_to_u32(count, &shard.count) ||
        !shard_is_valid(shard)) {
        diag(&run->diags, &MSG_BAD_SHARD, COMMAND_LINE, str_from(text));
        return false;
    }
    run->shard = shard;
    return true;
}

static bool read_seconds(struct str text, int64_t *seconds) {
    int64_t value;

    if (str_starts(text, STR("-")) || !str_to_i64(text, &value) || value > LAST_SECOND) {
        return false;
    }
    *seconds = value;
    return true;
}

/* A whole day begins in UTC. */
static bool read_moment(struct str text, int64_t *seconds) {
    struct date date;
    struct instant instant;

    if (text.length == strlen("YYYY-MM-DD") && date_parse(text, &date) == DATE_OK) {
        *seconds = date_begin(date);
    } else if (instant_parse(text, &instant) == INSTANT_OK) {
        *seconds = instant.at;
    } else {
        return false;
    }
    return *seconds >= 0 && *seconds <= LAST_SECOND;
}

/* A wrong value is never silently "now": two builds of the same content would differ. */
static bool read_now(struct run *run) {
    const char *option = run->line.values[OPTION_NOW];
    const char *environment = getenv("SOURCE_DATE_EPOCH");
    const char *text = option ? option : environment;

    if (!text || !(run->command->options & OPTION_BIT(OPTION_NOW))) {
        run->now_s = time(NULL);
        return true;
    }
    bool is_good = read_seconds(str_from(text), &run->now_s) ||
                   (option && read_moment(str_from(text), &run->now_s));
    run->is_now_given = true;
    if (!is_good) {
        diag(&run->diags, option ? &MSG_BAD_NOW : &MSG_BAD_SOURCE_DATE_EPOCH, COMMAND_LINE,
             str_from(text));
    }
    return is_good;
}

/* ---- The run ------------------------------------------------------------------------------- */

/* Content comes from many hands; it must not be handled with rights that are not needed. */
static bool check_rights(struct run *run) {
    if (getauxval(AT_SECURE)) {
        diag(&run->diags, &MSG_PRIVILEGED, COMMAND_LINE);
        return false;
    }
    if (run->is_verbose && geteuid() == 0 && run->command->options) {
        diag(&run->diags, &MSG_RUNNING_AS_ROOT, COMMAND_LINE);
    }
    return true;
}

bool run_begin(struct run *run, int argc, char **argv) {
    bool is_read = command_line_read(&run->line, argc, argv, &run->arena, &run->diags);
    bool is_good;

    run->is_verbose = run->line.values[OPTION_VERBOSE] != NULL;
    run->format = run->line.values[OPTION_JSON] ? DIAG_JSON : DIAG_TEXT;
    run->site_folder = run->line.values[OPTION_DIRECTORY];
    run->site_folder = run->site_folder ? run->site_folder : ".";
    run->extras = (run->line.values[OPTION_DRAFTS] ? EXTRA_DRAFTS : 0) |
                  (run->line.values[OPTION_PSEUDO] ? EXTRA_PSEUDO : 0);
    if (!is_read) {
        return false;
    }
    run->command = choose(run);
    if (!run->command) {
        return false;
    }
    run->arguments = run->line.operands;
    run->argument_count = run->line.operand_count;
    /* All of them, so that one run tells all that is wrong. */
    is_good = check_arguments(run);
    is_good = check_options(run) && is_good;
    is_good = read_jobs(run) && is_good;
    is_good = read_shard(run) && is_good;
    is_good = read_now(run) && is_good;
    return check_rights(run) && is_good;
}

void run_release(struct run *run) {
    strbuf_release(&run->output);
    diags_release(&run->diags);
    arena_release(&run->arena);
}
