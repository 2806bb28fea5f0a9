#include "base/diag.h"

#include "base/utf8.h"

#include <libintl.h>

#define FIRST_STRONG_ISOLATE 0x2068
#define POP_ISOLATE 0x2069

const char *message_translated(const char *text) {
    /* gettext("") is the header of the catalog. */
    return *text ? gettext(text) : text;
}

static bool rune_is_right_to_left(uint32_t rune) {
    return (rune >= 0x0590 && rune <= 0x08FF) || (rune >= 0xFB1D && rune <= 0xFDFF) ||
           (rune >= 0xFE70 && rune <= 0xFEFE) || (rune >= 0x10800 && rune <= 0x10FFF) ||
           (rune >= 0x1E800 && rune <= 0x1EFFF);
}

static bool has_right_to_left(struct str text) {
    size_t at = 0;

    while (at < text.length) {
        if (rune_is_right_to_left(utf8_next(text, &at))) {
            return true;
        }
    }
    return false;
}

/* Nobody reads a quotation that is longer; a whole file may stand on one line. */
#define QUOTATION_MAX_BYTES 1000

/* The text up to the last whole character within the limit. */
static struct str shortened(struct str text) {
    size_t end = text.length;

    if (end <= QUOTATION_MAX_BYTES) {
        return text;
    }
    end = QUOTATION_MAX_BYTES;
    while (end > 0 && ((unsigned char)text.data[end] & 0xC0) == 0x80) {
        end--;
    }
    return str_slice(text, 0, end);
}

/* Foreign text inside a sentence: nothing hidden, and an Arabic word may not turn its neighbours.
 */
static void add_quoted(struct strbuf *out, struct str text) {
    bool isolate = has_right_to_left(text);

    if (isolate) {
        strbuf_add_rune(out, FIRST_STRONG_ISOLATE);
    }
    strbuf_add_visible(out, shortened(text));
    if (isolate) {
        strbuf_add_rune(out, POP_ISOLATE);
    }
    if (text.length > QUOTATION_MAX_BYTES) {
        strbuf_add_c(out, "\u2026");
    }
}

/* Is there `{n}` at byte `at`, with an argument for it? */
static bool is_placeholder(struct str text, size_t at, size_t count) {
    return text.length - at >= 3 && text.data[at] == '{' && text.data[at + 1] >= '1' &&
           text.data[at + 1] <= '9' && text.data[at + 2] == '}' &&
           (size_t)(text.data[at + 1] - '0') <= count;
}

static void fill_in(struct strbuf *out, struct str text, const struct str *arguments,
                    size_t count) {
    size_t at = 0;

    while (at < text.length) {
        size_t brace = str_find_char(text, '{', at);

        if (brace == STR_NONE) {
            break;
        }
        strbuf_add(out, str_slice(text, at, brace));
        if (is_placeholder(text, brace, count)) {
            add_quoted(out, arguments[text.data[brace + 1] - '1']);
            at = brace + 3;
        } else {
            strbuf_add_char(out, '{');
            at = brace + 1;
        }
    }
    strbuf_add(out, str_from_byte(text, at));
}

void message_format(struct strbuf *out, const struct message *message, const struct str *arguments,
                    size_t count) {
    fill_in(out, str_from(message_translated(message->text)), arguments, count);
}

static struct diag *make(struct diags *diags, const struct message *message, struct place place,
                         const struct str *arguments, size_t count) {
    struct diag *made = ARENA_NEW(&diags->arena, struct diag);
    struct strbuf text = {0};

    message_format(&text, message, arguments, count);
    made->message = message;
    made->place = place;
    made->place.path = str_copy(&diags->arena, place.path);
    made->text = str_copy(&diags->arena, strbuf_view(&text));
    strbuf_release(&text);
    return made;
}

struct diag *diags_add(struct diags *diags, const struct message *message, struct place place,
                       const struct str *arguments, size_t count) {
    struct diag *added = make(diags, message, place, arguments, count);

    *LIST_ADD(&diags->list, &diags->arena) = added;
    diags->count_by_severity[message->severity]++;
    return added;
}

void diags_add_note(struct diags *diags, struct diag *parent, const struct message *message,
                    struct place place, const struct str *arguments, size_t count) {
    struct diag **end = &parent->notes;

    while (*end) {
        end = &(*end)->next;
    }
    *end = make(diags, message, place, arguments, count);
}

void diags_join(struct diags *into, struct diags *from) {
    if (into == from) {
        return;
    }
    arena_join(&into->arena, &from->arena);
    for (size_t i = 0; i < from->list.count; i++) {
        *LIST_ADD(&into->list, &into->arena) = from->list.items[i];
    }
    for (size_t i = 0; i <= SEVERITY_SYSTEM; i++) {
        into->count_by_severity[i] += from->count_by_severity[i];
    }
    *from = (struct diags){0};
}

void diags_release(struct diags *diags) {
    arena_release(&diags->arena);
    *diags = (struct diags){0};
}

bool diags_have_errors(const struct diags *diags) {
    return diags_exit_status(diags) != 0;
}

int diags_exit_status(const struct diags *diags) {
    if (diags->count_by_severity[SEVERITY_SYSTEM]) {
        return 3;
    }
    if (diags->count_by_severity[SEVERITY_USAGE]) {
        return 2;
    }
    return diags->count_by_severity[SEVERITY_ERROR] ? 1 : 0;
}

/* --- order ----------------------------------------------------------------------------------- */

static int compare_numbers(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_one(const struct diag *a, const struct diag *b) {
    int order = str_compare(a->place.path, b->place.path);

    order = order ? order : compare_numbers(a->place.line, b->place.line);
    order = order ? order : compare_numbers(a->place.column, b->place.column);
    order = order ? order : strcmp(a->message->code, b->message->code);
    return order ? order : str_compare(a->text, b->text);
}

/* With the notes, so that which of two twins is dropped does not depend on the threads. */
static int compare(const struct diag *a, const struct diag *b) {
    int order = compare_one(a, b);
    const struct diag *note_a = a->notes;
    const struct diag *note_b = b->notes;

    while (!order && note_a && note_b) {
        order = compare_one(note_a, note_b);
        note_a = note_a->next;
        note_b = note_b->next;
    }
    return order ? order : (note_a != NULL) - (note_b != NULL);
}

static int compare_items(const void *a, const void *b) {
    return compare(*(struct diag *const *)a, *(struct diag *const *)b);
}

static void sort_and_drop_repeats(struct diags *diags) {
    struct diag **items = diags->list.items;
    size_t kept = 0;

    if (diags->list.count > 1) {
        qsort(items, diags->list.count, sizeof *items, compare_items);
    }
    for (size_t i = 0; i < diags->list.count; i++) {
        if (kept && compare(items[kept - 1], items[i]) == 0) {
            diags->count_by_severity[items[i]->message->severity]--;
        } else {
            items[kept++] = items[i];
        }
    }
    diags->list.count = kept;
}

/* --- text ------------------------------------------------------------------------------------ */

static const char *severity_text(enum severity severity) {
    static const char *const words[] = {N_("note"), N_("warning"), N_("error"), N_("usage error"),
                                        N_("system error")};

    return message_translated(words[severity]);
}

static void add_place(struct strbuf *out, struct place place) {
    add_quoted(out, place.path);
    if (place.line) {
        strbuf_add_format(out, ":%u", (unsigned)place.line);
        if (place.column) {
            strbuf_add_format(out, ":%u", (unsigned)place.column);
        }
    }
    strbuf_add(out, STR(": "));
}

static void add_line(struct strbuf *out, const struct diag *one) {
    strbuf_add_c(out, severity_text(one->message->severity));
    strbuf_add(out, STR(": "));
    strbuf_add(out, one->text);
    strbuf_add(out, STR(" ["));
    strbuf_add_c(out, one->message->code);
    strbuf_add(out, STR("]\n"));
}

static void print_text(struct strbuf *out, const struct diag *one) {
    if (str_is_empty(one->place.path)) {
        strbuf_add(out, STR("isogloss: "));
    } else {
        add_place(out, one->place);
    }
    add_line(out, one);
    for (const struct diag *note = one->notes; note; note = note->next) {
        strbuf_add(out, STR("  "));
        if (!str_is_empty(note->place.path)) {
            add_place(out, note->place);
        }
        add_line(out, note);
    }
}

/* --- limits ---------------------------------------------------------------------------------- */

/* The diagnostics of one file: items[first] up to, not including, items[end]. */
struct group {
    size_t first, end, shown;
};

static size_t find_group_end(const struct diags *diags, size_t first) {
    struct diag *const *items = diags->list.items;
    size_t end = first + 1;

    while (end < diags->list.count && str_equal(items[end]->place.path, items[first]->place.path)) {
        end++;
    }
    return end;
}

enum pass { PASS_ERRORS, PASS_THE_REST };

/* Marks what of a group is shown in this pass, as far as both limits allow. */
static void choose_in_group(const struct diags *diags, struct group *group, enum pass pass,
                            bool *shown, size_t *total) {
    for (size_t i = group->first; i < group->end; i++) {
        bool is_error = diags->list.items[i]->message->severity >= SEVERITY_ERROR;

        if (is_error == (pass == PASS_ERRORS) && group->shown < DIAG_MAX_PER_FILE &&
            *total < DIAG_MAX_TOTAL) {
            shown[i] = true;
            group->shown++;
            ++*total;
        }
    }
}

static void add_more(struct strbuf *out, const char *text, size_t count) {
    struct strbuf number = {0};
    struct str argument;

    strbuf_add_u64(&number, count);
    argument = strbuf_view(&number);
    fill_in(out, str_from(message_translated(text)), &argument, 1);
    strbuf_add_char(out, '\n');
    strbuf_release(&number);
}

static void print_group(const struct diags *diags, const struct group *group, const bool *shown,
                        struct strbuf *out) {
    struct place file = {.path = diags->list.items[group->first]->place.path};
    size_t hidden = group->end - group->first - group->shown;

    for (size_t i = group->first; i < group->end; i++) {
        if (shown[i]) {
            print_text(out, diags->list.items[i]);
        }
    }
    if (hidden && group->shown) {
        if (str_is_empty(file.path)) {
            strbuf_add(out, STR("isogloss: "));
        } else {
            add_place(out, file);
        }
        add_more(out, N_("… and {1} more"), hidden);
    }
}

static void print_all_text(struct diags *diags, struct strbuf *out) {
    bool *shown = ARENA_ARRAY(&diags->arena, bool, diags->list.count);
    LIST(struct group) groups = {0};
    size_t total = 0;
    size_t unseen = 0;

    for (size_t at = 0; at < diags->list.count;) {
        struct group *group = LIST_ADD(&groups, &diags->arena);

        *group = (struct group){.first = at, .end = find_group_end(diags, at)};
        at = group->end;
    }
    for (int pass = PASS_ERRORS; pass <= PASS_THE_REST; pass++) {
        for (size_t i = 0; i < groups.count; i++) {
            choose_in_group(diags, &groups.items[i], (enum pass)pass, shown, &total);
        }
    }
    for (size_t i = 0; i < groups.count; i++) {
        print_group(diags, &groups.items[i], shown, out);
        unseen += groups.items[i].shown ? 0 : groups.items[i].end - groups.items[i].first;
    }
    if (unseen) {
        add_more(out, N_("… and {1} more in other files"), unseen);
    }
}

/* --- JSON ------------------------------------------------------------------------------------ */

/* Not translated: programs read it. */
static const char *severity_name(enum severity severity) {
    static const char *const names[] = {"note", "warning", "error", "usage", "system"};

    return names[severity];
}

static void add_json_fields(struct strbuf *out, const struct diag *one) {
    strbuf_add(out, STR("{\"path\":"));
    strbuf_add_json(out, one->place.path);
    strbuf_add_format(
        out, ",\"line\":%u,\"column\":%u,\"severity\":\"%s\",\"code\":", (unsigned)one->place.line,
        (unsigned)one->place.column, severity_name(one->message->severity));
    strbuf_add_json(out, str_from(one->message->code));
    strbuf_add(out, STR(",\"message\":"));
    strbuf_add_json(out, one->text);
}

static void print_json(struct strbuf *out, const struct diag *one) {
    add_json_fields(out, one);
    strbuf_add(out, STR(",\"notes\":["));
    for (const struct diag *note = one->notes; note; note = note->next) {
        if (note != one->notes) {
            strbuf_add_char(out, ',');
        }
        add_json_fields(out, note);
        strbuf_add_char(out, '}');
    }
    strbuf_add(out, STR("]}\n"));
}

void diags_print(struct diags *diags, enum diag_format format, struct strbuf *out) {
    sort_and_drop_repeats(diags);
    if (format == DIAG_TEXT) {
        print_all_text(diags, out);
        return;
    }
    for (size_t i = 0; i < diags->list.count; i++) {
        print_json(out, diags->list.items[i]);
    }
}
