/* The Arabic article, without a dictionary: a word that begins with alif and lam has it, unless it
   is one of the few below. Those begin with a bare alif: in ألمانيا or إلى the hamza tells. */
#include "base/utf8.h"
#include "editions/culture_data.h"

#define ALIF 0x0627
#define ALIF_WASLA 0x0671
#define LAM 0x0644

/* Words that are no article and noun, as they stand. */
static const struct str whole_words[] = {
    STR_INIT("الله"),   STR_INIT("اللهم"),  STR_INIT("الذي"),    STR_INIT("التي"),
    STR_INIT("الذين"),  STR_INIT("اللذان"), STR_INIT("اللذين"),  STR_INIT("اللتان"),
    STR_INIT("اللتين"), STR_INIT("اللاتي"), STR_INIT("اللواتي"), STR_INIT("اللائي"),
    STR_INIT("الآن"),   STR_INIT("الية"),   STR_INIT("اليات"),
};

/* Nouns of the pattern iltizam: the lam is of the root. And foreign words written without hamza. */
static const struct str stems[] = {
    STR_INIT("التزام"),  STR_INIT("التماس"),  STR_INIT("التحاق"), STR_INIT("التقاء"),
    STR_INIT("التقاط"),  STR_INIT("التفات"),  STR_INIT("التفاف"), STR_INIT("التباس"),
    STR_INIT("التهاب"),  STR_INIT("التهام"),  STR_INIT("التجاء"), STR_INIT("التصاق"),
    STR_INIT("التئام"),  STR_INIT("التحام"),  STR_INIT("التواء"), STR_INIT("الكترون"),
    STR_INIT("المانيا"), STR_INIT("البانيا"), STR_INIT("الاسكا"),
};

static bool is_arabic_mark(uint32_t rune) {
    return (rune >= 0x064B && rune <= 0x065F) || rune == 0x0670 || rune == 0x0640; /* kashida */
}

static bool is_arabic_letter(uint32_t rune) {
    return rune >= 0x0621 && rune <= 0x06D3 && !is_arabic_mark(rune) &&
           !(rune >= 0x0660 && rune <= 0x066F);
}

#define WORD_MAX_LETTERS 32

/* The first word without vowel signs and kashida, as far as it is Arabic. */
struct bare_word {
    char bytes[WORD_MAX_LETTERS * 4];
    size_t length;
    size_t letters;
    size_t behind_lam; /* in the text: after the second letter and its signs */
};

static struct bare_word read_word(struct str text) {
    struct bare_word word = {0};
    for (size_t at = 0; at < text.length && word.letters < WORD_MAX_LETTERS;) {
        size_t start = at;
        uint32_t rune = utf8_next(text, &at);
        if (is_arabic_mark(rune)) {
            word.behind_lam = word.letters == 2 ? at : word.behind_lam;
            continue;
        }
        if (!is_arabic_letter(rune)) {
            break;
        }
        if (rune == ALIF_WASLA) {
            word.bytes[word.length++] = (char)0xD8; /* a bare alif */
            word.bytes[word.length++] = (char)0xA7;
        } else {
            memcpy(word.bytes + word.length, text.data + start, at - start);
            word.length += at - start;
        }
        word.letters++;
        word.behind_lam = word.letters == 2 ? at : word.behind_lam;
    }
    return word;
}

static bool begins_without_article(struct str word) {
    for (size_t i = 0; i < sizeof whole_words / sizeof *whole_words; i++) {
        if (str_equal(word, whole_words[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
        if (str_starts(word, stems[i])) {
            return true;
        }
    }
    return false;
}

struct str arabic_article_skip(struct str text) {
    struct bare_word word = read_word(text);
    struct str bare = {word.bytes, word.length};
    size_t at = 0;
    /* One letter more would be no noun: الف, الى and الم are other words, badly spelled. */
    if (word.letters < 4 || utf8_next(bare, &at) != ALIF || utf8_next(bare, &at) != LAM ||
        begins_without_article(bare)) {
        return text;
    }
    return str_from_byte(text, word.behind_lam);
}
