#include "publish/ours.h"

#include "publish/messages.h"
#include "publish/shard.h"

#define LIST_LIMIT_BYTES ((size_t)1 << 30)

/* One list that stands in OUT. */
struct list {
    struct str name;
    struct shard shard;
};

struct reader {
    struct ours *ours;
    const struct target *target;
    struct shard shard;
    struct str base; /* of the names of lists */
    struct arena *arena;
    struct diags *diags;
    LIST(struct list) lists;
    size_t foreign_count;
    bool has_other_kind; /* a list of the other kind of portal */
};

static struct str base_name(const struct publish_options *options) {
    return options->extras & EXTRA_DRAFTS ? STR(MANIFEST_OF_DRAFTS) : STR(MANIFEST_NAME);
}

struct str ours_name(const struct publish_options *options, struct arena *arena) {
    return shard_name(options->shard, base_name(options), arena);
}

static bool refuse(const struct reader *reader, const struct message *message, struct str name) {
    diag(reader->diags, message, place_file((struct str){0}), reader->target->shown, name);
    return false;
}

/* ---- What stands in OUT ------------------------------------------------------------------------
 */

/* A lone .gitignore is how an empty folder stands in a repository. */
static enum file_result look(struct reader *reader) {
    struct file_listing listing;
    enum file_result result =
        folder_list(reader->target->out, (struct str){0}, reader->arena, &listing);

    for (size_t i = 0; result == FILE_OK && i < listing.entries.count; i++) {
        struct list list = {.name = listing.entries.items[i].name};

        if (shard_parse_name(list.name, reader->base, &list.shard)) {
            *LIST_ADD(&reader->lists, reader->arena) = list;
        } else {
            reader->foreign_count += !str_equal(list.name, STR(".gitignore"));
            reader->has_other_kind |= str_starts(list.name, STR(MANIFEST_NAME));
        }
    }
    return result;
}

static bool is_same(struct shard a, struct shard b) {
    return a.count == b.count && a.number == b.number;
}

static bool has_list(const struct reader *reader, struct shard shard) {
    for (size_t i = 0; i < reader->lists.count; i++) {
        if (is_same(reader->lists.items[i].shard, shard)) {
            return true;
        }
    }
    return false;
}

/* Each part wants the one after it, and the last the first: so all are there, or one complains. */
static bool check_next(const struct reader *reader, struct shard shard) {
    struct shard next = {shard.number % shard.count + 1, shard.count};

    return has_list(reader, next) ||
           refuse(reader, &MSG_OUT_PART, shard_name(next, reader->base, reader->arena));
}

static bool check_fit(const struct reader *reader) {
    for (size_t i = 0; i < reader->lists.count; i++) {
        const struct list *list = &reader->lists.items[i];

        if (is_same(list->shard, reader->shard)) {
            continue;
        }
        if (reader->shard.count > 0) {
            return refuse(reader, &MSG_OUT_SHARD, list->name);
        }
        if (!check_next(reader, list->shard)) {
            return false;
        }
    }
    return true;
}

/* ---- Reading -----------------------------------------------------------------------------------
 */

static bool read_list(struct reader *reader, const struct list *list, struct manifest *manifest) {
    struct ours *ours = reader->ours;
    struct str text;
    enum file_result result =
        file_read(reader->target->out, list->name, LIST_LIMIT_BYTES, reader->arena, &text);

    if (result == FILE_FAILED || result == FILE_MISSING) {
        target_report(reader->target, &MSG_OUT_READ, list->name, result, reader->diags);
        return false;
    }
    if (result != FILE_OK || !manifest_parse(manifest, text, reader->arena)) {
        return refuse(reader, &MSG_OUT_MANIFEST, list->name);
    }
    if (is_same(list->shard, reader->shard)) {
        ours->text = text;
    } else {
        ours->others[ours->other_count++] = list->name;
    }
    return true;
}

static bool read_lists(struct reader *reader) {
    size_t count = reader->lists.count;
    struct manifest *parts = ARENA_ARRAY(reader->arena, struct manifest, count);

    reader->ours->others = ARENA_ARRAY(reader->arena, struct str, count);
    for (size_t i = 0; i < count; i++) {
        if (!read_list(reader, &reader->lists.items[i], &parts[i])) {
            return false;
        }
    }
    reader->ours->files = count == 1 ? parts[0] : manifest_join(parts, count, reader->arena);
    return true;
}

bool ours_read(struct ours *ours, const struct target *target,
               const struct publish_options *options, struct arena *arena, struct diags *diags) {
    struct reader reader = {.ours = ours,
                            .target = target,
                            .shard = options->shard,
                            .base = base_name(options),
                            .arena = arena,
                            .diags = diags};

    *ours = (struct ours){.name = ours_name(options, arena)};
    if (target->out == NO_FOLDER) {
        return true;
    }
    enum file_result result = look(&reader);

    if (result != FILE_OK) {
        target_report(target, &MSG_OUT_READ, (struct str){0}, result, diags);
        return false;
    }
    if (reader.has_other_kind) {
        return refuse(&reader, options->extras & EXTRA_DRAFTS ? &MSG_OUT_PORTAL : &MSG_OUT_DRAFTS,
                      ours->name);
    }
    if (reader.lists.count == 0) {
        return reader.foreign_count == 0 || refuse(&reader, &MSG_OUT_FOREIGN, ours->name);
    }
    return check_fit(&reader) && read_lists(&reader);
}

bool ours_has_others(const struct target *target, const struct publish_options *options) {
    struct arena arena = {0};
    struct shard shard = options->shard;
    struct reader reader = {
        .target = target, .shard = shard, .base = base_name(options), .arena = &arena};
    bool has_others = look(&reader) != FILE_OK;

    for (size_t i = 0; i < reader.lists.count && !has_others; i++) {
        has_others = !is_same(reader.lists.items[i].shard, shard);
    }
    arena_release(&arena);
    return has_others;
}
