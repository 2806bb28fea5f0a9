/* Candidates of an item with the reasons in words: what both share, as the schema phrases it. */
#include "pages/view.h"

struct reasons {
    const struct view *view;
    const struct match_criterion *criterion;
    struct datum *list;
    struct str names; /* of the shared values */
    bool is_welcome;  /* the other side is open to all */
};

static void add_name(void *context, const struct field *field, const struct value *value) {
    struct reasons *r = context;
    if (!value) {
        r->is_welcome = true;
        return;
    }
    struct shown shown = edition_value(r->view->edition, field, value, r->view->arena);
    bool is_hidden = shown.kind == SHOWN_ENTRY && shown.entry->state == ENTRY_HIDDEN;
    if (is_hidden || shown.text.text.length == 0) {
        return;
    }
    /* One text out of several, so a foreign name is isolated by U+2068..2069. */
    struct str name = shown.text.language ? str_join(r->view->arena, STR("\xE2\x81\xA8"),
                                                     shown.text.text, STR("\xE2\x81\xA9"))
                                          : shown.text.text;
    struct str separator = r->view->edition->phrases[PHRASE_LIST_SEPARATOR].text;
    r->names = r->names.length > 0 ? str_join(r->view->arena, r->names, separator, name) : name;
}

static void add_reason(struct reasons *r, struct text text) {
    if (text.text.length > 0) {
        view_put_text(r->view, datum_add_map(r->view->arena, r->list), text);
    }
}

static void put_reason(struct reasons *r, const struct item *ours, const struct item *theirs) {
    const struct edition *edition = r->view->edition;
    r->names = (struct str){0};
    r->is_welcome = false;
    match_shared(r->criterion, ours, theirs, edition->editions->site->clock.now, r->view->arena,
                 add_name, r);
    if (r->is_welcome) {
        add_reason(r, edition_text(edition, r->criterion->reason_any));
    } else if (r->names.length > 0 && r->criterion->reason.length > 0) {
        add_reason(r, phrase_fill(r->view->arena, edition_text(edition, r->criterion->reason),
                                  STR("value"), r->names));
    }
}

static void put_candidate(const struct view *view, struct datum *entries,
                          const struct candidate *candidate) {
    const struct match_rule *rule = candidate->rule;
    const struct item *here = view->page->entry->item;
    const struct item *ours = candidate->is_reverse ? candidate->item : here;
    const struct item *theirs = candidate->is_reverse ? here : candidate->item;
    struct datum *map = datum_add_map(view->arena, entries);
    struct reasons r = {.view = view};
    view_put_entry(view, map, &view->edition->entries[candidate->item->index]);
    r.list = datum_put_list(view->arena, map, STR("reasons"));
    for (size_t i = 0; i < rule->required_count; i++) {
        r.criterion = &rule->required[i];
        put_reason(&r, ours, theirs);
    }
    for (size_t i = 0; i < rule->preferred_count; i++) {
        r.criterion = &rule->preferred[i];
        put_reason(&r, ours, theirs);
    }
}

static bool is_same_list(const struct candidate *a, const struct candidate *b) {
    return a->rule == b->rule && a->is_reverse == b->is_reverse;
}

void view_put_matches(const struct view *view, struct datum *item) {
    const struct item *here = view->page->entry->item;
    struct datum *lists = datum_put_list(view->arena, item, STR("matches"));
    struct datum *entries = NULL;
    for (size_t i = 0; i < here->candidate_count; i++) {
        const struct candidate *candidate = &here->candidates[i];
        if (i == 0 || !is_same_list(candidate, &candidate[-1])) {
            struct str label =
                candidate->is_reverse ? candidate->rule->reverse : candidate->rule->label;
            struct datum *map = datum_add_map(view->arena, lists);
            view_put_label(view, map, "label", edition_text(view->edition, label));
            entries = datum_put_list(view->arena, map, STR("entries"));
        }
        if (view->edition->entries[candidate->item->index].state != ENTRY_HIDDEN) {
            put_candidate(view, entries, candidate);
        }
    }
}
