#!/bin/bash
# The masthead of a document as the United Nations write it, in each official language, from the
# portal's own catalogs; and that of an annex, which says its language only if it has another one.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/documents.sh"

site=$work/site out=$work/site/out
documents_site "$site"
rm -r "$site/locales"
mkdir "$site/locales"
cp -R "$top"/locales/{ar,zh,en,fr,ru,es} "$site/locales"
rm -r "$site"/locales/*/content
sed -i 's/\[en, fr\]/[ar, zh, en, fr, ru, es]/' "$site/content/site.yaml"
sed -i 's/^  about:/  session: {type: text, translatable: yes, label: Session}\n&/' "$site/content/reports/_collection.yaml"
report "$site" doc.en 'Text.' <<'END'
title: Document
symbol: CDIP/12/2
date: 2013-11-21
distribution: limited
session: Twelfth session
END
for lang in ar zh fr ru es; do report "$site" "doc.$lang" 'Text.' <<<$'translates: en\ntitle: Document'; done
report "$site" annex-same.en 'Text.' <<<$'title: Annex I\ndate: 2013\nannex_of: doc'
report "$site" annex-other.es 'Texto.' <<<$'title: Anexo II\ndate: 2013\nannex_of: doc'
report "$site" annex-other.en 'Text.' <<<$'translates: es\ntitle: Annex II'
run "$ISOGLOSS" -C "$site" build
is "$status$(grep error <<<"$stderr")" 0 'the site builds'

masthead() { # PAGE
    words <(sed -n '/<dl class="masthead">/,/<div class="versions">/p' "$out/$1.html")
}
like "$(masthead en/reports/doc)" \
    'Symbol CDIP/12/2 Distribution: Limited Original: English Date: 21 November 2013 Session Twelfth session' 'English'
like "$(masthead fr/reports/doc)" 'Distribution : Limitée Original : anglais Date : 21 novembre 2013' 'French'
like "$(masthead es/reports/doc)" 'Distribución: Limitada Original: inglés Fecha: 21 de noviembre de 2013' 'Spanish'
like "$(masthead ru/reports/doc)" 'Распространение: Ограниченное Оригинал: английский Дата: 21 ноября 2013 года' 'Russian'
like "$(masthead zh/reports/doc)" '分发： 有限 原文： 英语 日期： 2013年11月21日' 'Chinese'
like "$(masthead ar/reports/doc)" 'التوزيع: محدود الأصل: الإنجليزية التاريخ: 21 تشرين الثاني/نوفمبر 2013' 'Arabic'
like "$(<"$out/ar/reports/doc.html")" '<bdi lang="zxx" dir="ltr"><a href="../../s/cdip/12/2.html">CDIP/12/2</a></bdi>' \
    'the symbol keeps its order in Arabic'
like "$(masthead fr/reports/doc)" 'Langue de cette version français' 'the language of the version'
like "$(<"$out/fr/reports/doc.html")" '<span lang="en" dir="ltr">Twelfth session</span>' 'what is not translated is marked'

unlike "$(masthead en/reports/annex-same)" 'Original' 'an annex in the language of its document does not repeat it'
like "$(masthead en/reports/annex-other)" 'Original: Spanish' 'one in another language says so'
index=$(words "$out/en/reports/index.html")
like "$index" 'Reports 3 entries.*2013 1 entry' 'the index keeps its years, and what they list'
unlike "$index" 'Annex' 'annexes stand on the page of their document'
like "$(words "$out/en/reports/doc.html")" 'Annex I .*Annex II' 'which lists them'
done_testing
