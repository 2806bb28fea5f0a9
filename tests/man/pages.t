#!/bin/bash
# The manual pages are sound, and complete: every message has an entry, and every option.
. "$(dirname "$0")/../lib/tap.sh"
man=$top/generator/man

if command -v mandoc >/dev/null; then
    for page in "$man"/*.[1-9]; do
        # A page that is not installed cannot be found, which is no fault of the page.
        complaints=$(mandoc -Tlint "$page" 2>/dev/null | grep -v 'referenced manual not found')
        is "$complaints" '' "mandoc has nothing against $(basename "$page")"
    done
else
    skip 'mandoc has nothing against the pages' 'no mandoc'
fi

run "$man/diagnostics" --check
is "$status$stderr" 0 'the list of messages in isogloss.1 is up to date'
missing=
for code in $(sed -n 's/^ *MESSAGE(\w*, "\([^"]*\)".*/\1/p' "$top"/generator/*/messages.def); do
    grep -q "^\.It Bq $code , " "$man/isogloss.1" || missing+=" $code"
done
is "$missing" '' 'every message has an entry'

missing=
for option in $(sed -n 's/.*\[OPTION_[A-Z]*\] = {"\([a-z]*\)".*/\1/p' "$top/generator/commands/options.c"); do
    grep -q "Fl \\\\-$option" "$man/isogloss.1" || missing+=" --$option"
done
is "$missing" '' 'every option is described'
like "$(grep -c OPTION_ "$top/generator/commands/options.c")" '[1-9]' 'there are options to look for'

# The limits and the keys of YAML files, as the code has them.
missing=
for key in $(sed -n 's/.*{STR\(_INIT\)\?("\([a-z_]*\)"), .*KEY_.*/\2/p' "$top"/generator/site/*.c | sort -u); do
    grep -qE "\b$key\b" "$man/isogloss-content.5" "$man/isogloss-locale.7" || missing+=" $key"
done
is "$missing" '' 'every key of site.yaml, _collection.yaml, items and locale.yaml is described'
missing=
for type in $(sed -n 's/.*\[FIELD_[A-Z_]*\] = STR_INIT("\([a-z_]*\)").*/\1/gp; s/.*STR_INIT("\([a-z_]*\)"),$/\1/p' \
    "$top/generator/site/schema.c" | sort -u); do
    grep -qE "\b$type\b" "$man/isogloss-content.5" || missing+=" $type"
done
is "$missing" '' 'every type is described'
missing=
while read -r phrase; do
    grep -qF -- "$phrase" "$man/isogloss-locale.7" || missing+=" \"$phrase\""
done < <(grep -oP '^PHRASES?\(\w+, "\K[^"]+' "$top/generator/editions/phrases.def" | sed 's/^, $/\\\&, \\\&/')
is "$missing" '' 'every text of the program in pages is listed'
done_testing
