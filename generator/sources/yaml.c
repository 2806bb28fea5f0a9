#include "sources/yaml.h"

#include "base/map.h"
#include "base/utf8.h"
#include "sources/messages.h"
#include "sources/normalize.h"
#include "sources/yaml_pieces.h"
#include "sources/yaml_words.h"

#include <yaml.h>

/* From this many keys on, a map is asked whether a key is there already. */
#define KEYS_TO_COMPARE_ONE_BY_ONE 16
/* One slip can make a hundred errors; after so many in a file the rest is noise. */
#define ERRORS_BEFORE_GIVING_UP 20

/* A list or map whose end has not been seen. */
struct opened {
    struct node *node, *last;
    struct map keys; /* of long maps, else without a table */
    bool has_key;    /* of maps: the key is read and its value comes next */
    struct str key;
    uint32_t key_line, key_column;
};

struct reader {
    yaml_parser_t parser;
    struct str text, path;
    uint32_t first_line;
    struct yaml_cursor cursor;
    struct arena *arena;
    struct arena scratch; /* tables of keys */
    struct diags *diags;
    struct opened open[YAML_MAX_DEPTH];
    size_t depth;
    struct node *root;
    size_t node_count, document_count, error_count;
};

static struct place place_of(const struct reader *reader, yaml_mark_t mark) {
    return place_at(reader->path, reader->first_line + (uint32_t)mark.line,
                    (uint32_t)mark.column + 1);
}

static struct place place_of_byte(const struct reader *reader, size_t at) {
    struct utf8_position position = utf8_position(reader->text, at);
    return place_at(reader->path, reader->first_line + position.line - 1, position.column);
}

/* Records an error; false once there are too many to go on. */
static bool complain(struct reader *reader, const struct message *message, struct place place,
                     struct str argument) {
    diag(reader->diags, message, place, argument);
    reader->error_count++;
    return reader->error_count < ERRORS_BEFORE_GIVING_UP;
}

static struct str number(struct reader *reader, size_t value) {
    return str_format(&reader->scratch, "%zu", value);
}

static struct str name_of_rune(struct reader *reader, uint32_t rune) {
    return str_format(&reader->scratch, "U+%04X", (unsigned)rune);
}

/* ---- Before libyaml sees the text --------------------------------------------------------------
 */

/* libyaml would take these for line ends inside a value, and then complain about something else. */
static bool is_line_separator(uint32_t rune) {
    return rune == 0x85 || rune == 0x2028 || rune == 0x2029;
}

static bool check_characters(struct reader *reader) {
    size_t at = 0;
    while (at < reader->text.length) {
        size_t start = at;
        uint32_t rune = utf8_next(reader->text, &at);
        if (is_line_separator(rune) || rune_is_control(rune)) {
            complain(reader, &MSG_YAML_CONTROL, place_of_byte(reader, start),
                     name_of_rune(reader, rune));
            return false;
        }
    }
    return true;
}

static bool check_text(struct reader *reader) {
    if (reader->text.length > YAML_MAX_FILE_BYTES) {
        complain(reader, &MSG_FILE_TOO_LARGE, place_file(reader->path), STR("256 KiB"));
        return false;
    }
    return check_characters(reader);
}

/* ---- Scalars -----------------------------------------------------------------------------------
 */

/* Invisible characters that change how a text reads. Isolates may stand in a value if they close.
 */
static bool find_bidi(struct str text, uint32_t *rune) {
    int open = 0;
    size_t at = 0;
    while (at < text.length) {
        uint32_t next = utf8_next(text, &at);
        if (rune_is_bidi_override(next)) {
            *rune = next;
            return true;
        }
        if (rune_is_bidi_isolate(next)) {
            *rune = next;
            open += next == 0x2069 ? -1 : 1;
            if (open < 0) {
                return true;
            }
        }
    }
    return open != 0;
}

static bool find_invisible(struct str text, uint32_t *rune) {
    size_t at = 0;
    while (at < text.length) {
        *rune = utf8_next(text, &at);
        if (rune_is_invisible(*rune) || rune_is_bidi_override(*rune) ||
            rune_is_bidi_isolate(*rune)) {
            return true;
        }
    }
    return false;
}

/* Escapes in double quotes can make what the file itself may not hold. */
static bool find_control(struct str text, uint32_t *rune) {
    size_t at = 0;
    while (at < text.length) {
        *rune = utf8_next(text, &at);
        if (*rune == '\r' || rune_is_control(*rune) || is_line_separator(*rune)) {
            return true;
        }
    }
    return false;
}

static bool check_scalar(struct reader *reader, struct str text, struct place place) {
    uint32_t rune = 0;
    if (text.length > YAML_MAX_SCALAR_BYTES) {
        return complain(reader, &MSG_YAML_SCALAR_TOO_LONG, place,
                        number(reader, YAML_MAX_SCALAR_BYTES / 1024));
    }
    if (find_control(text, &rune)) {
        return complain(reader, &MSG_YAML_CONTROL, place, name_of_rune(reader, rune));
    }
    if (find_bidi(text, &rune)) {
        return complain(reader, &MSG_YAML_BIDI, place, name_of_rune(reader, rune));
    }
    return true;
}

/* The text as it is kept. Only an escape ("e\u0301") can undo the NFC of the file. */
static struct str event_text(struct reader *reader, const yaml_event_t *event) {
    struct str text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
        text = text_to_nfc(&reader->scratch, text);
    }
    return str_copy(reader->arena, text);
}

/* ---- Nodes -------------------------------------------------------------------------------------
 */

static struct node *add_node(struct reader *reader, enum node_kind kind, yaml_mark_t mark) {
    struct node *node = ARENA_NEW(reader->arena, struct node);
    struct place place = place_of(reader, mark);
    node->kind = kind;
    node->line = place.line;
    node->column = place.column;
    if (reader->depth == 0) {
        reader->root = node;
        return node;
    }
    struct opened *parent = &reader->open[reader->depth - 1];
    if (parent->has_key) {
        node->key = parent->key;
        node->key_line = parent->key_line;
        node->key_column = parent->key_column;
        parent->has_key = false;
    }
    if (parent->last == NULL) {
        parent->node->first = node;
    } else {
        parent->last->next = node;
    }
    parent->last = node;
    parent->node->count++;
    if (parent->keys.arena != NULL) {
        map_put(&parent->keys, node->key, node);
    }
    return node;
}

static bool count_node(struct reader *reader, yaml_mark_t mark) {
    if (++reader->node_count <= YAML_MAX_NODES) {
        return true;
    }
    complain(reader, &MSG_YAML_TOO_MANY, place_of(reader, mark), number(reader, YAML_MAX_NODES));
    return false;
}

static bool wants_key(const struct reader *reader) {
    return reader->depth > 0 && reader->open[reader->depth - 1].node->kind == NODE_MAP &&
           !reader->open[reader->depth - 1].has_key;
}

/* The child that has this key already, or NULL. */
static const struct node *find_key(struct reader *reader, struct opened *map, struct str key) {
    if (map->node->count < KEYS_TO_COMPARE_ONE_BY_ONE) {
        return node_get(map->node, key);
    }
    if (map->keys.arena == NULL) {
        map->keys = map_make(&reader->scratch);
        for (struct node *child = map->node->first; child != NULL; child = child->next) {
            map_put(&map->keys, child->key, child);
        }
    }
    return map_get(&map->keys, key);
}

static bool check_key(struct reader *reader, struct opened *map, yaml_scalar_style_t style) {
    uint32_t rune = 0;
    struct str key = map->key;
    struct place place = {reader->path, map->key_line, map->key_column};
    if (str_is_empty(str_trim(key))) {
        return complain(reader, &MSG_YAML_EMPTY_KEY, place, key);
    }
    if (style == YAML_PLAIN_SCALAR_STYLE && str_equal(key, STR("<<"))) {
        return complain(reader, &MSG_YAML_MERGE, place, key);
    }
    if (find_invisible(key, &rune)) {
        return complain(reader, &MSG_YAML_KEY_INVISIBLE, place, name_of_rune(reader, rune));
    }
    const struct node *first = find_key(reader, map, key);
    if (first != NULL) {
        struct diag *twice = diag(reader->diags, &MSG_YAML_DUPLICATE_KEY, place, key);
        diag_note(reader->diags, twice, &MSG_YAML_FIRST_KEY, node_key_place(reader->path, first));
        reader->error_count++;
    }
    return reader->error_count < ERRORS_BEFORE_GIVING_UP;
}

static bool take_key(struct reader *reader, const yaml_event_t *event) {
    struct opened *map = &reader->open[reader->depth - 1];
    struct place place = place_of(reader, event->start_mark);
    map->key = event_text(reader, event);
    map->key_line = place.line;
    map->key_column = place.column;
    map->has_key = true;
    return check_scalar(reader, map->key, place) &&
           check_key(reader, map, event->data.scalar.style);
}

static bool take_value(struct reader *reader, const yaml_event_t *event) {
    struct node *node = add_node(reader, NODE_SCALAR, event->start_mark);
    node->text = event_text(reader, event);
    switch (event->data.scalar.style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        node->style = NODE_QUOTED;
        break;
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE:
        node->style = NODE_BLOCK;
        break;
    default:
        node->style = NODE_PLAIN;
    }
    if (node->style != NODE_PLAIN || event->start_mark.line != event->end_mark.line) {
        yaml_note_pieces(&reader->cursor, node, reader->arena);
    }
    return check_scalar(reader, node->text, place_of(reader, event->start_mark));
}

/* ---- Events ------------------------------------------------------------------------------------
 */

static bool refuse_decoration(struct reader *reader, const yaml_char_t *anchor,
                              const yaml_char_t *tag, yaml_mark_t mark) {
    if (anchor != NULL && !complain(reader, &MSG_YAML_ANCHOR, place_of(reader, mark), STR("&"))) {
        return false;
    }
    return tag == NULL || complain(reader, &MSG_YAML_TAG, place_of(reader, mark), STR("!"));
}

static bool take_scalar(struct reader *reader, const yaml_event_t *event) {
    if (!refuse_decoration(reader, event->data.scalar.anchor, event->data.scalar.tag,
                           event->start_mark)) {
        return false;
    }
    return count_node(reader, event->start_mark) &&
           (wants_key(reader) ? take_key(reader, event) : take_value(reader, event));
}

static bool take_alias(struct reader *reader, const yaml_event_t *event) {
    if (!complain(reader, &MSG_YAML_ANCHOR, place_of(reader, event->start_mark), STR("*")) ||
        wants_key(reader) || !count_node(reader, event->start_mark)) {
        return false;
    }
    add_node(reader, NODE_SCALAR, event->start_mark);
    return true;
}

static bool open_node(struct reader *reader, enum node_kind kind, yaml_mark_t mark) {
    if (wants_key(reader)) {
        complain(reader, &MSG_YAML_KEY_KIND, place_of(reader, mark), (struct str){0});
        return false;
    }
    if (reader->depth == YAML_MAX_DEPTH) {
        complain(reader, &MSG_YAML_TOO_DEEP, place_of(reader, mark),
                 number(reader, YAML_MAX_DEPTH));
        return false;
    }
    if (!count_node(reader, mark)) {
        return false;
    }
    struct node *node = add_node(reader, kind, mark);
    reader->open[reader->depth++] = (struct opened){.node = node};
    return true;
}

static bool start_document(struct reader *reader, const yaml_event_t *event) {
    if (event->data.document_start.version_directive != NULL ||
        event->data.document_start.tag_directives.start !=
            event->data.document_start.tag_directives.end) {
        complain(reader, &MSG_YAML_DIRECTIVE, place_of(reader, event->start_mark), STR("%"));
        return false;
    }
    if (reader->document_count++ > 0) {
        complain(reader, &MSG_YAML_SECOND_DOCUMENT, place_of(reader, event->start_mark),
                 (struct str){0});
        return false;
    }
    return true;
}

/* False: stop here, the error is recorded. */
static bool take_event(struct reader *reader, const yaml_event_t *event) {
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return start_document(reader, event);
    case YAML_ALIAS_EVENT:
        return take_alias(reader, event);
    case YAML_SCALAR_EVENT:
        return take_scalar(reader, event);
    case YAML_SEQUENCE_START_EVENT:
        return refuse_decoration(reader, event->data.sequence_start.anchor,
                                 event->data.sequence_start.tag, event->start_mark) &&
               open_node(reader, NODE_LIST, event->start_mark);
    case YAML_MAPPING_START_EVENT:
        return refuse_decoration(reader, event->data.mapping_start.anchor,
                                 event->data.mapping_start.tag, event->start_mark) &&
               open_node(reader, NODE_MAP, event->start_mark);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        reader->depth--;
        return true;
    default:
        return true;
    }
}

static void report_syntax(struct reader *reader) {
    const yaml_parser_t *parser = &reader->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        out_of_memory();
    }
    struct yaml_complaint complaint = {
        .problem = str_from(parser->problem),
        .context = str_from(parser->context),
        .text = reader->text,
        .problem_at =
            yaml_offset(reader->text, parser->problem_mark.line, parser->problem_mark.column),
        .context_at =
            yaml_offset(reader->text, parser->context_mark.line, parser->context_mark.column),
    };
    if (parser->error == YAML_READER_ERROR) { /* knows the offset only */
        complaint.problem_at = parser->problem_offset;
    }
    struct yaml_explanation explanation = yaml_explain(&complaint);
    if (parser->error == YAML_READER_ERROR) {
        explanation.argument = name_of_rune(reader, (uint32_t)parser->problem_value);
    }
    complain(reader, explanation.message, place_of_byte(reader, explanation.at),
             explanation.argument);
}

static void read_events(struct reader *reader) {
    for (bool is_done = false; !is_done;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&reader->parser, &event)) {
            report_syntax(reader);
            return;
        }
        is_done = event.type == YAML_STREAM_END_EVENT || !take_event(reader, &event);
        yaml_event_delete(&event);
    }
}

/* An empty document is one empty plain scalar, or no event at all. */
static bool is_nothing(const struct node *root) {
    return root == NULL ||
           (root->kind == NODE_SCALAR && root->style == NODE_PLAIN && str_is_empty(root->text));
}

struct node *yaml_parse(struct str text, struct str path, uint32_t first_line, struct arena *arena,
                        struct diags *diags) {
    struct reader reader = {
        .text = text, .path = path, .first_line = first_line, .arena = arena, .diags = diags};
    reader.cursor = (struct yaml_cursor){.yaml = text, .line = first_line, .column = 1};
    if (check_text(&reader)) {
        if (!yaml_parser_initialize(&reader.parser)) {
            out_of_memory();
        }
        yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(
            &reader.parser, (const yaml_char_t *)(text.data != NULL ? text.data : ""), text.length);
        read_events(&reader);
        yaml_parser_delete(&reader.parser);
    }
    arena_release(&reader.scratch);
    return reader.error_count > 0 || is_nothing(reader.root) ? NULL : reader.root;
}
