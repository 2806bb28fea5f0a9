#include "base/utf8.h"
#include "sources/markdown_document.h"

#define SLUG_MAX_BYTES 80

/* Letters of Latin-1 and Latin Extended-A (U+00C0..U+017F) without their accents, two bytes each.
 */
static const char plain_letters[] =
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thss"  /* U+00C0..U+00DF */
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thy "  /* U+00E0..U+00FF */
    "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g "  /* U+0100..U+011F */
    "g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l "  /* U+0120..U+013F */
    "l l l n n n n n n n n n o o o o o o oeoer r r r r r s s s s s s "  /* U+0140..U+015F */
    "s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s "; /* U+0160..U+017F */
_Static_assert(sizeof plain_letters == 2 * 192 + 1, "two bytes for each letter");

static void add_plain_letter(struct strbuf *slug, uint32_t rune) {
    const char *letters = plain_letters + (size_t)(rune - 0xC0) * 2;

    for (int i = 0; i < 2; i++) {
        if (letters[i] != ' ') {
            strbuf_add_char(slug, letters[i]);
        }
    }
}

static bool is_combining(uint32_t rune) {
    return rune >= 0x0300 && rune <= 0x036F;
}

/* "Les résultats : 2013" -> "les-resultats-2013" */
static void add_slug(struct strbuf *slug, struct str text) {
    size_t start = slug->length, at = 0;
    bool is_after_gap = false;

    while (at < text.length && slug->length - start < SLUG_MAX_BYTES) {
        uint32_t rune = utf8_next(text, &at);
        bool is_ascii_word =
            rune < 0x80 && (char_is_ascii_letter((char)rune) || char_is_digit((char)rune));
        bool is_latin = rune >= 0xC0 && rune <= 0x17F && rune != 0xD7 && rune != 0xF7;

        if (!is_ascii_word && !is_latin) {
            is_after_gap = is_after_gap || !is_combining(rune);
            continue;
        }
        if (is_after_gap && slug->length > start) {
            strbuf_add_char(slug, '-');
        }
        is_after_gap = false;
        if (is_latin) {
            add_plain_letter(slug, rune);
        } else {
            strbuf_add_char(slug, char_to_ascii_lower((char)rune));
        }
    }
}

struct id_maker {
    struct document *document;
    struct map taken; /* id -> uint32_t, the last number that was put behind it */
    uint32_t heading_count;
};

static bool take(struct id_maker *maker, struct str id) {
    uint32_t *number = ARENA_NEW(maker->document->arena, uint32_t);

    *number = 1;
    return map_put(&maker->taken, id, number) == number;
}

/* The same heading twice gets -2, and so on; each heading counts on where the last one stopped. */
static struct str make_unique(struct id_maker *maker, struct str id) {
    struct arena *arena = maker->document->arena;
    struct str unique = id;

    while (!take(maker, unique)) {
        uint32_t *number = map_get(&maker->taken, id);

        unique = str_format(arena, "%.*s-%u", STR_ARG(id), ++*number);
    }
    return unique;
}

static struct str slug_of(struct id_maker *maker, const struct mark *heading) {
    struct arena *arena = maker->document->arena;
    struct strbuf slug = {0};
    struct str id;

    strbuf_add(&slug, STR("s-"));
    add_slug(&slug, mark_plain_text(arena, heading));
    if (slug.length == 2) {
        strbuf_add_u64(&slug, maker->heading_count);
    }
    id = str_copy(arena, strbuf_view(&slug));
    strbuf_release(&slug);
    return id;
}

/* The original's ids, in order; they stay the same in all languages. */
static struct str given_id(const struct id_maker *maker) {
    const struct markdown_setting *setting = maker->document->setting;
    uint32_t index = maker->heading_count - 1;

    return setting && index < setting->heading_id_count ? setting->heading_ids[index]
                                                        : (struct str){0};
}

void headings_set_ids(struct document *document) {
    struct id_maker maker = {.document = document};

    for (struct mark *mark = document->root; mark; mark = mark_after(mark, document->root)) {
        if (mark->kind != MARK_HEADING) {
            continue;
        }
        if (maker.heading_count++ == 0) {
            maker.taken = map_make(document->arena);
        }
        mark->id = given_id(&maker);
        if (str_is_empty(mark->id)) {
            mark->id = make_unique(&maker, slug_of(&maker, mark));
        } else {
            take(&maker, mark->id);
        }
    }
}

void markdown_take_heading_ids(struct markdown_setting *setting, const struct outline *original,
                               struct arena *arena) {
    struct str *ids = ARENA_ARRAY(arena, struct str, original ? original->anchors.count : 0);

    for (size_t i = 0; original && i < original->anchors.count; i++) {
        if (original->anchors.items[i].kind == ANCHOR_HEADING) {
            ids[setting->heading_id_count++] = original->anchors.items[i].id;
        }
    }
    setting->heading_ids = ids;
}
