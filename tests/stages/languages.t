#!/bin/bash
# What editions/ says of languages: those without data, [no-official-language-data] and
# [no-language-data], pins without effect, [unknown-pin], and texts not translated, [missing-texts].
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
mkdir -p "$site/content/pages" "$site"/locales/{fr,ht,sm} "$site/themes"
cp -R "$top/tests/sites/theme" "$site/themes/plain"
cat >"$site/content/site.yaml" <<'END'
title: Test
theme: plain
languages: {official: [fr, ht]}
END
cat >"$site/content/pages/_collection.yaml" <<'END'
label: Pages
fields:
  title: {type: text, required: yes, translatable: yes}
  date: {type: date}
END
printf 'title: Un\ndate: 2013-05-01\n' >"$site/content/pages/a.fr.yaml"
touch "$site"/locales/{fr,ht,sm}/portal.po
printf 'calendar: gregorian-like\n' >"$site/locales/fr/locale.yaml"

run "$ISOGLOSS" -C "$site" check --verbose
is "$status" 0 'languages that ICU lacks are published all the same'
like "$stderr" 'locales/ht/portal\.po: warning: .*\[no-official-language-data\]' \
    'an official language without data is a warning'
like "$stderr" 'locales/sm/portal\.po: note: .*\[no-language-data\]' \
    'any other language without data is a note'
like "$stderr" 'locales/fr/locale\.yaml: warning: .*“gregorian-like”.*\[unknown-pin\]' \
    'a pin that names nothing is a warning'
like "$stderr" 'locales/fr/portal\.po: note: [0-9]+ of [0-9]+ .*\[missing-texts\]' \
    'missing texts are summed up'

run "$ISOGLOSS" -C "$site" check
unlike "$stderr" 'missing-texts|no-language-data' 'notes need --verbose'

# The dates of a language without data must not be those of the machine's language.
for locale in C fr_FR.UTF-8 ar_EG.UTF-8; do
    run env LC_ALL=$locale "$ISOGLOSS" -C "$site" dump editions
    if [[ $locale == C ]]; then
        first=$stdout
        like "$first" 'date: 2013-05-01' 'a language without data has ISO dates'
        like "$first" 'date: 1er mai 2013' 'a language with data has its own'
    else
        is "$stdout" "$first" "the editions are the same on a machine that speaks $locale"
    fi
done

done_testing
