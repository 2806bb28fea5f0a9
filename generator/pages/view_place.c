/* Places in texts: the numbered paragraphs that references and links name. */
#include "base/utf8.h"
#include "pages/view.h"

/* 15 in the digits of the edition. */
static struct str in_digits(const struct view *view, struct str number) {
    struct strbuf text = {0};
    struct str copy;
    for (size_t i = 0; i < number.length; i++) {
        size_t at = 0, start = 0;
        for (char digit = '0'; digit <= number.data[i] && at < view->edition->digits.length;
             digit++) {
            start = at;
            utf8_next(view->edition->digits, &at);
        }
        strbuf_add(&text, at > start ? str_slice(view->edition->digits, start, at)
                                     : str_slice(number, i, i + 1));
    }
    copy = str_copy(view->arena, strbuf_view(&text));
    strbuf_release(&text);
    return copy;
}

/* The letter of a sub-paragraph in the alphabet of the edition; beyond it, as the address has it.
 */
static struct str letter_of(const struct view *view, struct str letter) {
    struct str alphabet = view->edition->phrases[PHRASE_SUB_PARAGRAPH_ALPHABET].text;
    size_t at = 0, start = 0;
    if (letter.length != 1 || letter.data[0] < 'a' || letter.data[0] > 'z') {
        return letter;
    }
    for (char next = 'a'; next <= letter.data[0]; next++) {
        start = at;
        if (at >= alphabet.length) {
            return letter;
        }
        utf8_next(alphabet, &at);
    }
    return str_slice(alphabet, start, at);
}

/* "Paragraph 5 (a)" for p5-a; empty for what is no paragraph. */
static struct text place_name(const struct view *view, struct str anchor) {
    struct str letter = str_from_byte(anchor, 1), number = str_cut(&letter, '-');
    bool is_paragraph = str_starts(anchor, STR("p")) && number.length > 0;
    for (size_t i = 0; is_paragraph && i < number.length; i++) {
        is_paragraph = char_is_digit(number.data[i]);
    }
    if (!is_paragraph) {
        return (struct text){0};
    }
    struct str name = in_digits(view, number);
    if (letter.length > 0) {
        struct text form = view->edition->phrases[PHRASE_SUB_PARAGRAPH_FORM];
        struct text sub = phrase_fill(view->arena, form, STR("letter"), letter_of(view, letter));
        name = str_join(view->arena, name, STR(" "), sub.text);
    }
    return phrase_fill(view->arena, view->edition->phrases[PHRASE_PARAGRAPH], STR("n"), name);
}

void view_put_place(const struct view *view, struct datum *places, struct str path,
                    struct str anchor) {
    struct text name = anchor.length > 0 ? place_name(view, anchor) : (struct text){0};
    if (name.text.length > 0) {
        struct datum *place = datum_add_map(view->arena, places);
        datum_put_text(view->arena, place, STR("href"), view_href_anchor(view, path, anchor));
        view_put_text(view, place, name);
    }
}

/* Where the other text refers to this one; a record has no paragraphs, so there it is the place
   that it means. Those of one entry stand side by side, so what is alike does too. */
static void put_mention_place(const struct view *view, struct datum *places,
                              const struct mention *mention, const struct mention *before) {
    bool is_same_entry = before && before->entry == mention->entry;
    if (mention->paragraph.length > 0 && mention->entry->note.text.length > 0) {
        return; /* the page is in another language, which the entry's own link says */
    }
    if (mention->paragraph.length > 0) {
        if (!is_same_entry || !str_equal(before->paragraph, mention->paragraph)) {
            view_put_place(view, places, mention->entry->path, mention->paragraph);
        }
    } else if (!is_same_entry || !str_equal(before->anchor, mention->anchor)) {
        view_put_place(view, places, view->page->path, mention->anchor);
    }
}

void view_put_mentions(const struct view *view, struct datum *map,
                       const struct reverse_list *reverse) {
    struct datum *list = datum_put_list(view->arena, map, STR("entries"));
    struct datum *places = NULL;
    for (size_t i = 0; i < reverse->count; i++) {
        const struct mention *mention = &reverse->mentions[i];
        if (i == 0 || mention->entry != mention[-1].entry) {
            struct datum *entry = datum_add_map(view->arena, list);
            view_put_entry(view, entry, mention->entry);
            places = datum_put_list(view->arena, entry, STR("places"));
        }
        put_mention_place(view, places, mention, i > 0 ? &mention[-1] : NULL);
    }
}
