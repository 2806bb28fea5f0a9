#include "base/utf8.h"
#include "pages/messages.h"
#include "pages/mustache_tree.h"

const struct delimiters mustache_default_delimiters = {STR_INIT("{{"), STR_INIT("}}")};

struct place mustache_place(const struct mustache_text *text, size_t at) {
    struct utf8_position position = utf8_position(text->text, at);

    return (struct place){text->path, position.line, position.column};
}

void mustache_report(const struct mustache_text *text, const struct message *message, size_t at,
                     struct str argument) {
    if (text->diags) {
        diag(text->diags, message, mustache_place(text, at), argument);
    }
}

/* --- One tag --------------------------------------------------------------------------------- */

static bool has_blank(struct str s) {
    for (size_t i = 0; i < s.length; i++) {
        if (char_is_blank(s.data[i])) {
            return true;
        }
    }
    return false;
}

/* {{=<% %>=}} */
static bool read_delimiters(struct str inner, struct delimiters *delimiters) {
    struct str rest = str_trim(inner);
    size_t blank = 0;

    while (blank < rest.length && !char_is_blank(rest.data[blank])) {
        blank++;
    }
    delimiters->open = str_slice(rest, 0, blank);
    delimiters->close = str_trim(str_from_byte(rest, blank));
    return delimiters->open.length && delimiters->close.length && !has_blank(delimiters->close) &&
           str_find_char(rest, '=', 0) == STR_NONE;
}

static enum token_kind kind_of(char mark) {
    switch (mark) {
    case '&':
    case '{':
        return TOKEN_RAW;
    case '#':
        return TOKEN_SECTION;
    case '^':
        return TOKEN_INVERTED;
    case '<':
        return TOKEN_PARENT;
    case '$':
        return TOKEN_BLOCK;
    case '/':
        return TOKEN_CLOSE;
    case '>':
        return TOKEN_PARTIAL;
    case '!':
        return TOKEN_COMMENT;
    case '=':
        return TOKEN_DELIMITERS;
    default:
        return TOKEN_VALUE;
    }
}

static bool can_be_dynamic(enum token_kind kind) {
    return kind == TOKEN_PARTIAL || kind == TOKEN_PARENT || kind == TOKEN_CLOSE;
}

/* Names of templates become names of files: nothing in them may leave the folder. */
static bool is_template_name(struct str name) {
    return str_find_char(name, '/', 0) == STR_NONE && str_find_char(name, '\\', 0) == STR_NONE &&
           name.data[0] != '.';
}

/* Takes the name out of what stands between the delimiters and the mark. */
static bool read_name(const struct mustache_text *text, struct token *token, struct str inner) {
    token->name = str_trim(inner);
    if (can_be_dynamic(token->kind) && token->name.length && token->name.data[0] == '*') {
        token->is_dynamic = true;
        token->name = str_trim(str_from_byte(token->name, 1));
    }
    if (token->name.length == 0 || has_blank(token->name)) {
        mustache_report(text, &MSG_TEMPLATE_TAG_NAME, token->from,
                        str_slice(text->text, token->from, token->to));
        return false;
    }
    if ((token->kind == TOKEN_PARTIAL || token->kind == TOKEN_PARENT) && !token->is_dynamic &&
        !is_template_name(token->name)) {
        mustache_report(text, &MSG_TEMPLATE_FILE_NAME, token->from, token->name);
        return false;
    }
    return true;
}

static void measure_line(struct str text, struct token *token) {
    size_t lead = token->from, tail = token->to;

    while (lead > 0 && (text.data[lead - 1] == ' ' || text.data[lead - 1] == '\t')) {
        lead--;
    }
    token->lead_from = lead;
    token->is_first = lead == 0 || text.data[lead - 1] == '\n';
    while (tail < text.length && (text.data[tail] == ' ' || text.data[tail] == '\t')) {
        tail++;
    }
    if (tail + 1 < text.length && text.data[tail] == '\r' && text.data[tail + 1] == '\n') {
        tail++;
    }
    token->is_last = tail == text.length || text.data[tail] == '\n';
    token->tail_to = tail == text.length ? tail : tail + 1;
}

/* What ends the tag: {{{x}}} and {{=x y=}} have their mark on both sides. */
static struct str closing_of(const struct mustache_text *text, char mark, struct str close) {
    switch (mark) {
    case '{':
        return str_join(text->arena, STR("}"), close);
    case '=':
        return str_join(text->arena, STR("="), close);
    default:
        return close;
    }
}

/* Reads the tag whose opening delimiter stands at token->from. */
static bool read_tag(const struct mustache_text *text, struct delimiters *delimiters,
                     struct token *token) {
    size_t from = token->from + delimiters->open.length;
    char mark = from < text->text.length ? text->text.data[from] : ' ';
    struct str closing = closing_of(text, mark, delimiters->close);
    struct str inner;
    size_t to;

    token->kind = kind_of(mark);
    token->delimiters = *delimiters;
    from += token->kind != TOKEN_VALUE;
    to = str_find(text->text, closing, from);
    if (to == STR_NONE) {
        mustache_report(text, &MSG_TEMPLATE_TAG_OPEN, token->from, closing);
        return false;
    }
    token->to = to + closing.length;
    measure_line(text->text, token);
    inner = str_slice(text->text, from, to);
    if (token->kind == TOKEN_COMMENT) {
        return true;
    }
    if (token->kind == TOKEN_DELIMITERS) {
        if (!read_delimiters(inner, delimiters)) {
            mustache_report(text, &MSG_TEMPLATE_DELIMITERS, token->from,
                            str_slice(text->text, token->from, token->to));
            return false;
        }
        return true;
    }
    return read_name(text, token, inner);
}

/* --- Pairs ----------------------------------------------------------------------------------- */

struct pairing {
    uint32_t open[MUSTACHE_MAX_NESTING];
    uint32_t depth;
};

static bool opens(const struct token *token) {
    return token->kind == TOKEN_SECTION || token->kind == TOKEN_INVERTED ||
           token->kind == TOKEN_PARENT || token->kind == TOKEN_BLOCK;
}

static bool is_message_name(const struct mustache_text *text, const struct token *token) {
    return text->has_messages && token->kind == TOKEN_SECTION && str_equal(token->name, STR("t"));
}

static bool pair(const struct mustache_text *text, struct tokens *tokens, uint32_t index,
                 struct pairing *pairing) {
    struct token *token = &tokens->items[index];
    struct token *open = NULL;

    token->around = pairing->depth ? pairing->open[pairing->depth - 1] : TOKEN_NONE;
    if (opens(token)) {
        if (pairing->depth == MUSTACHE_MAX_NESTING) {
            mustache_report(text, &MSG_TEMPLATE_NESTING, token->from, token->name);
            return false;
        }
        pairing->open[pairing->depth++] = index;
        token->is_message = is_message_name(text, token);
        return true;
    }
    if (token->kind != TOKEN_CLOSE) {
        return true;
    }
    if (token->around == TOKEN_NONE) {
        mustache_report(text, &MSG_TEMPLATE_CLOSE, token->from, token->name);
        return false;
    }
    open = &tokens->items[token->around];
    if (!str_equal(open->name, token->name)) {
        if (text->diags) {
            struct diag *diagnostic =
                diag(text->diags, &MSG_TEMPLATE_CLOSE_OTHER, mustache_place(text, token->from),
                     token->name, open->name);
            diag_note(text->diags, diagnostic, &MSG_TEMPLATE_OPENED_HERE,
                      mustache_place(text, open->from), open->name);
        }
        return false;
    }
    token->partner = token->around;
    token->is_message = open->is_message;
    open->partner = index;
    pairing->depth--;
    return true;
}

/* --- Lines that disappear -------------------------------------------------------------------- */

/* The rules for whole elements are the spec's: a parent, or a block that may be overridden, is
   standalone if nothing stands before its opening and nothing behind its closing tag. A block
   directly in a parent is a text of its own, which starts on the line after its tag. */
static void cut_element(struct tokens *tokens, struct token *open) {
    struct token *close = &tokens->items[open->partner];
    bool is_argument = open->kind == TOKEN_BLOCK && open->around != TOKEN_NONE &&
                       tokens->items[open->around].kind == TOKEN_PARENT;

    if (is_argument) {
        open->cut_to = open->is_last ? open->tail_to : open->to;
        close->cut_from = close->is_first ? close->lead_from : close->from;
        return;
    }
    open->is_standalone = open->is_first && close->is_last;
    if (open->is_standalone) {
        open->cut_from = open->lead_from;
        if (open->kind == TOKEN_PARENT) {
            close->cut_to = close->tail_to;
        }
    }
}

static void cut(struct tokens *tokens) {
    for (size_t i = 0; i < tokens->count; i++) {
        struct token *token = &tokens->items[i];

        token->is_alone = token->is_first && token->is_last && !token->is_message &&
                          token->kind != TOKEN_VALUE && token->kind != TOKEN_RAW;
        token->cut_from = token->is_alone ? token->lead_from : token->from;
        token->cut_to = token->is_alone ? token->tail_to : token->to;
    }
    for (size_t i = 0; i < tokens->count; i++) {
        struct token *token = &tokens->items[i];

        if (token->kind == TOKEN_PARENT || token->kind == TOKEN_BLOCK) {
            cut_element(tokens, token);
        }
    }
}

bool mustache_tokenize(const struct mustache_text *text, struct delimiters delimiters,
                       struct tokens *tokens) {
    struct pairing pairing = {.depth = 0};
    size_t at = 0;

    while ((at = str_find(text->text, delimiters.open, at)) != STR_NONE) {
        struct token *token = LIST_ADD(tokens, text->arena);

        token->from = at;
        if (!read_tag(text, &delimiters, token) ||
            !pair(text, tokens, (uint32_t)(tokens->count - 1), &pairing)) {
            return false;
        }
        at = tokens->items[tokens->count - 1].to;
    }
    if (pairing.depth) {
        const struct token *open = &tokens->items[pairing.open[pairing.depth - 1]];

        mustache_report(text, &MSG_TEMPLATE_SECTION_OPEN, open->from, open->name);
        return false;
    }
    cut(tokens);
    return true;
}
