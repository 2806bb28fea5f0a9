#!/bin/bash
# --pseudo adds two languages and takes them away again: whatever was built before, out/ is what a
# build from nothing makes, and the addresses that are promised never hear of it.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site out=$work/site/out list=$work/site/content/published.txt
small_site rtl "$site"
: >"$list"
build() { # OPTION…
    run "$ISOGLOSS" -C "$site" build "$@"
    is "$status$stderr" 0 "build $*"
}
is_as_from_nothing() { # OPTION…
    rm -rf "$work/fresh"
    mkdir "$work/fresh"
    cp -R "$site"/{content,locales,themes} "$work/fresh"
    run "$ISOGLOSS" -C "$work/fresh" build "$@"
    diff_ok "$work/fresh/out" "$out" "byte for byte what a build from nothing makes: build $*"
}

build
is_as_from_nothing
cp "$list" "$work/promised"
like "$(<"$list")" '^ar/' 'the build fills published.txt'

for round in 1 2; do
    build --pseudo
    is "$(cd "$out" && echo ??-X?)" 'ar-XB en-XA' 'two languages more'
    is_as_from_nothing --pseudo
    diff_ok "$work/promised" "$list" 'their addresses are not promised'
    build --pseudo
    like "$stdout" '0 written, .* 0 removed' 'once more there is nothing to do'

    build
    is "$(cd "$out" && echo ??-X?)" '??-X?' 'without the option they are gone'
    is_as_from_nothing
    diff_ok "$work/promised" "$list" 'and the promises are what they were'
    build
    like "$stdout" '0 written, .* 0 removed' 'nothing to do either'
done

# Only the body of a text changes, then only the option, then both.
printf '\nMore.\n' >>"$site/content/reports/geneva.en.md"
build --pseudo
is_as_from_nothing --pseudo
build
is_as_from_nothing
printf '\nStill more.\n' >>"$site/content/reports/geneva.en.md"
build --pseudo
is_as_from_nothing --pseudo
build --pseudo --full
is_as_from_nothing --pseudo
build --pseudo -j 1
is_as_from_nothing --pseudo

# A first build with the option promises nothing, and does not keep the next one from it.
: >"$list"
build --pseudo
is "$(<"$list")" '' 'a first build with it promises nothing'
build
diff_ok "$work/promised" "$list" 'the next one without it promises all'

page() { cat "$out/$1"; }
build --pseudo
like "$(page ar-XB/index.html)" '<html lang="ar-XB" dir="rtl"' 'ar-XB runs from right to left'
like "$(page en-XA/index.html)" '<html lang="en-XA" dir="ltr"' 'en-XA from left to right'
like "$(page en-XA/reports/index.html)" '⟦[^⟧]*[áéîöû][^⟧]*⟧' 'labels have accents'
like "$(page en-XA/reports/index.html)" '⟦[0-9]+ [^⟧]*⟧' 'and so have counts'
is "$(grep -c 'noindex' "$out"/{en-XA,ar-XB}/*/*.html | grep -c ':0')" 0 'all pages say noindex'
is "$(grep -rlE '<link[^>]*hreflang="(en-XA|ar-XB)"' "$out")" '' 'no hreflang offers them'
is "$(grep -cE 'en-XA|ar-XB' "$out/sitemap.xml")" 0 'nor does the map of the site'
is "$(cd "$out" && find en-XA ar-XB -name feed.xml)" '' 'they have no feeds'
is "$(grep -rlP '[\x{202A}-\x{202E}\x{200E}\x{200F}]' "$out"/{en-XA,ar-XB} --include='*.html')" '' \
    'there are no bidi controls in them'

# What is English by the catalog of English readers is remade, and a plural form as they count.
cat >"$work/en.po" <<'END'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "Home"
msgstr "Front"

msgid "{n} report"
msgid_plural "{n} reports"
msgstr[0] "{n} paper"
msgstr[1] "{n} papers"
END
mkdir -p "$site/locales/en" && cp "$work/en.po" "$site/locales/en/portal.po"
build --pseudo
like "$(page en-XA/reports/index.html)" '⟦Ḟŕööö?ñţ⟧' 'texts are made of those of the English catalog'

# Somebody has made a language of that name: it is what they have made.
mkdir -p "$site/locales/en-XA" && sed 's/Front/Own/' "$work/en.po" >"$site/locales/en-XA/portal.po"
build --pseudo
like "$(page en-XA/reports/index.html)" '>Own<' 'a folder of that name wins'
rm -r "$site/locales/en-XA"

# A site without English.
rm -rf "$site"
mkdir -p "$site"/{content/notes,locales/fr,themes}
cp -R "$top/tests/sites/theme" "$site/themes/plain"
printf 'title: Test\ntheme: plain\n' >"$site/content/site.yaml"
printf 'label: Notes\nfields:\n  title: {type: text, required: yes, translatable: yes}\n' \
    >"$site/content/notes/_collection.yaml"
echo 'title: Une note' >"$site/content/notes/a.fr.yaml"
: >"$site/locales/fr/portal.po"
build --pseudo
is "$(grep -c '<html lang="en-XA"' "$out/en-XA/notes/a.html")" 1 'a site without English builds'
done_testing
