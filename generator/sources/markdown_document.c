#include "sources/markdown_document.h"

void document_read(struct document *document, struct str text) {
    struct str rewritten;

    document->start_bytes = document->arena->total_bytes;
    document->source = lines_make(document->arena, text);
    document->lines = document->source;
    if (!lines_check(document)) {
        return;
    }
    rewritten = footnotes_take_out(document, tokens_put(document, text));
    if (rewritten.data != text.data) {
        document->lines = lines_make(document->arena, rewritten);
    }
    document->root = markdown_parse(document, rewritten, 0);
    if (!document->root) {
        return;
    }
    footnotes_take_bodies(document);
    tables_build(document);
    if (document->has_tokens) {
        tokens_take(document, document->root);
        for (size_t i = 0; i < document->footnotes.count; i++) {
            tokens_take(document, document->footnotes.items[i].body);
        }
    }
    numbering_set(document);
    headings_set_ids(document);
    footnotes_number(document);
}
