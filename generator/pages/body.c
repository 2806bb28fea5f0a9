/* Markdown -> HTML for one page: its links lead where this edition's readers can go. */
#include "pages/view.h"

#include "base/path.h"

struct text_place {
    const struct view *view;
    const struct language *language; /* of the text */
};

/* What is in the reader's language says none. */
static const struct language *language_of(const struct view *view,
                                          const struct language *language) {
    return language ? language : view->edition->language;
}

static struct markdown_target resolve_media(const struct view *view, struct str destination) {
    return (struct markdown_target){.href = view_href(view, destination)};
}

static struct markdown_target resolve_item(const struct text_place *place, const struct item *item,
                                           struct str anchor) {
    const struct view *view = place->view;
    const struct entry *entry = &view->edition->entries[item->index];
    struct markdown_target target = {.title = entry->title.text};
    if (entry->state != ENTRY_HIDDEN) {
        target.href = view_href_anchor(view, entry->path, anchor);
        target.note = entry->note.text;
    }
    if (entry->note.text.length > 0) {
        target.hreflang = entry->version->language->tag;
    } else if (view->edition != view->page->edition) {
        target.hreflang = view->edition->tag;
    }
    const struct language *language = language_of(view, entry->title.language);
    if (language != place->language) {
        target.lang = language->tag;
        target.dir = language_direction(language);
    }
    return target;
}

static struct markdown_target resolve(void *context, struct str destination) {
    const struct text_place *place = context;
    const struct view *view = place->view;
    struct str anchor;
    const struct item *item = site_link(view->edition->editions->site, destination, &anchor);
    if (item) {
        return resolve_item(place, item, anchor);
    }
    if (str_starts(destination, STR("media/"))) {
        return resolve_media(view, destination);
    }
    return (struct markdown_target){0}; /* a draft: plain text, as the check said */
}

/* What we add to a text in another language says that it is in the reader's, or in English; and in
   one from right to left figures must not turn round. */
static void set_language(const struct text_place *place, struct markdown_setting *setting) {
    const struct edition *edition = place->view->edition;
    const struct language *added =
        language_of(place->view, edition->phrases[PHRASE_IN_LANGUAGE].language);
    if (str_equal(language_direction(place->language), STR("rtl"))) {
        setting->figure_dir = STR("ltr");
    }
    if (place->language != added) {
        setting->lang = added->tag;
        setting->dir = language_direction(added);
    }
}

static struct markdown_setting make_setting(const struct view *view,
                                            const struct language *language) {
    const struct text *phrases = view->edition->phrases;
    struct text_place *place = ARENA_NEW(view->arena, struct text_place);
    *place = (struct text_place){view, language_of(view, language)};
    struct markdown_setting setting = {
        .resolve = resolve,
        .context = place,
        .footnotes_title = phrases[PHRASE_FOOTNOTES].text,
        .back_label = phrases[PHRASE_BACK_TO_REFERENCE].text,
        .paragraph_label = phrases[PHRASE_PARAGRAPH].text,
        .sub_paragraph_form = phrases[PHRASE_SUB_PARAGRAPH_FORM].text,
        .sub_paragraph_alphabet = phrases[PHRASE_SUB_PARAGRAPH_ALPHABET].text,
        .digits = view->edition->digits,
        .code_dir = STR("ltr"),
    };
    set_language(place, &setting);
    return setting;
}

static struct str render(const struct view *view, struct str markdown,
                         const struct markdown_setting *setting) {
    struct page_scratch *scratch = view->scratch;
    strbuf_clear(&scratch->html);
    arena_reset(&scratch->text_arena);
    markdown_render(markdown, setting, &scratch->text_arena, &scratch->html);
    return str_copy(view->arena, strbuf_view(&scratch->html));
}

struct str view_markdown(const struct view *view, struct text markdown, struct str id_prefix) {
    struct markdown_setting setting = make_setting(view, markdown.language);
    setting.heading_shift = 1;
    setting.id_prefix = id_prefix;
    return render(view, markdown.text, &setting);
}

/* Where the same text stands in other languages: only real translations. */
static void take_versions(const struct view *view, const struct item *item,
                          struct markdown_setting *setting) {
    const struct editions *editions = view->edition->editions;
    struct markdown_version *versions =
        ARENA_ARRAY(view->arena, struct markdown_version, editions->count);
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *other = editions->bar[i];
        const struct entry *entry = &other->entries[item->index];
        if (other != view->edition && entry->state == ENTRY_OWN) {
            versions[setting->version_count++] =
                (struct markdown_version){view_href(view, entry->path), other->tag};
        }
    }
    setting->versions = versions;
}

static enum phrase note_of(enum segment_state state) {
    return state == SEGMENT_MISSING ? PHRASE_UNTRANSLATED : PHRASE_STALE;
}

/* The paragraphs that are in the language of the source, or behind it. */
static void take_followed(const struct view *view, const struct version *version,
                          struct markdown_setting *setting) {
    const struct following *following = version->following;
    size_t count = following ? following->behind.count : 0;
    struct markdown_followed *followed = ARENA_ARRAY(view->arena, struct markdown_followed, count);
    for (size_t i = 0; i < count; i++) {
        const struct followed_segment *segment = following->behind.items[i];
        bool is_missing = segment->state == SEGMENT_MISSING;
        if (version->is_snapshot && !is_missing) {
            continue;
        }
        struct markdown_followed *told = &followed[setting->followed_count++];
        *told = (struct markdown_followed){
            .id = segment->id, .note = view->edition->phrases[note_of(segment->state)].text};
        if (is_missing) {
            told->lang = version->translates->tag;
            told->dir = language_direction(version->translates);
        }
    }
    setting->followed = followed;
}

static bool has_body(const struct version *version) {
    return version->source->body_line > 0;
}

/* The version whose body the entry shows, or NULL. */
static const struct version *body_version(const struct entry *entry) {
    const struct version *original = &entry->item->versions[0];
    return has_body(entry->version) ? entry->version : has_body(original) ? original : NULL;
}

static struct markdown_setting make_body_setting(const struct view *view,
                                                 const struct version *version) {
    const struct item *item = version->item;
    struct markdown_setting setting = make_setting(view, version->language);
    if (item->collection->has_numbered_paragraphs) {
        setting.numbering = MARKDOWN_NUMBERED;
        take_versions(view, item, &setting);
    }
    /* Ids come from the original, so that an address holds in every language. */
    markdown_take_heading_ids(&setting, source_outline(item->versions[0].source, view->arena),
                              view->arena);
    take_followed(view, version, &setting);
    return setting;
}

static struct str render_body(const struct view *view, const struct version *version,
                              const struct markdown_setting *setting) {
    struct strbuf *text = &view->scratch->body;
    bool is_read = source_read_body(view->edition->editions->site->sources, version->source, text,
                                    view->diags);
    return is_read ? render(view, strbuf_view(text), setting) : (struct str){0};
}

/* The same bytes are another text in another charset. */
static struct digest text_digest(const struct source *source) {
    return digest_mix(source->digest, digest_of(source->encoding));
}

static struct digest pair_text_digest(const struct page *page) {
    return digest_mix(text_digest(page->entry->version->source),
                      text_digest(page->beside->version->source));
}

struct digest page_text_digest(const struct page *page) {
    if (page->kind == PAGE_PAIR) {
        return pair_text_digest(page);
    }
    const struct entry *entry = page->kind == PAGE_DATA ? NULL : page->entry;
    if (page->kind == PAGE_HOME) {
        const struct item *home = page->edition->editions->site->home;
        entry = home ? &page->edition->entries[home->index] : NULL;
    }
    const struct version *version = entry ? body_version(entry) : NULL;
    return version ? text_digest(version->source) : (struct digest){0};
}

static const struct digest *body_origin(const struct view *view, const struct source *source,
                                        const struct markdown_setting *setting) {
    struct digest text = text_digest(source);
    struct digest *origin = ARENA_NEW(view->arena, struct digest);
    *origin = markdown_origin(text, source_outline(source, view->arena), setting);
    return origin;
}

bool view_put_body(const struct view *view, struct datum *map, const struct entry *entry) {
    const struct version *version = body_version(entry);
    if (!version) {
        datum_put_null(view->arena, map, STR("body"));
        return false;
    }
    struct markdown_setting setting = make_body_setting(view, version);
    struct datum *body = datum_put_map(view->arena, map, STR("body"));
    struct datum *html = datum_put_html(view->arena, body, STR("html"), (struct str){0});
    html->origin = body_origin(view, version->source, &setting);
    if (view->purpose == VIEW_TO_RENDER) {
        html->text = render_body(view, version, &setting);
    }
    bool is_own = version->language == view->edition->language;
    view_put_if(view, body, "lang", is_own ? (struct str){0} : version->language->tag);
    view_put_if(view, body, "dir",
                is_own ? (struct str){0} : language_direction(version->language));
    return true;
}

struct digest view_body_segments(const struct view *view, const struct entry *entry,
                                 struct str id_prefix, struct segments_html *segments) {
    const struct version *version = entry->version;
    struct view own = *view;
    *segments = (struct segments_html){0};
    if (!has_body(version)) {
        return (struct digest){0};
    }
    own.edition = entry->edition;
    struct markdown_setting setting = make_body_setting(&own, version);
    setting.id_prefix = id_prefix;
    setting.version_count = 0; /* permanent links are the page's */
    if (view->purpose == VIEW_TO_RENDER) {
        struct strbuf *text = &view->scratch->body;
        if (source_read_body(view->edition->editions->site->sources, version->source, text,
                             view->diags)) {
            segments_render(str_copy(view->arena, strbuf_view(text)), &setting, view->arena,
                            segments);
        }
    }
    return *body_origin(&own, version->source, &setting);
}
