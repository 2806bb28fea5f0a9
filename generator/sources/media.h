/*
 * media.h - is a file what its name says? Images, fonts, drawings and style sheets.
 *
 * Reports  bytes that contradict the extension, files that are empty or cut off, SVG that could run
 *          code, style sheets that would fetch from other hosts or from nowhere.
 */
#ifndef ISOGLOSS_SOURCES_MEDIA_H
#define ISOGLOSS_SOURCES_MEDIA_H

#include "base/diag.h"
#include "sources/sources.h"

#define MEDIA_MAX_FILE_BYTES (64 * 1024 * 1024)

/* Whether content/media/ may hold files with this extension (".png", lower case). */
bool media_extension_is_image(struct str extension);
/* Whether a theme's assets/ may. */
bool media_extension_is_asset(struct str extension);

/* Checks the bytes of a SOURCE_MEDIA or SOURCE_ASSET and fills in the width and height of an image.
   The paths in `sources` must be complete: a style sheet is asked whether what it names is there.
 */
void media_check(const struct sources *sources, struct source *source, struct str bytes,
                 struct arena *scratch, struct diags *diags);

#endif
