/*
 * check.h - what the checks of one segment share; private to translate/.
 *
 * Each check looks at one pair and reports by check_found(). What its translator allows is not
 * reported.
 */
#ifndef ISOGLOSS_TRANSLATE_CHECK_H
#define ISOGLOSS_TRANSLATE_CHECK_H

#include "translate/months.h"
#include "translate/prose.h"
#include "translate/words.h"

/* What translators may allow, by the names they write: check_kinds in checks.c. */
enum check_kind {
    CHECK_NUMBER,
    CHECK_DATE,
    CHECK_SYMBOL,
    CHECK_LINK,
    CHECK_IMAGE,
    CHECK_FOOTNOTE,
    CHECK_PLACEHOLDER,
    CHECK_COUNTRY,
    CHECK_TERM,
    CHECK_LANGUAGE,
    CHECK_SCRIPT,
    CHECK_PUNCTUATION
};
#define CHECK_KIND_COUNT (CHECK_PUNCTUATION + 1)

/* A name that the site has in several languages: of a country, a term. */
struct known_name {
    const struct item *item;
    struct words *by_language;         /* parallel to site->languages; empty where there is none */
    struct words_list *also, *avoided; /* the same: other forms; those that are not to be written */
    bool is_binding;                   /* a translation must use one of its forms */
};
struct words_list {
    LIST(struct words) list;
};

/* What is known of the site, made once. */
struct check_facts {
    const struct site *site;
    LIST(struct known_name) countries, terms;
    struct months *months; /* parallel to site->languages */
};
void check_facts_read(struct check_facts *facts, const struct site *site, struct arena *arena);

struct check {
    const struct check_facts *facts;
    const struct pairs *pairs;
    const struct pair *pair;
    const struct language *from, *to; /* of source and translation */
    bool has_source;                  /* the translation can be compared with what it was made of */
    struct str source_text;
    struct prose source, text;
    struct words source_words, words;
    struct arena *arena; /* of the pair */
    struct diags *diags;
    bool is_error;          /* what is found is an error */
    unsigned allowed, used; /* bits of kinds */
};

/* Reports what was found, unless it is allowed. {1} is the segment, so arguments (at most three)
   begin with {2}. */
#define check_found(check, kind, message, ...)                                                     \
    check_found_at((check), STR_NONE, (kind), (message), ##__VA_ARGS__)
/* The same of what stands at a byte of the translation. */
#define check_found_at(check, at, kind, message, ...)                                              \
    check_report(                                                                                  \
        (check), (at), (kind), (message),                                                          \
        (const struct str[]){(struct str){0}, ##__VA_ARGS__} + 1,                                  \
        sizeof((const struct str[]){(struct str){0}, ##__VA_ARGS__}) / sizeof(struct str) - 1)
void check_report(struct check *check, size_t at, enum check_kind kind,
                  const struct message *message, const struct str *arguments, size_t count);

/* check_figures.c: numbers, symbols of documents and months of dates are those of the source. */
void check_figures(struct check *check);
/* check_marks.c: so are links, pictures, footnotes and placeholders. */
void check_marks(struct check *check);
/* check_names.c: countries are named, terms are those of the glossary. */
void check_countries(struct check *check);
void check_terms(struct check *check);
/* check_language.c: nothing is left in the language of the source, or in a wrong script. */
void check_language(struct check *check);
void check_script(struct check *check);
/* check_punctuation.c: signs are those of the language, and stand as they do there. */
void check_punctuation(struct check *check);

#endif
