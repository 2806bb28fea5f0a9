#include "sources/media.h"

#include "base/path.h"
#include "sources/messages.h"
#include "sources/style_sheet.h"
#include "sources/svg.h"

enum format {
    FORMAT_PNG,
    FORMAT_JPEG,
    FORMAT_WEBP,
    FORMAT_GIF,
    FORMAT_ICO,
    FORMAT_WOFF,
    FORMAT_WOFF2,
    FORMAT_SVG,
    FORMAT_CSS,
    FORMAT_TEXT
};

enum use { USE_IMAGE, USE_ASSET };

static const struct {
    struct str extension;
    enum format format;
    enum use use; /* USE_IMAGE: in content/media/ too */
} formats[] = {
    {STR_INIT(".png"), FORMAT_PNG, USE_IMAGE},
    {STR_INIT(".jpg"), FORMAT_JPEG, USE_IMAGE},
    {STR_INIT(".jpeg"), FORMAT_JPEG, USE_IMAGE},
    {STR_INIT(".webp"), FORMAT_WEBP, USE_IMAGE},
    {STR_INIT(".gif"), FORMAT_GIF, USE_IMAGE},
    {STR_INIT(".ico"), FORMAT_ICO, USE_ASSET},
    {STR_INIT(".woff"), FORMAT_WOFF, USE_ASSET},
    {STR_INIT(".woff2"), FORMAT_WOFF2, USE_ASSET},
    {STR_INIT(".svg"), FORMAT_SVG, USE_ASSET},
    {STR_INIT(".css"), FORMAT_CSS, USE_ASSET},
    {STR_INIT(".js"), FORMAT_TEXT, USE_ASSET},
    {STR_INIT(".json"), FORMAT_TEXT, USE_ASSET},
    {STR_INIT(".webmanifest"), FORMAT_TEXT, USE_ASSET},
    {STR_INIT(".txt"), FORMAT_TEXT, USE_ASSET},
};

/* What the bytes say. */
enum verdict { VERDICT_GOOD, VERDICT_OTHER_FORMAT, VERDICT_CUT_OFF };

struct size {
    uint32_t width, height;
};

bool media_extension_is_image(struct str extension) {
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (formats[i].use == USE_IMAGE && str_equal(formats[i].extension, extension)) {
            return true;
        }
    }
    return false;
}

bool media_extension_is_asset(struct str extension) {
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (str_equal(formats[i].extension, extension)) {
            return true;
        }
    }
    return false;
}

/* ---- Numbers in bytes; beyond the end they are 0 -----------------------------------------------
 */

static uint32_t byte_at(struct str bytes, size_t at) {
    return at < bytes.length ? (unsigned char)bytes.data[at] : 0;
}

static uint32_t big16(struct str bytes, size_t at) {
    return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}

static uint32_t big32(struct str bytes, size_t at) {
    return big16(bytes, at) << 16 | big16(bytes, at + 2);
}

static uint32_t little16(struct str bytes, size_t at) {
    return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8;
}

static uint32_t little24(struct str bytes, size_t at) {
    return little16(bytes, at) | byte_at(bytes, at + 2) << 16;
}

static uint32_t little32(struct str bytes, size_t at) {
    return little16(bytes, at) | little16(bytes, at + 2) << 16;
}

static bool has_at(struct str bytes, size_t at, struct str wanted) {
    return str_equal(str_slice(bytes, at, at + wanted.length), wanted);
}

static enum verdict good_if_sized(struct size size) {
    return size.width > 0 && size.height > 0 ? VERDICT_GOOD : VERDICT_CUT_OFF;
}

/* ---- Formats -----------------------------------------------------------------------------------
 */

/* Chunks of length, name, data and checksum; the first is IHDR, the last IEND. */
static enum verdict check_png(struct str bytes, struct size *size) {
    if (!str_starts(bytes, STR("\x89PNG\r\n\x1A\n"))) {
        return VERDICT_OTHER_FORMAT;
    }
    if (!has_at(bytes, 12, STR("IHDR"))) {
        return VERDICT_CUT_OFF;
    }
    *size = (struct size){big32(bytes, 16), big32(bytes, 20)};
    size_t at = 8;
    while (bytes.length - at >= 12) {
        size_t length = big32(bytes, at);
        if (length > bytes.length - at - 12) {
            return VERDICT_CUT_OFF;
        }
        if (has_at(bytes, at + 4, STR("IEND"))) {
            return good_if_sized(*size);
        }
        at += length + 12;
    }
    return VERDICT_CUT_OFF;
}

/* Start of frame: C0 to CF, but not the tables (C4, C8, CC) that stand among them. */
static bool is_frame_start(uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* Segments up to the scan (DA), then compressed data until the end marker FF D9. */
static enum verdict check_jpeg(struct str bytes, struct size *size) {
    if (!str_starts(bytes, STR("\xFF\xD8\xFF"))) {
        return VERDICT_OTHER_FORMAT;
    }
    size_t at = 2;
    while (at + 4 <= bytes.length && byte_at(bytes, at) == 0xFF) {
        uint32_t marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) {
            at++;
            continue;
        }
        if (is_frame_start(marker)) {
            *size = (struct size){big16(bytes, at + 7), big16(bytes, at + 5)};
        }
        if (marker == 0xDA) {
            bool has_end = str_find(bytes, STR("\xFF\xD9"), at) != STR_NONE;
            return has_end ? good_if_sized(*size) : VERDICT_CUT_OFF;
        }
        at += 2 + big16(bytes, at + 2);
    }
    return VERDICT_CUT_OFF;
}

static enum verdict check_webp(struct str bytes, struct size *size) {
    if (!str_starts(bytes, STR("RIFF")) || !has_at(bytes, 8, STR("WEBP"))) {
        return VERDICT_OTHER_FORMAT;
    }
    if (little32(bytes, 4) > bytes.length - 8) {
        return VERDICT_CUT_OFF;
    }
    if (has_at(bytes, 12, STR("VP8X"))) {
        *size = (struct size){little24(bytes, 24) + 1, little24(bytes, 27) + 1};
    } else if (has_at(bytes, 12, STR("VP8L"))) {
        uint32_t packed = little32(bytes, 21);
        *size = (struct size){(packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1};
    } else if (has_at(bytes, 12, STR("VP8 "))) {
        *size = (struct size){little16(bytes, 26) & 0x3FFF, little16(bytes, 28) & 0x3FFF};
    }
    return good_if_sized(*size);
}

/* The last byte of a GIF is ";"; some programs pad with zeros. */
static enum verdict check_gif(struct str bytes, struct size *size) {
    if (!str_starts(bytes, STR("GIF87a")) && !str_starts(bytes, STR("GIF89a"))) {
        return VERDICT_OTHER_FORMAT;
    }
    *size = (struct size){little16(bytes, 6), little16(bytes, 8)};
    while (bytes.length > 0 && bytes.data[bytes.length - 1] == '\0') {
        bytes.length--;
    }
    return bytes.length >= 14 && byte_at(bytes, bytes.length - 1) == ';' ? good_if_sized(*size)
                                                                         : VERDICT_CUT_OFF;
}

static enum verdict check_font(struct str bytes, struct str mark) {
    if (!str_starts(bytes, mark)) {
        return VERDICT_OTHER_FORMAT;
    }
    return big32(bytes, 8) == bytes.length ? VERDICT_GOOD : VERDICT_CUT_OFF;
}

static enum verdict check_ico(struct str bytes) {
    if (!has_at(bytes, 0, STR("\0\0\1\0"))) {
        return VERDICT_OTHER_FORMAT;
    }
    return bytes.length >= 6 + 16 * (size_t)little16(bytes, 4) ? VERDICT_GOOD : VERDICT_CUT_OFF;
}

static enum verdict check_bytes(enum format format, struct str bytes, struct size *size) {
    switch (format) {
    case FORMAT_PNG:
        return check_png(bytes, size);
    case FORMAT_JPEG:
        return check_jpeg(bytes, size);
    case FORMAT_WEBP:
        return check_webp(bytes, size);
    case FORMAT_GIF:
        return check_gif(bytes, size);
    case FORMAT_ICO:
        return check_ico(bytes);
    case FORMAT_WOFF:
        return check_font(bytes, STR("wOFF"));
    case FORMAT_WOFF2:
        return check_font(bytes, STR("wOF2"));
    case FORMAT_SVG:
    case FORMAT_CSS:
    case FORMAT_TEXT:
        break;
    }
    return VERDICT_GOOD;
}

/* ---- All ---------------------------------------------------------------------------------------
 */

static void check_text(const struct sources *sources, const struct source *source,
                       enum format format, struct str bytes, struct arena *scratch,
                       struct diags *diags) {
    struct str text = source_decode(bytes, (struct str){0}, source->path, scratch, diags);
    if (text.data != NULL && format == FORMAT_SVG) {
        svg_check(text, source->path, scratch, diags);
    } else if (text.data != NULL && format == FORMAT_CSS) {
        style_sheet_check(sources, text, source->path, scratch, diags);
    }
}

void media_check(const struct sources *sources, struct source *source, struct str bytes,
                 struct arena *scratch, struct diags *diags) {
    struct str extension = path_extension(source->path);
    struct place place = {.path = source->path};
    struct size size = {0};
    size_t i = 0;
    while (i < sizeof formats / sizeof formats[0] && !str_equal(formats[i].extension, extension)) {
        i++;
    }
    if (i == sizeof formats / sizeof formats[0]) {
        return;
    }
    if (bytes.length == 0) {
        diag(diags, &MSG_MEDIA_EMPTY, place);
        return;
    }
    enum verdict verdict = check_bytes(formats[i].format, bytes, &size);
    if (verdict != VERDICT_GOOD) {
        diag(diags, verdict == VERDICT_CUT_OFF ? &MSG_MEDIA_CUT_OFF : &MSG_MEDIA_FORMAT, place,
             str_from_byte(extension, 1));
        return;
    }
    source->width = size.width;
    source->height = size.height;
    if (formats[i].format >= FORMAT_SVG) {
        check_text(sources, source, formats[i].format, bytes, scratch, diags);
    }
}
