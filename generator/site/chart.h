/*
 * chart.h - pictures of how many items of a collection have which values.
 *
 * A schema declares them: the values that `rows` lead to, and those that `columns` lead to, each
 * entry counted once where its values meet. A second collection may be counted beside the first,
 * over the same paths.
 */
#ifndef ISOGLOSS_SITE_CHART_H
#define ISOGLOSS_SITE_CHART_H

#include "site/field_path.h"

enum chart_kind {
    CHART_BARS,    /* a bar a row */
    CHART_MATRIX,  /* rows by columns, a number in each cell */
    CHART_STACKED, /* a bar a row, cut into its columns */
};
#define CHART_MAX_SERIES 2

/* What is counted. Side by side the paths of all series reach values of one kind. */
struct chart_series {
    const struct collection *of;
    struct field_path rows, columns; /* columns.end NULL: there are none */
};

/* One declaration. */
struct chart_rule {
    struct str id, title; /* title: msgid */
    enum chart_kind kind;
    struct str rows_label, columns_label; /* msgids, of the last fields of the paths */
    struct chart_series series[CHART_MAX_SERIES];
    size_t series_count;
};

#endif
