/*
 * view.h - building the tree that a template sees; private to pages/.
 *
 * isogloss-theme(5) lists every key. Two rules hold everywhere:
 *   - text with a language of its own carries `lang` and `dir`; otherwise both are there and null,
 * so that a look-up never falls through to those of the page; a label of the interface that is in
 * another language is marked where it is shown (datum_put_marked);
 *   - every address is relative to the page, unless its name says otherwise (canonical,
 * alternates); but servers show not-found at any address, so there all are absolute if base_url is
 * known.
 */
#ifndef ISOGLOSS_PAGES_VIEW_H
#define ISOGLOSS_PAGES_VIEW_H

#include "pages/pages.h"
#include "pages/theme.h"

/* A fingerprint is made of the same tree as a page, but for bodies: there their origin will do. */
enum view_purpose { VIEW_TO_RENDER, VIEW_TO_FINGERPRINT };

/* One page being built. */
struct view {
    const struct plan *plan;
    const struct page *page;
    const struct edition *edition; /* of the page; NULL for the chooser */
    struct page_scratch *scratch;
    struct arena *arena; /* scratch->arena */
    struct diags *diags;
    enum view_purpose purpose;
};

/* view_keys.c: each key that the data of some page may have; see mustache_source. */
extern const struct str view_keys[];
extern const size_t view_key_count;

/* view_entry.c: texts, links and entries. */
struct str view_href(const struct view *view, struct str path);
struct str view_href_anchor(const struct view *view, struct str path, struct str anchor);
void view_put_text(const struct view *view, struct datum *map, struct text text);
/* A text under a key of its own, marked by itself; null if it is empty. */
void view_put_label(const struct view *view, struct datum *map, const char *key, struct text text);
/* A link to another page of this edition. */
void view_put_link(const struct view *view, struct datum *map, struct text label, struct str path);
void view_put_entry(const struct view *view, struct datum *map, const struct entry *entry);
/* The same by its field "short_title", if it has one: for menus. */
void view_put_short_entry(const struct view *view, struct datum *map, const struct entry *entry);
/* Its date and summary, under these keys; null if it has none. */
void view_put_date(const struct view *view, struct datum *map, const struct entry *entry);
/* Any date: its text, and `datetime` unless it is a range; null if it is nothing. */
void view_put_shown_date(const struct view *view, struct datum *map, const char *key,
                         const struct shown *shown);
/* The collection of the page's item: its names, and the way back to its index. */
void view_put_own_collection(const struct view *view, struct datum *item);
/* Entries by title, for qsort(). */
int view_compare_titles(const void *left, const void *right);
void view_put_summary(const struct view *view, struct datum *map, const struct entry *entry);
void view_put_entries(const struct view *view, struct datum *map,
                      const struct entry *const *entries, size_t count);

/* view_place.c: places in texts. */
/* Those that refer to something, each entry once, with its `places`. */
void view_put_mentions(const struct view *view, struct datum *map,
                       const struct reverse_list *reverse);
/* Adds the place `anchor` of the page at `path` to a list: its address and its name in words, such
   as "Paragraph 5". Nothing if there is no anchor. */
void view_put_place(const struct view *view, struct datum *places, struct str path,
                    struct str anchor);

/* view_match.c: whom the item may meet, and why; under "matches". */
void view_put_matches(const struct view *view, struct datum *item);

/* view_entry.c again. */
/* The text, or null if it is empty; true, or null if the condition does not hold. */
void view_put_if(const struct view *view, struct datum *map, const char *key, struct str text);
void view_put_flag(const struct view *view, struct datum *map, const char *key, bool holds);

/* Whether there is something to see: a reference that leads to a draft or a hidden entry shows
   nothing, nor does a list of such. */
bool view_is_visible(const struct shown *shown);
bool view_has_values(const struct shown *shown);

/* view_page.c: what every page has: head, languages, menus, breadcrumbs. */
void view_put_page(const struct view *view, struct datum *root);
/* The addresses of the theme's assets; in pages of no language too. */
void view_put_assets(const struct view *view, struct datum *root);

/* view_languages.c: the language bar and hreflang. */
void view_put_languages(const struct view *view, struct datum *root);

/* view_pair.c: an item in two languages side by side, and on its page where it can be read so. */
void view_put_pair(const struct view *view, struct datum *root);
void view_put_side_by_side(const struct view *view, struct datum *item);

/* view_form.c: questionnaires and replies. */
void view_put_form(const struct view *view, struct datum *item);
void view_put_answers(const struct view *view, struct datum *item);
/* Whether the field at that index is shown by one of these and not among the fields. */
bool view_form_shows(const struct collection *collection, size_t field);
/* Who may send a reply to the form of this page, by name: how many, and on the page's arena. */
size_t view_senders(const struct view *view, const struct entry ***entries);
/* A number in the digits of the page's language. */
struct str view_number(const struct view *view, size_t number);

/* view_item.c, view_list.c, view_home.c: what one kind of page has. */
void view_put_item(const struct view *view, struct datum *root);
/* One value of a field, by its kind. */
void view_put_value(const struct view *view, struct datum *map, const struct field *field,
                    const struct shown *shown);
/* The notice where `entry` stands in for a missing translation; else null. */
/* What a version may be relied on for, in words; empty for the original. */
struct text view_standing(const struct view *view, const struct version *version);
void view_put_fallback(const struct view *view, struct datum *map, const struct entry *entry);
/* view_chart.c */
void view_put_charts(const struct view *view, struct datum *root);
/* The collection and its facets, as every page below its index has them. */
void view_put_collection(const struct view *view, struct datum *root);
void view_put_index(const struct view *view, struct datum *root);
void view_put_expired(const struct view *view, struct datum *root);
void view_put_facet(const struct view *view, struct datum *root);
void view_put_facet_value(const struct view *view, struct datum *root);
void view_put_letters(const struct view *view, struct datum *root);
void view_put_home(const struct view *view, struct datum *root);
void view_put_site_map(const struct view *view, struct datum *root);
void view_put_availability(const struct view *view, struct datum *root);
/* A link to another page, in the list `others`. */
void view_add_other(const struct view *view, struct datum *others, enum phrase label,
                    const char *name);
void view_put_chooser(const struct view *view, struct datum *root);
/* hreflang of the chooser: every home page, and itself as x-default. */
void view_put_chooser_alternates(const struct view *view, struct datum *root);

/* view_translations.c */
void view_put_translations(const struct view *view, struct datum *root);

/* view_life.c: what became of an item, on its page and in its masthead; pages of what is gone. */
void view_put_life(const struct view *view, struct datum *item);
void view_put_standing(const struct view *view, struct datum *masthead);
void view_put_withdrawn(const struct view *view, struct datum *root);
void view_put_moved(const struct view *view, struct datum *root);
/* A link to the item, also where this edition hides it. */
void view_put_item_link(const struct view *view, struct datum *map, const struct item *item);
struct str view_symbol_href(const struct view *view, struct str symbol);
/* The value of its first field of type symbol, or empty. */
struct str view_item_symbol(const struct item *item);

/* view_symbol.c: where a symbol leads; all symbols and old texts. */
void view_put_symbol(const struct view *view, struct datum *root);
void view_put_archive(const struct view *view, struct datum *root);

/* body.c: Markdown -> HTML in the words of the edition. */
/* The body of the entry's text, under "body"; null if it has none, and then false. */
bool view_put_body(const struct view *view, struct datum *map, const struct entry *entry);
/* The segments of the entry's own body in the words of its edition, and the digest of all they are
   made of. None if it has no body, or a fingerprint is wanted. */
struct digest view_body_segments(const struct view *view, const struct entry *entry,
                                 struct str id_prefix, struct segments_html *segments);
/* A Markdown field, its headings one level below the page's. */
struct str view_markdown(const struct view *view, struct text markdown, struct str id_prefix);

/* form_file.c: a questionnaire as a file, which is written without a template. */
void form_file_render(const struct view *view, struct strbuf *out);

/* feed.c, sitemap.c: feeds and the sitemap, which are written without a template. */
void feed_render(const struct view *view, struct strbuf *out);
void feed_render_translations(const struct view *view, struct strbuf *out);
void sitemap_render(const struct view *view, struct strbuf *out);
/* The digest of all that sitemap_render() reads. */
struct digest sitemap_fingerprint(const struct view *view);
/* How many addresses one sitemap holds; each stands there with its other languages. So it stays far
   below the limits of sitemaps.org, 50,000 addresses and 50 MB, in any number of languages, and a
   worker can hold it in memory. */
size_t sitemap_max_addresses(const struct editions *editions);

#endif
