/* What a schema says about itself to the world outside: open data, schema.org, citations, dates. */
#include "site/build.h"

/* Class names of schema.org begin with a capital, property names do not; both are letters only. */
static bool is_schema_term(struct str term, bool is_class) {
    bool is_good = term.length > 0 && char_is_ascii_lower(term.data[0]) != is_class;
    for (size_t i = 0; is_good && i < term.length; i++) {
        is_good = char_is_ascii_letter(term.data[i]);
    }
    return is_good;
}

static struct str read_class(struct builder *b, struct str path, const struct node *map) {
    const struct node *node = read_scalar(map, STR("schema"));
    if (node && !is_schema_term(node->text, true)) {
        diag(b->diags, &MSG_BAD_SCHEMA_CLASS, node_place(path, node), node->text);
        return (struct str){0};
    }
    return node ? node->text : (struct str){0};
}

void read_field_meaning(struct builder *b, struct str path, const struct node *map,
                        struct field *field) {
    static const struct str roles[] = {
        [CITED_AS_NOTHING] = STR_INIT("none"),
        [CITED_AS_AUTHOR] = STR_INIT("author"),
        [CITED_AS_INSTITUTION] = STR_INIT("institution"),
        [CITED_AS_NUMBER] = STR_INIT("number"),
        [CITED_AS_CONFERENCE] = STR_INIT("conference"),
        [CITED_AS_PLACE] = STR_INIT("place"),
    };
    const struct node *node = read_scalar(map, STR("schema"));
    if (node && !is_schema_term(node->text, false)) {
        diag(b->diags, &MSG_BAD_SCHEMA_PROPERTY, node_place(path, node), node->text);
    } else if (node) {
        field->schema = node->text;
    }
    field->cited_as = (enum cited_as)read_choice(b, path, map, STR("citation"), roles,
                                                 sizeof roles / sizeof *roles, CITED_AS_NOTHING);
}

void read_open_data(struct builder *b, struct collection *collection) {
    static const struct str kinds[] = {
        [CITATION_NONE] = STR_INIT("none"),       [CITATION_REPORT] = STR_INIT("report"),
        [CITATION_ARTICLE] = STR_INIT("article"), [CITATION_BOOK] = STR_INIT("book"),
        [CITATION_PAPER] = STR_INIT("paper"),     [CITATION_WEB_PAGE] = STR_INIT("web-page"),
    };
    const struct node *data = collection->source->data;
    struct str path = collection->source->path;
    collection->has_data = read_flag(b, path, data, STR("data"), true);
    collection->schema = read_class(b, path, data);
    collection->citation = (enum citation_kind)read_choice(
        b, path, data, STR("citation"), kinds, sizeof kinds / sizeof *kinds, CITATION_NONE);
    const struct field *calendar = collection->calendar;
    if (calendar && calendar->type != FIELD_DATE && calendar->type != FIELD_DATE_RANGE) {
        diag(b->diags, &MSG_UNKNOWN_FIELD, node_place(path, node_get(data, STR("calendar"))),
             calendar->id);
        collection->calendar = NULL;
    }
}
