#include "sources/lang_tag.h"
#include "sources/markdown_document.h"

/* Languages usually written from right to left, for tags that name no script; and such scripts. */
static const struct str right_to_left_languages[] = {
    STR_INIT("ar"),  STR_INIT("arc"), STR_INIT("azb"), STR_INIT("bal"), STR_INIT("bqi"),
    STR_INIT("ckb"), STR_INIT("dv"),  STR_INIT("fa"),  STR_INIT("glk"), STR_INIT("he"),
    STR_INIT("khw"), STR_INIT("ks"),  STR_INIT("lrc"), STR_INIT("luz"), STR_INIT("mzn"),
    STR_INIT("nqo"), STR_INIT("pnb"), STR_INIT("ps"),  STR_INIT("sd"),  STR_INIT("sdh"),
    STR_INIT("skr"), STR_INIT("syr"), STR_INIT("ug"),  STR_INIT("ur"),  STR_INIT("yi"),
    STR_INIT("arz"), STR_INIT("ary"), STR_INIT("apc"), STR_INIT("aeb"), STR_INIT("prs"),
    STR_INIT("haz"), STR_INIT("rhg"),
};
static const struct str right_to_left_scripts[] = {
    STR_INIT("Adlm"), STR_INIT("Arab"), STR_INIT("Aran"), STR_INIT("Hebr"), STR_INIT("Mand"),
    STR_INIT("Nkoo"), STR_INIT("Rohg"), STR_INIT("Samr"), STR_INIT("Syrc"), STR_INIT("Thaa"),
};

static bool is_one_of(struct str word, const struct str *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(word, words[i])) {
            return true;
        }
    }
    return false;
}

/* The direction of a language, by the script its canonical tag names or else by its usual one. */
static struct str direction_of(struct str lang) {
    struct str rest = lang;
    struct str language = str_cut(&rest, '-');
    struct str script = str_cut(&rest, '-');
    bool is_rtl;

    if (script.length == 4 && char_is_ascii_letter(script.data[0])) {
        is_rtl = is_one_of(script, right_to_left_scripts,
                           sizeof right_to_left_scripts / sizeof *right_to_left_scripts);
    } else {
        is_rtl = is_one_of(language, right_to_left_languages,
                           sizeof right_to_left_languages / sizeof *right_to_left_languages);
    }
    return is_rtl ? STR("rtl") : STR("ltr");
}

/* "fr" -> fr: a value may stand in quotes. */
static struct str unquote(struct str value) {
    if (value.length >= 2 && (value.data[0] == '"' || value.data[0] == '\'') &&
        value.data[value.length - 1] == value.data[0]) {
        return str_slice(value, 1, value.length - 1);
    }
    return value;
}

/* Behind the bracket that ends the span: where its attributes are. */
static struct place span_place(const struct document *document, const struct mark *end) {
    return document_place_behind(document, end, 1);
}

static bool read_attribute(struct document *document, struct mark *span, struct str attribute,
                           const struct mark *end) {
    struct str value = attribute;
    struct str name = str_cut(&value, '=');

    value = unquote(value);
    if (str_equal(name, STR("lang"))) {
        span->text = lang_tag_canonical(document->arena, value);
        if (str_is_empty(span->text)) {
            REPORT(document, &MSG_SPAN_LANG, span_place(document, end), value);
            return false;
        }
        return true;
    }
    if (str_equal(name, STR("dir"))) {
        span->title = value;
        if (!str_equal(value, STR("rtl")) && !str_equal(value, STR("ltr"))) {
            REPORT(document, &MSG_SPAN_DIR, span_place(document, end), value);
            return false;
        }
        return true;
    }
    REPORT(document, &MSG_SPAN_ATTRIBUTE, span_place(document, end), attribute);
    return false;
}

bool span_read(struct document *document, struct mark *span, struct str attributes,
               const struct mark *end) {
    struct str rest = attributes;

    span->text = span->title = (struct str){0};
    while (rest.length > 0) {
        struct str attribute = str_cut(&rest, ' ');

        if (!str_is_empty(attribute) && !read_attribute(document, span, attribute, end)) {
            return false;
        }
    }
    if (str_is_empty(span->text)) {
        REPORT(document, &MSG_SPAN_NO_LANG, span_place(document, end), attributes);
        return false;
    }
    if (str_is_empty(span->title)) {
        span->title = direction_of(span->text);
    }
    return true;
}
