#include "sources/markdown_html_hint.h"

static const struct {
    struct str element, hint;
} hints[] = {
    {STR_INIT("a"), STR_INIT("[text](https://...)")},
    {STR_INIT("b"), STR_INIT("**text**")},
    {STR_INIT("bdi"), STR_INIT("[text]{lang=ar}")},
    {STR_INIT("bdo"), STR_INIT("[text]{lang=ar}")},
    {STR_INIT("blockquote"), STR_INIT("> text")},
    {STR_INIT("br"), STR_INIT("\\ at the end of the line")},
    {STR_INIT("code"), STR_INIT("`text`")},
    {STR_INIT("em"), STR_INIT("*text*")},
    {STR_INIT("figure"), STR_INIT("![description](media/map.png \"caption\")")},
    {STR_INIT("h1"), STR_INIT("## text")},
    {STR_INIT("h2"), STR_INIT("## text")},
    {STR_INIT("h3"), STR_INIT("### text")},
    {STR_INIT("h4"), STR_INIT("#### text")},
    {STR_INIT("hr"), STR_INIT("---")},
    {STR_INIT("i"), STR_INIT("*text*")},
    {STR_INIT("img"), STR_INIT("![description](media/map.png)")},
    {STR_INIT("li"), STR_INIT("- text")},
    {STR_INIT("ol"), STR_INIT("1. text")},
    {STR_INIT("p"), STR_INIT("text between blank lines")},
    {STR_INIT("pre"), STR_INIT("```")},
    {STR_INIT("span"), STR_INIT("[text]{lang=fr}")},
    {STR_INIT("strong"), STR_INIT("**text**")},
    {STR_INIT("sup"), STR_INIT("[^note]")},
    {STR_INIT("table"), STR_INIT("| a | b |")},
    {STR_INIT("td"), STR_INIT("| a | b |")},
    {STR_INIT("th"), STR_INIT("| a | b |")},
    {STR_INIT("tr"), STR_INIT("| a | b |")},
    {STR_INIT("ul"), STR_INIT("- text")},
};

struct str html_hint(struct str html) {
    size_t from = 1, to;

    from += html.length > 1 && html.data[1] == '/';
    to = from;
    while (to < html.length &&
           (char_is_ascii_letter(html.data[to]) || char_is_digit(html.data[to]))) {
        to++;
    }
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        if (str_equal_ascii_case(str_slice(html, from, to), hints[i].element)) {
            return hints[i].hint;
        }
    }
    return (struct str){0};
}
