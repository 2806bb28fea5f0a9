#!/bin/bash
# S10: two builds of the same content at the same time are alike, byte for byte; an edit of one word
# rewrites the pages that show it and no other, so that a slow line has little to carry.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
mkdir -p "$site"
cp -R "$top"/{content,locales,themes} "$site"
export SOURCE_DATE_EPOCH=1795478400
run "$ISOGLOSS" -C "$site" build
is "$status" 0 'the portal builds'
run "$ISOGLOSS" -C "$site" build --out "$work/again" --full
diff_ok "$site/out" "$work/again" 'a second build is the same'

touch "$work/mark"
sleep 0.1
report=$site/content/reports/2013-geneva.en.md
sed -i '$ s/\.$/ indeed./' "$report"
ok 'a word is added to the text of a report' grep -q 'indeed\.$' "$report"
run "$ISOGLOSS" -C "$site" build
is "$status" 0 'the portal builds again'
written=$(cd "$site/out" && find . -name '*.html' -newer "$work/mark" | sort)
is "$(grep -v -e '--with-' <<<"$written")" ./en/reports/2013-geneva.html \
    'the page of that report is written, and no other page'
is "$(grep -vE '2013-geneva--with-en|en/reports/2013-geneva' <<<"$written")" '' \
    'but those that show it beside another language'
like "$stdout" ' [1-9][0-9]? written' 'the summary says how little was written'

done_testing
