/* `glossary` of _collection.yaml: which fields say what is to be written, and what is not. */
#include "site/build.h"

static const struct field *find_any(struct builder *b, struct str path, const struct node *map,
                                    const char *key, const struct field *fields, size_t count) {
    const struct node *name = read_scalar(map, str_from(key));
    size_t index = name ? field_find(fields, count, name->text) : FIELD_NONE;
    if (index != FIELD_NONE && !fields[index].compute) {
        return &fields[index];
    }
    if (name) {
        diag(b->diags, &MSG_UNKNOWN_FIELD, node_place(path, name), name->text);
    }
    return NULL;
}

static const struct field *find_in(struct builder *b, struct str path, const struct node *map,
                                   const char *key, enum field_type type,
                                   const struct field *fields, size_t count) {
    const struct field *found = find_any(b, path, map, key, fields, count);
    if (found && found->type != type) {
        const struct node *name = read_scalar(map, str_from(key));
        diag(b->diags, &MSG_UNKNOWN_FIELD, node_place(path, name), name->text);
        found = NULL;
    }
    return found;
}

/* The term under `key` of the taxonomy of a field. */
static const struct term *term_of(struct builder *b, struct str path, const struct node *map,
                                  const char *key, const struct field *field) {
    const struct node *name = read_scalar(map, str_from(key));
    if (!name || !field) {
        return NULL;
    }
    const struct term *term = field->of ? taxonomy_term(field->of, name->text) : NULL;
    if (!term && field->of) {
        diag(b->diags, &MSG_UNKNOWN_TERM, node_place(path, name), name->text, field->of->id);
    }
    return term;
}

static void read_variants(struct builder *b, const struct collection *collection,
                          const struct node *map, struct glossary_rule *rule) {
    struct str path = collection->source->path;
    const struct field *variants =
        find_in(b, path, map, "variants", FIELD_LIST, collection->fields, collection->field_count);
    const struct field *each = variants ? variants->element : NULL;
    if (!each) {
        return;
    }
    size_t count = each->type == FIELD_MAP ? each->field_count : 0;
    const struct field *text = find_in(b, path, map, "text", FIELD_TEXT, each->fields, count);
    const struct field *usage = find_in(b, path, map, "usage", FIELD_TERM, each->fields, count);
    if (text && usage) {
        rule->variants = variants;
        rule->text = text;
        rule->usage = usage;
        rule->avoid = term_of(b, path, map, "avoid", usage);
    }
}

void read_glossary(struct builder *b, struct collection *collection) {
    static const struct key_rule keys[] = {
        {STR_INIT("term"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("variants"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("text"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("usage"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("avoid"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("binding"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("binds"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("definition"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("subject"), NODE_SCALAR, KEY_OPTIONAL},
    };
    struct str path = collection->source->path;
    const struct node *map = node_get(collection->source->data, STR("glossary"));
    if (!map || map->kind != NODE_MAP ||
        !check_keys(b, path, map, STR("glossary"), keys, sizeof keys / sizeof *keys)) {
        return;
    }
    struct glossary_rule *rule = ARENA_NEW(b->arena, struct glossary_rule);
    const struct field *fields = collection->fields;
    size_t count = collection->field_count;
    rule->term = find_in(b, path, map, "term", FIELD_TEXT, fields, count);
    rule->binding = find_in(b, path, map, "binding", FIELD_TERM, fields, count);
    rule->binds = term_of(b, path, map, "binds", rule->binding);
    rule->definition = find_any(b, path, map, "definition", fields, count);
    rule->subject = find_any(b, path, map, "subject", fields, count);
    read_variants(b, collection, map, rule);
    collection->glossary = rule->term ? rule : NULL;
}
