#include "publish/manifest.h"

#include "base/path.h"

#define HEADER "isogloss-manifest 1 "
#define HEX_LENGTH 32

static void add_lines(const struct manifest *manifest, struct strbuf *out) {
    struct arena scratch = {0};

    for (size_t i = 0; i < manifest->count; i++) {
        strbuf_add(out, digest_hex(&scratch, manifest->entries[i].digest));
        strbuf_add(out, STR("  "));
        strbuf_add(out, manifest->entries[i].path);
        strbuf_add_char(out, '\n');
        arena_reset(&scratch);
    }
    arena_release(&scratch);
}

/* Digests are written only as hexadecimal digits in lower case, so there is one spelling. That of
   the lines stands before them, and is filled in when they are there. */
void manifest_write(const struct manifest *manifest, struct strbuf *out) {
    struct arena scratch = {0};
    struct str hex;
    size_t hex_at, lines_at;

    strbuf_add(out, STR(HEADER));
    strbuf_add_u64(out, manifest->count);
    strbuf_add_char(out, ' ');
    hex_at = out->length;
    strbuf_add(out, digest_hex(&scratch, (struct digest){0}));
    strbuf_add_char(out, '\n');
    lines_at = out->length;
    add_lines(manifest, out);
    hex = digest_hex(&scratch, digest_of(str_from_byte(strbuf_view(out), lines_at)));
    memcpy(out->data + hex_at, hex.data, hex.length);
    arena_release(&scratch);
}

/* ---- Reading -----------------------------------------------------------------------------------
 */

static bool parse_header(struct str line, struct str lines, uint32_t *count) {
    struct digest digest;

    if (!str_starts(line, STR(HEADER))) {
        return false;
    }
    struct str rest = str_from_byte(line, sizeof HEADER - 1);
    struct str number = str_cut(&rest, ' ');

    return str_to_u32(number, count) && digest_parse(rest, &digest) &&
           digest_equal(digest, digest_of(lines));
}

static bool parse_line(struct str line, struct manifest_entry *entry) {
    entry->path = str_from_byte(line, HEX_LENGTH + 2);
    return line.length > HEX_LENGTH + 2 &&
           str_equal(str_slice(line, HEX_LENGTH, HEX_LENGTH + 2), STR("  ")) &&
           digest_parse(str_slice(line, 0, HEX_LENGTH), &entry->digest) &&
           path_is_clean(entry->path) && !str_starts(entry->path, STR(MANIFEST_NAME));
}

bool manifest_parse(struct manifest *manifest, struct str text, struct arena *arena) {
    struct str rest = text;
    struct str header = str_cut(&rest, '\n');
    uint32_t count;

    *manifest = (struct manifest){.by_path = map_make(arena)};
    /* Each line has more bytes than the header could lie about. */
    if (!rest.data || !parse_header(header, rest, &count) || count > rest.length / HEX_LENGTH) {
        return false;
    }
    manifest->entries = ARENA_ARRAY(arena, struct manifest_entry, count);
    map_reserve(&manifest->by_path, count);
    for (uint32_t i = 0; i < count; i++) {
        struct manifest_entry *entry = &manifest->entries[i];

        if (!parse_line(str_cut(&rest, '\n'), entry) || !rest.data ||
            (i > 0 && str_compare(entry[-1].path, entry->path) >= 0)) {
            return false;
        }
        map_put(&manifest->by_path, entry->path, entry);
        manifest->count++;
    }
    return rest.length == 0;
}

bool manifest_has(const struct manifest *manifest, struct str path) {
    return manifest->count > 0 && map_get(&manifest->by_path, path) != NULL;
}

/* ---- Making ------------------------------------------------------------------------------------
 */

static int compare_entries(const void *left, const void *right) {
    const struct manifest_entry *a = left;
    const struct manifest_entry *b = right;

    return str_compare(a->path, b->path);
}

void manifest_sort(struct manifest *manifest) {
    if (manifest->count > 1) {
        qsort(manifest->entries, manifest->count, sizeof *manifest->entries, compare_entries);
    }
}

struct manifest manifest_union(const struct manifest *old, const struct manifest *fresh,
                               struct arena *arena) {
    struct manifest all = {0};
    size_t i = 0, j = 0;

    all.entries = ARENA_ARRAY(arena, struct manifest_entry, old->count + fresh->count);
    while (i < old->count || j < fresh->count) {
        int order = i == old->count     ? 1
                    : j == fresh->count ? -1
                                        : str_compare(old->entries[i].path, fresh->entries[j].path);

        all.entries[all.count++] = order < 0 ? old->entries[i] : fresh->entries[j];
        i += order <= 0;
        j += order >= 0;
    }
    return all;
}

struct manifest manifest_join(const struct manifest *parts, size_t count, struct arena *arena) {
    struct manifest all = {.by_path = map_make(arena)};
    size_t total = 0, kept = 0;

    for (size_t i = 0; i < count; i++) {
        total += parts[i].count;
    }
    all.entries = ARENA_ARRAY(arena, struct manifest_entry, total);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < parts[i].count; j++) {
            all.entries[all.count++] = parts[i].entries[j];
        }
    }
    manifest_sort(&all); /* now a path that stands in two of them stands side by side */
    for (size_t i = 0; i < total; i++) {
        struct manifest_entry *entry = &all.entries[kept];

        *entry = all.entries[i];
        kept += map_put(&all.by_path, entry->path, entry) == entry;
    }
    all.count = kept;
    return all;
}
