/*
 * json.h - writing JSON (RFC 8259) piece by piece: commas are put where they belong.
 *
 * What is written may stand in a <script> element of HTML: < > & and the line ends of JavaScript,
 * U+2028 and U+2029, are escaped.
 */
#ifndef ISOGLOSS_PAGES_JSON_H
#define ISOGLOSS_PAGES_JSON_H

#include "base/str.h"

/* Ready when only `out` is set. */
struct json {
    struct strbuf *out;
    bool has_sibling; /* something stands before what comes next */
};

/* '{' or '['; and '}' or ']'. */
void json_open(struct json *json, char bracket);
void json_close(struct json *json, char bracket);
/* The key of what comes next. */
void json_key(struct json *json, const char *key);
void json_key_text(struct json *json, struct str key);
/* A string. */
void json_text(struct json *json, struct str text);
/* A number as content writes it: digits, perhaps a point and a minus. */
void json_number(struct json *json, struct str number);
void json_true(struct json *json);
void json_false(struct json *json);
/* A key and its string. */
void json_put(struct json *json, const char *key, struct str text);
/* The same unless the text is empty. */
void json_put_if(struct json *json, const char *key, struct str text);
/* What comes next begins a line. */
void json_line(struct json *json);

#endif
