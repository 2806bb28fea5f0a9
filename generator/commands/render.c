/*
 * isogloss render: one template and one file of data, by the bare rules of Mustache. What a theme's
 * author tries things out with, and what the conformance tests drive.
 */
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "commands/commands.h"
#include "commands/messages.h"
#include "pages/pages.h"
#include "sources/sources.h"

#include <errno.h>
#include <jansson.h>

/* Far over the limits of templates and YAML, which the readers of those tell better. */
#define MAX_FILE_BYTES ((size_t)16 * 1024 * 1024)
#define MAX_JSON_DEPTH 64
#define STDIN_NAME "<stdin>"

/* Where the library finds texts: the first it asks for is the template itself. */
struct lookup {
    struct run *run;
    struct str template_path, template_text;
    bool is_template_found;
    const char *folder_path;
    int folder; /* of the partials; -1: there are none */
    LIST(struct str) names;
};

/* --- Data ------------------------------------------------------------------------------------ */

static struct datum *add_child(struct arena *arena, struct datum *parent, struct str key) {
    return parent->kind == DATUM_MAP ? datum_put(arena, parent, key, DATUM_NULL)
                                     : datum_add(arena, parent, DATUM_NULL);
}

static void set_text(struct datum *datum, struct str text) {
    datum->kind = DATUM_TEXT;
    datum->text = text;
}

/* The shortest digits that read back as the same number: 1.21 stays 1.21. */
static struct str format_real(struct arena *arena, double number) {
    char text[40];
    char *comma;

    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number) {
            break;
        }
    }
    comma = strchr(text, ',');
    if (comma) {
        *comma = '.';
    }
    return str_copy(arena, str_from(text));
}

/* Fills `datum` from JSON; false if it is nested too deeply. */
static bool take_json(struct arena *arena, struct datum *datum, json_t *json, unsigned depth) {
    const char *key;
    size_t index;
    json_t *child;

    if (depth > MAX_JSON_DEPTH) {
        return false;
    }
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        datum->kind = DATUM_MAP;
        json_object_foreach(json, key, child) {
            struct str name = str_copy(arena, str_from(key));

            if (!take_json(arena, add_child(arena, datum, name), child, depth + 1)) {
                return false;
            }
        }
        break;
    case JSON_ARRAY:
        datum->kind = DATUM_LIST;
        json_array_foreach(json, index, child) {
            if (!take_json(arena, add_child(arena, datum, STR("")), child, depth + 1)) {
                return false;
            }
        }
        break;
    case JSON_STRING:
        set_text(datum,
                 str_copy(arena, (struct str){json_string_value(json), json_string_length(json)}));
        break;
    case JSON_INTEGER:
        set_text(datum, str_format(arena, "%lld", (long long)json_integer_value(json)));
        break;
    case JSON_REAL:
        set_text(datum, format_real(arena, json_real_value(json)));
        break;
    case JSON_TRUE:
        datum->kind = DATUM_TRUE;
        break;
    case JSON_FALSE:
        datum->kind = DATUM_FALSE;
        break;
    case JSON_NULL:
        datum->kind = DATUM_NULL;
        break;
    }
    return true;
}

static bool read_json(struct run *run, struct str path, struct str text, struct datum *datum) {
    json_error_t error;
    json_t *json =
        json_loadb(text.data, text.length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    bool is_good = json != NULL;

    if (!json) {
        struct place place = {path, (uint32_t)(error.line > 0 ? error.line : 0),
                              (uint32_t)(error.column > 0 ? error.column : 0)};

        diag(&run->diags, &MSG_RENDER_JSON, place, str_from(error.text));
        return false;
    }
    if (!take_json(&run->arena, datum, json, 1)) {
        diag(&run->diags, &MSG_RENDER_JSON_DEPTH, place_file(path));
        is_good = false;
    }
    json_decref(json);
    return is_good;
}

/* Here, and only here, plain words are typed: templates need something that is false. */
static void take_scalar(struct datum *datum, const struct node *node) {
    bool is_plain = node->style == NODE_PLAIN;

    if (is_plain && str_equal(node->text, STR("true"))) {
        datum->kind = DATUM_TRUE;
    } else if (is_plain && str_equal(node->text, STR("false"))) {
        datum->kind = DATUM_FALSE;
    } else if (is_plain && (node->text.length == 0 || str_equal(node->text, STR("null")) ||
                            str_equal(node->text, STR("~")))) {
        datum->kind = DATUM_NULL;
    } else {
        set_text(datum, node->text);
    }
}

/* yaml_parse() has limited the depth. */
static void take_yaml(struct arena *arena, struct datum *datum, const struct node *node) {
    if (node->kind == NODE_SCALAR) {
        take_scalar(datum, node);
        return;
    }
    datum->kind = node->kind == NODE_MAP ? DATUM_MAP : DATUM_LIST;
    for (const struct node *child = node->first; child; child = child->next) {
        take_yaml(arena, add_child(arena, datum, child->key), child);
    }
}

static bool read_yaml(struct run *run, struct str path, struct str text, struct datum *datum) {
    const struct node *node = yaml_parse(text, path, 1, &run->arena, &run->diags);

    if (node) {
        take_yaml(&run->arena, datum, node);
    }
    return !diags_have_errors(&run->diags);
}

/* --- Files ----------------------------------------------------------------------------------- */

static bool check_utf8(struct run *run, struct str path, struct str text) {
    size_t at = utf8_find_invalid(text);

    if (at != STR_NONE) {
        struct utf8_position position = utf8_position(text, at);

        diag(&run->diags, &MSG_RENDER_UTF8, place_at(path, position.line, position.column));
    }
    return at == STR_NONE;
}

static void report_unreadable(struct run *run, struct str path, enum file_result result) {
    diag(&run->diags, &MSG_RENDER_UNREADABLE, place_file(path), file_result_text(result));
}

static bool read_named(struct run *run, const char *path, struct str *text) {
    enum file_result result = file_read_named(path, MAX_FILE_BYTES, &run->arena, text);

    if (result != FILE_OK) {
        report_unreadable(run, str_from(path), result);
        return false;
    }
    return check_utf8(run, str_from(path), *text);
}

/* Stops behind the limit, so that the compiler sees that the template is too large. */
static bool read_stdin(struct run *run, struct str *text) {
    struct strbuf input = {0};
    ssize_t got = 1;

    while (got != 0 && input.length <= MUSTACHE_MAX_TEMPLATE_BYTES) {
        char *room = strbuf_reserve(&input, 65536);

        got = read(STDIN_FILENO, room, 65536);
        if (got > 0) {
            input.length += (size_t)got;
        } else if (got < 0 && errno != EINTR) {
            report_unreadable(run, STR(STDIN_NAME), FILE_FAILED);
            strbuf_release(&input);
            return false;
        }
    }
    *text = str_copy(&run->arena, strbuf_view(&input));
    strbuf_release(&input);
    return check_utf8(run, STR(STDIN_NAME), *text);
}

static bool read_template(struct lookup *lookup, const char *path) {
    if (strcmp(path, "-") == 0) {
        lookup->template_path = STR(STDIN_NAME);
        return read_stdin(lookup->run, &lookup->template_text);
    }
    lookup->template_path = str_from(path);
    return read_named(lookup->run, path, &lookup->template_text);
}

static bool read_data(struct run *run, const char *name, struct datum *datum) {
    struct str path = str_from(name), text;
    struct str extension = path_extension(path);

    if (str_equal_ascii_case(extension, STR(".json"))) {
        return read_named(run, name, &text) && read_json(run, path, text, datum);
    }
    if (str_equal_ascii_case(extension, STR(".yaml")) ||
        str_equal_ascii_case(extension, STR(".yml"))) {
        return read_named(run, name, &text) && read_yaml(run, path, text, datum);
    }
    diag(&run->diags, &MSG_RENDER_DATA_KIND, place_file(path));
    return false;
}

/* --- Partials -------------------------------------------------------------------------------- */

static bool open_partials(struct lookup *lookup, const char *path) {
    struct file_listing listing = {0};
    enum file_result result = FILE_FAILED;

    lookup->folder = -1;
    if (!path) {
        return true;
    }
    lookup->folder_path = path;
    lookup->folder = folder_open(path);
    if (lookup->folder >= 0) {
        result = folder_list(lookup->folder, STR(""), &lookup->run->arena, &listing);
    }
    if (result != FILE_OK) {
        report_unreadable(lookup->run, str_from(path), result);
        return false;
    }
    for (size_t i = 0; i < listing.entries.count; i++) {
        struct str name = listing.entries.items[i].name;

        if (str_ends(name, STR(".mustache")) && name.data[0] != '.') {
            *LIST_ADD(&lookup->names, &lookup->run->arena) =
                str_slice(name, 0, name.length - (sizeof ".mustache" - 1));
        }
    }
    return true;
}

static bool find_partial(struct lookup *lookup, struct str name, struct str *text,
                         struct str *path) {
    struct arena *arena = &lookup->run->arena;
    struct str file = str_join(arena, name, STR(".mustache"));
    enum file_result result;

    if (lookup->folder < 0 || !path_is_clean(file) || str_find_char(file, '/', 0) != STR_NONE) {
        return false;
    }
    *path = str_join(arena, str_from(lookup->folder_path), STR("/"), file);
    result = file_read(lookup->folder, file, MAX_FILE_BYTES, arena, text);
    if (result == FILE_MISSING) {
        return false;
    }
    if (result != FILE_OK) {
        report_unreadable(lookup->run, *path, result);
        return false;
    }
    return check_utf8(lookup->run, *path, *text);
}

static bool find(void *context, struct str name, struct str *text, struct str *path) {
    struct lookup *lookup = context;

    if (!lookup->is_template_found) {
        lookup->is_template_found = true;
        *text = lookup->template_text;
        *path = lookup->template_path;
        return true;
    }
    return find_partial(lookup, name, text, path);
}

static struct mustache_translation keep(void *context, struct str msgid) {
    (void)context;
    return (struct mustache_translation){.text = msgid};
}

/* --- Rendering ------------------------------------------------------------------------------- */

static void render(struct lookup *lookup, enum mustache_mode mode, const struct datum *data) {
    struct run *run = lookup->run;
    struct mustache_source source = {.find = find,
                                     .translate = keep,
                                     .context = lookup,
                                     .names = lookup->names.items,
                                     .name_count = lookup->names.count};
    struct mustache_library *library = mustache_library_make(&run->arena, mode, &source);
    const struct mustache *template =
        mustache_compile(library, path_name(lookup->template_path), &run->diags);

    if (!template || diags_have_errors(&run->diags)) {
        return;
    }
    switch (mustache_render(template, data, &run->output)) {
    case MUSTACHE_OK:
        return;
    case MUSTACHE_TOO_LARGE:
        diag(&run->diags, &MSG_RENDER_TOO_LARGE, place_file(lookup->template_path));
        break;
    case MUSTACHE_TOO_DEEP:
        diag(&run->diags, &MSG_RENDER_TOO_DEEP, place_file(lookup->template_path));
        break;
    }
    strbuf_clear(&run->output); /* half a page helps nobody */
}

static void execute(struct run *run) {
    const char *const *options = run->line.values;
    struct lookup lookup = {.run = run, .folder = -1};
    struct datum data = {.kind = DATUM_MAP};

    if (!options[OPTION_DATA]) {
        diag(&run->diags, &MSG_RENDER_NO_DATA, (struct place){0});
        return;
    }
    if (read_template(&lookup, run->arguments[0]) && read_data(run, options[OPTION_DATA], &data) &&
        open_partials(&lookup, options[OPTION_PARTIALS])) {
        render(&lookup, options[OPTION_THEME] ? MUSTACHE_THEME : MUSTACHE_PLAIN, &data);
    }
    if (lookup.folder >= 0) {
        folder_close(lookup.folder);
    }
}

const struct command command_render = {
    .name = "render",
    .arguments = "TEMPLATE",
    .summary = N_("show what one template makes of a file of data"),
    .description =
        N_("Writes what TEMPLATE (- for standard input), a Mustache template, makes of the\n"
           "data to standard output, and not a byte more. In YAML data plain true, false,\n"
           "null and ~ are no texts.\n"),
    .options = OPTION_BIT(OPTION_DATA) | OPTION_BIT(OPTION_PARTIALS) | OPTION_BIT(OPTION_THEME),
    .arguments_min = 1,
    .arguments_max = 1,
    .execute = execute,
};
