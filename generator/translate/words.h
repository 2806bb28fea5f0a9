/*
 * words.h - texts as words that can be found again in another form.
 *
 * Letters are made small and variants alike: no-break blanks, marks of Arabic vowels and the forms
 * of alif count for nothing. Chinese has no words here: what is looked for is looked for in all of
 * the text, blanks left out; a word is what stands between two signs.
 */
#ifndef ISOGLOSS_TRANSLATE_WORDS_H
#define ISOGLOSS_TRANSLATE_WORDS_H

#include "base/list.h"
#include "base/str.h"
#include "translate/script.h"

struct word {
    struct str text; /* folded */
    enum script script;
    size_t at, end; /* in the text that was read */
};
struct words {
    struct str text;    /* that was read */
    struct str letters; /* all letters and digits, folded, with nothing between */
    bool has_han;
    LIST(struct word) list;
};

void words_read(struct str text, struct arena *arena, struct words *words);

/* How much a word may differ from the one that is looked for. */
enum word_form {
    WORD_SAME,      /* but for a plural, a case or an article */
    WORD_INFLECTED, /* also what has the same stem, such as an adjective */
    WORD_RELATED    /* also what begins alike: Afrique, africain */
};
bool word_is_form_of(const struct word *word, const struct word *of, enum word_form form);

/* Where in `words`, from word `from` on, the phrase stands, its words side by side: the index of
   its first word, or of Chinese 0; STR_NONE if nowhere. */
size_t words_find(const struct words *words, const struct words *phrase, size_t from);
/* Whether all words of the phrase of three letters and more are somewhere, in that form. */
bool words_have(const struct words *words, const struct words *phrase, enum word_form form);

#endif
