#include "sources/sources.h"

#include "base/file.h"
#include "base/path.h"
#include "base/said.h"
#include "base/workers.h"
#include "sources/messages.h"
#include "sources/reading.h"
#include "sources/walk.h"

#include <errno.h>

/* ---- All files ---------------------------------------------------------------------------------
 */

/* The list of the walk had room for more, and grew. */
static void take_files(struct sources *sources, const struct walk *walk) {
    sources->count = walk->files.count;
    sources->files = ARENA_ARRAY(&sources->arena, struct source, sources->count);
    for (size_t i = 0; i < sources->count; i++) {
        sources->files[i] = walk->files.items[i];
    }
}

const struct source *sources_find(const struct sources *sources, struct str path) {
    struct source wanted = {.path = path};
    return sources->count == 0 ? NULL
                               : bsearch(&wanted, sources->files, sources->count,
                                         sizeof sources->files[0], source_compare_paths);
}

size_t sources_count_kind(const struct sources *sources, enum source_kind kind) {
    size_t count = 0;
    for (size_t i = 0; i < sources->count; i++) {
        count += sources->files[i].kind == kind;
    }
    return count;
}

static void run_phase(struct reading *reading, enum phase phase, unsigned workers) {
    reading->phase = phase;
    workers_run(workers, reading->sources->count, reading_read, reading);
}

static void note_numbered(struct reading *reading) {
    for (size_t i = 0; i < reading->sources->count; i++) {
        struct source *source = &reading->sources->files[i];
        if (source->kind == SOURCE_COLLECTION &&
            str_equal(node_text(source->data, STR("numbered_paragraphs")), STR("yes"))) {
            map_put(&reading->numbered, source->collection, source);
        }
    }
}

/* The theme is named by site.yaml, which therefore is read while the walk is still on its way: once
   here, for the name alone, and once more with all other files. */
static void walk_all(struct walk *walk, struct sources *sources, struct reader *reader) {
    walk_content(walk);
    const struct node *theme = node_get(reading_peek_site(walk->folder, reader), STR("theme"));
    if (theme != NULL && theme->kind == NODE_SCALAR && !str_is_empty(theme->text)) {
        sources->has_theme = walk_theme(walk, theme->text, node_place(SITE_FILE, theme));
    }
    arena_reset(&reader->scratch);
}

static void report_missing_site(const struct sources *sources, struct diags *diags) {
    struct file_stat stat;
    if (file_stat_at(sources->folder, SITE_FILE, &stat) == FILE_MISSING &&
        file_stat_at(sources->folder, STR("content"), &stat) == FILE_OK) {
        diag(diags, &MSG_FILE_NO_SITE, place_file(SITE_FILE));
    }
}

static void read_all(struct reading *reading, unsigned workers, struct diags *diags) {
    struct sources *sources = reading->sources;
    run_phase(reading, PHASE_SITE, 1);
    const struct source *site = sources_find(sources, SITE_FILE);
    if (site != NULL) {
        encodings_read(&reading->encodings, site->data, SITE_FILE, &sources->arena, diags);
        encodings_report_unused(&reading->encodings, sources, SITE_FILE, diags);
    }
    run_phase(reading, PHASE_COLLECTIONS, workers);
    note_numbered(reading);
    run_phase(reading, PHASE_REST, workers);
    run_phase(reading, PHASE_TRANSLATIONS, workers);
    run_phase(reading, PHASE_CATALOGS, 1);
}

/* Files of one theme only are here, but which theme it is stands in site.yaml. */
static void digest_files(struct sources *sources) {
    struct digester inputs = {0}, shape = {0};
    for (size_t i = 0; i < sources->count; i++) {
        const struct source *source = &sources->files[i];
        digester_add(&inputs, source->path);
        digester_add_digest(&inputs, source->digest);
        digester_add(&shape, source->path);
        digester_add_digest(&shape, source->shape);
    }
    sources->inputs = digester_end(&inputs);
    sources->shape = digester_end(&shape);
}

static void join_workers(struct reading *reading, unsigned workers) {
    for (unsigned i = 0; i < workers; i++) {
        arena_join(&reading->sources->arena, &reading->readers[i].results);
        arena_release(&reading->readers[i].for_state);
        arena_release(&reading->readers[i].scratch);
        strbuf_release(&reading->readers[i].bytes);
        strbuf_release(&reading->readers[i].packed);
    }
}

static void join_diags(struct reading *reading, struct diags *diags) {
    for (size_t i = 0; i < reading->sources->count; i++) {
        diags_join(diags, &reading->diags_of_files[i]);
    }
}

static unsigned worker_count(const struct sources_options *options) {
    unsigned wanted = options != NULL ? options->workers : 1;
    return wanted < 1 ? 1 : wanted > WORKERS_MAX ? WORKERS_MAX : wanted;
}

/* ---- What the last run wrote down --------------------------------------------------------------
 */

/* Is there anything to write down that `before` does not say? */
static bool is_news(const struct sources_state *now, const struct sources_state *before,
                    const struct source_state *const *known) {
    bool is_same = before->count == now->count && str_equal(before->theme, now->theme) &&
                   digest_equal(before->walk, now->walk);
    for (size_t i = 0; i < now->count && is_same; i++) {
        const struct source_state *file = &now->files[i];
        is_same = known[i] && file_stat_equal(&file->stat, &known[i]->stat) &&
                  digest_equal(file->digest, known[i]->digest) &&
                  file->packed.data == known[i]->packed.data;
    }
    return !is_same;
}

static struct str theme_of(const struct sources *sources) {
    const struct source *site = sources_find(sources, SITE_FILE);
    return site ? node_text(site->data, STR("theme")) : (struct str){0};
}

static void recall(struct reading *reading, const struct sources_options *options,
                   struct sources_state *before, struct arena *arena) {
    struct sources *sources = reading->sources;
    if (memory_recalls(options->memory)) {
        sources_state_read(before, sources->folder, STATE_WITH_PARSED, arena, &sources->arena);
    }
    reading->known = sources_state_match(before, sources, arena);
    if (memory_writes(options->memory)) {
        reading->found = ARENA_ARRAY(arena, struct source_state, sources->count);
    }
}

static void remember(const struct reading *reading, const struct sources_state *before) {
    const struct sources *sources = reading->sources;
    struct sources_state now = {.theme = theme_of(sources),
                                .walk = reading->walk_said,
                                .inputs = sources->inputs,
                                .files = reading->found,
                                .count = sources->count};
    if (reading->found && is_news(&now, before, reading->known)) {
        sources_state_write(&now, before, sources->folder);
    }
}

/* ---- All files, at last ------------------------------------------------------------------------
 */

bool sources_read(struct sources *sources, const char *folder,
                  const struct sources_options *options, struct diags *diags) {
    struct arena temporary = {0}, listing = {0};
    struct sources_state before = {0};
    unsigned workers = worker_count(options);
    *sources = (struct sources){.folder = folder_open(folder)};
    if (sources->folder < 0) {
        diag(diags, &MSG_FILE_NO_FOLDER, ((struct place){0}), str_from(folder),
             str_from(strerror(errno)));
        return false;
    }
    struct diags walk_diags = {0};
    struct walk walk = {.folder = sources->folder,
                        .arena = &sources->arena,
                        .listing = &listing,
                        .diags = &walk_diags};
    struct reading reading = {.sources = sources,
                              .numbered = map_make(&temporary),
                              .readers = ARENA_ARRAY(&temporary, struct reader, workers)};
    walk_all(&walk, sources, &reading.readers[0]);
    walk_sort(&walk);
    reading.walk_said = said_digest(&walk_diags);
    diags_join(diags, &walk_diags);
    take_files(sources, &walk);
    arena_release(&listing);
    report_missing_site(sources, diags);
    reading.diags_of_files = ARENA_ARRAY(&temporary, struct diags, sources->count);
    recall(&reading, options, &before, &temporary);
    read_all(&reading, workers, diags);
    digest_files(sources);
    remember(&reading, &before);
    join_diags(&reading, diags);
    join_workers(&reading, workers);
    arena_release(&temporary);
    return true;
}

void sources_release(struct sources *sources) {
    if (sources->folder > 0) { /* 0 is a struct that was never read into */
        folder_close(sources->folder);
    }
    arena_release(&sources->arena);
    *sources = (struct sources){.folder = -1};
}
