#!/bin/bash
# What a build refuses to write into, and what it says when the disk, another build or somebody's
# hand comes between.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"
unset HOME # some tests set their own

site=$work/site out=$work/out
make_site "$site"
isogloss() { "$ISOGLOSS" -C "$site" -j2 "$@"; }
build() { run isogloss build -o "${1-$out}"; }
export -f isogloss
export ISOGLOSS site
run() { # as in tap.sh, but functions too
    "$@" >"$work/.stdout" 2>"$work/.stderr" </dev/null
    status=$?
    stdout=$(<"$work/.stdout")
    stderr=$(<"$work/.stderr")
}
mkdir "$site/.isogloss"
picture_of_all() { # what is where, and since when; what was read of the sources may be noted
    find "$work" -mindepth 1 -path '*/.isogloss/*' -o ! -name '.std*' ! -name .isogloss -printf '%p %y %m %i %s %T@\n' | sort
}
refused() { # FOLDER CODE STATUS NAME
    local before after
    before=$(picture_of_all)
    build "$1"
    after=$(picture_of_all)
    is "$status" "$3" "$4: exit $3"
    like "$stderr" "\[$2\]" "$4: $2"
    is "$after" "$before" "$4: nothing is touched"
}
with_faults() { # FAULT COMMAND…
    local fault=$1
    shift
    strace -f -qq -o /dev/null -e trace="${fault%%:*}" -e inject="$fault" "$@"
}
can_trace() { strace -qq -o /dev/null true 2>/dev/null; }

# ---- Where a portal may not go
refused / out-forbidden 2 'the root' # [out-forbidden]
refused "$site" out-forbidden 2 'the site itself'
refused "$work" out-forbidden 2 'a parent of the site'
refused "$site/content" out-forbidden 2 'content/'
refused "$site/content/new" out-forbidden 2 'a new folder in content/'
refused "$site/themes/portal/out" out-forbidden 2 'a new folder in themes/'
mkdir "$work/home"
HOME=$work/home
export HOME
refused "$work/home" out-forbidden 2 'the home folder'
unset HOME
echo text >"$work/file"
refused "$work/file" out-unusable 2 'a file' # [out-unusable]
refused "$work/no/such/folder" out-unusable 2 'a folder in no folder'
mkdir "$work/thesis"
echo mine >"$work/thesis/chapter-1.txt"
refused "$work/thesis" out-foreign 2 "somebody's folder" # [out-foreign]

# ---- A portal, and hands in it
mkdir "$out"
echo '*' >"$out/.gitignore"
build
is "$status $stderr" '0 ' 'a folder with only a .gitignore is filled'
[[ -e $out/index.html && -e $out/.gitignore && ! -e $work/.out.isogloss ]]
is $? 0 'it holds the portal and the .gitignore, and nothing is left beside it'
find "$out" -type f -newermt '2000-01-01' -exec touch -d '2001-01-01' {} +
build
like "$stdout" ' 0 written' 'a second build writes nothing'
is "$(find "$out" -type f -newermt '2002-01-01')" '' 'not even the dates of the files'

rm "$out/.gitignore"
cp -a "$out" "$work/before"
mkdir "$out/media/mine"
picture >"$site/content/media/mine.png"
echo mine >"$out/media/mine.png"
refused "$out" foreign-file 1 "somebody's file in the way" # [foreign-file]
rm -r "$out/media/mine.png" "$out/media/mine" "$site/content/media/mine.png"

printf 'x' >>"$out/.isogloss-manifest"
refused "$out" out-manifest 2 'a damaged list of files' # [out-manifest]
cp -p "$work/before/.isogloss-manifest" "$out/"

# ---- Links
layout=$site/themes/portal/templates/layout.mustache
cp "$layout" "$work/layout"
sed -i 's|</body>|<a href="nowhere.html">x</a></body>|' "$layout"
refused "$out" dangling-output-link 1 'a template with a broken link' # [dangling-output-link]
is "$(grep -c 'nowhere.html' <<<"$stderr")" "$(find "$out"/?? -name '*.html' | wc -l)" \
    'a broken link is told for each page'
run isogloss check
is "$status" 1 'check finds it as well'
sed 's|</body>|<a href="#nothing">x</a></body>|' "$work/layout" >"$layout"
refused "$out" dangling-output-link 1 'a template with a broken anchor'
cp "$work/layout" "$layout"

# ---- Limits of the machine
run bash -c 'ulimit -n 16; isogloss build -o "$0"' "$work/few"
[[ $status == 0 || $status == 3 && ! -e $work/few ]]
is $? 0 'with 16 descriptors it is built, or not at all'
(umask 777 && isogloss build -o "$work/masked" >/dev/null 2>&1)
diff_ok "$out" "$work/masked" 'the umask decides nothing'
is "$(find "$work/masked" -type f ! -perm 644 -o -type d ! -perm 755)" '' 'nor the modes of files'

alone='unshare -m'
((UID)) && alone='unshare -rm'
if $alone true 2>/dev/null; then
    mkdir "$work/disk"
    full=$($alone bash -c 'mount -t tmpfs -o size=60k none "$0" || exit 77
        isogloss build -o "$0/out" 2>&1; echo "status $?"; ls -A "$0"' "$work/disk")
    if [[ $full == *"status"* ]]; then
        like "$full" 'No space left.*\[out-write\].*status 3' 'a full disk is told' # [out-write]
        unlike "$full" $'\n''(out|\.out)' 'and leaves nothing'
    else
        skip 'a full disk is told' 'cannot mount here'
    fi
    mounted=$($alone bash -c 'mount -t tmpfs none "$0" || exit 77
        isogloss build -o "$0" 2>&1; echo "status $?"; ls -A "$0"' "$work/disk")
    if [[ $mounted == *"status"* ]]; then
        like "$mounted" '\[out-device\].*status 2$' 'another disk at out/ is refused' # [out-device]
    else
        skip 'another disk at out/ is refused' 'cannot mount here'
    fi
    mounted=$($alone bash -c 'mount -t tmpfs none "$0" && cp -a "$1/." "$0" || exit 77
        isogloss build -o "$0" 2>&1; echo "status $?"; diff -r "$1" "$0" && echo unchanged' \
        "$work/disk" "$out")
    if [[ $mounted == *"status"* ]]; then
        like "$mounted" '\[out-device\].*status 2.*unchanged' 'also with a portal in it, which stays'
    else
        skip 'also with a portal in it, which stays' 'cannot mount here'
    fi
    cp -a "$out" "$work/split"
    printf -- '---\ntitle: Report split\n---\n\nText.\n' >"$site/content/reports/split.en.md"
    mounted=$($alone bash -c 'mount -t tmpfs none "$0/en/reports" || exit 77
        isogloss build -o "$0" 2>&1; echo "status $?"; ls -A "$0/en/reports"' "$work/split")
    rm "$site/content/reports/split.en.md"
    if [[ $mounted == *"status"* ]]; then
        like "$mounted" '\[out-device\].*status 2$' 'another disk below out/ is refused'
    else
        skip 'another disk below out/ is refused' 'cannot mount here'
    fi
    # The same disk, mounted a second time at out/, as containers do: its number is that of the folder
    # around it, but nothing can be renamed into it.
    rm -rf "$work/split" && cp -a "$out" "$work/split"
    printf -- '---\ntitle: Report split\n---\n\nText.\n' >"$site/content/reports/split.en.md"
    isogloss build -o "$work/whole" >/dev/null
    mounted=$($alone bash -c 'mount --bind "$0" "$0" || exit 77
        isogloss build -o "$0" 2>&1; echo "status $?"; diff -r "$1" "$0" && echo unchanged' \
        "$work/split" "$out")
    if [[ $mounted == *"status"* ]]; then
        like "$mounted" '\[out-device\].*status 2' 'the same disk mounted at out/ is refused'
        like "$mounted" unchanged 'and out/ is intact'
        build "$work/split"
        is "$status" 0 'once it is not mounted it builds'
        diff_ok "$work/whole" "$work/split" 'and is whole'
    else
        skip 'the same disk mounted at out/ is refused' 'cannot mount here'
    fi
    # And below it, where a folder is new too.
    for inner in en/reports en; do
        rm -rf "$work/split" && cp -a "$out" "$work/split"
        [[ $inner == en ]] && rm -r "$work/split/en/reports"
        mounted=$($alone bash -c 'mount --bind "$0/$1" "$0/$1" || exit 77
            cp -a "$0" "$2"; isogloss build -o "$0" 2>&1; echo "status $?"
            diff -r "$2" "$0" && echo unchanged' "$work/split" "$inner" "$work/was")
        rm -rf "$work/was"
        if [[ $mounted == *"status"* ]]; then
            like "$mounted" '\[out-device\].*status 2.*unchanged' \
                "the same disk mounted at out/$inner is refused, and out/ intact"
        else
            skip "the same disk mounted at out/$inner is refused" 'cannot mount here'
        fi
    done
    rm -rf "$work/whole" "$work/split" "$site/content/reports/split.en.md"
else
    skip 'full disks and other disks' 'cannot unshare here'
fi

# ---- Faults, one of each kind; faults.t tries them everywhere
if ! can_trace; then
    skip 'faults' 'strace cannot trace here'
    done_testing
fi
change_site "$site"
run with_faults mkdirat:error=ENOSPC:when=1 "$ISOGLOSS" -C "$site" build -o "$out"
like "$status $stderr" '^3 .*No space left on device.*\[out-write\]' 'no room for the work folder'
diff_ok "$work/before" "$out" 'the old portal stays'

found=
for number in {1..60}; do
    run with_faults getdents64:error=EIO:when=$number "$ISOGLOSS" -C "$site" build -o "$work/new$number"
    [[ $stderr == *'[out-read]'* ]] && found=yes # only where OUT exists
    mkdir "$work/again"
    run with_faults getdents64:error=EIO:when=$number "$ISOGLOSS" -C "$site" build -o "$work/again"
    [[ $stderr == *'[out-read]'* ]] && found="yes, exit $status"
    rm -rf "$work/again" "$work/new$number" "$work/.again.isogloss" "$work/.new$number.isogloss"
    [[ $found != *exit* ]] || break
done
is "$found" 'yes, exit 3' 'a folder that cannot be read is told' # [out-read]

# FAULT: at the second file that the commit moves. Which call of renameat that is depends on how often
# it was asked before whether anything can be moved at all; the journal tells.
in_the_commit() {
    local number journal=$work/.out.isogloss/journal moves=0
    for ((number = 1; number < 200 && moves < 2; number++)); do
        rm -rf "$out" "$work/.out.isogloss" && cp -a "$work/before" "$out"
        { with_faults "renameat:$1:when=$number" "$ISOGLOSS" -C "$site" build -o "$out" \
            >"$work/.stdout" 2>"$work/.stderr"; } 2>/dev/null
        status=$?
        if grep -qs '^end ' "$journal"; then ((moves += 1)); fi
    done
    stderr=$(<"$work/.stderr")
}
in_the_commit error=EIO
like "$status $stderr" '^3 .*Input/output error.*\[commit-stopped\]' 'a broken disk is told'
run isogloss -v build -o "$out"
like "$status $stderr" '^0 .*\[recovered\]' 'the next build finishes, and says so' # [recovered]
cp -a "$out" "$work/after"

run with_faults unlinkat:error=EIO:when=2 "$ISOGLOSS" -C "$site" build -o "$work/tidy"
like "$status $stderr" '^0 .*\[clean-up\]' 'what cannot be removed is a warning' # [clean-up]
run isogloss -v build -o "$work/tidy"
is "$status" 0 'and no harm to the next build'
[[ ! -e $work/.tidy.isogloss ]]
is $? 0 'which removes it'

for signal in TERM INT HUP KILL; do
    in_the_commit "signal=$signal"
    is "$status" $((128 + $(kill -l $signal))) "SIG$signal ends a build"
    run isogloss -v build -o "$out"
    like "$status $stderr" '^0 .*\[recovered\]' "after SIG$signal the next one finishes"
    diff_ok "$work/after" "$out" "after SIG$signal the portal is whole"
done
rm -rf "$out" && cp -a "$work/before" "$out"
{ with_faults syncfs:signal=KILL:when=1 "$ISOGLOSS" -C "$site" build -o "$out" \
    >/dev/null 2>&1; } 2>/dev/null
diff_ok "$work/before" "$out" 'killed before the commit: the old portal'
run isogloss -v build -o "$out"
like "$status $stderr" '^0 .*\[discarded\]' 'what it left is removed, and that is told' # [discarded]

# ---- Two at a time: the first sleeps in a system call
with_faults syncfs:delay_enter=3000000:when=1 "$ISOGLOSS" -C "$site" build -o "$work/slow" \
    >/dev/null 2>&1 &
for ((i = 0; i < 500; i++)); do
    [[ -s $work/.slow.isogloss/lock ]] && break
    sleep 0.02
done
holder=$(<"$work/.slow.isogloss/lock")
run isogloss build -o "$work/slow"
like "$status $stderr" "^3 .*process $holder\).*\[out-busy\]" 'a second build is told who is at work' # [out-busy]
wait
diff_ok "$work/after" "$work/slow" 'and the first one ends well'

# A picture that changes between being checked and being copied.
with_faults flock:delay_enter=1000000:when=1 "$ISOGLOSS" -C "$site" build -o "$work/changed" \
    >"$work/.said" 2>&1 &
for ((i = 0; i < 500; i++)); do
    [[ -e $work/.changed.isogloss/lock ]] && break
    sleep 0.02
done
echo 'not a picture' >"$site/content/media/kept.png"
wait $!
is $? 3 'a picture that changed is not published'
like "$(<"$work/.said")" 'kept\.png.*\[source-changed\]' 'and that is told' # [source-changed]
[[ ! -e $work/changed && ! -e $work/.changed.isogloss ]]
is $? 0 'and nothing else either'
done_testing
