#!/bin/bash
# Small whole sites: tests/sites/CASE/{content,locales} with the theme of tests/sites/theme is built
# into a fresh folder, and out/ must be tests/sites/CASE/expected, file by file. UPDATE=1 rewrites.
. "$(dirname "$0")/../lib/tap.sh"

for case in "$top"/tests/sites/*/content; do
    case=$(dirname "$case")
    name=$(basename "$case")
    small_site "$name" "$work/$name"
    run "$ISOGLOSS" -C "$work/$name" build
    is "$status" 0 "$name builds"
    is "$stderr" "$(cat "$case/said" 2>/dev/null)" "$name says what it should"
    rm -f "$work/$name/out/.isogloss-manifest"
    diff_ok "$case/expected" "$work/$name/out" "$name has the expected files"
done

done_testing
