/* What the cases of tests/stages/mustache cannot reach: translations, HTML data, digests, the
 * parts. */
#include "pages/messages.h"
#include "pages/mustache_tree.h"

#include <setjmp.h>

#include <cmocka.h>

/* Templates and translations, each list ended by NULL. */
struct entry {
    const char *name, *text;
};

struct fixture {
    struct arena arena;
    struct diags diags;
    struct datum *data;
    struct strbuf out;
    const struct entry *templates, *translations;
    struct str names[8];
    size_t name_count;
    size_t finds;
    struct str lang, dir; /* of texts without a translation */
};

static int set_up(void **state) {
    static struct fixture fixture;

    fixture = (struct fixture){0};
    fixture.data = datum_map(&fixture.arena);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    strbuf_release(&fixture->out);
    diags_release(&fixture->diags);
    arena_release(&fixture->arena);
    return 0;
}

static const char *look_up(const struct entry *entries, struct str name) {
    for (; entries && entries->name; entries++) {
        if (str_equal(str_from(entries->name), name)) {
            return entries->text;
        }
    }
    return NULL;
}

static bool find(void *context, struct str name, struct str *text, struct str *path) {
    struct fixture *fixture = context;
    const char *found = look_up(fixture->templates, name);

    fixture->finds++;
    *text = str_from(found);
    *path = name;
    return found != NULL;
}

static struct mustache_translation translate(void *context, struct str msgid) {
    struct fixture *fixture = context;
    const char *found = look_up(fixture->translations, msgid);

    return found ? (struct mustache_translation){.text = str_from(found)}
                 : (struct mustache_translation){msgid, fixture->lang, fixture->dir};
}

static struct mustache_library *library_of(struct fixture *fixture, enum mustache_mode mode) {
    struct mustache_source source = {.find = find, .translate = translate, .context = fixture};

    source.lang = STR("ar");
    source.dir = STR("rtl");
    source.names = fixture->names;
    source.name_count = fixture->name_count;
    return mustache_library_make(&fixture->arena, mode, &source);
}

static const struct mustache *compile(struct fixture *fixture, enum mustache_mode mode) {
    return mustache_compile(library_of(fixture, mode), STR("page"), &fixture->diags);
}

static const char *shown(struct fixture *fixture, enum mustache_mode mode) {
    const struct mustache *template = compile(fixture, mode);

    assert_non_null(template);
    strbuf_clear(&fixture->out);
    assert_int_equal(mustache_render(template, fixture->data, &fixture->out), MUSTACHE_OK);
    strbuf_add_char(&fixture->out, 0);
    return fixture->out.data;
}

/* The code of the only message, after a template that must not compile. */
static const char *refused(struct fixture *fixture) {
    assert_null(compile(fixture, MUSTACHE_THEME));
    assert_int_equal(fixture->diags.list.count, 1);
    return fixture->diags.list.items[0]->message->code;
}

#define TEMPLATES(...) ((const struct entry[]){__VA_ARGS__, {NULL, NULL}})

/* --- Translations --- */

static void a_translation_moves_its_tags(void **state) {
    struct fixture *fixture = *state;

    fixture->templates = TEMPLATES({"page", "<p>{{#t}}\n  {{n}} of\n {{ total }}\n{{/t}}</p>"});
    fixture->translations = TEMPLATES({"{{n}} of {{ total }}", "von {{total}}: {{n}}, {{n}}"});
    datum_put_text(&fixture->arena, fixture->data, STR("n"), STR("<1>"));
    datum_put_text(&fixture->arena, fixture->data, STR("total"), STR("2"));
    assert_string_equal(shown(fixture, MUSTACHE_THEME), "<p>von 2: &lt;1&gt;, &lt;1&gt;</p>");
}

static void a_translation_cannot_bring_markup(void **state) {
    struct fixture *fixture = *state;

    fixture->templates =
        TEMPLATES({"page", "{{#t}}a{{/t}}<p title=\"{{#t}}a{{/t}}\">{{#t}}b{{/t}}"});
    fixture->translations = TEMPLATES({"a", "\"'><script>x</script>&amp;"}, {"b", "c"});
    assert_string_equal(shown(fixture, MUSTACHE_THEME),
                        "&quot;&#39;&gt;&lt;script&gt;x&lt;/script&gt;&amp;amp;"
                        "<p title=\"&quot;&#39;&gt;&lt;script&gt;x&lt;/script&gt;&amp;amp;\">c");
}

static void a_text_in_another_language_says_so(void **state) {
    struct fixture *fixture = *state;

    fixture->translations = TEMPLATES({"own", "eigen"});
    fixture->lang = STR("en");
    fixture->dir = STR("ltr");
    fixture->templates = TEMPLATES({"page", "{{#t}}own{{/t}} {{#t}}In {{n}}.{{/t}} "
                                            "<p title=\"{{#t}}a \" b{{/t}}\">{{#t}}c{{/t}}</p>"});
    datum_put_text(&fixture->arena, fixture->data, STR("n"), STR("<1>"));
    assert_string_equal(shown(fixture, MUSTACHE_THEME),
                        "eigen <span lang=\"en\" dir=\"ltr\">In <span lang=\"ar\" dir=\"rtl\">"
                        "&lt;1&gt;</span>.</span> <p title=\"\u2068a &quot; b\u2069\">"
                        "<span lang=\"en\" dir=\"ltr\">c</span></p>");
}

static void a_marked_value_says_so(void **state) {
    struct fixture *fixture = *state;

    datum_put_marked(&fixture->arena, fixture->data, STR("x"), STR("a<"), STR("en"), STR("ltr"));
    datum_put_marked(&fixture->arena, fixture->data, STR("none"), STR(""), STR("en"), STR("ltr"));
    fixture->templates =
        TEMPLATES({"page", "<title>{{x}}</title><p title=\"{{x}}{{none}}\">{{x}}{{none}}</p>"});
    assert_string_equal(shown(fixture, MUSTACHE_THEME),
                        "<title>\u2068a&lt;\u2069</title><p title=\"\u2068a&lt;\u2069\">"
                        "<span lang=\"en\" dir=\"ltr\">a&lt;</span></p>");
}

static void a_translation_cannot_bring_tags(void **state) {
    static const char *const bad[] = {"{{x}} {{y}}", "{{#x}}{{x}}{{/x}}", "{{>p}}",      "{{{x}}}",
                                      "{{x",         "{{! x }}",          "{{=| |=}}|x|"};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fixture->templates = TEMPLATES({"page", "{{#t}}a {{x}}{{/t}}"});
        fixture->translations = TEMPLATES({"a {{x}}", bad[i]});
        assert_string_equal(refused(fixture), "template-translation");
        diags_release(&fixture->diags);
    }
}

static void html_in_a_translated_text_stays_html_in_text_only(void **state) {
    struct fixture *fixture = *state;

    fixture->templates =
        TEMPLATES({"page", "<p title=\"{{#t}}a {{h}}{{/t}}\">{{#t}}a {{h}}{{/t}}"});
    datum_put_html(&fixture->arena, fixture->data, STR("h"), STR("<b>"));
    assert_string_equal(shown(fixture, MUSTACHE_THEME), "<p title=\"a &lt;b&gt;\">a <b>");
}

static void other_delimiters_hold_within_a_translation(void **state) {
    struct fixture *fixture = *state;

    fixture->templates = TEMPLATES({"page", "{{=<% %>=}}<%#t%>a <%x%><%/t%>"});
    fixture->translations = TEMPLATES({"a <%x%>", "<%x%> {{x}}"});
    datum_put_text(&fixture->arena, fixture->data, STR("x"), STR("1"));
    assert_string_equal(shown(fixture, MUSTACHE_THEME), "1 {{x}}");
}

static void t_is_an_ordinary_name_in_plain_mode(void **state) {
    struct fixture *fixture = *state;

    fixture->templates = TEMPLATES({"page", "({{#t}}a{{/t}})"});
    fixture->translations = TEMPLATES({"a", "wrong"});
    assert_string_equal(shown(fixture, MUSTACHE_PLAIN), "()");
}

struct texts {
    struct strbuf found;
};

static void note_text(void *context, struct str msgid, struct place place) {
    struct texts *texts = context;

    strbuf_add_format(&texts->found, "%.*s:%u:%u %.*s|", STR_ARG(place.path), (unsigned)place.line,
                      (unsigned)place.column, STR_ARG(msgid));
}

static void each_text_is_what_is_translated(void **state) {
    struct texts texts = {0};

    (void)state;
    mustache_each_text(STR("é{{#t}}a{{/t}}\n{{#s}}{{#t}} b\n {{c}} {{/t}}{{/s}}{{^t}}no{{/t}}"
                           "{{! {{#t}}no{{/t}}{{#t}} {{/t}}{{#t}}open"),
                       STR("x"), note_text, &texts);
    assert_string_equal(texts.found.data, "x:1:2 a|x:2:7 b {{c}}|");
    strbuf_release(&texts.found);
}

/* --- Data --- */

static void html_data_stand_as_they_are_in_text_only(void **state) {
    struct fixture *fixture = *state;

    fixture->templates =
        TEMPLATES({"page", "{{h}}<p title=\"{{h}}\"><title>{{h}}</title><a href=\"{{h}}\">"});
    datum_put_html(&fixture->arena, fixture->data, STR("h"), STR("<b>\""));
    assert_string_equal(shown(fixture, MUSTACHE_THEME),
                        "<b>\"<p title=\"&lt;b&gt;&quot;\"><title>&lt;b&gt;&quot;</title>"
                        "<a href=\"&lt;b&gt;&quot;\">");
}

static void no_data_are_an_empty_map(void **state) {
    struct fixture *fixture = *state;

    fixture->templates = TEMPLATES({"page", "({{x}}{{.}})"});
    fixture->data = NULL;
    assert_string_equal(shown(fixture, MUSTACHE_PLAIN), "()");
}

/* An argument that was checked for text must not show up in an attribute: here the site that it was
   checked against is a fixed one, and the other is reached through a chosen partial. */
static void an_argument_is_not_shown_in_another_context(void **state) {
    struct fixture *fixture = *state;

    fixture->templates = TEMPLATES({"page", "{{<layout}}{{$b}}<i>{{h}}</i>{{/b}}{{/layout}}"},
                                   {"layout", "{{$b}}{{/b}}{{>*kind}}"},
                                   {"chosen", "<p title=\"{{$b}}default{{/b}}\">"});
    fixture->names[fixture->name_count++] = STR("chosen");
    datum_put_text(&fixture->arena, fixture->data, STR("kind"), STR("chosen"));
    datum_put_html(&fixture->arena, fixture->data, STR("h"), STR("\""));
    assert_string_equal(shown(fixture, MUSTACHE_THEME), "<i>\"</i><p title=\"default\">");
}

static void output_is_appended_and_its_limit_counts_from_there(void **state) {
    struct fixture *fixture = *state;
    const struct mustache *template;
    struct strbuf out = {0};
    char *text = ARENA_ARRAY(&fixture->arena, char, MUSTACHE_MAX_OUTPUT_BYTES);
    struct datum *child;

    memset(text, 'x', MUSTACHE_MAX_OUTPUT_BYTES);
    fixture->templates = TEMPLATES({"page", "{{x}}"});
    child = datum_put_text(&fixture->arena, fixture->data, STR("x"),
                           (struct str){text, MUSTACHE_MAX_OUTPUT_BYTES});
    template = compile(fixture, MUSTACHE_PLAIN);
    strbuf_add(&out, STR("before"));
    assert_int_equal(mustache_render(template, fixture->data, &out), MUSTACHE_OK);
    assert_int_equal(out.length, MUSTACHE_MAX_OUTPUT_BYTES + 6);
    assert_memory_equal(out.data, "beforex", 7);
    text[0] = '<';
    child->text.length = MUSTACHE_MAX_OUTPUT_BYTES;
    strbuf_clear(&out);
    assert_int_equal(mustache_render(template, fixture->data, &out), MUSTACHE_TOO_LARGE);
    strbuf_release(&out);
}

static void data_nested_too_deeply_end_the_page(void **state) {
    struct fixture *fixture = *state;
    struct datum *at = fixture->data;
    const struct mustache *template;

    for (int i = 0; i < 70; i++) {
        at = datum_put_map(&fixture->arena, at, STR("x"));
    }
    fixture->templates =
        TEMPLATES({"page", "{{>p}}"}, {"p", "{{#.x}}{{#.x}}{{#.x}}{{#.x}}{{#.x}}{{#.x}}"
                                            "{{>p}}{{/.x}}{{/.x}}{{/.x}}{{/.x}}{{/.x}}{{/.x}}"});
    template = compile(fixture, MUSTACHE_PLAIN);
    assert_non_null(template);
    assert_int_equal(mustache_render(template, fixture->data, &fixture->out), MUSTACHE_TOO_DEEP);
}

static void recursion_ends_with_the_data_or_at_its_limit(void **state) {
    struct fixture *fixture = *state;
    struct datum *at = fixture->data;
    const struct mustache *template;

    for (int i = 0; i < MUSTACHE_MAX_INCLUDE_DEPTH; i++) {
        at = datum_put_map(&fixture->arena, at, STR("x"));
    }
    fixture->templates = TEMPLATES({"page", "<{{#.x}}{{>page}}{{/.x}}>"});
    template = compile(fixture, MUSTACHE_PLAIN);
    assert_int_equal(mustache_render(template, fixture->data, &fixture->out), MUSTACHE_OK);
    assert_int_equal(fixture->out.length, 2 * (1 + MUSTACHE_MAX_INCLUDE_DEPTH));
    datum_put_map(&fixture->arena, at, STR("x"));
    assert_int_equal(mustache_render(template, fixture->data, &fixture->out), MUSTACHE_TOO_DEEP);
}

/* --- The library --- */

static void a_template_is_compiled_once_for_each_context(void **state) {
    struct fixture *fixture = *state;
    struct mustache_library *library = library_of(fixture, MUSTACHE_THEME);
    const struct mustache *page;

    fixture->templates =
        TEMPLATES({"page", "{{>p}}{{>p}}<b title=\"{{>p}}\" class=\"{{>p}}\">"}, {"p", "{{x}}"});
    page = mustache_compile(library, STR("page"), &fixture->diags);
    assert_int_equal(fixture->finds, 3);
    assert_ptr_equal(mustache_compile(library, STR("page"), &fixture->diags), page);
    assert_non_null(mustache_compile(library, STR("p"), &fixture->diags));
    assert_int_equal(fixture->finds, 3);
}

static void a_broken_partial_is_told_once_and_breaks_all_users(void **state) {
    struct fixture *fixture = *state;
    struct mustache_library *library = library_of(fixture, MUSTACHE_THEME);

    fixture->templates =
        TEMPLATES({"page", "{{>p}}"}, {"other", "{{>p}}"}, {"good", "x"}, {"p", "{{#x}}"});
    assert_null(mustache_compile(library, STR("page"), &fixture->diags));
    assert_null(mustache_compile(library, STR("other"), &fixture->diags));
    assert_non_null(mustache_compile(library, STR("good"), &fixture->diags));
    assert_int_equal(fixture->diags.list.count, 1);
}

static void an_unknown_template_is_told(void **state) {
    struct fixture *fixture = *state;

    fixture->templates = TEMPLATES({"other", ""});
    assert_string_equal(refused(fixture), "template-missing");
}

static struct digest digest_with(struct fixture *fixture, const struct entry *templates,
                                 const struct entry *translations) {
    const struct mustache *template;

    fixture->templates = templates;
    fixture->translations = translations;
    template = compile(fixture, MUSTACHE_THEME);
    assert_non_null(template);
    return mustache_digest(template);
}

static void the_digest_knows_all_that_can_be_shown(void **state) {
    struct fixture *fixture = *state;
    const struct entry *templates =
        TEMPLATES({"page", "{{>p}}{{#x}}{{>*d}}{{/x}}"}, {"p", "a {{#t}}b{{/t}}"}, {"q", "c"});
    struct digest first, again, translated, partial, chosen;

    fixture->names[fixture->name_count++] = STR("q");
    first = digest_with(fixture, templates, NULL);
    again = digest_with(fixture, templates, NULL);
    translated = digest_with(fixture, templates, TEMPLATES({"b", "B"}));
    partial = digest_with(
        fixture,
        TEMPLATES({"page", "{{>p}}{{#x}}{{>*d}}{{/x}}"}, {"p", "A {{#t}}b{{/t}}"}, {"q", "c"}),
        NULL);
    chosen = digest_with(
        fixture,
        TEMPLATES({"page", "{{>p}}{{#x}}{{>*d}}{{/x}}"}, {"p", "a {{#t}}b{{/t}}"}, {"q", "C"}),
        NULL);
    assert_true(digest_equal(first, again));
    assert_false(digest_equal(first, translated));
    assert_false(digest_equal(first, partial));
    assert_false(digest_equal(first, chosen));
}

static void recursion_in_a_section_has_a_digest(void **state) {
    struct fixture *fixture = *state;

    digest_with(fixture, TEMPLATES({"page", "{{#x}}{{>page}}{{/x}}"}), NULL);
}

static void a_circle_behind_a_section_is_found(void **state) {
    struct fixture *fixture = *state;

    fixture->templates =
        TEMPLATES({"page", "{{#x}}{{>b}}{{/x}}"}, {"b", "{{#y}}{{>a}}{{/y}}{{>c}}"},
                  {"c", "{{>a}}"}, {"a", "{{>b}}"});
    assert_string_equal(refused(fixture), "template-circle");
}

/* --- HTML --- */

static struct html html_after(const char *text) {
    struct html html = {.state = HTML_TEXT};

    html_read(&html, str_from(text));
    return html;
}

static void html_states_are_those_of_browsers(void **state) {
    static const struct {
        const char *text;
        enum html_state state;
    } cases[] = {
        {"", HTML_TEXT},
        {"a < b <3 <", HTML_TAG_OPEN},
        {"<<a", HTML_TAG_NAME},
        {"<a", HTML_TAG_NAME},
        {"<a ", HTML_TAG},
        {"<a/", HTML_TAG},
        {"<a>", HTML_TEXT},
        {"<a b", HTML_ATTRIBUTE_NAME},
        {"<a b ", HTML_AFTER_NAME},
        {"<a b c", HTML_ATTRIBUTE_NAME},
        {"<a b =", HTML_BEFORE_VALUE},
        {"<a b = \"", HTML_DOUBLE_QUOTED},
        {"<a b='", HTML_SINGLE_QUOTED},
        {"<a b=\">", HTML_DOUBLE_QUOTED},
        {"<a b=c", HTML_UNQUOTED},
        {"<a b=/", HTML_UNQUOTED},
        {"<a b=c/>", HTML_TEXT},
        {"<a b=\"c\"", HTML_TAG},
        {"<a b=>", HTML_TEXT},
        {"</", HTML_END_OPEN},
        {"</a b=\"", HTML_DOUBLE_QUOTED},
        {"</a>", HTML_TEXT},
        {"</>", HTML_TEXT},
        {"</ a", HTML_DECLARATION},
        {"<!", HTML_BANG},
        {"<!d", HTML_DECLARATION},
        {"<!doctype html>", HTML_TEXT},
        {"<!-", HTML_BANG},
        {"<!--", HTML_COMMENT},
        {"<!-->", HTML_TEXT},
        {"<!--->", HTML_TEXT},
        {"<!-- > -> -- > --", HTML_COMMENT},
        {"<!-- --->", HTML_TEXT},
        {"<?xml", HTML_DECLARATION},
        {"<script", HTML_TAG_NAME},
        {"<script>", HTML_RAW},
        {"<SCRIPT a=\"b\">", HTML_RAW},
        {"<script>\"</scrip></scripts><", HTML_RAW},
        {"<script></script>", HTML_TEXT},
        {"<script></ScRiPt >", HTML_TEXT},
        {"<script><</script\n", HTML_TAG},
        {"<style></script>", HTML_RAW},
        {"<scripts>", HTML_TEXT},
        {"<title><b>", HTML_ESCAPED_TEXT},
        {"<title></title>", HTML_TEXT},
        {"<textarea></title>", HTML_ESCAPED_TEXT},
        {"</script>", HTML_TEXT},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct html html = html_after(cases[i].text);

        if (html.state != cases[i].state) {
            fail_msg("%s: state %d, not %d", cases[i].text, (int)html.state, (int)cases[i].state);
        }
    }
}

static void html_attributes_are_told_apart(void **state) {
    static const struct {
        const char *text;
        enum html_attribute attribute;
    } cases[] = {
        {"<a class=\"", ATTRIBUTE_PLAIN},
        {"<a HREF=\"", ATTRIBUTE_ADDRESS},
        {"<a xlink:href=\"", ATTRIBUTE_ADDRESS},
        {"<a data-href=\"", ATTRIBUTE_ADDRESS},
        {"<a data-a-src=\"", ATTRIBUTE_ADDRESS},
        {"<a data-id=\"", ATTRIBUTE_PLAIN},
        {"<a srcset=\"", ATTRIBUTE_ADDRESSES},
        {"<a onload=\"", ATTRIBUTE_CODE},
        {"<a a=\"\"onx=\"", ATTRIBUTE_CODE},
        {"<a style=\"", ATTRIBUTE_CODE},
        {"<a x/srcdoc=\"", ATTRIBUTE_CODE},
        {"<a href=\"x\" lang=\"", ATTRIBUTE_PLAIN},
        {"<form action =\n\"", ATTRIBUTE_ADDRESS},
        {"<a abcdefghijklmnopqrstuvwxyzhref=\"", ATTRIBUTE_PLAIN},
        {"<a onabcdefghijklmnopqrstuvwxyz=\"", ATTRIBUTE_CODE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct html html = html_after(cases[i].text);

        if (html.state != HTML_DOUBLE_QUOTED || html.attribute != cases[i].attribute) {
            fail_msg("%s: attribute %d", cases[i].text, (int)html.attribute);
        }
    }
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        test(a_translation_moves_its_tags),
        test(a_translation_cannot_bring_markup),
        test(a_text_in_another_language_says_so),
        test(a_marked_value_says_so),
        test(a_translation_cannot_bring_tags),
        test(html_in_a_translated_text_stays_html_in_text_only),
        test(other_delimiters_hold_within_a_translation),
        test(t_is_an_ordinary_name_in_plain_mode),
        test(each_text_is_what_is_translated),
        test(html_data_stand_as_they_are_in_text_only),
        test(no_data_are_an_empty_map),
        test(an_argument_is_not_shown_in_another_context),
        test(output_is_appended_and_its_limit_counts_from_there),
        test(data_nested_too_deeply_end_the_page),
        test(recursion_ends_with_the_data_or_at_its_limit),
        test(a_template_is_compiled_once_for_each_context),
        test(a_broken_partial_is_told_once_and_breaks_all_users),
        test(an_unknown_template_is_told),
        test(the_digest_knows_all_that_can_be_shown),
        test(recursion_in_a_section_has_a_digest),
        test(a_circle_behind_a_section_is_found),
        test(html_states_are_those_of_browsers),
        test(html_attributes_are_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
