/*
 * theme.h - the templates of a theme, compiled for each edition, and its assets.
 *
 * Reads    the theme's files among the sources.
 * Owns     nothing of its own: all on the plan's arena.
 * Reports  templates that are missing or do not compile; catalog entries that translate nothing.
 */
#ifndef ISOGLOSS_PAGES_THEME_H
#define ISOGLOSS_PAGES_THEME_H

#include "pages/pages.h"

/* The templates of one edition; interface texts are already in its language. */
struct theme_edition {
    const struct mustache *by_kind[PAGE_KIND_COUNT]; /* NULL for kinds without a template */
    const struct mustache **by_collection;           /* item templates, by collection index */
};

struct theme_asset {
    struct str key;  /* for templates: portal-css */
    struct str path; /* from out/ */
    const struct source *source;
};

struct theme {
    struct theme_edition *editions; /* parallel to editions->items */
    const struct mustache *chooser; /* in English: it speaks every language */
    const struct mustache *symbol;  /* likewise; NULL where the site has no symbols */
    struct theme_asset *assets;
    size_t asset_count;
};

/* Loads the site's theme; missing pieces are reported and stay NULL. */
const struct theme *theme_load(const struct editions *editions, struct arena *arena,
                               struct diags *diags);

/* The template of a page, or NULL. */
const struct mustache *theme_template(const struct theme *theme, const struct page *page);

#endif
