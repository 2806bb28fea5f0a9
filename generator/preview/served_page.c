#include "preview/served_page.h"

#include "base/diag.h"
#include "preview/content_policy.h"

static void add_script(struct str version, struct strbuf *out) {
    strbuf_add(out, STR("<script src=\"" SERVED_SCRIPT_PATH "\" data-version=\""));
    strbuf_add(out, version);
    strbuf_add(out, STR("\"></script>\n"));
}

/* Before the end of the body, or where there is no such tag, at the end: a parser takes it there.
 */
static size_t find_place(struct str page) {
    static const struct str tag = STR_INIT("</body");
    size_t place = page.length;

    for (size_t at = str_find_char(page, '<', 0); at != STR_NONE;
         at = str_find_char(page, '<', at + 1)) {
        if (str_equal_ascii_case(str_slice(page, at, at + tag.length), tag)) {
            place = at;
        }
    }
    return place;
}

/* ---- Attributes ---------------------------------------------------------------------------- */

/* The ways in which templates, and people, write what may not stand between quotes. */
static const struct {
    struct str reference;
    char c;
} references[] = {
    {STR_INIT("&amp;"), '&'},   {STR_INIT("&quot;"), '"'},  {STR_INIT("&#39;"), '\''},
    {STR_INIT("&apos;"), '\''}, {STR_INIT("&#x27;"), '\''}, {STR_INIT("&#34;"), '"'},
};
#define REFERENCE_COUNT (sizeof references / sizeof references[0])

static void decode_attribute(struct str value, struct strbuf *out) {
    for (size_t at = 0; at < value.length; at++) {
        struct str rest = str_from_byte(value, at);
        char c = value.data[at];

        for (size_t i = 0; i < REFERENCE_COUNT; i++) {
            if (str_starts(rest, references[i].reference)) {
                c = references[i].c;
                at += references[i].reference.length - 1;
                break;
            }
        }
        strbuf_add_char(out, c);
    }
}

/* For quotes of either kind. */
static void encode_attribute(struct str value, struct strbuf *out) {
    for (size_t at = 0; at < value.length; at++) {
        size_t i = 0;

        while (i < REFERENCE_COUNT && references[i].c != value.data[at]) {
            i++;
        }
        if (i < REFERENCE_COUNT) {
            strbuf_add(out, references[i].reference);
        } else {
            strbuf_add_char(out, value.data[at]);
        }
    }
}

static void add_policy(struct str value, struct strbuf *out) {
    struct strbuf policy = {0};
    struct strbuf relaxed = {0};

    decode_attribute(value, &policy);
    content_policy_relax(strbuf_view(&policy), &relaxed);
    encode_attribute(strbuf_view(&relaxed), out);
    strbuf_release(&policy);
    strbuf_release(&relaxed);
}

/* ---- Pages of OUT -------------------------------------------------------------------------- */

static void add_relaxed(struct str page, struct strbuf *out) {
    size_t done = 0;
    size_t start, end;

    while (content_policy_find(page, done, &start, &end)) {
        strbuf_add(out, str_slice(page, done, start));
        add_policy(str_slice(page, start, end), out);
        done = end;
    }
    strbuf_add(out, str_from_byte(page, done));
}

void served_page_add(struct str page, struct str version, struct strbuf *out) {
    size_t place = find_place(page);

    add_relaxed(str_slice(page, 0, place), out);
    add_script(version, out);
    strbuf_add(out, str_from_byte(page, place));
}

/* ---- Pages of its own ---------------------------------------------------------------------- */

static void add_escaped(struct str text, struct strbuf *out) {
    for (size_t i = 0; i < text.length; i++) {
        switch (text.data[i]) {
        case '&':
            strbuf_add(out, STR("&amp;"));
            break;
        case '<':
            strbuf_add(out, STR("&lt;"));
            break;
        case '>':
            strbuf_add(out, STR("&gt;"));
            break;
        default:
            strbuf_add_char(out, text.data[i]);
        }
    }
}

/* Each line is isolated: a message in Arabic stands beside one about a Latin name. */
static void add_lines(struct str text, struct strbuf *out) {
    struct str rest = text;

    while (!str_is_empty(rest)) {
        strbuf_add(out, STR("<p dir=\"auto\">"));
        add_escaped(str_cut(&rest, '\n'), out);
        strbuf_add(out, STR("</p>\n"));
    }
}

void served_page_add_notice(struct str title, struct str text, struct str version,
                            struct strbuf *out) {
    strbuf_add(out, STR("<!DOCTYPE html>\n<html lang=\""));
    /* TRANSLATORS: the tag of the language you translate into, such as "fr" */
    strbuf_add_c(out, message_translated(N_("en")));
    strbuf_add(out, STR("\">\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width\">\n"
                        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>"));
    add_escaped(title, out);
    strbuf_add(out, STR("</title>\n<h1 dir=\"auto\">"));
    add_escaped(title, out);
    strbuf_add(out, STR("</h1>\n"));
    add_lines(text, out);
    add_script(version, out);
}
