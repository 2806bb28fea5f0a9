/*
 * PO files brought up to date: nothing of the translator is lost, and nothing that did not change
 * is touched.
 *
 * Called with an argument it is the tool of tests/translate/real-catalogs.t: a PO file from
 * standard input to standard output, as it was read ("keep") or with each message written anew
 * ("rewrite").
 */
#include "base/file.h"
#include "translate/po_merge.h"

#include <assert.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define HEADER "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"

static struct arena arena;
static struct po_changes changes;
static struct po_document document;

static int clear(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

/* "p1=Text|p2=Text": each place with its text. */
static struct po_wishes wishes_of(const char *text) {
    LIST(struct po_entry) entries = {0};
    struct str rest = str_from(text);
    while (rest.length > 0) {
        struct str msgid = str_cut(&rest, '|');
        struct str place = str_cut(&msgid, '=');
        struct po_entry *entry = LIST_ADD(&entries, &arena);
        entry->msgid = msgid;
        *LIST_ADD(&entry->paths, &arena) = place;
    }
    return (struct po_wishes){entries.items, entries.count, PO_PLACE_OF_TEXT, 1};
}

static const char *text_now(void) {
    struct strbuf out = {0};
    po_document_add_text(&document, &out);
    const char *text = str_to_c(&arena, strbuf_view(&out));
    strbuf_release(&out);
    return text;
}

static void assert_merged(const char *before, const char *wanted, const char *after) {
    struct po_wishes wishes = wishes_of(wanted);
    po_document_read(&document, str_from(before), &arena);
    po_merge(&document, &wishes, &changes);
    assert_string_equal(text_now(), after);
    /* And that is the end of it. */
    po_document_read(&document, str_copy(&arena, str_from(after)), &arena);
    po_merge(&document, &wishes, &changes);
    assert_string_equal(text_now(), after);
    assert_int_equal(changes.added + changes.changed + changes.removed, 0);
}

static void what_did_not_change_stays_byte_for_byte(void **state) {
    (void)state;
    assert_merged(
        "# The team\n#\n" HEADER "\n\n# A remark\n#: p1   p2\n#, no-wrap\nmsgid \"\"\n  \"A\"\n"
        "\" text\"\nmsgstr \"X\"  \n#~ msgid \"Old\"\n#~ msgstr \"Alt\"\n\n# the end",
        "p1=A text|p2=A text",
        "# The team\n#\n" HEADER "\n\n# A remark\n#: p1   p2\n#, no-wrap\nmsgid \"\"\n  \"A\"\n"
        "\" text\"\nmsgstr \"X\"  \n#~ msgid \"Old\"\n#~ msgstr \"Alt\"\n\n# the end");
}

static void a_changed_text_is_fuzzy_with_its_former_one(void **state) {
    (void)state;
    assert_merged(HEADER "\n# remark\n#: p1\n#, c-format\nmsgid \"One two three\"\nmsgstr \"X\"\n",
                  "p1=One two four",
                  HEADER "\n# remark\n#: p1\n#, fuzzy, c-format\n#| msgid \"One two three\"\n"
                         "msgid \"One two four\"\nmsgstr \"X\"\n");
    assert_merged(HEADER "\n#: p1\nmsgid \"One two three\"\nmsgstr \"\"\n", "p1=One two four",
                  HEADER "\n#: p1\nmsgid \"One two four\"\nmsgstr \"\"\n");
}

static void a_text_that_changes_twice_keeps_what_it_was_translated_from(void **state) {
    (void)state;
    assert_merged(HEADER "\n#: p1\n#, fuzzy\n#| msgid \"A b c\"\nmsgid \"A b d\"\nmsgstr \"X\"\n",
                  "p1=A b e",
                  HEADER "\n#: p1\n#, fuzzy\n#| msgid \"A b c\"\nmsgid \"A b e\"\nmsgstr \"X\"\n");
}

static void a_text_that_is_as_it_was_is_good_again(void **state) {
    (void)state;
    assert_merged(HEADER "\n#: p1\n#, fuzzy\n#| msgid \"A b c\"\nmsgid \"D e f\"\nmsgstr \"X\"\n",
                  "p1=A b c", HEADER "\n#: p1\nmsgid \"A b c\"\nmsgstr \"X\"\n");
}

/* The translator doubts it for another reason, and nobody may take the doubt away. */
static void a_doubt_of_the_translator_stays(void **state) {
    (void)state;
    assert_merged(HEADER "\n#: p1\n#, fuzzy\nmsgid \"A b c\"\nmsgstr \"X\"\n", "p1=A b d",
                  HEADER "\n#: p1\n#, fuzzy\nmsgid \"A b d\"\nmsgstr \"X\"\n");
}

static void what_is_no_more_is_kept_as_obsolete(void **state) {
    (void)state;
    assert_merged(HEADER "\n#. is\n#: p1\nmsgid \"A\"\nmsgstr \"X\"\n\n#: p2\nmsgid \"B\"\n"
                         "msgstr \"Y\"\n\n#: p3\nmsgid \"C\"\nmsgstr \"\"\n",
                  "p2=B",
                  HEADER "\n#: p2\nmsgid \"B\"\nmsgstr \"Y\"\n\n#~ msgid \"A\"\n#~ msgstr \"X\"\n");
}

static void what_comes_back_is_no_longer_obsolete(void **state) {
    (void)state;
    assert_merged(
        HEADER "\n#: p2\nmsgid \"B\"\nmsgstr \"Y\"\n\n# r\n#~ msgid \"A\"\n#~ msgstr \"X\"\n",
        "p1=A|p2=B",
        HEADER "\n# r\n#: p1\nmsgid \"A\"\nmsgstr \"X\"\n\n#: p2\nmsgid \"B\"\nmsgstr \"Y\"\n");
}

static void new_texts_stand_behind_the_text_before_them(void **state) {
    (void)state;
    assert_merged(HEADER "\n#: p2\nmsgid \"B\"\nmsgstr \"Y\"\n\n#: p1\nmsgid \"A\"\nmsgstr \"X\"",
                  "p0=Z|p1=A|p9=N|p10=M|p2=B|p11=L",
                  HEADER "\n#: p0\nmsgid \"Z\"\nmsgstr \"\"\n\n#: p2\nmsgid \"B\"\nmsgstr \"Y\"\n"
                         "\n#: p11\nmsgid \"L\"\nmsgstr \"\"\n\n#: p1\nmsgid \"A\"\nmsgstr \"X\"\n"
                         "\n#: p9\nmsgid \"N\"\nmsgstr \"\"\n\n#: p10\nmsgid \"M\"\nmsgstr \"\"\n");
}

/* A paragraph put in before makes the numbers of all others one higher. */
static void texts_that_moved_are_found_by_what_they_say(void **state) {
    (void)state;
    assert_merged(HEADER "\n#: p1\nmsgid \"The first has five words\"\nmsgstr \"X\"\n"
                         "\n#: p2\nmsgid \"Two\"\nmsgstr \"Y\"\n",
                  "p1=New|p2=The first has six words|p3=Two",
                  HEADER
                  "\n#: p1\nmsgid \"New\"\nmsgstr \"\"\n\n#: p2\n#, fuzzy\n"
                  "#| msgid \"The first has five words\"\nmsgid \"The first has six words\"\n"
                  "msgstr \"X\"\n\n#: p3\nmsgid \"Two\"\nmsgstr \"Y\"\n");
}

static void texts_that_part_take_a_copy_along(void **state) {
    (void)state;
    assert_merged(HEADER "\n#: p1 p2\nmsgid \"A b c d\"\nmsgstr \"X\"\n", "p1=A b c d|p2=A b c e",
                  HEADER "\n#: p1\nmsgid \"A b c d\"\nmsgstr \"X\"\n\n#: p2\n#, fuzzy\n"
                         "#| msgid \"A b c d\"\nmsgid \"A b c e\"\nmsgstr \"X\"\n");
}

static void texts_that_a_translator_parted_stay_parted(void **state) {
    (void)state;
    const char *text = HEADER "\n#: p1\nmsgctxt \"p1\"\nmsgid \"A\"\nmsgstr \"X\"\n\n#: p2\n"
                              "msgctxt \"p2\"\nmsgid \"A\"\nmsgstr \"Y\"\n";
    assert_merged(text, "p1=A|p2=A", text);
}

static void counted_texts_of_the_interface_get_their_forms(void **state) {
    (void)state;
    struct po_entry entry = {.msgid = STR("{n} dog"), .msgid_plural = STR("{n} dogs")};
    struct po_wishes wishes = {&entry, 1, PO_PLACES_OF_MANY, 3};
    po_document_read(&document, STR(HEADER "\nmsgid \"{n} dog\"\nmsgstr \"X\"\n"), &arena);
    po_merge(&document, &wishes, &changes);
    assert_string_equal(
        text_now(),
        HEADER "\n#, fuzzy\n#| msgid \"{n} dog\"\nmsgid \"{n} dog\"\nmsgid_plural \"{n} dogs\"\n"
               "msgstr[0] \"X\"\nmsgstr[1] \"\"\nmsgstr[2] \"\"\n");
}

/* ---- Nothing needs to change ------------------------------------------------------------------
 */

static void assert_settled(const char *before, const char *places, const char *after,
                           size_t count) {
    struct po_wishes wishes = wishes_of(places);
    size_t missing;
    po_document_read(&document, str_from(before), &arena);
    assert_int_equal(po_acknowledge(&document, &wishes, &missing), count);
    assert_string_equal(text_now(), after);
    assert_int_equal(missing, 0);
}

static void a_text_that_is_looked_at_is_good(void **state) {
    (void)state;
    assert_settled(
        HEADER "\n#: p1\nmsgid \"A\"\nmsgstr \"X\"\n\n#: p2\nmsgid \"B\"\nmsgstr \"Y\"\n", "p1=Z",
        HEADER "\n#: p1\nmsgid \"Z\"\nmsgstr \"X\"\n\n#: p2\nmsgid \"B\"\nmsgstr \"Y\"\n", 1);
    assert_settled(HEADER "\n#: p1\n#, fuzzy\n#| msgid \"A\"\nmsgid \"Z\"\nmsgstr \"X\"\n", "p1=Z",
                   HEADER "\n#: p1\nmsgid \"Z\"\nmsgstr \"X\"\n", 1);
    assert_settled(HEADER "\n#: p1\nmsgid \"Z\"\nmsgstr \"X\"\n", "p1=Z",
                   HEADER "\n#: p1\nmsgid \"Z\"\nmsgstr \"X\"\n", 0);
}

static void only_the_place_looked_at_is_good(void **state) {
    (void)state;
    assert_settled(
        HEADER "\n#: p1 p2\nmsgid \"A\"\nmsgstr \"X\"\n\n#: p3\nmsgid \"C\"\nmsgstr \"\"\n", "p1=Z",
        HEADER "\n#: p2\nmsgid \"A\"\nmsgstr \"X\"\n\n#: p1\nmsgid \"Z\"\nmsgstr \"X\"\n"
               "\n#: p3\nmsgid \"C\"\nmsgstr \"\"\n",
        1);
    assert_settled(
        HEADER "\n#: p1 p2 p4\nmsgid \"A\"\nmsgstr \"X\"\n", "p1=Z|p2=Z",
        HEADER "\n#: p4\nmsgid \"A\"\nmsgstr \"X\"\n\n#: p1 p2\nmsgid \"Z\"\nmsgstr \"X\"\n", 2);
}

/* ---- The tool ---------------------------------------------------------------------------------
 */

static int copy_catalog(bool is_anew) {
    struct strbuf text = {0}, out = {0};
    char bytes[65536];
    ssize_t length;
    while ((length = read(STDIN_FILENO, bytes, sizeof bytes)) > 0) {
        strbuf_add(&text, (struct str){bytes, (size_t)length});
    }
    po_document_read(&document, strbuf_view(&text), &arena);
    for (size_t i = 0; i < document.messages.count; i++) {
        document.messages.items[i].is_changed = is_anew;
    }
    po_document_add_text(&document, &out);
    bool is_written = descriptor_write(STDOUT_FILENO, strbuf_view(&out));
    strbuf_release(&text);
    strbuf_release(&out);
    arena_release(&arena);
    return is_written ? 0 : 1;
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(what_did_not_change_stays_byte_for_byte, clear),
        cmocka_unit_test_teardown(a_changed_text_is_fuzzy_with_its_former_one, clear),
        cmocka_unit_test_teardown(a_text_that_changes_twice_keeps_what_it_was_translated_from,
                                  clear),
        cmocka_unit_test_teardown(a_text_that_is_as_it_was_is_good_again, clear),
        cmocka_unit_test_teardown(a_doubt_of_the_translator_stays, clear),
        cmocka_unit_test_teardown(what_is_no_more_is_kept_as_obsolete, clear),
        cmocka_unit_test_teardown(what_comes_back_is_no_longer_obsolete, clear),
        cmocka_unit_test_teardown(new_texts_stand_behind_the_text_before_them, clear),
        cmocka_unit_test_teardown(texts_that_moved_are_found_by_what_they_say, clear),
        cmocka_unit_test_teardown(texts_that_part_take_a_copy_along, clear),
        cmocka_unit_test_teardown(texts_that_a_translator_parted_stay_parted, clear),
        cmocka_unit_test_teardown(counted_texts_of_the_interface_get_their_forms, clear),
        cmocka_unit_test_teardown(a_text_that_is_looked_at_is_good, clear),
        cmocka_unit_test_teardown(only_the_place_looked_at_is_good, clear),
    };
    if (argc > 1) {
        return copy_catalog(strcmp(argv[1], "rewrite") == 0);
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
