/* The texts of the interface that do not come from the theme. */
#include "editions/editions.h"

/* Who wants to know. */
struct listener {
    void (*each)(void *context, struct str msgid);
    void *context;
};

static void tell(const struct listener *listener, struct str msgid) {
    if (msgid.length > 0) {
        listener->each(listener->context, msgid);
    }
}

static void tell_phrases(const struct listener *listener) {
    static const struct str msgids[] = {
#define PHRASE(name, msgid) STR_INIT(msgid),
#define PHRASES(name, msgid, msgid_plural) STR_INIT(msgid),
#include "editions/phrases.def"
#undef PHRASE
#undef PHRASES
    };
    for (size_t i = 0; i < PHRASE_COUNT; i++) {
        tell(listener, msgids[i]);
    }
}

#define MAX_DEPTH 16 /* as deep as YAML may be */

static void tell_fields(const struct listener *listener, const struct field *fields, size_t count,
                        unsigned depth);

/* What a list holds has no label of its own. */
static void tell_field(const struct listener *listener, const struct field *field, unsigned depth) {
    for (const struct field *at = field; at && depth < MAX_DEPTH; at = at->element, depth++) {
        tell(listener, at->unit.count_one);
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
    tell(listener, collection->count_one);
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

void editions_each_text(const struct site *site, void (*each)(void *context, struct str msgid),
                        void *context) {
    struct listener listener = {each, context};
    tell_phrases(&listener);
    tell(&listener, site->title);
    tell(&listener, site->description);
    for (size_t i = 0; i < site->collection_count; i++) {
        tell_collection(&listener, &site->collections[i]);
    }
    for (size_t i = 0; i < site->taxonomy_count; i++) {
        for (size_t j = 0; j < site->taxonomies[i].term_count; j++) {
            tell(&listener, site->taxonomies[i].terms[j].label);
        }
    }
}
