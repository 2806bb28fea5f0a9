/*
 * diag.h - what is wrong, where, and what to do.
 *
 * Stages never fail on input: they record diagnostics and go on with the best artefact they can
 * make. main.c prints them all, sorted, and turns the worst into the exit status.
 *
 * A message is one row of the stage's messages.def:
 *
 *     MESSAGE(MSG_RAW_HTML, "raw-html", SEVERITY_ERROR,
 *             N_("raw HTML is not allowed here: {1}; use a figure, a span or Markdown instead"))
 *
 * {1}..{9} are the arguments, in any order a translation wants. The text says what is wrong and
 * what to do. Printed form: `path:line:col: severity: text [code]`, notes indented below it.
 *
 * Owns     copies of all it is given, on its own arena.
 * Threads  one `struct diags` per thread; diags_join() afterwards. Order never depends on threads.
 * Units    lines and columns are 1-based, columns count code points; 0 means "the whole file".
 */
#ifndef ISOGLOSS_BASE_DIAG_H
#define ISOGLOSS_BASE_DIAG_H

#include "base/list.h"
#include "base/str.h"

enum severity {
    SEVERITY_NOTE,    /* only below another diagnostic, or with --verbose */
    SEVERITY_WARNING, /* published all the same */
    SEVERITY_ERROR,   /* content is wrong: exit 1, out/ untouched */
    SEVERITY_USAGE,   /* the command line is wrong: exit 2 */
    SEVERITY_SYSTEM   /* the machine failed us: exit 3 */
};

struct message {
    const char *code; /* stable, lower case with hyphens, unique in the program */
    enum severity severity;
    const char *text; /* English msgid */
};

/* Where. An empty path means the command line or the program itself. */
struct place {
    struct str path; /* relative to the site folder */
    uint32_t line, column;
};

/* A whole file; and a spot in it. */
static inline struct place place_file(struct str path) {
    return (struct place){path, 0, 0};
}
static inline struct place place_at(struct str path, uint32_t line, uint32_t column) {
    return (struct place){path, line, column};
}

struct diag {
    const struct message *message;
    struct place place;
    struct str text;    /* translated, arguments filled in */
    struct diag *notes; /* oldest first, linked by `next` */
    struct diag *next;
};

struct diags {
    struct arena arena;
    LIST(struct diag *) list;
    size_t count_by_severity[SEVERITY_SYSTEM + 1];
};

/* Records a message. `arguments` fill {1}, {2} ...; what is longer than 1000 bytes is cut. Use the
   macro. */
struct diag *diags_add(struct diags *diags, const struct message *message, struct place place,
                       const struct str *arguments, size_t count);
/* diag(diags, &MSG_X, place, STR("a"), b): records and returns the diagnostic. */
#define diag(diags, message, place, ...)                                                           \
    diags_add(                                                                                     \
        (diags), (message), (place), (const struct str[]){(struct str){0}, ##__VA_ARGS__} + 1,     \
        sizeof((const struct str[]){(struct str){0}, ##__VA_ARGS__}) / sizeof(struct str) - 1)

/* Adds a note under `parent`: another place that matters, such as the line of the schema. */
void diags_add_note(struct diags *diags, struct diag *parent, const struct message *message,
                    struct place place, const struct str *arguments, size_t count);
#define diag_note(diags, parent, message, place, ...)                                              \
    diags_add_note(                                                                                \
        (diags), (parent), (message), (place),                                                     \
        (const struct str[]){(struct str){0}, ##__VA_ARGS__} + 1,                                  \
        sizeof((const struct str[]){(struct str){0}, ##__VA_ARGS__}) / sizeof(struct str) - 1)

/* Moves everything from `from` into `into`. */
void diags_join(struct diags *into, struct diags *from);
void diags_release(struct diags *diags);

bool diags_have_errors(const struct diags *diags); /* SEVERITY_ERROR or worse */
/* 0 clean or warnings only, 1 content errors, 2 usage, 3 system: the worst one wins. */
int diags_exit_status(const struct diags *diags);

enum diag_format { DIAG_TEXT, DIAG_JSON };

/* How much is printed before a count takes over; errors go first, so that no warning hides one.
   DIAG_JSON, which programs read, is never cut. */
#define DIAG_MAX_PER_FILE 50
#define DIAG_MAX_TOTAL 1000

/* Sorts by path, line, column, code and text, drops exact repeats, and appends the printed form.
   DIAG_JSON is one JSON object a line: path, line, column, severity, code, message, notes. */
void diags_print(struct diags *diags, enum diag_format format, struct strbuf *out);

/* Appends the text of a message with its arguments, translated. */
void message_format(struct strbuf *out, const struct message *message, const struct str *arguments,
                    size_t count);

/* Marks a string for xgettext. */
#define N_(text) text

/* The reader's wording of a text marked with N_(); the text itself where there is none. */
const char *message_translated(const char *text);

#endif
