/* The page with the charts of a collection: each a picture, and a table with the same numbers. */
#include "pages/chart.h"
#include "pages/route.h"
#include "pages/view.h"

static const char *const kind_names[] = {
    [CHART_BARS] = "bars", [CHART_MATRIX] = "matrix", [CHART_STACKED] = "stacked"};

/* The label of a row or column, a link if its entries have a page. */
static void put_mark(const struct view *view, struct datum *map, const struct chart_mark *mark) {
    view_put_text(view, map, mark->label);
    struct str path = {0};
    if (mark->value) {
        path = route_facet_value(view->arena, view->edition, view->page->shelf->collection,
                                 mark->value, 1);
    }
    view_put_if(view, map, "href", mark->value ? view_href(view, path) : path);
}

/* Without a scope the cell is empty: above the head of the rows where the columns have two lines.
 */
static struct datum *add_head(const struct view *view, struct datum *cells, const char *scope,
                              size_t span) {
    struct datum *map = datum_add_map(view->arena, cells);
    view_put_if(view, map, "scope", str_from(scope));
    view_put_if(view, map, "span",
                span > 1 ? str_format(view->arena, "%zu", span) : (struct str){0});
    return map;
}

static void add_label(const struct view *view, struct datum *cells, const char *scope, size_t span,
                      struct text label) {
    struct datum *map = add_head(view, cells, scope, span);
    view_put_text(view, map, label);
    datum_put_null(view->arena, map, STR("href"));
}

static void add_series(const struct view *view, struct datum *cells, const struct chart *chart) {
    for (size_t i = 0; i < chart->rule->series_count; i++) {
        add_label(view, cells, "col", 1, chart->series[i]);
    }
}

static struct datum *add_line(const struct view *view, struct datum *head) {
    return datum_put_list(view->arena, datum_add_map(view->arena, head), STR("cells"));
}

static void add_columns(const struct view *view, struct datum *cells, const struct chart *chart) {
    size_t depth = chart->rule->series_count;
    const char *scope = depth > 1 ? "colgroup" : "col";
    for (size_t i = 0; i < chart->columns.count; i++) {
        put_mark(view, add_head(view, cells, scope, depth), &chart->columns.marks[i]);
    }
    add_label(view, cells, scope, depth, view->edition->phrases[PHRASE_CHART_TOTAL]);
}

/* One line of heads, or two where each column has several series. */
static void put_head(const struct view *view, struct datum *map, const struct chart *chart) {
    size_t depth = chart->rule->series_count, columns = chart->columns.count;
    struct datum *head = datum_put_list(view->arena, map, STR("head"));
    struct datum *cells = add_line(view, head);
    if (columns > 0 && depth > 1) {
        add_head(view, cells, "", 1);
        add_columns(view, cells, chart);
        cells = add_line(view, head);
    }
    add_label(view, cells, "col", 1, chart->rows.label);
    if (columns == 0) {
        add_series(view, cells, chart);
    } else if (depth == 1) {
        add_columns(view, cells, chart);
    }
    for (size_t i = 0; depth > 1 && columns > 0 && i <= columns; i++) {
        add_series(view, cells, chart);
    }
}

static void add_numbers(const struct view *view, struct datum *cells,
                        const struct chart_number *numbers, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct datum *map = datum_add_map(view->arena, cells);
        datum_put_text(view->arena, map, STR("text"), numbers[i].text);
        view_put_flag(view, map, "none", numbers[i].count == 0);
    }
}

static void put_rows(const struct view *view, struct datum *map, const struct chart *chart) {
    size_t depth = chart->rule->series_count, columns = chart->columns.count;
    size_t width = depth * (columns > 0 ? columns : 1);
    struct datum *rows = datum_put_list(view->arena, map, STR("rows"));
    for (size_t i = 0; i < chart->rows.count; i++) {
        struct datum *row = datum_add_map(view->arena, rows);
        put_mark(view, row, &chart->rows.marks[i]);
        struct datum *cells = datum_put_list(view->arena, row, STR("cells"));
        add_numbers(view, cells, &chart->cells[i * width], width);
        if (columns > 0) {
            add_numbers(view, cells, &chart->totals[i * depth], depth);
        }
    }
}

static void put_chart(const struct view *view, struct datum *map, const struct chart *chart) {
    struct strbuf picture = {0};
    datum_put_text(view->arena, map, STR("id"), chart->rule->id);
    datum_put_text(view->arena, map, STR("kind"), str_from(kind_names[chart->rule->kind]));
    view_put_label(view, map, "title", chart->title);
    chart_draw(chart, view->edition, view->arena, &picture);
    datum_put_html(view->arena, map, STR("picture"), str_copy(view->arena, strbuf_view(&picture)));
    strbuf_release(&picture);
    put_head(view, map, chart);
    put_rows(view, map, chart);
    view_put_label(view, map, "note",
                   chart->is_overlapping ? view->edition->phrases[PHRASE_CHART_SEVERAL]
                                         : (struct text){0});
}

void view_put_charts(const struct view *view, struct datum *root) {
    const struct shelf *shelf = view->page->shelf;
    view_put_collection(view, root);
    view_put_label(view, root, "heading", view->edition->phrases[PHRASE_CHARTS]);
    struct datum *list = datum_put_list(view->arena, root, STR("charts"));
    for (size_t i = 0; i < shelf->chart_count; i++) {
        put_chart(view, datum_add_map(view->arena, list), &shelf->charts[i]);
    }
}
