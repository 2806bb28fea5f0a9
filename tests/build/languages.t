#!/bin/bash
# Many languages: the official and de facto official ones of developing countries, among them some
# that ICU does not know, each added by nothing but a folder in locales/.
. "$(dirname "$0")/../lib/tap.sh"

tags=(ar zh en fr ru es pt sw am az km ne bn dz fa ps si ta lo my th vi id ms mn ko tr hy ka uz tk
    tg dv nl ur hi gu pa te kn ml or as mr sd ug ku ha yo ig zu xh af nso ts ve nr ss st tn sn nd
    ny bi fj sm to tpi ht gn ay qu mg rw rn so ti om sr-Latn zh-Hant pt-BR ms-Arab x-test)
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

done_testing
