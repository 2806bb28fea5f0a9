#include "commands/translate_status.h"

#include "base/utf8.h"
#include "base/word_diff.h"
#include "base/wording.h"

#include <stdlib.h>
#include <unistd.h>

/* Without -v, no more of what is to be done is listed than fits a screen. */
#define TASKS_SHOWN 20

static const char *const state_names[WORK_STATE_COUNT] = {N_("current"), N_("stale"), N_("missing"),
                                                          N_("fuzzy")};
static const char *const weight_names[] = {[CHANGE_SUBSTANTIVE] = N_("substantive"),
                                           [CHANGE_MINOR] = N_("minor"),
                                           [CHANGE_LEGAL] = N_("legal")};

static void say(struct run *run, const char *text, const struct str *arguments, size_t count) {
    wording_fill(&run->output, message_translated(text), arguments, count);
}

static struct str number(struct run *run, size_t number) {
    return str_format(&run->arena, "%zu", number);
}

static struct str name_of_item(struct run *run, const struct item *item) {
    return str_join(&run->arena, item->collection->id, STR("/"), item->id);
}

/* ---- Tables -----------------------------------------------------------------------------------
 */

static void add_padded(struct strbuf *out, struct str text, size_t width) {
    for (size_t i = utf8_count(text); i < width; i++) {
        strbuf_add_char(out, ' ');
    }
    strbuf_add(out, text);
}

static size_t name_width(const struct site *site, const struct language_status *status) {
    size_t width = 0;
    for (size_t i = 0; i < site->collection_count; i++) {
        size_t length = site->collections[i].id.length;
        bool is_shown = work_counts_segments(&status->collections[i]) > 0;
        width = is_shown && length > width ? length : width;
    }
    return width;
}

static void add_row(struct run *run, const struct collection *collection,
                    const struct work_counts *counts, size_t width) {
    struct strbuf *out = &run->output;
    strbuf_add_format(out, "  %-*.*s", (int)width, STR_ARG(collection->id));
    for (size_t state = 0; state < WORK_STATE_COUNT; state++) {
        const struct str numbers[] = {number(run, counts->segments[state]),
                                      number(run, counts->words[state])};
        struct str cell = str_join(&run->arena, numbers[0], STR(" ("), numbers[1], STR(")"));
        add_padded(out, cell, 18);
    }
    strbuf_add_char(out, '\n');
}

static void add_table(struct run *run, const struct site *site,
                      const struct language_status *status) {
    size_t width = name_width(site, status);
    strbuf_add_format(&run->output, "  %-*s", (int)width, "");
    for (size_t state = 0; state < WORK_STATE_COUNT; state++) {
        add_padded(&run->output, str_from(message_translated(state_names[state])), 18);
    }
    strbuf_add_char(&run->output, '\n');
    for (size_t i = 0; i < site->collection_count; i++) {
        if (work_counts_segments(&status->collections[i]) > 0) {
            add_row(run, &site->collections[i], &status->collections[i], width);
        }
    }
}

static void add_task(struct run *run, const struct item_status *status) {
    struct strbuf *out = &run->output;
    const char *separator = ": ";
    strbuf_add_c(out, "  ");
    strbuf_add(out, name_of_item(run, status->item));
    for (size_t state = WORK_STALE; state < WORK_STATE_COUNT; state++) {
        if (status->counts.segments[state] > 0) {
            strbuf_add_format(
                out, "%s%u %s (%u)", separator, (unsigned)status->counts.segments[state],
                message_translated(state_names[state]), (unsigned)status->counts.words[state]);
            separator = ", ";
        }
    }
    strbuf_add_char(out, '\n');
}

static void add_tasks(struct run *run, const struct language_status *status) {
    size_t shown_count = 0, due_count = 0;
    for (size_t i = 0; i < status->item_count; i++) {
        if (work_counts_due(&status->items[i].counts) == 0) {
            continue;
        }
        if (due_count++ == 0) {
            say(run, N_("to be done, what matters most first:\n"), NULL, 0);
        }
        if (shown_count < TASKS_SHOWN || run->is_verbose) {
            shown_count++;
            add_task(run, &status->items[i]);
        }
    }
    if (due_count > shown_count) {
        strbuf_add_c(&run->output, "  ");
        wording_add_counted(&run->output,
                            P_("and {1} more, which -v lists\n", "and {1} more, which -v lists\n"),
                            due_count - shown_count);
    }
}

/* Nobody can tell whether these are stale. */
static void add_unrecorded(struct run *run, const struct language_status *status) {
    for (size_t i = 0; i < status->item_count; i++) {
        const struct item_status *item = &status->items[i];
        if (!item->is_recorded) {
            const struct str arguments[] = {name_of_item(run, item->item), status->language->tag};
            say(run,
                N_("{1}: not recorded what it was made from; look at it, then: isogloss translate "
                   "ack {2} {1}\n"),
                arguments, 2);
        }
    }
}

static void add_language(struct run *run, const struct site *site,
                         const struct language_status *status) {
    const struct work_counts *counts = &status->counts;
    const struct str arguments[] = {
        status->language->tag, number(run, counts->segments[WORK_CURRENT]),
        number(run, work_counts_segments(counts)), number(run, counts->words[WORK_CURRENT]),
        number(run, work_counts_words(counts))};
    /* TRANSLATORS: {1} is the tag of a language; the rest are numbers: "18 of 22" */
    say(run, N_("{1}: {2} of {3} segments are current, {4} of {5} words\n"), arguments, 5);
    if (status->item_count > 0) {
        add_table(run, site, status);
        add_tasks(run, status);
        add_unrecorded(run, status);
    }
}

/* ---- As JSON ----------------------------------------------------------------------------------
 */

static void add_member(struct strbuf *out, const char *name, struct str value) {
    strbuf_add_format(out, "\"%s\":", name);
    strbuf_add_json(out, value);
}

static void add_numbers(struct strbuf *out, const char *name, const uint32_t *numbers) {
    strbuf_add_format(out, ",\"%s\":{", name);
    for (size_t state = 0; state < WORK_STATE_COUNT; state++) {
        strbuf_add_format(out, "%s\"%s\":%u", state > 0 ? "," : "", state_names[state],
                          (unsigned)numbers[state]);
    }
    strbuf_add_char(out, '}');
}

static void add_counts(struct strbuf *out, const struct work_counts *counts) {
    add_numbers(out, "segments", counts->segments);
    add_numbers(out, "words", counts->words);
}

static void add_item_json(struct run *run, const struct item_status *status) {
    struct strbuf *out = &run->output;
    strbuf_add_char(out, '{');
    add_member(out, "item", name_of_item(run, status->item));
    strbuf_add_format(out, ",\"weight\":%u,\"recorded\":%s",
                      (unsigned)status->item->collection->translation_weight,
                      status->is_recorded ? "true" : "false");
    add_counts(out, &status->counts);
    strbuf_add_char(out, '}');
}

static void add_language_json(struct run *run, const struct site *site,
                              const struct language_status *status) {
    struct strbuf *out = &run->output;
    const char *separator = "";
    strbuf_add_char(out, '{');
    add_member(out, "language", status->language->tag);
    add_counts(out, &status->counts);
    strbuf_add_c(out, ",\"collections\":[");
    for (size_t i = 0; i < site->collection_count; i++) {
        if (work_counts_segments(&status->collections[i]) > 0) {
            strbuf_add_c(out, separator);
            strbuf_add_char(out, '{');
            add_member(out, "collection", site->collections[i].id);
            add_counts(out, &status->collections[i]);
            strbuf_add_char(out, '}');
            separator = ",";
        }
    }
    strbuf_add_c(out, "],\"items\":[");
    for (size_t i = 0; i < status->item_count; i++) {
        strbuf_add_c(out, i > 0 ? "," : "");
        add_item_json(run, &status->items[i]);
    }
    strbuf_add_c(out, "]}\n");
}

/* ---- The segments of one item -----------------------------------------------------------------
 */

/* Colours stand for the brackets where there are any. */
struct marks {
    const char *removed, *removed_end, *added, *added_end;
};

static struct marks choose_marks(void) {
    const char *terminal = getenv("TERM");
    bool has_colour =
        isatty(STDOUT_FILENO) && terminal && strcmp(terminal, "dumb") != 0 && !getenv("NO_COLOR");
    return has_colour ? (struct marks){"\033[31m[-", "-]\033[0m", "\033[32m{+", "+}\033[0m"}
                      : (struct marks){"[-", "-]", "{+", "+}"};
}

/* What a terminal may not show is shown as what it is. */
static void add_words(struct strbuf *out, const char *before, struct str words, const char *after) {
    struct str text = str_trim(words);
    size_t start = text.length > 0 ? (size_t)(text.data - words.data) : 0;
    strbuf_add_c(out, before);
    strbuf_add_visible(out, text);
    strbuf_add_c(out, after);
    strbuf_add_c(out, start + text.length < words.length ? " " : "");
}

static void add_diff(struct run *run, struct str before, struct str after) {
    struct marks marks = choose_marks();
    struct word_diff diff = {0};
    word_diff(before, after, &run->arena, &diff);
    strbuf_add_c(&run->output, "    ");
    for (size_t i = 0; i < diff.list.count; i++) {
        const struct word_change *change = &diff.list.items[i];
        bool is_removed = change->kind == WORDS_REMOVED, is_added = change->kind == WORDS_ADDED;
        add_words(&run->output,
                  is_removed ? marks.removed
                  : is_added ? marks.added
                             : "",
                  change->text,
                  is_removed ? marks.removed_end
                  : is_added ? marks.added_end
                             : "");
    }
    strbuf_add_char(&run->output, '\n');
}

static void add_indented(struct run *run, const char *mark, struct str text) {
    strbuf_add_c(&run->output, mark);
    strbuf_add_visible(&run->output, segment_one_line(text, &run->arena));
    strbuf_add_char(&run->output, '\n');
}

static void add_change(struct run *run, const struct site *site, const struct pairs *pairs,
                       const struct pair *pair) {
    struct stale_text change;
    if (!status_find_change(site, pairs, pair, &run->arena, &change)) {
        add_indented(run, "    ", pair->source);
        return;
    }
    if (change.of != pairs->source) {
        const struct str arguments[] = {change.of->language->tag, pairs->source->language->tag};
        strbuf_add_c(&run->output, "    ");
        say(run, N_("changed in “{1}”, which “{2}” was made from:\n"), arguments, 2);
    }
    add_diff(run, change.earlier, change.now);
}

static void add_segment(struct run *run, const struct site *site, const struct pairs *pairs,
                        const struct pair *pair) {
    enum work_state state = work_state_of(pair);
    struct strbuf *out = &run->output;
    strbuf_add_c(out, "  ");
    strbuf_add(out, pair->id);
    strbuf_add_format(out, ": %s", message_translated(state_names[state]));
    if (state == WORK_STALE) {
        strbuf_add_format(out, ", %s", message_translated(weight_names[pair->weight]));
    }
    if (pair->place.line > 0) {
        strbuf_add_format(out, " (%.*s:%u)", STR_ARG(pair->place.path), (unsigned)pair->place.line);
    }
    strbuf_add_char(out, '\n');
    if (state == WORK_STALE) {
        add_change(run, site, pairs, pair);
    } else {
        add_indented(run, "    ", pair->source);
    }
    if (pair->text.length > 0) {
        add_indented(run, "    → ", pair->text);
    }
}

static bool is_due(const struct pair *pair) {
    return pair->source.length > 0 && work_state_of(pair) != WORK_CURRENT;
}

static void add_item(struct run *run, const struct site *site, const struct pairs *pairs) {
    size_t due_count = 0, all_count = 0;
    for (size_t i = 0; i < pairs->list.count; i++) {
        all_count += pairs->list.items[i].source.length > 0;
        due_count += is_due(&pairs->list.items[i]);
    }
    const struct str arguments[] = {name_of_item(run, pairs->item), pairs->language->tag,
                                    pairs->source->language->tag,
                                    number(run, all_count - due_count), number(run, all_count)};
    /* TRANSLATORS: {1} is an item, {2} and {3} are tags of languages, {4} and {5} numbers */
    say(run, N_("{1} in “{2}”, from “{3}”: {4} of {5} segments are current\n"), arguments, 5);
    for (size_t i = 0; i < pairs->list.count; i++) {
        if (is_due(&pairs->list.items[i])) {
            add_segment(run, site, pairs, &pairs->list.items[i]);
        }
    }
    if (pairs->file && !pairs->is_recorded) {
        say(run,
            N_("{1}: not recorded what it was made from; look at it, then: isogloss translate "
               "ack {2} {1}\n"),
            arguments, 2);
    }
}

static void add_segment_json(struct run *run, const struct site *site, const struct pairs *pairs,
                             const struct pair *pair) {
    struct strbuf *out = &run->output;
    struct stale_text change;
    enum work_state state = work_state_of(pair);
    strbuf_add_char(out, '{');
    add_member(out, "segment", pair->id);
    strbuf_add_format(out, ",\"state\":\"%s\",", state_names[state]);
    if (state == WORK_STALE) {
        strbuf_add_format(out, "\"weight\":\"%s\",", weight_names[pair->weight]);
        if (status_find_change(site, pairs, pair, &run->arena, &change)) {
            add_member(out, "changed_in", change.of->language->tag);
            strbuf_add_char(out, ',');
            add_member(out, "earlier", change.earlier);
            strbuf_add_char(out, ',');
            add_member(out, "now", change.now);
            strbuf_add_char(out, ',');
        }
    }
    add_member(out, "source", pair->source);
    strbuf_add_char(out, ',');
    add_member(out, "translation", pair->text);
    strbuf_add_char(out, ',');
    add_member(out, "path", pair->place.path);
    strbuf_add_format(out, ",\"line\":%u}", (unsigned)pair->place.line);
}

static void add_pairs_json(struct run *run, const struct site *site, const struct pairs *pairs) {
    struct strbuf *out = &run->output;
    const char *separator = "";
    strbuf_add_char(out, '{');
    add_member(out, "item", name_of_item(run, pairs->item));
    strbuf_add_char(out, ',');
    add_member(out, "language", pairs->language->tag);
    strbuf_add_char(out, ',');
    add_member(out, "source", pairs->source->language->tag);
    strbuf_add_format(out, ",\"recorded\":%s,\"segments\":[",
                      pairs->is_recorded || !pairs->file ? "true" : "false");
    for (size_t i = 0; i < pairs->list.count; i++) {
        if (is_due(&pairs->list.items[i])) {
            strbuf_add_c(out, separator);
            add_segment_json(run, site, pairs, &pairs->list.items[i]);
            separator = ",";
        }
    }
    strbuf_add_c(out, "]}\n");
}

static void show_item(struct run *run, const struct site *site, const struct item *item,
                      const struct selection *selection) {
    struct pairs pairs;
    for (size_t l = 0; l < site->language_count; l++) {
        const struct language *language = &site->languages[l];
        if (language != item->versions[0].language && selection_has_language(selection, language) &&
            pairs_read(site, item, language, &run->arena, &pairs, &run->diags)) {
            (run->format == DIAG_JSON ? add_pairs_json : add_item)(run, site, &pairs);
        }
    }
}

/* ---- All of it --------------------------------------------------------------------------------
 */

void translate_status(struct run *run, const struct site *site, const struct selection *selection) {
    struct status status;
    for (size_t i = 0; i < selection->items.count; i++) {
        show_item(run, site, selection->items.items[i], selection);
    }
    bool has_tables = selection->items.count == 0 || selection->collections.count > 0;
    if (has_tables &&
        status_read(&status, site, selection, run->workers, &run->arena, &run->diags)) {
        for (size_t i = 0; i < status.count; i++) {
            (run->format == DIAG_JSON ? add_language_json : add_language)(run, site,
                                                                          &status.languages[i]);
        }
    }
}
