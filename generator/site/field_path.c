#include "site/field_path.h"

#include "site/site.h"

/* Where a step can be taken. */
struct standpoint {
    const struct field *fields;
    size_t count;
};

static struct standpoint beyond(const struct field *field) {
    if (field->type == FIELD_MAP) {
        return (struct standpoint){field->fields, field->field_count};
    }
    if (field->type == FIELD_REFERENCE && field->to) {
        return (struct standpoint){field->to->fields, field->to->field_count};
    }
    return (struct standpoint){0};
}

struct field_path field_path_read(const struct collection *from, struct str text,
                                  struct str *missing) {
    struct field_path path = {.text = text};
    struct standpoint at = {from->fields, from->field_count};
    struct str rest = text;
    while (rest.length > 0) {
        *missing = str_cut(&rest, '.');
        size_t index = field_find(at.fields, at.count, *missing);
        if (index == FIELD_NONE || path.step_count == FIELD_PATH_MAX_STEPS) {
            path.end = NULL;
            return path;
        }
        path.steps[path.step_count++] = index;
        path.has_computed = path.has_computed || at.fields[index].compute;
        path.end = field_innermost(&at.fields[index]);
        if (!path.end) {
            return path; /* the schema's own error */
        }
        at = beyond(path.end);
    }
    return path;
}

struct walk {
    const struct field_path *path;
    const struct held_at *held;
    void (*each)(void *context, const struct value *value);
    void *context;
};

static bool is_held(const struct walk *walk, const struct field *map, const struct value *value) {
    struct date from = {0}, until = {0};
    if (map->valid_from && value->list.values[map->valid_from - map->fields].is_set) {
        from = value->list.values[map->valid_from - map->fields].dates.from;
    }
    if (map->valid_until && value->list.values[map->valid_until - map->fields].is_set) {
        until = value->list.values[map->valid_until - map->fields].dates.to;
    }
    switch (walk->held->when) {
    case HELD_NOW:
        return (from.year == 0 || clock_has_passed(walk->held->clock, date_begin(from))) &&
               (until.year == 0 || !clock_has_passed(walk->held->clock, date_end(until)));
    case HELD_AT:
        return (from.year == 0 || date_begin(from) <= walk->held->instant) &&
               (until.year == 0 || walk->held->instant < date_end(until));
    default:
        return true;
    }
}

static void step(const struct walk *walk, const struct field *fields, const struct value *values,
                 size_t at);

static void pass(const struct walk *walk, const struct field *field, const struct value *value,
                 size_t next) {
    if (!value->is_set) {
        return;
    }
    if (field->type == FIELD_LIST) {
        for (size_t i = 0; i < value->list.count; i++) {
            pass(walk, field->element, &value->list.values[i], next);
        }
    } else if (field->type == FIELD_MAP && !is_held(walk, field, value)) {
        return;
    } else if (next == walk->path->step_count) {
        walk->each(walk->context, value);
    } else if (field->type == FIELD_MAP) {
        step(walk, field->fields, value->list.values, next);
    } else if (field->type == FIELD_REFERENCE && value->item) {
        const struct item *item = value->item;
        step(walk, item->collection->fields, item->versions[0].values, next);
    }
}

static void step(const struct walk *walk, const struct field *fields, const struct value *values,
                 size_t at) {
    size_t index = walk->path->steps[at];
    pass(walk, &fields[index], &values[index], at + 1);
}

void field_path_walk(const struct field_path *path, const struct item *item,
                     const struct held_at *held, void (*each)(void *context, const struct value *),
                     void *context) {
    struct walk walk = {path, held, each, context};
    step(&walk, item->collection->fields, item->versions[0].values, 0);
}
