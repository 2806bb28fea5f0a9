#include "publish/state.h"

#include "base/pack.h"
#include "base/store.h"
#include "publish/shard.h"

#define STATE_NAME STR("pages")
#define MIN_RECORD_BYTES 56
#define MAX_RECORD_BYTES 220 /* but for its texts */

/* ---- One record --------------------------------------------------------------------------------
 */

void state_add(struct strbuf *file, const struct page_state *page) {
    pack_u64(file, (uint64_t)page->kind);
    pack_str(file, page->path);
    pack_digest(file, page->fingerprint);
    pack_digest(file, page->text);
    pack_digest(file, page->digest);
    pack_stat(file, &page->stat);
    pack_u64(file, page->links.is_known);
    pack_u64(file, page->links.link_count);
    pack_str(file, page->links.anchors);
    pack_str(file, page->links.reach);
}

static void unpack_page(struct unpacker *unpacker, struct page_state *page) {
    page->kind = (enum page_kind)unpack_u32(unpacker);
    page->path = unpack_str(unpacker);
    page->fingerprint = unpack_digest(unpacker);
    page->text = unpack_digest(unpacker);
    page->digest = unpack_digest(unpacker);
    page->stat = unpack_stat(unpacker);
    page->links.is_known = unpack_u64(unpacker) != 0;
    page->links.link_count = unpack_u32(unpacker);
    page->links.anchors = unpack_str(unpacker);
    page->links.reach = unpack_str(unpacker);
}

/* ---- The file ----------------------------------------------------------------------------------
 */

static void pack_clock(struct strbuf *file, const struct clock *clock) {
    pack_u64(file, (uint64_t)clock->now);
    pack_u64(file, (uint64_t)clock->changed_at);
    pack_u64(file, (uint64_t)clock->changes_at);
}

static struct clock unpack_clock(struct unpacker *unpacker) {
    struct clock clock;

    clock.now = (int64_t)unpack_u64(unpacker);
    clock.changed_at = (int64_t)unpack_u64(unpacker);
    clock.changes_at = (int64_t)unpack_u64(unpacker);
    return clock;
}

static bool unpack_state(struct publish_state *state, struct str payload, struct arena *arena) {
    struct unpacker unpacker = {payload, false};

    state->inputs = unpack_digest(&unpacker);
    state->shape = unpack_digest(&unpacker);
    state->clock = unpack_clock(&unpacker);
    state->manifest = unpack_stat(&unpacker);
    state->said = unpack_str(&unpacker);
    state->extras = unpack_u32(&unpacker);
    state->languages = unpack_u32(&unpacker);
    state->plan_pages = unpack_u64(&unpacker);
    state->links = unpack_u64(&unpacker);
    state->count = unpack_count(&unpacker, MIN_RECORD_BYTES);
    state->pages = ARENA_ARRAY(arena, struct page_state, state->count);
    for (size_t i = 0; i < state->count; i++) {
        unpack_page(&unpacker, &state->pages[i]);
    }
    return !unpacker.is_bad && unpacker.rest.length == 0;
}

bool state_read(struct publish_state *state, struct shard shard, int site_folder,
                struct arena *arena) {
    struct str name = shard_name(shard, STATE_NAME, arena), payload;
    bool is_read = store_read(site_folder, name, program_digest(), arena, &payload) &&
                   unpack_state(state, payload, arena);

    if (!is_read) {
        *state = (struct publish_state){0};
    }
    return is_read;
}

void state_reserve(struct strbuf *file, size_t count, size_t bytes) {
    strbuf_reserve(file, (count + 1) * MAX_RECORD_BYTES + bytes);
}

void state_begin(const struct publish_state *state, struct strbuf *file) {
    store_begin(file);
    pack_digest(file, state->inputs);
    pack_digest(file, state->shape);
    pack_clock(file, &state->clock);
    pack_stat(file, &state->manifest);
    pack_str(file, state->said);
    pack_u64(file, state->extras);
    pack_u64(file, state->languages);
    pack_u64(file, state->plan_pages);
    pack_u64(file, state->links);
    pack_u64(file, state->count);
}

enum file_result state_end(struct shard shard, int site_folder, struct strbuf *file) {
    struct arena scratch = {0};
    enum file_result result =
        store_write(site_folder, shard_name(shard, STATE_NAME, &scratch), program_digest(), file);

    arena_release(&scratch);
    return result;
}

/* ---- Then and now ------------------------------------------------------------------------------
 */

static int compare(const struct page_state *known, const struct page *page) {
    return known->kind != page->kind ? (known->kind < page->kind ? -1 : 1)
                                     : str_compare(known->path, page->path);
}

/* Both are in the same order, so one walk along both is enough. */
struct state_match state_match(const struct publish_state *state, const struct plan *plan,
                               struct arena *arena) {
    struct state_match match = {
        .known = ARENA_ARRAY(arena, const struct page_state *, plan->count),
        .gone = ARENA_ARRAY(arena, const struct page_state *, state->count),
    };
    size_t at = 0;

    for (size_t i = 0; i <= plan->count; i++) {
        int order = -1;

        while (at < state->count &&
               (i == plan->count || (order = compare(&state->pages[at], &plan->pages[i])) < 0)) {
            match.gone[match.gone_count++] = &state->pages[at++];
        }
        if (at < state->count && order == 0) {
            match.known[i] = &state->pages[at++];
        }
    }
    return match;
}
