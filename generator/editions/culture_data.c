#include "editions/culture_data.h"

/* Dashes between numbers have no spaces, between words they have. Arabic takes the dash too: a
   hyphen between European digits would turn "6-8" round in right-to-left text. */
static const struct date_forms forms[] = {
    {.tag = STR_INIT("ar"),
     .day = STR_INIT("d MMMM y"),
     .month = STR_INIT("LLLL y"),
     .year = STR_INIT("y"),
     .days_in_month = {STR_INIT("d"), STR_INIT("–"), STR_INIT("d MMMM y")},
     .days_in_year = {STR_INIT("d MMMM"), STR_INIT(" – "), STR_INIT("d MMMM y")},
     .days = {STR_INIT("d MMMM y"), STR_INIT(" – "), STR_INIT("d MMMM y")},
     .months_in_year = {STR_INIT("LLLL"), STR_INIT(" – "), STR_INIT("LLLL y")},
     .months = {STR_INIT("LLLL y"), STR_INIT(" – "), STR_INIT("LLLL y")},
     .years = {STR_INIT("y"), STR_INIT("–"), STR_INIT("y")}},
    {.tag = STR_INIT("zh"),
     .day = STR_INIT("y年M月d日"),
     .month = STR_INIT("y年M月"),
     .year = STR_INIT("y年"),
     .days_in_month = {STR_INIT("y年M月d日"), STR_INIT("至"), STR_INIT("d日")},
     .days_in_year = {STR_INIT("y年M月d日"), STR_INIT("至"), STR_INIT("M月d日")},
     .days = {STR_INIT("y年M月d日"), STR_INIT("至"), STR_INIT("y年M月d日")},
     .months_in_year = {STR_INIT("y年M月"), STR_INIT("至"), STR_INIT("M月")},
     .months = {STR_INIT("y年M月"), STR_INIT("至"), STR_INIT("y年M月")},
     .years = {STR_INIT("y年"), STR_INIT("至"), STR_INIT("y年")}},
    {.tag = STR_INIT("en"),
     .scope = FORMS_FOR_TAG,
     .day = STR_INIT("d MMMM y"),
     .month = STR_INIT("LLLL y"),
     .year = STR_INIT("y"),
     .days_in_month = {STR_INIT("d"), STR_INIT("–"), STR_INIT("d MMMM y")},
     .days_in_year = {STR_INIT("d MMMM"), STR_INIT(" – "), STR_INIT("d MMMM y")},
     .days = {STR_INIT("d MMMM y"), STR_INIT(" – "), STR_INIT("d MMMM y")},
     .months_in_year = {STR_INIT("LLLL"), STR_INIT("–"), STR_INIT("LLLL y")},
     .months = {STR_INIT("LLLL y"), STR_INIT(" – "), STR_INIT("LLLL y")},
     .years = {STR_INIT("y"), STR_INIT("–"), STR_INIT("y")}},
    {.tag = STR_INIT("fr"),
     .day = STR_INIT("d MMMM y"),
     .month = STR_INIT("LLLL y"),
     .year = STR_INIT("y"),
     .first_of_month = STR_INIT("1er"),
     .days_in_month = {STR_INIT("d"), STR_INIT("–"), STR_INIT("d MMMM y")},
     .days_in_year = {STR_INIT("d MMMM"), STR_INIT(" – "), STR_INIT("d MMMM y")},
     .days = {STR_INIT("d MMMM y"), STR_INIT(" – "), STR_INIT("d MMMM y")},
     .months_in_year = {STR_INIT("LLLL"), STR_INIT("–"), STR_INIT("LLLL y")},
     .months = {STR_INIT("LLLL y"), STR_INIT(" – "), STR_INIT("LLLL y")},
     .years = {STR_INIT("y"), STR_INIT("–"), STR_INIT("y")}},
    {.tag = STR_INIT("ru"),
     .day = STR_INIT("d MMMM y 'года'"),
     .month = STR_INIT("LLLL y 'года'"),
     .year = STR_INIT("y 'год'"),
     .days_in_month = {STR_INIT("d"), STR_INIT("–"), STR_INIT("d MMMM y 'года'")},
     .days_in_year = {STR_INIT("d MMMM"), STR_INIT(" – "), STR_INIT("d MMMM y 'года'")},
     .days = {STR_INIT("d MMMM y 'года'"), STR_INIT(" – "), STR_INIT("d MMMM y 'года'")},
     .months_in_year = {STR_INIT("LLLL"), STR_INIT("–"), STR_INIT("LLLL y 'года'")},
     .months = {STR_INIT("LLLL y 'года'"), STR_INIT(" – "), STR_INIT("LLLL y 'года'")},
     .years = {STR_INIT("y"), STR_INIT("–"), STR_INIT("y 'годы'")}},
    {.tag = STR_INIT("es"),
     .day = STR_INIT("d 'de' MMMM 'de' y"),
     .month = STR_INIT("LLLL 'de' y"),
     .year = STR_INIT("y"),
     .days_in_month = {STR_INIT("d"), STR_INIT(" a "), STR_INIT("d 'de' MMMM 'de' y")},
     .days_in_year = {STR_INIT("d 'de' MMMM"), STR_INIT(" a "), STR_INIT("d 'de' MMMM 'de' y")},
     .days = {STR_INIT("d 'de' MMMM 'de' y"), STR_INIT(" a "), STR_INIT("d 'de' MMMM 'de' y")},
     .months_in_year = {STR_INIT("LLLL"), STR_INIT(" a "), STR_INIT("LLLL 'de' y")},
     .months = {STR_INIT("LLLL 'de' y"), STR_INIT(" a "), STR_INIT("LLLL 'de' y")},
     .years = {STR_INIT("y"), STR_INIT("-"), STR_INIT("y")}},
    {.tag = STR_INIT("pt"),
     .day = STR_INIT("d 'de' MMMM 'de' y"),
     .month = STR_INIT("LLLL 'de' y"),
     .year = STR_INIT("y"),
     .days_in_month = {STR_INIT("d"), STR_INIT(" a "), STR_INIT("d 'de' MMMM 'de' y")},
     .days_in_year = {STR_INIT("d 'de' MMMM"), STR_INIT(" a "), STR_INIT("d 'de' MMMM 'de' y")},
     .days = {STR_INIT("d 'de' MMMM 'de' y"), STR_INIT(" a "), STR_INIT("d 'de' MMMM 'de' y")},
     .months_in_year = {STR_INIT("LLLL"), STR_INIT(" a "), STR_INIT("LLLL 'de' y")},
     .months = {STR_INIT("LLLL 'de' y"), STR_INIT(" a "), STR_INIT("LLLL 'de' y")},
     .years = {STR_INIT("y"), STR_INIT("-"), STR_INIT("y")}},
};

const struct date_forms *date_forms_find(struct str tag) {
    struct str rest = tag;
    struct str language = str_cut(&rest, '-');
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct str wanted = forms[i].scope == FORMS_FOR_TAG ? tag : language;
        if (str_equal(forms[i].tag, wanted)) {
            return &forms[i];
        }
    }
    return NULL;
}

const struct str arabic_months[12] = {
    STR_INIT("كانون الثاني/يناير"),  STR_INIT("شباط/فبراير"),
    STR_INIT("آذار/مارس"),           STR_INIT("نيسان/أبريل"),
    STR_INIT("أيار/مايو"),           STR_INIT("حزيران/يونيه"),
    STR_INIT("تموز/يوليه"),          STR_INIT("آب/أغسطس"),
    STR_INIT("أيلول/سبتمبر"),        STR_INIT("تشرين الأول/أكتوبر"),
    STR_INIT("تشرين الثاني/نوفمبر"), STR_INIT("كانون الأول/ديسمبر"),
};

/* Code points between two letters that are no letters, or the same letter to the collator, drop
   out when an alphabet is made. */
const struct letter_range letter_ranges[] = {
    {'A', 'Z', 1},         {0x0391, 0x03A9, 1}, /* Greek */
    {0x0410, 0x042F, 1},                        /* Cyrillic */
    {0x10D0, 0x10F0, 1},                        /* Georgian */
    {0x0531, 0x0556, 1},                        /* Armenian */
    {0x05D0, 0x05EA, 1},                        /* Hebrew */
    {0x0627, 0x064A, 1},                        /* Arabic */
    {0x0780, 0x07A5, 1},                        /* Thaana */
    {0x07CA, 0x07EA, 1},                        /* N'Ko */
    {0x1E900, 0x1E921, 1},                      /* Adlam */
    {0x2D30, 0x2D67, 1},                        /* Tifinagh */
    {0x1200, 0x1357, 8},                        /* Ethiopic */
    {0x0905, 0x0939, 1},                        /* Devanagari */
    {0x0985, 0x09B9, 1},                        /* Bengali */
    {0x0A05, 0x0A39, 1},                        /* Gurmukhi */
    {0x0A85, 0x0AB9, 1},                        /* Gujarati */
    {0x0B05, 0x0B39, 1},                        /* Oriya */
    {0x0B85, 0x0BB9, 1},                        /* Tamil */
    {0x0C05, 0x0C39, 1},                        /* Telugu */
    {0x0C85, 0x0CB9, 1},                        /* Kannada */
    {0x0D05, 0x0D39, 1},                        /* Malayalam */
    {0x0D85, 0x0DC6, 1},                        /* Sinhala */
    {0x0E01, 0x0E2E, 1},                        /* Thai */
    {0x0E81, 0x0EAE, 1},                        /* Lao */
    {0x0F40, 0x0F69, 1},                        /* Tibetan */
    {0x1000, 0x102A, 1},                        /* Myanmar */
    {0x1780, 0x17B3, 1},                        /* Khmer */
    {0x1820, 0x1842, 1},                        /* Mongolian */
    {0x3131, 0x3131, 1},                        /* Hangul, without the doubled letters */
    {0x3134, 0x3134, 1},   {0x3137, 0x3137, 1}, {0x3139, 0x3139, 1},
    {0x3141, 0x3142, 1},   {0x3145, 0x3145, 1}, {0x3147, 0x3148, 1},
    {0x314A, 0x314E, 1},   {0x3042, 0x306A, 5}, /* Hiragana by rows, each named by its first: a, ka,
                                                   sa, ta, na, ha ... */
};
const size_t letter_range_count = sizeof letter_ranges / sizeof *letter_ranges;

const struct reading chinese_readings[] = {
    {STR_INIT("秘鲁"), STR_INIT("必鲁")}, /* Peru is read bi, any other secret mi */
    {STR_INIT("厦门"), STR_INIT("下门")}, {STR_INIT("会计"), STR_INIT("快计")},
    {STR_INIT("弹性"), STR_INIT("谈性")}, {STR_INIT("率先"), STR_INIT("帅先")},
    {STR_INIT("校对"), STR_INIT("较对")}, {STR_INIT("藏语"), STR_INIT("葬语")},
    {STR_INIT("藏族"), STR_INIT("葬族")}, {STR_INIT("藏医"), STR_INIT("葬医")},
    {STR_INIT("藏药"), STR_INIT("葬药")}, {STR_INIT("调和"), STR_INIT("条和")},
    {STR_INIT("调节"), STR_INIT("条节")}, {STR_INIT("调解"), STR_INIT("条解")},
    {STR_INIT("调控"), STR_INIT("条控")}, {STR_INIT("调停"), STR_INIT("条停")},
    {STR_INIT("调整"), STR_INIT("条整")}, {STR_INIT("重返"), STR_INIT("崇返")},
    {STR_INIT("重复"), STR_INIT("崇复")}, {STR_INIT("重建"), STR_INIT("崇建")},
    {STR_INIT("重启"), STR_INIT("崇启")}, {STR_INIT("重申"), STR_INIT("崇申")},
    {STR_INIT("重新"), STR_INIT("崇新")}, {STR_INIT("重组"), STR_INIT("崇组")},
    {STR_INIT("长安"), STR_INIT("常安")}, {STR_INIT("长城"), STR_INIT("常城")},
    {STR_INIT("长春"), STR_INIT("常春")}, {STR_INIT("长江"), STR_INIT("常江")},
    {STR_INIT("长期"), STR_INIT("常期")}, {STR_INIT("长沙"), STR_INIT("常沙")},
    {STR_INIT("长途"), STR_INIT("常途")}, {STR_INIT("长效"), STR_INIT("常效")},
    {STR_INIT("长远"), STR_INIT("常远")},
};
const size_t chinese_reading_count = sizeof chinese_readings / sizeof *chinese_readings;
