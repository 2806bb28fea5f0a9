#include "translate/translated_file.h"

#include "base/file.h"
#include "base/utf8.h"
#include "translate/messages.h"

struct editor {
    const struct site *site;
    const struct pairs *pairs;
    const struct source *file;
    const struct str *texts;
    struct arena *arena;
    struct diags *diags;
    /* The file, piece by piece, with what is edited so far: */
    struct str before; /* "---", or nothing */
    struct str yaml;
    struct str between; /* "---" and empty lines, or nothing */
    struct str body;
};

/* ---- Values ----------------------------------------------------------------------------------
 */

/* In double quotes any text can stand in one line. */
static struct str quoted(struct arena *arena, struct str text) {
    struct strbuf out = {0};
    strbuf_add_char(&out, '"');
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == '"' || c == '\\') {
            strbuf_add_char(&out, '\\');
        }
        strbuf_add(&out, c == '\n' ? STR("\\n") : c == '\t' ? STR("\\t") : (struct str){&c, 1});
    }
    strbuf_add_char(&out, '"');
    struct str copy = str_copy(arena, strbuf_view(&out));
    strbuf_release(&out);
    return copy;
}

static size_t offset_of(struct str text, uint32_t line, uint32_t column) {
    size_t at = 0;
    for (; line > 1 && at < text.length; line--) {
        size_t end = str_find_char(text, '\n', at);
        at = end == STR_NONE ? text.length : end + 1;
    }
    for (; column > 1 && at < text.length; column--) {
        utf8_next(text, &at);
    }
    return at;
}

static size_t line_end(struct str text, size_t at) {
    size_t end = str_find_char(text, '\n', at);
    return end == STR_NONE ? text.length : end;
}

/* Behind the closing quote. */
static size_t end_of_quoted(struct str text, size_t at) {
    char quote = text.data[at];
    for (size_t i = at + 1; i < text.length; i++) {
        if (text.data[i] == '\\' && quote == '"') {
            i++;
        } else if (text.data[i] == quote && quote == '\'' && i + 1 < text.length &&
                   text.data[i + 1] == '\'') {
            i++;
        } else if (text.data[i] == quote) {
            return i + 1;
        }
    }
    return text.length;
}

/* To the end of the line or a comment. */
static size_t end_of_plain(struct str text, size_t at) {
    size_t end = line_end(text, at), comment = str_find(text, STR(" #"), at);
    end = comment < end ? comment : end;
    while (end > at && char_is_blank(text.data[end - 1])) {
        end--;
    }
    return end;
}

/* The lines of a block: those that are empty or as far in as its first. */
struct block {
    size_t start, end, indent;
};
static struct block find_block(struct str text, size_t at) {
    struct block block = {.start = line_end(text, at) + 1};
    size_t next = block.start;
    block.end = block.start;
    while (next < text.length) {
        size_t end = line_end(text, next), indent = next;
        while (indent < end && text.data[indent] == ' ') {
            indent++;
        }
        if (indent < end && block.indent == 0) {
            block.indent = indent - next;
        }
        if (indent < end && (indent - next < block.indent || block.indent == 0)) {
            break;
        }
        next = end + 1;
        if (indent < end) {
            block.end = next < text.length ? next : text.length;
        }
    }
    return block;
}

static struct str block_lines(struct arena *arena, struct str value, size_t indent) {
    struct strbuf out = {0};
    while (value.length > 0) {
        struct str line = str_cut(&value, '\n');
        for (size_t i = 0; i < indent && line.length > 0; i++) {
            strbuf_add_char(&out, ' ');
        }
        strbuf_add(&out, line);
        strbuf_add_char(&out, '\n');
    }
    struct str copy = str_copy(arena, strbuf_view(&out));
    strbuf_release(&out);
    return copy;
}

/* The YAML with another value in the place of a scalar, if it is written so that one can go
   there. */
static struct str put_value(struct editor *e, const struct node *node, struct str value) {
    struct str text = e->yaml;
    size_t at = offset_of(text, node->line, node->column);
    if (at >= text.length) {
        return (struct str){0};
    }
    if (node->style == NODE_BLOCK) {
        struct block block = find_block(text, at);
        return str_join(e->arena, str_slice(text, 0, block.start),
                        block_lines(e->arena, value, block.indent), str_from_byte(text, block.end));
    }
    bool is_quoted = node->style == NODE_QUOTED;
    size_t end = is_quoted ? end_of_quoted(text, at) : end_of_plain(text, at);
    return str_join(e->arena, str_slice(text, 0, at), quoted(e->arena, value),
                    str_from_byte(text, end));
}

/* Does a tree say what the other does, but for the one scalar that has that value now? As deep as
   the YAML reader lets it be. */
static bool is_edited(const struct node *now, const struct node *was, const struct node *changed,
                      struct str value) {
    const struct node *a = now->first, *b = was->first;
    if (was == changed) {
        return now->kind == NODE_SCALAR && str_equal(str_trim(now->text), str_trim(value));
    }
    if (now->kind != was->kind || !str_equal(now->key, was->key) ||
        (now->kind == NODE_SCALAR && !str_equal(now->text, was->text))) {
        return false;
    }
    while (a && b && is_edited(a, b, changed, value)) {
        a = a->next;
        b = b->next;
    }
    return !a && !b;
}

static bool edit_field(struct editor *e, const struct pair *pair, struct str value) {
    struct diags told = {0};
    struct field_segments fields;
    const struct node *tree = yaml_parse(e->yaml, e->file->path, 1, e->arena, &told), *node = NULL;
    field_segments_find(tree, e->arena, &fields);
    for (size_t i = 0; i < fields.list.count && !node; i++) {
        node = str_equal(fields.list.items[i].id, pair->id) ? fields.list.items[i].node : NULL;
    }
    struct str yaml = node ? put_value(e, node, value) : (struct str){0};
    const struct node *edited =
        yaml.data ? yaml_parse(yaml, e->file->path, 1, e->arena, &told) : NULL;
    bool is_good = edited && is_edited(edited, tree, node, value);
    if (is_good) {
        e->yaml = yaml;
    } else {
        diag(e->diags, &MSG_XLIFF_FIELD, pair->place, pair->id);
    }
    diags_release(&told);
    return is_good;
}

/* ---- The body --------------------------------------------------------------------------------
 */

static bool edit_body(struct editor *e) {
    const struct item *item = e->pairs->item;
    struct segments segments;
    struct map texts = map_make(e->arena);
    struct strbuf out = {0};
    bool is_good = true;
    for (size_t i = 0; i < e->pairs->list.count; i++) {
        const struct pair *pair = &e->pairs->list.items[i];
        if (pair->form == PAIR_SEGMENT && !str_is_empty(e->texts[i])) {
            map_put(&texts, pair->id, (void *)(uintptr_t)&e->texts[i]);
        }
    }
    segments_read(e->body,
                  item->collection->has_numbered_paragraphs ? MARKDOWN_NUMBERED : MARKDOWN_PLAIN,
                  source_outline(item->versions[0].source, e->arena), e->arena, &segments);
    struct str *translations = ARENA_ARRAY(e->arena, struct str, segments.list.count);
    size_t found_count = 0;
    for (size_t i = 0; i < segments.list.count; i++) {
        const struct str *text = map_get(&texts, segments.list.items[i].id);
        translations[i] = text ? *text : (struct str){0};
        found_count += text ? 1 : 0;
    }
    if (found_count < texts.count) {
        diag(e->diags, &MSG_XLIFF_STRUCTURE, place_file(e->file->path));
        is_good = false;
    } else {
        segments_compose(e->body, &segments, translations, &out, NULL);
        e->body = str_copy(e->arena, strbuf_view(&out));
    }
    strbuf_release(&out);
    return is_good;
}

/* ---- The file --------------------------------------------------------------------------------
 */

/* What decoding would change cannot be written back as it was. */
static bool read_file(struct editor *e, struct str *text) {
    struct strbuf bytes = {0};
    enum file_result result =
        file_read_into(e->site->sources->folder, e->file->path, MARKDOWN_MAX_FILE_BYTES, &bytes);
    struct str raw = str_copy(e->arena, strbuf_view(&bytes));
    strbuf_release(&bytes);
    if (result != FILE_OK) {
        diag(e->diags, &MSG_XLIFF_WRITE, place_file(e->file->path), file_result_text(result));
        return false;
    }
    *text = source_decode(raw, e->file->encoding, e->file->path, e->arena, e->diags);
    if (!text->data || !str_equal(*text, raw) || raw.length < e->file->body_bytes) {
        diag(e->diags, &MSG_XLIFF_FILE_FORM, place_file(e->file->path));
        return false;
    }
    return true;
}

static void split(struct editor *e, struct str text) {
    size_t body = text.length - e->file->body_bytes, start = 0, end = body;
    if (e->file->kind == SOURCE_TEXT) {
        struct str header = str_slice(text, 0, body);
        start = line_end(header, 0) + 1;
        for (size_t at = start; (at = str_find(header, STR("\n---"), at)) != STR_NONE; at++) {
            end = at + 1;
        }
    }
    e->before = str_slice(text, 0, start);
    e->yaml = str_slice(text, start, end);
    e->between = str_slice(text, end, body);
    e->body = str_from_byte(text, body);
}

bool translated_file_edit(const struct site *site, const struct pairs *pairs,
                          const struct str *texts, struct arena *arena, struct str *edited,
                          struct diags *diags) {
    struct editor e = {.site = site,
                       .pairs = pairs,
                       .file = pairs->file,
                       .texts = texts,
                       .arena = arena,
                       .diags = diags};
    struct str text;
    bool is_good = read_file(&e, &text);
    if (!is_good) {
        return false;
    }
    split(&e, text);
    for (size_t i = 0; i < pairs->list.count; i++) {
        const struct pair *pair = &pairs->list.items[i];
        if (pair->form != PAIR_SEGMENT && !str_is_empty(texts[i])) {
            is_good &= edit_field(&e, pair, texts[i]);
        }
    }
    is_good &= edit_body(&e);
    *edited = str_join(arena, e.before, e.yaml, e.between, e.body);
    return is_good;
}

/* ---- What it was made from -------------------------------------------------------------------
 */

static bool is_plain_key(struct str id) {
    for (size_t i = 0; i < id.length; i++) {
        char c = id.data[i];
        if (!char_is_ascii_letter(c) && !char_is_digit(c) && !strchr("._-", c)) {
            return false;
        }
    }
    return true;
}

static void add_source(struct strbuf *out, struct arena *arena, struct str id, struct str source) {
    strbuf_add_c(out, "  ");
    strbuf_add(out, is_plain_key(id) ? id : quoted(arena, id));
    strbuf_add_c(out, ": ");
    strbuf_add(out, quoted(arena, source));
    strbuf_add_char(out, '\n');
}

/* What is noted stays, also of segments that are no more: their texts may have moved. */
static void add_sources(struct strbuf *out, const struct pairs *pairs, const struct str *texts,
                        const struct node *noted, struct arena *arena) {
    struct map sources = map_make(arena);
    for (size_t i = 0; i < pairs->list.count; i++) {
        struct pair *pair = &pairs->list.items[i];
        if (!str_is_empty(texts[i])) {
            map_put(&sources, pair->id, pair);
        }
    }
    for (const struct node *node = noted ? noted->first : NULL; node; node = node->next) {
        const struct pair *pair = map_get(&sources, node->key);
        add_source(out, arena, node->key, pair ? pair->source : node->text);
    }
    for (size_t i = 0; i < pairs->list.count; i++) {
        const struct pair *pair = &pairs->list.items[i];
        if (!str_is_empty(texts[i]) && !node_get(noted, pair->id)) {
            add_source(out, arena, pair->id, pair->source);
        }
    }
}

/* What is noted now; NULL: nothing is. */
static const struct node *read_record(const struct site *site, struct str path,
                                      struct arena *arena) {
    struct diags told = {0}; /* when the site was read */
    struct strbuf bytes = {0};
    const struct node *record = NULL;
    if (sources_find(site->sources, path) &&
        file_read_into(site->sources->folder, path, 2 * MARKDOWN_MAX_FILE_BYTES, &bytes) ==
            FILE_OK) {
        struct str text = str_copy(arena, strbuf_view(&bytes));
        record = yaml_parse(source_decode(text, (struct str){0}, path, arena, &told), path, 1,
                            arena, &told);
    }
    strbuf_release(&bytes);
    diags_release(&told);
    return node_get(record, STR("segments"));
}

struct str translated_file_record(const struct site *site, const struct pairs *pairs,
                                  const struct str *texts, struct arena *arena, struct str *path) {
    const struct item *item = pairs->item;
    *path = str_join(arena, STR("locales/"), pairs->language->tag, STR("/content/"),
                     item->collection->id, STR("/"), item->id, STR(".source.yaml"));
    const struct node *noted = read_record(site, *path, arena);
    struct strbuf out = {0};
    if (!noted) {
        return (struct str){0};
    }
    strbuf_add_c(&out, "translates: ");
    strbuf_add(&out, pairs->source->language->tag);
    strbuf_add_c(&out, "\nsegments:\n");
    add_sources(&out, pairs, texts, noted, arena);
    struct str text = str_copy(arena, strbuf_view(&out));
    strbuf_release(&out);
    return text;
}
