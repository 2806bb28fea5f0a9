#include "publish/commit.h"

#include "base/path.h"
#include "publish/journal.h"
#include "publish/messages.h"
#include "publish/shard.h"

#define JOURNAL_LIMIT_BYTES ((size_t)1 << 30)

struct commit {
    const struct stage *stage;
    struct target *target;
    struct arena arena;
    struct map plan_folders;   /* every folder that the plan has a page in or below */
    struct map new_folders;    /* the outermost that OUT does not have */
    struct manifest fresh;     /* of the plan, or of the share of the shard */
    LIST(struct str) removed;  /* files of ours that `fresh` does not have */
    LIST(struct str) emptied;  /* the folders they leave, the inner ones first */
    struct strbuf first, last; /* manifests to put in place; empty if not needed */
    struct strbuf journal;
};

/* ---- What changes ------------------------------------------------------------------------------
 */

/* A folder is known only if those above it are. */
static void add_folders(struct map *folders, struct str path) {
    struct str folder = path_folder(path);

    while (folder.length > 0 && !map_get(folders, folder)) {
        map_put(folders, folder, folders);
        folder = path_folder(folder);
    }
}

static void list_plan(struct commit *commit) {
    const struct plan *plan = commit->stage->plan;
    struct manifest *fresh = &commit->fresh;

    fresh->entries = ARENA_ARRAY(&commit->arena, struct manifest_entry, plan->count);
    commit->plan_folders = map_make(&commit->arena);
    for (size_t i = 0; i < plan->count; i++) {
        const struct outcome *outcome = &commit->stage->outcomes[i];
        struct str path = plan->pages[i].path;

        if (outcome->kind != OUTCOME_ELSEWHERE) {
            fresh->entries[fresh->count++] = (struct manifest_entry){path, outcome->digest};
            add_folders(&commit->plan_folders, path);
        }
    }
    manifest_sort(fresh);
}

/* Is a file with that path to stand in OUT? */
static bool is_wanted(const struct commit *commit, struct str path) {
    const struct stage *stage = commit->stage;

    return map_get(&stage->plan->by_path, path) && shard_has(stage->options->shard, path);
}

static int compare_descending(const void *left, const void *right) {
    return str_compare(*(const struct str *)right, *(const struct str *)left);
}

static void list_removed(struct commit *commit) {
    const struct manifest *old = &commit->stage->ours->files;
    struct map seen = map_make(&commit->arena);

    for (size_t i = 0; i < old->count; i++) {
        struct str path = old->entries[i].path;

        if (is_wanted(commit, path)) {
            continue;
        }
        *LIST_ADD(&commit->removed, &commit->arena) = path;
        for (struct str folder = path_folder(path); folder.length > 0;
             folder = path_folder(folder)) {
            if (map_get(&commit->plan_folders, folder) || map_get(&seen, folder)) {
                break;
            }
            map_put(&seen, folder, commit);
            *LIST_ADD(&commit->emptied, &commit->arena) = folder;
        }
    }
    if (commit->emptied.count > 1) {
        qsort(commit->emptied.items, commit->emptied.count, sizeof *commit->emptied.items,
              compare_descending);
    }
}

/* Somebody may have been faster, or put a folder there, which stays. */
static size_t count_standing(const struct commit *commit) {
    size_t count = 0;

    for (size_t i = 0; i < commit->removed.count; i++) {
        struct file_stat stat;
        enum file_result result =
            file_stat_at(commit->target->out, commit->removed.items[i], &stat);

        count += result == FILE_OK && stat.kind == FILE_KIND_REGULAR;
    }
    return count;
}

static bool adds_files(const struct commit *commit) {
    for (size_t i = 0; i < commit->fresh.count; i++) {
        if (!manifest_has(&commit->stage->ours->files, commit->fresh.entries[i].path)) {
            return true;
        }
    }
    return false;
}

/* Which manifests go into place: none if the one that stands there says all. */
static void write_manifests(struct commit *commit) {
    const struct ours *ours = commit->stage->ours;
    struct str standing = ours->text;

    manifest_write(&commit->fresh, &commit->last);
    if (adds_files(commit)) {
        struct manifest all = manifest_union(&ours->files, &commit->fresh, &commit->arena);

        manifest_write(&all, &commit->first);
        standing = strbuf_view(&commit->first);
    }
    if (str_equal(standing, strbuf_view(&commit->last))) {
        strbuf_clear(&commit->last);
    }
}

/* ---- The journal -------------------------------------------------------------------------------
 */

/* Does a page of the plan stand where this path, or a folder above it, is now? */
static bool is_under_page(const struct commit *commit, struct str path) {
    for (; path.length > 0; path = path_folder(path)) {
        if (is_wanted(commit, path)) {
            return true;
        }
    }
    return false;
}

/* What has to go before the pages can come. */
static bool is_in_the_way(const struct commit *commit, struct str path) {
    return map_get(&commit->plan_folders, path) || is_under_page(commit, path);
}

enum when { BEFORE_PAGES, AFTER_PAGES };

static void add_removals(struct commit *commit, enum when when) {
    for (size_t i = 0; i < commit->removed.count; i++) {
        struct str path = commit->removed.items[i];

        if (is_in_the_way(commit, path) == (when == BEFORE_PAGES)) {
            journal_add(&commit->journal, JOURNAL_REMOVE, path);
        }
    }
    for (size_t i = 0; i < commit->emptied.count; i++) {
        struct str path = commit->emptied.items[i];

        if (is_under_page(commit, path) == (when == BEFORE_PAGES)) {
            journal_add(&commit->journal, JOURNAL_FOLDER, path);
        }
    }
}

/* The lists that the one of this run replaces, once it stands. */
static void add_other_lists(struct commit *commit) {
    const struct ours *ours = commit->stage->ours;

    for (size_t i = 0; i < ours->other_count; i++) {
        journal_add(&commit->journal, JOURNAL_REMOVE, ours->others[i]);
    }
}

/* Is there nothing at all in OUT where the folder of a page is to be? */
static bool is_new_folder(const struct commit *commit, struct str folder) {
    struct file_stat stat;

    return commit->target->out == NO_FOLDER ||
           file_stat_at(commit->target->out, folder, &stat) == FILE_MISSING;
}

/* Adds the outermost new folder that holds `path`, if there is one and it is not yet added. */
static void add_new_folder(struct commit *commit, struct map *known, struct str path) {
    struct str folder = path_folder(path);
    struct str outermost = {0};

    if (folder.length == 0 || map_get(known, folder)) {
        return;
    }
    for (; folder.length > 0; folder = path_folder(folder)) {
        if (map_get(&commit->new_folders, folder)) {
            return;
        }
        map_put(known, folder, commit);
        outermost = is_new_folder(commit, folder) ? folder : outermost;
    }
    if (outermost.length > 0) {
        map_put(&commit->new_folders, outermost, commit);
        journal_add(&commit->journal, JOURNAL_BRING, outermost);
    }
}

/* A folder that OUT does not have comes with all that is in it. What has to go before pages can
   come is where something stands, so no folder is new there. */
static void add_new_folders(struct commit *commit) {
    const struct stage *stage = commit->stage;
    struct map known = map_make(&commit->arena);

    for (size_t i = 0; i < stage->plan->count; i++) {
        if (stage->outcomes[i].kind == OUTCOME_STAGED && !stage->plan->pages[i].source) {
            add_new_folder(commit, &known, stage->plan->pages[i].path);
        }
    }
}

static bool is_brought(const struct commit *commit, struct str path) {
    struct str folder = path_folder(path);

    while (folder.length > 0 && !map_get(&commit->new_folders, folder)) {
        folder = path_folder(folder);
    }
    return folder.length > 0;
}

/* First what pages need, then whole folders, then pages. */
static void add_pages(struct commit *commit) {
    const struct stage *stage = commit->stage;
    bool are_folders_added = false;

    for (size_t i = 0; i < stage->plan->count; i++) {
        const struct page *page = &stage->plan->pages[i];

        if (!page->source && !are_folders_added) {
            add_new_folders(commit);
            are_folders_added = true;
        }
        if (stage->outcomes[i].kind == OUTCOME_STAGED && !is_brought(commit, page->path)) {
            journal_add(&commit->journal, JOURNAL_WRITE, page->path);
        }
    }
}

static void write_journal(struct commit *commit) {
    struct str name = commit->stage->ours->name;

    journal_begin(&commit->journal);
    if (commit->first.length > 0) {
        journal_add(&commit->journal, JOURNAL_CLAIM, name);
    }
    add_removals(commit, BEFORE_PAGES);
    add_pages(commit);
    add_removals(commit, AFTER_PAGES);
    if (commit->last.length > 0) {
        journal_add(&commit->journal, JOURNAL_SETTLE, name);
    }
    add_other_lists(commit);
    journal_end(&commit->journal);
}

/* ---- Doing it ----------------------------------------------------------------------------------
 */

static enum file_result write_if_needed(int stage, const char *name, const struct strbuf *text) {
    return text->length > 0 ? file_write_new(stage, str_from(name), strbuf_view(text)) : FILE_OK;
}

static enum file_result stage_manifests(struct commit *commit) {
    int stage;
    enum file_result result = folder_open_below(commit->target->work, STR(STAGE_NAME), &stage);

    if (result == FILE_OK) {
        result = write_if_needed(stage, STAGED_FIRST_MANIFEST, &commit->first);
        if (result == FILE_OK) {
            result = write_if_needed(stage, STAGED_LAST_MANIFEST, &commit->last);
        }
        folder_close(stage);
    }
    return result;
}

/* Until this returns FILE_OK nothing has happened; from then on it will, whatever comes. */
static enum file_result decide(struct commit *commit) {
    int work = commit->target->work;
    enum file_result result = stage_manifests(commit);

    if (result == FILE_OK) {
        result = folder_sync(work);
    }
    return result == FILE_OK
               ? file_append_synced(work, STR(JOURNAL_NAME), strbuf_view(&commit->journal))
               : result;
}

static bool carry_out(struct commit *commit, struct diags *diags) {
    struct target *target = commit->target;
    enum file_result result = decide(commit);

    if (result != FILE_OK) {
        target_report(target, &MSG_OUT_WRITE, (struct str){0}, result, diags);
        (void)commit_clear(target);
        return false;
    }
    if (!journal_run(strbuf_view(&commit->journal), JOURNAL_FIRST_RUN, target, diags)) {
        return false;
    }
    result = folder_sync(target->out);
    if (result != FILE_OK) {
        target_report(target, &MSG_COMMIT_STOPPED, (struct str){0}, result, diags);
    }
    return result == FILE_OK;
}

static void release(struct commit *commit) {
    strbuf_release(&commit->first);
    strbuf_release(&commit->last);
    strbuf_release(&commit->journal);
    arena_release(&commit->arena);
}

bool commit_stage(const struct stage *stage, struct target *target, struct publish_report *report,
                  struct diags *diags) {
    struct commit commit = {.stage = stage, .target = target};
    commit.new_folders = map_make(&commit.arena);
    bool is_done = true;

    list_plan(&commit);
    list_removed(&commit);
    report->removed = count_standing(&commit);
    write_manifests(&commit);
    if (report->written > 0 || commit.first.length > 0 || commit.last.length > 0 ||
        stage->ours->other_count > 0) {
        write_journal(&commit);
        is_done = carry_out(&commit, diags);
    }
    release(&commit);
    return is_done;
}

/* ---- What a build leaves -----------------------------------------------------------------------
 */

static enum file_result unless_missing(enum file_result result) {
    return result == FILE_MISSING ? FILE_OK : result;
}

/* The journal first: one whose files are gone would be taken for one that is done. */
enum file_result commit_clear(struct target *target) {
    enum file_result result = unless_missing(file_remove(target->work, STR(JOURNAL_NAME)));

    return result == FILE_OK ? unless_missing(folder_remove_tree(target->work, STR(STAGE_NAME)))
                             : result;
}

static bool redo(struct str journal, struct target *target, struct publish_report *report,
                 struct diags *diags) {
    if (!journal_run(journal, JOURNAL_AGAIN, target, diags)) {
        return false;
    }
    enum file_result result = folder_sync(target->out);

    if (result != FILE_OK) {
        target_report(target, &MSG_COMMIT_STOPPED, (struct str){0}, result, diags);
        return false;
    }
    report->recovered = true;
    diag(diags, &MSG_RECOVERED, place_file((struct str){0}), target->shown);
    return true;
}

/* Notes what is thrown away: nothing, as a rule. */
static void tell_discarded(const struct target *target, struct diags *diags) {
    struct file_stat stat;

    if (file_stat_at(target->work, STR(STAGE_NAME), &stat) == FILE_OK ||
        file_stat_at(target->work, STR(JOURNAL_NAME), &stat) == FILE_OK) {
        diag(diags, &MSG_DISCARDED, place_file((struct str){0}), target->shown);
    }
}

bool commit_recover(struct target *target, struct publish_report *report, struct diags *diags) {
    struct arena arena = {0};
    struct str journal;
    enum file_result result =
        file_read(target->work, STR(JOURNAL_NAME), JOURNAL_LIMIT_BYTES, &arena, &journal);
    bool is_fine = result == FILE_OK || result == FILE_MISSING;

    if (is_fine && journal_is_complete(journal)) {
        is_fine = redo(journal, target, report, diags);
    } else if (is_fine) {
        tell_discarded(target, diags);
    } else {
        target_report(target, &MSG_OUT_WRITE, (struct str){0}, result, diags);
    }
    if (is_fine) {
        result = commit_clear(target);
        is_fine = result == FILE_OK;
        if (!is_fine) {
            target_report(target, &MSG_OUT_WRITE, (struct str){0}, result, diags);
        }
    }
    arena_release(&arena);
    return is_fine;
}
