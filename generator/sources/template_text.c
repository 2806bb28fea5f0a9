#include "sources/template_text.h"

#include "base/utf8.h"
#include "sources/decode.h"
#include "sources/messages.h"

void template_text_check(struct str text, struct str path, struct diags *diags) {
    size_t at = 0;
    while (at < text.length) {
        size_t start = at;
        uint32_t rune = utf8_next(text, &at);
        if (rune_is_bidi_override(rune) || rune_is_bidi_isolate(rune)) {
            struct arena scratch = {0};
            struct utf8_position position = utf8_position(text, start);
            diag(diags, &MSG_TEMPLATE_BIDI, place_at(path, position.line, position.column),
                 rune_name(&scratch, rune));
            arena_release(&scratch);
            return;
        }
    }
}
