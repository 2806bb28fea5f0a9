#!/bin/bash
# isogloss translate ack: a translator has looked, and nothing needs to change. It writes down the
# texts a file was made from, or frees messages of a PO file from doubt, and touches nothing else.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"
site=$work/site
record=$site/locales/en/content/reports/geneva.source.yaml
po=$site/locales/es/content/reports/geneva.po
translate() { run "$ISOGLOSS" -C "$site" translate "$@"; }
state() { (cd "$site" && find content locales themes -type f -exec sha256sum {} + | sort -k 2); }
# What differs between two states, but for its digests.
touched() { diff <(echo "$1") <(state) | sed -n 's/^>.* //p'; }
translation_site

# ---- A file ----------------------------------------------------------------------------------------
before=$(state)
translate ack en reports/geneva
is "$status$stderr" 0 'a file is acknowledged'
is "$stdout" 'locales/en/content/reports/geneva.source.yaml: 18 texts are up to date now' 'and what that means'
is "$(touched "$before")" locales/en/content/reports/geneva.source.yaml 'by a record beside it'
is "$(head -n 3 "$record"; tail -n 2 "$record")" 'translates: fr
segments:
  title: "La réunion de Genève"
  p5: "La réunion a été close[^a]."
  note-a: "À 18 heures."' 'of the texts it was made from'
run "$ISOGLOSS" -C "$site" check
is "$status$stderr" 0 'a check reads it'
translate ack en reports/geneva
is "$stdout" '1 file, which is up to date' 'a second time there is nothing to do'

sed -i 's/close\[/levée[/; s/Cinq/Six/' "$site/content/reports/geneva.fr.md"
before=$(state)
translate ack en reports/geneva p5
is "$stdout" 'locales/en/content/reports/geneva.source.yaml: 1 text is up to date now' 'one segment'
is "$(touched "$before")" locales/en/content/reports/geneva.source.yaml 'writes the same file'
is "$(grep -E '^  p[35]: ' "$record")" '  p3: "Cinq groupes ont travaillé."
  p5: "La réunion a été levée[^a]."' 'and leaves the others'

# ---- Hostile texts ---------------------------------------------------------------------------------
hostile="  \"q\" 'a' : # - {x}: [y] | > & * ! % @ \`t\` \\\\ \\\\n \\\\\" שלום مرحبا 漢 🕊 end: "
printf -- '---\ntitle: "%s"\n---\n\n1. A: b # c \\\n   "d" \\\\e — שלום\n' \
    "${hostile//\"/\\\"}" >"$site/content/reports/odd.fr.md"
printf -- '---\ntitle: T\ntranslates: fr\n---\n\n1. A\n' >"$site/content/reports/odd.en.md"
translate ack en reports/odd
is "$status" 0 'texts with all that YAML knows'
run "$ISOGLOSS" -C "$site" check
is "$status$stderr" 0 'are read back'
translate ack en reports/odd
is "$stdout" '1 file, which is up to date' 'as what they were'
rm "$site"/content/reports/odd.*.md "$site/locales/en/content/reports/odd.source.yaml"

# ---- PO --------------------------------------------------------------------------------------------
translate update --new es reports/geneva
perl -0777 -CSD -i -pe 's/(\nmsgid "(.+)"\nmsgstr )""/$1"[es] $2"/g' "$po"
sed -i 's/levée\[/finie[/; s/Six/Sept/' "$site/content/reports/geneva.fr.md"
cp "$po" "$work/stale.po"
before=$(state)
translate ack es reports/geneva p5
is "$stdout" 'locales/es/content/reports/geneva.po: 1 text is up to date now' 'a message'
is "$(touched "$before")" locales/es/content/reports/geneva.po 'in its file'
is "$(diff "$work/stale.po" "$po" | grep '^[<>]')" '< msgid "La réunion a été levée[^a]."
> msgid "La réunion a été finie[^a]."' 'has the text there is now, and all else stays'
cp "$work/stale.po" "$po"
translate update es reports
translate ack es reports/geneva p5
like "$(grep -B 2 'msgid "La réunion a été finie' "$po")" '#: reports/geneva#p5.msgid' 'one that is fuzzy is so no more'
like "$(grep -B 2 'msgid "Sept groupes' "$po")" '#, fuzzy' 'another one still is'

# ---- All ---------------------------------------------------------------------------------------
translate ack --all es
is "$stdout" 'locales/es/content/reports/geneva.po: 1 text is up to date now' 'all of a language'
unlike "$(<"$po")" 'fuzzy' 'is good'
translate ack --all
like "$stdout" '^locales/en/content/reports/geneva.source.yaml: 2 texts' 'all of the site'
translate ack --all --json -v
is "$(sed -n 1p <<<"$stdout")" \
    '{"path":"locales/en/content/reports/geneva.source.yaml","what":"kept","texts":0,"new":0,"changed":0,"obsolete":0}' \
    'as JSON'

# ---- Chains ------------------------------------------------------------------------------------
sed 's/translates: fr/translates: en/' "$site/content/reports/geneva.en.md" >"$site/content/reports/geneva.ru.md"
translate ack ru reports/geneva
is "$status$stderr" 0 'what is made from a translation'
is "$(head -n 1 "$site/locales/ru/content/reports/geneva.source.yaml")" 'translates: en' 'follows that'
sed -i 's/finie\[/close[/' "$site/content/reports/geneva.fr.md"
translate ack ru reports/geneva
is "$status" 0 'if that is stale'
tells '[ack-chain]' 'it stays so, which is said'

# ---- What can go wrong -----------------------------------------------------------------------------
refused() { # CODE NAME ARGUMENTS…
    local code=$1 name=$2
    shift 2
    before=$(state)
    translate ack "$@"
    if ((status == 2)) && [[ $stderr == *"$code"* && -z $(touched "$before") ]]; then
        pass "$name"
    else
        fail "$name" "$status $stderr"
    fi
}
refused '[ack-what]' 'nothing named'
refused '[ack-what]' 'no language' reports/geneva
refused '[ack-what]' 'a language and a collection' en reports
refused '[ack-original]' 'the original' fr reports/geneva
refused '[ack-no-translation]' 'no translation' ru cases/peru
refused '[ack-no-segment]' 'no such segment' en reports/geneva p5 p17
refused '[option-of-others]' 'an option of another word' en reports/geneva --new
sed -i 's/^msgstr ".*18 heures."/msgstr ""/' "$po"
refused '[ack-missing]' 'nothing translated' es reports/geneva note-a
rm "$record"
refused '[ack-no-record]' 'a segment of what nobody noted' en reports/geneva p5

perl -e 'print "---\ntitle: T\n---\n\n"; print "x" x 70, "\n\n" for 1 .. 4000' >"$site/content/reports/long.fr.md"
sed -i 's/numbered_paragraphs: yes/numbered_paragraphs: no/' "$site/content/reports/_collection.yaml"
sed 's/^title: T/title: T\ntranslates: fr/' "$site/content/reports/long.fr.md" >"$site/content/reports/long.en.md"
translate ack en reports/long
is "$status" 1 'more text than a build would read'
tells '[ack-too-long]' 'is not noted'

done_testing
