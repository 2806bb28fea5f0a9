/*
 * sources.h - stage 1: files on disk -> struct sources.
 *
 * Reads    content/, locales/ and themes/THEME/ below the site folder. Never follows links.
 * Makes    one `struct source` a file, sorted by path, with what could be parsed of it.
 * Owns     all of it, on sources->arena, until sources_release().
 * Reports  names that cannot travel, encodings, syntax, limits; see messages.def.
 * Threads  files are read in parallel; the result is const.
 *
 * Knows files and formats, not what they mean: collections, types and languages are site/'s.
 */
#ifndef ISOGLOSS_SOURCES_SOURCES_H
#define ISOGLOSS_SOURCES_SOURCES_H

#include "base/diag.h"
#include "base/hash.h"
#include "base/store.h"
#include "sources/catalog.h"
#include "sources/lang_tag.h"
#include "sources/markdown.h"
#include "sources/translation.h"
#include "sources/tree.h"
#include "sources/yaml.h"

enum source_kind {
    SOURCE_SITE,       /* content/site.yaml */
    SOURCE_COLLECTION, /* content/COLLECTION/_collection.yaml */
    SOURCE_RECORD,     /* content/COLLECTION/ID.LANG.yaml */
    SOURCE_TEXT,       /* content/COLLECTION/ID.LANG.md */
    SOURCE_MEDIA,      /* content/media/... : png jpg jpeg webp gif, checked by their first bytes */
    SOURCE_CATALOG,    /* locales/TAG/portal.po */
    SOURCE_PINS,       /* locales/TAG/locale.yaml */
    SOURCE_THEME,      /* themes/THEME/theme.yaml */
    SOURCE_TEMPLATE,   /* themes/THEME/templates/NAME.mustache */
    SOURCE_ASSET,      /* themes/THEME/assets/... */
    SOURCE_PUBLISHED,  /* content/published.txt: addresses that stay; see publish/published.h */
    SOURCE_TRANSLATION, /* locales/TAG/content/COLLECTION/ID.po: a version; see translation.h */
    SOURCE_MADE_FROM    /* locales/TAG/content/COLLECTION/ID.source.yaml: what a version in
                           content/ was made from */
};
#define PUBLISHED_PATH "content/published.txt"

struct source {
    enum source_kind kind;
    struct str path;       /* from the site folder */
    struct str collection; /* SOURCE_COLLECTION, _RECORD, _TEXT, _TRANSLATION, _MADE_FROM */
    struct str id;   /* _RECORD, _TEXT, _TRANSLATION, _MADE_FROM: the item; _TEMPLATE: its name;
                        _MEDIA, _ASSET: path below */
    struct str lang; /* of all that is below locales/, _RECORD, _TEXT: as the name says */
    struct digest digest; /* of the bytes on disk; _TRANSLATION, _MADE_FROM: and of all versions of
                             the item in content/ */
    struct digest shape;  /* of all that others can see of it: of a text not its body */
    uint64_t size_bytes;

    /* _RECORD, _TEXT, _TRANSLATION, _MADE_FROM: what the file was parsed into, packed: there are
       many of these, and each is looked at once or twice. source_data() and source_outline() unpack
       it. A translation has the tree and outline of the version that is composed of it. */
    struct str parsed;
    uint32_t data_bytes;           /* of `parsed`; the rest is the outline of the body */
    const struct node *data;       /* other YAML; NULL if absent or broken */
    const struct catalog *catalog; /* _CATALOG; of a broken file what could be read, never NULL */
    struct str text;               /* _TEMPLATE, _PUBLISHED: the whole text */
    struct str encoding;           /* legacy charset by iconv's name, or empty for UTF-8 */
    uint32_t width, height;        /* images in _MEDIA and _ASSET, in pixels; else 0 */
    uint32_t body_line; /* _TEXT: the line the body starts on; 0: there is no body; _TRANSLATION: 1
                           or 0 */
    bool is_verbatim;   /* _TEXT: the file ends with its text, byte for byte */
    size_t body_bytes;  /* _TEXT */
};

struct sources {
    struct arena arena;
    int folder; /* the site folder, open */
    struct source *files;
    size_t count;
    struct digest inputs; /* of all files, by path and bytes */
    struct digest shape;  /* of all files, by path and shape */
    bool has_theme;       /* the folder of the theme could be read; if not, that is reported */
};

/* How to read, decided by the command line. */
struct sources_options {
    unsigned workers;
    enum run_memory memory;
};

/* Opens the site folder and reads everything. False, with a diagnostic, if there is no such folder;
   all other trouble leaves a gap in the result. */
bool sources_read(struct sources *sources, const char *folder,
                  const struct sources_options *options, struct diags *diags);
void sources_release(struct sources *sources);

/* Is every file what it was when the last run wrote down what it found? Looks at names and stat(2)
   only; `*inputs` becomes that of the last run. */
bool sources_are_unchanged(const char *folder, unsigned workers, struct digest *inputs);

/* The file at `path`, or NULL. */
const struct source *sources_find(const struct sources *sources, struct str path);

/* How many files of that kind there are. */
size_t sources_count_kind(const struct sources *sources, enum source_kind kind);

/* The YAML or front matter of any file, on `arena` but for its texts, which live as long as the
   source; NULL if absent or broken. */
const struct node *source_data(const struct source *source, struct arena *arena);
/* The outline of the body of a SOURCE_TEXT, in the same way; NULL if the file is broken. */
const struct outline *source_outline(const struct source *source, struct arena *arena);

/* Whether a file is a version of an item. */
static inline bool source_is_version(const struct source *source) {
    return source->kind == SOURCE_RECORD || source->kind == SOURCE_TEXT ||
           source->kind == SOURCE_TRANSLATION;
}

/* Whether a file follows a version of an item, see translation.h. */
static inline bool source_follows(const struct source *source) {
    return source->kind == SOURCE_TRANSLATION || source->kind == SOURCE_MADE_FROM;
}

/* Reads the body of a SOURCE_TEXT again into `text` (decoded, NFC, LF), for rendering, or composes
   that of a SOURCE_TRANSLATION again. False with a
   diagnostic if it is not the file that was read before. */
bool source_read_body(const struct sources *sources, const struct source *source,
                      struct strbuf *text, struct diags *diags);

/* Decodes bytes as sources/ does for every file: BOM, charset, UTF-8 check, line ends, NFC.
   `encoding` is empty or a charset of the closed list. NULL data on error. */
struct str source_decode(struct str bytes, struct str encoding, struct str path,
                         struct arena *arena, struct diags *diags);

/* Appends a readable picture of the stage: one line a file, its parsed shape indented below. */
void sources_dump(const struct sources *sources, struct strbuf *out);

#endif
