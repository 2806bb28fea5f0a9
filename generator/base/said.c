#include "base/said.h"

/* All that decides which words a message has, but for the catalogs themselves. */
static struct digest language_digest(void) {
    static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    struct digester digester = {0};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        digester_add(&digester, str_from(getenv(names[i])));
    }
    return digester_end(&digester);
}

/* ---- Packing -----------------------------------------------------------------------------------
 */

static void pack_one(const struct diag *diag, struct strbuf *out) {
    pack_str(out, str_from(diag->message->code));
    pack_u64(out, (uint64_t)diag->message->severity);
    pack_str(out, diag->place.path);
    pack_u64(out, diag->place.line);
    pack_u64(out, diag->place.column);
    pack_str(out, diag->text);
}

static size_t count_notes(const struct diag *diag) {
    size_t count = 0;

    for (const struct diag *note = diag->notes; note; note = note->next) {
        count++;
    }
    return count;
}

void said_pack(const struct diags *diags, struct strbuf *out) {
    pack_digest(out, language_digest());
    pack_u64(out, diags->count_by_severity[SEVERITY_WARNING]);
    for (size_t i = 0; i < diags->list.count; i++) {
        const struct diag *diag = diags->list.items[i];

        if (diag->message->severity != SEVERITY_WARNING) {
            continue;
        }
        pack_one(diag, out);
        pack_u64(out, count_notes(diag));
        for (const struct diag *note = diag->notes; note; note = note->next) {
            pack_one(note, out);
        }
    }
}

struct digest said_digest(const struct diags *diags) {
    struct strbuf said = {0};
    struct digest digest;

    said_pack(diags, &said);
    digest = digest_of(strbuf_view(&said));
    strbuf_release(&said);
    return digest;
}

/* ---- Saying it again ---------------------------------------------------------------------------
 */

static struct diag *unpack_one(struct unpacker *unpacker, struct arena *arena) {
    struct diag *diag = ARENA_NEW(arena, struct diag);
    struct message *message = ARENA_NEW(arena, struct message);

    message->code = str_to_c(arena, unpack_str(unpacker));
    message->severity = unpack_u32(unpacker) == SEVERITY_WARNING ? SEVERITY_WARNING : SEVERITY_NOTE;
    message->text = "";
    diag->message = message;
    diag->place.path = str_copy(arena, unpack_str(unpacker));
    diag->place.line = unpack_u32(unpacker);
    diag->place.column = unpack_u32(unpacker);
    diag->text = str_copy(arena, unpack_str(unpacker));
    return diag;
}

static void unpack_notes(struct unpacker *unpacker, struct diag *diag, struct arena *arena) {
    struct diag **end = &diag->notes;
    size_t count = unpack_count(unpacker, 6);

    for (size_t i = 0; i < count && !unpacker->is_bad; i++) {
        *end = unpack_one(unpacker, arena);
        end = &(*end)->next;
    }
}

bool said_repeat(struct str bytes, struct diags *diags) {
    struct unpacker unpacker = {bytes, false};
    struct diags said = {0};

    if (!digest_equal(unpack_digest(&unpacker), language_digest())) {
        return false;
    }
    size_t count = unpack_count(&unpacker, 7);

    for (size_t i = 0; i < count && !unpacker.is_bad; i++) {
        struct diag *diag = unpack_one(&unpacker, &said.arena);

        unpack_notes(&unpacker, diag, &said.arena);
        *LIST_ADD(&said.list, &said.arena) = diag;
        said.count_by_severity[SEVERITY_WARNING]++;
    }
    if (unpacker.is_bad || unpacker.rest.length > 0) {
        diags_release(&said);
        return false;
    }
    diags_join(diags, &said);
    return true;
}
