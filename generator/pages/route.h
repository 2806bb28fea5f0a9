/*
 * route.h - where each page lives below out/. The only place that knows the shape of addresses.
 *
 *     LANG/index.html                         home
 *     LANG/COLLECTION/index.html, index-2.html    index of a collection
 *     LANG/COLLECTION/ID.html                 item (made by editions/, which links to it)
 *     s/SYMBOL.html                           symbol of a document, see site/symbol.h
 *     LANG/COLLECTION/ID--form.html, .yaml    the same to be filled in, if it is a questionnaire
 *     LANG/COLLECTION/ID--with-LANG.html      the same beside its version in another language
 *     LANG/COLLECTION/by-FACET.html           values of a facet
 *     LANG/COLLECTION/by-FACET-VALUE.html     entries of a value; by-FACET-VALUE-2.html: never, the
 *                                             number stands behind a second hyphen: --2
 *     LANG/COLLECTION/by-FACET-VALUE--FACET-VALUE.html    of those, the entries of another value
 *     LANG/a-z-LETTER.html, a-z-LETTER--2.html    a letter, if A to Z is no single page
 *     LANG/COLLECTION/expired.html, expired-2.html    entries that are over
 *     LANG/COLLECTION/data.csv ...            open data; ID.bib ... of an item
 *     LANG/COLLECTION/charts.html             pictures of its numbers
 *
 * Names are ASCII, lower case, at most one dot; every one survives FAT.
 */
#ifndef ISOGLOSS_PAGES_ROUTE_H
#define ISOGLOSS_PAGES_ROUTE_H

#include "pages/pages.h"

struct str route_home(struct arena *arena, const struct edition *edition);
/* `name` is a fixed page of a language: "a-z", "site-map", "404". */
struct str route_fixed(struct arena *arena, const struct edition *edition, const char *name,
                       const char *extension);
struct str route_letter(struct arena *arena, const struct edition *edition,
                        const struct group *letter, uint32_t number);
/* `address` is that of a symbol. */
struct str route_symbol(struct arena *arena, struct str address);
/* Where an item was under a former id. */
struct str route_former(struct arena *arena, const struct edition *edition,
                        const struct collection *collection, struct str id);
struct str route_index(struct arena *arena, const struct edition *edition,
                       const struct collection *collection, uint32_t number);
struct str route_facet(struct arena *arena, const struct edition *edition,
                       const struct collection *collection, const struct facet *facet);
struct str route_facet_value(struct arena *arena, const struct edition *edition,
                             const struct collection *collection, const struct facet_value *value,
                             uint32_t number);
struct str route_expired(struct arena *arena, const struct edition *edition,
                         const struct collection *collection, uint32_t number);
struct str route_charts(struct arena *arena, const struct edition *edition,
                        const struct collection *collection);
/* The form of an item; `extension` is ".html" or ".yaml". */
struct str route_form(struct arena *arena, const struct edition *edition, const struct item *item,
                      const char *extension);
/* An entry beside that of the same item in another edition; in the edition of the first. */
struct str route_pair(struct arena *arena, const struct entry *entry, const struct entry *beside);
struct str route_collection_feed(struct arena *arena, const struct edition *edition,
                                 const struct collection *collection);
struct str route_data(struct arena *arena, const struct edition *edition,
                      const struct collection *collection, enum data_format format);
/* Beside the page of the entry. */
struct str route_item_data(struct arena *arena, const struct entry *entry, enum data_format format);
struct str route_asset(struct arena *arena, const struct source *source);
struct str route_media(struct arena *arena, const struct source *source);
struct str route_sitemap(struct arena *arena, uint32_t number);

#endif
