#include "publish/stage.h"

#include "base/path.h"
#include "base/workers.h"
#include "publish/compare.h"
#include "publish/journal.h"
#include "publish/messages.h"

#include <stdatomic.h>

/* Enough for a worker to be busy for a while, few enough that none is left with much at the end. */
#define STRETCH_MAX_PAGES 256
#define PROGRESS_EVERY_PAGES 32

/* Neighbours in the plan that stand in one folder. */
struct stretch {
    size_t first, count;
    size_t turn; /* how many stretches of the same folder come before */
};

/* What one thread reuses from page to page. */
struct stager {
    struct page_scratch scratch;
    struct strbuf html, existing;
    struct arena arena;
    struct diags diags;
    int folder; /* stage/WORKER, made with the first page */
    size_t written, unchanged;
    uint64_t bytes_written;
    size_t unreported; /* pages since the last report of progress; of worker 0 only */
};

struct staging {
    struct stage *stage;
    struct linkcheck links;
    struct stretch *stretches;
    size_t stretch_count;
    struct stager *stagers;
    int folder; /* stage/ */
    atomic_size_t done;
    atomic_bool is_stopped; /* the disk failed; it would only do so again */
};

/* ---- Work for everybody ------------------------------------------------------------------------
 */

/* First stretches of all folders first, so that two workers seldom meet in one folder. */
static int compare_stretches(const void *left, const void *right) {
    const struct stretch *a = left, *b = right;

    if (a->turn != b->turn) {
        return a->turn < b->turn ? -1 : 1;
    }
    return a->first < b->first ? -1 : 1;
}

static bool continues(const struct plan *plan, size_t first, size_t index) {
    return str_equal(path_folder(plan->pages[first].path), path_folder(plan->pages[index].path));
}

static void cut_stretches(struct staging *staging, struct arena *arena) {
    const struct plan *plan = staging->stage->plan;
    LIST(struct stretch) stretches = {0};

    for (size_t i = 0; i < plan->count;) {
        bool is_same_folder = i > 0 && continues(plan, i - 1, i);
        size_t turn = is_same_folder ? stretches.items[stretches.count - 1].turn + 1 : 0;
        size_t end = i + 1;

        while (end < plan->count && end - i < STRETCH_MAX_PAGES && continues(plan, i, end)) {
            end++;
        }
        *LIST_ADD(&stretches, arena) = (struct stretch){i, end - i, turn};
        i = end;
    }
    if (stretches.count > 1) {
        qsort(stretches.items, stretches.count, sizeof *stretches.items, compare_stretches);
    }
    staging->stretches = stretches.items;
    staging->stretch_count = stretches.count;
}

/* ---- One page ----------------------------------------------------------------------------------
 */

struct job {
    struct staging *staging;
    struct stager *stager;
    unsigned worker;
    struct ground ground;
    size_t index;
    const struct page *page;
    struct wanted wanted;
};

/* A file that is copied is read only if it is needed. */
static bool describe(struct job *job) {
    const struct stage *stage = job->staging->stage;
    const struct page *page = job->page;
    struct stager *stager = job->stager;

    job->wanted.path = page->path;
    if (page->source) {
        job->wanted.digest = page->source->digest;
        job->wanted.size_bytes = page->source->size_bytes;
        return true;
    }
    struct digest fingerprint;

    strbuf_clear(&stager->html);
    if (!page_render(stage->plan, page, &stager->scratch, &stager->html, &fingerprint,
                     &stager->diags)) {
        return false;
    }
    struct str html = strbuf_view(&stager->html);

    job->wanted.digest = digest_of(html);
    job->wanted.size_bytes = html.length;
    linkcheck_page(&job->staging->links, job->worker, job->index, html);
    return true;
}

/* The source may only be published as it was when it was checked. */
static bool read_source(struct job *job) {
    const struct source *source = job->page->source;
    int folder = job->staging->stage->plan->editions->site->sources->folder;
    enum file_result result =
        file_read_into(folder, source->path, source->size_bytes, &job->stager->html);

    if (result == FILE_OK &&
        !digest_equal(digest_of(strbuf_view(&job->stager->html)), source->digest)) {
        result = FILE_CHANGED;
    }
    if (result != FILE_OK) {
        diag(&job->stager->diags, &MSG_SOURCE_CHANGED, place_file(source->path),
             file_result_text(result));
    }
    return result == FILE_OK;
}

static enum file_result enter_stage(struct job *job) {
    struct stager *stager = job->stager;

    if (stager->folder != NO_FOLDER) {
        return FILE_OK;
    }
    struct str name = str_format(&stager->arena, "%u", job->worker);
    enum file_result result = folder_make(job->staging->folder, name);

    return result == FILE_OK ? folder_open_below(job->staging->folder, name, &stager->folder)
                             : result;
}

static bool write_staged(struct job *job) {
    struct stager *stager = job->stager;
    enum file_result result = enter_stage(job);

    if (result == FILE_OK) {
        struct str name = str_format(&stager->arena, "%zu", job->index);

        result = file_write_new(stager->folder, name, strbuf_view(&stager->html));
    }
    if (result != FILE_OK) {
        target_report(job->staging->stage->target, &MSG_OUT_WRITE, job->page->path, result,
                      &stager->diags);
        atomic_store(&job->staging->is_stopped, true);
    }
    return result == FILE_OK;
}

static enum outcome_kind stage_page(struct job *job) {
    struct stager *stager = job->stager;

    if (!describe(job)) {
        return OUTCOME_FAILED;
    }
    if (!job->staging->stage->target) {
        return OUTCOME_SAME;
    }
    switch (ground_compare(&job->ground, &job->wanted, &stager->existing, &stager->diags)) {
    case COMPARISON_EQUAL:
        stager->unchanged++;
        return OUTCOME_SAME;
    case COMPARISON_REFUSED:
        return OUTCOME_FAILED;
    case COMPARISON_REPLACE:
        break;
    }
    if ((job->page->source && !read_source(job)) || !write_staged(job)) {
        return OUTCOME_FAILED;
    }
    stager->written++;
    stager->bytes_written += job->wanted.size_bytes;
    return OUTCOME_STAGED;
}

/* ---- One stretch -------------------------------------------------------------------------------
 */

static void tell_progress(struct job *job) {
    const struct publish_options *options = job->staging->stage->options;
    size_t done = atomic_fetch_add_explicit(&job->staging->done, 1, memory_order_relaxed) + 1;

    if (job->worker == 0 && options->progress &&
        ++job->stager->unreported >= PROGRESS_EVERY_PAGES) {
        job->stager->unreported = 0;
        options->progress(options->progress_context, done, job->staging->stage->plan->count);
    }
}

static void stage_stretch(void *context, unsigned worker, size_t number) {
    struct staging *staging = context;
    const struct stage *stage = staging->stage;
    const struct stretch *stretch = &staging->stretches[number];
    struct job job = {.staging = staging,
                      .stager = &staging->stagers[worker],
                      .worker = worker,
                      .ground = {.folder = NO_FOLDER}};
    struct str folder = path_folder(stage->plan->pages[stretch->first].path);

    if (atomic_load(&staging->is_stopped) ||
        (stage->target &&
         !ground_open(&job.ground, stage->target, stage->old, folder, &job.stager->diags))) {
        ground_close(&job.ground);
        return;
    }
    for (size_t i = 0; i < stretch->count && !atomic_load(&staging->is_stopped); i++) {
        job.index = stretch->first + i;
        job.page = &stage->plan->pages[job.index];
        struct outcome *outcome = &stage->outcomes[job.index];

        outcome->kind = stage_page(&job);
        outcome->digest = job.wanted.digest;
        outcome->worker = worker;
        arena_reset(&job.stager->arena);
        tell_progress(&job);
    }
    ground_close(&job.ground);
}

/* ---- Links -------------------------------------------------------------------------------------
 */

/* Pages that lead nowhere, to be made once more. */
struct broken {
    struct staging *staging;
    const size_t *pages;
};

static void explain_page(void *context, unsigned worker, size_t number) {
    const struct broken *broken = context;
    struct staging *staging = broken->staging;
    struct stager *stager = &staging->stagers[worker];
    size_t index = broken->pages[number];
    const struct plan *plan = staging->stage->plan;
    struct digest fingerprint;

    strbuf_clear(&stager->html);
    if (page_render(plan, &plan->pages[index], &stager->scratch, &stager->html, &fingerprint,
                    &stager->diags)) {
        linkcheck_explain(&staging->links, worker, index, strbuf_view(&stager->html),
                          &stager->diags);
    }
}

static size_t count_links(const struct linkcheck *links) {
    size_t count = 0;

    for (size_t i = 0; i < links->plan->count; i++) {
        count += links->pages[i].link_count;
    }
    return count;
}

/* After errors, pages may be missing, and links to them would be called broken for no fault of
   their own; after a stop, not all pages were looked at. */
static void check_links(struct staging *staging, unsigned workers, const struct diags *diags,
                        struct arena *arena) {
    size_t total = staging->stage->plan->count;
    size_t *pages = ARENA_ARRAY(arena, size_t, total);
    struct broken broken = {staging, pages};
    size_t count = 0;

    if (diags_have_errors(diags) || atomic_load(&staging->is_stopped)) {
        return;
    }
    for (size_t i = 0; i < total; i++) {
        if (linkcheck_is_broken(&staging->links, i)) {
            pages[count++] = i;
        }
    }
    workers_run(workers, count, explain_page, &broken);
}

/* ---- All of them -------------------------------------------------------------------------------
 */

static bool open_stage(struct staging *staging, struct diags *diags) {
    const struct target *target = staging->stage->target;
    enum file_result result = FILE_OK;

    if (target) {
        result = folder_make(target->work, STR(STAGE_NAME));
    }
    if (target && result == FILE_OK) {
        result = folder_open_below(target->work, STR(STAGE_NAME), &staging->folder);
    }
    if (result != FILE_OK) {
        target_report(target, &MSG_OUT_WRITE, (struct str){0}, result, diags);
    }
    return result == FILE_OK;
}

static void collect(const struct stager *stager, struct publish_report *report) {
    report->written += stager->written;
    report->unchanged += stager->unchanged;
    report->bytes_written += stager->bytes_written;
}

static void release(struct stager *stager) {
    diags_release(&stager->diags);
    folder_close(stager->folder);
    page_scratch_release(&stager->scratch);
    strbuf_release(&stager->html);
    strbuf_release(&stager->existing);
    arena_release(&stager->arena);
}

void stage_pages(struct stage *stage, struct arena *arena, struct publish_report *report,
                 struct diags *diags) {
    unsigned workers = stage->options->workers > 0 ? stage->options->workers : 1;
    struct staging staging = {.stage = stage, .folder = NO_FOLDER};
    const struct publish_options *options = stage->options;
    size_t total = stage->plan->count;

    stage->outcomes = ARENA_ARRAY(arena, struct outcome, total);
    staging.stagers = ARENA_ARRAY(arena, struct stager, workers);
    for (unsigned i = 0; i < workers; i++) {
        staging.stagers[i].folder = NO_FOLDER;
    }
    if (!open_stage(&staging, diags)) {
        return;
    }
    cut_stretches(&staging, arena);
    linkcheck_begin(&staging.links, stage->plan, workers);
    workers_run(workers, staging.stretch_count, stage_stretch, &staging);
    check_links(&staging, workers, diags, arena);
    report->links = count_links(&staging.links);
    for (unsigned i = 0; i < workers; i++) {
        collect(&staging.stagers[i], report);
        diags_join(diags, &staging.stagers[i].diags);
        release(&staging.stagers[i]);
    }
    linkcheck_release(&staging.links);
    folder_close(staging.folder);
    if (options->progress && total > 0) {
        options->progress(options->progress_context, total, total);
    }
}

struct str stage_name(struct arena *arena, const struct outcome *outcome, size_t index) {
    return str_format(arena, "%u/%zu", outcome->worker, index);
}
