/*
 * yaml.h - one YAML document into a tree, by libyaml's event reader.
 *
 * Reports  syntax in plain words with a hint; anchors, aliases, tags, directives, a second
 * document, duplicate keys, keys that are not text, NUL, and anything over the limits below.
 */
#ifndef ISOGLOSS_SOURCES_YAML_H
#define ISOGLOSS_SOURCES_YAML_H

#include "sources/tree.h"

#define YAML_MAX_DEPTH 16
#define YAML_MAX_NODES 50000
#define YAML_MAX_SCALAR_BYTES (64 * 1024)
#define YAML_MAX_FILE_BYTES (256 * 1024)
#define YAML_MAX_FRONT_MATTER_BYTES (64 * 1024)

/* Parses `text` (valid UTF-8). Lines count from `first_line`, so that front matter keeps its place
   in the file. Returns NULL for an empty document and after an error. Nodes live on `arena`. */
struct node *yaml_parse(struct str text, struct str path, uint32_t first_line, struct arena *arena,
                        struct diags *diags);

#endif
