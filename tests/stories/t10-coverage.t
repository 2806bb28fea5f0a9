#!/bin/bash
# T10: how much of each collection is translated into each language, in segments and words, and what
# to translate next.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../translate/site.sh"
site=$work/site
translate() { run "$ISOGLOSS" -C "$site" translate "$@"; }
translation_site
translate update --new es reports/geneva
perl -0777 -CSD -i -pe 's/(\nmsgid "(.+)"\nmsgstr )""/$1"[es] $2"/g' "$site/locales/es/content/reports/geneva.po"
translate ack --all

translate status
is "$status$stderr" 0 'it goes in silence'
is "$stdout" 'en: 18 of 18 segments are current, 59 of 59 words
                    current             stale           missing             fuzzy
  reports           18 (59)             0 (0)             0 (0)             0 (0)
fr: 0 of 4 segments are current, 0 of 13 words
                  current             stale           missing             fuzzy
  cases             0 (0)             0 (0)            4 (13)             0 (0)
to be done, what matters most first:
  cases/peru: 4 missing (13)
ru: 0 of 22 segments are current, 0 of 72 words
                    current             stale           missing             fuzzy
  cases               0 (0)             0 (0)            4 (13)             0 (0)
  reports             0 (0)             0 (0)           18 (59)             0 (0)
to be done, what matters most first:
  cases/peru: 4 missing (13)
  reports/geneva: 18 missing (59)
es: 18 of 22 segments are current, 59 of 72 words
                    current             stale           missing             fuzzy
  cases               0 (0)             0 (0)            4 (13)             0 (0)
  reports           18 (59)             0 (0)             0 (0)             0 (0)
to be done, what matters most first:
  cases/peru: 4 missing (13)' 'a table for each language'
translate status ru cases
is "$(head -n 1 <<<"$stdout")" 'ru: 0 of 4 segments are current, 0 of 13 words' 'one language, one collection'
translate status --json
is "$(python3 -c '
import json, sys
for line in sys.stdin:
    language = json.loads(line)
    print(language["language"], language["segments"]["current"], language["words"]["missing"],
        [c["collection"] for c in language["collections"]], [i["item"] for i in language["items"]])' \
    <<<"$stdout")" "en 18 0 ['reports'] ['reports/geneva']
fr 0 13 ['cases'] ['cases/peru']
ru 0 72 ['cases', 'reports'] ['cases/peru', 'reports/geneva']
es 18 13 ['cases', 'reports'] ['cases/peru', 'reports/geneva']" 'the same as JSON'
first=$stdout
for jobs in 1 4; do
    translate status --json -j$jobs
    is "$stdout" "$first" "with $jobs workers"
done
msgcount=$(msgattrib --translated "$site/locales/es/content/reports/geneva.po" | grep -c '^msgid "[^"]')
is "$msgcount" 18 'gettext counts as many'

# ---- What to translate next ------------------------------------------------------------------------
next() { translate status "$1" && sed -n 's/^  \([a-z]*\/[a-z0-9-]*\): .*/\1/p' <<<"$stdout" | xargs; }
sed -i 's/^label: Reports/&\ntranslation_weight: 3/' "$site/content/reports/_collection.yaml"
is "$(next ru)" 'reports/geneva cases/peru' 'a collection that weighs more comes first'
for day in 2014-05-01 2020-05-01 2017-05-01; do
    sed "s/^title: .*/title: Report of $day/; s/^symbol: .*/updated: $day/" "$site/content/reports/geneva.fr.md" \
        >"$site/content/reports/r${day%%-*}.fr.md"
done
is "$(next ru)" 'reports/r2020 reports/r2017 reports/r2014 reports/geneva cases/peru' 'and the recent before the old'
for number in {10..40}; do
    echo "title: Case $number" >"$site/content/cases/c$number.en.yaml"
done
translate status ru
like "$stdout" '  and 16 more, which -v lists$' 'a long list is cut'
translate status ru -v
like "$stdout" 'cases/c40: 1 missing \(2\)' 'unless one asks'

sed -i 's/^translation_weight: 3/translation_weight: much/' "$site/content/reports/_collection.yaml"
run "$ISOGLOSS" -C "$site" check
tells '_collection.yaml:2:21: error: “much” is no weight' 'a weight that is none'
tells '[bad-translation-weight]' 'is told'

done_testing
