#include "pages/citation.h"

#include "pages/data.h"
#include "pages/meaning.h"

/* The names of each kind and each role in the three formats; NULL: not said. */
static const struct {
    const char *bibtex, *ris;
} kinds[] = {
    [CITATION_REPORT] = {"techreport", "RPRT"}, [CITATION_ARTICLE] = {"article", "JOUR"},
    [CITATION_BOOK] = {"book", "BOOK"},         [CITATION_PAPER] = {"inproceedings", "CPAPER"},
    [CITATION_WEB_PAGE] = {"misc", "ELEC"},
};
static const struct {
    const char *bibtex, *ris, *meta;
} roles[] = {
    [CITED_AS_AUTHOR] = {"author", "AU", "citation_author"},
    [CITED_AS_INSTITUTION] = {"institution", "PB", "citation_technical_report_institution"},
    [CITED_AS_NUMBER] = {"number", "M1", "citation_technical_report_number"},
    [CITED_AS_CONFERENCE] = {"eventtitle", "T2", "citation_conference_title"},
    [CITED_AS_PLACE] = {"address", "CY", NULL},
};
#define ROLE_COUNT (sizeof roles / sizeof *roles)

struct citation {
    const struct view *view;
    const struct entry *entry;
    struct meanings meanings;
};

static struct citation open_citation(const struct view *view) {
    const struct entry *entry = view->page->entry;
    return (struct citation){view, entry, meanings_of(view, entry)};
}

static bool has_role(const struct citation *c, enum cited_as role) {
    for (size_t i = 0; i < c->meanings.count; i++) {
        if (c->meanings.items[i].cited_as == role) {
            return true;
        }
    }
    return false;
}

static bool is_repeated(const struct citation *c, size_t at) {
    const struct meaning *value = &c->meanings.items[at];
    for (size_t i = 0; i < at; i++) {
        const struct meaning *other = &c->meanings.items[i];
        if (other->cited_as == value->cited_as &&
            str_equal(other->shown->text.text, value->shown->text.text)) {
            return true;
        }
    }
    return false;
}

/* The index of the next value with that role, from `at` on; the count if there is none. Somebody
   who is named twice is cited once. */
static size_t next_value(const struct citation *c, enum cited_as role, size_t at) {
    while (at < c->meanings.count &&
           (c->meanings.items[at].cited_as != role || is_repeated(c, at))) {
        at++;
    }
    return at;
}

static struct str value_at(const struct citation *c, size_t at) {
    return meaning_text(c->view, c->meanings.items[at].shown).text;
}

static struct str language_name(const struct citation *c) {
    const struct language *language = c->entry->version->language;
    return c->view->edition->language_names[language->index].text;
}

static struct str two_digits(const struct citation *c, unsigned number) {
    return str_format(c->view->arena, "%02u", number);
}

/* 2013/11/22, with the precision that the date has. */
static struct str date_with_slashes(const struct citation *c) {
    struct date date = c->entry->item->date;
    struct str text = str_format(c->view->arena, "%04d", date.year);
    if (date.month > 0) {
        text = str_join(c->view->arena, text, STR("/"), two_digits(c, date.month));
    }
    if (date.day > 0) {
        text = str_join(c->view->arena, text, STR("/"), two_digits(c, date.day));
    }
    return text;
}

/* ---- BibTeX -----------------------------------------------------------------------------------
 */

/* Braces keep the letters as they are; what TeX takes for a command is escaped. */
static void add_tex(struct strbuf *out, struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        switch (c) {
        case '\\':
            strbuf_add(out, STR("\\textbackslash{}"));
            break;
        case '~':
            strbuf_add(out, STR("\\textasciitilde{}"));
            break;
        case '^':
            strbuf_add(out, STR("\\textasciicircum{}"));
            break;
        case '{':
        case '}':
        case '#':
        case '$':
        case '%':
        case '&':
        case '_':
            strbuf_add_char(out, '\\');
            strbuf_add_char(out, c);
            break;
        default:
            strbuf_add_char(out, (unsigned char)c < ' ' || c == 0x7F ? ' ' : c);
            break;
        }
    }
}

static void add_bibtex(struct strbuf *out, const char *name, struct str text) {
    if (text.length > 0) {
        strbuf_add_format(out, "  %s = {", name);
        add_tex(out, text);
        strbuf_add(out, STR("},\n"));
    }
}

/* An address is no text: biblatex and the package url take it as it is, and it has no braces. */
static void add_bibtex_address(const struct citation *c, struct strbuf *out) {
    struct str path = c->entry->path;
    if (c->view->plan->editions->site->base_url.length > 0) {
        strbuf_add_format(out, "  url = {%.*s},\n", STR_ARG(data_address(c->view, path)));
    }
}

/* Whoever a report is of is its institution, of all else the publisher. */
static const char *bibtex_name(const struct citation *c, enum cited_as role) {
    bool is_report = c->entry->item->collection->citation == CITATION_REPORT;
    return role == CITED_AS_INSTITUTION && !is_report ? "publisher" : roles[role].bibtex;
}

/* Values of one role, with "and" between them. */
static void add_bibtex_role(const struct citation *c, struct strbuf *out, enum cited_as role) {
    size_t at = next_value(c, role, 0);
    if (at == c->meanings.count) {
        return;
    }
    strbuf_add_format(out, "  %s = {", bibtex_name(c, role));
    for (bool is_first = true; at < c->meanings.count; is_first = false) {
        strbuf_add(out, is_first ? STR("{") : STR(" and {"));
        add_tex(out, value_at(c, at));
        strbuf_add_char(out, '}');
        at = next_value(c, role, at + 1);
    }
    strbuf_add(out, STR("},\n"));
}

static void render_bibtex(const struct citation *c, struct strbuf *out) {
    static const char *const months[] = {"",    "jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    const struct item *item = c->entry->item;
    struct str id = item->id, tag = c->entry->version->language->tag;
    strbuf_add_format(out, "@%s{%.*s-%.*s,\n", kinds[item->collection->citation].bibtex,
                      STR_ARG(id), STR_ARG(tag));
    strbuf_add(out, STR("  title = {{"));
    add_tex(out, c->entry->title.text);
    strbuf_add(out, STR("}},\n"));
    for (enum cited_as role = CITED_AS_NOTHING + 1; role < ROLE_COUNT; role++) {
        add_bibtex_role(c, out, role);
    }
    if (!has_role(c, CITED_AS_INSTITUTION)) {
        add_bibtex(out, bibtex_name(c, CITED_AS_INSTITUTION), c->view->edition->title.text);
    }
    if (item->date.year > 0) {
        strbuf_add_format(out, "  year = {%04d},\n", item->date.year);
        add_bibtex(out, "date", date_iso(c->view->arena, item->date));
    }
    if (item->date.month > 0) {
        strbuf_add_format(out, "  month = %s,\n", months[item->date.month]);
    }
    add_bibtex(out, "language", language_name(c));
    if (item->is_sample) {
        add_bibtex(out, "note", c->view->edition->phrases[PHRASE_SAMPLE].text);
    }
    add_bibtex_address(c, out);
    strbuf_add(out, STR("}\n"));
}

/* ---- RIS --------------------------------------------------------------------------------------
 */

static void add_ris(struct strbuf *out, const char *tag, struct str text) {
    if (text.length == 0) {
        return;
    }
    strbuf_add_format(out, "%s  - ", tag);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        strbuf_add_char(out, c < ' ' || c == 0x7F ? ' ' : text.data[i]);
    }
    strbuf_add(out, STR("\r\n"));
}

static void render_ris(const struct citation *c, struct strbuf *out) {
    const struct item *item = c->entry->item;
    add_ris(out, "TY", str_from(kinds[item->collection->citation].ris));
    add_ris(out, "TI", c->entry->title.text);
    for (enum cited_as role = CITED_AS_NOTHING + 1; role < ROLE_COUNT; role++) {
        for (size_t at = next_value(c, role, 0); at < c->meanings.count;
             at = next_value(c, role, at + 1)) {
            add_ris(out, roles[role].ris, value_at(c, at));
        }
    }
    if (!has_role(c, CITED_AS_INSTITUTION)) {
        add_ris(out, "PB", c->view->edition->title.text);
    }
    if (item->date.year > 0) {
        add_ris(out, "PY", str_format(c->view->arena, "%04d", item->date.year));
        add_ris(out, "DA", date_with_slashes(c));
    }
    add_ris(out, "LA", language_name(c));
    add_ris(out, "AB", meaning_summary(c->view, c->entry).text);
    if (item->is_sample) {
        add_ris(out, "N1", c->view->edition->phrases[PHRASE_SAMPLE].text);
    }
    if (c->view->plan->editions->site->base_url.length > 0) {
        add_ris(out, "UR", data_address(c->view, c->entry->path));
    }
    strbuf_add(out, STR("ER  - \r\n"));
}

void citation_render(const struct view *view, struct strbuf *out) {
    struct citation c = open_citation(view);
    if (view->page->format == DATA_BIBTEX) {
        render_bibtex(&c, out);
    } else {
        render_ris(&c, out);
    }
}

/* ---- Meta elements ----------------------------------------------------------------------------
 */

static void add_meta(const struct citation *c, struct datum *list, const char *name,
                     struct str content) {
    if (content.length > 0) {
        struct datum *map = datum_add_map(c->view->arena, list);
        datum_put_text(c->view->arena, map, STR("name"), str_from(name));
        datum_put_text(c->view->arena, map, STR("text"), content);
    }
}

static void add_metas(const struct citation *c, struct datum *list) {
    const struct item *item = c->entry->item;
    struct str tag = c->entry->version->language->tag;
    struct str date = item->date.year > 0 ? date_with_slashes(c) : (struct str){0};
    bool has_address = c->view->plan->editions->site->base_url.length > 0;
    add_meta(c, list, "citation_title", c->entry->title.text);
    for (enum cited_as role = CITED_AS_NOTHING + 1; role < ROLE_COUNT; role++) {
        for (size_t at = next_value(c, role, 0); roles[role].meta && at < c->meanings.count;
             at = next_value(c, role, at + 1)) {
            add_meta(c, list, roles[role].meta, value_at(c, at));
        }
    }
    add_meta(c, list, "citation_publication_date", date);
    add_meta(c, list, "citation_language", tag);
    if (has_address) {
        add_meta(c, list, "citation_public_url", data_address(c->view, c->entry->path));
    }
    add_meta(c, list, "dcterms.title", c->entry->title.text);
    add_meta(c, list, "dcterms.language", tag);
    if (date.length > 0) {
        add_meta(c, list, "dcterms.issued", date_iso(c->view->arena, item->date));
    }
}

void view_put_citation(const struct view *view, struct datum *root) {
    const struct page *page = view->page;
    if (page->kind != PAGE_ITEM || !data_has_item_file(page->entry, DATA_BIBTEX)) {
        datum_put_null(view->arena, root, STR("citation"));
        return;
    }
    struct citation c = open_citation(view);
    add_metas(&c, datum_put_list(view->arena, root, STR("citation")));
}
