#!/bin/bash
# S9: a wrong reference, an id with two files, an unknown field, a bad date and a bad country code:
# each is named with its file, line, field and the nearest right value, all in one run, and nothing
# of them is published.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
mkdir -p "$site"
cp -R "$top"/{content,locales,themes} "$site"
run "$ISOGLOSS" -C "$site" build
is "$status" 0 'the portal builds'
(cd "$site/out" && find . -type f -exec cksum {} + | sort) >"$work/before"

cd "$site/content" || exit
sed -i 's/^country: eg$/country: egg/' meetings/2013-cairo.en.yaml
printf -- '---\ntranslates: en\ntitle: Pérou\n---\n' >countries/pe.fr.md
sed -i 's/^code: np$/code: npl/' countries/np.en.yaml
sed -i 's/^summary:/sumary:/' subjects/patents.en.yaml
sed -i 's/^date: .*/date: 13.05.2013/' case-studies/peru-competition.en.yaml
cd "$top" || exit
run "$ISOGLOSS" -C "$site" build
is "$status" 1 'the build is refused'
for text in \
    'content/meetings/2013-cairo.en.yaml:8:10: error: there is no “egg” in the collection “countries”' \
    'did you mean “eg”?' \
    'content/countries/pe.fr.yaml: error: “pe” has two files in the language fr' \
    'content/countries/np.en.yaml:3:7: error: “npl” is not a country code' \
    'did you mean “np”?' \
    'content/subjects/patents.en.yaml:3:1: error: unknown key “sumary”' \
    'did you mean “summary”?' \
    'content/case-studies/peru-competition.en.yaml:8:7: error: “13.05.2013” is not a date'; do
    tells "$text" "$text"
done
(cd "$site/out" && find . -type f -exec cksum {} + | sort) >"$work/after"
diff_ok "$work/before" "$work/after" 'what was published stays, byte for byte'

done_testing
