#include "pages/mustache_tree.h"

#define MAX_INDENT_BYTES 1024
#define MAX_DEPTH 400        /* of everything that is within something */
#define MAX_STEPS (1u << 24) /* nodes shown: lists within lists multiply them */

/* The arguments of the parents that are being shown, innermost first. The outermost wins. */
struct overrides {
    const struct overrides *outer;
    const struct mustache *template; /* whose node `include` has them as children */
    uint32_t include;
};

struct run {
    struct strbuf *out;
    size_t limit; /* of out->length */
    const struct datum *contexts[MUSTACHE_MAX_CONTEXTS];
    uint32_t context_count;
    uint32_t includes, depth, steps;
    enum mustache_result result;
    /* Each line of an indented partial starts with indent[indent_from..indent_to). */
    char indent[MAX_INDENT_BYTES];
    uint32_t indent_from, indent_to;
    bool starts_line; /* the indentation is due before the next byte of the template */
};

static void fail(struct run *run, enum mustache_result result) {
    if (run->result == MUSTACHE_OK) {
        run->result = result;
    }
}

/* --- Names ----------------------------------------------------------------------------------- */

static const struct datum *resolve(const struct run *run, const struct dotted *dotted) {
    const struct datum *datum = run->contexts[run->context_count - 1];
    uint32_t part = 0;

    if (!dotted->is_local) {
        const struct datum *found = NULL;

        for (uint32_t i = run->context_count; i > 0 && !found; i--) {
            found = datum_get(run->contexts[i - 1], dotted->parts[0]);
        }
        datum = found;
        part = 1;
    }
    for (; datum && part < dotted->count; part++) {
        datum = datum_get(datum, dotted->parts[part]);
    }
    return datum;
}

static struct str text_of(const struct datum *datum) {
    if (!datum) {
        return (struct str){0};
    }
    switch (datum->kind) {
    case DATUM_TEXT:
    case DATUM_HTML:
        return datum->text;
    case DATUM_TRUE:
        return STR("true");
    case DATUM_FALSE:
        return STR("false");
    case DATUM_NULL:
    case DATUM_LIST:
    case DATUM_MAP:
        break;
    }
    return (struct str){0};
}

/* --- Output ---------------------------------------------------------------------------------- */

static void add(struct run *run, struct str text) {
    if (text.length > run->limit - run->out->length) {
        fail(run, MUSTACHE_TOO_LARGE);
        return;
    }
    strbuf_add(run->out, text);
}

static struct str indent(const struct run *run) {
    return (struct str){run->indent + run->indent_from, run->indent_to - run->indent_from};
}

static void start_line(struct run *run) {
    if (run->starts_line) {
        run->starts_line = false;
        add(run, indent(run));
    }
}

struct str mustache_entity(char c) {
    switch (c) {
    case '&':
        return STR("&amp;");
    case '<':
        return STR("&lt;");
    case '>':
        return STR("&gt;");
    case '"':
        return STR("&quot;");
    case '\'':
        return STR("&#39;");
    default:
        return (struct str){0};
    }
}

/* Runs of plain bytes go out in one piece. */
static void add_escaped(struct run *run, struct str text) {
    size_t from = 0;

    for (size_t i = str_find_special(text, 0); i < text.length; i = str_find_special(text, i + 1)) {
        struct str entity = mustache_entity(text.data[i]);

        if (entity.length) {
            add(run, str_slice(text, from, i));
            add(run, entity);
            from = i + 1;
        }
    }
    add(run, str_from_byte(text, from));
}

/* A part of an address must not complete a scheme that stands before it. */
static void add_address_part(struct run *run, struct str text) {
    size_t at = 0, from = 0;

    while (at < text.length && !strchr("/?#\\", text.data[at])) {
        if (text.data[at] == ':') {
            add_escaped(run, str_slice(text, from, at));
            add(run, STR("%3A"));
            from = at + 1;
        }
        at++;
    }
    add_escaped(run, str_from_byte(text, from));
}

static void add_marked(struct run *run, struct str text, const struct datum_mark *mark) {
    add(run, STR("<span lang=\""));
    add_escaped(run, mark->lang);
    add(run, STR("\" dir=\""));
    add_escaped(run, mark->dir);
    add(run, STR("\">"));
    add_escaped(run, text);
    add(run, STR("</span>"));
}

static void add_isolated(struct run *run, struct str text) {
    add(run, STR("\u2068"));
    add_escaped(run, text);
    add(run, STR("\u2069"));
}

static void show_value(struct run *run, const struct mustache_node *node) {
    const struct datum *datum = resolve(run, &node->dotted);
    struct str text = text_of(datum);
    const struct datum_mark *mark = datum ? datum->mark : NULL;

    start_line(run);
    switch ((enum escape)node->escape) {
    case ESCAPE_NONE:
        add(run, text);
        break;
    case ESCAPE_HTML:
        if (datum && datum->kind == DATUM_HTML) {
            add(run, text);
        } else if (mark && text.length) {
            add_marked(run, text, mark);
        } else {
            add_escaped(run, text);
        }
        break;
    case ESCAPE_ATTRIBUTE:
        if (mark && text.length) {
            add_isolated(run, text);
        } else {
            add_escaped(run, text);
        }
        break;
    case ESCAPE_ADDRESS:
        add_escaped(run, html_address_is_allowed(text) ? text : STR("#"));
        break;
    case ESCAPE_ADDRESS_PART:
        add_address_part(run, text);
        break;
    }
}

static void show_literal(struct run *run, const struct mustache_node *node) {
    struct str text = node->text;

    if (run->indent_from == run->indent_to) {
        add(run, text);
    } else {
        for (size_t at = 0; at < text.length;) {
            size_t line_end = str_find_char(text, '\n', at);
            size_t end = line_end == STR_NONE ? text.length : line_end + 1;

            start_line(run);
            add(run, str_slice(text, at, end));
            run->starts_line = line_end != STR_NONE;
            at = end;
        }
    }
    run->starts_line = node->ends_line;
}

/* --- Elements -------------------------------------------------------------------------------- */

static void show_range(struct run *run, const struct mustache *template, uint32_t from, uint32_t to,
                       const struct overrides *overrides);

static void show_with(struct run *run, const struct mustache *template, uint32_t index,
                      const struct datum *datum, const struct overrides *overrides) {
    if (run->context_count == MUSTACHE_MAX_CONTEXTS) {
        fail(run, MUSTACHE_TOO_DEEP);
        return;
    }
    run->contexts[run->context_count++] = datum;
    show_range(run, template, index + 1, template->nodes[index].end, overrides);
    run->context_count--;
}

static void show_section(struct run *run, const struct mustache *template, uint32_t index,
                         const struct overrides *overrides) {
    const struct datum *datum = resolve(run, &template->nodes[index].dotted);

    if (!datum_is_true(datum)) {
        return;
    }
    if (datum->kind != DATUM_LIST) {
        show_with(run, template, index, datum, overrides);
        return;
    }
    for (const struct datum *item = datum->first; item && run->result == MUSTACHE_OK;
         item = item->next) {
        show_with(run, template, index, item, overrides);
    }
}

/* What an indented element changes, and changes back. */
struct indentation {
    uint32_t from, to;
};

/* Lines of what follows are indented by `node` as well, if it stands alone, and else not at all:
   only the template's own text is indented, not what is shown in its lines. */
static struct indentation indent_begin(struct run *run, const struct mustache_node *node) {
    struct indentation before = {run->indent_from, run->indent_to};

    if (!node->is_standalone) {
        start_line(run);
        run->indent_from = run->indent_to;
        return before;
    }
    if (node->text.length > MAX_INDENT_BYTES - run->indent_to) {
        fail(run, MUSTACHE_TOO_DEEP);
        return before;
    }
    if (node->text.length) {
        memcpy(run->indent + run->indent_to, node->text.data, node->text.length);
        run->indent_to += (uint32_t)node->text.length;
    }
    if (!run->starts_line) {
        add(run, node->text);
    }
    return before;
}

static void indent_end(struct run *run, const struct mustache_node *node,
                       struct indentation before) {
    run->indent_from = before.from;
    run->indent_to = before.to;
    run->starts_line = node->ends_line;
}

static const struct mustache *included(const struct run *run, const struct mustache *template,
                                       const struct mustache_node *node) {
    if (node->target || node->dotted.count == 0) {
        return node->target;
    }
    return map_get(&template->library->by_dynamic_name, text_of(resolve(run, &node->dotted)));
}

static void show_include(struct run *run, const struct mustache *template, uint32_t index,
                         const struct overrides *overrides) {
    const struct mustache_node *node = &template->nodes[index];
    const struct mustache *target = included(run, template, node);
    struct overrides own = {.outer = overrides, .template = template, .include = index};
    struct indentation before;

    if (!target) {
        return;
    }
    if (run->includes == MUSTACHE_MAX_INCLUDE_DEPTH) {
        fail(run, MUSTACHE_TOO_DEEP);
        return;
    }
    before = indent_begin(run, node);
    run->includes++;
    show_range(run, target, 0, target->count, node->end > index + 1 ? &own : overrides);
    run->includes--;
    indent_end(run, node, before);
}

/* The argument for a block, or 0 (a parent stands before its arguments). */
static uint32_t find_argument(const struct overrides *overrides,
                              const struct mustache_node *block) {
    const struct mustache_node *nodes = overrides->template->nodes;
    uint32_t end = nodes[overrides->include].end;

    for (uint32_t i = overrides->include + 1; i < end; i = nodes[i].end) {
        /* An argument that was compiled for another part of the HTML would not be safe here. */
        if (nodes[i].context == block->context && str_equal(nodes[i].name, block->name)) {
            return i;
        }
    }
    return 0;
}

static void show_block(struct run *run, const struct mustache *template, uint32_t index,
                       const struct overrides *overrides) {
    const struct mustache_node *node = &template->nodes[index];
    const struct overrides *winner = NULL;
    struct indentation before;
    uint32_t argument = 0;

    for (const struct overrides *at = overrides; at; at = at->outer) {
        uint32_t found = find_argument(at, node);

        if (found) {
            winner = at;
            argument = found;
        }
    }
    if (!winner) {
        show_range(run, template, index + 1, node->end, overrides);
        return;
    }
    before = indent_begin(run, node);
    /* The blocks in an argument are its own template's: arguments beside it do not reach them. */
    show_range(run, winner->template, argument + 1, winner->template->nodes[argument].end,
               winner->outer);
    indent_end(run, node, before);
}

static void show_range(struct run *run, const struct mustache *template, uint32_t from, uint32_t to,
                       const struct overrides *overrides) {
    if (++run->depth > MAX_DEPTH) {
        fail(run, MUSTACHE_TOO_DEEP);
    }
    for (uint32_t i = from; i < to && run->result == MUSTACHE_OK; i = template->nodes[i].end) {
        const struct mustache_node *node = &template->nodes[i];

        if (++run->steps > MAX_STEPS) {
            fail(run, MUSTACHE_TOO_LARGE);
        }
        switch ((enum mustache_kind)node->kind) {
        case MUSTACHE_LITERAL:
            show_literal(run, node);
            break;
        case MUSTACHE_VALUE:
            show_value(run, node);
            break;
        case MUSTACHE_SECTION:
            show_section(run, template, i, overrides);
            break;
        case MUSTACHE_INVERTED:
            if (!datum_is_true(resolve(run, &node->dotted))) {
                show_range(run, template, i + 1, node->end, overrides);
            }
            break;
        case MUSTACHE_INCLUDE:
            show_include(run, template, i, overrides);
            break;
        case MUSTACHE_BLOCK:
            show_block(run, template, i, overrides);
            break;
        case MUSTACHE_ARGUMENT:
            break;
        }
    }
    run->depth--;
}

enum mustache_result mustache_render(const struct mustache *template, const struct datum *data,
                                     struct strbuf *out) {
    static const struct datum nothing = {.kind = DATUM_MAP};
    struct run run;

    /* Not the arrays: they are kilobytes, and a page is small. */
    run.out = out;
    run.limit = out->length + MUSTACHE_MAX_OUTPUT_BYTES;
    run.contexts[0] = data ? data : &nothing;
    run.context_count = 1;
    run.includes = run.depth = run.steps = 0;
    run.result = MUSTACHE_OK;
    run.indent_from = run.indent_to = 0;
    run.starts_line = true;
    show_range(&run, template, 0, template->count, NULL);
    return run.result;
}
