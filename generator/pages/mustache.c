#include "pages/messages.h"
#include "pages/mustache_tree.h"

struct mustache_library *mustache_library_make(struct arena *arena, enum mustache_mode mode,
                                               const struct mustache_source *source) {
    struct mustache_library *library = ARENA_NEW(arena, struct mustache_library);

    library->arena = arena;
    library->mode = mode;
    library->source = *source;
    library->by_dynamic_name = map_make(arena);
    mustache_add_keys(library);
    return library;
}

/* --- Loading --------------------------------------------------------------------------------- */

static struct mustache *find_loaded(const struct mustache_library *library, struct str name,
                                    uint32_t key) {
    for (size_t i = 0; i < library->templates.count; i++) {
        struct mustache *template = library->templates.items[i];

        if (str_equal(template->name, name) && html_key(&template->start) == key) {
            return template;
        }
    }
    return NULL;
}

/* "page > header > menu", for diagnostics. */
static struct str describe_chain(struct arena *arena, const struct compile_chain *chain,
                                 struct str last) {
    struct str described = last;

    for (; chain; chain = chain->outer) {
        described = str_join(arena, chain->template->name, STR(" > "), described);
    }
    return described;
}

static void report_at(const struct include_place *from, const struct compile_chain *chain,
                      const struct message *message, struct str argument, struct str path,
                      struct diags *diags) {
    struct place place = from ? mustache_place(from->text, from->at) : place_file(path);

    diag(diags, message, place, argument);
    if (chain) {
        chain->template->is_broken = true;
    }
}

static struct mustache *add_template(struct mustache_library *library, struct str name,
                                     struct str path, const struct html *start) {
    struct mustache *template = ARENA_NEW(library->arena, struct mustache);

    template->library = library;
    template->name = str_copy(library->arena, name);
    template->path = path;
    template->start = *start;
    template->after = *start;
    *LIST_ADD(&library->templates, library->arena) = template;
    return template;
}

static void compile(struct mustache *template, struct str text, const struct compile_chain *outer,
                    struct diags *diags) {
    struct mustache_library *library = template->library;
    struct mustache_text source = {
        .text = text, .path = template->path, .arena = library->arena, .diags = diags};
    struct compile_chain chain = {
        .outer = outer, .template = template, .length = outer ? outer->length + 1 : 1};

    source.has_messages = library->mode == MUSTACHE_THEME && library->source.translate;
    template->own = digest_of(text);
    if (text.length > MUSTACHE_MAX_TEMPLATE_BYTES) {
        diag(diags, &MSG_TEMPLATE_TOO_LARGE, ((struct place){.path = template->path}),
             template->name);
        template->is_broken = true;
    } else {
        mustache_build(template, &source, &chain);
    }
    template->state = MUSTACHE_COMPILED;
}

struct mustache *mustache_load(struct mustache_library *library, struct str name,
                               const struct html *start, const struct include_place *from,
                               const struct compile_chain *chain, struct diags *diags) {
    struct mustache *template = find_loaded(library, name, html_key(start));
    struct str text = {0}, path = {0};

    if (template) {
        return template;
    }
    if (chain && chain->length >= MUSTACHE_MAX_INCLUDE_DEPTH) {
        report_at(from, chain, &MSG_TEMPLATE_INCLUDES, describe_chain(library->arena, chain, name),
                  path, diags);
        return NULL;
    }
    if (!library->source.find(library->source.context, name, &text, &path)) {
        /* The spec takes a missing partial for an empty one; a theme should not. */
        if (!from || library->mode == MUSTACHE_THEME) {
            report_at(from, chain, &MSG_TEMPLATE_MISSING, name, path, diags);
        }
        return NULL;
    }
    template = add_template(library, name, path, start);
    compile(template, text, chain, diags);
    return template;
}

/* Whatever {{>*name}} may choose is compiled before any page is made. */
static void load_dynamic(struct mustache_library *library, struct diags *diags) {
    const struct html start = {.state = HTML_TEXT};

    if (!library->has_dynamic || library->by_dynamic_name.count) {
        return;
    }
    for (size_t i = 0; i < library->source.name_count; i++) {
        struct str name = library->source.names[i];
        struct mustache *template = mustache_load(library, name, &start, NULL, NULL, diags);

        if (template) {
            map_put(&library->by_dynamic_name, name, template);
        }
    }
}

/* --- Circles --------------------------------------------------------------------------------- */

/* Follows what is included in any case. A path back to where it started never ends. */
static void find_circles(struct mustache *template, const struct compile_chain *outer,
                         struct diags *diags) {
    struct compile_chain chain = {
        .outer = outer, .template = template, .length = outer ? outer->length + 1 : 1};

    template->walk = WALK_ON_PATH;
    for (size_t i = 0; i < template->includes.count; i++) {
        const struct mustache_include *include = &template->includes.items[i];
        struct mustache *target = include->target;
        const struct message *wrong = NULL;

        if (include->is_conditional || target->walk == WALK_DONE) {
            continue;
        }
        if (target->walk == WALK_ON_PATH) {
            wrong = &MSG_TEMPLATE_CIRCLE;
        } else if (chain.length >= MUSTACHE_MAX_INCLUDE_DEPTH) {
            wrong = &MSG_TEMPLATE_INCLUDES;
        }
        if (wrong) {
            diag(diags, wrong, include->place,
                 describe_chain(template->library->arena, &chain, target->name));
            template->is_broken = true;
        } else {
            find_circles(target, &chain, diags);
        }
    }
    template->walk = WALK_DONE;
}

/* --- All that a template can include --------------------------------------------------------- */

struct reach {
    LIST(struct mustache *) found; /* grows while it is worked through */
    uint32_t visit;
};

static void reach_add(struct reach *reach, struct arena *arena, struct mustache *template) {
    if (template && template->visit != reach->visit) {
        template->visit = reach->visit;
        *LIST_ADD(&reach->found, arena) = template;
    }
}

static void add_reached(struct reach *reach, struct mustache_library *library,
                        const struct mustache *template) {
    for (size_t i = 0; i < template->includes.count; i++) {
        reach_add(reach, library->arena, template->includes.items[i].target);
    }
    if (template->is_dynamic) {
        for (size_t i = 0; i < library->source.name_count; i++) {
            reach_add(reach, library->arena,
                      map_get(&library->by_dynamic_name, library->source.names[i]));
        }
    }
}

/* Sets template->all; false if something in reach is broken. */
static bool look_through(struct mustache *template, struct diags *diags) {
    struct mustache_library *library = template->library;
    struct reach reach = {.visit = ++library->visit};
    bool is_good = true;

    template->all = (struct digest){0};
    reach_add(&reach, library->arena, template);
    for (size_t i = 0; i < reach.found.count; i++) {
        struct mustache *found = reach.found.items[i];

        if (found->walk == WALK_NEW) {
            find_circles(found, NULL, diags);
        }
        is_good = is_good && !found->is_broken;
        template->all = digest_mix(template->all, found->own);
        add_reached(&reach, library, found);
    }
    return is_good;
}

const struct mustache *mustache_compile(struct mustache_library *library, struct str name,
                                        struct diags *diags) {
    const struct html start = {.state = HTML_TEXT};
    struct mustache *template = mustache_load(library, name, &start, NULL, NULL, diags);

    if (!template) {
        return NULL;
    }
    load_dynamic(library, diags);
    return look_through(template, diags) ? template : NULL;
}

struct digest mustache_digest(const struct mustache *template) {
    return template->all;
}
