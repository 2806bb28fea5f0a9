#!/bin/bash
# LANG/translations.html: how many entries are originals, up to date, behind, in part, not compared
# and missing, by collection, and what is behind. Numbers are checked against a site of known state.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

site=$work/site
translation_site
cp -R "$top/themes/portal" "$site/themes/portal"
sed -i 's/^theme: .*/theme: portal/' "$site/content/site.yaml"

# A French text that changed in two paragraphs: English by a file that says what it was made from,
# Russian from the English, Spanish by PO with a paragraph to do.
put content/reports/note.fr.md <<'END'
---
title: Une note
changes: {p2: legal, p3: minor}
---
1. Le premier point.
2. Le deuxième point, modifié.
3. Le troisième point, modifié.
4. Le quatrième point.
5. Le cinquième point.
END
english() { # THE RECORD: what the English was made from
    put content/reports/note.en.md <<'END'
---
title: A note
translates: fr
---
1. The first point.
2. The second point.
3. The third point.
4. The fourth point.
5. The fifth point.
END
    put locales/en/content/reports/note.source.yaml <<'END'
translates: fr
segments:
  title: Une note
  p1: Le premier point.
  p2: Le deuxième point.
  p3: Le troisième point.
  p4: Le quatrième point.
  p5: Le cinquième point.
END
}
english
put content/reports/note.ru.md <<'END'
---
title: Заметка
translates: en
---
1. Первый пункт.
2. Второй пункт.
3. Третий пункт.
4. Четвёртый пункт.
5. Пятый пункт.
END
put locales/ru/content/reports/note.source.yaml <<'END'
translates: en
segments:
  title: A note
  p1: The first point.
  p2: The second point.
  p3: The third point.
  p4: The fourth point.
  p5: The fifth point.
END
spanish() { # MSGSTR: of the last paragraph
    {
        printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        printf '\n#: reports/note#%s\nmsgid "%s"\nmsgstr "%s"\n' title 'Une note' 'Una nota' \
            p1 'Le premier point.' 'El primer punto.' \
            p2 'Le deuxième point, modifié.' 'El segundo punto, modificado.' \
            p3 'Le troisième point, modifié.' 'El tercer punto, modificado.' \
            p4 'Le quatrième point.' 'El cuarto punto.' p5 'Le cinquième point.' "$1"
    } | put locales/es/content/reports/note.po
}
spanish ''

# What is held must not be seen, nor counted.
put content/reports/secret.fr.md <<'END'
---
title: Le secret
status: draft
---
1. Rien.
END

words() { # PAGE: the texts of its <main>, in one line; a bar for each cell and list item
    sed -n '/<main/,/<\/main>/p' "$out/$1" | sed 's/<svg.*//; /<text/d; /<t\?desc/d' | tr '\n' ' ' |
        sed 's/<\/\(t[hdr]\|li\|h[12]\|p\)>/|/g; s/<[^>]*>//g; s/  */ /g; s/ *| */|/g
             s/\xC2\xA0%/%/g; s/\xE2\x80\xAF%/%/g'
}
build() {
    run "$ISOGLOSS" -C "$site" build --now 2014-06-01 "$@"
    is "$status" 0 "the site builds $*"
}
out=$site/out
build
page=$(words en/translations.html)
# Collection, original, up to date, behind, in part, not compared, missing, total.
like "$page" '\|Cases\|1 100%\|0\|0\|0\|0\|0\|1\|' 'an original'
like "$page" '\|Reports\|0\|0\|1 50%\|0\|1 50%\|0\|2\|' 'one is behind, of the other nobody keeps count'
like "$page" '\|Total\|1 33%\|0\|1 33%\|0\|1 33%\|0\|3\|' 'all together'
# Collection, up to date, behind, missing, total: the title and five paragraphs.
like "$page" '\|Reports\|4 67%\|2 33%\|0\|6\|\|Total\|4 67%\|2 33%\|0\|6\|' 'paragraph by paragraph'
like "$page" 'earlier version 1 entry\|A note 2 paragraphs 1 legal change\|1 minor change\|' \
    'what is behind, and what changed'
page=$(words ru/translations.html)
like "$page" '\|Reports\|0\|0\|1 50%\|0\|0\|1 50%\|2\|' 'what was made from it is behind as well'
like "$page" 'Заметка 2 paragraphs' 'and named in its own language'
page=$(words es/translations.html)
like "$page" '\|Reports\|0\|0\|0\|1 50%\|0\|1 50%\|2\|' 'a PO file with a gap'
like "$page" '\|5 83%\|0\|1 17%\|6\|' 'and how large the gap is'
like "$page" 'No translation into this language is known' 'nothing is behind'
page=$(words fr/translations.html)
like "$page" '\|Reports\|2 100%\|0\|0\|0\|0\|0\|2\|' 'the language of the originals'
unlike "$page" 'Paragraph by paragraph' 'where nobody compares, nothing is said of paragraphs'
is "$(grep -rl secret "$out"; grep -rl 'Le secret' "$out")" '' 'what is held leaves no trace'

# The picture has the numbers of the table, whatever its words are.
drawn() { sed -n 's/.*<text[^>]*>\([0-9]*\)<\/text>.*/\1/p' "$out/$1" | tr '\n' ' '; }
is "$(drawn en/translations.html)" '1 1 1 1 2 ' 'the picture has the numbers of the table'

# A change is a paragraph, also in a build that knows the last one.
sed -i 's/quatrième point\./quatrième point, modifié./' "$site/content/reports/note.fr.md"
build
like "$(words en/translations.html)" 'A note 3 paragraphs 1 legal change\|1 substantive change\|1 minor' \
    'one more paragraph is behind'
like "$(words ru/translations.html)" 'Заметка 3 paragraphs' 'in what was made from it too'
cp -R "$out" "$work/kept"
build --full
diff_ok "$out" "$work/kept" 'incremental is full'

# Mended.
spanish 'El quinto punto.'
sed -i 's/quatrième point, modifié\./quatrième point./' "$site/content/reports/note.fr.md"
sed -i 's/deuxième point\./deuxième point, modifié./; s/troisième point\./troisième point, modifié./' \
    "$site/locales/en/content/reports/note.source.yaml"
build
like "$(words en/translations.html)" '\|Reports\|0\|1 50%\|0\|0\|1 50%\|0\|2\|' 'English is up to date'
like "$(words ru/translations.html)" '\|Reports\|0\|1 50%\|0\|0\|0\|1 50%\|2\|' 'so is Russian'
like "$(words es/translations.html)" '\|Reports\|0\|1 50%\|0\|0\|0\|1 50%\|2\|' 'so is Spanish'

# Of many only the weightiest are listed, and the page stays small.
for ((i = 10; i < 40; i++)); do
    put "content/reports/many-$i.fr.md" <<END
---
title: Un long titre, tel qu’on en voit dans les rapports $i
changes: {p1: $( ((i == 33)) && echo legal || echo minor)}
---
1. Le point, modifié.
END
    put "content/reports/many-$i.en.md" <<END
---
title: A long title such as reports have them $i
translates: fr
---
1. The point.
END
    put "locales/en/content/reports/many-$i.source.yaml" <<END
translates: fr
segments: {p1: Le point.}
END
done
build
page=$(words en/translations.html)
like "$page" 'earlier version 30 entries\|Those with the weightiest changes are listed here\.\|A long title [a-z ]* 33 1' \
    'the weightiest first'
is "$(grep -c '>1 minor change<' "$out/en/translations.html")" 19 'up to twenty'
ok 'in less than 30 kB' test "$(stat -c %s "$out/en/translations.html")" -lt 30000
like "$page" 'Reports\|0\|1 3%\|30 94%\|0\|1 3%\|0\|32\|' 'and all are counted'

# Menus, and the pages beside it.
sed -i 's/main: \[/main: [translations, /' "$site/content/site.yaml"
build
for page in index languages site-map; do
    like "$(<"$out/fr/$page.html")" '<a href="translations.html"' "fr/$page.html leads there"
done
like "$(<"$out/fr/translations.html")" '<a href="languages.html"' 'and it leads to the list of languages'
like "$(<"$out/sitemap.xml")" 'fr/translations.html</loc>' 'the map of the site has it'

done_testing
