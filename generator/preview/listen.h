/*
 * listen.h - a port of this machine that nobody outside it can reach: 127.0.0.1, and ::1 if there
 * is one.
 */
#ifndef ISOGLOSS_PREVIEW_LISTEN_H
#define ISOGLOSS_PREVIEW_LISTEN_H

#include "base/diag.h"

#define LISTEN_ADDRESSES 2

struct listening {
    int sockets[LISTEN_ADDRESSES];
    size_t count;
    uint16_t port;
};

/* Takes the first free port from `first` to `last`; 0 means any. False after a diagnostic. */
bool listen_open(struct listening *listening, uint16_t first, uint16_t last, struct diags *diags);
/* Closes the sockets that no server has taken. */
void listen_close(struct listening *listening);

#endif
