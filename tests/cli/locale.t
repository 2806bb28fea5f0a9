#!/bin/bash
# isogloss locale add: any tag becomes a folder that is whole, sound and nobody's before; whatever
# cannot be one is refused with what to write instead.
. "$(dirname "$0")/../lib/tap.sh"
cd "$work" || exit 3

new_site() { rm -rf site && small_site seven-languages "$work/site" && rm -r site/locales/km; }
locale() { run "$ISOGLOSS" -C site locale "$@"; }
state() { (cd site && find . -printf '%p %y %s %T@\n' | sort); }
pins() { tail -n +2 "site/locales/$1/locale.yaml"; }
header() { sed -n "s/^\"$2: \(.*\)\\\\n\"$/\1/p" "site/locales/$1/portal.po"; }
refused() { # STATUS CODE NAME [REGEXP]: the last run ended so
    if [[ $status == "$1" && $stderr == *"$2"* && $stderr =~ ${4-} ]]; then
        pass "$3"
    else
        fail "$3" "expected: $1 $2 ${4-}"$'\n'"     got: $status $stderr"
    fi
}
new_site

# ---- What is written -----------------------------------------------------------------------------

locale add km
is "$status$stderr" 0 'a language is added in silence'
count=$(grep -c '^msgid "[^"]' site/locales/km/portal.po)
like "$count" '^[0-9]{2,}$' 'its catalog has texts'
is "$stdout" "locales/km: “ខ្មែរ” is a language of the site from the next build on; to be done:
- translate the $count texts in locales/km/portal.po; they stand in “en” until then
- see whether name, digits and calendar in locales/km/locale.yaml are what readers expect
- name there, by fallback: [TAG], what they read where an item is not in their language, or leave it at the original" \
    'what is left to do is said'
is "$(pins km)" $'name: "ខ្មែរ"\ndigits: latn # or khmr\ncalendar: gregory' 'its pins'
is "$(ls -A site/locales/km)" $'locale.yaml\nportal.po' 'and nothing else is in its folder'
is "$(find site/locales -maxdepth 1 -name '.*' -not -name locales)" '' 'nor left beside it'
is "$(stat -c %a site/locales/km site/locales/km/portal.po | xargs)" '755 644' 'all may read it'

run "$ISOGLOSS" -C site build -v
is "$status" 0 'the site builds with it'
like "$stderr" "locales/km/portal.po: note: $count of $count texts of the interface" \
    'and asks for no other texts than the catalog has'
unlike "$stderr" 'unused-text' 'nor finds one that it does not need'
like "$(<site/out/km/index.html)" '<html lang="km" dir="ltr"' 'it has a home page'

first=$(cat site/locales/km/*)
rm -r site/locales/km
locale add km --now=2020-01-01
is "$(cat site/locales/km/*)" "$first" 'the same bytes on any day'

for tag in am az zh-Hant sr-Latn pt-BR fa ar-MA en-GB; do
    locale add $tag
    is "$status$stderr" 0 "$tag is added"
done
locale add dv --name ދިވެހި
locale add ht --name 'Kreyòl ayisyen' --plurals 'nplurals=2; plural=n > 1'
locale add qaa --name 'ߒߞߏ “\"”' --plurals $'nplurals=1;\n\tplural=0;'
locale add x-test --name Test --plurals='nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;'
is "$status$stderr" 0 'so are languages of which nothing is known'
like "$stdout" 'ICU has no data of this language: give a sort_key' 'which is said'
unsound=
for catalog in site/locales/{km,am,az,zh-Hant,sr-Latn,pt-BR,fa,ar-MA,en-GB,dv,ht,qaa,x-test}/portal.po; do
    unsound+=$(msgfmt --check -o /dev/null "$catalog" 2>&1)
done
is "$unsound" '' 'msgfmt --check has nothing against any of the catalogs'
run "$ISOGLOSS" -C site check
is "$status$stderr" 0 'nor has the site'

is "$(header sr-Latn Plural-Forms)" \
    'nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);' \
    'the rule of CLDR'
is "$(header qaa Plural-Forms)" 'nplurals=1; plural=0;' 'a rule that was given, in one line'
is "$(header ht Plural-Forms)" 'nplurals=2; plural=n > 1;' 'and with its end'
is "$(grep -A4 -m1 msgid_plural site/locales/x-test/portal.po)" \
    $'msgid_plural "{n} entries"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""' 'as many forms as it has'
is "$(header pt-BR Language)" pt-BR 'the language is named'
is "$(pins fa)" $'name: "فارسی"\ndigits: arabext\ncalendar: gregory # or persian' 'digits of readers, dates of the site'
is "$(pins qaa)" $'name: "ߒߞߏ “\\\\\\"”"\ndirection: rtl\ndigits: latn\ncalendar: gregory' \
    'where the tag does not tell a direction its name does'
is "$(pins dv)" $'name: "ދިވެހި"\ndigits: latn\ncalendar: gregory' 'where it does nothing is pinned'
locale add fr-SN
like "$stdout" 'they stand in “fr” until then' 'a region reads its language meanwhile'
like "$(<site/locales/ht/portal.po)" $'#. Peru\n#: [^\n]*\nmsgctxt "country"\nmsgid "PE"\nmsgstr ""' \
    'a language that ICU does not know has countries to name'
unlike "$(<site/locales/km/portal.po)" msgctxt 'others have not'

locale add pt-PT --json
is "$stdout" "{\"path\":\"locales/pt-PT\",\"language\":\"pt-PT\",\"name\":\"Português (Portugal)\",\"direction\":\"ltr\",\"digits\":\"latn\",\"calendar\":\"gregory\",\"plurals\":\"nplurals=2; plural=(n != 1);\",\"texts\":$count}" \
    'the same as JSON'
LC_ALL=C.UTF-8 LANGUAGE=fr locale add fr-CA
like "$stdout" "^locales/fr-CA : « Français \(Canada\) » est une langue du site" "or in the language of who asks"

# A language whose items came first: they are errors until it is there.
new_site
printf 'translates: en\ntitle: កូរ៉េ\n' >site/content/countries/kr.km.yaml
run "$ISOGLOSS" -C site check
is "$status" 1 'an item in a language that the site lacks is an error'
locale add km
is "$status$stderr" 0 'which does not keep the language out'
run "$ISOGLOSS" -C site check
is "$status$stderr" 0 'and is mended by it'
rm -r site/locales
locale add en
is "$status$stderr $(ls site/locales)" '0 en' 'the first language of a site is added like others'

# ---- Tags ----------------------------------------------------------------------------------------

new_site
for spelling in km KM Km; do
    rm -rf site/locales/km
    locale add $spelling
    is "$status $(ls -d site/locales/km)" '0 site/locales/km' "$spelling is km"
done
while read -r spelling tag; do
    locale add "$spelling"
    is "$status $(ls -d "site/locales/$tag")" "0 site/locales/$tag" "$spelling is $tag"
done <<'END'
EN-us en-US
en_CA en-CA
zh-hant zh-Hant
SR-LATN-rs sr-Latn-RS
de-1996 de-1996
es-419 es-419
ar-u-nu-latn ar-u-nu-latn
ta-x-ABC ta-x-abc
END

before=$(state)
long=$(printf 'a%.0s' {1..200})
for tag in ../x .. . / km/ e en- -en en--US en-u x- i-klingon 1 'e n' en.po 'ខ្មែរ' $'en\n' "$long" \
    de-a-b-c abcdefghi $'en\xff'; do
    locale add -- "$tag"
    refused 2 '[locale-tag]' "no tag: $(printf %q "${tag:0:20}")" 'usage error: “.*” is no language tag; '
done
locale add ''
refused 2 '[empty-argument]' 'nothing is no tag'
is "$(state)" "$before" 'none of these wrote anything'

# ---- What is refused -----------------------------------------------------------------------------

for tag in fr FR zh-hant; do
    locale add $tag --name X --plurals 'nplurals=1; plural=0;'
    refused 1 '[locale-exists]' "$tag is there already" 'locales/[a-zA-Z-]+: error: .*move the folder away'
done
mkdir -p site/locales/ky/content/countries
: >site/locales/ky/content/countries/kr.po
ln -s fr site/locales/fr-FR
before=$(state)
locale add ky
refused 1 '[locale-exists]' 'so is a folder with a translation in it'
locale add fr-FR
refused 1 '[locale-exists]' 'and a link'
is "$(state)" "$before" 'and all stays as it is'
rm site/locales/fr-FR
mkdir site/locales/uz
locale add uz
is "$status" 0 'a folder with nothing in it is none'

locale add qaa
refused 2 '[locale-no-name]' 'the name of what nobody knows is asked for' 'what “qaa” is called .*add --name '
refused 2 '[locale-no-plurals]' 'and its rule' "no plural rule for “qaa”; add --plurals .*'nplurals=1; plural=0;'"
locale add dv
refused 2 '[locale-no-name]' 'of what is half known the half'
unlike "$stderr" 'no plural rule' 'and no more'
for rule in 'nplurals=2; plural=n' 'nplurals=0; plural=0' 'nplurals=7; plural=0' 'plural=n != 1' \
    'nplurals=2' 'nplurals=2; plural=n != 1; x' 'nplurals=2; plural=n/0' 'n != 1' \
    'nplurals=2; plural=system(1)' $'nplurals=2; plural=n != 1;\\n"\nX: y' "nplurals=1; plural=$long"; do
    locale add qaa --name X --plurals "$rule"
    refused 2 '[locale-bad-plurals]' "no rule: $(printf %q "${rule:0:30}")" 'no plural rule'
done
hundred=$(printf 'ខ%.0s' {1..100})
for name in $'a\nb' $'\t' ' ' $'a\u202eb' $'a\u2066b' $'a\u200bb' $'a\x1bb' $'a\xff' "${hundred}a"; do
    locale add qaa --name "$name" --plurals 'nplurals=1; plural=0;'
    refused 2 '[locale-bad-name]' "no name: $(printf %q "${name:0:20}")" 'cannot be the name'
done
locale add qaa --name "$hundred" --plurals 'nplurals=1; plural=0;'
is "$status" 0 'a name of a hundred characters is fine'
run "$ISOGLOSS" -C site check
is "$status$stderr" 0 'also for the site'

mkdir empty
run "$ISOGLOSS" -C empty locale add km
refused 2 '[locale-no-site]' 'no language without a site' 'no content/site.yaml'
is "$(ls -A empty)" '' 'whose folder stays as it is'
run "$ISOGLOSS" -C nowhere locale add km
refused 2 '[site-folder]' 'nor where there is no folder'
locale
refused 2 '[missing-argument]' 'locale alone'
locale add
refused 2 '[missing-argument]' 'locale add alone' 'isogloss locale add TAG'
locale km
refused 2 '[unknown-locale-word]' 'another word' 'write one of: add'
locale add km am
refused 2 '[extra-argument]' 'two languages'

# All of it or nothing: where the folder cannot be put into place, no part of it stays.
new_site
run bash -c "ulimit -f 4; trap '' XFSZ; exec '$ISOGLOSS' -C site locale add km"
refused 3 '[locale-write]' 'a full disk is told' 'locales/km: system error:'
is "$(find site/locales -name '*km*')" '' 'and leaves nothing'
mkdir -p site/locales/.km.new && echo half >site/locales/.km.new/portal.po
locale add km
is "$status $(ls -A site/locales | grep -c km)" '0 1' 'what a run that was cut off left does not matter'

done_testing
