#!/bin/bash
# The program's own messages are translated, all of them, and every translation has the places to be
# filled in. After a change of a message: make catalogs, then translate what is empty or fuzzy.
. "$(dirname "$0")/../lib/tap.sh"
command -v xgettext >/dev/null || skip_all 'no gettext'
cd "$top" || exit 3

# As in the Makefile.
xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=P_:1,2 \
    --keyword=ngettext:1,2 -o "$work/isogloss.pot" generator/*.[ch] generator/*/*.[ch] generator/*/*.def
like "$(grep -c '^msgid' "$work/isogloss.pot")" '^[0-9]{3}$' 'there are hundreds of messages'

for language in ar es fr ru zh_CN; do
    catalog=generator/po/$language.po
    ok "$language: is complete" msgcmp "$catalog" "$work/isogloss.pot"
    ok "$language: is sound" msgfmt --check -o /dev/null "$catalog"
    missing=$(msgcat --no-wrap "$catalog" | perl -CSD -00 -ne '
        s/^#.*\n//gm; s/"\n"//g;
        my ($id) = /^msgid "(.*)"$/m or next;
        # An Arabic "one" or "two" needs no number.
        next if /^msgid_plural/m || $id eq "";
        my ($translation) = /^msgstr "(.*)"$/m;
        my $places = sub { join " ", sort { $a cmp $b } keys %{{ map { $_ => 1 } $_[0] =~ /\{\d\}/g }} };
        print "$id\n" if $places->($id) ne $places->($translation)')
    is "$missing" '' "$language: has every {1}, {2} ..."
done
done_testing
