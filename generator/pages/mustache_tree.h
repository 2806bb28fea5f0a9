/*
 * mustache_tree.h - the inside of the Mustache engine; only mustache*.c and their tests include it.
 *
 *     text --tokenize--> tokens --mustache_build--> nodes --mustache_render--> bytes
 *
 * Tokens are the tags, with the lines they have to themselves. Nodes are the tree in one array, in
 * the order of the text: a node's children follow it, up to its `end`.
 */
#ifndef ISOGLOSS_PAGES_MUSTACHE_TREE_H
#define ISOGLOSS_PAGES_MUSTACHE_TREE_H

#include "base/map.h"
#include "pages/mustache.h"

#define MUSTACHE_MAX_NESTING 48  /* sections within sections of one template */
#define MUSTACHE_MAX_CONTEXTS 64 /* data pushed by sections while rendering */

/* --- Tokens (mustache_tokens.c) -------------------------------------------------------------- */

enum token_kind {
    TOKEN_VALUE,
    TOKEN_RAW, /* {{{x}}} and {{&x}} */
    TOKEN_SECTION,
    TOKEN_INVERTED,
    TOKEN_PARENT,
    TOKEN_BLOCK,
    TOKEN_CLOSE,
    TOKEN_PARTIAL,
    TOKEN_COMMENT,
    TOKEN_DELIMITERS
};

struct delimiters {
    struct str open, close;
};

#define TOKEN_NONE UINT32_MAX

struct token {
    enum token_kind kind;
    uint32_t partner; /* of an opening tag its closing one, and back */
    uint32_t
        around; /* the innermost opening tag it stands in (its own, if it closes), or TOKEN_NONE */
    struct str name;
    struct delimiters delimiters; /* in force at the tag */
    size_t from, to;              /* the tag */
    size_t lead_from;             /* where the blanks before it start */
    size_t tail_to;               /* behind the blanks and the line end after it */
    size_t cut_from, cut_to;      /* what disappears with the tag; tokens_cut() sets it */
    bool is_dynamic;              /* {{>*name}} */
    bool is_first, is_last;       /* only blanks stand before / after it on its line */
    bool is_alone;                /* its line disappears with it */
    bool is_standalone;           /* PARENT, BLOCK: so does what stands around the whole element */
    bool is_message;              /* {{#t}} and its {{/t}}, in a theme with translations */
};

struct tokens {
    struct token *items;
    size_t count, capacity;
};

/* A text being compiled; `diags` NULL: nothing is reported. */
struct mustache_text {
    struct str text, path;
    struct arena *arena;
    struct diags *diags;
    bool has_messages; /* `t` is special */
};

/* Finds all tags, pairs them and decides which lines disappear. False after an error. */
bool mustache_tokenize(const struct mustache_text *text, struct delimiters delimiters,
                       struct tokens *tokens);
extern const struct delimiters mustache_default_delimiters;

/* The place of byte `at`. */
struct place mustache_place(const struct mustache_text *text, size_t at);
/* Records a message at byte `at`, if anyone listens. */
void mustache_report(const struct mustache_text *text, const struct message *message, size_t at,
                     struct str argument);

/* --- {{#t}} (mustache_text.c) ---------------------------------------------------------------- */

/* The text between {{#t}} and {{/t}} as catalogs have it: trimmed, each run of blanks one space. */
struct str mustache_msgid(struct arena *arena, struct str inner);

/* Checks the msgid at byte `at`: simple tags and no markup. */
bool mustache_check_msgid(const struct mustache_text *text, const struct token *open,
                          struct str msgid, struct tokens *tags);
/* Finds the tags of a translation; false, with a diagnostic, if it has one that the msgid lacks. */
bool mustache_check_translation(const struct mustache_text *text, const struct token *open,
                                const struct tokens *msgid_tags, struct str translation,
                                struct tokens *tags);

/* --- HTML contexts (mustache_context.c) ------------------------------------------------------ */

enum html_state {
    HTML_TEXT,
    HTML_ESCAPED_TEXT, /* <title>, <textarea>: no markup, but character references */
    HTML_RAW,          /* <script>, <style> ... */
    HTML_TAG_OPEN,     /* behind '<' */
    HTML_END_OPEN,     /* behind "</" */
    HTML_TAG_NAME,
    HTML_TAG,  /* between attributes */
    HTML_GLUE, /* the same, but a blank, '/' or '>' must come first */
    HTML_ATTRIBUTE_NAME,
    HTML_AFTER_NAME,   /* behind the blank after an attribute's name */
    HTML_BEFORE_VALUE, /* behind '=' */
    HTML_DOUBLE_QUOTED,
    HTML_SINGLE_QUOTED,
    HTML_UNQUOTED,
    HTML_BANG, /* behind "<!" */
    HTML_COMMENT,
    HTML_DECLARATION /* <!doctype>, <?...> */
};

enum html_attribute { ATTRIBUTE_PLAIN, ATTRIBUTE_ADDRESS, ATTRIBUTE_ADDRESSES, ATTRIBUTE_CODE };

/* How far the address in an attribute is known. */
enum html_address {
    ADDRESS_START,    /* nothing of it stands yet */
    ADDRESS_LITERAL,  /* the first letters, and they may still become a scheme */
    ADDRESS_MIXED,    /* the same, some of them from data */
    ADDRESS_SAFE,     /* what follows cannot become a scheme */
    ADDRESS_FORBIDDEN /* javascript: and the like */
};

struct html {
    enum html_state state;
    enum html_attribute attribute;
    enum html_address address;
    uint8_t element;    /* of those whose content is special; 0: another */
    bool is_end_tag;    /* in </...> */
    uint8_t run;        /* dashes of a comment, matched bytes of "</script" */
    uint8_t name_bytes; /* of the tag, attribute or scheme being read */
    char name[22];
};

/* How a value is written. */
enum escape {
    ESCAPE_NONE,        /* {{{x}}} */
    ESCAPE_HTML,        /* DATUM_HTML stands as it is */
    ESCAPE_ATTRIBUTE,   /* everything is escaped */
    ESCAPE_ADDRESS,     /* a scheme but http, https, mailto and tel makes it "#" */
    ESCAPE_ADDRESS_PART /* must not add up to a scheme: its ':' is written %3A */
};

/* Reads literal text. NULL, or what is wrong with its first bytes. */
const struct message *html_read(struct html *html, struct str text);
/* A value stands here: sets `*escape`, or returns why it may not. */
const struct message *html_value(struct html *html, enum escape *escape);
/* A section, partial or block begins or ends here: returns why it may not, or settles the context
   so that html_join() can compare it. */
const struct message *html_boundary(struct html *html);
/* The context after an element that may have been left out: `a` without it, `b` with it. False if
   what follows would mean different things. */
bool html_join(struct html a, struct html b, struct html *joined);
/* One number for all that html_join() compares. */
uint32_t html_key(const struct html *html);
/* Whether a browser would take `address` for one of the allowed schemes, or for a relative one. */
bool html_address_is_allowed(struct str address);

/* --- Nodes ----------------------------------------------------------------------------------- */

enum mustache_kind {
    MUSTACHE_LITERAL,
    MUSTACHE_VALUE,
    MUSTACHE_SECTION,
    MUSTACHE_INVERTED,
    MUSTACHE_INCLUDE,  /* a partial, or a parent: its children are MUSTACHE_ARGUMENTs */
    MUSTACHE_ARGUMENT, /* a block that stands directly in a parent */
    MUSTACHE_BLOCK     /* any other: a place that may be overridden */
};

/* A dotted name. "." has no parts; ".a" is local: only the top of the stack is asked. */
struct dotted {
    struct str *parts;
    uint32_t count;
    bool is_local;
};

struct mustache_node {
    uint8_t kind;   /* enum mustache_kind */
    uint8_t escape; /* MUSTACHE_VALUE: enum escape */
    bool ends_line; /* LITERAL: ends with a line end; INCLUDE, BLOCK: the next line starts here */
    bool is_standalone;            /* INCLUDE, BLOCK: `text` indents it */
    uint32_t context;              /* ARGUMENT, BLOCK: html_key() of where it stands */
    uint32_t end;                  /* behind its last child */
    struct str text;               /* the literal; the indentation */
    struct str name;               /* ARGUMENT, BLOCK */
    struct dotted dotted;          /* VALUE, SECTION, INVERTED, and INCLUDE by a dynamic name */
    const struct mustache *target; /* INCLUDE by a fixed name; NULL: nothing is shown */
};

struct mustache_include {
    struct mustache *target;
    bool is_conditional; /* within a section, block or argument */
    struct place place;
};

/* A block that may be overridden, here or in what is included. */
struct mustache_site {
    struct str name;
    struct html html;
};

struct mustache {
    struct mustache_library *library;
    struct str name, path;
    struct html start, after; /* the context before and after it */
    struct mustache_node *nodes;
    uint32_t count;
    LIST(struct mustache_include) includes;
    LIST(struct mustache_site) sites;
    bool is_open;    /* `sites` may be incomplete: recursion or dynamic names */
    bool is_dynamic; /* has {{>*name}} */
    bool is_broken;  /* reported already */
    enum { MUSTACHE_COMPILING, MUSTACHE_COMPILED } state;
    enum { WALK_NEW, WALK_ON_PATH, WALK_DONE } walk; /* of the search for circles */
    uint32_t visit;                                  /* number of the last walk that saw it */
    struct digest own, all;                          /* of itself; with all it can include */
};

struct mustache_library {
    struct arena *arena;
    enum mustache_mode mode;
    struct mustache_source source;
    LIST(struct mustache *) templates;
    struct map by_dynamic_name; /* what {{>*name}} chooses from; complete before rendering */
    struct map keys;            /* source.keys to enum mustache_key; empty: any name is fine */
    bool has_dynamic;
    uint32_t visit;
};

/* --- Names (mustache_names.c) ---------------------------------------------------------------- */

/* Fills library->keys. */
void mustache_add_keys(struct mustache_library *library);

/* Warns of names that no data has. */
void mustache_check_names(const struct mustache_library *library, const struct mustache_text *text,
                          const struct tokens *tokens);

/* --- Compiling (mustache.c, mustache_build.c) ------------------------------------------------ */

/* The templates on the way to the one being compiled. */
struct compile_chain {
    const struct compile_chain *outer;
    struct mustache *template;
    uint32_t length;
};

/* A place that includes, for diagnostics. NULL: the program asks. */
struct include_place {
    const struct mustache_text *text;
    size_t at;
};

/* The template `name` for a context, compiled now if it is new; NULL if there is none. */
struct mustache *mustache_load(struct mustache_library *library, struct str name,
                               const struct html *start, const struct include_place *from,
                               const struct compile_chain *chain, struct diags *diags);

/* Fills template->nodes from its text. */
void mustache_build(struct mustache *template, const struct mustache_text *text,
                    const struct compile_chain *chain);

/* "&amp;" for an ampersand, and so on for < > " and '; empty for what stands for itself. */
struct str mustache_entity(char c);

/* Splits a dotted name. */
struct dotted mustache_dotted(struct arena *arena, struct str name);

#endif
