/*
 * request.h - what a request asks for, and whether it may.
 *
 * Reads    the target and the Host of a HTTP request as they came: any bytes.
 * Makes    a path that can be opened below OUT, or a reason why not. Nothing here touches a disk.
 */
#ifndef ISOGLOSS_PREVIEW_REQUEST_H
#define ISOGLOSS_PREVIEW_REQUEST_H

#include "base/str.h"

enum request_kind {
    REQUEST_FILE,
    REQUEST_MALFORMED, /* 400: no address of any portal */
    REQUEST_HIDDEN     /* 404: a name with a dot in front, or longer than a page may have */
};

/* Reads the target, without its query: percent signs are decoded once, then what came out must be a
   clean path. An address that ends in a slash means the index.html there. `path` is on `arena`. */
enum request_kind request_read(struct str target, struct arena *arena, struct str *path);

/* Does the Host name this machine? Else a page of another site, whose name was made to lead here,
   would read the portal (DNS rebinding). */
bool request_host_is_local(struct str host);

/* The Content-Type of a file, by its name. */
const char *request_content_type(struct str path);

#endif
