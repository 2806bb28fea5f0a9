#!/bin/bash
# Help: complete, narrow enough for a terminal, and on standard output. In every language.
. "$(dirname "$0")/../lib/tap.sh"
cd "$work" || exit 3

run "$ISOGLOSS" --help
program=$stdout
is "$status$stderr" 0 '--help succeeds'
run "$ISOGLOSS" -h
is "$stdout" "$program" '-h is the same'
run "$ISOGLOSS" help
is "$stdout" "$program" 'help is the same'
commands=$(sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' <<<"$program")
is "$(tr '\n' ' ' <<<"$commands")" 'build check serve locale translate dump render import export version help ' 'it lists the commands'

for command in $commands; do
    run "$ISOGLOSS" help "$command"
    text=$stdout
    is "$status$stderr" 0 "help $command"
    like "$text" "^Usage: isogloss $command" "help $command: the synopsis"
    for words in "$command --help" "--help $command" "-h $command" "$command -h"; do
        # shellcheck disable=SC2086
        run "$ISOGLOSS" $words
        is "$status $stdout" "0 $text" "$words is the same"
    done
done
run "$ISOGLOSS" help bild
is "$status" 2 'no help on what does not exist'
like "$stderr" '“build”' 'but a hint'

# Whoever writes a translation wraps its lines. wcswidth counts Chinese as two columns.
for catalog in "$top"/generator/po/*.po; do
    language=$(basename "$catalog" .po)
    [[ -e $catalog ]] || continue
    for command in '' $commands; do
        # shellcheck disable=SC2086
        LC_ALL=C.UTF-8 LANGUAGE=$language run "$ISOGLOSS" help $command
        wide=$(perl -CSD -Mutf8 -ne 'chomp; my $n = 0;
            for (/(\X)/g) { $n += /^[\x{1100}-\x{115F}\x{2E80}-\x{A4CF}\x{AC00}-\x{D7A3}\x{F900}-\x{FAFF}\x{FE30}-\x{FE4F}\x{FF00}-\x{FF60}]/ ? 2 : 1 }
            print "$n: $_\n" if $n > 79' <<<"$stdout")
        is "$status$wide" 0 "help ${command:-(all)} in $language has at most 79 columns"
    done
    LC_ALL=C.UTF-8 LANGUAGE=$language run "$ISOGLOSS" help
    unlike "$stdout" 'Usage: |Options:|show this help' "help in $language is translated"
done
done_testing
