#include "sources/lang_tag.h"

#define MAX_SUBTAGS 16

/* A tag being read: its subtags, and a cursor over them. */
struct subtags {
    struct str items[MAX_SUBTAGS];
    size_t count, next;
};

static bool is_letters(struct str s) {
    for (size_t i = 0; i < s.length; i++) {
        if (!char_is_ascii_letter(s.data[i])) {
            return false;
        }
    }
    return true;
}

static bool is_digits(struct str s) {
    for (size_t i = 0; i < s.length; i++) {
        if (!char_is_digit(s.data[i])) {
            return false;
        }
    }
    return true;
}

static bool is_alphanumeric(struct str s, size_t shortest, size_t longest) {
    if (s.length < shortest || s.length > longest) {
        return false;
    }
    for (size_t i = 0; i < s.length; i++) {
        if (!char_is_digit(s.data[i]) && !char_is_ascii_letter(s.data[i])) {
            return false;
        }
    }
    return true;
}

static bool is_language(struct str s) {
    return (s.length == 2 || s.length == 3) && is_letters(s);
}

static bool is_extended_language(struct str s) {
    return s.length == 3 && is_letters(s);
}

static bool is_script(struct str s) {
    return s.length == 4 && is_letters(s);
}

static bool is_region(struct str s) {
    return (s.length == 2 && is_letters(s)) || (s.length == 3 && is_digits(s));
}

static bool is_variant(struct str s) {
    return is_alphanumeric(s, 5, 8) || (is_alphanumeric(s, 4, 4) && char_is_digit(s.data[0]));
}

static bool is_singleton(struct str s) {
    return is_alphanumeric(s, 1, 1) && s.data[0] != 'x' && s.data[0] != 'X';
}

static bool is_private_mark(struct str s) {
    return str_equal_ascii_case(s, STR("x"));
}

/* Cuts the tag at its hyphens; underscores pass too, for the sake of a helpful message. */
static bool split(char *tag, size_t length, struct subtags *subtags) {
    size_t start = 0;
    for (size_t at = 0; at <= length; at++) {
        if (at < length && tag[at] == '_') {
            tag[at] = '-';
        }
        if (at < length && tag[at] != '-') {
            continue;
        }
        if (subtags->count == MAX_SUBTAGS || at == start) {
            return false;
        }
        subtags->items[subtags->count++] = (struct str){tag + start, at - start};
        start = at + 1;
    }
    return true;
}

/* Moves on if the next subtag passes `test`. */
static bool take(struct subtags *subtags, bool (*test)(struct str)) {
    if (subtags->next == subtags->count || !test(subtags->items[subtags->next])) {
        return false;
    }
    subtags->next++;
    return true;
}

/* Takes subtags of `shortest` to 8 letters or digits; returns how many there were. */
static size_t take_alphanumeric(struct subtags *subtags, size_t shortest) {
    size_t from = subtags->next;
    while (subtags->next < subtags->count &&
           is_alphanumeric(subtags->items[subtags->next], shortest, 8)) {
        subtags->next++;
    }
    return subtags->next - from;
}

static char to_upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* The tag is lower case by now; scripts and regions get their capitals. */
static void capitalise(char *tag, const struct subtags *subtags, size_t script, size_t region) {
    if (script < subtags->count) {
        char *letter = tag + (subtags->items[script].data - tag);
        *letter = to_upper(*letter);
    }
    if (region < subtags->count) {
        size_t from = (size_t)(subtags->items[region].data - tag);
        for (size_t i = 0; i < subtags->items[region].length; i++) {
            tag[from + i] = to_upper(tag[from + i]);
        }
    }
}

/* The grammar of RFC 5646 without its list of irregular old tags. */
static bool read_tag(char *tag, size_t length) {
    struct subtags subtags = {0};
    size_t script = MAX_SUBTAGS, region = MAX_SUBTAGS;
    if (!split(tag, length, &subtags)) {
        return false;
    }
    if (take(&subtags, is_language)) {
        for (int i = 0; i < 3 && take(&subtags, is_extended_language); i++) {
        }
        if (take(&subtags, is_script)) {
            script = subtags.next - 1;
        }
        if (take(&subtags, is_region)) {
            region = subtags.next - 1;
        }
        while (take(&subtags, is_variant)) {
        }
        while (take(&subtags, is_singleton)) {
            if (take_alphanumeric(&subtags, 2) == 0) {
                return false;
            }
        }
    }
    if (take(&subtags, is_private_mark) && take_alphanumeric(&subtags, 1) == 0) {
        return false;
    }
    capitalise(tag, &subtags, script, region);
    return subtags.next == subtags.count;
}

struct str lang_tag_canonical(struct arena *arena, struct str tag) {
    if (tag.length == 0 || tag.length > LANG_TAG_MAX_BYTES) {
        return (struct str){0};
    }
    char *copy = arena_alloc(arena, tag.length + 1);
    for (size_t i = 0; i < tag.length; i++) {
        copy[i] = char_to_ascii_lower(tag.data[i]);
    }
    return read_tag(copy, tag.length) ? (struct str){copy, tag.length} : (struct str){0};
}

bool lang_tag_is_canonical(struct str tag) {
    char copy[LANG_TAG_MAX_BYTES];
    if (tag.length == 0 || tag.length > sizeof copy) {
        return false;
    }
    for (size_t i = 0; i < tag.length; i++) {
        copy[i] = char_to_ascii_lower(tag.data[i]);
    }
    return read_tag(copy, tag.length) && memcmp(copy, tag.data, tag.length) == 0;
}
