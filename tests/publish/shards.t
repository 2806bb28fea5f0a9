#!/bin/bash
# Shards: N builds, each of its share of the files, run by GNU parallel and merged by rsync, are what
# one build of all is; after a change too. And what a folder with their lists of files is taken for.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"
for tool in parallel rsync; do command -v $tool >/dev/null || skip_all "no $tool"; done
export HOME=$work PARALLEL_HOME=$work/.parallel

site=$work/site out=$work/merged
export ISOGLOSS site
make_site "$site"
echo 'base_url: https://portal.example/' >>"$site/content/site.yaml"

full() { # FOLDER: the whole portal, by a copy of the site that knows nothing of other builds
    rm -rf "$work/copy" "$1"
    cp -R "$site" "$work/copy"
    rm -rf "$work/copy/.isogloss"
    "$ISOGLOSS" -C "$work/copy" build -o "$1" >/dev/null || fail 'the whole portal is built'
}
shards() { # N: all of N shards at once, into shards-N/K; what they say is left in said/
    mkdir -p "$work/shards-$1"
    rm -rf "$work/said"
    seq "$1" | parallel --jobs 4 --results "$work/said" \
        '"$ISOGLOSS" -C "$site" -j2 build --shard {}'"/$1 -o '$work/shards-$1'/{}" >/dev/null
}
said() { cat "$work"/said/1/*/stdout; }
merge() { rsync -a --delete "$work/shards-$1"/*/ "$2/"; }
sum() { # WORD: of the numbers before it in what was said
    said | sed -E "s/.* ([0-9]+) $1.*/\1/" | awk '{ sum += $1 } END { print sum }'
}
lists() { (cd "$1" && ls -d .isogloss-manifest* | xargs); }
same() { # EXPECTED GOT NAME: but for the lists
    local difference
    if difference=$(diff -r --exclude='.isogloss-manifest*' "$1" "$2" 2>&1); then
        pass "$3"
    else
        fail "$3" "$(head -n 20 <<<"$difference")"
    fi
}
on_their_own() { # N: does every shard hold the files of its list, and no file stand in two?
    local k
    for ((k = 1; k <= $1; k++)); do
        cd "$work/shards-$1/$k" || return
        [[ $(lists .) == ".isogloss-manifest-$k-of-$1" ]] || echo "lists of $k: $(lists .)"
        diff <(sed 1d .isogloss-manifest-* | cut -c35- | sort) \
            <(find . -type f ! -name '.isogloss-manifest*' -printf '%P\n' | sort)
    done
    cd "$work/shards-$1" && find . -type f -printf '%P\n' | cut -d/ -f2- | sort | uniq -d
}

# ---- From nothing, and once more; then a change
full "$work/before"
total=$(grep -c . <(find "$work/before" -type f ! -name '.isogloss-manifest'))
for n in 1 2 3 7; do
    ok "$n shards are built" shards $n
    is "$(sum of)" "$total" 'and make all files'
    is "$(sum files)" "$((total * n))" 'of how many, each of them says'
    merge $n "$work/merged-$n"
    same "$work/before" "$work/merged-$n" 'merged they are the whole portal'
    is "$(on_their_own $n)" '' 'each file is made by one of them'
    ok 'once more' shards $n
    is "$(sum written) $(sum unchanged)" "0 $total" 'they write nothing'
done
is "$(cd "$site/.isogloss" && ls -d pages* | xargs)" "$(for n in 1 2 3 7; do
    for ((k = 1; k <= n; k++)); do echo "pages-$k-of-$n"; done; done | sort | xargs)" \
    'what each knows of its pages is in a file of its own'

merge 3 "$work/older"

change_site "$site"
full "$work/after"
"$ISOGLOSS" -C "$site" build -o "$work/in-place" >/dev/null # its state is none of theirs
for n in 1 2 3 7; do
    ok "$n shards are built again after a change" shards $n
    like "$(sum removed) $(sum unchanged)" '^[1-9][0-9]* [1-9][0-9]*$' 'some files go, some stay'
    is "$(on_their_own $n)" '' 'still each file is made by one of them'
    merge $n "$work/merged-$n"
    same "$work/after" "$work/merged-$n" 'merged they are the whole portal'
    find "$work/merged-$n" -name '*.html' -exec touch -d '2001-01-01' {} +
    is "$(lists "$work/merged-$n" | wc -w)" $n 'with as many lists of files'
    run "$ISOGLOSS" -C "$site" build -o "$work/merged-$n"
    like "$stdout" ' 0 written, [0-9]+ unchanged, 0 removed' 'a build of all over it writes nothing'
    is "$(lists "$work/merged-$n")" '.isogloss-manifest' 'and leaves one list'
    diff_ok "$work/after" "$work/merged-$n" 'so that it is the whole portal to the last byte'
    is "$(find "$work/merged-$n" -name '*.html' -newermt '2002-01-01')" '' 'no file was touched'
done
same "$work/after" "$work/in-place" 'a build of all between them is none the worse'

# ---- Merged over a whole portal, which then knows what is to go
cp -a "$work/before" "$out"
rsync -a "$work"/shards-3/*/ "$out/"
is "$(lists "$out" | wc -w)" 4 'merged without --delete into a whole portal: four lists'
run "$ISOGLOSS" -C "$site" build -o "$out"
diff_ok "$work/after" "$out" 'a build of all removes what is no more, and leaves one list'
run "$ISOGLOSS" -C "$site" build -o "$work/older"
diff_ok "$work/after" "$work/older" 'over older shards it removes and changes what is in any list'

# What the last build wrote down is still true, so one finds at once that nothing is to be done.
run "$ISOGLOSS" -C "$site" build -o "$out"
rsync -a "$work"/shards-3/*/ "$out/"
run "$ISOGLOSS" -C "$site" build -o "$out"
is "$(lists "$out")" '.isogloss-manifest' 'the lists go where nothing else is to be done'
merge 3 "$out"
touch -d '2001-01-01' "$site/.isogloss/pages"
run "$ISOGLOSS" -C "$site" build -o "$out"
is "$(find "$site/.isogloss/pages" -newermt '2002-01-01')" "$site/.isogloss/pages" \
    'a new list is remembered, so that the next build may find so at once'

# ---- Lists that are not believed
refused() { # FOLDER CODE NAME [OPTION…]
    local folder=$1 code=$2 name=$3 before
    shift 3
    before=$(find "$folder" -printf '%p %i %s %T@\n' | sort)
    run "$ISOGLOSS" -C "$site" build -o "$folder" "$@"
    is "$status" 2 "$name is refused"
    tells "[$code]" "$name: $code"
    is "$(find "$folder" -printf '%p %i %s %T@\n' | sort)" "$before" "$name: nothing is touched"
}
rm -rf "$out" && merge 3 "$out"
rm "$out/.isogloss-manifest-2-of-3"
refused "$out" out-part 'a lost list of three' # [out-part]
tells '“.isogloss-manifest-2-of-3”' 'which one is told'
rm "$out/.isogloss-manifest-3-of-3"
refused "$out" out-part 'the first list alone'
refused "$work/shards-3/3" out-part 'a build of all in the folder of a shard'
merge 3 "$out"
printf x >>"$out/.isogloss-manifest-3-of-3"
refused "$out" out-manifest 'a damaged list'
tells '“.isogloss-manifest-3-of-3”' 'which one is told'
rsync -a "$work"/shards-2/1/ "$out/"
rm "$out/.isogloss-manifest-3-of-3" && merge 3 "$out" && cp "$work"/shards-2/1/.iso* "$out"
refused "$out" out-part 'a list of other shards beside them'
refused "$work/after" out-shard 'a shard in a whole portal' --shard 1/3 # [out-shard]
refused "$work/shards-3/2" out-shard 'a shard in the folder of another' --shard 1/3
refused "$work/shards-3/1" out-shard 'a shard of other shares' --shard 1/4
refused "$site/content" out-forbidden 'a shard in content/' --shard 1/3
mkdir "$work/mine" && touch "$work/mine/thesis"
refused "$work/mine" out-foreign "a shard in somebody's folder" --shard 1/3
printf x >>"$work/shards-3/1/.isogloss-manifest-1-of-3"
refused "$work/shards-3/1" out-manifest 'a shard with a damaged list' --shard 1/3

# ---- More shards than files: some have nothing to do, and that stays so
many=$((total * 3))
for ((k = 1; k <= many; k++)); do
    run "$ISOGLOSS" -C "$site" build --shard $k/$many -o "$work/lone"
    [[ $stdout != *' 0 of '* ]] || break
    rm -rf "$work/lone"
done
is "$(ls -A "$work/lone")" ".isogloss-manifest-$k-of-$many" 'a shard without files writes a list'
touch -d '2001-01-01' "$work/lone/.isogloss-manifest-$k-of-$many"
run "$ISOGLOSS" -C "$site" build --full --shard $k/$many -o "$work/lone"
is "$status $(find "$work/lone" -type f -newermt '2002-01-01')" '0 ' 'once, with nothing in it'

# ---- A portal with all that there is
mkdir "$work/portal"
cp -R "$top"/{content,locales,themes} "$work/portal"
site=$work/portal
full "$work/whole"
ok 'the portal of this repository is built in 5 shards' shards 5
merge 5 "$work/merged-5"
same "$work/whole" "$work/merged-5" 'merged they are the whole'
site=$work/site

# ---- Links
rm -rf "$work/shards-3"
layout=$site/themes/portal/templates/layout.mustache
cp "$layout" "$work/layout"
sed -i 's|</body>|<a href="nowhere.html">x</a></body>|' "$layout"
shards 3 && fail 'a broken link is an error'
is "$(cat "$work"/said/1/*/stderr | grep -c 'nowhere.html.*\[dangling-output-link\]')" \
    "$(find "$work/after"/?? -name '*.html' | wc -l)" 'each page with a broken link is told once'
sed 's|</body>|<a href="#nothing">x</a></body>|' "$work/layout" >"$layout"
shards 3 && fail 'a broken anchor of its own is an error'
sed 's|</body>|<a href="https://portal.example/en/index.html#nothing">x</a></body>|' \
    "$work/layout" >"$layout"
shards 3
is $? 1 'a broken anchor of one page is seen by the one shard that makes the page'
run "$ISOGLOSS" -C "$site" check
is "$status $(grep -c 'dangling-output-link' <<<"$stderr")" "1 $(wc -l < <(find "$work/after"/?? -name '*.html'))" \
    'and by a check on all pages that lead there'
cp "$work/layout" "$layout"

# ---- Cut off while the lists are replaced
if ! strace -qq -o /dev/null true 2>/dev/null; then
    skip 'kills' 'strace cannot trace here'
    done_testing
fi
trouble='' kills=0
for call in renameat unlinkat; do
    for when in 1 2 3 4; do
        rm -rf "$out" "$work/shards-3"
        shards 3
        merge 3 "$out"
        { strace -f -qq -o /dev/null -e trace=$call -e inject="$call:signal=KILL:when=$when" \
            "$ISOGLOSS" -C "$site" build -o "$out" >/dev/null 2>&1; } 2>/dev/null
        [[ $? == 137 ]] && ((++kills))
        run "$ISOGLOSS" -C "$site" build -o "$out"
        diff -r "$work/after" "$out" >/dev/null || trouble+="$call $when: $(lists "$out") $stderr"$'\n'
    done
done
is "$trouble" '' 'a build that is killed while it takes the lists over is finished by the next'
like "$kills" '[1-9]' 'and some were killed'
done_testing
