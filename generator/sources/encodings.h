/*
 * encodings.h - which files are in a legacy charset: `encodings:` of content/site.yaml.
 *
 *     encodings:
 *       - {path: "reports/old-*.md", charset: windows-1252}
 *
 * Paths are named from content/; `*` stands for anything but a slash, `?` for one character. The
 * first rule that fits counts. Only items (records and texts) can be in a legacy charset.
 */
#ifndef ISOGLOSS_SOURCES_ENCODINGS_H
#define ISOGLOSS_SOURCES_ENCODINGS_H

#include "sources/sources.h"

struct encoding_rule {
    struct str path; /* with wildcards */
    struct str charset;
    const struct node *node;
};

struct encodings {
    LIST(struct encoding_rule) rules;
};

/* Reads the rules from the tree of site.yaml (NULL: there are none). */
void encodings_read(struct encodings *encodings, const struct node *site, struct str site_path,
                    struct arena *arena, struct diags *diags);

/* The charset of an item, or the empty view for UTF-8. */
struct str encodings_find(const struct encodings *encodings, const struct source *source);

/* Warns of rules that fit no file. */
void encodings_report_unused(const struct encodings *encodings, const struct sources *sources,
                             struct str site_path, struct diags *diags);

#endif
