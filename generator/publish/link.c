#include "publish/link.h"

/* "mailto:x", "https://x", but not "a/b:c". */
static bool has_scheme(struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];

        if (c == ':') {
            return i > 0;
        }
        if (!char_is_ascii_letter(c) && (i == 0 || (!char_is_digit(c) && !strchr("+-.", c)))) {
            return false;
        }
    }
    return false;
}

/* Cuts base_url off an absolute link. False if it leads away from the portal. */
static bool cut_base(struct str base, struct str *text) {
    if (str_is_empty(base)) {
        return false;
    }
    if (str_starts(*text, base)) {
        *text = str_from_byte(*text, base.length);
        return true;
    }
    /* The address of the portal may be written without its last slash. */
    struct str bare = str_slice(base, 0, base.length - 1);
    struct str behind = str_from_byte(*text, bare.length);

    if (str_starts(*text, bare) && (behind.length == 0 || behind.data[0] == '#')) {
        *text = behind;
        return true;
    }
    return false;
}

bool link_split(struct str text, struct str base_url, struct link *link) {
    link->is_from_out = has_scheme(text);
    if (link->is_from_out && !cut_base(base_url, &text)) {
        return false;
    }
    link->path = str_cut(&text, '#');
    link->fragment = text;
    return true;
}

/* ---- Paths -------------------------------------------------------------------------------------
 */

static int hex_value(char c) {
    c = char_to_ascii_lower(c);
    return char_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void link_unescape(struct str text, struct strbuf *out) {
    size_t percent;

    while ((percent = str_find_char(text, '%', 0)) != STR_NONE) {
        bool is_escape = percent + 2 < text.length && hex_value(text.data[percent + 1]) >= 0 &&
                         hex_value(text.data[percent + 2]) >= 0;

        strbuf_add(out, str_slice(text, 0, percent));
        if (is_escape) {
            int byte = hex_value(text.data[percent + 1]) * 16 + hex_value(text.data[percent + 2]);

            strbuf_add_char(out, (char)byte);
        } else {
            strbuf_add_char(out, '%');
        }
        text = str_from_byte(text, percent + (is_escape ? 3 : 1));
    }
    strbuf_add(out, text);
}

/* Removes the last component, if there is one. */
static bool go_up(struct strbuf *path) {
    size_t slash = str_find_last_char(strbuf_view(path), '/');

    if (path->length == 0) {
        return false;
    }
    path->length = slash == STR_NONE ? 0 : slash;
    return true;
}

/* Empty components stay, so that "a/" is not "a". */
bool link_resolve(const struct link *link, struct str folder, struct strbuf *out) {
    struct str rest = link->path;
    bool is_inside = !str_starts(rest, STR("/"));

    strbuf_clear(out);
    if (str_is_empty(rest) && link->is_from_out) {
        rest = STR("index.html"); /* the address of the portal itself */
    }
    if (!link->is_from_out) {
        strbuf_add(out, folder);
    }
    while (is_inside && rest.data) {
        struct str name = str_cut(&rest, '/');

        if (str_equal(name, STR(".."))) {
            is_inside = go_up(out);
        } else if (!str_equal(name, STR("."))) {
            if (out->length > 0) {
                strbuf_add_char(out, '/');
            }
            link_unescape(name, out);
        }
    }
    if (!is_inside) {
        strbuf_clear(out);
        strbuf_add(out, link->path);
    }
    return is_inside;
}

bool link_is_top(struct str fragment) {
    return fragment.length == 0 || str_equal_ascii_case(fragment, STR("top"));
}
