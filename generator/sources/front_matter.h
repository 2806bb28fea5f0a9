/*
 * front_matter.h - the YAML between two --- lines at the top of a text, and the body after it.
 *
 * Reports  a text without front matter, without its closing line, in another language than YAML, or
 *          over YAML_MAX_FRONT_MATTER_BYTES.
 */
#ifndef ISOGLOSS_SOURCES_FRONT_MATTER_H
#define ISOGLOSS_SOURCES_FRONT_MATTER_H

#include "base/diag.h"

struct front_matter {
    struct str yaml; /* what stands between the two lines */
    uint32_t yaml_line;
    struct str body;    /* the end of the text, from its first line that is not blank */
    uint32_t body_line; /* 0: there is no body */
};

/* Splits `text` (decoded). False with a diagnostic if there is no front matter to be read; the body
   is empty then too. */
bool front_matter_split(struct str text, struct str path, struct front_matter *front_matter,
                        struct diags *diags);

#endif
