/* What CLDR knows of a language before the site has it. */
#include "base/utf8.h"
#include "editions/culture_build.h"

struct language_facts language_facts(struct str tag, struct arena *arena) {
    struct language language = {.tag = tag};
    struct culture *culture = culture_open(&language, arena);
    struct language_facts facts = {.is_known = culture_is_known(culture)};
    struct str autonym = culture_autonym(culture, arena);
    if (!str_equal(autonym, tag)) { /* which stands for a name that nobody knows */
        facts.autonym = autonym;
    }
    icu_read_usage(culture, &facts, arena);
    culture_release(culture);
    return facts;
}

struct str text_direction(struct str text) {
    for (size_t at = 0; at < text.length;) {
        uint32_t rune = utf8_next(text, &at);
        if (rune_kind(rune) == RUNE_LETTER) {
            return rune_is_right_to_left(rune) ? STR("rtl") : STR("ltr");
        }
    }
    return (struct str){0};
}
