/*
 * Figures in a text that runs from right to left. A browser takes 0.5% there for a number and a
 * sign beside it, and puts the sign on the other side; so it does with a minus. Isolated, they stay
 * as they were written, which is also how fields of records show theirs.
 */
#include "sources/markdown_html.h"

static bool starts_at(struct str text, size_t at, struct str with) {
    return str_starts(str_from_byte(text, at), with);
}

/* The length of the first of `signs` that stands at `at`, or 0. */
static size_t sign_length(struct str text, size_t at, const struct str *signs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (starts_at(text, at, signs[i])) {
            return signs[i].length;
        }
    }
    return 0;
}

static bool is_digit_at(struct str text, size_t at) {
    return at < text.length && char_is_digit(text.data[at]);
}

/* 1,250.75 or 3-5: what joins numbers stands between digits only. */
static size_t number_end(struct str text, size_t at) {
    static const struct str joints[] = {STR_INIT("."), STR_INIT(","), STR_INIT("-"), STR_INIT("–"),
                                        STR_INIT("/")};
    size_t joint = 0;
    while (is_digit_at(text, at + joint)) {
        at += joint + 1;
        joint = sign_length(text, at, joints, sizeof joints / sizeof *joints);
    }
    return at;
}

static size_t percent_end(struct str text, size_t at) {
    static const struct str spaces[] = {STR_INIT(" "), STR_INIT("\u00A0"), STR_INIT("\u202F")};
    static const struct str signs[] = {STR_INIT("%"), STR_INIT("‰")};
    size_t space = sign_length(text, at, spaces, sizeof spaces / sizeof *spaces);
    size_t sign = sign_length(text, at + space, signs, sizeof signs / sizeof *signs);
    return sign > 0 ? at + space + sign : at;
}

/* The end of the figure that begins at `at`; `at` itself if none does, or one that needs nothing.
 */
static size_t figure_end(struct str text, size_t at) {
    static const struct str signs[] = {STR_INIT("-"), STR_INIT("+"), STR_INIT("\u2212"),
                                       STR_INIT("±")};
    size_t sign = sign_length(text, at, signs, sizeof signs / sizeof *signs);
    char before = at > 0 ? text.data[at - 1] : ' ';
    bool is_apart = char_is_blank(before) || before == '(';
    bool is_within_word = char_is_ascii_letter(before) || char_is_digit(before) ||
                          str_find_char(STR(".,-/+_:"), before, 0) != STR_NONE;
    if (sign > 0 ? !is_apart : is_within_word) {
        return at;
    }
    size_t number = number_end(text, at + sign);
    size_t end = percent_end(text, number);
    bool is_figure = number > at + sign && (sign > 0 || end > number);
    return is_figure ? end : at;
}

void html_put_text(struct renderer *renderer, struct str text) {
    struct str dir = renderer->setting->figure_dir;
    size_t done = 0;
    for (size_t at = 0, end; !str_is_empty(dir) && at < text.length; at = end) {
        end = figure_end(text, at);
        if (end == at) {
            end = at + 1;
            continue;
        }
        put_text(renderer, str_slice(text, done, at));
        put(renderer, STR("<bdi"));
        put_attribute(renderer, STR("dir"), dir);
        put(renderer, STR(">"));
        put_text(renderer, str_slice(text, at, end));
        put(renderer, STR("</bdi>"));
        done = end;
    }
    put_text(renderer, str_from_byte(text, done));
}
