#!/bin/bash
# T1: a translator adds a language to the portal with one command, and no other file is touched. The
# next build has it in the language bar, in its direction and script, with its plurals, and shows
# what is not translated as what it is.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
mkdir "$site"
cp -R "$top"/{content,locales,themes} "$site"
sums() { (cd "$site" && find content locales themes -type f ! -name published.txt -exec sha256sum {} + | sort -k2); }
before=$(sums)

declare -A names=([km]='ខ្មែរ' [am]='አማርኛ' [az]='Azərbaycan' [ht]='Kreyòl ayisyen' [dv]='ދިވެހި'
    [dz]='རྫོང་ཁ' [zh-Hant]='中文（繁體）' [sr-Latn]='Srpski (latinica)' [pt-BR]='Português (Brasil)'
    [ne]='नेपाली' [x-test]='Test')
add() { run "$ISOGLOSS" -C "$site" locale add "$@"; }
for tag in km am az dz zh-Hant sr-Latn pt-BR ne; do
    add $tag
    is "$status$stderr" 0 "$tag is added"
done
add dv --name "${names[dv]}"
add ht --name "${names[ht]}" --plurals 'nplurals=2; plural=n != 1;'
add x-test --name "${names[x-test]}" --plurals 'nplurals=1; plural=0;'
is "$status$stderr" 0 'so are languages that nobody knows'
mkdir "$site/locales/ti" && : >"$site/locales/ti/portal.po"

run "$ISOGLOSS" -C "$site" build
is "$status" 0 'the portal builds'
is "$stderr" '' 'without a warning'
is "$(sums | grep -vE ' locales/(km|am|az|dz|zh-Hant|sr-Latn|pt-BR|ne|dv|ht|x-test|ti)/')" "$before" \
    'nothing but the new folders has changed'

# ---- What readers see ----------------------------------------------------------------------------

has() { # PATH TEXT NAME
    if grep -qF -- "$2" "$site/out/$1"; then pass "$3"; else fail "$3" "not in $1: $2"; fi
}
for tag in "${!names[@]}"; do
    dir=ltr
    [[ $tag == dv ]] && dir=rtl
    has "$tag/index.html" "<html lang=\"$tag\" dir=\"$dir\"" "$tag: its pages run $dir"
    has fr/reports/2013-geneva.html "lang=\"$tag\" dir=\"$dir\" hreflang=\"$tag\">${names[$tag]}</a>" \
        "$tag: in the bar of a page"
    has index.html "<strong>${names[$tag]}</strong>" "$tag: in the choice of languages"
done
has ti/index.html '<html lang="ti" dir="ltr"' 'an empty file made by hand does too'
has km/reports/index.html '<h1><span lang="en" dir="ltr">Reports</span></h1>' 'the interface is marked as English'
has km/reports/index.html '<a href="../../fr/reports/2013-geneva.html" hreflang="fr"' 'an item leads to its original'
has pt-BR/countries/index.html 'href="../../pt/countries/br.html"' 'or to a nearer version'
has pt-BR/reports/index.html '<h1>Relatórios</h1>' 'and so does the interface'
has ne/activities/index.html '<h2 id="year-2026">२०२६ ' 'digits are those that its readers use'
has km/activities/index.html '<h2 id="year-2026">2026 ' 'of Khmer readers these'

# ---- What translators write ----------------------------------------------------------------------

translate() { # TAG MSGID FORM…
    MSGID=$2 perl -CSDA -Mutf8 -0777 -i -pe '
        BEGIN { @forms = splice @ARGV, 1; utf8::decode($id = $ENV{MSGID}) }
        my $n = 0;
        s{(msgid "\Q$id\E"\n(?:msgid_plural .*\n)?)((?:msgstr.*\n)+)}
         {my ($head, $old) = ($1, $2); $old =~ s/""/"\"" . $forms[$n++] . "\""/ge; $head . $old}e or die "no $id\n"' \
        "$site/locales/$1/portal.po" "${@:3}"
}
activities=$(ls "$site"/content/activities/*.yaml | grep -v _collection | sed 's|.*/||; s|\..*||' | sort -u | wc -l)
translate sr-Latn '{n} activity' '{n} aktivnost' '{n} aktivnosti' '{n} aktivnostī'
translate am '{n} report' '{n} ሪፖርት' '{n} ሪፖርቶች'
translate km 'Skip to the content' 'រំលងទៅមាតិកា'
sed -i 's/^digits: .*/digits: khmr/' "$site/locales/km/locale.yaml"
printf 'translates: en\ntitle: ប៉េរូ\n' >"$site/content/countries/pe.km.yaml"
run "$ISOGLOSS" -C "$site" build
is "$status$stderr" 0 'the translated portal builds'
case $((activities % 100)),$((activities % 10)) in
1[1-9],*) form=aktivnostī ;; *,1) form=aktivnost ;; *,[234]) form=aktivnosti ;; *) form=aktivnostī ;;
esac
has sr-Latn/index.html "$activities $form" 'a plural form follows the number'
has am/index.html 'ሪፖርቶች' 'another language has others'
has km/index.html 'រំលងទៅមាតិកា' 'a translated text is there'
has km/activities/index.html '<h2 id="year-2026">២០២៦ ' 'a pin is followed'
has km/countries/pe.html '<h1>ប៉េរូ</h1>' 'an item has a page of its own'
has fr/countries/pe.html 'href="../../km/countries/pe.html"' 'which the other languages lead to'

done_testing
