#!/bin/bash
# What translators' programs take: XLIFF as it is written, valid and complete.
. "$(dirname "$0")/../lib/tap.sh"
. "$top/tests/translate/site.sh"
site=$work/site
schemas=$top/tests/translate/schemas
translation_site
put locales/es/content/reports/geneva.po <<'END'
msgid ""
msgstr ""
"Language: es\n"
"Content-Type: text/plain; charset=UTF-8\n"
"X-Isogloss-Status: reviewed\n"

#: reports/geneva#title
msgid "La réunion de Genève"
msgstr "La reunión de Ginebra"

#: reports/geneva#p1
msgid "La réunion a été ouverte le 22 novembre 2013."
msgstr "La reunión se inauguró el 22 de noviembre de 2013."

#: reports/geneva#p3
msgid "Six groupes ont travaillé."
msgstr "Trabajaron seis grupos."
END
put locales/en/content/reports/geneva.source.yaml <<'END'
translates: fr
segments:
  title: "La réunion de Genève"
  p1: "La réunion a été ouverte."
  p5: "La réunion a été close[^a]."
END

export_to() { # FILE ARGUMENT…: isogloss export, into a file
    local file=$1
    shift
    run "$ISOGLOSS" -C "$site" export "$@" -o "$work/$file"
}

ask() { # FILE XPATH: what the file says there; its names without namespaces
    sed 's/ xmlns="[^"]*"//; s/mda://g; s/xmlns:mda="[^"]*"//' "$work/$1" | xmllint --xpath "$2" -
}

unit() { # FILE ID PATH: below a unit
    ask "$1" "string(//unit[@id='$2']/$3)"
}

# ---- XLIFF -------------------------------------------------------------------------------------

export_to es.xlf xliff es reports
is "$status" 0 'a collection is exported'
is "$stdout" '' 'to the file that was named'
ok 'what is exported is XLIFF 2.0' xmllint --noout --relaxng "$schemas/xliff-2.0.rng" "$work/es.xlf"
is "$(ask es.xlf 'concat(/xliff/@srcLang, " ", /xliff/@trgLang)')" 'fr es' 'it names both languages'
is "$(ask es.xlf 'string(//file/@original)')" reports/geneva 'an item is a file'
is "$(unit es.xlf p1 segment/source)" 'La réunion a été ouverte le 22 novembre 2013.' \
    'the source is in it'
is "$(unit es.xlf p1 segment/target)" 'La reunión se inauguró el 22 de noviembre de 2013.' \
    'and the translation'
is "$(unit es.xlf p1 segment/@state)" reviewed 'how far a translation is shows'
is "$(unit es.xlf p5 segment/@state)" initial 'what is missing is to be begun'
is "$(ask es.xlf 'count(//unit[@id="p5"]//target)')" 0 'and has no target'
is "$(unit es.xlf p3 segment/@state)" initial 'what is stale is to be done'
is "$(unit es.xlf p3 segment/@subState)" isogloss:stale-substantive 'and says so'
is "$(unit es.xlf p3 "notes/note[@category='earlier-source']")" 'Six groupes ont travaillé.' \
    'with the text that it was made from'
is "$(unit es.xlf p2.2 segment/source)" 'Voir [le cas](cases/peru).' 'Markdown stays as it is'
is "$(unit es.xlf p4.2-r1c2 "notes/note[@category='kind']")" 'cell of a table' \
    'a note says what a segment is'
is "$(unit es.xlf summary "notes/note[@category='kind']")" 'field: Summary' 'and of a field its name'
like "$(ask es.xlf 'string(//file/notes/note[@category="page"])')" \
    '^https://portal.example/../reports/geneva.html$' 'the page is named'
is "$(ask es.xlf 'string(//file//metaGroup[@category="word-count"]/meta[@type="words"])')" 59 \
    'words are counted'
is "$(ask es.xlf 'string(//file//metaGroup[@category="word-count"]/meta[@type="words-to-do"])')" 46 \
    'also those to be done'

export_to todo.xlf xliff es reports/geneva --stale
is "$(ask todo.xlf 'count(//unit[@id="p1"])')" 0 'what needs no work is left out on demand'
is "$(ask todo.xlf 'count(//unit[@id="p3"])')" 1 'what needs it is not'

export_to en.xlf xliff en
is "$(unit en.xlf p1 segment/@subState)" isogloss:stale-substantive \
    'files of content/ have stale segments too'
is "$(unit en.xlf p1 "notes/note[@category='earlier-source']")" 'La réunion a été ouverte.' \
    'with their earlier source'

export_to ru.xlf xliff ru
is "$status" 2 'one file has one source language'
tells '[export-sources]' 'and what to do about it is said'
export_to ru.xlf xliff ru --from en
is "$(ask ru.xlf 'count(//file)')" 1 'with it, the others are left out'
is "$(ask ru.xlf 'string(//unit[@id="lessons.2"]/segment/source)')" 'Ask neighbours.' \
    'entries of lists are units'
is "$(ask ru.xlf 'string(//unit[@id="challenge"]/segment/source)')" \
    $'Markets were *small*.\n\nOffices were [new](reports/geneva).' 'a Markdown field is one'

put content/cases/odd.en.yaml <<'END'
title: 'A < B & "C" ]]>'
END
export_to odd.xlf xliff ru cases/odd
is "$(unit odd.xlf title segment/source)" 'A < B & "C" ]]>' 'signs of XML are escaped'
rm "$site/content/cases/odd.en.yaml"

put locales/ar/portal.po </dev/null
export_to ar.xlf xliff ar reports
is "$(ask ar.xlf 'concat(//file/@srcDir, " ", //file/@trgDir)')" 'ltr rtl' 'the directions are said'
rm -r "$site/locales/ar"

run "$ISOGLOSS" -C "$site" export xliff es reports
is "$stdout" "$(<"$work/es.xlf")" 'without a file, the document goes to standard output'

export_to no.xlf xliff es nothing reports/none
is "$status" 2 'unknown items are refused'
tells '[translate-unknown]' 'and not passed over'
tells 'reports/none' 'each by its name'
ok 'and nothing is written' test ! -e "$work/no.xlf"
export_to no.xlf xliff fr reports
tells '[export-nothing]' 'originals are not translated into their own language'
export_to no.xlf xliff de
tells '[translate-unknown]' 'a language that the site lacks is refused'
export_to no.xlf xliff
tells '[export-languages]' 'a language has to be named'
export_to no.xlf xliff es en reports
tells '[export-languages]' 'and one only'
export_to no.xlf xliff es --from de
tells '[export-from]' 'the language of the source has to be of the site'
export_to no.xlf xlif es
tells '[unknown-export]' 'so has a format'
export_to none/no.xlf xliff es reports
is "$status" 3 'a file that cannot be written is an error of the machine'
tells '[export-write]' 'which is said'

# ---- TMX -----------------------------------------------------------------------------------------

sed -i 's/^  symbol:/  place: {type: text, translatable: own, label: Place}\n&/' \
    "$site/content/reports/_collection.yaml"
sed -i '0,/^summary/s//place: Genève\nsummary/' "$site/content/reports/geneva.fr.md"
sed -i '0,/^summary/s//place: Geneva\nsummary/' "$site/content/reports/geneva.en.md"
put content/reports/geneva.ru.md < <(sed 's/^translates: fr/translates: en/
    s/The Geneva meeting/Женевское совещание/; s/^1\. .*/1. Открыто./; s/^3\. .*/3. Группы./' \
    "$site/content/reports/geneva.en.md")
put content/reports/again.fr.md <<'END'
---
title: La réunion de Genève
---

1. La réunion a été close.
END
put content/reports/again.en.md <<'END'
---
title: The Geneva meeting
translates: fr
---

1. The meeting was closed.
END

export_to all.tmx tmx
is "$status$stdout" 0 'a memory is exported'
ok 'which is TMX 1.4b' xmllint --noout --relaxng "$schemas/tmx-1.4b.rng" "$work/all.tmx"
memory() { # TUID LANG
    ask all.tmx "string(//tu[@tuid='$1']/tuv[@*='$2']/seg)"
}
is "$(memory reports/geneva#title fr)|$(memory reports/geneva#title ru)" \
    'La réunion de Genève|Женевское совещание' 'a unit has all languages, also those from a translation'
is "$(ask all.tmx 'string(//tu[@tuid="reports/geneva#title"]/@srclang)')" fr \
    'its source is the original'
is "$(memory reports/geneva#p5 en)" 'The meeting was closed[^a].' 'paragraphs are units'
opened='The meeting was opened on 22 November 2013.'
is "$(ask all.tmx "count(//tu[tuv/seg='$opened'])")" 0 \
    'what is stale is left out'
is "$(memory reports/geneva#p3 es)" '' 'so are versions that are not published'
is "$(ask all.tmx 'count(//tu[tuv/seg="The meeting was closed."])')" 1 'other texts have a unit'
is "$(ask all.tmx 'count(//tu[contains(@tuid, "place")])')" 0 \
    'what each version says for itself is no translation'
export_to es.xlf xliff es reports/geneva
is "$(ask es.xlf 'count(//unit[@id="place"])')" 0 'and not to be translated'

same=$(ask all.tmx 'count(//tu[tuv/seg="The Geneva meeting"])')
rm "$site/content/reports/geneva.ru.md"
export_to all.tmx tmx
is "$same $(ask all.tmx 'count(//tu[tuv/seg="The Geneva meeting"])')" '2 1' \
    'the same texts in the same languages are there once'
export_to no.tmx tmx es
is "$status" 2 'a memory has all languages'
tells '[extra-argument]' 'so that none is named'
export_to no.tmx tmx --stale
tells '[option-of-others]' 'and nothing is chosen'

toolkit() { # FILE: the units that the Translate Toolkit reads in it
    /usr/bin/python3 - "$work/$1" <<'END'
import sys
from translate.storage import factory
for unit in factory.getobject(sys.argv[1]).units:
    print(unit.getid(), unit.source, unit.target, sep='|')
END
}
like "$(toolkit all.tmx)" 'reports/geneva#p5\|La réunion a été close\[\^a\]\.\|The meeting was closed' \
    'the Translate Toolkit reads it'
rm "$site/content/reports/"again.*
translation_site

# ---- TBX -----------------------------------------------------------------------------------------

export_to no.tbx tbx
tells '[export-no-glossary]' 'a site without a glossary has none to export'
cat >>"$site/content/site.yaml" <<'END'
taxonomies:
  usage: {use: Use, may: May be used, avoid: Avoid}
END
put content/words/_collection.yaml <<'END'
label: Words
fields:
  title: {type: text, required: yes, translatable: yes}
  meaning: {type: markdown, translatable: yes, label: Meaning}
  area: {type: reference, to: cases, label: Area}
  forms:
    type: list
    of:
      type: map
      fields:
        text: {type: text, required: yes, translatable: yes, label: Form}
        judgement: {type: term, of: usage, label: Usage}
    translatable: own
    label: Forms
  judgement: {type: term, of: usage, label: Usage}
glossary:
  {term: title, variants: forms, text: text, usage: judgement, avoid: avoid, binding: judgement,
   binds: use, definition: meaning, subject: area}
END
put content/words/patent.en.yaml <<'END'
title: Patent
meaning: A *right* & a [text](cases/peru).
area: peru
judgement: use
forms:
  - {text: letters patent, judgement: avoid}
  - {text: patent of invention}
END
put content/words/patent.fr.yaml <<'END'
translates: en
title: Brevet
forms: [{text: patente, judgement: avoid}]
END
put content/words/invention.en.yaml < <(echo 'title: Invention')
put content/words/thing.en.yaml <<'END'
title: Thing
judgement: avoid
END

export_to words.tbx tbx
is "$status$stdout" 0 'a glossary is exported'
ok 'which is TBX-Basic' xmllint --noout --relaxng "$schemas/tbx-basic.rng" "$work/words.tbx"
word() { # ID PATH
    ask words.tbx "string(//conceptEntry[@id='words.$1']/$2)"
}
status_of() { # ID LANG TERM
    word "$1" "langSec[@*='$2']/termSec[term='$3']/termNote"
}
is "$(word patent "langSec[@*='en']/descrip[@type='definition']")" 'A right & a text.' \
    'a definition is plain text'
is "$(word patent 'descrip[@type="subjectField"]')" 'Competition in Peru' 'a concept has its subject'
is "$(word patent "langSec[@*='fr']/termSec/term")" Brevet 'each language has its term'
is "$(word patent "langSec[@*='fr']/termSec[2]/term")" patente 'and variants of its own'
is "$(status_of patent en Patent)" preferredTerm-admn-sts 'a binding term is preferred'
is "$(status_of patent fr Brevet)" preferredTerm-admn-sts 'in every language'
is "$(status_of patent en 'letters patent')" deprecatedTerm-admn-sts 'one to avoid is deprecated'
is "$(status_of patent en 'patent of invention')" admittedTerm-admn-sts 'others are admitted'
is "$(status_of invention en Invention)" preferredTerm-admn-sts \
    'a term of which nothing is said is the one to use'
is "$(status_of thing en Thing)" deprecatedTerm-admn-sts 'a concept itself can be one to avoid'
is "$(word patent "langSec[@*='fr']/xref/@target")" https://portal.example/fr/words/patent.html \
    'its page is named'
rm -r "$site/content/words"
translation_site

# ---- XLIFF that comes back ---------------------------------------------------------------------

core=urn:oasis:names:tc:xliff:document:2.0
xliff() { # FILE-CONTENT…: a file of XLIFF with that inside of <xliff>
    echo "<xliff xmlns='$core' version='2.0' srcLang='fr' trgLang='es'>"
    printf '%s\n' "$@" '</xliff>'
}
geneva() { # UNITS
    xliff "<file id='f' original='reports/geneva'>" "$1" '</file>'
}
unit_of() { # ID SOURCE TARGET
    echo "<unit id='$1'><segment><source>$2</source><target>$3</target></segment></unit>"
}
take() { # reads it from standard input
    cat >"$work/in.xlf"
    run "$ISOGLOSS" -C "$site" import xliff "$work/in.xlf"
}
refused() { # [CODE] LINE:COLUMN NAME: what take reads is refused there, and nothing written
    local before
    before=$(cd "$site" && find . -type f -print0 | sort -z | xargs -0 sha256sum)
    take
    is "$status" 1 "$3"
    tells "$1" "$3: as what"
    like "$stderr" "in\.xlf:$2: error: " "$3: where"
    is "$(cd "$site" && find . -type f -print0 | sort -z | xargs -0 sha256sum)" "$before" \
        "$3: nothing is written"
}
p2='Elle a réuni 32 pays en développement.'
p2_es='Reunió a 32 países en desarrollo.'

refused '[xml-doctype]' 1:1 'a bomb of entities' < <(
    echo '<!DOCTYPE xliff [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    for c in c d e f g h i j k l m n; do
        p=$(tr b-m a-l <<<"$c")
        echo "<!ENTITY $c \"&${p/a/b};&${p/a/b};&${p/a/b};&${p/a/b};&${p/a/b};&${p/a/b};\">"
    done
    echo ']>'
    geneva "$(unit_of p2 "$p2" '&n;')"
)
refused '[xml-doctype]' 1:1 'a file of the machine as an entity' < <(
    echo "<!DOCTYPE xliff [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    geneva "$(unit_of p2 "$p2" '&a;')"
)
refused '[xml-doctype]' 2:3 'a definition in the network' < <(
    echo "<?xml version='1.0'?>"
    echo "  <!DOCTYPE xliff SYSTEM 'http://127.0.0.1:9/xliff.dtd'>"
    geneva "$(unit_of p2 "$p2" x)"
)
refused '[xml-syntax]' '3:[0-9]+' 'an entity that nobody defines' < <(
    geneva "$(unit_of p2 "$p2" '&a;')"
)
refused '[xml-syntax]' '3:[0-9]+' 'an end without a beginning' < <(geneva "$(unit_of p2 "$p2" '</b>')")
refused '[xml-syntax]' '[0-9]+:[0-9]+' 'a file that was cut off' < <(head -c 100 "$work/es.xlf")
refused '[xml-depth]' 1:97 'elements too deep' < <(
    printf '<g>%.0s' {1..40}
    printf '</g>%.0s' {1..40}
)
refused '[xml-nodes]' '[0-9]+:1' 'too many elements' < <(
    echo '<g>'
    yes '<g/>' | head -n 1000001
    echo '</g>')
refused '[xliff-root]' 1:1 'another document' < <(echo "<html xmlns='$core'/>")
refused '[xliff-version]' 1:1 'XLIFF 1.2' < <(echo "<xliff version='1.2'/>")
refused '[xliff-version]' 1:1 'a later version' < <(
    echo "<xliff xmlns='$core' version='2.1' srcLang='fr' trgLang='es'/>"
)
refused '[xliff-attribute]' 1:1 'a document that names no language' < <(
    echo "<xliff xmlns='$core' version='2.0' srcLang='fr'/>"
)
refused '[xliff-attribute]' 2:1 'a file that names no item' < <(xliff '<file id="f"/>')
refused '[xliff-attribute]' 3:1 'a unit that names no segment' < <(geneva '<unit/>')
refused '[xliff-target-lang]' 1:1 'a language that the site lacks' < <(xliff | sed "1s/'es'/'de'/")
refused '[xliff-source-lang]' 2:1 'another source language' < <(
    geneva "$(unit_of p2 "$p2" x)" | sed "1s/'fr'/'en'/"
)
refused '[xliff-original]' 2:1 'the language of the original' < <(
    geneva "$(unit_of p2 "$p2" x)" | sed "1s/'es'/'fr'/"
)
refused '[xliff-item]' 2:1 'an unknown item' < <(xliff "<file id='f' original='reports/none'/>")
refused '[xliff-item]' 2:1 'a path for an item' < <(xliff "<file id='f' original='../../etc/passwd'/>")
refused '[xliff-segment]' 3:1 'an unknown segment' < <(geneva "$(unit_of p99 "$p2" x)")
refused '[xliff-changed-source]' 3:1 'another source' < <(
    geneva "$(unit_of p2 'Elle a réuni 31 pays.' x)"
)
refused '[xliff-newer]' '3:[0-9]+' 'a translation that is there, if it is not known what was exported' < <(
    geneva "$(unit_of p1 'La réunion a été ouverte le 22 novembre 2013.' x)"
)
refused '[xliff-code]' '3:[0-9]+' 'codes in a text' < <(geneva "$(unit_of p2 "$p2" '<ph id="1"/>x')")
refused '[xliff-order]' '3:[0-9]+' 'pieces in another order' < <(
    geneva "<unit id='p2'><segment><source>$p2</source><target order='2'>x</target></segment></unit>"
)
refused '[xliff-bidi]' '3:[0-9]+' 'text that reorders what is read' < <(
    geneva "$(unit_of p2 "$p2" $'a\u202eb')")
take < <(printf '\xff\xfe<\0x\0')
is "$status" 1 'UTF-16 is refused'
like "$stderr" 'save it as UTF-8' 'and what to do said'
take < <(printf '<a>\0</a>')
is "$status" 1 'so is a zero byte'
run "$ISOGLOSS" -C "$site" import xliff "$work/none.xlf"
is "$status" 3 'a file that is not there is said so'
truncate -s 65M "$work/large.xlf"
run "$ISOGLOSS" -C "$site" import xliff "$work/large.xlf"
tells '[import-xliff-too-large]' 'a file that is too large is not read'
rm "$work/large.xlf"

take < <(geneva "$(unit_of p2 "$p2" "$p2_es")$(unit_of p2 "$p2" x)")
tells '[xliff-twice]' 'a unit that comes twice is told'
like "$(<"$site/locales/es/content/reports/geneva.po")" "msgstr \"$p2_es\"" 'and taken once'

take < <(geneva "<group id='g'><unit id='p4'><segment><source>Les <mrk id='m' type='term'>chiffres</mrk></source>
<target>Las <mrk id='m' type='term'>cifras</mrk></target></segment><ignorable><source> </source></ignorable>
<segment><source>:</source><target>:</target></segment></unit></group>")
is "$status" 0 'groups, marks and pieces of programs are understood'
like "$(<"$site/locales/es/content/reports/geneva.po")" 'msgstr "Las cifras :"' 'and put together'

take < <(geneva "$(unit_of p5 'La réunion a été close[^a].' '1. Se <b>clausuró</b>')" | sed 's/<b>/\&lt;b>/; s/<.b>/\&lt;\/b>/')
is "$status" 0 'text is taken as text'
run "$ISOGLOSS" -C "$site" check
tells '[raw-html]' 'and checked by the next build like all that is written'
sed -i 's/<b>//; s/<.b>//' "$site/locales/es/content/reports/geneva.po"

# Two segments with one text are one message of PO.
put content/cases/twins.en.yaml <<'END'
title: Twins
lessons: [Yes., Yes.]
END
twins() { # FIRST SECOND
    xliff "<file id='f' original='cases/twins'>" "$(unit_of lessons.1 Yes. "$1")" \
        "$(unit_of lessons.2 Yes. "$2")" '</file>' | sed "1s/'fr'/'en'/"
}
refused '[xliff-meanings]' '4:[0-9]+' 'two translations of one text' < <(twins Sí. Si.)
take < <(twins Sí. Sí.)
is "$status" 0 'if they are alike, one message is enough'

# A program may drop the metadata, end texts without a line end, or write them on several lines.
put content/cases/peru.fr.yaml <<'END'
# The translation, with a remark.
translates: en
title: Concurrence au Pérou # in short
challenge: |
  Les marchés étaient *petits*.

  Les offices étaient [nouveaux](reports/geneva).
lessons: [Commencer tôt., "Demander aux voisins."]
END
cp "$site/content/cases/peru.fr.yaml" "$work/peru.yaml"
export_to peru.xlf xliff fr cases/peru
sed -i 's/>Concurrence au Pérou</>La concurrence : le Pérou</; s/^Les offices étaient/Ils étaient/
    s/Demander aux voisins\./Demander/; s/Commencer tôt\./Vite/' "$work/peru.xlf"
take <"$work/peru.xlf"
is "$status" 1 'a value that cannot be written without touching others is refused'
like "$stderr" 'peru\.fr\.yaml:8:[0-9]+: error: .*lessons\.1' 'at its place'
tells '[xliff-field]' 'and with what to do'
is "$(<"$site/content/cases/peru.fr.yaml")" "$(<"$work/peru.yaml")" 'and with it the file'
sed -i 's/>Vite</>Commencer tôt.</' "$work/peru.xlf"
take <"$work/peru.xlf"
is "$(diff "$work/peru.yaml" "$site/content/cases/peru.fr.yaml")" '3c3
< title: Concurrence au Pérou # in short
---
> title: "La concurrence : le Pérou" # in short
7,8c7,8
<   Les offices étaient [nouveaux](reports/geneva).
< lessons: [Commencer tôt., "Demander aux voisins."]
---
>   Ils étaient [nouveaux](reports/geneva).
> lessons: [Commencer tôt., "Demander"]' 'other values are written in their places'

sed -i 's/$/\r/' "$site/content/cases/peru.fr.yaml"
export_to peru.xlf xliff fr cases/peru
sed -i 's/>Demander</>Demandez</' "$work/peru.xlf"
take <"$work/peru.xlf"
tells '[xliff-file-form]' 'a file that would change as a whole is not written'
put content/cases/peru.fr.yaml <<'END'
translates: en
status: draft
title: Le Pérou
END
take <"$work/peru.xlf"
tells '[xliff-held]' 'a version that is not released is left alone'
rm "$site/content/cases/peru.fr.yaml"

sed -i '/See \[the case\]/d' "$site/content/reports/geneva.en.md"
export_to en.xlf xliff en reports
sed -i "/id=.p2\.2./,/unit>/s|</source>|&<target>See the case.</target>|" "$work/en.xlf"
take <"$work/en.xlf"
tells '[xliff-structure]' 'a segment that a file lacks has no place there'
sed -i '/^4\. /,/Participants/d; s/^5\. The/4. The/' "$site/content/reports/geneva.en.md"
export_to en.xlf xliff en reports
sed -i 's/>At 6 p\.m\.</>At six.</' "$work/en.xlf"
take <"$work/en.xlf"
is "$status" 1 'a site with errors takes nothing in'

if ((EUID != 0)); then
    chmod a-w "$site/locales/es/content/reports"
    take < <(geneva "$(unit_of p3-a 'Un groupe sur les brevets.' Patentes.)")
    tells '[xliff-write]' 'a folder that cannot be written is an error of the machine'
fi

done_testing
