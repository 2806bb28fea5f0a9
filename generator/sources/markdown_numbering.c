#include "sources/markdown_document.h"

/* The number that was written before an item; cmark counts from the first item and forgets them. */
static uint32_t written_number(const struct document *document, const struct mark *item) {
    struct str line = lines_get(&document->lines, item->line);
    size_t from = item->column > 0 ? item->column - 1 : 0, to = from;
    uint32_t number = 0;

    while (to < line.length && char_is_digit(line.data[to])) {
        to++;
    }
    str_to_u32(str_slice(line, from, to), &number);
    return number;
}

/* Every item may carry the number of the first; otherwise they must count up. */
static bool has_one_number(const struct document *document, const struct mark *list) {
    const struct mark *second = list->first ? list->first->next : NULL;

    return second && written_number(document, second) == list->number;
}

/* Gives the items of `list` their numbers; `expected` is what the first should have. */
static void number_items(struct document *document, struct mark *list, uint32_t expected,
                         const struct message *message) {
    bool is_lazy = has_one_number(document, list);
    uint32_t number = list->number;

    for (struct mark *item = list->first; item; item = item->next, number++, expected++) {
        uint32_t written = written_number(document, item);
        uint32_t right = is_lazy && item != list->first ? list->number : expected;

        item->number = number;
        if (written != right) {
            REPORT(document, message, document_place(document, item),
                   text_of_number(document->arena, right),
                   text_of_number(document->arena, written));
            expected = is_lazy ? expected : written;
        }
    }
}

/* 1 -> a, 26 -> z, 27 -> aa */
static struct str letters_of(struct arena *arena, uint32_t number) {
    char letters[8];
    size_t at = sizeof letters;

    while (number > 0 && at > 0) {
        letters[--at] = (char)('a' + (number - 1) % 26);
        number = (number - 1) / 26;
    }
    return str_copy(arena, (struct str){letters + at, sizeof letters - at});
}

static void number_sub_paragraphs(struct document *document, struct mark *item) {
    uint32_t expected = 1;

    for (struct mark *list = item->first; list; list = list->next) {
        if (list->kind != MARK_LIST || !list->is_ordered) {
            continue;
        }
        list->numbering = NUMBERING_SUB_PARAGRAPHS;
        number_items(document, list, expected, &MSG_SUB_PARAGRAPH_NUMBER);
        for (struct mark *sub = list->first; sub; sub = sub->next) {
            sub->id = str_join(document->arena, item->id, STR("-"),
                               letters_of(document->arena, sub->number));
            expected = sub->number + 1;
        }
    }
}

void numbering_set(struct document *document) {
    if (document->numbering != MARKDOWN_NUMBERED) {
        return;
    }
    for (struct mark *list = document->root->first; list; list = list->next) {
        if (list->kind != MARK_LIST || !list->is_ordered) {
            continue;
        }
        list->numbering = NUMBERING_PARAGRAPHS;
        number_items(document, list, document->paragraph_count + 1, &MSG_PARAGRAPH_NUMBER);
        for (struct mark *item = list->first; item; item = item->next) {
            item->id =
                str_join(document->arena, STR("p"), text_of_number(document->arena, item->number));
            document->paragraph_count = item->number;
            number_sub_paragraphs(document, item);
        }
    }
}
