#include "editions/build.h"

struct str edition_text(const struct edition *edition, struct str msgid) {
    const struct language *language = edition->language;
    for (; language && msgid.length > 0; language = language->parent) {
        struct str text = catalog_text(language->catalog, (struct str){0}, msgid);
        if (text.length > 0) {
            return text;
        }
    }
    return msgid;
}

struct str phrase_fill(struct arena *arena, struct str phrase, struct str placeholder,
                       struct str value) {
    struct str token = str_join(arena, STR("{"), placeholder, STR("}"));
    struct str filled = phrase;
    for (size_t at = str_find(filled, token, 0); at != STR_NONE;
         at = str_find(filled, token, at + value.length)) {
        filled = str_join(arena, str_slice(filled, 0, at), value,
                          str_from_byte(filled, at + token.length));
    }
    return filled;
}

void build_phrases(struct edition_builder *b) {
    static const struct str msgids[] = {
#define PHRASE(name, msgid) [name] = STR_INIT(msgid),
#define PHRASES(name, msgid, msgid_plural) [name] = STR_INIT(msgid),
#include "editions/phrases.def"
#undef PHRASE
#undef PHRASES
    };
    for (size_t i = 0; i < PHRASE_COUNT; i++) {
        b->edition->phrases[i] = edition_text(b->edition, msgids[i]);
    }
}

static struct str plural_form(struct edition_builder *b, struct str one, struct str many,
                              size_t count) {
    const struct language *language = b->edition->language;
    for (; language; language = language->parent) {
        struct str form = catalog_plural(language->catalog, one, count);
        if (form.length > 0) {
            return form;
        }
    }
    return count == 1 ? one : many;
}

struct str count_text(struct edition_builder *b, struct str one, struct str many, size_t count) {
    static const struct str general[] = {
#define PHRASE(name, msgid)
#define PHRASES(name, msgid, msgid_plural) STR_INIT(msgid), STR_INIT(msgid_plural),
#include "editions/phrases.def"
#undef PHRASE
#undef PHRASES
    };
    if (one.length == 0) {
        one = general[0];
        many = general[1];
    }
    return phrase_fill(b->arena, plural_form(b, one, many, count), STR("n"),
                       culture_count(b->culture, count, b->arena));
}
