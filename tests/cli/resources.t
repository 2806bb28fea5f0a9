#!/bin/bash
# Little of what a program needs: descriptors, memory, stack, processor time; and files made to eat
# them. A build works, or ends with exit 3 and a message, and then the old out/ is as it was.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
small_site rtl "$site"
run "$ISOGLOSS" -C "$site" build
is "$status" 0 'the site builds'
cp -R "$site/out" "$work/old"
sed -i 's/^title: About$/title: About us/' "$site/content/pages/about.en.md"
run "$ISOGLOSS" -C "$site" build -o "$work/new"
is "$status" 0 'and with a change that is in nearly every page'
[[ $(diff -rq "$work/old" "$work/new" | wc -l) -gt 20 ]]
is $? 0 'which makes many files new'

# AddressSanitizer reserves terabytes of addresses and more stack.
sanitized=
grep -qa __asan_init "$ISOGLOSS" && sanitized=yes

limited() { # LIMIT… as for ulimit, such as: -n 16
    local jobs
    for jobs in 1 4; do
        rm -rf "$site/out"
        cp -R "$work/old" "$site/out"
        # The limit is for isogloss alone: timeout and bash have theirs.
        run bash -c 'ulimit "$1" "$2" && shift 2 && exec "$@"' - "$@" \
            "$ISOGLOSS" -C "$site" "-j$jobs" build
        case $status in
        0)
            pass "ulimit $*, $jobs at a time: built or exit 3"
            diff_ok "$work/new" "$site/out" 'and out/ is the new one'
            ;;
        3)
            pass "ulimit $*, $jobs at a time: built or exit 3"
            like "$stderr" '(memory|Too many open files|resource)' 'a message says why'
            diff_ok "$work/old" "$site/out" 'and out/ is the old one'
            ;;
        *)
            fail "ulimit $*, $jobs at a time: built or exit 3" "exit $status: $stderr"
            ;;
        esac
        is "$(ls -A "$site" | grep -vx .isogloss | xargs)" 'content locales out themes' 'nothing is left beside it'
    done
}

limited -n 16
limited -n 8
limited -n 6
if [[ $sanitized ]]; then
    skip 'ulimit -v' 'AddressSanitizer needs more'
    skip 'ulimit -s' 'AddressSanitizer needs more'
else
    limited -v 200000
    limited -v 100000
    limited -s 256

    # From too little to load the libraries (127 is said by the loader) to enough: many parts of ICU
    # crash without memory, each at another limit.
    trouble=''
    declare -A endings=()
    for ((limit_kb = 20000; limit_kb <= 200000; limit_kb += limit_kb < 70000 ? 250 : 13000)); do
        for jobs in 1 4; do
            run bash -c 'ulimit -v "$1" && shift && exec "$@"' - $limit_kb \
                "$ISOGLOSS" -C "$site" -j$jobs check
            endings[$status]=yes
            case $status in
            0 | 127) ;;
            # GnuTLS, which libmicrohttpd brings along, may complain first.
            3) [[ $stderr == *'isogloss: '*memory*published ]] || trouble+="-v $limit_kb: $stderr"$'\n' ;;
            *) trouble+="-v $limit_kb -j$jobs: exit $status: $stderr"$'\n' ;;
            esac
        done
    done
    is "$trouble" '' 'ulimit -v from 20 MB to 200 MB: checked or exit 3'
    is "${endings[0]-no} ${endings[3]-no}" 'yes yes' 'and both happened'
fi
limited -t 1

# 10,000 open brackets are refused at once; the bound is generous, for slow machines.
brackets=$(printf '[%.0s' {1..10000})
quickly() { # FILE NAME
    rm -rf "$site/out"
    cp -R "$work/old" "$site/out"
    timeout 5 "$ISOGLOSS" -C "$site" build >"$work/said" 2>&1 </dev/null
    is $? 1 "$2: refused within seconds"
    like "$(<"$work/said")" "$1:[0-9]+:[0-9]+: error: .*\[yaml-too-deep\]" 'and told where'
    diff_ok "$work/old" "$site/out" 'out/ is the old one'
}
printf 'title: %s\n' "$brackets" >"$site/content/places/zz.en.yaml"
quickly content/places/zz.en.yaml '10,000 brackets in a record'
rm "$site/content/places/zz.en.yaml"
printf -- '---\ntitle: %s\n---\n\nText.\n' "$brackets" >"$site/content/pages/zz.en.md"
quickly content/pages/zz.en.md '10,000 brackets in front matter'
rm "$site/content/pages/zz.en.md"
cp "$site/content/site.yaml" "$work/site.yaml"
printf 'more: %s\n' "$brackets" >>"$site/content/site.yaml"
quickly content/site.yaml '10,000 brackets in site.yaml'
cp "$work/site.yaml" "$site/content/site.yaml"

# Devices: never read, for some never end.
device() { # FILE MINOR
    rm -rf "$site/out"
    cp -R "$work/old" "$site/out"
    if ! mknod "$site/$1" c 1 "$2" 2>/dev/null; then
        skip "a device as $1 is refused" 'needs root, and a system that lets it make devices'
        return
    fi
    run "$ISOGLOSS" -C "$site" build
    is "$status" 1 "a device as $1 is refused"
    like "$stderr" "$1: error: .*\[file-not-regular\]" 'and told'
    diff_ok "$work/old" "$site/out" 'out/ is the old one'
    rm "$site/$1"
}
device content/pages/null.en.md 3
device content/places/zero.en.yaml 5
device themes/plain/templates/zero.mustache 5
mkdir "$site/locales/fr"
device locales/fr/portal.po 5
done_testing
