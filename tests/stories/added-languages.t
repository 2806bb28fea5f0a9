#!/bin/bash
# Languages as data: to the portal come km, then dv, which runs to the left and which ICU does not
# know, then qaa, of which nobody knows anything; and nothing else. What holds for the pages of the
# other languages holds for theirs: the tests of tests/html and tests/browser look at them.
. "$(dirname "$0")/../lib/tap.sh"
. "$top/tests/lib/vnu.sh"
cd "$top" || exit 3

site=$work/site
mkdir "$site"
cp -R content locales themes "$site"
add() { # TAG OPTION…
    run "$ISOGLOSS" -C "$site" locale add "$@"
    is "$status$stderr" 0 "$1 is added"
    run "$ISOGLOSS" -C "$site" build
    is "$status$stderr" 0 "the portal builds with $1"
    [[ -s $site/out/$1/reports/index.html ]] && pass "and shows $1" || fail "and shows $1"
}
add km
add dv --name 'ދިވެހި'
add qaa --name Test --plurals 'nplurals=2; plural=n != 1;'

validate "$site"/out/{km,dv,qaa}
is "$status$(head -n 20 <<<"$stderr")" 0 'the pages are valid'

names='UTF-8 in NFC|direction of their language|code stands|switcher is complete'
names+='|another language says|search engines are|every English|every link|names survive|no page has'
names+='|the same help|^(km|dv|qaa)$|in all languages|open menu|axe finds nothing in dv'
PORTAL_SITE=$site PORTAL_LANGUAGES='km dv qaa' timeout 900 node --test --test-name-pattern="$names" \
    tests/html/{languages,links,untranslated}.test.mjs tests/browser/{accessibility,layout}.test.mjs \
    >"$work/bars" 2>&1
status=$?
if ((status == 0)); then
    pass 'the bars hold for them'
else
    fail 'the bars hold for them' "$(grep -A 20 '^ *not ok' "$work/bars" | head -n 60)"
fi
count=$(sed -n 's/^# pass //p' "$work/bars")
is "$((count >= 17))" 1 "all of them were asked: $count"

done_testing
