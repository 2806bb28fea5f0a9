#include "base/str.h"

/* Longer ids are never a slip of the pen for one another, and three rows fit the stack. */
#define DISTANCE_MAX_BYTES 255

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* One row of the table of optimal string alignment: `row[j]` is the distance between the first
   `i` bytes of `a` and the first `j` bytes of `b`; `above` and `above2` are rows i-1 and i-2. */
static void fill_row(struct str a, struct str b, size_t i, size_t *row, const size_t *above,
                     const size_t *above2) {
    row[0] = i;
    for (size_t j = 1; j <= b.length; j++) {
        size_t replaced = above[j - 1] + (a.data[i - 1] != b.data[j - 1]);

        row[j] = smaller(replaced, smaller(above[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1]) {
            row[j] = smaller(row[j], above2[j - 2] + 1);
        }
    }
}

size_t str_distance(struct str a, struct str b) {
    size_t rows[3][DISTANCE_MAX_BYTES + 1];

    if (a.length > DISTANCE_MAX_BYTES || b.length > DISTANCE_MAX_BYTES) {
        return str_equal(a, b) ? 0 : (a.length > b.length ? a.length : b.length);
    }
    for (size_t j = 0; j <= b.length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a.length; i++) {
        fill_row(a, b, i, rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]);
    }
    return rows[a.length % 3][b.length];
}

/* How many slips are believable in a word of this length. */
static size_t believable(size_t length) {
    return length <= 4 ? 1 : length <= 8 ? 2 : 3;
}

struct str str_nearest(struct str wanted, const struct str *candidates, size_t count) {
    struct str nearest = {0};
    size_t least = believable(wanted.length) + 1;

    for (size_t i = 0; i < count; i++) {
        size_t distance = str_equal_ascii_case(wanted, candidates[i])
                              ? !str_equal(wanted, candidates[i])
                              : str_distance(wanted, candidates[i]);

        /* With every byte different nothing is left that was meant. */
        if (distance < least && distance < wanted.length) {
            least = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
