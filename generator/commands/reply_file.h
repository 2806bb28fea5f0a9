/*
 * reply_file.h - a questionnaire that somebody has filled in: the file and what it says.
 *
 * Reads    a file that came from outside, so nothing in it is trusted: size, encoding, YAML of the
 *          simple kind, known keys, and each answer against the question it answers.
 * Makes    struct reply, and from it the text of a record for review.
 * Owns     everything on the arena of the run; points into the editions.
 * Reports  what does not fit as errors, and what a person should look at as warnings.
 */
#ifndef ISOGLOSS_COMMANDS_REPLY_FILE_H
#define ISOGLOSS_COMMANDS_REPLY_FILE_H

#include "commands/commands.h"
#include "editions/editions.h"

/* What stands where an answer is to be written. */
#define REPLY_DOTS STR("\xE2\x80\xA6")

struct reply_answer {
    struct str question; /* its id */
    struct str text;     /* of a choice in the language of the reply */
};

struct reply {
    const struct edition *edition;       /* in the language of the reply */
    const struct entry *form;            /* in that edition */
    const struct entry *by;              /* in that edition */
    const struct reply_answer *answers;  /* in the order of the questions; those given */
    size_t answer_count, question_count; /* of all questions */
};

/* Reads the file that the user named. False after an error. */
bool reply_read(struct reply *reply, struct run *run, const struct editions *editions,
                const char *path);

/* Appends the record that the reply makes: a draft in the collection of the replies. */
void reply_add_record(const struct reply *reply, struct run *run, struct strbuf *out);

#endif
