#!/bin/bash
# T2: one word changes in a paragraph of the original: exactly that segment becomes stale in each
# language, whether it is translated by a file, by PO, or from a translation; and nothing else.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../translate/site.sh"
site=$work/site
translate() { run "$ISOGLOSS" -C "$site" translate "$@"; }
stale() { # all that is not current of the report, a line each: LANG SEGMENT STATE WEIGHT
    "$ISOGLOSS" -C "$site" translate status reports/geneva --json | python3 -c '
import json, sys
for line in sys.stdin:
    item = json.loads(line)
    for s in item["segments"]:
        print(item["language"], s["segment"], s["state"], s.get("weight"), s.get("changed_in"))'
}
translation_site
sed 's/translates: fr/translates: en/' "$site/content/reports/geneva.en.md" >"$site/content/reports/geneva.ru.md"
translate update --new es reports/geneva
perl -0777 -CSD -i -pe 's/(\nmsgid "(.+)"\nmsgstr )""/$1"[es] $2"/g' "$site/locales/es/content/reports/geneva.po"

translate status reports/geneva
like "$stdout" 'reports/geneva: not recorded what it was made from; look at it, then: isogloss translate ack en reports/geneva' \
    'a file of which nobody noted what it was made from is named'
translate ack --all en ru
is "$(stale)" '' 'all is current'
run "$ISOGLOSS" -C "$site" build
cp -R "$site/out" "$work/before"

sed -i 's/close\[/levée[/' "$site/content/reports/geneva.fr.md"
is "$(stale)" 'en p5 stale substantive fr
ru p5 stale substantive fr
es p5 stale substantive fr' 'one word: the segment in each language, and in what was made from it'
translate status reports/geneva
is "$status$stderr" 0 'status of an item'
is "$stdout" 'reports/geneva in “en”, from “fr”: 17 of 18 segments are current
  p5: stale, substantive (content/reports/geneva.en.md:26)
    La réunion a été [-close[^a].-]{+levée[^a].+}
    → The meeting was closed[^a].
reports/geneva in “ru”, from “en”: 17 of 18 segments are current
  p5: stale, substantive (content/reports/geneva.ru.md:26)
    changed in “fr”, which “en” was made from:
    La réunion a été [-close[^a].-]{+levée[^a].+}
    → The meeting was closed[^a].
reports/geneva in “es”, from “fr”: 17 of 18 segments are current
  p5: stale, substantive (locales/es/content/reports/geneva.po:113)
    La réunion a été [-close[^a].-]{+levée[^a].+}
    → [es] La réunion a été close[^a].' 'shows the word, and where the translation stands'
translate status en es
like "$stdout" 'reports/geneva: 1 stale \(5\)' 'and the languages what is to be done'
run "$ISOGLOSS" -C "$site" build
is "$status$stderr" 0 'the site builds'
is "$(diff -rq "$work/before" "$site/out" | sed -nE 's/^Files .* and .*out\/(.*) differ$/\1/p' |
    grep -vE '^([a-z]+/reports/geneva\.html|[a-z]+/(translations|languages)[a-z.-]*|\.isogloss-manifest)$')" '' \
    'and nothing but the pages of the report changes'

# ---- How much it matters ---------------------------------------------------------------------------
sed -i 's/^symbol/changes: {p5: legal}\nsymbol/' "$site/content/reports/geneva.fr.md"
is "$(stale | head -n 1)" 'en p5 stale legal fr' 'the author says how much it matters'

# ---- Until it is mended ----------------------------------------------------------------------------
translate update es
is "$(stale | tail -n 1)" 'es p5 stale legal fr' 'a PO file that is brought up to date still follows the earlier text'
sed -i 's/closed/adjourned/' "$site/content/reports/geneva.en.md"
translate ack en reports/geneva p5
is "$(stale | grep -v ^es)" 'ru p5 stale substantive en' \
    'mended in English, it is stale in Russian because of the English'
translate ack ru reports/geneva
translate ack es reports/geneva
is "$(stale)" '' 'until that is looked at too'
sed -i 's/levée\[/finie[/' "$site/content/reports/geneva.fr.md"
perl -0777 -i -pe 's/(msgid "La réunion a été levée\[\^a\]\."\nmsgstr )".*"/$1""/' "$site/locales/es/content/reports/geneva.po"
is "$(stale | tail -n 1)" 'es p5 missing None None' 'what has no translation is missing, not stale'
perl -0777 -i -pe 's/(msgid "La réunion a été levée\[\^a\]\."\nmsgstr )""/#, fuzzy\n$1"x"/' "$site/locales/es/content/reports/geneva.po"
is "$(stale | tail -n 1)" 'es p5 fuzzy None None' 'what its translator doubts is fuzzy'

done_testing
