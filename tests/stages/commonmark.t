#!/bin/bash
# Every construct of CommonMark 0.30, with its HTML. A case in tests/stages/commonmark/SECTION.txt is
#
#     === what it shows
#     the Markdown
#     --->
#     the HTML
#
# and a blank line before the next. → stands for a tab, ␣ for a space at the end of a line. Headings
# get ids from us; the renderer, a unit test, takes them out.
. "$(dirname "$0")/../lib/tap.sh"
cd "$top" || exit 3

render() {
    "$B/tests/test_markdown_commonmark" render
}

check() { # what has been read into $name, $markdown, $html
    [[ -n $name ]] || return
    is "$(render <<<"${markdown%$'\n'}" && echo .)" "${html%$'\n'}."  "$section: $name"
}

for file in tests/stages/commonmark/*.txt; do
    section=$(basename "$file" .txt)
    name='' part=''
    while IFS= read -r line; do
        line=${line//→/$'\t'}
        line=${line//␣/ }
        case $line in
        '=== '*) check; name=${line#=== } markdown='' html='' part=markdown ;;
        '--->') part=html ;;
        *) if [[ $part == html ]]; then html+=$line$'\n'; else markdown+=$line$'\n'; fi ;;
        esac
    done <"$file"
    html+=$'\n' # as if a blank line came before a next case
    check
done
done_testing
