#!/bin/bash
# T8: two translators work on two languages, each in a clone of the portal: they add the language,
# translate its interface and some records, build and commit all that has changed. No file of the one
# is changed by the other, and git puts both together without a question.
. "$(dirname "$0")/../lib/tap.sh"
command -v git >/dev/null || skip_all 'no git'

export HOME=$work GIT_CONFIG_NOSYSTEM=1
git config --global user.name Test
git config --global user.email test@portal.example
git config --global init.defaultBranch main

mkdir "$work/portal"
cp -R "$top"/{content,locales,themes,.gitattributes} "$work/portal"
printf '/out/\n/.isogloss/\n' >"$work/portal/.gitignore"
cd "$work/portal" || exit 3
git init -q && git add . && git commit -qm Portal
run "$ISOGLOSS" build
git add -A && git commit -qm 'What it has published' --allow-empty

# Neighbours in the alphabet, so that each of their lines in a sorted list stands beside one of the
# other's.
translator() { # NAME TAG TITLE
    cd "$work" && git clone -q portal "$1" && cd "$1" || exit 3
    run "$ISOGLOSS" locale add "$2"
    is "$status$stderr" 0 "$1 adds $2"
    sed -i '/^msgid "Home"$/{n;s/""/"'"$3"'"/}' "locales/$2/portal.po"
    printf 'translates: en\ntitle: %s\n' "$3" >"content/countries/pe.$2.yaml"
    run "$ISOGLOSS" build
    is "$status$stderr" 0 "$1 sees the portal with it"
    git add -A && git commit -qm "Add $2"
}
translator khemara km ប៉េរូ
translator kenesh ky Перу

cd "$work/portal" || exit 3
git fetch -q ../khemara main:khemara
git fetch -q ../kenesh main:kenesh
changed() { git diff --name-only main "$1" | sort; }
like "$(changed khemara)" 'locales/km/portal.po' 'there is a change to put together'
is "$(comm -12 <(changed khemara) <(changed kenesh))" content/published.txt \
    'no file is changed by both but the list that builds write'
is "$(changed khemara | grep -vE '^locales/km/|\.km\.yaml$|^content/published\.txt$')" '' \
    'what is in a language is in its folder or has its tag in the name'
run bash -c 'git merge -q khemara -m km && git merge -q kenesh -m ky'
is "$status $(git status --short)" '0 ' 'both are put together without a conflict'
run "$ISOGLOSS" build
is "$status$stderr" 0 'the portal builds'
like "$(<out/km/countries/pe.html)" 'hreflang="ky"' 'with both languages'
is "$(sort -c content/published.txt 2>&1)$(uniq -d content/published.txt)" '' 'and one list in order'

done_testing
