#include "pages/route.h"

#include "base/path.h"

#define HTML STR(".html")

struct str route_home(struct arena *arena, const struct edition *edition) {
    return str_join(arena, edition->tag, STR("/index.html"));
}

struct str route_fixed(struct arena *arena, const struct edition *edition, const char *name,
                       const char *extension) {
    return str_join(arena, edition->tag, STR("/"), str_from(name), str_from(extension));
}

/* What stands behind the name of the first page. */
static struct str page_suffix(struct arena *arena, uint32_t number) {
    return number <= 1 ? (struct str){0} : str_format(arena, "--%u", number);
}

/* The id of a letter without "letter-", which says nothing here. */
struct str route_letter(struct arena *arena, const struct edition *edition,
                        const struct group *letter, uint32_t number) {
    struct str name = str_from_byte(letter->id, STR("letter-").length);
    return str_join(arena, edition->tag, STR("/a-z-"), name, page_suffix(arena, number), HTML);
}

static struct str folder(struct arena *arena, const struct edition *edition,
                         const struct collection *collection) {
    return str_join(arena, edition->tag, STR("/"), collection->id, STR("/"));
}

struct str route_index(struct arena *arena, const struct edition *edition,
                       const struct collection *collection, uint32_t number) {
    struct str name = number <= 1 ? STR("index.html") : str_format(arena, "index-%u.html", number);
    return str_join(arena, folder(arena, edition, collection), name);
}

struct str route_facet(struct arena *arena, const struct edition *edition,
                       const struct collection *collection, const struct facet *facet) {
    return str_join(arena, folder(arena, edition, collection), STR("by-"), facet->id, HTML);
}

static struct str facet_value_name(struct arena *arena, const struct facet_value *value) {
    struct str name = str_join(arena, value->facet->id, STR("-"), value->id);
    return value->within ? str_join(arena, facet_value_name(arena, value->within), STR("--"), name)
                         : name;
}

struct str route_facet_value(struct arena *arena, const struct edition *edition,
                             const struct collection *collection, const struct facet_value *value,
                             uint32_t number) {
    return str_join(arena, folder(arena, edition, collection), STR("by-"),
                    facet_value_name(arena, value), page_suffix(arena, number), HTML);
}

struct str route_expired(struct arena *arena, const struct edition *edition,
                         const struct collection *collection, uint32_t number) {
    struct str name =
        number <= 1 ? STR("expired.html") : str_format(arena, "expired-%u.html", number);
    return str_join(arena, folder(arena, edition, collection), name);
}

struct str route_charts(struct arena *arena, const struct edition *edition,
                        const struct collection *collection) {
    return str_join(arena, folder(arena, edition, collection), STR("charts.html"));
}

struct str route_form(struct arena *arena, const struct edition *edition, const struct item *item,
                      const char *extension) {
    return str_join(arena, folder(arena, edition, item->collection), item->id, STR("--form"),
                    str_from(extension));
}

struct str route_pair(struct arena *arena, const struct entry *entry, const struct entry *beside) {
    return str_join(arena, folder(arena, entry->edition, entry->item->collection), entry->item->id,
                    STR("--with-"), beside->edition->tag, HTML);
}

struct str route_collection_feed(struct arena *arena, const struct edition *edition,
                                 const struct collection *collection) {
    return str_join(arena, folder(arena, edition, collection), STR("feed.xml"));
}

struct str route_data(struct arena *arena, const struct edition *edition,
                      const struct collection *collection, enum data_format format) {
    static const struct str names[DATA_FORMAT_COUNT] = {
        [DATA_CSV] = STR_INIT("data.csv"),
        /* Where CSV on the Web looks for what describes the tables of a folder */
        [DATA_CSVW] = STR_INIT("csv-metadata.json"),
        [DATA_JSON] = STR_INIT("data.json"),
        [DATA_SCHEMA] = STR_INIT("schema.json"),
        [DATA_CALENDAR] = STR_INIT("calendar.ics"),
    };
    return str_join(arena, folder(arena, edition, collection), names[format]);
}

struct str route_item_data(struct arena *arena, const struct entry *entry,
                           enum data_format format) {
    static const struct str extensions[DATA_FORMAT_COUNT] = {
        [DATA_EVENT] = STR_INIT(".ics"),
        [DATA_BIBTEX] = STR_INIT(".bib"),
        [DATA_RIS] = STR_INIT(".ris"),
    };
    struct str page = entry->path;
    return str_join(arena, str_slice(page, 0, page.length - HTML.length), extensions[format]);
}

struct str route_symbol(struct arena *arena, struct str address) {
    return str_join(arena, STR("s/"), address, HTML);
}

struct str route_former(struct arena *arena, const struct edition *edition,
                        const struct collection *collection, struct str id) {
    return str_join(arena, folder(arena, edition, collection), id, HTML);
}

/* Style sheets and scripts carry their digest, so that they may be cached for ever; pictures keep
   their names, because style sheets name them. */
struct str route_asset(struct arena *arena, const struct source *source) {
    struct str extension = path_extension(source->id);
    if (!str_equal(extension, STR(".css")) && !str_equal(extension, STR(".js"))) {
        return str_join(arena, STR("assets/"), source->id);
    }
    struct str stem = str_slice(source->id, 0, source->id.length - extension.length);
    struct str digest = str_slice(digest_hex(arena, source->digest), 0, 8);
    return str_join(arena, STR("assets/"), stem, STR("-"), digest, extension);
}

struct str route_media(struct arena *arena, const struct source *source) {
    return str_join(arena, STR("media/"), source->id);
}

struct str route_sitemap(struct arena *arena, uint32_t number) {
    return number == 0 ? STR("sitemap.xml") : str_format(arena, "sitemap-%u.xml", number);
}
