/* The decision, without the files that it is made from. */
#include "site/release.h"

const struct version_terms *terms_in(const struct item_terms *item,
                                     const struct language *language) {
    for (size_t i = 0; i < item->version_count; i++) {
        if (item->versions[i].language == language) {
            return &item->versions[i];
        }
    }
    return NULL;
}

/* The clock is asked even where something else holds the version too: when that is mended, the
   answer is needed, and it must not depend on what else there is. */
static unsigned decide_alone(const struct version_terms *version, struct clock *clock) {
    unsigned holds = 0;
    if (version->publish_at.text.length > 0 && !clock_has_passed(clock, version->publish_at.at)) {
        holds |= HOLD_BIT(HOLD_EMBARGO);
    }
    if (version->state == TEXT_DRAFT) {
        holds |= HOLD_BIT(HOLD_DRAFT);
    } else if (version->state != TEXT_FINAL) {
        holds |= HOLD_BIT(HOLD_NOT_FINAL);
    }
    return version->lacks_reviser ? holds | HOLD_BIT(HOLD_NO_REVISER) : holds;
}

/* What holds the original holds the item anyway. */
static bool lacks_languages(const struct item_terms *item) {
    for (size_t i = 0; i < item->settings.required_count; i++) {
        const struct version_terms *version = terms_in(item, item->settings.required[i]);
        if (!version || (version != &item->versions[0] && version->holds != 0)) {
            return true;
        }
    }
    return false;
}

void release_decide(struct item_terms *item, struct clock *clock) {
    for (size_t i = 0; i < item->version_count; i++) {
        item->versions[i].holds = decide_alone(&item->versions[i], clock);
    }
    item->holds = item->version_count > 0 ? item->versions[0].holds : 0;
    if (item->is_restricted) {
        item->holds |= HOLD_BIT(HOLD_RESTRICTED);
    }
    if (item->lacks_consent) {
        item->holds |= HOLD_BIT(HOLD_NO_CONSENT);
    }
    if (item->settings.rule == RELEASE_SIMULTANEOUS && lacks_languages(item)) {
        item->holds |= HOLD_BIT(HOLD_LANGUAGES);
    }
}

void release_look_ahead(struct item_terms *item) {
    item->holds &= HOLD_BIT(HOLD_RESTRICTED) | HOLD_BIT(HOLD_NO_CONSENT);
    for (size_t i = 0; i < item->version_count; i++) {
        item->versions[i].holds = 0;
    }
}
