#include "publish/remember.h"

#include "base/path.h"
#include "base/said.h"
#include "publish/shard.h"

#include <time.h>

struct reader {
    const struct target *target;
    struct open_folder folder; /* pages come folder by folder */
    int64_t now_ns;
};

/* Zeros, which no file has, for what is not there or changed a moment ago. */
static struct file_stat read_stat(struct reader *reader, struct str path) {
    struct file_stat stat = {0};

    bool is_sure =
        folder_enter(&reader->folder, reader->target->out, path_folder(path)) == FILE_OK &&
        file_stat_at(reader->folder.descriptor, path_name(path), &stat) == FILE_OK &&
        file_stat_is_settled(&stat, reader->now_ns);

    return is_sure ? stat : (struct file_stat){0};
}

/* What was renamed in this tick of the clock could change once more in it, unseen. A tick takes
   some milliseconds. */
static int64_t wait_for_next_tick(void) {
    int64_t start = file_clock_ns(), now = start;
    const struct timespec moment = {.tv_nsec = 500000};

    for (int i = 0; i < 40 && now == start; i++) {
        nanosleep(&moment, NULL);
        now = file_clock_ns();
    }
    return now;
}

static struct page_state describe(const struct stage *stage, size_t index, struct reader *reader) {
    const struct page *page = &stage->plan->pages[index];
    const struct outcome *outcome = &stage->outcomes[index];
    bool is_kept = outcome->kind == OUTCOME_KEPT;

    return (struct page_state){
        .kind = page->kind,
        .path = page->path,
        .fingerprint = outcome->fingerprint,
        .text = page_text_digest(page),
        .digest = outcome->digest,
        .stat = is_kept ? stage->known[index]->stat : read_stat(reader, page->path),
        .links = stage->links.pages[index],
    };
}

static bool is_manifest_known(const struct stage *stage, const struct publish_state *before) {
    struct file_stat stat;

    return file_stat_at(stage->target->out, stage->ours->name, &stat) == FILE_OK &&
           file_stat_equal(&stat, &before->manifest);
}

/* That it is later is no news, as long as the answers hold as long as they did. */
static bool is_same_time(const struct clock *before, const struct clock *now) {
    return before->changed_at == now->changed_at && before->changes_at == now->changes_at;
}

static bool is_news(const struct stage *stage, const struct publish_state *before,
                    const struct publish_state *now) {
    bool is_same = stage->known && stage->gone_count == 0 && before->count == now->count &&
                   before->extras == now->extras && before->plan_pages == now->plan_pages &&
                   digest_equal(before->inputs, now->inputs) &&
                   is_same_time(&before->clock, &now->clock) &&
                   str_equal(before->said, now->said) && is_manifest_known(stage, before);

    for (size_t i = 0; i < stage->plan->count && is_same; i++) {
        is_same =
            stage->outcomes[i].kind == OUTCOME_KEPT || stage->outcomes[i].kind == OUTCOME_ELSEWHERE;
    }
    return !is_same;
}

void remember_begin(struct remembering *remembering, const struct stage *stage,
                    const struct diags *diags) {
    struct publish_state *now = &remembering->now;
    const struct plan *plan = stage->plan;
    size_t links_bytes = 0;

    *remembering = (struct remembering){0};
    now->inputs = plan->editions->site->sources->inputs;
    now->shape = plan->editions->site->sources->shape;
    now->clock = plan->editions->site->clock;
    now->extras = plan->editions->site->extras;
    now->languages = (uint32_t)plan->editions->count;
    now->plan_pages = plan->count;
    now->count = shard_count_pages(stage->options->shard, plan);
    for (size_t i = 0; i < plan->count; i++) {
        const struct page_links *links = &stage->links.pages[i];

        now->links += links->link_count;
        links_bytes += plan->pages[i].path.length + links->anchors.length + links->reach.length;
    }
    said_pack(diags, &remembering->said);
    now->said = strbuf_view(&remembering->said);
    state_reserve(&remembering->file, now->count, links_bytes + now->said.length);
}

void remember_end(struct remembering *remembering, const struct stage *stage,
                  const struct publish_state *before) {
    struct publish_state *now = &remembering->now;
    const struct plan *plan = stage->plan;
    struct reader reader = {.target = stage->target, .folder = {.descriptor = NO_FOLDER}};

    if (!is_news(stage, before, now)) {
        return;
    }
    reader.now_ns = wait_for_next_tick();
    now->manifest = read_stat(&reader, stage->ours->name);
    state_begin(now, &remembering->file);
    for (size_t i = 0; i < plan->count; i++) {
        if (stage->outcomes[i].kind != OUTCOME_ELSEWHERE) {
            struct page_state page = describe(stage, i, &reader);

            state_add(&remembering->file, &page);
        }
    }
    (void)state_end(stage->options->shard, plan->editions->site->sources->folder,
                    &remembering->file);
    folder_close(reader.folder.descriptor);
}

void remember_release(struct remembering *remembering) {
    strbuf_release(&remembering->file);
    strbuf_release(&remembering->said);
}
