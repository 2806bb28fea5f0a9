#!/bin/bash
# The portal itself: nothing is found in its translations that nobody has allowed, and nothing is
# allowed in vain.
. "$(dirname "$0")/../lib/tap.sh"

run "$ISOGLOSS" -C "$top" check --translations --json
is "$status" 0 'the portal is checked'
is "$(grep '"code":"translation-' <<<"$stdout")" '' 'and nothing is found in its translations'
done_testing
