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

done_testing
