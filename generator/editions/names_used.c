/* The languages and countries that pages name. */
#include "editions/build.h"

#define MAX_DEPTH 16 /* as deep as YAML may be */

/* Who wants to know. */
struct listener {
    interface_text_taker *take;
    void *context;
    struct culture *english;
    struct arena arena;
    struct str path; /* of the schema that asks for the names */
};

static void tell_language(struct listener *l, struct str tag) {
    struct str english = culture_language_name(l->english, tag, &l->arena);
    l->take(l->context, &(struct interface_text){
                            .msgid = tag,
                            .path = l->path,
                            .context = STR("language"),
                            .english = english,
                        });
}

static void tell_country(struct listener *l, struct str code) {
    struct str english = culture_country_name(l->english, code, &l->arena);
    l->take(l->context, &(struct interface_text){
                            .msgid = country_capitals(&l->arena, code),
                            .path = l->path,
                            .context = STR("country"),
                            .english = english,
                        });
}

static void tell_value(struct listener *l, const struct field *field, const struct value *value,
                       unsigned depth) {
    if (!value->is_set || depth == MAX_DEPTH) {
        return;
    }
    if (field->type == FIELD_LANGUAGE) {
        tell_language(l, value->text);
    } else if (field->type == FIELD_COUNTRY) {
        tell_country(l, value->text);
    } else if (field->type == FIELD_LIST || field->type == FIELD_MAP) {
        for (size_t i = 0; i < value->list.count; i++) {
            const struct field *inner =
                field->type == FIELD_LIST ? field->element : &field->fields[i];
            tell_value(l, inner, &value->list.values[i], depth + 1);
        }
    }
}

static void tell_item(struct listener *l, const struct item *item) {
    const struct collection *collection = item->collection;
    for (size_t i = 0; i < item->version_count; i++) {
        for (size_t j = 0; j < collection->field_count; j++) {
            tell_value(l, &collection->fields[j], &item->versions[i].values[j], 0);
        }
    }
}

void editions_each_name(const struct site *site, interface_text_taker *take, void *context) {
    struct listener listener = {.take = take, .context = context};
    listener.english = culture_open(english_of(site), &listener.arena);
    for (size_t i = 0; i < site->language_count; i++) {
        tell_language(&listener, site->languages[i].tag);
    }
    for (size_t i = 0; i < site->item_count; i++) {
        listener.path = site->items[i]->collection->source->path;
        tell_item(&listener, site->items[i]);
    }
    culture_release(listener.english);
    arena_release(&listener.arena);
}
