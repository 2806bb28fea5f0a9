/* The stage as text: what `isogloss dump site` prints and golden tests compare. */
#include "base/utf8.h"
#include "site/build.h"

static void add_line(struct strbuf *out, unsigned depth, const char *label, struct str text) {
    for (unsigned i = 0; i < depth; i++) {
        strbuf_add_c(out, "  ");
    }
    strbuf_add_c(out, label);
    strbuf_add_char(out, ' ');
    strbuf_add_visible(out, text);
    strbuf_add_char(out, '\n');
}

static void dump_languages(const struct site *site, struct strbuf *out) {
    for (size_t i = 0; i < site->language_count; i++) {
        const struct language *language = &site->languages[i];
        strbuf_add_format(out, "language %.*s%s translated %zu", STR_ARG(language->tag),
                          language->is_official ? " official" : "",
                          language->catalog->translated_count);
        if (language->parent) {
            strbuf_add_format(out, " parent %.*s", STR_ARG(language->parent->tag));
        }
        strbuf_add_char(out, '\n');
    }
}

static void dump_field(const struct field *field, struct strbuf *out) {
    strbuf_add_format(out, "  field %.*s %.*s", STR_ARG(field->id),
                      STR_ARG(field_type_name(field->type)));
    if (field->type == FIELD_LIST && field->element) {
        strbuf_add_format(out, " of %.*s", STR_ARG(field_type_name(field->element->type)));
    }
    strbuf_add_c(out, field->is_required ? " required" : "");
    strbuf_add_c(out, field->is_own ? " own" : field->is_translatable ? " translatable" : "");
    if (field->facet.length > 0) {
        strbuf_add_format(out, " facet %.*s", STR_ARG(field->facet));
    }
    strbuf_add_char(out, '\n');
}

static void dump_value(struct arena *scratch, const struct field *field, const struct value *value,
                       unsigned depth, struct strbuf *out) {
    const char *label = field->id.length > 0 ? str_to_c(scratch, field->id) : "-";
    if (!value->is_set) {
        return;
    }
    switch (field->type) {
    case FIELD_DATE:
    case FIELD_DATE_RANGE:
        add_line(out, depth, label,
                 str_join(scratch, date_iso(scratch, value->dates.from), STR("/"),
                          date_iso(scratch, value->dates.to)));
        break;
    case FIELD_TERM:
        add_line(out, depth, label, value->term->id);
        break;
    case FIELD_REFERENCE:
        add_line(out, depth, label, value->item->id);
        break;
    case FIELD_LIST:
    case FIELD_MAP:
        add_line(out, depth, label, str_format(scratch, "%zu", value->list.count));
        for (size_t i = 0; i < value->list.count; i++) {
            dump_value(scratch, field->type == FIELD_LIST ? field->element : &field->fields[i],
                       &value->list.values[i], depth + 1, out);
        }
        break;
    default:
        add_line(out, depth, label, value->text);
        break;
    }
}

static void dump_life(struct arena *scratch, const struct item *item, struct strbuf *out) {
    const struct life *life = item->life;
    if (life->adopted.year > 0) {
        add_line(out, 1, "adopted", date_iso(scratch, life->adopted));
    }
    if (life->is_withdrawn) {
        add_line(out, 1, "withdrawn", date_iso(scratch, life->withdrawn));
    }
    if (life->superseded_by) {
        add_line(out, 1, "superseded by", life->superseded_by->id);
    }
    for (size_t i = 0; i < life->earlier_count; i++) {
        add_line(out, 1, "earlier", life->earlier[i]->id);
    }
    for (size_t i = 0; i < life->event_count; i++) {
        const struct event *event = &life->events[i];
        add_line(out, 1, "event",
                 str_join(scratch, date_iso(scratch, event->date), STR(" "),
                          event_type_name(event->type), STR(" "), event->revision));
    }
    for (size_t i = 0; i < life->former_id_count; i++) {
        add_line(out, 1, "former id", life->former_ids[i]);
    }
}

static void dump_item(struct arena *scratch, const struct item *item, struct strbuf *out) {
    strbuf_add_format(out, "item %.*s/%.*s%s\n", STR_ARG(item->collection->id), STR_ARG(item->id),
                      item->is_sample ? " sample" : "");
    if (item->life) {
        dump_life(scratch, item, out);
    }
    for (size_t i = 0; i < item->version_count; i++) {
        const struct version *version = &item->versions[i];
        strbuf_add_format(out, "  version %.*s", STR_ARG(version->language->tag));
        if (version->translates) {
            strbuf_add_format(out, " from %.*s", STR_ARG(version->translates->tag));
        }
        strbuf_add_char(out, '\n');
        for (size_t j = 0; j < item->collection->field_count; j++) {
            dump_value(scratch, &item->collection->fields[j], &version->values[j], 2, out);
        }
    }
    for (size_t i = 0; i < item->referrer_count; i++) {
        const struct referrer *referrer = &item->referrers[i];
        strbuf_add_format(out, "  referrer %.*s/%.*s %.*s", STR_ARG(referrer->item->collection->id),
                          STR_ARG(referrer->item->id),
                          STR_ARG(referrer->field ? referrer->field->id : referrer->paragraph));
        strbuf_add_format(out, referrer->anchor.length > 0 ? " to #%.*s\n" : "%.*s\n",
                          STR_ARG(referrer->anchor));
    }
}

void site_dump(const struct site *site, struct strbuf *out) {
    struct arena scratch = {0};
    add_line(out, 0, "site", site->title);
    dump_languages(site, out);
    for (size_t i = 0; i < site->collection_count; i++) {
        const struct collection *collection = &site->collections[i];
        strbuf_add_format(out, "collection %.*s items %zu\n", STR_ARG(collection->id),
                          collection->item_count);
        for (size_t j = 0; j < collection->field_count; j++) {
            dump_field(&collection->fields[j], out);
        }
    }
    for (size_t i = 0; i < site->item_count; i++) {
        dump_item(&scratch, site->items[i], out);
    }
    for (size_t i = 0; i < site->symbol_count; i++) {
        const struct symbol *symbol = &site->symbols[i];
        strbuf_add_format(out, "symbol %.*s of %.*s at s/%.*s\n", STR_ARG(symbol->text),
                          STR_ARG(symbol->item->id), STR_ARG(symbol->address));
    }
    arena_release(&scratch);
}
