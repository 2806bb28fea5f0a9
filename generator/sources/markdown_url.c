#include "sources/markdown_url.h"
#include "base/path.h"
#include "base/utf8.h"
#include "sources/markdown.h"

static const struct str allowed_schemes[] = {STR_INIT("https"), STR_INIT("http"),
                                             STR_INIT("mailto"), STR_INIT("tel")};

static int hex_value(char c) {
    c = char_to_ascii_lower(c);
    return char_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static struct str percent_decode(struct arena *arena, struct str text) {
    char *decoded;
    size_t length = 0;

    if (str_find_char(text, '%', 0) == STR_NONE) {
        return text;
    }
    decoded = arena_alloc(arena, text.length + 1);
    for (size_t i = 0; i < text.length; i++) {
        int high = text.data[i] == '%' && i + 2 < text.length ? hex_value(text.data[i + 1]) : -1;
        int low = high >= 0 ? hex_value(text.data[i + 2]) : -1;

        if (low >= 0) {
            decoded[length++] = (char)(high * 16 + low);
            i += 2;
        } else {
            decoded[length++] = text.data[i];
        }
    }
    return (struct str){decoded, length};
}

static bool is_forbidden(uint32_t rune) {
    if (rune < 0x7F) {
        return rune < 0x20;
    }
    return rune_is_control(rune) || rune_is_bidi_override(rune) || rune_is_bidi_isolate(rune) ||
           rune_is_invisible(rune);
}

static bool has_forbidden(struct str text) {
    size_t at = 0;

    while (at < text.length) {
        uint32_t rune = (unsigned char)text.data[at];

        if (rune < 0x80) {
            at++;
        } else {
            rune = utf8_next(text, &at);
        }
        if (is_forbidden(rune)) {
            return true;
        }
    }
    return false;
}

/* The part that could be read as a scheme or a host: up to the first / ? or #. */
static struct str head_of(struct str text) {
    size_t end = 0;

    while (end < text.length && text.data[end] != '/' && text.data[end] != '?' &&
           text.data[end] != '#') {
        end++;
    }
    return str_slice(text, 0, end);
}

/* What stands before the first ':' of the head, or data NULL. */
static struct str scheme_of(struct str text) {
    struct str head = head_of(text);
    size_t colon = str_find_char(head, ':', 0);

    return colon == STR_NONE ? (struct str){0} : str_slice(head, 0, colon);
}

static bool is_allowed_scheme(struct str scheme) {
    for (size_t i = 0; i < sizeof allowed_schemes / sizeof *allowed_schemes; i++) {
        if (str_equal_ascii_case(scheme, allowed_schemes[i])) {
            return true;
        }
    }
    return false;
}

static bool is_anchor(struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];

        if (!char_is_ascii_letter(c) && !char_is_digit(c) && c != '-' && c != '_' && c != '.') {
            return false;
        }
    }
    return text.length > 0;
}

/* Web addresses name a host; the others need something behind the colon. */
static bool is_complete(struct str url, struct str scheme) {
    struct str rest = str_from_byte(url, scheme.length + 1);

    if (!str_equal_ascii_case(scheme, STR("http")) && !str_equal_ascii_case(scheme, STR("https"))) {
        return rest.length > 0;
    }
    return str_starts(rest, STR("//")) && rest.length > 2 && rest.data[2] != '/' &&
           rest.data[2] != '?' && rest.data[2] != '#';
}

static bool is_outside(struct str text) {
    struct str rest = text;

    if (text.data[0] == '/' || str_find_char(text, '\\', 0) != STR_NONE) {
        return true;
    }
    while (rest.data && rest.length > 0) {
        struct str part = str_cut(&rest, '/');

        if (str_equal(part, STR("..")) || str_equal(part, STR("."))) {
            return true;
        }
    }
    return false;
}

/* What links and images have in common; URL_OTHER if all is well so far. */
static struct url read_common(struct arena *arena, struct str url) {
    struct str decoded, scheme, real_scheme;

    if (url.length == 0) {
        return (struct url){.kind = URL_EMPTY};
    }
    if (url.length > MARKDOWN_MAX_URL_BYTES) {
        return (struct url){.kind = URL_TOO_LONG};
    }
    decoded = percent_decode(arena, url);
    if (has_forbidden(url) || (decoded.data != url.data && has_forbidden(head_of(decoded)))) {
        return (struct url){.kind = URL_CONTROL};
    }
    real_scheme = scheme_of(url);
    scheme = str_trim(scheme_of(decoded));
    if (real_scheme.data && is_allowed_scheme(real_scheme)) {
        return (struct url){.kind = is_complete(url, real_scheme) ? URL_EXTERNAL : URL_OTHER,
                            .destination = url,
                            .scheme = real_scheme};
    }
    if (scheme.data) {
        return (struct url){.kind = URL_SCHEME, .scheme = scheme};
    }
    if (str_starts(decoded, STR("//"))) {
        return (struct url){.kind = URL_DOUBLE_SLASH};
    }
    if (decoded.data != url.data && has_forbidden(decoded)) {
        return (struct url){.kind = URL_CONTROL};
    }
    return (struct url){.kind = is_outside(decoded) ? URL_OUTSIDE : URL_OTHER,
                        .destination = decoded};
}

static bool is_item(struct str text) {
    struct str anchor = text;
    struct str path = str_cut(&anchor, '#');
    struct str id = path;
    struct str collection = str_cut(&id, '/');

    return path_is_id(collection) && path_is_id(id) && (!anchor.data || is_anchor(anchor));
}

struct url url_read_link(struct arena *arena, struct str destination) {
    struct url url = read_common(arena, destination);

    if (url.kind != URL_OTHER || url.scheme.data) {
        return url;
    }
    if (url.destination.data[0] == '#' && is_anchor(str_from_byte(url.destination, 1))) {
        url.kind = URL_SAME_PAGE;
    } else if (is_item(url.destination)) {
        url.kind = URL_ITEM;
    }
    return url;
}

struct url url_read_image(struct arena *arena, struct str destination) {
    struct url url = read_common(arena, destination);

    if (url.kind == URL_OTHER && !url.scheme.data && path_is_clean(url.destination) &&
        utf8_find_invalid(url.destination) == STR_NONE &&
        str_find_char(url.destination, '/', 0) != STR_NONE &&
        str_find_char(url.destination, '#', 0) == STR_NONE &&
        str_find_char(url.destination, '?', 0) == STR_NONE) {
        url.kind = URL_MEDIA;
    }
    return url;
}
