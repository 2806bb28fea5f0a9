# A site for the tests of translation: a French report with five numbered paragraphs, translated into
# English by a file, by put_spanish also into Spanish by PO; a record with a list. Sourced behind
# tap.sh.

put() { # PATH: a file of the site, from standard input
    mkdir -p "$site/$(dirname "$1")"
    cat >"$site/$1"
}

translation_site() {
    local lang
    mkdir -p "$site/themes"
    cp -R "$top/tests/sites/theme" "$site/themes/plain"
    for lang in en es fr ru; do put "locales/$lang/portal.po" </dev/null; done
    put content/site.yaml <<'END'
title: Portal
base_url: https://portal.example/
theme: plain
languages: {official: [en, fr, ru, es]}
menus: {main: [reports, cases]}
END
    put content/reports/_collection.yaml <<'END'
label: Reports
count: {one: "{n} report", many: "{n} reports"}
body: required
numbered_paragraphs: yes
fields:
  title: {type: text, required: yes, translatable: yes}
  summary: {type: text, translatable: yes, label: Summary}
  symbol: {type: symbol, label: Symbol}
END
    put content/cases/_collection.yaml <<'END'
label: Cases
fields:
  title: {type: text, required: yes, translatable: yes}
  challenge: {type: markdown, translatable: yes, label: Challenge}
  lessons: {type: list, of: {type: text}, translatable: yes, label: Lessons}
END
    put content/reports/geneva.fr.md <<'END'
---
title: La réunion de Genève
summary: Ce qui s’est dit.
symbol: GE/13/2
---

## Ouverture

1. La réunion a été ouverte le 22 novembre 2013.
2. Elle a réuni 32 pays
   en développement.

   Voir [le cas](cases/peru).

## Résultats

3. Cinq groupes ont travaillé.
   1. Un groupe sur les brevets.
   2. Un groupe sur les marques.
4. Les chiffres :

   | Groupe | Pays |
   |--------|-----:|
   | Sud    |   32 |
   : Participants

5. La réunion a été close[^a].

[^a]: À 18 heures.
END
    put content/reports/geneva.en.md <<'END'
---
title: The Geneva meeting
summary: What was said.
translates: fr
---

## Opening

1. The meeting was opened on 22 November 2013.
2. It brought together 32 developing countries.

   See [the case](cases/peru).

## Results

3. Five groups worked.
   1. A group on patents.
   2. A group on marks.
4. The figures:

   | Group | Countries |
   |-------|----------:|
   | South |        32 |
   : Participants

5. The meeting was closed[^a].

[^a]: At 6 p.m.
END
    put content/cases/peru.en.yaml <<'END'
title: Competition in Peru
challenge: |
  Markets were *small*.

  Offices were [new](reports/geneva).
lessons:
  - Start early.
  - Ask neighbours.
END
}

# The Spanish translation.
put_spanish() {
    put locales/es/content/reports/geneva.po <<'END'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: es\n"
"X-Source-Language: fr\n"

#: reports/geneva#title
msgid "La réunion de Genève"
msgstr "La reunión de Ginebra"

#: reports/geneva#summary
msgid "Ce qui s’est dit."
msgstr "Lo que se dijo."

#: reports/geneva#s-ouverture
msgid "Ouverture"
msgstr "Apertura"

#: reports/geneva#p1
msgid "La réunion a été ouverte le 22 novembre 2013."
msgstr "La reunión se abrió el 22 de noviembre de 2013."

#: reports/geneva#p2
msgid "Elle a réuni 32 pays en développement."
msgstr "Reunió a 32 países en desarrollo."

#: reports/geneva#p2.2
msgid "Voir [le cas](cases/peru)."
msgstr "Véase [el caso](cases/peru)."

#: reports/geneva#s-resultats
msgid "Résultats"
msgstr "Resultados"

#: reports/geneva#p3
msgid "Cinq groupes ont travaillé."
msgstr "Trabajaron cinco grupos."

#: reports/geneva#p3-a
msgid "Un groupe sur les brevets."
msgstr "Un grupo sobre patentes."

#: reports/geneva#p3-b
msgid "Un groupe sur les marques."
msgstr "Un grupo sobre marcas."

#: reports/geneva#p4
msgid "Les chiffres :"
msgstr "Las cifras:"

#: reports/geneva#p4.2-r0c1
msgid "Groupe"
msgstr "Grupo"

#: reports/geneva#p4.2-r0c2
msgid "Pays"
msgstr "Países"

#: reports/geneva#p4.2-r1c1
msgid "Sud"
msgstr "Sur"

#: reports/geneva#p4.2-r1c2
msgid "32"
msgstr "32"

#: reports/geneva#p4.2-caption
msgid "Participants"
msgstr "Participantes"

#: reports/geneva#p5
msgid "La réunion a été close[^a]."
msgstr "La reunión se clausuró[^a]."

#: reports/geneva#note-a
msgid "À 18 heures."
msgstr "A las 18 horas."
END
}
