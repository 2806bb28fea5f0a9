#include "commands/release.h"

#include "base/utf8.h"
#include "base/wording.h"
#include "commands/pipeline.h"

/* ---- Words --------------------------------------------------------------------------------- */

static const struct {
    const char *code, *word;
} hold_names[HOLD_COUNT] = {
    [HOLD_DRAFT] = {"draft", N_("draft")},
    [HOLD_NOT_FINAL] = {"not-final", N_("not final")},
    [HOLD_NO_REVISER] = {"no-reviser", N_("no reviser")},
    [HOLD_EMBARGO] = {"embargo", N_("embargo")},
    [HOLD_RESTRICTED] = {"restricted", N_("restricted")},
    [HOLD_NO_CONSENT] = {"no-consent", N_("no consent")},
    [HOLD_LANGUAGES] = {"languages", NULL}, /* they are named */
    [HOLD_MISSING] = {"missing", N_("missing")},
};

static const struct {
    const char *code, *word;
} state_names[] = {
    [TEXT_FINAL] = {"final", N_("final")},
    [TEXT_REVIEWED] = {"reviewed", N_("reviewed")},
    [TEXT_DRAFT] = {"draft", N_("draft")},
    [TEXT_MISSING] = {"missing", N_("missing")},
};

static bool has(unsigned holds, size_t hold) {
    return (holds & HOLD_BIT(hold)) != 0;
}

/* "embargo, no consent" */
static void add_words(struct strbuf *out, unsigned holds) {
    const char *separator = "";

    for (size_t i = 0; i < HOLD_COUNT; i++) {
        if (has(holds, i) && hold_names[i].word) {
            strbuf_add_c(out, separator);
            strbuf_add_c(out, message_translated(hold_names[i].word));
            separator = ", ";
        }
    }
}

/* "es (missing), ru (not final)" */
static void add_awaited(struct strbuf *out, const struct held *line) {
    for (size_t i = 0; i < line->awaited_count; i++) {
        strbuf_add_c(out, i > 0 ? ", " : "");
        strbuf_add(out, line->awaited[i].language->tag);
        strbuf_add_c(out, " (");
        add_words(out, line->awaited[i].holds);
        strbuf_add_char(out, ')');
    }
}

static struct str taken(struct arena *arena, struct strbuf *text) {
    struct str copy = str_copy(arena, strbuf_view(text));

    strbuf_release(text);
    return copy;
}

static struct str reason(struct arena *arena, const struct held *line) {
    struct strbuf text = {0}, words = {0};

    if (!str_is_empty(line->refers_to)) {
        add_words(&words, line->holds);
        /* The item may wait for languages only, which are told where it stands itself. */
        const struct str arguments[] = {line->refers_to};

        wording_fill(&text, message_translated(N_("refers to {1}")), arguments, 1);
        if (words.length > 0) {
            strbuf_add_c(&text, " (");
            strbuf_add(&text, strbuf_view(&words));
            strbuf_add_char(&text, ')');
        }
        strbuf_release(&words);
        return taken(arena, &text);
    }
    add_words(&text, line->holds);
    if (has(line->holds, HOLD_LANGUAGES)) {
        add_awaited(&words, line);
        const struct str arguments[] = {strbuf_view(&words)};

        strbuf_add_c(&text, text.length > 0 ? "; " : "");
        /* TRANSLATORS: {1} lists languages, each with what holds it: "es (missing), ru (draft)" */
        wording_fill(&text, message_translated(N_("waits for {1}")), arguments, 1);
        strbuf_release(&words);
    }
    return taken(arena, &text);
}

/* ---- The table ----------------------------------------------------------------------------- */

enum column { COLUMN_ITEM, COLUMN_LANGUAGE, COLUMN_STATE, COLUMN_OPENS, COLUMN_REASON };
#define COLUMN_COUNT (COLUMN_REASON + 1)

struct row {
    struct str cells[COLUMN_COUNT];
};

static struct str word(const char *text) {
    return str_from(message_translated(text));
}

static struct row make_row(struct arena *arena, const struct held *line) {
    bool is_released = !str_is_empty(line->refers_to);

    return (struct row){{
        [COLUMN_ITEM] = line->item,
        [COLUMN_LANGUAGE] = line->language ? line->language->tag : word(N_("all")),
        [COLUMN_STATE] = is_released ? word(N_("released")) : word(state_names[line->state].word),
        [COLUMN_OPENS] = str_is_empty(line->opens.text) ? STR("-") : line->opens.text,
        [COLUMN_REASON] = reason(arena, line),
    }};
}

/* How many columns of a terminal a text takes; Chinese characters take two. */
static size_t width_of(struct str text) {
    size_t width = 0;

    for (size_t at = 0; at < text.length;) {
        uint32_t rune = utf8_next(text, &at);

        width += rune >= 0x2E80 && rune <= 0xFFDC ? 2 : 1;
    }
    return width;
}

static void add_row(struct strbuf *out, const struct row *row, const size_t *widths) {
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        strbuf_add(out, row->cells[i]);
        for (size_t at = width_of(row->cells[i]); i + 1 < COLUMN_COUNT && at < widths[i] + 2;
             at++) {
            strbuf_add_char(out, ' ');
        }
    }
    strbuf_add_char(out, '\n');
}

static void add_table(struct run *run, const struct held_list *list) {
    struct row *rows = ARENA_ARRAY(&run->arena, struct row, list->count + 1);
    size_t widths[COLUMN_COUNT] = {0};

    rows[0] = (struct row){{word(N_("item")), word(N_("language")), word(N_("state")),
                            word(N_("opens")), word(N_("held by"))}};
    for (size_t i = 0; i < list->count; i++) {
        rows[i + 1] = make_row(&run->arena, &list->items[i]);
    }
    for (size_t i = 0; i <= list->count; i++) {
        for (size_t j = 0; j < COLUMN_COUNT; j++) {
            size_t width = width_of(rows[i].cells[j]);

            widths[j] = width > widths[j] ? width : widths[j];
        }
    }
    for (size_t i = 0; i <= list->count; i++) {
        add_row(&run->output, &rows[i], widths);
    }
}

/* ---- For programs -------------------------------------------------------------------------- */

static void add_key(struct strbuf *out, const char *key, struct str text) {
    strbuf_add_format(out, "\"%s\":", key);
    if (str_is_empty(text)) {
        strbuf_add_c(out, "null");
    } else {
        strbuf_add_json(out, text);
    }
    strbuf_add_char(out, ',');
}

static void add_codes(struct strbuf *out, unsigned holds) {
    const char *separator = "";

    strbuf_add_char(out, '[');
    for (size_t i = 0; i < HOLD_COUNT; i++) {
        if (has(holds, i)) {
            strbuf_add_format(out, "%s\"%s\"", separator, hold_names[i].code);
            separator = ",";
        }
    }
    strbuf_add_char(out, ']');
}

static void add_object(struct strbuf *out, const struct held *line) {
    bool is_released = !str_is_empty(line->refers_to);

    strbuf_add_char(out, '{');
    add_key(out, "item", line->item);
    add_key(out, "language", line->language ? line->language->tag : (struct str){0});
    add_key(out, "path", line->path);
    add_key(out, "state", str_from(is_released ? "released" : state_names[line->state].code));
    add_key(out, "opens", line->opens.text);
    add_key(out, "refers_to", line->refers_to);
    strbuf_add_c(out, "\"held_by\":");
    add_codes(out, line->holds);
    strbuf_add_c(out, ",\"waits_for\":{");
    for (size_t i = 0; i < line->awaited_count; i++) {
        struct str tag = line->awaited[i].language->tag;

        strbuf_add_format(out, "%s\"%.*s\":", i > 0 ? "," : "", STR_ARG(tag));
        add_codes(out, line->awaited[i].holds);
    }
    strbuf_add_c(out, "}}\n");
}

/* ---- All of it ----------------------------------------------------------------------------- */

/* Whoever asks for the list has another moment for warnings. */
static void drop_warnings(struct diags *diags) {
    size_t kept = 0;

    for (size_t i = 0; i < diags->list.count; i++) {
        if (diags->list.items[i]->message->severity > SEVERITY_WARNING) {
            diags->list.items[kept++] = diags->list.items[i];
        }
    }
    diags->list.count = kept;
    diags->count_by_severity[SEVERITY_NOTE] = diags->count_by_severity[SEVERITY_WARNING] = 0;
}

void release_list(struct run *run) {
    struct pipeline pipeline = {0};

    if (pipeline_run(&pipeline, run, STAGE_SITE)) {
        const struct held_list *list = &pipeline.site.held;

        for (size_t i = 0; run->format == DIAG_JSON && i < list->count; i++) {
            add_object(&run->output, &list->items[i]);
        }
        if (run->format == DIAG_TEXT && list->count > 0) {
            add_table(run, list);
        } else if (run->format == DIAG_TEXT) {
            strbuf_add_c(&run->output, message_translated(N_("nothing waits for its release\n")));
        }
    }
    drop_warnings(&run->diags);
    pipeline_release(&pipeline);
}
