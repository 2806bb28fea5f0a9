#include "translate/xliff_read.h"

#include "translate/messages.h"
#include "translate/xliff_terms.h"
#include "translate/xml_read.h"

struct reader {
    struct xliff *xliff;
    struct arena *arena;
    struct diags *diags;
    bool is_good;
};

static void refuse(struct reader *r, const struct message *message, const struct xml_node *node,
                   struct str argument) {
    diag(r->diags, message, node->place, argument);
    r->is_good = false;
}

static bool is_xliff(const struct xml_node *node, const char *name) {
    return xml_is(node, XLIFF_NAMESPACE, name);
}

/* ---- Texts -----------------------------------------------------------------------------------
 */

/* What programs mark in a text stays as it is; its depth is that of the document. */
static void add_text(struct reader *r, const struct xml_node *node, struct strbuf *out) {
    for (const struct xml_node *child = node->first; child; child = child->next) {
        if (str_is_empty(child->name)) {
            strbuf_add(out, child->text);
        } else if (is_xliff(child, "mrk")) {
            add_text(r, child, out);
        } else if (!is_xliff(child, "sm") && !is_xliff(child, "em")) {
            refuse(r, &MSG_XLIFF_CODE, child, child->name);
        }
    }
}

/* The pieces that a program cut the text into. */
struct pieces {
    struct strbuf source, target;
    size_t segment_count, target_count;
};

static void add_piece(struct reader *r, const struct xml_node *node, struct xliff_unit *unit,
                      struct pieces *pieces) {
    const struct xml_node *source = xml_child(node, XLIFF_NAMESPACE, "source");
    const struct xml_node *target = xml_child(node, XLIFF_NAMESPACE, "target");
    bool is_segment = is_xliff(node, "segment");
    if (source) {
        add_text(r, source, &pieces->source);
    }
    if (target) {
        if (xml_value(target, "order").data) {
            refuse(r, &MSG_XLIFF_ORDER, target, (struct str){0});
        }
        if (unit->place_of_target.line == 0) {
            unit->place_of_target = target->place;
        }
        add_text(r, target, &pieces->target);
    } else if (source && !is_segment) {
        add_text(r, source, &pieces->target); /* what is between segments */
    }
    if (is_segment) {
        struct str state = xml_value(node, "state");
        pieces->segment_count++;
        pieces->target_count += target ? 1 : 0;
        unit->is_begun |= state.length > 0 && !str_equal(state, STR("initial"));
    }
}

/* ---- Units -----------------------------------------------------------------------------------
 */

static void take_metadata(const struct xml_node *node, struct xliff_unit *unit) {
    for (const struct xml_node *group = node->first; group; group = group->next) {
        if (!str_equal(xml_value(group, "category"), STR(XLIFF_CATEGORY))) {
            continue;
        }
        const struct xml_node *meta = group->first;
        for (; meta; meta = meta->next) {
            if (str_equal(xml_value(meta, "type"), STR(XLIFF_TARGET_DIGEST)) && meta->first) {
                unit->has_exported = digest_parse(str_trim(meta->first->text), &unit->exported);
            }
        }
    }
}

static void read_unit(struct reader *r, const struct xml_node *node, struct xliff_file *file) {
    struct xliff_unit unit = {.place = node->place};
    struct pieces pieces = {0};
    struct str id = xml_value(node, "id");
    if (str_is_empty(id)) {
        refuse(r, &MSG_XLIFF_ATTRIBUTE, node, STR("id"));
        return;
    }
    unit.segment = xliff_segment_id(r->arena, id);
    for (const struct xml_node *child = node->first; child; child = child->next) {
        if (is_xliff(child, "segment") || is_xliff(child, "ignorable")) {
            add_piece(r, child, &unit, &pieces);
        } else if (xml_is(child, XLIFF_METADATA_NAMESPACE, "metadata")) {
            take_metadata(child, &unit);
        }
    }
    unit.source = str_copy(r->arena, strbuf_view(&pieces.source));
    if (pieces.target_count > 0 && pieces.target_count == pieces.segment_count) {
        unit.target = str_copy(r->arena, strbuf_view(&pieces.target));
    }
    *LIST_ADD(&file->units, r->arena) = unit;
    strbuf_release(&pieces.source);
    strbuf_release(&pieces.target);
}

/* Units, also those in groups; their depth is that of the document. */
static void read_units(struct reader *r, const struct xml_node *node, struct xliff_file *file) {
    for (const struct xml_node *child = node->first; child; child = child->next) {
        if (is_xliff(child, "unit")) {
            read_unit(r, child, file);
        } else if (is_xliff(child, "group")) {
            read_units(r, child, file);
        }
    }
}

/* ---- The document ----------------------------------------------------------------------------
 */

static bool check_root(struct reader *r, const struct xml_node *root) {
    if (!str_equal(root->name, STR("xliff"))) {
        refuse(r, &MSG_XLIFF_ROOT, root, root->name);
    } else if (!is_xliff(root, "xliff") ||
               !str_equal(xml_value(root, "version"), STR(XLIFF_VERSION))) {
        refuse(r, &MSG_XLIFF_VERSION, root, xml_value(root, "version"));
    } else if (str_is_empty(xml_value(root, "srcLang"))) {
        refuse(r, &MSG_XLIFF_ATTRIBUTE, root, STR("srcLang"));
    } else if (str_is_empty(xml_value(root, "trgLang"))) {
        refuse(r, &MSG_XLIFF_ATTRIBUTE, root, STR("trgLang"));
    }
    return r->is_good;
}

static void read_file(struct reader *r, const struct xml_node *node) {
    struct xliff_file *file = LIST_ADD(&r->xliff->files, r->arena);
    file->original = xml_value(node, "original");
    file->place = node->place;
    if (str_is_empty(file->original)) {
        refuse(r, &MSG_XLIFF_ATTRIBUTE, node, STR("original"));
    }
    read_units(r, node, file);
}

bool xliff_read(struct str bytes, struct str path, struct arena *arena, struct xliff *xliff,
                struct diags *diags) {
    struct reader r = {xliff, arena, diags, true};
    const struct xml_node *root = xml_read(bytes, path, arena, diags);
    *xliff = (struct xliff){0};
    if (!root || !check_root(&r, root)) {
        return false;
    }
    xliff->source_lang = xml_value(root, "srcLang");
    xliff->target_lang = xml_value(root, "trgLang");
    xliff->place = root->place;
    for (const struct xml_node *child = root->first; child; child = child->next) {
        if (is_xliff(child, "file")) {
            read_file(&r, child);
        }
    }
    return r.is_good;
}
