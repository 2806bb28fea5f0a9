#include "folder.h"
#include "reports.h"

#include "sources/sources.h"

#include <sys/stat.h>

static struct folder folder;
static struct arena arena;
static struct diags diags;
static struct sources sources;
static struct strbuf body;

static int begin(void **state) {
    (void)state;
    folder_make_temporary(&folder);
    folder_put(&folder, "content/site.yaml", "title: A site\ntheme: portal\n");
    folder_put(&folder, "themes/portal/theme.yaml", "");
    folder_put(&folder, "content/reports/_collection.yaml",
               "label: Reports\nnumbered_paragraphs: yes\n");
    sources = (struct sources){.folder = -1};
    return 0;
}

static int end(void **state) {
    (void)state;
    sources_release(&sources);
    folder_remove(&folder);
    strbuf_release(&body);
    arena_release(&arena);
    diags_release(&diags);
    return 0;
}

static void read_with(unsigned workers) {
    struct sources_options options = {.workers = workers};
    sources_release(&sources);
    assert_true(sources_read(&sources, folder.path, &options, &diags));
}

static void read_all(void) {
    read_with(2);
}

static const struct source *find(const char *path) {
    return sources_find(&sources, str_from(path));
}

static const struct node *data_of(const char *path) {
    return source_data(find(path), &arena);
}

static const struct outline *outline_of(const char *path) {
    return source_outline(find(path), &arena);
}

static void put_bytes(const char *path, struct str bytes) {
    folder_make(folder.descriptor, path_folder(str_from(path)));
    assert_int_equal(file_replace(folder.descriptor, str_from(path), bytes), FILE_OK);
}

/* A site with this one report. */
static void refuse_report(const char *text, const char *expected) {
    folder_put(&folder, "content/reports/a.fr.md", text);
    read_all();
    assert_reports(&diags, expected);
}

static void a_site_is_read_and_shown(void **state) {
    (void)state;
    folder_put(&folder, "content/reports/a.fr.md", "---\ntitle: Été\ntags: [a, {b: c}]\n---\n");
    folder_put(&folder, "content/reports/b.fr.yaml", "text: |\n  one\n  two\n");
    folder_put(&folder, "locales/fr/portal.po",
               "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
               "msgid \"A\"\nmsgstr \"a\"\n\nmsgid \"B\"\nmsgstr \"\"\n");
    folder_put(&folder, "locales/fr/locale.yaml", "# nothing yet\n");
    folder_put(&folder, "themes/portal/templates/page.mustache", "<p>{{x}}</p>\n");
    read_all();
    assert_reports(&diags, "");
    struct strbuf dump = {0};
    sources_dump(&sources, &dump);
    assert_text(strbuf_view(&dump),
                "collection content/reports/_collection.yaml collection=reports\n"
                "  label: \"Reports\"\n"
                "  numbered_paragraphs: \"yes\"\n"
                "text content/reports/a.fr.md collection=reports id=a lang=fr\n"
                "  title: \"Été\"\n"
                "  tags: list (2)\n"
                "    - \"a\"\n"
                "    - map (1)\n"
                "      b: \"c\"\n"
                "record content/reports/b.fr.yaml collection=reports id=b lang=fr\n"
                "  text: \"one\\ntwo\\n\"\n"
                "site content/site.yaml\n"
                "  title: \"A site\"\n"
                "  theme: \"portal\"\n"
                "pins locales/fr/locale.yaml lang=fr\n"
                "catalog locales/fr/portal.po lang=fr\n"
                "  2 messages, 1 translated, 1 plural forms\n"
                "template themes/portal/templates/page.mustache id=page\n"
                "theme themes/portal/theme.yaml\n");
    assert_text(find("themes/portal/templates/page.mustache")->text, "<p>{{x}}</p>\n");
    strbuf_release(&dump);
}

static void numbering_is_the_collection_s(void **state) {
    (void)state;
    folder_put(&folder, "content/pages/_collection.yaml", "label: Pages\n");
    folder_put(&folder, "content/pages/a.fr.md", "---\ntitle: A\n---\n1. one\n\n2. two\n");
    folder_put(&folder, "content/reports/a.fr.md", "---\ntitle: A\n---\n1. one\n\n2. two\n");
    read_all();
    assert_reports(&diags, "");
    assert_int_equal(outline_of("content/pages/a.fr.md")->paragraph_count, 0);
    assert_true(outline_of("content/reports/a.fr.md")->paragraph_count > 0);
}

static void a_body_is_read_again_as_it_was(void **state) {
    (void)state;
    put_bytes("content/reports/a.fr.md",
              STR("\xEF\xBB\xBF---\r\ntitle: A\r\n---\r\n\r\nGene\xCC\x80ve\r\nEnd"));
    folder_put(&folder, "content/reports/b.fr.md", "---\ntitle: B\n---\n");
    folder_put(&folder, "content/reports/c.fr.md", "---\ntitle: C\n---\nPlain\n");
    put_bytes("content/reports/d.fr.md", STR("\xEF\xBB\xBF---\ntitle: D\n---\nA mark\n"));
    read_all();
    assert_false(find("content/reports/a.fr.md")->is_verbatim);
    assert_true(find("content/reports/c.fr.md")->is_verbatim);
    assert_int_equal(find("content/reports/a.fr.md")->body_line, 5);
    assert_true(source_read_body(&sources, find("content/reports/a.fr.md"), &body, &diags));
    assert_text(strbuf_view(&body), "Gen\xC3\xA8ve\nEnd");
    assert_true(source_read_body(&sources, find("content/reports/b.fr.md"), &body, &diags));
    assert_text(strbuf_view(&body), "");
    assert_true(source_read_body(&sources, find("content/reports/c.fr.md"), &body, &diags));
    assert_text(strbuf_view(&body), "Plain\n");
    assert_true(source_read_body(&sources, find("content/reports/d.fr.md"), &body, &diags));
    assert_text(strbuf_view(&body), "A mark\n");
    assert_int_equal(body.data[body.length], '\0');
    assert_reports(&diags, "");
}

/* [file-changed] */
static void a_file_that_changes_meanwhile_is_never_half_published(void **state) {
    (void)state;
    folder_put(&folder, "content/reports/a.fr.md", "---\ntitle: A\n---\nOne\n");
    read_all();
    assert_reports(&diags, "");
    folder_put(&folder, "content/reports/a.fr.md", "---\ntitle: A\n---\nTwo\n");
    assert_false(source_read_body(&sources, find("content/reports/a.fr.md"), &body, &diags));
    assert_int_equal(diags.count_by_severity[SEVERITY_SYSTEM], 1);
    assert_reports(&diags, "file-changed 0:0");
    file_remove(folder.descriptor, STR("content/reports/a.fr.md"));
    assert_false(source_read_body(&sources, find("content/reports/a.fr.md"), &body, &diags));
    assert_reports(&diags, "file-changed 0:0");
}

static void legacy_charsets_are_declared_by_path(void **state) {
    (void)state;
    folder_put(&folder, "content/site.yaml",
               "title: A\nencodings:\n  - {path: \"reports/old-*.fr.md\", charset: Windows-1252}\n"
               "  - {path: \"reports/*.ru.yaml\", charset: koi8-r}\n");
    put_bytes("content/reports/old-1.fr.md", STR("---\ntitle: \xC9t\xE9\n---\nl\x92\xE9t\xE9\n"));
    put_bytes("content/reports/a.ru.yaml", STR("title: \xE0\xC7\n"));
    folder_put(&folder, "content/reports/new.fr.md", "---\ntitle: Été\n---\n");
    read_all();
    assert_reports(&diags, "");
    assert_text(node_text(data_of("content/reports/old-1.fr.md"), STR("title")), "Été");
    assert_text(node_text(data_of("content/reports/a.ru.yaml"), STR("title")), "Юг");
    assert_text(find("content/reports/a.ru.yaml")->encoding, "KOI8-R");
    assert_text(find("content/reports/new.fr.md")->encoding, "");
    assert_false(find("content/reports/old-1.fr.md")->is_verbatim);
    assert_true(source_read_body(&sources, find("content/reports/old-1.fr.md"), &body, &diags));
    assert_text(strbuf_view(&body), "l’été\n");
    put_bytes("content/reports/new.fr.md", STR("---\ntitle: \xC9t\xE9\n---\n"));
    read_all();
    assert_reports(&diags, "encoding-utf8 2:8");
}

static void wrong_declarations_of_charsets_get_advice(void **state) {
    (void)state;
    folder_put(&folder, "content/site.yaml",
               "encodings:\n  - {path: \"a*\", charset: window-1252}\n");
    read_all();
    assert_reports(&diags, "encodings-charset 2:27");
    folder_put(&folder, "content/site.yaml", "encodings:\n  - {path: a, charset: ISO-2022-JP}\n");
    read_all();
    assert_reports(&diags, "encodings-charset 2:24");
    folder_put(&folder, "content/site.yaml", "encodings:\n  - {charset: KOI8-R}\n  - a\n");
    read_all();
    assert_reports(&diags, "encodings-entry 2:5, encodings-entry 3:5");
    folder_put(&folder, "content/site.yaml", "encodings: KOI8-R\n");
    read_all();
    assert_reports(&diags, "encodings-entry 1:12");
    folder_put(&folder, "content/site.yaml", "encodings:\n  - {path: \"x/*\", charset: KOI8-R}\n");
    read_all();
    assert_reports(&diags, "encodings-unused 2:5");
    folder_put(&folder, "content/site.yaml", "title: A\nencodings: []\n");
    read_all();
    assert_reports(&diags, "");
}

static void front_matter_keeps_its_lines(void **state) {
    (void)state;
    refuse_report("---\ntitle: A\nsummary: b: c\n---\nText\n", "yaml-colon 3:11");
    refuse_report("---\ntitle: A\nText\n", "front-matter-open 1:1");
    refuse_report("", "front-matter-missing 1:1");
    refuse_report("+++\ntitle = 1\n+++\n", "front-matter-foreign 1:1");
    refuse_report("---\n---\nText\n", "yaml-empty 2:1");
    refuse_report("---\n- a\n---\nText\n", "yaml-not-map 2:1");
    assert_null(data_of("content/reports/a.fr.md"));
}

static void empty_files_are_told(void **state) {
    (void)state;
    folder_put(&folder, "content/reports/a.fr.yaml", "");
    folder_put(&folder, "content/site.yaml", "# nothing\n");
    read_all();
    assert_reports(&diags, "yaml-empty 1:1, yaml-empty 1:1");
    file_remove(folder.descriptor, STR("content/reports/a.fr.yaml"));
    file_remove(folder.descriptor, STR("content/site.yaml"));
    read_all();
    assert_reports(&diags, "site-missing 0:0");
}

static void files_over_their_limit_are_refused(void **state) {
    (void)state;
    char *text = arena_alloc(&arena, MARKDOWN_MAX_FILE_BYTES + 1);
    memset(text, '\n', MARKDOWN_MAX_FILE_BYTES + 1);
    memcpy(text, "---\na: b\n---\n", 13);
    put_bytes("content/reports/a.fr.md", (struct str){text, MARKDOWN_MAX_FILE_BYTES});
    read_all();
    assert_reports(&diags, "");
    put_bytes("content/reports/a.fr.md", (struct str){text, MARKDOWN_MAX_FILE_BYTES + 1});
    put_bytes("content/reports/b.fr.yaml", (struct str){text, YAML_MAX_FILE_BYTES + 1});
    put_bytes("themes/portal/templates/a.mustache", (struct str){text, 256 * 1024 + 1});
    read_all();
    assert_reports(&diags, "file-too-large 0:0, file-too-large 0:0, file-too-large 0:0");
}

static void templates_hide_nothing(void **state) {
    (void)state;
    folder_put(&folder, "themes/portal/templates/a.mustache",
               "<p>\n a\xE2\x81\xA6"
               "b</p>");
    read_all();
    assert_reports(&diags, "template-bidi 2:3");
}

static void themes_are_found_by_the_site(void **state) {
    (void)state;
    folder_put(&folder, "content/site.yaml", "title: A\ntheme: fancy\n");
    read_all();
    assert_reports(&diags, "theme-missing 2:8");
    folder_put(&folder, "content/site.yaml", "title: A\ntheme: ../x\n");
    read_all();
    assert_reports(&diags, "theme-name 2:8");
}

/* [site-folder] */
static void a_missing_site_folder_is_misuse(void **state) {
    (void)state;
    struct sources none;
    struct sources_options options = {.workers = 1};
    assert_false(sources_read(&none, "/nonexistent/site", &options, &diags));
    assert_int_equal(diags.count_by_severity[SEVERITY_USAGE], 1);
    assert_reports(&diags, "site-folder 0:0");
    sources_release(&none);
}

static void fill_with_good_and_bad_files(void) {
    for (unsigned i = 0; i < 150; i++) {
        struct str path = str_format(&arena, "content/reports/r%u.%s.md", i, i % 2 ? "fr" : "ar");
        struct str text = str_format(&arena, "---\ntitle: T%u%s\n---\n%s\n", i,
                                     i % 7 == 0 ? ": x" : "", i % 11 == 0 ? "a\xFF" : "text");
        folder_put(&folder, path.data, text.data);
        path = str_format(&arena, "locales/x-l%u/portal.po", i);
        folder_put(&folder, path.data, i % 5 == 0 ? "msgid \"A\"\n" : "");
    }
}

static void the_result_does_not_depend_on_workers(void **state) {
    (void)state;
    struct strbuf first = {0}, again = {0};
    char reports[8000], reports_again[8000];
    fill_with_good_and_bad_files();
    read_with(1);
    sources_dump(&sources, &first);
    reports_text(&diags, reports, sizeof reports);
    assert_true(diags.list.count > 40);
    for (unsigned workers = 2; workers < 10; workers += 3) {
        diags_release(&diags);
        read_with(workers);
        strbuf_clear(&again);
        sources_dump(&sources, &again);
        reports_text(&diags, reports_again, sizeof reports_again);
        assert_true(str_equal(strbuf_view(&first), strbuf_view(&again)));
        assert_string_equal(reports, reports_again);
    }
    strbuf_release(&first);
    strbuf_release(&again);
}

#define IN_A_SITE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_A_SITE(a_site_is_read_and_shown),
        IN_A_SITE(numbering_is_the_collection_s),
        IN_A_SITE(a_body_is_read_again_as_it_was),
        IN_A_SITE(a_file_that_changes_meanwhile_is_never_half_published),
        IN_A_SITE(legacy_charsets_are_declared_by_path),
        IN_A_SITE(wrong_declarations_of_charsets_get_advice),
        IN_A_SITE(front_matter_keeps_its_lines),
        IN_A_SITE(empty_files_are_told),
        IN_A_SITE(files_over_their_limit_are_refused),
        IN_A_SITE(templates_hide_nothing),
        IN_A_SITE(themes_are_found_by_the_site),
        IN_A_SITE(a_missing_site_folder_is_misuse),
        IN_A_SITE(the_result_does_not_depend_on_workers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
