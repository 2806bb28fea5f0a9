/*
 * What a run has to say: standard output carries results, standard error diagnostics. Nothing else
 * in the program writes to either, but for the line of progress.
 */
#include "base/file.h"
#include "base/wording.h"
#include "commands/commands.h"
#include "commands/messages.h"

/* Stages may note what is no problem; it is for those who asked. */
static void drop_notes(struct diags *diags) {
    size_t kept = 0;

    for (size_t i = 0; i < diags->list.count; i++) {
        if (diags->list.items[i]->message->severity != SEVERITY_NOTE) {
            diags->list.items[kept++] = diags->list.items[i];
        }
    }
    diags->list.count = kept;
    diags->count_by_severity[SEVERITY_NOTE] = 0;
}

/* After a long list the most important thing is out of sight. */
static void add_closing_line(const struct run *run, struct strbuf *text) {
    bool is_build = run->command == &command_build || run->command == &command_serve;

    if (is_build && run->format == DIAG_TEXT && diags_exit_status(&run->diags) == 1) {
        wording_add_counted(
            text, P_("{1} error; nothing was published\n", "{1} errors; nothing was published\n"),
            run->diags.count_by_severity[SEVERITY_ERROR]);
    }
}

static bool write_output(struct run *run) {
    struct diags late = {0};
    struct strbuf text = {0};
    bool is_written = descriptor_write(STDOUT_FILENO, strbuf_view(&run->output));

    if (!is_written) {
        diag(&late, &MSG_OUTPUT, (struct place){0}, file_result_text(FILE_FAILED));
        diags_print(&late, run->format, &text);
        descriptor_write(STDERR_FILENO, strbuf_view(&text)); /* or nobody listens at all */
    }
    strbuf_release(&text);
    diags_release(&late);
    return is_written;
}

int run_report(struct run *run) {
    struct strbuf text = {0};
    int status;
    bool is_written = true;

    if (!run->is_verbose) {
        drop_notes(&run->diags);
    }
    diags_print(&run->diags, run->format, &text);
    add_closing_line(run, &text);
    status = diags_exit_status(&run->diags);
    if (run->diags_to == DIAGS_TO_STDOUT) {
        strbuf_add(&run->output, strbuf_view(&text));
    } else {
        is_written = descriptor_write(STDERR_FILENO, strbuf_view(&text));
    }
    is_written = write_output(run) && is_written;
    strbuf_clear(&run->output);
    diags_release(&run->diags);
    strbuf_release(&text);
    return is_written ? status : 3;
}
