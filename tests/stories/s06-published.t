#!/bin/bash
# S6: deleting the source of anything that was ever published fails the build. The list of what was
# published, content/published.txt, is kept with the content.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/documents.sh"
. "$(dirname "$0")/../publish/site.sh"

site=$work/site out=$work/site/out list=$work/site/content/published.txt
build() { run "$ISOGLOSS" -C "$site" build "$@"; }
builds() { # NAME
    build
    is "$status$(grep error <<<"$stderr")" 0 "$1"
}
gone() { grep -oP 'error: .*drop it: \K[^;]*' <<<"$stderr" | xargs; }
refuses() { # NAME ADDRESSES: and leaves all as it is
    local before
    before=$(cksum "$list"; ls -lR --time-style=full-iso "$out")
    build
    is "$status" 1 "$1 fails the build"
    is "$(gone)" "$2" 'which names each address'
    is "$(cksum "$list"; ls -lR --time-style=full-iso "$out")" "$before" 'and changes nothing'
    run "$ISOGLOSS" -C "$site" check
    is "$status $(gone)" "1 $2" 'check says so too'
}

documents_site "$site"
mkdir "$site/content/media"
picture >"$site/content/media/map.png"
report "$site" geneva.en 'Text.' <<<$'title: Geneva\nsymbol: GE/13/2\ndate: 2013'
report "$site" geneva.fr 'Texte.' <<<$'translates: en\ntitle: Genève'
report "$site" lima.en 'See the ![map](media/map.png).' <<<$'title: Lima\ndate: 2014'
builds 'the site builds'
ok 'without the file no list is kept' test ! -e "$list"

: >"$list"
run "$ISOGLOSS" -C "$site" check
build -o "$work/elsewhere"
build --shard 1/2 -o "$work/shard"
is "$(<"$list")" '' 'neither a check nor a portal elsewhere nor a shard writes into it'
builds 'with the file'
is "$(grep -v '^\(ar\|fr\)/' "$list")" 'en/a-z.html
en/feed.xml
en/index.html
en/languages.html
en/notes/csv-metadata.json
en/notes/data.csv
en/notes/data.json
en/notes/index.html
en/notes/one.html
en/notes/schema.json
en/reports/by-year.html
en/reports/csv-metadata.json
en/reports/data.csv
en/reports/data.json
en/reports/feed.xml
en/reports/geneva.html
en/reports/index.html
en/reports/lima.html
en/reports/schema.json
en/site-map.html
en/translations.html
index.html
media/map.png
s/ge/13/2.html
sitemap.xml' 'it lists what people link to'
ok 'sorted' env LC_ALL=C sort -c "$list"
is "$(grep -c ^fr/ "$list")" 19 'of each language'
before=$(ls -l --time-style=full-iso "$list")
builds 'once more'
is "$(ls -l --time-style=full-iso "$list")" "$before" 'it is not touched again'
builds 'a third time'
like "$stdout" ' 0 written' 'nothing is to be done'

# A look ahead promises nothing, and a build when its moment has come does.
report "$site" rome.en 'Text.' <<<$'title: Rome\ndate: 2015'
before=$(<"$list")
build --now $(($(date +%s) + 86400))
is "$status$(<"$list")" "0$before" 'a build of tomorrow adds no address'
ok 'which shows what will be there' test -f "$out/en/reports/rome.html"
builds 'a build of today'
is "$(diff <(echo "$before") "$list" | grep '^[<>]')" '> en/reports/rome.html' 'does, though its pages are all there'
sed -i /rome/d "$list"
rm "$site/content/reports/rome.en.md"
builds 'without it'

# ---- What must not go --------------------------------------------------------------------------
cp -R "$site/content" "$work/content"
again() { # the site as it was
    rm -rf "$site/content" && cp -R "$work/content" "$site/content"
}
rm "$site/content/reports/geneva.fr.md"
refuses 'a translation that is deleted' 'fr/reports/geneva.html'
tells "content/published.txt:$(grep -n fr/reports/geneva "$list" | cut -d: -f1):1: error:" 'with its line'
again
rm "$site"/content/reports/geneva.*
refuses 'a document that is deleted' 'en/reports/geneva.html fr/reports/geneva.html s/ge/13/2.html'
again
sed -i 's/^date: 2014/&\nstatus: draft/' "$site/content/reports/lima.en.md"
refuses 'one that is a draft again, and its picture' 'en/reports/lima.html media/map.png'
again
mv "$site/content/reports/lima.en.md" "$site/content/reports/peru.en.md"
refuses 'one that has another id' 'en/reports/lima.html'
sed -i 's/^title: Lima/&\nformer_ids: [lima]/' "$site/content/reports/peru.en.md"
builds 'with its former id it passes'
is "$(grep -c 'en/reports/\(lima\|peru\)' "$list")" 2 'and both addresses are kept from now on'
again
sed -i 's,GE/13/2,GE/13/3,' "$site/content/reports/geneva.en.md"
refuses 'a symbol that is another' 's/ge/13/2.html'
sed -i 's,^date: 2013,&\nhistory: [{date: 2013\, type: prov\, symbol: GE/13/2}],' "$site/content/reports/geneva.en.md"
builds 'with the old one in its history it passes'
again
rm "$site/content/media/map.png"
sed -i 's/See the .*/Text./' "$site/content/reports/lima.en.md"
refuses 'a picture that is deleted' 'media/map.png'
again
mkdir "$work/away" && mv "$site/content/notes" "$work/away"
sed -i '/about:/d' "$site/content/reports/_collection.yaml"
refuses 'a collection that is deleted' \
    "$(grep -E '^../notes/' "$list" | xargs)"
rm "$work/away" -r
again
mv "$site/locales/fr" "$work/fr"
rm "$site/content/reports/geneva.fr.md"
sed -i 's/\[en, fr\]/[en]/' "$site/content/site.yaml"
refuses 'a language that is removed' "$(grep ^fr/ "$list" | xargs)"
mv "$work/fr" "$site/locales/fr"
again

# ---- What may ----------------------------------------------------------------------------------
for id in geneva lima; do
    sed -i '/^title/a status: withdrawn\nwithdrawn: {date: 2015, reason: Gone.}' "$site/content/reports/$id.en.md"
done
builds 'what is withdrawn keeps its address'
ok 'lists that were published stay when they are empty' test -f "$out/en/reports/by-year.html" -a \
    -f "$out/en/reports/feed.xml" -a -f "$out/en/feed.xml"
ok 'the years of one do not' test ! -e "$out/en/reports/by-year-2013.html"
again
sed -i '/fr\/reports\/geneva/d' "$list"
rm "$site/content/reports/geneva.fr.md"
builds 'an address whose line is removed may go'
again
printf '%s\n' '../passwd' '/en/index.html' '' >>"$list"
run "$ISOGLOSS" -C "$site" check
is "$(grep -c 'is no address of a portal' <<<"$stderr")" 2 'a line that is none is refused'
again
sed -i 's/^title: Lima/titel: Lima/' "$site/content/reports/lima.en.md"
run "$ISOGLOSS" -C "$site" check
unlike "$stderr" 'published.txt' 'what is broken is told first, not what it would drop'
again
sed -i 's/$/\r/' "$list"
builds 'line ends of Windows are understood'
for ((i = 0; i < 201; i++)); do printf 'title: %c\n' "$(printf '%b' "\\x$((61 + i % 9))")" >"$site/content/notes/n$i.en.yaml"; done
builds 'a portal with a page for each letter'
ok 'which are there' test -f "$out/en/a-z-a.html"
is "$(grep -c a-z- "$list")" 0 'but come and go, so they are not promised'
again
if [[ $(id -u) != 0 ]] || command -v setpriv >/dev/null; then
    printf 'title: Note two\n' >"$site/content/notes/two.en.yaml"
    if [[ $(id -u) == 0 ]]; then
        chown -R 65534 "$work"
        chmod a-w "$site/content"
        run setpriv --reuid=65534 --clear-groups "$ISOGLOSS" -C "$site" build
    else
        chmod a-w "$site/content"
        build
    fi
    is "$status" 3 'a list that cannot be written is an error of the machine'
    tells 'the portal is complete' 'which says that the portal stands'
    ok 'and so it does' test -f "$out/en/notes/two.html"
fi
done_testing
