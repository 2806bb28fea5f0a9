#!/bin/bash
# isogloss render: its command line and its files. What templates mean is in mustache.t.
. "$(dirname "$0")/../lib/tap.sh"
cd "$work" || exit 3

render() { run "$ISOGLOSS" render "$@"; }
said() { # STATUS [CODE] NAME
    is "$status" "$1" "$3: status"
    like "$stderr" "${2//[\[\]]/.}" "$3: message"
    is "$stdout" '' "$3: nothing is shown"
}

printf 'a {{x}}' >page.mustache
echo '{"x": "y"}' >data.json
render page.mustache --data data.json
is "$status $stdout" '0 a y' 'a template and its data'
is "$(wc -c <.stdout)" 3 'no byte more than the template makes'
render --data=data.json page.mustache
is "$status $stdout" '0 a y' 'options may stand first'

render
is "$status" 2 'no template is bad usage'
render page.mustache
said 2 '[render-no-data]' 'no data'
render page.mustache other.mustache --data data.json
is "$status" 2 'two templates are bad usage'
cp data.json data.txt
render page.mustache --data data.txt
said 2 '[render-data-kind]' 'data of an unknown kind'
render gone.mustache --data data.json
said 3 '[render-unreadable]' 'a template that is not there'
render page.mustache --data gone.json
said 3 '[render-unreadable]' 'data that are not there'
render page.mustache --data data.json --partials gone
said 3 '[render-unreadable]' 'partials that are not there'

stdout=$(printf '{{x}}!' | "$ISOGLOSS" render - --data data.json)
is "$?$stdout" '0y!' 'a template from standard input'
stderr=$(printf '\n{{x' | "$ISOGLOSS" render - --data data.json 2>&1)
like "$stderr" '^<stdin>:2:1: error' 'its errors say so'
mkdir partials
echo secret >secret.mustache
ln -s ../secret.mustache partials/link.mustache
mkfifo partials/fifo.mustache
printf '{{>link}}' >page.mustache
render page.mustache --data data.json --partials partials
said 3 '[render-unreadable]' 'a partial that is a link'
printf '{{>fifo}}' >page.mustache
render page.mustache --data data.json --partials partials
said 3 '[render-unreadable]' 'a partial that is a pipe'
printf '\n\351' >partials/latin.mustache
printf '{{>latin}}' >page.mustache
render page.mustache --data data.json --partials partials
said 1 '[render-utf8]' 'a partial that is not UTF-8'
like "$stderr" 'partials/latin\.mustache:2:1: ' 'its place'
rm partials/*.mustache

head -c 262144 /dev/zero | tr '\0' x >partials/large.mustache
printf '{{>large}}' >page.mustache
render page.mustache --data data.json --partials partials
is "$status ${#stdout}" '0 262144' 'a template of 256 KiB'
printf x >>partials/large.mustache
render page.mustache --data data.json --partials partials
said 1 '[template-too-large]' 'a larger one'
cp partials/large.mustache large.mustache
render large.mustache --data data.json
said 1 '[template-too-large]' 'the template itself'
run bash -c '"$1" render - --data data.json <large.mustache' - "$ISOGLOSS"
said 1 '[template-too-large]' 'standard input'

for i in {1..16}; do printf '{{>p%s}}' $((i + 1)) >"partials/p$i.mustache"; done
printf 'end' >partials/p16.mustache
printf '{{>p2}}' >page.mustache
render page.mustache --data data.json --partials partials
is "$status $stdout" '0 end' '16 templates in one another'
printf '{{>p1}}' >page.mustache
render page.mustache --data data.json --partials partials
said 1 '[template-includes]' '17 templates in one another'

printf '{{>page}}' >partials/page.mustache
printf '{{>page}}' >page.mustache
render page.mustache --data data.json --partials partials
said 1 '[template-circle]' 'a template that includes itself'

done_testing
