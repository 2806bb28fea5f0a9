#!/bin/bash
# What is composed of a text's own segments is the text: every construct of CommonMark, and every
# text of the portal.
. "$(dirname "$0")/../lib/tap.sh"
cd "$top" || exit 3

same() { # NAME [numbered]: standard input
    local difference
    difference=$("$B/tests/test_segments" compose "${@:2}")
    is "$difference" '' "$1"
}

for file in tests/stages/commonmark/*.txt; do
    failed=() count=0
    while IFS= read -r -d $'\x01' text; do
        ((++count))
        text=${text//→/$'\t'}
        "$B/tests/test_segments" compose <<<"${text//␣/ }" >/dev/null || failed+=("$text")
    done < <(awk '/^=== /{on=1; next} /^--->$/{if (on) printf "%c", 1; on=0} on' "$file")
    is "${failed[*]-}" '' "$(basename "$file" .txt): $count texts"
done
for file in content/*/*.md; do
    same "$file" numbered < <(sed '1,/^---$/!b; 1{/^---$/d}' "$file" | sed '1,/^---$/d')
done
done_testing
