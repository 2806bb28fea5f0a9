#include "reports.h"

#include "sources/media.h"

static struct arena arena;
static struct diags diags;
static struct source source;

/* The style sheet of these tests is themes/t/assets/css/a.css. */
static struct source files[] = {
    {.path = STR_INIT("themes/t/assets/css/a.css")},
    {.path = STR_INIT("themes/t/assets/css/b.css")},
    {.path = STR_INIT("themes/t/assets/font.woff2")},
};
static const struct sources sources = {.files = files, .count = 3};

static void check(const char *name, struct str bytes, const char *expected) {
    source = (struct source){.kind = SOURCE_ASSET,
                             .path = str_join(&arena, STR("themes/t/assets/css/"), str_from(name))};
    media_check(&sources, &source, bytes, &arena, &diags);
    assert_reports(&diags, expected);
}

static void assert_size(uint32_t width, uint32_t height) {
    assert_int_equal(source.width, width);
    assert_int_equal(source.height, height);
}

#define PNG_HEAD "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\1\x02\0\0\0\x03\x08\x06\0\0\0\1\2\3\4"
#define PNG_END "\0\0\0\0IEND\xAE\x42\x60\x82"
#define JPEG_HEAD                                                                                  \
    "\xFF\xD8\xFF\xE0\0\x04JF\xFF\xFF\xC0\0\x0B\x08\0\x20\0\x40\1\1\x11\0\xFF\xDA\0\x08\1\1\0\0"   \
    "\x3F\0"

/* The bytes as they are are good; each shorter file is refused. */
static void assert_good_only_whole(const char *name, struct str bytes) {
    check(name, bytes, "");
    for (size_t length = 1; length < bytes.length; length++) {
        media_check(&sources, &source, str_slice(bytes, 0, length), &arena, &diags);
        if (diags.list.count != 1) {
            fail_msg("%s: %zu bytes of %zu pass", name, length, bytes.length);
        }
        diags_release(&diags);
    }
    check(name, bytes, "");
}

static void images_are_whole_and_have_a_size(void **state) {
    (void)state;
    assert_good_only_whole("a.png", STR(PNG_HEAD PNG_END));
    assert_size(258, 3);
    assert_good_only_whole("a.jpg", STR(JPEG_HEAD "data\xFF\xD9"));
    assert_size(64, 32);
    assert_good_only_whole("a.gif", STR("GIF89a\x40\0\x20\0\x80\0\0\1\2\3\4\5\6,\0\0\0\0;"));
    assert_size(64, 32);
    assert_good_only_whole("a.webp", STR("RIFF\x12\0\0\0WEBPVP8L\x06\0\0\0\x2F\x3F\xC0\x07\0\0"));
    assert_size(64, 32);
    assert_good_only_whole("a.woff2", STR("wOF2\0\1\0\0\0\0\0\x0C"));
    check("a.ico", STR("\0\0\1\0\0\0"), "");
}

static void bytes_must_fit_the_extension(void **state) {
    (void)state;
    check("a.jpg", STR(PNG_HEAD PNG_END), "media-format 0:0");
    check("a.png", STR("<svg></svg>"), "media-format 0:0");
    check("a.gif", STR("<html><script>"), "media-format 0:0");
    check("a.webp", STR("RIFF\x04\0\0\0WAVE"), "media-format 0:0");
    check("a.svg", STR(PNG_HEAD PNG_END), "encoding-utf8 1:1");
    check("a.svg", STR("<html></html>"), "media-format 0:0");
    check("a.svg", STR("<svg><path d='M0 0'/>"), "media-cut-off 0:0");
}

static void empty_files_are_refused(void **state) {
    (void)state;
    check("a.png", STR(""), "media-empty 0:0");
    check("a.css", STR(""), "media-empty 0:0");
}

static void an_image_without_size_is_damaged(void **state) {
    (void)state;
    check("a.gif", STR("GIF89a\0\0\x20\0\x80\0\0\1\2\3;"), "media-cut-off 0:0");
}

static void drawings_cannot_do_anything(void **state) {
    (void)state;
    check("a.svg",
          STR("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
              "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><use xlink:href=\"#a\"/>"
              "<text>based on JavaScript</text><image href=\"data:image/png;base64,xx\"/></svg>"),
          "");
    check("a.svg", STR("<svg><script>x</script></svg>"), "media-svg 1:6");
    check("a.svg", STR("<svg>\n<SVG:Script/></svg>"), "media-svg 2:1");
    check("a.svg", STR("<svg><foreignObject/></svg>"), "media-svg 1:6");
    check("a.svg", STR("<svg onload=\"x\"></svg>"), "media-svg 1:6");
    check("a.svg", STR("<svg><a\nONCLICK = 'x'/></svg>"), "media-svg 2:1");
    check("a.svg", STR("<svg><a href=\"javascript:x\"/></svg>"), "media-svg 1:9");
    check("a.svg", STR("<svg><image href='https://x/y.png'/></svg>"), "media-svg 1:13");
    check("a.svg", STR("<svg><use href = \"//x/y.svg\"/></svg>"), "media-svg 1:11");
    check("a.svg", STR("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg></svg>"), "media-svg 1:16");
}

static void style_sheets_ask_no_other_host(void **state) {
    (void)state;
    check(
        "a.css",
        STR("@import \"b.css\";\n/* url(https://x) */ @font-face {src: url( '../font.woff2?v=1' )}"
            "a {background: url(data:image/png;base64,x)} b {fill: url(#c)}"),
        "");
    check("a.css", STR("a {\n  b: url(https://fonts.example/x.woff2)}"), "style-remote 2:10");
    check("a.css", STR("@import '//x/y.css';"), "style-remote 1:10");
    check("a.css", STR("@import URL(\"http://x\");"), "style-remote 1:14");
    check("a.css", STR("a {b: url(data:text/html,x)}"), "style-remote 1:11");
    check("a.css", STR("a {b: url(font.woff2)}"), "style-missing 1:11");
    check("a.css", STR("a {b: url(../../../../../../etc/passwd)}"), "style-missing 1:11");
    check("a.css", STR("a {b: url(/font.woff2)}"), "style-missing 1:11");
    check("a.css", STR("a {b: url("), "");
    check("a.css", STR("/*"), "");
}

static int release(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(images_are_whole_and_have_a_size),
        cmocka_unit_test(bytes_must_fit_the_extension),
        cmocka_unit_test(empty_files_are_refused),
        cmocka_unit_test(an_image_without_size_is_damaged),
        cmocka_unit_test(drawings_cannot_do_anything),
        cmocka_unit_test(style_sheets_ask_no_other_host),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
