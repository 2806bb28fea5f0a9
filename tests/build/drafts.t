#!/bin/bash
# A draft leaves no trace: neither a draft item nor a draft translation is named anywhere in out/,
# not in pages, lists, feeds or the site map, and not in the name of a file.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
small_site rtl "$site"
run "$ISOGLOSS" -C "$site" build
is "$status" 0 'the site builds without drafts'
cp -R "$site/out" "$work/without"

# What is in a draft: each word occurs nowhere else. The year and the place would make facets.
traces='quokka|wombat|numbat|1977'
put_drafts() { # STATUS
    cat >"$site/content/reports/quokka-id.en.md" <<END
---
title: Quokka title
status: $1
summary: Quokka summary.
symbol: QUOKKA/1
kind: full
date: 1977-03-04
places: [numbat, eg]
contact: quokka@rtl.example
---

1. Quokka text on [](places/eg).
END
    printf 'title: Numbat place\ncode: za\nstatus: %s\n' "$1" \
        >"$site/content/places/numbat.en.yaml"
    printf -- '---\ntranslates: en\ntitle: Wombat title\nstatus: %s\n---\n' "$1" \
        >"$site/content/reports/geneva.ar.md"
    sed '1,/^date:/d; /^---$/d' "$site/content/reports/geneva.en.md" |
        sed 's/^Opening/Wombat text/' >>"$site/content/reports/geneva.ar.md"
}
found() { # what of the drafts is in the bytes of out/, and in the names of its files
    grep -raoihE "$traces" "$site/out"
    find "$site/out" -printf '%P\n' | grep -ioE "$traces"
}

put_drafts draft
run "$ISOGLOSS" -C "$site" build
is "$status" 0 'the site builds with drafts'
is "$(found)" '' 'no byte of out/ and no name in it tells of them'
diff_ok "$work/without" "$site/out" 'out/ is what it was without them'

run "$ISOGLOSS" -C "$site" build -o "$work/new"
diff_ok "$work/without" "$work/new" 'a new out/ as well'

# The same items published: the words do show, everywhere, so the search above finds what it seeks.
put_drafts published
run "$ISOGLOSS" -C "$site" build
is "$status$stderr" 0 'they are published'
is "$(found | tr '[:upper:]' '[:lower:]' | sort -u | xargs)" '1977 numbat quokka wombat' \
    'then all is there'
for file in sitemap.xml en/feed.xml en/reports/feed.xml en/site-map.html en/a-z.html en/reports/index.html \
    en/places/eg.html; do
    like "$(<"$site/out/$file")" '[Qq]uokka' "also in $file"
done
like "$(<"$site/out/ar/feed.xml")$(<"$site/out/ar/reports/index.html")" 'Wombat' 'and in Arabic lists'

# Withdrawn again: what was published is removed.
put_drafts draft
run "$ISOGLOSS" -C "$site" build
is "$status" 0 'they are drafts again'
diff_ok "$work/without" "$site/out" 'and all traces of them are gone'
done_testing
