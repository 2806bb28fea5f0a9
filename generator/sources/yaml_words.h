/*
 * yaml_words.h - what libyaml says, in the words of somebody who keeps records, not parsers.
 */
#ifndef ISOGLOSS_SOURCES_YAML_WORDS_H
#define ISOGLOSS_SOURCES_YAML_WORDS_H

#include "base/diag.h"

/* A complaint of libyaml's: its words, and the two places it knows, as byte offsets in `text`. */
struct yaml_complaint {
    struct str problem, context;
    struct str text;
    size_t problem_at, context_at;
};

struct yaml_explanation {
    const struct message *message;
    size_t at;           /* where the writer has to look */
    struct str argument; /* {1} of the message */
};

struct yaml_explanation yaml_explain(const struct yaml_complaint *complaint);

/* The byte offset of a place that libyaml gives in lines and characters, both from 0. */
size_t yaml_offset(struct str text, size_t line, size_t column);

#endif
