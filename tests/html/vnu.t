#!/bin/bash
# Every page, style sheet and picture of the portal against the Nu Html Checker of the W3C: not one
# error and not one warning. A warning is how it says that a page's lang or dir is wrong.
. "$(dirname "$0")/../lib/tap.sh"
. "$top/tests/lib/vnu.sh"

run "$ISOGLOSS" -C "$top" build -o "$work/out"
is "$status" 0 'the portal builds'
validate "$work/out"
if ((status == 0)) && [[ -z $stderr ]]; then
    pass 'the portal is valid'
else
    fail 'the portal is valid' "$(head -n 20 <<<"$stderr")"
fi

# One fault in each of these files; each must be named.
mkdir "$work/faults"
plant() { # NAME SOURCE SED-COMMAND
    sed "$3" "$work/out/$2" >"$work/faults/$1"
    ! cmp -s "$work/out/$2" "$work/faults/$1" || fail "planted: $1" "nothing was planted in $2"
}
style=$(cd "$work/out" && echo assets/portal-*.css)
plant heading.html en/reports/index.html 's/<h2/<h4/; s/<\/h2>/<\/h4>/'
plant direction.html ar/pages/history.html 's/<html lang="ar" dir="rtl"/<html lang="ar"/'
plant language.html fr/pages/history.html 's/<html lang="fr"/<html lang="en"/'
plant script.html en/a-z.html 's/<\/main>/<p onclick="x()"><div><\/main>/'
plant style.css "$style" 's/color-scheme: light dark/colour-scheme: light dark/'
plant picture.svg assets/favicon.svg 's/<svg/<svg wide="yes"/'
validate "$work/faults"
is "$status" 1 'planted faults are refused'
for fault in "$work"/faults/*; do
    like "$stderr" "/faults/$(basename "$fault")\"" "found the fault in $(basename "$fault")"
done

done_testing
