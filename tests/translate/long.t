#!/bin/bash
# A text of thousands of paragraphs, all of them behind, in a chain of languages: what is noted of
# them grows with their number, and not with its square.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

if grep -qa __asan_init "$ISOGLOSS"; then
    skip 'memory' 'AddressSanitizer needs more'
    done_testing
    exit
fi
site=$work/site
translation_site
rm "$site"/content/reports/geneva.* "$site"/content/cases/*.en.yaml
sed -i 's/^body/translated_from: 1 %\nbody/' "$site/content/reports/_collection.yaml"
{
    printf -- '---\ntitle: A\n---\n\n'
    for ((n = 1; n <= 9000; n++)); do printf '%d. Paragraph %d now.\n' $n $n; done
} | put content/reports/long.fr.md
for lang in en es; do
    {
        printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        printf '\n#: reports/long#title\nmsgid "A"\nmsgstr "B"\n'
        for ((n = 1; n <= 9000; n++)); do
            printf '\n#: reports/long#p%d\nmsgid "Paragraph %d once."\nmsgstr "Text %d."\n' $n $n $n
        done
    } | put "locales/$lang/content/reports/long.po"
done
run bash -c 'ulimit -v 600000 && exec "$@"' - "$ISOGLOSS" -C "$site" -j2 build
is "$status$stderr" 0 'it builds in 600 MB'
is "$(grep -c '(earlier version)' "$site/out/es/reports/long.html")" 9000 'and each paragraph says that it is behind'
done_testing
