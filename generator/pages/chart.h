/*
 * chart.h - a chart as SVG; private to pages/.
 *
 * Reads    the numbers of a chart, already in the language of their edition.
 * Makes    one <svg> with a name, a description and texts as texts. Colours are the theme's: shapes
 *          carry classes, and no meaning hangs on colour alone.
 * Units    whole user units, about one CSS pixel; x grows from where reading begins, and only
 *          canvas_x() knows which side that is.
 */
#ifndef ISOGLOSS_PAGES_CHART_H
#define ISOGLOSS_PAGES_CHART_H

#include "editions/editions.h"

/* Appends the picture. */
void chart_draw(const struct chart *chart, const struct edition *edition, struct arena *arena,
                struct strbuf *out);

/* ---- What the pictures share ---- */

enum { CANVAS_ROW = 28, CANVAS_LEGEND = 26, CANVAS_GAP = 8 };

struct canvas {
    const struct chart *chart;
    const struct edition *edition;
    struct arena *arena;
    struct strbuf *out;
    int width, height;
};

/* Where a shape that is `width` wide and begins at `x` has its left edge. */
int canvas_x(const struct canvas *canvas, int x, int width);
void canvas_rect(const struct canvas *canvas, const char *class_name, int x, int y, int width,
                 int height);
enum canvas_anchor { CANVAS_START, CANVAS_MIDDLE, CANVAS_END };
/* A text on the line `y`, cut where it is wider than `room`. */
void canvas_text(const struct canvas *canvas, enum canvas_anchor anchor, int x, int y, int room,
                 struct text text);
/* The same, rising at an angle of 45 degrees. */
void canvas_slanted_text(const struct canvas *canvas, int x, int y, int room, struct text text);
/* About how wide a text is: fonts differ, so callers leave some room. */
int canvas_text_width(struct str text);
/* The widest label of an axis, at most `most`. */
int canvas_labels_width(const struct chart_axis *axis, int most);
/* Opens and closes the picture, once its size is known. */
void canvas_begin(const struct canvas *canvas);
void canvas_end(const struct canvas *canvas);

/* A shape of the series `index`, every second one hatched; after eight they begin anew. */
void canvas_series_rect(const struct canvas *canvas, size_t index, int x, int y, int width,
                        int height);
/* A legend from y = 0 on: one swatch a series. */
int canvas_legend_height(const struct canvas *canvas, const struct text *labels, size_t count);
void canvas_legend(const struct canvas *canvas, const struct text *labels, size_t count);

/* chart_bars.c, chart_matrix.c */
void chart_draw_bars(struct canvas *canvas);
void chart_draw_stacked(struct canvas *canvas);
void chart_draw_matrix(struct canvas *canvas);

#endif
