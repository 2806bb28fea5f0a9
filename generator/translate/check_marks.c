#include "translate/check.h"
#include "translate/messages.h"

static bool has(const struct prose_marks *marks, struct str text) {
    for (size_t i = 0; i < marks->list.count; i++) {
        if (str_equal(marks->list.items[i], text)) {
            return true;
        }
    }
    return false;
}

struct mark_rule {
    enum check_kind kind;
    const struct message *missing, *extra;
};

static void compare(struct check *check, const struct mark_rule *rule,
                    const struct prose_marks *source, const struct prose_marks *text) {
    for (size_t i = 0; i < source->list.count; i++) {
        if (!has(text, source->list.items[i])) {
            check_found(check, rule->kind, rule->missing, source->list.items[i]);
        }
    }
    for (size_t i = 0; i < text->list.count; i++) {
        if (!has(source, text->list.items[i])) {
            check_found(check, rule->kind, rule->extra, text->list.items[i]);
        }
    }
}

void check_marks(struct check *check) {
    static const struct mark_rule rules[] = {
        {CHECK_LINK, &MSG_TRANSLATION_LINK, &MSG_TRANSLATION_LINK_ADDED},
        {CHECK_IMAGE, &MSG_TRANSLATION_IMAGE, &MSG_TRANSLATION_IMAGE_ADDED},
        {CHECK_FOOTNOTE, &MSG_TRANSLATION_FOOTNOTE, &MSG_TRANSLATION_FOOTNOTE_ADDED},
        {CHECK_PLACEHOLDER, &MSG_TRANSLATION_PLACEHOLDER, &MSG_TRANSLATION_PLACEHOLDER_ADDED},
    };
    compare(check, &rules[0], &check->source.links, &check->text.links);
    compare(check, &rules[1], &check->source.images, &check->text.images);
    compare(check, &rules[2], &check->source.footnotes, &check->text.footnotes);
    compare(check, &rules[3], &check->source.placeholders, &check->text.placeholders);
}
