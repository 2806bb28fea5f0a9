#include "publish/stage.h"

#include "base/path.h"
#include "base/workers.h"
#include "publish/compare.h"
#include "publish/journal.h"
#include "publish/messages.h"
#include "publish/shard.h"

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
    struct diags diags;
    size_t written, unchanged;
    uint64_t bytes_written;
    size_t unreported; /* pages since the last report of progress; of worker 0 only */
};

struct staging {
    struct stage *stage;
    struct stretch *stretches;
    size_t stretch_count;
    struct stager *stagers;
    int tree;          /* stage/tree/ */
    size_t page_count; /* to go through */
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
    int folder; /* of stage/tree/, made with the first page that is written to it */
    size_t index;
    const struct page *page;
    const struct page_state *known; /* of the page, if OUT still has what it says; else NULL */
    struct outcome *outcome;
    uint64_t size_bytes;
};

/* What the last build knew counts while the file it put into OUT stands there untouched. */
static const struct page_state *recall(const struct job *job) {
    const struct stage *stage = job->staging->stage;
    const struct page_state *known = stage->known ? stage->known[job->index] : NULL;
    struct file_stat stat;

    if (!known || !stage->target) {
        return known;
    }
    bool stands = job->ground.folder != NO_FOLDER &&
                  file_stat_at(job->ground.folder, path_name(job->page->path), &stat) == FILE_OK &&
                  file_stat_equal(&stat, &known->stat);

    return stands ? known : NULL;
}

/* Is there nothing to do, because the page is made of what it was made of? */
static bool is_kept(struct job *job) {
    const struct stage *stage = job->staging->stage;
    const struct page *page = job->page;

    if (!job->known) {
        return false;
    }
    if (page->source) {
        return digest_equal(page->source->digest, job->known->digest);
    }
    if (!job->known->links.is_known) {
        return false;
    }
    if (stage->is_same_shape) {
        return digest_equal(page_text_digest(page), job->known->text);
    }
    struct digest fingerprint =
        page_fingerprint(stage->plan, page, &job->stager->scratch, &job->stager->diags);

    return digest_equal(fingerprint, job->known->fingerprint);
}

static void keep(struct job *job) {
    job->outcome->fingerprint = job->known->fingerprint;
    job->outcome->digest = job->known->digest;
    job->staging->stage->links.pages[job->index] = job->known->links;
}

/* A file that is copied is read only if it is needed. */
static bool describe(struct job *job) {
    const struct stage *stage = job->staging->stage;
    const struct page *page = job->page;
    struct stager *stager = job->stager;
    struct outcome *outcome = job->outcome;

    if (page->source) {
        outcome->digest = page->source->digest;
        job->size_bytes = page->source->size_bytes;
        return true;
    }
    strbuf_clear(&stager->html);
    if (!page_render(stage->plan, page, &stager->scratch, &stager->html, &outcome->fingerprint,
                     &stager->diags)) {
        return false;
    }
    struct str html = strbuf_view(&stager->html);

    outcome->digest = digest_of(html);
    job->size_bytes = html.length;
    linkcheck_page(&job->staging->stage->links, job->worker, job->index, html);
    return true;
}

static enum comparison compare(struct job *job) {
    const struct wanted wanted = {job->page->path, job->outcome->digest, job->size_bytes};

    if (job->known && digest_equal(job->known->digest, wanted.digest)) {
        return COMPARISON_EQUAL;
    }
    return ground_compare(&job->ground, &wanted, &job->stager->existing, &job->stager->diags);
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
    struct str folder = path_folder(job->page->path);

    if (job->folder != NO_FOLDER) {
        return FILE_OK;
    }
    enum file_result result = folder_make(job->staging->tree, folder);

    return result == FILE_OK ? folder_open_below(job->staging->tree, folder, &job->folder) : result;
}

static bool write_staged(struct job *job) {
    struct stager *stager = job->stager;
    enum file_result result = enter_stage(job);

    if (result == FILE_OK) {
        result =
            file_write_new(job->folder, path_name(job->page->path), strbuf_view(&stager->html));
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

    job->known = recall(job);
    if (is_kept(job)) {
        keep(job);
        stager->unchanged++;
        return OUTCOME_KEPT;
    }
    if (!describe(job)) {
        return OUTCOME_FAILED;
    }
    if (!job->staging->stage->target) {
        return OUTCOME_SAME;
    }
    switch (compare(job)) {
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
    stager->bytes_written += job->size_bytes;
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
        options->progress(options->progress_context, done, job->staging->page_count);
    }
}

static void stage_stretch(void *context, unsigned worker, size_t number) {
    struct staging *staging = context;
    const struct stage *stage = staging->stage;
    const struct stretch *stretch = &staging->stretches[number];
    struct job job = {.staging = staging,
                      .stager = &staging->stagers[worker],
                      .worker = worker,
                      .ground = {.folder = NO_FOLDER},
                      .folder = NO_FOLDER};
    struct str folder = path_folder(stage->plan->pages[stretch->first].path);

    if (atomic_load(&staging->is_stopped) ||
        (stage->target && !ground_open(&job.ground, stage->target, &stage->ours->files, folder,
                                       &job.stager->diags))) {
        ground_close(&job.ground);
        return;
    }
    for (size_t i = 0; i < stretch->count && !atomic_load(&staging->is_stopped); i++) {
        job.index = stretch->first + i;
        job.page = &stage->plan->pages[job.index];
        job.outcome = &stage->outcomes[job.index];
        if (!shard_has(stage->options->shard, job.page->path)) {
            job.outcome->kind = OUTCOME_ELSEWHERE;
            continue;
        }
        job.outcome->kind = stage_page(&job);
        tell_progress(&job);
    }
    folder_close(job.folder);
    ground_close(&job.ground);
}

/* ---- Links -------------------------------------------------------------------------------------
 */

/* Pages to be made once more, for the sake of their links. */
struct once_more {
    struct staging *staging;
    const size_t *pages;
};

/* Leaves the bytes in stager->html. */
static bool make_again(const struct once_more *again, struct stager *stager, size_t index) {
    const struct plan *plan = again->staging->stage->plan;
    struct digest fingerprint;

    strbuf_clear(&stager->html);
    return page_render(plan, &plan->pages[index], &stager->scratch, &stager->html, &fingerprint,
                       &stager->diags);
}

/* A page that was kept may lead to what the portal has no more. Whether it does is written in its
   bytes only. */
static void look_again_at(void *context, unsigned worker, size_t number) {
    const struct once_more *again = context;
    struct stager *stager = &again->staging->stagers[worker];
    size_t index = again->pages[number];

    if (make_again(again, stager, index)) {
        linkcheck_page(&again->staging->stage->links, worker, index, strbuf_view(&stager->html));
    }
}

static void find_lost(const struct staging *staging, struct lost_places *lost) {
    const struct stage *stage = staging->stage;

    for (size_t i = 0; i < stage->gone_count; i++) {
        lost_page(lost, stage->gone[i]->path);
    }
    for (size_t i = 0; stage->known && i < stage->plan->count; i++) {
        const struct page_links *now = &staging->stage->links.pages[i];

        if (stage->known[i] && stage->outcomes[i].kind != OUTCOME_KEPT && now->is_known) {
            lost_anchors(lost, stage->plan->pages[i].path, &stage->known[i]->links, now);
        }
    }
}

static void look_again(struct staging *staging, unsigned workers, struct arena *arena) {
    const struct stage *stage = staging->stage;
    struct lost_places lost = {.arena = arena};
    size_t *pages = ARENA_ARRAY(arena, size_t, stage->plan->count);
    struct once_more again = {staging, pages};
    size_t count = 0;

    find_lost(staging, &lost);
    for (size_t i = 0; lost.places.count > 0 && i < stage->plan->count; i++) {
        if (stage->outcomes[i].kind == OUTCOME_KEPT &&
            links_may_reach(&staging->stage->links.pages[i], &lost)) {
            pages[count++] = i;
        }
    }
    workers_run(workers, count, look_again_at, &again);
}

static void explain_page(void *context, unsigned worker, size_t number) {
    const struct once_more *broken = context;
    struct stager *stager = &broken->staging->stagers[worker];
    size_t index = broken->pages[number];

    if (make_again(broken, stager, index)) {
        linkcheck_explain(&broken->staging->stage->links, worker, index, strbuf_view(&stager->html),
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
    struct once_more broken = {staging, pages};
    size_t count = 0;

    if (diags_have_errors(diags) || atomic_load(&staging->is_stopped)) {
        return;
    }
    for (size_t i = 0; i < total; i++) {
        if (linkcheck_is_broken(&staging->stage->links, i)) {
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
        result = folder_make(target->work, STR(STAGED_TREE));
    }
    if (target && result == FILE_OK) {
        result = folder_open_below(target->work, STR(STAGED_TREE), &staging->tree);
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
    page_scratch_release(&stager->scratch);
    strbuf_release(&stager->html);
    strbuf_release(&stager->existing);
}

void stage_pages(struct stage *stage, struct arena *arena, struct publish_report *report,
                 struct diags *diags) {
    unsigned workers = stage->options->workers > 0 ? stage->options->workers : 1;
    const struct publish_options *options = stage->options;
    struct staging staging = {.stage = stage, .tree = NO_FOLDER, .page_count = report->pages};

    stage->outcomes = ARENA_ARRAY(arena, struct outcome, stage->plan->count);
    staging.stagers = ARENA_ARRAY(arena, struct stager, workers);
    if (!open_stage(&staging, diags)) {
        return;
    }
    cut_stretches(&staging, arena);
    linkcheck_begin(&stage->links, stage->plan, workers);
    workers_run(workers, staging.stretch_count, stage_stretch, &staging);
    look_again(&staging, workers, arena);
    check_links(&staging, workers, diags, arena);
    report->links = count_links(&stage->links);
    for (unsigned i = 0; i < workers; i++) {
        collect(&staging.stagers[i], report);
        diags_join(diags, &staging.stagers[i].diags);
        release(&staging.stagers[i]);
    }
    folder_close(staging.tree);
    if (options->progress && staging.page_count > 0) {
        options->progress(options->progress_context, staging.page_count, staging.page_count);
    }
}

void stage_release(struct stage *stage) {
    linkcheck_release(&stage->links);
}
