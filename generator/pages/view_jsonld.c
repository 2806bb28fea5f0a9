/*
 * Pages in terms of schema.org, for search engines: JSON-LD in a <script> element that browsers do
 * not run, for its type is not that of a script; so neither does a content policy stop it.
 *
 * What is declared decides: the collection says the class, each field its property. A page in
 * another language than its text says so for each value.
 */
#include "base/path.h"
#include "pages/data.h"
#include "pages/meaning.h"
#include "pages/route.h"

/* ---- Texts and addresses ----------------------------------------------------------------------
 */

static void put_words(struct json *json, struct str text, struct str lang) {
    if (lang.length == 0) {
        json_text(json, text);
        return;
    }
    json_open(json, '{');
    json_put(json, "@language", lang);
    json_put(json, "@value", text);
    json_close(json, '}');
}

static void put_text(struct json *json, const char *key, struct text text) {
    if (text.text.length > 0) {
        json_key(json, key);
        put_words(json, text.text, text.language ? text.language->tag : (struct str){0});
    }
}

/* The text under a key of the page's tree, which may be marked. */
static void put_of_tree(struct json *json, const char *key, const struct datum *datum) {
    if (datum_is_true(datum)) {
        json_key(json, key);
        put_words(json, datum->text, datum->mark ? datum->mark->lang : (struct str){0});
    }
}

/* The address that a link on this page leads to. */
static struct str address_of(const struct view *view, struct str href) {
    struct str base = view->plan->editions->site->base_url;
    struct str folder = path_folder(view->page->path);
    if (base.length == 0) {
        return href;
    }
    while (str_starts(href, STR("../"))) {
        href = str_from_byte(href, 3);
        folder = path_folder(folder);
    }
    return str_join(view->arena, base, path_join(view->arena, folder, href));
}

static void put_class(struct json *json, struct str class) {
    json_put(json, "@type", class.length > 0 ? class : STR("Thing"));
}

/* ---- Values -----------------------------------------------------------------------------------
 */

static void put_entry(const struct view *view, struct json *json, const struct entry *entry) {
    json_open(json, '{');
    put_class(json, entry->item->collection->schema);
    put_text(json, "name", entry->title);
    json_put(json, "url", data_address(view, entry->path));
    json_close(json, '}');
}

static void put_number(struct json *json, const struct field *field, const struct shown *shown) {
    if (field->unit.currency.length == 0) {
        json_number(json, shown->code);
        return;
    }
    json_open(json, '{');
    put_class(json, STR("MonetaryAmount"));
    json_put(json, "currency", field->unit.currency);
    json_key(json, "value");
    json_number(json, shown->code);
    json_close(json, '}');
}

/* The code that a record is named after is one, and the country is the record itself. */
static void put_name(const struct view *view, struct json *json, const struct field *field,
                     const struct shown *shown) {
    bool is_own_code = field == view->page->entry->item->collection->title_from;
    if (field->type == FIELD_LANGUAGE || is_own_code) {
        json_text(json, is_own_code ? shown->text.text : shown->code);
        return;
    }
    bool is_country = field->type == FIELD_COUNTRY;
    json_open(json, '{');
    put_class(json, is_country ? STR("Country") : STR("DefinedTerm"));
    put_text(json, "name", shown->text);
    json_put(json, is_country ? "identifier" : "termCode", shown->code);
    json_close(json, '}');
}

static void put_value(const struct view *view, struct json *json, const struct field *field,
                      const struct shown *shown) {
    struct text text;
    switch (shown->kind) {
    case SHOWN_ENTRY:
        put_entry(view, json, shown->entry);
        break;
    case SHOWN_NAME:
        put_name(view, json, field, shown);
        break;
    case SHOWN_NUMBER:
        put_number(json, field, shown);
        break;
    case SHOWN_DATE:
    case SHOWN_LINK:
        json_text(json, shown->code);
        break;
    default:
        text = meaning_text(view, shown);
        put_words(json, text.text, text.language ? text.language->tag : (struct str){0});
        break;
    }
}

/* ---- Properties -------------------------------------------------------------------------------
 */

/* Of a range of days, the property that says when it ends. */
static struct str end_of(struct str property) {
    static const struct {
        struct str start, end;
    } pairs[] = {{STR_INIT("startDate"), STR_INIT("endDate")},
                 {STR_INIT("validFrom"), STR_INIT("validThrough")},
                 {STR_INIT("availabilityStarts"), STR_INIT("availabilityEnds")}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (str_equal(pairs[i].start, property)) {
            return pairs[i].end;
        }
    }
    return (struct str){0};
}

static bool has_property(const struct meanings *meanings, const char *property) {
    for (size_t i = 0; i < meanings->count; i++) {
        if (str_equal(meanings->items[i].property, str_from(property))) {
            return true;
        }
    }
    return false;
}

static bool is_first(const struct meanings *meanings, size_t at) {
    for (size_t i = 0; i < at; i++) {
        if (str_equal(meanings->items[i].property, meanings->items[at].property)) {
            return false;
        }
    }
    return meanings->items[at].property.length > 0;
}

static void put_days(struct json *json, const struct meaning *meaning) {
    struct str end = end_of(meaning->property);
    json_key_text(json, meaning->property);
    if (end.length == 0) {
        json_text(json, meaning->shown->code); /* an interval of ISO 8601 */
        return;
    }
    json_text(json, data_first_day(meaning->shown));
    json_key_text(json, end);
    json_text(json, data_last_day(meaning->shown));
}

/* Several fields may have the same property; then it has all their values. */
static void put_property(const struct view *view, struct json *json,
                         const struct meanings *meanings, size_t at) {
    const struct meaning *first = &meanings->items[at];
    size_t count = 0;
    if (first->field->type == FIELD_DATE_RANGE) {
        put_days(json, first);
        return;
    }
    for (size_t i = at; i < meanings->count; i++) {
        count += str_equal(meanings->items[i].property, first->property);
    }
    json_key_text(json, first->property);
    if (count > 1) {
        json_open(json, '[');
    }
    for (size_t i = at; i < meanings->count; i++) {
        const struct meaning *meaning = &meanings->items[i];
        if (str_equal(meaning->property, first->property)) {
            put_value(view, json, meaning->field, meaning->shown);
        }
    }
    if (count > 1) {
        json_close(json, ']');
    }
}

static void put_properties(const struct view *view, struct json *json,
                           const struct meanings *meanings) {
    for (size_t i = 0; i < meanings->count; i++) {
        if (is_first(meanings, i)) {
            put_property(view, json, meanings, i);
        }
    }
}

/* ---- Language versions ------------------------------------------------------------------------
 */

/* Classes that schema.org derives from CreativeWork: only these have translations. */
static bool is_work(struct str class) {
    static const struct str works[] = {
        STR_INIT("Article"),
        STR_INIT("Book"),
        STR_INIT("Chapter"),
        STR_INIT("Collection"),
        STR_INIT("Course"),
        STR_INIT("CreativeWork"),
        STR_INIT("Dataset"),
        STR_INIT("DefinedTermSet"),
        STR_INIT("DigitalDocument"),
        STR_INIT("Guide"),
        STR_INIT("HowTo"),
        STR_INIT("LearningResource"),
        STR_INIT("Legislation"),
        STR_INIT("Map"),
        STR_INIT("NewsArticle"),
        STR_INIT("Question"),
        STR_INIT("Quiz"),
        STR_INIT("Quotation"),
        STR_INIT("Report"),
        STR_INIT("Review"),
        STR_INIT("ScholarlyArticle"),
        STR_INIT("Statement"),
        STR_INIT("TechArticle"),
        STR_INIT("TextDigitalDocument"),
        STR_INIT("Thesis"),
        STR_INIT("WebPage"),
        STR_INIT("WebSite"),
    };
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        if (str_equal(works[i], class)) {
            return true;
        }
    }
    return false;
}

static void put_version(const struct view *view, struct json *json, struct str class,
                        const struct entry *entry) {
    json_open(json, '{');
    put_class(json, class);
    json_put(json, "url", data_address(view, entry->path));
    json_put(json, "inLanguage", entry->edition->tag);
    json_close(json, '}');
}

static const struct entry *other_version(const struct edition *edition, const struct entry *entry) {
    const struct entry *other = &edition->entries[entry->item->index];
    bool is_other = edition->language != entry->version->language && other->state == ENTRY_OWN;
    return is_other ? other : NULL;
}

/* The original names its translations, a translation its original. */
static void put_versions(const struct view *view, struct json *json, struct str class,
                         const struct entry *entry) {
    const struct editions *editions = view->plan->editions;
    const struct language *original = entry->item->versions[0].language;
    if (entry->version->language != original) {
        json_key(json, "translationOfWork");
        put_version(view, json, class,
                    &editions->items[original->index].entries[entry->item->index]);
        return;
    }
    if (entry->item->version_count < 2) {
        return;
    }
    json_key(json, "workTranslation");
    json_open(json, '[');
    for (size_t i = 0; i < editions->count; i++) {
        const struct entry *other = other_version(editions->bar[i], entry);
        if (other) {
            put_version(view, json, class, other);
        }
    }
    json_close(json, ']');
}

/* ---- Pages ------------------------------------------------------------------------------------
 */

static void put_crumbs(const struct view *view, struct json *json, const struct datum *root) {
    const struct datum *crumbs = datum_get(root, STR("breadcrumbs"));
    size_t position = 1;
    if (!datum_is_true(crumbs)) {
        return;
    }
    json_key(json, "breadcrumb");
    json_open(json, '{');
    put_class(json, STR("BreadcrumbList"));
    json_key(json, "itemListElement");
    json_open(json, '[');
    for (const struct datum *crumb = crumbs->first; crumb; crumb = crumb->next) {
        const struct datum *lang = datum_get(crumb, STR("lang"));
        json_open(json, '{');
        put_class(json, STR("ListItem"));
        json_key(json, "position");
        json_number(json, str_format(view->arena, "%zu", position++));
        json_key(json, "name");
        put_words(json, datum_get(crumb, STR("text"))->text, lang ? lang->text : (struct str){0});
        json_put(json, "item", address_of(view, datum_get(crumb, STR("href"))->text));
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

/* What the page of an item is about. */
static void put_main_entity(const struct view *view, struct json *json) {
    const struct entry *entry = view->page->entry;
    struct str class = entry->item->collection->schema;
    struct meanings meanings = meanings_of(view, entry);
    struct str tag = entry->version->language->tag;
    json_key(json, "mainEntity");
    json_open(json, '{');
    put_class(json, class);
    if (!has_property(&meanings, "name")) {
        put_text(json, "name", entry->title);
    }
    if (!has_property(&meanings, "description")) {
        put_text(json, "description", meaning_summary(view, entry));
    }
    if (!has_property(&meanings, "url")) {
        json_put(json, "url", data_address(view, entry->path));
    }
    if ((is_work(class) || str_ends(class, STR("Event"))) &&
        !has_property(&meanings, "inLanguage")) {
        json_put(json, "inLanguage", tag);
    }
    if (is_work(class) && entry->version->standing != STANDING_ORIGINAL) {
        put_text(json, "creativeWorkStatus", view_standing(view, entry->version));
    }
    if (entry->item->is_sample) {
        put_text(json, "disambiguatingDescription", view->edition->phrases[PHRASE_SAMPLE]);
    }
    put_properties(view, json, &meanings);
    if (is_work(class)) {
        put_versions(view, json, class, entry);
    }
    json_close(json, '}');
}

static void put_download(const struct view *view, struct json *json, enum data_format format) {
    const struct page *page = view->page;
    struct str path = route_data(view->arena, page->edition, page->shelf->collection, format);
    json_open(json, '{');
    put_class(json, STR("DataDownload"));
    json_put(json, "encodingFormat", data_media_type(format));
    json_put(json, "contentUrl", data_address(view, path));
    json_close(json, '}');
}

/* The entries of an index, as data. */
static void put_dataset(const struct view *view, struct json *json) {
    const struct shelf *shelf = view->page->shelf;
    json_key(json, "mainEntity");
    json_open(json, '{');
    put_class(json, STR("Dataset"));
    put_text(json, "name", shelf->label);
    put_text(json, "description", shelf->description);
    json_put(json, "inLanguage", view->edition->tag);
    json_key(json, "distribution");
    json_open(json, '[');
    put_download(view, json, DATA_CSV);
    put_download(view, json, DATA_JSON);
    json_close(json, ']');
    json_close(json, '}');
}

static struct str page_class(enum page_kind kind) {
    switch (kind) {
    case PAGE_HOME:
        return STR("WebSite");
    case PAGE_ITEM:
        return STR("WebPage");
    default:
        return STR("CollectionPage");
    }
}

static bool has_main_entity(const struct view *view) {
    const struct page *page = view->page;
    return page->kind == PAGE_ITEM
               ? page->entry->item->collection->schema.length > 0
               : page->kind == PAGE_INDEX && page->number == 1 && page->shelf->collection->has_data;
}

static void put_main(const struct view *view, struct json *json) {
    const struct page *page = view->page;
    if (page->kind == PAGE_ITEM && !is_work(page->entry->item->collection->schema)) {
        put_versions(view, json, STR("WebPage"), page->entry);
    }
    if (has_main_entity(view) && page->kind == PAGE_ITEM) {
        put_main_entity(view, json);
    } else if (has_main_entity(view)) {
        put_dataset(view, json);
    }
}

/* The title of a facet's page is of two parts, perhaps in two languages; one will do here. */
static void put_page_name(const struct view *view, struct json *json, const struct datum *title) {
    const struct page *page = view->page;
    if (page->kind == PAGE_FACET) {
        put_text(json, "name", page->facet->label);
    } else if (page->kind == PAGE_FACET_VALUE) {
        put_text(json, "name", page->value->label);
    } else if (datum_is_true(title)) {
        put_of_tree(json, "name", title);
    } else {
        put_text(json, "name", view->edition->title);
    }
}

void view_put_structured_data(const struct view *view, struct datum *root) {
    struct strbuf out = {0};
    struct json json = {.out = &out};
    if (view->page->kind == PAGE_NOT_FOUND) {
        return;
    }
    strbuf_add(&out, STR("<script type=\"application/ld+json\">"));
    json_open(&json, '{');
    json_put(&json, "@context", STR("https://schema.org"));
    put_class(&json, page_class(view->page->kind));
    put_page_name(view, &json, datum_get(root, STR("title")));
    if (!has_main_entity(view)) {
        put_of_tree(&json, "description", datum_get(root, STR("description")));
    }
    json_put(&json, "url", data_address(view, view->page->path));
    json_put(&json, "inLanguage", view->edition->tag);
    put_crumbs(view, &json, root);
    put_main(view, &json);
    json_close(&json, '}');
    strbuf_add(&out, STR("</script>"));
    datum_put_html(view->arena, root, STR("structured_data"),
                   str_copy(view->arena, strbuf_view(&out)));
    strbuf_release(&out);
}
