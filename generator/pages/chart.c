#include "pages/chart.h"

#include "base/utf8.h"
#include "pages/xml.h"

/* Of a text of 13 units: an Arabic letter, a narrow one, a wide one, an ideograph. */
enum { ARABIC = 6, NARROW = 7, WIDE = 9, IDEOGRAPH = 13, SWATCH = 12 };

static bool is_rtl(const struct canvas *canvas) {
    return str_equal(canvas->edition->direction, STR("rtl"));
}

int canvas_x(const struct canvas *canvas, int x, int width) {
    return is_rtl(canvas) ? canvas->width - x - width : x;
}

void canvas_rect(const struct canvas *canvas, const char *class_name, int x, int y, int width,
                 int height) {
    strbuf_add_format(canvas->out,
                      "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
                      class_name, canvas_x(canvas, x, width), y, width, height);
}

static int rune_width(uint32_t rune) {
    bool is_mark = (rune >= 0x300 && rune < 0x370) || rune_is_bidi_isolate(rune);
    bool is_ideograph = (rune >= 0x2E80 && rune < 0xA000) || (rune >= 0xAC00 && rune < 0xD7A4) ||
                        (rune >= 0xFF00 && rune < 0xFF61);
    bool is_wide = (rune >= 'A' && rune <= 'Z') || rune == 'm' || rune == 'w' ||
                   (rune >= 0x400 && rune < 0x530);
    bool is_arabic = rune >= 0x600 && rune < 0x780;
    return is_mark ? 0 : is_arabic ? ARABIC : is_ideograph ? IDEOGRAPH : is_wide ? WIDE : NARROW;
}

int canvas_text_width(struct str text) {
    int width = 0;
    for (size_t at = 0; at < text.length;) {
        width += rune_width(utf8_next(text, &at));
    }
    return width;
}

int canvas_labels_width(const struct chart_axis *axis, int most) {
    int widest = 0;
    for (size_t i = 0; i < axis->count && widest < most; i++) {
        int width = canvas_text_width(axis->marks[i].label.text);
        widest = width > widest ? width : widest;
    }
    return widest < most ? widest : most;
}

/* As much of a text as there is room for. */
static struct str fit(const struct canvas *canvas, struct str text, int room) {
    if (canvas_text_width(text) <= room) {
        return text;
    }
    int width = IDEOGRAPH;
    size_t end = 0;
    for (size_t at = 0; at < text.length;) {
        width += rune_width(utf8_next(text, &at));
        if (width > room) {
            break;
        }
        end = at;
    }
    return str_join(canvas->arena, str_trim(str_slice(text, 0, end)), STR("…"));
}

/* In another language a text carries that, and its direction stays its own. */
static void add_words(const struct canvas *canvas, struct text text, struct str shown) {
    if (text.language && text.language != canvas->edition->language) {
        strbuf_add(canvas->out, STR(" lang=\""));
        xml_add_text(canvas->out, text.language->tag);
        strbuf_add(canvas->out, STR("\">\xE2\x81\xA8"));
        xml_add_text(canvas->out, shown);
        strbuf_add(canvas->out, STR("\xE2\x81\xA9"));
    } else {
        strbuf_add_char(canvas->out, '>');
        xml_add_text(canvas->out, shown);
    }
}

static void begin_text(const struct canvas *canvas, enum canvas_anchor anchor, int x, int y) {
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    strbuf_add_format(canvas->out, "<text x=\"%d\" y=\"%d\"%s", x, y, anchors[anchor]);
}

/* `direction` comes from the page, so that "start" is where reading begins. */
void canvas_text(const struct canvas *canvas, enum canvas_anchor anchor, int x, int y, int room,
                 struct text text) {
    begin_text(canvas, anchor, canvas_x(canvas, x, 0), y);
    add_words(canvas, text, fit(canvas, text.text, room));
    strbuf_add(canvas->out, STR("</text>\n"));
}

void canvas_slanted_text(const struct canvas *canvas, int x, int y, int room, struct text text) {
    int left = canvas_x(canvas, x, 0);
    begin_text(canvas, CANVAS_START, left, y);
    strbuf_add_format(canvas->out, " transform=\"rotate(%d %d %d)\"", is_rtl(canvas) ? 45 : -45,
                      left, y);
    add_words(canvas, text, fit(canvas, text.text, room));
    strbuf_add(canvas->out, STR("</text>\n"));
}

static void add_named(const struct canvas *canvas, const char *element, struct text text) {
    struct str id = canvas->chart->rule->id;
    strbuf_add_format(canvas->out, "<%s id=\"%.*s-%s\"", element, STR_ARG(id), element);
    add_words(canvas, text, text.text);
    strbuf_add_format(canvas->out, "</%s>\n", element);
}

/* Every second series is hatched, so that neighbours differ without colour. */
static void add_hatch(const struct canvas *canvas) {
    struct str id = canvas->chart->rule->id;
    strbuf_add_format(canvas->out,
                      "<defs><pattern id=\"%.*s-hatch\" width=\"6\" height=\"6\" "
                      "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                      "<rect class=\"hatch\" width=\"2\" height=\"6\"/></pattern></defs>\n",
                      STR_ARG(id));
}

void canvas_begin(const struct canvas *canvas) {
    struct str id = canvas->chart->rule->id;
    strbuf_add_format(canvas->out,
                      "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
                      "aria-labelledby=\"%.*s-title\" aria-describedby=\"%.*s-desc\">\n",
                      canvas->width, canvas->height, canvas->width, canvas->height, STR_ARG(id),
                      STR_ARG(id));
    add_named(canvas, "title", canvas->chart->title);
    add_named(canvas, "desc", canvas->edition->phrases[PHRASE_CHART_NUMBERS]);
    if (canvas->chart->rule->kind == CHART_STACKED || canvas->chart->rule->series_count > 1) {
        add_hatch(canvas);
    }
}

void canvas_end(const struct canvas *canvas) {
    strbuf_add(canvas->out, STR("</svg>\n"));
}

static const char *series_class(size_t index) {
    static const char *const names[] = {"s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"};
    return names[index % (sizeof names / sizeof *names)];
}

void canvas_series_rect(const struct canvas *canvas, size_t index, int x, int y, int width,
                        int height) {
    canvas_rect(canvas, series_class(index), x, y, width, height);
    if (index % 2 == 1) {
        struct str id = canvas->chart->rule->id;
        strbuf_add_format(canvas->out,
                          "<rect fill=\"url(#%.*s-hatch)\" x=\"%d\" y=\"%d\" width=\"%d\" "
                          "height=\"%d\"/>\n",
                          STR_ARG(id), canvas_x(canvas, x, width), y, width, height);
    }
}

/* Where the swatch of a legend goes that is that wide: a new line when there is no room. */
static void place_swatch(const struct canvas *canvas, int width, int *x, int *line) {
    if (*x > 0 && *x + width > canvas->width) {
        *x = 0;
        *line += 1;
    }
}

static int swatch_width(const struct canvas *canvas, struct text label) {
    int width = SWATCH + 6 + canvas_text_width(label.text) + 16;
    return width < canvas->width ? width : canvas->width;
}

int canvas_legend_height(const struct canvas *canvas, const struct text *labels, size_t count) {
    int x = 0, line = 0;
    for (size_t i = 0; i < count; i++) {
        int width = swatch_width(canvas, labels[i]);
        place_swatch(canvas, width, &x, &line);
        x += width;
    }
    return (line + 1) * CANVAS_LEGEND;
}

void canvas_legend(const struct canvas *canvas, const struct text *labels, size_t count) {
    int x = 0, line = 0;
    for (size_t i = 0; i < count; i++) {
        int width = swatch_width(canvas, labels[i]);
        place_swatch(canvas, width, &x, &line);
        int y = line * CANVAS_LEGEND;
        canvas_series_rect(canvas, i, x, y + 4, SWATCH, SWATCH);
        canvas_text(canvas, CANVAS_START, x + SWATCH + 6, y + 15, width - SWATCH - 6, labels[i]);
        x += width;
    }
}

void chart_draw(const struct chart *chart, const struct edition *edition, struct arena *arena,
                struct strbuf *out) {
    struct canvas canvas = {.chart = chart, .edition = edition, .arena = arena, .out = out};
    switch (chart->rule->kind) {
    case CHART_BARS:
        chart_draw_bars(&canvas);
        break;
    case CHART_MATRIX:
        chart_draw_matrix(&canvas);
        break;
    case CHART_STACKED:
        chart_draw_stacked(&canvas);
        break;
    }
}
