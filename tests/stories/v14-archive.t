#!/bin/bash
# V14: an archivist who has a copy of the portal can tell that it is whole, with a program of others: the
# manifest is a list of checksums as xxhsum writes them (tests/html/links.test.mjs follows the links).
. "$(dirname "$0")/../lib/tap.sh"
command -v xxhsum >/dev/null || skip_all 'xxhsum is not installed'

verify() { # FOLDER
    (cd "$1" && tail -n +2 .isogloss-manifest >"$work/sums" && run_here xxhsum -q -c "$work/sums")
}
run_here() { "$@" >"$work/said" 2>&1; }

run "$ISOGLOSS" -C "$top" build -o "$work/out"
is "$status" 0 'the portal builds'
ok 'the manifest holds the checksums of all files' verify "$work/out"
is "$(cut -c 35- "$work/sums" | sort)" \
    "$(cd "$work/out" && find . -type f ! -name '.isogloss-manifest' -printf '%P\n' | sort)" \
    'and no file is missing in it'

file=en/reports/data.json
sed -i '0,/Geneva/s//Genova/' "$work/out/$file"
if verify "$work/out"; then fail 'a changed file is found'; else pass 'a changed file is found'; fi
like "$(cat "$work/said")" "$file: FAILED" 'and named'
rm "$work/out/$file"
if verify "$work/out"; then fail 'a lost file is found'; else pass 'a lost file is found'; fi

done_testing
