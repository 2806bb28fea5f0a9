#!/bin/bash
# S2: a report that is to be published at 09:00 in Geneva, in six languages at once. At 08:59 no
# byte of out/ and no name in it tells of it; at 09:00 it is there in all of them.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

header=$'publish_at: 2026-05-06T09:00+02:00\nrelease: simultaneous'
before=2026-05-06T08:59+02:00 hour=2026-05-06T09:00+02:00

site=$work/site
make_site
put_report "$header" ar zh en ru es
build_at "$before"
is "$(traces_in "$site/out")" '' 'at 08:59 no byte of out/ and no name in it tells of it'
is "$(cd "$site/out" && echo media/*)" media/common.png 'of the pictures only that which nobody shows is there'
like "$(<"$site/out/en/reports/lima.html")" 'See the other report\.' 'a link to it is its text'
like "$(<"$site/out/en/reports/lima.html")" 'And here  ?nothing\.' 'a link without a text is nothing'
is "$(grep -c 'to-held\|place-of-held' <<<"$stderr")" 5 'the secretary is told who refers to it'

# Without the report, and without what refers to it, the bytes are the same.
cp -R "$site" "$work/plain"
(
    site=$work/plain
    rm -r "$site"/out "$site"/content/reports/quokka.* "$site"/content/media/quokka-*
    sed -i '/^follows:/d; s/\[\([^]]*\)\](reports[^)]*)/\1/g' "$site/content/reports/lima.en.md"
    sed -i 's, reports/quokka\,,,' "$site/content/site.yaml"
    run "$ISOGLOSS" -C "$site" build --now "$before"
    [[ $status$stderr == 0 ]] || note "$stderr"
)
diff_ok "$work/plain/out" "$site/out" 'out/ is what it would be if there were no such report'

# One second before, also written in another offset.
build_at 2026-05-06T06:59:59Z
is "$(traces_in "$site/out")" '' 'nor at 08:59:59'

# No file is touched.
build_at "$hour"
is_as_from_nothing "$hour"
for lang in "${languages[@]}"; do
    page=$site/out/$lang/reports/quokka.html
    like "$(cat "$page" 2>&1)" "<h1>${titles[$lang]}" "at 09:00 it is there in $lang"
    like "$(<"$site/out/$lang/reports/index.html")" "${titles[$lang]}" 'and in the list of reports'
    like "$(<"$site/out/$lang/feed.xml")" "${titles[$lang]}" 'and in the feed'
    like "$(<"$site/out/sitemap.xml")" "$lang/reports/quokka.html" 'and in the map of the site'
done
is "$(cd "$site/out/media" && echo *)" 'common.png quokka-ar.png quokka-en.png quokka-es.png quokka-map.png quokka-ru.png quokka-zh.png' \
    'its pictures are there'
like "$(<"$site/out/en/reports/lima.html")" 'href="quokka.html#s-debut"' 'links lead to it'
like "$(<"$site/out/en/places/kenya.html")" 'quokka' 'what it refers to names it'
like "$(<"$site/out/en/index.html")" 'reports/quokka.html' 'it stands in the menu'
is "$stderr" '' 'nobody has to be told of anything'

# And back: a build of the state of that minute.
build_at "$before"
is "$(traces_in "$site/out")" '' 'a build for 08:59 takes all of it away again'
is_as_from_nothing "$before"
build_at 2030-01-01
is_as_from_nothing 2030-01-01

# A shard has a state of its own.
for time in "$before" "$hour"; do
    for number in 1 2; do
        run "$ISOGLOSS" -C "$site" build --now "$time" --shard "$number/2" -o "$work/shard-$number"
        is "$status" 0 "$time: shard $number builds"
    done
    rm -rf "$work/shards" "$work/one"
    cp -R "$work/shard-1" "$work/shards" && cp -R "$work/shard-2/." "$work/shards"
    run "$ISOGLOSS" -C "$site" build --now "$time" -o "$work/one"
    rm "$work"/{shards,one}/.isogloss-manifest*
    diff_ok "$work/one" "$work/shards" "$time: together they make the same"
done

# A translation may have its own, later moment: then, at once, all wait for it.
put_translation ru 'publish_at: 2026-05-06T08:00Z'
build_at "$hour"
is "$(traces_in "$site/out")" '' 'the last of the required languages decides'
build_at 2026-05-06T08:00Z
is "$(cd "$site/out" && echo */reports/quokka.html)" \
    'ar/reports/quokka.html en/reports/quokka.html es/reports/quokka.html fr/reports/quokka.html ru/reports/quokka.html zh/reports/quokka.html' \
    'then all open'

# One after the other, only that one does.
put_report "${header/simultaneous/rolling}" ar zh en es
build_at "$hour"
is "$(cd "$site/out" && echo */reports/quokka.html)" \
    'ar/reports/quokka.html en/reports/quokka.html es/reports/quokka.html fr/reports/quokka.html zh/reports/quokka.html' \
    'rolling: five are open, Russian waits'
unlike "$(grep -rah 'quokka' "$site/out/ru" "$site/out/sitemap.xml" "$site/out/en/reports/quokka.html")" \
    "ru/reports/quokka.html|quokka-ru|${titles[ru]}" 'and nothing tells of the Russian text'
is_as_from_nothing "$hour"
done_testing
