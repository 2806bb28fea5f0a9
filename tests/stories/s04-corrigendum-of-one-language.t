#!/bin/bash
# S4: given a corrigendum to paragraph 5 of the English text only, English shows "Corr.1" with its
# date and note, other languages do not, the old text stays at an address of its own, and the
# history lists both.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/documents.sh"

site=$work/site out=$work/site/out
documents_site "$site"
report "$site" geneva.fr 'Texte.' <<'END'
title: Rapport
symbol: WIPO/SSC/GE/13/2
date: 2013-11-22
history:
  - {date: 2014-02-03, type: corr, revision: 1, languages: [en], note: Le paragraphe 5 anglais est corrigé.}
END
report "$site" geneva.en 'Thirty-two countries.' <<'END'
translates: fr
title: Report
history:
  - {date: 2014-02-03, note: "Paragraph 5: for 23, read 32."}
END
report "$site" geneva-2013.en 'Twenty-three countries.' <<'END'
title: Report
symbol: WIPO/SSC/GE/13/2
date: 2013-11-22
superseded_by: geneva
END
run "$ISOGLOSS" -C "$site" build
is "$status$(grep error <<<"$stderr")" 0 'the site builds'

english=$(words "$out/en/reports/geneva.html") french=$(words "$out/fr/reports/geneva.html")
like "$english" 'Corr\.1 .*Paragraph 5: for 23, read 32\.' 'English shows Corr.1 and its note'
like "$english" '3 February 2014' 'and its date'
like "$english" 'Thirty-two' 'and the corrected text'
unlike "$french" 'Corr\.|2014|corrigé' 'French says nothing of it'
like "$(words "$out/en/reports/geneva-2013.html")" 'Twenty-three' 'the old text has an address of its own'
like "$(words "$out/en/reports/geneva-2013.html")" 'superseded by: Report' 'and says by what it was superseded'

history=$(sed -n '/<section class="history">/,/<\/section>/p' "$out/en/reports/geneva.html")
like "$history" 'href="geneva-2013.html"' 'the English history lists the old text'
like "$history" 'Corr\.1' 'and the correction'
unlike "$(<"$out/fr/reports/geneva.html")" 'geneva-2013' 'the French one has neither'

for file in en/reports/index.html en/reports/by-year-2013.html en/a-z.html en/feed.xml sitemap.xml \
    en/index.html en/site-map.html; do
    unlike "$(<"$out/$file")" 'geneva-2013' "the old text is not in $file"
done
like "$(words "$out/en/reports/index.html")" ' 1 entry' 'nor counted'
like "$(<"$out/en/feed.xml")" 'updated>2014-02-03' 'the English feed announces the correction'
like "$(<"$out/fr/feed.xml")" 'updated>2013-11-22' 'the French one has nothing to announce'
like "$(<"$out/sitemap.xml")" 'en/reports/geneva.html</loc>
<lastmod>2014-02-03' 'the sitemap dates the English page by it'
done_testing
