#!/bin/bash
# S3: with release: simultaneous one language that is not final holds the item in every language, and
# the list says which; with release: rolling those that are ready go out, the others when they are.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

site=$work/site now=2026-05-06
make_site

pages() { (cd "$site/out" && echo */reports/quokka.html); }
none='*/reports/quokka.html' # what the shell leaves where there is no file
list() {
    run "$ISOGLOSS" -C "$site" check --release --now "$now"
    is "$status$stderr" 0 'that something waits is no error'
}
held() { # WHY REGEXP: in all languages, and the list says why
    build_at "$now"
    is "$(pages)" "$none" "$1: held in every language"
    is "$(traces_in "$site/out")" '' 'and nothing tells of it'
    list
    like "$stdout" "reports/quokka +all +final +- +$2" 'the list names what blocks it'
}

put_report 'release: simultaneous' ar zh en es
held 'no Russian' 'waits for ru \(missing\)'
put_translation ru 'status: draft'
held 'Russian is a draft' 'waits for ru \(draft\)'
put_translation ru 'status: reviewed'
held 'Russian is reviewed' 'waits for ru \(not final\)'
put_translation ru 'machine_assisted: yes'
held 'Russian is a machine’s' 'waits for ru \(no reviser\)'
like "$stdout" $'\nreports/quokka +ru +final +- +no reviser' 'and the Russian text by itself'
put_translation ar 'status: reviewed'
held 'nor is Arabic final' 'waits for ar \(not final\), ru \(no reviser\)'
put_translation ar 'status: published'
put_translation ru $'machine_assisted: yes\nreviser: A. Person'
build_at "$now"
is "$(pages | wc -w)" 6 'when the last is final, all six are there'
unlike "$(grep -rahI 'A. Person' "$site/out")" . 'who revised it is not told'
list
unlike "$stdout" quokka 'nothing waits any more'
is_as_from_nothing "$now"

# Which languages are required: all official ones, or those that are named.
rm "$site"/content/{reports/quokka.ru.md,media/quokka-ru.png}
put_report $'release: simultaneous\nrequired_languages: official' ar zh en es
held 'all official ones' 'waits for ru \(missing\)'
put_report $'release: simultaneous\nrequired_languages: [en, fr, es]'
build_at "$now"
is "$(pages | wc -w)" 5 'only those that are named'
put_translation es 'status: draft'
held 'one of those that are named' 'waits for es \(draft\)'
put_translation es 'status: final'
put_translation ar 'status: draft'
build_at "$now"
is "$(pages)" 'en/reports/quokka.html es/reports/quokka.html fr/reports/quokka.html zh/reports/quokka.html' \
    'one that is not named is waited for by nobody'

# The collection, and site.yaml, can say so for all.
put_report 'sample: no' ar zh en es
sed -i 's/^body:/release: simultaneous\n&/' "$site/content/reports/_collection.yaml"
rm "$site"/content/reports/{lima,cairo}.*
held 'the collection says so' 'waits for ru \(missing\)'
sed -i 's/^release:.*/required_languages: [en]/' "$site/content/reports/_collection.yaml"
echo 'release: simultaneous' >>"$site/content/site.yaml"
build_at "$now"
is "$(pages | wc -w)" 5 'the site says that, the collection what is required'
put_report 'required_languages: official'
held 'the item has the last word' 'waits for ru \(missing\)'

# One after the other.
put_report 'release: rolling'
put_translation ru 'status: reviewed'
build_at "$now"
is "$(pages | wc -w)" 5 'rolling: five are there, Russian is not'
like "$(<"$site/out/ru/reports/index.html")" "lang=\"fr\"[^>]*>${titles[fr]}" 'readers of Russian find the original, marked as French'
unlike "$(grep -rahI . "$site/out")" "${titles[ru]}|quokka-ru" 'nothing of the Russian text is to be seen'
list
like "$stdout" $'\nreports/quokka +ru +reviewed +- +not final' 'the list has it'

# A translation of a translation that waits: known as one of what that was made from.
sed -i 's/^translates: fr/translates: en/' "$site/content/reports/quokka.es.md"
put_translation en 'status: draft'
build_at "$now"
like "$(pages)" 'es/reports' 'Spanish does not wait for the English it was made from'
unlike "$(<"$site/out/es/reports/quokka.html")" "${titles[en]}" 'and does not tell of it'
done_testing
