#!/bin/bash
# Many languages: the official and de facto official ones of developing countries, among them some
# that ICU does not know, each added by nothing but a folder in locales/.
. "$(dirname "$0")/../lib/tap.sh"

tags=(ar zh en fr ru es pt sw am az km ne bn dz fa ps si ta lo my th vi id ms mn ko tr hy ka uz tk
    tg dv nl ur hi gu pa te kn ml or as mr sd ug ku ha yo ig zu xh af nso ts ve nr ss st tn sn nd
    ny bi fj sm to tpi ht gn ay qu mg rw rn so ti om sr-Latn zh-Hant zh-Hant-TW pt-BR ms-Arab x-test)
mkdir -p "$work/site/themes"
cp -R "$top/tests/sites/seven-languages/content" "$work/site"
cp -R "$top/tests/sites/theme" "$work/site/themes/plain"
for tag in "${tags[@]}"; do
    mkdir -p "$work/site/locales/$tag" && : >"$work/site/locales/$tag/portal.po"
done
run "$ISOGLOSS" -C "$work/site" build
is "$status" 0 "${#tags[@]} languages build"
missing=()
for tag in "${tags[@]}"; do [[ -s $work/site/out/$tag/index.html ]] || missing+=("$tag"); done
is "${missing[*]-}" '' 'each has its home page'

direction() { grep -o '<html lang="[^"]*" dir="[^"]*"' "$work/site/out/$1/index.html"; }
for tag in ar fa ps ur dv ug sd ms-Arab; do
    is "$(direction "$tag")" "<html lang=\"$tag\" dir=\"rtl\"" "$tag runs from right to left"
done
for tag in km sr-Latn x-test; do
    is "$(direction "$tag")" "<html lang=\"$tag\" dir=\"ltr\"" "$tag runs from left to right"
done
is "$(grep -c 'hreflang=' "$work/site/out/km/index.html")" "${#tags[@]}" \
    'every page leads to every language'

# A language that reads another one first: pt-BR shows what pt says.
printf 'translates: en\ntitle: Coreia\n' >"$work/site/content/countries/kr.pt.yaml"
run "$ISOGLOSS" -C "$work/site" build
like "$(<"$work/site/out/pt-BR/countries/index.html")" 'href="../../pt/countries/kr.html"' \
    'pt-BR falls back to pt'

# Regions read the interface of their language too, a text at a time: zh-Hant-TW what zh-Hant says,
# and what only zh says from there; pt-BR from pt. What nobody says stands in English.
catalog() { # TAG MSGID MSGSTR…
    local tag=$1
    shift
    mkdir -p "$work/site/locales/$tag"
    {
        printf 'msgid ""\nmsgstr ""\n"Language: %s\\n"\n' "$tag"
        printf '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        printf '\nmsgid "%s"\nmsgstr "%s"\n' "$@"
    } >"$work/site/locales/$tag/portal.po"
}
catalog pt Home Início 'A to Z' 'De A a Z' Countries Países
catalog pt-BR 'A to Z' 'De A até Z'
catalog zh Home 首页 'A to Z' 索引 Countries 国家
catalog zh-Hant Home 首頁 Countries 國家
catalog zh-Hant-TW Countries 各國
printf 'translates: en\ntitle: 埃及\n' >"$work/site/content/countries/eg.zh-Hant.yaml"
run "$ISOGLOSS" -C "$work/site" build
is "$status" 0 'catalogs of regions build'
shows() { # TAG TEXT NAME: on the page of countries or in A to Z
    if cat "$work/site/out/$1/countries/index.html" "$work/site/out/$1/a-z.html" | grep -qF "$2"; then
        pass "$3"
    else
        fail "$3" "not in $1: $2"
    fi
}
shows pt-BR '>Início</a>' 'pt-BR takes a text of the interface from pt'
shows pt-BR '<h1>Países</h1>' 'and the name of a collection'
shows pt-BR '<h1>De A até Z</h1>' 'but its own text goes before'
shows zh-Hant-TW '>首頁</a>' 'zh-Hant-TW takes one from zh-Hant'
shows zh-Hant-TW '<h1>索引</h1>' 'and from zh what zh-Hant has not'
shows zh-Hant-TW '<h1>各國</h1>' 'but its own goes before'
shows zh-Hant '<h1>國家</h1>' 'which is nothing to zh-Hant'
shows zh-Hant-TW 'href="../../zh-Hant/countries/eg.html"' 'an item: from zh-Hant'
shows zh-Hant-TW 'href="../../zh/countries/kr.html"' 'or from zh'
shows km '<h1><span lang="en" dir="ltr">Countries</span></h1>' 'a language without relatives shows English'

# Marks of direction belong into Arabic prose and are no reason for a message.
rtl=$work/rtl rlm=$'\u200f' lrm=$'\u200e' alm=$'\u061c'
small_site rtl "$rtl"
printf -- '---\ntitle: %s\nsymbol: A/48/11\ndate: 2013-01-02\n---\n\n1. %s\n' \
    "تقرير ${lrm}(A/48/11)${lrm} للويبو${rlm}!" \
    "قالت ${lrm}WIPO${lrm} (جنيف)${rlm} إن C++${lrm} و${alm}13-5 مفيدة${rlm}." \
    >"$rtl/content/reports/marks.ar.md"
run "$ISOGLOSS" -C "$rtl" build
is "$status $stderr" '0 ' 'marks of direction in Arabic build in silence'
page=$(<"$rtl/out/ar/reports/marks.html")
like "$page" "${lrm}WIPO${lrm} \(جنيف\)${rlm} إن C\+\+${lrm} و${alm}13-5" 'and stay in the text'
like "$page" "<h1>تقرير ${lrm}\(A/48/11\)${lrm} للويبو${rlm}!</h1>" 'and in the title'

done_testing
