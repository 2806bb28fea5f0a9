#!/bin/bash
# T3: what is to be translated of a report is a PO file with a message for each paragraph; from it to
# pages and back nothing is lost, whatever the translator wrote between the messages.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../translate/site.sh"
site=$work/site
po=$site/locales/es/content/reports/geneva.po
translate() { run "$ISOGLOSS" -C "$site" translate "$@"; }
message() { # PLACE: the message of that place
    awk -v RS= -v place="#: reports/geneva#$1\n" 'index($0 "\n", place)' "$po"
}
# A translator's hand: each message gets "[es] " before its own text.
fill() {
    perl -0777 -CSD -i -pe 's/(\nmsgid "(.+)"\nmsgstr )""/$1"[es] $2"/g' "$po"
}
translation_site

# ---- From nothing ----------------------------------------------------------------------------------
translate update --new es reports/geneva
is "$status$stderr" 0 'a PO file is made for an item that is named'
is "$stdout" 'locales/es/content/reports/geneva.po: 18 new, 0 changed, 0 no longer needed' 'and said'
ok 'msgfmt takes it' msgfmt -c -o /dev/null "$po"
is "$(msgcat --no-wrap "$po")" "$(<"$po")" 'it is laid out as gettext does'
is "$(message p3-a)" '#. ¶ 3 (a)
#. https://portal.example/fr/reports/geneva.html#p3-a
#: reports/geneva#p3-a
msgid "Un groupe sur les brevets."
msgstr ""' 'a paragraph is a message'
fill
sed -i '0,/^#\. ¶ 1$/s//# Ojo: la fecha es la del acta.\n#. ¶ 1/' "$po"
cp "$po" "$work/filled.po"

# ---- To pages, and back ----------------------------------------------------------------------------
run "$ISOGLOSS" -C "$site" build
is "$status$stderr" 0 'it makes pages'
like "$(<"$site/out/es/reports/geneva.html")" '\[es\] La réunion a été ouverte' 'with its texts'
ok 'a build does not touch it' cmp "$po" "$work/filled.po"
translate update
is "$status$stderr" 0 'it is brought up to date'
ok 'without a change of the text, byte for byte' cmp "$po" "$work/filled.po"
inode=$(stat -c '%i %Y' "$po")
translate update es reports
is "$stdout" '1 file, which is up to date' 'which is said'
is "$(stat -c '%i %Y' "$po")" "$inode" 'and the file is not written'

# ---- Whatever editor had it ------------------------------------------------------------------------
msgcat -w 60 "$po" | sed 's/$/\r/' >"$work/wrapped.po"
cp "$work/wrapped.po" "$po"
translate update
ok 'wrapped otherwise and with CRLF it stays too' cmp "$po" "$work/wrapped.po"
sed -i 's/close\[/levée[/' "$site/content/reports/geneva.fr.md"
translate update es
is "$stdout" "$(printf '%s' 'locales/es/content/reports/geneva.po: 0 new, 1 changed, 0 no longer needed')" \
    'one word that changed is one message'
is "$(message p5)" '#. ¶ 5
#. https://portal.example/fr/reports/geneva.html#p5
#: reports/geneva#p5
#, fuzzy
#| msgid "La réunion a été close[^a]."
msgid "La réunion a été levée[^a]."
msgstr "[es] La réunion a été close[^a]."' 'which is fuzzy, with the former text'
tr -d '\r' <"$work/wrapped.po" >"$work/before.po"
is "$(diff "$work/before.po" "$po" | grep -c '^[<>]')" 4 'and nothing else changed'
like "$(message p1)" 'Ojo: la fecha' 'the remark of the translator is there'
cp "$po" "$work/after.po"
translate update es
ok 'a second time nothing changes' cmp "$po" "$work/after.po"
sed -i 's/levée\[/close[/' "$site/content/reports/geneva.fr.md"
translate update es
is "$(msgcat "$po")" "$(msgcat "$work/before.po")" 'the word back, and the message is as it was'

# ---- Paragraphs that come and go -------------------------------------------------------------------
cp "$work/filled.po" "$po"
perl -0777 -i -pe 's/5\. La/5. Un vœu a été lu.\n6. La/; s/   2\. Un groupe sur les marques\.\n//' \
    "$site/content/reports/geneva.fr.md" "$site/content/reports/geneva.en.md"
translate update es
is "$stdout" 'locales/es/content/reports/geneva.po: 1 new, 0 changed, 1 no longer needed' 'a paragraph more, one less'
like "$(message p6)" 'msgstr "\[es\] La réunion a été close' 'what moved keeps its translation'
like "$(message p5)" 'msgstr ""$' 'what is new has none'
like "$(tail -n 2 "$po")" '^#~ msgid "Un groupe sur les marques\."' 'what is gone is kept as obsolete'
ok 'msgfmt takes that too' msgfmt -c -o /dev/null "$po"

# ---- The interface ---------------------------------------------------------------------------------
translate update ru
translate update ru
is "$stdout" '1 file, which is up to date' 'the catalog of the interface is brought up to date'
like "$(<"$site/locales/ru/portal.po")" 'nplurals=3.*msgstr\[2\] ""' 'with the forms of the language'
ok 'msgfmt takes it' msgfmt -c -o /dev/null "$site/locales/ru/portal.po"
run "$ISOGLOSS" -C "$site" check -v
unlike "$stderr" 'unused-text' 'no text in it is unused'

# ---- What can go wrong -----------------------------------------------------------------------------
translate update --new
is "$status" 2 'all that is missing at once is nobody’s wish'
tells '[update-new-what]' 'so it is asked for'
translate update --new en reports/geneva
is "$status" 2 'an item that is a file'
tells '[update-is-file]' 'is not made a PO file beside it'
echo 'msgid "broken' >>"$po"
cp "$po" "$work/broken.po"
translate update
is "$status" 1 'a broken file'
tells 'geneva.po:' 'is named'
ok 'and stays as it is' cmp "$po" "$work/broken.po"
truncate -s 5M "$po"
translate update
tells '[translate-read]' 'one that is too large, too'

done_testing
