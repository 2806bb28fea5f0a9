#!/bin/bash
# S8: a record without the consent it needs, or restricted, and all that is counted of it, is absent
# from out/.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

site=$work/site
make_site
sed -i 's/^follows.*//; s/ reports\/quokka,//; /^notes:/d; s/\[[^]]*\](reports[^)]*)//' \
    "$site/content/site.yaml" "$site/content/reports/lima.en.md"
rm "$site/content/media/quokka-map.png"
build_at 2026-05-06
is "$stderr" '' 'there is nothing to say of it'
cp -R "$site/out" "$work/without"
put_picture content/media/quokka-map.png

absent() { # HEADER WHY
    put_report "$1" ar zh en ru es
    build_at 2026-05-06
    is "$(traces_in "$site/out")" '' "$2: no trace"
    diff_ok "$work/without" "$site/out" "$2: every count and list is as if it were not there"
}
there() { # HEADER WHY
    put_report "$1" ar zh en ru es
    build_at 2026-05-06
    is "$(cd "$site/out" && echo */reports/quokka.html | wc -w)" 6 "$2: it is there, in six languages"
    like "$(<"$site/out/en/index.html")" '3 reports' 'and counted'
}

absent 'visibility: restricted' 'restricted'
there 'visibility: public' 'public'
absent 'consent: {given: no}' 'consent refused, in a collection that asks for none'
there 'sample: no' 'a collection that asks for none'

sed -i 's/^body:/consent: required\n&/' "$site/content/reports/_collection.yaml"
for report in lima cairo; do
    sed -i '0,/^title/s//consent: {given: yes, by: The chair, date: 2026-01-15}\ntitle/' "$site/content/reports/$report.en.md"
done
absent 'sample: no' 'no word of consent, where it is required'
absent 'consent: {given: no, by: The delegation, date: 2026-02-01}' 'consent refused'
there 'consent: {given: yes, by: The delegation, date: 2026-02-01}' 'consent given'
unlike "$(grep -rah 'The delegation\|The chair' "$site/out")" . 'who gave it is nobody else’s business'
absent $'consent: {given: yes, by: The delegation, date: 2026-02-01}\nvisibility: restricted' 'consent given, but restricted'
done_testing
