#include "pages/json.h"

/* 1: stands escaped; 2: first byte of U+2028 and U+2029, perhaps. */
static const unsigned char special[256] = {
    [0] = 1,   [1] = 1,    [2] = 1,   [3] = 1,   [4] = 1,   [5] = 1,    [6] = 1,    [7] = 1,
    [8] = 1,   [9] = 1,    [10] = 1,  [11] = 1,  [12] = 1,  [13] = 1,   [14] = 1,   [15] = 1,
    [16] = 1,  [17] = 1,   [18] = 1,  [19] = 1,  [20] = 1,  [21] = 1,   [22] = 1,   [23] = 1,
    [24] = 1,  [25] = 1,   [26] = 1,  [27] = 1,  [28] = 1,  [29] = 1,   [30] = 1,   [31] = 1,
    ['"'] = 1, ['\\'] = 1, ['<'] = 1, ['>'] = 1, ['&'] = 1, [0x7F] = 1, [0xE2] = 2,
};

static void add_escaped(struct strbuf *out, unsigned char c) {
    if (c == '"' || c == '\\') {
        strbuf_add_char(out, '\\');
        strbuf_add_char(out, (char)c);
    } else if (c == '\n') {
        strbuf_add(out, STR("\\n"));
    } else {
        strbuf_add_format(out, "\\u%04x", c);
    }
}

static void add_string(struct strbuf *out, struct str text) {
    size_t start = 0;
    strbuf_add_char(out, '"');
    for (size_t at = 0; at < text.length; at++) {
        unsigned char c = (unsigned char)text.data[at];
        bool is_line_end = special[c] == 2 && at + 2 < text.length && text.data[at + 1] == '\x80' &&
                           (text.data[at + 2] == '\xA8' || text.data[at + 2] == '\xA9');
        if (special[c] == 1 || is_line_end) {
            strbuf_add(out, str_slice(text, start, at));
            if (is_line_end) {
                strbuf_add(out, text.data[at + 2] == '\xA8' ? STR("\\u2028") : STR("\\u2029"));
                at += 2;
            } else {
                add_escaped(out, c);
            }
            start = at + 1;
        }
    }
    strbuf_add(out, str_from_byte(text, start));
    strbuf_add_char(out, '"');
}

static void separate(struct json *json) {
    if (json->has_sibling) {
        strbuf_add_char(json->out, ',');
    }
    json->has_sibling = true;
}

void json_open(struct json *json, char bracket) {
    separate(json);
    strbuf_add_char(json->out, bracket);
    json->has_sibling = false;
}

void json_close(struct json *json, char bracket) {
    strbuf_add_char(json->out, bracket);
    json->has_sibling = true;
}

void json_key_text(struct json *json, struct str key) {
    separate(json);
    add_string(json->out, key);
    strbuf_add_char(json->out, ':');
    json->has_sibling = false;
}

void json_key(struct json *json, const char *key) {
    json_key_text(json, str_from(key));
}

void json_text(struct json *json, struct str text) {
    separate(json);
    add_string(json->out, text);
}

/* JSON knows no zero before other digits. */
void json_number(struct json *json, struct str number) {
    separate(json);
    if (str_starts(number, STR("-"))) {
        strbuf_add_char(json->out, '-');
        number = str_from_byte(number, 1);
    }
    while (number.length > 1 && number.data[0] == '0' && char_is_digit(number.data[1])) {
        number = str_from_byte(number, 1);
    }
    strbuf_add(json->out, number);
}

void json_true(struct json *json) {
    separate(json);
    strbuf_add(json->out, STR("true"));
}

void json_false(struct json *json) {
    separate(json);
    strbuf_add(json->out, STR("false"));
}

void json_put(struct json *json, const char *key, struct str text) {
    json_key(json, key);
    json_text(json, text);
}

void json_put_if(struct json *json, const char *key, struct str text) {
    if (text.length > 0) {
        json_put(json, key, text);
    }
}

void json_line(struct json *json) {
    if (json->has_sibling) {
        strbuf_add_char(json->out, ',');
        json->has_sibling = false;
    }
    strbuf_add_char(json->out, '\n');
}
