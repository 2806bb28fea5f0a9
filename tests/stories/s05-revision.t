#!/bin/bash
# S5: given Rev.1, the plain symbol leads to the newest text, the text of before says "superseded
# by", and links from other reports to paragraph 5 still resolve, or the build names each that does
# not.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/documents.sh"

site=$work/site out=$work/site/out
documents_site "$site"
report "$site" geneva.en 'Text of Rev.1.' <<'END'
title: Report (revised)
symbol: WIPO/SSC/GE/13/2 Rev.1
date: 2014-03-04
history:
  - {date: 2014-03-04, type: rev, revision: 1, symbol: WIPO/SSC/GE/13/2 Rev.1, note: After the session.}
END
printf -- '---\ntranslates: en\ntitle: Rapport révisé\n---\n\n' >"$site/content/reports/geneva.fr.md"
printf '%d. Paragraphe.\n\n' 1 2 3 4 5 6 >>"$site/content/reports/geneva.fr.md"
report "$site" geneva-rev0.en 'Text of Rev.0.' <<'END'
title: Report
symbol: WIPO/SSC/GE/13/2
date: 2013-11-22
superseded_by: geneva
about: one
END
report "$site" geneva-draft.en 'First draft.' <<'END'
title: Draft report
symbol: WIPO/SSC/GE/13/2 Prov.
date: 2013-11-01
superseded_by: geneva-rev0
END
report "$site" lima.en 'See [there](reports/geneva#p5) and [before](reports/geneva-rev0#p5).' <<'END'
title: Lima
date: 2014-05-06
END
run "$ISOGLOSS" -C "$site" build
is "$status$(grep error <<<"$stderr")" 0 'the site builds; both links to paragraph 5 lead somewhere'

# Every symbol ever used has its address, and leads to the newest text in each language.
for symbol in 2 2-rev-1 2-prov; do
    page=$out/s/wipo/ssc/ge/13/$symbol.html
    ok "s/wipo/ssc/ge/13/$symbol.html is there" test -f "$page"
    first=$(grep -m2 -oE '/(en|fr)/reports/[^"]*' "$page" | xargs)
    is "$first" '/en/reports/geneva.html /fr/reports/geneva.html' \
        'it leads to the newest text in each language first'
    like "$(<"$page")" 'lang="fr" dir="ltr" hreflang="fr"><strong>Français</strong> <span>Rapport révisé' \
        'with its title, marked'
    like "$(<"$page")" 'WIPO/SSC/GE/13/2 2013-11-22<.*geneva-rev0\.html.*geneva-draft\.html' 'and lists the older ones behind it'
    unlike "$(<"$page")" '<script' 'without a script'
done
before=$out/en/reports/geneva-rev0.html
like "$(words "$before")" 'This version has been superseded by: Report \(revised\)' 'Rev.0 says superseded by'
like "$(<"$out/en/reports/geneva-draft.html")" 'superseded by:</strong> <a href="geneva.html">' \
    'so does the draft, of the newest'
history=$(sed -n '/<section class="history">/,/<\/section>/p' "$out/en/reports/geneva.html")
like "$history" 'geneva-draft\.html.*geneva-rev0\.html' 'the newest lists both, oldest first'
like "$(words <(echo "$history"))" 'Revision Rev\.1 WIPO/SSC/GE/13/2 Rev\.1.*After the session' 'and its own revision'
unlike "$(words "$out/en/notes/one.html")" 'Report ' 'what it was about does not list Rev.0 any more'
like "$(<"$out/en/reports/geneva.html")" '<bdi lang="zxx" dir="ltr"><a href="[^"]*s/wipo/ssc/ge/13/2-rev-1.html">WIPO/SSC/GE/13/2 Rev.1</a>' \
    'a symbol is isolated, and leads to its address'
like "$(<"$out/en/archive.html")" 's/wipo/ssc/ge/13/2\.html' 'every symbol is in the list of all'
like "$(<"$out/en/site-map.html")" 'archive\.html' 'to which the site map leads'

# A revision without paragraph 5 and 6: each link to what is gone is named, with its place.
perl -0777 -i -pe 's/\n5\..*//s' "$site"/content/reports/geneva.{en,fr}.md
run "$ISOGLOSS" -C "$site" build
is "$status" 1 'a paragraph that is gone fails the build'
tells 'content/reports/lima.en.md:14:8: error: “reports/geneva” has no “#p5”' 'which names the link to it'
unlike "$stderr" 'geneva-rev0' 'but not the one to the old text, which has it'

# Two symbols with one address, and one of two documents, are errors that name both.
documents_site "$work/twins"
report "$work/twins" a.en 'A.' <<<$'title: A\nsymbol: CDIP/12/2 Rev.1\ndate: 2013'
report "$work/twins" b.en 'B.' <<<$'title: B\nsymbol: CDIP/12/2/Rev 1\ndate: 2013'
report "$work/twins" c.en 'C.' <<<$'title: C\nsymbol: CDIP/12/2-REV-1\ndate: 2013'
run "$ISOGLOSS" -C "$work/twins" check
is "$status" 1 'two symbols with one address are refused'
tells '“CDIP/12/2-REV-1” and “CDIP/12/2 Rev.1” have one address, s/cdip/12/2-rev-1.html' 'both are named'
unlike "$stderr" '2/Rev 1”' 'another part is another address'
done_testing
