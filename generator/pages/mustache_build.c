/* Tokens -> nodes: what the tags mean, and for a theme, whether they may stand where they do. */
#include "pages/messages.h"
#include "pages/mustache_tree.h"

/* An element whose closing tag is still to come. */
struct level {
    uint32_t token, node;
    struct html html;  /* the context at its opening tag */
    struct str dedent; /* ARGUMENT: what its lines lose */
    bool is_conditional;
};

struct builder {
    struct mustache *template;
    const struct mustache_text *text;
    const struct compile_chain *chain;
    struct tokens tokens;
    LIST(struct mustache_node) nodes;
    struct strbuf literal; /* not yet a node */
    struct html html;
    struct level levels[MUSTACHE_MAX_NESTING];
    uint32_t depth;
};

static bool is_theme(const struct builder *builder) {
    return builder->template->library->mode == MUSTACHE_THEME;
}

static void fail(struct builder *builder, const struct message *message, size_t at,
                 struct str argument) {
    mustache_report(builder->text, message, at, argument);
    builder->template->is_broken = true;
}

/* --- Names ----------------------------------------------------------------------------------- */

struct dotted mustache_dotted(struct arena *arena, struct str name) {
    struct dotted dotted = {0};
    size_t count = 1;
    struct str rest = name;

    if (name.length && name.data[0] == '.') {
        dotted.is_local = true;
        rest = str_from_byte(name, 1);
        if (rest.length == 0) {
            return dotted;
        }
    }
    for (size_t i = 0; i < rest.length; i++) {
        count += rest.data[i] == '.';
    }
    dotted.parts = ARENA_ARRAY(arena, struct str, count);
    while (dotted.count < count) {
        dotted.parts[dotted.count++] = str_cut(&rest, '.');
    }
    return dotted;
}

/* --- Literal text ---------------------------------------------------------------------------- */

/* Without the indentation that the argument around it has by itself. */
static struct str dedent(const struct builder *builder, struct str line) {
    for (uint32_t i = builder->depth; i > 0; i--) {
        struct str own = builder->levels[i - 1].dedent;

        if (own.length && str_starts(line, own)) {
            return str_from_byte(line, own.length);
        }
    }
    return line;
}

static bool starts_line(struct str text, size_t at) {
    return at == 0 || text.data[at - 1] == '\n';
}

/* Adds the literal text between two bytes of the template. */
static void add_literal(struct builder *builder, size_t from, size_t to) {
    struct str text = builder->text->text;
    size_t at = from;

    if (from >= to) {
        return;
    }
    if (is_theme(builder)) {
        const struct message *wrong = html_read(&builder->html, str_slice(text, from, to));

        if (wrong) {
            fail(builder, wrong, from, (struct str){0});
        }
    }
    while (at < to) {
        size_t line_end = str_find_char(text, '\n', at);
        size_t end = line_end == STR_NONE || line_end >= to ? to : line_end + 1;
        struct str line = str_slice(text, at, end);

        strbuf_add(&builder->literal, starts_line(text, at) ? dedent(builder, line) : line);
        at = end;
    }
}

static struct mustache_node *append(struct builder *builder, enum mustache_kind kind) {
    struct mustache_node *node = LIST_ADD(&builder->nodes, builder->text->arena);

    node->kind = (uint8_t)kind;
    node->end = (uint32_t)builder->nodes.count;
    return node;
}

static void flush_literal(struct builder *builder) {
    struct mustache_node *node;

    if (builder->literal.length) {
        node = append(builder, MUSTACHE_LITERAL);
        node->text = str_copy(builder->text->arena, strbuf_view(&builder->literal));
        node->ends_line = str_ends(node->text, STR("\n"));
        strbuf_clear(&builder->literal);
    }
}

static struct mustache_node *add_node(struct builder *builder, enum mustache_kind kind) {
    flush_literal(builder);
    return append(builder, kind);
}

/* Text outside the arguments of a parent is never shown: a theme's author should know. */
static void check_ignored(struct builder *builder, size_t from, size_t to) {
    struct str ignored = str_trim(str_slice(builder->text->text, from, to));

    if (from < to && ignored.length && is_theme(builder)) {
        fail(builder, &MSG_TEMPLATE_IN_PARENT, from, ignored);
    }
}

/* --- Values and {{#t}} ----------------------------------------------------------------------- */

static void add_value(struct builder *builder, const struct token *token, size_t at) {
    struct mustache_node *node;
    enum escape escape = token->kind == TOKEN_RAW ? ESCAPE_NONE : ESCAPE_HTML;

    if (is_theme(builder)) {
        const struct message *wrong = html_value(&builder->html, &escape);

        if (token->kind == TOKEN_RAW) {
            wrong = &MSG_TEMPLATE_RAW;
        }
        if (wrong) {
            fail(builder, wrong, at, token->name);
        }
    }
    node = add_node(builder, MUSTACHE_VALUE);
    node->escape = (uint8_t)escape;
    node->dotted = mustache_dotted(builder->text->arena, token->name);
}

static void add_escaped(struct strbuf *out, struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        struct str entity = mustache_entity(text.data[i]);

        strbuf_add(out, entity.length ? entity : str_slice(text, i, i + 1));
    }
}

static void open_span(struct strbuf *out, struct str lang, struct str dir) {
    strbuf_add(out, STR("<span lang=\""));
    add_escaped(out, lang);
    strbuf_add(out, STR("\" dir=\""));
    add_escaped(out, dir);
    strbuf_add(out, STR("\">"));
}

static void open_foreign(struct builder *builder, const struct mustache_translation *text) {
    if (builder->html.state == HTML_TEXT) {
        open_span(&builder->literal, text->lang, text->dir);
    } else {
        strbuf_add(&builder->literal, STR("\u2068"));
    }
}

/* The values in a foreign text are the page's own. */
static void add_message_value(struct builder *builder, const struct token *token, size_t at,
                              bool is_in_span) {
    const struct mustache_source *source = &builder->template->library->source;

    if (is_in_span) {
        open_span(&builder->literal, source->lang, source->dir);
    }
    add_value(builder, token, at);
    if (is_in_span) {
        strbuf_add(&builder->literal, STR("</span>"));
    }
}

/* A message is text, whatever the translator wrote: it cannot open a tag or close a quote. */
static void add_message(struct builder *builder, const struct token *open) {
    const struct mustache_text *text = builder->text;
    const struct mustache_source *source = &builder->template->library->source;
    struct str inner = str_slice(text->text, open->to, builder->tokens.items[open->partner].from);
    struct str msgid = mustache_msgid(text->arena, inner);
    struct tokens msgid_tags = {0}, tags = {0};
    struct html html = builder->html;
    enum escape escape;
    const struct message *wrong = html_value(&html, &escape);
    struct mustache_translation shown;
    bool is_foreign, is_in_span;
    size_t at = 0;

    if (!wrong && html.attribute != ATTRIBUTE_PLAIN) {
        wrong = &MSG_TEMPLATE_T_ADDRESS;
    }
    if (wrong) {
        fail(builder, wrong, open->from, msgid);
    }
    if (!mustache_check_msgid(text, open, msgid, &msgid_tags)) {
        builder->template->is_broken = true;
        return;
    }
    shown = source->translate(source->context, msgid);
    if (!mustache_check_translation(text, open, &msgid_tags, shown.text, &tags)) {
        builder->template->is_broken = true;
        return;
    }
    builder->template->own = digest_mix(builder->template->own, digest_of(shown.text));
    is_foreign = shown.lang.length > 0;
    is_in_span = is_foreign && builder->html.state == HTML_TEXT;
    if (is_foreign) {
        builder->template->own = digest_mix(builder->template->own, digest_of(shown.lang));
        open_foreign(builder, &shown);
    }
    for (size_t i = 0; i < tags.count; i++) {
        add_escaped(&builder->literal, str_slice(shown.text, at, tags.items[i].from));
        add_message_value(builder, &tags.items[i], open->from, is_in_span);
        at = tags.items[i].to;
    }
    add_escaped(&builder->literal, str_from_byte(shown.text, at));
    if (is_foreign) {
        strbuf_add(&builder->literal, is_in_span ? STR("</span>") : STR("\u2069"));
    }
}

/* --- Elements -------------------------------------------------------------------------------- */

static bool is_conditional(const struct builder *builder) {
    return builder->depth && builder->levels[builder->depth - 1].is_conditional;
}

static struct level *enter(struct builder *builder, uint32_t token, bool makes_conditional) {
    bool was_conditional = is_conditional(builder);
    struct level *level = &builder->levels[builder->depth++];

    *level = (struct level){.token = token,
                            .node = (uint32_t)builder->nodes.count - 1,
                            .html = builder->html,
                            .is_conditional = was_conditional || makes_conditional};
    return level;
}

static void settle(struct builder *builder, const struct token *token) {
    const struct message *wrong = NULL;

    if (is_theme(builder)) {
        wrong = html_boundary(&builder->html);
    }
    if (wrong) {
        fail(builder, wrong, token->from, token->name);
    }
}

/* For what is compiled apart from its place, what stands before an address is as good as data. */
static void settle_apart(struct builder *builder, const struct token *token) {
    settle(builder, token);
    if (builder->html.address == ADDRESS_LITERAL) {
        builder->html.address = ADDRESS_MIXED;
    }
    builder->html.name_bytes = 0;
}

static void open_section(struct builder *builder, uint32_t index) {
    const struct token *token = &builder->tokens.items[index];
    struct mustache_node *node;

    settle(builder, token);
    node = add_node(builder, token->kind == TOKEN_SECTION ? MUSTACHE_SECTION : MUSTACHE_INVERTED);
    node->dotted = mustache_dotted(builder->text->arena, token->name);
    enter(builder, index, true);
}

static struct str blanks_at(const struct builder *builder, size_t at) {
    struct str text = builder->text->text;
    size_t end = at;

    while (end < text.length && (text.data[end] == ' ' || text.data[end] == '\t')) {
        end++;
    }
    return str_slice(text, at, end);
}

static void open_block(struct builder *builder, uint32_t index) {
    const struct token *token = &builder->tokens.items[index];
    struct mustache_node *node;
    struct mustache_site *site;
    struct str lead;

    settle_apart(builder, token);
    node = add_node(builder, MUSTACHE_BLOCK);
    node->name = token->name;
    node->context = html_key(&builder->html);
    node->is_standalone = token->is_standalone;
    node->ends_line = builder->tokens.items[token->partner].is_alone;
    if (token->is_standalone) {
        size_t from = token->is_alone ? token->tail_to : token->lead_from;

        lead = dedent(builder, blanks_at(builder, from));
        node->text = lead;
    }
    site = LIST_ADD(&builder->template->sites, builder->text->arena);
    site->name = token->name;
    site->html = builder->html;
    enter(builder, index, true);
    if (token->is_standalone && !token->is_alone) {
        /* What an overriding text replaces, but the default keeps. */
        strbuf_add(&builder->literal, node->text);
        if (is_theme(builder)) {
            html_read(&builder->html, node->text);
        }
    }
}

/* The context of the block that an argument is for. */
static void find_site(struct builder *builder, const struct token *token,
                      const struct mustache *parent, struct html *html) {
    const struct mustache_site *found = NULL;

    *html = (struct html){.state = HTML_TEXT};
    if (!parent || parent->is_broken) {
        return;
    }
    for (size_t i = 0; i < parent->sites.count; i++) {
        const struct mustache_site *site = &parent->sites.items[i];

        if (!str_equal(site->name, token->name)) {
            continue;
        }
        if (found && html_key(&found->html) != html_key(&site->html)) {
            fail(builder, &MSG_TEMPLATE_BLOCK_CONTEXTS, token->from, token->name);
            return;
        }
        found = site;
    }
    if (found) {
        *html = found->html;
    } else if (!parent->is_open && parent->state == MUSTACHE_COMPILED) {
        fail(builder, &MSG_TEMPLATE_BLOCK_UNKNOWN, token->from, token->name);
    }
}

static void open_argument(struct builder *builder, uint32_t index) {
    const struct token *token = &builder->tokens.items[index];
    const struct mustache *parent =
        builder->nodes.items[builder->levels[builder->depth - 1].node].target;
    struct mustache_node *node = add_node(builder, MUSTACHE_ARGUMENT);
    struct level *level;

    node->name = token->name;
    if (is_theme(builder)) {
        find_site(builder, token, parent, &builder->html);
        node->context = html_key(&builder->html);
    }
    level = enter(builder, index, true);
    if (token->is_last) {
        level->dedent = blanks_at(builder, token->tail_to);
    }
}

/* --- Includes -------------------------------------------------------------------------------- */

/* Sites in what is included can be overridden from here, too. */
static void take_sites(struct builder *builder, const struct mustache *target) {
    struct mustache *template = builder->template;

    template->is_open |= target->is_open || target->state == MUSTACHE_COMPILING;
    if (!is_theme(builder) || target == template) {
        return;
    }
    for (size_t i = 0; i < target->sites.count; i++) {
        const struct mustache_site *site = &target->sites.items[i];
        bool is_known = false;

        for (size_t j = 0; j < template->sites.count && !is_known; j++) {
            is_known = str_equal(template->sites.items[j].name, site->name) &&
                       html_key(&template->sites.items[j].html) == html_key(&site->html);
        }
        if (!is_known) {
            *LIST_ADD(&template->sites, builder->text->arena) = *site;
        }
    }
}

static void include_dynamic(struct builder *builder, const struct token *token,
                            struct mustache_node *node) {
    node->dotted = mustache_dotted(builder->text->arena, token->name);
    builder->template->is_dynamic = true;
    builder->template->is_open = true;
    builder->template->library->has_dynamic = true;
    if (is_theme(builder) && (token->kind == TOKEN_PARENT || builder->html.state != HTML_TEXT)) {
        fail(builder, &MSG_TEMPLATE_DYNAMIC, token->from, token->name);
    }
}

static void include_fixed(struct builder *builder, const struct token *token,
                          struct mustache_node *node) {
    struct include_place place = {builder->text, token->from};
    uint32_t index = (uint32_t)(node - builder->nodes.items);
    struct mustache *target = mustache_load(builder->template->library, token->name, &builder->html,
                                            &place, builder->chain, builder->text->diags);
    struct mustache_include *include;

    builder->nodes.items[index].target = target;
    if (!target) {
        return;
    }
    include = LIST_ADD(&builder->template->includes, builder->text->arena);
    include->target = target;
    include->is_conditional = is_conditional(builder);
    include->place = mustache_place(builder->text, token->from);
    take_sites(builder, target);
    if (target->state == MUSTACHE_COMPILED && is_theme(builder)) {
        html_join(builder->html, target->after, &builder->html);
    }
}

static void add_include(struct builder *builder, uint32_t index) {
    const struct token *token = &builder->tokens.items[index];
    struct mustache_node *node;
    bool is_parent = token->kind == TOKEN_PARENT;
    struct html before;

    settle_apart(builder, token);
    before = builder->html;
    node = add_node(builder, MUSTACHE_INCLUDE);
    node->is_standalone = is_parent ? token->is_standalone : token->is_alone;
    node->ends_line = node->is_standalone;
    if (node->is_standalone) {
        node->text = dedent(builder, blanks_at(builder, token->lead_from));
    }
    if (token->is_dynamic) {
        include_dynamic(builder, token, node);
    } else {
        include_fixed(builder, token, node);
    }
    if (is_parent) {
        /* The level keeps the context behind the parent; arguments have their sites' own. */
        enter(builder, index, false);
        builder->html = before;
    }
}

/* --- The walk -------------------------------------------------------------------------------- */

static void close_element(struct builder *builder, const struct token *token) {
    struct level *level = &builder->levels[builder->depth - 1];
    const struct token *open = &builder->tokens.items[level->token];
    uint32_t node = level->node;

    if (open->kind == TOKEN_PARENT) {
        builder->html = level->html;
    } else {
        settle(builder, token);
        if (is_theme(builder) && !html_join(level->html, builder->html, &builder->html)) {
            fail(builder, &MSG_TEMPLATE_CONTEXT, open->from, open->name);
            builder->html = level->html;
        }
    }
    flush_literal(builder);
    builder->nodes.items[node].end = (uint32_t)builder->nodes.count;
    builder->depth--;
}

static bool is_in_parent(const struct builder *builder) {
    return builder->depth &&
           builder->tokens.items[builder->levels[builder->depth - 1].token].kind == TOKEN_PARENT;
}

/* Handles one tag and returns the index of the next. */
static uint32_t add_token(struct builder *builder, uint32_t index) {
    const struct token *token = &builder->tokens.items[index];

    switch (token->kind) {
    case TOKEN_VALUE:
    case TOKEN_RAW:
        add_value(builder, token, token->from);
        break;
    case TOKEN_SECTION:
        if (token->is_message) {
            add_message(builder, token);
            return token->partner + 1;
        }
        open_section(builder, index);
        break;
    case TOKEN_INVERTED:
        open_section(builder, index);
        break;
    case TOKEN_BLOCK:
        open_block(builder, index);
        break;
    case TOKEN_PARENT:
    case TOKEN_PARTIAL:
        add_include(builder, index);
        break;
    case TOKEN_CLOSE:
        close_element(builder, token);
        break;
    case TOKEN_COMMENT:
    case TOKEN_DELIMITERS:
        break;
    }
    return index + 1;
}

/* The same directly within a parent, where only blocks count. */
static uint32_t add_token_in_parent(struct builder *builder, uint32_t index) {
    const struct token *token = &builder->tokens.items[index];

    switch (token->kind) {
    case TOKEN_BLOCK:
        open_argument(builder, index);
        return index + 1;
    case TOKEN_CLOSE:
        close_element(builder, token);
        return index + 1;
    case TOKEN_COMMENT:
    case TOKEN_DELIMITERS:
        return index + 1;
    default:
        check_ignored(builder, token->from, token->to);
        return token->partner > index ? token->partner + 1 : index + 1;
    }
}

/* In theme mode every template ends in the context it began with. */
static void finish(struct builder *builder) {
    struct mustache *template = builder->template;

    template->after = template->start;
    if (is_theme(builder) && (html_boundary(&builder->html) ||
                              !html_join(template->start, builder->html, &template->after))) {
        fail(builder, &MSG_TEMPLATE_UNFINISHED, builder->text->text.length, template->name);
    }
}

void mustache_build(struct mustache *template, const struct mustache_text *text,
                    const struct compile_chain *chain) {
    struct builder builder = {
        .template = template, .text = text, .chain = chain, .html = template->start};
    size_t at = 0;
    uint32_t index = 0;

    if (!mustache_tokenize(text, mustache_default_delimiters, &builder.tokens)) {
        template->is_broken = true;
        return;
    }
    mustache_check_names(template->library, text, &builder.tokens);
    while (index < builder.tokens.count) {
        const struct token *token = &builder.tokens.items[index];
        bool in_parent = is_in_parent(&builder);

        if (in_parent) {
            check_ignored(&builder, at, token->cut_from);
            index = add_token_in_parent(&builder, index);
        } else {
            add_literal(&builder, at, token->cut_from);
            index = add_token(&builder, index);
        }
        at = builder.tokens.items[index - 1].cut_to;
    }
    add_literal(&builder, at, text->text.length);
    flush_literal(&builder);
    finish(&builder);
    strbuf_release(&builder.literal);
    template->nodes = builder.nodes.items;
    template->count = (uint32_t)builder.nodes.count;
}
