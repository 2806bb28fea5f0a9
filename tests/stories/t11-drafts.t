#!/bin/bash
# T11: a preview with drafts. It has all that is to come, every page is stamped as a draft in its own
# language and is for no search engine; nothing of it reaches the portal that the world sees.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

site=$work/site drafts=$work/drafts list=$work/site/content/published.txt
declare -A stamps=([ar]='مسودة' [zh]='草稿' [en]='Draft' [fr]='Brouillon' [ru]='Черновик' [es]='Borrador')
make_site
for lang in "${languages[@]}"; do
    printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Draft"\nmsgstr "%s"\n' \
        "${stamps[$lang]}" | put "locales/$lang/portal.po"
done
: >"$list"
preview() { # OPTION…
    run "$ISOGLOSS" -C "$site" build --drafts -o "$drafts" --now 2026-01-01 "$@"
    is "$status" 0 "build --drafts $*"
    [[ $status == 0 ]] || note "$stderr"
}
# What waits, for every reason there is: an embargo, drafts, texts that are not final or not revised.
put_report $'publish_at: 2026-05-06T09:00+02:00\nrelease: simultaneous' ar zh en
put_translation ru 'status: reviewed'
put_translation es $'status: draft\nmachine_assisted: yes'
put content/reports/numbat.en.md <<<$'---\ntitle: Numbat plan\nstatus: draft\n---\n\n1. Text.'

build_at 2026-01-01
is "$(traces_in "$site/out")$(grep -rl -i numbat "$site/out")" '' 'the portal has nothing of it'
cp -R "$site/out" "$work/portal"
cp "$list" "$work/promised"

preview
for lang in "${languages[@]}"; do
    like "$(<"$drafts/$lang/reports/quokka.html")" "<h1>${titles[$lang]}" "the preview has the text in $lang"
done
like "$(<"$drafts/en/reports/index.html")" 'Numbat plan' 'and drafts stand in lists'
is "$(cd "$drafts/media" && echo quokka-*)" \
    'quokka-ar.png quokka-en.png quokka-es.png quokka-map.png quokka-ru.png quokka-zh.png' 'with their pictures'

# Every page, whatever the kind.
unstamped() {
    local page lang
    find "$drafts" -name '*.html' | while read -r page; do
        lang=${page#"$drafts/"} lang=${lang%%/*}
        stamp=${stamps[$lang]-Draft}
        grep -q "<title>\[$stamp\] " "$page" &&
            grep -q "<aside class=\"draft-stamp\"><strong>$stamp</strong></aside>" "$page" &&
            grep -q '<meta name="robots" content="noindex">' "$page" || echo "$page"
    done
}
is "$(unstamped)" '' 'every page is stamped in its own language, and is for no search engine'
is "$(find "$drafts" -name '*.html' | wc -l)" "$(grep -rl draft-stamp "$drafts" | wc -l)" 'and nothing else is'
is "$(grep -c '<loc>' "$drafts/sitemap.xml")" 0 'the map of the site lists nothing'
sed -i '/^$/,$d' "$site/locales/ru/portal.po"
preview
like "$(<"$drafts/ru/index.html")" '<aside class="draft-stamp" lang="en" dir="ltr"><strong>Draft<' \
    'a language without a word for it says so in English, marked'
sed 's/plan$/plan B/' -i "$site/content/reports/numbat.en.md"
preview
like "$stdout" '[1-9][0-9]* written, [1-9][0-9]* unchanged' 'it is renewed as any portal'
preview
like "$stdout" '0 written' 'once more there is nothing to do'
run "$ISOGLOSS" -C "$site" build --drafts -o "$work/fresh" --now 2026-01-01 --full
diff_ok "$work/fresh" "$drafts" 'byte for byte what a build from nothing makes'

# Nothing of it in what the world sees.
diff_ok "$work/portal" "$site/out" 'out/ is as it was'
diff_ok "$work/promised" "$list" 'no address is promised'
build_at 2026-01-01 --full
diff_ok "$work/portal" "$site/out" 'and a build after it makes what one before it made'
refused() { # NAME OPTION…
    run "$ISOGLOSS" -C "$site" build "${@:2}" --now 2026-01-01
    is "$status" 2 "$1"
    diff_ok "$work/portal" "$site/out" 'and changes nothing'
}
refused 'without -o it is refused' --drafts
tells 'name another folder with -o [out-portal]' 'and says what to do'
refused 'so it is for out/ by another way' --drafts -o "$site/content/../out"
refused 'and inside it' --drafts -o "$site/out/drafts"
cp -R "$site/out" "$work/served"
refused 'it does not take the folder of a portal elsewhere' --drafts -o "$work/served"
diff_ok "$work/portal" "$work/served" 'which stays as it was'
cp -R "$drafts" "$work/kept"
refused 'nor does a portal take that of a preview' -o "$drafts"
tells '[out-drafts]' 'which says so'
diff_ok "$work/kept" "$drafts" 'that too stays as it was'
mv "$site/out" "$work/away"
run "$ISOGLOSS" -C "$site" build --drafts
is "$status" 2 'also where there is no out/ yet'
is "$(ls "$site")" $'content\nlocales\nthemes' 'and makes none'
run timeout 20 "$ISOGLOSS" -C "$site" serve --drafts --port 0
is "$status" 2 'serve --drafts needs a folder too'
mv "$work/away" "$site/out"

# What is nobody's to show is not shown here either.
put_report $'visibility: restricted\nstatus: draft' ar
preview
is "$(traces_in "$drafts" | grep -v '^QQ/7$')" '' 'what is restricted stays out'
put_report $'status: draft\nconsent: {given: no}' ar
preview
is "$(traces_in "$drafts")" '' 'and what lacks consent'
put_report 'status: draft' ar
preview
for number in 1 2; do
    run "$ISOGLOSS" -C "$site" build --drafts -o "$work/half-$number" --now 2026-01-01 --shard $number/2
    is "$status" 0 "share $number of a preview"
done
cp -R "$work/half-1" "$work/whole" && cp -R "$work/half-2/." "$work/whole"
run "$ISOGLOSS" -C "$site" build --drafts -o "$work/whole" --now 2026-01-01
diff_ok "$drafts" "$work/whole" 'together they make the same'

# The portal of this repository.
run "$ISOGLOSS" -C "$top" build --drafts -o "$work/real"
is "$status" 0 'the portal builds with drafts'
for mark in '<aside class="draft-stamp"><strong>' '<title>\[[^]]*\] ' '<meta name="robots" content="noindex">'; do
    is "$(grep -rL --include='*.html' "$mark" "$work/real")" '' "each of its pages has $mark"
done
is "$(grep -L '^msgid "Draft"$' "$top"/locales/*/portal.po)" '' 'and all its languages have the word'

# A page that has no place for the stamp is not published.
sed -i 's/<body>//' "$site/themes/plain/templates/layout.mustache"
run "$ISOGLOSS" -C "$site" build --drafts -o "$drafts" --now 2026-01-01
is "$status" 1 'a theme without <body> is refused'
tells '[unstamped]' 'with what to do'
done_testing
