/* Bars, one a row and series; and bars that are cut into the columns of their row. */
#include "pages/chart.h"

enum { WIDTH = 420, LABELS = 180, NUMBERS = 46, BAR = 18, NO_BAR = 1, DIGITS = 8 };

static uint32_t largest(const struct chart_number *numbers, size_t count) {
    uint32_t most = 1;
    for (size_t i = 0; i < count; i++) {
        most = numbers[i].count > most ? numbers[i].count : most;
    }
    return most;
}

static int length_of(uint64_t count, uint64_t most, int room) {
    return (int)(count * (uint64_t)room / most);
}

static struct text plain(struct str text) {
    return (struct text){text, NULL};
}

void chart_draw_bars(struct canvas *canvas) {
    const struct chart *chart = canvas->chart;
    size_t depth = chart->rule->series_count, rows = chart->rows.count;
    int labels = canvas_labels_width(&chart->rows, LABELS);
    int start = labels + CANVAS_GAP, room = WIDTH - start - NUMBERS;
    int row_height = (int)depth * (BAR + 2) + CANVAS_GAP;
    canvas->width = WIDTH;
    int top = depth > 1 ? canvas_legend_height(canvas, chart->series, depth) : 0;
    canvas->height = top + (int)rows * row_height;
    canvas_begin(canvas);
    if (depth > 1) {
        canvas_legend(canvas, chart->series, depth);
    }
    uint32_t most = largest(chart->cells, rows * depth);
    for (size_t i = 0; i < rows; i++) {
        int y = top + (int)i * row_height + CANVAS_GAP / 2;
        canvas_text(canvas, CANVAS_START, 0, y + 14, labels, chart->rows.marks[i].label);
        for (size_t j = 0; j < depth; j++, y += BAR + 2) {
            const struct chart_number *number = &chart->cells[i * depth + j];
            int length = length_of(number->count, most, room);
            length = length > 0 ? length : NO_BAR;
            canvas_series_rect(canvas, j, start, y, length, BAR);
            canvas_text(canvas, CANVAS_START, start + length + 6, y + 14, NUMBERS,
                        plain(number->text));
        }
    }
    canvas_end(canvas);
}

static uint32_t row_sum(const struct chart *chart, size_t row) {
    uint32_t sum = 0;
    for (size_t i = 0; i < chart->columns.count; i++) {
        sum += chart->cells[row * chart->columns.count + i].count;
    }
    return sum;
}

static struct text *column_labels(const struct canvas *canvas) {
    const struct chart_axis *columns = &canvas->chart->columns;
    struct text *labels = ARENA_ARRAY(canvas->arena, struct text, columns->count);
    for (size_t i = 0; i < columns->count; i++) {
        labels[i] = columns->marks[i].label;
    }
    return labels;
}

/* Ends are rounded from the sum so far, so that a row's parts are as long as their sum. */
static int draw_parts(const struct canvas *canvas, size_t row, uint32_t most, int start, int room,
                      int y) {
    const struct chart *chart = canvas->chart;
    uint32_t sum = 0;
    int from = 0;
    for (size_t i = 0; i < chart->columns.count; i++) {
        const struct chart_number *number = &chart->cells[row * chart->columns.count + i];
        sum += number->count;
        int to = length_of(sum, most, room);
        if (to > from) {
            canvas_series_rect(canvas, i, start + from, y, to - from, BAR);
        }
        int width = canvas_text_width(number->text) + DIGITS;
        if (to - from >= width) {
            canvas_rect(canvas, "pad", start + (from + to - width) / 2, y + 2, width, BAR - 4);
            canvas_text(canvas, CANVAS_MIDDLE, start + (from + to) / 2, y + 14, to - from,
                        plain(number->text));
        }
        from = to;
    }
    return from;
}

void chart_draw_stacked(struct canvas *canvas) {
    const struct chart *chart = canvas->chart;
    const struct text *legend = column_labels(canvas);
    int labels = canvas_labels_width(&chart->rows, LABELS);
    int start = labels + CANVAS_GAP, room = WIDTH - start - NUMBERS;
    canvas->width = WIDTH;
    int top = canvas_legend_height(canvas, legend, chart->columns.count);
    canvas->height = top + (int)chart->rows.count * CANVAS_ROW;
    canvas_begin(canvas);
    canvas_legend(canvas, legend, chart->columns.count);
    uint32_t most = 1;
    for (size_t i = 0; i < chart->rows.count; i++) {
        uint32_t sum = row_sum(chart, i);
        most = sum > most ? sum : most;
    }
    for (size_t i = 0; i < chart->rows.count; i++) {
        int y = top + (int)i * CANVAS_ROW + CANVAS_GAP / 2;
        canvas_text(canvas, CANVAS_START, 0, y + 14, labels, chart->rows.marks[i].label);
        int end = draw_parts(canvas, i, most, start, room, y);
        canvas_text(canvas, CANVAS_START, start + end + 6, y + 14, NUMBERS,
                    plain(chart->totals[i].text));
    }
    canvas_end(canvas);
}
