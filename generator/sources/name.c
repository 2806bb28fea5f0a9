#include "sources/name.h"

#include "base/path.h"
#include "base/utf8.h"
#include "sources/messages.h"

/* ---- Names to ignore ---------------------------------------------------------------------------
 */

/* `*` stands for anything. Names that begin with a dot are ignored whatever they are: .git,
   .DS_Store, .gitkeep, .hidden.swp, .#lock of Emacs, ._resource of macOS. */
static const struct str ignored_names[] = {
    STR_INIT(".*"),           STR_INIT("*~"),          STR_INIT("#*#"),
    STR_INIT("*.swp"),        STR_INIT("*.bak"),       STR_INIT("*.orig"),
    STR_INIT("*.rej"),        STR_INIT("*.tmp"),       STR_INIT("~$*"),
    STR_INIT("Thumbs.db"),    STR_INIT("ehthumbs.db"), STR_INIT("desktop.ini"),
    STR_INIT("$RECYCLE.BIN"), STR_INIT("__MACOSX"),    STR_INIT("README"),
    STR_INIT("README.md"),    STR_INIT("README.txt"),  STR_INIT("LICENSE"),
    STR_INIT("LICENSE.txt"),
};

/* One star a pattern is enough here. */
static bool fits(struct str pattern, struct str name) {
    size_t star = str_find_char(pattern, '*', 0);
    if (star == STR_NONE) {
        return str_equal_ascii_case(pattern, name);
    }
    return name.length >= pattern.length - 1 && str_starts(name, str_slice(pattern, 0, star)) &&
           str_ends(name, str_from_byte(pattern, star + 1));
}

/* "#*#" has its star inside. */
bool name_is_ignored(struct str name) {
    for (size_t i = 0; i < sizeof ignored_names / sizeof ignored_names[0]; i++) {
        if (fits(ignored_names[i], name)) {
            return true;
        }
    }
    return false;
}

/* ---- Names that cannot travel ------------------------------------------------------------------
 */

static bool has_control(struct str name) {
    size_t at = 0;
    while (at < name.length) {
        uint32_t rune = utf8_next(name, &at);
        bool is_joiner_or_mark = rune >= 0x200B && rune <= 0x200F;
        bool is_separator = rune == 0x2028 || rune == 0x2029;
        if (rune < 0x20 || rune_is_control(rune) || rune_is_invisible(rune) ||
            rune_is_bidi_override(rune) || rune_is_bidi_isolate(rune) || is_joiner_or_mark ||
            is_separator) {
            return true;
        }
    }
    return false;
}

/* Windows cannot store these. */
static bool has_forbidden_character(struct str name) {
    for (size_t i = 0; i < name.length; i++) {
        if (strchr("<>:\"\\|?*", name.data[i]) != NULL) {
            return true;
        }
    }
    char last = name.length > 0 ? name.data[name.length - 1] : '.';
    return last == '.' || last == ' ' || (name.length > 0 && name.data[0] == ' ');
}

bool name_is_sound(struct str name, struct str folder, struct arena *scratch, struct diags *diags) {
    struct place place = {.path = folder};
    const struct message *message = NULL;
    if (utf8_find_invalid(name) != STR_NONE) {
        message = &MSG_NAME_NOT_UTF8;
    } else if (has_control(name)) {
        message = &MSG_NAME_CONTROL;
    } else if (has_forbidden_character(name)) {
        message = &MSG_NAME_FORBIDDEN;
    } else if (name.length > NAME_MAX_BYTES) {
        message = &MSG_NAME_TOO_LONG;
    }
    if (message == NULL) {
        return true;
    }
    diag(diags, message, place, name, str_format(scratch, "%d", NAME_MAX_BYTES));
    return false;
}

/* `name` with small letters, where everything but [a-z0-9] and the characters of `kept` is a
   hyphen; it begins and ends with a letter or digit, or is empty. */
static struct str simple_form(struct str name, const char *kept, struct arena *scratch) {
    struct str copy = str_to_ascii_lower(scratch, name);
    struct strbuf out = {0};
    size_t end = 0;
    for (size_t i = 0; i < copy.length; i++) {
        char c = copy.data[i];
        if (char_is_ascii_lower(c) || char_is_digit(c)) {
            strbuf_add_char(&out, c);
            end = out.length;
        } else if (out.length > 0 && strchr(kept, c) != NULL) {
            strbuf_add_char(&out, c);
        } else if (out.length > 0 && out.data[out.length - 1] != '-') {
            strbuf_add_char(&out, '-');
        }
    }
    struct str form = str_copy(scratch, str_slice(strbuf_view(&out), 0, end));
    strbuf_release(&out);
    return form;
}

/* con.png would be the console of Windows. */
static bool is_device(struct str name, struct arena *scratch) {
    struct str rest = name;
    struct str letters = str_to_ascii_lower(scratch, str_cut(&rest, '.'));
    return !path_is_id(letters) && path_is_id(str_join(scratch, letters, STR("x")));
}

/* A name like `name` in [a-z0-9._-], to propose. */
static struct str portable_form(struct str name, struct arena *scratch) {
    struct str form = simple_form(name, "._", scratch);
    return form.length == 0 || is_device(form, scratch) ? STR("image-1.png") : form;
}

bool name_is_portable(struct str name, struct str path, struct arena *scratch,
                      struct diags *diags) {
    bool is_portable =
        !is_device(name, scratch) && name.length > 0 && strchr("._-", name.data[0]) == NULL;
    for (size_t i = 0; i < name.length && is_portable; i++) {
        char c = name.data[i];
        is_portable = char_is_ascii_lower(c) || char_is_digit(c) || strchr("._-", c) != NULL;
    }
    if (!is_portable) {
        diag(diags, &MSG_NAME_NOT_PORTABLE, place_file(path), name, portable_form(name, scratch));
    }
    return is_portable;
}

/* ---- Items -------------------------------------------------------------------------------------
 */

/* Ids that would collide with the pages isogloss makes by itself. */
static bool is_reserved_id(struct str id) {
    return str_starts(id, STR("by-")) || str_starts(id, STR("index")) ||
           str_equal(id, STR("feed")) || str_equal(id, STR("a-z")) ||
           str_equal(id, STR("site-map"));
}

/* An id like `id`, to propose: itself an id that may be used. */
static struct str proper_id(struct str id, struct arena *arena) {
    struct str form = simple_form(id, "", arena);
    const struct str candidates[] = {form, str_join(arena, form, STR("-1")),
                                     str_join(arena, STR("item-"), form)};
    for (size_t i = 0; form.length > 0 && i < sizeof candidates / sizeof candidates[0]; i++) {
        if (path_is_id(candidates[i]) && !is_reserved_id(candidates[i])) {
            return candidates[i];
        }
    }
    return STR("item-1");
}

static bool check_id(struct str id, struct str path, struct arena *arena, struct diags *diags) {
    struct place place = {.path = path};
    if (!path_is_id(id)) {
        diag(diags, &MSG_NAME_ID, place, id, proper_id(id, arena));
        return false;
    }
    if (is_reserved_id(id)) {
        diag(diags, &MSG_NAME_RESERVED, place, id);
        return false;
    }
    return true;
}

bool name_is_lang(struct str name, struct str path, struct arena *scratch, struct diags *diags) {
    struct place place = {.path = path};
    if (lang_tag_is_canonical(name)) {
        return true;
    }
    struct str canonical = lang_tag_canonical(scratch, name);
    if (str_is_empty(canonical)) {
        diag(diags, &MSG_NAME_LANG, place, name);
    } else {
        diag(diags, &MSG_NAME_LANG_FORM, place, name, canonical);
    }
    return false;
}

bool name_read_item(struct source *source, struct str name, struct arena *arena,
                    struct diags *diags) {
    struct str extension = path_extension(name);
    struct str stem = str_slice(name, 0, name.length - extension.length);
    size_t dot = str_find_last_char(stem, '.');
    source->kind = str_equal(extension, STR(".md")) ? SOURCE_TEXT : SOURCE_RECORD;
    if (dot == STR_NONE) {
        diag(diags, &MSG_NAME_NO_LANG, place_file(source->path),
             str_join(arena, proper_id(stem, arena), STR(".en"), extension));
        return false;
    }
    source->id = str_slice(stem, 0, dot);
    source->lang = str_from_byte(stem, dot + 1);
    return name_is_lang(source->lang, source->path, arena, diags) &&
           check_id(source->id, source->path, arena, diags);
}
