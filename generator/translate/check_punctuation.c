/* Signs and the blanks beside them, where a language has customs of its own. */
#include "base/utf8.h"
#include "translate/check.h"
#include "translate/messages.h"

#define NO_BREAK 0xA0
#define NARROW_NO_BREAK 0x202F

/* A sign in a text; what is no prose, and marks of emphasis, stand between nothing. */
struct sign {
    uint32_t before, rune, after; /* 0: the text begins or ends there */
    size_t at;
    struct str text; /* the sign with what stands beside it */
};

static bool is_transparent(uint32_t rune) {
    return rune == PROSE_BLOT || rune == '*' || rune == '_' || rune == '[' || rune == ']';
}

static uint32_t next_rune(struct str text, size_t at) {
    uint32_t rune = PROSE_BLOT;
    while (at < text.length && is_transparent(rune)) {
        rune = utf8_next(text, &at);
    }
    return is_transparent(rune) ? 0 : rune;
}

static bool is_letter_of(uint32_t rune, enum script script) {
    return rune != 0 && script_of(rune) == script;
}

static bool is_letter(uint32_t rune) {
    return rune != 0 && script_of(rune) != SCRIPT_NONE;
}

static bool is_blank(uint32_t rune) {
    return rune == 0 || rune == ' ' || rune == '\n' || rune == NO_BREAK || rune == NARROW_NO_BREAK;
}

static bool is_no_break(uint32_t rune) {
    return rune == NO_BREAK || rune == NARROW_NO_BREAK;
}

/* ---- French -----------------------------------------------------------------------------------
 */

/* The colon of |---:| and of a caption. */
static bool is_of_table(const struct sign *sign) {
    return sign->rune == ':' && (sign->before == '-' || sign->before == '\n');
}

static bool lacks_space_before(const struct sign *sign) {
    static const uint32_t high[] = {';', ':', '!', '?', 0xBB};
    for (size_t i = 0; i < sizeof high / sizeof *high; i++) {
        if (sign->rune == high[i]) {
            bool is_in_word = sign->rune != 0xBB && !is_blank(sign->after) && sign->after != ')' &&
                              sign->after != 0xBB && sign->after != '?' && sign->after != '!';
            bool follows_sign = sign->before == 0 || sign->before == '?' || sign->before == '!' ||
                                sign->before == '(' || is_of_table(sign);
            return !is_no_break(sign->before) && !is_in_word && !follows_sign;
        }
    }
    return false;
}

static void check_french(struct check *check, const struct sign *sign) {
    if (lacks_space_before(sign)) {
        check_found_at(check, sign->at, CHECK_PUNCTUATION, &MSG_TRANSLATION_SPACE_BEFORE,
                       sign->text);
    } else if (sign->rune == 0xAB && !is_no_break(sign->after)) {
        check_found_at(check, sign->at, CHECK_PUNCTUATION, &MSG_TRANSLATION_SPACE_AFTER,
                       sign->text);
    } else if (sign->rune == '"') {
        check_found_at(check, sign->at, CHECK_PUNCTUATION, &MSG_TRANSLATION_QUOTES, sign->text);
    } else if (sign->rune == '\'' && is_letter(sign->before) && is_letter(sign->after)) {
        check_found_at(check, sign->at, CHECK_PUNCTUATION, &MSG_TRANSLATION_APOSTROPHE, sign->text);
    }
}

/* ---- Chinese and Arabic -----------------------------------------------------------------------
 */

static const struct str *own_sign(uint32_t rune, const char *signs, const struct str *own) {
    const char *found = rune != 0 && rune < 0x80 ? strchr(signs, (char)rune) : NULL;
    return found ? &own[found - signs] : NULL;
}

static void check_chinese(struct check *check, const struct sign *sign) {
    static const struct str wide[] = {STR_INIT("，"), STR_INIT("；"), STR_INIT("："),
                                      STR_INIT("！"), STR_INIT("？"), STR_INIT("（"),
                                      STR_INIT("）"), STR_INIT("。")};
    const struct str *own = own_sign(sign->rune, ",;:!?().", wide);
    bool is_beside = is_letter_of(sign->before, SCRIPT_HAN) ||
                     (is_letter_of(sign->after, SCRIPT_HAN) && sign->rune != '.');
    if (own && is_beside) {
        check_found_at(check, sign->at, CHECK_PUNCTUATION, &MSG_TRANSLATION_SIGN, sign->text, *own);
    }
}

static void check_arabic(struct check *check, const struct sign *sign) {
    static const struct str arabic[] = {STR_INIT("،"), STR_INIT("؛"), STR_INIT("؟")};
    const struct str *own = own_sign(sign->rune, ",;?", arabic);
    if (own && is_letter_of(sign->before, SCRIPT_ARABIC)) {
        check_found_at(check, sign->at, CHECK_PUNCTUATION, &MSG_TRANSLATION_SIGN, sign->text, *own);
    }
}

/* ---- All --------------------------------------------------------------------------------------
 */

static void (*customs_of(const struct language *language))(struct check *, const struct sign *) {
    struct str rest = language->tag;
    struct str name = str_cut(&rest, '-');
    if (str_equal(name, STR("fr")) && !str_equal(rest, STR("CA")) && !str_equal(rest, STR("CH"))) {
        return check_french;
    }
    enum script script = script_of_language(language->tag);
    return script == SCRIPT_HAN ? check_chinese : script == SCRIPT_ARABIC ? check_arabic : NULL;
}

/* A few characters around a sign. */
static struct str around(struct str text, size_t from, size_t to) {
    size_t begin = from > 20 ? from - 20 : 0, end = to + 20;
    while (begin > 0 && ((unsigned char)text.data[begin] & 0xC0) == 0x80) {
        begin--;
    }
    while (end < text.length && ((unsigned char)text.data[end] & 0xC0) == 0x80) {
        end++;
    }
    return str_trim(str_slice(text, begin, end));
}

void check_punctuation(struct check *check) {
    void (*customs)(struct check *, const struct sign *) = customs_of(check->to);
    struct str text = check->text.native;
    struct sign sign = {0};
    for (size_t at = 0; customs && at < text.length;) {
        size_t begin = at;
        sign.rune = utf8_next(text, &at);
        if (is_transparent(sign.rune)) {
            continue;
        }
        sign.at = begin;
        sign.after = next_rune(text, at);
        sign.text = around(check->pair->text, begin, at);
        customs(check, &sign);
        sign.before = sign.rune;
    }
}
