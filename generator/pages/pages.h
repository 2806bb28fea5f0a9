/*
 * pages.h - stage 4: struct editions -> struct plan, and the bytes of each file of the plan.
 *
 * Reads    editions, the theme's templates, and the bodies of texts while rendering.
 * Makes    the list of all files of the portal; on request the bytes of any one of them.
 * Owns     everything on plan->arena, until plan_release(); points into editions.
 * Reports  missing templates, two pages with one path, templates that do not compile, pages too
 * large. Threads  the plan is built by one thread and const afterwards; page_render() runs in any
 * number of threads, each with its own struct page_scratch.
 */
#ifndef ISOGLOSS_PAGES_PAGES_H
#define ISOGLOSS_PAGES_PAGES_H

#include "editions/editions.h"
#include "pages/datum.h"
#include "pages/mustache.h"

/* In the order in which a build commits them: nothing is shown before what it needs. */
enum page_kind {
    PAGE_ASSET,     /* assets/NAME-DIGEST.css, copied from the theme */
    PAGE_MEDIA,     /* media/..., copied from content */
    PAGE_DATA,      /* LANG/COLLECTION/data.csv, ID.bib ...: see enum data_format */
    PAGE_FORM_FILE, /* LANG/COLLECTION/ID--form.yaml: a questionnaire to fill in with any editor */
    PAGE_FORM,      /* LANG/COLLECTION/ID--form.html: the same on a page of its own */
    PAGE_PAIR,      /* LANG/COLLECTION/ID--with-LANG.html: an item in two languages at once */
    PAGE_ITEM,      /* LANG/COLLECTION/ID.html */
    PAGE_WITHDRAWN, /* the same, of what was withdrawn: that it was, and why */
    PAGE_MOVED,     /* LANG/COLLECTION/FORMER-ID.html: where the item is now */
    PAGE_SYMBOL,    /* s/SYMBOL.html: the languages in which the document is there */
    PAGE_INDEX,     /* LANG/COLLECTION/index.html, index-2.html ... */
    PAGE_FACET,     /* LANG/COLLECTION/by-FACET.html: all values with their counts */
    PAGE_FACET_VALUE,  /* LANG/COLLECTION/by-FACET-VALUE.html, --2.html ..., and what has the value
                          of another facet too: by-FACET-VALUE--FACET-VALUE.html */
    PAGE_EXPIRED,      /* LANG/COLLECTION/expired.html, expired-2.html ...: entries that are over */
    PAGE_CHARTS,       /* LANG/COLLECTION/charts.html */
    PAGE_A_Z,          /* LANG/a-z.html; LANG/a-z-LETTER.html ... where there are many entries */
    PAGE_ARCHIVE,      /* LANG/archive.html: symbols, and what no list has any more */
    PAGE_SITE_MAP,     /* LANG/site-map.html */
    PAGE_AVAILABILITY, /* LANG/languages.html: how much there is in which language */
    PAGE_TRANSLATIONS, /* LANG/translations.html: what of that follows an earlier version */
    PAGE_HOME,         /* LANG/index.html */
    PAGE_FEED,         /* LANG/feed.xml, LANG/COLLECTION/feed.xml (Atom) */
    PAGE_TRANSLATION_FEED, /* LANG/translations.xml: what became new, updated or stale */
    PAGE_NOT_FOUND,        /* LANG/404.html */
    PAGE_SITEMAP_XML, /* sitemap.xml; with sitemap-1.xml ... below it where there are many pages */
    PAGE_CHOOSER      /* index.html: the languages, in their own names */
};
#define PAGE_KIND_COUNT (PAGE_CHOOSER + 1)

/* What is for other programs than browsers, and has neither template nor links. */
enum data_format {
    DATA_NONE,
    DATA_CSV,      /* LANG/COLLECTION/data.csv: the entries of the index (RFC 4180) */
    DATA_CSVW,     /* LANG/COLLECTION/csv-metadata.json: its columns (CSV on the Web) */
    DATA_JSON,     /* LANG/COLLECTION/data.json: the same entries */
    DATA_SCHEMA,   /* LANG/COLLECTION/schema.json: their form (JSON Schema 2020-12) */
    DATA_CALENDAR, /* LANG/COLLECTION/calendar.ics: the same as events (iCalendar, RFC 5545) */
    DATA_EVENT,    /* LANG/COLLECTION/ID.ics: one event */
    DATA_BIBTEX,   /* LANG/COLLECTION/ID.bib: how to cite an item */
    DATA_RIS       /* LANG/COLLECTION/ID.ris: the same in another format */
};
#define DATA_FORMAT_COUNT (DATA_RIS + 1)

/* Up to this many entries A to Z is one page; above, each letter has its own, and more than one if
   it has more entries. One line of it takes some 15 bytes on the wire. */
#define PAGE_A_Z_SIZE 100

/* One file of the portal. What does not apply to its kind is NULL or 0. */
struct page {
    enum page_kind kind;
    enum data_format format; /* PAGE_DATA */
    struct str path;         /* from out/ */
    const struct edition *edition;
    const struct entry *entry;
    const struct entry *beside; /* PAGE_PAIR: the same item in the other language */
    const struct shelf *shelf;
    const struct facet *facet;
    const struct facet_value *value;
    const struct symbol *symbol;
    const struct group *letter;  /* PAGE_A_Z: the one it shows; NULL: all of them */
    bool is_overview;            /* PAGE_A_Z: each letter has pages of its own */
    uint32_t number, number_of;  /* of a list that fills several pages: 1-based */
    const struct source *source; /* PAGE_ASSET, PAGE_MEDIA: copied byte for byte */
};

/* Pages about one entry. */
static inline bool page_is_of_item(const struct page *page) {
    return page->kind == PAGE_ITEM || page->kind == PAGE_FORM || page->kind == PAGE_PAIR;
}

struct theme;

struct plan {
    struct arena arena;
    const struct editions *editions;
    const struct theme *theme;
    const struct page *pages; /* sorted by kind, then path */
    size_t count;
    struct map by_path; /* path -> struct page */
    /* Where an entry stands on its shelf, by edition and item index: for "previous" and "next". */
    uint32_t **positions;
};

void plan_build(struct plan *plan, const struct editions *editions, struct diags *diags);
void plan_release(struct plan *plan);

/* What one thread reuses from page to page. Ready when zeroed. */
struct page_scratch {
    struct arena arena;      /* the page's tree */
    struct arena text_arena; /* one Markdown text */
    struct strbuf body, html;
};
void page_scratch_release(struct page_scratch *scratch);

/* Appends the bytes of `page` to `out`, and says which fingerprint they have; not for copied ones
   (page->source). False after a diagnostic. */
bool page_render(const struct plan *plan, const struct page *page, struct page_scratch *scratch,
                 struct strbuf *out, struct digest *fingerprint, struct diags *diags);

/* The digest of the texts whose bodies `page` shows; zeros if it shows none. All else that is in a
   page comes from the shape of the sources: while sources->shape and this stay, so does the page.
 */
struct digest page_text_digest(const struct page *page);

/* The digest of all that the bytes of `page` are made of: while it stays, so do they. Costs a
   fraction of rendering, above all because no text is read. */
struct digest page_fingerprint(const struct plan *plan, const struct page *page,
                               struct page_scratch *scratch, struct diags *diags);

/* The tree that the template of `page` sees, on scratch->arena; for theme authors. NULL if the page
   has no template. */
const struct datum *page_view(const struct plan *plan, const struct page *page,
                              struct page_scratch *scratch, struct diags *diags);

/* Calls `take` with every text within {{#t}} in the templates of the theme, in the order of their
   paths; those that come from elsewhere are editions_each_text()'s. A text lives only as long as
   the call. */
void theme_each_text(const struct sources *sources, interface_text_taker *take, void *context);

/* "item", "index" ...: the name of a kind, and of its template. */
struct str page_kind_name(enum page_kind kind);

/* Appends a readable picture of the stage: one line a file. */
void plan_dump(const struct plan *plan, struct strbuf *out);

#endif
