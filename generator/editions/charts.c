/*
 * How many entries have which values: the numbers of each chart.
 *
 * The values of one axis are gathered from all series, put in order, and cut to those that stand
 * most often; the others share one mark. So an axis has at most 26 marks, an entry has a bit for
 * each, and what it has twice is counted once.
 */
#include "editions/build.h"

#include <stdlib.h>

#define MAX_MARKS 25 /* and one for all others */

/* One value of one entry; on scratch. */
struct point {
    struct str id;
    struct text label;
    struct str sort_key;
    int64_t rank; /* before the sort key: years, terms and entries in their own order */
    int64_t year; /* of dates */
    size_t at;    /* the entry's place among all that are counted */
};

struct axis_builder {
    struct edition_builder *b;
    const struct field *end; /* of the path being walked */
    size_t at;
    LIST(struct point) points;
    uint32_t *bits; /* by entry: its marks */
};

static struct point *add_point(struct axis_builder *axis) {
    struct point *point = LIST_ADD(&axis->points, &axis->b->scratch);
    point->at = axis->at;
    return point;
}

static void add_years(struct axis_builder *axis, const struct value *value) {
    for (int year = value->dates.from.year; year <= value->dates.to.year; year++) {
        struct point *point = add_point(axis);
        point->id = str_format(&axis->b->scratch, "%04d", year);
        point->label.text =
            culture_date(axis->b->culture, (struct date){(int16_t)year, 0, 0}, &axis->b->scratch);
        point->rank = point->year = year;
    }
}

static void add_value(void *context, const struct value *value) {
    struct axis_builder *axis = context;
    struct edition_builder *b = axis->b;
    if (axis->end->type == FIELD_DATE || axis->end->type == FIELD_DATE_RANGE) {
        add_years(axis, value);
        return;
    }
    struct shown shown = edition_value(b->edition, axis->end, value, &b->scratch);
    bool is_hidden = shown.entry && shown.entry->state == ENTRY_HIDDEN;
    if ((shown.kind != SHOWN_NAME && shown.kind != SHOWN_ENTRY) || is_hidden) {
        return;
    }
    struct point *point = add_point(axis);
    point->id = str_to_ascii_lower(&b->scratch, shown.code);
    point->label = shown.text.text.length > 0 ? shown.text : (struct text){shown.code, NULL};
    if (axis->end->type == FIELD_TERM) {
        point->rank = (int64_t)value->term->index;
    } else if (shown.entry) {
        point->rank = shown.entry->rank;
    } else {
        point->sort_key = culture_sort_key(b->culture, point->label.text, &b->scratch);
    }
}

static int compare_points(const void *left, const void *right) {
    const struct point *a = left, *b = right;
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    int order = str_compare(a->sort_key, b->sort_key);
    order = order != 0 ? order : str_compare(a->id, b->id);
    return order != 0 ? order : (a->at > b->at) - (a->at < b->at);
}

/* Equal values side by side. */
struct run {
    size_t first, count; /* among the points */
    size_t entries;
    bool is_kept;
};
struct runs {
    struct run *items;
    size_t count;
};

static struct runs find_runs(struct axis_builder *axis) {
    struct runs runs = {ARENA_ARRAY(&axis->b->scratch, struct run, axis->points.count), 0};
    const struct point *points = axis->points.items;
    for (size_t i = 0; i < axis->points.count; i++) {
        bool is_new = i == 0 || !str_equal(points[i].id, points[i - 1].id);
        if (is_new) {
            runs.items[runs.count++].first = i;
        }
        struct run *run = &runs.items[runs.count - 1];
        run->count++;
        run->entries += is_new || points[i].at != points[i - 1].at;
    }
    return runs;
}

/* Of years the latest count, of all else what most entries have. */
static bool is_before(const struct axis_builder *axis, const struct run *a, const struct run *b) {
    const struct point *points = axis->points.items;
    int64_t years = points[a->first].year - points[b->first].year;
    return years != 0 ? years > 0 : a->entries > b->entries;
}

static void keep_most(const struct axis_builder *axis, struct runs *runs) {
    size_t most = runs->count <= MAX_MARKS ? runs->count : MAX_MARKS;
    for (size_t kept = 0; kept < most; kept++) {
        struct run *best = NULL;
        for (size_t i = 0; i < runs->count; i++) {
            struct run *run = &runs->items[i];
            if (!run->is_kept && (!best || is_before(axis, run, best))) {
                best = run;
            }
        }
        best->is_kept = true;
    }
}

static void put_bits(struct axis_builder *axis, const struct run *run, size_t mark) {
    for (size_t i = run->first; i < run->first + run->count; i++) {
        axis->bits[axis->points.items[i].at] |= UINT32_C(1) << mark;
    }
}

static void make_marks(struct axis_builder *axis, struct chart_axis *into) {
    struct edition_builder *b = axis->b;
    struct runs runs = find_runs(axis);
    keep_most(axis, &runs);
    bool has_others = runs.count > MAX_MARKS;
    into->marks = ARENA_ARRAY(b->arena, struct chart_mark, MAX_MARKS + 1);
    for (size_t i = 0; i < runs.count; i++) {
        const struct run *run = &runs.items[i];
        const struct point *first = &axis->points.items[run->first];
        if (!run->is_kept) {
            put_bits(axis, run, MAX_MARKS); /* behind all that are kept */
            continue;
        }
        put_bits(axis, run, into->count);
        into->marks[into->count++] = (struct chart_mark){
            .label = {str_copy(b->arena, first->label.text), first->label.language},
            .value = into->facet ? facet_find_value(into->facet, first->id) : NULL};
    }
    if (has_others) {
        into->marks[into->count++].label = b->edition->phrases[PHRASE_CHART_OTHERS];
    }
}

/* A path of one step may end in a field that has pages for its values. */
static const struct facet *facet_of(const struct shelf *shelf, const struct field_path *path) {
    for (size_t i = 0; path->step_count == 1 && i < shelf->facet_count; i++) {
        if (shelf->facets[i].field == &shelf->collection->fields[path->steps[0]]) {
            return &shelf->facets[i];
        }
    }
    return NULL;
}

/* What is counted: the entries of all series, one series after the other. */
struct counted {
    const struct shelf *shelves[CHART_MAX_SERIES];
    size_t count;
    uint32_t *rows, *columns; /* by entry: bits of marks */
};

enum axis_name { AXIS_ROWS, AXIS_COLUMNS };

static const struct field_path *path_of(const struct chart_rule *rule, size_t series,
                                        enum axis_name name) {
    return name == AXIS_ROWS ? &rule->series[series].rows : &rule->series[series].columns;
}

static uint32_t *build_axis(struct edition_builder *b, const struct chart_rule *rule,
                            const struct counted *counted, enum axis_name name,
                            struct chart_axis *into) {
    static const struct held_at ever = {.when = HELD_EVER};
    struct axis_builder axis = {.b = b, .bits = ARENA_ARRAY(&b->scratch, uint32_t, counted->count)};
    for (size_t i = 0; i < rule->series_count; i++) {
        const struct shelf *shelf = counted->shelves[i];
        const struct field_path *path = path_of(rule, i, name);
        axis.end = path->end;
        for (size_t j = 0; j < shelf->count; j++, axis.at++) {
            field_path_walk(path, shelf->entries[j]->item, &ever, add_value, &axis);
        }
    }
    if (axis.points.count > 1) {
        qsort(axis.points.items, axis.points.count, sizeof *axis.points.items, compare_points);
    }
    struct str label = name == AXIS_ROWS ? rule->rows_label : rule->columns_label;
    into->label = edition_text(b->edition, label);
    into->facet = facet_of(counted->shelves[0], path_of(rule, 0, name));
    make_marks(&axis, into);
    return axis.bits;
}

static bool has_several(uint32_t bits) {
    return (bits & (bits - 1)) != 0;
}

/* One entry into all cells where its marks meet. */
static void count_entry(struct chart *chart, size_t series, uint32_t rows, uint32_t columns) {
    size_t width = chart->columns.count > 0 ? chart->columns.count : 1;
    size_t depth = chart->rule->series_count;
    for (size_t r = 0; r < chart->rows.count; r++) {
        bool is_in_row = rows >> r & 1;
        for (size_t c = 0; is_in_row && c < width; c++) {
            chart->cells[(r * width + c) * depth + series].count += columns >> c & 1;
        }
        chart->totals[r * depth + series].count += is_in_row && columns != 0;
    }
    chart->is_overlapping = chart->is_overlapping || (columns != 0 && has_several(rows)) ||
                            (rows != 0 && has_several(columns));
}

static void write_numbers(struct edition_builder *b, struct chart_number *numbers, size_t count) {
    for (size_t i = 0; i < count; i++) {
        numbers[i].text = culture_count(b->culture, numbers[i].count, b->arena);
    }
}

static void count_all(struct edition_builder *b, const struct counted *counted,
                      struct chart *chart) {
    size_t depth = chart->rule->series_count;
    size_t cells = chart->rows.count * depth * (chart->columns.count ? chart->columns.count : 1);
    chart->cells = ARENA_ARRAY(b->arena, struct chart_number, cells);
    chart->totals = ARENA_ARRAY(b->arena, struct chart_number, chart->rows.count * depth);
    for (size_t i = 0, at = 0; i < depth; i++) {
        for (size_t j = 0; j < counted->shelves[i]->count; j++, at++) {
            uint32_t columns = counted->columns ? counted->columns[at] : UINT32_C(1);
            count_entry(chart, i, counted->rows[at], columns);
        }
    }
    write_numbers(b, chart->cells, cells);
    write_numbers(b, chart->totals, chart->rows.count * depth);
}

/* False if there is nothing to show. */
static bool build_chart(struct edition_builder *b, const struct chart_rule *rule,
                        struct chart *chart) {
    struct counted counted = {.count = 0};
    bool has_columns = rule->series[0].columns.end;
    *chart = (struct chart){.rule = rule, .title = edition_text(b->edition, rule->title)};
    for (size_t i = 0; i < rule->series_count; i++) {
        counted.shelves[i] = &b->edition->shelves[rule->series[i].of->index];
        counted.count += counted.shelves[i]->count;
        chart->series[i] = counted.shelves[i]->label;
    }
    counted.rows = build_axis(b, rule, &counted, AXIS_ROWS, &chart->rows);
    if (has_columns) {
        counted.columns = build_axis(b, rule, &counted, AXIS_COLUMNS, &chart->columns);
    }
    if (chart->rows.count > 0 && (!has_columns || chart->columns.count > 0)) {
        count_all(b, &counted, chart);
    }
    arena_reset(&b->scratch);
    return chart->cells != NULL;
}

void build_charts(struct edition_builder *b) {
    for (size_t i = 0; i < b->site->collection_count; i++) {
        const struct collection *collection = &b->site->collections[i];
        struct shelf *shelf = &b->edition->shelves[i];
        shelf->charts = ARENA_ARRAY(b->arena, struct chart, collection->chart_rule_count);
        for (size_t j = 0; j < collection->chart_rule_count; j++) {
            shelf->chart_count +=
                build_chart(b, &collection->chart_rules[j], &shelf->charts[shelf->chart_count]);
        }
    }
}
