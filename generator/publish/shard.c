#include "publish/shard.h"

#include "base/hash.h"

bool shard_has(struct shard shard, struct str path) {
    return shard.count == 0 || digest_of(path).low % shard.count == shard.number - 1;
}

size_t shard_count_pages(struct shard shard, const struct plan *plan) {
    size_t count = 0;

    if (shard.count == 0) {
        return plan->count;
    }
    for (size_t i = 0; i < plan->count; i++) {
        count += shard_has(shard, plan->pages[i].path);
    }
    return count;
}

struct str shard_name(struct shard shard, struct str name, struct arena *arena) {
    return shard.count == 0
               ? name
               : str_format(arena, "%.*s-%u-of-%u", STR_ARG(name), shard.number, shard.count);
}

/* Only what would be written back is a name: there is one spelling, without zeros in front. */
bool shard_parse_name(struct str text, struct str name, struct shard *shard) {
    struct arena scratch = {0};
    struct str rest = str_starts(text, name) ? str_from_byte(text, name.length) : STR("");
    size_t of = str_find(rest, STR("-of-"), 1);

    *shard = (struct shard){0};
    if (of != STR_NONE) {
        (void)str_to_u32(str_slice(rest, 1, of), &shard->number);
        (void)str_to_u32(str_from_byte(rest, of + sizeof "-of-" - 1), &shard->count);
    }
    bool is_name = (shard->count == 0 || shard_is_valid(*shard)) &&
                   str_equal(text, shard_name(*shard, name, &scratch));

    arena_release(&scratch);
    return is_name;
}
