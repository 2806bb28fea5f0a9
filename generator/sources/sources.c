#include "sources/sources.h"

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "base/said.h"
#include "base/workers.h"
#include "sources/encodings.h"
#include "sources/front_matter.h"
#include "sources/media.h"
#include "sources/messages.h"
#include "sources/packed.h"
#include "sources/state.h"
#include "sources/template_text.h"
#include "sources/walk.h"

#include <errno.h>

#define SITE_FILE STR("content/site.yaml")
#define TEMPLATE_MAX_FILE_BYTES (256 * 1024)

/* Some files decide how others are read, so they are read first. Catalogs go last, by one thread:
   libgettextpo knows no second. */
enum phase { PHASE_SITE, PHASE_COLLECTIONS, PHASE_REST, PHASE_CATALOGS };

/* What the parser of each kind needs to know. */
static const struct {
    size_t limit_bytes;
    enum phase phase;
} kinds[] = {
    [SOURCE_SITE] = {YAML_MAX_FILE_BYTES, PHASE_SITE},
    [SOURCE_COLLECTION] = {YAML_MAX_FILE_BYTES, PHASE_COLLECTIONS},
    [SOURCE_RECORD] = {YAML_MAX_FILE_BYTES, PHASE_REST},
    [SOURCE_TEXT] = {MARKDOWN_MAX_FILE_BYTES, PHASE_REST},
    [SOURCE_MEDIA] = {MEDIA_MAX_FILE_BYTES, PHASE_REST},
    [SOURCE_CATALOG] = {CATALOG_MAX_FILE_BYTES, PHASE_CATALOGS},
    [SOURCE_PINS] = {YAML_MAX_FILE_BYTES, PHASE_REST},
    [SOURCE_THEME] = {YAML_MAX_FILE_BYTES, PHASE_REST},
    [SOURCE_TEMPLATE] = {TEMPLATE_MAX_FILE_BYTES, PHASE_REST},
    [SOURCE_ASSET] = {MEDIA_MAX_FILE_BYTES, PHASE_REST},
};

/* What one thread works with. */
struct worker {
    struct arena results;   /* joined to sources->arena in the end */
    struct arena for_state; /* what is only written down of files, until that is done */
    struct arena scratch;   /* reset after each file */
    struct strbuf bytes, packed;
};

struct reading {
    struct sources *sources;
    struct encodings encodings;
    struct map numbered; /* names of collections whose texts have numbered paragraphs */
    enum phase phase;
    struct worker *workers;
    struct diags *diags_of_files; /* one a file, so that their order never depends on threads */
    const struct source_state **known; /* of each file; NULL: nothing */
    struct source_state *found;        /* of each file */
    struct digest walk_said;
};

/* What a file is parsed into: on scratch if it is kept packed. */
struct parsed {
    const struct node *data;
    struct outline *outline;
};

/* One file in the hands of a worker. */
struct job {
    const struct reading *reading;
    struct worker *worker;
    struct source *source;
    struct diags *diags;
    struct parsed *parsed;
};

/* ---- One file ----------------------------------------------------------------------------------
 */

static struct str size_text(struct arena *arena, size_t size_bytes) {
    return size_bytes % (1024 * 1024) == 0
               ? str_format(arena, "%zu MiB", size_bytes / (1024 * 1024))
               : str_format(arena, "%zu KiB", size_bytes / 1024);
}

static void report_read(struct diags *diags, struct str path, enum file_result result,
                        size_t limit_bytes) {
    struct place place = {.path = path};
    struct arena scratch = {0};
    switch (result) {
    case FILE_MISSING:
    case FILE_CHANGED:
        diag(diags, &MSG_FILE_CHANGED, place);
        break;
    case FILE_IS_LINK:
        diag(diags, &MSG_FILE_LINK, place, path_name(path));
        break;
    case FILE_NOT_REGULAR:
        diag(diags, &MSG_FILE_NOT_REGULAR, place, path_name(path));
        break;
    case FILE_TOO_LARGE:
        diag(diags, &MSG_FILE_TOO_LARGE, place, size_text(&scratch, limit_bytes));
        break;
    default:
        diag(diags, &MSG_FILE_UNREADABLE, place, file_result_text(result));
    }
    arena_release(&scratch);
}

static bool load(const struct job *job, struct source_state *found) {
    struct source *source = job->source;
    size_t limit_bytes = kinds[source->kind].limit_bytes;
    int64_t now_ns = file_clock_ns();
    enum file_result result = file_read_with_stat(job->reading->sources->folder, source->path,
                                                  limit_bytes, &job->worker->bytes, &found->stat);
    if (result != FILE_OK) {
        report_read(job->diags, source->path, result, limit_bytes);
        return false;
    }
    if (!file_stat_is_settled(&found->stat, now_ns)) {
        found->stat = (struct file_stat){0};
    }
    source->digest = digest_of(strbuf_view(&job->worker->bytes));
    source->size_bytes = job->worker->bytes.length;
    return true;
}

static struct str decode(const struct job *job) {
    return source_decode(strbuf_view(&job->worker->bytes), job->source->encoding, job->source->path,
                         &job->worker->scratch, job->diags);
}

/* Whether `text` is the end of `bytes`, not a copy: the same bytes will decode to the same text. */
static bool is_end_of(struct str bytes, struct str text) {
    return text.data + text.length == bytes.data + bytes.length;
}

/* Pins and a theme's settings may be empty; nothing else may. */
static bool may_be_empty(enum source_kind kind) {
    return kind == SOURCE_PINS || kind == SOURCE_THEME;
}

static struct arena *arena_of(const struct job *job) {
    return source_is_kept_packed(job->source) ? &job->worker->scratch : &job->worker->results;
}

static void parse_yaml(const struct job *job, struct str text, uint32_t first_line) {
    struct source *source = job->source;
    size_t errors_before = job->diags->list.count;
    const struct node *root = yaml_parse(text, source->path, first_line, arena_of(job), job->diags);
    struct place place = {source->path, first_line, 1};
    if (root != NULL && root->kind != NODE_MAP) {
        diag(job->diags, &MSG_YAML_NOT_MAP, node_place(source->path, root),
             node_kind_name(root->kind));
    } else if (root == NULL && job->diags->list.count == errors_before &&
               !may_be_empty(source->kind)) {
        diag(job->diags, &MSG_YAML_EMPTY, place);
    } else {
        job->parsed->data = root;
    }
}

static enum markdown_numbering numbering_of(const struct reading *reading,
                                            const struct source *source) {
    return map_get(&reading->numbered, source->collection) != NULL ? MARKDOWN_NUMBERED
                                                                   : MARKDOWN_PLAIN;
}

static void parse_text(const struct job *job, struct str text) {
    struct source *source = job->source;
    struct front_matter front_matter;
    if (!front_matter_split(text, source->path, &front_matter, job->diags)) {
        return;
    }
    parse_yaml(job, front_matter.yaml, front_matter.yaml_line);
    job->parsed->outline = ARENA_NEW(arena_of(job), struct outline);
    source->body_line = front_matter.body_line;
    source->body_bytes = front_matter.body.length;
    if (front_matter.body_line > 0) {
        markdown_scan(front_matter.body, source->path, front_matter.body_line,
                      numbering_of(job->reading, source), arena_of(job), job->parsed->outline,
                      job->diags);
    }
}

static void parse_decoded(const struct job *job) {
    struct source *source = job->source;
    struct str text = decode(job);
    if (text.data == NULL) {
        return;
    }
    source->is_verbatim = is_end_of(strbuf_view(&job->worker->bytes), text);
    if (source->kind == SOURCE_TEXT) {
        parse_text(job, text);
    } else if (source->kind == SOURCE_TEMPLATE) {
        template_text_check(text, source->path, job->diags);
        source->text = str_copy(&job->worker->results, text);
    } else {
        parse_yaml(job, text, 1);
    }
}

static void parse(const struct job *job) {
    struct source *source = job->source;
    switch (source->kind) {
    case SOURCE_MEDIA:
    case SOURCE_ASSET:
        media_check(job->reading->sources, source, strbuf_view(&job->worker->bytes),
                    &job->worker->scratch, job->diags);
        break;
    case SOURCE_CATALOG:
        source->catalog = catalog_parse(strbuf_view(&job->worker->bytes), source->path,
                                        source->lang, &job->worker->results, job->diags);
        break;
    default:
        parse_decoded(job);
    }
}

/* What decides beside the bytes how the file is parsed. */
static struct str settings_of(const struct job *job) {
    const struct source *source = job->source;
    return str_format(&job->worker->scratch, "%d %d %.*s", (int)source->kind,
                      (int)numbering_of(job->reading, source), STR_ARG(source->encoding));
}

/* Makes of the file what it was parsed into the last time, if its bytes are the same. */
static bool restore(const struct job *job, const struct source_state *known,
                    struct source_state *found) {
    if (known->packed.length == 0 || !source_unpack(job->source, settings_of(job), known->packed)) {
        return false;
    }
    job->source->shape = known->shape;
    found->packed = known->packed;
    found->is_in_large = known->is_in_large;
    return true;
}

/* The same without a look at the bytes: they are the same if stat(2) says so. */
static bool restore_unread(const struct job *job, const struct source_state *known,
                           struct source_state *found) {
    if (known->packed.length == 0 ||
        file_stat_at(job->reading->sources->folder, job->source->path, &found->stat) != FILE_OK ||
        !file_stat_equal(&found->stat, &known->stat)) {
        return false;
    }
    job->source->digest = known->digest;
    job->source->size_bytes = known->stat.size_bytes;
    return restore(job, known, found);
}

/* Keeps what the file was parsed into, for the stages to come or the next run. */
static void keep(const struct job *job, struct source_state *found) {
    struct worker *worker = job->worker;
    struct source *source = job->source;
    bool is_kept = source_is_kept_packed(source);
    bool is_noted =
        job->reading->found && job->diags->list.count == 0 && source_is_packable(source);
    if (!is_kept) {
        source->data = job->parsed->data;
    }
    if (!is_kept && !is_noted) {
        return;
    }
    strbuf_clear(&worker->packed);
    size_t parsed_bytes = source_pack(source, job->parsed->data, job->parsed->outline,
                                      settings_of(job), &worker->packed);
    struct str packed =
        str_copy(is_kept ? &worker->results : &worker->for_state, strbuf_view(&worker->packed));
    source->parsed = str_from_byte(packed, packed.length - parsed_bytes);
    if (is_noted) {
        found->packed = packed;
    }
}

static void read_file(void *context, unsigned worker, size_t index) {
    struct reading *reading = context;
    struct parsed parsed = {0};
    struct job job = {reading, &reading->workers[worker], &reading->sources->files[index],
                      &reading->diags_of_files[index], &parsed};
    const struct source_state *known = reading->known ? reading->known[index] : NULL;
    struct source_state found = {.path = job.source->path};
    if (kinds[job.source->kind].phase != reading->phase) {
        return;
    }
    job.source->encoding = encodings_find(&reading->encodings, job.source);
    bool is_restored = known && restore_unread(&job, known, &found);
    if (!is_restored && load(&job, &found)) {
        if (!known || !restore(&job, known, &found)) {
            parse(&job);
            job.source->shape = source_shape(job.source, parsed.data, parsed.outline);
            keep(&job, &found);
        }
    } else if (job.source->kind == SOURCE_CATALOG) {
        job.source->catalog =
            catalog_empty(job.source->path, job.source->lang, &job.worker->results);
    }
    found.digest = job.source->digest;
    found.shape = job.source->shape;
    if (reading->found) {
        reading->found[index] = found;
    }
    arena_reset(&job.worker->scratch);
}

/* ---- All files ---------------------------------------------------------------------------------
 */

static int compare_paths(const void *a, const void *b) {
    const struct source *left = a, *right = b;
    return str_compare(left->path, right->path);
}

/* The list of the walk had room for more, and grew. */
static void take_files(struct sources *sources, const struct walk *walk) {
    sources->count = walk->files.count;
    sources->files = ARENA_ARRAY(&sources->arena, struct source, sources->count);
    for (size_t i = 0; i < sources->count; i++) {
        sources->files[i] = walk->files.items[i];
    }
}

static void sort_files(struct sources *sources) {
    if (sources->count > 0) {
        qsort(sources->files, sources->count, sizeof sources->files[0], compare_paths);
    }
}

const struct source *sources_find(const struct sources *sources, struct str path) {
    struct source wanted = {.path = path};
    return sources->count == 0 ? NULL
                               : bsearch(&wanted, sources->files, sources->count,
                                         sizeof sources->files[0], compare_paths);
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
    workers_run(workers, reading->sources->count, read_file, reading);
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
static void walk_all(struct walk *walk, struct sources *sources, struct worker *worker) {
    struct diags silent = {0};
    struct sources partial = {.folder = walk->folder};
    struct source site = {.kind = SOURCE_SITE, .path = SITE_FILE};
    struct reading reading = {.sources = &partial};
    struct parsed parsed = {0};
    struct job job = {&reading, worker, &site, &silent, &parsed};
    struct source_state found;
    walk_content(walk);
    if (load(&job, &found)) {
        parse(&job);
    }
    const struct node *theme = node_get(parsed.data, STR("theme"));
    if (theme != NULL && theme->kind == NODE_SCALAR && !str_is_empty(theme->text)) {
        sources->has_theme = walk_theme(walk, theme->text, node_place(SITE_FILE, theme));
    }
    arena_reset(&worker->scratch);
    diags_release(&silent);
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
        arena_join(&reading->sources->arena, &reading->workers[i].results);
        arena_release(&reading->workers[i].for_state);
        arena_release(&reading->workers[i].scratch);
        strbuf_release(&reading->workers[i].bytes);
        strbuf_release(&reading->workers[i].packed);
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
                              .workers = ARENA_ARRAY(&temporary, struct worker, workers)};
    walk_all(&walk, sources, &reading.workers[0]);
    reading.walk_said = said_digest(&walk_diags);
    diags_join(diags, &walk_diags);
    take_files(sources, &walk);
    arena_release(&listing);
    sort_files(sources);
    report_missing_site(sources, diags);
    reading.diags_of_files = ARENA_ARRAY(&temporary, struct diags, sources->count);
    recall(&reading, options, &before, &temporary);
    read_all(&reading, workers, diags);
    remember(&reading, &before);
    digest_files(sources);
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

/* ---- A body again ------------------------------------------------------------------------------
 */

/* Leaves the last `body_bytes` of the text. */
static void keep_body(struct strbuf *text, size_t body_bytes) {
    memmove(text->data, text->data + text->length - body_bytes, body_bytes);
    text->length = body_bytes;
    text->data[body_bytes] = '\0';
}

static bool decode_again(const struct source *source, struct strbuf *text, struct diags *diags) {
    struct arena scratch = {0};
    struct str decoded =
        source_decode(strbuf_view(text), source->encoding, source->path, &scratch, diags);
    bool is_whole = decoded.data != NULL && decoded.length >= source->body_bytes;
    if (is_whole) {
        strbuf_clear(text);
        strbuf_add(text, decoded);
    }
    arena_release(&scratch);
    return is_whole;
}

bool source_read_body(const struct sources *sources, const struct source *source,
                      struct strbuf *text, struct diags *diags) {
    if (source->body_line == 0) {
        strbuf_clear(text);
        return true;
    }
    enum file_result result =
        file_read_into(sources->folder, source->path, MARKDOWN_MAX_FILE_BYTES, text);
    if (result == FILE_FAILED) {
        report_read(diags, source->path, result, MARKDOWN_MAX_FILE_BYTES);
        return false;
    }
    if (result != FILE_OK || !digest_equal(digest_of(strbuf_view(text)), source->digest)) {
        diag(diags, &MSG_FILE_CHANGED, place_file(source->path));
        return false;
    }
    if (!source->is_verbatim && !decode_again(source, text, diags)) {
        return false;
    }
    keep_body(text, source->body_bytes);
    return true;
}
