#!/bin/bash
# The environment decides in which language messages are, and nothing else.
. "$(dirname "$0")/../lib/tap.sh"
cd "$work" || exit 3

small_site seven-languages site
icu=$(ldd "$ISOGLOSS" | sed -nE 's/.*libicudata\.so\.([0-9]+) .*/\1/p') # its version
icu_data=icudt${icu}l

build() { # NAME [VARIABLE=VALUE…]
    local name=$1
    shift
    rm -rf site/out
    run env "$@" "$ISOGLOSS" -C site build
    is "$status" 0 "$name: builds"
    [[ -d expected ]] || cp -R site/out expected
    diff_ok expected site/out "$name: the same bytes"
}

build 'the plain environment' LC_ALL=C.UTF-8
build 'nothing set' -u LC_ALL -u LANG -u TZ
build 'an empty environment' -i
build 'no PATH and no HOME' -u HOME -u PATH
build 'Turkish, with its dotless i' LC_ALL=tr_TR.UTF-8 LANGUAGE=tr
build 'a locale that does not exist' LC_ALL=qq_QQ.NOPE-77
build 'a name of a locale that is a path' LC_ALL=../../etc LANGUAGE=../../../etc/passwd:/etc
build 'Arabic digits' LC_ALL=ar_EG.UTF-8
build 'not UTF-8' LC_ALL=fr_FR.ISO-8859-1
build 'an odd time zone' TZ=:/dev/null
build 'another odd time zone' TZ=XYZ-14:59:59
build 'no folder for temporary files' TMPDIR=/nowhere
mkdir -p "icu/$icu_data" && echo 'no data' >"icu/$icu_data/root.res"
build 'other data for ICU' ICU_DATA="$work/icu"
build 'a time' SOURCE_DATE_EPOCH=0
build 'another time' SOURCE_DATE_EPOCH=253402300799

for mask in 000 077 777; do
    rm -rf site/out
    (umask $mask && exec "$ISOGLOSS" -C site build >/dev/null)
    is $? 0 "umask $mask: builds"
    diff_ok expected site/out "umask $mask: the same bytes"
    is "$(find site/out -type f ! -perm 644 -o -type d ! -perm 755)" '' "umask $mask: the same modes"
done

for value in '' -1 abc 9223372036854775808 1.5 253402300800 ' 1' 0x10 2013-11-22; do
    run env SOURCE_DATE_EPOCH="$value" "$ISOGLOSS" -C site build
    is "$status" 1 "SOURCE_DATE_EPOCH=$value is refused"
    tells '[bad-source-date-epoch]' 'and told'
    run env SOURCE_DATE_EPOCH="$value" "$ISOGLOSS" version
    is "$status$stderr" 0 'but no matter to a command that needs no time'
done
for value in 0 1385078400 2013-11-22 2013-11-22T08:30:00Z 2013-11-22T09:30+01:00 2016-02-29; do
    run env SOURCE_DATE_EPOCH=abc "$ISOGLOSS" -C site build --now "$value"
    is "$status$stderr" 0 "--now $value goes before it"
done

# A working folder that is gone: what does not need it works, the rest is told.
mkdir gone
cd gone || exit 3
rmdir "$work/gone"
rm -rf "$work/site/out"
timeout 60 "$ISOGLOSS" -C "$work/site" build >"$work/stdout" 2>&1
is $? 0 'a site named in full builds from a folder that is gone'
diff_ok "$work/expected" "$work/site/out" 'and is the same'
timeout 60 "$ISOGLOSS" build >"$work/stdout" 2>&1
status=$?
cd "$work" || exit 3
is $((status >= 1 && status <= 3)) 1 'a build of the folder that is gone is an error'
like "$(<stdout)" 'error' 'that is told'

# Messages: in the language of the reader, whether the machine knows its locale or not.
[[ -e $top/generator/po/fr.po ]] && {
    for locale in fr_FR.UTF-8 fr_CH.UTF-8 fr fr_FR.ISO-8859-1 fr_FR@euro; do
        run env -u LANGUAGE LC_ALL=$locale "$ISOGLOSS" help
        like "$stdout" 'isogloss COMMANDE' "messages under LC_ALL=$locale are French"
    done
    run env -u LC_ALL LANG=C.UTF-8 LANGUAGE=xx:fr:ar "$ISOGLOSS" help
    like "$stdout" 'isogloss COMMANDE' 'LANGUAGE is a list'
    run env LC_ALL=C LANGUAGE=fr "$ISOGLOSS" help
    like "$stdout" '^Usage: isogloss' 'LC_ALL=C is English'
    run env -u LC_ALL LANG=fr_FR.UTF-8 LC_MESSAGES=en_GB.UTF-8 "$ISOGLOSS" help
    like "$stdout" '^Usage: isogloss' 'LC_MESSAGES goes before LANG'
}
run env LC_ALL=tr_TR.UTF-8 LANGUAGE=tr "$ISOGLOSS" help
like "$stdout" '^Usage: isogloss' 'a language without catalog is English'

# Another clock, and ICU without its data: by libraries that stand before those of the system.
preload() { # NAME: makes NAME.so of the C text on standard input
    cat >"$1.c"
    "$CC" -shared -fPIC -o "$1.so" "$1.c"
}
if grep -qa __asan_init "$ISOGLOSS"; then
    skip 'another clock' 'AddressSanitizer must stand first'
    skip 'no data of ICU is an error' 'AddressSanitizer must stand first'
else
    preload clock <<'END'
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
static time_t now(void) { return atoll(getenv("CLOCK")); }
time_t time(time_t *t) { return t ? (*t = now()) : now(); }
int gettimeofday(struct timeval *t, void *zone) { t->tv_sec = now(), t->tv_usec = 0; return 0; }
int clock_gettime(clockid_t clock, struct timespec *t) { t->tv_sec = now(), t->tv_nsec = 0; return 0; }
END
    is "$(CLOCK=4294967296 LD_PRELOAD=$work/clock.so date -u +%Y)" 2106 'the clock can be set'
    for clock in -1 0 2147483648 4294967296 253402300800; do
        build "the clock at $clock" LD_PRELOAD="$work/clock.so" CLOCK=$clock
    done

    preload no-icu <<<"const char icudt${icu}_dat[64] = \"no data\";"
    run env LD_PRELOAD="$work/no-icu.so" "$ISOGLOSS" -C site build
    is "$status" 3 'no data of ICU is an error' # [icu-data]
    like "$stderr" 'system error: .*ICU.*: U_[A-Z_]+; install ICU .*\[icu-data\]' 'and told'
    diff_ok expected site/out 'out/ is as it was'
fi

# Kernels that lack the younger system calls, and sandboxes that forbid them.
if ! grep -qa __asan_init "$ISOGLOSS" && strace -qq -o /dev/null true 2>/dev/null; then
    # The oldest of these is of 2014; what the program cannot do without is older.
    for error in ENOSYS EPERM; do
        rm -rf site/out
        run strace -f -qq -o trace -e \
            inject=openat2,copy_file_range,statx,clone3,faccessat2,rseq,getrandom,close_range:error=$error \
            "$ISOGLOSS" -C site -j2 build
        is "$status$stderr" 0 "young system calls say $error: builds"
        like "$(<trace)" "openat2\(.*$error.*INJECTED" 'they did'
        diff_ok expected site/out "young system calls say $error: the same bytes"
    done
    for call in memfd_create syncfs flock; do
        rm -rf site/out
        run strace -f -qq -o /dev/null -e inject=$call:error=ENOSYS "$ISOGLOSS" -C site build
        is "$status" 3 "without $call: exit 3"
        tells 'Function not implemented' 'and told'
        is "$(ls site | xargs)" 'content locales themes' "without $call: there is no out/"
    done
else
    skip 'old kernels' 'strace cannot trace here, or not together with AddressSanitizer'
fi

# Setuid: only root can show it, and only where the file system honours the bit.
if ((EUID == 0)) && command -v setpriv >/dev/null; then
    cp "$ISOGLOSS" setuid && chmod 4755 setuid && chmod 755 "$work"
    run setpriv --reuid 65534 --clear-groups ./setuid version
    if [[ $stderr == *privileged* || $status == 0 ]]; then
        is "$status" 3 'a setuid program refuses to run'
        tells '[privileged]' 'and says so'
    else
        skip 'a setuid program refuses to run' "$stderr"
    fi
    run "$ISOGLOSS" -C site check -v
    tells '[running-as-root]' 'with -v root is warned'
    run "$ISOGLOSS" -C site check
    unlike "$stderr" 'running-as-root' 'without -v root is left in peace'
else
    skip 'a setuid program refuses to run' 'needs root and setpriv'
fi
done_testing
