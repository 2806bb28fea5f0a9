#include "translate/script.h"

struct range {
    uint32_t first, last;
    enum script script;
};

/* In order. What is in none of them is no letter. */
static const struct range ranges[] = {
    {'A', 'Z', SCRIPT_LATIN},          {'a', 'z', SCRIPT_LATIN},
    {0xAA, 0xAA, SCRIPT_LATIN},        {0xBA, 0xBA, SCRIPT_LATIN},
    {0xC0, 0xD6, SCRIPT_LATIN},        {0xD8, 0xF6, SCRIPT_LATIN},
    {0xF8, 0x24F, SCRIPT_LATIN},       {0x250, 0x2AF, SCRIPT_LATIN},
    {0x370, 0x3FF, SCRIPT_GREEK},      {0x400, 0x52F, SCRIPT_CYRILLIC},
    {0x531, 0x587, SCRIPT_ARMENIAN},   {0x5D0, 0x5F2, SCRIPT_HEBREW},
    {0x620, 0x65F, SCRIPT_ARABIC},     {0x66E, 0x6D3, SCRIPT_ARABIC},
    {0x6D5, 0x6DC, SCRIPT_ARABIC},     {0x6EE, 0x6EF, SCRIPT_ARABIC},
    {0x6FA, 0x6FF, SCRIPT_ARABIC},     {0x750, 0x77F, SCRIPT_ARABIC},
    {0x780, 0x7B1, SCRIPT_THAANA},     {0x8A0, 0x8FF, SCRIPT_ARABIC},
    {0x900, 0x963, SCRIPT_INDIC},      {0x971, 0x9E5, SCRIPT_INDIC},
    {0x9F0, 0xA65, SCRIPT_INDIC},      {0xA70, 0xAE5, SCRIPT_INDIC},
    {0xAF0, 0xB65, SCRIPT_INDIC},      {0xB70, 0xBE5, SCRIPT_INDIC},
    {0xBF0, 0xC65, SCRIPT_INDIC},      {0xC70, 0xCE5, SCRIPT_INDIC},
    {0xCF0, 0xD65, SCRIPT_INDIC},      {0xD70, 0xDDF, SCRIPT_INDIC},
    {0xE01, 0xE3A, SCRIPT_THAI},       {0xE40, 0xE4E, SCRIPT_THAI},
    {0xE81, 0xECD, SCRIPT_LAO},        {0xEDC, 0xEDF, SCRIPT_LAO},
    {0xF40, 0xFBC, SCRIPT_TIBETAN},    {0x1000, 0x103F, SCRIPT_MYANMAR},
    {0x1050, 0x108F, SCRIPT_MYANMAR},  {0x10A0, 0x10FF, SCRIPT_GEORGIAN},
    {0x1100, 0x11FF, SCRIPT_HANGUL},   {0x1200, 0x139F, SCRIPT_ETHIOPIC},
    {0x13A0, 0x167F, SCRIPT_OTHER},    {0x1780, 0x17D3, SCRIPT_KHMER},
    {0x1820, 0x18AA, SCRIPT_OTHER},    {0x1C90, 0x1CBF, SCRIPT_GEORGIAN},
    {0x1D00, 0x1DBF, SCRIPT_LATIN},    {0x1E00, 0x1EFF, SCRIPT_LATIN},
    {0x1F00, 0x1FFF, SCRIPT_GREEK},    {0x2C60, 0x2C7F, SCRIPT_LATIN},
    {0x2D80, 0x2DDE, SCRIPT_ETHIOPIC}, {0x3005, 0x3007, SCRIPT_HAN},
    {0x3041, 0x30FF, SCRIPT_KANA},     {0x3131, 0x318E, SCRIPT_HANGUL},
    {0x3400, 0x4DBF, SCRIPT_HAN},      {0x4E00, 0x9FFF, SCRIPT_HAN},
    {0xA000, 0xA4CF, SCRIPT_OTHER},    {0xA640, 0xA69F, SCRIPT_CYRILLIC},
    {0xA720, 0xA7FF, SCRIPT_LATIN},    {0xAC00, 0xD7A3, SCRIPT_HANGUL},
    {0xF900, 0xFAFF, SCRIPT_HAN},      {0xFB50, 0xFDFF, SCRIPT_ARABIC},
    {0xFE70, 0xFEFC, SCRIPT_ARABIC},   {0x20000, 0x3FFFF, SCRIPT_HAN},
};
#define RANGE_COUNT (sizeof ranges / sizeof *ranges)

enum script script_of(uint32_t rune) {
    size_t low = 0, high = RANGE_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ranges[middle].last < rune) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < RANGE_COUNT && rune >= ranges[low].first ? ranges[low].script : SCRIPT_NONE;
}

/* ---- Languages --------------------------------------------------------------------------------
 */

struct usual {
    const char *subtag;    /* ISO 15924 */
    const char *languages; /* between blanks */
    enum script script;
};

static const struct usual usuals[] = {
    {"Latn",
     " af ay az bi bs ca cs cy da de en es et eu fi fj fo fr ga gl gn ha hr ht hu id ig is it kg "
     "kl lb ln lt lv mg mh mi ms mt na nb nd nl nn no nr ny om pap pl pt qu rm rn ro rw sg sk sl "
     "sm sn so sq ss st sv sw tet tk tl tn to tpi tr ts tvl uz vi wo xh yo zu ",
     SCRIPT_LATIN},
    {"Grek", " el ", SCRIPT_GREEK},
    {"Cyrl", " be bg kk ky mk mn ru sr tg tt uk ", SCRIPT_CYRILLIC},
    {"Armn", " hy ", SCRIPT_ARMENIAN},
    {"Hebr", " he yi ", SCRIPT_HEBREW},
    {"Arab", " ar ckb fa ps sd ug ur ", SCRIPT_ARABIC},
    {"Thaa", " dv ", SCRIPT_THAANA},
    {"Deva", " as bn gu hi kn ml mr ne or pa si ta te ", SCRIPT_INDIC},
    {"Thai", " th ", SCRIPT_THAI},
    {"Laoo", " lo ", SCRIPT_LAO},
    {"Tibt", " bo dz ", SCRIPT_TIBETAN},
    {"Mymr", " my ", SCRIPT_MYANMAR},
    {"Geor", " ka ", SCRIPT_GEORGIAN},
    {"Hang", " ko ", SCRIPT_HANGUL},
    {"Ethi", " am ti ", SCRIPT_ETHIOPIC},
    {"Khmr", " km ", SCRIPT_KHMER},
    {"Hani", " yue zh ", SCRIPT_HAN},
    {"Hans", " ", SCRIPT_HAN},
    {"Hant", " ", SCRIPT_HAN},
};

enum script script_of_language(struct str tag) {
    struct str rest = tag;
    struct str language = str_cut(&rest, '-'), subtag = str_cut(&rest, '-');
    struct arena scratch = {0};
    struct str wanted = str_join(&scratch, STR(" "), language, STR(" "));
    enum script script = SCRIPT_NONE;
    for (size_t i = 0; i < sizeof usuals / sizeof *usuals; i++) {
        if (str_equal(subtag, str_from(usuals[i].subtag))) {
            script = usuals[i].script;
            break;
        }
        if (subtag.length != 4 && str_find(str_from(usuals[i].languages), wanted, 0) != STR_NONE) {
            script = usuals[i].script;
        }
    }
    arena_release(&scratch);
    return script;
}

/* ---- Digits -----------------------------------------------------------------------------------
 */

/* The zeros of the numbering systems of Unicode, in order; nine more digits follow each. */
static const uint32_t zeros[] = {
    0x30,   0x660,  0x6F0,  0x7C0,  0x966,  0x9E6,  0xA66,  0xAE6,   0xB66,   0xBE6,
    0xC66,  0xCE6,  0xD66,  0xDE6,  0xE50,  0xED0,  0xF20,  0x1040,  0x1090,  0x17E0,
    0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,  0x1C50,  0xA620,
    0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x1E950,
};

int digit_value(uint32_t rune) {
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros && rune >= zeros[i]; i++) {
        if (rune < zeros[i] + 10) {
            return (int)(rune - zeros[i]);
        }
    }
    return -1;
}
