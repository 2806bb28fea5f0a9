#!/bin/bash
# T7: a language that ICU does not know has the order of the Unicode root, and records that are given
# a sort_key the place of that; a build that is asked to say more says so once, and the names that
# language data lacks come from the catalog.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
small_site seven-languages "$site"
record() { printf 'translates: en\ntitle: %s\n%s' "$2" "${3-}" >"$site/content/countries/$1.dv.yaml"; }
build() { run "$ISOGLOSS" -C "$site" build "$@"; }
order() { grep -oP '<a href="\K[a-z]{2}(?=\.html">)' "$site/out/dv/countries/index.html" | xargs; }

run "$ISOGLOSS" -C "$site" locale add dv --name 'ދިވެހި'
is "$status$stderr" 0 'the language is added'
like "$stdout" 'ICU has no data of this language: give a sort_key' 'with a word on what is missing'

# Haa, shaviyani, noonu, raa: the order of the letters and of the root. Arabic letters that Dhivehi
# borrows stand elsewhere in its alphabet than the root has them.
record np 'ނޭޕާލް'
record az 'އަޒަރުބައިޖާން'
record br 'ބްރެޒިލް'
record eg 'މިޞްރު'
build -v
is "$status" 0 'the site builds'
is "$(grep -c 'ICU knows nothing of the language “dv”' <<<"$stderr")" 1 'it is said once'
tells '[no-language-data]' 'as a note'
build --full
is "$stderr" '' 'which is for those who ask'
is "$(order)" 'np br az eg' 'records stand in the order of the root'

record eg 'މިޞްރު' $'sort_key: ހ\n'
build
is "$(order)" 'eg np br az' 'a sort_key moves one'

# ---- Names and numbers ---------------------------------------------------------------------------

page() { cat "$site/out/dv/$1"; }
like "$(page countries/np.html)" '<html lang="dv" dir="rtl"' 'its direction is that of its script'
like "$(page countries/index.html)" '<a href="../../en/countries/kr.html"[^>]*><span lang="en" dir="ltr">' \
    'what is not translated is marked'
perl -0777 -i -pe 's/(msgctxt "country"\nmsgid "KR"\nmsgstr )""/$1"ކޮރެއާ"/;
    s/(msgctxt "language"\nmsgid "en"\nmsgstr )""/$1"އިނގިރޭސި"/;
    s/(msgid "\(in \{language\}\)"\nmsgstr )""/$1"({language})"/' "$site/locales/dv/portal.po"
build
is "$status$stderr" 0 'its catalog may name countries and languages'
like "$(page countries/index.html)" 'ކޮރެއާ' 'a country has that name'
like "$(page countries/index.html)" '\(އިނގިރޭސި\)' 'and a language'

done_testing
