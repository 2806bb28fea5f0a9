#include "translate/words.h"

#include "base/utf8.h"

/* ---- Folding ----------------------------------------------------------------------------------
 */

static uint32_t fold_arabic(uint32_t rune) {
    switch (rune) {
    case 0x622: /* alif with madda, hamza */
    case 0x623:
    case 0x625:
        return 0x627;
    case 0x649: /* alif maqsura: ya */
        return 0x64A;
    case 0x629: /* ta marbuta: ha */
        return 0x647;
    default: /* tatweel and the marks of vowels are nothing */
        return rune == 0x640 || (rune >= 0x64B && rune <= 0x65F) ? 0 : rune;
    }
}

/* Small letters for capital ones in Latin, Greek and Cyrillic; 0 for what counts for nothing. */
static uint32_t fold(uint32_t rune) {
    if (rune < 0x80) {
        return (uint32_t)(unsigned char)char_to_ascii_lower((char)rune);
    }
    if (rune >= 0xC0 && rune <= 0xDE && rune != 0xD7) {
        return rune + 0x20;
    }
    if ((rune >= 0x139 && rune <= 0x148) || (rune >= 0x179 && rune <= 0x17E)) {
        return rune + (rune & 1);
    }
    if ((rune >= 0x100 && rune <= 0x137) || (rune >= 0x14A && rune <= 0x177) ||
        (rune >= 0x1E00 && rune <= 0x1EFF)) {
        return rune | 1;
    }
    if ((rune >= 0x391 && rune <= 0x3A9) || (rune >= 0x410 && rune <= 0x42F)) {
        rune += 0x20;
    } else if (rune >= 0x400 && rune <= 0x40F) {
        rune += 0x50;
    }
    return rune == 0x451 ? 0x435 : fold_arabic(rune); /* yo is written as ye */
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

struct word_reader {
    struct words *words;
    struct strbuf letters;
    struct word word; /* being read; SCRIPT_NONE: none is */
    size_t first;     /* where it begins in `letters` */
    struct arena *arena;
};

/* What was nothing but marks is no word. */
static void end_word(struct word_reader *reader, size_t end) {
    struct str text = str_from_byte(strbuf_view(&reader->letters), reader->first);
    if (reader->word.script != SCRIPT_NONE && text.length > 0) {
        reader->word.text = str_copy(reader->arena, text);
        reader->word.end = end;
        *LIST_ADD(&reader->words->list, reader->arena) = reader->word;
    }
    reader->word = (struct word){0};
}

static void read_rune(struct word_reader *reader, uint32_t rune, size_t at) {
    enum script script = script_of(rune);
    bool is_digit = script == SCRIPT_NONE && digit_value(rune) >= 0;
    bool is_of_word = script != SCRIPT_NONE || is_digit;
    if (!is_of_word || (reader->word.script == SCRIPT_HAN) != (script == SCRIPT_HAN)) {
        end_word(reader, at);
    }
    if (is_of_word && reader->word.script == SCRIPT_NONE) {
        reader->word = (struct word){.script = is_digit ? SCRIPT_OTHER : script, .at = at};
        reader->first = reader->letters.length;
    }
    reader->words->has_han |= script == SCRIPT_HAN;
    if (is_of_word && fold(rune) != 0) {
        strbuf_add_rune(&reader->letters, fold(rune));
    }
}

void words_read(struct str text, struct arena *arena, struct words *words) {
    struct word_reader reader = {.words = words, .arena = arena};
    *words = (struct words){.text = text};
    for (size_t at = 0; at < text.length;) {
        size_t begin = at;
        read_rune(&reader, utf8_next(text, &at), begin);
    }
    end_word(&reader, text.length);
    words->letters = str_copy(arena, strbuf_view(&reader.letters));
    strbuf_release(&reader.letters);
}

/* ---- Forms of a word --------------------------------------------------------------------------
 */

/* The bytes that two words begin with in common, cut at a character. */
static size_t common_bytes(struct str a, struct str b) {
    size_t at = 0, end = a.length < b.length ? a.length : b.length;
    while (at < end && a.data[at] == b.data[at]) {
        at++;
    }
    while (at > 0 && at < a.length && ((unsigned char)a.data[at] & 0xC0) == 0x80) {
        at--;
    }
    return at;
}

static struct str without(struct str text, struct str prefix) {
    /* Three letters must be left of it. */
    return str_starts(text, prefix) && text.length >= prefix.length + 6
               ? str_from_byte(text, prefix.length)
               : text;
}

/* Without "and", "in", "to" and the article, which Arabic writes in one with the word. */
static struct str arabic_stem(struct str word) {
    static const struct str conjunctions[] = {STR_INIT("و"), STR_INIT("ف")};
    static const struct str prefixes[] = {STR_INIT("بال"), STR_INIT("كال"), STR_INIT("لل"),
                                          STR_INIT("ال")};
    for (size_t i = 0; i < 2; i++) {
        struct str rest = without(word, conjunctions[i]);
        if (rest.length < word.length && (str_starts(rest, STR("ال")) || i == 0)) {
            word = rest;
            break;
        }
    }
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        struct str rest = without(word, prefixes[i]);
        if (rest.length < word.length) {
            return rest;
        }
    }
    return word;
}

/* The consonants: the vowels between them change with number and case. */
static struct str arabic_skeleton(struct str word, char *room, size_t room_bytes) {
    static const struct str weak[] = {STR_INIT("ا"), STR_INIT("و"), STR_INIT("ي"), STR_INIT("ه"),
                                      STR_INIT("ء"), STR_INIT("ئ"), STR_INIT("ؤ")};
    size_t length = 0;
    for (size_t at = 0; at + 1 < word.length && length + 2 <= room_bytes; at += 2) {
        bool is_weak = false;
        for (size_t i = 0; !is_weak && i < sizeof weak / sizeof *weak; i++) {
            is_weak = memcmp(word.data + at, weak[i].data, 2) == 0;
        }
        if (!is_weak) {
            memcpy(room + length, word.data + at, 2);
            length += 2;
        }
    }
    return (struct str){room, length};
}

static bool is_arabic_form(struct str word, struct str of, enum word_form form) {
    struct str stem = arabic_stem(of);
    if (form != WORD_SAME) {
        char room[2][64];
        return str_find(word, stem, 0) != STR_NONE ||
               str_find(arabic_skeleton(word, room[0], sizeof room[0]),
                        arabic_skeleton(stem, room[1], sizeof room[1]), 0) != STR_NONE;
    }
    return str_equal(word, of) || str_equal(arabic_stem(word), stem) ||
           str_equal(without(without(word, STR("ب")), STR("ل")), stem);
}

static bool is_latin_plural(struct str word, struct str of) {
    struct str ending = str_from_byte(word, of.length);
    if (str_starts(word, of)) {
        return str_equal(ending, STR("s")) || str_equal(ending, STR("es")) ||
               str_equal(ending, STR("x"));
    }
    return str_ends(of, STR("y")) && str_ends(word, STR("ies")) && word.length == of.length + 2 &&
           str_starts(word, str_slice(of, 0, of.length - 1));
}

/* Endings of nouns and adjectives, between blanks. */
static const struct str cyrillic_endings = STR_INIT(
    "  а я ы и у ю е о й ь ой ей ом ем ам ям ах ях ов ев ами ями ый ий ая яя ое ее ые ие ого его "
    "ому ему ым им ых их ую юю ыми ими ью ия ии ию ией иям иями иях ием ия ья ье ьи ью ьям "
    "аяся ийся ееся иеся ихся имся ейся егося емуся юся имися ");

static bool is_ending(struct str text) {
    char wanted[16] = " ";
    if (text.length > sizeof wanted - 2) {
        return false;
    }
    memcpy(wanted + 1, text.data, text.length);
    wanted[text.length + 1] = ' ';
    return str_find(cyrillic_endings, (struct str){wanted, text.length + 2}, 0) != STR_NONE;
}

/* A stem of three letters or more, and two endings. */
static bool is_cyrillic_form(struct str word, struct str of, size_t common) {
    for (size_t stem = 6; stem <= common; stem += 2) {
        if (is_ending(str_from_byte(word, stem)) && is_ending(str_from_byte(of, stem))) {
            return true;
        }
    }
    return false;
}

bool word_is_form_of(const struct word *word, const struct word *of, enum word_form form) {
    size_t common = common_bytes(word->text, of->text);
    if (common == word->text.length && common == of->text.length) {
        return true;
    }
    if (of->script == SCRIPT_ARABIC) {
        return is_arabic_form(word->text, of->text, form);
    }
    if (common == 0) {
        return false;
    }
    if (form == WORD_SAME) {
        return of->script == SCRIPT_CYRILLIC ? is_cyrillic_form(word->text, of->text, common)
               : of->script == SCRIPT_LATIN  ? is_latin_plural(word->text, of->text)
                                             : false;
    }
    if (is_cyrillic_form(word->text, of->text, of->script == SCRIPT_CYRILLIC ? common : 0)) {
        return true;
    }
    size_t letters = utf8_count(of->text), shared = utf8_count(str_slice(of->text, 0, common));
    size_t spare = form == WORD_RELATED                                 ? letters / 2
                   : letters >= (of->script == SCRIPT_CYRILLIC ? 7 : 8) ? 3
                                                                        : 2;
    return shared >= 3 && shared + spare >= letters;
}

/* ---- Phrases ----------------------------------------------------------------------------------
 */

static bool stands_at(const struct words *words, const struct words *phrase, size_t at) {
    for (size_t i = 0; i < phrase->list.count; i++) {
        if (!word_is_form_of(&words->list.items[at + i], &phrase->list.items[i], WORD_SAME)) {
            return false;
        }
    }
    return true;
}

size_t words_find(const struct words *words, const struct words *phrase, size_t from) {
    if (phrase->has_han) {
        return from == 0 && str_find(words->letters, phrase->letters, 0) != STR_NONE ? 0 : STR_NONE;
    }
    for (size_t i = from; phrase->list.count > 0 && i + phrase->list.count <= words->list.count;
         i++) {
        if (stands_at(words, phrase, i)) {
            return i;
        }
    }
    return STR_NONE;
}

bool words_have(const struct words *words, const struct words *phrase, enum word_form form) {
    if (phrase->has_han) {
        return str_find(words->letters, phrase->letters, 0) != STR_NONE;
    }
    for (size_t i = 0; i < phrase->list.count; i++) {
        const struct word *wanted = &phrase->list.items[i];
        bool is_there = utf8_count(wanted->text) < 3 && phrase->list.count > 1;
        for (size_t j = 0; !is_there && j < words->list.count; j++) {
            is_there = word_is_form_of(&words->list.items[j], wanted, form);
        }
        if (!is_there) {
            return false;
        }
    }
    return phrase->list.count > 0;
}
