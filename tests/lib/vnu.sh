# The Nu Html Checker of the W3C, for tests that hold pages to it. Sourced behind tap.sh; skips the
# whole test if it is not there.

vnu=$top/tests/node_modules/vnu-jar/build/dist/vnu.jar
[[ -e $vnu ]] || skip_all 'npm ci in tests/ has not been run'

# The checker does not know what 'self' means at a file: address; the browsers do, and
# tests/browser/reading.test.mjs listens to their complaints. Only our own assets are let through.
policy='.*violates Content Security Policy \(meta tag\): (external (stylesheet|script)|image)'
policy+=' “(\.\./)*assets/[a-z0-9.-]*” blocked by “(style|script|img)-src” directive.*'
# Nor does it compute digests; links.test.mjs does.
policy+='|.*Inline style violates Content Security Policy \(meta tag\): blocked by “style-src” directive.*'
# It takes JSON-LD for a script, which the policy would stop; browsers do not, for nothing runs.
# links.test.mjs sees to it that there is no other script.
policy+='|.*Inline script violates Content Security Policy \(meta tag\): blocked by “script-src” directive.*'

validate() { # FOLDER…: sets $status, $stdout and $stderr
    run java -Xss4m -jar "$vnu" --Werror --also-check-css --also-check-svg --skip-non-html \
        --filterpattern "$policy" --format gnu "$@"
}
