#!/bin/bash
# A new kind of record, with a reference, a facet and a match rule, is a _collection.yaml and its
# records: no C, and no change of the theme.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
mkdir -p "$site"
cp -R "$top"/{content,locales,themes} "$site"
mkdir "$site/content/funding"
cat >"$site/content/funding/_collection.yaml" <<'END'
label: Funding
singular: Fund
count: {one: "{n} fund", many: "{n} funds"}
matches:
  - with: needs
    label: Needs that this fund may finance
    reverse: Funds that may finance this need
    require:
      - {ours: subjects, theirs: subjects, tree: yes, reason: "Subject: {value}"}
      - {ours: kind, theirs: kind}
fields:
  title: {type: text, required: yes, translatable: yes}
  donor: {type: reference, to: countries, label: Donor, reverse: Funds of this country, facet: {id: donor, label: By donor}}
  subjects: {type: list, of: {type: reference, to: subjects}, label: Subjects}
  kind: {type: term, of: support-kind, label: Kind of support}
END
need=$(grep -l '^kind: financial' "$site"/content/needs/*.yaml | head -n 1)
need_id=$(basename "$need" | cut -d. -f1)
subject=$(grep -m1 '^subjects:' "$need" | grep -oE '[a-z-]+' | sed -n 2p)
printf 'title: Bridge fund\nsample: yes\ndonor: br\nsubjects: [%s]\nkind: financial\n' "$subject" \
    >"$site/content/funding/bridge.en.yaml"
printf 'translates: en\ntitle: Fonds passerelle\n' >"$site/content/funding/bridge.fr.yaml"

run "$ISOGLOSS" -C "$site" build
is "$status" 0 'the portal builds with the new collection'
has() { # FILE TEXT NAME
    if grep -qF -- "$2" "$site/out/$1"; then pass "$3"; else fail "$3" "no “$2” in $1"; fi
}
has fr/funding/index.html 'Fonds passerelle' 'its index lists the record in French'
has ar/funding/index.html 'Bridge fund' 'and in Arabic the original'
has fr/funding/by-donor-br.html 'Fonds passerelle' 'it has pages by its facet'
has fr/countries/br.html '../funding/bridge.html' 'the country lists it by the reference'
has fr/funding/bridge.html "../needs/$need_id.html" 'its page shows the need it matches'
has "fr/needs/$need_id.html" '../funding/bridge.html' 'the need shows it'
has fr/site-map.html 'funding/index.html' 'the site map leads to it'
if grep -qlF funding/bridge.html "$site"/out/fr/a-z*.html; then
    pass 'A to Z has it'
else
    fail 'A to Z has it'
fi

done_testing
