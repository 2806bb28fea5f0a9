#include "base/path.h"

#include "base/utf8.h"

struct str path_join(struct arena *arena, struct str folder, struct str name) {
    if (str_is_empty(folder)) {
        return str_copy(arena, name);
    }
    if (str_is_empty(name)) {
        return str_copy(arena, folder);
    }
    return str_join(arena, folder, STR("/"), name);
}

struct str path_folder(struct str path) {
    size_t slash = str_find_last_char(path, '/');

    return slash == STR_NONE ? (struct str){0} : str_slice(path, 0, slash);
}

struct str path_name(struct str path) {
    size_t slash = str_find_last_char(path, '/');

    return slash == STR_NONE ? path : str_from_byte(path, slash + 1);
}

struct str path_extension(struct str path) {
    struct str name = path_name(path);
    size_t dot = str_find_last_char(name, '.');

    return dot == STR_NONE ? (struct str){0} : str_from_byte(name, dot);
}

/* The length of the folders, with their last '/', that both paths begin with. */
static size_t common_folders_length(struct str a, struct str b) {
    size_t common = 0;

    for (size_t i = 0; i < a.length && i < b.length && a.data[i] == b.data[i]; i++) {
        if (a.data[i] == '/') {
            common = i + 1;
        }
    }
    return common;
}

static size_t count_slashes(struct str path) {
    size_t count = 0;

    for (size_t i = 0; i < path.length; i++) {
        count += path.data[i] == '/';
    }
    return count;
}

struct str path_relative(struct arena *arena, struct str from, struct str to) {
    size_t common = common_folders_length(from, to);
    struct str rest = str_from_byte(to, common);
    size_t up_bytes = 3 * count_slashes(str_from_byte(from, common));
    char *link = arena_alloc(arena, up_bytes + rest.length + 1);

    for (size_t at = 0; at < up_bytes; at += 3) {
        memcpy(link + at, "../", 3);
    }
    if (rest.length > 0) {
        memcpy(link + up_bytes, rest.data, rest.length);
    }
    return (struct str){link, up_bytes + rest.length};
}

static bool characters_are_clean(struct str path) {
    size_t at = 0;

    if (utf8_find_invalid(path) != STR_NONE) {
        return false;
    }
    while (at < path.length) {
        uint32_t rune = utf8_next(path, &at);

        if (rune < 0x20 || rune == '\\' || rune_is_control(rune)) {
            return false;
        }
    }
    return true;
}

static bool component_is_clean(struct str component) {
    return !str_is_empty(component) && !str_equal(component, STR(".")) &&
           !str_equal(component, STR(".."));
}

bool path_is_clean(struct str path) {
    struct str rest = path;

    if (str_is_empty(path) || !characters_are_clean(path)) {
        return false;
    }
    while (rest.data) {
        if (!component_is_clean(str_cut(&rest, '/'))) {
            return false;
        }
    }
    return true;
}

static bool is_windows_device(struct str name) {
    static const struct str plain[] = {STR_INIT("con"), STR_INIT("prn"), STR_INIT("aux"),
                                       STR_INIT("nul")};

    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        if (str_equal(name, plain[i])) {
            return true;
        }
    }
    return name.length == 4 && char_is_digit(name.data[3]) &&
           (str_starts(name, STR("com")) || str_starts(name, STR("lpt")));
}

bool path_is_id(struct str name) {
    if (str_is_empty(name) || name.length > NAME_MAX_BYTES || name.data[0] == '-') {
        return false;
    }
    for (size_t i = 0; i < name.length; i++) {
        char c = name.data[i];

        if (!char_is_ascii_lower(c) && !char_is_digit(c) && c != '-') {
            return false;
        }
    }
    return !is_windows_device(name);
}
