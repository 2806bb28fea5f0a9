#!/bin/bash
# S12: the list of the day says of each item what is in which language, in what state, what blocks it
# and when it opens; for people in columns and in their language, for programs as JSON.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

site=$work/site
make_site
put_report $'publish_at: 2026-05-06T09:00+02:00\nrelease: simultaneous\nrequired_languages: [fr, ar, en, es]' zh
put_translation ar $'publish_at: 2026-05-06T12:30+05:00'
put_translation en 'status: reviewed'
put_translation ru $'status: draft\nmachine_assisted: yes'
put content/places/oman.ar.yaml <<<$'title: عمان\nvisibility: restricted\nconsent: {given: no}'
put content/places/chad.fr.yaml <<<$'title: Tchad\nstatus: draft\npublish_at: 2027-01-01T00:00Z'
put content/places/chad.en.yaml <<<$'title: Chad\ntranslates: fr\nstatus: reviewed'

list() { run "$ISOGLOSS" -C "$site" check --release --now "$@"; }
list 2026-05-06
is "$status$stderr" 0 'it is no error that something waits, and no warning is in the way'
cat >"$work/expected" <<'END'
item            language  state     opens                   held by
places/chad     all       draft     2027-01-01T00:00Z       draft, embargo
places/chad     en        reviewed  -                       not final
places/oman     all       final     -                       restricted, no consent
reports/lima    en        released  2026-05-06T12:30+05:00  refers to reports/quokka (embargo)
reports/quokka  all       final     2026-05-06T12:30+05:00  embargo; waits for ar (embargo), en (not final), es (missing)
reports/quokka  ar        final     2026-05-06T12:30+05:00  embargo
reports/quokka  en        reviewed  -                       not final
reports/quokka  ru        draft     -                       draft, no reviser
reports/quokka  es        missing   -                       missing
END
printf '%s\n' "$stdout" >"$work/got"
diff_ok "$work/expected" "$work/got" 'the columns of a secretary, the whole item first, then its languages in their order'
unlike "$(ls -A "$site")" 'out|isogloss' 'nothing is written'

list 2026-05-06 --json
is "$status$stderr" 0 'for programs'
is "$(grep '"language":null' <<<"$stdout" | grep quokka)" \
    '{"item":"reports/quokka","language":null,"path":"content/reports/quokka.fr.md","state":"final","opens":"2026-05-06T12:30+05:00","refers_to":null,"held_by":["embargo","languages"],"waits_for":{"ar":["embargo"],"en":["not-final"],"es":["missing"]}}' \
    'one object a line'
is "$(node -e 'const all = require("fs").readFileSync(0, "utf8").trim().split("\n").map(JSON.parse); console.log(all.length)' <<<"$stdout")" 9 \
    'and each is JSON'

# As the day goes on.
list 2026-05-06T09:45+02:00
unlike "$stdout" 'ar +final' 'what has opened is no longer there'
like "$stdout" $'reports/quokka +all +final +- +waits for en \(not final\), es \(missing\)\n' 'what else blocks is'
put_translation en 'status: final'
put_translation es 'status: final'
list 2026-05-06T09:45+02:00
like "$stdout" $'\nreports/quokka +ru +draft +- +draft, no reviser' 'a text that nobody waits for'
unlike "$stdout" 'reports/quokka +all|lima' 'and the item is out'
rm "$site"/content/reports/quokka.ru.md "$site"/content/places/{oman,chad}.*
list 2026-05-06T09:45+02:00
is "$status$stderr$stdout" '0nothing waits for its release' 'nothing at all'

# In the reader's language; columns stay columns.
put_translation ru 'status: reviewed'
for language in ar es fr ru zh_CN; do
    run env LC_ALL=C.UTF-8 LANGUAGE="$language" "$ISOGLOSS" -C "$site" check --release --now 2027-01-01
    is "$status" 0 "in $language"
    unlike "$stdout" 'held|reviewed|final' 'not in English'
    like "$stdout" $'\nreports/quokka  +ru  +[^ ]' 'the same columns'
done

# Errors are told all the same.
put content/places/chad.fr.yaml <<<$'title: Tchad\nvisibility: secret'
list 2027-01-01
is "$status" 1 'a mistake in the content is one here too'
tells '[wrong-choice]' 'and told'
done_testing
