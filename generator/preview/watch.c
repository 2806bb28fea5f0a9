#include "preview/watch.h"

#include "base/file.h"
#include "base/path.h"
#include "preview/messages.h"

#include <errno.h>
#include <sys/inotify.h>

#define EVENTS                                                                                     \
    (IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB |            \
     IN_DELETE_SELF | IN_MOVE_SELF)
#define EVENTS_BYTES 16384

static const struct str watched_names[] = {STR_INIT("content"), STR_INIT("locales"),
                                           STR_INIT("themes")};
#define WATCHED_COUNT (sizeof watched_names / sizeof watched_names[0])

/* ---- What is watched ----------------------------------------------------------------------- */

/* A folder that has gone meanwhile, or is a link, is none of ours. */
static bool add_folder(struct watch *watch, struct str path, int *number) {
    struct arena scratch = {0};
    struct str full = path_join(&scratch, str_from(watch->site_folder), path);
    int added = inotify_add_watch(watch->descriptor, full.data,
                                  EVENTS | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK);

    arena_release(&scratch);
    *number = added;
    return added >= 0 || errno == ENOENT || errno == ENOTDIR || errno == EACCES;
}

struct folders {
    LIST(struct str) list; /* to be watched yet, from the site folder */
    struct arena arena;
};

static void find_folders(int site, struct str path, struct folders *folders) {
    struct arena scratch = {0};
    struct file_listing listing;

    /* What cannot be listed is the business of the build, which says so. */
    (void)folder_list(site, path, &scratch, &listing);
    for (size_t i = 0; i < listing.entries.count; i++) {
        if (listing.entries.items[i].kind == FILE_KIND_FOLDER) {
            *LIST_ADD(&folders->list, &folders->arena) =
                path_join(&folders->arena, path, listing.entries.items[i].name);
        }
    }
    arena_release(&scratch);
}

/* Watched before it is listed, so that a folder made in between is noticed or found. */
static bool add_all(struct watch *watch, int site) {
    struct folders folders = {0};
    bool is_added = true;
    int number;

    for (size_t i = 0; i < WATCHED_COUNT; i++) {
        *LIST_ADD(&folders.list, &folders.arena) = watched_names[i];
    }
    for (size_t i = 0; i < folders.list.count && is_added; i++) {
        struct str path = folders.list.items[i];

        is_added = add_folder(watch, path, &number);
        if (is_added && number >= 0) {
            find_folders(site, path, &folders);
        }
    }
    arena_release(&folders.arena);
    return is_added;
}

/* Without a site there is nothing to watch, and the build says so. */
static bool start(struct watch *watch) {
    int site = folder_open(watch->site_folder);
    bool is_started;

    watch->descriptor = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    is_started = watch->descriptor >= 0;
    if (is_started && site >= 0) {
        /* The site folder may be a link the user named, hence its own call. */
        watch->site = inotify_add_watch(watch->descriptor, watch->site_folder, EVENTS | IN_ONLYDIR);
        is_started = watch->site >= 0 && add_all(watch, site);
    }
    int kept = errno;
    folder_close(site);
    errno = kept;
    return is_started;
}

bool watch_open(struct watch *watch, const char *site_folder, struct diags *diags) {
    *watch = (struct watch){.site_folder = site_folder, .site = -1};
    if (!start(watch)) {
        diag(diags, &MSG_WATCH, place_file(str_from(site_folder)), file_result_text(FILE_FAILED));
        watch_close(watch);
        return false;
    }
    return true;
}

void watch_close(struct watch *watch) {
    folder_close(watch->descriptor);
    watch->descriptor = -1;
}

/* From nothing, for a folder that was moved away would be watched for ever. */
void watch_renew(struct watch *watch, struct diags *diags) {
    struct watch old = *watch;

    if (!watch->is_outdated) {
        return;
    }
    if (watch_open(watch, old.site_folder, diags)) {
        watch_close(&old);
    } else {
        *watch = old; /* better than nothing; the next event tries again */
    }
}

/* ---- Events -------------------------------------------------------------------------------- */

static bool is_watched_name(struct str name) {
    for (size_t i = 0; i < WATCHED_COUNT; i++) {
        if (str_equal(name, watched_names[i])) {
            return true;
        }
    }
    return false;
}

/* What editors keep beside a file while it is open; a build passes over these too. */
static bool is_passed_over(struct str name) {
    return str_starts(name, STR(".")) || str_ends(name, STR("~"));
}

static bool take_event(struct watch *watch, const struct inotify_event *event) {
    struct str name = event->len ? str_from(event->name) : (struct str){0};

    if (event->mask & (IN_Q_OVERFLOW | IN_IGNORED)) {
        watch->is_outdated = true;
        return (event->mask & IN_Q_OVERFLOW) != 0;
    }
    if (event->wd == watch->site ? !is_watched_name(name) : is_passed_over(name)) {
        return false;
    }
    if (event->mask & (IN_ISDIR | IN_DELETE_SELF | IN_MOVE_SELF)) {
        watch->is_outdated = true;
    }
    return true;
}

bool watch_take(struct watch *watch) {
    _Alignas(struct inotify_event) char room[EVENTS_BYTES];
    bool is_relevant = false;
    ssize_t got;

    while ((got = read(watch->descriptor, room, sizeof room)) > 0) {
        for (ssize_t at = 0; at < got;) {
            const struct inotify_event *event = (const void *)(room + at);

            is_relevant = take_event(watch, event) || is_relevant;
            at += (ssize_t)(sizeof *event + event->len);
        }
    }
    return is_relevant;
}
