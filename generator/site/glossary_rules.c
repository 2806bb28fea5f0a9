/* `glossary` of _collection.yaml: which fields say what is to be written, and what is not. */
#include "site/build.h"

static const struct field *find_in(struct builder *b, struct str path, const struct node *map,
                                   const char *key, const struct field *fields, size_t count) {
    const struct node *name = read_scalar(map, str_from(key));
    size_t index = name ? field_find(fields, count, name->text) : FIELD_NONE;
    if (name && index == FIELD_NONE) {
        diag(b->diags, &MSG_UNKNOWN_FIELD, node_place(path, name), name->text);
    }
    return index == FIELD_NONE ? NULL : &fields[index];
}

/* The term under `key` of the taxonomy of a field. */
static const struct term *term_of(struct builder *b, struct str path, const struct node *map,
                                  const char *key, const struct field *field) {
    const struct node *name = read_scalar(map, str_from(key));
    if (!name || !field) {
        return NULL;
    }
    const struct term *term = field->of ? taxonomy_term(field->of, name->text) : NULL;
    if (!term) {
        diag(b->diags, &MSG_UNKNOWN_TERM, node_place(path, name), name->text,
             field->of ? field->of->id : field->id);
    }
    return term;
}

static void read_variants(struct builder *b, const struct collection *collection,
                          const struct node *map, struct glossary_rule *rule) {
    struct str path = collection->source->path;
    const struct field *variants =
        find_in(b, path, map, "variants", collection->fields, collection->field_count);
    const struct field *each = variants ? field_innermost(variants) : NULL;
    if (!each || variants->type != FIELD_LIST || each->type != FIELD_MAP) {
        return;
    }
    rule->variants = variants;
    rule->text = find_in(b, path, map, "text", each->fields, each->field_count);
    rule->usage = find_in(b, path, map, "usage", each->fields, each->field_count);
    rule->avoid = term_of(b, path, map, "avoid", rule->usage);
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
    };
    struct str path = collection->source->path;
    const struct node *map = node_get(collection->source->data, STR("glossary"));
    if (!map || map->kind != NODE_MAP ||
        !check_keys(b, path, map, STR("glossary"), keys, sizeof keys / sizeof *keys)) {
        return;
    }
    struct glossary_rule *rule = ARENA_NEW(b->arena, struct glossary_rule);
    rule->term = find_in(b, path, map, "term", collection->fields, collection->field_count);
    read_variants(b, collection, map, rule);
    rule->binding = find_in(b, path, map, "binding", collection->fields, collection->field_count);
    rule->binds = term_of(b, path, map, "binds", rule->binding);
    collection->glossary = rule->term && rule->term->type == FIELD_TEXT ? rule : NULL;
}
