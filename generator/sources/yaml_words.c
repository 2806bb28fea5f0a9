#include "sources/yaml_words.h"

#include "base/utf8.h"
#include "sources/messages.h"

enum where { AT_PROBLEM, AT_CONTEXT };

/* The first row whose words occur in the complaint counts. An empty context fits all. */
static const struct {
    struct str problem, context;
    const struct message *message;
    enum where where;
} words[] = {
    {STR_INIT("mapping values are not allowed"), STR_INIT(""), &MSG_YAML_COLON, AT_PROBLEM},
    {STR_INIT("found unexpected end of stream"), STR_INIT(""), &MSG_YAML_QUOTE_OPEN, AT_CONTEXT},
    {STR_INIT("found unexpected document indicator"), STR_INIT(""), &MSG_YAML_QUOTE_OPEN,
     AT_CONTEXT},
    {STR_INIT("could not find expected ':'"), STR_INIT(""), &MSG_YAML_NO_COLON, AT_CONTEXT},
    {STR_INIT(" tab character"), STR_INIT(""), &MSG_YAML_TAB, AT_PROBLEM},
    {STR_INIT(""), STR_INIT("while scanning an alias"), &MSG_YAML_ANCHOR, AT_CONTEXT},
    {STR_INIT(""), STR_INIT("while scanning an anchor"), &MSG_YAML_ANCHOR, AT_CONTEXT},
    {STR_INIT(""), STR_INIT("while scanning a tag"), &MSG_YAML_TAG, AT_CONTEXT},
    {STR_INIT(""), STR_INIT("while parsing a tag"), &MSG_YAML_TAG, AT_CONTEXT},
    {STR_INIT("undefined tag handle"), STR_INIT(""), &MSG_YAML_TAG, AT_PROBLEM},
    {STR_INIT(""), STR_INIT("directive"), &MSG_YAML_DIRECTIVE, AT_CONTEXT},
    {STR_INIT("directive"), STR_INIT(""), &MSG_YAML_DIRECTIVE, AT_PROBLEM},
    {STR_INIT("incompatible YAML"), STR_INIT(""), &MSG_YAML_DIRECTIVE, AT_PROBLEM},
    {STR_INIT("<document start>"), STR_INIT(""), &MSG_YAML_SECOND_DOCUMENT, AT_PROBLEM},
    {STR_INIT("block sequence entries are not allowed"), STR_INIT(""), &MSG_YAML_DASH, AT_PROBLEM},
    {STR_INIT("expected '-' indicator"), STR_INIT(""), &MSG_YAML_INDENT, AT_PROBLEM},
    {STR_INIT("mapping keys are not allowed"), STR_INIT(""), &MSG_YAML_SPECIAL, AT_PROBLEM},
    {STR_INIT("expected ',' or"), STR_INIT(""), &MSG_YAML_BRACKET, AT_PROBLEM},
    {STR_INIT("expected node content"), STR_INIT("flow"), &MSG_YAML_BRACKET, AT_PROBLEM},
    {STR_INIT("expected node content"), STR_INIT(""), &MSG_YAML_SPECIAL, AT_PROBLEM},
    {STR_INIT(""), STR_INIT("while parsing a quoted scalar"), &MSG_YAML_ESCAPE, AT_PROBLEM},
    {STR_INIT(""), STR_INIT("while scanning a block scalar"), &MSG_YAML_BLOCK, AT_PROBLEM},
    {STR_INIT("control characters are not allowed"), STR_INIT(""), &MSG_YAML_CONTROL, AT_PROBLEM},
};

size_t yaml_offset(struct str text, size_t line, size_t column) {
    size_t at = 0;
    while (line > 0) {
        at = str_find_char(text, '\n', at);
        if (at == STR_NONE) {
            return text.length;
        }
        at++;
        line--;
    }
    while (column > 0 && at < text.length && text.data[at] != '\n') {
        utf8_next(text, &at);
        column--;
    }
    return at;
}

static bool says(struct str words_said, struct str part) {
    return str_is_empty(part) || str_find(words_said, part, 0) != STR_NONE;
}

static struct str character_at(struct str text, size_t at) {
    if (at >= text.length) {
        return STR("");
    }
    size_t end = at;
    utf8_next(text, &end);
    return str_slice(text, at, end);
}

static bool is_first_on_its_line(struct str text, size_t at) {
    while (at > 0 && text.data[at - 1] == ' ') {
        at--;
    }
    return at == 0 || text.data[at - 1] == '\n';
}

/* "did not find expected key" has three everyday causes. */
static const struct message *explain_missing_key(struct str text, size_t at) {
    if (at < text.length && text.data[at] == ':') {
        return &MSG_YAML_EMPTY_KEY;
    }
    return is_first_on_its_line(text, at) ? &MSG_YAML_INDENT : &MSG_YAML_AFTER_VALUE;
}

struct yaml_explanation yaml_explain(const struct yaml_complaint *complaint) {
    struct yaml_explanation explanation = {&MSG_YAML_SYNTAX, complaint->problem_at,
                                           complaint->problem};
    if (says(complaint->problem, STR("character that cannot start any token"))) {
        explanation.argument = character_at(complaint->text, complaint->problem_at);
        bool is_tab = str_equal(explanation.argument, STR("\t"));
        explanation.message = is_tab ? &MSG_YAML_TAB : &MSG_YAML_SPECIAL;
        return explanation;
    }
    if (says(complaint->problem, STR("expected key"))) {
        explanation.message = explain_missing_key(complaint->text, complaint->problem_at);
        return explanation;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (says(complaint->problem, words[i].problem) &&
            says(complaint->context, words[i].context)) {
            explanation.message = words[i].message;
            explanation.at =
                words[i].where == AT_CONTEXT ? complaint->context_at : complaint->problem_at;
            explanation.argument = character_at(complaint->text, explanation.at);
            break;
        }
    }
    return explanation;
}
