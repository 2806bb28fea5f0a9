#include "base/utf8.h"
#include "sources/markdown_document.h"

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

static bool is_plain_block(const struct mark *mark) {
    return mark->kind == MARK_PARAGRAPH || mark->kind == MARK_HEADING ||
           mark->kind == MARK_CAPTION || mark->kind == MARK_CELL;
}

/* A mark on the letter before it, which must not be cut from it. */
static bool is_combining(uint32_t rune) {
    return (rune >= 0x0300 && rune <= 0x036F) || (rune >= 0x0610 && rune <= 0x061A) ||
           (rune >= 0x064B && rune <= 0x065F) || rune == 0x0670 ||
           (rune >= 0x0900 && rune <= 0x0DFF) || (rune >= 0x0E31 && rune <= 0x0EBC) ||
           (rune >= 0x17B4 && rune <= 0x17D3) || (rune >= 0x200C && rune <= 0x200D) ||
           (rune >= 0xFE00 && rune <= 0xFE0F);
}

/* Where to cut `text` so that at most `limit` characters remain: behind a word, or, where no space
   is near, as in Chinese, behind a letter. */
static size_t cut_at(struct str text, size_t limit) {
    size_t at = 0, count = 0, letter_end = 0, space = STR_NONE;

    while (at < text.length && count <= limit) {
        size_t start = at;
        uint32_t rune = utf8_next(text, &at);

        if (rune == ' ') {
            space = start;
        }
        if (!is_combining(rune)) {
            letter_end = start;
        }
        count++;
    }
    if (at == text.length && count <= limit) {
        return text.length;
    }
    return space != STR_NONE && space >= letter_end / 2 ? space : letter_end;
}

/* Runs of spaces and line ends become one space. */
static void add_collapsed(struct strbuf *out, size_t start, struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        if (!is_space(text.data[i])) {
            strbuf_add_char(out, text.data[i]);
        } else if (out->length > start && out->data[out->length - 1] != ' ') {
            strbuf_add_char(out, ' ');
        }
    }
}

void markdown_plain(struct str text, size_t limit, struct arena *scratch, struct strbuf *out) {
    struct document document = {.arena = scratch, .first_line = 1};
    struct strbuf block = {0};
    size_t start = out->length;

    document_read(&document, text);
    for (const struct mark *mark = document.root; mark && (out->length - start) / 4 <= limit;
         mark = mark_after(mark, document.root)) {
        strbuf_clear(&block);
        if (is_plain_block(mark)) {
            mark_plain(mark, &block);
        } else if (mark->kind == MARK_CODE_BLOCK) {
            strbuf_add(&block, mark->text);
        }
        if (block.length > 0) {
            add_collapsed(out, start, STR(" "));
            add_collapsed(out, start, strbuf_view(&block));
        }
    }
    strbuf_release(&block);
    out->length = start + cut_at(str_from_byte(strbuf_view(out), start), limit);
    while (out->length > start && out->data[out->length - 1] == ' ') {
        out->length--;
    }
    if (out->data) {
        out->data[out->length] = '\0';
    }
}
