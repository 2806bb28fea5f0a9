/*
 * The order of texts and the letters they stand under.
 *
 * A sort key begins with the rank of the letter, so that lists and their letters cannot disagree:
 * first figures and signs, then the language's own letters, then other scripts. Behind it stands
 * the collator's key, and the bytes of the text, which make the order total.
 */
#include "base/utf8.h"
#include "editions/culture_build.h"

#include <stdlib.h>

/* Bands of ranks; a letter that no alphabet holds is ranked by its code point. */
#define RANK_SIGN 0
#define RANK_OWN 1
#define RANK_OWN_UNLISTED 0x1000
#define RANK_OTHER 0x200000
#define RANK_OTHER_UNLISTED 0x300000

#define PINYIN_BOUNDARY "\xEF\xB7\x90" /* U+FDD0 and a letter, a boundary in ICU's data */
#define STROKES_FIRST 0x2801           /* U+FDD0 and U+2800 plus the number of strokes */
#define STROKES_MAX 64

struct letters {
    struct culture *culture;
    LIST(struct letter) list;
};

static void add_letter(struct letters *letters, struct str text, struct str sorted_as, int script) {
    struct culture *culture = letters->culture;
    struct letter *letter = LIST_ADD(&letters->list, culture->arena);
    letter->text = text;
    letter->script = script;
    letter->key = collate(culture, sorted_as, PRIMARY_WEIGHTS, culture->arena);
    letter->whole_key = collate(culture, sorted_as, ALL_WEIGHTS, culture->arena);
}

static struct str rune_text(struct arena *arena, uint32_t rune) {
    struct strbuf buf = {0};
    strbuf_add_rune(&buf, rune);
    struct str text = str_copy(arena, strbuf_view(&buf));
    strbuf_release(&buf);
    return text;
}

/* The fixed alphabets: those of the language's own script, or all the others. */
static void add_ranges(struct letters *letters, bool (*is_wanted)(const struct alphabet *, int)) {
    struct culture *culture = letters->culture;
    for (size_t i = 0; i < letter_range_count; i++) {
        const struct letter_range *range = &letter_ranges[i];
        int script = rune_script(range->first);
        if (!is_wanted(&culture->alphabet, script)) {
            continue;
        }
        for (uint32_t rune = range->first; rune <= range->last; rune += range->step) {
            struct str text = rune_text(culture->arena, rune);
            if (rune_kind(rune) == RUNE_LETTER && is_one_letter(culture, text)) {
                add_letter(letters, text, text, script);
                letters->list.items[letters->list.count - 1].is_fixed = true;
            }
        }
    }
}

static bool is_own(const struct alphabet *alphabet, int script) {
    return script == alphabet->script;
}

static bool is_other(const struct alphabet *alphabet, int script) {
    return script != alphabet->script;
}

/* CLDR's letters; pairs such as Swahili "ch", which is sorted as two letters, are none. */
static void add_index_letters(struct letters *letters) {
    struct culture *culture = letters->culture;
    size_t count;
    struct str *texts = index_letters(culture, &count, culture->arena);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        int script = rune_script(utf8_next(texts[i], &at));
        if (script == culture->alphabet.script && is_one_letter(culture, texts[i])) {
            add_letter(letters, texts[i], texts[i], script);
        }
    }
}

static int compare_keys(const void *left, const void *right) {
    const struct letter *a = left, *b = right;
    int order = str_compare(a->key, b->key);
    order = order != 0 ? order : (a->is_fixed ? 1 : 0) - (b->is_fixed ? 1 : 0);
    order = order != 0 ? order : str_compare(a->whole_key, b->whole_key);
    return order != 0 ? order : str_compare(a->text, b->text);
}

static int compare_scripts(const void *left, const void *right) {
    const struct letter *a = left, *b = right;
    if (a->script != b->script) {
        return a->script < b->script ? -1 : 1;
    }
    return compare_keys(left, right);
}

/* Sorts the letters from `from` on; of letters that differ in accents only one stays: CLDR's, and
   of these the plain one. */
static void settle(struct letters *letters, size_t from, uint32_t first_rank) {
    struct letter *items = letters->list.items + from;
    size_t count = letters->list.count - from, kept = 0;
    if (count > 1) {
        qsort(items, count, sizeof *items, compare_keys);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || items[kept - 1].script != items[i].script ||
            !str_equal(items[kept - 1].key, items[i].key)) {
            items[kept] = items[i];
            items[kept].rank = first_rank + (uint32_t)kept;
            kept++;
        }
    }
    letters->list.count = from + kept;
}

/* Chinese by pinyin: Latin letters are the language's own, Han stands among them. I, U and V begin
   no syllable and have no boundary. */
static void add_pinyin(struct letters *letters, int han, int latin) {
    struct culture *culture = letters->culture;
    culture->alphabet.script = latin;
    culture->alphabet.spelling = SPELLING_PINYIN;
    add_ranges(letters, is_own);
    settle(letters, 0, RANK_OWN);
    for (char c = 'A'; c <= 'Z'; c++) {
        struct str letter = str_copy(culture->arena, (struct str){&c, 1});
        struct str boundary = str_join(culture->arena, STR(PINYIN_BOUNDARY), letter);
        if (is_one_letter(culture, boundary)) {
            add_letter(letters, letter, boundary, han);
            letters->list.items[letters->list.count - 1].rank = RANK_OWN + (uint32_t)(c - 'A');
        }
    }
}

static struct str stroke_boundary(struct arena *arena, uint32_t strokes) {
    return str_join(arena, STR(PINYIN_BOUNDARY), rune_text(arena, STROKES_FIRST - 1 + strokes));
}

static void add_strokes(struct letters *letters, int han) {
    struct culture *culture = letters->culture;
    for (uint32_t n = 1; n <= STROKES_MAX; n++) {
        struct str boundary = stroke_boundary(culture->arena, n);
        if (is_one_letter(culture, boundary)) {
            struct str text =
                str_join(culture->arena, culture_count(culture, n, culture->arena), STR("畫"));
            add_letter(letters, text, boundary, han);
        }
    }
    settle(letters, 0, RANK_OWN);
}

void alphabet_build(struct culture *culture) {
    struct letters letters = {.culture = culture};
    struct alphabet *alphabet = &culture->alphabet;
    int latin = rune_script('A');
    if (is_one_letter(culture, STR(PINYIN_BOUNDARY "A"))) {
        add_pinyin(&letters, alphabet->script, latin);
    } else if (is_one_letter(culture, stroke_boundary(culture->arena, 1))) {
        add_strokes(&letters, alphabet->script);
    } else {
        add_index_letters(&letters);
        add_ranges(&letters, is_own);
        settle(&letters, 0, RANK_OWN);
    }
    struct str rest = culture->language->tag;
    if (str_equal(str_cut(&rest, '-'), STR("ar"))) {
        alphabet->spelling = SPELLING_ARABIC;
    }
    size_t own_count = letters.list.count;
    add_ranges(&letters, is_other);
    settle(&letters, own_count, RANK_OTHER);
    if (letters.list.count > 1) {
        qsort(letters.list.items, letters.list.count, sizeof *letters.list.items, compare_scripts);
    }
    alphabet->letters = letters.list.items;
    alphabet->count = letters.list.count;
}

/* What is sorted of a text: its words as they are read, without what stands before them. */
static struct str spelled(const struct culture *culture, struct str text, struct arena *arena) {
    size_t at = 0, start = 0;
    while (at < text.length && rune_kind(utf8_next(text, &at)) == RUNE_LEADING) {
        start = at;
    }
    struct str rest = start < text.length ? str_from_byte(text, start) : text;
    if (culture->alphabet.spelling == SPELLING_ARABIC) {
        return arabic_article_skip(rest);
    }
    if (culture->alphabet.spelling != SPELLING_PINYIN) {
        return rest;
    }
    for (size_t i = 0; i < chinese_reading_count; i++) {
        const struct reading *reading = &chinese_readings[i];
        if (str_starts(rest, reading->word)) {
            return str_join(arena, reading->sorted_as, str_from_byte(rest, reading->word.length));
        }
    }
    return rest;
}

/* The last letter of the script that is not behind the text; before the first letter there is none,
   so a text there is the first letter's. */
static const struct letter *last_letter_before(const struct alphabet *alphabet, int script,
                                               struct str key) {
    const struct letter *found = NULL;
    for (size_t i = 0; i < alphabet->count; i++) {
        const struct letter *letter = &alphabet->letters[i];
        if (letter->script == script && (!found || str_compare(letter->key, key) <= 0)) {
            found = letter;
        }
    }
    return found;
}

static struct spot find_spot(const struct culture *culture, struct str text, struct arena *arena) {
    const struct alphabet *alphabet = &culture->alphabet;
    size_t at = 0;
    uint32_t rune = text.length > 0 ? utf8_next(text, &at) : 0;
    if (rune == 0 || rune_kind(rune) != RUNE_LETTER) {
        return (struct spot){STR("#"), RANK_SIGN};
    }
    int script = rune_script(rune);
    const struct letter *letter =
        last_letter_before(alphabet, script, collate(culture, text, PRIMARY_WEIGHTS, arena));
    if (letter) {
        return (struct spot){letter->text, letter->rank};
    }
    bool is_ours = script == alphabet->script;
    if (is_han(script)) {
        bool is_japanese = str_starts(str_from(culture->tag), STR("ja"));
        return (struct spot){is_japanese ? STR("漢字") : STR("汉字"),
                             is_ours ? RANK_OWN_UNLISTED : RANK_OTHER_UNLISTED};
    }
    return (struct spot){rune_text(arena, rune_base(rune)),
                         (is_ours ? RANK_OWN_UNLISTED : RANK_OTHER_UNLISTED) + rune};
}

struct str culture_sort_key(const struct culture *culture, struct str text, struct arena *arena) {
    struct arena scratch = {0};
    struct str sorted = spelled(culture, text, &scratch);
    struct spot spot = find_spot(culture, sorted, &scratch);
    const char rank[] = {(char)(spot.rank >> 16), (char)(spot.rank >> 8), (char)spot.rank};
    struct str key =
        str_join(arena, (struct str){rank, sizeof rank},
                 collate(culture, sorted, ALL_WEIGHTS, &scratch), (struct str){"", 1}, text);
    arena_release(&scratch);
    return key;
}

struct str culture_index_letter(const struct culture *culture, struct str text, uint32_t *rank,
                                struct arena *arena) {
    struct spot spot = find_spot(culture, spelled(culture, text, arena), arena);
    *rank = spot.rank == RANK_SIGN ? UINT32_MAX : spot.rank;
    return spot.letter;
}
