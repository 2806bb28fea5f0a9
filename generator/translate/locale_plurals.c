#include "translate/locale_plurals.h"

/* The unit test compares every row with ICU. */
static const struct {
    struct str rule;
    struct str tags; /* between spaces */
} rows[] = {
    {STR_INIT("nplurals=1; plural=0;"),
     STR_INIT(" bm bo dz hnj id ig ii ja jbo jv kde kea km ko lkt lo ms my nqo osa sah ses sg su "
              "th to tpi vi wo yo yue zh ")},
    {STR_INIT("nplurals=2; plural=(n != 1);"),
     STR_INIT(" af an asa ast az bal bem bez bg brx ca ce cgg chr ckb da de dv ee el en eo es et "
              "eu fi fo fur fy gl gsw ha haw hu ia io it jgo jmc ka kaj kcg kk kkj kl ks ksb ku ky "
              "lb lg lij mas mgo ml mn mr nah nb nd ne nl nn nnh no nr ny nyn om or os pap ps "
              "pt-PT rm rof rwk saq sc scn sd sdh seh sn so sq ss ssy st sv sw syr ta te teo tig "
              "tk tn tr ts ug ur uz ve vec vo vun wae xh xog yi ")},
    {STR_INIT("nplurals=2; plural=(n > 1);"),
     STR_INIT(
         " ak am as bho bn doi fa ff fr gu guw hi hy kab kn ln mg nso pa pcm pt si ti wa zu ")},
    {STR_INIT("nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);"), STR_INIT(" is mk ")},
    {STR_INIT("nplurals=2; plural=(n%10==4 || n%10==6 || n%10==9 ? 1 : 0);"),
     STR_INIT(" ceb fil tl ")},
    {STR_INIT("nplurals=2; plural=(n<=1 || (n>=11 && n<=99) ? 0 : 1);"), STR_INIT(" tzm ")},
    {STR_INIT("nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"),
     STR_INIT(" he iu naq sat se sma smi smj smn sms ")},
    {STR_INIT("nplurals=3; plural=(n==0 ? 0 : n==1 ? 1 : 2);"), STR_INIT(" ksh lag ")},
    {STR_INIT("nplurals=3; plural=(n<=1 ? 0 : n<=10 ? 1 : 2);"), STR_INIT(" shi ")},
    {STR_INIT("nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"), STR_INIT(" cs sk ")},
    {STR_INIT("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 "
              ": 2);"),
     STR_INIT(" pl ")},
    {STR_INIT("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || "
              "n%100>14) ? 1 : 2);"),
     STR_INIT(" be bs hr ru sh sr uk ")},
    {STR_INIT("nplurals=3; plural=(n%10==1 && (n%100<11 || n%100>19) ? 0 : n%10>=2 && (n%100<11 || "
              "n%100>19) ? 1 : 2);"),
     STR_INIT(" lt ")},
    {STR_INIT("nplurals=3; plural=(n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 ? 1 : 2);"),
     STR_INIT(" lv prg ")},
    {STR_INIT("nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>=1 && n%100<=19) ? 1 : 2);"),
     STR_INIT(" ro ")},
    {STR_INIT("nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"),
     STR_INIT(" dsb hsb sl ")},
    {STR_INIT("nplurals=4; plural=(n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : n>=3 && n<=19 ? 2 : "
              "3);"),
     STR_INIT(" gd ")},
    {STR_INIT("nplurals=4; plural=(n%10==1 ? 0 : n%10==2 ? 1 : n%20==0 ? 2 : 3);"),
     STR_INIT(" gv ")},
    {STR_INIT("nplurals=4; plural=(n%10==1 && n%100!=11 && n%100!=71 && n%100!=91 ? 0 : n%10==2 && "
              "n%100!=12 && n%100!=72 && n%100!=92 ? 1 : (n%10==3 || n%10==4 || n%10==9) && "
              "n%100/10!=1 && n%100/10!=7 && n%100/10!=9 ? 2 : 3);"),
     STR_INIT(" br ")},
    {STR_INIT("nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : "
              "4);"),
     STR_INIT(" ga ")},
    {STR_INIT("nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n==0 || (n%100>=3 && n%100<=10) ? 2 : "
              "n%100>=11 && n%100<=19 ? 3 : 4);"),
     STR_INIT(" mt ")},
    {STR_INIT("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
              "n%100>=11 ? 4 : 5);"),
     STR_INIT(" ar ars ")},
    {STR_INIT("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"),
     STR_INIT(" cy ")},
    {STR_INIT("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n%20==2 || (n%1000==0 && (n%100000>=1000 "
              "&& n%100000<=20000 || n%100000==40000 || n%100000==60000 || n%100000==80000)) || "
              "n%1000000==100000 ? 2 : n%20==3 ? 3 : n%20==1 ? 4 : 5);"),
     STR_INIT(" kw ")},
};

/* `word` has a space at both ends. */
static struct str find(struct str word) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (str_find(rows[i].tags, word, 0) != STR_NONE) {
            return rows[i].rule;
        }
    }
    return (struct str){0};
}

struct str locale_plurals(struct str tag) {
    struct arena scratch = {0};
    struct str rule = find(str_join(&scratch, STR(" "), tag, STR(" ")));
    for (size_t hyphen;
         str_is_empty(rule) && (hyphen = str_find_last_char(tag, '-')) != STR_NONE;) {
        tag = str_slice(tag, 0, hyphen);
        rule = find(str_join(&scratch, STR(" "), tag, STR(" ")));
    }
    arena_release(&scratch);
    return rule;
}
