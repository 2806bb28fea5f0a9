#include "translate/po_document.h"

#include "base/file.h"
#include "translate/messages.h"
#include "translate/po_text.h"

/* ---- Reading -----------------------------------------------------------------------------------
 */

struct reader {
    struct po_document *document;
    struct str text;
    size_t at, entry_start;
    size_t token_end;               /* of the last keyword or string */
    bool is_open;                   /* the last message of the document still grows, */
    bool has_forms;                 /* but has a msgstr: what is no string is of the next */
    bool is_obsolete, is_previous;  /* the line begins with "#~", "#|" or "#~|" */
    struct str *target;             /* where the strings of the last keyword go */
    struct str lost;                /* of keywords that nobody knows */
    struct strbuf value;            /* what they are so far */
    struct strbuf remarks, comment; /* of the message */
};

static struct po_message *message_of(struct reader *reader) {
    struct po_document *document = reader->document;
    if (!reader->is_open) {
        *LIST_ADD(&document->messages, document->arena) = (struct po_message){0};
        reader->is_open = true;
        reader->has_forms = false;
    }
    return &document->messages.items[document->messages.count - 1];
}

static void end_value(struct reader *reader) {
    if (reader->target) {
        *reader->target = str_copy(reader->document->arena, strbuf_view(&reader->value));
        reader->target = NULL;
    }
    strbuf_clear(&reader->value);
}

static struct str take(struct reader *reader, struct strbuf *lines) {
    struct str copy = str_copy(reader->document->arena, strbuf_view(lines));
    strbuf_clear(lines);
    return copy;
}

/* The message reaches to the end of the line of its last string; empty lines before it are its gap.
 */
static void set_extent(struct reader *reader, struct po_message *message) {
    size_t end = str_find_char(reader->text, '\n', reader->token_end);
    end = end == STR_NONE ? reader->text.length : end + 1;
    end = end > reader->at && reader->at > reader->token_end ? reader->at : end;
    struct str all = str_slice(reader->text, reader->entry_start, end);
    size_t start = 0;
    while (start < all.length && char_is_blank(all.data[start])) {
        start++;
    }
    while (start > 0 && all.data[start - 1] != '\n') {
        start--;
    }
    message->gap = str_slice(all, 0, start);
    message->text = str_from_byte(all, start);
    reader->entry_start = end;
}

static void end_message(struct reader *reader) {
    struct po_message *message = message_of(reader);
    end_value(reader);
    message->remarks = take(reader, &reader->remarks);
    message->comment = take(reader, &reader->comment);
    if (message->comment.length > 0) {
        message->comment.length--; /* no line end behind the last line */
    }
    set_extent(reader, message);
    reader->is_open = false;
}

static size_t line_end(const struct reader *reader) {
    size_t end = str_find_char(reader->text, '\n', reader->at);
    return end == STR_NONE ? reader->text.length : end;
}

static void read_references(struct reader *reader, struct str line) {
    struct po_message *message = message_of(reader);
    while (line.length > 0) {
        struct str reference = str_cut(&line, ' ');
        if (reference.length > 0) {
            *LIST_ADD(&message->references, reader->document->arena) = reference;
        }
    }
}

static void read_flags(struct reader *reader, struct str line) {
    struct po_message *message = message_of(reader);
    while (line.length > 0) {
        struct str flag = str_trim(str_cut(&line, ','));
        if (str_equal(flag, STR("fuzzy"))) {
            message->is_fuzzy = true;
        } else if (flag.length > 0) {
            message->flags = message->flags.length == 0 ? flag
                                                        : str_join(reader->document->arena,
                                                                   message->flags, STR(", "), flag);
        }
    }
}

static void add_line(struct strbuf *lines, struct str line) {
    strbuf_add(lines, line);
    strbuf_add_char(lines, '\n');
}

/* A whole line that is a comment to nobody but people. */
static void read_comment(struct reader *reader, struct str line) {
    struct str rest = str_trim(str_from_byte(line, 2));
    message_of(reader);
    switch (line.length > 1 ? line.data[1] : ' ') {
    case '.':
        add_line(&reader->comment, rest);
        break;
    case ':':
        read_references(reader, rest);
        break;
    case ',':
        read_flags(reader, rest);
        break;
    default:
        add_line(&reader->remarks, line);
    }
}

static void read_string(struct reader *reader) {
    struct str text = reader->text;
    size_t at = reader->at + 1;
    while (at < text.length && text.data[at] != '"' && text.data[at] != '\n') {
        char c = text.data[at++];
        if (c == '\\' && at < text.length && text.data[at] != '\n') {
            static const char escapes[] = "ntrabfv", meanings[] = "\n\t\r\a\b\f\v";
            const char *escape = text.data[at] ? strchr(escapes, text.data[at]) : NULL;
            c = escape ? meanings[escape - escapes] : text.data[at];
            at++;
        }
        strbuf_add_char(&reader->value, c);
    }
    reader->at = at < text.length && text.data[at] == '"' ? at + 1 : at;
    reader->token_end = reader->at;
}

/* msgstr[N]: where the text of that form belongs. */
static struct str *form_of(struct reader *reader, struct po_message *message, struct str word) {
    uint32_t number = 0;
    struct str digits = str_slice(word, strlen("msgstr["), word.length - 1);
    reader->has_forms = true;
    if (str_starts(word, STR("msgstr[")) && !str_to_u32(digits, &number)) {
        return &reader->lost;
    }
    if (number >= CATALOG_MAX_PLURAL_FORMS) {
        return &reader->lost;
    }
    message->form_count = number + 1 > message->form_count ? number + 1 : message->form_count;
    return &message->forms[number];
}

static void read_word(struct reader *reader) {
    size_t start = reader->at, end = start + 1;
    while (end < reader->text.length && !char_is_blank(reader->text.data[end]) &&
           reader->text.data[end] != '"') {
        end++;
    }
    struct str word = str_slice(reader->text, start, end);
    struct po_message *message = message_of(reader);
    end_value(reader);
    reader->at = reader->token_end = end;
    message->is_obsolete |= reader->is_obsolete;
    reader->target = &reader->lost;
    if (str_equal(word, STR("msgctxt"))) {
        *(reader->is_previous ? &message->has_previous_context : &message->has_context) = true;
        reader->target = reader->is_previous ? &message->previous_context : &message->context;
    } else if (str_equal(word, STR("msgid"))) {
        reader->target = reader->is_previous ? &message->previous : &message->msgid;
    } else if (str_equal(word, STR("msgid_plural"))) {
        reader->target = reader->is_previous ? &message->previous_plural : &message->msgid_plural;
    } else if (str_starts(word, STR("msgstr"))) {
        reader->target = form_of(reader, message, word);
    }
}

/* Has the message that is being read its forms, and does something else stand at `at`? */
static bool is_over(const struct reader *reader) {
    struct str rest = str_from_byte(reader->text, reader->at);
    return reader->is_open && reader->has_forms &&
           (reader->is_previous || !str_starts(rest, STR("msgstr")));
}

static void end_if_over(struct reader *reader) {
    if (is_over(reader)) {
        end_message(reader);
    }
}

/* "#~ msgid", "#| msgid" and "#~| msgid" are read as if that were not before them. */
static void read_marked_line(struct reader *reader) {
    struct str line = str_slice(reader->text, reader->at, line_end(reader));
    size_t length = 1;
    reader->is_obsolete = line.length > 1 && line.data[1] == '~';
    length += reader->is_obsolete;
    reader->is_previous = line.length > length && line.data[length] == '|';
    length += reader->is_previous;
    if (length == 1) {
        end_if_over(reader);
        read_comment(reader, line);
        reader->at += line.length;
    } else {
        reader->at += length;
    }
}

void po_document_read(struct po_document *document, struct str text, struct arena *arena) {
    struct reader reader = {.document = document, .text = text};
    *document = (struct po_document){.arena = arena};
    while (reader.at < text.length) {
        char c = text.data[reader.at];
        if (c == '\n') {
            reader.at++;
            reader.is_obsolete = reader.is_previous = false;
        } else if (char_is_blank(c)) {
            reader.at++;
        } else if (c == '#') {
            read_marked_line(&reader);
        } else if (c == '"') {
            read_string(&reader);
        } else {
            end_if_over(&reader);
            read_word(&reader);
        }
    }
    if (reader.is_open && reader.has_forms) {
        end_message(&reader);
    } else if (reader.is_open) { /* comments behind the last message */
        document->messages.count--;
    }
    document->rest = str_from_byte(text, reader.entry_start);
    strbuf_release(&reader.value);
    strbuf_release(&reader.remarks);
    strbuf_release(&reader.comment);
}

/* Its own mistakes are told again: here they are what keeps it from being written. */
bool po_document_open(struct po_document *document, const struct sources *sources, struct str path,
                      struct str lang, enum catalog_use use, struct str *text, struct arena *arena,
                      struct diags *diags) {
    struct strbuf bytes = {0};
    struct diags found = {0};
    enum file_result result = file_read_into(sources->folder, path, CATALOG_MAX_FILE_BYTES, &bytes);
    if (result != FILE_OK) {
        diag(diags, &MSG_TRANSLATE_READ, place_file(path), file_result_text(result));
        strbuf_release(&bytes);
        return false;
    }
    catalog_parse(strbuf_view(&bytes), path, lang, use, arena, &found);
    bool is_good = !diags_have_errors(&found);
    if (is_good) {
        *text = source_decode(strbuf_view(&bytes), (struct str){0}, path, arena, &found);
        *text = str_copy(arena, *text);
        po_document_read(document, *text, arena);
        diags_release(&found);
    } else {
        diags_join(diags, &found);
    }
    strbuf_release(&bytes);
    return is_good;
}

/* ---- Writing -----------------------------------------------------------------------------------
 */

static void add_flags(struct strbuf *out, const struct po_message *message) {
    if (message->is_fuzzy || message->flags.length > 0) {
        strbuf_add_c(out, "#, ");
        strbuf_add_c(out, message->is_fuzzy ? "fuzzy" : "");
        strbuf_add_c(out, message->is_fuzzy && message->flags.length > 0 ? ", " : "");
        strbuf_add(out, message->flags);
        strbuf_add_char(out, '\n');
    }
}

static void add_previous(struct strbuf *out, const struct po_message *message) {
    const char *prefix = message->is_obsolete ? "#~| " : "#| ";
    if (message->has_previous_context) {
        po_add_text(out, prefix, "msgctxt", message->previous_context);
    }
    if (message->previous.length > 0) {
        po_add_text(out, prefix, "msgid", message->previous);
    }
    if (message->previous_plural.length > 0) {
        po_add_text(out, prefix, "msgid_plural", message->previous_plural);
    }
}

static void add_forms(struct strbuf *out, const struct po_message *message, const char *prefix) {
    if (message->msgid_plural.length == 0) {
        po_add_text(out, prefix, "msgstr", message->forms[0]);
        return;
    }
    po_add_text(out, prefix, "msgid_plural", message->msgid_plural);
    for (uint32_t i = 0; i < message->form_count; i++) {
        char keyword[sizeof "msgstr[0]"];
        snprintf(keyword, sizeof keyword, "msgstr[%u]", (unsigned)i % 10);
        po_add_text(out, prefix, keyword, message->forms[i]);
    }
}

static void add_message(struct strbuf *out, const struct po_message *message) {
    const char *prefix = message->is_obsolete ? "#~ " : "";
    strbuf_add(out, message->remarks);
    if (!message->is_obsolete) {
        po_add_comment(out, message->comment);
        po_add_references(out, message->references.items, message->references.count);
    }
    add_flags(out, message);
    add_previous(out, message);
    if (message->has_context) {
        po_add_text(out, prefix, "msgctxt", message->context);
    }
    po_add_text(out, prefix, "msgid", message->msgid);
    add_forms(out, message, prefix);
}

/* What is written anew stands behind an empty line, also where a line end was missing. */
static void add_gap(struct strbuf *out, const struct po_message *message) {
    if (out->length > 0 && out->data[out->length - 1] != '\n') {
        strbuf_add_char(out, '\n');
    }
    if (message->gap.length > 0) {
        strbuf_add(out, message->gap);
    } else if (out->length > 0) {
        strbuf_add_char(out, '\n');
    }
}

void po_document_add_text(const struct po_document *document, struct strbuf *out) {
    for (size_t i = 0; i < document->messages.count; i++) {
        const struct po_message *message = &document->messages.items[i];
        if (message->is_changed) {
            add_gap(out, message);
            add_message(out, message);
        } else {
            strbuf_add(out, message->gap);
            strbuf_add(out, message->text);
        }
    }
    strbuf_add(out, document->rest);
}

/* ---- Messages ----------------------------------------------------------------------------------
 */

bool po_message_is_header(const struct po_message *message) {
    return message->msgid.length == 0 && !message->has_context && !message->is_obsolete;
}

struct str po_header_value(const struct po_message *header, struct str name) {
    struct str rest = header->forms[0];
    while (rest.length > 0) {
        struct str value = str_cut(&rest, '\n');
        if (str_equal(str_cut(&value, ':'), name)) {
            return str_trim(value);
        }
    }
    return (struct str){0};
}

bool po_message_is_translated(const struct po_message *message) {
    for (uint32_t i = 0; i < message->form_count; i++) {
        if (message->forms[i].length > 0) {
            return true;
        }
    }
    return false;
}
