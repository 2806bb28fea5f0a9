#include "site/pseudo.h"

#include "base/utf8.h"

/* Up to this many characters a text is a word or two, which other languages may need twice the room
   for; above, they need a third more. */
#define SHORT_MAX_RUNES 20

static const struct {
    struct str small, capital, arabic;
} letters[26] = {
    ['a' - 'a'] = {STR_INIT("á"), STR_INIT("Á"), STR_INIT("ا")},
    ['b' - 'a'] = {STR_INIT("ḃ"), STR_INIT("Ḃ"), STR_INIT("ب")},
    ['c' - 'a'] = {STR_INIT("ç"), STR_INIT("Ç"), STR_INIT("چ")},
    ['d' - 'a'] = {STR_INIT("ď"), STR_INIT("Ď"), STR_INIT("د")},
    ['e' - 'a'] = {STR_INIT("é"), STR_INIT("É"), STR_INIT("ع")},
    ['f' - 'a'] = {STR_INIT("ḟ"), STR_INIT("Ḟ"), STR_INIT("ف")},
    ['g' - 'a'] = {STR_INIT("ğ"), STR_INIT("Ğ"), STR_INIT("گ")},
    ['h' - 'a'] = {STR_INIT("ĥ"), STR_INIT("Ĥ"), STR_INIT("ه")},
    ['i' - 'a'] = {STR_INIT("î"), STR_INIT("Î"), STR_INIT("ي")},
    ['j' - 'a'] = {STR_INIT("ĵ"), STR_INIT("Ĵ"), STR_INIT("ج")},
    ['k' - 'a'] = {STR_INIT("ķ"), STR_INIT("Ķ"), STR_INIT("ك")},
    ['l' - 'a'] = {STR_INIT("ļ"), STR_INIT("Ļ"), STR_INIT("ل")},
    ['m' - 'a'] = {STR_INIT("ṁ"), STR_INIT("Ṁ"), STR_INIT("م")},
    ['n' - 'a'] = {STR_INIT("ñ"), STR_INIT("Ñ"), STR_INIT("ن")},
    ['o' - 'a'] = {STR_INIT("ö"), STR_INIT("Ö"), STR_INIT("و")},
    ['p' - 'a'] = {STR_INIT("ṗ"), STR_INIT("Ṗ"), STR_INIT("پ")},
    ['q' - 'a'] = {STR_INIT("ɋ"), STR_INIT("Ɋ"), STR_INIT("ق")},
    ['r' - 'a'] = {STR_INIT("ŕ"), STR_INIT("Ŕ"), STR_INIT("ر")},
    ['s' - 'a'] = {STR_INIT("š"), STR_INIT("Š"), STR_INIT("س")},
    ['t' - 'a'] = {STR_INIT("ţ"), STR_INIT("Ţ"), STR_INIT("ت")},
    ['u' - 'a'] = {STR_INIT("û"), STR_INIT("Û"), STR_INIT("ؤ")},
    ['v' - 'a'] = {STR_INIT("ṽ"), STR_INIT("Ṽ"), STR_INIT("ڤ")},
    ['w' - 'a'] = {STR_INIT("ŵ"), STR_INIT("Ŵ"), STR_INIT("غ")},
    ['x' - 'a'] = {STR_INIT("ẋ"), STR_INIT("Ẋ"), STR_INIT("خ")},
    ['y' - 'a'] = {STR_INIT("ý"), STR_INIT("Ý"), STR_INIT("ئ")},
    ['z' - 'a'] = {STR_INIT("ž"), STR_INIT("Ž"), STR_INIT("ز")},
};

static void add_letter(struct strbuf *out, enum pseudo pseudo, char letter) {
    size_t index = (size_t)(char_to_ascii_lower(letter) - 'a');
    strbuf_add(out, pseudo == PSEUDO_ARABIC       ? letters[index].arabic
                    : char_is_ascii_lower(letter) ? letters[index].small
                                                  : letters[index].capital);
}

static struct str taken(struct strbuf *text, struct arena *arena) {
    struct str copy = str_copy(arena, strbuf_view(text));
    strbuf_release(text);
    return copy;
}

struct str pseudo_letters(enum pseudo pseudo, struct str text, struct arena *arena) {
    struct strbuf out = {0};
    for (size_t i = 0; i < text.length; i++) {
        if (char_is_ascii_letter(text.data[i])) {
            add_letter(&out, pseudo, text.data[i]);
        } else {
            strbuf_add_char(&out, text.data[i]);
        }
    }
    return taken(&out, arena);
}

/* ---- What is no language -------------------------------------------------------------------- */

/* Behind the first `last` after `at`; `at` itself if there is none. */
static size_t behind(struct str text, char last, size_t at) {
    size_t found = str_find_char(text, last, at);
    return found == STR_NONE ? at : found + 1;
}

/* {n}, {{name}}, {{{name}}} */
static size_t placeholder_end(struct str text, size_t at) {
    size_t end = behind(text, '}', at);
    while (end > at && end < text.length && text.data[end] == '}') {
        end++;
    }
    return end;
}

/* A whole word, if it is one of https://example.org/ and name@example.org. */
static size_t address_end(struct str text, size_t at) {
    size_t end = at;
    while (end < text.length && !char_is_blank(text.data[end])) {
        end++;
    }
    struct str word = str_slice(text, at, end);
    bool is_address =
        str_find(word, STR("://"), 0) != STR_NONE || str_find_char(word, '@', 0) != STR_NONE;
    return is_address ? end : at;
}

/* The end of what stays as it is from `at` on; `at` itself where language goes on. */
static size_t code_end(struct str text, size_t at) {
    struct str rest = str_from_byte(text, at);
    bool begins_name = rest.length > 1 && (char_is_ascii_letter(rest.data[1]) ||
                                           rest.data[1] == '/' || rest.data[1] == '#');
    switch (rest.data[0]) {
    case '{':
        return placeholder_end(text, at);
    case '<':
        return begins_name ? behind(text, '>', at) : at;
    case '&':
        return begins_name ? behind(text, ';', at) : at;
    case ']':
        return str_starts(rest, STR("](")) ? behind(text, ')', at) : at;
    default:
        return at == 0 || char_is_blank(text.data[at - 1]) ? address_end(text, at) : at;
    }
}

/* ---- Texts ---------------------------------------------------------------------------------- */

static bool is_vowel(char letter) {
    return str_find_char(STR("aeiouy"), char_to_ascii_lower(letter), 0) != STR_NONE;
}

/* Appends the text remade; returns how many letters were. */
static size_t remake(struct strbuf *out, enum pseudo pseudo, struct str text) {
    size_t more = utf8_count(text) <= SHORT_MAX_RUNES ? 2 : 1;
    size_t count = 0;
    for (size_t at = 0, end; at < text.length; at = end) {
        char c = text.data[at];
        end = code_end(text, at);
        if (end > at || !char_is_ascii_letter(c)) {
            end = end > at ? end : at + 1;
            strbuf_add(out, str_slice(text, at, end));
            continue;
        }
        add_letter(out, pseudo, c);
        for (size_t i = 0; i < more && is_vowel(c); i++) {
            add_letter(out, pseudo, char_to_ascii_lower(c));
        }
        count++;
        end = at + 1;
    }
    return count;
}

struct str pseudo_text(enum pseudo pseudo, struct str text, struct arena *arena) {
    struct strbuf out = {0};
    strbuf_add(&out, STR("⟦"));
    size_t count = remake(&out, pseudo, text);
    strbuf_add(&out, STR("⟧"));
    if (count == 0) {
        strbuf_release(&out);
        return text;
    }
    return taken(&out, arena);
}
