/*
 * isogloss version: of the program, and with -v of every library that was loaded.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "commands/commands.h"

#include <limits.h>
#include <link.h>

/* What was loaded in truth, by the file's full name (libcmark.so.0.30.2): a report of a fault needs
   this rather than what the program was built with. */
static int add_library(struct dl_phdr_info *library, size_t size_bytes, void *context) {
    struct strbuf *out = context;
    char real[PATH_MAX];

    (void)size_bytes;
    /* The program itself has no name, and the kernel's own page no file. */
    if (library->dlpi_name && *library->dlpi_name && realpath(library->dlpi_name, real)) {
        strbuf_add_c(out, "  ");
        strbuf_add_visible(out, path_name(str_from(real)));
        strbuf_add_char(out, '\n');
    }
    return 0;
}

static void execute(struct run *run) {
    strbuf_add_c(&run->output, "isogloss " ISOGLOSS_VERSION "\n");
    if (run->is_verbose) {
        dl_iterate_phdr(add_library, &run->output);
    }
}

const struct command command_version = {
    .name = "version",
    .arguments = "",
    .summary = N_("show the version; with -v those of the libraries"),
    .description = N_("Shows the version of isogloss. With -v also the files of the libraries it\n"
                      "runs with, whose names tell their versions.\n"),
    .execute = execute,
};
