/* The texts of the interface that do not come from the theme. */
#include "editions/editions.h"

#define PHRASES_PATH "generator/editions/phrases.def"

/* Who wants to know, and where the texts stand of which it is told. */
struct listener {
    interface_text_taker *take;
    void *context;
    struct str path;
};

static void tell_counted(const struct listener *listener, struct str one, struct str many) {
    if (one.length > 0) {
        listener->take(
            listener->context,
            &(struct interface_text){.msgid = one, .msgid_plural = many, .path = listener->path});
    }
}

static void tell(const struct listener *listener, struct str msgid) {
    tell_counted(listener, msgid, (struct str){0});
}

static void tell_phrases(const struct listener *listener) {
    static const struct {
        struct str one, many;
    } phrases[] = {
#define PHRASE(name, msgid) {STR_INIT(msgid), STR_INIT("")},
#define PHRASES(name, msgid, msgid_plural) {STR_INIT(msgid), STR_INIT(msgid_plural)},
#include "editions/phrases.def"
#undef PHRASE
#undef PHRASES
    };
    for (size_t i = 0; i < PHRASE_COUNT; i++) {
        tell_counted(listener, phrases[i].one, phrases[i].many);
    }
}

#define MAX_DEPTH 16 /* as deep as YAML may be */

static void tell_fields(const struct listener *listener, const struct field *fields, size_t count,
                        unsigned depth);

/* What a list holds has no label of its own. */
static void tell_field(const struct listener *listener, const struct field *field, unsigned depth) {
    for (const struct field *at = field; at && depth < MAX_DEPTH; at = at->element, depth++) {
        tell_counted(listener, at->unit.count_one, at->unit.count_many);
        tell_fields(listener, at->fields, at->field_count, depth + 1);
    }
}

static void tell_fields(const struct listener *listener, const struct field *fields, size_t count,
                        unsigned depth) {
    for (size_t i = 0; i < count && depth < MAX_DEPTH; i++) {
        tell(listener, fields[i].label);
        tell(listener, fields[i].facet_label);
        tell(listener, fields[i].reverse);
        tell_field(listener, &fields[i], depth);
    }
}

static void tell_criterion(const struct listener *listener,
                           const struct match_criterion *criterion) {
    tell(listener, criterion->reason);
    tell(listener, criterion->reason_any);
}

static void tell_rule(const struct listener *listener, const struct match_rule *rule) {
    tell(listener, rule->label);
    tell(listener, rule->reverse);
    for (size_t i = 0; i < rule->required_count; i++) {
        tell_criterion(listener, &rule->required[i]);
    }
    for (size_t i = 0; i < rule->preferred_count; i++) {
        tell_criterion(listener, &rule->preferred[i]);
    }
}

static void tell_collection(const struct listener *listener, const struct collection *collection) {
    tell(listener, collection->label);
    tell(listener, collection->singular);
    tell(listener, collection->description);
    tell_counted(listener, collection->count_one, collection->count_many);
    tell(listener, collection->children);
    tell(listener, collection->cited_by);
    for (size_t i = 0; i < collection->match_rule_count; i++) {
        tell_rule(listener, &collection->match_rules[i]);
    }
    for (size_t i = 0; i < collection->chart_rule_count; i++) {
        tell(listener, collection->chart_rules[i].title);
    }
    tell_fields(listener, collection->fields, collection->field_count, 0);
}

static void tell_site(const struct listener *listener, const struct site *site) {
    tell(listener, site->title);
    tell(listener, site->description);
    for (size_t i = 0; i < site->taxonomy_count; i++) {
        for (size_t j = 0; j < site->taxonomies[i].term_count; j++) {
            tell(listener, site->taxonomies[i].terms[j].label);
        }
    }
}

void editions_each_text(const struct site *site, interface_text_taker *take, void *context) {
    tell_phrases(&(struct listener){take, context, STR(PHRASES_PATH)});
    tell_site(&(struct listener){take, context, STR("content/site.yaml")}, site);
    for (size_t i = 0; i < site->collection_count; i++) {
        const struct collection *collection = &site->collections[i];
        tell_collection(&(struct listener){take, context, collection->source->path}, collection);
    }
}
