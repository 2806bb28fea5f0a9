/*
 * main.c - options -> one command -> report -> exit status.
 *
 * From here the stages are read in this order: sources/sources.h, site/site.h, editions/editions.h,
 * pages/pages.h, publish/publish.h.
 */
#include "base/file.h"
#include "base/heap.h"
#include "base/wording.h"
#include "commands/commands.h"

#include <signal.h>

/* A pipe that closes and a file that may not grow are errors of write(), with a message, and not
   the end of the program in the middle of something. */
static void ignore_signals_of_writing(void) {
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

int main(int argc, char **argv) {
    struct run run = {0};
    int status;

    heap_settle();
    descriptors_reserve_standard();
    umask_settle();
    ignore_signals_of_writing();
    wording_open("isogloss");
    if (run_begin(&run, argc, argv)) {
        run.command->execute(&run);
    }
    status = run_report(&run);
    run_release(&run);
    return status;
}
