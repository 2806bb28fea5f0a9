# What a shell test needs to speak TAP, for tests/PART/NAME.t:
#
#     #!/bin/bash
#     . "$(dirname "$0")/../lib/tap.sh"
#     run "$ISOGLOSS" -C "$work/site" build      # sets $status, $stdout, $stderr (texts)
#     is "$status" 1 'a broken site is refused'
#     done_testing
#
# $top is the top folder, $work a folder of this test's own, removed at its end. The test may also
# be run by hand, without tests/run.

set -u
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
: "${B:=.build}" "${ISOGLOSS:=$top/$B/isogloss}" "${CC:=gcc}"
export B ISOGLOSS CC
work=$(mktemp -d "${TMPDIR:-/tmp}/isogloss-test.XXXXXX")
trap 'chmod -R u+rwX "$work" 2>/dev/null; rm -rf "$work"' EXIT

tap_count=0
tap_failed=0

pass() { # NAME
    echo "ok $((++tap_count)) - $1"
}

fail() { # NAME [EXPLANATION]
    echo "not ok $((++tap_count)) - $1"
    ((++tap_failed))
    [[ -z ${2-} ]] || note "$2"
}

# A note for whoever reads a failure, each line behind "# ".
note() { # TEXT
    sed 's/^/# /' <<<"$1" >&2
}

skip() { # NAME WHY
    echo "ok $((++tap_count)) - $1 # SKIP $2"
}

skip_all() { # WHY
    echo "1..0 # SKIP $1"
    exit 0
}

ok() { # NAME COMMAND [ARGUMENT…]: the command succeeds; what it printed shows if not
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then pass "$name"; else fail "$name" "$* failed: $output"; fi
}

is() { # GOT EXPECTED NAME
    if [[ $1 == "$2" ]]; then pass "$3"; else fail "$3" "expected: $2"$'\n'"     got: $1"; fi
}

like() { # TEXT REGEXP NAME
    if [[ $1 =~ $2 ]]; then pass "$3"; else fail "$3" "expected a match of: $2"$'\n'"in: $1"; fi
}

unlike() { # TEXT REGEXP NAME
    if [[ $1 =~ $2 ]]; then fail "$3" "expected no match of: $2"$'\n'"in: $1"; else pass "$3"; fi
}

# EXPECTED and GOT are files or folders, equal byte for byte. With UPDATE=1 in the environment GOT
# becomes the new EXPECTED: look at the difference before you commit it.
diff_ok() { # EXPECTED GOT NAME
    local difference
    if [[ ${UPDATE-} == 1 ]] && ! diff -qr "$1" "$2" >/dev/null 2>&1; then
        rm -rf "$1" && mkdir -p "$(dirname "$1")" && cp -R "$2" "$1"
        note "updated $1"
    fi
    if difference=$(diff -ruNa "$1" "$2" 2>&1); then
        pass "$3"
    else
        fail "$3" "$(head -n 60 <<<"$difference")"
    fi
}

# A copy of the site tests/sites/CASE, with the theme of these sites.
small_site() { # CASE FOLDER
    mkdir -p "$2/themes"
    cp -R "$top/tests/sites/$1"/{content,locales} "$2"
    cp -R "$top/tests/sites/theme" "$2/themes/plain"
}

tells() { # TEXT NAME: standard error of the last run holds TEXT
    if [[ $stderr == *"$1"* ]]; then pass "$2"; else fail "$2" "$stderr"; fi
}

run() { # COMMAND [ARGUMENT…]: sets $status, $stdout and $stderr; never hangs over a minute
    timeout 60 "$@" >"$work/.stdout" 2>"$work/.stderr" </dev/null
    status=$?
    stdout=$(<"$work/.stdout")
    stderr=$(<"$work/.stderr")
}

done_testing() {
    echo "1..$tap_count"
    exit $((tap_failed > 0))
}
