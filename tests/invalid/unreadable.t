#!/bin/bash
# Files and folders that may not be read: exit 3, and out/ stays as it was. Root may read anything,
# so under root isogloss runs as nobody.
. "$(dirname "$0")/../lib/tap.sh"

site=$work/site
small_site one-language "$site"
mkdir -p "$site/content/media/maps"

as_user=()
if ((EUID == 0)); then
    command -v setpriv >/dev/null || skip_all 'needs setpriv'
    as_user=(setpriv --reuid 65534 --regid 65534 --clear-groups)
    cp "$ISOGLOSS" "$work/isogloss" # nobody may not enter every folder
    ISOGLOSS=$work/isogloss
    chown -R 65534:65534 "$work"
fi
isogloss() { run "${as_user[@]}" "$ISOGLOSS" -C "$site" "$@"; }
state() { find "$site/out" -printf '%p %y %m %i %s %T@\n' | sort; }

isogloss build
is "$status$stderr" 0 'the site builds'
before=$(state)

unreadable() { # PATH; what misses it may complain too
    local mode
    mode=$(stat -c %a "$site/$1")
    chmod 000 "$site/$1"
    isogloss check
    is "$status" 3 "$1: exit 3"
    is "$(grep file-unreadable <<<"$stderr")" \
        "$1: system error: cannot be read: Permission denied; check who may read it and whether the disk is sound [file-unreadable]" "$1: is told"
    isogloss build
    is "$status" 3 "$1: build ends with 3 too"
    chmod "$mode" "$site/$1"
    is "$(state)" "$before" "$1: out/ stays as it was"
}
unreadable content/notes/note-1.en.md
unreadable content/notes/_collection.yaml
unreadable content/site.yaml
unreadable content/notes
unreadable content/media/maps
unreadable content
unreadable locales/en/portal.po
unreadable locales
unreadable themes/plain/templates/item.mustache
unreadable themes/plain/assets/plain.css
unreadable themes/plain
done_testing
