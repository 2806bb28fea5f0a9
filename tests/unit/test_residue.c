/* What was meant for the office: found in every language, and nothing taken for it that is not. */
#include "sources/residue.h"

#include <setjmp.h>

#include <cmocka.h>

static struct arena arena;

static struct residues find(const char *lang, const char *text) {
    struct residues found = {0};
    residue_find(str_from(text), str_from(lang), 10, &arena, &found);
    return found;
}

static void each_is_found(void **state) {
    static const struct {
        const char *lang, *text, *found;
    } cases[] = {
        {"en", "TODO", "TODO"},
        {"zh", "（TODO）", "TODO"},
        {"fr", "Le “FIXME” reste", "FIXME"},
        {"es", "TODO: cifras", "TODO:"},
        {"en", "A text for your consideration.", "for your consideration"},
        {"en", "For your\n   Consideration", "For your Consideration"},
        {"en-GB", "Please find attached the list", "find attached"},
        {"en", "Attached is the list (attached)", "Attached is"},
        {"fr", "Vous trouverez ci-jointe la liste", "ci-joint"},
        {"fr", "CI-JOINT :", "CI-JOINT"},
        {"fr", "Document en PIÈCE jointe.", "en PIÈCE jointe"},
        {"es", "Se adjuntan las cifras", "Se adjunta"},
        {"es", "para su CONSIDERACIÓN", "para su CONSIDERACIÓN"},
        {"ru", "Список прилагается.", "прилагается"},
        {"ru", "«Прилагаем» список", "Прилагаем"},
        {"ar", "تجدون طيه القائمة", "طيه"},
        {"ar", "القائمة طيه.", "طيه"},
        {"zh-Hans", "现随函附上名单", "随函附上"},
        {"en", "Now {++new++} words", "{++"},
        {"en", "Now {--old--} words", "{--"},
        {"ar", "<<<<<<< HEAD", "<<<<<<<"},
        {"en", ">>>>>>> other", ">>>>>>>"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct residues found = find(cases[i].lang, cases[i].text);
        if (found.count == 0 || !str_equal(found.items[0].text, str_from(cases[i].found))) {
            fail_msg("%s: %s", cases[i].lang, cases[i].text);
        }
        assert_int_equal(found.items[0].kind == RESIDUE_CHANGE,
                         strpbrk(cases[i].found, "{<>") != NULL);
    }
}

static void what_readers_may_read_is_not(void **state) {
    static const struct {
        const char *lang, *text;
    } cases[] = {
        {"en", ""},
        {"en", "the importance that the Group attached to cooperation"},
        {"en", "attached islands and unattached areas"}, /* not "attached is" */
        {"en", "MASTODON TODOS METODO"},
        {"en", "todo list, fixme"},
        {"es", "TODO EL MUNDO"},
        {"pt", "TODO O MUNDO"},
        {"en", "ci-joint"}, /* of another language */
        {"fr", "un avis circonstancié, conjointe"},
        {"ru", "неприлагаемый, приложение"},
        {"ar", "تغطيه وتعطيه"}, /* the word is part of others */
        {"zh", "见附件"},
        {"en", "a -- b, c++ {} {x} << >> <<<<<< >>>>>>"},
        {"en", "```\nTODO <<<<<<<\n```\n\n  ~~~\nFIXME\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct residues found = find(cases[i].lang, cases[i].text);
        if (found.count > 0) {
            fail_msg("%s: %s", cases[i].lang, cases[i].text);
        }
    }
}

static void places_are_those_in_the_file(void **state) {
    (void)state;
    struct residues found = find("en", "Été TODO.\n```\nTODO\n```\nA FIXME");
    assert_int_equal(found.count, 2);
    assert_int_equal(found.items[0].line, 10);
    assert_int_equal(found.items[0].column, 5);
    assert_int_equal(found.items[1].line, 14);
    assert_int_equal(found.items[1].column, 3);
}

static void there_is_an_end_to_it(void **state) {
    (void)state;
    char text[RESIDUES_MAX * 10 + 1] = "";
    for (size_t i = 0; i < RESIDUES_MAX * 2; i++) {
        memcpy(text + i * 5, "TODO ", 6);
    }
    assert_int_equal(find("en", text).count, RESIDUES_MAX);
}

static int end(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_found),
        cmocka_unit_test(what_readers_may_read_is_not),
        cmocka_unit_test(places_are_those_in_the_file),
        cmocka_unit_test(there_is_an_end_to_it),
    };
    return cmocka_run_group_tests(tests, NULL, end);
}
