/* What each language does to dates, numbers, names and order, in real words. */
#include "editions/editions.h"

#include "editions/culture.h"

#include <assert.h>
#include <setjmp.h>
#include <stdlib.h>

#include <cmocka.h>

static struct arena arena;

static struct culture *open_tag(const char *tag) {
    struct language *language = ARENA_NEW(&arena, struct language);
    language->tag = str_from(tag);
    return culture_open(language, &arena);
}

static void is_text(struct str got, const char *wanted) {
    assert_string_equal(str_to_c(&arena, got), wanted);
}

static int clear(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

/* ---- Dates ------------------------------------------------------------------------------------
 */

static const struct date conference = {2013, 11, 22}, november = {2013, 11, 0},
                         may_first = {2013, 5, 1}, cairo_from = {2013, 5, 6},
                         cairo_to = {2013, 5, 8}, in_june = {2013, 6, 8}, next_year = {2014, 1, 2},
                         year_2012 = {2012, 0, 0}, year_2016 = {2016, 0, 0}, in_may = {2013, 5, 0};

struct date_row {
    const char *tag, *day, *month, *days, *across_months, *across_years, *years;
};

static void dates_are_those_of_united_nations_documents(void **state) {
    (void)state;
    static const struct date_row rows[] = {
        {"ar", "22 تشرين الثاني/نوفمبر 2013", "تشرين الثاني/نوفمبر 2013", "6–8 أيار/مايو 2013",
         "6 أيار/مايو – 8 حزيران/يونيه 2013",
         "22 تشرين الثاني/نوفمبر 2013 – 2 كانون الثاني/يناير 2014", "2012–2016"},
        {"zh", "2013年11月22日", "2013年11月", "2013年5月6日至8日", "2013年5月6日至6月8日",
         "2013年11月22日至2014年1月2日", "2012年至2016年"},
        {"en", "22 November 2013", "November 2013", "6–8 May 2013", "6 May – 8 June 2013",
         "22 November 2013 – 2 January 2014", "2012–2016"},
        {"fr", "22 novembre 2013", "novembre 2013", "6–8 mai 2013", "6 mai – 8 juin 2013",
         "22 novembre 2013 – 2 janvier 2014", "2012–2016"},
        {"ru", "22 ноября 2013 года", "ноябрь 2013 года", "6–8 мая 2013 года",
         "6 мая – 8 июня 2013 года", "22 ноября 2013 года – 2 января 2014 года", "2012–2016 годы"},
        {"es", "22 de noviembre de 2013", "noviembre de 2013", "6 a 8 de mayo de 2013",
         "6 de mayo a 8 de junio de 2013", "22 de noviembre de 2013 a 2 de enero de 2014",
         "2012-2016"},
        {"pt", "22 de novembro de 2013", "novembro de 2013", "6 a 8 de maio de 2013",
         "6 de maio a 8 de junho de 2013", "22 de novembro de 2013 a 2 de janeiro de 2014",
         "2012-2016"},
        {"sw", "22 Novemba 2013", "Novemba 2013", "6 – 8 Mei 2013", "6 Mei – 8 Juni 2013",
         "22 Novemba 2013 – 2 Januari 2014", "2012 – 2016"},
        {"x-foo", "2013-11-22", "2013-11", "2013-05-06 – 2013-05-08", "2013-05-06 – 2013-06-08",
         "2013-11-22 – 2014-01-02", "2012 – 2016"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct date_row *row = &rows[i];
        struct culture *culture = open_tag(row->tag);
        is_text(culture_date(culture, conference, &arena), row->day);
        is_text(culture_date(culture, november, &arena), row->month);
        is_text(culture_date_range(culture, cairo_from, cairo_to, &arena), row->days);
        if (strcmp(row->tag, "sw") != 0) { /* CLDR's Swahili changes between versions here */
            is_text(culture_date_range(culture, cairo_from, in_june, &arena), row->across_months);
        }
        is_text(culture_date_range(culture, conference, next_year, &arena), row->across_years);
        is_text(culture_date_range(culture, year_2012, year_2016, &arena), row->years);
        culture_release(culture);
    }
}

static void the_first_of_a_month_is_an_ordinal_in_french_alone(void **state) {
    (void)state;
    struct culture *french = open_tag("fr"), *spanish = open_tag("es");
    is_text(culture_date(french, may_first, &arena), "1er mai 2013");
    is_text(culture_date_range(french, may_first, cairo_to, &arena), "1er–8 mai 2013");
    is_text(culture_date(french, (struct date){2013, 5, 11}, &arena), "11 mai 2013");
    is_text(culture_date(spanish, may_first, &arena), "1 de mayo de 2013");
    culture_release(french);
    culture_release(spanish);
}

static void a_range_may_be_of_months_or_of_one_day(void **state) {
    (void)state;
    struct culture *russian = open_tag("ru"), *chinese = open_tag("zh");
    is_text(culture_date_range(russian, in_may, november, &arena), "май–ноябрь 2013 года");
    is_text(culture_date_range(chinese, in_may, november, &arena), "2013年5月至11月");
    is_text(culture_date_range(chinese, cairo_to, cairo_to, &arena), "2013年5月8日");
    is_text(culture_date_range(russian, year_2012, next_year, &arena),
            "2012 год – 2 января 2014 года");
    culture_release(russian);
    culture_release(chinese);
}

static void old_dates_are_not_moved_by_the_reform_of_1582(void **state) {
    (void)state;
    struct culture *english = open_tag("en"), *thai = open_tag("th");
    is_text(culture_date(english, (struct date){1492, 10, 12}, &arena), "12 October 1492");
    is_text(
        culture_date_range(thai, (struct date){1492, 10, 12}, (struct date){1492, 10, 14}, &arena),
        "12 ตุลาคม 1492 – 14 ตุลาคม 1492");
    culture_release(english);
    culture_release(thai);
}

/* ---- Pins -------------------------------------------------------------------------------------
 */

static void defaults_of_icu_versions_do_not_show(void **state) {
    (void)state;
    struct culture *persian = open_tag("fa"), *thai = open_tag("th"), *arabic = open_tag("ar");
    is_text(culture_date(persian, conference, &arena), "22 نوامبر 2013");
    is_text(culture_date(thai, conference, &arena), "22 พฤศจิกายน 2013");
    is_text(culture_number(arabic, STR("2013.5"), &arena), "2,013.5");
    is_text(culture_digits(arabic, &arena), "");
    culture_release(persian);
    culture_release(thai);
    culture_release(arabic);
}

static void pins_of_a_locale_are_kept(void **state) {
    (void)state;
    struct language pinned[] = {
        {.tag = STR_INIT("ar"), .digits = STR_INIT("arab")},
        {.tag = STR_INIT("fa"), .digits = STR_INIT("arabext"), .calendar = STR_INIT("persian")},
        {.tag = STR_INIT("zh"), .collation = STR_INIT("stroke")},
        {.tag = STR_INIT("ht"), .name = STR_INIT("Kreyòl ayisyen")},
    };
    struct culture *cultures[4];
    for (size_t i = 0; i < 4; i++) {
        cultures[i] = culture_open(&pinned[i], &arena);
        is_text(culture_unknown_pin(cultures[i]), "");
    }
    uint32_t rank;
    is_text(culture_date(cultures[0], conference, &arena), "٢٢ تشرين الثاني/نوفمبر ٢٠١٣");
    is_text(culture_percent(cultures[0], STR("0.5"), &arena), "٠٫٥٪");
    is_text(culture_digits(cultures[0], &arena), "٠١٢٣٤٥٦٧٨٩");
    is_text(culture_date(cultures[1], conference, &arena), "۱ آذر ۱۳۹۲");
    is_text(culture_date(cultures[1], november, &arena), "نوامبر ۲۰۱۳");
    is_text(culture_index_letter(cultures[2], STR("巴西"), &rank, &arena), "4畫");
    is_text(culture_autonym(cultures[3], &arena), "Kreyòl ayisyen");
    for (size_t i = 0; i < 4; i++) {
        culture_release(cultures[i]);
    }
}

static void a_pin_that_names_nothing_is_told(void **state) {
    (void)state;
    static const struct language wrong[] = {
        {.tag = STR_INIT("ar"), .digits = STR_INIT("arabic")},
        {.tag = STR_INIT("ar"), .digits = STR_INIT("roman")},
        {.tag = STR_INIT("th"), .calendar = STR_INIT("thai")},
        {.tag = STR_INIT("zh"), .collation = STR_INIT("strokes")},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct culture *culture = culture_open(&wrong[i], &arena);
        assert_true(culture_unknown_pin(culture).length > 0);
        assert_true(culture_date(culture, conference, &arena).length > 0);
        culture_release(culture);
    }
}

/* ---- Numbers ----------------------------------------------------------------------------------
 */

static void numbers_keep_their_decimals(void **state) {
    (void)state;
    static const struct {
        const char *tag, *million, *percent, *amount, *count;
    } rows[] = {
        {"ar", "1,000,000.50", "0.5%", "1,000,000 دولار أمريكي", "12,345"},
        {"zh", "1,000,000.50", "0.5%", "US$1,000,000", "12,345"},
        {"en", "1,000,000.50", "0.5%", "US$1,000,000", "12,345"},
        {"fr", "1\u202F000\u202F000,50", "0,5\u00A0%", "1\u202F000\u202F000\u00A0$US",
         "12\u202F345"},
        {"ru", "1\u00A0000\u00A0000,50", "0,5\u00A0%", "1\u00A0000\u00A0000\u00A0$", "12\u00A0345"},
        {"es", "1.000.000,50", "0,5\u00A0%", "1.000.000\u00A0US$", "12.345"},
        {"x-foo", "1000000.50", "0.5%", "USD\u00A01000000", "12345"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct culture *culture = open_tag(rows[i].tag);
        is_text(culture_number(culture, STR("1000000.50"), &arena), rows[i].million);
        is_text(culture_percent(culture, STR("0.5"), &arena), rows[i].percent);
        is_text(culture_currency(culture, STR("1000000"), STR("USD"), &arena), rows[i].amount);
        is_text(culture_count(culture, 12345, &arena), rows[i].count);
        culture_release(culture);
    }
}

static void no_digit_of_a_long_number_is_lost(void **state) {
    (void)state;
    struct culture *english = open_tag("en");
    is_text(culture_number(english, STR("123456789012345678"), &arena), "123,456,789,012,345,678");
    is_text(culture_number(english, STR("0.123456789012345678"), &arena), "0.123456789012345678");
    is_text(culture_percent(english, STR("-12"), &arena), "-12%");
    culture_release(english);
}

/* ---- Names and direction ----------------------------------------------------------------------
 */

static void languages_name_themselves_with_a_capital(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"ar", "العربية"}, {"zh", "中文"},          {"en", "English"},   {"fr", "Français"},
        {"ru", "Русский"}, {"es", "Español"},       {"pt", "Português"}, {"sw", "Kiswahili"},
        {"km", "ខ្មែរ"},    {"cs", "Čeština"},       {"ht", "ht"},        {"x-foo", "x-foo"},
        {"zu", "IsiZulu"}, {"en-x-foo", "English"},
    };
    for (size_t i = 0; i + 1 < sizeof rows / sizeof *rows; i++) {
        struct culture *culture = open_tag(rows[i][0]);
        is_text(culture_autonym(culture, &arena), rows[i][1]);
        culture_release(culture);
    }
}

static void names_stand_in_running_text(void **state) {
    (void)state;
    struct culture *french = open_tag("fr"), *unknown = open_tag("sm");
    is_text(culture_language_name(french, STR("fr"), &arena), "français");
    is_text(culture_language_name(french, STR("pt-BR"), &arena), "portugais (Brésil)");
    is_text(culture_language_name(french, STR("x-foo"), &arena), "x-foo");
    is_text(culture_country_name(french, STR("pe"), &arena), "Pérou");
    is_text(culture_country_name(french, STR("qq"), &arena), "QQ");
    is_text(culture_language_name(unknown, STR("fr"), &arena), "fr");
    is_text(culture_country_name(unknown, STR("pe"), &arena), "PE");
    culture_release(french);
    culture_release(unknown);
}

static void only_languages_with_data_of_their_own_are_known(void **state) {
    (void)state;
    static const char *const known[] = {"ar", "pt-BR", "zh-Hant", "sr-Latn", "no", "en-x-foo"};
    /* ICU would answer in French for Haitian Creole, and in the machine's language for Samoan. */
    static const char *const unknown[] = {"ht", "sm", "x-foo", "gn", "az-Arab", "tet"};
    for (size_t i = 0; i < 6; i++) {
        struct culture *yes = open_tag(known[i]), *no = open_tag(unknown[i]);
        assert_true(culture_is_known(yes));
        assert_false(culture_is_known(no));
        culture_release(yes);
        culture_release(no);
    }
}

static void direction_follows_the_script(void **state) {
    (void)state;
    static const char *const right[] = {"ar",  "fa",      "he",  "ur",      "dv",      "ps",
                                        "nqo", "ff-Adlm", "syr", "xx-Arab", "az-Arab", "ms-Arab"};
    static const char *const left[] = {"en", "km", "x-foo", "ff", "ht", "uz", "zh-Hant"};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        struct language language = {.tag = str_from(right[i])};
        is_text(language_direction(&language), "rtl");
    }
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
        struct language language = {.tag = str_from(left[i])};
        is_text(language_direction(&language), "ltr");
    }
    struct language pinned = {.tag = STR_INIT("x-foo"), .direction = STR_INIT("rtl")};
    is_text(language_direction(&pinned), "rtl");
}

/* ---- Order ------------------------------------------------------------------------------------
 */

struct keyed {
    const char *text;
    struct str key;
};

static int compare_keys(const void *left, const void *right) {
    return str_compare(((const struct keyed *)left)->key, ((const struct keyed *)right)->key);
}

/* The texts are given in their order; sorting them from the wrong end must restore it. */
static void is_order(const char *tag, const char *const *texts) {
    struct culture *culture = open_tag(tag);
    struct keyed keyed[64];
    size_t count = 0;
    while (texts[count]) {
        count++;
    }
    for (size_t i = 0; i < count; i++) {
        const char *text = texts[count - 1 - i];
        keyed[i] = (struct keyed){text, culture_sort_key(culture, str_from(text), &arena)};
    }
    qsort(keyed, count, sizeof *keyed, compare_keys);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(keyed[i].text, texts[i]);
    }
    culture_release(culture);
}

static void countries_stand_in_the_order_of_each_language(void **state) {
    (void)state;
    is_order("en",
             (const char *[]){"Azerbaijan", "Brazil", "Cambodia", "Cuba", "Djibouti", "Egypt",
                              "India", "Nepal", "Peru", "Republic of Korea", "South Africa", NULL});
    is_order("fr", (const char *[]){"Afrique du Sud", "Azerbaïdjan", "Brésil", "Cambodge", "Cuba",
                                    "Djibouti", "Égypte", "Eswatini", "Inde", "Népal", "Pérou",
                                    "République de Corée", NULL});
    is_order("es",
             (const char *[]){"Azerbaiyán", "Brasil", "Camboya", "Cuba", "Djibouti", "Egipto",
                              "India", "Nepal", "Perú", "República de Corea", "Sudáfrica", NULL});
    is_order("ru", (const char *[]){"Азербайджан", "Бразилия", "Джибути", "Египет", "Ёлкино",
                                    "Индия", "Йемен", "Камбоджа", "Куба", "Непал", "Перу",
                                    "Республика Корея", "Южная Африка", NULL});
    is_order("pt",
             (const char *[]){"África do Sul", "Azerbaijão", "Brasil", "Camboja", "Cuba", "Djibuti",
                              "Egito", "Índia", "Nepal", "Peru", "República da Coreia", NULL});
    is_order("zh", (const char *[]){"阿塞拜疆", "埃及", "巴西", "秘鲁", "重庆", "大韩民国", "德国",
                                    "古巴", "吉布提", "柬埔寨", "南非", "尼泊尔", "印度", NULL});
    is_order("ar", (const char *[]){"أذربيجان", "الأردن", "ألمانيا", "البرازيل", "بيرو",
                                    "جمهورية كوريا", "جنوب أفريقيا", "جيبوتي", "كمبوديا", "كوبا",
                                    "مصر", "المغرب", "نيبال", "الهند", NULL});
    is_order("sw", (const char *[]){"Afrika Kusini", "Azabajani", "Brazili", "Jibuti", "Kambodia",
                                    "Kuba", "Misri", "Nepali", "Peru", "Uhindi", NULL});
    is_order("km", (const char *[]){"កម្ពុជា", "គុយបា", "ជីប៊ូទី", "នេប៉ាល់", "ប៉េរូ", "ប្រេស៊ីល", "អាស៊ែបៃហ្សង់",
                                    "អាហ្វ្រិកខាងត្បូង", "ឥណ្ឌា", "អេហ្ស៊ីប", NULL});
    is_order("x-foo", (const char *[]){"Ava", "Éva", "Mali", "Niue", "Ελλάδα", "Индия", NULL});
}

static void other_scripts_follow_and_figures_lead(void **state) {
    (void)state;
    is_order("ru", (const char *[]){"2-й доклад", "10-й доклад", "Азия", "Юг", "Africa", "Zambia",
                                    "Ελλάδα", "العراق", "中文", NULL});
    is_order("ar", (const char *[]){"مصر", "هايتي", "Africa", NULL});
    is_order("fr", (const char *[]){"« Égypte »", "Eswatini", NULL});
    is_order("en", (const char *[]){"Report 2", "Report 10", NULL});
}

static void equal_texts_have_a_fixed_order(void **state) {
    (void)state;
    struct culture *arabic = open_tag("ar"), *english = open_tag("en");
    struct str with = culture_sort_key(arabic, STR("الكتاب"), &arena);
    struct str bare = culture_sort_key(arabic, STR("كتاب"), &arena);
    assert_int_not_equal(str_compare(with, bare), 0);
    struct str one = culture_sort_key(english, STR("a\u200Bb"), &arena);
    struct str other = culture_sort_key(english, STR("ab"), &arena);
    assert_int_not_equal(str_compare(one, other), 0);
    culture_release(arabic);
    culture_release(english);
}

static void is_letter(struct culture *culture, const char *text, const char *letter) {
    uint32_t rank;
    is_text(culture_index_letter(culture, str_from(text), &rank, &arena), letter);
}

static void texts_stand_under_the_letters_of_the_language(void **state) {
    (void)state;
    static const char *const rows[][3] = {
        {"zh", "阿塞拜疆", "A"},
        {"zh", "巴西", "B"},
        {"zh", "秘鲁", "B"},
        {"zh", "重庆", "C"},
        {"zh", "重新审议", "C"},
        {"zh", "重要问题", "Z"},
        {"zh", "大韩民国", "D"},
        {"zh", "埃及", "A"},
        {"zh", "印度", "Y"},
        {"zh", "尼泊尔", "N"},
        {"zh", "WIPO", "W"},
        {"zh", "“非洲集团”", "F"},
        {"zh", "《条约》", "T"},
        {"ru", "Йемен", "Й"},
        {"ru", "Ёлкино", "Е"},
        {"ru", "Египет", "Е"},
        {"ru", "Brazil", "B"},
        {"es", "Ñandú", "Ñ"},
        {"es", "África", "A"},
        {"es", "Chile", "C"},
        {"es", "¿Qué?", "Q"},
        {"fr", "Égypte", "E"},
        {"fr", "Œuvre", "O"},
        {"fr", "« Inde »", "I"},
        {"fr", "Индия", "И"},
        {"fr", "العراق", "ا"},
        {"fr", "埃及", "汉字"},
        {"fr", "13 réunions", "#"},
        {"fr", "", "#"},
        {"fr", "« »", "#"},
        {"fr", "½", "#"},
        {"sw", "Chad", "C"},
        {"sw", "Qatar", "Q"},
        {"km", "កម្ពុជា", "ក"},
        {"km", "ឥណ្ឌា", "អ"},
        {"km", "អេហ្ស៊ីប", "អ"},
        {"cs", "Chile", "CH"},
        {"ko", "까치", "ㄱ"},
        {"ja", "ガーナ", "か"},
        {"th", "เกาหลี", "ก"},
        {"dv", "ދިވެހި", "ދ"},
        {"ht", "Ayiti", "A"},
        {"en", "ʻOfa", "O"},
        {"en", "Łódź", "L"},
        {"en", "Þór", "Z"},
        {"zh-Hant", "一", "1畫"},
        {"zh-Hant", "巴西", "4畫"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct culture *culture = open_tag(rows[i][0]);
        is_letter(culture, rows[i][1], rows[i][2]);
        culture_release(culture);
    }
}

static void the_arabic_article_is_skipped_and_nothing_else(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"العراق", "ع"},
        {"الأردن", "ا"},
        {"الجزائر", "ج"},
        {"المغرب", "م"},
        {"الهند", "ه"},
        {"اليابان", "ي"},
        {"الحق في التنمية", "ح"},
        {"ٱلْهند", "ه"},
        {"اَلْـبرازيل", "ب"},
        {"ألمانيا", "ا"},
        {"آسيا", "ا"},
        {"إثيوبيا", "ا"},
        {"الله", "ا"},
        {"التي", "ا"},
        {"التزامات", "ا"},
        {"الالتزامات", "ا"},
        {"التماس", "ا"},
        {"اللهجات", "ل"},
        {"الى", "ا"},
        {"والعراق", "و"},
        {"التدريب", "ت"},
        {"ليبيا", "ل"},
        {"تاريخ", "ت"},
        {"بالتعاون", "ب"},
    };
    struct culture *arabic = open_tag("ar"), *mapudungun = open_tag("arn");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        is_letter(arabic, rows[i][0], rows[i][1]);
    }
    is_letter(mapudungun, "العراق", "ا");
    culture_release(arabic);
    culture_release(mapudungun);
}

static void ranks_follow_the_alphabet(void **state) {
    (void)state;
    struct culture *spanish = open_tag("es");
    uint32_t n, enye, o, greek, sign;
    culture_index_letter(spanish, STR("Nepal"), &n, &arena);
    culture_index_letter(spanish, STR("Ñandú"), &enye, &arena);
    culture_index_letter(spanish, STR("Omán"), &o, &arena);
    culture_index_letter(spanish, STR("Ελλάδα"), &greek, &arena);
    culture_index_letter(spanish, STR("2013"), &sign, &arena);
    assert_true(n < enye && enye < o && o < greek && greek < sign);
    culture_release(spanish);
}

static void very_long_texts_sort_without_harm(void **state) {
    (void)state;
    struct culture *arabic = open_tag("ar");
    struct strbuf text = {0};
    for (size_t i = 0; i < 100000; i++) {
        strbuf_add_c(&text, i % 2 ? "ل" : "ا");
    }
    assert_true(culture_sort_key(arabic, strbuf_view(&text), &arena).length > 0);
    strbuf_release(&text);
    culture_release(arabic);
}

static void a_tag_tells_what_is_known_of_its_language(void **state) {
    (void)state;
    static const struct {
        const char *tag, *autonym, *direction, *digits, *native_digits, *calendar;
    } rows[] = {
        {"km", "ខ្មែរ", "ltr", "latn", "khmr", "gregory"},
        {"fa", "فارسی", "rtl", "arabext", "arabext", "persian"},
        {"pt-BR", "Português (Brasil)", "ltr", "latn", "latn", "gregory"},
        {"ne", "नेपाली", "ltr", "deva", "deva", "gregory"},
        {"dv", "", "rtl", "", "", ""},
        {"ht", "", "ltr", "", "", ""},
        {"qaa", "", "", "", "", ""},
        {"x-test", "", "", "", "", ""},
        {"qaa-Arab", "", "rtl", "", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct language_facts facts = language_facts(str_from(rows[i].tag), &arena);
        assert_int_equal(facts.is_known, rows[i].digits[0] != '\0');
        is_text(facts.autonym, rows[i].autonym);
        is_text(facts.direction, rows[i].direction);
        is_text(facts.digits, rows[i].digits);
        is_text(facts.native_digits, rows[i].native_digits);
        is_text(facts.calendar, rows[i].calendar);
    }
}

static void the_first_letter_tells_the_direction_of_a_text(void **state) {
    (void)state;
    is_text(text_direction(STR("“ߒߞߏ” (N’Ko)")), "rtl");
    is_text(text_direction(STR("3. ދިވެހި")), "rtl");
    is_text(text_direction(STR("Kreyòl")), "ltr");
    is_text(text_direction(STR("12 %")), "");
    is_text(text_direction(STR("")), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(dates_are_those_of_united_nations_documents, clear),
        cmocka_unit_test_teardown(the_first_of_a_month_is_an_ordinal_in_french_alone, clear),
        cmocka_unit_test_teardown(a_range_may_be_of_months_or_of_one_day, clear),
        cmocka_unit_test_teardown(old_dates_are_not_moved_by_the_reform_of_1582, clear),
        cmocka_unit_test_teardown(defaults_of_icu_versions_do_not_show, clear),
        cmocka_unit_test_teardown(pins_of_a_locale_are_kept, clear),
        cmocka_unit_test_teardown(a_pin_that_names_nothing_is_told, clear),
        cmocka_unit_test_teardown(numbers_keep_their_decimals, clear),
        cmocka_unit_test_teardown(no_digit_of_a_long_number_is_lost, clear),
        cmocka_unit_test_teardown(languages_name_themselves_with_a_capital, clear),
        cmocka_unit_test_teardown(names_stand_in_running_text, clear),
        cmocka_unit_test_teardown(only_languages_with_data_of_their_own_are_known, clear),
        cmocka_unit_test_teardown(direction_follows_the_script, clear),
        cmocka_unit_test_teardown(countries_stand_in_the_order_of_each_language, clear),
        cmocka_unit_test_teardown(other_scripts_follow_and_figures_lead, clear),
        cmocka_unit_test_teardown(equal_texts_have_a_fixed_order, clear),
        cmocka_unit_test_teardown(texts_stand_under_the_letters_of_the_language, clear),
        cmocka_unit_test_teardown(the_arabic_article_is_skipped_and_nothing_else, clear),
        cmocka_unit_test_teardown(ranks_follow_the_alphabet, clear),
        cmocka_unit_test_teardown(very_long_texts_sort_without_harm, clear),
        cmocka_unit_test_teardown(a_tag_tells_what_is_known_of_its_language, clear),
        cmocka_unit_test_teardown(the_first_letter_tells_the_direction_of_a_text, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
