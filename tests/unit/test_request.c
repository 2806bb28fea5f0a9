/* What a browser, or somebody worse, may ask the preview for. */
#include "preview/request.h"

#include <setjmp.h>

#include <cmocka.h>

static void assert_kind(struct str target, enum request_kind expected, const char *path) {
    struct arena arena = {0};
    struct str read;
    enum request_kind kind = request_read(target, &arena, &read);

    if (kind != expected || (kind == REQUEST_FILE && !str_equal(read, str_from(path)))) {
        fail_msg("%.*s is %d, \"%.*s\"", STR_ARG(target), (int)kind, STR_ARG(read));
    }
    arena_release(&arena);
}

static void assert_all(const struct str *targets, size_t count, enum request_kind kind) {
    for (size_t i = 0; i < count; i++) {
        assert_kind(targets[i], kind, NULL);
    }
}

static void an_address_is_a_path_below_out(void **state) {
    (void)state;
    assert_kind(STR("/fr/reports/2013-geneva.html"), REQUEST_FILE, "fr/reports/2013-geneva.html");
    assert_kind(STR("/fr"), REQUEST_FILE, "fr");
    assert_kind(STR("/a%2Eb%20c"), REQUEST_FILE, "a.b c");
    assert_kind(STR("/%D8%B9"), REQUEST_FILE, "\u0639");
}

static void a_folder_is_its_index(void **state) {
    (void)state;
    assert_kind(STR("/"), REQUEST_FILE, "index.html");
    assert_kind(STR("/fr/"), REQUEST_FILE, "fr/index.html");
    assert_kind(STR("/fr%2f"), REQUEST_FILE, "fr/index.html");
}

static void escapes_are_decoded_once(void **state) {
    (void)state;
    assert_kind(STR("/%252e%252e/x"), REQUEST_FILE, "%2e%2e/x");
    assert_kind(STR("/a%2500"), REQUEST_FILE, "a%00");
}

static void no_address_leaves_out(void **state) {
    static const struct str targets[] = {
        STR_INIT("/.."),         STR_INIT("/../x"),           STR_INIT("/a/../../x"),
        STR_INIT("/a/.."),       STR_INIT("/%2e%2e/x"),       STR_INIT("/%2E%2e%2fx"),
        STR_INIT("/.%2e/x"),     STR_INIT("/a/%2e%2e/x"),     STR_INIT("/."),
        STR_INIT("/a/./b"),      STR_INIT("//etc/passwd"),    STR_INIT("/%2fetc/passwd"),
        STR_INIT("/a//b"),       STR_INIT("/..\\x"),          STR_INIT("/..%5cx"),
        STR_INIT("/a%5c..%5cx"), STR_INIT("/%c0%ae%c0%ae/x"), STR_INIT("/..%00/x"),
    };

    (void)state;
    assert_all(targets, sizeof targets / sizeof targets[0], REQUEST_MALFORMED);
}

static void no_address_holds_bytes_of_no_text(void **state) {
    static const struct str targets[] = {
        STR_INIT("/a%00"),    STR_INIT("/a%00.html"),    STR_INIT("/a\0b"), STR_INIT("/a%0d%0ab"),
        STR_INIT("/%1b[31m"), STR_INIT("/%7f"),          STR_INIT("/%ff"),  STR_INIT("/%ed%a0%80"),
        STR_INIT("/%c2%85"),  STR_INIT("/%f4%90%80%80"),
    };

    (void)state;
    assert_all(targets, sizeof targets / sizeof targets[0], REQUEST_MALFORMED);
}

static void a_percent_sign_needs_two_digits(void **state) {
    static const struct str targets[] = {STR_INIT("/%"),      STR_INIT("/a%"),  STR_INIT("/%2"),
                                         STR_INIT("/%zz"),    STR_INIT("/%2g"), STR_INIT("/%%41"),
                                         STR_INIT("/%u002e"), STR_INIT("/%-1"), STR_INIT("/% 1")};

    (void)state;
    assert_all(targets, sizeof targets / sizeof targets[0], REQUEST_MALFORMED);
}

static void an_address_begins_with_a_slash(void **state) {
    static const struct str targets[] = {STR_INIT(""),
                                         STR_INIT("*"),
                                         STR_INIT("index.html"),
                                         STR_INIT("http://localhost/index.html"),
                                         STR_INIT("%2findex.html"),
                                         STR_INIT("\\index.html")};

    (void)state;
    assert_all(targets, sizeof targets / sizeof targets[0], REQUEST_MALFORMED);
}

static void names_with_a_dot_in_front_are_hidden(void **state) {
    static const struct str targets[] = {
        STR_INIT("/.isogloss-manifest"), STR_INIT("/%2eisogloss-manifest"),
        STR_INIT("/.git/config"),        STR_INIT("/fr/.htaccess"),
        STR_INIT("/.well-known/x"),      STR_INIT("/..."),
        STR_INIT("/fr/.a/b.html"),       STR_INIT("/.a/"),
    };

    (void)state;
    assert_all(targets, sizeof targets / sizeof targets[0], REQUEST_HIDDEN);
}

/* "/" and `parts` times the same. */
static void assert_repeated(const char *part, size_t parts, enum request_kind kind) {
    struct strbuf target = {0};
    struct arena arena = {0};
    struct str path;

    strbuf_add(&target, STR("/"));
    for (size_t i = 0; i < parts; i++) {
        strbuf_add_c(&target, part);
    }
    assert_int_equal(request_read(strbuf_view(&target), &arena, &path), kind);
    strbuf_release(&target);
    arena_release(&arena);
}

static void no_address_is_longer_than_a_page_may_have(void **state) {
    (void)state;
    assert_repeated("a", 120, REQUEST_FILE);
    assert_repeated("a", 121, REQUEST_HIDDEN);
    assert_repeated("%61", 120, REQUEST_FILE);
    assert_repeated("abc/", 57, REQUEST_FILE); /* with index.html: 238 bytes */
    assert_repeated("abc/", 58, REQUEST_HIDDEN);
    assert_repeated("a", 1000000, REQUEST_HIDDEN);
}

static void this_machine_has_three_names(void **state) {
    static const struct str hosts[] = {
        STR_INIT("localhost"),  STR_INIT("localhost:8000"),  STR_INIT("LocalHost:1"),
        STR_INIT("127.0.0.1"),  STR_INIT("127.0.0.1:65535"), STR_INIT("[::1]"),
        STR_INIT("[::1]:8000"),
    };

    (void)state;
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        if (!request_host_is_local(hosts[i])) {
            fail_msg("%.*s is refused", STR_ARG(hosts[i]));
        }
    }
}

static void no_other_name_is_this_machine(void **state) {
    static const struct str hosts[] = {
        STR_INIT(""),
        STR_INIT("evil.example"),
        STR_INIT("localhost.evil.example"),
        STR_INIT("127.0.0.1.evil.example"),
        STR_INIT("evil.example:8000"),
        STR_INIT("localhost:8000.evil.example"),
        STR_INIT("localhost@evil.example"),
        STR_INIT("localhost:"),
        STR_INIT("localhost:x"),
        STR_INIT("localhost:65536"),
        STR_INIT("localhost:80:80"),
        STR_INIT("localhost "),
        STR_INIT(" localhost"),
        STR_INIT("localhost,evil.example"),
        STR_INIT("localhos"),
        STR_INIT("0.0.0.0:8000"),
        STR_INIT("127.0.0.2"),
        STR_INIT("::1"),
        STR_INIT("[::1]x"),
        STR_INIT("[::]"),
    };

    (void)state;
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        if (request_host_is_local(hosts[i])) {
            fail_msg("%.*s is taken for this machine", STR_ARG(hosts[i]));
        }
    }
}

static void types_go_by_the_name(void **state) {
    (void)state;
    assert_string_equal(request_content_type(STR("fr/a.html")), "text/html; charset=utf-8");
    assert_string_equal(request_content_type(STR("a/PICTURE.PNG")), "image/png");
    assert_string_equal(request_content_type(STR("feed.xml")), "application/xml; charset=utf-8");
    assert_string_equal(request_content_type(STR("a.html/file")), "application/octet-stream");
    assert_string_equal(request_content_type(STR("html")), "application/octet-stream");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_a_path_below_out),
        cmocka_unit_test(a_folder_is_its_index),
        cmocka_unit_test(escapes_are_decoded_once),
        cmocka_unit_test(no_address_leaves_out),
        cmocka_unit_test(no_address_holds_bytes_of_no_text),
        cmocka_unit_test(a_percent_sign_needs_two_digits),
        cmocka_unit_test(an_address_begins_with_a_slash),
        cmocka_unit_test(names_with_a_dot_in_front_are_hidden),
        cmocka_unit_test(no_address_is_longer_than_a_page_may_have),
        cmocka_unit_test(this_machine_has_three_names),
        cmocka_unit_test(no_other_name_is_this_machine),
        cmocka_unit_test(types_go_by_the_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
