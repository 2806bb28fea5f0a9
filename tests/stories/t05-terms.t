#!/bin/bash
# T5: a translation that lacks an approved term of the glossary, or writes one to avoid, is reported
# with the approved one; other forms of a term, and the same word for another thing, are not.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../translate/site.sh"

site=$work/site
translation_site
sed -i 's/6 p\.m\./18 h./; s/on marks/on trademarks/' "$site/content/reports/geneva.en.md"
for lang in ar zh; do put "locales/$lang/portal.po" </dev/null; done
sed -i 's/official:.*/official: [en, fr, ru, es, zh, ar]}\ntaxonomies:\n  usage: {recommended: Recommended, allowed: Allowed, avoid: To be avoided}/' \
    "$site/content/site.yaml"
put content/glossary/_collection.yaml <<'END'
label: Glossary
glossary: {term: title, variants: variants, text: text, usage: usage, avoid: avoid, binding: usage, binds: recommended}
fields:
  title: {type: text, required: yes, translatable: yes}
  usage: {type: term, of: usage}
  variants:
    type: list
    of:
      type: map
      fields:
        text: {type: text, required: yes, translatable: yes}
        usage: {type: term, of: usage, required: yes}
    translatable: own
END

term() { # ID LANG TITLE USAGE VARIANT…: one language of a term; a variant is text=usage
    local file=content/glossary/$1.$2.yaml variant
    {
        if [[ $2 == en ]]; then echo "usage: $4"; else echo 'translates: en'; fi
        printf 'title: %s\nvariants:\n' "$3"
        for variant in "${@:5}"; do
            printf '  - {text: %s, usage: %s}\n' "${variant%=*}" "${variant#*=}"
        done
    } | sed '/^variants:$/{$d}' | put "$file"
}
term design en 'Industrial design' recommended design=allowed
term design fr 'Dessin ou modèle industriel' '' 'dessin industriel=allowed' 'design industriel=avoid'
term design ru 'Промышленный образец' '' 'промышленный дизайн=avoid'
term design ar 'تصميم صناعي' '' 'نموذج صناعي=avoid'
term design zh '工业品外观设计' '' '外观设计=allowed' '工业设计=avoid'
term claim en Claim allowed
term claim fr Revendication '' réclamation=avoid
term mark en Trademark recommended brand=avoid
term mark fr Marque '' griffe=avoid

# found NAME LANG SOURCE TRANSLATION [WORDS…]: what is said of the translation of an English text.
found() {
    printf 'title: One\nchallenge: |\n  %s\n' "$3" >"$site/content/cases/one.en.yaml"
    printf 'translates: en\nchallenge: |\n  %s\n' "$4" >"$site/content/cases/one.$2.yaml"
    run "$ISOGLOSS" -C "$site" check --translations
    is "$(LC_ALL=C sed 's/^[^ ]* warning: challenge: //; s/\xe2\x81[\xa8\xa9]//g' <<<"$stderr")" "${5-}" "$1"
    rm "$site/content/cases/one."*
}
missing() { # SOURCE TERM
    echo "the source speaks of “$1”, which the glossary calls “$2”; use that term or a variant that the glossary allows, or allow “term” [translation-term]"
}
avoid() { # AVOIDED TERM
    echo "the glossary says to avoid “$1”; write “$2”, or allow “term” [translation-term-avoided]"
}

found 'the approved term' fr 'An industrial design is new.' 'Un dessin ou modèle industriel est neuf.'
found 'its plural' fr 'Industrial designs are new.' 'Les dessins ou modèles industriels sont neufs.'
found 'a variant that is allowed' fr 'Industrial designs are new.' 'Les dessins industriels sont neufs.'
found 'no term of the glossary' fr 'Industrial designs are new.' 'Les formes sont neuves.' \
    "$(missing 'Industrial design' 'Dessin ou modèle industriel')"
found 'a term to avoid' fr 'Industrial designs are new.' 'Les designs industriels sont neufs.' \
    "$(avoid 'design industriel' 'Dessin ou modèle industriel')"
found 'a term to avoid in a case' ru 'Protection of industrial designs.' \
    'Охрана промышленных образцов и промышленного дизайна.' \
    "$(avoid 'промышленный дизайн' 'Промышленный образец')"
found 'a term in its cases' ru 'Protection of industrial designs.' 'Охрана промышленных образцов.'
found 'a broken plural with an article' ar 'Protection of industrial designs.' 'حماية التصاميم الصناعية.'
found 'a term to avoid with an article' ar 'This industrial design and a design.' \
    'هذا التصميم الصناعي والنموذج الصناعي.' "$(avoid 'نموذج صناعي' 'تصميم صناعي')"
found 'Chinese, which has no words' zh 'Protection of industrial designs.' '保护工业品外观设计。'
found 'a term to avoid in Chinese' zh 'The industrial design and design.' '工业品外观设计和工业设计。' \
    "$(avoid '工业设计' '工业品外观设计')"
found 'a term that binds nobody' fr 'The claim is new.' 'Cela est neuf.'
found 'but is to be avoided' fr 'The claim is new.' 'La réclamation est neuve.' \
    "$(avoid 'réclamation' 'Revendication')"
found 'the same word for another thing' fr 'A complaint.' 'Une réclamation.'
found 'a term that the source avoids itself' fr 'Of a brand.' 'D’une griffe.'
found 'a language without the term' ru 'The trademark.' 'Это.'
put locales/fr/content/cases/peru.po <<'END'
msgid ""
msgstr ""
"Language: fr\n"
"Content-Type: text/plain; charset=UTF-8\n"

# isogloss: allow term
msgid "Competition in Peru: the trademark"
msgstr "La concurrence au Pérou : le signe"
END
sed -i 's/^title:.*/title: "Competition in Peru: the trademark"/' "$site/content/cases/peru.en.yaml"
sed -i 's/^label.*/&\ntranslated_from: 1 %/' "$site/content/cases/_collection.yaml"
sed -i 's/Pérou :/Pérou\xc2\xa0:/' "$site/locales/fr/content/cases/peru.po"
run "$ISOGLOSS" -C "$site" check --translations
is "$stderr" '' 'a translator may allow another word'
sed -i '/^# isogloss/d' "$site/locales/fr/content/cases/peru.po"
run "$ISOGLOSS" -C "$site" check --translations
is "$stderr" "locales/fr/content/cases/peru.po:6:1: warning: title: $(missing Trademark Marque)" \
    'and else is told'
done_testing
