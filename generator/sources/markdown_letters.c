#include "base/eight.h"
#include "base/utf8.h"
#include "sources/markdown_document.h"

#define POP_EMBEDDING 0x202C
#define FIRST_EMBEDDING 0x202A
#define LAST_EMBEDDING 0x202B
#define FIRST_OVERRIDE 0x202D
#define LAST_OVERRIDE 0x202E
#define FIRST_ISOLATE 0x2066
#define LAST_ISOLATE 0x2068
#define POP_ISOLATE 0x2069

#define OPEN_MAX 125 /* the bidi algorithm looks no deeper */

/* A place in a text; the line and column are found only when they are needed. */
struct spot {
    const struct mark *mark;
    size_t at;
};

struct opener {
    uint32_t rune;
    struct spot spot;
};

struct letter_check {
    struct document *document;
    LIST(struct opener) open; /* hardly any text has one */
};

static struct place place_of(const struct document *document, struct spot spot) {
    return document_place_behind(document, spot.mark, spot.at);
}

static struct str name_of(struct document *document, uint32_t rune) {
    return str_format(document->arena, "U+%04X", rune);
}

static void report_unbalanced(struct letter_check *check, uint32_t rune, struct spot spot) {
    REPORT(check->document, &MSG_MARKDOWN_BIDI_UNBALANCED, place_of(check->document, spot),
           name_of(check->document, rune));
}

static void open_pair(struct letter_check *check, uint32_t rune, struct spot spot) {
    if (rune == FIRST_OVERRIDE || rune == LAST_OVERRIDE) {
        REPORT(check->document, &MSG_MARKDOWN_BIDI_OVERRIDE, place_of(check->document, spot),
               name_of(check->document, rune));
    }
    if (check->open.count == OPEN_MAX) {
        report_unbalanced(check, rune, spot);
        return;
    }
    *LIST_ADD(&check->open, check->document->arena) = (struct opener){rune, spot};
}

static bool is_isolate(uint32_t rune) {
    return rune >= FIRST_ISOLATE && rune <= LAST_ISOLATE;
}

static void close_pair(struct letter_check *check, uint32_t rune, struct spot spot) {
    const struct opener *opener;

    if (check->open.count == 0 ||
        is_isolate(check->open.items[check->open.count - 1].rune) != (rune == POP_ISOLATE)) {
        report_unbalanced(check, rune, spot);
        return;
    }
    opener = &check->open.items[--check->open.count];
    if (opener->rune == FIRST_EMBEDDING || opener->rune == LAST_EMBEDDING) {
        REPORT(check->document, &MSG_MARKDOWN_BIDI_EMBEDDING,
               place_of(check->document, opener->spot), name_of(check->document, opener->rune));
    }
}

static void check_rune(struct letter_check *check, uint32_t rune, const struct mark *mark,
                       size_t at) {
    if (rune == 0x200B || rune == 0xFEFF) {
        REPORT(check->document, &MSG_MARKDOWN_INVISIBLE,
               document_place_behind(check->document, mark, at), name_of(check->document, rune));
    } else if (rune == POP_EMBEDDING || rune == POP_ISOLATE) {
        close_pair(check, rune, (struct spot){mark, at});
    } else if (rune_is_bidi_override(rune) || rune_is_bidi_isolate(rune)) {
        open_pair(check, rune, (struct spot){mark, at});
    }
}

/* The next byte that can begin one of these characters: they start with E2 or EF. */
static size_t next_candidate(struct str text, size_t at) {
    while (at + 8 <= text.length && !eight_have(eight_at(text.data + at), 0xE2) &&
           !eight_have(eight_at(text.data + at), 0xEF)) {
        at += 8;
    }
    for (; at < text.length; at++) {
        unsigned char byte = (unsigned char)text.data[at];

        if (byte == 0xE2 || byte == 0xEF) {
            return at;
        }
    }
    return STR_NONE;
}

static void check_text(struct letter_check *check, struct str text, const struct mark *mark) {
    size_t at = next_candidate(text, 0);

    while (at != STR_NONE) {
        size_t start = at;

        check_rune(check, utf8_next(text, &at), mark, start);
        at = next_candidate(text, at);
    }
}

static void check_code(struct document *document, const struct mark *code) {
    size_t at = next_candidate(code->text, 0);

    while (at != STR_NONE) {
        uint32_t rune = utf8_next(code->text, &at);

        if (rune_is_bidi_override(rune) || rune_is_bidi_isolate(rune)) {
            REPORT(document, &MSG_MARKDOWN_BIDI_CODE, document_place(document, code),
                   name_of(document, rune));
            return;
        }
        at = next_candidate(code->text, at);
    }
}

static void close_all(struct letter_check *check) {
    while (check->open.count > 0) {
        const struct opener *opener = &check->open.items[--check->open.count];

        if (opener->rune != FIRST_OVERRIDE && opener->rune != LAST_OVERRIDE) {
            report_unbalanced(check, opener->rune, opener->spot);
        }
    }
}

/* A title is a text of its own: what it opens, it must close. */
static void check_title(struct document *document, const struct mark *mark) {
    struct letter_check check = {.document = document};

    if (next_candidate(mark->title, 0) == STR_NONE) {
        return;
    }
    check_text(&check, mark->title, mark);
    close_all(&check);
}

void letters_check(struct document *document, const struct mark *block) {
    struct letter_check check = {.document = document};

    for (const struct mark *mark = block; mark; mark = mark_after(mark, block)) {
        switch (mark->kind) {
        case MARK_CODE:
        case MARK_CODE_BLOCK:
            check_code(document, mark);
            break;
        case MARK_TEXT:
            check_text(&check, mark->text, mark);
            break;
        case MARK_LINK:
        case MARK_IMAGE:
            check_title(document, mark);
            break;
        default:
            break;
        }
    }
    close_all(&check);
}
