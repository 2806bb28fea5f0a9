/* Which columns a table has. */
#include "base/list.h"
#include "pages/data.h"

struct column_list {
    struct arena *arena;
    LIST(struct column) columns;
};

static void add(struct column_list *list, struct column column, const char *suffix,
                enum column_part part) {
    struct column *slot = LIST_ADD(&list->columns, list->arena);
    *slot = column;
    slot->name = str_join(list->arena, column.name, str_from(suffix));
    slot->part = part;
}

static void add_leaf(struct column_list *list, struct column column) {
    const struct field *leaf = column.leaf;
    switch (leaf->type) {
    case FIELD_DATE_RANGE:
        add(list, column, ".from", COLUMN_FROM);
        add(list, column, ".to", COLUMN_TO);
        break;
    case FIELD_TEXT:
    case FIELD_MARKDOWN:
        add(list, column, "", COLUMN_VALUE);
        if (leaf->is_translatable) {
            add(list, column, ".lang", COLUMN_LANG);
        }
        break;
    case FIELD_REFERENCE:
    case FIELD_TERM:
    case FIELD_COUNTRY:
    case FIELD_LANGUAGE:
        add(list, column, "", COLUMN_VALUE);
        add(list, column, ".title", COLUMN_NAME);
        add(list, column, ".title.lang", COLUMN_LANG);
        break;
    default:
        add(list, column, "", COLUMN_VALUE);
        break;
    }
}

static void add_field(struct column_list *list, struct column column, const struct field *field,
                      size_t depth) {
    while (field->type == FIELD_LIST && field->element) {
        field = field->element;
        column.list_depth++;
    }
    if (field->type != FIELD_MAP) {
        column.leaf = field;
        add_leaf(list, column);
        return;
    }
    struct str prefix = str_join(list->arena, column.name, STR("."));
    for (size_t i = 0; i < field->field_count && depth < COLUMN_MAX_DEPTH; i++) {
        column.name = str_join(list->arena, prefix, field->fields[i].id);
        column.steps[depth] = i;
        add_field(list, column, &field->fields[i], depth + 1);
    }
}

/* No field can have a point in its name, so these have one. */
static void add_entry_columns(struct column_list *list) {
    static const struct {
        const char *name;
        enum column_part part;
    } parts[] = {
        {"entry.id", COLUMN_ID},
        {"entry.lang", COLUMN_ENTRY_LANG},
        {"entry.original", COLUMN_ORIGINAL},
        {"entry.languages", COLUMN_LANGUAGES},
        {"entry.updated", COLUMN_UPDATED},
        {"entry.sample", COLUMN_SAMPLE},
        {"entry.url", COLUMN_ADDRESS},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        add(list, (struct column){.field = FIELD_NONE}, parts[i].name, parts[i].part);
    }
}

struct columns data_columns(struct arena *arena, const struct collection *collection) {
    struct column_list list = {.arena = arena};
    add_entry_columns(&list);
    for (size_t i = 0; i < collection->field_count; i++) {
        struct column column = {.name = collection->fields[i].id, .field = i};
        add_field(&list, column, &collection->fields[i], 0);
    }
    return (struct columns){list.columns.items, list.columns.count};
}
