/* The stage as text: what `isogloss dump editions` prints and golden tests compare. */
#include "editions/editions.h"

#include "base/utf8.h"

static void add_text(struct strbuf *out, struct text text) {
    strbuf_add_visible(out, text.text);
    if (text.language) {
        strbuf_add_format(out, " [%.*s]", STR_ARG(text.language->tag));
    }
}

static const char *state_name(enum entry_state state) {
    static const char *const names[] = {"own", "page", "link", "hidden"};
    return names[state];
}

static void dump_shown(const struct field *field, const struct shown *shown, unsigned depth,
                       struct strbuf *out) {
    if (shown->kind == SHOWN_NOTHING) {
        return;
    }
    for (unsigned i = 0; i < depth; i++) {
        strbuf_add_c(out, "  ");
    }
    strbuf_add(out, field->id.length > 0 ? field->id : STR("-"));
    strbuf_add_c(out, ": ");
    add_text(out, shown->text);
    if (shown->code.length > 0) {
        strbuf_add_format(out, " (%.*s)", STR_ARG(shown->code));
    }
    strbuf_add_char(out, '\n');
    for (size_t i = 0; i < shown->count; i++) {
        dump_shown(shown->kind == SHOWN_MAP ? &field->fields[i] : field->element, &shown->values[i],
                   depth + 1, out);
    }
}

static void dump_responses(const struct responses *responses, struct strbuf *out) {
    strbuf_add_format(out, "    asked %.*s replied %.*s rate ", STR_ARG(responses->asked.text),
                      STR_ARG(responses->replied.text));
    strbuf_add_visible(out, responses->rate.text);
    strbuf_add_char(out, '\n');
    for (size_t i = 0; i < responses->count; i++) {
        const struct response *row = &responses->rows[i];
        struct str reply = row->reply ? row->reply->item->id : STR("-");
        strbuf_add_format(out, "      response %.*s %.*s%s\n", STR_ARG(row->by->item->id),
                          STR_ARG(reply), row->was_asked ? "" : " unasked");
    }
}

static void dump_entry(const struct entry *entry, struct arena *scratch, struct strbuf *out) {
    const struct item *item = entry->item;
    strbuf_add_format(out, "  entry %.*s/%.*s %s ", STR_ARG(item->collection->id),
                      STR_ARG(item->id), state_name(entry->state));
    add_text(out, entry->title);
    strbuf_add_char(out, ' ');
    strbuf_add_visible(out, entry->note.text);
    strbuf_add_char(out, '\n');
    for (size_t i = 0; i < item->collection->field_count; i++) {
        struct shown shown = entry_field(entry, i, scratch);
        dump_shown(&item->collection->fields[i], &shown, 2, out);
    }
    if (item->collection->form) {
        dump_responses(entry_responses(entry), out);
    }
    for (size_t i = 0; i < entry->reverse_count; i++) {
        strbuf_add_c(out, "    reverse ");
        strbuf_add_visible(out, entry->reverse[i].label.text);
        for (size_t j = 0; j < entry->reverse[i].count; j++) {
            strbuf_add_format(out, " %.*s", STR_ARG(entry->reverse[i].mentions[j].entry->item->id));
        }
        strbuf_add_char(out, '\n');
    }
}

static void dump_group(const char *kind, struct str id, struct text label,
                       const struct entry *const *entries, size_t count, struct strbuf *out) {
    strbuf_add_format(out, "    %s %.*s ", kind, STR_ARG(id));
    add_text(out, label);
    strbuf_add_char(out, ':');
    for (size_t i = 0; i < count; i++) {
        strbuf_add_format(out, " %.*s", STR_ARG(entries[i]->item->id));
    }
    strbuf_add_char(out, '\n');
}

static void dump_value(const char *kind, const struct facet_value *value, struct strbuf *out) {
    dump_group(kind, value->id, value->label, value->entries, value->count, out);
    for (size_t i = 0; value->groups[0].label.text.length > 0 && i < value->group_count; i++) {
        const struct group *group = &value->groups[i];
        dump_group("  in", group->id, group->label, group->entries, group->count, out);
    }
    for (size_t i = 0; i < value->narrower_count; i++) {
        for (size_t j = 0; j < value->narrower[i].count; j++) {
            dump_value("  narrower", &value->narrower[i].values[j], out);
        }
    }
}

static void dump_shelf(const struct shelf *shelf, struct strbuf *out) {
    strbuf_add_format(out, "  shelf %.*s ", STR_ARG(shelf->collection->id));
    strbuf_add_visible(out, shelf->count_text.text);
    strbuf_add_char(out, '\n');
    for (size_t i = 0; i < shelf->group_count; i++) {
        const struct group *group = &shelf->groups[i];
        dump_group("group", group->id, group->label, group->entries, group->count, out);
    }
    for (size_t i = 0; i < shelf->facet_count; i++) {
        const struct facet *facet = &shelf->facets[i];
        for (size_t j = 0; j < facet->count; j++) {
            const struct facet_value *value = &facet->values[j];
            dump_value("facet", value, out);
        }
    }
}

void editions_dump(const struct editions *editions, struct strbuf *out) {
    struct arena scratch = {0};
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *edition = &editions->items[i];
        strbuf_add_format(out, "edition %.*s %.*s ", STR_ARG(edition->tag),
                          STR_ARG(edition->direction));
        strbuf_add_visible(out, edition->autonym);
        strbuf_add_char(out, '\n');
        for (size_t j = 0; j < editions->site->item_count; j++) {
            dump_entry(&edition->entries[j], &scratch, out);
            arena_reset(&scratch);
        }
        for (size_t j = 0; j < editions->site->collection_count; j++) {
            dump_shelf(&edition->shelves[j], out);
        }
        for (size_t j = 0; j < edition->letter_count; j++) {
            const struct group *letter = &edition->letters[j];
            dump_group("letter", letter->id, letter->label, letter->entries, letter->count, out);
        }
    }
    arena_release(&scratch);
}
