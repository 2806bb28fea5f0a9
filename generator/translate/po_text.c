#include "translate/po_text.h"

#define LINE_MAX_BYTES 79

static void add_escaped(struct strbuf *out, struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == '"' || c == '\\') {
            strbuf_add_char(out, '\\');
        }
        if (c == '\n' || c == '\t' || c == '\r') {
            strbuf_add_char(out, '\\');
            c = c == '\n' ? 'n' : c == '\t' ? 't' : 'r';
        }
        strbuf_add_char(out, c);
    }
}

static void add_line(struct strbuf *out, const char *prefix, struct str text) {
    strbuf_add_c(out, prefix);
    strbuf_add_char(out, '"');
    add_escaped(out, text);
    strbuf_add_c(out, "\"\n");
}

/* A text of several lines begins behind an empty one, as gettext does it. */
void po_add_text(struct strbuf *out, const char *prefix, const char *keyword, struct str text) {
    const char *prefix_of_line = "";
    strbuf_add_c(out, prefix);
    strbuf_add_c(out, keyword);
    strbuf_add_char(out, ' ');
    if (text.length > 1 && str_find_char(text, '\n', 0) < text.length - 1) {
        strbuf_add_c(out, "\"\"\n");
        prefix_of_line = prefix;
    }
    do {
        size_t end = str_find_char(text, '\n', 0);
        size_t length = end == STR_NONE ? text.length : end + 1;
        add_line(out, prefix_of_line, str_slice(text, 0, length));
        text = str_from_byte(text, length);
    } while (text.length > 0);
}

void po_add_references(struct strbuf *out, const struct str *references, size_t count) {
    size_t line_start = out->length;
    for (size_t i = 0; i < count; i++) {
        struct str path = references[i];
        bool is_first = out->length == line_start;
        if (!is_first && out->length - line_start + 1 + path.length > LINE_MAX_BYTES) {
            strbuf_add_char(out, '\n');
            line_start = out->length;
            is_first = true;
        }
        strbuf_add_c(out, is_first ? "#: " : " ");
        strbuf_add(out, path);
    }
    if (out->length > line_start) {
        strbuf_add_char(out, '\n');
    }
}

void po_add_comment(struct strbuf *out, struct str comment) {
    while (comment.length > 0) {
        struct str line = str_cut(&comment, '\n');
        strbuf_add_c(out, line.length > 0 ? "#. " : "#.");
        strbuf_add(out, line);
        strbuf_add_char(out, '\n');
    }
}

static void add_field(struct strbuf *out, const char *name, struct str value) {
    strbuf_add_format(out, "\"%s: ", name);
    add_escaped(out, value);
    strbuf_add_c(out, "\\n\"\n");
}

/* msgfmt --check warns where one of these lines is missing, but not where it is empty. */
void po_add_header(struct strbuf *out, const struct po_header *header) {
    strbuf_add_c(out, "msgid \"\"\nmsgstr \"\"\n");
    add_field(out, "Project-Id-Version", header->project);
    add_field(out, "Report-Msgid-Bugs-To", STR(""));
    add_field(out, "PO-Revision-Date", STR(""));
    add_field(out, "Last-Translator", STR(""));
    add_field(out, "Language-Team", STR(""));
    add_field(out, "Language", header->lang);
    add_field(out, "MIME-Version", STR("1.0"));
    add_field(out, "Content-Type", STR("text/plain; charset=UTF-8"));
    add_field(out, "Content-Transfer-Encoding", STR("8bit"));
    if (header->plurals.length > 0) {
        add_field(out, "Plural-Forms", header->plurals);
    }
    if (header->source_lang.length > 0) {
        add_field(out, "X-Source-Language", header->source_lang);
    }
}

void po_add_entry(struct strbuf *out, const struct po_entry *entry, uint32_t form_count) {
    strbuf_add_char(out, '\n');
    po_add_comment(out, entry->comment);
    po_add_references(out, entry->paths.items, entry->paths.count);
    if (entry->context.length > 0) {
        po_add_text(out, "", "msgctxt", entry->context);
    }
    po_add_text(out, "", "msgid", entry->msgid);
    if (entry->msgid_plural.length == 0) {
        strbuf_add_c(out, "msgstr \"\"\n");
        return;
    }
    po_add_text(out, "", "msgid_plural", entry->msgid_plural);
    for (uint32_t i = 0; i < form_count; i++) {
        strbuf_add_format(out, "msgstr[%u] \"\"\n", (unsigned)i);
    }
}
