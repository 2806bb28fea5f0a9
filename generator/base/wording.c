#include "base/wording.h"

#include <langinfo.h>
#include <libintl.h>
#include <limits.h>
#include <locale.h>

#define ANYWHERE "C.UTF-8"

/* The locale that the environment asks for, by the order of setlocale(3). */
static const char *wanted_locale(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);

        if (value && *value) {
            return value;
        }
    }
    return NULL;
}

/* Most machines have few locales installed, yet our catalogs need none of their data: gettext finds
   them by LANGUAGE under any locale but "C". */
static void choose_language(void) {
    const char *wanted = wanted_locale();
    const char *language = getenv("LANGUAGE");

    if (setlocale(LC_MESSAGES, "") || !wanted) {
        return;
    }
    if (!language || !*language) {
        setenv("LANGUAGE", wanted, 1);
    }
    setlocale(LC_MESSAGES, ANYWHERE);
}

/* For strerror() and the width of characters; all our text is UTF-8 whatever the locale says. */
static void choose_characters(void) {
    if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
        setlocale(LC_CTYPE, ANYWHERE);
    }
}

/* The folder of the running program with a final '/'; false where /proc does not say it. */
static bool find_own_folder(char *folder, size_t room_bytes) {
    ssize_t length = readlink("/proc/self/exe", folder, room_bytes - 1);
    char *slash;

    if (length <= 0) {
        return false;
    }
    folder[length] = 0;
    slash = strrchr(folder, '/');
    if (!slash) {
        return false;
    }
    slash[1] = 0;
    return true;
}

static void bind_catalogs(const char *domain) {
    char folder[PATH_MAX];
    struct strbuf path = {0};

    if (!find_own_folder(folder, sizeof folder)) {
        return;
    }
    strbuf_add_format(&path, "%slocale", folder);
    if (access(path.data, F_OK) != 0) {
        strbuf_clear(&path);
        strbuf_add_format(&path, "%s../share/locale", folder);
    }
    bindtextdomain(domain, path.data);
    strbuf_release(&path);
}

void wording_open(const char *domain) {
    choose_language();
    choose_characters();
    bind_catalogs(domain);
    bind_textdomain_codeset(domain, "UTF-8");
    textdomain(domain);
}

const char *wording_counted(const char *one, const char *many, size_t n) {
    return ngettext(one, many, n);
}

/* The number of the placeholder at `at`, from 1; 0 if there is none. */
static size_t placeholder_at(const char *at) {
    return at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}' ? (size_t)(at[1] - '0') : 0;
}

void wording_fill(struct strbuf *out, const char *text, const struct str *arguments, size_t count) {
    while (*text) {
        size_t number = placeholder_at(text);

        if (number && number <= count) {
            strbuf_add(out, arguments[number - 1]);
            text += 3;
        } else {
            strbuf_add_char(out, *text++);
        }
    }
}

void wording_add_counted(struct strbuf *out, const char *one, const char *many, size_t n) {
    struct strbuf number = {0};
    struct str argument;

    strbuf_add_u64(&number, n);
    argument = strbuf_view(&number);
    wording_fill(out, wording_counted(one, many, n), &argument, 1);
    strbuf_release(&number);
}
