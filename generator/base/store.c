#include "base/store.h"

#include "base/path.h"

#include <link.h>
#include <sys/stat.h>

static const struct str magic = STR_INIT("isogloss-memory\n");

struct head {
    char magic[16];
    struct digest key, digest;
};

#define LIMIT_BYTES ((size_t)1 << 32)

bool store_read(int site_folder, struct str name, struct digest key, struct arena *arena,
                struct str *payload) {
    struct str path = path_join(arena, STORE_FOLDER, name);
    struct head head;
    struct str text;

    if (file_read(site_folder, path, LIMIT_BYTES, arena, &text) != FILE_OK ||
        text.length < sizeof head) {
        return false;
    }
    memcpy(&head, text.data, sizeof head);
    *payload = str_from_byte(text, sizeof head);
    return memcmp(head.magic, magic.data, sizeof head.magic) == 0 && digest_equal(head.key, key) &&
           digest_equal(head.digest, digest_of(*payload));
}

void store_begin(struct strbuf *file) {
    strbuf_clear(file);
    memset(strbuf_reserve(file, sizeof(struct head)), 0, sizeof(struct head));
    file->length = sizeof(struct head);
}

enum file_result store_write(int site_folder, struct str name, struct digest key,
                             struct strbuf *file) {
    struct str payload = str_from_byte(strbuf_view(file), sizeof(struct head));
    struct head head = {.key = key, .digest = digest_of(payload)};
    struct arena scratch = {0};
    struct str path = path_join(&scratch, STORE_FOLDER, name);
    enum file_result result = folder_make(site_folder, STORE_FOLDER);

    memcpy(head.magic, magic.data, sizeof head.magic);
    memcpy(file->data, &head, sizeof head);
    if (result == FILE_OK) {
        result = file_replace_unsynced(site_folder, path, strbuf_view(file));
    }
    arena_release(&scratch);
    return result;
}

/* ---- Which program -----------------------------------------------------------------------------
 */

static int add_object(struct dl_phdr_info *object, size_t size, void *context) {
    struct digester *digester = context;
    const char *path = object->dlpi_name[0] ? object->dlpi_name : "/proc/self/exe";
    struct stat stat_now;

    (void)size;
    /* What has no file, such as the vDSO, comes from the kernel and does nothing here. */
    if (stat(path, &stat_now) == 0) {
        digester_add(digester, str_from(path));
        digester_add_u64(digester, (uint64_t)stat_now.st_size);
        digester_add_u64(digester, (uint64_t)stat_now.st_ino);
        digester_add_u64(digester, (uint64_t)stat_now.st_mtim.tv_sec);
        digester_add_u64(digester, (uint64_t)stat_now.st_mtim.tv_nsec);
    }
    return 0;
}

static struct digest program;

/* Before main(): later, iconv loads a module for each charset that it meets, so that a run would
   end as another program than it began. */
__attribute__((constructor)) static void look_at_program(void) {
    struct digester digester = {0};

    dl_iterate_phdr(add_object, &digester);
    program = digester_end(&digester);
}

struct digest program_digest(void) {
    return program;
}
