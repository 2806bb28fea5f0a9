#include "translate/months.h"

#include "editions/editions.h"

static bool has_word(const struct words *words, struct str text) {
    for (size_t i = 0; i < words->list.count; i++) {
        if (str_equal(words->list.items[i].text, text)) {
            return true;
        }
    }
    return false;
}

/* The last word of a date that one of another month has not. */
static struct word telling_word(const struct culture *culture, unsigned month, uint8_t day,
                                struct arena *arena, struct str *written) {
    struct date date = {.year = 2001, .month = (uint8_t)month, .day = day};
    struct date other = {.year = 2001, .month = (uint8_t)(month % 12 + 1), .day = day};
    struct words words, others;
    words_read(culture_date(culture, date, arena), arena, &words);
    words_read(culture_date(culture, other, arena), arena, &others);
    for (size_t i = words.list.count; i-- > 0;) {
        struct word word = words.list.items[i];
        if (!has_word(&others, word.text)) {
            *written = str_slice(words.text, word.at, word.end);
            return word;
        }
    }
    return (struct word){0};
}

void months_read(const struct language *language, struct arena *arena, struct months *months) {
    struct culture *culture = culture_open(language, arena);
    for (unsigned month = 1; month <= 12; month++) {
        struct str *written = &months->written[month - 1];
        months->names[month - 1][1] = telling_word(culture, month, 0, arena, written);
        months->names[month - 1][0] = telling_word(culture, month, 1, arena, written);
    }
    culture_release(culture);
}

unsigned month_of(const struct months *months, const struct word *word) {
    for (unsigned month = 1; month <= 12; month++) {
        for (size_t form = 0; form < 2; form++) {
            const struct word *name = &months->names[month - 1][form];
            if (name->script != SCRIPT_NONE && name->script != SCRIPT_OTHER &&
                str_equal(name->text, word->text)) {
                return month;
            }
        }
    }
    return 0;
}
