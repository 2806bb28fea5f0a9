#!/bin/bash
# How figures are taken and told: measure passes on what a command is, report judges medians, and
# the functions that tests/bench/stages adds up exist.
. "$(dirname "$0")/../lib/tap.sh"

# A command of about 0.2 s, 100 MB, and status 3.
"$CC" -D_GNU_SOURCE -o "$work/measure" tests/bench/measure.c
run "$work/measure" "$work/figures" \
    perl -e 'my $x = "x" x 1e8; print "said\n"; select undef, undef, undef, 0.2; exit 3'
is "$status $stdout $stderr" '3 said ' 'the status and the words of the command are passed on'
read -r wall_us cpu_us rss_kib <"$work/figures"
ok "wall time: $wall_us us" test "$wall_us" -ge 200000
ok "processor time: $cpu_us us" test "$cpu_us" -gt 0 -a "$cpu_us" -lt 60000000
ok "memory: $rss_kib KiB" test "$rss_kib" -ge 95000
run "$work/measure" "$work/figures" "$work/no-command"
is "$status $stderr" "3 $work/no-command: No such file or directory" 'a command that is not there'

# Three figures each; the median counts. REPORTS SCENARIO ENGINE WALL_MS… then peak MB.
records() {
    printf 'reports\tscenario\tengine\twall_us\tcpu_us\trss_kib\twritten\n'
    while read -r reports scenario engine mb times; do
        for ms in $times; do
            printf '%s\t%s\t%s\t%s000\t1000\t%s\t7\n' \
                "$reports" "$scenario" "$engine" "$ms" $((mb * 1000000 / 1024))
        done
    done
}
records >"$work/records" <<'END'
1000  full     isogloss  40    900   100    120
1000  full     cp         2     90   100   9000
1000  full     hugo     900   1000  1200   1600
1000  nothing  isogloss  40     50    50     50
1000  nothing  find       3     20    20     20
10000 full     isogloss 130   1050  1050   1050
10000 full     cp         3   1000  1000   1000
10000 word     isogloss 130     50    50     50
END
run tests/bench/report "$work/records"
verdict() { # PAGES TARGET VERDICT
    like "$stdout" $'\n'"$1 +$2 [^"$'\n'"]*  $3"$'\n' "$1 pages, $2: $3"
}
is "$status$stderr" 0 'figures are told'
verdict 6000 'full build / cp -r of its output +1.20' 'meets'
verdict 6000 'Hugo / full build +10.0' 'misses'
verdict 6000 'peak memory, MB +40.0' 'misses'
verdict 6000 'nothing changed / find +2.50' 'misses'
verdict 60000 'full build / cp -r of its output +1.05' 'misses'
verdict 60000 'peak memory, MB +130.0' 'meets'
verdict 60000 'one word changed / full build +0.048' 'meets, and the stretch'
verdict 6000-60000 'growth of time per page, % +-12' 'meets'
unlike "$stdout" $'\n''60000 +Hugo' 'what was not measured is not judged'

stages=$(sed -n '/^my @stages/,/^);/p' tests/bench/stages)
for function in $(grep -o "'[a-z_]*'\]" <<<"$stages" | tr -d "']"); do
    ok "the stage $function exists" grep -rq "^[a-z].*\b$function(" generator --include='*.h'
done
done_testing
