#!/bin/bash
# The examples of the manual pages and of the README do what is said. A display behind the comment FILE
# PATH is a file of a site; one behind RUN is a piece of shell that must succeed in a site.
. "$(dirname "$0")/../lib/tap.sh"
man=$top/generator/man

# Splits a page into files below $1: the displays behind FILE, as roff shows them.
extract() { # FOLDER PAGE
    perl -CSD -e '
        my ($folder, $page) = @ARGV;
        open my $in, "<:encoding(UTF-8)", $page or die;
        my ($path, $charset, $out);
        while (<$in>) {
            if (/^\.\\" FILE (\S+) ?(\S*)$/) { ($path, $charset) = ($1, $2 || "UTF-8") }
            elsif (/^\.Bd/ && $path) {
                my $full = "$folder/$path";
                (my $parent = $full) =~ s{/[^/]*$}{};
                system("mkdir", "-p", $parent);
                open $out, ">:encoding($charset)", $full or die "$full: $!";
            }
            elsif (/^\.Ed/) { undef $out; undef $path }
            elsif ($out) { s/\\\(aq/\x27/g; s/\\\(dq/"/g; s/^\\&//; s/\\e/\\/g; print $out $_ }
        }' "$1" "$2"
}
catalog() { # LANG
    mkdir -p "site/locales/$1"
    printf 'msgid ""\nmsgstr ""\n"Language: %s\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n' \
        "$1" >"site/locales/$1/portal.po"
}

cd "$work" || exit 3
extract site "$man/isogloss-content.5"
mkdir -p site/themes site/content/media
cp -R "$top/tests/sites/theme" site/themes/plain
catalog fr
catalog en
run "$ISOGLOSS" -C site build
is "$status$stderr" 0 'isogloss-content(5): its files are a site'
like "$(<site/out/en/reports/2013-geneva.html)" 'id="p2-b"' 'with numbered sub-paragraphs'
like "$(<site/out/en/reports/2013-geneva.html)" '<span lang="fr" dir="ltr">Secr' 'and foreign words'
like "$(<site/out/en/reports/old-lima.html)" 'Réunion de Lima' 'and a text in an old charset'

extract site "$man/isogloss-locale.7"
run "$ISOGLOSS" -C site check
is "$status$stderr" 0 'isogloss-locale(7): its files are a language'
run "$ISOGLOSS" -C site build
like "$(<site/out/pt/index.html)" 'Português' 'which has its name'
like "$(<site/out/pt/reports/index.html)" '2 relatórios.*|em francês' 'and its words'

extract site "$man/isogloss-theme.5"
sed -i 's/^theme: .*/theme: small/' site/content/site.yaml
run "$ISOGLOSS" -C site build
is "$status$stderr" 0 'isogloss-theme(5): its files are a theme'
like "$(<site/out/fr/index.html)" 'assets/small-[0-9a-f]*\.css' 'with a style sheet'
like "$(<site/out/pt/reports/index.html)" '2013-geneva' 'and an index'

# Every HTML page of the example, whatever its kind, has only keys that the manual names.
"$ISOGLOSS" -C site dump plan | grep -o '[^ ]*\.html' | sort -u >pages
unknown=$(while read -r page; do
    "$ISOGLOSS" -C site dump page "$page" || echo "NO $page"
done <pages | grep -oP '"\K[\w-]+(?=": )|^NO.*' | sort -u | while read -r key; do
    # Names of assets and menus are the theme's and the site's own.
    [[ $key == small-css || $key == facet-value || $key == not-found || $key == site-map ]] ||
        grep -qE -- "(^|[^a-z_-])$key([^a-z_-]|\$)" "$man/isogloss-theme.5" || echo "$key"
done)
is "$unknown" '' 'isogloss-theme(5): names every key that pages have'
like "$(wc -l <pages)" '^[0-9]{2,}$' 'of many pages'

# What isogloss-locale.7 and isogloss.1 tell to type, in a site with another one in it.
cd site || exit 3
rm -rf out
mkdir site
cp -R content locales themes site
PATH=$(dirname "$ISOGLOSS"):$PATH
perl -ne 'if (/^\.\\" RUN/) { $run = 1 } elsif (/^\.Bd/ && $run) { $in = 1 }
    elsif (/^\.Ed/) { print "\0" if $in; $in = $run = 0 }
    elsif ($in) { s/\\\(aq/\x27/g; s/\\e/\\/g; print }' "$man"/isogloss{-locale.7,.1} >../commands
count=0
while IFS= read -r -d '' commands; do
    run bash -euo pipefail -c "$commands"
    is "$status$stderr" 0 "$(tr '\n' ';' <<<"$commands")"
    ((++count))
done <../commands
is "$((count >= 6))" 1 'there are examples'
is "$stdout" 'Hello Lima' 'the last one says hello'
done_testing
