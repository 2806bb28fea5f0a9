# A small site for the tests of publish/: make_site FOLDER, and change_site FOLDER, after which some
# pages are new, some changed, some gone, and one picture is a folder. Uses the theme of the portal.

make_site() { # FOLDER
    mkdir -p "$1"/content/{reports,media} "$1"/locales/{en,fr} "$1"/themes
    cp -R "$top/themes/portal" "$1/themes/portal"
    printf 'title: Test portal\ntheme: portal\nlanguages: {official: [en, fr]}\n' \
        >"$1/content/site.yaml"
    cat >"$1/content/reports/_collection.yaml" <<'END'
label: Reports
body: optional
fields:
  title: {type: text, required: yes, translatable: yes}
  date: {type: date}
END
    local id
    for id in one two three; do
        printf -- '---\ntitle: Report %s\ndate: 2013-05-01\n---\n\nText of %s.\n' $id $id \
            >"$1/content/reports/$id.en.md"
    done
    printf -- '---\ntranslates: en\ntitle: Rapport un\n---\n\nTexte.\n' \
        >"$1/content/reports/one.fr.md"
    : >"$1/locales/en/portal.po"
    : >"$1/locales/fr/portal.po"
    picture >"$1/content/media/kept.png"
    picture >"$1/content/media/turn.png"
}

change_site() { # FOLDER
    printf -- '---\ntitle: Report four\ndate: 2014-05-01\n---\n\nText of four.\n' \
        >"$1/content/reports/four.en.md"
    printf -- '---\ntitle: Report two\ndate: 2013-05-01\n---\n\nOther text.\n' \
        >"$1/content/reports/two.en.md"
    rm "$1/content/reports/three.en.md" "$1/content/media/turn.png"
    mkdir "$1/content/media/turn.png"
    picture >"$1/content/media/turn.png/new.png"
}

picture() { # one grey pixel
    base64 -d <<<'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='
}
