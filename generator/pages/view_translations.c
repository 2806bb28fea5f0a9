/* The page "State of translations": a picture, tables with its numbers, what is behind. */
#include "pages/chart.h"
#include "pages/route.h"
#include "pages/view.h"

static void put_share(const struct view *view, struct datum *map,
                      const struct available *available) {
    datum_put_text(view->arena, map, STR("count_text"), available->count_text);
    datum_put_text(view->arena, map, STR("percent_text"), available->percent_text);
    view_put_flag(view, map, "none", available->count == 0);
}

static void put_cells(const struct view *view, struct datum *row, const struct available *cells,
                      size_t count) {
    struct datum *list = datum_put_list(view->arena, row, STR("cells"));
    for (size_t i = 0; i < count; i++) {
        put_share(view, datum_add_map(view->arena, list), &cells[i]);
    }
}

/* The name of a row; the last one is of all collections. */
static void put_head(const struct view *view, struct datum *row,
                     const struct translation_counts *counts) {
    if (counts->shelf) {
        view_put_link(view, row, counts->shelf->label,
                      route_index(view->arena, view->edition, counts->shelf->collection, 1));
        view_put_label(view, row, "label", counts->shelf->label);
    } else {
        view_put_text(view, row, view->edition->phrases[PHRASE_CHART_TOTAL]);
        view_put_label(view, row, "label", view->edition->phrases[PHRASE_CHART_TOTAL]);
        datum_put_null(view->arena, row, STR("href"));
    }
}

static void put_items(const struct view *view, struct datum *row,
                      const struct translation_counts *counts) {
    put_head(view, row, counts);
    datum_put_text(view->arena, row, STR("count_text"), counts->items.count_text);
    put_cells(view, row, counts->states, TRANSLATION_STATE_COUNT);
}

static void put_segments(const struct view *view, struct datum *row,
                         const struct translation_counts *counts) {
    const struct available cells[] = {counts->current, counts->stale, counts->missing};
    put_head(view, row, counts);
    datum_put_text(view->arena, row, STR("count_text"), counts->segments.count_text);
    put_cells(view, row, cells, sizeof cells / sizeof *cells);
}

/* A theme without a template for it shows the sections as it shows those of the site map. */
static void put_tables(const struct view *view, struct datum *root,
                       const struct translations *all) {
    struct datum *sections = datum_put_list(view->arena, root, STR("sections"));
    struct datum *counted = datum_put_list(view->arena, root, STR("counted"));
    for (size_t i = 0; i < all->chart.rows.count; i++) {
        const struct translation_counts *counts = &all->collections[i];
        struct datum *section = datum_add_map(view->arena, sections);
        put_items(view, section, counts);
        datum_put_list(view->arena, section, STR("facets"));
        datum_put_list(view->arena, section, STR("entries"));
        if (counts->segments.count > 0) {
            put_segments(view, datum_add_map(view->arena, counted), counts);
        }
    }
    put_items(view, datum_put_map(view->arena, root, STR("total")), &all->all);
    if (all->all.segments.count > 0) {
        put_segments(view, datum_put_map(view->arena, root, STR("counted_total")), &all->all);
    } else {
        datum_put_null(view->arena, root, STR("counted_total"));
    }
}

static void put_chart(const struct view *view, struct datum *root, const struct chart *chart) {
    struct strbuf picture = {0};
    struct datum *columns = datum_put_list(view->arena, root, STR("columns"));
    for (size_t i = 0; i < chart->columns.count; i++) {
        view_put_text(view, datum_add_map(view->arena, columns), chart->columns.marks[i].label);
    }
    chart_draw(chart, view->edition, view->arena, &picture);
    datum_put_html(view->arena, root, STR("picture"), str_copy(view->arena, strbuf_view(&picture)));
    strbuf_release(&picture);
}

static void put_changes(const struct view *view, struct datum *map,
                        const struct stale_entry *stale) {
    static const char *const names[] = {
        [CHANGE_SUBSTANTIVE] = "substantive", [CHANGE_MINOR] = "minor", [CHANGE_LEGAL] = "legal"};
    struct datum *list = datum_put_list(view->arena, map, STR("changes"));
    for (size_t i = 0; i < stale->change_count; i++) {
        struct datum *change = datum_add_map(view->arena, list);
        view_put_text(view, change, stale->changes[i].text);
        datum_put_text(view->arena, change, STR("weight"),
                       str_from(names[stale->changes[i].weight]));
    }
}

static void put_stale(const struct view *view, struct datum *root, const struct translations *all) {
    struct datum *map = datum_put_map(view->arena, root, STR("stale"));
    view_put_label(view, map, "count_text", all->stale_text);
    view_put_flag(view, map, "more", all->has_more_stale);
    struct datum *list = datum_put_list(view->arena, map, STR("entries"));
    for (size_t i = 0; i < all->stale_count; i++) {
        struct datum *entry = datum_add_map(view->arena, list);
        view_put_entry(view, entry, all->stale[i].entry);
        view_put_label(view, entry, "count_text", all->stale[i].count_text);
        put_changes(view, entry, &all->stale[i]);
    }
    view_put_flag(view, map, "none", all->stale_count == 0);
}

void view_put_translations(const struct view *view, struct datum *root) {
    const struct translations *all = &view->edition->translations;
    put_chart(view, root, &all->chart);
    put_tables(view, root, all);
    put_stale(view, root, all);
    struct datum *others = datum_put_list(view->arena, root, STR("others"));
    view_add_other(view, others, PHRASE_AVAILABILITY, "languages");
    struct str feed = route_fixed(view->arena, view->edition, "translations", ".xml");
    if (map_get(&view->plan->by_path, feed)) {
        view_put_link(view, datum_add_map(view->arena, others),
                      view->edition->phrases[PHRASE_DATA_FEED], feed);
    }
}
