/*
 * mustache.h - Mustache templates, compiled once and rendered many times.
 *
 * The published spec: comments, delimiters, interpolation, inverted, partials, sections, and the
 * optional inheritance and dynamic-names modules. Of lambdas only the built-in `t`:
 * {{#t}}text{{/t}} is translated when the template is compiled, so it costs a page nothing; the
 * text may hold simple tags, {{#t}}In {{language}}{{/t}}, which a translation moves where it needs
 * them. A text in another language than the page, be it of {{#t}} or of the data, is shown in
 * <span lang dir>; an attribute or a <title> cannot say so, and isolates it by U+2068 and U+2069.
 *
 * In a theme (MUSTACHE_THEME) output is HTML and the compiler knows the context of each tag: tags
 * in scripts, styles, comments, event and style attributes, single-quoted and unquoted ones and tag
 * names do not compile, nor do {{{x}}} and {{&x}}. Values are shown escaped; DATUM_HTML stands as
 * it is, outside attributes only. MUSTACHE_PLAIN (isogloss render) is the bare spec.
 *
 * A section, block or partial must end in the part of the HTML it began in: <a{{#x}}
 * class="y"{{/x}}> is fine, {{#x}}<a href="{{/x}} is not. A whole address in href, src and the like
 * with a scheme but http, https, mailto and tel becomes "#"; pieces of one cannot add up to a
 * scheme. {{>*name}} stands in text only. Directly in a parent stand only blocks, and only those
 * that it has.
 *
 * Reports  syntax, unknown and circular partials (the chain is shown), depth, forbidden contexts,
 *          names that no data has.
 * Threads  compile in one thread; render in any number.
 */
#ifndef ISOGLOSS_PAGES_MUSTACHE_H
#define ISOGLOSS_PAGES_MUSTACHE_H

#include "base/diag.h"
#include "pages/datum.h"

#define MUSTACHE_MAX_TEMPLATE_BYTES (256 * 1024)
#define MUSTACHE_MAX_INCLUDE_DEPTH 16
#define MUSTACHE_MAX_OUTPUT_BYTES (8 * 1024 * 1024)

enum mustache_mode { MUSTACHE_PLAIN, MUSTACHE_THEME };

/* A set of templates that may include each other. */
struct mustache_library;

/* An interface text for the page. Where it is in another language, `lang` and `dir` say which. */
struct mustache_translation {
    struct str text, lang, dir;
};

/* Where partials and translations come from. */
struct mustache_source {
    /* The text and path of the template `name`; false if there is none, with the path it should
       have, if that is known. */
    bool (*find)(void *context, struct str name, struct str *text, struct str *path);
    /* The translation of an interface text, or the text itself. NULL: `t` is not special. */
    struct mustache_translation (*translate)(void *context, struct str msgid);
    struct str lang, dir; /* of the pages */
    void *context;
    /* The templates that {{>*name}} may choose from, in any fixed order; of other names it makes
       nothing. */
    const struct str *names;
    size_t name_count;
    /* The keys that data may have, wherever in the tree; below the key `x` of "x.*" any may stand.
       Other names get a warning. No keys: any name is fine. */
    const struct str *keys;
    size_t key_count;
};

struct mustache_library *mustache_library_make(struct arena *arena, enum mustache_mode mode,
                                               const struct mustache_source *source);

/* The compiled template `name`, compiled with all that it includes by a fixed name on first use;
   NULL with a diagnostic if it does not exist or does not compile. */
const struct mustache *mustache_compile(struct mustache_library *library, struct str name,
                                        struct diags *diags);

/* MUSTACHE_TOO_LARGE: more output than the limit, or more work than any page can need. */
enum mustache_result { MUSTACHE_OK, MUSTACHE_TOO_LARGE, MUSTACHE_TOO_DEEP };

/* Appends the template with `data` as its context. Recursion of partials ends with the data or with
   MUSTACHE_TOO_DEEP. */
enum mustache_result mustache_render(const struct mustache *template, const struct datum *data,
                                     struct strbuf *out);

/* The digest of a compiled template and everything it can include. */
struct digest mustache_digest(const struct mustache *template);

/* Calls `each` for every {{#t}} text of the template, in order, with the place it stands at: for
   extraction and for the check that catalogs are complete. */
void mustache_each_text(struct str text, struct str path,
                        void (*each)(void *context, struct str msgid, struct place place),
                        void *context);

#endif
