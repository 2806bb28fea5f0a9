#include "publish/journal.h"

#include "base/hash.h"
#include "base/path.h"
#include "publish/manifest.h"
#include "publish/messages.h"
#include "publish/shard.h"

#include <errno.h>

#define HEADER "isogloss-journal 1\n"
#define END "end "
/* The last line: END, 32 digits, a line end. */
#define END_BYTES (sizeof END - 1 + 32 + 1)

static const struct str words[] = {
    [JOURNAL_CLAIM] = STR_INIT("claim"),   [JOURNAL_BRING] = STR_INIT("bring"),
    [JOURNAL_WRITE] = STR_INIT("write"),   [JOURNAL_REMOVE] = STR_INIT("remove"),
    [JOURNAL_FOLDER] = STR_INIT("folder"), [JOURNAL_SETTLE] = STR_INIT("settle"),
};
#define WORD_COUNT (sizeof words / sizeof words[0])

/* ---- Writing -----------------------------------------------------------------------------------
 */

void journal_begin(struct strbuf *journal) {
    strbuf_clear(journal);
    strbuf_add(journal, STR(HEADER));
}

void journal_add(struct strbuf *journal, enum journal_step step, struct str path) {
    strbuf_add(journal, words[step]);
    strbuf_add_char(journal, ' ');
    strbuf_add(journal, path);
    strbuf_add_char(journal, '\n');
}

void journal_end(struct strbuf *journal) {
    struct arena scratch = {0};
    struct str hex = digest_hex(&scratch, digest_of(strbuf_view(journal)));

    strbuf_add(journal, STR(END));
    strbuf_add(journal, hex);
    strbuf_add_char(journal, '\n');
    arena_release(&scratch);
}

bool journal_is_complete(struct str text) {
    struct digest digest;

    if (text.length < sizeof HEADER - 1 + END_BYTES || !str_starts(text, STR(HEADER))) {
        return false;
    }
    struct str steps = str_slice(text, 0, text.length - END_BYTES);
    struct str last = str_from_byte(text, steps.length);
    struct str hex = str_slice(last, sizeof END - 1, last.length - 1);

    return str_starts(last, STR(END)) && str_ends(last, STR("\n")) && digest_parse(hex, &digest) &&
           digest_equal(digest, digest_of(steps));
}

/* ---- Doing -------------------------------------------------------------------------------------
 */

struct runner {
    struct target *target;
    enum journal_run run;
    int stage, tree;             /* NO_FOLDER if all was moved and the folder is gone */
    struct open_folder from, to; /* steps come folder by folder */
    struct arena arena;
};

/* Opens the folder of OUT that `path` stands in, made if need be. */
static enum file_result enter_target(struct runner *runner, struct str path) {
    struct str folder = path_folder(path);
    enum file_result result = folder_enter(&runner->to, runner->target->out, folder);

    if (result == FILE_MISSING) {
        result = folder_make(runner->target->out, folder);
        if (result == FILE_OK) {
            result = folder_enter(&runner->to, runner->target->out, folder);
        }
    }
    return result;
}

/* Moves `staged` below the folder `root` to `path`. In a second run, what is not there any more has
   arrived already. */
static enum file_result move(struct runner *runner, int root, struct str staged, struct str path) {
    struct str name = path_name(staged);
    struct file_stat stat;
    enum file_result result = FILE_MISSING;

    if (root != NO_FOLDER) {
        result = folder_enter(&runner->from, root, path_folder(staged));
    }
    if (result == FILE_OK && runner->run == JOURNAL_AGAIN) {
        result = file_stat_at(runner->from.descriptor, name, &stat);
    }
    if (result == FILE_MISSING && runner->run == JOURNAL_AGAIN) {
        return FILE_OK;
    }
    if (result == FILE_OK) {
        result = enter_target(runner, path);
    }
    return result == FILE_OK
               ? file_rename(runner->from.descriptor, name, runner->to.descriptor, path_name(path))
               : result;
}

static enum file_result move_page(struct runner *runner, struct str path) {
    return move(runner, runner->tree, path, path);
}

/* Somebody made a folder there meanwhile: what is in ours goes into it, file by file. */
static enum file_result bring_contents(struct runner *runner, struct str folder) {
    LIST(struct str) folders = {0};
    enum file_result result = FILE_OK;

    *LIST_ADD(&folders, &runner->arena) = folder;
    for (size_t i = 0; i < folders.count && result == FILE_OK; i++) {
        struct str here = folders.items[i];
        struct file_listing listing;

        result = folder_list(runner->tree, here, &runner->arena, &listing);
        for (size_t j = 0; result == FILE_OK && j < listing.entries.count; j++) {
            struct str path = path_join(&runner->arena, here, listing.entries.items[j].name);

            if (listing.entries.items[j].kind == FILE_KIND_FOLDER) {
                *LIST_ADD(&folders, &runner->arena) = path;
            } else {
                result = move_page(runner, path);
            }
        }
    }
    return result;
}

static enum file_result bring(struct runner *runner, struct str path) {
    enum file_result result = move_page(runner, path);
    bool is_taken =
        result == FILE_EXISTS || (result == FILE_FAILED && (errno == ENOTEMPTY || errno == EEXIST));

    return is_taken ? bring_contents(runner, path) : result;
}

/* What is no file of ours any more, because somebody put a folder or a link there, stays. */
static enum file_result sweep_file(struct runner *runner, struct str path) {
    enum file_result result = file_remove(runner->target->out, path);
    bool is_settled =
        result == FILE_MISSING || result == FILE_NOT_REGULAR || result == FILE_IS_LINK;

    return is_settled ? FILE_OK : result;
}

static enum file_result sweep_folder(struct runner *runner, struct str path) {
    enum file_result result = folder_remove_empty(runner->target->out, path);
    bool is_other =
        result == FILE_IS_LINK || (result == FILE_FAILED && (errno == ENOTDIR || errno == EBUSY));

    return is_other ? FILE_OK : result;
}

static enum file_result do_step(struct runner *runner, enum journal_step step, struct str path) {
    switch (step) {
    case JOURNAL_CLAIM:
        return move(runner, runner->stage, STR(STAGED_FIRST_MANIFEST), path);
    case JOURNAL_BRING:
        return bring(runner, path);
    case JOURNAL_WRITE:
        return move_page(runner, path);
    case JOURNAL_REMOVE:
        return sweep_file(runner, path);
    case JOURNAL_FOLDER:
        return sweep_folder(runner, path);
    case JOURNAL_SETTLE:
        return move(runner, runner->stage, STR(STAGED_LAST_MANIFEST), path);
    }
    return FILE_OK;
}

/* Understands a line. Paths were clean when they were written, but the disk is not to be trusted
   with more than OUT. */
static bool parse_step(struct str line, enum journal_step *step, struct str *path) {
    struct str rest = line;
    struct str word = str_cut(&rest, ' ');
    size_t i = 0;

    while (i < WORD_COUNT && !str_equal(words[i], word)) {
        i++;
    }
    *step = (enum journal_step)i;
    struct shard shard;

    *path = rest;
    if (i == JOURNAL_CLAIM || i == JOURNAL_SETTLE) {
        return shard_parse_name(rest, STR(MANIFEST_NAME), &shard) ||
               shard_parse_name(rest, STR(MANIFEST_OF_DRAFTS), &shard);
    }
    return i < WORD_COUNT && path_is_clean(rest);
}

static bool do_steps(struct runner *runner, struct str steps, struct diags *diags) {
    struct str rest = steps;

    while (rest.length > 0) {
        struct str path;
        enum journal_step step;
        enum file_result result = FILE_FAILED;

        if (parse_step(str_cut(&rest, '\n'), &step, &path)) {
            result = do_step(runner, step, path);
        } else {
            errno = EINVAL;
        }
        if (result != FILE_OK) {
            target_report(runner->target, &MSG_COMMIT_STOPPED, path, result, diags);
            return false;
        }
    }
    return true;
}

static enum file_result open_staged(const struct runner *runner, const char *name, int *folder) {
    enum file_result result = folder_open_below(runner->target->work, str_from(name), folder);

    if (result == FILE_MISSING && runner->run == JOURNAL_AGAIN) {
        *folder = NO_FOLDER;
        result = FILE_OK;
    }
    return result;
}

/* OUT is made here if it is missing: before, nothing of the portal may show. */
static enum file_result open_ends(struct runner *runner) {
    struct target *target = runner->target;
    enum file_result result = open_staged(runner, STAGE_NAME, &runner->stage);

    if (result == FILE_OK) {
        result = open_staged(runner, STAGED_TREE, &runner->tree);
    }
    if (result == FILE_OK && target->out == NO_FOLDER) {
        result = folder_make(target->parent, target->name);
        if (result == FILE_OK) {
            result = folder_open_below(target->parent, target->name, &target->out);
        }
    }
    return result;
}

bool journal_run(struct str text, enum journal_run run, struct target *target,
                 struct diags *diags) {
    struct runner runner = {.target = target,
                            .run = run,
                            .stage = NO_FOLDER,
                            .tree = NO_FOLDER,
                            .from = {.descriptor = NO_FOLDER},
                            .to = {.descriptor = NO_FOLDER}};
    struct str steps = str_slice(text, sizeof HEADER - 1, text.length - END_BYTES);
    enum file_result result = open_ends(&runner);
    bool is_done = result == FILE_OK;

    if (!is_done) {
        target_report(target, &MSG_COMMIT_STOPPED, (struct str){0}, result, diags);
    }
    is_done = is_done && do_steps(&runner, steps, diags);
    folder_close(runner.from.descriptor);
    folder_close(runner.to.descriptor);
    folder_close(runner.stage);
    folder_close(runner.tree);
    arena_release(&runner.arena);
    return is_done;
}
