#include "preview/request.h"

#include "base/path.h"

/* ---- The path ------------------------------------------------------------------------------ */

static int hex_value(char c) {
    char lower = char_to_ascii_lower(c);

    if (char_is_digit(c)) {
        return c - '0';
    }
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* False if a percent sign is not followed by two digits. */
static bool decode(struct str text, struct strbuf *out) {
    size_t at = 0;

    while (at < text.length) {
        if (text.data[at] != '%') {
            strbuf_add_char(out, text.data[at++]);
            continue;
        }
        int high = text.length - at > 2 ? hex_value(text.data[at + 1]) : -1;
        int low = text.length - at > 2 ? hex_value(text.data[at + 2]) : -1;

        if (high < 0 || low < 0) {
            return false;
        }
        strbuf_add_char(out, (char)(high * 16 + low));
        at += 3;
    }
    return true;
}

/* The list of our own files, .git, .htaccess: none of it is part of a portal. */
static bool has_hidden_name(struct str path) {
    struct str rest = path;

    while (rest.data) {
        if (str_starts(str_cut(&rest, '/'), STR("."))) {
            return true;
        }
    }
    return false;
}

static bool has_long_name(struct str path) {
    struct str rest = path;

    while (rest.data) {
        if (str_cut(&rest, '/').length > NAME_MAX_BYTES) {
            return true;
        }
    }
    return false;
}

enum request_kind request_read(struct str target, struct arena *arena, struct str *path) {
    struct strbuf decoded = {0};
    bool is_decoded = str_starts(target, STR("/")) && decode(str_from_byte(target, 1), &decoded);

    *path = (struct str){0};
    if (is_decoded) {
        struct str text = strbuf_view(&decoded);
        bool is_folder = str_is_empty(text) || str_ends(text, STR("/"));

        *path = str_join(arena, text, is_folder ? STR("index.html") : STR(""));
    }
    strbuf_release(&decoded);
    if (!is_decoded || !path_is_clean(*path)) {
        return REQUEST_MALFORMED;
    }
    if (path->length > PATH_MAX_BYTES || has_long_name(*path) || has_hidden_name(*path)) {
        return REQUEST_HIDDEN;
    }
    return REQUEST_FILE;
}

/* ---- The host ------------------------------------------------------------------------------ */

/* ":8000" or nothing. Any number: an SSH tunnel may end at another port than ours. */
static bool is_port(struct str text) {
    uint32_t port;

    return str_is_empty(text) || (str_starts(text, STR(":")) &&
                                  str_to_u32(str_from_byte(text, 1), &port) && port <= UINT16_MAX);
}

bool request_host_is_local(struct str host) {
    static const struct str names[] = {STR_INIT("localhost"), STR_INIT("127.0.0.1"),
                                       STR_INIT("[::1]")};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_equal_ascii_case(str_slice(host, 0, names[i].length), names[i]) &&
            is_port(str_from_byte(host, names[i].length))) {
            return true;
        }
    }
    return false;
}

/* ---- The type ------------------------------------------------------------------------------ */

const char *request_content_type(struct str path) {
    static const struct {
        struct str extension;
        const char *type;
    } types[] = {
        {STR_INIT(".html"), "text/html; charset=utf-8"},
        {STR_INIT(".css"), "text/css; charset=utf-8"},
        {STR_INIT(".js"), "text/javascript; charset=utf-8"},
        {STR_INIT(".json"), "application/json"},
        {STR_INIT(".xml"), "application/xml; charset=utf-8"},
        {STR_INIT(".txt"), "text/plain; charset=utf-8"},
        {STR_INIT(".csv"), "text/csv; charset=utf-8"},
        {STR_INIT(".ics"), "text/calendar; charset=utf-8"},
        {STR_INIT(".bib"), "application/x-bibtex; charset=utf-8"},
        {STR_INIT(".ris"), "application/x-research-info-systems; charset=utf-8"},
        {STR_INIT(".svg"), "image/svg+xml"},
        {STR_INIT(".png"), "image/png"},
        {STR_INIT(".jpg"), "image/jpeg"},
        {STR_INIT(".jpeg"), "image/jpeg"},
        {STR_INIT(".webp"), "image/webp"},
        {STR_INIT(".gif"), "image/gif"},
        {STR_INIT(".ico"), "image/x-icon"},
        {STR_INIT(".woff2"), "font/woff2"},
        {STR_INIT(".pdf"), "application/pdf"},
    };
    struct str extension = path_extension(path);

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (str_equal_ascii_case(extension, types[i].extension)) {
            return types[i].type;
        }
    }
    return "application/octet-stream";
}
