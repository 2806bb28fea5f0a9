#include "translate/checks.h"

#include "base/workers.h"
#include "translate/check.h"
#include "translate/messages.h"

static const struct str check_kinds[CHECK_KIND_COUNT] = {
    [CHECK_NUMBER] = STR_INIT("number"),
    [CHECK_DATE] = STR_INIT("date"),
    [CHECK_SYMBOL] = STR_INIT("symbol"),
    [CHECK_LINK] = STR_INIT("link"),
    [CHECK_IMAGE] = STR_INIT("image"),
    [CHECK_FOOTNOTE] = STR_INIT("footnote"),
    [CHECK_PLACEHOLDER] = STR_INIT("placeholder"),
    [CHECK_COUNTRY] = STR_INIT("country"),
    [CHECK_TERM] = STR_INIT("term"),
    [CHECK_LANGUAGE] = STR_INIT("language"),
    [CHECK_SCRIPT] = STR_INIT("script"),
    [CHECK_PUNCTUATION] = STR_INIT("punctuation"),
};

/* ---- Reports ----------------------------------------------------------------------------------
 */

static void report(struct diags *diags, bool is_error, const struct message *message,
                   struct place place, const struct str *arguments, size_t count) {
    if (is_error) {
        struct message *as_error = ARENA_NEW(&diags->arena, struct message);
        *as_error = *message;
        as_error->severity = SEVERITY_ERROR;
        message = as_error;
    }
    diags_add(diags, message, place, arguments, count);
}

/* Of a value exactly; of a paragraph of a text, which is one line here, where it begins. */
static struct place place_of(const struct pair *pair, size_t at) {
    return pair->node && at != STR_NONE ? node_text_place(pair->place.path, pair->node, at)
                                        : pair->place;
}

void check_report(struct check *check, size_t at, enum check_kind kind,
                  const struct message *message, const struct str *arguments, size_t count) {
    struct str all[4] = {check->pair->id};
    check->used |= 1u << kind;
    for (size_t i = 0; i < count; i++) {
        all[i + 1] = arguments[i];
    }
    if ((check->allowed & 1u << kind) == 0) {
        report(check->diags, check->is_error, message, place_of(check->pair, at), all, count + 1);
    }
}

/* ---- What is allowed --------------------------------------------------------------------------
 */

static struct str list_kinds(struct arena *arena) {
    struct str list = check_kinds[0];
    for (size_t i = 1; i < CHECK_KIND_COUNT; i++) {
        list = str_join(arena, list, STR(", "), check_kinds[i]);
    }
    return list;
}

static void read_allowed(struct check *check) {
    struct str rest = check->pair->allowed;
    while (rest.length > 0) {
        struct str name = str_trim(str_cut(&rest, ','));
        size_t kind = 0;
        while (kind < CHECK_KIND_COUNT && !str_equal(check_kinds[kind], name)) {
            kind++;
        }
        if (kind < CHECK_KIND_COUNT) {
            check->allowed |= 1u << kind;
        } else {
            diag(check->diags, &MSG_TRANSLATION_ALLOWS_UNKNOWN, check->pair->allowed_place, name,
                 list_kinds(check->arena));
        }
    }
}

/* Without a source nobody knows. */
static void report_unused(struct check *check) {
    for (size_t kind = 0; check->has_source && kind < CHECK_KIND_COUNT; kind++) {
        if (check->allowed & ~check->used & 1u << kind) {
            diag(check->diags, &MSG_TRANSLATION_ALLOWS_NOTHING, check->pair->allowed_place,
                 check_kinds[kind], check->pair->id);
        }
    }
}

/* Segments that a header names and the source has not. */
static void report_unknown_segments(const struct pairs *pairs, struct arena *arena,
                                    struct diags *diags) {
    const struct node *allow = node_get(source_data(pairs->file, arena), STR("allow"));
    if (!allow || allow->kind != NODE_MAP) {
        return;
    }
    struct map ids = map_make(arena);
    for (size_t i = 0; i < pairs->list.count; i++) {
        map_put(&ids, pairs->list.items[i].id, &pairs->list.items[i]);
    }
    for (const struct node *child = allow->first; child; child = child->next) {
        if (!map_get(&ids, child->key)) {
            diag(diags, &MSG_TRANSLATION_ALLOWS_NOWHERE, node_key_place(pairs->file->path, child),
                 child->key);
        }
    }
}

/* ---- One segment ------------------------------------------------------------------------------
 */

/* What the translation was made from: the source now, or an earlier text if that is known. Each
   version has texts of its own in fields that say so. */
static bool choose_source(struct check *check) {
    const struct pair *pair = check->pair;
    const struct field *field =
        pair->form == PAIR_SEGMENT ? NULL : pair_field(check->pairs->item->collection, pair->id);
    check->source_text = pair->state == SEGMENT_STALE ? pair->earlier : pair->source;
    return !(field && field->is_own) && check->source_text.length > 0;
}

static void check_pair(struct check *check) {
    const struct pair *pair = check->pair;
    check->has_source = choose_source(check);
    prose_read(pair->text, pair->form, check->arena, &check->text);
    words_read(check->text.text, check->arena, &check->words);
    read_allowed(check);
    if (check->has_source) {
        prose_read(check->source_text, pair->form, check->arena, &check->source);
        words_read(check->source.text, check->arena, &check->source_words);
        check_figures(check);
        check_marks(check);
        check_countries(check);
        check_terms(check);
    }
    check_language(check);
    check_script(check);
    check_punctuation(check);
    report_unused(check);
}

#define EXCERPT_BYTES 80

static struct str excerpt(struct str text, struct arena *arena) {
    size_t end = EXCERPT_BYTES;
    if (text.length <= EXCERPT_BYTES) {
        return text;
    }
    while (((unsigned char)text.data[end] & 0xC0) == 0x80) {
        end--;
    }
    return str_join(arena, str_trim(str_slice(text, 0, end)), STR(" …"));
}

/* The body of a translation is a whole; a PO file tells itself what is missing. */
static void check_missing(const struct check *check) {
    const struct pair *pair = check->pair;
    bool is_file = check->pairs->file && check->pairs->file->kind != SOURCE_TRANSLATION;
    if (is_file && pair->form == PAIR_SEGMENT && pair->source.length > 0) {
        const struct str arguments[] = {pair->id, excerpt(pair->source, check->arena)};
        report(check->diags, check->is_error, &MSG_TRANSLATION_MISSING, pair->place, arguments, 2);
    }
}

/* ---- All items --------------------------------------------------------------------------------
 */

struct job {
    const struct check_facts *facts;
    enum checks_scope scope;
    struct arena *arenas; /* by worker */
    struct diags *diags;
};

static void check_version(struct job *job, unsigned worker, const struct version *version) {
    struct arena *arena = &job->arenas[worker];
    const struct collection *collection = version->item->collection;
    struct pairs pairs;
    if (pairs_read(job->facts->site, version->item, version->language, arena, &pairs,
                   &job->diags[worker])) {
        for (size_t i = 0; i < pairs.list.count; i++) {
            struct check check = {.facts = job->facts,
                                  .pairs = &pairs,
                                  .pair = &pairs.list.items[i],
                                  .from = pairs.source->language,
                                  .to = version->language,
                                  .arena = arena,
                                  .diags = &job->diags[worker]};
            check.is_error = collection->translation_checks == TRANSLATION_CHECKS_ERROR;
            if (check.pair->state == SEGMENT_MISSING) {
                check_missing(&check);
            } else {
                check_pair(&check);
            }
        }
        report_unknown_segments(&pairs, arena, &job->diags[worker]);
    }
    arena_reset(arena);
}

static void check_item(void *context, unsigned worker, size_t index) {
    struct job *job = context;
    const struct item *item = job->facts->site->items[index];
    bool is_wanted = job->scope == CHECKS_OF_ALL ||
                     item->collection->translation_checks != TRANSLATION_CHECKS_OFF;
    for (size_t i = 1; is_wanted && i < item->version_count; i++) {
        check_version(job, worker, &item->versions[i]);
    }
}

static bool is_nothing_to_check(const struct site *site, enum checks_scope scope) {
    for (size_t i = 0; scope == CHECKS_AS_DECLARED && i < site->collection_count; i++) {
        if (site->collections[i].translation_checks != TRANSLATION_CHECKS_OFF) {
            return false;
        }
    }
    return scope == CHECKS_AS_DECLARED;
}

void translations_check(const struct site *site, enum checks_scope scope, unsigned workers,
                        struct diags *diags) {
    struct arena arena = {0};
    struct check_facts facts;
    if (is_nothing_to_check(site, scope)) {
        return;
    }
    check_facts_read(&facts, site, &arena);
    struct job job = {&facts, scope, ARENA_ARRAY(&arena, struct arena, workers),
                      ARENA_ARRAY(&arena, struct diags, workers)};
    workers_run(workers, site->item_count, check_item, &job);
    for (unsigned i = 0; i < workers; i++) {
        diags_join(diags, &job.diags[i]);
        arena_release(&job.arenas[i]);
    }
    arena_release(&arena);
}
