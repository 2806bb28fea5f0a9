/*
 * wording.h - the language the program itself speaks, by GNU gettext.
 *
 * Reads    LC_ALL, LC_MESSAGES, LANG and LANGUAGE; the catalogs beside the program.
 * Makes    messages in the reader's language, always in UTF-8; English where there is no catalog.
 * Threads  wording_open() before there are any; the rest in any number.
 *
 * Only what is said to the person at the terminal depends on this. Pages never do: their texts come
 * from the site's own catalogs, and no other category of the locale is ever set.
 */
#ifndef ISOGLOSS_BASE_WORDING_H
#define ISOGLOSS_BASE_WORDING_H

#include "base/diag.h"

/* Opens the catalogs of `domain`: below locale/ in the program's folder, as in .build/, else below
   ../share/locale, as it is installed. Works for languages the machine has no locale for. */
void wording_open(const char *domain);

/* The right plural form for `n`: wording_counted(P_("{1} file", "{1} files"), n). */
const char *wording_counted(const char *one, const char *many, size_t n);

/* Marks both forms for xgettext. */
#define P_(one, many) one, many

/* Appends `text`, translated already, with {1}, {2} ... filled in. */
void wording_fill(struct strbuf *out, const char *text, const struct str *arguments, size_t count);

/* Appends the counted text with {1} filled in by the number. */
void wording_add_counted(struct strbuf *out, const char *one, const char *many, size_t n);

#endif
