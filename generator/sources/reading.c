#include "sources/reading.h"

#include "base/file.h"
#include "base/path.h"
#include "sources/front_matter.h"
#include "sources/media.h"
#include "sources/messages.h"
#include "sources/packed.h"
#include "sources/template_text.h"
#include "sources/translation.h"

#define TEMPLATE_MAX_FILE_BYTES (256 * 1024)
#define PUBLISHED_MAX_FILE_BYTES (64 * 1024 * 1024)

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
    [SOURCE_PUBLISHED] = {PUBLISHED_MAX_FILE_BYTES, PHASE_REST},
    [SOURCE_TRANSLATION] = {CATALOG_MAX_FILE_BYTES, PHASE_TRANSLATIONS},
    [SOURCE_MADE_FROM] = {2 * MARKDOWN_MAX_FILE_BYTES, PHASE_TRANSLATIONS},
};

/* What a file is parsed into: on scratch if it is kept packed. */
struct parsed {
    const struct node *data;
    struct outline *outline;
};

/* One file in the hands of a worker. */
struct job {
    const struct reading *reading;
    struct reader *reader;
    struct source *source;
    struct diags *diags;
    struct parsed *parsed;
};

/* ---- Bytes -------------------------------------------------------------------------------------
 */

static struct str size_text(struct arena *arena, size_t size_bytes) {
    return size_bytes % (1024 * 1024) == 0
               ? str_format(arena, "%zu MiB", size_bytes / (1024 * 1024))
               : str_format(arena, "%zu KiB", size_bytes / 1024);
}

void report_read(struct diags *diags, struct str path, enum file_result result,
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
                                                  limit_bytes, &job->reader->bytes, &found->stat);
    if (result != FILE_OK) {
        report_read(job->diags, source->path, result, limit_bytes);
        return false;
    }
    if (!file_stat_is_settled(&found->stat, now_ns)) {
        found->stat = (struct file_stat){0};
    }
    source->digest = digest_of(strbuf_view(&job->reader->bytes));
    if (source_follows(source)) {
        source->digest =
            digest_mix(source->digest, translation_digest_of_item(job->reading->sources, source));
    }
    source->size_bytes = job->reader->bytes.length;
    return true;
}

/* ---- What they say -----------------------------------------------------------------------------
 */

static struct str decode(const struct job *job) {
    return source_decode(strbuf_view(&job->reader->bytes), job->source->encoding, job->source->path,
                         &job->reader->scratch, job->diags);
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
    return source_is_kept_packed(job->source) ? &job->reader->scratch : &job->reader->results;
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
        residue_find(front_matter.body, source->lang, front_matter.body_line, arena_of(job),
                     &job->parsed->outline->residues);
    }
}

static void parse_decoded(const struct job *job) {
    struct source *source = job->source;
    struct str text = decode(job);
    if (text.data == NULL) {
        return;
    }
    source->is_verbatim = is_end_of(strbuf_view(&job->reader->bytes), text);
    if (source->kind == SOURCE_TEXT) {
        parse_text(job, text);
    } else if (source->kind == SOURCE_TEMPLATE) {
        template_text_check(text, source->path, job->diags);
        source->text = str_copy(&job->reader->results, text);
    } else if (source->kind == SOURCE_PUBLISHED) {
        source->text = str_copy(&job->reader->results, text);
    } else {
        parse_yaml(job, text, 1);
    }
}

/* ---- Translations ------------------------------------------------------------------------------
 */

/* What is left in the texts of a PO file, at its places. */
static void find_residues(const struct job *job, const struct node *body) {
    struct residues *residues = &job->parsed->outline->residues;
    residue_find(body->text, job->source->lang, 1, arena_of(job), residues);
    for (size_t i = 0; i < residues->count; i++) {
        struct place place = node_text_place(job->source->path, body, residues->items[i].at);
        residues->items[i].line = place.line;
        residues->items[i].column = place.column;
    }
}

static void parse_translation(const struct job *job) {
    struct source *source = job->source;
    struct arena *arena = arena_of(job);
    struct composed composed;
    const struct catalog *catalog = catalog_parse(strbuf_view(&job->reader->bytes), source->path,
                                                  source->lang, CATALOG_OF_ITEM, arena, job->diags);
    if (!translation_compose(job->reading->sources, source, catalog, arena, &composed,
                             job->diags)) {
        return;
    }
    job->parsed->data = composed.tree;
    job->parsed->outline = ARENA_NEW(arena, struct outline);
    source->body_line = composed.body_node ? 1 : 0;
    source->body_bytes = composed.body.length;
    if (composed.body_node) {
        markdown_scan_value(composed.body_node, source->path, numbering_of(job->reading, source),
                            arena, job->parsed->outline, job->diags);
        find_residues(job, composed.body_node);
    }
    job->parsed->outline->notes = composed.notes;
}

/* Of a record of source texts, only what follows from it is kept. */
static void parse_record(const struct job *job) {
    struct segment_notes notes;
    struct str text = decode(job);
    if (text.data == NULL) {
        return;
    }
    parse_yaml(job, text, 1);
    if (job->parsed->data &&
        translation_compare(job->reading->sources, job->source, job->parsed->data, arena_of(job),
                            &notes, job->diags)) {
        job->parsed->outline = ARENA_NEW(arena_of(job), struct outline);
        job->parsed->outline->notes = notes;
    }
    job->parsed->data = NULL;
}

static void parse(const struct job *job) {
    struct source *source = job->source;
    switch (source->kind) {
    case SOURCE_MEDIA:
    case SOURCE_ASSET:
        media_check(job->reading->sources, source, strbuf_view(&job->reader->bytes),
                    &job->reader->scratch, job->diags);
        break;
    case SOURCE_CATALOG:
        source->catalog =
            catalog_parse(strbuf_view(&job->reader->bytes), source->path, source->lang,
                          CATALOG_OF_INTERFACE, &job->reader->results, job->diags);
        break;
    case SOURCE_TRANSLATION:
        parse_translation(job);
        break;
    case SOURCE_MADE_FROM:
        parse_record(job);
        break;
    default:
        parse_decoded(job);
    }
}

/* ---- What the last run knew --------------------------------------------------------------------
 */

/* What decides beside the bytes how the file is parsed. */
static struct str settings_of(const struct job *job) {
    const struct source *source = job->source;
    struct arena *scratch = &job->reader->scratch;
    struct str followed = {0};
    if (source_follows(source)) {
        followed = digest_hex(scratch, translation_digest_of_item(job->reading->sources, source));
    }
    return str_format(scratch, "%d %d %.*s %.*s %.*s", (int)source->kind,
                      (int)numbering_of(job->reading, source), STR_ARG(source->encoding),
                      STR_ARG(source->lang), STR_ARG(followed));
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
    struct reader *reader = job->reader;
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
    strbuf_clear(&reader->packed);
    size_t parsed_bytes = source_pack(source, job->parsed->data, job->parsed->outline,
                                      settings_of(job), &reader->packed);
    struct str packed =
        str_copy(is_kept ? &reader->results : &reader->for_state, strbuf_view(&reader->packed));
    source->parsed = str_from_byte(packed, packed.length - parsed_bytes);
    if (is_noted) {
        found->packed = packed;
    }
}

/* ---- One file ----------------------------------------------------------------------------------
 */

void reading_read(void *context, unsigned worker, size_t index) {
    struct reading *reading = context;
    struct parsed parsed = {0};
    struct job job = {reading, &reading->readers[worker], &reading->sources->files[index],
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
            catalog_empty(job.source->path, job.source->lang, &job.reader->results);
    }
    found.digest = job.source->digest;
    found.shape = job.source->shape;
    if (reading->found) {
        reading->found[index] = found;
    }
    arena_reset(&job.reader->scratch);
}

const struct node *reading_peek_site(int site_folder, struct reader *reader) {
    struct diags silent = {0};
    struct sources partial = {.folder = site_folder};
    struct source site = {.kind = SOURCE_SITE, .path = SITE_FILE};
    struct reading reading = {.sources = &partial};
    struct parsed parsed = {0};
    struct job job = {&reading, reader, &site, &silent, &parsed};
    struct source_state found;
    if (load(&job, &found)) {
        parse(&job);
    }
    diags_release(&silent);
    return parsed.data;
}
