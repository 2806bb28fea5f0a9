/*
 * banned.h - calls that must not compile.
 *
 * Force-included before every .c file. Each name is unsafe (no length, hidden static state,
 * the machine's locale) or goes round the one door it should use; the comment names the door.
 */
#ifndef ISOGLOSS_BANNED_H
#define ISOGLOSS_BANNED_H

/* The system headers must be read before their names are poisoned. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Macros in optimised builds; a poisoned macro would warn. */
#undef toupper
#undef tolower
#undef isalpha
#undef isalnum
#undef isspace

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets tmpnam mktemp
#pragma GCC poison strtok strtok_r      /* str_cut() */
#pragma GCC poison atoi atol atoll atof /* str_to_u32() and friends */
#pragma GCC poison system popen execl execlp execvp
#pragma GCC poison gmtime localtime ctime asctime localtime_r mktime /* editions/culture.h */
#pragma GCC poison toupper tolower isalpha isalnum isspace           /* base/utf8.h, base/str.h */

#endif
