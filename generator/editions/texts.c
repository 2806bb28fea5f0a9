#include "editions/build.h"

const struct language *english_of(const struct site *site) {
    static const struct catalog catalog;
    static const struct language english = {.tag = STR_INIT("en"), .catalog = &catalog};
    const struct language *edition = site_language(site, english.tag);
    return edition ? edition : &english;
}

bool reads_english(const struct language *language) {
    struct str rest = language->tag;
    return str_equal(str_cut(&rest, '-'), STR("en"));
}

static struct text untranslated(const struct edition *edition, struct str msgid) {
    bool is_foreign = msgid.length > 0 && !reads_english(edition->language);
    return (struct text){msgid, is_foreign ? english_of(edition->editions->site) : NULL};
}

struct text edition_text(const struct edition *edition, struct str msgid) {
    const struct language *language = edition->language;
    const struct str *made = language->pseudo ? map_get(&edition->made, msgid) : NULL;
    if (made) {
        return (struct text){*made, NULL};
    }
    for (; language && msgid.length > 0; language = language->parent) {
        struct str text = catalog_text(language->catalog, (struct str){0}, msgid);
        if (text.length > 0) {
            return (struct text){text, NULL};
        }
    }
    return untranslated(edition, msgid);
}

static struct str make_pseudo_text(const struct language *language, struct str msgid,
                                   struct arena *arena) {
    struct str english = catalog_text(language->catalog, (struct str){0}, msgid);
    return pseudo_text(language->pseudo, english.length > 0 ? english : msgid, arena);
}

struct text edition_theme_text(const struct edition *edition, struct str msgid,
                               struct arena *arena) {
    const struct language *language = edition->language;
    return language->pseudo ? (struct text){make_pseudo_text(language, msgid, arena), NULL}
                            : edition_text(edition, msgid);
}

static void put_made(struct edition *edition, struct str msgid, struct str text) {
    struct str *made = ARENA_NEW(&edition->arena, struct str);
    *made = text;
    map_put(&edition->made, msgid, made);
}

static void make_text(void *context, const struct interface_text *text) {
    struct edition *edition = context;
    put_made(edition, text->msgid,
             make_pseudo_text(edition->language, text->msgid, &edition->arena));
}

void make_pseudo_texts(struct edition *edition) {
    /* Letters that count sub-paragraphs: no word, but one letter after the other. */
    static const struct str alphabet = STR_INIT("abcdefghijklmnopqrstuvwxyz");
    enum pseudo pseudo = edition->language->pseudo;
    if (pseudo) {
        edition->made = map_make(&edition->arena);
        put_made(edition, alphabet, pseudo_letters(pseudo, alphabet, &edition->arena));
        editions_each_text(edition->editions->site, make_text, edition);
    }
}

static const struct culture *english_culture(struct edition_builder *b) {
    if (!b->english) {
        b->english = culture_open(english_of(b->site), b->arena);
    }
    return b->english;
}

struct text english_name(struct edition_builder *b, struct str tag) {
    return (struct text){culture_language_name(english_culture(b), tag, b->arena),
                         reads_english(b->edition->language) ? NULL : english_of(b->site)};
}

struct text english_country(struct edition_builder *b, struct str code) {
    return (struct text){culture_country_name(english_culture(b), code, b->arena),
                         reads_english(b->edition->language) ? NULL : english_of(b->site)};
}

struct text phrase_fill(struct arena *arena, struct text phrase, struct str placeholder,
                        struct str value) {
    struct str token = str_join(arena, STR("{"), placeholder, STR("}"));
    struct str filled = phrase.text;
    for (size_t at = str_find(filled, token, 0); at != STR_NONE;
         at = str_find(filled, token, at + value.length)) {
        filled = str_join(arena, str_slice(filled, 0, at), value,
                          str_from_byte(filled, at + token.length));
    }
    return (struct text){filled, phrase.language};
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

static struct text plural_form(struct edition_builder *b, struct str one, struct str many,
                               size_t count) {
    const struct language *language = b->edition->language;
    enum pseudo pseudo = language->pseudo;
    struct str english = count == 1 ? one : many;
    for (; language; language = language->parent) {
        struct str form = catalog_plural(language->catalog, one, count);
        if (form.length > 0) {
            return (struct text){pseudo ? pseudo_text(pseudo, form, b->arena) : form, NULL};
        }
    }
    return pseudo ? (struct text){pseudo_text(pseudo, english, b->arena), NULL}
                  : untranslated(b->edition, english);
}

struct text count_phrase(struct edition_builder *b, enum phrase phrase, size_t count) {
    static const struct {
        struct str one, many;
    } forms[] = {
#define PHRASE(name, msgid)
#define PHRASES(name, msgid, msgid_plural) [name] = {STR_INIT(msgid), STR_INIT(msgid_plural)},
#include "editions/phrases.def"
#undef PHRASE
#undef PHRASES
    };
    return count_text(b, forms[phrase].one, forms[phrase].many, count);
}

struct text count_text(struct edition_builder *b, struct str one, struct str many, size_t count) {
    if (one.length == 0) {
        return count_phrase(b, PHRASE_ITEM_COUNT, count);
    }
    return phrase_fill(b->arena, plural_form(b, one, many, count), STR("n"),
                       culture_count(b->culture, count, b->arena));
}
