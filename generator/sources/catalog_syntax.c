#include "sources/catalog_syntax.h"

#include "base/map.h"
#include "base/utf8.h"
#include "sources/catalog.h"
#include "sources/messages.h"

#define ERRORS_BEFORE_GIVING_UP 20

/* ---- Bytes -------------------------------------------------------------------------------------
 */

static bool is_compiled(struct str bytes) {
    return str_starts(bytes, STR("\xDE\x12\x04\x95")) || str_starts(bytes, STR("\x95\x04\x12\xDE"));
}

/* What a server sends instead of a file that is not there. */
static bool is_html(struct str bytes) {
    struct str start = str_trim(str_slice(bytes, 0, 200));
    if (str_starts(start, STR("\xEF\xBB\xBF"))) {
        start = str_trim(str_from_byte(start, 3));
    }
    return start.length > 0 && start.data[0] == '<' && !str_starts(start, STR("<<"));
}

static bool is_conflict_marker(struct str line) {
    static const struct str markers[] = {STR_INIT("<<<<<<<"), STR_INIT("======="),
                                         STR_INIT(">>>>>>>"), STR_INIT("|||||||")};
    for (size_t i = 0; i < sizeof markers / sizeof markers[0]; i++) {
        if (str_starts(line, markers[i]) && (line.length == 7 || char_is_blank(line.data[7]))) {
            return true;
        }
    }
    return false;
}

static bool report_conflicts(struct str bytes, struct str path, struct diags *diags) {
    struct str rest = bytes;
    bool has_conflict = false;
    for (uint32_t line = 1; rest.length > 0; line++) {
        struct str text = str_cut(&rest, '\n');
        if (is_conflict_marker(text)) {
            diag(diags, &MSG_CATALOG_CONFLICT, place_at(path, line, 1), str_slice(text, 0, 7));
            has_conflict = true;
        }
    }
    return has_conflict;
}

/* The charset that the header names, or the empty view. It is wanted before anything is decoded: a
   file in another charset should be told so, not that byte 1,234 is wrong. */
static struct str declared_charset(struct str bytes, size_t *at) {
    size_t field = str_find(bytes, STR("\n\"Content-Type:"), 0);
    if (field == STR_NONE) {
        return (struct str){0};
    }
    size_t line_end = str_find_char(bytes, '\n', field + 1);
    struct str line = str_slice(bytes, 0, line_end == STR_NONE ? bytes.length : line_end);
    size_t charset = str_find(line, STR("charset="), field);
    if (charset == STR_NONE) {
        return (struct str){0};
    }
    size_t start = charset + STR("charset=").length;
    size_t end = start;
    while (end < line.length && line.data[end] != '\\' && line.data[end] != '"' &&
           line.data[end] != ';' && !char_is_blank(line.data[end])) {
        end++;
    }
    *at = start;
    return str_slice(line, start, end);
}

static bool check_charset(struct str bytes, struct str path, struct diags *diags) {
    size_t at = 0;
    struct str charset = declared_charset(bytes, &at);
    if (str_is_empty(charset) || str_equal_ascii_case(charset, STR("UTF-8"))) {
        return true;
    }
    struct utf8_position position = utf8_position(bytes, at);
    diag(diags, &MSG_CATALOG_CHARSET, place_at(path, position.line, position.column), charset);
    return false;
}

bool catalog_check_bytes(struct str bytes, struct str path, struct diags *diags) {
    struct place whole = {.path = path};
    if (bytes.length > CATALOG_MAX_FILE_BYTES) {
        diag(diags, &MSG_FILE_TOO_LARGE, whole, STR("4 MiB"));
        return false;
    }
    if (is_compiled(bytes)) {
        diag(diags, &MSG_CATALOG_NOT_PO, whole,
             str_from(message_translated(N_("a compiled MO file"))));
        return false;
    }
    if (is_html(bytes)) {
        diag(diags, &MSG_CATALOG_NOT_PO, whole, str_from(message_translated(N_("a web page"))));
        return false;
    }
    return !report_conflicts(bytes, path, diags) && check_charset(bytes, path, diags);
}

/* ---- Tokens ------------------------------------------------------------------------------------
 */

/* What has been seen of the current entry. */
enum state { STATE_NOTHING, STATE_CONTEXT, STATE_ID, STATE_PLURAL, STATE_FORMS, STATE_TEXT };

struct scanner {
    struct str text, path;
    size_t at, line_start;
    uint32_t line;
    enum state state;
    uint32_t next_form; /* the number that msgstr[...] must have */
    bool has_string;    /* the last keyword has its text */
    bool has_keyword;
    struct strbuf key;          /* context and msgid of the entry, as written */
    struct catalog_entry entry; /* where it stands */
    struct map seen;            /* keys -> struct catalog_entry */
    struct strbuf header;       /* the msgstr of msgid "", as written */
    struct place charset_place; /* where "charset=" is complete in it */
    struct arena *arena;
    struct catalog_layout *layout;
    struct diags *diags;
    unsigned error_count;
};

static struct place place_of(const struct scanner *scanner, size_t at) {
    struct str before = str_slice(scanner->text, scanner->line_start, at);
    return place_at(scanner->path, scanner->line, (uint32_t)utf8_count(before) + 1);
}

static void skip_line(struct scanner *scanner) {
    size_t end = str_find_char(scanner->text, '\n', scanner->at);
    scanner->at = end == STR_NONE ? scanner->text.length : end;
}

/* Records an error and goes on behind the entry, so that one slip gives one message. */
static void fail(struct scanner *scanner, const struct message *message, size_t at,
                 struct str argument) {
    diag(scanner->diags, message, place_of(scanner, at), argument);
    scanner->error_count++;
    skip_line(scanner);
    for (;;) {
        struct str rest = str_from_byte(scanner->text, scanner->at);
        if (rest.length == 0 || str_starts(rest, STR("\nmsgid \"")) ||
            str_starts(rest, STR("\nmsgctxt ")) || str_starts(rest, STR("\n\n"))) {
            break;
        }
        scanner->at++;
        if (rest.data[0] == '\n') {
            scanner->line++;
            scanner->line_start = scanner->at;
        }
    }
    scanner->state = STATE_NOTHING;
    scanner->has_keyword = false;
    scanner->has_string = false;
}

/* Numeric escapes could build bytes that are not UTF-8; nobody needs them in a UTF-8 file. */
static bool check_escape(struct scanner *scanner, size_t at) {
    struct str escape = str_slice(scanner->text, at, at + 2);
    if (escape.length == 2 && strchr("nt\"\\r", escape.data[1]) != NULL && escape.data[1] != '\0') {
        return true;
    }
    fail(scanner, &MSG_CATALOG_ESCAPE, at, escape);
    return false;
}

static const struct str charset_mark = STR_INIT("charset=");

static void add_to_header(struct scanner *scanner, size_t at, struct str text) {
    bool had_charset = str_find(strbuf_view(&scanner->header), charset_mark, 0) != STR_NONE;
    strbuf_add(&scanner->header, text);
    if (!had_charset && str_find(strbuf_view(&scanner->header), charset_mark, 0) != STR_NONE) {
        scanner->charset_place = place_of(scanner, at);
    }
}

/* libgettextpo goes by the first "charset=" anywhere in the header, whatever lines it stands on,
   and would convert a text that is UTF-8 already. */
static void check_header(struct scanner *scanner) {
    struct str header = strbuf_view(&scanner->header);
    size_t start = str_find(header, charset_mark, 0);
    if (start == STR_NONE) {
        return;
    }
    struct str charset = str_from_byte(header, start + charset_mark.length);
    size_t end = 0;
    while (end < charset.length && charset.data[end] != '\\' && !char_is_blank(charset.data[end])) {
        end++;
    }
    charset = str_slice(charset, 0, end);
    if (!str_equal_ascii_case(charset, STR("UTF-8"))) {
        diag(scanner->diags, &MSG_CATALOG_CHARSET, scanner->charset_place, charset);
        scanner->error_count++;
    }
}

static void scan_string(struct scanner *scanner) {
    size_t start = scanner->at;
    size_t at = start + 1;
    if (!scanner->has_keyword) {
        fail(scanner, &MSG_CATALOG_UNEXPECTED, start, STR("\""));
        return;
    }
    while (at < scanner->text.length && scanner->text.data[at] != '"' &&
           scanner->text.data[at] != '\n') {
        if (scanner->text.data[at] == '\\') {
            if (!check_escape(scanner, at)) {
                return;
            }
            at++;
        }
        at++;
    }
    if (at >= scanner->text.length || scanner->text.data[at] != '"') {
        fail(scanner, &MSG_CATALOG_STRING_OPEN, start, (struct str){0});
        return;
    }
    if (scanner->state == STATE_CONTEXT || scanner->state == STATE_ID) {
        strbuf_add(&scanner->key, str_slice(scanner->text, start + 1, at));
    }
    if (scanner->state == STATE_TEXT && scanner->key.length == 0) {
        add_to_header(scanner, start, str_slice(scanner->text, start + 1, at));
    }
    scanner->at = at + 1;
    scanner->has_string = true;
}

/* libgettextpo finds duplicates too, but does not say where the first one is. */
static void note_key(struct scanner *scanner) {
    struct catalog_entry *entry = ARENA_NEW(scanner->arena, struct catalog_entry);
    *entry = scanner->entry;
    struct catalog_entry *first =
        map_put(&scanner->seen, str_copy(scanner->arena, strbuf_view(&scanner->key)), entry);
    if (first != entry) {
        struct diag *twice = diag(scanner->diags, &MSG_CATALOG_DUPLICATE,
                                  place_at(scanner->path, entry->line, entry->column));
        diag_note(scanner->diags, twice, &MSG_CATALOG_FIRST,
                  place_at(scanner->path, first->line, first->column));
        scanner->error_count++;
    }
}

/* msgstr[2]: the word is read already, `at` is at the bracket. */
static bool take_form_number(struct scanner *scanner) {
    size_t end = str_find_char(scanner->text, ']', scanner->at);
    uint32_t number = 0;
    if (end == STR_NONE || !str_to_u32(str_slice(scanner->text, scanner->at + 1, end), &number) ||
        number != scanner->next_form) {
        return false;
    }
    scanner->at = end + 1;
    scanner->next_form++;
    return true;
}

static bool begins_entry(const struct scanner *scanner) {
    return scanner->state == STATE_NOTHING || scanner->state == STATE_TEXT ||
           scanner->state == STATE_FORMS;
}

/* Whether `word` may come now; moves the state on if so. */
static bool take_keyword(struct scanner *scanner, struct str word, struct place place) {
    enum state state = scanner->state;
    bool has_bracket = scanner->at < scanner->text.length && scanner->text.data[scanner->at] == '[';
    if (str_equal(word, STR("msgctxt")) && begins_entry(scanner)) {
        scanner->state = STATE_CONTEXT;
        strbuf_clear(&scanner->key);
        return true;
    }
    if (str_equal(word, STR("msgid")) && (begins_entry(scanner) || state == STATE_CONTEXT)) {
        if (state == STATE_CONTEXT) {
            strbuf_add_char(&scanner->key, '\x04');
        } else {
            strbuf_clear(&scanner->key);
        }
        scanner->state = STATE_ID;
        scanner->entry = (struct catalog_entry){place.line, place.column};
        scanner->next_form = 0;
        *LIST_ADD(&scanner->layout->entries, scanner->arena) = scanner->entry;
        return true;
    }
    if (str_equal(word, STR("msgid_plural")) && state == STATE_ID) {
        scanner->state = STATE_PLURAL;
        note_key(scanner);
        return true;
    }
    if (str_equal(word, STR("msgstr")) && !has_bracket && state == STATE_ID) {
        scanner->state = STATE_TEXT;
        note_key(scanner);
        return true;
    }
    if (str_equal(word, STR("msgstr")) && has_bracket &&
        (state == STATE_PLURAL || state == STATE_FORMS)) {
        scanner->state = STATE_FORMS;
        return take_form_number(scanner);
    }
    return false;
}

static void scan_word(struct scanner *scanner) {
    size_t start = scanner->at;
    size_t end = start;
    while (end < scanner->text.length && !char_is_blank(scanner->text.data[end]) &&
           scanner->text.data[end] != '"' && scanner->text.data[end] != '[') {
        end++;
    }
    struct str word = str_slice(scanner->text, start, end > start ? end : start + 1);
    scanner->at = start + word.length;
    if (scanner->has_keyword && !scanner->has_string) {
        fail(scanner, &MSG_CATALOG_NO_TEXT, start, word);
    } else if (!take_keyword(scanner, word, place_of(scanner, start))) {
        fail(scanner, &MSG_CATALOG_UNEXPECTED, start, word);
    } else {
        scanner->has_keyword = true;
        scanner->has_string = false;
    }
}

/* Comments stand before an entry, not inside; they end the one before. */
static void scan_comment(struct scanner *scanner) {
    if ((scanner->has_keyword && !scanner->has_string) || !begins_entry(scanner)) {
        fail(scanner, &MSG_CATALOG_UNEXPECTED, scanner->at, STR("#"));
        return;
    }
    struct str mark = str_slice(scanner->text, scanner->at, scanner->at + 2);
    if (str_equal(mark, STR("#~")) || str_equal(mark, STR("#|"))) {
        *LIST_ADD(&scanner->layout->active_comments, scanner->arena) = scanner->at;
    }
    scanner->state = STATE_NOTHING;
    scanner->has_keyword = false;
    skip_line(scanner);
}

static void scan_end(struct scanner *scanner) {
    if ((scanner->has_keyword && !scanner->has_string) || !begins_entry(scanner)) {
        fail(scanner, &MSG_CATALOG_NO_TEXT, scanner->text.length, STR(""));
    }
}

bool catalog_check_syntax(struct str text, struct str path, struct arena *arena,
                          struct catalog_layout *layout, struct diags *diags) {
    struct scanner scanner = {
        .text = text, .path = path, .line = 1, .arena = arena, .layout = layout, .diags = diags};
    scanner.seen = map_make(arena);
    while (scanner.at < text.length && scanner.error_count < ERRORS_BEFORE_GIVING_UP) {
        char c = text.data[scanner.at];
        if (c == '\n') {
            scanner.line++;
            scanner.line_start = ++scanner.at;
        } else if (char_is_blank(c)) {
            scanner.at++;
        } else if (c == '#') {
            scan_comment(&scanner);
        } else if (c == '"') {
            scan_string(&scanner);
        } else {
            scan_word(&scanner);
        }
    }
    if (scanner.error_count < ERRORS_BEFORE_GIVING_UP) {
        scan_end(&scanner);
    }
    check_header(&scanner);
    strbuf_release(&scanner.header);
    strbuf_release(&scanner.key);
    return scanner.error_count == 0;
}
