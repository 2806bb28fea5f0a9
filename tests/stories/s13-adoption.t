#!/bin/bash
# S13: given a provisional document that is adopted, there is one identity, the history of its symbol
# is kept, and "adopted on" is shown.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/documents.sh"

site=$work/site out=$work/site/out
documents_site "$site"
put() { # EXTRA LINES
    report "$site" report.en 'Text.' <<<"title: Report
date: 2014-02-10
distribution: general
$1"
}
put $'symbol: CDIP/12/12 Prov.\nprovisional: yes'
run "$ISOGLOSS" -C "$site" build
is "$status$(grep error <<<"$stderr")" 0 'the site builds'
masthead() { sed -n '/<dl class="masthead">/,/<\/dl>/p' "$out/en/reports/report.html"; }
like "$(words <(masthead))" 'Symbol CDIP/12/12 Prov\. Provisional Distribution: General Original: English Date: 10 February 2014' \
    'the masthead of what is provisional'
unlike "$(words <(masthead))" 'Adopted' 'which is not adopted'
ok 'its symbol has an address' test -f "$out/s/cdip/12/12-prov.html"

put $'symbol: CDIP/12/12\nhistory:
  - {date: 2014-02-10, type: prov, symbol: CDIP/12/12 Prov.}
  - {date: 2014-05-19, type: adopted, symbol: CDIP/12/12}'
run "$ISOGLOSS" -C "$site" build
is "$status$(grep error <<<"$stderr")" 0 'it is adopted'
like "$(words <(masthead))" 'Symbol CDIP/12/12 Distribution: General Original: English Date: 10 February 2014 Adopted on 19 May 2014' \
    'the masthead of what is adopted'
unlike "$(words <(masthead))" 'Provisional' 'which is not provisional any more'
like "$(words "$out/en/reports/report.html")" 'History 10 February 2014 Provisional version Prov\. CDIP/12/12 Prov\. 19 May 2014 Adopted CDIP/12/12' \
    'the history of its symbol is kept'
for symbol in 12-prov 12; do
    like "$(<"$out/s/cdip/12/$symbol.html")" 'en/reports/report\.html' "both symbols lead to the one page: $symbol"
done

put $'symbol: CDIP/12/12\nadopted: 2014-05-19\nprovisional: yes'
run "$ISOGLOSS" -C "$site" check
tells 'error: what was adopted is not provisional any more' 'it cannot be both'
done_testing
