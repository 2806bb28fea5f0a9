#include "base/diag.h"

#include "base/utf8.h"

#include <libintl.h>
#include <locale.h>
#include <setjmp.h>
#include <sys/stat.h>

#include <cmocka.h>

static const struct message NOTE = {"note-code", SEVERITY_NOTE, "see here"};
static const struct message WARNING = {"warning-code", SEVERITY_WARNING, "careful with {1}"};
static const struct message ERROR = {"error-code", SEVERITY_ERROR, "{1} is not {2}; use {1}"};
static const struct message USAGE = {"usage-code", SEVERITY_USAGE, "bad option {1}"};
static const struct message SYSTEM = {"system-code", SEVERITY_SYSTEM, "cannot read"};

static struct place at(const char *path, uint32_t line, uint32_t column) {
    return (struct place){str_from(path), line, column};
}

static void assert_printed(struct diags *diags, enum diag_format format, const char *expected) {
    struct strbuf out = {0};

    diags_print(diags, format, &out);
    assert_string_equal(out.data ? out.data : "", expected);
    strbuf_release(&out);
}

static void assert_filled(const char *text, const struct str *arguments, size_t count,
                          const char *expected) {
    const struct message message = {"code", SEVERITY_ERROR, text};
    struct strbuf out = {0};

    message_format(&out, &message, arguments, count);
    assert_string_equal(out.data ? out.data : "", expected);
    strbuf_release(&out);
}

static void a_long_argument_is_cut_at_a_character(void **state) {
    struct strbuf long_text = {0};
    struct strbuf expected = {0};

    (void)state;
    /* 999 bytes and a character of two: the limit of 1000 would cut it in half. */
    for (int i = 0; i < 999; i++) {
        strbuf_add_char(&long_text, 'a');
    }
    strbuf_add_c(&expected, long_text.data);
    strbuf_add_c(&expected, "\u2026!");
    strbuf_add_c(&long_text, "\u00E9\u00E9");
    assert_filled("{1}!", (struct str[]){strbuf_view(&long_text)}, 1, expected.data);
    /* At the limit nothing is cut. */
    long_text.length = 999;
    strbuf_add_char(&long_text, 'b');
    strbuf_clear(&expected);
    strbuf_add(&expected, strbuf_view(&long_text));
    assert_filled("{1}", (struct str[]){strbuf_view(&long_text)}, 1, expected.data);
    strbuf_release(&long_text);
    strbuf_release(&expected);
}

static void arguments_go_where_their_number_stands(void **state) {
    const struct str arguments[] = {STR("one"), STR("{1}"), STR("")};

    (void)state;
    assert_filled("{2} {1} {1}{3}.", arguments, 3, "{1} one one.");
    assert_filled("{4} {0} {} {a} { {1", arguments, 3, "{4} {0} {} {a} { {1");
    assert_filled("{{1}}", arguments, 3, "{one}");
    assert_filled("{1}", NULL, 0, "{1}");
    assert_filled("", NULL, 0, "");
    assert_filled("100 % of %s {1}", arguments, 1, "100 % of %s one");
}

static void all_nine_arguments_are_reached(void **state) {
    const struct str arguments[] = {STR("a"), STR("b"), STR("c"), STR("d"), STR("e"),
                                    STR("f"), STR("g"), STR("h"), STR("i"), STR("j")};

    (void)state;
    assert_filled("{9}{8}{7}{6}{5}{4}{3}{2}{1}", arguments, 10, "ihgfedcba");
    assert_filled("{9}", arguments, 8, "{9}");
}

static void arguments_cannot_hide_anything(void **state) {
    const struct str escape = STR("\x1B[2J\n\xE2\x80\xAE\xFF");
    const struct str arabic = STR("\xD8\xB9");
    const struct str hebrew = STR("\xD7\x90 x");
    const struct str attack = STR("\xD8\xB9\xE2\x81\xA9");

    (void)state;
    assert_filled("<{1}>", &escape, 1, "<<U+001B>[2J<U+000A><U+202E><0xFF>>");
    assert_filled("<{1}>", &arabic, 1, "<\xE2\x81\xA8\xD8\xB9\xE2\x81\xA9>");
    assert_filled("<{1}>", &hebrew, 1, "<\xE2\x81\xA8\xD7\x90 x\xE2\x81\xA9>");
    /* An argument cannot end its own isolate. */
    assert_filled("<{1}>", &attack, 1, "<\xE2\x81\xA8\xD8\xB9<U+2069>\xE2\x81\xA9>");
}

static void places_are_printed_as_far_as_known(void **state) {
    struct diags diags = {0};

    (void)state;
    diag(&diags, &SYSTEM, at("a.md", 0, 0));
    diag(&diags, &SYSTEM, at("a.md", 0, 9)); /* no line: no column either */
    diag(&diags, &SYSTEM, at("a.md", 3, 0));
    diag(&diags, &SYSTEM, at("a.md", 3, 5));
    diag(&diags, &USAGE, at("", 0, 0), STR("--foo"));
    diag(&diags, &USAGE, (struct place){0}, STR("\x1B"));
    diag(&diags, &SYSTEM, at("\xD8\xB9\x1B.md", 1, 1));
    assert_printed(&diags, DIAG_TEXT,
                   "isogloss: usage error: bad option --foo [usage-code]\n"
                   "isogloss: usage error: bad option <U+001B> [usage-code]\n"
                   "a.md: system error: cannot read [system-code]\n"
                   "a.md: system error: cannot read [system-code]\n"
                   "a.md:3: system error: cannot read [system-code]\n"
                   "a.md:3:5: system error: cannot read [system-code]\n"
                   "\xE2\x81\xA8\xD8\xB9<U+001B>.md\xE2\x81\xA9:1:1: system error: "
                   "cannot read [system-code]\n");
    diags_release(&diags);
}

static void order_is_path_line_column_code_text(void **state) {
    struct diags diags = {0};

    (void)state;
    diag(&diags, &WARNING, at("b.md", 1, 1), STR("x"));
    diag(&diags, &WARNING, at("a.md", 10, 1), STR("x"));
    diag(&diags, &WARNING, at("a.md", 9, 10), STR("x"));
    diag(&diags, &WARNING, at("a.md", 9, 9), STR("y"));
    diag(&diags, &WARNING, at("a.md", 9, 9), STR("x"));
    diag(&diags, &ERROR, at("a.md", 9, 9), STR("p"), STR("q"));
    diag(&diags, &WARNING, at("a.md", 0, 0), STR("x"));
    assert_printed(&diags, DIAG_TEXT,
                   "a.md: warning: careful with x [warning-code]\n"
                   "a.md:9:9: error: p is not q; use p [error-code]\n"
                   "a.md:9:9: warning: careful with x [warning-code]\n"
                   "a.md:9:9: warning: careful with y [warning-code]\n"
                   "a.md:9:10: warning: careful with x [warning-code]\n"
                   "a.md:10:1: warning: careful with x [warning-code]\n"
                   "b.md:1:1: warning: careful with x [warning-code]\n");
    diags_release(&diags);
}

static void repeats_are_dropped_but_not_their_neighbours(void **state) {
    struct diags diags = {0};

    (void)state;
    for (int i = 0; i < 3; i++) {
        diag(&diags, &WARNING, at("a.md", 1, 1), STR("x"));
    }
    diags_add_note(&diags, diag(&diags, &WARNING, at("a.md", 1, 1), STR("x")), &NOTE,
                   at("b.md", 2, 0), NULL, 0);
    assert_int_equal(diags.count_by_severity[SEVERITY_WARNING], 4);
    assert_printed(&diags, DIAG_TEXT,
                   "a.md:1:1: warning: careful with x [warning-code]\n"
                   "a.md:1:1: warning: careful with x [warning-code]\n"
                   "  b.md:2: note: see here [note-code]\n");
    assert_int_equal(diags.count_by_severity[SEVERITY_WARNING], 2);
    assert_int_equal(diags.list.count, 2);
    diags_release(&diags);
}

static void notes_keep_their_order(void **state) {
    struct diags diags = {0};
    struct diag *parent = diag(&diags, &WARNING, at("a.md", 1, 1), STR("x"));

    (void)state;
    diag_note(&diags, parent, &NOTE, at("z.yaml", 2, 3));
    diag_note(&diags, parent, &WARNING, at("b.yaml", 0, 0), STR("y"));
    diag_note(&diags, parent, &NOTE, at("", 0, 0));
    /* A note is not a diagnostic of its own. */
    assert_int_equal(diags.list.count, 1);
    assert_int_equal(diags.count_by_severity[SEVERITY_NOTE], 0);
    assert_printed(&diags, DIAG_TEXT,
                   "a.md:1:1: warning: careful with x [warning-code]\n"
                   "  z.yaml:2:3: note: see here [note-code]\n"
                   "  b.yaml: warning: careful with y [warning-code]\n"
                   "  note: see here [note-code]\n");
    diags_release(&diags);
}

static void what_is_recorded_outlives_what_was_given(void **state) {
    struct diags diags = {0};
    char path[] = "a.md";
    char argument[] = "x";

    (void)state;
    diag(&diags, &WARNING, at(path, 1, 1), str_from(argument));
    memset(path, '#', 4);
    argument[0] = '#';
    assert_printed(&diags, DIAG_TEXT, "a.md:1:1: warning: careful with x [warning-code]\n");
    diags_release(&diags);
}

static void the_worst_severity_is_the_exit_status(void **state) {
    struct diags diags = {0};

    (void)state;
    assert_int_equal(diags_exit_status(&diags), 0);
    diag(&diags, &NOTE, at("a", 0, 0));
    diag(&diags, &WARNING, at("a", 0, 0), STR("x"));
    assert_int_equal(diags_exit_status(&diags), 0);
    assert_false(diags_have_errors(&diags));
    diag(&diags, &ERROR, at("a", 0, 0), STR("x"), STR("y"));
    assert_int_equal(diags_exit_status(&diags), 1);
    assert_true(diags_have_errors(&diags));
    diag(&diags, &SYSTEM, at("a", 0, 0));
    assert_int_equal(diags_exit_status(&diags), 3);
    diag(&diags, &USAGE, at("", 0, 0), STR("x"));
    assert_int_equal(diags_exit_status(&diags), 3);
    diags_release(&diags);
    assert_int_equal(diags_exit_status(&diags), 0);
    diag(&diags, &USAGE, at("", 0, 0), STR("x"));
    diag(&diags, &ERROR, at("a", 0, 0), STR("x"), STR("y"));
    assert_int_equal(diags_exit_status(&diags), 2);
    diags_release(&diags);
}

/* The same four, in the order and spread over the threads that `mask` gives. */
static void record_spread(struct diags *into, unsigned mask) {
    struct diags parts[2];

    memset(parts, 0, sizeof parts);
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t line = (i ^ mask) & 3;
        struct diag *added = diag(&parts[mask >> i & 1], &WARNING, at("a.md", line, 1), STR("x"));

        diag_note(&parts[mask >> i & 1], added, &NOTE, at("b.md", line, 1));
    }
    diags_join(into, &parts[mask & 1]);
    diags_join(into, &parts[~mask & 1]);
    assert_int_equal(parts[0].list.count + parts[1].list.count, 0);
    assert_int_equal(parts[0].count_by_severity[SEVERITY_WARNING], 0);
    diags_release(&parts[0]); /* owns nothing any more */
    diags_release(&parts[1]);
}

static void joining_depends_on_no_order(void **state) {
    struct strbuf first = {0};

    (void)state;
    for (unsigned mask = 0; mask < 16; mask++) {
        struct diags diags = {0};
        struct strbuf out = {0};

        record_spread(&diags, mask);
        diags_join(&diags, &diags);
        assert_int_equal(diags.count_by_severity[SEVERITY_WARNING], 4);
        diags_print(&diags, DIAG_TEXT, &out);
        if (mask == 0) {
            strbuf_add(&first, strbuf_view(&out));
        }
        assert_string_equal(out.data, first.data);
        strbuf_release(&out);
        diags_release(&diags);
    }
    strbuf_release(&first);
}

static void add_many(struct diags *diags, const char *path, const struct message *message,
                     uint32_t first_line, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        diag(diags, message, at(path, first_line + i, 1), STR("x"), STR("y"));
    }
}

/* How often `needle` stands in `text`. */
static size_t occurrences(struct str text, struct str needle) {
    size_t count = 0;

    for (size_t i = str_find(text, needle, 0); i != STR_NONE; i = str_find(text, needle, i + 1)) {
        count++;
    }
    return count;
}

static void a_file_prints_its_limit_and_counts_the_rest(void **state) {
    struct diags diags = {0};
    struct strbuf out = {0};

    (void)state;
    add_many(&diags, "full.md", &WARNING, 1, DIAG_MAX_PER_FILE);
    add_many(&diags, "over.md", &WARNING, 1, DIAG_MAX_PER_FILE + 2);
    diags_print(&diags, DIAG_TEXT, &out);
    assert_int_equal(occurrences(strbuf_view(&out), STR("\nover.md:")), DIAG_MAX_PER_FILE + 1);
    assert_int_equal(occurrences(strbuf_view(&out), STR("more")), 1);
    assert_true(str_ends(strbuf_view(&out), STR("\nover.md: … and 2 more\n")));
    assert_int_equal(diags.count_by_severity[SEVERITY_WARNING], 2 * DIAG_MAX_PER_FILE + 2);
    strbuf_release(&out);
    diags_release(&diags);
}

static void warnings_do_not_crowd_out_an_error(void **state) {
    struct diags diags = {0};
    struct strbuf out = {0};

    (void)state;
    add_many(&diags, "a.md", &WARNING, 1, 3 * DIAG_MAX_PER_FILE);
    add_many(&diags, "a.md", &ERROR, 9000, 1);
    diags_print(&diags, DIAG_TEXT, &out);
    assert_int_equal(occurrences(strbuf_view(&out), STR("a.md:9000:1: error:")), 1);
    assert_int_equal(occurrences(strbuf_view(&out), STR("warning:")), DIAG_MAX_PER_FILE - 1);
    assert_true(str_ends(strbuf_view(&out), STR("a.md: … and 101 more\n")));
    strbuf_release(&out);
    diags_release(&diags);
}

/* Records `count` in files of 40, the last of them in a file of its own. */
static void print_total(uint32_t count, struct strbuf *out) {
    struct diags diags = {0};
    char path[32];

    for (uint32_t i = 0; i < count; i++) {
        snprintf(path, sizeof path, "f%04u.md", (unsigned)(i / 40));
        diag(&diags, &WARNING, at(path, i + 1, 1), STR("x"));
    }
    diags_print(&diags, DIAG_TEXT, out);
    diags_release(&diags);
}

static void all_files_print_their_limit_and_count_the_rest(void **state) {
    struct strbuf out = {0};

    (void)state;
    print_total(DIAG_MAX_TOTAL, &out);
    assert_int_equal(occurrences(strbuf_view(&out), STR("warning:")), DIAG_MAX_TOTAL);
    assert_int_equal(occurrences(strbuf_view(&out), STR("more")), 0);
    strbuf_clear(&out);
    print_total(DIAG_MAX_TOTAL + 1, &out);
    assert_int_equal(occurrences(strbuf_view(&out), STR("warning:")), DIAG_MAX_TOTAL);
    assert_true(str_ends(strbuf_view(&out), STR("]\n… and 1 more in other files\n")));
    strbuf_release(&out);
}

static void json_is_escaped_and_complete(void **state) {
    struct diags diags = {0};
    struct diag *first =
        diag(&diags, &ERROR, at("a\"\\\n\x1B\xFF\xE2\x80\xAE\xE2\x80\xA8/\xE0|/\xC3\xA9", 1, 2),
             STR("\"q\""), STR("\xD8\xB9"));

    (void)state;
    diag_note(&diags, first, &NOTE, at("s.yaml", 3, 4));
    diag_note(&diags, first, &NOTE, at("t.yaml", 0, 0));
    diag(&diags, &SYSTEM, at("b", 0, 0));
    diag(&diags, &USAGE, at("", 0, 0), STR("x"));
    assert_printed(
        &diags, DIAG_JSON,
        "{\"path\":\"\",\"line\":0,\"column\":0,\"severity\":\"usage\",\"code\":\"usage-code\","
        "\"message\":\"bad option x\",\"notes\":[]}\n"
        "{\"path\":\"a\\\"\\\\\\u000a\\u001b\\ufffd\\u202e\\u2028/\\ufffd|/\xC3\xA9\",\"line\":1,"
        "\"column\":2,\"severity\":\"error\",\"code\":\"error-code\",\"message\":\"\\\"q\\\" is "
        "not \\u2068\xD8\xB9\\u2069; use \\\"q\\\"\",\"notes\":["
        "{\"path\":\"s.yaml\",\"line\":3,\"column\":4,\"severity\":\"note\",\"code\":\"note-code\","
        "\"message\":\"see here\"},"
        "{\"path\":\"t.yaml\",\"line\":0,\"column\":0,\"severity\":\"note\",\"code\":\"note-code\","
        "\"message\":\"see here\"}]}\n"
        "{\"path\":\"b\",\"line\":0,\"column\":0,\"severity\":\"system\",\"code\":\"system-code\","
        "\"message\":\"cannot read\",\"notes\":[]}\n");
    diags_release(&diags);
}

static void json_is_never_cut(void **state) {
    struct diags diags = {0};
    struct strbuf out = {0};

    (void)state;
    add_many(&diags, "a.md", &WARNING, 1, DIAG_MAX_TOTAL + 1);
    diags_print(&diags, DIAG_JSON, &out);
    assert_int_equal(occurrences(strbuf_view(&out), STR("\n")), DIAG_MAX_TOTAL + 1);
    strbuf_release(&out);
    diags_release(&diags);
}

/* --- a catalog, as msgfmt would write it ------------------------------------------------------ */

struct pair {
    const char *id, *text;
};

static void put_u32(FILE *file, size_t number) {
    uint32_t value = (uint32_t)number;

    fwrite(&value, sizeof value, 1, file);
}

/* `pairs` must be sorted by id. */
static void write_catalog(const char *path, const struct pair *pairs, size_t count) {
    FILE *file = fopen(path, "wb");
    size_t offset = 28 + 16 * count;

    assert_non_null(file);
    put_u32(file, 0x950412DE);
    put_u32(file, 0);
    put_u32(file, count);
    put_u32(file, 28);
    put_u32(file, 28 + 8 * count);
    put_u32(file, 0);
    put_u32(file, 0);
    for (size_t i = 0; i < 2 * count; i++) {
        size_t length = strlen(i < count ? pairs[i].id : pairs[i - count].text);

        put_u32(file, length);
        put_u32(file, offset);
        offset += length + 1;
    }
    for (size_t i = 0; i < 2 * count; i++) {
        const char *text = i < count ? pairs[i].id : pairs[i - count].text;

        fwrite(text, 1, strlen(text) + 1, file);
    }
    fclose(file);
}

static void make_folders(char *path, size_t from) {
    for (size_t i = from; path[i]; i++) {
        if (path[i] == '/') {
            path[i] = '\0';
            assert_int_equal(mkdir(path, 0755), 0);
            path[i] = '/';
        }
    }
}

static void remove_with_folders(char *path) {
    unlink(path);
    for (char *slash = strrchr(path, '/'); slash && slash > path + strlen("/tmp");
         slash = strrchr(path, '/')) {
        *slash = '\0';
        rmdir(path);
    }
}

static void messages_are_in_the_language_of_the_reader(void **state) {
    static const struct pair pairs[] = {
        {"", "Content-Type: text/plain; charset=UTF-8\n"},
        {"bad option {1}", "\xC2\xAB{1}\xC2\xBB: option inconnue"},
        {"error", "erreur"},
        {"{1} is not {2}; use {1}", "{2} attendu, pas {1}"},
        {"… and {1} more", "… et {1} autres"},
    };
    char folder[] = "/tmp/isogloss-diag-XXXXXX";
    char path[100];
    struct diags diags = {0};
    struct strbuf out = {0};

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/fr/LC_MESSAGES/isogloss.mo", folder);
    make_folders(path, strlen(folder) + 1);
    write_catalog(path, pairs, sizeof pairs / sizeof pairs[0]);
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    setenv("LANGUAGE", "fr", 1);
    bindtextdomain("isogloss", folder);
    textdomain("isogloss");
    diag(&diags, &ERROR, at("a.md", 1, 1), STR("x"), STR("y"));
    diag(&diags, &SYSTEM, at("b.md", 1, 1));
    add_many(&diags, "c.md", &ERROR, 1, DIAG_MAX_PER_FILE + 1);
    diags_print(&diags, DIAG_TEXT, &out);
    assert_true(
        str_starts(strbuf_view(&out), STR("a.md:1:1: erreur: y attendu, pas x [error-code]\n"
                                          "b.md:1:1: system error: cannot read [system-code]\n")));
    assert_true(str_ends(strbuf_view(&out), STR("\nc.md: … et 1 autres\n")));
    /* The header of the catalog is nobody's text, and programs read the same words everywhere. */
    assert_string_equal(message_translated(""), "");
    assert_string_equal(message_translated("error"), "erreur");
    strbuf_clear(&out);
    diags_print(&diags, DIAG_JSON, &out);
    assert_int_equal(str_find(strbuf_view(&out), STR("\"severity\":\"erreur\""), 0), STR_NONE);
    strbuf_release(&out);
    diags_release(&diags);
    remove_with_folders(path);
    setlocale(LC_ALL, "C");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_argument_is_cut_at_a_character),
        cmocka_unit_test(arguments_go_where_their_number_stands),
        cmocka_unit_test(all_nine_arguments_are_reached),
        cmocka_unit_test(arguments_cannot_hide_anything),
        cmocka_unit_test(places_are_printed_as_far_as_known),
        cmocka_unit_test(order_is_path_line_column_code_text),
        cmocka_unit_test(repeats_are_dropped_but_not_their_neighbours),
        cmocka_unit_test(notes_keep_their_order),
        cmocka_unit_test(what_is_recorded_outlives_what_was_given),
        cmocka_unit_test(the_worst_severity_is_the_exit_status),
        cmocka_unit_test(joining_depends_on_no_order),
        cmocka_unit_test(a_file_prints_its_limit_and_counts_the_rest),
        cmocka_unit_test(warnings_do_not_crowd_out_an_error),
        cmocka_unit_test(all_files_print_their_limit_and_count_the_rest),
        cmocka_unit_test(json_is_escaped_and_complete),
        cmocka_unit_test(json_is_never_cut),
        cmocka_unit_test(messages_are_in_the_language_of_the_reader),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
