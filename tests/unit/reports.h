/*
 * reports.h - what was reported: by code and place, for tests of stages.
 */
#ifndef ISOGLOSS_TESTS_REPORTS_H
#define ISOGLOSS_TESTS_REPORTS_H

#include "base/diag.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* "code line:column" of all diagnostics in the order they were made, joined by ", "; "" if none. */
static inline void reports_text(const struct diags *diags, char *room, size_t room_bytes) {
    size_t used = 0;
    room[0] = '\0';
    for (size_t i = 0; i < diags->list.count && used < room_bytes; i++) {
        const struct diag *made = diags->list.items[i];
        used += (size_t)snprintf(room + used, room_bytes - used, "%s%s %u:%u", i > 0 ? ", " : "",
                                 made->message->code, (unsigned)made->place.line,
                                 (unsigned)made->place.column);
    }
}

/* Compares with `expected` and forgets everything, ready for the next case. */
static inline void assert_reports(struct diags *diags, const char *expected) {
    char text[4000];
    struct strbuf printed = {0};
    reports_text(diags, text, sizeof text);
    diags_print(diags, DIAG_TEXT, &printed);
    diags_release(diags);
    if (strcmp(text, expected) != 0) {
        fail_msg("reported \"%s\" instead of \"%s\":\n%.*s", text, expected,
                 STR_ARG(strbuf_view(&printed)));
    }
    strbuf_release(&printed);
}

static inline void assert_text(struct str actual, const char *expected) {
    if (!str_equal(actual, str_from(expected))) {
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(actual), expected);
    }
}

#endif
