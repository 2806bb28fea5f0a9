#include "pages/xml.h"

void xml_add_text(struct strbuf *out, struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        switch (c) {
        case '&':
            strbuf_add_c(out, "&amp;");
            break;
        case '<':
            strbuf_add_c(out, "&lt;");
            break;
        case '>':
            strbuf_add_c(out, "&gt;");
            break;
        case '"':
            strbuf_add_c(out, "&quot;");
            break;
        default:
            if (c >= ' ' || c == '\t' || c == '\n') {
                strbuf_add_char(out, (char)c);
            }
            break;
        }
    }
}

void xml_add_element(struct strbuf *out, const char *name, struct str text) {
    strbuf_add_format(out, "<%s>", name);
    xml_add_text(out, text);
    strbuf_add_format(out, "</%s>\n", name);
}
