/* The body of a text once more, when its page is made. */
#include "base/file.h"
#include "sources/messages.h"
#include "sources/reading.h"
#include "sources/translation.h"

/* Leaves the last `body_bytes` of the text. */
static void keep_body(struct strbuf *text, size_t body_bytes) {
    memmove(text->data, text->data + text->length - body_bytes, body_bytes);
    text->length = body_bytes;
    text->data[body_bytes] = '\0';
}

static bool decode_again(const struct source *source, struct strbuf *text, struct diags *diags) {
    struct arena scratch = {0};
    struct str decoded =
        source_decode(strbuf_view(text), source->encoding, source->path, &scratch, diags);
    bool is_whole = decoded.data != NULL && decoded.length >= source->body_bytes;
    if (is_whole) {
        strbuf_clear(text);
        strbuf_add(text, decoded);
    }
    arena_release(&scratch);
    return is_whole;
}

/* The same PO file and the same source give the same text; what is wrong with them was told. */
static bool compose_again(const struct sources *sources, const struct source *source,
                          struct strbuf *text, struct diags *diags) {
    struct arena arena = {0};
    struct diags told = {0};
    struct composed composed;
    enum file_result result =
        file_read_into(sources->folder, source->path, CATALOG_MAX_FILE_BYTES, text);
    struct digest digest =
        digest_mix(digest_of(strbuf_view(text)), translation_digest_of_item(sources, source));
    bool is_same = result == FILE_OK && digest_equal(digest, source->digest);
    if (is_same) {
        const struct catalog *catalog = catalog_parse(strbuf_view(text), source->path, source->lang,
                                                      CATALOG_OF_ITEM, &arena, &told);
        is_same = translation_compose(sources, source, catalog, &arena, &composed, &told);
    }
    strbuf_clear(text);
    if (is_same) {
        strbuf_add(text, composed.body);
    } else {
        diag(diags, &MSG_FILE_CHANGED, place_file(source->path));
    }
    diags_release(&told);
    arena_release(&arena);
    return is_same;
}

bool source_read_body(const struct sources *sources, const struct source *source,
                      struct strbuf *text, struct diags *diags) {
    if (source->body_line == 0) {
        strbuf_clear(text);
        return true;
    }
    if (source->kind == SOURCE_TRANSLATION) {
        return compose_again(sources, source, text, diags);
    }
    enum file_result result =
        file_read_into(sources->folder, source->path, MARKDOWN_MAX_FILE_BYTES, text);
    if (result == FILE_FAILED) {
        report_read(diags, source->path, result, MARKDOWN_MAX_FILE_BYTES);
        return false;
    }
    if (result != FILE_OK || !digest_equal(digest_of(strbuf_view(text)), source->digest)) {
        diag(diags, &MSG_FILE_CHANGED, place_file(source->path));
        return false;
    }
    if (!source->is_verbatim && !decode_again(source, text, diags)) {
        return false;
    }
    keep_body(text, source->body_bytes);
    return true;
}
