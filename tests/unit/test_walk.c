#include "folder.h"
#include "reports.h"

#include "sources/lang_tag.h"
#include "sources/name.h"
#include "sources/walk.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

static struct folder folder;
static struct arena arena;
static struct diags diags;
static struct walk walk;

static int begin(void **state) {
    (void)state;
    folder_make_temporary(&folder);
    folder_put(&folder, "content/site.yaml", "title: A\n");
    return 0;
}

static int end(void **state) {
    (void)state;
    folder_remove(&folder);
    arena_release(&arena);
    diags_release(&diags);
    return 0;
}

/* Walks again; the sources are in `walk.files`. */
static void look(void) {
    walk = (struct walk){
        .folder = folder.descriptor, .arena = &arena, .listing = &arena, .diags = &diags};
    walk_content(&walk);
}

static void look_at_theme(void) {
    walk = (struct walk){
        .folder = folder.descriptor, .arena = &arena, .listing = &arena, .diags = &diags};
    walk_theme(&walk, STR("portal"), place_at(STR("content/site.yaml"), 4, 8));
}

static const struct source *find(const char *path) {
    for (size_t i = 0; i < walk.files.count; i++) {
        if (str_equal(walk.files.items[i].path, str_from(path))) {
            return &walk.files.items[i];
        }
    }
    return NULL;
}

/* The path and code of the only report. */
static void assert_report(const char *path, const char *code) {
    if (diags.list.count != 1) {
        assert_reports(&diags, "(one report)");
    }
    assert_text(diags.list.items[0]->place.path, path);
    assert_string_equal(diags.list.items[0]->message->code, code);
    diags_release(&diags);
}

static void assert_says(const char *part) {
    assert_int_equal(diags.list.count, 1);
    if (str_find(diags.list.items[0]->text, str_from(part), 0) == STR_NONE) {
        fail_msg("\"%.*s\" does not say \"%s\"", STR_ARG(diags.list.items[0]->text), part);
    }
}

/* A file with this name in content/reports/ is refused. */
static void refuse_name(const char *name, const char *code, const char *advice) {
    struct str path = str_join(&arena, STR("content/reports/"), str_from(name));
    folder_put(&folder, path.data, "x");
    look();
    assert_null(find(path.data));
    if (advice != NULL) {
        assert_says(advice);
    }
    assert_report(path.data, code);
    file_remove(folder.descriptor, path);
}

static void each_kind_is_known_by_its_place(void **state) {
    (void)state;
    folder_put(&folder, "content/reports/_collection.yaml", "");
    folder_put(&folder, "content/reports/2013-geneva.zh-Hant.md", "");
    folder_put(&folder, "content/case-studies/a.x-kriol.yaml", "");
    folder_put(&folder, "content/media/maps/map-1.png", "");
    folder_put(&folder, "locales/pt-BR/portal.po", "");
    folder_put(&folder, "locales/pt-BR/locale.yaml", "");
    folder_put(&folder, "locales/pt-BR/content/reports/a.po", "");
    folder_put(&folder, "locales/pt-BR/content/reports/b.source.yaml", "");
    folder_put(&folder, "locales/portal.pot", "");
    folder_put(&folder, "locales/templates/content/reports/a.pot", "");
    look();
    assert_reports(&diags, "");
    assert_int_equal(walk.files.count, 9);
    assert_int_equal(find("content/site.yaml")->kind, SOURCE_SITE);
    assert_int_equal(find("content/reports/_collection.yaml")->kind, SOURCE_COLLECTION);
    const struct source *text = find("content/reports/2013-geneva.zh-Hant.md");
    assert_int_equal(text->kind, SOURCE_TEXT);
    assert_text(text->collection, "reports");
    assert_text(text->id, "2013-geneva");
    assert_text(text->lang, "zh-Hant");
    const struct source *record = find("content/case-studies/a.x-kriol.yaml");
    assert_int_equal(record->kind, SOURCE_RECORD);
    assert_text(record->lang, "x-kriol");
    assert_text(find("content/media/maps/map-1.png")->id, "maps/map-1.png");
    assert_int_equal(find("locales/pt-BR/portal.po")->kind, SOURCE_CATALOG);
    assert_text(find("locales/pt-BR/portal.po")->lang, "pt-BR");
    assert_int_equal(find("locales/pt-BR/locale.yaml")->kind, SOURCE_PINS);
    const struct source *translation = find("locales/pt-BR/content/reports/a.po");
    assert_int_equal(translation->kind, SOURCE_TRANSLATION);
    assert_text(translation->collection, "reports");
    assert_text(translation->id, "a");
    assert_text(translation->lang, "pt-BR");
    const struct source *made_from = find("locales/pt-BR/content/reports/b.source.yaml");
    assert_int_equal(made_from->kind, SOURCE_MADE_FROM);
    assert_text(made_from->id, "b");
}

static void a_theme_has_templates_and_assets(void **state) {
    (void)state;
    look_at_theme();
    assert_report("content/site.yaml", "theme-missing");
    folder_put(&folder, "themes/portal/theme.yaml", "");
    folder_put(&folder, "themes/portal/templates/page.mustache", "");
    folder_put(&folder, "themes/portal/assets/fonts/a.woff2", "");
    folder_put(&folder, "themes/other/theme.yaml", "");
    look_at_theme();
    assert_reports(&diags, "");
    assert_int_equal(walk.files.count, 3);
    assert_text(find("themes/portal/templates/page.mustache")->id, "page");
    assert_text(find("themes/portal/assets/fonts/a.woff2")->id, "fonts/a.woff2");
    folder_put(&folder, "themes/portal/assets/a.exe", "");
    look_at_theme();
    assert_report("themes/portal/assets/a.exe", "asset-unexpected");
    assert_false(walk_theme(&walk, STR("../etc"), place_at(STR("content/site.yaml"), 4, 8)));
    assert_reports(&diags, "theme-name 4:8");
}

static void backups_and_system_files_are_ignored(void **state) {
    (void)state;
    static const char *const ignored[] = {
        ".git/config", ".DS_Store", "Thumbs.db",  "a.en.md~",  "#a.en.md#",    ".a.en.md.swp",
        "desktop.ini", ".#a.en.md", "__MACOSX/a", "README.md", "a.en.md.orig", "~$a.docx"};
    for (size_t i = 0; i < sizeof ignored / sizeof ignored[0]; i++) {
        folder_put(&folder, str_join(&arena, STR("content/reports/"), str_from(ignored[i])).data,
                   "");
    }
    assert_int_equal(symlinkat("user@host.1234", folder.descriptor, "content/.#site.yaml"), 0);
    look();
    assert_int_equal(diags.list.count, sizeof ignored / sizeof ignored[0] + 1);
    for (size_t i = 0; i < diags.list.count; i++) {
        assert_string_equal(diags.list.items[i]->message->code, "file-ignored");
    }
    assert_int_equal(walk.files.count, 1);
}

static void names_without_or_with_a_wrong_language(void **state) {
    (void)state;
    refuse_name("About us.md", "name-no-language", "about-us.en.md");
    refuse_name("about.yaml", "name-no-language", "about.en.yaml");
    refuse_name("about.EN.md", "name-language-form", "en");
    refuse_name("about.pt_br.md", "name-language-form", "pt-BR");
    refuse_name("about.ZH-HANT.md", "name-language-form", "zh-Hant");
    refuse_name("about.xx_YY!.md", "name-language", NULL);
    refuse_name("about.draft.md", "name-language", NULL);
    refuse_name("about.e.md", "name-language", NULL);
}

static void ids_that_cannot_be_an_address(void **state) {
    (void)state;
    refuse_name("About.en.md", "name-id", "about");
    refuse_name("été 1.en.md", "name-id", NULL);
    refuse_name("a.b.en.md", "name-id", NULL);
    refuse_name("con.en.md", "name-id", NULL);
    refuse_name("-a.en.md", "name-id", NULL);
    refuse_name("by-year.en.md", "name-reserved", NULL);
    refuse_name("index.en.md", "name-reserved", NULL);
    refuse_name("index-2.en.yaml", "name-reserved", NULL);
    refuse_name("feed.en.md", "name-reserved", NULL);
    refuse_name("a-z.en.md", "name-reserved", NULL);
    refuse_name("site-map.en.md", "name-reserved", NULL);
}

static void other_files_get_advice(void **state) {
    (void)state;
    refuse_name("a.en.yml", "name-extension", ".yaml");
    refuse_name("a.en.markdown", "name-extension", NULL);
    refuse_name("a.en.docx", "file-unexpected", NULL);
    folder_put(&folder, "content/notes.md", "");
    look();
    assert_report("content/notes.md", "file-unexpected");
    file_remove(folder.descriptor, STR("content/notes.md"));
    folder_put(&folder, "content/reports/2013/a.en.md", "");
    look();
    assert_report("content/reports/2013", "folder-unexpected");
    folder_put(&folder, "content/My Reports/a.en.md", "");
    folder_remove_tree(folder.descriptor, STR("content/reports"));
    look();
    assert_report("content/My Reports", "name-collection");
}

static void media_names_travel_and_are_images(void **state) {
    (void)state;
    folder_put(&folder, "content/media/Map 1.PNG", "");
    look();
    assert_says("map-1.png");
    assert_report("content/media/Map 1.PNG", "name-not-portable");
    folder_remove_tree(folder.descriptor, STR("content/media"));
    folder_put(&folder, "content/media/nul.png", "");
    look();
    assert_report("content/media/nul.png", "name-not-portable");
    folder_remove_tree(folder.descriptor, STR("content/media"));
    folder_put(&folder, "content/media/a.svg", "");
    look();
    assert_report("content/media/a.svg", "media-type");
}

static void links_are_never_followed(void **state) {
    (void)state;
    folder_put(&folder, "content/reports/_collection.yaml", "");
    assert_int_equal(symlinkat("/etc/passwd", folder.descriptor, "content/reports/a.en.md"), 0);
    look();
    assert_report("content/reports/a.en.md", "file-link");
    file_remove(folder.descriptor, STR("content/reports/a.en.md"));
    assert_int_equal(symlinkat("..", folder.descriptor, "content/reports/loop"), 0);
    look();
    assert_report("content/reports/loop", "file-link");
    file_remove(folder.descriptor, STR("content/reports/loop"));
    assert_int_equal(symlinkat("content", folder.descriptor, "locales"), 0);
    look();
    assert_report("locales", "file-link");
}

static void pipes_and_sockets_are_never_opened(void **state) {
    (void)state;
    folder_put(&folder, "content/reports/_collection.yaml", "");
    assert_int_equal(mkfifoat(folder.descriptor, "content/reports/a.en.md", 0644), 0);
    look();
    assert_report("content/reports/a.en.md", "file-not-regular");
    file_remove(folder.descriptor, STR("content/reports/a.en.md"));
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/content/reports/s.en.md", folder.path);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
    look();
    close(listener);
    assert_report("content/reports/s.en.md", "file-not-regular");
}

static void names_that_cannot_be_shown_are_escaped(void **state) {
    (void)state;
    static const struct {
        const char *name, *code, *shown;
    } bad[] = {
        {"a\xFF.en.md", "name-encoding", "a<0xFF>.en.md"},
        {"a\nb.en.md", "name-control", "a<U+000A>b.en.md"},
        {"a\x1B[31m.en.md", "name-control", "a<U+001B>[31m.en.md"},
        {"a\xE2\x80\xAE.en.md", "name-control", "a<U+202E>.en.md"},
        {"a\xE2\x80\x8D.en.md", "name-control", NULL},
        {"a:b.en.md", "name-forbidden", "a:b.en.md"},
        {"a.en.md ", "name-forbidden", NULL},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct str path = str_join(&arena, STR("content/reports/"), str_from(bad[i].name));
        folder_put(&folder, path.data, "");
        look();
        if (bad[i].shown != NULL) {
            assert_says(bad[i].shown);
        }
        assert_report("content/reports", bad[i].code);
        assert_int_equal(unlinkat(folder.descriptor, path.data, 0), 0);
    }
}

static void names_alike_are_reported_together(void **state) {
    (void)state;
    folder_put(&folder, "content/media/a.png", "");
    folder_put(&folder, "content/media/A.png", "");
    look();
    assert_int_equal(diags.list.count, 2);
    assert_string_equal(diags.list.items[0]->message->code, "name-twins");
    assert_string_equal(diags.list.items[1]->message->code, "name-not-portable");
    diags_release(&diags);
    folder_remove_tree(folder.descriptor, STR("content/media"));
    folder_put(&folder, "content/\xC3\xA9.txt", "");
    folder_put(&folder, "content/e\xCC\x81.txt", "");
    look();
    assert_string_equal(diags.list.items[0]->message->code, "name-twins");
}

static void lengths_and_depth_are_limited(void **state) {
    (void)state;
    char name[NAME_MAX_BYTES + 2];
    memset(name, 'a', sizeof name);
    struct str collection = str_join(&arena, STR("content/"), (struct str){name, NAME_MAX_BYTES});
    /* path of 240 bytes: 8 + 120 + 1 + 111 */
    struct str fits =
        str_join(&arena, collection, STR("/"), (struct str){name, 105}, STR(".en.md"));
    folder_put(&folder, fits.data, "");
    look();
    assert_reports(&diags, "");
    assert_int_equal(fits.length, PATH_MAX_BYTES);
    assert_non_null(find(fits.data));
    struct str long_path =
        str_join(&arena, collection, STR("/b"), (struct str){name, 105}, STR(".en.md"));
    folder_put(&folder, long_path.data, "");
    look();
    assert_report(collection.data, "path-too-long");
    folder_remove_tree(folder.descriptor, collection);
    struct str long_name = str_join(&arena, STR("content/"), (struct str){name, 121}, STR("/a"));
    folder_put(&folder, long_name.data, "");
    look();
    assert_report("content", "name-too-long");
    folder_remove_tree(folder.descriptor, path_folder(long_name));
    folder_put(&folder, "content/media/3/4/5/6/7/8.png", "");
    look();
    assert_reports(&diags, "");
    folder_put(&folder, "content/media/3/4/5/6/7/8/9.png", "");
    look();
    assert_report("content/media/3/4/5/6/7/8", "path-too-deep");
}

static void what_is_missing_is_told(void **state) {
    (void)state;
    folder_remove_tree(folder.descriptor, STR("content"));
    look();
    assert_report("content", "content-missing");
    folder_put(&folder, "content", "a file");
    look();
    assert_report("content", "file-not-folder");
    file_remove(folder.descriptor, STR("content"));
}

/* [file-unreadable] */
static void an_unreadable_folder_is_an_error_of_the_system(void **state) {
    (void)state;
    if (geteuid() == 0) {
        skip(); /* root reads everything */
    }
    folder_put(&folder, "content/reports/a.en.md", "");
    assert_int_equal(fchmodat(folder.descriptor, "content/reports", 0, 0), 0);
    look();
    assert_int_equal(fchmodat(folder.descriptor, "content/reports", 0755, 0), 0);
    assert_int_equal(diags.count_by_severity[SEVERITY_SYSTEM], 1);
    assert_report("content/reports", "file-unreadable");
}

/* [file-too-many] */
static void a_tree_without_end_is_left(void **state) {
    (void)state;
    folder_put(&folder, "content/media/a.png", "");
    folder_put(&folder, "content/media/b.png", "");
    /* site.yaml, media, a.png, b.png are four */
    walk = (struct walk){.folder = folder.descriptor,
                         .arena = &arena,
                         .listing = &arena,
                         .diags = &diags,
                         .seen_count = WALK_MAX_FILES - 4};
    walk_content(&walk);
    assert_reports(&diags, "");
    walk = (struct walk){.folder = folder.descriptor,
                         .arena = &arena,
                         .listing = &arena,
                         .diags = &diags,
                         .seen_count = WALK_MAX_FILES - 3};
    walk_content(&walk);
    assert_reports(&diags, "file-too-many 0:0");
    assert_true(walk.is_full);
}

static void tags_have_one_spelling(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"EN", "en"},
        {"pt_br", "pt-BR"},
        {"ZH-hant-tw", "zh-Hant-TW"},
        {"sr-latn", "sr-Latn"},
        {"es-419", "es-419"},
        {"X-Kriol", "x-kriol"},
        {"fil", "fil"},
        {"zh-YUE", "zh-yue"},
        {"de-1996", "de-1996"},
        {"sl-ROZAJ", "sl-rozaj"},
        {"ar-u-NU-latn", "ar-u-nu-latn"},
        {"en-x-A-b", "en-x-a-b"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        assert_text(lang_tag_canonical(&arena, str_from(pairs[i][0])), pairs[i][1]);
        assert_true(lang_tag_is_canonical(str_from(pairs[i][1])));
    }
    static const char *const bad[] = {"",
                                      "e",
                                      "english",
                                      "en-",
                                      "-en",
                                      "en--us",
                                      "en-u",
                                      "x",
                                      "x-",
                                      "en-x",
                                      "abcd",
                                      "en us",
                                      "en-abc-def-ghi-jkl",
                                      "été",
                                      "i-klingon",
                                      "en-a-b",
                                      "12",
                                      "en-toolongtag",
                                      "aa-bbbbb-bbbbb-bbbbb-bbbbb-bbbbb-bbbbb-bbbbb"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_text(lang_tag_canonical(&arena, str_from(bad[i])), "");
        assert_false(lang_tag_is_canonical(str_from(bad[i])));
    }
    assert_false(lang_tag_is_canonical(STR("pt-br")));
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(each_kind_is_known_by_its_place),
        IN_A_FOLDER(a_theme_has_templates_and_assets),
        IN_A_FOLDER(backups_and_system_files_are_ignored),
        IN_A_FOLDER(names_without_or_with_a_wrong_language),
        IN_A_FOLDER(ids_that_cannot_be_an_address),
        IN_A_FOLDER(other_files_get_advice),
        IN_A_FOLDER(media_names_travel_and_are_images),
        IN_A_FOLDER(links_are_never_followed),
        IN_A_FOLDER(pipes_and_sockets_are_never_opened),
        IN_A_FOLDER(names_that_cannot_be_shown_are_escaped),
        IN_A_FOLDER(names_alike_are_reported_together),
        IN_A_FOLDER(lengths_and_depth_are_limited),
        IN_A_FOLDER(what_is_missing_is_told),
        IN_A_FOLDER(an_unreadable_folder_is_an_error_of_the_system),
        IN_A_FOLDER(a_tree_without_end_is_left),
        IN_A_FOLDER(tags_have_one_spelling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
