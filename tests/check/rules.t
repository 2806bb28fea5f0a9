#!/bin/bash
# The rules of the house, one script each in this folder. A rule looks at the tree it is started in,
# prints "path:line: what is wrong" and fails. Each is first shown to find the faults planted in
# faults/RULE/CASE/, whose file "expect" holds a part of what it must print, then let loose on ours.
. "$(dirname "$0")/../lib/tap.sh"
here=$top/tests/check

for rule in layers libraries cycles headers names writes messages format warnings; do
    for case in "$here/faults/$rule"/*/; do
        found=$(cd "$case" && B=built "$here/$rule") && found="NOTHING WRONG: $found"
        if [[ $found == *"$(<"$case/expect")"* && $found != NOTHING* ]]; then
            pass "$rule: finds $(basename "$case")"
        else
            fail "$rule: finds $(basename "$case")" "$found"
        fi
    done
    found=$(cd "$top" && "$here/$rule")
    status=$?
    if ((status == 0)) && [[ -z $found ]]; then pass "$rule"; else fail "$rule" "$found"; fi
done

# Banned calls: each line of this list is one that must not compile.
while read -r call; do
    program="void f(char *a, const char *b, va_list c);
        void f(char *a, const char *b, va_list c) { $call; (void)a; (void)b; (void)c; }"
    if output=$(${CC:-gcc} -std=c17 -D_GNU_SOURCE -I"$top/generator" -include base/banned.h \
        -include stdarg.h -fsyntax-only -x c - 2>&1 <<<"$program"); then
        fail "banned: $call" 'it compiles'
    else
        like "$output" poison "banned: $call"
    fi
done <"$here/faults/banned"

# A guide, not a gate.
long=$(cd "$top" && find generator -name '*.[ch]' -exec awk \
    'END { if (NR > 600) print FILENAME ": " NR " lines; where is its seam?" }' {} \;)
[[ -z $long ]] || note "$long"
done_testing
