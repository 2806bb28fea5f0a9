#include "base/path.h"
#include "site/build.h"

static struct str text_of(struct builder *b, const char *key) {
    const struct node *node = read_scalar(b->config->data, str_from(key));
    return node ? node->text : (struct str){0};
}

/* https://host/path/ without spaces, user name, query or fragment. */
static bool is_base_url(struct str url) {
    struct str rest = url;
    if (str_starts(url, STR("https://"))) {
        rest = str_from_byte(url, 8);
    } else if (str_starts(url, STR("http://"))) {
        rest = str_from_byte(url, 7);
    } else {
        return false;
    }
    for (size_t i = 0; i < rest.length; i++) {
        unsigned char c = (unsigned char)rest.data[i];
        if (c <= ' ' || c >= 0x7F || str_find_char(STR("@?#\"<>\\^`{|}"), (char)c, 0) != STR_NONE) {
            return false;
        }
    }
    return rest.length > 0 && rest.data[0] != '/';
}

static void read_base_url(struct builder *b) {
    const struct node *node = read_scalar(b->config->data, STR("base_url"));
    if (!node) {
        return;
    }
    if (!is_base_url(node->text)) {
        diag(b->diags, &MSG_BAD_BASE_URL, node_place(b->config->path, node), node->text);
        return;
    }
    b->site->base_url =
        str_ends(node->text, STR("/")) ? node->text : str_join(b->arena, node->text, STR("/"));
}

static void read_taxonomy(struct builder *b, struct taxonomy *taxonomy, const struct node *node) {
    taxonomy->id = node->key;
    taxonomy->terms = ARENA_ARRAY(b->arena, struct term, node->count);
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind != NODE_SCALAR) {
            report_wrong_kind(b, b->config->path, child, child->key, NODE_SCALAR);
        } else if (!path_is_id(child->key)) {
            diag(b->diags, &MSG_BAD_FIELD_NAME, node_key_place(b->config->path, child), child->key);
        } else {
            struct term *term = &taxonomy->terms[taxonomy->term_count];
            *term = (struct term){child->key, child->text, taxonomy->term_count, taxonomy};
            taxonomy->term_count++;
        }
    }
}

static void read_taxonomies(struct builder *b) {
    const struct node *map = node_get(b->config->data, STR("taxonomies"));
    if (!map || map->kind != NODE_MAP) {
        return;
    }
    b->site->taxonomies = ARENA_ARRAY(b->arena, struct taxonomy, map->count);
    for (const struct node *node = map->first; node; node = node->next) {
        if (node->kind == NODE_MAP) {
            read_taxonomy(b, &b->site->taxonomies[b->site->taxonomy_count++], node);
        } else {
            report_wrong_kind(b, b->config->path, node, node->key, NODE_MAP);
        }
    }
}

void build_config(struct builder *b) {
    static const struct key_rule rules[] = {
        {STR_INIT("title"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("description"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("base_url"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("theme"), NODE_SCALAR, KEY_REQUIRED},
        {STR_INIT("languages"), NODE_MAP, KEY_OPTIONAL},
        {STR_INIT("home"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("menus"), NODE_MAP, KEY_OPTIONAL},
        {STR_INIT("taxonomies"), NODE_MAP, KEY_OPTIONAL},
        {STR_INIT("release"), NODE_SCALAR, KEY_OPTIONAL},
        {STR_INIT("required_languages"), NODE_SCALAR_OR_LIST, KEY_OPTIONAL},
        {STR_INIT("side_by_side"), NODE_LIST, KEY_OPTIONAL}, /* side_by_side.c */
        {STR_INIT("encodings"), NODE_LIST, KEY_OPTIONAL},    /* read by sources/ */
    };
    if (!check_keys(b, b->config->path, b->config->data, STR("site.yaml"), rules,
                    sizeof rules / sizeof *rules)) {
        return;
    }
    b->site->title = text_of(b, "title");
    b->site->description = text_of(b, "description");
    b->site->theme = text_of(b, "theme");
    read_base_url(b);
    read_taxonomies(b);
    read_release_settings(b, b->config->path, b->config->data, &b->site->release);
}

static void report_no_item(struct builder *b, const struct node *node, struct str name) {
    bool is_held = map_get(&b->held, name) != NULL;
    diag(b->diags, is_held ? &MSG_PLACE_OF_HELD : &MSG_BAD_MENU_ENTRY,
         node_place(b->config->path, node), name);
}

static bool read_menu_entry(struct builder *b, const struct node *node, struct menu_entry *entry) {
    struct str name = node->kind == NODE_SCALAR ? node->text : (struct str){0};
    if (str_equal(name, STR("a-z"))) {
        entry->kind = MENU_A_Z;
        return true;
    }
    if (str_equal(name, STR("site-map"))) {
        entry->kind = MENU_SITE_MAP;
        return true;
    }
    entry->kind = MENU_COLLECTION;
    entry->collection = site_collection(b->site, name);
    if (entry->collection) {
        return true;
    }
    if (str_equal(name, STR("languages"))) {
        entry->kind = MENU_AVAILABILITY;
        return true;
    }
    if (str_equal(name, STR("translations"))) {
        entry->kind = MENU_TRANSLATIONS;
        return true;
    }
    struct str anchor;
    entry->kind = MENU_ITEM;
    entry->item = site_link(b->site, name, &anchor);
    if (!entry->item) {
        report_no_item(b, node, name);
    }
    return entry->item != NULL;
}

static void read_menu(struct builder *b, struct menu *menu, const struct node *list) {
    menu->id = list->key;
    menu->entries = ARENA_ARRAY(b->arena, struct menu_entry, list->count);
    for (const struct node *node = list->first; node; node = node->next) {
        if (read_menu_entry(b, node, &menu->entries[menu->count])) {
            menu->count++;
        }
    }
}

void build_menus(struct builder *b) {
    const struct node *home = read_scalar(b->config->data, STR("home"));
    struct str anchor;
    b->site->home = home ? site_link(b->site, home->text, &anchor) : NULL;
    if (home && !b->site->home) {
        report_no_item(b, home, home->text);
    }
    const struct node *menus = node_get(b->config->data, STR("menus"));
    if (!menus || menus->kind != NODE_MAP) {
        return;
    }
    b->site->menus = ARENA_ARRAY(b->arena, struct menu, menus->count);
    for (const struct node *node = menus->first; node; node = node->next) {
        if (node->kind == NODE_LIST) {
            read_menu(b, &b->site->menus[b->site->menu_count++], node);
        } else {
            report_wrong_kind(b, b->config->path, node, node->key, NODE_LIST);
        }
    }
}
