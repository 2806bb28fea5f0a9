#!/bin/bash
# The site to measure with: its maker gives the same bytes every time, it builds without a word from
# the program, and the site for Hugo has the same pages, where Hugo is installed.
. "$(dirname "$0")/../lib/tap.sh"

for theme in portal lean hugo; do
    ok "the site with the theme $theme is made" tests/bench/corpus -t $theme "$work/$theme" 3
    tests/bench/corpus -t $theme "$work/again" 3
    diff_ok "$work/$theme" "$work/again" 'a second time with the same bytes'
    rm -rf "$work/again"
done
is "$(find "$work/lean/content/reports" -name 'r*.md' | wc -l)" 18 'three reports in six languages'

for theme in portal lean; do
    run "$ISOGLOSS" -C "$work/$theme" build
    is "$status $stderr" '0 ' "the site with the theme $theme builds without a warning"
done

run tests/bench/corpus -l 'fr ru' "$work/two" 2
run "$ISOGLOSS" -C "$work/two" build
is "$status $stderr" '0 ' 'so does one of two languages without English'

run tests/bench/corpus "$work/lean" 3
is "$status $stderr" "255 $work/lean: exists already" 'a folder that is there is left alone'

if command -v hugo >/dev/null; then
    ok 'Hugo builds its site' hugo --quiet -s "$work/hugo" -d "$work/hugo-out"
    ok 'with the same pages' tests/bench/equal "$work/lean/out" "$work/hugo-out"
    sed -i 's/<td>/<td>x/' "$work/hugo-out/en/reports/r00002.html"
    run tests/bench/equal "$work/lean/out" "$work/hugo-out"
    is "$status" 1 'one that says something else is noticed'
    rm "$work/hugo-out/en/reports/r00002.html"
    run tests/bench/equal "$work/lean/out" "$work/hugo-out"
    like "$stdout" '^only Isogloss makes en/reports/r00002.html' 'and one that is missing'
else
    skip 'Hugo makes the same pages' 'no Hugo; make bench installs it'
fi
done_testing
