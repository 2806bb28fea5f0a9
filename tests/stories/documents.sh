# A small site of documents for the stories of their lives: documents_site FOLDER. Uses the theme of
# the portal; report FOLDER ID.LANG writes a report, its header from standard input.

documents_site() { # FOLDER
    mkdir -p "$1"/content/{reports,notes} "$1"/locales/{en,fr,ar} "$1"/themes
    cp -R "$top/themes/portal" "$1/themes/portal"
    cat >"$1/content/site.yaml" <<'END'
title: Documents
theme: portal
base_url: https://documents.example/
languages: {official: [en, fr]}
menus: {main: [reports]}
END
    cat >"$1/content/reports/_collection.yaml" <<'END'
label: Reports
body: required
numbered_paragraphs: yes
template: report
index: {sort: date, order: descending, group: year}
fields:
  title: {type: text, required: yes, translatable: yes}
  summary: {type: text, translatable: yes}
  symbol: {type: symbol, label: Symbol}
  date: {type: date, required: yes, label: Date, facet: {id: year, label: By year}}
  annex_of: {type: reference, to: reports, parent: yes, label: Annex of}
  about: {type: reference, to: notes, label: About, reverse: Reports}
END
    cat >"$1/content/notes/_collection.yaml" <<'END'
label: Notes
body: optional
fields:
  title: {type: text, required: yes, translatable: yes}
END
    printf 'title: Note one\n' >"$1/content/notes/one.en.yaml"
    : >"$1/locales/en/portal.po"
    : >"$1/locales/fr/portal.po"
    : >"$1/locales/ar/portal.po"
}

# Paragraphs 1 to 6; of paragraph 5 the rest is TEXT.
report() { # FOLDER ID.LANG TEXT
    {
        echo '---'
        cat
        printf -- '---\n\n'
        printf '%d. Paragraph.\n\n' 1 2 3 4
        printf '5. %s\n\n6. Paragraph.\n' "$3"
    } >"$1/content/reports/$2.md"
}

# What the file says, without markup and with single blanks.
words() { # FILE
    perl -0777 -pe 's/<(style|script).*?<\/\1>//gs; s/<[^>]*>/ /g; s/&#39;|&#x27;/\x27/g; s/\xC2\xA0|\s+/ /g' "$1"
}
