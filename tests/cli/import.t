#!/bin/bash
# isogloss import reply: a filled form becomes a draft of the right text; whatever else comes from
# outside is refused with a reason, and nothing is written over.
. "$(dirname "$0")/../lib/tap.sh"
cd "$work" || exit 3

mkdir site
cp -R "$top/tests/stories/questionnaires/content" site
cp -R "$top/locales" "$top/themes" site
rm -r site/locales/*/content
import() { run "$ISOGLOSS" -C site import reply "$@" --now=2026-11-24; }
state() { (cd site && find . -printf '%p %s %T@\n' | sort); }

# A form with these answers, by South Africa, in French.
filled() { # [ANSWERS [BY [LANG [FORM]]]]
    printf 'form: %s\nlang: %s\nby: %s\nanswers:\n%s\n' "${4-questionnaires/survey}" "${3-fr}" \
        "${2-az}" "${1-  use: |-
    Par tous.
  access: Personne}"
}

# ---- What is written -----------------------------------------------------------------------------

filled >reply.yaml
before=$(state)
import reply.yaml --dry-run
is "$status$stderr" 0 'a dry run is silent'
is "$stdout" 'status: draft
sample: yes
title: "Réponse : Azerbaïdjan"
questionnaire: survey
country: az
date: 2026-11-24
answers:
  - question: use
    answer: |-
      Par tous.
  - question: access
    answer: |-
      Personne' 'and shows the record'
is "$(state)" "$before" 'it writes nothing'
dry=$stdout

import reply.yaml
is "$status$stderr" 0 'an import is silent on standard error'
is "$stdout" 'content/replies/survey-az.fr.yaml: a draft, in which 2 of 4 questions are answered; read it, then take status: draft away' \
    'and says what it wrote'
is "$(<site/content/replies/survey-az.fr.yaml)" "$dry" 'the record is what the dry run showed'
run "$ISOGLOSS" -C site check
is "$status" 0 'the site is sound with it'

# Never over a file, also where the other file is in another language.
import reply.yaml
like "$stdout" '^content/replies/survey-az-2\.fr\.yaml: ' 'the next one gets a number'
filled '  use: By all.' az en >english.yaml
import english.yaml --json
is "$stdout" '{"path":"content/replies/survey-az-3.en.yaml","answers":1,"questions":4}' \
    'so does one in another language; as JSON'
is "$(<site/content/replies/survey-az.fr.yaml)" "$dry" 'the first record is as it was'

# What was received reads the same, whatever it looks like to YAML and Markdown.
filled '  use: |-
    # Titre
    - *un* _deux_ `trois` [quatre](x) <b> & \ |cinq|
    1. six
       sept

    > huit
  access: "  Personne  "' kh >hard.yaml
import hard.yaml --dry-run
is "$(sed -n '/use/,/access/p' <<<"$stdout")" '  - question: use
    answer: |-
      \# Titre\
      \- \*un\* \_deux\_ \`trois\` \[quatre\](x) \<b> \& \\ |cinq|\
      1\. six\
      sept

      \> huit
  - question: access' 'marks are only marks'

# Digits of other scripts; an option in another language than that of the reply.
filled '  use: x
  access: "The office: its staff"
  searches: ١٢٥٠٫٥
  since: ２０１３-11' kh ar >digits.yaml
import digits.yaml --dry-run
is "$status$stderr" 0 'digits of other scripts are taken'
like "$stdout" $'\n      1250\\.5\n' 'as 0-9'
like "$stdout" $'\n      2013-11$' 'in a date too'
like "$stdout" 'المكتب: موظفوه' 'an option stands there in the language of the reply'
# The mark at the start, CR LF, and capitals.
{ printf '\xEF\xBB\xBF'; filled '  use: x
  access: Nobody' KH EN | sed 's/$/\r/'; } >windows.yaml
import windows.yaml --dry-run
is "$status$stderr" 0 'as Windows writes it'

# ---- What is refused -----------------------------------------------------------------------------

refused() { # [CODE] NAME [TEXT]: exit 1, that code, nothing written
    [[ -z ${3-} ]] || printf '%s\n' "$3" >bad.yaml
    local before
    before=$(state)
    import bad.yaml
    is "$status$stdout" 1 "$2: is refused"
    tells "$1" "$2: and why"
    is "$(state)" "$before" "$2: nothing is written"
}

refused '[import-key]' 'an unknown key' "$(filled)
answer: x"
tells 'did you mean “answers”?' 'with the nearest one'
refused '[import-missing]' 'no sender' "$(filled | sed 's/^by:.*/by: …/')"
tells 'bad.yaml:3:5: error: “by” is missing or not filled in' 'at its place'
refused '[import-missing]' 'no answers at all' $'form: questionnaires/survey\nlang: fr\nby: az'
refused '[import-form]' 'another questionnaire' "$(filled '  use: x' az fr questionnaires/survy)"
tells 'did you mean “questionnaires/survey”?' 'with the nearest one'
refused '[import-form]' 'an item that is none' "$(filled '  use: x' az fr countries/az)"
refused '[import-form]' 'a path out of the site' "$(filled '  use: x' az fr ../../etc/passwd)"
refused '[import-lang]' 'a language the site lacks' "$(filled '  use: x' az xx)"
refused '[import-lang]' 'a language that is none' "$(filled '  use: x' az ../fr)"
refused '[import-by]' 'a sender nobody knows' "$(filled '  use: x' ../az)"
refused '[import-question]' 'an unknown question' "$(filled '  user: x')"
tells 'did you mean “use”?' 'with the nearest one'
refused '[import-kind]' 'a list for an answer' "$(filled '  use: [a, b]')"
refused '[import-kind]' 'a list for a key' "$(filled '  use: x' '[az]')"
refused '[import-number]' 'a word for a number' "$(filled $'  use: x\n  searches: many')"
refused '[import-date]' 'a date that is none' "$(filled $'  use: x\n  since: 2013-02-30')"
refused '[import-option]' 'an answer that is no option' "$(filled $'  use: x\n  access: Everybody')"
tells 'write one of: Tout le monde, L’office : son personnel, Personne' 'with all of them'
refused '[import-no-answer]' 'the empty form' "$(filled $'  use: |-\n    …\n  access: ...')"
refused '[import-no-reply]' 'a text' 'Dear Sir or Madam'
refused '[import-no-reply]' 'nothing' ' '

# Hostile files.
refused '[yaml-anchor]' 'a bomb' $'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]'
refused '[yaml-bidi]' 'text that reads otherwise than it is' "$(filled $'  use: "a\u202Eb"')"
printf 'form: \xE8\xE8\n' >bad.yaml
refused '[encoding-utf8]' 'another charset'
printf 'form: a\0b\n' >bad.yaml
refused '[encoding-nul]' 'a zero byte'
{ filled; head -c 300000 /dev/zero | tr '\0' '#'; } >bad.yaml
refused '[import-too-large]' 'a file of 300 KB'
{ printf 'a: '; head -c 30000 /dev/zero | tr '\0' '['; } >bad.yaml
refused '[yaml-too-deep]' 'brackets without end'
rm bad.yaml
import bad.yaml
is "$status" 3 'a file that is not there'
tells '[import-unreadable]' 'is told'
mkfifo bad.yaml
import bad.yaml
is "$status" 3 'a pipe does not block'
import site
is "$status" 3 'a folder is no file'

# ---- What a person should look at ----------------------------------------------------------------

filled '  use: |-
    x' za >other.yaml
import other.yaml --dry-run
is "$status" 0 'warnings do not refuse'
tells '[import-unanswered]' 'a question that asks for an answer has none'
tells '[import-unasked]' 'the sender was not asked'
tells '[import-again]' 'and has sent a reply before'
sed -i 's/^fields:/&\n  office: {type: text, required: yes, label: Office}/' \
    site/content/replies/_collection.yaml
sed -i 's/^title/office: x\n&/' site/content/replies/survey-{eg.ar,za.en}.yaml
import other.yaml --dry-run
tells '[import-field]' 'the record lacks what the collection requires'
sed -i '/office/d' site/content/replies/*.yaml

# ---- The disk and the command line ---------------------------------------------------------------

long=$(printf 'a%.0s' {1..112})
cp site/content/questionnaires/survey.en.yaml "site/content/questionnaires/$long.en.yaml"
filled '  use: x' az fr "questionnaires/$long" >long.yaml
import long.yaml
is "$status" 1 'no name is left for the record'
tells '[import-names]' 'which is told'
rm "site/content/questionnaires/$long.en.yaml"

if [[ $(id -u) == 0 ]] && ! command -v setpriv >/dev/null; then
    skip 'a folder that cannot be written' 'runs as root'
else
    chmod -R a+rX . "$work"
    chmod a-w site/content/replies
    as_user=()
    [[ $(id -u) == 0 ]] && as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    run "${as_user[@]}" "$ISOGLOSS" -C site import reply reply.yaml
    is "$status" 3 'a folder that cannot be written'
    tells '[import-write]' 'is told'
    chmod u+w site/content/replies
fi

run "$ISOGLOSS" import answers reply.yaml
is "$status" 2 'only replies are imported'
tells '[unknown-import]' 'which is told'
run "$ISOGLOSS" import reply
is "$status" 2 'without a file'
run "$ISOGLOSS" build --dry-run
is "$status" 2 'no other command has a dry run'

printf 'colour: red\n' >>site/content/site.yaml
import reply.yaml
is "$status" 1 'a broken site takes nothing in'
tells '[unknown-key]' 'and says why'
done_testing
