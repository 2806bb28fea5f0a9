#!/bin/bash
# A build over an older portal, with a system call that fails, or a kill, at every point from the
# moment it takes its lock: afterwards out/ is the old portal or becomes the new one with the next
# build, never anything else; a failure is told and gives exit status 3; the next build needs no
# help. Many points are left out to save time, others each time; FAULTS=all tries all of them.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/site.sh"
strace -qq -o /dev/null true 2>/dev/null || skip_all 'strace cannot trace here'
budget=${FAULTS:-240} # runs, about

make_site "$work/site"
build() { timeout 60 "$ISOGLOSS" -C "$work/site" -j1 build -o "$work/out" 2>&1; }
build >/dev/null || { fail 'the old portal is built' "$(build)"; done_testing; }
cp -a "$work/out" "$work/old"
change_site "$work/site"
is "$(build >/dev/null; echo $?)" 0 'the new portal is built over it'
mv "$work/out" "$work/new"

restore() { # what a build of the new portal finds
    rm -rf "$work/out" "$work/.out.isogloss"
    cp -a "$work/old" "$work/out"
}
same() { diff -rq "$work/$1" "$work/out" >/dev/null 2>&1; }

# One line a call that a build makes from its lock on: NAME NUMBER, counted as strace counts.
calls='openat|openat2|write|read|close|fchmod|fchmodat|fsync|fdatasync|syncfs|mkdirat|renameat|unlinkat'
calls+='|newfstatat|getdents64|copy_file_range|flock|ftruncate'
restore
strace -f -qq -o "$work/trace" -e "trace=/^($calls)\$" "$ISOGLOSS" -C "$work/site" -j1 build \
    -o "$work/out" >/dev/null 2>&1
sed -E 's/^[0-9]+ +//' "$work/trace" | awk -F'(' '
    /^flock\(/ { is_locked = 1 }
    /^[a-z0-9]+\(/ { n[$1]++; if (is_locked) print $1, n[$1] }' >"$work/points"
total=$(wc -l <"$work/points")
if ((total < 60)); then fail 'strace shows what a build does' "only $total calls"; fi

# NAME NUMBER WHAT: runs a build with that fault and looks at what it leaves.
trouble=''
try() {
    local call=$1 number=$2 what=$3 output status state=between
    restore
    output=$(timeout 60 strace -f -qq -o /dev/null -e trace="$call" \
        -e inject="$call:$what:when=$number" "$ISOGLOSS" -C "$work/site" -j1 build \
        -o "$work/out" 2>&1)
    status=$?
    same new && state=new
    same old && state=old
    local where="$call $number $what (status $status, out/ $state): "
    if [[ $what == error=* ]]; then
        ((status == 0 || status == 3)) || trouble+="$where exit status"$'\n'
        if ((status)) && [[ $output != *error:* ]]; then trouble+="$where no message"$'\n'; fi
    fi
    if ((status == 0)) && [[ $state != new ]]; then trouble+="$where success without it"$'\n'; fi
    # In between is only what a journal can finish.
    if [[ $state == between ]] && ! grep -q '^end ' "$work/.out.isogloss/journal" 2>/dev/null; then
        trouble+="$where half a portal, no journal: $(diff -rq "$work/new" "$work/out" | head -3)"$'\n'
    fi
    if [[ $state == between && $what == error=* && $output != *"[commit-stopped]"* ]]; then
        trouble+="$where not told that the next build finishes: $output"$'\n'
    fi
    # A full disk is made no fuller; empty folders take no room.
    if [[ $what == error=ENOSPC && $(find "$work/.out.isogloss/stage" -type f 2>/dev/null) ]] &&
        ! grep -q '^end ' "$work/.out.isogloss/journal" 2>/dev/null; then
        trouble+="$where what was staged stays"$'\n'
    fi
    output=$(build) || trouble+="$where the next build fails: $output"$'\n'
    same new || trouble+="$where the next build makes something else"$'\n'
    [[ ! -e $work/.out.isogloss ]] || trouble+="$where something stays beside out/"$'\n'
}

# Every point with its faults: a full disk where a disk can be full, else a broken one; and a kill.
while read -r call number; do
    case $call in
    write | openat | mkdirat | renameat | fdatasync) faults='error=ENOSPC error=EIO signal=KILL' ;;
    *) faults='error=EIO signal=KILL' ;;
    esac
    for fault in $faults; do echo "$call $number $fault"; done
done <"$work/points" >"$work/faults"
count=$(wc -l <"$work/faults")
if [[ $budget == all ]]; then
    cp "$work/faults" "$work/chosen"
else # rare calls always, frequent ones now and then
    awk -v budget="$budget" -v seed="$RANDOM" '
        BEGIN { srand(seed) } { line[NR] = $0; kind[NR] = $1 " " $3; n[$1 " " $3]++ }
        END { for (i = 1; i <= NR; i++) if (n[kind[i]] <= 5 || rand() < budget / NR) print line[i] }' \
        "$work/faults" >"$work/chosen"
fi
note "$(wc -l <"$work/chosen") of $count faults at $total points"
while read -r call number fault; do try "$call" "$number" "$fault"; done <"$work/chosen"
is "$trouble" '' 'any fault leaves the old portal, or one that the next build finishes'

# Killed half way, and then somebody deletes the journal: a build still knows its own files by the
# manifest, and makes the new portal.
trouble=''
while read -r call number fault; do
    [[ "$call $fault" == renameat\ signal* || "$call $fault" == unlinkat\ signal* ]] || continue
    restore
    { timeout 60 strace -f -qq -o /dev/null -e trace="$call" \
        -e inject="$call:$fault:when=$number" "$ISOGLOSS" -C "$work/site" -j1 build \
        -o "$work/out" >/dev/null 2>&1; } 2>/dev/null # bash would tell of a kill
    rm -rf "$work/.out.isogloss"
    output=$(build) || trouble+="$call $number: the next build fails: $output"$'\n'
    same new || trouble+="$call $number: the next build makes something else"$'\n'
done <"$work/faults"
is "$trouble" '' 'without its journal a half renewed portal is renewed all the same'

# The first build of all: there is no out/ to keep, and none may appear before it is whole.
trouble=''
while read -r call number fault; do
    rm -rf "$work/out" "$work/.out.isogloss"
    { timeout 60 strace -f -qq -o /dev/null -e trace="$call" \
        -e inject="$call:$fault:when=$number" "$ISOGLOSS" -C "$work/site" -j1 build \
        -o "$work/out" >/dev/null 2>&1; } 2>/dev/null # bash would tell of a kill
    if [[ -e $work/out ]] && ! same new && [[ ! -e $work/.out.isogloss/journal ]]; then
        trouble+="$call $number $fault: half a portal"$'\n'
    fi
    output=$(build) || trouble+="$call $number $fault: the next build fails: $output"$'\n'
    same new || trouble+="$call $number $fault: the next build makes something else"$'\n'
done < <(shuf -n 25 "$work/faults")
is "$trouble" '' 'the same holds for a first build'
done_testing
