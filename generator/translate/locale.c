#include "translate/locale.h"

#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "translate/interface_messages.h"
#include "translate/locale_plurals.h"
#include "translate/messages.h"

#include <errno.h>

static const struct place COMMAND_LINE = {0};

/* ---- The wishes -------------------------------------------------------------------------------
 */

static bool read_tag(struct locale *locale, struct str tag, struct arena *arena,
                     struct diags *diags) {
    locale->tag = lang_tag_canonical(arena, tag);
    if (locale->tag.length == 0) {
        diag(diags, &MSG_LOCALE_TAG, COMMAND_LINE, tag);
        return false;
    }
    locale->folder = str_join(arena, STR("locales/"), locale->tag);
    return true;
}

static bool is_name(struct str name) {
    if (utf8_find_invalid(name) != STR_NONE || utf8_is_blank(name) ||
        utf8_count(name) > LOCALE_NAME_MAX_CHARACTERS) {
        return false;
    }
    for (size_t at = 0; at < name.length;) {
        uint32_t rune = utf8_next(name, &at);
        bool is_hidden =
            rune_is_bidi_override(rune) || rune_is_bidi_isolate(rune) || rune_is_invisible(rune);
        if (rune < ' ' || rune_is_control(rune) || is_hidden) {
            return false;
        }
    }
    return true;
}

static bool read_name(struct locale *locale, struct str wish, struct str autonym,
                      struct diags *diags) {
    locale->name = wish.data ? str_trim(wish) : autonym;
    if (locale->name.length == 0 && !wish.data) {
        diag(diags, &MSG_LOCALE_NO_NAME, COMMAND_LINE, locale->tag);
        return false;
    }
    if (!is_name(locale->name)) {
        diag(diags, &MSG_LOCALE_BAD_NAME, COMMAND_LINE, wish);
        return false;
    }
    return true;
}

/* One line, whatever the shell made of it, that ends in a semicolon. */
static struct str tidy_rule(struct str wish, struct arena *arena) {
    char *rule = arena_alloc(arena, wish.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < wish.length; i++) {
        char c = char_is_blank(wish.data[i]) ? ' ' : wish.data[i];
        if (c != ' ' || (length > 0 && rule[length - 1] != ' ')) {
            rule[length++] = c;
        }
    }
    struct str tidy = str_trim((struct str){rule, length});
    return str_ends(tidy, STR(";")) ? tidy : str_join(arena, tidy, STR(";"));
}

static bool read_plurals(struct locale *locale, struct str wish, struct arena *arena,
                         struct diags *diags) {
    struct diags complaints = {0};
    locale->plurals = wish.data ? tidy_rule(wish, arena) : locale_plurals(locale->tag);
    if (locale->plurals.length == 0) {
        diag(diags, &MSG_LOCALE_NO_PLURALS, COMMAND_LINE, locale->tag);
        return false;
    }
    bool is_good =
        plural_parse(locale->plurals, COMMAND_LINE, &locale->plural_count, arena, &complaints);
    if (!is_good) {
        diag(diags, &MSG_LOCALE_BAD_PLURALS, COMMAND_LINE, complaints.list.items[0]->text);
    }
    diags_release(&complaints);
    return is_good;
}

/* Events of one portal are dated by one calendar, whatever else readers use; digits are part of how
   a language is written. */
static void choose_pins(struct locale *locale, const struct language_facts *facts) {
    locale->is_known = facts->is_known;
    locale->digits = facts->digits.length > 0 ? facts->digits : STR("latn");
    locale->calendar = STR("gregory");
    locale->is_direction_pinned = facts->direction.length == 0;
    locale->direction =
        locale->is_direction_pinned ? text_direction(locale->name) : facts->direction;
    if (locale->direction.length == 0) {
        locale->direction = STR("ltr");
    }
    if (!str_equal(facts->native_digits, locale->digits)) {
        locale->usual_digits = facts->native_digits;
    }
    if (!str_equal(facts->calendar, locale->calendar)) {
        locale->usual_calendar = facts->calendar;
    }
}

static const struct language *find_parent(const struct site *site, struct str tag) {
    const struct language *parent = NULL;
    for (size_t hyphen; !parent && (hyphen = str_find_last_char(tag, '-')) != STR_NONE;) {
        tag = str_slice(tag, 0, hyphen);
        parent = site_language(site, tag);
    }
    return parent;
}

/* Whatever is in such a folder is somebody's work; one with nothing in it is nobody's. */
static bool is_free(const struct site *site, struct str folder, struct arena *arena) {
    struct file_stat stat;
    struct file_listing listing = {0};
    if (file_stat_at(site->sources->folder, folder, &stat) == FILE_MISSING) {
        return true;
    }
    return folder_list(site->sources->folder, folder, arena, &listing) == FILE_OK &&
           listing.entries.count == 0;
}

/* ---- The files --------------------------------------------------------------------------------
 */

static void add_catalog(struct strbuf *out, struct locale *locale, const struct site *site,
                        struct arena *arena) {
    struct interface_messages messages = {0};
    interface_messages_collect(&messages, site, arena);
    if (!locale->is_known) {
        interface_messages_add_names(&messages, site, arena);
    }
    po_add_header(out, &(struct po_header){.project = site->title,
                                           .lang = locale->tag,
                                           .plurals = locale->plurals});
    for (size_t i = 0; i < messages.entries.count; i++) {
        po_add_entry(out, &messages.entries.items[i], locale->plural_count);
    }
    locale->message_count = messages.entries.count;
}

static void add_pin(struct strbuf *out, const char *key, struct str value, struct str other) {
    strbuf_add_format(out, "%s: %.*s", key, STR_ARG(value));
    if (other.length > 0) {
        strbuf_add_format(out, " # or %.*s", STR_ARG(other));
    }
    strbuf_add_char(out, '\n');
}

static void add_pins(struct strbuf *out, const struct locale *locale) {
    strbuf_add_c(out, "# See isogloss-locale(7), which has more of these.\nname: \"");
    for (size_t i = 0; i < locale->name.length; i++) {
        if (locale->name.data[i] == '"' || locale->name.data[i] == '\\') {
            strbuf_add_char(out, '\\');
        }
        strbuf_add_char(out, locale->name.data[i]);
    }
    strbuf_add_c(out, "\"\n");
    if (locale->is_direction_pinned) {
        add_pin(out, "direction", locale->direction, (struct str){0});
    }
    add_pin(out, "digits", locale->digits, locale->usual_digits);
    add_pin(out, "calendar", locale->calendar, locale->usual_calendar);
}

/* In a folder beside, whose name the sources ignore, and then by one rename: no build finds half a
   language. */
static enum file_result write_folder(int site_folder, const struct locale *locale,
                                     struct str catalog, struct str pins, struct arena *arena) {
    struct str draft = str_join(arena, STR("locales/."), locale->tag, STR(".new"));
    folder_remove_tree(site_folder, draft); /* of a run that was cut off */
    enum file_result result = folder_make(site_folder, draft);
    if (result == FILE_OK) {
        result = file_replace(site_folder, path_join(arena, draft, STR("portal.po")), catalog);
    }
    if (result == FILE_OK) {
        result = file_replace(site_folder, path_join(arena, draft, STR("locale.yaml")), pins);
    }
    if (result == FILE_OK) {
        result = file_rename(site_folder, draft, site_folder, locale->folder);
    }
    if (result != FILE_OK) {
        int kept = errno;
        folder_remove_tree(site_folder, draft);
        errno = kept;
    }
    return result;
}

/* ---- All of it --------------------------------------------------------------------------------
 */

static bool make_folder(struct locale *locale, const struct site *site, struct arena *arena,
                        struct diags *diags) {
    struct strbuf catalog = {0}, pins = {0};
    add_catalog(&catalog, locale, site, arena);
    add_pins(&pins, locale);
    enum file_result result = write_folder(site->sources->folder, locale, strbuf_view(&catalog),
                                           strbuf_view(&pins), arena);
    if (result != FILE_OK) {
        diag(diags, &MSG_LOCALE_WRITE, place_file(locale->folder), file_result_text(result));
    }
    strbuf_release(&catalog);
    strbuf_release(&pins);
    return result == FILE_OK;
}

bool locale_add(struct locale *locale, const struct site *site, const struct locale_wishes *wishes,
                struct arena *arena, struct diags *diags) {
    *locale = (struct locale){0};
    if (!read_tag(locale, wishes->tag, arena, diags)) {
        return false;
    }
    if (!sources_find(site->sources, STR("content/site.yaml"))) {
        diag(diags, &MSG_LOCALE_NO_SITE, COMMAND_LINE);
        return false;
    }
    if (!is_free(site, locale->folder, arena)) {
        diag(diags, &MSG_LOCALE_EXISTS, place_file(locale->folder));
        return false;
    }
    struct language_facts facts = language_facts(locale->tag, arena);
    bool has_name = read_name(locale, wishes->name, facts.autonym, diags);
    bool has_plurals = read_plurals(locale, wishes->plurals, arena, diags);
    if (!has_name || !has_plurals) {
        return false;
    }
    choose_pins(locale, &facts);
    locale->parent = find_parent(site, locale->tag);
    return make_folder(locale, site, arena, diags);
}
