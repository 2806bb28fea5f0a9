#include "commands/options.h"

#include "commands/messages.h"

const struct option_rule option_rules[OPTION_COUNT] = {
    [OPTION_DIRECTORY] = {"directory", 'C', "DIR", N_("the site's folder; here if not given")},
    [OPTION_JOBS] = {"jobs", 'j', "N",
                     N_("work on N things at once, 1 to 256; as many as there\n"
                        "are processors if not given")},
    [OPTION_NOW] = {"now", 0, "TIME",
                    N_("the time that counts as now: 2026-11-24,\n"
                       "2026-11-24T08:30:00Z or seconds since 1970; else\n"
                       "SOURCE_DATE_EPOCH from the environment")},
    [OPTION_VERBOSE] = {"verbose", 'v', NULL, N_("say more: notes, versions of libraries")},
    [OPTION_JSON] = {"json", 0, NULL, N_("messages as one JSON object a line")},
    [OPTION_HELP] = {"help", 'h', NULL, N_("show this help")},
    [OPTION_VERSION] = {"version", 0, NULL, N_("show the version")},
    [OPTION_OUT] = {"out", 'o', "OUT",
                    N_("write to OUT: the folder to publish to instead of\n"
                       "the site's own out/, or the file to export to\n"
                       "instead of standard output")},
    [OPTION_FULL] = {"full", 0, NULL,
                     N_("make everything anew, and trust nothing that the\n"
                        "last build wrote down")},
    [OPTION_DRAFTS] = {"drafts", 0, NULL,
                       N_("show texts that are not released too, each page\n"
                          "stamped as a draft; needs -o")},
    [OPTION_PSEUDO] = {"pseudo", 0, NULL,
                       N_("add two made-up languages that show which texts\n"
                          "cannot be translated or have no room: en-XA, ar-XB")},
    [OPTION_PORT] = {"port", 0, "N",
                     N_("listen on port N; 8000 or the next free one if not\n"
                        "given, any free one if 0")},
    [OPTION_SHARD] = {"shard", 0, "K/N",
                      N_("make only share K of N of the files, so that N\n"
                         "machines make the portal together")},
    [OPTION_RELEASE] = {"release", 0, NULL,
                        N_("list what is held, what holds it and when it opens")},
    [OPTION_DATA] = {"data", 0, "FILE", N_("what the template sees: .json or .yaml")},
    [OPTION_PARTIALS] = {"partials", 0, "DIR", N_("{{>name}} is DIR/name.mustache")},
    [OPTION_THEME] = {"theme", 0, NULL,
                      N_("the stricter rules for themes: HTML only, checked,\n"
                         "with {{#t}}")},
    [OPTION_NAME] = {"name", 0, "NAME",
                     N_("what the language calls itself; by default as CLDR\n"
                        "has it")},
    [OPTION_PLURALS] = {"plurals", 0, "RULE",
                        N_("how it counts, as Plural-Forms of gettext; by default\n"
                           "as CLDR has it")},
    [OPTION_NEW] = {"new", 0, NULL, N_("also make the files that are named and not there")},
    [OPTION_ALL] = {"all", 0, NULL, N_("all translations, or all of what is named")},
    [OPTION_DRY_RUN] = {"dry-run", 0, NULL, N_("only show what would be written")},
    [OPTION_TRANSLATIONS] = {"translations", 0, NULL,
                             N_("hold every translation against its source")},
    [OPTION_FROM] = {"from", 0, "TAG", N_("only what is translated from the language TAG")},
    [OPTION_STALE] = {"stale", 0, NULL, N_("only what is stale or not translated yet")},
};

struct reader {
    struct command_line *line;
    char **argv;
    int argc, at;
    struct arena *arena;
    struct diags *diags;
    bool is_good;
};

static const struct place COMMAND_LINE = {0};

struct str option_spelling(enum option option, struct arena *arena) {
    return str_join(arena, STR("--"), str_from(option_rules[option].name));
}

/* ---- Hints --------------------------------------------------------------------------------- */

/* A beginning that only one option has is as good as a slip of the pen. */
static struct str nearest_by_beginning(struct str name, struct arena *arena) {
    size_t found = OPTION_COUNT;

    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (name.length >= 2 && str_starts(str_from(option_rules[i].name), name)) {
            if (found != OPTION_COUNT) {
                return (struct str){0};
            }
            found = i;
        }
    }
    return found == OPTION_COUNT ? (struct str){0} : option_spelling((enum option)found, arena);
}

static struct str nearest_option(struct str name, struct arena *arena) {
    struct str names[OPTION_COUNT];
    struct str nearest = nearest_by_beginning(name, arena);

    if (!str_is_empty(nearest)) {
        return nearest;
    }
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        names[i] = str_from(option_rules[i].name);
    }
    nearest = str_nearest(name, names, OPTION_COUNT);
    return str_is_empty(nearest) ? nearest : str_join(arena, STR("--"), nearest);
}

static void report_unknown(struct reader *reader, struct str spelling, struct str name) {
    struct str nearest = nearest_option(name, reader->arena);
    struct diag *added = diag(reader->diags, &MSG_UNKNOWN_OPTION, COMMAND_LINE, spelling);

    if (!str_is_empty(nearest)) {
        diag_note(reader->diags, added, &MSG_NEAREST, COMMAND_LINE, nearest);
    }
    reader->is_good = false;
}

/* ---- Reading ------------------------------------------------------------------------------- */

static void set(struct reader *reader, enum option option, struct str spelling, const char *value) {
    const char **slot = &reader->line->values[option];

    if (*slot) {
        diag(reader->diags, &MSG_REPEATED_OPTION, COMMAND_LINE, spelling);
        reader->is_good = false;
    } else if (option_rules[option].value_name && !*value) {
        diag(reader->diags, &MSG_EMPTY_OPTION, COMMAND_LINE, spelling,
             str_from(option_rules[option].value_name));
        reader->is_good = false;
    }
    *slot = value;
}

/* An option that takes a value, which is the next word. */
static void set_from_next(struct reader *reader, enum option option, struct str spelling) {
    if (reader->at + 1 >= reader->argc) {
        diag(reader->diags, &MSG_MISSING_VALUE, COMMAND_LINE, spelling,
             str_from(option_rules[option].value_name));
        reader->is_good = false;
        return;
    }
    set(reader, option, spelling, reader->argv[++reader->at]);
}

/* `word` is what stands behind the two dashes. */
static void read_long(struct reader *reader, const char *word) {
    const char *equals = strchr(word, '=');
    struct str name = {word, equals ? (size_t)(equals - word) : strlen(word)};
    struct str spelling = str_join(reader->arena, STR("--"), name);
    size_t option = 0;

    while (option < OPTION_COUNT && !str_equal(name, str_from(option_rules[option].name))) {
        option++;
    }
    if (option == OPTION_COUNT) {
        report_unknown(reader, spelling, name);
    } else if (!option_rules[option].value_name && equals) {
        diag(reader->diags, &MSG_UNWANTED_VALUE, COMMAND_LINE, spelling);
        reader->is_good = false;
    } else if (!option_rules[option].value_name) {
        set(reader, (enum option)option, spelling, "");
    } else if (equals) {
        set(reader, (enum option)option, spelling, equals + 1);
    } else {
        set_from_next(reader, (enum option)option, spelling);
    }
}

static size_t find_letter(char letter) {
    size_t option = 0;

    while (option < OPTION_COUNT && option_rules[option].letter != letter) {
        option++;
    }
    return option;
}

/* A letter, or the first byte of something else, which is named with all its bytes. */
static struct str letter_spelling(struct reader *reader, const char *at) {
    size_t length = 1;

    while ((at[length] & 0xC0) == 0x80) {
        length++;
    }
    return str_join(reader->arena, STR("-"), (struct str){at, length});
}

/* `word` is what stands behind the dash: letters, and behind one that takes a value, the value. */
static void read_short(struct reader *reader, const char *word) {
    for (const char *at = word; *at; at++) {
        size_t option = find_letter(*at);
        struct str spelling = letter_spelling(reader, at);

        if (option == OPTION_COUNT) {
            /* The whole word, for -version is --version with a dash too few. */
            report_unknown(reader, spelling, str_from(word));
            return;
        }
        if (!option_rules[option].value_name) {
            set(reader, (enum option)option, spelling, "");
        } else if (at[1]) {
            set(reader, (enum option)option, spelling, at + 1);
            return;
        } else {
            set_from_next(reader, (enum option)option, spelling);
            return;
        }
    }
}

static bool check_length(struct reader *reader, const char *word) {
    if (strnlen(word, ARGUMENT_MAX_BYTES + 1) <= ARGUMENT_MAX_BYTES) {
        return true;
    }
    diag(reader->diags, &MSG_LONG_ARGUMENT, COMMAND_LINE,
         str_join(reader->arena, (struct str){word, 32}, STR("…")));
    return reader->is_good = false;
}

static void read_operand(struct reader *reader, const char *word) {
    if (!*word) {
        diag(reader->diags, &MSG_EMPTY_ARGUMENT, COMMAND_LINE);
        reader->is_good = false;
        return;
    }
    reader->line->operands[reader->line->operand_count++] = word;
}

bool command_line_read(struct command_line *line, int argc, char **argv, struct arena *arena,
                       struct diags *diags) {
    struct reader reader = {line, argv, argc, 1, arena, diags, true};
    bool options_ended = false;

    line->operands = ARENA_ARRAY(arena, const char *, argc > 0 ? (size_t)argc : 1);
    /* Checked first, so that no message has to carry them. */
    for (int i = 1; i < argc; i++) {
        if (!check_length(&reader, argv[i])) {
            return false;
        }
    }
    for (; reader.at < argc; reader.at++) {
        const char *word = argv[reader.at];

        if (options_ended || word[0] != '-' || word[1] == 0) {
            read_operand(&reader, word);
        } else if (word[1] != '-') {
            read_short(&reader, word + 1);
        } else if (word[2]) {
            read_long(&reader, word + 2);
        } else {
            options_ended = true;
        }
    }
    return reader.is_good;
}

bool command_line_allows(const struct command_line *line, unsigned allowed, const char *name,
                         struct arena *arena, struct diags *diags) {
    bool is_good = true;

    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (line->values[i] && !(allowed & OPTION_BIT(i))) {
            diag(diags, &MSG_OPTION_OF_OTHERS, COMMAND_LINE, option_spelling((enum option)i, arena),
                 str_from(name));
            is_good = false;
        }
    }
    return is_good;
}
