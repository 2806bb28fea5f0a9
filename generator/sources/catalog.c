#include "sources/catalog.h"

#include "base/file.h"
#include "sources/catalog_check.h"
#include "sources/catalog_syntax.h"
#include "sources/lang_tag.h"
#include "sources/messages.h"
#include "sources/sources.h"

#include <errno.h>
#include <gettext-po.h>
#include <pthread.h>
#include <setjmp.h>
#include <sys/mman.h>

/* ---- libgettextpo ------------------------------------------------------------------------------
 */

/* Its callbacks know no context, hence `current`. */
struct reading {
    struct str path;
    struct diags *diags;
    size_t error_count;
    jmp_buf after_fatal_error;
};

static _Thread_local struct reading *current;

/* Its parser keeps what it is at in static variables. */
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

#define NO_NUMBER ((size_t)-1)

static struct place place_of(const char *file_name, size_t line) {
    bool has_line = file_name != NULL && line != NO_NUMBER && line <= UINT32_MAX;
    return place_at(current->path, has_line ? (uint32_t)line : 0, 0);
}

static void take_error(int severity, po_message_t message, const char *file_name, size_t line,
                       size_t column, int is_multiline, const char *text) {
    (void)message;
    (void)column; /* counts bytes of another form of the text */
    (void)is_multiline;
    if (severity >= PO_SEVERITY_ERROR) {
        diag(current->diags, &MSG_CATALOG_SYNTAX, place_of(file_name, line),
             str_trim(str_from(text)));
        current->error_count++;
    }
    if (severity == PO_SEVERITY_FATAL_ERROR) {
        longjmp(current->after_fatal_error, 1);
    }
}

/* Two messages are the same; the place of the other one is never given. */
static void take_double_error(int severity, po_message_t message, const char *file_name,
                              size_t line, size_t column, int is_multiline, const char *text,
                              po_message_t message2, const char *file_name2, size_t line2,
                              size_t column2, int is_multiline2, const char *text2) {
    (void)message2;
    (void)file_name2;
    (void)line2;
    (void)column2;
    (void)is_multiline2;
    (void)text2;
    take_error(severity, message, file_name, line, column, is_multiline, text);
}

static po_file_t read_file(struct reading *reading, const char *file_name) {
    static const struct po_xerror_handler handler = {take_error, take_double_error};
    if (setjmp(reading->after_fatal_error) != 0) {
        return NULL;
    }
    return po_file_read(file_name, &handler);
}

/* Obsolete entries (#~), and former msgids (#|) in the interface, are nothing to us; as plain
   comments they are nothing to libgettextpo either, which would complain about slips in them. */
static struct str make_plain_comments(struct str text, const struct catalog_layout *layout,
                                      enum catalog_use use, struct arena *scratch) {
    struct str copy = str_copy(scratch, text);
    for (size_t i = 0; i < layout->active_comments.count; i++) {
        char *sign = (char *)(uintptr_t)copy.data + layout->active_comments.items[i] + 1;
        if (*sign != '|' || use == CATALOG_OF_INTERFACE) {
            *sign = ' ';
        }
    }
    return copy;
}

/* libgettextpo opens a file by its name. It gets one in memory, so that it reads exactly the bytes
   that were checked. */
static po_file_t read_text(struct reading *reading, struct str text, struct arena *scratch) {
    po_file_t file = NULL;
    errno = 0;
    int memory = memfd_create("catalog.po", MFD_CLOEXEC);
    if (memory >= 0 && descriptor_write(memory, text)) {
        pthread_mutex_lock(&one_at_a_time);
        current = reading;
        file = read_file(reading, str_format(scratch, "/proc/self/fd/%d", memory).data);
        current = NULL;
        pthread_mutex_unlock(&one_at_a_time);
    }
    if (file == NULL && reading->error_count == 0) { /* no memory file, or no /proc */
        diag(reading->diags, &MSG_FILE_UNREADABLE, place_file(reading->path),
             str_from(strerror(errno)));
    }
    if (memory >= 0) {
        close(memory);
    }
    return file;
}

/* libgettextpo 0.21 forgets the name of each file it has read: a few bytes. */
#ifdef __SANITIZE_ADDRESS__
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:libgettextpo_xmalloc\n";
}
const char *__lsan_default_options(void);
const char *__lsan_default_options(void) {
    return "print_suppressions=0";
}
#endif

/* ---- The header --------------------------------------------------------------------------------
 */

static struct str header_field(struct str header, struct str name) {
    struct str rest = header;
    while (rest.length > 0) {
        struct str value = str_cut(&rest, '\n');
        if (str_equal(str_cut(&value, ':'), name)) {
            return str_trim(value);
        }
    }
    return (struct str){0};
}

/* gettext's own spelling of a language: pt_BR, sr@latin. */
static struct str language_to_tag(struct str language, struct arena *arena) {
    struct str modifier = language;
    struct str name = str_cut(&modifier, '@');
    if (str_equal(modifier, STR("latin"))) {
        name = str_join(arena, name, STR("-Latn"));
    } else if (str_equal(modifier, STR("cyrillic"))) {
        name = str_join(arena, name, STR("-Cyrl"));
    }
    return lang_tag_canonical(arena, name);
}

static void check_language(const struct catalog *catalog, struct str header, struct place place,
                           struct arena *scratch, struct diags *diags) {
    struct str language = header_field(header, STR("Language"));
    if (!str_is_empty(language) && !str_equal(language_to_tag(language, scratch), catalog->lang)) {
        diag(diags, &MSG_CATALOG_LANGUAGE, place, language, catalog->lang);
    }
}

static void read_header(struct catalog *catalog, struct str header, struct catalog_entry entry,
                        struct arena *arena, struct arena *scratch, struct diags *diags) {
    struct place place = {catalog->path, entry.line, entry.column};
    struct str type = header_field(header, STR("Content-Type"));
    if (str_find(type, STR("charset="), 0) == STR_NONE) {
        diag(diags, &MSG_CATALOG_NO_CHARSET, place);
    }
    check_language(catalog, header, place, scratch, diags);
    catalog->header = str_copy(arena, header);
    catalog->source_lang =
        str_copy(arena, language_to_tag(header_field(header, STR("X-Source-Language")), scratch));
    struct str plural = header_field(header, STR("Plural-Forms"));
    if (!str_is_empty(plural)) {
        catalog->plural_rule = plural_parse(plural, place, &catalog->plural_count, arena, diags);
    }
}

/* ---- Messages ----------------------------------------------------------------------------------
 */

/* What is needed while the messages of a file are gathered. */
struct gathering {
    struct catalog *catalog;
    enum catalog_use use;
    const struct catalog_layout *layout;
    size_t entry; /* number of the entry in `layout` */
    bool has_header, has_plural_rule;
    struct arena *arena, scratch;
    struct diags *diags;
};

static struct str make_key(struct strbuf *key, struct str context, struct str msgid) {
    strbuf_add(key, context);
    strbuf_add_char(key, '\x04');
    strbuf_add(key, msgid);
    return strbuf_view(key);
}

static struct str message_key(struct arena *arena, struct str context, struct str msgid) {
    return str_is_empty(context) ? msgid : str_join(arena, context, STR("\x04"), msgid);
}

/* Copies the forms; returns how many msgstr[] the file has, which may be more than there is room.
 */
static uint32_t copy_forms(struct catalog_message *to, po_message_t from, struct arena *arena) {
    if (str_is_empty(to->msgid_plural)) {
        to->forms[0] = str_copy(arena, str_from(po_message_msgstr(from)));
        return 1;
    }
    uint32_t count = 0;
    const char *form;
    while ((form = po_message_msgstr_plural(from, (int)count)) != NULL) {
        if (count < CATALOG_MAX_PLURAL_FORMS) {
            to->forms[count] = str_copy(arena, str_from(form));
        }
        count++;
    }
    return count;
}

static bool is_translated(const struct catalog_message *message) {
    for (size_t i = 0; i < CATALOG_MAX_PLURAL_FORMS; i++) {
        if (!str_is_empty(message->forms[i])) {
            return true;
        }
    }
    return false;
}

static void check_message(struct gathering *gathering, const struct catalog_message *message,
                          uint32_t form_count) {
    struct catalog *catalog = gathering->catalog;
    if (!str_is_empty(message->msgid_plural) && catalog->plural_rule == NULL) {
        if (!gathering->has_plural_rule) {
            diag(gathering->diags, &MSG_PLURAL_MISSING, catalog_place(catalog, message));
            gathering->has_plural_rule = true; /* once a file is enough */
        }
        return;
    }
    catalog_check_message(catalog, message, form_count, &gathering->scratch, gathering->diags);
}

static struct str join_references(po_message_t from, struct arena *arena) {
    struct strbuf all = {0};
    po_filepos_t place;
    for (int i = 0; (place = po_message_filepos(from, i)) != NULL; i++) {
        strbuf_add(&all, all.length > 0 ? STR(" ") : STR(""));
        strbuf_add(&all, str_from(po_filepos_file(place)));
    }
    struct str joined = str_copy(arena, strbuf_view(&all));
    strbuf_release(&all);
    return joined;
}

/* What a translator allows, in a comment of a line "isogloss: allow number, term". */
static struct str find_allowed(po_message_t from, struct arena *arena) {
    static const struct str begin = STR_INIT("isogloss: allow ");
    struct str rest = str_from(po_message_comments(from));
    while (rest.length > 0) {
        struct str line = str_trim(str_cut(&rest, '\n'));
        if (str_starts(line, begin)) {
            return str_copy(arena, str_trim(str_from_byte(line, begin.length)));
        }
    }
    return (struct str){0};
}

static void add_item_message(struct gathering *gathering, po_message_t from,
                             struct catalog_message *message) {
    struct str text = str_copy(gathering->arena, str_from(po_message_msgstr(from)));
    message->references = join_references(from, gathering->arena);
    message->allowed = find_allowed(from, gathering->arena);
    if (po_message_is_fuzzy(from)) {
        message->fuzzy = text;
        message->previous = str_copy(gathering->arena, str_from(po_message_prev_msgid(from)));
    } else {
        message->forms[0] = text;
        gathering->catalog->translated_count += !str_is_empty(text);
    }
}

static void add_message(struct gathering *gathering, po_message_t from,
                        struct catalog_entry entry) {
    struct catalog *catalog = gathering->catalog;
    struct catalog_message *message = LIST_ADD(&catalog->messages, gathering->arena);
    message->context = str_copy(gathering->arena, str_from(po_message_msgctxt(from)));
    message->msgid = str_copy(gathering->arena, str_from(po_message_msgid(from)));
    message->msgid_plural = str_copy(gathering->arena, str_from(po_message_msgid_plural(from)));
    message->line = entry.line;
    message->column = entry.column;
    if (gathering->use == CATALOG_OF_ITEM) {
        add_item_message(gathering, from, message);
        return;
    }
    if (po_message_is_fuzzy(from)) {
        return;
    }
    uint32_t form_count = copy_forms(message, from, gathering->arena);
    if (is_translated(message)) {
        catalog->translated_count++;
        check_message(gathering, message, form_count);
    }
}

static struct catalog_entry next_entry(struct gathering *gathering) {
    size_t entry = gathering->entry++;
    return entry < gathering->layout->entries.count ? gathering->layout->entries.items[entry]
                                                    : (struct catalog_entry){0};
}

static void take_message(struct gathering *gathering, po_message_t message) {
    if (po_message_is_obsolete(message)) {
        return;
    }
    struct catalog_entry entry = next_entry(gathering);
    struct str msgid = str_from(po_message_msgid(message));
    if (!str_is_empty(msgid) || po_message_msgctxt(message) != NULL) {
        add_message(gathering, message, entry);
        return;
    }
    struct str header = str_from(po_message_msgstr(message));
    gathering->has_header = true;
    gathering->has_plural_rule = !str_is_empty(header_field(header, STR("Plural-Forms")));
    read_header(gathering->catalog, header, entry, gathering->arena, &gathering->scratch,
                gathering->diags);
}

static void gather(struct gathering *gathering, po_file_t file) {
    struct catalog *catalog = gathering->catalog;
    po_message_iterator_t iterator = po_message_iterator(file, NULL);
    po_message_t message;
    while ((message = po_next_message(iterator)) != NULL &&
           catalog->messages.count < CATALOG_MAX_MESSAGES) {
        take_message(gathering, message);
    }
    po_message_iterator_free(iterator);
    if (message != NULL) {
        diag(gathering->diags, &MSG_CATALOG_TOO_MANY, place_file(catalog->path),
             str_format(&gathering->scratch, "%d", CATALOG_MAX_MESSAGES));
    }
    if (!gathering->has_header && catalog->messages.count > 0) {
        diag(gathering->diags, &MSG_CATALOG_NO_HEADER, place_at(catalog->path, 1, 1));
    }
    for (size_t i = 0; i < catalog->messages.count; i++) {
        struct catalog_message *added = &catalog->messages.items[i];
        map_put(&catalog->by_msgid, message_key(gathering->arena, added->context, added->msgid),
                added);
    }
}

static void parse(struct catalog *catalog, struct str bytes, enum catalog_use use,
                  struct arena *arena, struct arena *scratch, struct diags *diags) {
    struct catalog_layout layout = {0};
    struct reading reading = {.path = catalog->path, .diags = diags};
    if (!catalog_check_bytes(bytes, catalog->path, diags)) {
        return;
    }
    struct str text = source_decode(bytes, (struct str){0}, catalog->path, scratch, diags);
    if (text.data == NULL || !catalog_check_syntax(text, catalog->path, scratch, &layout, diags)) {
        return;
    }
    po_file_t file = read_text(&reading, make_plain_comments(text, &layout, use, scratch), scratch);
    if (file == NULL) {
        return;
    }
    if (reading.error_count == 0) { /* else lines and entries need not agree */
        struct gathering gathering = {
            .catalog = catalog, .use = use, .layout = &layout, .arena = arena, .diags = diags};
        gather(&gathering, file);
        arena_release(&gathering.scratch);
    }
    po_file_free(file);
}

struct catalog *catalog_empty(struct str path, struct str lang, struct arena *arena) {
    struct catalog *catalog = ARENA_NEW(arena, struct catalog);
    catalog->path = path;
    catalog->lang = lang;
    catalog->plural_count = 1;
    catalog->by_msgid = map_make(arena);
    return catalog;
}

struct catalog *catalog_parse(struct str text, struct str path, struct str lang,
                              enum catalog_use use, struct arena *arena, struct diags *diags) {
    struct catalog *catalog = catalog_empty(path, lang, arena);
    struct arena scratch = {0};
    parse(catalog, text, use, arena, &scratch, diags);
    arena_release(&scratch);
    return catalog;
}

/* ---- Looking up --------------------------------------------------------------------------------
 */

static const struct catalog_message *find(const struct catalog *catalog, struct str context,
                                          struct str msgid) {
    if (catalog == NULL) {
        return NULL;
    }
    if (str_is_empty(context)) {
        return map_get(&catalog->by_msgid, msgid);
    }
    struct strbuf key = {0};
    const struct catalog_message *message =
        map_get(&catalog->by_msgid, make_key(&key, context, msgid));
    strbuf_release(&key);
    return message;
}

struct str catalog_text(const struct catalog *catalog, struct str context, struct str msgid) {
    const struct catalog_message *message = find(catalog, context, msgid);
    return message != NULL ? message->forms[0] : (struct str){0};
}

struct str catalog_plural(const struct catalog *catalog, struct str msgid, uint64_t n) {
    const struct catalog_message *message = find(catalog, (struct str){0}, msgid);
    if (message == NULL) {
        return (struct str){0};
    }
    uint32_t form = str_is_empty(message->msgid_plural) ? 0 : plural_index(catalog->plural_rule, n);
    return message->forms[form];
}
