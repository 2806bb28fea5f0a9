#!/bin/bash
# S6: given a withdrawal, a page that says so remains in all languages. (Deleting the source of
# anything that was published: s06-published.t.)
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/documents.sh"

site=$work/site out=$work/site/out
documents_site "$site"
report "$site" lima.en 'See [Geneva](reports/geneva) and [Quito](reports/quito).' <<'END'
title: Lima
date: 2014-05-06
former_ids: [lima-2014, peru]
END
withdrawn() { # EXTRA LINES
    report "$site" geneva.en 'Wombat text, see [below](#p6).' <<<"title: Geneva
date: 1977-11-22
summary: Quokka summary.
symbol: WIPO/SSC/GE/13/9
about: one
$1"
    report "$site" geneva.fr 'Texte wombat.' <<<"translates: en
title: Genève
summary: Quokka.
${2-}"
}
report "$site" quito.en 'Text.' <<<$'title: Quito\ndate: 2014\nsymbol: WIPO/SSC/GE/13/10'
withdrawn ''
run "$ISOGLOSS" -C "$site" build
is "$status$(grep error <<<"$stderr")" 0 'the site builds'
like "$(words "$out/en/notes/one.html")" 'Geneva' 'while it is there, what it is about lists it'

withdrawn 'status: withdrawn
withdrawn: {date: 2014-06-07, reason: "It described another meeting.", successor: reports/lima}' \
    'withdrawn: {reason: "Il décrivait une autre réunion."}'
run "$ISOGLOSS" -C "$site" build
is "$status$(grep error <<<"$stderr")" 0 'it is withdrawn'

for lang in en fr ar; do
    page=$out/$lang/reports/geneva.html
    ok "a page remains in $lang" test -f "$page"
    like "$(<"$page")" '<meta name="robots" content="noindex">' 'for no search engine'
    like "$(<"$page")" 'href="(../../en/reports/)?lima.html"' 'it leads to the successor'
    unlike "$(<"$page")" '[Ww]ombat|[Qq]uokka|1977|id="p5"|hreflang="x-default"' 'and says nothing else'
done
like "$(words "$out/en/reports/geneva.html")" \
    'Geneva This record was withdrawn\. Date of withdrawal 7 June 2014 Reason It described another meeting\. See instead Lima' \
    'it says when and why'
like "$(words "$out/fr/reports/geneva.html")" 'Genève .*Il décrivait une autre réunion' 'in the language of the reader'
like "$(<"$out/ar/reports/geneva.html")" '<h1><span lang="en" dir="ltr">Geneva</span></h1>' \
    'and marks what is not'
is "$(grep -rlE 'ombat|uokka|1977' "$out")" '' 'no file has anything else of it'
lists=$(cd "$out" && grep -rl --include='*.html' --include='*.xml' 'reports/geneva\.html\|"geneva\.html' . | sort | xargs)
is "$lists" './ar/archive.html ./ar/reports/geneva.html ./en/archive.html ./en/reports/geneva.html ./en/reports/lima.html ./fr/archive.html ./fr/reports/geneva.html ./s/wipo/ssc/ge/13/9.html' \
    'only the archive, its symbol and the text that cites it lead there'
like "$(words "$out/en/reports/index.html")" ' 2 entries' 'it is not counted'

# Former ids.
for old in lima-2014 peru; do
    page=$(<"$out/en/reports/$old.html")
    like "$page" '<meta http-equiv="refresh" content="0; url=lima.html">' "$old leads on"
    like "$page" '<link rel="canonical" href="https://documents.example/en/reports/lima.html">' 'says where to'
    like "$page" '<a href="lima.html">Lima</a>' 'and has a link'
done
is "$(ls "$out/fr/reports" | grep -c peru)" 0 'not in a language that has no page to lead to'
unlike "$(<"$out/sitemap.xml")" 'peru|geneva' 'none of all this is in the sitemap'

# All of it is read from the home page: an archive of the portal is complete.
like "$(<"$out/en/archive.html")" 'href="reports/peru.html"' 'the archive lists former addresses'
like "$(<"$out/en/site-map.html")" 'href="archive.html"' 'and the site map leads to it'

# A theme need not know what the site does not have.
documents_site "$work/plain"
rm "$work"/plain/themes/portal/templates/{withdrawn,moved,archive,symbol}.mustache
report "$work/plain" a.en 'Text.' <<<$'title: A\ndate: 2013'
run "$ISOGLOSS" -C "$work/plain" build
is "$status" 0 'a theme without these templates will do where nothing needs them'
is "$(ls "$work/plain/out/s" "$work/plain/out/en/archive.html" 2>/dev/null)" '' 'and nothing is made'
done_testing
