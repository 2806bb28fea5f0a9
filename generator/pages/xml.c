#include "pages/xml.h"

static void add_special(struct strbuf *out, char c) {
    switch (c) {
    case '&':
        strbuf_add(out, STR("&amp;"));
        break;
    case '<':
        strbuf_add(out, STR("&lt;"));
        break;
    case '>':
        strbuf_add(out, STR("&gt;"));
        break;
    case '"':
        strbuf_add(out, STR("&quot;"));
        break;
    case '\'':
    case '\t':
    case '\n':
        strbuf_add_char(out, c);
        break;
    default: /* a control character, which XML may not hold */
        break;
    }
}

void xml_add_text(struct strbuf *out, struct str text) {
    for (size_t at = 0; at < text.length; at++) {
        size_t end = str_find_special(text, at);
        strbuf_add(out, str_slice(text, at, end));
        if (end < text.length) {
            add_special(out, text.data[end]);
        }
        at = end;
    }
}

void xml_add_element(struct strbuf *out, const char *name, struct str text) {
    strbuf_add_char(out, '<');
    strbuf_add_c(out, name);
    strbuf_add_char(out, '>');
    xml_add_text(out, text);
    strbuf_add(out, STR("</"));
    strbuf_add_c(out, name);
    strbuf_add(out, STR(">\n"));
}
