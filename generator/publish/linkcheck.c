#include "publish/linkcheck.h"

#include "base/path.h"
#include "publish/markup.h"
#include "publish/messages.h"

/* A link to an anchor that cannot be judged yet: its page has not been looked at to the end. */
struct waiting_link {
    size_t from, to; /* pages */
    uint32_t hash;
    struct str link, wanted; /* for the message */
};

/* What one thread reuses from page to page, and what it keeps. */
struct linkcheck_worker {
    struct arena kept;    /* anchors, and links to other pages */
    struct arena scratch; /* of one page */
    LIST(struct waiting_link) elsewhere;
    size_t link_count;

    LIST(uint32_t) hashes;          /* of this page; on `kept`, for its room is reused */
    LIST(struct waiting_link) here; /* to this page's own anchors; likewise */
    struct strbuf link, path, fragment;
};

/* The page that is being looked at. */
struct visit {
    struct linkcheck *check;
    struct linkcheck_worker *worker;
    struct diags *diags;
    const struct page *page;
    size_t index;
};

static uint32_t hash_of(struct str id) {
    return (uint32_t)digest_of(id).low;
}

void linkcheck_begin(struct linkcheck *check, const struct plan *plan, unsigned workers) {
    *check = (struct linkcheck){.plan = plan, .worker_count = workers};
    check->base_url = plan->editions->site->base_url;
    check->anchors = ARENA_ARRAY(&check->arena, struct linkcheck_anchors, plan->count);
    check->workers = ARENA_ARRAY(&check->arena, struct linkcheck_worker, workers);
}

void linkcheck_release(struct linkcheck *check) {
    for (unsigned i = 0; i < check->worker_count; i++) {
        struct linkcheck_worker *worker = &check->workers[i];

        strbuf_release(&worker->link);
        strbuf_release(&worker->path);
        strbuf_release(&worker->fragment);
        arena_release(&worker->scratch);
        arena_release(&worker->kept);
    }
    arena_release(&check->arena);
    *check = (struct linkcheck){0};
}

/* ---- Where does a link lead? -------------------------------------------------------------------
 */

/* "mailto:x", "https://x", but not "a/b:c". */
static bool has_scheme(struct str link) {
    for (size_t i = 0; i < link.length; i++) {
        char c = link.data[i];

        if (c == ':') {
            return i > 0;
        }
        if (!char_is_ascii_letter(c) && (i == 0 || (!char_is_digit(c) && !strchr("+-.", c)))) {
            return false;
        }
    }
    return false;
}

static int hex_value(char c) {
    c = char_to_ascii_lower(c);
    return char_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Appends with %41 replaced by A. */
static void add_unescaped(struct strbuf *out, struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        bool is_escape = text.data[i] == '%' && i + 2 < text.length &&
                         hex_value(text.data[i + 1]) >= 0 && hex_value(text.data[i + 2]) >= 0;

        if (is_escape) {
            int byte = hex_value(text.data[i + 1]) * 16 + hex_value(text.data[i + 2]);

            strbuf_add_char(out, (char)byte);
            i += 2;
        } else {
            strbuf_add_char(out, text.data[i]);
        }
    }
}

/* Removes the last component, if there is one. */
static bool go_up(struct strbuf *path) {
    size_t slash = str_find_last_char(strbuf_view(path), '/');

    if (path->length == 0) {
        return false;
    }
    path->length = slash == STR_NONE ? 0 : slash;
    return true;
}

/* Makes `out` the path from out/ of `link`, a path from `folder`. False where it leads outside, and
   then `out` is the link itself. Empty components stay, so that "a/" is not "a". */
static bool resolve(struct str folder, struct str link, struct strbuf *out) {
    struct str rest = link;
    bool is_inside = !str_starts(link, STR("/"));

    strbuf_clear(out);
    strbuf_add(out, folder);
    while (is_inside && rest.data) {
        struct str name = str_cut(&rest, '/');

        if (str_equal(name, STR(".."))) {
            is_inside = go_up(out);
        } else if (!str_equal(name, STR("."))) {
            if (out->length > 0) {
                strbuf_add_char(out, '/');
            }
            add_unescaped(out, name);
        }
    }
    if (!is_inside) {
        strbuf_clear(out);
        strbuf_add(out, link);
    }
    return is_inside;
}

/* Cuts base_url off an absolute link. False if it leads away from the portal. */
static bool cut_base(struct str base, struct str *link) {
    if (str_is_empty(base)) {
        return false;
    }
    if (str_starts(*link, base)) {
        *link = str_from_byte(*link, base.length);
        return true;
    }
    /* The address of the portal may be written without its last slash. */
    struct str bare = str_slice(base, 0, base.length - 1);
    struct str behind = str_from_byte(*link, bare.length);

    if (str_starts(*link, bare) && (behind.length == 0 || behind.data[0] == '#')) {
        *link = behind;
        return true;
    }
    return false;
}

/* ---- One link ----------------------------------------------------------------------------------
 */

static void report(const struct page *page, struct str link, struct str wanted,
                   struct diags *diags) {
    diag(diags, &MSG_DANGLING_OUTPUT_LINK, place_file(page->path), link, wanted);
}

/* "top" and nothing at all are the top of any page. */
static bool is_top(struct str fragment) {
    return fragment.length == 0 || str_equal_ascii_case(fragment, STR("top"));
}

static void check_anchor(struct visit *visit, size_t to, struct str link, struct str fragment) {
    struct linkcheck_worker *worker = visit->worker;
    bool is_own = to == visit->index;
    struct arena *arena = is_own ? &worker->scratch : &worker->kept;
    struct str path = visit->check->plan->pages[to].path;
    struct waiting_link waiting = {.from = visit->index,
                                   .to = to,
                                   .hash = hash_of(fragment),
                                   .link = str_copy(arena, link),
                                   .wanted = str_join(arena, path, STR("#"), fragment)};

    if (is_own) {
        *LIST_ADD(&worker->here, &worker->kept) = waiting;
    } else {
        *LIST_ADD(&worker->elsewhere, &worker->kept) = waiting;
    }
}

/* The page that `path` names, and the complaint if there is none. */
static const struct page *find_page(struct visit *visit, struct str link, struct str path,
                                    bool is_absolute) {
    const struct plan *plan = visit->check->plan;
    struct strbuf *resolved = &visit->worker->path;
    struct str folder = is_absolute ? (struct str){0} : path_folder(visit->page->path);

    if (str_is_empty(path)) {
        return is_absolute ? map_get(&plan->by_path, STR("index.html")) : visit->page;
    }
    bool is_inside = resolve(folder, path, resolved);
    const struct page *page = is_inside ? map_get(&plan->by_path, strbuf_view(resolved)) : NULL;

    if (!page) {
        report(visit->page, link, strbuf_view(resolved), visit->diags);
    }
    return page;
}

/* `link` has no character references any more. */
static void check_link(struct visit *visit, struct str link) {
    struct linkcheck_worker *worker = visit->worker;
    struct str rest = link;
    bool is_absolute = has_scheme(link);

    if (is_absolute && !cut_base(visit->check->base_url, &rest)) {
        return;
    }
    struct str path = str_cut(&rest, '#');
    const struct page *page = find_page(visit, link, path, is_absolute);

    worker->link_count++;
    strbuf_clear(&worker->fragment);
    add_unescaped(&worker->fragment, rest);
    /* Copied files are not looked at: a PDF has anchors of its own kind. */
    if (page && !page->source && !is_top(strbuf_view(&worker->fragment))) {
        check_anchor(visit, (size_t)(page - visit->check->plan->pages), link,
                     strbuf_view(&worker->fragment));
    }
}

/* ---- One page ----------------------------------------------------------------------------------
 */

enum attribute_role { ROLE_NONE, ROLE_LINK, ROLE_LINKS, ROLE_ANCHOR };

static enum attribute_role role_of(const struct markup_attribute *attribute) {
    static const struct {
        struct str name, element; /* an empty element: any */
        enum attribute_role role;
    } roles[] = {
        {STR_INIT("href"), STR_INIT(""), ROLE_LINK},
        {STR_INIT("id"), STR_INIT(""), ROLE_ANCHOR},
        {STR_INIT("src"), STR_INIT(""), ROLE_LINK},
        {STR_INIT("name"), STR_INIT("a"), ROLE_ANCHOR},
        {STR_INIT("srcset"), STR_INIT(""), ROLE_LINKS},
        {STR_INIT("poster"), STR_INIT(""), ROLE_LINK},
        {STR_INIT("action"), STR_INIT("form"), ROLE_LINK},
        {STR_INIT("data"), STR_INIT("object"), ROLE_LINK},
    };

    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (str_equal_ascii_case(attribute->name, roles[i].name) &&
            (roles[i].element.length == 0 ||
             str_equal_ascii_case(attribute->element, roles[i].element))) {
            return roles[i].role;
        }
    }
    bool is_location = attribute->name.length == 0 && str_equal(attribute->element, STR("loc"));

    return is_location ? ROLE_LINK : ROLE_NONE;
}

/* "a.png 1x, b.png 2x" */
static void check_candidates(struct visit *visit, struct str list) {
    struct str rest = list;

    while (rest.data) {
        struct str candidate = str_trim(str_cut(&rest, ','));
        size_t end = 0;

        while (end < candidate.length && !char_is_blank(candidate.data[end])) {
            end++;
        }
        if (end > 0) {
            check_link(visit, str_slice(candidate, 0, end));
        }
    }
}

static void take_attribute(struct visit *visit, const struct markup_attribute *attribute) {
    struct linkcheck_worker *worker = visit->worker;
    enum attribute_role role = role_of(attribute);
    struct str value = attribute->value;

    if (role == ROLE_NONE) {
        return;
    }
    if (str_find_char(value, '&', 0) != STR_NONE) {
        strbuf_clear(&worker->link);
        markup_decode(value, &worker->link);
        value = strbuf_view(&worker->link);
    }
    if (role == ROLE_ANCHOR) {
        *LIST_ADD(&worker->hashes, &worker->kept) = hash_of(value);
    } else if (role == ROLE_LINKS) {
        check_candidates(visit, value);
    } else {
        check_link(visit, str_trim(value));
    }
}

static int compare_hashes(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

static void keep_anchors(struct visit *visit) {
    struct linkcheck_worker *worker = visit->worker;
    size_t count = worker->hashes.count;
    uint32_t *hashes = ARENA_ARRAY(&worker->kept, uint32_t, count);

    if (count > 0) {
        memcpy(hashes, worker->hashes.items, count * sizeof *hashes);
        qsort(hashes, count, sizeof *hashes, compare_hashes);
    }
    visit->check->anchors[visit->index] = (struct linkcheck_anchors){hashes, (uint32_t)count, true};
}

static bool has_anchor(const struct linkcheck_anchors *anchors, uint32_t hash) {
    return anchors->count > 0 &&
           bsearch(&hash, anchors->hashes, anchors->count, sizeof hash, compare_hashes) != NULL;
}

static void judge(const struct linkcheck *check, const struct waiting_link *link,
                  struct diags *diags) {
    const struct linkcheck_anchors *anchors = &check->anchors[link->to];

    /* A page that could not be made has been complained of already. */
    if (anchors->is_known && !has_anchor(anchors, link->hash)) {
        report(&check->plan->pages[link->from], link->link, link->wanted, diags);
    }
}

void linkcheck_page(struct linkcheck *check, unsigned worker, size_t index, struct str text,
                    struct diags *diags) {
    struct linkcheck_worker *own = &check->workers[worker];
    struct visit visit = {.check = check,
                          .worker = own,
                          .diags = diags,
                          .page = &check->plan->pages[index],
                          .index = index};
    bool is_xml = str_ends(visit.page->path, STR(".xml"));
    struct markup markup = {.text = text, .language = is_xml ? MARKUP_XML : MARKUP_HTML};
    struct markup_attribute attribute;

    own->hashes.count = 0;
    own->here.count = 0;
    while (markup_next(&markup, &attribute)) {
        take_attribute(&visit, &attribute);
    }
    keep_anchors(&visit);
    for (size_t i = 0; i < own->here.count; i++) {
        judge(check, &own->here.items[i], diags);
    }
    arena_reset(&own->scratch);
}

size_t linkcheck_finish(struct linkcheck *check, struct diags *diags) {
    size_t links = 0;

    for (unsigned i = 0; i < check->worker_count; i++) {
        const struct linkcheck_worker *worker = &check->workers[i];

        for (size_t j = 0; j < worker->elsewhere.count; j++) {
            judge(check, &worker->elsewhere.items[j], diags);
        }
        links += worker->link_count;
    }
    return links;
}
