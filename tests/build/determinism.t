#!/bin/bash
# The same sources give the same bytes: in another folder, time zone, locale, umask, with another
# number of workers, other file times and another order of files on disk.
. "$(dirname "$0")/../lib/tap.sh"

copy_site() { # FOLDER
    mkdir -p "$1" && cp -R "$top/content" "$top/locales" "$top/themes" "$1"
    rm -f "$1/content/published.txt" # which lets no address go, and is written by builds
}

copy_site "$work/one"
run env TZ=UTC LC_ALL=C.UTF-8 "$ISOGLOSS" -j1 -C "$work/one" build
is "$status" 0 'the portal builds with one worker'

deep=$work/another/much/deeper/folder
mkdir -p "$deep/content"
(cd "$top/content" && ls -I published.txt | sort -r) | while read -r name; do cp -R "$top/content/$name" "$deep/content"; done
cp -R "$top/locales" "$top/themes" "$deep"
find "$deep" -exec touch -d 2031-02-03 {} +
run env TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8 LANG=ar_EG.UTF-8 bash -c \
    'umask 077; exec "$@"' - "$ISOGLOSS" -j7 -C "$deep" build
is "$status" 0 'and elsewhere, with seven'
ok 'both are equal, byte for byte' diff -r "$work/one/out" "$deep/out"
is "$(find "$deep/out" -type f ! -perm 644 -o -type d ! -perm 755 | head -n 1)" '' \
    'file modes do not follow the umask'

before=$(find "$work/one/out" -printf '%p %T@ %i\n' | sort)
run "$ISOGLOSS" -C "$work/one" build
is "$(find "$work/one/out" -printf '%p %T@ %i\n' | sort)" "$before" \
    'a second build touches no file'

# Dates of files before 1970 and where 32 bits end, of the sources and of what stands in out/. (The
# clock of the machine, SOURCE_DATE_EPOCH and --now: ../cli/environment.t.)
cp -R "$work/one/out" "$work/expected"
for date in @-86400 @0 @2147483648 @4294967295 @4294967296; do
    find "$work/one" -exec touch -d "$date" {} +
    run "$ISOGLOSS" -C "$work/one" build
    is "$status$stderr" 0 "files of $date build"
    ok 'and are the same' diff -r "$work/expected" "$work/one/out"
    rm -rf "$work/one/out"
    run "$ISOGLOSS" -C "$work/one" build
    ok 'also in a new out/' diff -r "$work/expected" "$work/one/out"
done
find "$work/one" -exec touch {} +

# One changed word: only pages that show it are written.
sed -i 's/^title: .*/title: Another title/' "$work/one/content/pages/help.fr.md"
touch "$work/marker"
sleep 0.01
run "$ISOGLOSS" -C "$work/one" build
is "$status" 0 'a changed title builds'
changed=$(find "$work/one/out" -type f -newer "$work/marker" -name '*.html')
unlike "$changed" '/out/en/' 'a change in French leaves English pages alone'
like "$changed" '/fr/pages/help.html' 'and writes the page itself'

copy_site "$work/fresh"
sed -i 's/^title: .*/title: Another title/' "$work/fresh/content/pages/help.fr.md"
run "$ISOGLOSS" -C "$work/fresh" build
ok 'a build after a change equals a build from nothing' diff -r "$work/one/out" "$work/fresh/out"

# What is gone from the sources is gone from the portal; what isogloss did not write stays.
rm "$work"/one/{content,locales/*/content}/matches/sample-* # nothing refers to them
echo mine >"$work/one/out/mine.txt"
run "$ISOGLOSS" -C "$work/one" build
is "$status" 0 'a build after a removal'
is "$(find "$work/one/out" -path '*/matches/sample-*')" '' 'pages of removed items are removed'
is "$(cat "$work/one/out/mine.txt")" mine 'a file of somebody else is left alone'

done_testing
