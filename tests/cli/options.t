#!/bin/bash
# The command line: what is understood, what is refused, and with which hint.
. "$(dirname "$0")/../lib/tap.sh"
cd "$work" || exit 3

refused() { # [CODE] NAME ARGUMENT…: bad usage, told on standard error only
    local code=$1 name=$2
    shift 2
    run "$ISOGLOSS" "$@"
    is "$status" 2 "$name: status"
    tells "$code" "$name: $code"
    is "$stdout" '' "$name: nothing on standard output"
}
hint() { like "$stderr" "$1" "its hint"; }

refused '[no-command]' 'no command'
hint 'build, check, serve, locale, translate, dump'
refused '[unknown-command]' 'a mistyped command' buld
hint 'did you mean “build”'
tells '[nearest-name]' 'as a note'
refused '[unknown-command]' 'a command that is a path' ../build
refused '[unknown-option]' 'a mistyped option' build --ouf x
hint 'did you mean “--out”'
refused '[unknown-option]' 'the beginning of an option' build --dir x
hint 'did you mean “--directory”'
refused '[unknown-option]' 'an option like no other' build --quux
unlike "$stderr" 'did you mean' 'no hint where there is none'
refused '[unknown-option]' 'a long option with one dash' -version
hint 'did you mean “--version”'
refused '[unknown-option]' 'an unknown letter' build -x
refused '[unknown-option]' 'a letter that is not ASCII' build -é
hint '“-é”'
refused '[unknown-option]' 'an unknown letter behind known ones' build -vq
refused '[option-of-others]' 'an option of another command' check -o x
hint 'isogloss help check'
refused '[repeated-option]' 'an option twice' build -o a --out b
refused '[repeated-option]' 'a letter twice' version -vv
refused '[missing-value]' 'no value at the end' build -o
refused '[missing-value]' 'no value at the end, long' build --out
refused '[empty-option]' 'an empty value' build --out=
refused '[empty-option]' 'an empty word as value' build -o ''
refused '[empty-option]' 'an empty folder' -C '' build
refused '[unwanted-value]' 'a value too many' build --json=yes
refused '[empty-argument]' 'an empty argument' build ''
refused '[extra-argument]' 'an argument too many' build site
refused '[extra-argument]' 'an argument behind --' build -- -x
hint '“-x”'
refused '[extra-argument]' 'an argument too many for version' version 2
refused '[missing-argument]' 'dump what?' dump
refused '[missing-argument]' 'which page?' dump page
refused '[unknown-stage]' 'dump of no stage' dump edition
hint 'did you mean “editions”'
refused '[unknown-command]' '-- ends the options' -- --version
refused '[bad-now]' 'a day that is not in the calendar' build --now 2013-02-30
refused '[bad-now]' 'a month alone' build --now 2013-02
refused '[bad-now]' 'a time without zone' build --now 2013-02-20T10:00:00
refused '[bad-now]' 'an hour that is not on the clock' build --now 2013-02-20T25:00:00Z
refused '[bad-now]' 'a time before 1970' build --now=-1
refused '[bad-now]' 'a time after 9999' build --now 253402300800

for jobs in 0 -1 257 99999 99999999999999999999 two 4x ' 4' 0x4 +4; do
    refused '[bad-jobs]' "-j $jobs" version -j "$jobs"
done
for jobs in 1 256 007; do
    run "$ISOGLOSS" build -C nowhere -j "$jobs"
    unlike "$stderr" '\[bad-jobs\]' "-j $jobs is fine"
done

for shard in 0/4 5/4 4/0 0/0 a/b 1 1/ /4 1/4/4 1/1001 1/1000000 -1/4 1/-4 ' 1/4' 1/4294967297 1,4; do
    refused '[bad-shard]' "--shard $shard" build --shard "$shard"
done
hint 'write K/N, such as 2/3'
refused '[option-of-others]' 'a shard of a check' check --shard 1/4
for shard in 1/1 4/4 1000/1000 01/04; do
    run "$ISOGLOSS" build -C nowhere --shard "$shard"
    unlike "$stderr" '\[bad-shard\]' "--shard $shard is fine"
done

long=$(printf 'x%.0s' {1..4096})
refused '[long-argument]' 'a folder name of 4096 bytes' -C "$long" build
is $((${#stderr} < 300)) 1 'which is not repeated in full'
run "$ISOGLOSS" -C "${long:1}" build
unlike "$stderr" '\[long-argument\]' '4095 bytes are an argument'
mapfile -t many < <(printf 'x\n%.0s' {1..20000})
refused '[extra-argument]' '20,000 arguments' build "${many[@]}"

# What is said of arguments cannot steer a terminal.
refused '[unknown-command]' 'an argument with an escape sequence' $'\e[31mred'
unlike "$stderr" $'\e' 'the escape is shown, not sent'
refused '[unknown-command]' 'an argument that is not UTF-8' $'b\xffd'
like "$stderr" '<0xFF>' 'the byte is shown'

# All that is wrong is told at once.
run "$ISOGLOSS" build x -j0 --shard 0/0 --now never --data y
for code in '[extra-argument]' '[bad-jobs]' '[bad-shard]' '[bad-now]' '[option-of-others]'; do
    tells "$code" "among other faults: $code"
done

# Options stand anywhere, joined or not.
for words in '-v version' 'version -v' '--verbose --version' '-v --version' '--version -v'; do
    # shellcheck disable=SC2086
    run "$ISOGLOSS" $words
    is "$status" 0 "$words"
    like "$stdout" '^isogloss [0-9]+\.[0-9]+\.[0-9]+.*libcmark' "$words: the program and its libraries"
done
run "$ISOGLOSS" --version
is "$(wc -l <.stdout)" 1 'without -v the version is one line'

run "$ISOGLOSS" --json build x
like "$stderr" '^\{"path":"".*"severity":"usage","code":"extra-argument"' '--json holds for usage too'
done_testing
