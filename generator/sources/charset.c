#include "sources/charset.h"

static const struct str charsets[] = {
    STR_INIT("UTF-8"),
    /* Windows */
    STR_INIT("windows-874"),
    STR_INIT("windows-1250"),
    STR_INIT("windows-1251"),
    STR_INIT("windows-1252"),
    STR_INIT("windows-1253"),
    STR_INIT("windows-1254"),
    STR_INIT("windows-1255"),
    STR_INIT("windows-1256"),
    STR_INIT("windows-1257"),
    STR_INIT("windows-1258"),
    /* ISO (there is no ISO-8859-12) */
    STR_INIT("ISO-8859-1"),
    STR_INIT("ISO-8859-2"),
    STR_INIT("ISO-8859-3"),
    STR_INIT("ISO-8859-4"),
    STR_INIT("ISO-8859-5"),
    STR_INIT("ISO-8859-6"),
    STR_INIT("ISO-8859-7"),
    STR_INIT("ISO-8859-8"),
    STR_INIT("ISO-8859-9"),
    STR_INIT("ISO-8859-10"),
    STR_INIT("ISO-8859-11"),
    STR_INIT("ISO-8859-13"),
    STR_INIT("ISO-8859-14"),
    STR_INIT("ISO-8859-15"),
    STR_INIT("ISO-8859-16"),
    /* DOS and Macintosh */
    STR_INIT("CP437"),
    STR_INIT("CP850"),
    STR_INIT("CP852"),
    STR_INIT("CP866"),
    STR_INIT("macintosh"),
    /* National standards */
    STR_INIT("KOI8-R"),
    STR_INIT("KOI8-U"),
    STR_INIT("ARMSCII-8"),
    STR_INIT("TIS-620"),
    STR_INIT("GB18030"),
    STR_INIT("GBK"),
    STR_INIT("Big5"),
    STR_INIT("Big5-HKSCS"),
    STR_INIT("windows-31J"),
    STR_INIT("EUC-JP"),
    STR_INIT("EUC-KR"),
    STR_INIT("EUC-TW"),
};

/* The standard of 1990 has a yen sign where ASCII has the backslash; what is called Shift_JIS in
   the world is Microsoft's. */
static struct str resolve_alias(struct str name) {
    return str_equal_ascii_case(name, STR("Shift_JIS")) ? STR("windows-31J") : name;
}

struct str charset_find(struct str name) {
    name = resolve_alias(name);
    for (size_t i = 0; i < sizeof charsets / sizeof charsets[0]; i++) {
        if (str_equal_ascii_case(charsets[i], name)) {
            return charsets[i];
        }
    }
    return (struct str){0};
}

bool charset_is_multibyte(struct str name) {
    static const struct str prefixes[] = {STR_INIT("UTF"), STR_INIT("GB"), STR_INIT("Big5"),
                                          STR_INIT("EUC"), STR_INIT("windows-31J")};
    struct str charset = charset_find(name);
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        if (str_starts(charset, prefixes[i])) {
            return true;
        }
    }
    return false;
}

const struct str *charset_list(size_t *count) {
    *count = sizeof charsets / sizeof charsets[0];
    return charsets;
}
