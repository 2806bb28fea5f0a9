#include "pages/meaning.h"

#include "base/list.h"
#include "pages/data.h"

#define PLAIN_MAX_CHARACTERS 500

struct gathering {
    struct arena *arena;
    LIST(struct meaning) list;
};

static void gather(struct gathering *g, struct meaning outer, const struct field *field,
                   const struct shown *shown) {
    struct meaning own = {field->schema.length > 0 ? field->schema : outer.property,
                          field->cited_as ? field->cited_as : outer.cited_as, field, shown};
    if (!view_is_visible(shown)) {
        return;
    }
    if (shown->kind == SHOWN_LIST) {
        for (size_t i = 0; i < shown->count; i++) {
            gather(g, own, field->element, &shown->values[i]);
        }
    } else if (shown->kind == SHOWN_MAP) {
        for (size_t i = 0; i < shown->count; i++) {
            gather(g, own, &field->fields[i], &shown->values[i]);
        }
    } else if (own.property.length > 0 || own.cited_as) {
        *LIST_ADD(&g->list, g->arena) = own;
    }
}

static bool has_meaning(const struct field *field) {
    if (field->schema.length > 0 || field->cited_as) {
        return true;
    }
    if (field->type == FIELD_LIST) {
        return has_meaning(field->element);
    }
    for (size_t i = 0; i < field->field_count; i++) {
        if (has_meaning(&field->fields[i])) {
            return true;
        }
    }
    return false;
}

struct meanings meanings_of(const struct view *view, const struct entry *entry) {
    const struct collection *collection = entry->item->collection;
    struct gathering g = {.arena = view->arena};
    for (size_t i = 0; i < collection->field_count; i++) {
        if (has_meaning(&collection->fields[i])) {
            struct shown *shown = ARENA_NEW(view->arena, struct shown);
            *shown = data_field(entry, i, view->arena);
            gather(&g, (struct meaning){0}, &collection->fields[i], shown);
        }
    }
    return (struct meanings){g.list.items, g.list.count};
}

static struct text plain(const struct view *view, struct text markdown) {
    struct strbuf text = {0};
    struct arena scratch = {0};
    markdown_plain(markdown.text, PLAIN_MAX_CHARACTERS, &scratch, &text);
    struct text result = {str_copy(view->arena, strbuf_view(&text)), markdown.language};
    arena_release(&scratch);
    strbuf_release(&text);
    return result;
}

struct text meaning_text(const struct view *view, const struct shown *shown) {
    return shown->kind == SHOWN_MARKDOWN ? plain(view, shown->text) : shown->text;
}

struct text meaning_summary(const struct view *view, const struct entry *entry) {
    const struct collection *collection = entry->item->collection;
    struct text summary = entry_summary(entry);
    bool is_markdown = collection->summary != FIELD_NONE &&
                       collection->fields[collection->summary].type == FIELD_MARKDOWN;
    return is_markdown && summary.text.length > 0 ? plain(view, summary) : summary;
}
