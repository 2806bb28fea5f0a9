/*
 * Fixed lists of codes. Source: ISO 3166-1 alpha-2 (officially assigned, 2024) and ISO 639-1.
 * Each list is one text of two-letter codes, three bytes a code.
 */
#include "site/build.h"

static const char countries[] =
    "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br "
    "bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz "
    "ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw "
    "gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky "
    "kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv "
    "mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py "
    "qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg "
    "th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm "
    "zw ";

static const char languages[] =
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

static bool list_holds(const char *list, size_t bytes, struct str code) {
    for (size_t at = 0; code.length == 2 && at + 2 < bytes; at += 3) {
        if (list[at] == code.data[0] && list[at + 1] == code.data[1]) {
            return true;
        }
    }
    return false;
}

bool country_code_exists(struct str code) {
    return list_holds(countries, sizeof countries, code);
}

/* A two-letter slip has no meaningful nearest code, but a name or a three-letter code often begins
   with the two letters that were meant. */
struct str country_code_nearest(struct str code) {
    for (size_t at = 0; code.length > 2 && at + 2 < sizeof countries; at += 3) {
        if (char_to_ascii_lower(code.data[0]) == countries[at] &&
            char_to_ascii_lower(code.data[1]) == countries[at + 1]) {
            return (struct str){countries + at, 2};
        }
    }
    return (struct str){0};
}

bool language_code_exists(struct str code) {
    return code.length != 2 || list_holds(languages, sizeof languages, code);
}
