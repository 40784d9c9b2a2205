#!/bin/sh
# SPDX-License-Identifier: MIT
# What building and testing need: `deps.sh check` names what is missing in one
# line, `deps.sh install [dev] [browser] [peers] [analyze]` installs it.
set -u
missing=

# miss PACKAGE COMMAND...: the Debian package that is missing if COMMAND fails.
miss() {
	package=$1
	shift
	"$@" >/dev/null 2>&1 || missing="$missing $package"
}

# A program of three lines that needs the library links: csv.h -lcsv
links() {
	out=$(mktemp) || exit 71
	printf '#include <%s>\nint\nmain(void) { return 0; }\n' "$1" |
		${CC:-cc} -x c -o "$out" - "$2"
	status=$?
	rm -f "$out"
	return $status
}

# library PACKAGE PC HEADER LIB: by pkg-config, where there is one.
library() {
	if command -v pkg-config >/dev/null; then
		miss "$1" pkg-config --exists "$2"
	else
		miss "$1" links "$3" "$4"
	fi
}

need_build() {
	miss gcc command -v "${CC:-cc}"
	miss libc6-dev links stdio.h -lm
	miss pkg-config command -v pkg-config
	library libsqlite3-dev sqlite3 sqlite3.h -lsqlite3
	library libyaml-dev yaml-0.1 yaml.h -lyaml
	library libcmark-dev libcmark cmark.h -lcmark
	library libutf8proc-dev libutf8proc utf8proc.h -lutf8proc
	library libjansson-dev jansson jansson.h -ljansson
	library libsodium-dev libsodium sodium.h -lsodium
	miss libcsv-dev links csv.h -lcsv
	miss tzdata test -e /usr/share/zoneinfo/Europe/Copenhagen
}

need_dev() {
	miss libcmocka-dev links \
		'stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h' -lcmocka
	for tool in bats mandoc shellcheck clang-format sqlite3 zsh fish \
		strace python3; do
		miss "$tool" command -v "$tool"
	done
	miss libical3 sh -c 'ls /usr/lib/*/libical.so.3 | grep -q .'
	miss universal-ctags sh -c 'ctags --version | grep -q Universal'
}

need_browser() {
	miss chromium command -v chromium
	miss chromium-driver command -v chromedriver
	miss curl command -v curl
	miss nodejs command -v node
	miss tidy command -v tidy
}

need_peers() {
	miss r-cran-lme4 Rscript -e 'library(lme4)'
	miss liblemon-dev test -e /usr/include/lemon/preflow.h
	miss g++ command -v g++
}

libfuzzer() {
	ls "$(clang -print-runtime-dir)"/libclang_rt.fuzzer-*
}

need_analyze() {
	miss clang command -v clang
	miss libclang-rt-dev libfuzzer
	miss clang-tidy command -v clang-tidy
	miss cppcheck command -v cppcheck
	miss valgrind command -v valgrind
}

install() {
	[ -n "$missing" ] || exit 0
	if ! command -v apt-get >/dev/null; then
		echo "install by hand, by Debian's names:$missing"
		exit 1
	fi
	if [ "$(id -u)" -ne 0 ] && [ -z "${SUDO:-}" ]; then
		echo "run: sudo apt-get update &&" \
			"sudo apt-get install -y$missing"
		exit 1
	fi
	echo "installing:$missing"
	export DEBIAN_FRONTEND=noninteractive
	# SUDO and the list are words to be split.
	# shellcheck disable=SC2086
	${SUDO:-} apt-get -qq update </dev/null &&
		${SUDO:-} apt-get -qq install -y --no-install-recommends \
			$missing </dev/null >/dev/null
}

what=$1
shift
need_build
for set in "$@"; do
	"need_$set"
done
case $what in
install) install ;;
*)
	[ -z "$missing" ] && exit 0
	echo "missing:$missing (\`make deps\` installs them)" >&2
	exit 1
	;;
esac
