#!/bin/bash
# Two languages of an item side by side: pages for the pairs that site.yaml names, in collections
# that want them; rows meet by the ids of segments, whatever made the versions: files or PO.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

site=$work/site
translation_site
put content/site.yaml <<'END'
title: Portal
base_url: https://portal.example/
theme: plain
languages: {official: [en, fr, ru, es]}
menus: {main: [reports, cases]}
side_by_side: [[fr, en], [en, fr], [en, es], [fr, ru]]
END
sed -i '1i side_by_side: yes' "$site"/content/{reports,cases}/_collection.yaml
sed -i '/See \[the case\]/d' "$site/content/reports/geneva.en.md"
sed 's/^translates: fr/translates: en/; s/meeting/совещание/' "$site/content/reports/geneva.en.md" \
    >"$site/content/reports/geneva.ru.md"
put content/cases/peru.fr.yaml <<'END'
title: La concurrence au Pérou
translates: en
challenge: Des marchés *étroits*.
END
put content/cases/chile.en.yaml <<'END'
title: Only in English
END
put locales/es/content/reports/geneva.po <<'END'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"
"X-Source-Language: fr\n"
END
po() { # SEGMENT MSGID MSGSTR
    printf '\n#: reports/geneva#%s\nmsgid "%s"\nmsgstr "%s"\n' "$@"
}
{
    po title 'La réunion de Genève' 'La reunión de Ginebra'
    po s-ouverture Ouverture Apertura
    po p1 'La réunion a été ouverte le 21 novembre 2013.' 'Se abrió el 21.'
    po p3 'Cinq groupes ont travaillé.' 'Trabajaron cinco grupos.'
    po p5 'La réunion a été close[^a].' 'Se clausuró[^a].'
} >>"$site/locales/es/content/reports/geneva.po"
sed -i '1i translated_from: 20 %' "$site/content/reports/_collection.yaml"

run "$ISOGLOSS" -C "$site" build
is "$status" 0 'the site builds, and no link leads nowhere'
is "$stderr" '' 'and has nothing to complain of'

out=$site/out
pages() { (cd "$out" && find . -name '*--with-*' | sort); }
is "$(pages)" './en/cases/peru--with-fr.html
./en/reports/geneva--with-es.html
./en/reports/geneva--with-fr.html
./fr/cases/peru--with-en.html
./fr/reports/geneva--with-en.html
./fr/reports/geneva--with-ru.html' 'a page for each pair and item that has both languages, and no other'

rows() { # PAGE
    sed -n '/^<table>$/,/^<\/table>$/p' "$out/$1"
}
is "$(rows fr/reports/geneva--with-en.html)" '<table>
<tr><td></td><th><a href="geneva.html" lang="fr" dir="ltr">Français</a></th><th><a href="../../en/reports/geneva.html" lang="en" dir="ltr">English</a></th></tr>
<tr><th><span lang="en" dir="ltr">title</span></th><td lang="fr">La réunion de Genève</td><td lang="en">The Geneva meeting</td></tr>
<tr><th><span lang="en" dir="ltr">Summary</span></th><td lang="fr">Ce qui s’est dit.</td><td lang="en">What was said.</td></tr>
<tr id="s-ouverture"><th>heading</th><td lang="fr" dir="ltr"><h2>Ouverture</h2></td><td lang="en" dir="ltr"><h2>Opening</h2></td></tr>
<tr id="p1"><th><a href="#p1">Paragraph 1</a> 1</th><td lang="fr" dir="ltr">La réunion a été ouverte le 22 novembre 2013.</td><td lang="en" dir="ltr">The meeting was opened on 22 November 2013.</td></tr>
<tr id="p2"><th><a href="#p2">Paragraph 2</a> 2</th><td lang="fr" dir="ltr">Elle a réuni 32 pays
en développement.</td><td lang="en" dir="ltr">It brought together 32 developing countries.</td></tr>
<tr><th></th><td lang="fr" dir="ltr">Voir <a href="../cases/peru.html">le cas</a>.</td><td lang="en" dir="ltr">-</td></tr>
<tr id="s-resultats"><th>heading</th><td lang="fr" dir="ltr"><h2>Résultats</h2></td><td lang="en" dir="ltr"><h2>Results</h2></td></tr>
<tr id="p3"><th><a href="#p3">Paragraph 3</a> 3</th><td lang="fr" dir="ltr">Cinq groupes ont travaillé.</td><td lang="en" dir="ltr">Five groups worked.</td></tr>
<tr id="p3-a"><th><a href="#p3-a">Paragraph 3 (a)</a> (a)</th><td lang="fr" dir="ltr">Un groupe sur les brevets.</td><td lang="en" dir="ltr">A group on patents.</td></tr>
<tr id="p3-b"><th><a href="#p3-b">Paragraph 3 (b)</a> (b)</th><td lang="fr" dir="ltr">Un groupe sur les marques.</td><td lang="en" dir="ltr">A group on marks.</td></tr>
<tr id="p4"><th><a href="#p4">Paragraph 4</a> 4</th><td lang="fr" dir="ltr">Les chiffres :</td><td lang="en" dir="ltr">The figures:</td></tr>
<tr><th>caption</th><td lang="fr" dir="ltr">Participants</td><td lang="en" dir="ltr">Participants</td></tr>
<tr><th>header</th><td lang="fr" dir="ltr">Groupe</td><td lang="en" dir="ltr">Group</td></tr>
<tr><th>header</th><td lang="fr" dir="ltr">Pays</td><td lang="en" dir="ltr">Countries</td></tr>
<tr><th>cell</th><td lang="fr" dir="ltr">Sud</td><td lang="en" dir="ltr">South</td></tr>
<tr><th>cell</th><td lang="fr" dir="ltr">32</td><td lang="en" dir="ltr">32</td></tr>
<tr id="p5"><th><a href="#p5">Paragraph 5</a> 5</th><td lang="fr" dir="ltr">La réunion a été close<sup class="footnote"><a href="#fn-1" id="fnref-1" role="doc-noteref">1</a></sup>.</td><td lang="en" dir="ltr">The meeting was closed<sup class="footnote"><a href="#en-fn-1" id="en-fnref-1" role="doc-noteref">1</a></sup>.</td></tr>
<tr id="fn-1"><th>note 1</th><td lang="fr" dir="ltr">À 18 heures.</td><td id="en-fn-1" lang="en" dir="ltr">At 6 p.m.</td></tr>
</table>' 'French and English'
is "$(rows en/reports/geneva--with-fr.html | grep -A2 'id="p2"')" '<tr id="p2"><th><a href="#p2">Paragraph 2</a> 2</th><td lang="en" dir="ltr">It brought together 32 developing countries.</td><td lang="fr" dir="ltr">Elle a réuni 32 pays
en développement.</td></tr>
<tr><th></th><td lang="en" dir="ltr">-</td><td lang="fr" dir="ltr">Voir <a href="../../fr/cases/peru.html" hreflang="fr">le cas</a>.</td></tr>' 'what only the other has stands in its place'
is "$(rows en/reports/geneva--with-es.html)" '<table>
<tr><td></td><th><a href="geneva.html" lang="en" dir="ltr">English</a></th><th><a href="../../es/reports/geneva.html" lang="es" dir="ltr">Español</a></th></tr>
<tr><th>title</th><td lang="en">The Geneva meeting</td><td lang="es">La reunión de Ginebra</td></tr>
<tr><th>Summary</th><td lang="en">What was said.</td><td lang="es">-</td></tr>
<tr id="s-ouverture"><th>heading</th><td lang="en" dir="ltr"><h2>Opening</h2></td><td lang="es" dir="ltr"><h2>Apertura</h2></td></tr>
<tr id="p1"><th><a href="#p1">Paragraph 1</a> 1</th><td lang="en" dir="ltr">The meeting was opened on 22 November 2013.</td><td lang="es" dir="ltr">Se abrió el 21. old</td></tr>
<tr id="p2"><th><a href="#p2">Paragraph 2</a> 2</th><td lang="en" dir="ltr">It brought together 32 developing countries.</td><td lang="es" dir="ltr">-</td></tr>
<tr id="s-resultats"><th>heading</th><td lang="en" dir="ltr"><h2>Results</h2></td><td lang="es" dir="ltr">-</td></tr>
<tr id="p3"><th><a href="#p3">Paragraph 3</a> 3</th><td lang="en" dir="ltr">Five groups worked.</td><td lang="es" dir="ltr">Trabajaron cinco grupos.</td></tr>
<tr id="p3-a"><th><a href="#p3-a">Paragraph 3 (a)</a> (a)</th><td lang="en" dir="ltr">A group on patents.</td><td lang="es" dir="ltr">-</td></tr>
<tr id="p3-b"><th><a href="#p3-b">Paragraph 3 (b)</a> (b)</th><td lang="en" dir="ltr">A group on marks.</td><td lang="es" dir="ltr">-</td></tr>
<tr id="p4"><th><a href="#p4">Paragraph 4</a> 4</th><td lang="en" dir="ltr">The figures:</td><td lang="es" dir="ltr">-</td></tr>
<tr><th>caption</th><td lang="en" dir="ltr">Participants</td><td lang="es" dir="ltr">-</td></tr>
<tr><th>header</th><td lang="en" dir="ltr">Group</td><td lang="es" dir="ltr">-</td></tr>
<tr><th>header</th><td lang="en" dir="ltr">Countries</td><td lang="es" dir="ltr">-</td></tr>
<tr><th>cell</th><td lang="en" dir="ltr">South</td><td lang="es" dir="ltr">-</td></tr>
<tr><th>cell</th><td lang="en" dir="ltr">32</td><td lang="es" dir="ltr">-</td></tr>
<tr id="p5"><th><a href="#p5">Paragraph 5</a> 5</th><td lang="en" dir="ltr">The meeting was closed<sup class="footnote"><a href="#fn-1" id="fnref-1" role="doc-noteref">1</a></sup>.</td><td lang="es" dir="ltr">Se clausuró<sup class="footnote"><a href="#es-fn-1" id="es-fnref-1" role="doc-noteref">1</a></sup>.</td></tr>
<tr id="fn-1"><th>note 1</th><td lang="en" dir="ltr">At 6 p.m.</td><td id="es-fn-1" lang="es" dir="ltr">-</td></tr>
</table>' 'what PO lacks is missing, what is older is said'
is "$(rows en/cases/peru--with-fr.html)" '<table>
<tr><td></td><th><a href="peru.html" lang="en" dir="ltr">English</a></th><th><a href="../../fr/cases/peru.html" lang="fr" dir="ltr">Français</a></th></tr>
<tr><th>title</th><td lang="en">Competition in Peru</td><td lang="fr">La concurrence au Pérou</td></tr>
<tr><th>Challenge</th><td lang="en"><p>Markets were <em>small</em>.</p>
<p>Offices were <a href="../reports/geneva.html">new</a>.</p>
</td><td lang="fr"><p>Des marchés <em>étroits</em>.</p>
</td></tr>
<tr><th>Lessons</th><td lang="en">Start early.</td><td lang="fr">-</td></tr>
<tr><th>Lessons</th><td lang="en">Ask neighbours.</td><td lang="fr">-</td></tr>
</table>' 'fields of a record'

head=$(sed -n '/<title>/,/<\/head>/p; /<nav>/,/<\/nav>/p' "$out/fr/reports/geneva--with-en.html")
is "$head" '<title>La réunion de Genève – français – anglais | ⁨Portal⁩</title>
<meta name="description" content="Ce qui s’est dit.">
<meta name="robots" content="noindex">
<link rel="canonical" href="https://portal.example/fr/reports/geneva.html">
<link rel="stylesheet" href="../../assets/plain-47e21857.css">
</head>
<nav>
<a href="../../en/reports/geneva--with-fr.html" hreflang="en" lang="en" dir="ltr">English</a>
<a href="geneva--with-en.html" hreflang="fr" lang="fr" dir="ltr" aria-current="true">Français</a>
<a href="../../ru/reports/geneva.html" hreflang="ru" lang="ru" dir="ltr">Русский</a>
<a href="../../es/reports/geneva.html" hreflang="es" lang="es" dir="ltr">Español</a>
</nav>
<nav>
<a href="../index.html"><span lang="en" dir="ltr">Home</span></a><a href="index.html"><span lang="en" dir="ltr">Reports</span></a><a href="geneva.html">La réunion de Genève</a></nav>
<nav>
<a href="index.html"><span lang="en" dir="ltr">Reports</span></a><a href="../cases/index.html"><span lang="en" dir="ltr">Cases</span></a></nav>' 'it has the address of the item, and each language leads to what is nearest'
is "$(grep -c 'geneva--with' "$out/sitemap.xml")" 0 'search engines are not led there'
is "$(grep beside "$out/en/reports/geneva.html")" \
    '<p class="beside">fr geneva--with-fr.html; es geneva--with-es.html; (ru ../../ru/reports/geneva.html)</p>' \
    'the page of an item leads there, and names the other languages'
is "$(grep beside "$out/en/cases/chile.html")" '' 'not that of an item in one language'

# An edit of one text changes what shows it, and each build gives what one from nothing gives.
edit() { # NAME EXPECTED-CHANGES: after an edit, files that are not what they were
    cp -R "$out" "$work/before"
    run "$ISOGLOSS" -C "$site" build
    run "$ISOGLOSS" -C "$site" build --full -o "$work/full"
    diff_ok "$work/full" "$out" "$1: the same as from nothing"
    is "$(cd "$out" && find . -name '*.html' -print | sort | while read -r path; do
        cmp -s "$path" "$work/before/$path" || echo "$path"; done)" "$2" "$1: what changed"
    rm -rf "$work/before" "$work/full"
}
sed -i 's/32 developing countries/33 developing countries/' "$site/content/reports/geneva.en.md"
edit 'one of two texts' './en/reports/geneva--with-es.html
./en/reports/geneva--with-fr.html
./en/reports/geneva.html
./fr/reports/geneva--with-en.html'
sed -i 's/Trabajaron/Han trabajado/' "$site/locales/es/content/reports/geneva.po"
edit 'a PO file' './en/reports/geneva--with-es.html
./es/reports/geneva.html'
sed -i 's/small/tiny/' "$site/content/cases/peru.en.yaml"
edit 'a field' './en/cases/peru--with-fr.html
./en/cases/peru.html
./fr/cases/peru--with-en.html'
sed -i '/^side_by_side/d' "$site/content/cases/_collection.yaml"
run "$ISOGLOSS" -C "$site" build
is "$(pages | grep -c cases)" 0 'a collection that wants none has none'

done_testing
