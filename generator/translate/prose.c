#include "translate/prose.h"

#define MAX_BRACKETS 32
#define MAX_PLACEHOLDER_BYTES 32

struct scanner {
    struct str text;
    char *prose, *native; /* copies, to be blotted */
    struct prose *out;
    struct arena *arena;
    struct {
        size_t at;
        bool is_image;
    } open[MAX_BRACKETS]; /* brackets */
    size_t open_count;
};

static void blot(struct scanner *s, size_t from, size_t to) {
    memset(s->prose + from, PROSE_BLOT, to - from);
    memset(s->native + from, PROSE_BLOT, to - from);
}

static void note(struct scanner *s, struct prose_marks *marks, size_t from, size_t to) {
    *LIST_ADD(&marks->list, s->arena) = str_slice(s->text, from, to);
}

static char char_at(const struct scanner *s, size_t at) {
    return at < s->text.length ? s->text.data[at] : '\0';
}

/* Behind `at`, where a run of backticks begins; the run itself where nothing closes it. */
static size_t skip_code(struct scanner *s, size_t at) {
    size_t open = at;
    while (char_at(s, open) == '`') {
        open++;
    }
    for (size_t end = open; end < s->text.length;) {
        size_t run = end;
        while (char_at(s, run) == '`') {
            run++;
        }
        if (run - end == open - at) {
            blot(s, at, run);
            return run;
        }
        end = run > end ? run : end + 1;
    }
    return open;
}

/* [^name] */
static size_t skip_footnote(struct scanner *s, size_t at) {
    size_t end = str_find_char(s->text, ']', at);
    if (end == STR_NONE) {
        return at + 1;
    }
    note(s, &s->out->footnotes, at + 2, end);
    blot(s, at, end + 1);
    return end + 1;
}

/* Behind "](": the destination, and the closing bracket unless a title stands there. */
static size_t skip_destination(struct scanner *s, size_t at, struct prose_marks *marks) {
    size_t end = at, depth = 0;
    bool is_angled = char_at(s, at) == '<';
    for (; end < s->text.length; end++) {
        char c = s->text.data[end];
        if (is_angled ? c == '>' : (c == ')' && depth == 0) || char_is_blank(c)) {
            break;
        }
        depth += c == '(';
        depth -= c == ')' && depth > 0;
    }
    note(s, marks, at + is_angled, end);
    end += is_angled && end < s->text.length;
    end += char_at(s, end) == ')';
    blot(s, at - 2, end);
    return end;
}

/* "]{lang=fr}" after a text in another language. */
static size_t skip_attributes(struct scanner *s, size_t at, size_t open) {
    size_t end = str_find_char(s->text, '}', at);
    if (end == STR_NONE) {
        return at + 1;
    }
    blot(s, at, end + 1);
    memset(s->native + open, PROSE_BLOT, at - open);
    return end + 1;
}

static size_t close_bracket(struct scanner *s, size_t at) {
    if (s->open_count == 0) {
        return at + 1;
    }
    s->open_count--;
    size_t open = s->open[s->open_count].at;
    if (char_at(s, at + 1) == '(') {
        blot(s, open, open + 1);
        bool is_image = s->open[s->open_count].is_image;
        size_t end = skip_destination(s, at + 2, is_image ? &s->out->images : &s->out->links);
        if (at == open + 1 && !is_image) {
            const struct prose_marks *links = &s->out->links;
            *LIST_ADD(&s->out->titles.list, s->arena) = links->list.items[links->list.count - 1];
        }
        return end;
    }
    if (char_at(s, at + 1) == '{') {
        blot(s, open, open + 1);
        return skip_attributes(s, at, open);
    }
    return at + 1;
}

static void open_bracket(struct scanner *s, size_t at) {
    if (s->open_count < MAX_BRACKETS) {
        s->open[s->open_count].at = at;
        s->open[s->open_count++].is_image = at > 0 && s->text.data[at - 1] == '!';
    }
}

static bool begins_address(const struct scanner *s, size_t at) {
    struct str rest = str_from_byte(s->text, at);
    return str_starts(rest, STR("http://")) || str_starts(rest, STR("https://")) ||
           str_starts(rest, STR("mailto:"));
}

static size_t skip_address(struct scanner *s, size_t at) {
    size_t end = at;
    while (end < s->text.length && !char_is_blank(s->text.data[end]) &&
           (unsigned char)s->text.data[end] < 0x80 && !strchr("<>\"`", s->text.data[end])) {
        end++;
    }
    while (end > at && strchr(".,;:!?)", s->text.data[end - 1])) {
        end--;
    }
    note(s, &s->out->links, at, end);
    blot(s, at, end);
    return end;
}

static bool is_of_email(char c) {
    return char_is_ascii_letter(c) || char_is_digit(c) || (c && strchr("._+-", c));
}

/* name@host.example, from the sign in its middle. */
static size_t skip_email(struct scanner *s, size_t at) {
    size_t begin = at, end = at + 1;
    while (begin > 0 && is_of_email(s->text.data[begin - 1])) {
        begin--;
    }
    while (is_of_email(char_at(s, end))) {
        end++;
    }
    if (begin < at && end > at + 1) {
        blot(s, begin, end);
    }
    return end;
}

/* {n}, {{name}} */
static size_t skip_placeholder(struct scanner *s, size_t at) {
    size_t begin = at, end;
    while (char_at(s, begin) == '{') {
        begin++;
    }
    for (end = begin; char_is_ascii_letter(char_at(s, end)) || char_is_digit(char_at(s, end)) ||
                      char_at(s, end) == '_';) {
        end++;
    }
    if (end == begin || end - begin > MAX_PLACEHOLDER_BYTES || char_at(s, end) != '}') {
        return begin;
    }
    note(s, &s->out->placeholders, begin, end);
    while (char_at(s, end) == '}') {
        end++;
    }
    blot(s, at, end);
    return end;
}

/* One sign of Markdown; returns the position behind it. */
static size_t scan_markdown(struct scanner *s, size_t at) {
    switch (s->text.data[at]) {
    case '\\':
        return at + 2 < s->text.length ? at + 2 : s->text.length;
    case '`':
        return skip_code(s, at);
    case '[':
        if (char_at(s, at + 1) == '^') {
            return skip_footnote(s, at);
        }
        open_bracket(s, at);
        return at + 1;
    case ']':
        return close_bracket(s, at);
    default:
        return at + 1;
    }
}

void prose_read(struct str text, enum pair_form form, struct arena *arena, struct prose *prose) {
    *prose = (struct prose){0};
    struct scanner s = {.text = text, .out = prose, .arena = arena};
    s.prose = arena_alloc(arena, text.length);
    s.native = arena_alloc(arena, text.length);
    if (text.length > 0) {
        memcpy(s.prose, text.data, text.length);
        memcpy(s.native, text.data, text.length);
    }
    for (size_t at = 0; at < text.length;) {
        if (text.data[at] == '{') {
            at = skip_placeholder(&s, at);
        } else if (begins_address(&s, at)) {
            at = skip_address(&s, at);
        } else if (text.data[at] == '@') {
            at = skip_email(&s, at);
        } else {
            at = form == PAIR_TEXT ? at + 1 : scan_markdown(&s, at);
        }
    }
    prose->text = (struct str){s.prose, text.length};
    prose->native = (struct str){s.native, text.length};
}
