#!/bin/bash
# isogloss serve as a web server, as a builder, and as a process. What browsers make of it is in
# ../browser/serve.test.mjs; every hostile address in ../unit/test_request.c.
. "$(dirname "$0")/../lib/tap.sh"
command -v curl >/dev/null || skip_all 'no curl'
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
cd "$work" || exit 3
small_site one-language site

server=
trap 'kill -KILL $server 2>/dev/null; chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
start() { # [OPTION…]: $server, $port, $origin; output goes to the files log and err
    : >log
    : >err
    "$ISOGLOSS" -C site serve --port=0 "$@" >log 2>err &
    server=$!
    port=
    await 'an address' has_port
    origin=http://localhost:$port
}
has_port() { port=$(sed -n 's|.*http://localhost:\([0-9]*\)/.*|\1|p' log) && [[ $port ]]; }
await() { # WHAT COMMAND…: at most half a minute
    local what=$1
    shift
    for ((i = 0; i < 600; i++)); do
        "$@" && return 0
        sleep 0.05
    done
    fail "there is $what" "$(cat log err)"
    return 1
}
says() { grep -q "$1" log err; } # REGEXP
stop() { # SIGNAL, once what is said is said: in a build it would end that
    sleep 0.3
    kill -"$1" "$server"
    wait "$server"
    status=$?
}
get() { # [OPTION…] TARGET: $status is that of HTTP, $stdout the body, $head the head
    local target=${*: -1}
    set -- "${@:1:$#-1}"
    status=$(curl -s --max-time 20 --path-as-is -D head -o body -w '%{http_code}' "$@" "$origin$target")
    stdout=$(tr -d '\0' <body)
    head=$(tr -d '\r' <head)
}
shows() { get "$2" && [[ $stdout == *"$1"* ]]; } # TEXT TARGET

start
await 'a portal' says 'site/out/: .* written'
like "$(<log)" "^the portal is at $origin/ and follows" 'it tells the address'

# ---- Files
get /
is "$status" 200 'the root is index.html'
get /en/index.html
is "$status" 200 'a page'
like "$head" $'\nContent-Type: text/html; charset=utf-8\n' 'its type'
like "$head" $'\nCache-Control: no-cache\n' 'it is asked for each time'
like "$head" $'\nX-Content-Type-Options: nosniff\n' 'nor guessed at'
like "$head" $'\nCross-Origin-Resource-Policy: same-origin\n' 'nor shown to other sites'
unlike "$head" 'Access-Control' 'in no way'
is "$(sed '/reload.js/d' body)" "$(<site/out/en/index.html)" 'it is the file, but for one line'
is "$(grep -c '<script src="/.isogloss/reload.js"' body)" 1 'with the script'
is "$(grep -rl reload.js site/out)" '' 'which no file has'
style=$(cd site/out && find assets -name '*.css')
get "/$style"
ok 'other files are as they are' cmp body "site/out/$style"
like "$head" $'\nContent-Type: text/css; charset=utf-8\n' 'with their type'
head -c 3000000 /dev/urandom >site/out/large.bin
get /large.bin
ok 'a large file' cmp body site/out/large.bin
like "$head" $'\nContent-Type: application/octet-stream\n' 'nobody knows what that is'
get "/en/index.html?print=1#top"
is "$status" 200 'a query changes nothing'
get /en
is "$status ${head#*Location: }" "302 ${head#*Location: }" 'a folder without slash'
like "$head" $'\nLocation: /en/\n' 'leads to the one with a slash'
get /en/
is "$status" 200 'which is its index.html'
get /assets/
is "$status" 404 'a folder is never listed'
get --head /en/index.html
is "$status" 200 'HEAD'
unlike "$stdout" '<' 'has no body'
like "$head" $'\nContent-Length: [1-9]' 'but a length'
get /.isogloss/reload.js
is "$status" 200 'the script'
like "$head" $'\nContent-Type: text/javascript' 'is one'
ok 'and is the file in preview/' cmp body "$top/generator/preview/reload.js"
if command -v node >/dev/null; then ok 'which is JavaScript' node --check "$top/generator/preview/reload.js"; fi

# ---- What is not there
long=$(head -c 70000 /dev/zero | tr '\0' a)
get /en/nothing.html
is "$status" 404 'no such page'
like "$stdout" "$(sed -n 's|.*\(<h1[^>]*>[^<]*\)</h1>.*|\1|p' site/out/en/404.html)" 'the page of the language says so'
get /xx/nothing.html
is "$status" 404 'no such language'
like "$stdout" 'xx/nothing.html' 'it is named'
get '/xx/%3Cscript%3Ealert(1)%3C%2Fscript%3E'
unlike "$stdout" '<script>' 'as text'
echo secret >site/secret
ln -s ../secret site/out/link.html
ln -s .. site/out/up
mkfifo site/out/pipe.html
echo secret >site/out/.hidden
mkdir site/out/.git
echo secret >site/out/.git/404.html
for target in /link.html /up/secret /up/ /pipe.html /.hidden /%2ehidden /.isogloss-manifest /.isogloss \
    /.isogloss/ /.isogloss/x /.git/x /index.html/ /index.html/x "/${long:0:3000}"; do
    get "$target"
    is "$status" 404 "${target:0:30} is not there"
    unlike "$stdout" '^secret' 'and does not show'
done
rm -r site/out/{link.html,up,pipe.html,.hidden,.git,large.bin}
for target in /../secret /../../../../etc/passwd /%2e%2e/secret /..%2fsecret /%2e%2e%2fsecret //etc/passwd \
    /en/../../secret '/..\secret' /..%5csecret /index.html%00 /%00 /% /%zz /%c0%ae%c0%ae/secret \
    /a%0d%0aX-Header:%20x /./index.html; do
    get "$target"
    is "$status" 400 "$target is refused"
    unlike "$stdout$head" 'secret|root:|X-Header' 'and shows nothing'
done

# ---- Who may ask, and how
for method in POST PUT DELETE OPTIONS PATCH TRACE BREW; do
    get -X "$method" /en/index.html
    is "$status" 405 "$method is refused"
    like "$head" $'\nAllow: GET, HEAD\n' 'with what is allowed'
done
get --data-binary @"site/out/$style" /en/index.html
is "$status" 405 'a form is refused'
for host in evil.example "localhost.evil.example:$port" 0.0.0.0 ''; do
    get -H "Host: $host" /en/index.html
    like "$status" '^40[03]$' "for the host '$host' there is nothing"
    unlike "$stdout" '</html>' 'at all'
    get -H "Host: $host" /.isogloss/events
    like "$status" '^40[03]$' 'nor are there events'
done
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /en/index.html HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n' >&3
like "$(timeout 10 cat <&3 | head -n 1)" ' 40[03] ' 'two hosts are none'
exec 3>&-
for host in "127.0.0.1:$port" "[::1]:$port" LOCALHOST; do
    get -H "Host: $host" /en/index.html
    is "$status" 200 "$host is this machine"
done
hex=$(printf %04X "$port")
listening=$(awk -v port=":$hex$" '$4 == "0A" && $2 ~ port { print $2 }' /proc/net/tcp /proc/net/tcp6)
like "$listening" "^0100007F:$hex"$'(\n'"00000000000000000000000001000000:$hex)?\$" \
    'it listens at 127.0.0.1 and ::1 alone'
for bytes in '' '\0\0\0\0' 'GET\r\n\r\n' 'GET / HTTP/9.9\r\n\r\n' '\x16\x03\x01\x02\x00\x01' "$long" \
    'GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n' 'GET /\0.html HTTP/1.1\r\nHost: localhost\r\n\r\n'; do
    (
        trap '' PIPE
        exec 3<>"/dev/tcp/127.0.0.1/$port"
        printf '%b' "$bytes" >&3
        timeout 0.5 cat <&3 >/dev/null
    ) 2>/dev/null
done
get /en/index.html
is "$status" 200 'noise on the line does no harm'

# ---- It follows what is saved
page=$(cd site/out && find en -name '*.html' -path '*/*/*' ! -name 'index*' | head -n 1)
source=$(find site/content -name '*.md' | head -n 1)
timeout 60 curl -sN "$origin/.isogloss/events" >events &
events=$!
await 'a first event' grep -q '"problems":\[\]' events
printf '\nA paragraph that was not there.\n' >>"$source"
await 'a second build' says ' [1-9][0-9]* unchanged'
ok 'the change is published' grep -rq 'A paragraph that was not there' site/out
await 'a second event' eval '(($(grep -c ^data: events) >= 2))'
is "$(sed -n 's/.*"version":"\([^"]*\)".*/\1/p' events | sort -u | wc -l)" 2 'the browser is told of another portal'

cp "$source" kept
printf '\n<b onclick="alert(1)">raw</b>\n' >>"$source"
await 'an error' says '\[raw-html\]'
like "$(<err)" "^${source#site/}:[0-9]+:[0-9]+: error: .*"$'\n'"1 error; nothing was published"$'\n?$' \
    'it is told on the terminal, as build does'
await 'an event with it' grep -q '"code":"raw-html"' events
like "$(<events)" '"title":"1 error; the portal is as it was","problems":\[\{"path":"'"${source#site/}"'","line":[0-9]' \
    'with its place'
get /en/index.html
is "$status" 200 'the portal is as it was'
ok 'in all its files' grep -rq 'A paragraph that was not there' site/out
mv kept "$source"
await 'a third build' eval '[[ $(tail -n 1 log) == *" 0 written"* ]]'
await 'an event without problems' eval '[[ $(grep ^data: events | tail -n 1) == *\"problems\":\[\]* ]]'
is "$(sed -n 's/.*"version":"\([^"]*\)".*/\1/p' events | sort -u | wc -l)" 2 'nothing has changed, nothing is loaded again'

# More pages than there are streams, then none of them.
many=
for ((i = 0; i < 64; i++)); do
    curl -sN --max-time 60 "$origin/.isogloss/events" >/dev/null &
    many+=" $!"
done
streams_end() { get --max-time 1 /.isogloss/events; [[ $status == 503 ]]; }
streams_begin() { get --max-time 1 /.isogloss/events; [[ $status == 200 ]]; }
await 'an end of streams' streams_end
get /en/index.html
is "$status" 200 'pages are shown all the same'
# shellcheck disable=SC2086
kill $many 2>/dev/null
# shellcheck disable=SC2086
wait $many
await 'a free stream' streams_begin

# Somebody else builds: the lock is theirs for a while.
mkdir -p site/.out.isogloss
flock site/.out.isogloss/lock -c 'touch locked; sleep 1' &
await 'a lock' test -e locked
printf '\nOne more.\n' >>"$source"
await 'a word about it' says '\[out-busy\]'
await 'a build afterwards' grep -rq 'One more' site/out
await 'its end' eval '! [[ -e site/.out.isogloss ]]'
is "$(grep -c out-busy err)" 1 'which is said once'

# ---- The end
stop TERM
is "$status" 0 'SIGTERM ends it well'
ok 'and all of it' eval "! kill -0 $server 2>/dev/null"
wait "$events"
unlike $? '^124$' 'streams end with it'
is "$(find site -maxdepth 1 -name '.out.isogloss')" '' 'nothing is left behind'
for signal in INT HUP; do
    start
    await 'a portal' says ' unchanged'
    stop $signal
    is "$status" 0 "SIG$signal ends it too"
done

# ---- Before the first portal
rm -rf site/out
printf '\n<i>raw & bad</i>\n' >>"$source"
start --out=fresh
await 'an error' says '\[raw-html\]'
get /en/index.html
is "$status" 503 'there is no portal yet'
like "$stdout" '<h1 dir="auto">1 error; the portal is as it was</h1>' 'the page says why'
like "$stdout" "<p dir=\"auto\">${source#site/}:[0-9]+:[0-9]+: error: " 'and where'
unlike "$stdout" '<i>' 'as text'
sed -i '$d' "$source"
await 'a portal' says 'fresh/: '
await 'the page' shows '</html>' /en/index.html
stop TERM
cp -R fresh kept
printf '\n<i>raw</i>\n' >>"$source"
start --out=fresh --json
like "$(<log)" "^\{\"address\":\"$origin/\"\}" 'as JSON the address is for programs'
await 'an error' says '"code":"raw-html"'
get /en/index.html
is "$status" 200 'an older portal is shown, and what is wrong'
stop TERM
diff_ok kept fresh 'which stays as it was'
sed -i '$d' "$source"

# ---- Ports and folders
start
other=$server
run "$ISOGLOSS" -C site serve --port "$port" # [port-taken]
is "$status" 3 'a port that is taken'
like "$stderr" "port $port; .*--port .*\[port-taken\]" 'it says what to do'
server=$other
stop TERM
for port in 65536 -1 x 8000x; do
    run "$ISOGLOSS" -C site serve "--port=$port" # [bad-port]
    is "$status" 2 "port $port does not exist"
    tells '[bad-port]' 'it says so'
done
if ((EUID)) && (($(</proc/sys/net/ipv4/ip_unprivileged_port_start) > 80)); then
    run "$ISOGLOSS" -C site serve --port=80
    is "$status" 3 'a port that needs rights' # [port]
    tells '[port]' 'it says so'
fi
run "$ISOGLOSS" -C nowhere serve --port=0
is "$status" 2 'no site'
tells '[site-folder]' 'the build says so'
run "$ISOGLOSS" -C site serve --port=0 -o site/content/out
is "$status" 2 'an output folder that is none'
tells '[out-forbidden]' 'ends it at once'
if strace -qq -o /dev/null true 2>/dev/null; then
    run strace -qq -o /dev/null -e inject=inotify_init1:error=EMFILE "$ISOGLOSS" -C site serve --port=0
    is "$status" 3 'no more watches' # [watch]
    like "$stderr" 'max_user_instances.*\[watch\]' 'it says what to do'
    run strace -f -qq -o /dev/null -e inject=clone,clone3:error=EAGAIN "$ISOGLOSS" -C site serve --port=0 # [server]
    is "$status" 3 'no more threads'
    tells '[server]' 'it says so'
    run strace -qq -o /dev/null -e inject=socket:error=EACCES "$ISOGLOSS" -C site serve --port=0 # [port]
    is "$status" 3 'no sockets'
    tells '[port]' 'it says so'
    # Without IPv6 it goes on; the second socket is that of ::1.
    : >log
    strace -qq -o /dev/null -e inject=socket:error=EAFNOSUPPORT:when=2 "$ISOGLOSS" -C site serve --port=0 >log 2>err &
    tracer=$!
    await 'an address without IPv6' has_port
    origin=http://127.0.0.1:$port
    await 'a portal without IPv6' says unchanged
    get /en/index.html
    is "$status" 200 'a machine without IPv6'
    # shellcheck disable=SC2046
    kill -TERM $(<"/proc/$tracer/task/$tracer/children")
    wait $tracer
    is $? 0 'ends well too'
fi
done_testing
