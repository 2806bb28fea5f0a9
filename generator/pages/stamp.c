#include "pages/stamp.h"

#include "pages/xml.h"

/* Pages that are of no one language, such as the choice of languages, are in English. */
struct text stamp_text(const struct plan *plan, const struct page *page) {
    if (!(plan->editions->site->extras & EXTRA_DRAFTS)) {
        return (struct text){0};
    }
    return page->edition ? page->edition->phrases[PHRASE_DRAFT] : (struct text){STR("Draft"), NULL};
}

struct digest stamp_digest(struct text stamp) {
    struct digester digester = {0};
    digester_add(&digester, stamp.text);
    digester_add(&digester, stamp.language ? stamp.language->tag : (struct str){0});
    return digester_end(&digester);
}

/* Appends `html` from `*at` to the end of the next tag `name`. */
static bool add_through(struct str html, size_t *at, struct str name, struct strbuf *out) {
    for (size_t tag = str_find_char(html, '<', *at); tag != STR_NONE;
         tag = str_find_char(html, '<', tag + 1)) {
        size_t end = tag + 1 + name.length;
        bool is_it = str_equal_ascii_case(str_slice(html, tag + 1, end), name) &&
                     end < html.length && (html.data[end] == '>' || char_is_blank(html.data[end]));
        size_t close = is_it ? str_find_char(html, '>', end) : STR_NONE;
        if (close != STR_NONE) {
            strbuf_add(out, str_slice(html, *at, close + 1));
            *at = close + 1;
            return true;
        }
    }
    return false;
}

static void add_banner(struct text stamp, struct strbuf *out) {
    strbuf_add_c(out, "\n<aside class=\"draft-stamp\"");
    if (stamp.language) {
        struct str dir = language_direction(stamp.language);
        strbuf_add_format(out, " lang=\"%.*s\" dir=\"%.*s\"", STR_ARG(stamp.language->tag),
                          STR_ARG(dir));
    }
    strbuf_add_c(out, "><strong>");
    xml_add_text(out, stamp.text);
    strbuf_add_c(out, "</strong></aside>");
}

bool stamp_add(struct text stamp, struct str html, struct strbuf *out) {
    size_t at = 0;
    bool has_head = add_through(html, &at, STR("head"), out);
    strbuf_add_c(out, "\n<meta name=\"robots\" content=\"noindex\">");
    bool has_title = has_head && add_through(html, &at, STR("title"), out);
    strbuf_add_char(out, '[');
    xml_add_text(out, stamp.text);
    strbuf_add_c(out, "] ");
    bool has_body = has_title && add_through(html, &at, STR("body"), out);
    add_banner(stamp, out);
    strbuf_add(out, str_from_byte(html, at));
    return has_body;
}
