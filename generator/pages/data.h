/*
 * data.h - open data: the same entries as on the pages, for other programs; private to pages/.
 *
 * Each collection has a table and a JSON file a language, each with a description, unless it says
 * `data: no`; with `calendar` its entries are events, with `citation` they can be cited. Which
 * entries, in which order and by which words: as on the index of that language. Bodies of texts are
 * left out, for nothing but their own page reads them; each entry has the address of that page.
 * isogloss-content(5) describes the formats.
 */
#ifndef ISOGLOSS_PAGES_DATA_H
#define ISOGLOSS_PAGES_DATA_H

#include "pages/json.h"
#include "pages/view.h"

/* Whether the collection has that file in the language of the shelf. */
bool data_has_file(const struct shelf *shelf, enum data_format format);
/* The same of an item; only what has a text of its own in a language has one there. */
bool data_has_item_file(const struct entry *entry, enum data_format format);
/* "text/csv" */
struct str data_media_type(enum data_format format);

/* Appends the bytes of a PAGE_DATA. */
void data_render(const struct view *view, struct strbuf *out);

/* What the files share. */

/* Absolute where the site knows its address, else relative to the page. */
struct str data_address(const struct view *view, struct str path);
/* A field as pages show it; for the title what they are headed with. */
struct shown data_field(const struct entry *entry, size_t field, struct arena *arena);
/* The first and the last day of a SHOWN_DATE, which are the same for one date. */
struct str data_first_day(const struct shown *date);
struct str data_last_day(const struct shown *date);
/* A text under a key; where it is in another language than the file, "lang" says which. */
void data_put_text(struct json *json, const char *key, struct text text);
/* Is a text in the language of the edition? Labels that are not translated cannot be marked
   everywhere. */
bool data_is_own(const struct text *text);
/* A urn:uuid that is made of `name` alone. */
struct str data_uuid(struct arena *arena, struct str name);

/* data_csv.c */
void data_csv_render(const struct view *view, struct strbuf *out);
/* data_csvw.c */
void data_csvw_render(const struct view *view, struct strbuf *out);
/* data_json.c */
void data_json_render(const struct view *view, struct strbuf *out);
/* data_schema.c */
void data_schema_render(const struct view *view, struct strbuf *out);

/* data_columns.c: the columns of a table, from the fields of the collection. A map gives those of
   its fields: speakers.name. */
enum column_part {
    COLUMN_ID, /* of the entry, not of a field: id, languages ... */
    COLUMN_ENTRY_LANG,
    COLUMN_ORIGINAL,
    COLUMN_LANGUAGES,
    COLUMN_UPDATED,
    COLUMN_SAMPLE,
    COLUMN_ADDRESS,
    COLUMN_VALUE, /* text, code, number, date or address */
    COLUMN_NAME,  /* of a code; the title of a reference */
    COLUMN_LANG,  /* of the text or title, where it is another than that of the table */
    COLUMN_FROM,  /* of a range of dates */
    COLUMN_TO
};
#define COLUMN_MAX_DEPTH 8
struct column {
    struct str name; /* countries.title */
    enum column_part part;
    size_t field;                   /* in the collection, for parts of fields */
    size_t steps[COLUMN_MAX_DEPTH]; /* which field of each map on the way */
    const struct field *leaf;       /* neither list nor map; NULL for parts of the entry */
    unsigned list_depth;            /* how many lists hold it */
};
struct columns {
    const struct column *items;
    size_t count;
};
struct columns data_columns(struct arena *arena, const struct collection *collection);

/* Values of a list stand in one cell, those of a list in a list by the second mark. */
#define CELL_SEPARATOR '|'
#define CELL_INNER_SEPARATOR ';'

/* calendar.c */
void calendar_render(const struct view *view, struct strbuf *out);

/* view_downloads.c: the data files that belong to a page, under "downloads". */
void view_put_downloads(const struct view *view, struct datum *root);

#endif
