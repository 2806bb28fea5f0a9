#include "site/symbol.h"

#include "base/path.h"

static bool is_alphanumeric(char c) {
    return char_is_ascii_letter(c) || char_is_digit(c);
}

static bool is_sign(char c) {
    return str_find_char(STR(".-()*,_&+ "), c, 0) != STR_NONE;
}

/* What stands between two slashes. */
static bool is_part(struct str part) {
    bool has_name = false;
    for (size_t i = 0; i < part.length; i++) {
        char c = part.data[i];
        bool is_blank_pair = c == ' ' && i > 0 && part.data[i - 1] == ' ';
        if ((!is_alphanumeric(c) && !is_sign(c)) || is_blank_pair) {
            return false;
        }
        has_name = has_name || is_alphanumeric(c);
    }
    return has_name && part.data[0] != ' ' && part.data[part.length - 1] != ' ';
}

bool symbol_is_valid(struct str text) {
    bool is_good = text.length > 0 && text.length <= SYMBOL_MAX_BYTES && !str_ends(text, STR("/"));
    while (is_good && text.length > 0) {
        is_good = is_part(str_cut(&text, '/'));
    }
    return is_good;
}

static struct str part_address(struct arena *arena, struct str part) {
    char address[SYMBOL_MAX_BYTES];
    size_t length = 0;
    bool is_gap = false;
    for (size_t i = 0; i < part.length; i++) {
        char c = part.data[i];
        if (!is_alphanumeric(c)) {
            is_gap = length > 0;
            continue;
        }
        if (is_gap) {
            address[length++] = '-';
        }
        is_gap = false;
        address[length++] = char_to_ascii_lower(c);
    }
    struct str copy = str_copy(arena, (struct str){address, length});
    return path_is_id(copy) ? copy : str_join(arena, copy, STR("-"));
}

struct str symbol_address(struct arena *arena, struct str text) {
    struct str address = part_address(arena, str_cut(&text, '/'));
    while (text.length > 0) {
        address = str_join(arena, address, STR("/"), part_address(arena, str_cut(&text, '/')));
    }
    return address;
}
