#!/bin/bash
# The README: its files build, its server configuration serves, its links lead somewhere.
. "$(dirname "$0")/../lib/tap.sh"
cd "$work" || exit 3

# Only files and folders that are there.
for page in README.md CONTRIBUTING.md CHANGES.md generator/README.md; do
    missing=
    for link in $(grep -oP '\]\(\K[^)#:]+(?=\))' "$top/$page"); do
        [[ $link == reports/* || -e $top/$(dirname "$page")/$link ]] || missing+=" $link"
    done
    is "$missing" '' "$page: its links"
done

block() { # LANGUAGE NUMBER: the so many-th block of code in that language
    awk -v language="$1" -v wanted="$2" '$0 == "```" language && ++count == wanted {on = 1; next}
        $0 == "```" {on = 0} on' "$top/README.md"
}
mkdir site
cp -R "$top"/{content,locales,themes} site
block markdown 1 >site/content/reports/2014-lima.es.md
block markdown 2 >site/content/reports/2014-lima.fr.md
mkdir site/locales/eo
: >site/locales/eo/portal.po
run "$ISOGLOSS" -C site build -o served
is "$status" 0 'the report and the language of the README build'
unlike "$stderr" '2014-lima' 'without a word about the report'
ok 'in the language of the report' test -s served/es/reports/2014-lima.html
ok 'in that of the translation' test -s served/fr/reports/2014-lima.html
ok 'and a language with an empty catalog' test -s served/eo/reports/index.html

if command -v parallel >/dev/null && command -v rsync >/dev/null; then
    mkdir bin
    ln -s "$ISOGLOSS" bin/isogloss
    block sh 1 >shards.sh
    run env HOME="$work" PATH="$work/bin:$PATH" bash -ec 'cd site && . ../shards.sh'
    is "$status" 0 'the shards of the README build, merge and check'
    is "$(diff -rq served site/portal | grep -v '\.isogloss-manifest')" '' 'to what one build makes'
    is "$(cd site/portal && ls -d .isogloss-manifest-*-of-4 | wc -l)" 4 'with four lists of files'
    share=$(sed 1d site/portal/.isogloss-manifest-2-of-4 | wc -l)
    for engine in CI_NODE SLURM_ARRAY JOB_COMPLETION; do
        rm -rf site/shards/*
        line=$(grep "isogloss build --shard.*$engine" "$top/README.md")
        run env PATH="$work/bin:$PATH" CI_NODE_INDEX=2 CI_NODE_TOTAL=4 SLURM_ARRAY_TASK_ID=2 \
            JOB_COMPLETION_INDEX=1 sh -c "cd site && $line --json"
        like "$stdout" "\"written\":$share," "$engine: its line makes the second of four"
    done
fi

command -v nginx >/dev/null && command -v curl >/dev/null ||
    { skip 'the server configuration' 'no nginx or curl'; done_testing; }
port=$((20000 + RANDOM % 20000))
mkdir logs
{
    echo "daemon off; pid $work/nginx.pid; error_log $work/logs/error.log; events {}"
    ((EUID)) || echo 'user root;'
    echo "http { include /etc/nginx/mime.types; access_log off;"
    for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $work/logs;"; done
    block nginx 1 | sed "s,/srv/portal,$work/served,; s/listen 80;/listen 127.0.0.1:$port;/"
    echo '}'
} >nginx.conf
nginx -c "$work/nginx.conf" -e "$work/logs/error.log" 2>logs/start &
server=$!
for _ in {1..50}; do
    curl -so /dev/null "http://127.0.0.1:$port/index.html" && break
    sleep 0.1
done

get() { # PATH [ACCEPT-LANGUAGE]: sets $head
    head=$(curl -si -H "Accept-Language: ${2-}" "http://127.0.0.1:$port$1" | tr -d '\r' | sed '/^$/q')
}
get / 'fr-CH, fr;q=0.9, en;q=0.8'
like "$head" '302.*Location: [^ ]*/fr/index\.html' 'nginx: / leads to the language of the reader'
like "$head" 'Vary: Accept-Language' 'nginx: and says what it depends on'
get / 'de, en;q=0.5'
like "$head" '200 OK' 'nginx: / offers the choice for other languages'
like "$head" 'Vary: Accept-Language' 'nginx: and says what it depends on'
get / 'frr'
like "$head" '200 OK' 'nginx: a language whose tag begins alike is another one'
get /ar/index.html 'fr'
like "$head" '200 OK.*Content-Type: text/html; charset=utf-8' 'nginx: other pages do not choose'
unlike "$head" 'Vary' 'nginx: nor depend on anything'
get "/$(cd served && ls assets/*.css | head -n 1)"
like "$head" 'text/css; charset=utf-8.*immutable' 'nginx: assets may be kept'
get /fr/reports/none.html
like "$head" '404' 'nginx: a missing page is missing'
is "$(curl -s "http://127.0.0.1:$port/fr/reports/none.html" | cmp - served/fr/404.html && echo same)" same \
    'nginx: and told in its language'
is "$(curl -s "http://127.0.0.1:$port/none.html" | cmp - served/en/404.html && echo same)" same \
    'nginx: or in English'
get /.isogloss-manifest
like "$head" '404' 'nginx: the manifest is no page'
kill "$server"
wait "$server" 2>/dev/null
done_testing
