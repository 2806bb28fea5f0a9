#include "folder.h"
#include "publish/state.h"

#include <setjmp.h>

#include <cmocka.h>

static struct folder folder;
static struct arena arena;
static struct strbuf file;
static const struct shard whole;

static int begin(void **state) {
    (void)state;
    folder_make_temporary(&folder);
    return 0;
}

static int end(void **state) {
    (void)state;
    folder_remove(&folder);
    arena_release(&arena);
    strbuf_release(&file);
    return 0;
}

static struct page_state before[] = {
    {.kind = PAGE_MEDIA, .path = STR_INIT("media/a.png"), .digest = {1, 2}},
    {.kind = PAGE_ITEM,
     .path = STR_INIT("en/reports/a.html"),
     .fingerprint = {3, 1ull << 63},
     .text = {8, 9},
     .digest = {5, 6},
     .stat = {FILE_KIND_REGULAR, 1u << 20, 77, 8, -1, INT64_MAX},
     .links = {.anchors = STR_INIT("abcdefgh"),
               .reach = STR_INIT("reach\0"),
               .link_count = 9,
               .is_known = true}},
    {.kind = PAGE_ITEM, .path = STR_INIT("en/reports/b.html")},
    {.kind = PAGE_HOME, .path = STR_INIT("en/index.html")},
};
static const struct publish_state known = {.inputs = {10, 11},
                                           .shape = {14, 15},
                                           .clock = {-3, INT64_MIN, INT64_MAX},
                                           .manifest = {.size_bytes = 12, .inode = 13},
                                           .said = STR_INIT("a warning\0"),
                                           .extras = EXTRA_PSEUDO,
                                           .languages = 6,
                                           .links = 1ull << 40,
                                           .pages = before,
                                           .count = sizeof before / sizeof before[0]};

static enum file_result write_down(const struct publish_state *state) {
    state_begin(state, &file);
    for (size_t i = 0; i < state->count; i++) {
        state_add(&file, &state->pages[i]);
    }
    return state_end(whole, folder.descriptor, &file);
}

static void what_was_known_of_pages_is_read_again(void **state) {
    struct publish_state got;

    (void)state;
    assert_false(state_read(&got, whole, folder.descriptor, &arena));
    assert_int_equal(got.count, 0);
    assert_int_equal(write_down(&known), FILE_OK);
    assert_true(state_read(&got, whole, folder.descriptor, &arena));
    assert_true(digest_equal(got.inputs, known.inputs));
    assert_true(file_stat_equal(&got.manifest, &known.manifest));
    assert_true(digest_equal(got.shape, known.shape));
    assert_int_equal(got.clock.now, -3);
    assert_int_equal(got.clock.changed_at, INT64_MIN);
    assert_int_equal(got.clock.changes_at, INT64_MAX);
    assert_true(str_equal(got.said, known.said));
    assert_int_equal(got.extras, EXTRA_PSEUDO);
    assert_int_equal(got.languages, 6);
    assert_int_equal(got.links, 1ull << 40);
    assert_int_equal(got.count, known.count);
    for (size_t i = 0; i < known.count; i++) {
        const struct page_state *page = &got.pages[i];

        assert_int_equal(page->kind, before[i].kind);
        assert_true(str_equal(page->path, before[i].path));
        assert_true(digest_equal(page->fingerprint, before[i].fingerprint));
        assert_true(digest_equal(page->text, before[i].text));
        assert_true(digest_equal(page->digest, before[i].digest));
        assert_true(file_stat_equal(&page->stat, &before[i].stat));
        assert_true(str_equal(page->links.anchors, before[i].links.anchors));
        assert_true(str_equal(page->links.reach, before[i].links.reach));
        assert_int_equal(page->links.link_count, before[i].links.link_count);
        assert_int_equal(page->links.is_known, before[i].links.is_known);
    }
}

/* The commit has happened by then, so it may not need memory that is not there. */
static void the_room_taken_before_is_enough(void **state) {
    struct publish_state many = {.count = 1000};
    size_t text_bytes = 0;

    (void)state;
    many.pages = ARENA_ARRAY(&arena, struct page_state, many.count);
    for (size_t i = 0; i < many.count; i++) {
        struct page_state *page = &many.pages[i];

        memset(page, 0xFF, sizeof *page); /* the longest numbers there are */
        page->path = str_format(&arena, "en/reports/%zu.html", i);
        page->links = (struct page_links){.anchors = page->path, .link_count = UINT32_MAX};
        text_bytes += 2 * page->path.length;
    }
    state_reserve(&file, many.count, text_bytes);
    const char *room = file.data;

    assert_int_equal(write_down(&many), FILE_OK);
    assert_ptr_equal(file.data, room);
}

/* A page that is of another kind is another page, though it stands at the same place. */
static void each_page_is_matched_new_or_gone(void **state) {
    static const struct page pages[] = {
        {.kind = PAGE_MEDIA, .path = STR_INIT("media/0.png")},       /* new, before all */
        {.kind = PAGE_ITEM, .path = STR_INIT("en/reports/a.html")},  /* known */
        {.kind = PAGE_ITEM, .path = STR_INIT("en/reports/aa.html")}, /* new, between */
        {.kind = PAGE_INDEX, .path = STR_INIT("en/index.html")},     /* was PAGE_HOME */
        {.kind = PAGE_CHOOSER, .path = STR_INIT("index.html")},      /* new, behind all */
    };
    const struct plan plan = {.pages = pages, .count = sizeof pages / sizeof pages[0]};
    struct state_match match = state_match(&known, &plan, &arena);

    (void)state;
    assert_null(match.known[0]);
    assert_ptr_equal(match.known[1], &before[1]);
    assert_null(match.known[2]);
    assert_null(match.known[3]);
    assert_null(match.known[4]);
    assert_int_equal(match.gone_count, 3);
    assert_ptr_equal(match.gone[0], &before[0]);
    assert_ptr_equal(match.gone[1], &before[2]);
    assert_ptr_equal(match.gone[2], &before[3]);
}

static void nothing_known_and_nothing_planned_match(void **state) {
    static const struct page page = {.kind = PAGE_HOME, .path = STR_INIT("en/index.html")};
    const struct publish_state nothing = {0};
    const struct plan plan = {.pages = &page, .count = 1}, empty = {0};

    (void)state;
    assert_null(state_match(&nothing, &plan, &arena).known[0]);
    assert_int_equal(state_match(&nothing, &plan, &arena).gone_count, 0);
    assert_int_equal(state_match(&known, &empty, &arena).gone_count, known.count);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_known_of_pages_is_read_again, begin, end),
        cmocka_unit_test_setup_teardown(the_room_taken_before_is_enough, begin, end),
        cmocka_unit_test_setup_teardown(each_page_is_matched_new_or_gone, begin, end),
        cmocka_unit_test_setup_teardown(nothing_known_and_nothing_planned_match, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
