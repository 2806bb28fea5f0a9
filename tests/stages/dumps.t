#!/bin/bash
# What each stage makes of a small site (tests/sites/rtl), as `isogloss dump` shows it. UPDATE=1
# rewrites tests/stages/dumps/STAGE.txt: read the difference before you commit it.
. "$(dirname "$0")/../lib/tap.sh"

small_site rtl "$work/site"
for stage in sources site editions plan; do
    run "$ISOGLOSS" -C "$work/site" dump "$stage"
    is "$status" 0 "dump $stage"
    cp "$work/.stdout" "$work/$stage.txt"
    diff_ok "$top/tests/stages/dumps/$stage.txt" "$work/$stage.txt" "$stage looks as expected"
done
run "$ISOGLOSS" -C "$work/site" dump page ar/reports/cairo.html
cp "$work/.stdout" "$work/page.json"
diff_ok "$top/tests/stages/dumps/page.json" "$work/page.json" 'what the template of a page sees'

done_testing
