#!/bin/bash
# Records translated by PO: a field is restated if all of it is translated, lists keep their places,
# and what has no message stays with the source.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

site=$work/site out=$work/site/out
translation_site
put content/cases/_collection.yaml <<'END'
label: Cases
translated_from: 1 %
fields:
  title: {type: text, required: yes, translatable: yes}
  challenge: {type: markdown, translatable: yes, label: Challenge}
  lessons: {type: list, of: {type: text}, translatable: yes, label: Lessons}
  year: {type: number, label: Year}
  people: {type: list, translatable: yes, label: People, of: {type: map, fields: {name: {type: text, label: Name}, post: {type: text, translatable: yes, label: Post}}}}
END
cat >>"$site/content/cases/peru.en.yaml" <<'END'
year: 2013
people:
  - {name: A. Rojas, post: Chair}
  - {name: B. Diallo, post: Member}
END
po=locales/fr/content/cases/peru.po
message() { printf '\n#: cases/peru#%s\nmsgid "%s"\nmsgstr "%s"\n' "$@"; }
write_po() { # LESSON: the second
    {
        printf 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Isogloss-Status: %s\\n"\n' "${2:-final}"
        message title 'Competition in Peru' 'La concurrence au Pérou'
        message challenge 'Markets were *small*.\n\nOffices were [new](reports/geneva).\n' \
            'Les marchés étaient *petits*.\n\nLes offices étaient [nouveaux](reports/geneva).\n'
        message lessons.1 'Start early.' 'Commencer tôt.'
        message lessons.2 'Ask neighbours.' "$1"
        message people.1.post Chair Présidente
        message people.2.post Member Membre
    } | put "$po"
}
build() { run "$ISOGLOSS" -C "$site" build; }
main() { sed -n '/<main/,/<\/main/p' "$out/fr/cases/peru.html"; }

write_po 'Interroger ses voisins.'
build
is "$status$stderr" 0 'it builds'
like "$(main)" '<h1>La concurrence au Pérou' 'with its title'
like "$(main)" '<em>petits</em>.*Les offices étaient <a href="../reports/geneva.html">nouveaux' 'a Markdown field of two paragraphs'
like "$(main)" 'Commencer tôt.*Interroger ses voisins' 'a list'
like "$(main)" 'A. Rojas.*Présidente.*B. Diallo.*Membre' 'maps, with what is not translated from the source'
like "$(main)" '2.{1,3}013' 'and a number that no translator sees'

write_po ''
build
is "$status$stderr" 0 'a list with a gap'
like "$(main)" '<span lang="en" dir="ltr">Start early.*<span lang="en" dir="ltr">Ask neighbours' \
    'stands in the language of the source, whole and marked'
unlike "$(main)" 'Commencer' 'and never half'

write_po 'Interroger ses voisins.' draft
build
ok 'a draft is not published' test ! -e "$out/fr/cases/peru.html"
write_po 'Interroger ses voisins.' nonsense
build
tells "$po:1:1: error: “nonsense” is not possible for “status”" 'a header of the PO file is checked as the key is'

# Messages without references are found by their text.
write_po 'Interroger ses voisins.'
sed -i '/^#:/d' "$site/$po"
build
is "$status$stderr" 0 'a file without references'
like "$(main)" 'Commencer tôt.*Interroger ses voisins' 'is understood'
done_testing
