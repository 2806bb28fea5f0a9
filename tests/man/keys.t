#!/bin/bash
# The keys that templates see: the list in view_keys.c, by which misspelt ones are found, has those
# of every page and no others, and isogloss-theme.5 describes each.
. "$(dirname "$0")/../lib/tap.sh"
pages=$top/generator/pages
manual=$top/generator/man/isogloss-theme.5

keys=$(sed 's|/\*.*\*/||' "$pages/view_keys.c" | grep -oP 'STR_INIT\("\K[a-z_-]+(?="\))' | sort -u)
like "$(wc -w <<<"$keys")" '^[1-9][0-9]+$' 'there are keys'

undescribed='' unused=''
for key in $keys; do
    grep -qE "^\.It Li .*\b$key\b|\bLi .*\b$key\b" "$manual" || undescribed+=" $key"
    grep -qF "\"$key\"" "$pages"/view_[!k]*.c "$pages"/{citation,plan}.c "$top/generator/site/life.c" || unused+=" $key"
done
is "$undescribed" '' 'isogloss-theme.5 describes each key'
is "$unused" '' 'and some page has it'

# Of each site one page of each kind and collection.
unknown=''
for site in "$top" "$top"/tests/sites/*/; do
    [[ -d $site/content ]] || continue
    if [[ $site != "$top" ]]; then
        small_site "$(basename "$site")" "$work/$(basename "$site")"
        site=$work/$(basename "$site")
    fi
    while read -r path; do
        unknown+=$("$ISOGLOSS" -C "$site" dump page "$path" | perl -MJSON::PP -e '
            my %known = map { $_ => 1 } split " ", $ARGV[0];
            sub look {
                my ($data, $is_named) = @_;
                if (ref $data eq "ARRAY") { look($_) for @$data }
                return if ref $data ne "HASH";
                for my $key (sort keys %$data) {
                    print " $key" unless $is_named || $known{$key};
                    look($data->{$key}, $key =~ /^(menus|assets)$/);
                }
            }
            look(decode_json(join "", <STDIN>))' "$keys")
    done < <("$ISOGLOSS" -C "$site" dump plan 2>/dev/null |
        awk '$2 ~ /\.html$/ { split($2, part, "/"); if (!seen[$1, part[2]]++) print $2 }')
done
is "$(xargs -n1 <<<"$unknown" | sort -u)" '' 'no page has other keys'
done_testing
