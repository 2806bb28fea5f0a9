#include "translate/written.h"

#include "base/file.h"
#include "base/path.h"
#include "translate/messages.h"

#define MAX_FILE_BYTES (64 * 1024 * 1024)

struct written_file *written_put(struct written *written, const struct site *site, struct str path,
                                 struct str text, struct diags *diags) {
    struct strbuf before = {0};
    int folder = site->sources->folder;
    enum file_result found = file_read_into(folder, path, MAX_FILE_BYTES, &before);
    bool is_same = found == FILE_OK && str_equal(strbuf_view(&before), text);
    enum file_result result = is_same ? FILE_OK : folder_make(folder, path_folder(path));
    strbuf_release(&before);
    if (result == FILE_OK && !is_same) {
        result = file_replace(folder, path, text);
    }
    if (result != FILE_OK) {
        diag(diags, &MSG_TRANSLATE_WRITE, place_file(path), file_result_text(result));
        return NULL;
    }
    struct written_file *file = LIST_ADD(&written->files, written->arena);
    file->path = path;
    file->what = is_same ? FILE_KEPT : found == FILE_OK ? FILE_UPDATED : FILE_MADE;
    return file;
}

bool written_remove(struct written *written, const struct site *site, struct str path,
                    struct diags *diags) {
    enum file_result result = file_remove(site->sources->folder, path);
    if (result == FILE_MISSING) {
        return true;
    }
    if (result != FILE_OK) {
        diag(diags, &MSG_TRANSLATE_WRITE, place_file(path), file_result_text(result));
        return false;
    }
    *LIST_ADD(&written->files, written->arena) =
        (struct written_file){.path = path, .what = FILE_REMOVED};
    return true;
}
