#include "publish/linkcheck.h"
#include "publish/markup.h"

#include <setjmp.h>

#include <cmocka.h>

/* A portal of five files; the first two are looked at. */
struct fixture {
    struct site site;
    struct editions editions;
    struct plan plan;
    struct linkcheck check;
    struct str texts[6];
    struct diags diags;
};

static struct source picture;
static const struct page pages[] = {
    {.kind = PAGE_ITEM, .path = STR_INIT("fr/reports/a.html")},
    {.kind = PAGE_ITEM, .path = STR_INIT("fr/reports/b.html")},
    {.kind = PAGE_INDEX, .path = STR_INIT("fr/reports/index.html")},
    {.kind = PAGE_MEDIA, .path = STR_INIT("media/a b.png"), .source = &picture},
    {.kind = PAGE_FEED, .path = STR_INIT("fr/feed.xml")},
    {.kind = PAGE_CHOOSER, .path = STR_INIT("index.html")},
};
#define PAGE_COUNT (sizeof pages / sizeof pages[0])

static void start(struct fixture *f, struct str base_url) {
    *f = (struct fixture){.site = {.base_url = base_url},
                          .editions = {.site = &f->site},
                          .plan = {.editions = &f->editions, .pages = pages, .count = PAGE_COUNT}};
    f->plan.by_path = map_make(&f->plan.arena);
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        map_put(&f->plan.by_path, pages[i].path, (void *)&pages[i]);
    }
    linkcheck_begin(&f->check, &f->plan, 1);
}

static void look(struct fixture *f, size_t index, const char *text) {
    f->texts[index] = str_from(text);
    linkcheck_page(&f->check, 0, index, f->texts[index]);
}

/* As a build does: only pages with something wrong are looked at again. */
static void judge(struct fixture *f) {
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        size_t before = f->diags.list.count;

        if (linkcheck_is_broken(&f->check, i)) {
            linkcheck_explain(&f->check, 0, i, f->texts[i], &f->diags);
            assert_true(f->diags.list.count > before);
        } else if (f->check.pages[i].is_known) {
            linkcheck_explain(&f->check, 0, i, f->texts[i], &f->diags);
            assert_int_equal(f->diags.list.count, before);
        }
    }
}

static size_t finish(struct fixture *f) {
    judge(f);
    size_t found = f->diags.list.count;

    linkcheck_release(&f->check);
    arena_release(&f->plan.arena);
    diags_release(&f->diags);
    return found;
}

#define BASE STR("https://example.org/portal/")

/* How many links of `text`, on fr/reports/a.html, lead nowhere. */
static size_t count_dangling(const char *text) {
    struct fixture f;

    start(&f, BASE);
    look(&f, 0, text);
    look(&f, 1, "<p id=p7>x</p><a name='old'></a>");
    return finish(&f);
}

static void links_to_files_of_the_plan_are_fine(void **state) {
    static const char *const right[] = {
        "<a href=\"b.html\">",
        "<a href='b.html#p7'>",
        "<A HREF = b.html#old >",
        "<a href=\"./b.html\">",
        "<a href=\"../reports/index.html\">",
        "<a href=\"../../index.html\">",
        "<img src=\"../../media/a%20b.png\">",
        "<img src=\"../../media/a b.png\">",
        "<a href=\"\">",
        "<a href=\"#\">",
        "<a href=\"#top\">",
        "<a href=\"b.html#\">",
        "<a href=\"#here\"><p id=\"here\">",
        "<p id='&#x68;er&#101;'><a href=\"#%68ere\">",
        "<a href=\"../../media/a%20b.png#page=2\">",
        "<link href=\"../feed.xml\">",
        "<a href=\" b.html\n\">",
        "<img srcset=\"b.html 1x, a.html 2x\">",
    };

    (void)state;
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        if (count_dangling(right[i]) != 0) {
            fail_msg("%s is refused", right[i]);
        }
    }
}

static void links_to_nothing_are_found(void **state) {
    static const char *const wrong[] = {
        "<a href=\"c.html\">",
        "<a href='c.html'>",
        "<a href=c.html>",
        "<A HREF=\"C.html\">",
        "<a href=\"../../../index.html\">",
        "<a href=\"/index.html\">",
        "<a href=\"//example.org/\">",
        "<a href=\"b.html#p8\">",
        "<a href=\"#nowhere\">",
        "<a href=\"b.html#P7\">",
        "<a href=\"B.html\">",
        "<a href=\"b.html?x=1\">",
        "<img src=\"a.png\">",
        "<img srcset=\"b.html 1x, c.png 2x\">",
        "<video poster=\"c.png\">",
        "<form action=\"search.html\">",
        "<object data=\"c.svg\">",
        "<a href=\"%2e%2e/feed.xml\">",
        "<div id=x\n class='y'\n><a\nclass=z\nhref\n=\n\"c.html\"\n>",
        "<br/><a href=\"c.html\"/>",
        "<!-- --><a href=\"c.html\">",
        "<p title=\"a > b\"><a href=\"c.html\">",
        "<title>x</title><a href=\"c.html\">",
        "<script>1 < 2</script><a href=\"c.html\">",
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        if (count_dangling(wrong[i]) != 1) {
            fail_msg("%s gives %zu", wrong[i], count_dangling(wrong[i]));
        }
    }
}

static void folders_are_no_files(void **state) {
    (void)state;
    assert_int_equal(count_dangling("<a href=\"../reports/\">"), 1);
    assert_int_equal(count_dangling("<a href=\"../reports\">"), 1);
    assert_int_equal(count_dangling("<a href=\"..\">"), 1);
    assert_int_equal(count_dangling("<a href=\".\">"), 1);
    assert_int_equal(count_dangling("<a href=\"https://example.org/portal/fr/\">"), 1);
}

static void other_sites_are_not_looked_at(void **state) {
    (void)state;
    assert_int_equal(count_dangling("<a href=\"https://example.org/other/c.html\">"
                                    "<a href=\"mailto:a@example.org\"><a href=\"tel:+1\">"
                                    "<a href=\"HTTPS://un.org#x\"><a href=\"urn:x:y\">"
                                    "<a href=\"https://example.org/portals/\">"),
                     0);
}

static void text_that_looks_like_a_link_is_none(void **state) {
    (void)state;
    assert_int_equal(count_dangling("<!-- <a href=\"c.html\"> --><script>'<a href=\"c.html\">'"
                                    "</script><style>a[href='c.html']{}</style>"
                                    "<p data-href=\"c.html\" title='<a href=\"c.html\">'>"
                                    "<textarea><a href=\"c.html\"></textarea> 1 < 2 href=\"c.html\""
                                    "<meta name=\"x\" content=\"c.html\"></a href=\"c.html\">"),
                     0);
}

static void absolute_links_below_the_base_are_ours(void **state) {
    (void)state;
    assert_int_equal(count_dangling("<a href=\"https://example.org/portal/fr/reports/b.html#p7\">"
                                    "<a href=\"https://example.org/portal/\">"
                                    "<a href=\"https://example.org/portal\">"),
                     0);
    assert_int_equal(count_dangling("<a href=\"https://example.org/portal/fr/c.html\">"), 1);
    assert_int_equal(count_dangling("<a href=\"https://example.org/portal/fr/reports/b.html#x\">"),
                     1);
}

static void without_a_base_absolute_links_are_others(void **state) {
    struct fixture f;

    (void)state;
    start(&f, (struct str){0});
    look(&f, 0, "<a href=\"https://example.org/portal/c.html\">");
    assert_int_equal(finish(&f), 0);
}

static void site_maps_and_feeds_are_read(void **state) {
    struct fixture f;

    (void)state;
    start(&f, BASE);
    look(&f, 4,
         "<?xml version=\"1.0\"?>\n<urlset>\n<url>\n"
         "<loc>https://example.org/portal/fr/reports/b.html</loc>\n"
         "<loc>https://example.org/portal/gone.html</loc>\n"
         "<xhtml:link rel=\"alternate\" href=\"https://example.org/portal/gone&amp;.html\"/>\n"
         "<title><![CDATA[<a href=\"c\">]]></title><summary>x</summary></url></urlset>");
    assert_int_equal(finish(&f), 2);
}

static void a_page_that_was_not_made_is_not_blamed_on_others(void **state) {
    struct fixture f;

    (void)state;
    start(&f, BASE);
    look(&f, 0, "<a href=\"b.html#p7\">");
    assert_int_equal(finish(&f), 0);
}

static void a_complaint_names_the_page_and_the_target(void **state) {
    struct fixture f;

    (void)state;
    start(&f, BASE);
    look(&f, 0, "<a href=\"b.html#p&amp;\">");
    look(&f, 1, "");
    judge(&f);
    assert_int_equal(f.check.pages[0].link_count, 1);
    assert_int_equal(f.diags.list.count, 1);
    assert_true(str_equal(f.diags.list.items[0]->place.path, STR("fr/reports/a.html")));
    assert_true(str_find(f.diags.list.items[0]->text, STR("b.html#p&"), 0) != STR_NONE);
    assert_true(str_find(f.diags.list.items[0]->text, STR("fr/reports/b.html#p&"), 0) != STR_NONE);
    finish(&f);
}

static void the_same_link_means_another_file_in_another_folder(void **state) {
    struct fixture f;

    (void)state;
    start(&f, BASE);
    look(&f, 0, "<a href=\"b.html\">");
    look(&f, 5, "<a href=\"b.html\">");
    assert_false(linkcheck_is_broken(&f.check, 0));
    assert_true(linkcheck_is_broken(&f.check, 5));
    assert_int_equal(finish(&f), 1);
}

/* Every beginning of a page is a page that a broken template could make. */
static void broken_markup_does_no_harm(void **state) {
    static const char text[] =
        "<!doctype html><html lang=fr><!-- x --><title>a</title><a href=\"b.html\" id = 'x'>"
        "<img src=a.png alt><script>1<2</script><a b=\"&#x;&#xFFFFFFFFF;&;&amp\"=/ =><![CDATA[x]]>"
        "<?x?></a></><p =\"x\" / ></p><a href=https:><a href=':'><a href=\"#%\"><a href=\"%4\">";

    (void)state;
    for (size_t length = 0; length < sizeof text; length++) {
        for (size_t index = 0; index < PAGE_COUNT; index += 4) {
            struct fixture f;
            char *copy = test_malloc(length + 1); /* so that a sanitizer sees a byte too many */

            memcpy(copy, text, length);
            start(&f, BASE);
            f.texts[index] = (struct str){copy, length};
            linkcheck_page(&f.check, 0, index, f.texts[index]);
            finish(&f);
            test_free(copy);
        }
    }
}

/* May a page with the first text lead to what is lost when the page b.html had the second one, and
   has the third, or is gone? */
static bool may_lead_to_lost(const char *text, const char *had, const char *has) {
    struct fixture f;
    struct lost_places lost = {0};

    start(&f, BASE);
    lost.arena = &f.plan.arena;
    look(&f, 0, text);
    look(&f, 1, had);
    struct page_links before = f.check.pages[1];

    if (has) {
        look(&f, 1, has);
        lost_anchors(&lost, pages[1].path, &before, &f.check.pages[1]);
    } else {
        lost_page(&lost, pages[1].path);
    }
    bool may = links_may_reach(&f.check.pages[0], &lost);

    linkcheck_release(&f.check);
    arena_release(&f.plan.arena);
    return may;
}

static void who_leads_to_what_is_lost_is_known(void **state) {
    static const char two[] = "<p id=p1><p id=p2>";

    (void)state;
    assert_true(may_lead_to_lost("<a href=b.html>", two, NULL));
    assert_true(may_lead_to_lost("<a href=\"b.html#p2\">", two, NULL));
    assert_true(
        may_lead_to_lost("<a href=\"https://example.org/portal/fr/reports/b.html\">", two, NULL));
    assert_true(may_lead_to_lost("<a href=\"b.html#p2\">", two, "<p id=p1>"));
    assert_true(may_lead_to_lost("<a href=\"b.html#%702\">", two, "<p id=p1><p id=p3>"));
    assert_true(may_lead_to_lost("<a href=\"b.html#p1\"><a href=\"b.html#p2\">", two, ""));
}

/* A guess, but one that spares nearly all pages. */
static void who_leads_elsewhere_is_spared(void **state) {
    static const char two[] = "<p id=p1><p id=p2>";

    (void)state;
    assert_false(may_lead_to_lost("<a href=index.html><a href=../../index.html>", two, NULL));
    assert_false(may_lead_to_lost("<a href=\"b.html#p1\">", two, "<p id=p1>"));
    assert_false(may_lead_to_lost("<a href=b.html>", two, "<p id=p1>"));
    assert_false(may_lead_to_lost("<a href=\"b.html#p2\">", two, "<i id=p2><i id=new><i id=p1>"));
    assert_false(may_lead_to_lost("<p>no link", two, NULL));
}

static void references_are_replaced(void **state) {
    struct strbuf out = {0};

    (void)state;
    markup_decode(STR("a&amp;b&lt;&gt;&quot;&apos;&#39;&#x2F;&#233;&nbsp;&#0;&#xD800;&;& x"), &out);
    assert_string_equal(out.data, "a&b<>\"''/\xC3\xA9&nbsp;&#0;&#xD800;&;& x");
    strbuf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_to_files_of_the_plan_are_fine),
        cmocka_unit_test(links_to_nothing_are_found),
        cmocka_unit_test(folders_are_no_files),
        cmocka_unit_test(other_sites_are_not_looked_at),
        cmocka_unit_test(text_that_looks_like_a_link_is_none),
        cmocka_unit_test(absolute_links_below_the_base_are_ours),
        cmocka_unit_test(without_a_base_absolute_links_are_others),
        cmocka_unit_test(site_maps_and_feeds_are_read),
        cmocka_unit_test(a_page_that_was_not_made_is_not_blamed_on_others),
        cmocka_unit_test(a_complaint_names_the_page_and_the_target),
        cmocka_unit_test(the_same_link_means_another_file_in_another_folder),
        cmocka_unit_test(broken_markup_does_no_harm),
        cmocka_unit_test(who_leads_to_what_is_lost_is_known),
        cmocka_unit_test(who_leads_elsewhere_is_spared),
        cmocka_unit_test(references_are_replaced),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
