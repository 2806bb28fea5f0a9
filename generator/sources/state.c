#include "sources/state.h"

#include "base/pack.h"
#include "base/store.h"

#define FILES_NAME STR("sources")
#define LARGE_NAME STR("parsed")
#define SMALL_NAME STR("parsed-more")

#define MIN_RECORD_BYTES 24

/* Where the packed bytes of a file stand. */
enum part { PART_NONE, PART_LARGE, PART_SMALL };
#define PART_COUNT 3

/* ---- Reading -----------------------------------------------------------------------------------
 */

/* Without its part, a file has to be parsed. */
static struct str find_packed(struct unpacker *unpacker, const struct str *parts,
                              bool *is_in_large) {
    uint32_t part = unpack_u32(unpacker);
    uint64_t at = unpack_u64(unpacker), length = unpack_u64(unpacker);

    if (part >= PART_COUNT || at > parts[part].length || length > parts[part].length - at) {
        return (struct str){0};
    }
    *is_in_large = part == PART_LARGE;
    return (struct str){parts[part].data + at, (size_t)length};
}

static bool unpack_state(struct sources_state *state, struct str payload, const struct str *parts,
                         struct arena *arena) {
    struct unpacker unpacker = {payload, false};

    state->theme = unpack_str(&unpacker);
    state->walk = unpack_digest(&unpacker);
    state->inputs = unpack_digest(&unpacker);
    state->count = unpack_count(&unpacker, MIN_RECORD_BYTES);
    state->files = ARENA_ARRAY(arena, struct source_state, state->count);
    state->large = parts[PART_LARGE].data;
    state->large_bytes = parts[PART_LARGE].length;
    for (size_t i = 0; i < state->count; i++) {
        struct source_state *file = &state->files[i];

        file->path = unpack_str(&unpacker);
        file->stat = unpack_stat(&unpacker);
        file->digest = unpack_digest(&unpacker);
        file->shape = unpack_digest(&unpacker);
        file->packed = find_packed(&unpacker, parts, &file->is_in_large);
    }
    return !unpacker.is_bad && unpacker.rest.length == 0;
}

bool sources_state_read(struct sources_state *state, int site_folder, enum state_parts parts,
                        struct arena *arena, struct arena *parsed) {
    struct digest program = program_digest();
    struct str payloads[PART_COUNT] = {0}, files;
    bool is_read = store_read(site_folder, FILES_NAME, program, arena, &files);

    *state = (struct sources_state){0};
    if (is_read && parts == STATE_WITH_PARSED) {
        bool has_large =
            store_read(site_folder, LARGE_NAME, program, parsed, &payloads[PART_LARGE]);
        bool has_small =
            store_read(site_folder, SMALL_NAME, program, parsed, &payloads[PART_SMALL]);

        payloads[PART_LARGE] = has_large ? payloads[PART_LARGE] : (struct str){0};
        payloads[PART_SMALL] = has_small ? payloads[PART_SMALL] : (struct str){0};
    }
    is_read = is_read && unpack_state(state, files, payloads, arena);
    if (!is_read) {
        *state = (struct sources_state){0};
    }
    return is_read;
}

/* ---- Writing -----------------------------------------------------------------------------------
 */

struct writing {
    const struct sources_state *state;
    int site_folder;
    struct digest program;
    bool is_large_kept; /* and only the small file is written */
    const char *large;  /* where the payload of the large file begins, if it is kept */
};

static enum part part_of(const struct writing *writing, const struct source_state *file) {
    if (file->packed.length == 0) {
        return PART_NONE;
    }
    return !writing->is_large_kept || file->is_in_large ? PART_LARGE : PART_SMALL;
}

static size_t packed_bytes(const struct sources_state *state, bool in_large) {
    size_t bytes = 0;

    for (size_t i = 0; i < state->count; i++) {
        bytes += state->files[i].is_in_large == in_large ? state->files[i].packed.length : 0;
    }
    return bytes;
}

static enum file_result write_part(const struct writing *writing, enum part part, struct str name) {
    const struct sources_state *state = writing->state;
    struct strbuf file = {0};
    enum file_result result;

    store_begin(&file);
    for (size_t i = 0; i < state->count; i++) {
        if (part_of(writing, &state->files[i]) == part) {
            strbuf_add(&file, state->files[i].packed);
        }
    }
    result = store_write(writing->site_folder, name, writing->program, &file);
    strbuf_release(&file);
    return result;
}

/* Behind each other, as write_part() puts them; in a large file that is kept, where they are. */
static enum file_result write_files(const struct writing *writing) {
    const struct sources_state *state = writing->state;
    size_t at[PART_COUNT] = {0};
    struct strbuf file = {0};
    enum file_result result;

    store_begin(&file);
    pack_str(&file, state->theme);
    pack_digest(&file, state->walk);
    pack_digest(&file, state->inputs);
    pack_u64(&file, state->count);
    for (size_t i = 0; i < state->count; i++) {
        const struct source_state *source = &state->files[i];
        enum part part = part_of(writing, source);
        bool stays = part == PART_LARGE && writing->is_large_kept;

        pack_str(&file, source->path);
        pack_stat(&file, &source->stat);
        pack_digest(&file, source->digest);
        pack_digest(&file, source->shape);
        pack_u64(&file, (uint64_t)part);
        pack_u64(&file, stays ? (uint64_t)(source->packed.data - writing->large) : at[part]);
        pack_u64(&file, source->packed.length);
        at[part] += source->packed.length;
    }
    result = store_write(writing->site_folder, FILES_NAME, writing->program, &file);
    strbuf_release(&file);
    return result;
}

/* Two builds at once may leave a list of the one beside parts of the other. That does no harm, for
   each packed file says whose it is and how long; but the list is written last. */
void sources_state_write(const struct sources_state *state, const struct sources_state *before,
                         int site_folder) {
    struct writing writing = {
        .state = state, .site_folder = site_folder, .program = program_digest()};
    size_t small_bytes = packed_bytes(state, false);
    enum file_result result = FILE_OK;

    writing.is_large_kept = before->large_bytes > 0 && small_bytes <= before->large_bytes / 4;
    writing.large = before->large;
    if (!writing.is_large_kept) {
        result = write_part(&writing, PART_LARGE, LARGE_NAME);
    }
    if (result == FILE_OK) {
        result = write_part(&writing, PART_SMALL, SMALL_NAME);
    }
    if (result == FILE_OK) {
        (void)write_files(&writing);
    }
}

/* ---- Then and now ------------------------------------------------------------------------------
 */

/* Both are sorted by path. */
const struct source_state **sources_state_match(const struct sources_state *state,
                                                const struct sources *sources,
                                                struct arena *arena) {
    const struct source_state **known =
        ARENA_ARRAY(arena, const struct source_state *, sources->count);
    size_t at = 0;

    for (size_t i = 0; i < sources->count; i++) {
        int order = -1;

        while (at < state->count &&
               (order = str_compare(state->files[at].path, sources->files[i].path)) < 0) {
            at++;
        }
        if (at < state->count && order == 0) {
            known[i] = &state->files[at++];
        }
    }
    return known;
}
