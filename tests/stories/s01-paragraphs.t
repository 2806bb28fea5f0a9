#!/bin/bash
# S1: a report in French with eight numbered paragraphs has p1 to p8 in every language; a translation
# with seven fails, and the message names the file, so its language, and the paragraph.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
small_site one-language "$site"
rm -rf "$site"/content/[^s]* "$site"/locales
mkdir -p "$site"/content/reports "$site"/locales/{fr,en,ar,ru}
printf 'title: Test\ntheme: plain\nlanguages: {official: [ar, en, fr, ru]}\n' >"$site/content/site.yaml"
printf 'label: Reports\nbody: required\nnumbered_paragraphs: yes\nfields:\n%s\n' \
    '  title: {type: text, required: yes, translatable: yes}' >"$site/content/reports/_collection.yaml"
report() { # LANG PARAGRAPHS [TRANSLATES]
    : >>"$site/locales/$1/portal.po"
    {
        printf -- '---\ntitle: T %s\n%s---\n\n' "$1" "${3:+translates: $3$'\n'}"
        for ((i = 1; i <= $2; i++)); do printf '%d. Text %d.\n\n' $i $i; done
    } >"$site/content/reports/x.$1.md"
}
report fr 8
for lang in en ar ru; do report $lang 8 fr; done

run "$ISOGLOSS" -C "$site" build
is "$status" 0 'eight paragraphs in four languages are built'
for lang in fr en ar ru; do
    found=$(grep -oE 'id="p[0-9]+"' "$site/out/$lang/reports/x.html" | tr -d '\n')
    is "$found" 'id="p1"id="p2"id="p3"id="p4"id="p5"id="p6"id="p7"id="p8"' "p1 to p8 in $lang"
done

cp -R "$site/out" "$work/before"
report ar 7 fr
run "$ISOGLOSS" -C "$site" build
is "$status" 1 'a translation with seven is refused'
tells 'content/reports/x.ar.md: error: the numbered paragraph p8' 'the file and the paragraph are named'
diff_ok "$work/before" "$site/out" 'what was published stays'

done_testing
