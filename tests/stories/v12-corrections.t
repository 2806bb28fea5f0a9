#!/bin/bash
# V12: a journalist reads the feed of one language: it holds what is in that language only, and a correction
# comes to the top under the same id.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
small_site open-data "$site"
run "$ISOGLOSS" -C "$site" build
is "$status" 0 'the site builds'
entries() { # FEED: title, id and date of each entry, a line each
    tr -d '\n' <"$site/out/$1" | sed 's/<entry>/\n/g' | sed -n '2,$p' |
        sed -E 's|.*<title>(.*)</title>.*<id>(.*)</id>.*<updated>(.{10}).*|\1 \2 \3|'
}
cp -R "$site/out" "$work/before"
is "$(entries fr/feed.xml | grep -c .)" 1 'what is not in French, or has no date, is not in the French feed'
like "$(entries fr/feed.xml)" '^\+Titre.* urn:uuid:[0-9a-f-]* 2014-02-03$' 'the rest is'
is "$([[ -e $site/out/ar/feed.xml ]] && echo there)" '' 'a language without dated entries has no feed'

sed -i 's/^sample: yes/&\nupdated: 2014-06-01/' "$site/content/events/month.fr.yaml"
run "$ISOGLOSS" -C "$site" build
like "$(entries fr/feed.xml | head -n 1)" '^Un mois entier .* 2014-06-01$' 'what is new is at the top'
ok 'the English feed is what it was' cmp "$work/before/en/feed.xml" "$site/out/en/feed.xml"
before=$(entries fr/feed.xml | tail -n 1)

sed -i 's/^updated: .*/updated: 2014-09-01/' "$site/content/events/hostile.en.yaml"
run "$ISOGLOSS" -C "$site" build
is "$(entries fr/feed.xml | head -n 1)" "${before/2014-02-03/2014-09-01}" \
    'a correction comes to the top, under its id'
is "$(grep -c '<updated>2014-09-01T00:00:00Z</updated>' "$site/out/fr/feed.xml")" 2 'the feed says when'

done_testing
