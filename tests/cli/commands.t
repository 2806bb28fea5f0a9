#!/bin/bash
# build, check and dump on a small site: where they read and write, what they say.
. "$(dirname "$0")/../lib/tap.sh"
cd "$work" || exit 3

small_site one-language site

run "$ISOGLOSS" -C site build
is "$status$stderr" 0 'a build is silent on standard error'
like "$stdout" '^site/out/: ([0-9]+) files in 1 language; ([0-9]+) written, 0 unchanged, 0 removed$' \
    'its summary'
is "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" 'all files are new'
files=${BASH_REMATCH[1]}
run "$ISOGLOSS" build --directory=site/
like "$stdout" "^site/out/: $files files in 1 language; 0 written, $files unchanged, 0 removed\$" \
    'a second build writes nothing'
run env -C site "$ISOGLOSS" build
like "$stdout" "^out/: .* 0 written" 'the site is the folder one stands in'
run "$ISOGLOSS" -C site build -o elsewhere
like "$stdout" '^elsewhere/: ' '-o is named from where one stands'
rm -rf a && cp -R site/out a && diff_ok a elsewhere 'another OUT, the same files'
run "$ISOGLOSS" -C site build -o elsewhere///
like "$stdout" '^elsewhere/: .* 0 written' 'slashes at its end say nothing'
run "$ISOGLOSS" --json build -C site
like "$stdout" "^\{\"files\":$files,\"of\":$files,\"languages\":1,\"written\":0,\"unchanged\":$files,\"removed\":0,\"recovered\":false\}\$" \
    'the summary as JSON'

# What is not read is told to those who ask. [file-ignored]
small_site one-language hidden
touch hidden/content/.DS_Store hidden/locales/en/portal.po~
run "$ISOGLOSS" -C hidden check
is "$stderr" '' 'backups and system files are ignored in silence'
run "$ISOGLOSS" -C hidden -v check
is "$(grep -c '\[file-ignored\]' <<<"$stderr")" 2 'with -v they are listed'
tells 'content: note: .DS_Store in this folder is not read' 'each with its folder'

# Names that are hard on scripts.
for name in 'with space' '-dash' 'عربي' $'new\nline' 'quo"te'; do
    small_site one-language "./$name"
    run "$ISOGLOSS" "-C$name" build "--out=$name/o ut"
    is "$status" 0 "a site in $(printf %q "$name")"
    ok 'it is built' test -s "./$name/o ut/en/index.html"
done

# OUT that would eat its own sources, or be eaten.
for out in site/content site/content/new site/locales/out site/themes/plain/assets site . site/../site \
    site/content/../content/x / link/content/new "$work"; do
    [[ -e link ]] || ln -s site link
    before=$(find site -printf '%p %s %T@\n' | sort)
    run "$ISOGLOSS" -C site build -o "$out"
    is "$status" 2 "-o ${out/$work/WORK} is refused"
    is "$(find site -printf '%p %s %T@\n' | sort)" "$before" 'nothing is touched'
    [[ $out == site/content* ]] && tells '[out-forbidden]' 'and told'
done

# check writes nothing, wherever.
small_site one-language clean
before=$(find clean -printf '%p %s %T@\n' | sort)
run "$ISOGLOSS" -C clean check
is "$status$stderr" 0 'check of a sound site'
like "$stdout" '^no errors: [0-9]+ files in 1 language, [0-9]+ links?; 0 warnings$' 'its summary'
is "$(find clean -printf '%p %s %T@\n' | sort)" "$before" 'check writes nothing'
run "$ISOGLOSS" -C clean check --json
is "$status$stdout$stderr" 0 'as JSON a sound site says nothing'

# Errors in content.
printf 'colour: red\n' >>clean/content/site.yaml
run "$ISOGLOSS" -C clean check
is "$status$stdout" 1 'check of a broken site'
like "$stderr" '^content/site\.yaml:[0-9]+:1: error: .*\[unknown-key\]' 'a diagnostic'
run "$ISOGLOSS" -C clean check --json
is "$status$stderr" 1 'as JSON: nothing on standard error'
like "$stdout" '^\{"path":"content/site\.yaml","line":[0-9]+,"column":1,"severity":"error","code":"unknown-key"' \
    'the diagnostics on standard output'
run "$ISOGLOSS" -C clean build
is "$status$stdout" 1 'build of a broken site'
like "$stderr" $'\n1 error; nothing was published$' 'its last line'
ok 'there is no out/' test ! -e clean/out
cp -R site before
cp clean/content/site.yaml site/content/site.yaml
run "$ISOGLOSS" -C site build
is "$status" 1 'build of a site that broke'
diff_ok before/out site/out 'the portal stays as it was'
cp before/content/site.yaml site/content/site.yaml

run "$ISOGLOSS" -C nowhere build
is $((status == 2 || status == 3)) 1 'no such folder'
like "$stderr" 'nowhere' 'which is named'
run "$ISOGLOSS" -C site/content/site.yaml check
is $((status == 2 || status == 3)) 1 'a file for a folder'

# dump
for stage in sources site editions plan; do
    run "$ISOGLOSS" -C site dump $stage
    is "$status$stderr" 0 "dump $stage"
    like "$stdout" '[a-z]' 'shows something'
    first=$stdout
    run "$ISOGLOSS" -C site -j1 dump $stage
    is "$stdout" "$first" 'the same with one job'
    unlike "$stdout" "$work" 'no path of this machine'
done
run "$ISOGLOSS" -C site dump page en/index.html
is "$status$stderr" 0 'dump page'
ok 'is JSON' perl -MJSON::PP -0e 'decode_json(<STDIN>)->{lang} eq "en" or die' <.stdout
run "$ISOGLOSS" -C site dump page en/indx.html
is "$status" 2 'dump of no page'
like "$stderr" 'did you mean “en/index.html”' 'its hint'
tells '[no-such-page]' 'and its code'
run "$ISOGLOSS" -C site dump page "$("$ISOGLOSS" -C site dump plan | sed -n 's/^asset \([^ ]*\).*/\1/p')"
is "$status" 2 'dump of a page without template'
tells '[page-without-template]' 'is told'

# No terminal, no line of progress; and on a terminal it is gone at the end.
if command -v script >/dev/null; then
    rm -rf site/out
    TERM=xterm script -qec "'$ISOGLOSS' -C site build" /dev/null >typescript </dev/null
    unlike "$(<typescript)" 'rendering: [^'$'\r'']*$' 'no line of progress is left on a terminal'
else
    skip 'no line of progress is left on a terminal' 'no script(1)'
fi
done_testing
