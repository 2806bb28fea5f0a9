#!/bin/bash
# T12: a sub-paragraph is "(a)" in English and "a)" in French and Spanish, as the locale of each says;
# its address is p5-a in all languages.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
tags=(en fr es ar ru)
mkdir -p "$site"/content/reports "$site/themes"
cp -R "$top/tests/sites/theme" "$site/themes/plain"
printf 'title: Test\ntheme: plain\nlanguages: {official: [ar, en, es, fr, ru]}\n' >"$site/content/site.yaml"
printf 'label: Reports\nbody: required\nnumbered_paragraphs: yes\nfields:\n%s\n' \
    '  title: {type: text, required: yes, translatable: yes}' >"$site/content/reports/_collection.yaml"
report() { # LANG [TRANSLATES]
    printf -- '---\ntitle: T %s\n%s---\n\n' "$1" "${2:+translates: $2$'\n'}"
    for ((i = 1; i <= 5; i++)); do printf '%d. Text %d:\n\n' $i $i; done
    printf '   1. one;\n\n   2. two, as [](reports/x#p5-a) says.\n'
}
locale() { # LANG [MSGID MSGSTR]…
    mkdir -p "$site/locales/$1"
    {
        printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        [[ $# == 1 ]] || printf '\nmsgid "%s"\nmsgstr "%s"\n' "${@:2}"
    } >"$site/locales/$1/portal.po"
}
form='({letter})' alphabet=abcdefghijklmnopqrstuvwxyz
locale en
locale fr "$form" '{letter})'
locale es "$form" '{letter})'
locale ar "$alphabet" أبجدهوزحطي
locale ru "$form" '{letter})' "$alphabet" абвг
report en >"$site/content/reports/x.en.md"
for lang in fr es ar ru; do report $lang en >"$site/content/reports/x.$lang.md"; done
markers() { # LANG
    grep -o '<span class="marker">[^<]*' "$site/out/$1/reports/x.html" | sed 's/.*>//' | xargs
}
build() {
    run "$ISOGLOSS" -C "$site" build
    is "$status$stderr" 0 'five languages are built'
}

build
is "$(markers en)" '(a) (b)' 'in English (a) and (b)'
is "$(markers fr)" 'a) b)' 'in French a) and b)'
is "$(markers es)" 'a) b)' 'in Spanish too'
is "$(markers ar)" '(أ) (ب)' 'in Arabic with its own letters, in their old order'
is "$(markers ru)" 'а) б)' 'in Russian, where the locale says so, with those of Cyrillic'
for lang in "${tags[@]}"; do
    page=$site/out/$lang/reports/x.html
    is "$(grep -oE 'id="p5-[^"]*"' "$page" | xargs)" 'id=p5-a id=p5-b' "p5-a and p5-b in $lang"
    like "$(<"$page")" 'href="(x.html)?#p5-a"' "a link to p5-a leads there in $lang"
done

# Nothing but the locale decides; addresses do not move with it.
locale es "$form" '{letter}.'
build
is "$(markers es)" 'a. b.' 'another form in the locale is another form on the page'
is "$(markers fr)" 'a) b)' 'in that language alone'
is "$(grep -oE 'id="p5-[^"]*"' "$site/out/es/reports/x.html" | xargs)" 'id=p5-a id=p5-b' 'at the same address'

# The portal of this repository: the forms that the United Nations use.
declare -A forms=([en]='({letter})' [fr]='{letter})' [es]='{letter})')
for lang in en fr es; do
    said=$(grep -A1 -F "msgid \"$form\"" "$top/locales/$lang/portal.po" | sed -n 's/^msgstr "\(.*\)"/\1/p')
    is "${said:-$form}" "${forms[$lang]}" "the portal has ${forms[$lang]} in $lang"
done
done_testing
