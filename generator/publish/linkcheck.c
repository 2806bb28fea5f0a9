#include "publish/linkcheck.h"

#include "base/pack.h"
#include "base/path.h"
#include "publish/link.h"
#include "publish/markup.h"
#include "publish/messages.h"

/* Menus, languages and letters come on every page of a folder: what they lead to is looked up once
   and remembered, in as many slots as a page has links. */
#define REMEMBERED_COUNT 256
#define REMEMBERED_MAX_BYTES 112

/* Of a Bloom filter with one hash: a page leads to some hundred places. */
#define REACH_BYTES 64

struct remembered {
    uint32_t page;
    uint8_t length; /* of the path; 0: the slot is free */
    char path[REMEMBERED_MAX_BYTES];
};

/* No page of the plan. */
#define NOWHERE UINT32_MAX

/* A link to a page of the plan, by its index, and to the id with that hash there; 0: to its top. */
struct target {
    uint32_t page, anchor;
};

/* What one thread reuses from page to page, and what it keeps. */
struct linkcheck_worker {
    struct arena kept;      /* what page_links point to */
    LIST(uint32_t) anchors; /* of one page; on `kept`, for their room is reused */
    LIST(uint32_t) own;     /* anchors of its own that it leads to */
    unsigned char reach[REACH_BYTES];
    struct strbuf targets;
    struct target last; /* in `targets` */
    struct strbuf link, path, fragment;
    struct str folder; /* that `remembered` is about */
    struct remembered remembered[REMEMBERED_COUNT];
};

/* The page that is being looked at. */
struct visit {
    struct linkcheck *check;
    struct linkcheck_worker *worker;
    struct diags *diags; /* NULL: notes what there is, else complains of what is wrong */
    const struct page *page;
    struct str folder;
    struct page_links found;
};

/* ---- Anchors -----------------------------------------------------------------------------------
 */

/* Never 0, which stands for no anchor. */
static uint32_t hash_of(struct str id) {
    uint32_t hash = (uint32_t)digest_of(id).low;

    return hash ? hash : 1;
}

static int compare_hashes(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

static uint32_t anchor_at(struct str anchors, size_t index) {
    uint32_t anchor;

    memcpy(&anchor, anchors.data + index * sizeof anchor, sizeof anchor);
    return anchor;
}

static bool has_anchor(const struct page_links *links, uint32_t anchor) {
    size_t low = 0, high = links->anchors.length / sizeof anchor;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t found = anchor_at(links->anchors, middle);

        if (found == anchor) {
            return true;
        }
        if (found < anchor) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return !links->is_known;
}

void linkcheck_begin(struct linkcheck *check, const struct plan *plan, unsigned workers) {
    *check = (struct linkcheck){.plan = plan, .worker_count = workers};
    check->base_url = plan->editions->site->base_url;
    check->pages = ARENA_ARRAY(&check->arena, struct page_links, plan->count);
    check->path_hashes = ARENA_ARRAY(&check->arena, uint32_t, plan->count);
    for (size_t i = 0; i < plan->count; i++) {
        check->path_hashes[i] = hash_of(plan->pages[i].path);
    }
    check->workers = ARENA_ARRAY(&check->arena, struct linkcheck_worker, workers);
}

void linkcheck_release(struct linkcheck *check) {
    for (unsigned i = 0; i < check->worker_count; i++) {
        struct linkcheck_worker *worker = &check->workers[i];

        strbuf_release(&worker->targets);
        strbuf_release(&worker->link);
        strbuf_release(&worker->path);
        strbuf_release(&worker->fragment);
        arena_release(&worker->kept);
    }
    arena_release(&check->arena);
    *check = (struct linkcheck){0};
}

/* ---- Places that are no more -------------------------------------------------------------------
 */

static uint32_t place_of(uint32_t path_hash, uint32_t anchor) {
    return (path_hash ^ anchor * 2654435761u) * 2246822519u;
}

static bool reaches(const unsigned char *reach, uint32_t place) {
    uint32_t bit = place >> 23; /* 512 of them */

    return reach[bit / 8] >> bit % 8 & 1;
}

static void reach_add(unsigned char *reach, uint32_t place) {
    uint32_t bit = place >> 23;

    reach[bit / 8] |= (unsigned char)(1u << bit % 8);
}

void lost_page(struct lost_places *lost, struct str path) {
    *LIST_ADD(&lost->places, lost->arena) = place_of(hash_of(path), 0);
}

void lost_anchors(struct lost_places *lost, struct str path, const struct page_links *before,
                  const struct page_links *after) {
    for (size_t i = 0; i < before->anchors.length / sizeof(uint32_t); i++) {
        uint32_t anchor = anchor_at(before->anchors, i);

        if (!has_anchor(after, anchor)) {
            *LIST_ADD(&lost->places, lost->arena) = place_of(hash_of(path), anchor);
        }
    }
}

bool links_may_reach(const struct page_links *links, const struct lost_places *lost) {
    const unsigned char *reach = (const unsigned char *)links->reach.data;

    for (size_t i = 0; i < lost->places.count && links->reach.length == REACH_BYTES; i++) {
        if (reaches(reach, lost->places.items[i])) {
            return true;
        }
    }
    return false;
}

/* ---- One link ----------------------------------------------------------------------------------
 */

/* FNV-1a; only the slot depends on it. */
static struct remembered *slot_of(struct linkcheck_worker *worker, struct str path) {
    uint32_t hash = 2166136261;

    for (size_t i = 0; i < path.length; i++) {
        hash = (hash ^ (unsigned char)path.data[i]) * 16777619;
    }
    return &worker->remembered[(hash ^ hash >> 16) % REMEMBERED_COUNT];
}

static uint32_t look_up(struct visit *visit, const struct link *link) {
    const struct plan *plan = visit->check->plan;
    struct strbuf *path = &visit->worker->path;
    const struct page *page =
        link_resolve(link, visit->folder, path) ? map_get(&plan->by_path, strbuf_view(path)) : NULL;

    return page ? (uint32_t)(page - plan->pages) : NOWHERE;
}

/* The index of the page that `link` names, or NOWHERE. */
static uint32_t find_page(struct visit *visit, const struct link *link) {
    struct str path = link->path;

    if (str_is_empty(path) && !link->is_from_out) {
        return (uint32_t)(visit->page - visit->check->plan->pages);
    }
    if (link->is_from_out || path.length > REMEMBERED_MAX_BYTES) {
        return look_up(visit, link);
    }
    struct remembered *slot = slot_of(visit->worker, path);

    if (!str_equal((struct str){slot->path, slot->length}, path)) {
        slot->page = look_up(visit, link);
        slot->length = (uint8_t)path.length;
        memcpy(slot->path, path.data, path.length);
    }
    return slot->page;
}

static void complain(struct visit *visit, struct str text, const struct link *link, uint32_t page,
                     struct str fragment) {
    struct arena scratch = {0};
    struct str wanted;

    if (page == NOWHERE) {
        link_resolve(link, visit->folder, &visit->worker->path);
        wanted = strbuf_view(&visit->worker->path);
    } else {
        wanted = str_join(&scratch, visit->check->plan->pages[page].path, STR("#"), fragment);
    }
    diag(visit->diags, &MSG_DANGLING_OUTPUT_LINK, place_file(visit->page->path), text, wanted);
    arena_release(&scratch);
}

/* A target is the step from the page of the one before, with 1 in the lowest bit if the anchor
   stays: paragraphs lead to themselves in one language after the other. */
static void pack_target(struct linkcheck_worker *worker, struct target target) {
    int64_t step = (int64_t)target.page - worker->last.page;
    uint64_t zigzag = step < 0 ? (uint64_t)-step * 2 - 1 : (uint64_t)step * 2;
    bool is_same = target.anchor == worker->last.anchor;

    pack_u64(&worker->targets, zigzag * 2 + is_same);
    if (!is_same) {
        pack_u64(&worker->targets, target.anchor);
    }
    worker->last = target;
}

static struct target unpack_target(struct unpacker *unpacker, struct target last) {
    uint64_t number = unpack_u64(unpacker), zigzag = number / 2;
    uint32_t step = (uint32_t)(zigzag % 2 ? -(zigzag / 2 + 1) : zigzag / 2);

    last.page += step; /* round the corner, where the step is backwards */
    if (number % 2 == 0) {
        last.anchor = unpack_u32(unpacker);
    }
    return last;
}

static void note(struct visit *visit, struct target target) {
    struct linkcheck_worker *worker = visit->worker;
    const struct linkcheck *check = visit->check;

    visit->found.link_count++;
    if (target.page == NOWHERE) {
        visit->found.leads_nowhere = true;
        return;
    }
    reach_add(worker->reach, place_of(check->path_hashes[target.page], 0));
    if (target.anchor && &check->plan->pages[target.page] == visit->page) {
        *LIST_ADD(&worker->own, &worker->kept) = target.anchor;
    } else if (target.anchor) {
        reach_add(worker->reach, place_of(check->path_hashes[target.page], target.anchor));
        pack_target(worker, target);
    }
}

/* `text` has no character references any more. */
static void take_link(struct visit *visit, struct str text) {
    struct linkcheck_worker *worker = visit->worker;
    const struct linkcheck *check = visit->check;
    struct link link;

    if (!link_split(text, check->base_url, &link)) {
        return;
    }
    uint32_t page = find_page(visit, &link);
    struct str fragment = link.fragment;

    if (str_find_char(fragment, '%', 0) != STR_NONE) {
        strbuf_clear(&worker->fragment);
        link_unescape(fragment, &worker->fragment);
        fragment = strbuf_view(&worker->fragment);
    }
    /* Copied files are not looked at: a PDF has anchors of its own kind. */
    bool has_target = page != NOWHERE && !check->plan->pages[page].source && !link_is_top(fragment);
    uint32_t anchor = has_target ? hash_of(fragment) : 0;

    if (!visit->diags) {
        note(visit, (struct target){page, anchor});
    } else if (page == NOWHERE || (anchor && !has_anchor(&check->pages[page], anchor))) {
        complain(visit, text, &link, page, fragment);
    }
}

/* ---- One page ----------------------------------------------------------------------------------
 */

/* "a.png 1x, b.png 2x" */
static void take_candidates(struct visit *visit, struct str list) {
    struct str rest = list;

    while (rest.data) {
        struct str candidate = str_trim(str_cut(&rest, ','));
        size_t end = 0;

        while (end < candidate.length && !char_is_blank(candidate.data[end])) {
            end++;
        }
        if (end > 0) {
            take_link(visit, str_slice(candidate, 0, end));
        }
    }
}

enum attribute_role { ROLE_NONE, ROLE_LINK, ROLE_LINKS, ROLE_ANCHOR };

/* An empty name stands for the text of an element of XML. */
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
        {STR_INIT(""), STR_INIT("loc"), ROLE_LINK},
    };

    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (attribute->name.length == roles[i].name.length &&
            str_equal_ascii_case(attribute->name, roles[i].name) &&
            (roles[i].element.length == 0 ||
             str_equal_ascii_case(attribute->element, roles[i].element))) {
            return roles[i].role;
        }
    }
    return ROLE_NONE;
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
        *LIST_ADD(&worker->anchors, &worker->kept) = hash_of(value);
    } else if (role == ROLE_LINKS) {
        take_candidates(visit, value);
    } else {
        take_link(visit, str_trim(value));
    }
}

static struct visit open_visit(struct linkcheck *check, unsigned worker, size_t index,
                               struct diags *diags) {
    const struct page *page = &check->plan->pages[index];
    struct visit visit = {.check = check,
                          .worker = &check->workers[worker],
                          .diags = diags,
                          .page = page,
                          .folder = path_folder(page->path)};

    if (!str_equal(visit.worker->folder, visit.folder)) {
        visit.worker->folder = visit.folder;
        memset(visit.worker->remembered, 0, sizeof visit.worker->remembered);
    }
    visit.worker->anchors.count = 0;
    visit.worker->own.count = 0;
    visit.worker->last = (struct target){0};
    strbuf_clear(&visit.worker->targets);
    memset(visit.worker->reach, 0, sizeof visit.worker->reach);
    return visit;
}

/* Other files, such as data, have no links and may quote what looks like one. */
static void walk(struct visit *visit, struct str text) {
    if (visit->page->kind == PAGE_DATA) {
        return;
    }
    bool is_xml = str_ends(visit->page->path, STR(".xml"));
    struct markup markup = {.text = text, .language = is_xml ? MARKUP_XML : MARKUP_HTML};
    struct markup_attribute attribute;

    while (markup_next(&markup, &attribute)) {
        take_attribute(visit, &attribute);
    }
}

static struct str keep(struct linkcheck_worker *worker, const void *bytes, size_t count) {
    return str_copy(&worker->kept, (struct str){bytes, count});
}

void linkcheck_page(struct linkcheck *check, unsigned worker, size_t index, struct str text) {
    struct visit visit = open_visit(check, worker, index, NULL);
    struct linkcheck_worker *own = visit.worker;
    struct page_links *found = &visit.found;

    walk(&visit, text);
    found->is_known = true;
    if (own->anchors.count > 1) {
        qsort(own->anchors.items, own->anchors.count, sizeof(uint32_t), compare_hashes);
    }
    found->anchors = keep(own, own->anchors.items, own->anchors.count * sizeof(uint32_t));
    found->targets = keep(own, own->targets.data, own->targets.length);
    found->reach = keep(own, own->reach, sizeof own->reach);
    for (size_t i = 0; i < own->own.count && !found->leads_nowhere; i++) {
        found->leads_nowhere = !has_anchor(found, own->own.items[i]);
    }
    check->pages[index] = *found;
}

bool linkcheck_is_broken(const struct linkcheck *check, size_t index) {
    const struct page_links *links = &check->pages[index];
    struct unpacker unpacker = {links->targets, false};
    struct target target = {0};
    bool is_broken = links->leads_nowhere;

    while (unpacker.rest.length > 0 && !is_broken) {
        target = unpack_target(&unpacker, target);
        is_broken = !has_anchor(&check->pages[target.page], target.anchor);
    }
    return is_broken;
}

void linkcheck_explain(struct linkcheck *check, unsigned worker, size_t index, struct str text,
                       struct diags *diags) {
    struct visit visit = open_visit(check, worker, index, diags);

    walk(&visit, text);
}
