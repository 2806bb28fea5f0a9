/* What was forgotten: text in the language of the source, and letters of another script. */
#include "base/utf8.h"
#include "translate/check.h"
#include "translate/messages.h"

/* ---- Left in the language of the source -------------------------------------------------------
 */

/* Names of a few words are the same in many languages. */
#define SAME_WORDS_MIN 5
/* So many small words of the source's language near each other, and none of the own. */
#define FOREIGN_WORDS_MIN 3
#define FOREIGN_WINDOW 8

/* Small words that a text of the language cannot do without. */
static const char *const small_words[][2] = {
    {"en", " the of and with for that which this from are was were by has have its in is to "},
    {"es", " el los las del con para por una que es son al y se sus en un como o "},
    {"fr", " le les des du dans pour avec est sont qui par une aux ces cette et au un en que "},
    {"pt", " o os do dos da das em com para uma ao pela não e no na que é se por "},
    {"sw", " ya na wa kwa katika ni za la cha hii kama ili pia "},
    {"ru", " и в на с по для что как не из о к от при за или "},
    {"uk", " і в на з по для що як не із про до від при за або та "},
};

static struct str small_words_of(const struct language *language) {
    struct str rest = language->tag;
    struct str name = str_cut(&rest, '-');
    for (size_t i = 0; i < sizeof small_words / sizeof *small_words; i++) {
        if (str_equal(str_from(small_words[i][0]), name)) {
            return str_from(small_words[i][1]);
        }
    }
    return (struct str){0};
}

static bool is_small_word(struct str words, struct str word, struct arena *arena) {
    return word.length <= 12 &&
           str_find(words, str_join(arena, STR(" "), word, STR(" ")), 0) != STR_NONE;
}

/* Where a stretch of the source's language begins, or STR_NONE. */
static size_t find_foreign(const struct check *check, const struct words *words) {
    struct str foreign = small_words_of(check->from), own = small_words_of(check->to);
    size_t seen[FOREIGN_WORDS_MIN] = {0}, count = 0;
    for (size_t i = 0; foreign.length > 0 && own.length > 0 && i < words->list.count; i++) {
        struct str word = words->list.items[i].text;
        bool is_own = is_small_word(own, word, check->arena);
        if (is_own) {
            count = 0;
        } else if (is_small_word(foreign, word, check->arena)) {
            seen[count++ % FOREIGN_WORDS_MIN] = i;
            size_t first = seen[count % FOREIGN_WORDS_MIN];
            if (count >= FOREIGN_WORDS_MIN && i - first < FOREIGN_WINDOW) {
                return first;
            }
        }
    }
    return STR_NONE;
}

/* Some words from `first` on, to know the place by. */
static struct str quote(const struct words *words, size_t first) {
    size_t last = first + 5 < words->list.count ? first + 5 : words->list.count - 1;
    return str_slice(words->text, words->list.items[first].at, words->list.items[last].end);
}

void check_language(struct check *check) {
    struct words words;
    words_read(check->text.native, check->arena, &words);
    if (check->has_source && words.list.count >= SAME_WORDS_MIN &&
        str_equal(check->pair->text, check->source_text)) {
        check_found(check, CHECK_LANGUAGE, &MSG_TRANSLATION_SAME, check->from->tag);
        return;
    }
    size_t foreign = find_foreign(check, &words);
    if (foreign != STR_NONE) {
        check_found_at(check, words.list.items[foreign].at, CHECK_LANGUAGE, &MSG_TRANSLATION_LEFT,
                       quote(&words, foreign), check->from->tag);
    }
}

/* ---- Scripts ----------------------------------------------------------------------------------
 */

/* So many words of another script side by side are no name. */
#define OTHER_SCRIPT_WORDS 4

static bool can_be_mistaken(enum script a, enum script b) {
    bool is_a = a == SCRIPT_LATIN || a == SCRIPT_GREEK || a == SCRIPT_CYRILLIC;
    bool is_b = b == SCRIPT_LATIN || b == SCRIPT_GREEK || b == SCRIPT_CYRILLIC;
    return a != b && is_a && is_b;
}

/* Letters that look alike from two alphabets, in one word. */
static bool is_mixed(const struct word *word) {
    enum script first = SCRIPT_NONE;
    for (size_t at = 0; at < word->text.length;) {
        enum script script = script_of(utf8_next(word->text, &at));
        if (script != SCRIPT_NONE && first != SCRIPT_NONE && can_be_mistaken(first, script)) {
            return true;
        }
        first = first == SCRIPT_NONE ? script : first;
    }
    return false;
}

/* A word, and no abbreviation: it does not end in a capital letter. */
static bool is_written_out(const struct words *words, const struct word *word) {
    return words->text.data[word->end - 1] == word->text.data[word->text.length - 1];
}

struct script_run {
    size_t first, count, longest, longest_first, own_count;
};

static void count_word(struct script_run *run, const struct words *words, size_t at,
                       enum script expected) {
    const struct word *word = &words->list.items[at];
    if (word->script == expected) {
        run->own_count++;
        run->count = 0;
    } else if (word->script != SCRIPT_OTHER && is_written_out(words, word)) {
        run->first = run->count == 0 ? at : run->first;
        run->count++;
        if (run->count > run->longest) {
            run->longest = run->count;
            run->longest_first = run->first;
        }
    }
}

void check_script(struct check *check) {
    enum script expected = script_of_language(check->to->tag);
    struct script_run run = {0};
    struct words words;
    words_read(check->text.native, check->arena, &words);
    for (size_t i = 0; i < words.list.count; i++) {
        if (is_mixed(&words.list.items[i])) {
            check_found_at(check, words.list.items[i].at, CHECK_SCRIPT, &MSG_TRANSLATION_MIXED,
                           str_slice(words.text, words.list.items[i].at, words.list.items[i].end));
        }
        count_word(&run, &words, i, expected);
    }
    size_t most = run.own_count == 0 && !words.has_han ? 2 : OTHER_SCRIPT_WORDS;
    if (expected != SCRIPT_NONE && run.longest >= most) {
        check_found_at(check, words.list.items[run.longest_first].at, CHECK_SCRIPT,
                       &MSG_TRANSLATION_SCRIPT, quote(&words, run.longest_first));
    }
}
