#!/bin/bash
# Standard output and standard error that are closed, full or not listened to: exit status 3, and no
# file of the site gets their numbers.
. "$(dirname "$0")/../lib/tap.sh"
cd "$work" || exit 3

small_site one-language site

status() { # COMMAND…, with the redirections of the caller
    timeout 60 "$@"
    echo $? >status
}
status "$ISOGLOSS" help >/dev/full 2>stderr
is "$(<status)" 3 'a full disk under standard output'
like "$(<stderr)" 'No space left on device' 'is told'
stderr=$(<stderr)
tells '[output]' 'with its code'
status "$ISOGLOSS" help >&- 2>stderr
is "$(<status)" 3 'a closed standard output'
like "$(<stderr)" '\[output\]' 'is told'
status "$ISOGLOSS" build buld 2>/dev/full
is "$(<status)" 3 'a full disk under standard error'
status "$ISOGLOSS" build buld 2>&-
is "$(<status)" 3 'a closed standard error'
status "$ISOGLOSS" version <&- >stdout
is "$(<status)" 0 'a closed standard input does not matter'

"$ISOGLOSS" -C site dump plan 2>stderr | true
is "${PIPESTATUS[0]}" 3 'a reader that goes away is an error, not the end by a signal'
mkfifo pipe
"$ISOGLOSS" -C site dump sources >pipe 2>stderr &
sleep 0.1
exec 3<pipe
exec 3<&-
wait $!
is $? 3 'the same in the middle'

# With all three closed, files that are opened must not become standard output.
status "$ISOGLOSS" -C site build <&- >&- 2>&-
is "$(<status)" 3 'a build with everything closed ends with 3, for its summary is lost'
ok 'the site is built all the same' test -s site/out/en/index.html
rm -r site/out
status "$ISOGLOSS" -C site build >stdout 2>stderr
is "$(<status)" 0 'a build'
mv site/out expected
status "$ISOGLOSS" -C site build <&- >&- 2>&-
diff_ok expected site/out 'a build with everything closed makes the same files'
done_testing
