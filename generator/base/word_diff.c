#include "base/word_diff.h"

#include "base/utf8.h"

struct words {
    LIST(struct str) list; /* each with the blanks behind it */
};

/* Scripts that write no blanks between words. */
static bool is_word_by_itself(uint32_t rune) {
    return (rune >= 0x2E80 && rune < 0xA4D0) || (rune >= 0xF900 && rune < 0xFB00) ||
           (rune >= 0xFF00 && rune < 0xFFF0) || (rune >= 0x20000 && rune < 0x40000);
}

static size_t skip_blanks(struct str text, size_t at) {
    while (at < text.length && (char_is_blank(text.data[at]) || text.data[at] == '\n')) {
        at++;
    }
    return at;
}

static size_t word_end(struct str text, size_t at) {
    size_t start = at;
    while (at < text.length && !char_is_blank(text.data[at]) && text.data[at] != '\n') {
        size_t next = at;
        if (is_word_by_itself(utf8_next(text, &next))) {
            return at == start ? next : at;
        }
        at = next;
    }
    return at;
}

static struct words split(struct str text, struct arena *arena) {
    struct words words = {0};
    size_t at = skip_blanks(text, 0);
    while (at < text.length) {
        size_t end = skip_blanks(text, word_end(text, at));
        *LIST_ADD(&words.list, arena) = str_slice(text, at, end);
        at = end;
    }
    return words;
}

size_t word_count(struct str text) {
    size_t count = 0, at = skip_blanks(text, 0);
    while (at < text.length) {
        count++;
        at = skip_blanks(text, word_end(text, at));
    }
    return count;
}

static bool same_word(struct str a, struct str b) {
    return str_equal(str_trim(a), str_trim(b));
}

/* lengths[i * (columns + 1) + j]: of the longest common sequence of a[i..] and b[j..]. */
struct table {
    struct words a, b;
    size_t rows, columns;
    uint16_t *lengths;
};

static uint16_t length_at(const struct table *table, size_t row, size_t column) {
    return table->lengths[row * (table->columns + 1) + column];
}

static struct table compare(struct str before, struct str after, struct arena *arena) {
    struct table table = {.a = split(before, arena), .b = split(after, arena)};
    table.rows =
        table.a.list.count < WORD_DIFF_MAX_WORDS ? table.a.list.count : WORD_DIFF_MAX_WORDS;
    table.columns =
        table.b.list.count < WORD_DIFF_MAX_WORDS ? table.b.list.count : WORD_DIFF_MAX_WORDS;
    table.lengths = ARENA_ARRAY(arena, uint16_t, (table.rows + 1) * (table.columns + 1));
    for (size_t i = table.rows; i-- > 0;) {
        for (size_t j = table.columns; j-- > 0;) {
            uint16_t down = length_at(&table, i + 1, j), right = length_at(&table, i, j + 1);
            uint16_t longer = down > right ? down : right;
            bool is_same = same_word(table.a.list.items[i], table.b.list.items[j]);
            uint16_t both = (uint16_t)(length_at(&table, i + 1, j + 1) + 1);
            table.lengths[i * (table.columns + 1) + j] = is_same ? both : longer;
        }
    }
    return table;
}

static void add(struct word_diff *diff, struct arena *arena, int kind, struct str word) {
    struct word_change *last =
        diff->list.count > 0 ? &diff->list.items[diff->list.count - 1] : NULL;
    if (last && (int)last->kind == kind && last->text.data + last->text.length == word.data) {
        last->text.length += word.length;
        return;
    }
    struct word_change *change = LIST_ADD(&diff->list, arena);
    change->kind = kind;
    change->text = word;
}

void word_diff(struct str before, struct str after, struct arena *arena, struct word_diff *diff) {
    struct table table = compare(before, after, arena);
    const struct str *a = table.a.list.items, *b = table.b.list.items;
    size_t i = 0, j = 0;
    *diff = (struct word_diff){0};
    while (i < table.a.list.count || j < table.b.list.count) {
        bool has_both = i < table.rows && j < table.columns;
        if (has_both && same_word(a[i], b[j])) {
            add(diff, arena, WORDS_SAME, b[j++]);
            i++;
        } else if (i < table.a.list.count &&
                   (j >= table.b.list.count || !has_both ||
                    length_at(&table, i + 1, j) >= length_at(&table, i, j + 1))) {
            add(diff, arena, WORDS_REMOVED, a[i++]);
        } else {
            add(diff, arena, WORDS_ADDED, b[j++]);
        }
    }
}

unsigned word_likeness(struct str a, struct str b, struct arena *scratch) {
    struct table table = compare(a, b, scratch);
    size_t all = table.a.list.count + table.b.list.count;
    return all == 0 ? 1000 : (unsigned)(2000 * (size_t)length_at(&table, 0, 0) / all);
}
