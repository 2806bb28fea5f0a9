#!/bin/bash
# S11: what was meant for the office is warned of before the text is published, with its place: in
# bodies, in values, in every language; in what is held too, but not in drafts.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"

site=$work/site
make_site
sed -i 's/^follows.*//; s/ reports\/quokka,//; /^notes:/d; s/\[[^]]*\](reports[^)]*)//' \
    "$site/content/site.yaml" "$site/content/reports/lima.en.md"
put_report 'publish_at: 2026-05-06T09:00+02:00' ar zh en ru es
check() { run "$ISOGLOSS" -C "$site" check --now 2026-05-01; }
check
is "$status$stderr" 0 'there is nothing to warn of'

cat >>"$site/content/reports/quokka.fr.md" <<'END'

2. Ci-joint le tableau, TODO le vérifier.

```
TODO
```
END
for lang in ar zh en ru es; do printf '\n2. .\n' >>"$site/content/reports/quokka.$lang.md"; done
printf '   Submitted for your\n   consideration.\n' >>"$site/content/reports/quokka.en.md"
printf '   تجدون طيه القائمة.\n' >>"$site/content/reports/quokka.ar.md"
printf '   现随函附上名单。\n' >>"$site/content/reports/quokka.zh.md"
printf '   Список прилагается.\n' >>"$site/content/reports/quokka.ru.md"
printf '   Se adjunta la lista. TODO EL MUNDO.\n' >>"$site/content/reports/quokka.es.md"
sed -i '0,/^title:.*/s//title: "Lima FIXME"\nnotes: |-\n  One.\n\n  Two {++three++}, {--four--}./' "$site/content/reports/lima.en.md"
sed -i 's/^title.*/title: Kenya <<<<<<< ours/' "$site/content/places/kenya.en.yaml"
check
is "$status" 0 'the text is not refused'
sed 's/: warning: \(“[^”]*”\).*\(\[.*\)/ \1 \2/' <<<"$stderr" >"$work/got"
cat >"$work/expected" <<'END'
content/places/kenya.en.yaml:1:14 “<<<<<<<” [change-mark]
content/reports/lima.en.md:2:14 “FIXME” [residue]
content/reports/lima.en.md:6:7 “{++” [change-mark]
content/reports/lima.en.md:6:20 “{--” [change-mark]
END
diff_ok "$work/expected" <(grep -v quokka "$work/got") 'what is to be seen now, with its place'
cat >"$work/expected" <<'END'
content/reports/quokka.ar.md:14:10 “⁨طيه⁩” [residue]
content/reports/quokka.en.md:14:14 “for your consideration” [residue]
content/reports/quokka.es.md:14:4 “Se adjunta” [residue]
content/reports/quokka.fr.md:15:4 “Ci-joint” [residue]
content/reports/quokka.fr.md:15:25 “TODO” [residue]
content/reports/quokka.ru.md:14:11 “прилагается” [residue]
content/reports/quokka.zh.md:14:5 “随函附上” [residue]
END
grep quokka "$work/got" >"$work/held"
diff_ok "$work/expected" "$work/held" 'and what will be, in six languages'

# The next build reads no file again, and says the same.
run "$ISOGLOSS" -C "$site" build --now 2026-05-01
first=$stderr
put content/places/oman.en.yaml <<<'title: Oman'
run "$ISOGLOSS" -C "$site" build --now 2026-05-01
is "$stderr" "$first" 'texts that are not read again are still warned of'

sed -i 's/^publish_at/status: draft\n&/' "$site/content/reports/quokka.fr.md"
check
unlike "$stderr" quokka 'a draft may have all of it'
done_testing
