#!/bin/bash
# isogloss translate extract: POT files that translators' tools take, the same bytes on any day, and
# nothing that a build reads.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"
site=$work/site
pot=$site/locales/templates
extract() { run "$ISOGLOSS" -C "$site" translate extract "$@"; }
entry() { # FILE PLACE: the message of that place, its comments too
    awk -v RS= -v place="#: $2\n" 'index($0 "\n", place)' "$pot/content/$1.pot"
}
translation_site

# ---- What is written -----------------------------------------------------------------------------
extract
is "$status$stderr" 0 'it goes in silence'
like "$stdout" '^locales/templates: [0-9]+ texts; 3 files written$' 'and says how much there is'
is "$(cd "$pot" && find . -type f | sort | xargs)" \
    './content/cases/peru.pot ./content/reports/geneva.pot ./portal.pot' 'a file for each item'
is "$(grep -c '^msgid "[^"]' "$pot/portal.pot")" \
    "$("$ISOGLOSS" -C "$site" locale add km | sed -n 's/.*the \([0-9]*\) texts.*/\1/p')" \
    'the interface has the texts that a new language gets'
rm -r "$site/locales/km"

is "$(entry reports/geneva reports/geneva#p5)" '#. ¶ 5
#. https://portal.example/fr/reports/geneva.html#p5
#: reports/geneva#p5
msgid "La réunion a été close[^a]."
msgstr ""' 'a paragraph, with its number and its address'
is "$(entry reports/geneva reports/geneva#p3-b | head -n 2)" '#. ¶ 3 (b)
#. https://portal.example/fr/reports/geneva.html#p3-b' 'a sub-paragraph'
is "$(entry reports/geneva reports/geneva#s-resultats | head -n 1)" '#. heading s-resultats' 'a heading'
is "$(entry reports/geneva reports/geneva#p4.2-r0c1 | head -n 1)" '#. ¶ 4, text 2, head of column 1' 'a cell'
is "$(entry reports/geneva reports/geneva#p4.2-caption | head -n 1)" \
    '#. ¶ 4, text 2, caption of the table' 'a caption'
is "$(entry reports/geneva reports/geneva#note-a | head -n 1)" '#. footnote a' 'a footnote'
is "$(entry cases/peru cases/peru#lessons.2)" '#. field lessons.2: Lessons
#. https://portal.example/en/cases/peru.html
#: cases/peru#lessons.2
msgid "Ask neighbours."
msgstr ""' 'a field'
is "$(entry cases/peru cases/peru#challenge | head -n 1)" '#. field challenge: Challenge (Markdown)' \
    'one that is Markdown'
like "$(<"$pot/content/cases/peru.pot")" 'X-Source-Language: en' 'the header says what it is in'
unlike "$(cat "$pot"/content/*/*.pot)" 'symbol' 'what is not translatable is no text'

# ---- Tools ---------------------------------------------------------------------------------------
for file in portal content/cases/peru content/reports/geneva; do
    ok "$file: msgfmt takes it" msgfmt -c -o /dev/null "$pot/$file.pot"
    ok "$file: and msginit makes a language of it" \
        msginit --no-translator -l fr -i "$pot/$file.pot" -o "$work/fr.po"
    is "$(msgcat --no-wrap "$pot/$file.pot")" "$(<"$pot/$file.pot")" "$file: laid out as gettext does"
done

# ---- A second time -------------------------------------------------------------------------------
stamps() { (cd "$pot" && find . -type f -printf '%p %T@ %i\n' | sort); }
before=$(stamps)
extract --now=2031-01-01
like "$stdout" '0 files written' 'nothing is written without need'
is "$(stamps)" "$before" 'nor touched'
run "$ISOGLOSS" -C "$site" build
is "$status$stderr" 0 'a build does not mind the folder'
unlike "$(cd "$site/out" && find .)" 'pot' 'nor publish anything of it'

sed -i 's/close\[/levée[/' "$site/content/reports/geneva.fr.md"
extract reports
like "$stdout" '^locales/templates: 18 texts; 1 file written$' 'one collection'
like "$(entry reports/geneva reports/geneva#p5)" 'levée' 'has its new text'

# Two places with one text, of which a tool sees one message.
sed -i 's/Ask neighbours\./Start early./' "$site/content/cases/peru.en.yaml"
extract cases/peru
is "$(entry cases/peru 'cases/peru#lessons.1 cases/peru#lessons.2' | tail -n 2)" 'msgid "Start early."
msgstr ""' 'a text that stands in two places is one message'

rm "$site/content/cases/peru.en.yaml"
sed -i 's/ Voir .*/ Voir./' "$site/content/reports/geneva.fr.md"
extract reports/geneva
is "$(ls "$pot/content")" $'cases\nreports' 'with a selection the others stay'
extract --json
is "$status" 0 'without one'
like "$stdout" '"path":"locales/templates/content/cases/peru.pot","what":"removed"' 'what is no more goes'
is "$(ls "$pot/content")" reports 'with its folder'

# ---- What can go wrong ---------------------------------------------------------------------------
extract reports/genev
is "$status" 2 'an item that is not there'
tells '[translate-unknown]' 'is named'
tells 'did you mean “reports/geneva”? [translate-nearest]' 'with the nearest'
run "$ISOGLOSS" -C "$site" translate extrakt
is "$status" 2 'a word that is none'
tells 'did you mean “extract”?' 'is named with the nearest'
tells '[unknown-translate-word]' 'and what there is'
extract --dry-run
is "$status" 2 'options of others are refused'
rm -r "$pot" && : >"$pot"
extract
is "$status" 3 'a file in the place of the folder'
tells 'locales/templates/portal.pot: system error: the file cannot be written' 'is told'
tells '[translate-write]' 'as what it is'

done_testing
