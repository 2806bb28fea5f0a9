/*
 * A pocket edition of the HTML tokenizer: as much as decides what a value may mean where it stands.
 * Where this reading and a browser's could differ, tags are refused.
 */
#include "pages/messages.h"
#include "pages/mustache_tree.h"

static const struct {
    char name[10];
    bool has_references; /* its text knows &amp; */
} special_elements[] = {
    {"", false},       {"script", false},  {"style", false},    {"xmp", false},
    {"iframe", false}, {"noembed", false}, {"noframes", false}, {"plaintext", false},
    {"title", true},   {"textarea", true},
};

static const char *const address_attributes[] = {
    "action",   "background", "cite",   "data", "formaction", "href", "longdesc",
    "manifest", "ping",       "poster", "src",  "uri",        "url",
};

static bool is_blank(char c) {
    return c == '\f' || char_is_blank(c);
}

/* --- Names ----------------------------------------------------------------------------------- */

static void name_start(struct html *html) {
    html->name_bytes = 0;
}

/* A name that does not fit is none that matters, and its last byte then says so. */
static void name_add(struct html *html, char c) {
    if (html->name_bytes < sizeof html->name) {
        html->name[html->name_bytes++] = char_to_ascii_lower(c);
    } else {
        html->name[sizeof html->name - 1] = '?';
    }
}

static struct str name_of(const struct html *html) {
    return (struct str){html->name, html->name_bytes};
}

static uint8_t find_element(struct str name) {
    for (uint8_t i = 1; i < sizeof special_elements / sizeof *special_elements; i++) {
        if (str_equal(name, str_from(special_elements[i].name))) {
            return i;
        }
    }
    return 0;
}

static enum html_attribute find_attribute(struct str name) {
    if (str_starts(name, STR("on")) || str_equal(name, STR("style")) ||
        str_equal(name, STR("srcdoc"))) {
        return ATTRIBUTE_CODE;
    }
    if (str_equal(name, STR("srcset")) || str_equal(name, STR("imagesrcset"))) {
        return ATTRIBUTE_ADDRESSES;
    }
    if (str_starts(name, STR("data-"))) {
        size_t dash = str_find_last_char(name, '-');

        name = str_from_byte(name, dash + 1);
    } else if (str_starts(name, STR("xlink:"))) {
        name = str_from_byte(name, sizeof "xlink:" - 1);
    }
    for (size_t i = 0; i < sizeof address_attributes / sizeof *address_attributes; i++) {
        if (str_equal(name, str_from(address_attributes[i]))) {
            return ATTRIBUTE_ADDRESS;
        }
    }
    return ATTRIBUTE_PLAIN;
}

/* --- Addresses ------------------------------------------------------------------------------- */

static bool is_allowed_scheme(struct str scheme) {
    return str_equal_ascii_case(scheme, STR("https")) ||
           str_equal_ascii_case(scheme, STR("http")) ||
           str_equal_ascii_case(scheme, STR("mailto")) || str_equal_ascii_case(scheme, STR("tel"));
}

/* From '/', '?' or '#' on there can be no scheme; browsers read '\' as '/'. */
static bool ends_scheme(char c) {
    return c == '/' || c == '?' || c == '#' || c == '\\';
}

bool html_address_is_allowed(struct str address) {
    char scheme[8];
    size_t length = 0;

    for (size_t i = 0; i < address.length; i++) {
        char c = address.data[i];

        if (ends_scheme(c)) {
            return true;
        }
        if (c == ':') {
            return length <= sizeof scheme && is_allowed_scheme((struct str){scheme, length});
        }
        /* Browsers drop blanks and controls in front, and tabs and line ends anywhere. */
        if ((unsigned char)c > ' ') {
            if (length < sizeof scheme) {
                scheme[length] = c;
            }
            length++;
        }
    }
    return true;
}

static const struct message *read_address(struct html *html, char c) {
    if (html->address == ADDRESS_SAFE || html->address == ADDRESS_FORBIDDEN) {
        return NULL;
    }
    if (ends_scheme(c)) {
        html->address = ADDRESS_SAFE;
    } else if (c == ':') {
        bool is_mixed = html->address == ADDRESS_MIXED;

        html->address =
            !is_mixed && is_allowed_scheme(name_of(html)) ? ADDRESS_SAFE : ADDRESS_FORBIDDEN;
        return is_mixed ? &MSG_TEMPLATE_ADDRESS : NULL;
    } else if (!is_blank(c)) {
        if (html->address == ADDRESS_START) {
            html->address = ADDRESS_LITERAL;
        }
        name_add(html, c);
    }
    return NULL;
}

/* --- Tags ------------------------------------------------------------------------------------ */

static void finish_tag(struct html *html) {
    html->attribute = ATTRIBUTE_PLAIN;
    html->address = ADDRESS_START;
    html->run = 0;
    if (html->is_end_tag || html->element == 0) {
        html->state = HTML_TEXT;
        html->element = 0;
    } else {
        html->state = special_elements[html->element].has_references ? HTML_ESCAPED_TEXT : HTML_RAW;
    }
    html->is_end_tag = false;
}

static void start_attribute(struct html *html, char c) {
    html->state = HTML_ATTRIBUTE_NAME;
    name_start(html);
    name_add(html, c);
}

static void end_value(struct html *html) {
    html->state = HTML_TAG;
    html->attribute = ATTRIBUTE_PLAIN;
    html->address = ADDRESS_START;
}

/* What blanks, '/' and '>' do between names; false: `c` is something else. */
static bool read_tag_mark(struct html *html, char c) {
    if (c == '>') {
        finish_tag(html);
    } else if (c == '/') {
        html->state = HTML_TAG;
    } else {
        return false;
    }
    return true;
}

static void read_tag_open(struct html *html, char c) {
    if (char_is_ascii_letter(c)) {
        html->state = HTML_TAG_NAME;
        name_start(html);
        name_add(html, c);
    } else if (c == '/') {
        html->state = HTML_END_OPEN;
    } else if (c == '!') {
        html->state = HTML_BANG;
        html->run = 0;
    } else if (c == '?') {
        html->state = HTML_DECLARATION;
    } else if (c != '<') {
        html->state = HTML_TEXT;
    }
}

static void read_end_open(struct html *html, char c) {
    if (char_is_ascii_letter(c)) {
        html->state = HTML_TAG_NAME;
        html->is_end_tag = true;
        name_start(html);
        name_add(html, c);
    } else {
        html->state = c == '>' ? HTML_TEXT : HTML_DECLARATION;
    }
}

static void read_tag_name(struct html *html, char c) {
    if (is_blank(c) || c == '/' || c == '>') {
        html->element = html->is_end_tag ? 0 : find_element(name_of(html));
        html->state = HTML_TAG;
        if (c == '>') {
            finish_tag(html);
        }
    } else {
        name_add(html, c);
    }
}

static const struct message *read_in_tag(struct html *html, char c) {
    switch (html->state) {
    case HTML_ATTRIBUTE_NAME:
    case HTML_AFTER_NAME:
        if (c == '=') {
            html->attribute = find_attribute(name_of(html));
            html->state = HTML_BEFORE_VALUE;
        } else if (is_blank(c)) {
            html->state = HTML_AFTER_NAME;
        } else if (!read_tag_mark(html, c)) {
            if (html->state == HTML_AFTER_NAME) {
                start_attribute(html, c);
            } else {
                name_add(html, c);
            }
        }
        return NULL;
    case HTML_GLUE:
        if (is_blank(c)) {
            html->state = HTML_TAG;
        } else if (!read_tag_mark(html, c)) {
            start_attribute(html, c);
            return &MSG_TEMPLATE_GLUE;
        }
        return NULL;
    default: /* HTML_TAG */
        if (!is_blank(c) && !read_tag_mark(html, c)) {
            start_attribute(html, c);
        }
        return NULL;
    }
}

static const struct message *read_value(struct html *html, char c) {
    switch (html->state) {
    case HTML_BEFORE_VALUE:
        name_start(html);
        html->address = ADDRESS_START;
        if (c == '"') {
            html->state = HTML_DOUBLE_QUOTED;
        } else if (c == '\'') {
            html->state = HTML_SINGLE_QUOTED;
        } else if (c == '>') {
            finish_tag(html);
        } else if (!is_blank(c)) {
            html->state = HTML_UNQUOTED;
        }
        return NULL;
    case HTML_DOUBLE_QUOTED:
        if (c == '"') {
            end_value(html);
        } else if (html->attribute == ATTRIBUTE_ADDRESS) {
            return read_address(html, c);
        }
        return NULL;
    case HTML_SINGLE_QUOTED:
        if (c == '\'') {
            end_value(html);
        }
        return NULL;
    default: /* HTML_UNQUOTED */
        if (is_blank(c)) {
            end_value(html);
        } else if (c == '>') {
            finish_tag(html);
        }
        return NULL;
    }
}

/* --- Text ------------------------------------------------------------------------------------ */

/* In <script> and the like only its own end tag is markup. */
static void read_special(struct html *html, char c) {
    struct str name = str_from(special_elements[html->element].name);
    size_t run = html->run;

    if (run == name.length + 2 && (is_blank(c) || c == '/' || c == '>')) {
        html->state = HTML_TAG;
        html->is_end_tag = true;
        html->run = 0;
        if (c == '>') {
            finish_tag(html);
        }
        return;
    }
    if ((run == 1 && c == '/') ||
        (run >= 2 && run < name.length + 2 && char_to_ascii_lower(c) == name.data[run - 2])) {
        html->run++;
    } else {
        html->run = c == '<';
    }
}

static void read_bang(struct html *html, char c) {
    if (c == '-') {
        html->run++;
        if (html->run == 2) {
            html->state = HTML_COMMENT;
        }
    } else {
        html->state = c == '>' ? HTML_TEXT : HTML_DECLARATION;
    }
}

static void read_comment(struct html *html, char c) {
    if (c == '-') {
        html->run = 2 - (html->run == 0);
    } else {
        if (c == '>' && html->run == 2) {
            html->state = HTML_TEXT;
        }
        html->run = 0;
    }
}

static const struct message *read_char(struct html *html, char c) {
    switch (html->state) {
    case HTML_TEXT:
        html->state = c == '<' ? HTML_TAG_OPEN : HTML_TEXT;
        return NULL;
    case HTML_ESCAPED_TEXT:
    case HTML_RAW:
        read_special(html, c);
        return NULL;
    case HTML_TAG_OPEN:
        read_tag_open(html, c);
        return NULL;
    case HTML_END_OPEN:
        read_end_open(html, c);
        return NULL;
    case HTML_TAG_NAME:
        read_tag_name(html, c);
        return NULL;
    case HTML_BANG:
        read_bang(html, c);
        return NULL;
    case HTML_COMMENT:
        read_comment(html, c);
        return NULL;
    case HTML_DECLARATION:
        html->state = c == '>' ? HTML_TEXT : HTML_DECLARATION;
        return NULL;
    case HTML_TAG:
    case HTML_GLUE:
    case HTML_ATTRIBUTE_NAME:
    case HTML_AFTER_NAME:
        return read_in_tag(html, c);
    case HTML_BEFORE_VALUE:
    case HTML_DOUBLE_QUOTED:
    case HTML_SINGLE_QUOTED:
    case HTML_UNQUOTED:
        break;
    }
    return read_value(html, c);
}

const struct message *html_read(struct html *html, struct str text) {
    const struct message *first = NULL;

    for (size_t i = 0; i < text.length; i++) {
        const struct message *wrong = read_char(html, text.data[i]);

        first = first ? first : wrong;
    }
    return first;
}

/* --- Tags of the template -------------------------------------------------------------------- */

/* Where neither values nor sections may stand, and why. */
static const struct message *forbidden(const struct html *html) {
    switch (html->state) {
    case HTML_RAW:
        return &MSG_TEMPLATE_IN_SCRIPT;
    case HTML_COMMENT:
        return &MSG_TEMPLATE_IN_COMMENT;
    case HTML_TAG_OPEN:
    case HTML_END_OPEN:
    case HTML_BANG:
    case HTML_DECLARATION:
        return &MSG_TEMPLATE_IN_TAG;
    case HTML_BEFORE_VALUE:
    case HTML_SINGLE_QUOTED:
    case HTML_UNQUOTED:
        return &MSG_TEMPLATE_UNQUOTED;
    case HTML_DOUBLE_QUOTED:
        return html->attribute == ATTRIBUTE_CODE ? &MSG_TEMPLATE_IN_CODE : NULL;
    default:
        return html->is_end_tag ? &MSG_TEMPLATE_IN_TAG : NULL;
    }
}

static const struct message *address_value(struct html *html, enum escape *escape) {
    switch (html->address) {
    case ADDRESS_START:
        *escape = ESCAPE_ADDRESS;
        html->address = ADDRESS_MIXED;
        return NULL;
    case ADDRESS_LITERAL:
    case ADDRESS_MIXED:
        *escape = ESCAPE_ADDRESS_PART;
        html->address = ADDRESS_MIXED;
        return NULL;
    case ADDRESS_SAFE:
        *escape = ESCAPE_ATTRIBUTE;
        return NULL;
    case ADDRESS_FORBIDDEN:
        break;
    }
    return &MSG_TEMPLATE_ADDRESS;
}

const struct message *html_value(struct html *html, enum escape *escape) {
    const struct message *wrong = forbidden(html);

    *escape = ESCAPE_ATTRIBUTE;
    if (wrong) {
        return wrong;
    }
    switch (html->state) {
    case HTML_TEXT:
        *escape = ESCAPE_HTML;
        return NULL;
    case HTML_ESCAPED_TEXT:
        html->run = 0;
        return NULL;
    case HTML_DOUBLE_QUOTED:
        if (html->attribute == ATTRIBUTE_ADDRESSES) {
            *escape = ESCAPE_ADDRESS;
            return NULL;
        }
        return html->attribute == ATTRIBUTE_ADDRESS ? address_value(html, escape) : NULL;
    default:
        return &MSG_TEMPLATE_IN_TAG;
    }
}

const struct message *html_boundary(struct html *html) {
    const struct message *wrong = forbidden(html);

    if (wrong) {
        return wrong;
    }
    if (html->state == HTML_TAG_NAME) {
        html->element = find_element(name_of(html));
        html->state = HTML_GLUE;
    } else if (html->state == HTML_ATTRIBUTE_NAME) {
        html->state = HTML_GLUE;
    } else if (html->state == HTML_AFTER_NAME) {
        html->state = HTML_TAG;
    }
    html->run = 0;
    return NULL;
}

static bool is_between_attributes(const struct html *html) {
    return html->state == HTML_TAG || html->state == HTML_GLUE;
}

bool html_join(struct html a, struct html b, struct html *joined) {
    *joined = a;
    if (a.element != b.element || a.is_end_tag != b.is_end_tag || a.attribute != b.attribute) {
        return false;
    }
    if (is_between_attributes(&a) && is_between_attributes(&b)) {
        joined->state = a.state == HTML_GLUE ? HTML_GLUE : b.state;
        return true;
    }
    if (a.address != b.address) {
        bool is_forbidden = a.address == ADDRESS_FORBIDDEN || b.address == ADDRESS_FORBIDDEN;

        joined->address = is_forbidden ? ADDRESS_FORBIDDEN : ADDRESS_MIXED;
    } else if (a.address == ADDRESS_LITERAL && !str_equal(name_of(&a), name_of(&b))) {
        joined->address = ADDRESS_MIXED;
    }
    return a.state == b.state;
}

uint32_t html_key(const struct html *html) {
    return (uint32_t)html->state | (uint32_t)html->attribute << 8 | (uint32_t)html->address << 16 |
           (uint32_t)html->element << 20 | (uint32_t)html->is_end_tag << 28;
}
