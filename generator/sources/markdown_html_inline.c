#include "sources/markdown_html.h"
#include "sources/markdown_url.h"

static void put_href(struct renderer *renderer, struct str url) {
    escape_href(renderer->out, url);
}

/* ---- links ---- */

static struct markdown_target resolve(const struct renderer *renderer, struct str destination) {
    const struct markdown_setting *setting = renderer->setting;

    return setting->resolve ? setting->resolve(setting->context, destination)
                            : (struct markdown_target){.href = destination};
}

static struct html_link read_link(const struct renderer *renderer, const struct mark *mark) {
    struct url url = url_read_link(renderer->document->arena, mark->text);
    struct html_link link = {.destination = url.destination};

    if (url.kind == URL_ITEM) {
        link.target = resolve(renderer, url.destination);
        link.kind = str_is_empty(link.target.href) ? LINK_NONE : LINK_ITEM;
    } else if (url.kind == URL_EXTERNAL) {
        link.kind = LINK_EXTERNAL;
    } else if (url.kind == URL_SAME_PAGE) {
        link.kind = LINK_SAME_PAGE;
    }
    return link;
}

/* The title of the target where the text is empty, marked if it is in another language. */
static void put_target_title(struct renderer *renderer, const struct markdown_target *target) {
    if (str_is_empty(target->lang)) {
        put_text(renderer, target->title);
        return;
    }
    put(renderer, STR("<span"));
    put_attribute(renderer, STR("lang"), target->lang);
    if (!str_is_empty(target->dir)) {
        put_attribute(renderer, STR("dir"), target->dir);
    }
    put(renderer, STR(">"));
    put_text(renderer, target->title);
    put(renderer, STR("</span>"));
}

void html_put_code_dir(struct renderer *renderer) {
    if (!str_is_empty(renderer->setting->code_dir)) {
        put_attribute(renderer, STR("dir"), renderer->setting->code_dir);
    }
}

/* A link whose text is its own address. */
static bool is_bare_address(const struct mark *link) {
    const struct mark *text = link->first;
    struct str address = link->text;

    if (!text || text->next || text->kind != MARK_TEXT) {
        return false;
    }
    return str_equal(address, text->text) ||
           (str_starts(address, STR("mailto:")) &&
            str_equal(str_from_byte(address, sizeof "mailto:" - 1), text->text));
}

static void begin_link(struct renderer *renderer, const struct mark *mark) {
    struct html_link link = read_link(renderer, mark);

    renderer->link = link;
    if (link.kind != LINK_NONE) {
        put(renderer, STR("<a href=\""));
        if (link.kind == LINK_ITEM) {
            put_text(renderer, link.target.href);
        } else {
            put_href(renderer, link.destination);
        }
        put(renderer, STR("\""));
        if (!str_is_empty(link.target.hreflang)) {
            put_attribute(renderer, STR("hreflang"), link.target.hreflang);
        }
        if (!str_is_empty(mark->title)) {
            put_attribute(renderer, STR("title"), mark->title);
        }
        if (link.kind == LINK_EXTERNAL && is_bare_address(mark)) {
            html_put_code_dir(renderer);
        }
        put(renderer, STR(">"));
    }
    if (!mark->first && !str_is_empty(link.target.title)) {
        put_target_title(renderer, &link.target);
    }
}

static void end_link(struct renderer *renderer) {
    const struct html_link *link = &renderer->link;

    if (!str_is_empty(link->target.note)) {
        put(renderer, STR(" <span class=\"note\""));
        if (!str_is_empty(renderer->setting->lang)) {
            put_attribute(renderer, STR("lang"), renderer->setting->lang);
            put_attribute(renderer, STR("dir"), renderer->setting->dir);
        }
        put(renderer, STR(">"));
        put_text(renderer, link->target.note);
        put(renderer, STR("</span>"));
    }
    if (link->kind != LINK_NONE) {
        put(renderer, STR("</a>"));
    }
}

/* ---- images ---- */

/* Writes the image, or only its description where there is no such file. */
static void put_image(struct renderer *renderer, const struct mark *image, struct str title) {
    struct arena *arena = renderer->document->arena;
    struct url url = url_read_image(arena, image->text);
    struct str description = mark_plain_text(arena, image), href = {0};

    if (url.kind == URL_MEDIA) {
        href = resolve(renderer, url.destination).href;
    }
    if (str_is_empty(href)) {
        put_text(renderer, description);
        return;
    }
    put(renderer, STR("<img src=\""));
    put_href(renderer, href);
    put(renderer, STR("\""));
    put_attribute(renderer, STR("alt"), description);
    if (!str_is_empty(title)) {
        put_attribute(renderer, STR("title"), title);
    }
    put(renderer, STR(" />"));
}

void html_figure(struct renderer *renderer, const struct mark *paragraph) {
    const struct markdown_followed *followed = paragraph->followed;

    put(renderer, STR("<figure"));
    if (followed && !str_is_empty(followed->lang)) {
        put_attribute(renderer, STR("lang"), followed->lang);
        put_attribute(renderer, STR("dir"), followed->dir);
    }
    put(renderer, STR(">\n"));
    put_image(renderer, paragraph->first, (struct str){0});
    put(renderer, STR("\n<figcaption>"));
    put_text(renderer, paragraph->first->title);
    put(renderer, STR("</figcaption>\n</figure>\n"));
}

/* ---- the rest ---- */

static void begin_span(struct renderer *renderer, const struct mark *span) {
    if (str_is_empty(span->text)) {
        return; /* its attributes were wrong */
    }
    put(renderer, STR("<span"));
    put_attribute(renderer, STR("lang"), span->text);
    put_attribute(renderer, STR("dir"), span->title);
    put(renderer, STR(">"));
}

enum html_step html_inline_begin(struct renderer *renderer, const struct mark *mark) {
    switch (mark->kind) {
    case MARK_TEXT:
        html_put_text(renderer, mark->text);
        break;
    case MARK_HTML:
        put_text(renderer, mark->text);
        break;
    case MARK_SOFT_BREAK:
        put(renderer, STR("\n"));
        break;
    case MARK_HARD_BREAK:
        put(renderer, STR("<br />\n"));
        break;
    case MARK_CODE:
        put(renderer, STR("<code"));
        html_put_code_dir(renderer);
        put(renderer, STR(">"));
        put_text(renderer, mark->text);
        put(renderer, STR("</code>"));
        break;
    case MARK_EMPHASIS:
        put(renderer, STR("<em>"));
        break;
    case MARK_STRONG:
        put(renderer, STR("<strong>"));
        break;
    case MARK_LINK:
        begin_link(renderer, mark);
        break;
    case MARK_IMAGE:
        put_image(renderer, mark, mark->title);
        return HTML_PAST;
    case MARK_FOOTNOTE:
        html_footnote_reference(renderer, mark);
        break;
    case MARK_SPAN:
        begin_span(renderer, mark);
        break;
    default:
        break;
    }
    return HTML_INTO;
}

void html_inline_end(struct renderer *renderer, const struct mark *mark) {
    switch (mark->kind) {
    case MARK_EMPHASIS:
        put(renderer, STR("</em>"));
        break;
    case MARK_STRONG:
        put(renderer, STR("</strong>"));
        break;
    case MARK_LINK:
        end_link(renderer);
        break;
    case MARK_SPAN:
        put(renderer, str_is_empty(mark->text) ? (struct str){0} : STR("</span>"));
        break;
    default:
        break;
    }
}
