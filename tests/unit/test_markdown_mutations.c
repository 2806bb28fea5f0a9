/*
 * Nothing that anybody may type crashes, hangs or smuggles markup: seeded mutations of a text with
 * everything in it, and pieces of it in any order. Under the sanitizers this is the smoke test.
 */
#include "base/utf8.h"
#include "base/workers.h"
#include "markdown_cases.h"

static const char seed_text[] =
    "# Title\n\n## S\u00E9ction *one* [^a]\n\n1. First [](reports/x#p1) [t](https://e.org \"T\")\n"
    "   lazy `code` <b>x</b>\n\n   1. sub\n   2. sub \u0639\u0631\u0628\u064A\n\n"
    "2. [Plate **x**]{lang=fr} and [y]{lang=ar dir=rtl}\n\n| a | b\\|c |\n|:--|--:|\n"
    "| [r] | *x* [^b] |\n| `\\|` |\n: Caption\n\n> | q |\n> |---|\n> | 1 |\n\n"
    "![Map](media/m.png \"T\")\n\n```c++\nx [^a] ]{lang=fr}\n```\n\n- a\n  - b\n\n    c\n- d\n\n"
    "[^a]: note\n    more\n\n    - list\n\n[^b]: other [^a] | x |\n    |---|\n\n"
    "[r]: https://r.org\n\na\\\nb  \nc &amp; &#x202E; \u2067i\u2069 <https://e.org>\n\n---\n";

static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* The names of elements that may appear; anything else in angle brackets was smuggled. */
static bool is_ours(struct str tag) {
    static const struct str names[] = {
        STR_INIT("p"),     STR_INIT("a"),       STR_INIT("em"),      STR_INIT("strong"),
        STR_INIT("code"),  STR_INIT("pre"),     STR_INIT("ul"),      STR_INIT("ol"),
        STR_INIT("li"),    STR_INIT("h1"),      STR_INIT("h2"),      STR_INIT("h3"),
        STR_INIT("h4"),    STR_INIT("h5"),      STR_INIT("h6"),      STR_INIT("hr"),
        STR_INIT("br"),    STR_INIT("img"),     STR_INIT("figure"),  STR_INIT("figcaption"),
        STR_INIT("table"), STR_INIT("caption"), STR_INIT("thead"),   STR_INIT("tbody"),
        STR_INIT("tr"),    STR_INIT("th"),      STR_INIT("td"),      STR_INIT("div"),
        STR_INIT("span"),  STR_INIT("sup"),     STR_INIT("section"), STR_INIT("blockquote"),
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_equal(tag, names[i])) {
            return true;
        }
    }
    return false;
}

static bool is_void(struct str tag) {
    return str_equal(tag, STR("br")) || str_equal(tag, STR("hr")) || str_equal(tag, STR("img"));
}

/* Every element is one of ours, is closed, and nests; no attribute is a handler or a style. */
static void assert_sound(struct str html, struct str text) {
    struct str open[400];
    size_t count = 0, at = 0;

    while ((at = str_find_char(html, '<', at)) != STR_NONE) {
        size_t end = str_find_char(html, '>', at), name_end = at + 1;
        bool is_end = at + 1 < html.length && html.data[at + 1] == '/';
        struct str tag;

        name_end += is_end;
        while (name_end < html.length &&
               (char_is_ascii_lower(html.data[name_end]) || char_is_digit(html.data[name_end]))) {
            name_end++;
        }
        tag = str_slice(html, at + 1 + is_end, name_end);
        if (end == STR_NONE || !is_ours(tag) ||
            (is_end && (count == 0 || !str_equal(open[count - 1], tag))) || count == 399) {
            fail_msg("<%.*s at byte %zu of\n%.*s\n--- from\n%.*s", STR_ARG(tag), at, STR_ARG(html),
                     STR_ARG(text));
        }
        if (is_end) {
            count--;
        } else if (!is_void(tag)) {
            open[count++] = tag;
        }
        at = end;
    }
    assert_int_equal(count, 0);
    assert_int_equal(str_find(html, STR("href=\"javascript"), 0), STR_NONE);
}

static void try_text(struct str text, enum markdown_numbering numbering) {
    struct markdown_setting setting = setting_of(numbering);
    struct arena arena = {0};
    struct outline outline;
    struct diags diags = {0};
    struct strbuf html = {0}, plain = {0};

    scan_text(text, numbering, &arena, &outline, &diags);
    for (size_t i = 0; i < diags.list.count; i++) {
        const struct diag *made = diags.list.items[i];

        assert_true(made->place.line >= 1 && made->place.column >= 1);
        assert_int_equal(utf8_find_invalid(made->text), STR_NONE);
    }
    markdown_render(text, &setting, &arena, &html);
    assert_int_equal(utf8_find_invalid(strbuf_view(&html)), STR_NONE);
    assert_sound(strbuf_view(&html), text);
    markdown_plain(text, 100, &arena, &plain);
    assert_true(utf8_count(strbuf_view(&plain)) <= 100);
    strbuf_release(&html);
    strbuf_release(&plain);
    diags_release(&diags);
    arena_release(&arena);
}

/* Valid UTF-8 in, so mutations move whole characters. */
static size_t character_start(struct str text, size_t at) {
    while (at > 0 && ((unsigned char)text.data[at] & 0xC0) == 0x80) {
        at--;
    }
    return at;
}

static const char *const pieces[] = {
    "[^",     "]{",          "[^a]",   "]{lang=fr}", "[",      "]",      "^",
    "{",      "}",           "|",      "\n|-|-|\n",  "\n",     "\n\n",   "> ",
    "- ",     "1. ",         "    ",   "```",        "`",      "*",      "_",
    "<",      "<b",          ">",      "\\",         "&",      "&#1;",   "&#3;",
    "^&#1;",  "&#x202E;",    "[^a]: ", ": ",         "![",     "](",     "(media/x.png)",
    "(a/b)",  "javascript:", "\t",     "\u2067",     "\u202E", "\u200B", "\u00E9",
    "\u4E2D", "\r",          "\1",     "\3",         "\4",     "\5",     "=",
    "# ",
};

static void mutated_texts_do_no_harm(void **state) {
    struct str seed = str_from(seed_text);
    uint32_t random = 20131122;

    (void)state;
    for (int round = 0; round < 4000; round++) {
        struct strbuf made = {0};
        size_t at = 0;
        uint32_t changes = 1 + next_random(&random) % 6;

        while (changes-- > 0 && at < seed.length) {
            size_t to = character_start(seed, at + next_random(&random) % (seed.length - at));

            strbuf_add(&made, str_slice(seed, at, to));
            strbuf_add_c(&made, pieces[next_random(&random) % (sizeof pieces / sizeof *pieces)]);
            at = character_start(seed, to + next_random(&random) %
                                                (seed.length - to < 20 ? seed.length - to : 20));
        }
        strbuf_add(&made, str_from_byte(seed, at));
        try_text(strbuf_view(&made), round % 2 ? MARKDOWN_NUMBERED : MARKDOWN_PLAIN);
        strbuf_release(&made);
    }
}

static void random_texts_do_no_harm(void **state) {
    uint32_t random = 20090101;

    (void)state;
    for (int round = 0; round < 8000; round++) {
        struct strbuf made = {0};
        uint32_t count = next_random(&random) % 60;

        while (count-- > 0) {
            strbuf_add_c(&made, pieces[next_random(&random) % (sizeof pieces / sizeof *pieces)]);
            if (next_random(&random) % 3 == 0) {
                strbuf_add_char(&made, 'x');
            }
        }
        try_text(strbuf_view(&made), round % 2 ? MARKDOWN_NUMBERED : MARKDOWN_PLAIN);
        strbuf_release(&made);
    }
}

/* The same text gives the same bytes, whatever was read before on the same arena. */
static void rendering_is_repeatable(void **state) {
    struct markdown_setting setting = setting_of(MARKDOWN_NUMBERED);
    struct arena arena = {0};
    struct strbuf first = {0}, second = {0};

    (void)state;
    markdown_render(str_from(seed_text), &setting, &arena, &first);
    markdown_render(STR("other [^x] [y]{lang=fr}\n\n[^x]: z"), &setting, &arena, &second);
    strbuf_clear(&second);
    markdown_render(str_from(seed_text), &setting, &arena, &second);
    assert_true(str_equal(strbuf_view(&first), strbuf_view(&second)));
    strbuf_release(&first);
    strbuf_release(&second);
    arena_release(&arena);
}

/* What each of the parallel renderings made. */
static struct strbuf parallel[64];

static void render_one(void *context, unsigned worker, size_t index) {
    struct markdown_setting setting = setting_of(MARKDOWN_NUMBERED);
    struct arena arena = {0};

    (void)context;
    (void)worker;
    markdown_render(str_from(seed_text), &setting, &arena, &parallel[index]);
    arena_release(&arena);
}

static void texts_are_read_in_parallel(void **state) {
    (void)state;
    workers_run(4, 64, render_one, NULL);
    for (size_t i = 1; i < 64; i++) {
        assert_true(str_equal(strbuf_view(&parallel[i]), strbuf_view(&parallel[0])));
    }
    for (size_t i = 0; i < 64; i++) {
        strbuf_release(&parallel[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutated_texts_do_no_harm),
        cmocka_unit_test(random_texts_do_no_harm),
        cmocka_unit_test(rendering_is_repeatable),
        cmocka_unit_test(texts_are_read_in_parallel),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
