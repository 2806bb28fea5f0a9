#include "translate/po_merge.h"

#include "base/map.h"
#include "base/word_diff.h"

/* How alike two texts must be for the translation of one to be of use for the other; msgmerge asks
   for as much. And how many may be compared: each takes up to a million steps. */
#define LIKENESS_OF_USE 600
#define LIKENESS_OF_SAME_PLACE 300
#define MAX_COMPARISONS 20000

#define NONE ((size_t)-1)

struct merger {
    struct po_document *document;
    const struct po_wishes *wishes;
    size_t old_count;     /* messages that the file had; the rest are new */
    struct map by_key;    /* text in use -> struct known */
    struct map by_place;  /* "reports/a#p5" -> struct known */
    struct map obsolete;  /* text -> struct known */
    struct known *known;  /* parallel to the messages of the file */
    size_t *assigned;     /* parallel to the wishes: the message of each, or NONE */
    LIST(size_t) origins; /* of the new messages: what each parted from, or NONE */
    struct map fresh;     /* text -> size_t: the new message of it */
    unsigned comparison_count;
    struct arena scratch;
    struct po_changes *changes;
};

/* What a message of the file was before. */
struct known {
    size_t index;
    struct str msgid;
    bool is_used;
    bool is_moved; /* from the obsolete ones to the others, or the other way */
};

static struct str key_of(struct merger *m, struct str context, bool has_context, struct str msgid) {
    return has_context ? str_join(&m->scratch, context, STR("\004"), msgid) : msgid;
}

static struct str key_of_entry(struct merger *m, const struct po_entry *entry) {
    return key_of(m, entry->context, entry->context.length > 0, entry->msgid);
}

static struct po_message *message_at(struct merger *m, size_t index) {
    return &m->document->messages.items[index];
}

static void set_up(struct merger *m) {
    size_t count = m->document->messages.count;
    m->old_count = count;
    m->by_key = map_make(&m->scratch);
    m->by_place = map_make(&m->scratch);
    m->obsolete = map_make(&m->scratch);
    m->fresh = map_make(&m->scratch);
    m->known = ARENA_ARRAY(&m->scratch, struct known, count + 1);
    m->assigned = ARENA_ARRAY(&m->scratch, size_t, m->wishes->count + 1);
    for (size_t i = 0; i < m->wishes->count; i++) {
        m->assigned[i] = NONE;
    }
    for (size_t i = 0; i < count; i++) {
        struct po_message *message = message_at(m, i);
        struct known *known = &m->known[i];
        struct str key = key_of(m, message->context, message->has_context, message->msgid);
        *known = (struct known){
            .index = i, .msgid = message->msgid, .is_used = po_message_is_header(message)};
        map_put(message->is_obsolete ? &m->obsolete : &m->by_key, key, known);
        for (size_t r = 0; !message->is_obsolete && r < message->references.count; r++) {
            map_put(&m->by_place, message->references.items[r], known);
        }
    }
}

/* ---- Finding ----------------------------------------------------------------------------------
 */

static struct known *find_by_place(struct merger *m, const struct po_entry *entry) {
    return m->wishes->places == PO_PLACE_OF_TEXT && entry->paths.count > 0
               ? map_get(&m->by_place, entry->paths.items[0])
               : NULL;
}

/* A translator may have parted the places of one text by contexts: then the place decides. */
static struct known *find_same(struct merger *m, const struct po_entry *entry) {
    struct known *known = find_by_place(m, entry);
    if (known && str_equal(known->msgid, entry->msgid)) {
        return known;
    }
    return map_get(&m->by_key, key_of_entry(m, entry));
}

static unsigned likeness(struct merger *m, struct str a, struct str b) {
    struct arena scratch = {0};
    unsigned likeness = 0;
    if (m->comparison_count < MAX_COMPARISONS) {
        m->comparison_count++;
        likeness = word_likeness(a, b, &scratch);
    }
    arena_release(&scratch);
    return likeness;
}

/* The translated message that nothing needs and whose text is most like this one. */
static struct known *find_alike(struct merger *m, const struct po_entry *entry) {
    struct known *best = NULL;
    unsigned best_likeness = LIKENESS_OF_USE - 1;
    for (size_t i = 0; i < m->old_count; i++) {
        const struct po_message *message = message_at(m, i);
        bool is_counted = entry->msgid_plural.length > 0;
        if (m->known[i].is_used || message->is_obsolete || !po_message_is_translated(message) ||
            is_counted != (message->msgid_plural.length > 0)) {
            continue;
        }
        unsigned found = likeness(m, m->known[i].msgid, entry->msgid);
        if (found > best_likeness) {
            best = &m->known[i];
            best_likeness = found;
        }
    }
    return best;
}

/* The message of the place, if this text is a later one of what it has: another may have moved
   there. A message that another text still has was of this one too only if it has several places.
 */
static struct known *find_later(struct merger *m, const struct po_entry *entry) {
    struct known *known = find_by_place(m, entry);
    struct po_message *message = known ? message_at(m, known->index) : NULL;
    if (!known || (known->is_used && message->references.count < 2)) {
        return NULL;
    }
    bool is_it = str_equal(message->previous, entry->msgid) ||
                 likeness(m, known->msgid, entry->msgid) >= LIKENESS_OF_SAME_PLACE;
    return is_it ? known : NULL;
}

/* The message of the place, if no other text has it: then this one may have been put in its place.
 */
static struct known *find_replaced(struct merger *m, const struct po_entry *entry) {
    struct known *known = find_by_place(m, entry);
    return known && !known->is_used ? known : NULL;
}

/* ---- Changing ---------------------------------------------------------------------------------
 */

static struct po_message *add_message(struct merger *m, struct po_message message, size_t origin) {
    struct po_message *added = LIST_ADD(&m->document->messages, m->document->arena);
    *LIST_ADD(&m->origins, &m->scratch) = origin;
    *added = message;
    added->is_changed = true;
    return added;
}

static void forget_previous(struct po_message *message) {
    message->has_previous_context = false;
    message->previous_context = message->previous = message->previous_plural = (struct str){0};
}

/* Gives a message the text that there is now. If its translation was made from just that, it is
   good again. A translation in doubt for another reason stays so, without a former text: nobody
   may take it for a good one of that. */
static void set_text(struct po_message *message, const struct po_entry *entry) {
    bool is_translated = po_message_is_translated(message);
    bool is_back = message->is_fuzzy && str_equal(message->previous, entry->msgid) &&
                   str_equal(message->previous_plural, entry->msgid_plural);
    if (is_back || !is_translated) {
        message->is_fuzzy = false;
        forget_previous(message);
    } else if (!message->is_fuzzy) {
        message->is_fuzzy = true;
        message->previous = message->msgid;
        message->previous_plural = message->msgid_plural;
    }
    message->msgid = entry->msgid;
    message->msgid_plural = entry->msgid_plural;
    message->is_changed = true;
}

static void set_forms(struct po_message *message, uint32_t form_count) {
    uint32_t count = message->msgid_plural.length > 0 ? form_count : 1;
    count = count < CATALOG_MAX_PLURAL_FORMS ? count : CATALOG_MAX_PLURAL_FORMS;
    message->form_count = message->form_count > 0 && count > 1 ? message->form_count : count;
    message->form_count = count > message->form_count ? count : message->form_count;
}

static struct po_message new_message(const struct po_entry *entry) {
    return (struct po_message){.context = entry->context,
                               .has_context = entry->context.length > 0,
                               .msgid = entry->msgid,
                               .msgid_plural = entry->msgid_plural};
}

/* A text that parted from one with which it shared a message has the translation of that to begin
   with. */
static struct po_message copy_of(const struct po_message *message) {
    struct po_message copy = *message;
    copy.references.items = NULL;
    copy.references.count = copy.references.capacity = 0;
    copy.gap = copy.text = copy.remarks = (struct str){0};
    return copy;
}

static size_t change(struct merger *m, struct known *known, const struct po_entry *entry) {
    struct po_message *message = message_at(m, known->index);
    size_t index = known->index;
    m->changes->changed++;
    if (known->is_used) {
        struct po_message copy = copy_of(message);
        copy.msgid = known->msgid;
        copy.context = entry->context;
        copy.has_context = entry->context.length > 0;
        message = add_message(m, copy, known->index);
        index = m->document->messages.count - 1;
    }
    known->is_used = true;
    set_text(message, entry);
    set_forms(message, m->wishes->form_count);
    return index;
}

/* A text that is counted now, or no longer, changed too. */
static void keep(struct merger *m, struct known *known, const struct po_entry *entry) {
    struct po_message *message = message_at(m, known->index);
    known->is_used = true;
    if (!str_equal(message->msgid_plural, entry->msgid_plural)) {
        set_text(message, entry);
        set_forms(message, m->wishes->form_count);
        m->changes->changed++;
    }
}

static size_t revive(struct merger *m, struct known *known) {
    struct po_message *message = message_at(m, known->index);
    message->is_obsolete = false;
    message->is_changed = true;
    known->is_used = known->is_moved = true;
    m->changes->added++;
    return known->index;
}

static size_t create(struct merger *m, const struct po_entry *entry) {
    set_forms(add_message(m, new_message(entry), NONE), m->wishes->form_count);
    m->changes->added++;
    return m->document->messages.count - 1;
}

/* Gives each text that has no message yet the one that is found; the same to those after it with
   the same text. */
static void assign_changed(struct merger *m,
                           struct known *(*find)(struct merger *m, const struct po_entry *entry)) {
    for (size_t i = 0; i < m->wishes->count; i++) {
        const struct po_entry *entry = &m->wishes->entries[i];
        if (m->assigned[i] != NONE) {
            continue;
        }
        struct str key = key_of_entry(m, entry);
        size_t *fresh = map_get(&m->fresh, key);
        struct known *found = fresh ? NULL : find(m, entry);
        if (fresh) {
            m->assigned[i] = *fresh;
        } else if (found) {
            m->assigned[i] = change(m, found, entry);
            map_put(&m->fresh, key, &m->assigned[i]);
        }
    }
}

static void assign_same(struct merger *m) {
    for (size_t i = 0; i < m->wishes->count; i++) {
        const struct po_entry *entry = &m->wishes->entries[i];
        struct known *same = find_same(m, entry);
        if (same) {
            keep(m, same, entry);
            m->assigned[i] = same->index;
            continue;
        }
        struct known *obsolete = map_get(&m->obsolete, key_of_entry(m, entry));
        if (obsolete) {
            m->assigned[i] = obsolete->is_used ? obsolete->index : revive(m, obsolete);
        }
    }
}

static void assign_new(struct merger *m) {
    for (size_t i = 0; i < m->wishes->count; i++) {
        struct str key = key_of_entry(m, &m->wishes->entries[i]);
        size_t *fresh = m->assigned[i] == NONE ? map_get(&m->fresh, key) : NULL;
        if (fresh) {
            m->assigned[i] = *fresh;
        } else if (m->assigned[i] == NONE) {
            m->assigned[i] = create(m, &m->wishes->entries[i]);
            map_put(&m->fresh, key, &m->assigned[i]);
        }
    }
}

/* The surest first: a message that is as it was is never taken for the former state of another. */
static void assign(struct merger *m) {
    assign_same(m);
    assign_changed(m, find_later);
    assign_changed(m, find_alike);
    assign_changed(m, find_replaced);
    assign_new(m);
}

/* ---- What the program says of messages --------------------------------------------------------
 */

static bool has_references(const struct po_message *message, const struct str *references,
                           size_t count) {
    bool is_same = message->references.count == count;
    for (size_t i = 0; i < count && is_same; i++) {
        is_same = str_equal(message->references.items[i], references[i]);
    }
    return is_same;
}

/* The wishes of each message, as lists by index. */
struct wish_lists {
    size_t *first, *next;
};

static struct wish_lists list_wishes(struct merger *m) {
    size_t message_count = m->document->messages.count, wish_count = m->wishes->count;
    struct wish_lists lists = {ARENA_ARRAY(&m->scratch, size_t, message_count + 1),
                               ARENA_ARRAY(&m->scratch, size_t, wish_count + 1)};
    for (size_t i = 0; i < message_count; i++) {
        lists.first[i] = NONE;
    }
    for (size_t i = wish_count; i-- > 0;) {
        lists.next[i] = lists.first[m->assigned[i]];
        lists.first[m->assigned[i]] = i;
    }
    return lists;
}

static void describe(struct merger *m, size_t index, const struct wish_lists *lists) {
    struct po_message *message = message_at(m, index);
    struct po_message wanted = {0};
    if (lists->first[index] == NONE) {
        return;
    }
    for (size_t i = lists->first[index]; i != NONE; i = lists->next[i]) {
        const struct po_entry *entry = &m->wishes->entries[i];
        for (size_t p = 0; p < entry->paths.count; p++) {
            *LIST_ADD(&wanted.references, m->document->arena) = entry->paths.items[p];
        }
    }
    wanted.comment = m->wishes->entries[lists->first[index]].comment;
    if (!has_references(message, wanted.references.items, wanted.references.count) ||
        !str_equal(message->comment, wanted.comment)) {
        message->references.items = wanted.references.items;
        message->references.count = wanted.references.count;
        message->references.capacity = wanted.references.capacity;
        message->comment = wanted.comment;
        message->is_changed = true;
    }
}

/* What nothing needs is kept, if there is anything of the translator in it. */
static void retire(struct merger *m, struct known *known) {
    struct po_message *message = message_at(m, known->index);
    if (!known->is_used && !message->is_obsolete) {
        message->is_obsolete = message->is_changed = true;
        known->is_moved = true;
        m->changes->removed++;
    }
}

static bool is_worth_keeping(const struct po_message *message) {
    return po_message_is_translated(message) || message->remarks.length > 0;
}

/* ---- The order --------------------------------------------------------------------------------
 */

/* A message of the file that a new one stands behind: what it parted from, or that of the text
   before it. */
static size_t *find_anchors(struct merger *m) {
    size_t *anchors = ARENA_ARRAY(&m->scratch, size_t, m->document->messages.count + 1);
    size_t anchor = NONE; /* before all but the header */
    for (size_t i = 0; i < m->wishes->count; i++) {
        size_t index = m->assigned[i];
        if (index == NONE) {
            continue;
        }
        if (index < m->old_count && !m->known[index].is_moved) {
            anchor = index;
        } else if (anchors[index] == 0) {
            size_t origin = index < m->old_count ? NONE : m->origins.items[index - m->old_count];
            anchors[index] = (origin == NONE ? anchor : origin) + 2; /* 0: none; 1: NONE */
        }
    }
    return anchors;
}

struct ordering {
    struct merger *m;
    size_t *first, *next; /* lists of the messages that stand behind another */
    LIST(struct po_message) messages;
};

static void put(struct ordering *o, size_t index) {
    *LIST_ADD(&o->messages, o->m->document->arena) = *message_at(o->m, index);
}

static void put_followers(struct ordering *o, size_t anchor) {
    for (size_t i = o->first[anchor + 1]; i != NONE; i = o->next[i]) {
        put(o, i);
    }
}

/* Later messages first, so that lists are in order. Anchors are by one too high, for NONE + 1 is 0.
 */
static void list_followers(struct ordering *o) {
    struct merger *m = o->m;
    size_t count = m->document->messages.count;
    size_t *anchors = find_anchors(m);
    size_t *last = ARENA_ARRAY(&m->scratch, size_t, count + 1);
    o->first = ARENA_ARRAY(&m->scratch, size_t, count + 1);
    o->next = ARENA_ARRAY(&m->scratch, size_t, count + 1);
    for (size_t i = 0; i <= count; i++) {
        o->first[i] = o->next[i] = last[i] = NONE;
    }
    for (size_t w = 0; w < m->wishes->count; w++) {
        size_t i = m->assigned[w];
        if (i == NONE || anchors[i] == 0) {
            continue;
        }
        size_t list = anchors[i] - 1;
        anchors[i] = 0;
        *(last[list] == NONE ? &o->first[list] : &o->next[last[list]]) = i;
        last[list] = i;
    }
}

static void put_in_order(struct merger *m) {
    struct ordering o = {.m = m};
    list_followers(&o);
    bool has_header = m->old_count > 0 && po_message_is_header(message_at(m, 0));
    if (!has_header) {
        put_followers(&o, NONE);
    }
    for (size_t i = 0; i < m->old_count; i++) {
        if (!m->known[i].is_moved) {
            put(&o, i);
        }
        if (has_header && i == 0) {
            put_followers(&o, NONE);
        }
        put_followers(&o, i);
    }
    for (size_t i = 0; i < m->old_count; i++) {
        const struct po_message *message = message_at(m, i);
        if (m->known[i].is_moved && message->is_obsolete && is_worth_keeping(message)) {
            put(&o, i);
        }
    }
    m->document->messages.items = o.messages.items;
    m->document->messages.count = o.messages.count;
    m->document->messages.capacity = o.messages.capacity;
}

void po_merge(struct po_document *document, const struct po_wishes *wishes,
              struct po_changes *changes) {
    struct merger m = {.document = document, .wishes = wishes, .changes = changes};
    *changes = (struct po_changes){0};
    set_up(&m);
    assign(&m);
    struct wish_lists lists = list_wishes(&m);
    for (size_t i = 0; i < document->messages.count; i++) {
        describe(&m, i, &lists);
    }
    for (size_t i = 0; i < m.old_count; i++) {
        retire(&m, &m.known[i]);
    }
    put_in_order(&m);
    arena_release(&m.scratch);
}

/* ---- Nothing needs to change ------------------------------------------------------------------
 */

/* Is a message also of a place that is not among the wishes with this text? If not, it goes over to
   that text as it is. */
static bool is_shared(struct merger *m, const struct po_message *message,
                      const struct po_entry *entry) {
    for (size_t r = 0; r < message->references.count; r++) {
        bool is_wish = false;
        for (size_t i = 0; i < m->wishes->count && !is_wish; i++) {
            const struct po_entry *other = &m->wishes->entries[i];
            is_wish = str_equal(other->paths.items[0], message->references.items[r]) &&
                      str_equal(other->msgid, entry->msgid);
        }
        if (!is_wish) {
            return true;
        }
    }
    return false;
}

static void take_place_from(struct po_message *message, struct str place) {
    size_t count = 0;
    for (size_t i = 0; i < message->references.count; i++) {
        if (!str_equal(message->references.items[i], place)) {
            message->references.items[count++] = message->references.items[i];
        }
    }
    message->references.count = count;
    message->is_changed = true;
}

static void settle(struct po_message *message, const struct po_entry *entry) {
    message->msgid = entry->msgid;
    message->is_fuzzy = false;
    message->is_changed = true;
    forget_previous(message);
}

/* The message of the text there is now, of which the place says that it is stale. */
static size_t settle_place(struct merger *m, struct known *known, const struct po_entry *entry) {
    struct po_message *message = message_at(m, known->index);
    if (!is_shared(m, message, entry)) {
        settle(message, entry);
        return known->index;
    }
    size_t *fresh = map_get(&m->fresh, entry->msgid);
    if (!fresh) {
        struct po_message copy = copy_of(message);
        settle(&copy, entry);
        add_message(m, copy, known->index);
        fresh = ARENA_NEW(&m->scratch, size_t);
        *fresh = m->document->messages.count - 1;
        map_put(&m->fresh, entry->msgid, fresh);
    }
    take_place_from(message_at(m, known->index), entry->paths.items[0]);
    *LIST_ADD(&message_at(m, *fresh)->references, m->document->arena) = entry->paths.items[0];
    return *fresh;
}

static bool acknowledge(struct merger *m, size_t wish, size_t *missing) {
    const struct po_entry *entry = &m->wishes->entries[wish];
    struct known *known = find_same(m, entry);
    bool is_same = known != NULL;
    known = known ? known : find_by_place(m, entry);
    struct po_message *message = known ? message_at(m, known->index) : NULL;
    if (!message || !po_message_is_translated(message)) {
        ++*missing;
        return false;
    }
    m->assigned[wish] = known->index;
    if (!is_same && !str_equal(message->msgid, entry->msgid)) {
        m->assigned[wish] = settle_place(m, known, entry);
    } else if (message->is_fuzzy) {
        settle(message, entry);
    } else {
        return false;
    }
    return true;
}

size_t po_acknowledge(struct po_document *document, const struct po_wishes *wishes,
                      size_t *missing) {
    struct po_changes changes;
    struct merger m = {.document = document, .wishes = wishes, .changes = &changes};
    size_t count = 0;
    *missing = 0;
    set_up(&m);
    for (size_t i = 0; i < wishes->count; i++) {
        count += acknowledge(&m, i, missing);
    }
    put_in_order(&m);
    arena_release(&m.scratch);
    return count;
}
