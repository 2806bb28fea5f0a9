#!/bin/bash
# T9: a translator works on an export of XLIFF with her own program; what comes back goes into PO or
# into a file of content/, whichever the version is, and never over newer work. What is published
# makes a memory.
. "$(dirname "$0")/../lib/tap.sh"
. "$top/tests/translate/site.sh"
site=$work/site
translation_site
put locales/en/content/reports/geneva.source.yaml <<'END'
translates: fr
segments:
  title: "La réunion de Genève"
  p1: "La réunion a été ouverte."
  p3: "Cinq groupes ont travaillé."
END

isogloss() { run "$ISOGLOSS" -C "$site" "$@"; }

# The program of the translator: each SEGMENT=TEXT becomes a target, SEGMENT alone is confirmed.
translate() { # FILE SEGMENT=TEXT…
    python3 - "$work/$1" "${@:2}" <<'END'
import sys
from xml.etree import ElementTree as tree
core = 'urn:oasis:names:tc:xliff:document:2.0'
tree.register_namespace('', core)
document = tree.parse(sys.argv[1])
for word in sys.argv[2:]:
    name, has_text, text = word.partition('=')
    segment = document.find(f".//{{{core}}}unit[@id='{name}']/{{{core}}}segment")
    target = segment.find(f'{{{core}}}target')
    if target is None:
        target = tree.SubElement(segment, f'{{{core}}}target')
    if has_text:
        target.text = text
    segment.set('state', 'translated')
    segment.attrib.pop('subState', None)
document.write(sys.argv[1], encoding='UTF-8', xml_declaration=True)
END
}

# ---- Into PO -----------------------------------------------------------------------------------

po=$site/locales/es/content/reports/geneva.po
isogloss export xliff es reports/geneva -o "$work/es.xlf"
translate es.xlf 'title=La reunión de Ginebra' 'p1=La reunión se inauguró el 22 de noviembre de 2013.' \
    'p2.2=Véase [el caso](cases/peru).' 'note-a=A las 18.00 horas.'
isogloss import xliff "$work/es.xlf" --dry-run
is "$status $stdout" '0 locales/es/content/reports/geneva.po: 4 segments' \
    'what an import would do can be seen before'
ok 'and is not done' test ! -e "$po"
isogloss import xliff "$work/es.xlf"
is "$status" 0 'what is not translated yet becomes a PO file'
ok 'that msgfmt accepts' msgfmt -c -o /dev/null "$po"
like "$(<"$po")" '#: reports/geneva#p1
msgid "La réunion a été ouverte le 22 novembre 2013."
msgstr "La reunión se inauguró el 22 de noviembre de 2013."' 'with the translations'
isogloss check
is "$status" 0 'the site is as good as before'
before=$(<"$po")
isogloss import xliff "$work/es.xlf"
is "$stdout" 'there is nothing new to take in' 'the same file once more changes nothing'
is "$(<"$po")" "$before" 'not even the PO file'

# A colleague corrects p1 in PO while the translator has the export; she does p2, and p1 as well.
isogloss export xliff es reports/geneva -o "$work/es.xlf"
sed -i 's/^msgstr "A las 18.00 horas."/msgstr "A las seis de la tarde."/
    s/^msgstr "La reunión se inauguró el 22/msgstr "Se inauguró el 22/' "$po"
sed -i 's/^   1. Un groupe sur les brevets\./   1. Un groupe sur les brevets et les dessins./' \
    "$site/content/reports/geneva.fr.md"
sed -i 's/^title: .*/title: La réunion de Genève et de Berne/' "$site/content/reports/geneva.fr.md"
translate es.xlf 'p1=La reunión comenzó el 22 de noviembre de 2013.' \
    'p2=Reunió a 32 países en desarrollo.' 'p3-a=Un grupo sobre patentes.'
isogloss import xliff "$work/es.xlf"
is "$status" 1 'conflicts are errors'
is "$(grep -c ' error: ' <<<"$stderr")" 2 'what came back as it was sent is none'
tells '[xliff-newer]' 'what was translated anew meanwhile is one'
like "$stderr" "es\.xlf:[0-9]+:[0-9]+: error: .p1." 'named with its place in the file'
like "$stderr" 'geneva\.po:[0-9]+:[0-9]+: note: here it is now: Se inauguró el 22' 'and beside what there is'
tells '[xliff-newer-text]' 'with what there is'
tells '[xliff-changed-source]' 'what has another source now is one'
like "$(<"$po")" 'msgstr "Se inauguró el 22 de noviembre de 2013."' 'newer work stays'
like "$(<"$po")" 'msgstr "A las seis de la tarde."' 'also where nothing came back'
like "$(<"$po")" 'msgstr "Reunió a 32 países en desarrollo."' 'the rest is taken'
unlike "$(<"$po")" 'Un grupo sobre patentes' 'what was made from another source is not'

# ---- Into a file of content/ -------------------------------------------------------------------

file=$site/content/reports/geneva.en.md
record=$site/locales/en/content/reports/geneva.source.yaml
cp "$file" "$work/before.md"
isogloss export xliff en reports/geneva -o "$work/en.xlf"
translate en.xlf p1 'p2=It united 32 developing countries.' 'title=The “Geneva” meeting: "1"' \
    'p4.2-r1c1=South | North'
isogloss import xliff "$work/en.xlf"
is "$status $stdout" '0 content/reports/geneva.en.md: 4 segments' 'a version in content/ is changed there'
is "$(diff "$work/before.md" "$file")" '2c2
< title: The Geneva meeting
---
> title: "The “Geneva” meeting: \"1\""
10c10
< 2. It brought together 32 developing countries.
---
> 2. It united 32 developing countries.
23c23
<    | South |        32 |
---
>    | South \| North |        32 |' 'and nowhere else'
like "$(<"$record")" $'\n  p1: "La réunion a été ouverte le 22 novembre 2013."' \
    'what was looked at follows the source of now'
like "$(<"$record")" $'\n  p3: "Cinq groupes ont travaillé."' 'what was not keeps its own'
isogloss check
is "$status" 0 'the site is as good as before'

# ---- A memory ----------------------------------------------------------------------------------

isogloss export tmx -o "$work/all.tmx"
is "$status" 0 'what is published makes a memory'
ok 'that is TMX 1.4b' xmllint --noout --relaxng "$top/tests/translate/schemas/tmx-1.4b.rng" \
    "$work/all.tmx"
like "$(tr -d '\n' <"$work/all.tmx")" 'It united 32 developing countries\.' 'with what came back'

done_testing
