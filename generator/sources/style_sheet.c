#include "sources/style_sheet.h"

#include "base/path.h"
#include "base/utf8.h"
#include "sources/messages.h"

struct sheet {
    const struct sources *sources;
    struct str text, path;
    struct arena *scratch;
    struct diags *diags;
};

static bool has_at(struct str text, size_t at, struct str wanted) {
    return str_equal_ascii_case(str_slice(text, at, at + wanted.length), wanted);
}

static size_t skip_blanks(struct str text, size_t at) {
    while (at < text.length && (char_is_blank(text.data[at]) || text.data[at] == '\f')) {
        at++;
    }
    return at;
}

/* Inside the sheet, and data: with an image or a font. */
static bool is_self_contained(struct str target) {
    return str_is_empty(target) || target.data[0] == '#' ||
           str_starts(target, STR("data:image/")) || str_starts(target, STR("data:font/"));
}

static bool is_remote(struct str target) {
    size_t colon = str_find_char(target, ':', 0);
    size_t slash = str_find_char(target, '/', 0);
    return str_starts(target, STR("//")) || (colon != STR_NONE && colon < slash);
}

/* The path of `target` from the site folder, or the empty view if it leads nowhere. */
static struct str resolve(const struct sheet *sheet, struct str target) {
    struct str folder = path_folder(sheet->path);
    struct str rest = str_cut(&target, '#');
    rest = str_cut(&rest, '?');
    while (str_starts(rest, STR("../")) || str_starts(rest, STR("./"))) {
        if (rest.data[1] == '.') {
            folder = path_folder(folder);
        }
        str_cut(&rest, '/');
    }
    return path_join(sheet->scratch, folder, rest);
}

static void check_target(const struct sheet *sheet, struct str target, size_t at) {
    struct utf8_position position = utf8_position(sheet->text, at);
    struct place place = {sheet->path, position.line, position.column};
    if (is_self_contained(target)) {
        return;
    }
    if (is_remote(target)) {
        diag(sheet->diags, &MSG_STYLE_REMOTE, place, target);
    } else if (sources_find(sheet->sources, resolve(sheet, target)) == NULL) {
        diag(sheet->diags, &MSG_STYLE_MISSING, place, target);
    }
}

/* The text up to `end`, or up to the closing mark if it is quoted. Returns the offset behind it. */
static size_t read_target(const struct sheet *sheet, size_t at, char end) {
    struct str text = sheet->text;
    at = skip_blanks(text, at);
    if (at < text.length && (text.data[at] == '"' || text.data[at] == '\'')) {
        end = text.data[at++];
    }
    size_t close = str_find_char(text, end, at);
    if (close == STR_NONE) {
        return text.length;
    }
    check_target(sheet, str_trim(str_slice(text, at, close)), at);
    return close + 1;
}

void style_sheet_check(const struct sources *sources, struct str text, struct str path,
                       struct arena *scratch, struct diags *diags) {
    struct sheet sheet = {sources, text, path, scratch, diags};
    size_t at = 0;
    while (at < text.length) {
        if (has_at(text, at, STR("/*"))) {
            size_t close = str_find(text, STR("*/"), at + 2);
            at = close == STR_NONE ? text.length : close + 2;
        } else if (has_at(text, at, STR("url("))) {
            at = read_target(&sheet, at + 4, ')');
        } else if (has_at(text, at, STR("@import"))) {
            at = skip_blanks(text, at + 7);
            if (at < text.length && (text.data[at] == '"' || text.data[at] == '\'')) {
                at = read_target(&sheet, at, ';');
            }
        } else {
            at++;
        }
    }
}
