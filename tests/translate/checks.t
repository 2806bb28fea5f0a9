#!/bin/bash
# isogloss check --translations: what is lost or altered in a translation is found, each by its code,
# and nothing in a good one; translators may allow what they mean to be so.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

site=$work/site
translation_site
put locales/zh/portal.po </dev/null
put locales/ar/portal.po </dev/null
sed -i 's/official:.*/official: [en, fr, ru, es, zh, ar]}/' "$site/content/site.yaml"
sed -i 's/6 p\.m\./18 h./' "$site/content/reports/geneva.en.md"
base64 -d <<<iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg== |
    put content/media/a.png
put content/countries/_collection.yaml <<'END'
label: Countries
title_from: code
fields:
  title: {type: text, required: yes, translatable: yes}
  code: {type: country, required: yes}
END
put content/countries/pe.en.yaml <<<$'title: Peru\ncode: pe'
put content/countries/gn.en.yaml <<<$'title: Guinea\ncode: gn'
put content/countries/cn.en.yaml <<<$'title: China\ncode: cn'
for name in pe.fr:Pérou pe.ru:Перу pe.es:Perú pe.zh:秘鲁 pe.ar:بيرو cn.fr:Chine cn.ru:Китай cn.zh:中国 \
    cn.ar:الصين cn.es:China gn.fr:Guinée; do
    put "content/countries/${name%:*}.yaml" <<<$'translates: en\ntitle: '"${name#*:}"
done

# found NAME LANG SOURCE TRANSLATION CODES: a text of a record in English and its translation.
found() {
    printf 'title: One\nchallenge: |\n%s\n' "$(sed 's/^/  /' <<<"$3")" \
        >"$site/content/cases/one.en.yaml"
    printf 'translates: en\nchallenge: |\n%s\n' "$(sed 's/^/  /' <<<"$4")" \
        >"$site/content/cases/one.$2.yaml"
    run "$ISOGLOSS" -C "$site" check --translations
    is "$(grep -o '\[[a-z-]*\]$' <<<"$stderr" | tr '\n' ' ')" "${5:+$5 }" "$1"
    [[ ${5-} == "$(grep -o '\[[a-z-]*\]$' <<<"$stderr" | xargs)" ]] || note "$stderr"
    rm "$site/content/cases/one."*
}

run "$ISOGLOSS" -C "$site" check --translations
is "$stderr" '' 'nothing is found in a good translation'
is "$status" 0 'and the check succeeds'

# ---- Figures
found 'a number that is dropped' fr 'It takes 32 days.' 'Il faut des jours.' '[translation-number]'
found 'a number that is altered' fr 'It takes 32 days.' 'Il faut 23 jours.' '[translation-number]'
found 'a decimal point that is lost' fr 'At least 1.5%.' 'Au moins 15 %.' '[translation-number]'
found 'a number that stands once instead of twice' fr '5 boys and 5 girls.' '5 garçons et des filles.' \
    '[translation-number]'
found 'a number in words' fr 'In 12 groups.' 'En douze groupes.' '[translation-number]'
found 'decimal points of two languages' fr 'At least 0.5%.' 'Au moins 0,5 %.'
found 'other digits' ar 'At least 0.5% of 1,200.' 'لا يقل عن ٠٫٥٪ من ١٬٢٠٠.'
found 'thousands' fr 'Of 1,200,000 and 12,500.' $'Sur 1\xe2\x80\xaf200\xe2\x80\xaf000 et 12 500.'
found 'thousands with no-break spaces' ru 'Of 12,500.5.' $'Из 12\xc2\xa0500,5.'
found 'two numbers side by side' fr 'In 2012 100 came.' 'En 2012, 100 sont venus.'
found 'a million in figures' zh 'US$1 million in 2012.' '2012年100万美元。'
found 'a Roman number' fr 'In the 21st century.' 'Au XXIe siècle.'
found 'figures where the source has words' zh 'Five groups.' '5个组。'
found 'figures in code and addresses are none' fr 'See `x12` at https://a.example/99.' \
    'Voir `x12` à https://a.example/99.'
found 'a date in Chinese' zh 'On 6 May 2013.' '2013年5月6日。'
found 'a date in Arabic' ar 'On 22 November 2013.' 'في 22 تشرين الثاني/نوفمبر 2013.'
found 'a date in Russian' ru 'In November 2013, in May 2012.' 'В ноябре 2013 года, в мае 2012 года.'
found 'a date in figures' fr 'On 2013-05-06.' 'Le 6 mai 2013.'
found 'another month than in figures' fr 'On 2013-05-06.' 'Le 6 juin 2013.' '[translation-date]'
found 'another month' fr 'On 6 May 2013.' 'Le 6 juin 2013.' '[translation-date]'
found 'a verb that looks like a month' fr 'One may pay 5 francs.' 'On peut payer 5 francs.'
found 'another month in Chinese' zh 'On 6 May 2013.' '2013年8月6日。' '[translation-date]'

# ---- Symbols, links, pictures, footnotes, placeholders
found 'a symbol that is altered' fr 'See CDIP/12/2 Rev.1.' 'Voir CDIP/12/2 Rév.1.' \
    '[translation-symbol]'
found 'a symbol with a no-break space' fr 'See CDIP/12/2 Rev.1.' $'Voir CDIP/12/2\xc2\xa0Rev.1.'
found 'a link that is dropped' fr 'See [it](cases/peru).' 'Voir cela.' '[translation-link]'
found 'a link to something else' fr 'See [it](cases/peru).' 'Voir [cela](reports/geneva).' \
    '[translation-link] [translation-link-added]'
found 'links in another order' fr '[A](cases/peru) and [b](reports/geneva).' \
    '[B](reports/geneva) et [a](cases/peru).'
found 'a picture that is dropped' fr '![A map](media/a.png)' 'Une carte' '[translation-image]'
found 'a picture that is added' fr 'A map' '![Une carte](media/a.png)' '[translation-image-added]'
found 'a footnote that is another' fr $'A word[^n].\n\n[^n]: Note.' $'Un mot[^m].\n\n[^m]: Note.' \
    '[translation-footnote] [translation-footnote-added]'
found 'a placeholder that is translated' fr '`{n}` shows {n} of them.' '`{n}` en montre {nombre}.' \
    '[translation-placeholder] [translation-placeholder-added]'

# ---- Countries
found 'a country that is dropped' fr 'Experience of Peru.' 'Une expérience.' '[translation-country]'
found 'another country' ru 'Experience of Peru.' 'Опыт Китая.' '[translation-country]'
found 'countries in their cases' ru 'In China, from Peru.' 'В Китае, из Перу.'
found 'a country with an article' ar 'To China.' 'للصين.'
found 'an adjective' fr 'The government of Peru.' 'Le gouvernement péruvien.'
found 'a link that shows the name' fr 'It is Peru.' 'Il s’agit du [](countries/pe).' \
    '[translation-link-added]'
found 'a country without a name in the language' ru 'To Guinea.' 'Туда.'

# ---- Languages and scripts
found 'a text that was copied' fr 'Markets were small and offices were few.' \
    'Markets were small and offices were few.' '[translation-same]'
found 'a name that is the same' fr 'Patent Cooperation Treaty' 'Patent Cooperation Treaty'
found 'a sentence left in the source language' fr 'A. The offices of the country are small.' \
    'Un. The offices of the country are small.' '[translation-left]'
found 'the same, marked as what it is' fr 'A. The offices of the country are small.' \
    'Un. [The offices of the country are small]{lang=en}.'
found 'a text without a letter of its script' ru 'Markets are small.' 'Markets are little.' \
    '[translation-script]'
found 'a sentence in another script' zh 'One. Markets are very small.' '一。Markets are very small.' \
    '[translation-script]'
found 'names and abbreviations in another script' ru 'By WIPO in IP-TAD, Web of Science.' \
    'ВОИС в IP-TAD, Web of Science.'
found 'a word of two alphabets' ru 'In Peru.' 'В Пеpу, Перу.' '[translation-mixed]'

# ---- Signs
found 'spaces before French signs' fr 'One: two.' 'Un : deux.' '[translation-space-before]'
found 'no space before a French sign' fr 'One; two.' 'Un; deux.' '[translation-space-before]'
found 'French as it should be' fr '“One”: at 10:30 two!' $'«\xc2\xa0Un\xc2\xa0»\xc2\xa0: à 10:30, deux\xe2\x80\xaf!'
found 'a table with a caption in French' fr $'| A |\n|--:|\n| b |\n: C' $'| A |\n|--:|\n| b |\n: C'
found 'French quotes without a space' fr '“One”' $'«Un\xc2\xa0»' '[translation-space-after]'
found 'straight quotes in French' fr '“One”' '"Un"' '[translation-quotes] [translation-quotes]'
found 'a straight apostrophe in French' fr 'The office' "L'office" '[translation-apostrophe]'
found 'narrow signs in Chinese' zh 'Markets, offices (small).' '市场,办事处（小）。' '[translation-sign]'
found 'Latin signs beside Latin letters in Chinese' zh 'WIPO, FAO: 1.5.' '产权组织（WIPO, FAO: 1.5）。'
found 'a Latin comma in Arabic' ar 'Markets, offices?' 'أسواق, مكاتب؟' '[translation-sign]'
found 'a Latin question mark in Arabic' ar 'Markets, offices?' 'أسواق، مكاتب?' '[translation-sign]'
found 'Arabic signs' ar 'Markets, offices?' 'أسواق، مكاتب؟'

printf 'title: One\nchallenge: |\n  A: b.\n\n  C; d.\n' >"$site/content/cases/one.en.yaml"
printf 'translates: en\nchallenge: |\n  A.\n\n  C; d.\n' >"$site/content/cases/one.fr.yaml"
run "$ISOGLOSS" -C "$site" check --translations
like "$stderr" '^content/cases/one\.fr\.yaml:5:4: warning: challenge: a no-break' 'signs have their place'
rm "$site/content/cases/one."*

# ---- What is missing
sed -i '/^   See/d' "$site/content/reports/geneva.en.md"
run "$ISOGLOSS" -C "$site" check --translations
is "$stderr" 'content/reports/geneva.en.md: warning: p2.2: this text of the source is not translated: “Voir [le cas](cases/peru).”; translate it [translation-missing]' 'a paragraph that is missing'
sed -i 's/^   developing countries\|^2\. .*/&\n\n   See [the case](cases\/peru)./' "$site/content/reports/geneva.en.md"
run "$ISOGLOSS" -C "$site" check --translations
is "$stderr" '' 'until it is there'

# ---- What translators allow
sed -i 's/32 developing/thirty-two developing/; s/|        32 |/| thirty |/' \
    "$site/content/reports/geneva.en.md"
run "$ISOGLOSS" -C "$site" check --translations
is "$(grep -c translation-number <<<"$stderr")" 2 'two numbers are words'
like "$stderr" 'geneva\.en\.md:10:1: warning: p[12]: the number 32 is missing' 'with their place'
sed -i 's/^translates: fr/&\nallow: {p2: [number], p4.2-r1c2: number}/' \
    "$site/content/reports/geneva.en.md"
run "$ISOGLOSS" -C "$site" check --translations
is "$stderr" '' 'a header allows it'
sed -i 's/^allow.*/allow: {p2: [number, term], p4.2-r1c2: numbers, p9: number}/' \
    "$site/content/reports/geneva.en.md"
run "$ISOGLOSS" -C "$site" check --translations
is "$(grep -o '^[^ ]* \|\[.*' <<<"$stderr" | paste -sd ' ')" \
    'content/reports/geneva.en.md:5:13:  [translation-allows-nothing] content/reports/geneva.en.md:5:40:  [translation-allows-unknown] content/reports/geneva.en.md:5:49:  [translation-allows-nowhere] content/reports/geneva.en.md:25:1:  [translation-number]' \
    'what is allowed in vain is told'
sed -i '/^allow/d; s/thirty-two developing/32 developing/; s/| thirty |/|        32 |/' \
    "$site/content/reports/geneva.en.md"

put locales/es/content/reports/geneva.po <<'END'
msgid ""
msgstr ""
"Language: es\n"
"Content-Type: text/plain; charset=UTF-8\n"

# isogloss: allow number
#: reports/geneva#p1
msgid "La réunion a été ouverte le 22 novembre 2013."
msgstr "La reunión se abrió en noviembre de 2013."

#: reports/geneva#p3
msgid "Cinq groupes ont travaillé."
msgstr "Trabajaron cinco grupos."
END
sed -i 's/^body: required/&\ntranslated_from: 1 %/' "$site/content/reports/_collection.yaml"
run "$ISOGLOSS" -C "$site" check --translations
is "$stderr" '' 'a comment of a PO file allows it, and what it does not translate is no mistake'
sed -i '/^# isogloss/d' "$site/locales/es/content/reports/geneva.po"
run "$ISOGLOSS" -C "$site" check --translations
like "$stderr" 'geneva\.po:7:[0-9]*: warning: p[12]: the number 22 .*translation-number' 'and only that'
sed -i 's/^#: reports\/geneva#p3/# isogloss: allow link, country\n&/' \
    "$site/locales/es/content/reports/geneva.po"
run "$ISOGLOSS" -C "$site" check --translations
is "$(grep -c translation-allows-nothing <<<"$stderr")" 2 'in PO too, nothing is allowed in vain'

# ---- Earlier texts
cp -R "$site" "$work/kept"
sed -i '/^# isogloss/d; s/abrió en/abrió el 22 de/' "$site/locales/es/content/reports/geneva.po"
sed -i 's/le 22 novembre/le 23 novembre/' "$site/content/reports/geneva.fr.md"
run "$ISOGLOSS" -C "$site" check --translations
is "$(grep -o '^[^:]*:[0-9]*\|p1: the.*\[.*' <<<"$stderr" | paste -sd ' ')" \
    'content/reports/geneva.en.md:9 p1: the number 23 is missing, or stands there less often than in the source; write it in figures, or allow “number” [translation-number]' \
    'a translation is held against the text that it was made from'
rm -rf "$site"
mv "$work/kept" "$site"

# ---- In a build
run "$ISOGLOSS" -C "$site" build
is "$status$stderr" 0 'a build does not ask, unless'
sed -i 's/^body: required/&\ntranslation_checks: warning/' "$site/content/reports/_collection.yaml"
run "$ISOGLOSS" -C "$site" build
is "$status" 0 'the collection asks for warnings'
first=$stderr
like "$first" 'translation-number' 'which are given'
run "$ISOGLOSS" -C "$site" build
is "$stderr" "$first" 'and again when nothing has changed'
sed -i 's/Markets/Shops/' "$site/content/cases/peru.en.yaml"
run "$ISOGLOSS" -C "$site" build
is "$stderr" "$first" 'and when something else has'
cp "$site/out/es/reports/geneva.html" "$work/before"
sed -i 's/^translation_checks.*/translation_checks: error/' "$site/content/reports/_collection.yaml"
sed -i 's/Trabajaron/Obraron/' "$site/locales/es/content/reports/geneva.po"
run "$ISOGLOSS" -C "$site" build
is "$status" 1 'or for errors'
like "$stderr" 'error: p1: the number 22' 'which are given as such'
diff_ok "$work/before" "$site/out/es/reports/geneva.html" 'and nothing is published'
done_testing
