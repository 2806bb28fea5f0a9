#!/bin/bash
# LANG/translations.xml: what became new, updated or stale in a language, dated by what files say.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

site=$work/site
translation_site
sed -i 's/^  symbol: .*/  date: {type: date, label: Date}/' "$site/content/reports/_collection.yaml"
rm -r "$site"/content/{reports/geneva.*,cases}
sed -i "s/, cases//" "$site/content/site.yaml"

text() { # LANG TITLE HEADER PARAGRAPH
    printf -- '---\ntitle: %s\n%s\n---\n1. %s\n' "$2" "$3" "$4" | put "content/reports/note.$1.md"
}
record() { # LANG FROM TEXT: what the version was made from
    printf 'translates: %s\nsegments: {p1: "%s"}\n' "$2" "$3" |
        put "locales/$1/content/reports/note.source.yaml"
}
text fr 'Une note' 'date: 2013-05-06' 'Le point.'
text en 'A note' $'translates: fr\nupdated: 2013-06-01' 'The point.'
text ru 'Заметка' $'translates: en\nupdated: 2013-07-01' 'Пункт.'
record en fr 'Le point.'
record ru en 'The point.'
{
    printf 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    printf '"X-Isogloss-Updated: 2013-08\\n"\n'
    printf '\n#: reports/note#%s\nmsgid "%s"\nmsgstr "%s"\n' title 'Une note' 'Una nota' \
        p1 'Le point.' 'El punto.'
} | put locales/es/content/reports/note.po

out=$site/out
build() {
    run "$ISOGLOSS" -C "$site" build --now 2015-06-01 "$@"
    is "$status$stderr" 0 "the site builds $*"
}
news() { # LANG: what is in the feed: kind, day, title, summary
    tr -d '\n' <"$out/$1/translations.xml" | sed 's/<entry>/\n&/g' | sed -n \
        's/^<entry><title>\(.*\)<\/title><id>.*<updated>\(.*\)T.*<category term="\(.*\)"\/><summary[^>]*>\(.*\)<\/summary>.*/\3 \2 \1: \4/p'
}
ids() { grep -oh '<id>.*</id>' "$out/$1/translations.xml"; }

build
is "$(news en)" 'new 2013-06-01 A note: New translation' 'new when the translation says'
is "$(news ru)" 'new 2013-07-01 Заметка: New translation' 'what is made from that as well'
is "$(news es)" 'new 2013-08-01 Una nota: New translation' 'a PO file says it in a header'
ok 'the language of the originals has none' test ! -e "$out/fr/translations.xml"
like "$(<"$out/en/translations.html")" 'type="application/atom\+xml"[^>]* href="translations.xml"' \
    'the page announces it'
unlike "$(<"$out/fr/translations.html")" 'translations.xml' 'and none where there is none'
before=$(ids en)

# The original changes, and says when.
text fr 'Une note' $'date: 2013-05-06\nupdated: 2014-02-03' 'Le point, modifié.'
build
is "$(news en)" 'stale 2014-02-03 A note: Follows an earlier version – 1 paragraph
new 2013-06-01 A note: New translation' 'stale when the original changed'
is "$(news ru)" 'stale 2014-02-03 Заметка: Follows an earlier version – 1 paragraph
new 2013-07-01 Заметка: New translation' 'also behind another translation'
is "$(grep -cF "$(tail -n 1 <<<"$before")" <<<"$(ids en)")" 1 'an entry keeps its id'
is "$(ids en | sort -u | wc -l)" 3 'and each has its own'
cp -R "$out" "$work/kept"
build --full
diff_ok "$out" "$work/kept" 'incremental is full'

# Mended.
text en 'A note' $'translates: fr\nupdated: 2014-03-01' 'The point, changed.'
record en fr 'Le point, modifié.'
build
is "$(news en)" 'updated 2014-03-01 A note: Updated translation' 'updated when it followed'
is "$(news ru)" 'stale 2014-03-01 Заметка: Follows an earlier version – 1 paragraph
new 2013-07-01 Заметка: New translation' 'what was made from it has to follow'

# An original that changed without saying so: no earlier than the translation.
text fr 'Une note' 'date: 2013-05-06' 'Le point, encore modifié.'
build
like "$(news en)" '^stale 2014-03-01 A note' 'stale, by the last date there is'

# The history of the item names a language.
text fr 'Une note' $'date: 2013-05-06\nhistory:\n  - {date: 2014-09-09, type: corr, languages: [en]}' \
    'Le point, modifié.'
build
like "$(news en)" '^updated 2014-09-09 A note: Updated translation' 'a correction of one language'

# Without dates.
for lang in fr en ru; do sed -i '/^\(updated\|history\|  - \)/d' "$site/content/reports/note.$lang.md"; done
build
ok 'what has no date is in no feed' test ! -e "$out/en/translations.xml"

done_testing
