#include "site/build.h"

void site_build(struct site *site, const struct sources *sources,
                const struct site_options *options, struct diags *diags) {
    *site = (struct site){
        .sources = sources, .extras = options->extras, .clock = clock_at(options->now_s)};
    site->items_by_name = map_make(&site->arena);
    struct builder b = {
        .site = site,
        .sources = sources,
        .diags = diags,
        .arena = &site->arena,
        .config = sources_find(sources, STR("content/site.yaml")),
        .held = map_make(&site->arena),
        .former = map_make(&site->arena),
    };
    if (!b.config || !b.config->data) {
        return; /* sources/ said why; without it everything else would be wrong as well */
    }
    build_languages(&b);
    build_config(&b);
    build_side_by_side(&b);
    build_collections(&b);
    build_computations(&b);
    build_match_rules(&b);
    build_chart_rules(&b);
    build_forms(&b);
    build_followers(&b);
    build_items(&b);
    build_notes(&b);
    build_values(&b);
    build_computed(&b);
    build_references(&b);
    build_lives(&b);
    build_symbols(&b);
    build_matches(&b);
    check_forms(&b);
    check_texts(&b);
    build_menus(&b);
    withhold_media(&b);
    finish_held(&b);
    arena_release(&b.scratch);
}

void site_release(struct site *site) {
    arena_release(&site->arena);
    *site = (struct site){0};
}

bool item_is_listed(const struct item *item) {
    return !item->is_expired && !item_is_retired(item);
}

const struct field *field_innermost(const struct field *field) {
    while (field && field->type == FIELD_LIST) {
        field = field->element;
    }
    return field;
}

size_t field_find(const struct field *fields, size_t count, struct str id) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(fields[i].id, id)) {
            return i;
        }
    }
    return FIELD_NONE;
}

bool field_is_like(const struct field *a, const struct field *b) {
    return a->type == b->type && a->of == b->of && a->to == b->to;
}

const struct item *site_link(const struct site *site, struct str destination, struct str *anchor) {
    size_t hash = str_find_char(destination, '#', 0);
    *anchor = hash == STR_NONE ? (struct str){0} : str_from_byte(destination, hash + 1);
    return map_get(&site->items_by_name, str_slice(destination, 0, hash));
}

struct str standing_code(enum standing standing) {
    static const struct str codes[] = {
        [STANDING_ORIGINAL] = STR_INIT("original"),
        [STANDING_OFFICIAL] = STR_INIT("official"),
        [STANDING_COURTESY] = STR_INIT("courtesy"),
        [STANDING_MACHINE_ASSISTED] = STR_INIT("machine-assisted"),
    };
    return codes[standing];
}

bool site_withholds(const struct site *site, const struct source *media) {
    return site->withheld && site->withheld[media - site->sources->files];
}

const struct item *site_item(const struct site *site, struct str collection, struct str id) {
    char name[2 * 128 + 1];
    if (collection.length + id.length + 1 > sizeof name) {
        return NULL;
    }
    memcpy(name, collection.data, collection.length);
    name[collection.length] = '/';
    memcpy(name + collection.length + 1, id.data, id.length);
    return map_get(&site->items_by_name, (struct str){name, collection.length + 1 + id.length});
}

bool site_has_archive(const struct site *site) {
    return site->symbol_count > 0 || site->has_former_ids || site->has_superseded ||
           site->has_withdrawn;
}

const struct menu *site_menu(const struct site *site, struct str id) {
    for (size_t i = 0; i < site->menu_count; i++) {
        if (str_equal(site->menus[i].id, id)) {
            return &site->menus[i];
        }
    }
    return NULL;
}

const struct version *item_version(const struct item *item, const struct language *language) {
    for (size_t i = 0; i < item->version_count; i++) {
        if (item->versions[i].language == language) {
            return &item->versions[i];
        }
    }
    return NULL;
}

const struct version *item_version_or_fallback(const struct item *item,
                                               const struct language *language) {
    const struct version *version = NULL;
    for (const struct language *at = language; at && !version; at = at->parent) {
        version = item_version(item, at);
    }
    for (; language && !version; language = language->parent) {
        for (size_t i = 0; i < language->fallback_count && !version; i++) {
            version = item_version(item, language->fallbacks[i]);
        }
    }
    return version ? version : &item->versions[0];
}
