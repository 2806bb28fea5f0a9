/*
 * Texts against the rest of the site: where their links lead, and whether a translation has the
 * paragraphs and headings of its original.
 */
#include "site/build.h"

/* A text being checked, and where it stands. */
struct checked_text {
    struct builder *b;
    const struct version *version;
    const struct item *item;
    struct str path;
    bool is_held;                   /* not released, and may refer to others that are not */
    const struct outline *outline;  /* of the text, */
    const struct outline *original; /*   and of that which it translates; both on scratch */
};

static const struct outline *original_outline(const struct checked_text *text,
                                              const struct item *item) {
    return item == text->item ? text->original
                              : source_outline(item->versions[0].source, &text->b->scratch);
}

/* Records have no outline of their own; each field has the anchor f-NAME. */
static bool item_has_anchor(const struct checked_text *text, const struct item *item,
                            struct str anchor) {
    if (item_is_withdrawn(item)) {
        return false; /* its page has no text any more */
    }
    const struct outline *outline = original_outline(text, item);
    for (size_t i = 0; outline && i < outline->anchors.count; i++) {
        if (str_equal(outline->anchors.items[i].id, anchor)) {
            return true;
        }
    }
    const struct collection *collection = item->collection;
    for (size_t i = 0; str_starts(anchor, STR("f-")) && i < collection->field_count; i++) {
        if (str_equal(collection->fields[i].id, str_from_byte(anchor, 2))) {
            return item->versions[0].values[i].is_set;
        }
    }
    return false;
}

static void note_nearest_item(struct checked_text *text, struct diag *problem, struct place place,
                              struct str destination) {
    const struct site *site = text->b->site;
    struct str *names = ARENA_ARRAY(&text->b->scratch, struct str, site->item_count);
    for (size_t i = 0; i < site->item_count; i++) {
        names[i] = str_join(&text->b->scratch, site->items[i]->collection->id, STR("/"),
                            site->items[i]->id);
    }
    note_nearest(text->b, problem, place, destination, names, site->item_count);
}

static void note_nearest_anchor(struct checked_text *text, struct diag *problem, struct place place,
                                const struct item *item, struct str anchor) {
    const struct outline *outline = original_outline(text, item);
    size_t count = outline ? outline->anchors.count : 0;
    struct str *ids = ARENA_ARRAY(&text->b->scratch, struct str, count);
    for (size_t i = 0; i < count; i++) {
        ids[i] = outline->anchors.items[i].id;
    }
    note_nearest(text->b, problem, place, anchor, ids, count);
}

static void check_anchor(struct checked_text *text, const struct reference *reference,
                         const struct item *item, struct str anchor) {
    if (anchor.length == 0 || item_has_anchor(text, item, anchor)) {
        return;
    }
    struct place place = place_at(text->path, reference->line, reference->column);
    struct str name = str_join(&text->b->scratch, item->collection->id, STR("/"), item->id);
    struct diag *problem = diag(text->b->diags, &MSG_DANGLING_ANCHOR, place, name, anchor);
    if (item_is_withdrawn(item)) {
        diag_note(text->b->diags, problem, &MSG_TEXT_WITHDRAWN, place);
    } else {
        note_nearest_anchor(text, problem, place, item, anchor);
    }
}

/* What a link leads to after its release is checked before. */
static void check_link_to_held(struct checked_text *text, const struct reference *reference,
                               const struct held_item *held, struct str name) {
    struct place place = place_at(text->path, reference->line, reference->column);
    if (!text->is_held) {
        diag(text->b->diags, held->item ? &MSG_LINK_TO_HELD : &MSG_LINK_TO_DRAFT, place, name);
        note_reference_to_held(text->b, text->version, str_copy(text->b->arena, name));
    }
    if (held->item) {
        struct str anchor = str_from_byte(reference->destination, name.length);
        check_anchor(text, reference, held->item,
                     anchor.length > 0 ? str_from_byte(anchor, 1) : anchor);
    }
}

static void check_item_link(struct checked_text *text, const struct reference *reference) {
    struct str anchor;
    const struct item *item = site_link(text->b->site, reference->destination, &anchor);
    if (item) {
        check_anchor(text, reference, item, anchor);
        return;
    }
    struct place place = place_at(text->path, reference->line, reference->column);
    struct str rest = reference->destination;
    struct str name = str_cut(&rest, '#');
    const struct held_item *held = map_get(&text->b->held, name);
    if (held) {
        check_link_to_held(text, reference, held, name);
        return;
    }
    struct diag *problem = diag(text->b->diags, &MSG_DANGLING_LINK, place, name);
    note_nearest_item(text, problem, place, name);
}

static void check_image(struct checked_text *text, const struct reference *reference) {
    struct str path = str_join(&text->b->scratch, STR("content/"), reference->destination);
    const struct source *source = sources_find(text->b->sources, path);
    if (source) {
        text->b->media_seen[source - text->b->sources->files] |=
            text->is_held ? SEEN_HELD : SEEN_RELEASED;
    } else {
        diag(text->b->diags, &MSG_DANGLING_IMAGE,
             place_at(text->path, reference->line, reference->column), reference->destination);
    }
}

static void check_reference(struct checked_text *text, const struct reference *reference) {
    switch (reference->kind) {
    case REFERENCE_ITEM:
        check_item_link(text, reference);
        break;
    case REFERENCE_SAME_PAGE:
        check_anchor(text, reference, text->item, str_from_byte(reference->destination, 1));
        break;
    case REFERENCE_IMAGE:
        check_image(text, reference);
        break;
    case REFERENCE_EXTERNAL:
        break;
    }
}

void report_residues(struct builder *b, struct str path, const struct node *scalar,
                     const struct residues *residues) {
    for (size_t i = 0; i < residues->count; i++) {
        const struct residue *residue = &residues->items[i];
        struct place place = scalar ? node_text_place(path, scalar, residue->at)
                                    : place_at(path, residue->line, residue->column);
        diag(b->diags, residue->kind == RESIDUE_CHANGE ? &MSG_CHANGE_MARK : &MSG_RESIDUE, place,
             residue->text);
    }
}

static void check_outline(struct checked_text *text) {
    for (size_t i = 0; i < text->outline->references.count; i++) {
        check_reference(text, &text->outline->references.items[i]);
    }
}

static void check_reference_value(struct checked_text *text, const struct value *value) {
    struct place place = node_place(text->path, value->node);
    struct reference reference = {.line = place.line, .column = place.column};
    check_anchor(text, &reference, value->item, value->anchor);
}

static void check_value(struct checked_text *text, const struct field *field,
                        const struct value *value) {
    if (!value->is_set) {
        return;
    }
    if (field->type == FIELD_LIST || field->type == FIELD_MAP) {
        for (size_t i = 0; i < value->list.count; i++) {
            check_value(text, field->type == FIELD_LIST ? field->element : &field->fields[i],
                        &value->list.values[i]);
        }
    } else if (field->type == FIELD_MARKDOWN) {
        struct outline outline = {0};
        markdown_scan_value(value->node, text->path, MARKDOWN_PLAIN, &text->b->scratch, &outline,
                            text->b->diags);
        text->outline = &outline;
        check_outline(text);
    } else if (field->type == FIELD_REFERENCE && value->item && value->node) {
        check_reference_value(text, value);
    }
}

static size_t count_headings(const struct outline *outline) {
    size_t count = 0;
    for (size_t i = 0; i < outline->anchors.count; i++) {
        count += outline->anchors.items[i].kind == ANCHOR_HEADING;
    }
    return count;
}

static bool has_anchor(const struct outline *outline, struct str id) {
    for (size_t i = 0; i < outline->anchors.count; i++) {
        if (str_equal(outline->anchors.items[i].id, id)) {
            return true;
        }
    }
    return false;
}

/* Reports the numbered paragraphs of `from` that `in` lacks. */
static void report_lacking(struct builder *b, const struct outline *from, const struct outline *in,
                           struct place place, const struct message *message) {
    for (size_t i = 0; i < from->anchors.count; i++) {
        const struct anchor *anchor = &from->anchors.items[i];
        if (anchor->kind != ANCHOR_HEADING && !has_anchor(in, anchor->id)) {
            struct place at =
                message == &MSG_EXTRA_PARAGRAPH ? place_at(place.path, anchor->line, 1) : place;
            diag(b->diags, message, at, anchor->id);
        }
    }
}

static void check_parity(const struct checked_text *text, const struct version *version) {
    const struct outline *original = text->original, *outline = text->outline;
    struct builder *b = text->b;
    if (!version->translates || !original || !outline || version->source->body_line == 0) {
        return;
    }
    struct place place = place_file(version->source->path);
    report_lacking(b, original, outline, place, &MSG_MISSING_PARAGRAPH);
    report_lacking(b, outline, original, place, &MSG_EXTRA_PARAGRAPH);
    size_t wanted = count_headings(original), found = count_headings(outline);
    if (wanted != found) {
        diag(b->diags, &MSG_HEADING_COUNT, place, str_format(&b->scratch, "%zu", wanted),
             str_format(&b->scratch, "%zu", found));
    }
}

static void check_version(struct builder *b, const struct version *version,
                          const struct outline *original, bool is_held) {
    const struct collection *collection = version->item->collection;
    struct checked_text text = {.b = b,
                                .version = version,
                                .item = version->item,
                                .path = version->source->path,
                                .is_held = is_held,
                                .outline = source_outline(version->source, &b->scratch),
                                .original = original};
    if (text.outline) {
        report_residues(b, text.path, NULL, &text.outline->residues);
        check_outline(&text);
        check_parity(&text, version);
    }
    for (size_t i = 0; i < collection->field_count; i++) {
        if (!collection->fields[i].compute) {
            check_value(&text, &collection->fields[i], &version->values[i]);
        }
    }
}

static void check_item(struct builder *b, const struct item *item, size_t first, bool is_held) {
    if (item_is_withdrawn(item)) {
        return; /* nobody will read it */
    }
    const struct outline *original = source_outline(item->versions[0].source, &b->scratch);
    for (size_t i = first; i < item->version_count; i++) {
        check_version(b, &item->versions[i], original, is_held);
    }
    arena_reset(&b->scratch);
}

static void check_held_reference(struct builder *b, const struct held_reference *held) {
    struct reference reference = {.line = held->place.line, .column = held->place.column};
    struct checked_text text = {.b = b, .path = held->place.path};
    check_anchor(&text, &reference, held->to->item, held->anchor);
    arena_reset(&b->scratch);
}

void check_texts(struct builder *b) {
    b->media_seen = ARENA_ARRAY(b->arena, unsigned char, b->sources->count);
    for (size_t i = 0; i < b->site->item_count; i++) {
        check_item(b, b->site->items[i], 0, false);
    }
    for (size_t i = 0; i < b->checked.count; i++) {
        check_item(b, b->checked.items[i].item, b->checked.items[i].first, true);
    }
    for (size_t i = 0; i < b->held_references.count; i++) {
        check_held_reference(b, &b->held_references.items[i]);
    }
}
