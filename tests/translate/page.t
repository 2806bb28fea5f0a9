#!/bin/bash
# What readers see of a translation that is behind its source: which paragraphs, in which language,
# and how many.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

site=$work/site out=$work/site/out
translation_site
put_spanish
build() { run "$ISOGLOSS" -C "$site" build "$@"; }
page() { sed -n '/<main/,/<\/main/p' "$out/$1/reports/geneva.html"; }
paragraph() { page "$1" | grep -A1 "<li id=\"$2\"" | tail -1 | sed 's/ <a class="permalink".*//'; }
edit() { sed -i "$2" "$site/$1"; }
po=locales/es/content/reports/geneva.po
original=content/reports/geneva.fr.md

build
is "$status$stderr" 0 'a translation by PO builds'
is "$(paragraph es p2)" '<p>Reunió a 32 países en desarrollo.' 'as a page of its language'
is "$(page es | grep -o 'id="[ps][0-9-][^"]*"' | xargs)" "$(page fr | grep -o 'id="[ps][0-9-][^"]*"' | xargs)" \
    'with the addresses of the original'
unlike "$(page es)" '<small|réunion' 'and nothing to be told'
like "$(<"$out/es/index.html")$(<"$out/en/reports/geneva.html")" 'es/reports/geneva.html" hreflang="es"' \
    'other languages lead to it'
is "$(grep -c '<link rel="alternate" hreflang="es"' "$out/en/reports/geneva.html")" 1 'as a real translation'
cp -R "$site/content" "$site/locales" "$work"
again() {
    rm -rf "$site/content" "$site/locales"
    cp -R "$work/content" "$work/locales" "$site"
}

# ---- A PO file that nobody has updated -------------------------------------------------------------
edit "$original" 's/réuni 32 pays/réuni 33 pays/'
build
like "$(paragraph es p2)" '32 países en desarrollo. <small' 'an earlier translation stays, with a note'
is "$(page es | grep -c '<small')" 1 'that paragraph alone'
unlike "$(page en)" '<small' 'of a file without a record, nothing is known'

# ---- One that was merged: previous msgids ------------------------------------------------------------
again
edit "$original" 's/réuni 32 pays/réuni 33 pays/'
edit "$po" 's/^msgid "Elle a réuni 32 pays/#, fuzzy\n#| msgid "Elle a réuni 32 pays en développement."\nmsgid "Elle a réuni 33 pays/'
build
like "$(paragraph es p2)" '32 países en desarrollo. <small' 'a fuzzy translation of the same paragraph is an earlier one'
again
edit "$original" 's/Un groupe sur les marques/Un groupe sur les dessins/'
edit "$po" 's/^msgid "Un groupe sur les marques/#, fuzzy\n#| msgid "Un groupe sur les brevets."\nmsgid "Un groupe sur les dessins/'
build
like "$(paragraph es p3-b)" '<span lang="fr" dir="ltr">Un groupe sur les dessins.</span> <small' \
    'a guess from another paragraph is not shown; the source is, in its language'

# ---- Missing texts ---------------------------------------------------------------------------------
again
edit "$po" '/^msgstr "Apertura"/s/Apertura//; /^msgstr "Participantes"/s/Participantes//'
build
like "$(page es)" '<h2 id="s-ouverture"><span lang="fr" dir="ltr">Ouverture</span>' 'a heading'
like "$(page es)" '<caption><span lang="fr" dir="ltr">Participants</span>' 'and a caption in the language of the source'
unlike "$(page es)" 'aria-label="Participants"' 'but no attribute, which cannot say its language'
edit "$po" 's/^msgstr "\(A las\|La reunión se clau\|Sur\|Grupo\|Países\|Las cifras\).*/msgstr ""/'
build
ok 'below 80 % the item is untranslated' test ! -e "$out/es/reports/geneva.html"
like "$(<"$out/es/reports/index.html")" 'La réunion de Genève' 'and listed with its original title'
edit content/reports/_collection.yaml 's/^body/translated_from: 50 %\nbody/'
build
ok 'a collection may want less' test -e "$out/es/reports/geneva.html"

# ---- A file and the record of what it was made from ---------------------------------------------------
again
put locales/en/content/reports/geneva.source.yaml <<'END'
translates: fr
segments:
  title: La réunion de Genève
  summary: Ce qui s’est dit.
  s-ouverture: Ouverture
  p1: La réunion a été ouverte le 22 novembre 2013.
  p2: Elle a réuni 32 pays en développement.
  p2.2: "Voir [le cas](cases/peru)."
  s-resultats: Résultats
  p3: Cinq groupes ont travaillé.
  p3-a: Un groupe sur les brevets.
  p3-b: Un groupe sur les marques.
  p4: "Les chiffres :"
  p4.2-r0c1: Groupe
  p4.2-r0c2: Pays
  p4.2-r1c1: Sud
  p4.2-r1c2: "32"
  p4.2-caption: Participants
  p5: "La réunion a été close[^a]."
  note-a: À 18 heures.
END
build
is "$status$stderr" 0 'a record of source texts'
unlike "$(page en)" '<small' 'says that nothing is stale'
edit "$original" 's/réuni 32 pays/réuni 33 pays/'
edit content/reports/geneva.en.md 's/^translates: fr/&/'
put content/reports/geneva.ru.md < <(sed 's/^translates: fr/translates: en/' "$site/content/reports/geneva.en.md")
build
is "$(page en | grep -c '<small')" 1 'one paragraph of the source changed: one is stale'
like "$(paragraph en p2)" '<small' 'that one'
is "$(page ru | grep -c '<small')$(paragraph ru p2 | grep -c '<small')" 11 'and in what was made from the translation'
edit content/reports/geneva.en.md 's/^translates: fr/&\nsnapshot: yes/'
build
unlike "$(page en)" '<small' 'a snapshot is told of as a whole'

# ---- Edits one after the other end where a build from nothing does ---------------------------------------
again
for change in 's/1. La réunion a été ouverte/1. La réunion fut ouverte/' 's/Ouverture/Début/' \
    's/^summary: .*/summary: Autre chose./' 's/close/fermée/'; do
    edit "$original" "$change"
    build
done
edit "$po" 's/^msgstr "Resultados"/msgstr "Logros"/'
build
mv "$out" "$work/step-by-step"
rm -rf "$site/.isogloss"
build
diff_ok <(cd "$work/step-by-step" && find . -type f ! -name '.*' -exec sha256sum {} + | sort) \
    <(cd "$out" && find . -type f ! -name '.*' -exec sha256sum {} + | sort) 'a build after edits is one from nothing'
done_testing
