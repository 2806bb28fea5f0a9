# A site in six languages, for the tests of the stories: a report that is to be released at one
# moment, "quokka", among others that refer to it in every way there is. Sourced behind tap.sh.

languages=(ar zh en fr ru es)
declare -A titles=([ar]='كوكا الجنوب' [zh]='短尾矮袋鼠' [en]='Wombat matters' [fr]='Affaires de phascolome'
    [ru]='Короткохвостый' [es]='Cuestiones de uombat')

# What is in that report only: its id and its pictures', its titles, a year, a symbol.
traces="quokka|1977|QQ/7|$(IFS='|' && echo "${titles[*]}")"

# Prints what of these is in the bytes of OUT, or in the name of a file.
# Of the manifest its names: a digest may have any digits.
traces_in() { # OUT
    grep -raohE --exclude=.isogloss-manifest "$traces" "$1"
    sed 's/^[0-9a-f]*  //' "$1"/.isogloss-manifest | grep -oE "$traces"
    find "$1" -printf '%P\n' | grep -E "$traces"
}

put() { # PATH: a file of the site, from standard input
    mkdir -p "$site/$(dirname "$1")"
    cat >"$site/$1"
}

# The smallest PNG, one grey pixel.
put_picture() { # PATH
    base64 -d <<<iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg== |
        put "$1"
}

# The report. HEADER is what the original's header says beside; further arguments are the languages
# of its translations.
put_report() { # HEADER LANG…
    local lang
    {
        printf -- '---\ntitle: %s\nsymbol: QQ/7\ndate: 1977-03-04\nplaces: [peru, kenya]\n' "${titles[fr]}"
        printf '%s\n---\n\n## Début\n\n1. Un texte.\n\n![Carte](media/quokka-map.png)\n' "$1"
    } | put content/reports/quokka.fr.md
    for lang in "${@:2}"; do put_translation "$lang" 'status: final'; done
}

put_translation() { # LANG HEADER
    printf -- '---\ntitle: %s\ntranslates: fr\n%s\n---\n\n## *\n\n1. %s\n\n![*](media/quokka-%s.png)\n' \
        "${titles[$1]}" "$2" "${titles[$1]}." "$1" | put "content/reports/quokka.$1.md"
    put_picture "content/media/quokka-$1.png"
}

# All but the report.
make_site() {
    local lang
    mkdir -p "$site/themes"
    cp -R "$top/tests/sites/theme" "$site/themes/plain"
    for lang in "${languages[@]}"; do put "locales/$lang/portal.po" </dev/null; done
    put content/site.yaml <<'END'
title: Portal
base_url: https://portal.example/
theme: plain
languages: {official: [ar, zh, en, fr, ru, es]}
menus: {main: [reports, reports/quokka, places]}
END
    put content/reports/_collection.yaml <<'END'
label: Reports
count: {one: "{n} report", many: "{n} reports"}
body: optional
numbered_paragraphs: yes
index: {sort: date, order: descending, group: year}
fields:
  title: {type: text, required: yes, translatable: yes}
  symbol: {type: text, label: Symbol}
  date: {type: date, label: Date, facet: {id: year, label: By year}}
  places: {type: list, of: {type: reference, to: places}, label: Places, reverse: Reports, facet: {id: place, label: By place}}
  follows: {type: reference, to: reports, label: Follows, reverse: Followed by}
  notes: {type: markdown, translatable: yes, label: Notes}
END
    put content/places/_collection.yaml <<'END'
label: Places
fields:
  title: {type: text, required: yes, translatable: yes}
END
    put content/places/peru.en.yaml <<<'title: Peru'
    put content/places/kenya.en.yaml <<<'title: Kenya'
    put content/reports/lima.en.md <<'END'
---
title: Lima meeting
date: 2013-05-06
places: [peru]
follows: quokka
notes: "As [said](reports/quokka#p1) before."
---

1. See [the other report](reports/quokka#s-debut).

2. And here [](reports/quokka) nothing.
END
    put content/reports/cairo.en.md <<<$'---\ntitle: Cairo meeting\ndate: 2012-11-01\n---\n\n1. Text.'
    put_picture content/media/quokka-map.png
    put_picture content/media/common.png
}

build_at() { # TIME [OPTION…]
    run "$ISOGLOSS" -C "$site" build --now "$@"
    is "$status" 0 "it builds at $1"
    [[ $status == 0 ]] || note "$stderr"
}

# The same site, built from nothing at that time, has the same bytes.
is_as_from_nothing() { # TIME
    rm -rf "$work/fresh"
    mkdir "$work/fresh"
    cp -R "$site"/{content,locales,themes} "$work/fresh"
    run "$ISOGLOSS" -C "$work/fresh" build --now "$1"
    diff_ok "$work/fresh/out" "$site/out" "$1: byte for byte what a build from nothing makes"
}
