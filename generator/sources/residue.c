#include "sources/residue.h"

#include "base/utf8.h"

/* How a phrase is told from part of a longer word. */
enum edge {
    EDGE_NONE,  /* it may stand anywhere: Chinese has no spaces, signs need none */
    EDGE_START, /* a word begins there; its ending may differ */
    EDGE_BOTH
};
enum letters { ANY_CASE, AS_WRITTEN };

/* In lower case where the case does not matter; a space stands for any blanks, also a line end. */
static const struct phrase {
    const char *lang; /* NULL: in any text */
    const char *text;
    enum edge edge;
    enum letters letters;
    bool is_change;
} phrases[] = {
    {NULL, "FIXME", EDGE_BOTH, AS_WRITTEN, false},
    {NULL, "TODO:", EDGE_START, AS_WRITTEN, false},
    {NULL, "TODO(", EDGE_START, AS_WRITTEN, false},
    {NULL, "{++", EDGE_NONE, AS_WRITTEN, true},
    {NULL, "{--", EDGE_NONE, AS_WRITTEN, true},
    {NULL, "{~~", EDGE_NONE, AS_WRITTEN, true},
    {NULL, "{>>", EDGE_NONE, AS_WRITTEN, true},
    {NULL, "<<<<<<<", EDGE_NONE, AS_WRITTEN, true},
    {NULL, ">>>>>>>", EDGE_NONE, AS_WRITTEN, true},
    {"en", "for your consideration", EDGE_BOTH, ANY_CASE, false},
    {"en", "find attached", EDGE_BOTH, ANY_CASE, false},
    {"en", "see attached", EDGE_BOTH, ANY_CASE, false},
    {"en", "attached please", EDGE_BOTH, ANY_CASE, false},
    {"en", "attached is", EDGE_BOTH, ANY_CASE, false},
    {"en", "attached are", EDGE_BOTH, ANY_CASE, false},
    {"en", "attached herewith", EDGE_BOTH, ANY_CASE, false},
    {"en", "attached hereto", EDGE_BOTH, ANY_CASE, false},
    {"en", "(attached)", EDGE_NONE, ANY_CASE, false},
    {"en", "the attached document", EDGE_START, ANY_CASE, false},
    {"en", "the attached file", EDGE_START, ANY_CASE, false},
    {"en", "the attached draft", EDGE_START, ANY_CASE, false},
    {"fr", "ci-joint", EDGE_START, ANY_CASE, false},
    {"fr", "en pièce jointe", EDGE_BOTH, ANY_CASE, false},
    {"fr", "veuillez trouver", EDGE_BOTH, ANY_CASE, false},
    {"fr", "pour votre examen", EDGE_BOTH, ANY_CASE, false},
    {"fr", "soumis à votre attention", EDGE_BOTH, ANY_CASE, false},
    {"es", "para su consideración", EDGE_BOTH, ANY_CASE, false},
    {"es", "se adjunta", EDGE_START, ANY_CASE, false},
    {"es", "adjunto encontrará", EDGE_START, ANY_CASE, false},
    {"es", "adjunto a la presente", EDGE_BOTH, ANY_CASE, false},
    {"es", "sírvase encontrar", EDGE_BOTH, ANY_CASE, false},
    {"ru", "на ваше рассмотрение", EDGE_BOTH, ANY_CASE, false},
    {"ru", "для вашего рассмотрения", EDGE_BOTH, ANY_CASE, false},
    {"ru", "прилагается", EDGE_BOTH, ANY_CASE, false},
    {"ru", "прилагаются", EDGE_BOTH, ANY_CASE, false},
    {"ru", "прилагаем", EDGE_BOTH, ANY_CASE, false},
    {"ru", "во вложении", EDGE_BOTH, ANY_CASE, false},
    {"ar", "طيه", EDGE_BOTH, ANY_CASE, false},
    {"ar", "لنظركم", EDGE_BOTH, ANY_CASE, false},
    {"ar", "للتفضل بالنظر", EDGE_BOTH, ANY_CASE, false},
    {"ar", "تجدون مرفقا", EDGE_BOTH, ANY_CASE, false},
    {"zh", "随函附上", EDGE_NONE, ANY_CASE, false},
    {"zh", "随信附上", EDGE_NONE, ANY_CASE, false},
    {"zh", "请查收", EDGE_NONE, ANY_CASE, false},
    {"zh", "请审阅", EDGE_NONE, ANY_CASE, false},
    {"zh", "供您审议", EDGE_NONE, ANY_CASE, false},
    {"zh", "供您审阅", EDGE_NONE, ANY_CASE, false},
};
#define PHRASE_COUNT (sizeof phrases / sizeof *phrases)

/* Spanish and Portuguese write “everything” like that, in capitals; the others have no such word.
 */
static const struct phrase bare_todo = {NULL, "TODO", EDGE_BOTH, AS_WRITTEN, false};

/* ---- Letters ------------------------------------------------------------------------------- */

/* As far as the phrases need it: Latin with its accents, Cyrillic. */
static uint32_t lower(uint32_t rune) {
    bool is_capital = (rune >= 'A' && rune <= 'Z') || (rune >= 0xC0 && rune <= 0xDE) ||
                      (rune >= 0x410 && rune <= 0x42F);
    return is_capital ? rune + 0x20 : rune;
}

static bool is_blank(uint32_t rune) {
    return rune == ' ' || rune == '\n' || rune == '\t' || rune == 0xA0;
}

/* What makes a word longer. Chinese characters do not: no blank divides them from what follows. */
static bool is_letter(uint32_t rune) {
    bool is_punctuation = (rune >= 0x80 && rune < 0xC0) || (rune >= 0x2000 && rune < 0x2070) ||
                          rune == 0x60C || rune == 0x61B || rune == 0x61F;
    bool is_chinese = (rune >= 0x2E80 && rune < 0xA000) || (rune >= 0xFF00 && rune < 0xFF21);
    if (rune < 0x80) {
        return char_is_digit((char)rune) || (lower(rune) >= 'a' && lower(rune) <= 'z');
    }
    return !is_punctuation && !is_chinese;
}

static bool has_letter_before(struct str text, size_t at) {
    if (at == 0) {
        return false;
    }
    for (at--; at > 0 && ((unsigned char)text.data[at] & 0xC0) == 0x80;) {
        at--;
    }
    return is_letter(utf8_next(text, &at));
}

static bool has_letter_at(struct str text, size_t at) {
    return at < text.length && is_letter(utf8_next(text, &at));
}

static size_t skip_blanks(struct str text, size_t at) {
    for (size_t next = at; at < text.length && is_blank(utf8_next(text, &next));) {
        at = next;
    }
    return at;
}

/* How many bytes of the text from `at` on are the phrase; 0: they are not. */
static size_t match(const struct phrase *phrase, struct str text, size_t start) {
    struct str wanted = str_from(phrase->text);
    size_t at = start;
    for (size_t i = 0; i < wanted.length;) {
        uint32_t rune = utf8_next(wanted, &i);
        size_t before = at;
        if (at >= text.length) {
            return 0;
        }
        if (rune == ' ') {
            at = skip_blanks(text, at);
            if (at == before) {
                return 0;
            }
            continue;
        }
        uint32_t found = utf8_next(text, &at);
        if ((phrase->letters == ANY_CASE ? lower(found) : found) != rune) {
            return 0;
        }
    }
    bool is_part = (phrase->edge != EDGE_NONE && has_letter_before(text, start)) ||
                   (phrase->edge == EDGE_BOTH && has_letter_at(text, at));
    return is_part ? 0 : at - start;
}

/* ---- The search ---------------------------------------------------------------------------- */

/* The phrases for texts of one language, in chains by their first two bytes: few places of a text
   have those. A phrase in any case is in as many as there are ways to write them. */
struct link {
    const struct phrase *phrase;
    unsigned char first, second;
    unsigned char next; /* index + 1, or 0 */
};
#define CHAIN_COUNT 1024
struct search {
    struct str text;
    struct link links[4 * (PHRASE_COUNT + 1)];
    unsigned char count;
    unsigned char chains[CHAIN_COUNT]; /* index + 1, or 0 */
};
_Static_assert(4 * (PHRASE_COUNT + 1) < 256, "an index fits into a byte");

/* Where the chain of two bytes begins. */
static inline size_t chain_index(unsigned char first, unsigned char second) {
    return ((size_t)first << 2 ^ second) % CHAIN_COUNT;
}

static bool is_language(struct str lang, const char *wanted) {
    struct str rest = lang;
    return str_equal(str_cut(&rest, '-'), str_from(wanted));
}

static void chain(struct search *search, const struct phrase *phrase, unsigned char first,
                  unsigned char second) {
    unsigned char *start = &search->chains[chain_index(first, second)];
    search->links[search->count] = (struct link){phrase, first, second, *start};
    *start = ++search->count;
}

static bool is_small(unsigned char c) {
    return c >= 'a' && c <= 'z';
}

static void look_for(struct search *search, const struct phrase *phrase) {
    size_t at = 0;
    uint32_t rune = utf8_next(str_from(phrase->text), &at);
    unsigned char first = (unsigned char)phrase->text[0], second = (unsigned char)phrase->text[1];
    bool has_cases = phrase->letters == ANY_CASE;
    chain(search, phrase, first, second);
    if (has_cases && rune >= 0x80 && lower(rune - 0x20) == rune) { /* two bytes, as its capital */
        rune -= 0x20;
        chain(search, phrase, (unsigned char)(0xC0 | rune >> 6),
              (unsigned char)(0x80 | (rune & 0x3F)));
    }
    if (has_cases && is_small(first)) {
        chain(search, phrase, first - 0x20, second);
    }
    if (has_cases && rune < 0x80 && is_small(second)) {
        chain(search, phrase, first, second - 0x20);
    }
    if (has_cases && is_small(first) && is_small(second)) {
        chain(search, phrase, first - 0x20, second - 0x20);
    }
}

static void choose_phrases(struct search *search, struct str lang) {
    for (size_t i = 0; i < PHRASE_COUNT; i++) {
        if (!phrases[i].lang || is_language(lang, phrases[i].lang)) {
            look_for(search, &phrases[i]);
        }
    }
    if (!is_language(lang, "es") && !is_language(lang, "pt")) {
        look_for(search, &bare_todo);
    }
}

/* How long the phrase at `at` is, of those from link `next` on; 0: there is none. */
static size_t find_here(const struct search *search, unsigned char next, size_t at,
                        const struct phrase **found) {
    struct str text = search->text;
    for (; next > 0; next = search->links[next - 1].next) {
        const struct link *link = &search->links[next - 1];
        bool may_be = link->first == (unsigned char)text.data[at] &&
                      link->second == (unsigned char)text.data[at + 1];
        size_t length = may_be ? match(link->phrase, text, at) : 0;
        if (length > 0) {
            *found = link->phrase;
            return length;
        }
    }
    return 0;
}

/* The first phrase at or after `*at`, which moves there; the length is 0 if there is none. This
   looks at every byte of the portal. */
static size_t find_next(const struct search *search, size_t *at, const struct phrase **found) {
    const unsigned char *data = (const unsigned char *)search->text.data;
    const unsigned char *chains = search->chains;
    size_t length = search->text.length;
    for (size_t i = *at; i + 1 < length; i++) {
        unsigned char next = chains[chain_index(data[i], data[i + 1])];
        size_t found_bytes = next > 0 ? find_here(search, next, i, found) : 0;
        if (found_bytes > 0) {
            *at = i;
            return found_bytes;
        }
    }
    return 0;
}

/* Whether `at` stands in code between two lines ``` or ~~~; asked in the order of the text. */
struct fences {
    size_t line_at;
    bool is_open;
};

static bool is_in_code(struct fences *fences, struct str text, size_t at) {
    while (fences->line_at <= at) {
        size_t end = str_find_char(text, '\n', fences->line_at);
        struct str line = str_trim(str_slice(text, fences->line_at, end));
        bool is_fence = str_starts(line, STR("```")) || str_starts(line, STR("~~~"));
        fences->is_open ^= is_fence;
        if (end == STR_NONE) {
            fences->line_at = STR_NONE;
            break;
        }
        fences->line_at = end + 1;
    }
    return fences->is_open;
}

/* A message is one line. */
static struct str on_one_line(struct arena *arena, struct str text) {
    if (str_find_char(text, '\n', 0) == STR_NONE) {
        return text;
    }
    struct str rest = text, line = {0};
    while (rest.data) {
        struct str next = str_trim(str_cut(&rest, '\n'));
        line = line.data ? str_join(arena, line, STR(" "), next) : next;
    }
    return line;
}

void residue_find(struct str text, struct str lang, uint32_t first_line, struct arena *arena,
                  struct residues *found) {
    struct search search = {.text = text};
    struct fences fences = {0};
    const struct phrase *phrase = NULL;
    size_t length;
    choose_phrases(&search, lang);
    for (size_t at = 0;
         found->count < RESIDUES_MAX && (length = find_next(&search, &at, &phrase)) > 0;
         at += length) {
        if (is_in_code(&fences, text, at)) {
            continue;
        }
        struct utf8_position position = utf8_position(text, at);
        *LIST_ADD(found, arena) = (struct residue){
            .kind = phrase->is_change ? RESIDUE_CHANGE : RESIDUE_NOTE,
            .text = on_one_line(arena, str_slice(text, at, at + length)),
            .at = at,
            .line = first_line + position.line - 1,
            .column = position.column,
        };
    }
}
