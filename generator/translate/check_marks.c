#include "translate/check.h"
#include "translate/messages.h"

struct mark_rule {
    enum check_kind kind;
    const struct message *missing, *extra;
};

/* Reports what is in the first list only. */
static void report_lacking(struct check *check, enum check_kind kind, const struct message *message,
                           const struct prose_marks *wanted, const struct prose_marks *there) {
    struct map set = map_make(check->arena);
    for (size_t i = 0; i < there->list.count; i++) {
        map_put(&set, there->list.items[i], check);
    }
    for (size_t i = 0; i < wanted->list.count; i++) {
        if (!map_get(&set, wanted->list.items[i])) {
            check_found(check, kind, message, wanted->list.items[i]);
        }
    }
}

static void compare(struct check *check, const struct mark_rule *rule,
                    const struct prose_marks *source, const struct prose_marks *text) {
    report_lacking(check, rule->kind, rule->missing, source, text);
    report_lacking(check, rule->kind, rule->extra, text, source);
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
