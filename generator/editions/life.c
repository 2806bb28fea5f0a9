/* What an edition shows of the life of an item: dates in its words, notes in its language. */
#include "editions/build.h"

/* What the version says, or the nearest one behind it that says something. */
static struct text told(const struct entry *entry,
                        struct str (*text)(const struct life_texts *texts, size_t index),
                        size_t index) {
    const struct version *at = entry->version;
    for (size_t steps = 0; at && steps <= entry->item->version_count; steps++) {
        struct str said = at->life ? text(at->life, index) : (struct str){0};
        if (said.length > 0) {
            bool is_own = at->language == entry->edition->language;
            return (struct text){said, is_own ? NULL : at->language};
        }
        at = version_behind(at);
    }
    return (struct text){0};
}

static struct str note_at(const struct life_texts *texts, size_t index) {
    return texts->notes[index];
}

static struct str reason_of(const struct life_texts *texts, size_t index) {
    (void)index;
    return texts->reason;
}

struct text entry_event_note(const struct entry *entry, size_t event) {
    return told(entry, note_at, event);
}

struct text entry_reason(const struct entry *entry) {
    return told(entry, reason_of, 0);
}

struct date entry_updated(const struct entry *entry) {
    const struct life *life = entry->item->life;
    struct date updated = entry->item->updated;
    for (size_t i = 0; life && i < life->event_count; i++) {
        const struct event *event = &life->events[i];
        if (event_concerns(event, entry->version->language) &&
            date_compare(event->date, updated) > 0) {
            updated = event->date;
        }
    }
    return updated;
}

void learn_life(struct edition_builder *b, const struct entry *entry) {
    const struct life *life = entry->item->life;
    if (!life) {
        return;
    }
    learn_life_date(b, life->adopted);
    learn_life_date(b, life->withdrawn);
    for (size_t i = 0; i < life->event_count; i++) {
        learn_life_date(b, life->events[i].date);
    }
}
