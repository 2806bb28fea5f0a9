# Isogloss. `make` builds the generator and the portal; `make test` tests them; `make help` lists
# the rest. Everything made goes to .build/, except the portal, which goes to out/.

# ---- What it needs ------------------------------------------------------------------------------
# Debian packages; NAME=COMMAND is also content with any COMMAND on the PATH (see .ci/packages).
BUILD_PACKAGES = gcc=gcc libc6-dev pkg-config gettext \
    libcmark-dev libyaml-dev libgettextpo-dev libicu-dev libxxhash-dev libjansson-dev \
    libmicrohttpd-dev libxml2-dev
TEST_PACKAGES = libcmocka-dev perl=prove clang-format=clang-format strace=strace locales \
    ca-certificates nodejs=node npm=npm chromium=chromium firefox-esr=firefox-esr \
    default-jre-headless=java nginx-light=nginx mandoc=mandoc curl=curl \
    libxml2-utils=xmllint python3-icalendar python3-jsonschema xxhash=xxhsum \
    parallel=parallel rsync=rsync poppler-utils=pdftotext fonts-noto-core fonts-noto-cjk \
    translate-toolkit=pocount
BENCH_PACKAGES = perl=prove hugo=hugo valgrind=valgrind strace=strace

# The libraries as pkg-config knows them, and those it does not know.
LIBRARIES = libcmark yaml-0.1 icu-i18n icu-uc libxxhash jansson libmicrohttpd libxml-2.0
LDLIBS = -lgettextpo

# ---- What you may set ---------------------------------------------------------------------------
PREFIX = /usr/local
DESTDIR =
CFLAGS = -O2 -g
LDFLAGS =
# WERROR=1 makes a warning an error; T=name runs only the tests with that in their name.
WERROR =
T =
# How many reports `make bench` builds sites of; tests/bench/README.md has the rest.
SIZES = 100 1000
# Where objects go; another set of flags gets another folder (see asan).
B = .build

# ---- Settings -----------------------------------------------------------------------------------
SHELL = /bin/bash
ifeq ($(origin CC),default)
CC = gcc
endif
# All cores, unless you say -j yourself.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += --no-print-directory -j$(shell nproc)
endif

# Each of these is used if the compiler knows it: gcc 12 knows all, clang 14 most of them.
WARNINGS = -Wall -Wextra -Wformat=2 -Wconversion -Wshadow -Wstrict-prototypes \
    -Wmissing-prototypes -Wold-style-definition -Wvla -Wundef -Wpointer-arith -Wwrite-strings \
    -Wimplicit-fallthrough -Wtrampolines -Wbidi-chars=any -Werror=format-security
HARDENING = -fstack-protector-strong -fstack-clash-protection -fcf-protection=full \
    -mbranch-protection=standard -ftrivial-auto-var-init=zero -fno-delete-null-pointer-checks \
    -fno-strict-overflow -fno-strict-aliasing -fPIE
LINK_HARDENING = -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,-z,nodlopen -Wl,--as-needed
FORTIFY = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
SANITIZE =

# base/banned.h comes before every file: a banned call does not compile.
CPPFLAGS = -D_GNU_SOURCE -Igenerator -include base/banned.h

# ---- Files --------------------------------------------------------------------------------------
SOURCES = $(wildcard generator/*.c generator/*/*.c)
UNIT_SOURCES = $(wildcard tests/unit/test_*.c)
SCRIPTS = $(wildcard generator/*/*.js)
OBJECTS = $(SOURCES:%.c=$(B)/%.o) $(SCRIPTS:%=$(B)/%.o)
UNIT_TESTS = $(UNIT_SOURCES:tests/unit/%.c=$(B)/tests/%)
LIBRARY = $(B)/libisogloss.a
CATALOGS = $(patsubst generator/po/%.po,$(B)/locale/%/LC_MESSAGES/isogloss.mo,\
    $(wildcard generator/po/*.po))
PROGRAM = $(B)/isogloss
NODE_MODULES = tests/node_modules/.package-lock.json

# ---- The two commands ---------------------------------------------------------------------------
.DEFAULT_GOAL := all

all: portal ## build the generator, then the portal in out/ (the default)
	@echo 'The portal is in out/: open file://$(CURDIR)/out/index.html in a browser,'
	@echo 'hand out/ to any web server, or write with $(PROGRAM) serve, which shows what you save.'

portal: program
	@$(PROGRAM) build

program: $(PROGRAM) $(CATALOGS) ## build only the generator, .build/isogloss

test: test-programs $(NODE_MODULES) ## run the tests; T=route only those so named
	@B=$(B) CC='$(CC)' tests/run $(T)

test-programs: program $(UNIT_TESTS) $(B)/test-packages

# ---- Parts of the tests -------------------------------------------------------------------------
check: test-programs ## the rules: layers, headers, banned calls, format, warnings
	@B=$(B) CC='$(CC)' tests/run check

asan: ## the C tests again under AddressSanitizer and UBSan
	@$(MAKE) B=.build/asan CFLAGS='-O1 -g -fno-omit-frame-pointer' FORTIFY=-U_FORTIFY_SOURCE \
	    SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all' asan-test

asan-test: test-programs
	@B=$(B) tests/run $(or $(T),unit stages sites invalid)

tsan: ## builds, checks and the C tests with threads under ThreadSanitizer
	@$(MAKE) B=.build/tsan CFLAGS='-O1 -g' FORTIFY=-U_FORTIFY_SOURCE SANITIZE=-fsanitize=thread \
	    tsan-test

# A race is a message on standard error and status 66, which no test expects.
tsan-test: test-programs
	$(PROGRAM) check -j4
	@B=$(B) RUNS=$${RUNS:-2} STEPS=$${STEPS:-20} \
	    tests/run $(or $(T),unit/workers unit/sources unit/site unit/editions unit/publish incremental)

soak: test-programs ## random edits for long: RUNS=20 times STEPS=500 of them, SEED=random
	@B=$(B) RUNS=$${RUNS:-20} STEPS=$${STEPS:-500} SEED=$${SEED:-random} PLANTS=all \
	    tests/run incremental

format: ## lay out all C files as .clang-format says
	@.ci/packages clang-format=clang-format
	tests/check/format -i

bench: program $(B)/bench/measure ## measure beside Hugo and cp -r; SIZES="100 1000 10000" for all
	@.ci/packages $(BENCH_PACKAGES)
	@B=$(B) tests/bench/run $(SIZES)

# ---- Other --------------------------------------------------------------------------------------
catalogs: program ## bring generator/po/*.po up to date with the messages in the code
	xgettext --package-name=isogloss --from-code=UTF-8 --language=C --add-comments=TRANSLATORS \
	    --keyword=_ --keyword=N_ --keyword=P_:1,2 --keyword=ngettext:1,2 --add-location=file \
	    --sort-by-file --force-po -o $(B)/isogloss.pot \
	    $(sort $(wildcard generator/*.[ch] generator/*/*.[ch] generator/*/*.def))
	sed -i '/^"POT-Creation-Date:/d' $(B)/isogloss.pot
	for catalog in generator/po/*.po; do \
	    msgmerge --quiet --update --backup=none $$catalog $(B)/isogloss.pot || exit; done

install: program ## install to $(DESTDIR)$(PREFIX): program, manual pages, themes, catalogs
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/isogloss
	for page in generator/man/*.[1-9]; do \
	    install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man$${page##*.} $$page || exit; done
	mkdir -p $(DESTDIR)$(PREFIX)/share/isogloss
	cp -R --no-preserve=mode,ownership themes $(DESTDIR)$(PREFIX)/share/isogloss/
	cd $(B) && for catalog in locale/*/*/isogloss.mo; do \
	    install -D -m 644 $$catalog $(DESTDIR)$(PREFIX)/share/$$catalog || exit; done

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/isogloss $(DESTDIR)$(PREFIX)/share/man/man[1-9]/isogloss*.[1-9] \
	    $(DESTDIR)$(PREFIX)/share/locale/*/LC_MESSAGES/isogloss.mo
	rm -rf $(DESTDIR)$(PREFIX)/share/isogloss

clean: ## remove .build/; out/ and its state stay
	rm -rf .build

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

.PHONY: all portal program test test-programs check asan asan-test tsan tsan-test soak format \
    bench catalogs install uninstall clean help
.DELETE_ON_ERROR:

# ---- How it is built ----------------------------------------------------------------------------
# $(B)/config.mk holds what has to be asked of the machine: where the libraries are and which flags
# the compiler knows. Make reads it, and makes it first when the Makefile or a setting changed; only
# at that time are packages looked for, so a build without changes asks nobody anything.
SETTINGS := $(strip $(CC) / $(CFLAGS) / $(LDFLAGS) / $(SANITIZE) / $(FORTIFY) / $(WERROR))
NEEDS_NO_CONFIG = asan tsan clean format help uninstall
ifneq ($(filter-out $(NEEDS_NO_CONFIG),$(or $(MAKECMDGOALS),all)),)
include $(B)/config.mk
endif
ifneq ($(SETTINGS),$(CONFIGURED_FOR))
$(B)/config.mk: FORCE
FORCE:
endif

# $(call known,COMMAND,FLAGS): those FLAGS with which COMMAND can compile an empty program. Not into
# /dev/null: run by root, a linker may make that an executable that nobody else can write to.
known = $$(for flag in $(2); do \
    if $(1) -Werror -Wall -fPIE -O2 $$flag -x c -o $(B)/empty - 2>/dev/null \
        <<<'int main(void) { return 0; }'; then printf '%s ' "$$flag"; fi; done)

$(B)/config.mk: Makefile
	@.ci/packages $(BUILD_PACKAGES)
	@pkg-config --print-errors --exists $(LIBRARIES)
	@mkdir -p $(B)
	@{ echo '# Made by make; see "How it is built" in the Makefile.'; \
	   echo "CONFIGURED_FOR := $(SETTINGS)"; \
	   echo "ALL_CFLAGS = -std=c17 $(CFLAGS) $(call known,$(CC) -c,$(WARNINGS) $(HARDENING))" \
	       "$(if $(WERROR),-Werror) $(SANITIZE) $(FORTIFY) $$(pkg-config --cflags $(LIBRARIES))"; \
	   echo "ALL_LDFLAGS = $(SANITIZE) $(LDFLAGS) $(call known,$(CC),$(LINK_HARDENING))"; \
	   echo "ALL_LDLIBS = $$(pkg-config --libs $(LIBRARIES)) $(LDLIBS) -pthread"; \
	} >$@

# Warnings are kept beside the object, so that `make check` need not compile all a second time.
$(B)/%.o: %.c $(B)/config.mk
	@mkdir -p $(@D)
	@echo '  CC      $<'
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $< 2>$(@:.o=.warnings) \
	    || { cat $(@:.o=.warnings) >&2; exit 1; }
	@cat $(@:.o=.warnings) >&2

# A script for browsers goes into the program as it is: the bytes from _binary_NAME_js_start on.
$(B)/%.js.o: %.js
	@mkdir -p $(@D)
	@echo '  LD      $<'
	@cd $(<D) && ld -r -b binary -z noexecstack -o $(abspath $@) $(<F)

$(PROGRAM): $(OBJECTS)
	@echo '  LD      $@'
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LDLIBS)

# All of the generator but main, for the unit tests to link with.
$(LIBRARY): $(filter-out $(B)/generator/main.o,$(OBJECTS))
	@rm -f $@ && ar -rcs $@ $^

$(B)/tests/%: $(B)/tests/unit/%.o $(LIBRARY)
	@echo '  LD      $@'
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LDLIBS) -lcmocka

$(B)/bench/measure: tests/bench/measure.c $(B)/config.mk
	@mkdir -p $(@D)
	@echo '  CC      $<'
	@$(CC) -D_GNU_SOURCE $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $<

$(UNIT_SOURCES:%.c=$(B)/%.o): | $(B)/test-packages
.SECONDARY: $(UNIT_SOURCES:%.c=$(B)/%.o)

$(B)/locale/%/LC_MESSAGES/isogloss.mo: generator/po/%.po $(B)/config.mk
	@mkdir -p $(@D)
	@echo '  MSGFMT  $<'
	@msgfmt --check -o $@ $<

$(B)/test-packages: Makefile
	@.ci/packages $(TEST_PACKAGES)
	@mkdir -p $(@D) && touch $@

$(NODE_MODULES): tests/package.json tests/package-lock.json | $(B)/test-packages
	@echo '  NPM     tests/node_modules'
	@cd tests && npm ci --no-fund --no-audit --loglevel=error && touch node_modules/.package-lock.json

-include $(OBJECTS:.o=.d) $(UNIT_SOURCES:%.c=$(B)/%.d)
