/* Rows by columns: a number in each cell that has one, on a ground the deeper the more it is. */
#include "pages/chart.h"

enum { WIDTH = 560, LABELS = 260, HEADS = 140, CELL = 34, MOST_CELL = 110, LEVELS = 5 };

struct grid {
    struct canvas *canvas;
    size_t depth;    /* series */
    int start, top;  /* of the cells */
    int cell;        /* width of one number; a column has `depth` of them */
    bool is_slanted; /* heads of columns */
    uint32_t most;
};

static const char *level_class(const struct grid *grid, size_t series, uint32_t count) {
    static const char *const names[][LEVELS] = {
        {"level l1", "level l2", "level l3", "level l4", "level l5"},
        {"other l1", "other l2", "other l3", "other l4", "other l5"},
    };
    uint32_t level = (uint32_t)(((uint64_t)count * LEVELS + grid->most - 1) / grid->most);
    return names[series % CHART_MAX_SERIES][level - 1];
}

static void draw_heads(const struct grid *grid) {
    const struct chart_axis *columns = &grid->canvas->chart->columns;
    int width = grid->cell * (int)grid->depth;
    for (size_t i = 0; i < columns->count; i++) {
        int middle = grid->start + (int)i * width + width / 2;
        if (grid->is_slanted) {
            canvas_slanted_text(grid->canvas, middle, grid->top - 8, HEADS,
                                columns->marks[i].label);
        } else {
            canvas_text(grid->canvas, CANVAS_MIDDLE, middle, grid->top - 8, width,
                        columns->marks[i].label);
        }
    }
}

static void draw_number(const struct grid *grid, size_t series, int x, int y,
                        const struct chart_number *number) {
    if (number->count == 0) {
        return; /* white says it better than a column of noughts; the table has them */
    }
    canvas_rect(grid->canvas, level_class(grid, series, number->count), x + 1, y + 1,
                grid->cell - 2, CANVAS_ROW - 2);
    canvas_text(grid->canvas, CANVAS_MIDDLE, x + grid->cell / 2, y + 19, grid->cell,
                (struct text){number->text, NULL});
}

static void draw_row(const struct grid *grid, size_t row) {
    const struct chart *chart = grid->canvas->chart;
    size_t numbers = chart->columns.count * grid->depth;
    int y = grid->top + (int)row * CANVAS_ROW;
    canvas_rect(grid->canvas, "rule", 0, y, grid->start + (int)numbers * grid->cell, 1);
    canvas_text(grid->canvas, CANVAS_START, 0, y + 19, grid->start - CANVAS_GAP,
                chart->rows.marks[row].label);
    for (size_t i = 0; i < numbers; i++) {
        draw_number(grid, i % grid->depth, grid->start + (int)i * grid->cell, y,
                    &chart->cells[row * numbers + i]);
    }
}

/* Narrow columns have slanted heads, the last of which reaches beyond the cells. */
static void measure(struct grid *grid) {
    struct canvas *canvas = grid->canvas;
    const struct chart *chart = canvas->chart;
    int numbers = (int)(chart->columns.count * grid->depth);
    int heads = canvas_labels_width(&chart->columns, HEADS);
    grid->start = canvas_labels_width(&chart->rows, LABELS) + CANVAS_GAP;
    grid->cell = (WIDTH - grid->start) / numbers;
    grid->cell = grid->cell < CELL ? CELL : grid->cell > MOST_CELL ? MOST_CELL : grid->cell;
    grid->is_slanted = heads + CANVAS_GAP > grid->cell * (int)grid->depth;
    int rise = heads * 71 / 100 + 12; /* the sine of 45 degrees, and half a letter */
    canvas->width = grid->start + numbers * grid->cell;
    if (grid->is_slanted) {
        int beyond = rise - grid->cell * (int)grid->depth / 2;
        canvas->width += beyond > 0 ? beyond : 0;
    }
    grid->top = (grid->is_slanted ? rise : 18) + 8;
    if (grid->depth > 1) {
        grid->top += canvas_legend_height(canvas, chart->series, grid->depth);
    }
    canvas->height = grid->top + (int)chart->rows.count * CANVAS_ROW + 1;
}

void chart_draw_matrix(struct canvas *canvas) {
    const struct chart *chart = canvas->chart;
    struct grid grid = {.canvas = canvas, .depth = chart->rule->series_count, .most = 1};
    size_t count = chart->rows.count * chart->columns.count * grid.depth;
    for (size_t i = 0; i < count; i++) {
        grid.most = chart->cells[i].count > grid.most ? chart->cells[i].count : grid.most;
    }
    measure(&grid);
    canvas_begin(canvas);
    if (grid.depth > 1) {
        canvas_legend(canvas, chart->series, grid.depth);
    }
    draw_heads(&grid);
    for (size_t i = 0; i < chart->rows.count; i++) {
        draw_row(&grid, i);
    }
    canvas_end(canvas);
}
